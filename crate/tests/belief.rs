//! Belief is free. The same statement for opposite sides of a debate gets the same result, never above advisory,
//! and no topic is a concern by itself, at either depth. The statements stand in `belief.toml`, which says how to add one.

#[cfg(feature = "cli")]
mod read;

use proptest::prelude::*;
use second_look::{Concern, Options, Report, Severity, Verdict, check_post};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

#[derive(Deserialize)]
struct Beliefs {
    lists: BTreeMap<String, Vec<String>>,
    #[serde(flatten)]
    topics: BTreeMap<String, Topic>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Topic {
    #[serde(default)]
    told: Vec<Statement>,
    #[serde(default)]
    same: Vec<Statement>,
    #[serde(default)]
    hatred: Vec<Statement>,
    general: Vec<Statement>,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Statement {
    Pair([String; 2]),
    /// With the name of a list in curly brackets, or for all sides as it is.
    Text(String),
}

impl Statement {
    /// The statement for each side.
    fn sides(&self) -> Vec<String> {
        match self {
            Statement::Pair(pair) => pair.to_vec(),
            Statement::Text(text) => match text.split_once('{').and_then(|(_, rest)| rest.split_once('}')) {
                None => vec![text.clone()],
                Some((name, _)) => {
                    let list = BELIEFS.lists.get(name).unwrap_or_else(|| panic!("«{text}»: there is no list {name}"));
                    list.iter().map(|side| capital(&text.replace(&format!("{{{name}}}"), side))).collect()
                }
            },
        }
    }
}

/// A sentence begins with a capital, whatever stands first in it.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

static BELIEFS: LazyLock<Beliefs> =
    LazyLock::new(|| toml::from_str(include_str!("belief.toml")).expect("belief.toml is well formed"));

/// The topics on which the file has to hold both sides.
const TOPICS: [&str; 8] =
    ["party", "referendum", "faith", "gender", "migration", "foreign-conflicts", "abortion", "unions"];

/// The reports of both depths.
fn reports(text: &str) -> Vec<Report> {
    let instant = check_post(text, &Options::default());
    #[cfg(feature = "cli")]
    return vec![instant, read::check(text)];
    #[cfg(not(feature = "cli"))]
    vec![instant]
}

/// Whether the verdict is so at either depth.
fn verdict(text: &str, so: impl Fn(Verdict) -> bool) -> bool {
    reports(text).iter().any(|report| so(report.verdict))
}

/// Where one end of a passage stands: counted from the beginning of the text, from its end, or within what is said
/// differently.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    FromStart(usize),
    InDifference,
    FromEnd(usize),
}

/// What was found, so that two sides can be compared: concern, rule, severity, and where the passages stand.
type Found = Vec<(Concern, String, Severity, Vec<(Place, Place)>)>;

fn found(text: &str, before: usize, after: usize) -> Found {
    let length = text.encode_utf16().count();
    let place = |at: u32| {
        let at = at as usize;
        if at <= before {
            Place::FromStart(at)
        } else if at >= length - after {
            Place::FromEnd(length - at)
        } else {
            Place::InDifference
        }
    };
    reports(text)
        .into_iter()
        .flat_map(|report| report.findings)
        .map(|f| {
            let passages = f.passages.iter().map(|p| (place(p.start), place(p.end))).collect();
            (f.concern, f.rule, f.severity, passages)
        })
        .collect()
}

/// Whether two sides get the same; if not, what each gets.
fn compare(one: &str, other: &str) -> Result<(), String> {
    let (a, b): (Vec<u16>, Vec<u16>) = (one.encode_utf16().collect(), other.encode_utf16().collect());
    let before = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let most = a.len().min(b.len()) - before;
    let after = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(x, y)| x == y).count();
    let (a, b) = (found(one, before, after), found(other, before, after));
    if a == b { Ok(()) } else { Err(format!("«{one}»\n      {a:?}\n    «{other}»\n      {b:?}")) }
}

/// The statements of a kind, with their topic.
fn all(kinds: fn(&Topic) -> Vec<&Statement>) -> impl Iterator<Item = (&'static str, &'static Statement)> {
    BELIEFS.topics.iter().flat_map(move |(name, topic)| kinds(topic).into_iter().map(|s| (name.as_str(), s)))
}

fn personal(topic: &Topic) -> Vec<&Statement> {
    topic.told.iter().chain(&topic.same).collect()
}

fn hatred(topic: &Topic) -> Vec<&Statement> {
    topic.hatred.iter().collect()
}

fn assert_none(faults: Vec<String>) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_side_gets_the_same() {
    let faults = all(personal).chain(all(hatred)).flat_map(|(topic, statement)| {
        let sides = statement.sides();
        // Equality is transitive only without places, and lists are short: each side is held against the first.
        let (first, others) = (sides[0].clone(), sides[1..].to_vec());
        others.into_iter().filter_map(move |other| compare(&first, &other).err().map(|what| format!("{topic}: {what}")))
    });
    assert_none(faults.collect());
}

#[test]
fn belief_is_never_above_advisory() {
    let faults = all(personal).flat_map(|(topic, statement)| {
        let sides = statement.sides().into_iter();
        sides.filter(|text| verdict(text, |v| v > Verdict::Advisory)).map(move |text| format!("{topic}: «{text}»"))
    });
    assert_none(faults.collect());
}

#[test]
fn what_is_told_of_oneself_is_seen_for_every_side() {
    let faults = all(|topic| topic.told.iter().collect()).flat_map(|(topic, statement)| {
        let sides = statement.sides().into_iter();
        sides.filter(|text| verdict(text, |v| v != Verdict::Advisory)).map(move |text| format!("{topic}: «{text}»"))
    });
    assert_none(faults.collect());
}

#[test]
fn hatred_is_grave_whichever_group_it_is_of() {
    let faults = all(hatred).flat_map(|(topic, statement)| {
        let sides = statement.sides().into_iter();
        sides.filter(|text| verdict(text, |v| v != Verdict::Stop)).map(move |text| format!("{topic}: «{text}»"))
    });
    assert_none(faults.collect());
}

#[test]
fn no_topic_is_a_concern_by_itself() {
    let general = all(|topic| topic.general.iter().collect());
    let sentences = general.flat_map(|(topic, statement)| statement.sides().into_iter().map(move |text| (topic, text)));
    let words = BELIEFS.topics.iter().flat_map(|(topic, t)| {
        t.words.iter().flat_map(move |word| {
            [word.clone(), word.to_lowercase(), word.to_uppercase(), format!("{word}."), format!("#{word}")]
                .map(|text| (topic.as_str(), text))
        })
    });
    let lists =
        BELIEFS.lists.iter().flat_map(|(name, list)| list.iter().map(move |side| (name.as_str(), side.clone())));
    let together = BELIEFS.topics.iter().map(|(topic, t)| (topic.as_str(), t.words.join(", ")));
    let faults = sentences.chain(words).chain(lists).chain(together).filter_map(|(topic, text)| {
        let findings = reports(&text).into_iter().flat_map(|report| report.findings);
        let rules: Vec<_> = findings.map(|finding| finding.rule).collect();
        verdict(&text, |v| v != Verdict::Clear).then(|| format!("{topic}: «{text}» {rules:?}"))
    });
    assert_none(faults.collect());
}

/// What may stand around a statement: everyday words, and words of work.
const AROUND: [&str; 8] = [
    "",
    "The kettle is on.",
    "Long week.",
    "Back at the office tomorrow.",
    "I'm a social worker in adult services.",
    "Supervision was good today.",
    "Visits all morning, then a cheese roll.",
    "There, I said it 😊",
];

/// As it is, and in small letters.
const MANNERS: [fn(&str) -> String; 2] = [str::to_owned, str::to_lowercase];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Also in the middle of a post, or in small letters, one side gets what the other gets.
    #[test]
    fn sides_can_be_swapped_wherever_they_stand(
        statement in any::<prop::sample::Index>(),
        one in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
        before in prop::sample::select(&AROUND[..]),
        after in prop::sample::select(&AROUND[..]),
        manner in prop::sample::select(&MANNERS[..]),
    ) {
        let statements: Vec<_> = all(personal).chain(all(hatred)).collect();
        let (_, statement) = statements[statement.index(statements.len())];
        let sides = statement.sides();
        let post = |side: &String| manner(format!("{before} {side} {after}").trim());
        let outcome = compare(&post(one.get(&sides)), &post(other.get(&sides)));
        prop_assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
    }
}

#[test]
fn the_file_covers_every_topic_with_many_statements() {
    for topic in TOPICS {
        assert!(BELIEFS.topics.contains_key(topic), "there is nothing about {topic}");
    }
    for (topic, t) in &BELIEFS.topics {
        let counts = [personal(t).len(), t.general.len(), t.words.len()];
        assert!(counts.iter().all(|&count| count > 0), "{topic}: {counts:?} statements, general ones and words");
    }
    let pairs = all(personal).filter(|(_, statement)| statement.sides().len() > 1).count();
    assert!(pairs >= 40, "only {pairs} statements have two sides");
}
