//! Belief is free. The same statement for opposite sides of a debate gets the same result, never above advisory,
//! and no topic is a concern by itself. The statements stand in `belief.toml`.

use second_look::{Concern, Options, Severity, Verdict, check_post};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
struct Statements {
    pair: Vec<Pair>,
    clear: Vec<General>,
}

#[derive(Deserialize)]
struct Pair {
    topic: String,
    one: String,
    other: String,
}

#[derive(Deserialize)]
struct General {
    topic: String,
    text: String,
}

/// The topics on which the set has to hold both sides.
const TOPICS: [&str; 8] =
    ["party", "referendum", "faith", "gender", "migration", "foreign conflicts", "abortion", "unions"];

fn statements() -> Statements {
    toml::from_str(include_str!("belief.toml")).expect("belief.toml is well formed")
}

/// The verdict, and each concern with its severity.
fn result(text: &str) -> (Verdict, BTreeSet<(Concern, Severity)>) {
    let report = check_post(text, &Options::default());
    (report.verdict, report.findings.iter().map(|f| (f.concern, f.severity)).collect())
}

#[test]
fn both_sides_get_the_same_result() {
    let faults: Vec<_> = statements()
        .pair
        .iter()
        .filter_map(|Pair { topic, one, other }| {
            let (a, b) = (result(one), result(other));
            (a != b).then(|| format!("{topic}: «{one}» {a:?}\n    «{other}» {b:?}"))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn belief_is_never_above_advisory() {
    let faults: Vec<_> = statements()
        .pair
        .iter()
        .flat_map(|pair| [&pair.one, &pair.other])
        .filter(|text| result(text).0 > Verdict::Advisory)
        .cloned()
        .collect();
    assert!(faults.is_empty(), "above advisory: {faults:#?}");
}

#[test]
fn no_topic_is_a_concern_by_itself() {
    let faults: Vec<_> = statements()
        .clear
        .iter()
        .map(|General { topic, text }| (topic, text, result(text)))
        .filter(|(.., (verdict, _))| *verdict != Verdict::Clear)
        .map(|(topic, text, found)| format!("{topic}: «{text}» {found:?}"))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_set_covers_every_topic_and_sees_some_statements() {
    let statements = statements();
    for topic in TOPICS {
        assert!(statements.pair.iter().any(|p| p.topic == topic), "no pair about {topic}");
        assert!(statements.clear.iter().any(|c| c.topic == topic), "no general statement about {topic}");
    }
    // If nothing were ever found, the tests above would hold without meaning anything.
    let seen = statements.pair.iter().filter(|pair| result(&pair.one).0 == Verdict::Advisory).count();
    assert!(seen >= 8, "only {seen} pairs are seen as self-disclosure");
}
