//! The examples that stand in each rule and context are its tests.

#[path = "../build/example.rs"]
mod example;

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
    let example::Example { text, passages } = example::read(marked).expect("the build checked it");
    let units = |byte: usize| text[..byte].encode_utf16().count() as u32;
    let passages = passages.iter().map(|passage| (units(passage.start), units(passage.end))).collect();
    (text, passages)
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
