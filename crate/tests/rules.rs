//! The examples that stand in each rule and context are its tests.

use second_look::{Options, check_with};
use serde::Deserialize;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

#[derive(Deserialize)]
struct Rule {
    #[serde(default)]
    detail: Option<String>,
    flags: Vec<String>,
    passes: Vec<String>,
}

#[derive(Deserialize)]
struct Context {
    #[serde(default)]
    clears: Vec<String>,
    holds: Vec<String>,
    fails: Vec<String>,
}

fn files(folder: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("the folder of data is there") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                walk(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    found.sort();
    found
}

/// The post of an example, and the passages marked by `^^^^` under it, in UTF-16 code units.
fn example(marked: &str) -> (String, BTreeSet<(u32, u32)>) {
    let mut lines: Vec<&str> = Vec::new();
    let mut passages = BTreeSet::new();
    for line in marked.trim_matches('\n').lines() {
        if !line.contains('^') || line.chars().any(|c| c != '^' && c != ' ') {
            lines.push(line);
            continue;
        }
        // Column for column, in characters, under the line above.
        let before: u32 = lines[..lines.len() - 1].iter().map(|l| l.encode_utf16().count() as u32 + 1).sum();
        let units = |columns: usize| -> u32 {
            before + lines[lines.len() - 1].chars().take(columns).map(|c| c.len_utf16() as u32).sum::<u32>()
        };
        let marks: Vec<char> = line.chars().chain([' ']).collect();
        let mut start = None;
        for (column, &c) in marks.iter().enumerate() {
            match (c, start) {
                ('^', None) => start = Some(column),
                (' ', Some(from)) => {
                    passages.insert((units(from), units(column)));
                    start = None;
                }
                _ => {}
            }
        }
    }
    // Examples are indented for the eye; the indent is no part of the post.
    let indent = lines.iter().filter(|l| !l.is_empty()).map(|l| l.len() - l.trim_start().len()).min().unwrap_or(0);
    let mut removed = 0;
    let mut shifted = BTreeSet::new();
    let mut at = 0;
    for line in &lines {
        removed += indent.min(line.len()) as u32;
        let end = at + line.encode_utf16().count() as u32 + 1;
        shifted.extend(passages.iter().filter(|p| at <= p.0 && p.0 < end).map(|p| (p.0 - removed, p.1 - removed)));
        at = end;
    }
    let text = lines.iter().map(|l| &l[indent.min(l.len())..]).collect::<Vec<_>>().join("\n");
    (text.trim_end().to_owned(), shifted)
}

fn shown(text: &str, passages: &BTreeSet<(u32, u32)>) -> Vec<String> {
    let units: Vec<u16> = text.encode_utf16().collect();
    passages.iter().map(|&(s, e)| String::from_utf16_lossy(&units[s as usize..e as usize])).collect()
}

#[test]
fn rules_flag_and_pass_their_examples() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut faults = Vec::new();
    for path in files("rules") {
        let id =
            path.strip_prefix(&root).expect("below rules/").with_extension("").to_string_lossy().replace('\\', "/");
        let rule: Rule =
            toml::from_str(&fs::read_to_string(&path).expect("the rule can be read")).expect("the build checked it");
        // The details of a jigsaw are found by several rules and shown as one finding.
        let shown_as = if rule.detail.is_some() { "jigsaw/details" } else { &id };
        for marked in &rule.flags {
            let (text, expected) = example(marked);
            if expected.is_empty() {
                faults.push(format!("{id}: no passage is marked with ^^^^ in: {text}"));
            }
            let report = check_with(&text, &Options::default(), None);
            let found: BTreeSet<_> = report
                .findings
                .iter()
                .filter(|f| f.rule == shown_as)
                .flat_map(|f| f.passages.iter().map(|p| (p.start, p.end)))
                .collect();
            let right = if rule.detail.is_some() { expected.is_subset(&found) } else { expected == found };
            if !right {
                let all: Vec<_> = report.findings.iter().map(|f| f.rule.as_str()).collect();
                faults.push(format!(
                    "{id}: in «{text}»\n    expected {:?}\n    found    {:?}\n    of all   {all:?}",
                    shown(&text, &expected),
                    shown(&text, &found)
                ));
            }
        }
        for text in &rule.passes {
            let report = check_with(text, &Options::default(), None);
            if let Some(finding) = report.findings.iter().find(|f| f.rule == shown_as) {
                let passages = finding.passages.iter().map(|p| (p.start, p.end)).collect();
                faults.push(format!("{id}: should pass «{text}», and flags {:?}", shown(text, &passages)));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn contexts_clear_their_examples_and_no_others() {
    let mut faults = Vec::new();
    for path in files("context") {
        let context: Context =
            toml::from_str(&fs::read_to_string(&path).expect("the context can be read")).expect("the build checked it");
        let touched = |text: &str| {
            check_with(text, &Options::default(), None)
                .findings
                .iter()
                .any(|f| context.clears.iter().any(|c| c == f.concern.id()))
        };
        if context.clears.is_empty() {
            continue; // What a context establishes is tested where it is used, in `rules`.
        }
        for text in &context.holds {
            if touched(text) {
                faults.push(format!("{}: should clear «{text}»", path.display()));
            }
        }
        for text in &context.fails {
            if !touched(text) {
                faults.push(format!("{}: should leave a finding in «{text}»", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
