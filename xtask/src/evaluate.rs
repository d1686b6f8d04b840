//! `cargo xtask evaluate`: how well the check agrees with labelled posts.
//!
//! Three questions, each as precision, recall and F1: is the post risky (verdict `check` or `stop`); does it
//! carry a concern (each concern of each post counts once); is a passage found (a passage of the same concern
//! whose characters overlap by at least half, intersection over union, each used once).

use anyhow::{Context, Result};
use second_look::{Concern, Options, check_post};
use serde::Deserialize;
use std::{collections::BTreeMap, collections::BTreeSet, fs, path::PathBuf};

#[derive(Deserialize)]
struct Post {
    id: String,
    text: String,
    labels: Vec<Label>,
    verdict: String,
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
        let ratio = |part: u32, whole: u32| {
            if whole == 0 { f64::NAN } else { f64::from(part) / f64::from(whole) }
        };
        let precision = ratio(self.right, self.right + self.wrong);
        let recall = ratio(self.right, self.right + self.missed);
        let f1 = 2.0 * precision * recall / (precision + recall);
        format!("{precision:.3}  {recall:.3}  {f1:.3}   {:5} {:5} {:5}", self.right, self.wrong, self.missed)
    }
}

/// Reads the files, checks every post and prints the figures. With `show`, prints the posts on which the
/// check and the labels differ on that concern.
pub fn run(files: &[PathBuf], show: Option<&str>) -> Result<()> {
    let mut risky = Tally::default();
    let mut labels: BTreeMap<Concern, Tally> = BTreeMap::new();
    let mut passages: BTreeMap<Concern, Tally> = BTreeMap::new();
    let mut rules: BTreeMap<String, Tally> = BTreeMap::new();
    let mut posts = 0;
    for file in files {
        let text = fs::read_to_string(file).with_context(|| format!("{}: cannot be read", file.display()))?;
        for (number, line) in text.lines().enumerate() {
            let post: Post =
                serde_json::from_str(line).with_context(|| format!("{}:{}", file.display(), number + 1))?;
            posts += 1;
            let report = check_post(&post.text, &Options::default());
            risky.count(report.is_risky(), matches!(post.verdict.as_str(), "check" | "stop"));
            let found: Vec<(Concern, &str, (usize, usize))> = report
                .findings
                .iter()
                .flat_map(|f| {
                    f.passages.iter().map(|p| (f.concern, f.rule.as_str(), (p.start as usize, p.end as usize)))
                })
                .collect();
            let wanted: Vec<(Concern, (usize, usize))> =
                post.labels.iter().filter_map(|l| Some((l.concern, span(&post.text, &l.span)?))).collect();
            let carries: BTreeSet<Concern> = wanted.iter().map(|w| w.0).collect();
            for concern in Concern::ALL {
                let said = found.iter().any(|f| f.0 == concern);
                let so = carries.contains(&concern);
                labels.entry(concern).or_default().count(said, so);
                if show == Some(concern.id()) && said != so {
                    let what: Vec<_> =
                        found.iter().filter(|f| f.0 == concern).map(|f| (f.1, cut(&post.text, f.2))).collect();
                    let want: Vec<_> =
                        post.labels.iter().filter(|l| l.concern == concern).map(|l| l.span.as_str()).collect();
                    println!(
                        "{} {}\n    {}\n    labels {want:?}\n    found {what:?}",
                        if so { "MISSED" } else { "WRONG " },
                        post.id,
                        post.text
                    );
                }
                let mut open: Vec<_> = wanted.iter().filter(|w| w.0 == concern).map(|w| w.1).collect();
                for f in found.iter().filter(|f| f.0 == concern) {
                    let hit = open.iter().position(|w| overlap(f.2, *w) >= 0.5);
                    passages.entry(concern).or_default().count(true, hit.is_some());
                    hit.map(|i| open.remove(i));
                }
                passages.entry(concern).or_default().missed += open.len() as u32;
            }
            for rule in report.findings.iter().map(|f| (f.rule.clone(), f.concern)).collect::<BTreeSet<_>>() {
                rules.entry(rule.0).or_default().count(true, carries.contains(&rule.1));
            }
        }
    }
    println!("{posts} posts in {} files\n", files.len());
    println!("                              P      R      F1    right wrong missed");
    println!("risky                       {}", risky.row());
    println!("labels, all                 {}", sum(&labels).row());
    println!("passages, all               {}\n", sum(&passages).row());
    for concern in Concern::ALL {
        println!("label   {:19} {}", concern.id(), labels[&concern].row());
        println!("passage {:19} {}", "", passages[&concern].row());
    }
    println!("\nrule, and whether the post carries its concern                right wrong");
    for (rule, tally) in rules {
        println!("{rule:58} {:8} {:5}", tally.right, tally.wrong);
    }
    Ok(())
}

fn sum(tallies: &BTreeMap<Concern, Tally>) -> Tally {
    tallies.values().fold(Tally::default(), |a, b| Tally {
        right: a.right + b.right,
        wrong: a.wrong + b.wrong,
        missed: a.missed + b.missed,
    })
}

/// Where the first occurrence of a span stands, in UTF-16 code units.
fn span(text: &str, span: &str) -> Option<(usize, usize)> {
    let start = text[..text.find(span)?].encode_utf16().count();
    Some((start, start + span.encode_utf16().count()))
}

fn cut(text: &str, (start, end): (usize, usize)) -> String {
    String::from_utf16_lossy(&text.encode_utf16().collect::<Vec<_>>()[start..end])
}

/// Intersection over union.
fn overlap(a: (usize, usize), b: (usize, usize)) -> f64 {
    let both = a.1.min(b.1).saturating_sub(a.0.max(b.0));
    both as f64 / (a.1.max(b.1) - a.0.min(b.0)) as f64
}
