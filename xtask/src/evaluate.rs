//! `cargo xtask evaluate`: how well the check agrees with labelled posts.
//!
//! Three questions, each as precision, recall and F1: is the post risky (verdict `check` or `stop`); does it
//! carry a concern (each concern of each post counts once); is a passage found (a passage of the same concern
//! whose characters overlap by at least half, intersection over union, each used once). Beside them stands how
//! many hard clear twins are called risky: clear posts that share their words with a risky one.
//!
//! Posts that somebody read while writing rules flatter the rules, so files that nobody opened are reported
//! apart, and never shown. The rules and recognisers decide by themselves here: the linear reader has learned from such
//! posts, so `cargo xtask reader evaluate` judges it, by weights that have not seen them. Of files without labels, such as ordinary posts, it says how many get which verdict.

use anyhow::{Context, Result};
use clap::Args;
use second_look::{Concern, Options, Report, Verdict, check_with};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::{collections::BTreeMap, collections::BTreeSet, fs, path::PathBuf};

#[derive(Args)]
pub struct Evaluate {
    /// Files of posts, as JSON lines: those that were read while rules were written, or posts without labels.
    files: Vec<PathBuf>,
    /// Files that nobody opened while writing rules: reported apart, in totals only.
    #[arg(long, num_args = 1..)]
    unopened: Vec<PathBuf>,
    /// Print the posts on which the check and the labels differ on this concern.
    #[arg(long)]
    show: Option<String>,
    /// Print the posts that are wrongly called risky; of posts without labels, all that are called risky.
    #[arg(long)]
    show_risky: bool,
    /// Leave out the posts in which this field is true.
    #[arg(long)]
    without: Vec<String>,
}

#[derive(Deserialize)]
struct Post {
    id: String,
    text: String,
    /// The near twin's posts carry the same.
    pair: Option<String>,
    labels: Option<Vec<Label>>,
    verdict: Option<String>,
    #[serde(flatten)]
    more: Map<String, Value>,
}

impl Post {
    fn is_risky(&self) -> bool {
        matches!(self.verdict.as_deref(), Some("check" | "stop"))
    }
}

#[derive(Deserialize)]
struct Label {
    concern: Concern,
    span: String,
}

/// How the answers to one question turned out.
#[derive(Clone, Copy, Default)]
struct Tally {
    right: u32,
    wrong: u32,
    missed: u32,
}

impl Tally {
    fn count(&mut self, said: bool, so: bool) {
        match (said, so) {
            (true, true) => self.right += 1,
            (true, false) => self.wrong += 1,
            (false, true) => self.missed += 1,
            (false, false) => {}
        }
    }

    fn row(&self) -> String {
        let precision = ratio(self.right, self.right + self.wrong);
        let recall = ratio(self.right, self.right + self.missed);
        let f1 = 2.0 * precision * recall / (precision + recall);
        format!("{precision:.3}  {recall:.3}  {f1:.3}   {:5} {:5} {:5}", self.right, self.wrong, self.missed)
    }
}

/// The figures of one group of labelled files.
#[derive(Default)]
struct Figures {
    posts: u32,
    risky: Tally,
    labels: BTreeMap<Concern, Tally>,
    passages: BTreeMap<Concern, Tally>,
    /// Whether the post carries the rule's concern.
    rules: BTreeMap<String, Tally>,
    /// The pairs that have a risky half.
    risky_pairs: BTreeSet<String>,
    /// The clear halves of pairs, and whether the check calls them risky.
    clear_halves: Vec<(String, bool)>,
}

/// Reads the files, checks every post and prints the figures.
pub fn run(arguments: &Evaluate) -> Result<()> {
    let mut read = Figures::default();
    for file in &arguments.files {
        let posts = posts(file, &arguments.without)?;
        if posts.iter().all(|post| post.labels.is_none()) {
            verdicts(file, &posts, arguments.show_risky);
            continue;
        }
        for post in &posts {
            let report = check_with(&post.text, &Options::default(), None);
            read.count(post, &report);
            if arguments.show_risky && report.is_risky() && !post.is_risky() {
                show_risky(post, &report);
            }
            if let Some(concern) = &arguments.show {
                show(post, &report, concern);
            }
        }
    }
    let mut unopened = Figures::default();
    for file in &arguments.unopened {
        for post in posts(file, &arguments.without)? {
            unopened.count(&post, &check_with(&post.text, &Options::default(), None));
        }
    }
    for (title, figures) in [("read while writing rules", read), ("unopened", unopened)] {
        if figures.posts > 0 {
            figures.print(title);
        }
    }
    Ok(())
}

fn posts(file: &PathBuf, without: &[String]) -> Result<Vec<Post>> {
    let text = fs::read_to_string(file).with_context(|| format!("{}: cannot be read", file.display()))?;
    let posts = text
        .lines()
        .enumerate()
        .map(|(number, line)| serde_json::from_str(line).with_context(|| format!("{}:{}", file.display(), number + 1)));
    let mut posts = posts.collect::<Result<Vec<Post>>>()?;
    posts.retain(|post| !without.iter().any(|field| post.more.get(field) == Some(&Value::Bool(true))));
    Ok(posts)
}

impl Figures {
    fn count(&mut self, post: &Post, report: &Report) {
        self.posts += 1;
        self.risky.count(report.is_risky(), post.is_risky());
        if let Some(pair) = &post.pair {
            if post.is_risky() {
                self.risky_pairs.insert(pair.clone());
            } else if post.verdict.as_deref() == Some("clear") {
                self.clear_halves.push((pair.clone(), report.is_risky()));
            }
        }
        let found: Vec<(Concern, (usize, usize))> = report
            .findings
            .iter()
            .flat_map(|f| f.passages.iter().map(|p| (f.concern, (p.start as usize, p.end as usize))))
            .collect();
        let labels = post.labels.iter().flatten();
        let wanted: Vec<(Concern, (usize, usize))> =
            labels.filter_map(|l| Some((l.concern, span(&post.text, &l.span)?))).collect();
        let carries: BTreeSet<Concern> = wanted.iter().map(|w| w.0).collect();
        for concern in Concern::ALL {
            let said = found.iter().any(|f| f.0 == concern);
            self.labels.entry(concern).or_default().count(said, carries.contains(&concern));
            let mut open: Vec<_> = wanted.iter().filter(|w| w.0 == concern).map(|w| w.1).collect();
            let passages = self.passages.entry(concern).or_default();
            for f in found.iter().filter(|f| f.0 == concern) {
                let hit = open.iter().position(|w| overlap(f.1, *w) >= 0.5);
                passages.count(true, hit.is_some());
                hit.map(|i| open.remove(i));
            }
            passages.missed += open.len() as u32;
        }
        for (rule, concern) in report.findings.iter().map(|f| (&f.rule, f.concern)).collect::<BTreeSet<_>>() {
            self.rules.entry(rule.clone()).or_default().count(true, carries.contains(&concern));
        }
    }

    fn print(&self, title: &str) {
        let twins: Vec<bool> = self
            .clear_halves
            .iter()
            .filter(|(pair, _)| self.risky_pairs.contains(pair))
            .map(|(_, said)| *said)
            .collect();
        let called = twins.iter().filter(|said| **said).count() as u32;
        println!("{} posts, {title}\n", self.posts);
        println!("                              P      R      F1    right wrong missed");
        println!("risky                       {}", self.risky.row());
        println!("labels, all                 {}", sum(&self.labels).row());
        println!("passages, all               {}", sum(&self.passages).row());
        println!("hard clear twins called risky: {}\n", share(called, twins.len() as u32));
        for concern in Concern::ALL {
            println!("label   {:19} {}", concern.id(), self.labels[&concern].row());
            println!("passage {:19} {}", "", self.passages[&concern].row());
        }
        println!("\nrule, and whether the post carries its concern                right wrong");
        for (rule, tally) in &self.rules {
            println!("{rule:58} {:8} {:5}", tally.right, tally.wrong);
        }
        println!();
    }
}

/// Prints how many posts of a file without labels get which verdict.
fn verdicts(file: &std::path::Path, posts: &[Post], show: bool) {
    let mut verdicts: BTreeMap<Verdict, u32> = BTreeMap::new();
    let mut risky = 0;
    for post in posts {
        let report = check_with(&post.text, &Options::default(), None);
        *verdicts.entry(report.verdict).or_default() += 1;
        if report.is_risky() {
            risky += 1;
            if show {
                show_risky(post, &report);
            }
        }
    }
    let all = posts.len() as u32;
    println!("{}: {all} posts", file.display());
    println!("risky     {}", share(risky, all));
    for (verdict, count) in verdicts {
        println!("{:9} {}", format!("{verdict:?}").to_lowercase(), share(count, all));
    }
    println!();
}

fn show_risky(post: &Post, report: &Report) {
    println!("RISKY  {}\n    {}", post.id, post.text);
    for finding in &report.findings {
        let passages: Vec<_> = finding.passages.iter().map(|p| cut(&post.text, p.start, p.end)).collect();
        println!("    {} {passages:?}", finding.rule);
    }
}

/// Prints a post on which the check and the labels differ on a concern.
fn show(post: &Post, report: &Report, concern: &str) {
    let labels: Vec<_> = post.labels.iter().flatten().filter(|l| l.concern.id() == concern).map(|l| &l.span).collect();
    let found: Vec<_> = report
        .findings
        .iter()
        .filter(|f| f.concern.id() == concern)
        .flat_map(|f| f.passages.iter().map(|p| (&f.rule, cut(&post.text, p.start, p.end))))
        .collect();
    if found.is_empty() != labels.is_empty() {
        println!(
            "{} {}\n    {}\n    labels {labels:?}\n    found {found:?}",
            if found.is_empty() { "MISSED" } else { "WRONG " },
            post.id,
            post.text
        );
    }
}

fn sum(tallies: &BTreeMap<Concern, Tally>) -> Tally {
    tallies.values().fold(Tally::default(), |a, b| Tally {
        right: a.right + b.right,
        wrong: a.wrong + b.wrong,
        missed: a.missed + b.missed,
    })
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 { f64::NAN } else { f64::from(part) / f64::from(whole) }
}

fn share(part: u32, whole: u32) -> String {
    format!("{part} of {whole} ({:.1} %)", 100.0 * ratio(part, whole))
}

/// Where the first occurrence of a span stands, in UTF-16 code units.
fn span(text: &str, span: &str) -> Option<(usize, usize)> {
    let start = text[..text.find(span)?].encode_utf16().count();
    Some((start, start + span.encode_utf16().count()))
}

fn cut(text: &str, start: u32, end: u32) -> String {
    String::from_utf16_lossy(&text.encode_utf16().collect::<Vec<_>>()[start as usize..end as usize])
}

/// Intersection over union.
fn overlap(a: (usize, usize), b: (usize, usize)) -> f64 {
    let both = a.1.min(b.1).saturating_sub(a.0.max(b.0));
    both as f64 / (a.1.max(b.1) - a.0.min(b.0)) as f64
}
