//! What is made from the rules: `docs/rules.md`, the page for people, and the reports of `snapshots/`, which show what a
//! change touches. `cargo xtask rules` writes them; here they are held against what it would write.

#[allow(dead_code)]
#[path = "../build/main.rs"]
mod build;

use build::{
    example,
    rule_file::{self, CONCERNS, ContextFile, RuleFile},
    source::{Source, files},
};
use second_look::{guidance, sources};
use serde::Deserialize;
use std::{
    collections::BTreeSet,
    env,
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The variable by which `cargo xtask rules` asks for the files to be written.
const WRITE: &str = "SECOND_LOOK_WRITE";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Holds a file against what it should be, or writes it where that is asked for.
fn settle(path: &Path, text: &str) -> Result<(), String> {
    let there = fs::read_to_string(path).unwrap_or_default();
    if there == text {
        return Ok(());
    }
    if env::var_os(WRITE).is_some() {
        return fs::write(path, text).map_err(|e| format!("{}: cannot be written: {e}", path.display()));
    }
    let line = there.lines().zip(text.lines()).take_while(|(a, b)| a == b).count();
    let of = |text: &str| text.lines().nth(line).unwrap_or("(the end)").to_owned();
    Err(format!(
        "{}:{}: is not what the rules make now:\n    it has  {}\n    now is  {}",
        path.display(),
        line + 1,
        of(&there),
        of(text)
    ))
}

/// Ends a test with what is stale and the command that mends it.
fn assert_settled(outcomes: impl IntoIterator<Item = Result<(), String>>) {
    let stale: Vec<_> = outcomes.into_iter().filter_map(Result::err).collect();
    assert!(
        stale.is_empty(),
        "{}\n\nRun `cargo xtask rules`, read what `git diff` shows, and commit it if that is what you meant.",
        stale.join("\n")
    );
}

#[test]
fn the_page_of_the_rules_is_that_of_the_rules() {
    assert_settled([settle(&root().join("../docs/rules.md"), &page())]);
}

#[test]
fn the_reports_of_the_snapshots_are_those_of_the_rules() {
    let folder = root().join("tests/snapshots");
    let posts = files(&folder, "txt").expect("the folder can be read");
    assert!(posts.len() >= 12, "{} posts in {}", posts.len(), folder.display());
    let left: BTreeSet<_> = files(&folder, "report").expect("the folder can be read").into_iter().collect();
    let made: BTreeSet<PathBuf> = posts.iter().map(|post| post.with_extension("report")).collect();
    assert_eq!(left.difference(&made).next(), None, "this report belongs to no post: remove it");
    assert_settled(posts.iter().map(|post| settle(&post.with_extension("report"), &report(post))));
}

/// What the command prints for a post.
fn report(post: &Path) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_second-look"))
        .arg("check")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command can be started");
    let text = fs::read(post).expect("the post can be read");
    command.stdin.take().expect("it is piped").write_all(&text).expect("the command reads");
    let output = command.wait_with_output().expect("the command ends");
    String::from_utf8(output.stdout).expect("it prints UTF-8")
}

#[derive(Deserialize)]
struct Concerns {
    concern: Vec<ConcernInWords>,
}

#[derive(Deserialize)]
struct ConcernInWords {
    id: String,
    title: String,
    meaning: String,
}

fn page() -> String {
    let concerns: Concerns =
        Source::read(root(), &root().join("guidance/concerns.toml")).and_then(|s| s.toml()).expect("it is sound");
    let mut page = String::from(INTRODUCTION);
    for concern in &concerns.concern {
        let _ = writeln!(page, "- [{}](#{})", concern.title, anchor(&concern.title));
    }
    let _ = writeln!(page, "- [{CONTEXTS}](#{})", anchor(CONTEXTS));
    for concern in &concerns.concern {
        let _ = write!(page, "\n## {}\n\n`{}`: {}\n", concern.title, concern.id, concern.meaning);
        if concern.id == "identifier" {
            kinds(&mut page);
        }
        for (id, rule) in rules(&concern.id) {
            describe(&mut page, &id, &rule);
        }
    }
    let _ = write!(page, "\n## {CONTEXTS}\n\n{CONTEXTS_IN_WORDS}\n");
    for path in files(&root().join("context"), "toml").expect("the folder can be read") {
        let context = Source::read(root(), &path).and_then(|s| rule_file::context(&s)).expect("the build checked it");
        describe_context(&mut page, &path, &context);
    }
    page
}

const INTRODUCTION: &str = "\
<!-- Made by `cargo xtask rules` from crate/rules, crate/context and crate/guidance. Change those, not this page. -->

# What Second Look looks for

Every rule, with the words that a person reads, the guidance that it rests on, and examples. In an example the passage
that is underlined stands in **bold**. *Stop and think*, *check* and *be aware* say how grave a finding is; a *likely*
finding may have another meaning, a *certain* one leaves little doubt.

To add a rule, run `cargo xtask rule new service-user/my-rule`, fill in the file that it writes, and run
`cargo xtask rules`, which tries the examples and brings this page up to date. What the patterns mean stands at the top
of [crate/build/pattern.rs](../crate/build/pattern.rs); the word classes that they name are the lists in
[crate/words](../crate/words). What the audience and your own settings add to a reason stands in
[options.md](options.md).

";

const CONTEXTS: &str = "What sets findings aside";

const CONTEXTS_IN_WORDS: &str = "\
Some words around a passage tell that it is not about somebody whom the author supports. Where such a context holds,
what it clears is not shown. One context works the other way: it tells that a post is about the author's own practice,
and some rules wait for that.";

/// The rules of a concern, with their ids, in the order of their files.
fn rules(concern: &str) -> Vec<(String, RuleFile)> {
    let known: BTreeSet<String> = guidance::catalogue().iter().map(|item| item.id.to_owned()).collect();
    let folder = root().join("rules").join(concern);
    let paths = if folder.is_dir() { files(&folder, "toml").expect("the folder can be read") } else { Vec::new() };
    paths
        .iter()
        .map(|path| {
            let (_, id) = rule_file::rule_id(path).expect("the build checked it");
            let rule = Source::read(root(), path).and_then(|s| rule_file::rule(&s, concern, &known));
            (id, rule.expect("the build checked it"))
        })
        .collect()
}

fn describe(page: &mut String, id: &str, rule: &RuleFile) {
    let gravity = match rule.severity.get_ref().as_str() {
        "high" => "stop and think",
        "medium" => "check",
        _ => "be aware",
    };
    let _ = write!(page, "\n### {}\n\n`{id}` · {gravity} · {}\n\n", rule.title.get_ref(), rule.certainty.get_ref());
    if let Some(detail) = &rule.detail {
        let _ = write!(page, "A detail ({}): it is shown only together with others.\n\n", detail.get_ref());
    }
    if rule.needs.is_some() {
        page.push_str("Only in a post that is about the author's own practice.\n\n");
    }
    if rule.once {
        page.push_str("Only where nothing else of this concern was found before it.\n\n");
    }
    let _ = write!(page, "{}\n\n", plain(rule.reason.get_ref()));
    let _ = write!(page, "Instead: {}\n\n", plain(rule.tip.get_ref()));
    let cited: Vec<_> = rule.guidance.get_ref().iter().map(|id| link(id.get_ref())).collect();
    let _ = write!(page, "Guidance: {}\n\n", cited.join("; "));
    page.push_str("Found:\n\n");
    for flag in rule.flags.get_ref() {
        let _ = writeln!(page, "- {}", marked(flag.get_ref()));
    }
    page.push_str("\nFine:\n\n");
    for pass in rule.passes.get_ref() {
        let _ = writeln!(page, "- {}", plain(pass));
    }
}

fn describe_context(page: &mut String, path: &Path, context: &ContextFile) {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let reach = if context.scope.get_ref() == "post" { "the whole post" } else { "the same sentence" };
    let _ = write!(page, "\n### {}\n\n", context.title.get_ref());
    if context.establishes.is_some() {
        let _ = writeln!(page, "`{name}` · tells that {reach} is about the author's own practice");
    } else {
        let cleared: Vec<_> = context.clears.iter().map(|c| format!("`{}`", c.get_ref())).collect();
        let _ = writeln!(page, "`{name}` · in {reach} it clears {}", cleared.join(", "));
    }
    for (heading, examples) in [("It holds in", &context.holds), ("It does not hold in", &context.fails)] {
        let _ = write!(page, "\n{heading}:\n\n");
        for example in examples.get_ref() {
            let _ = writeln!(page, "- {}", plain(example));
        }
    }
}

/// The kinds of identifiers, which are not rules but recognisers.
fn kinds(page: &mut String) {
    let ruled: BTreeSet<_> = CONCERNS.iter().flat_map(|concern| rules(concern.0)).map(|(id, _)| id).collect();
    page.push_str("\nWhose it is decides how grave it is: that of a person supported most, the author's own least.\n");
    for kind in sources().filter(|s| s.concern.id() == "identifier" && !ruled.contains(s.id)) {
        let cited: Vec<_> = kind.guidance.iter().map(|id| link(id)).collect();
        let name = kind.id.trim_start_matches("identifier/").replace('-', " ");
        let _ = write!(
            page,
            "\n### A {name}\n\n`{}`\n\n{}\n\nInstead: {}\n\nGuidance: {}\n",
            kind.id,
            plain(kind.reason),
            plain(kind.tip),
            cited.join("; ")
        );
    }
}

/// A clause, linked to its publisher's page.
fn link(id: &str) -> String {
    let item = guidance::catalogue().iter().find(|item| item.id == id).expect("the build checked it");
    format!("[{}, {}, {}]({})", plain(item.publisher), plain(item.title), plain(item.clause), item.url)
}

/// An example with its passages in bold.
fn marked(example: &str) -> String {
    let example = example::read(example).expect("the build checked it");
    let mut shown = String::new();
    let mut at = 0;
    for passage in example.passages {
        let _ =
            write!(shown, "{}**{}**", plain(&example.text[at..passage.start]), plain(&example.text[passage.clone()]));
        at = passage.end;
    }
    shown + &plain(&example.text[at..])
}

/// Text as Markdown shows it word for word, on one line.
fn plain(text: &str) -> String {
    let mut shown = String::new();
    for c in text.chars() {
        match c {
            '\n' => shown.push(' '),
            '\\' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '#' | '|' | '~' => shown.extend(['\\', c]),
            _ => shown.push(c),
        }
    }
    shown
}

/// The name that a heading has in a link.
fn anchor(heading: &str) -> String {
    heading
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || " -".contains(*c))
        .collect::<String>()
        .replace(' ', "-")
}
