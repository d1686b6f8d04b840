//! The rules, and the contexts that clear them.
//!
//! A rule is one TOML file below `rules/`; its path is its id. It has patterns (over words, see
//! `build/pattern.rs`), conditions on the sentence or the whole post, a reason, a tip and the guidance it
//! rests on, and examples of what it flags and passes, which are its tests. A context is one TOML file in
//! `context/`: it clears concerns ("in our training scenario") or establishes that the post is about the
//! author's own practice. `docs/rules.md` is for the person who adds one.

mod pattern;

use crate::{
    candidate::{Candidate, Source},
    lexicon::{Classes, List, Lists},
    order,
    post::Post,
    report::{Certainty, Concern, Severity},
};
use pattern::{Ask, Pattern, Set};
pub(crate) use pattern::{Match, Matcher, Owner};
use std::ops::Range;

/// A kind of narrowing detail about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code)] // Which kinds the rules use is for the rules to say.
pub(crate) enum Detail {
    /// How old somebody is, or their school year.
    Age,
    /// Where they live, are or were.
    Place,
    /// When it happened.
    Time,
    /// Who is in the family.
    Family,
    /// An illness, a disability, a state of health.
    Condition,
    /// What happened to them or what they did.
    Event,
    /// Where they come from: country, language, faith, community.
    Origin,
    /// What they work as or are known for.
    Work,
    /// What they wear or look like.
    Look,
}

/// One rule.
pub(crate) struct Rule {
    id: &'static str,
    /// The hash of its id.
    hash: u64,
    concern: Concern,
    severity: Severity,
    certainty: Certainty,
    reason: &'static str,
    tip: &'static str,
    guidance: &'static [&'static str],
    detail: Option<Detail>,
    needs_work: bool,
    once: bool,
    with: List,
    with_post: List,
    unless: List,
    unless_post: List,
}

impl Rule {
    fn source(&self) -> Source {
        Source { id: self.id, concern: self.concern, reason: self.reason, tip: self.tip, guidance: self.guidance }
    }
}

/// What findings of each rule say. The rules for details are left out: what they find is shown as one jigsaw.
pub(crate) fn sources() -> impl Iterator<Item = Source> {
    RULES.iter().filter(|rule| rule.detail.is_none()).map(Rule::source)
}

/// One context.
struct Context {
    /// The hash of its name.
    hash: u64,
    clears: &'static [Concern],
    work: bool,
    whole_post: bool,
}

include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// How far a context of the whole post reaches to each side of its words, in units: all of a short post, and the
/// neighbourhood in a long one, where a film in the first line says nothing of the visit in the tenth.
const POST_REACH: usize = 40;

/// What the rules found in a post.
#[derive(Default)]
pub(crate) struct Found {
    /// What may be a finding by itself.
    pub candidates: Vec<Candidate>,
    /// Details for a jigsaw.
    pub details: Vec<(Detail, Candidate)>,
    /// The hashes of the rules and contexts that matched, and once more, turned, of the rules whose conditions held: what
    /// the reader learns from.
    pub evidence: Vec<Evidence>,
}

/// That something matched, and where it begins, in bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Evidence {
    pub start: u32,
    pub hash: u64,
}

/// What the contexts say of a post.
#[derive(Default)]
pub(crate) struct Surroundings {
    /// Whether it speaks of the author's own practice.
    pub work: bool,
    /// What is cleared of each concern: bytes, in order, with gaps between them.
    cleared: [Vec<Range<usize>>; Concern::ALL.len()],
}

impl Surroundings {
    /// Whether a context takes this concern away at these bytes of the post.
    pub(crate) fn clears(&self, concern: Concern, bytes: &Range<usize>) -> bool {
        let cleared = &self.cleared[concern as usize];
        let first = cleared.partition_point(|range| range.end <= bytes.start);
        cleared.get(first).is_some_and(|range| range.start <= bytes.start)
    }
}

/// Runs every rule and context over a post.
pub(crate) fn find(post: &Post) -> (Found, Surroundings) {
    let mut matcher = Matcher::new(post);
    let matches = matcher.all();
    let surroundings = surroundings(post, &matches);
    let mut found = Found::default();
    found.evidence.extend(matches.iter().filter_map(|m| {
        let hash = match m.owner {
            Owner::Rule(index) => RULES[usize::from(index)].hash,
            Owner::Context(index) => CONTEXTS[usize::from(index)].hash,
            Owner::Condition => return None,
        };
        Some(Evidence { start: post.units[m.units.start].start, hash })
    }));
    // Concerns of which something was found that no context clears.
    let mut met = [false; Concern::ALL.len()];
    let whole = 0..post.units.len();
    for Match { owner, units, passage } in matches {
        let Owner::Rule(index) = owner else { continue };
        let rule = &RULES[usize::from(index)];
        if (rule.needs_work && !surroundings.work) || (rule.once && met[rule.concern as usize]) {
            continue;
        }
        let sentence = post.sentence(units);
        let holds = (rule.with_post.of(&LISTS).is_empty() || matcher.any(rule.with_post, whole.clone()))
            && !matcher.any(rule.unless_post, whole.clone())
            && (rule.with.of(&LISTS).is_empty() || matcher.any(rule.with, sentence.clone()))
            && !matcher.any(rule.unless, sentence);
        if !holds {
            continue;
        }
        let candidate = Candidate {
            source: rule.source(),
            severity: rule.severity,
            certainty: rule.certainty,
            bytes: post.bytes(passage),
            shown: None,
        };
        if !surroundings.clears(rule.concern, &candidate.bytes) {
            met[rule.concern as usize] = true;
            found.evidence.push(Evidence { start: candidate.bytes.start as u32, hash: !rule.hash });
        }
        match rule.detail {
            Some(detail) => found.details.push((detail, candidate)),
            None => found.candidates.push(candidate),
        }
    }
    (found, surroundings)
}

fn surroundings(post: &Post, matches: &[Match]) -> Surroundings {
    let mut surroundings = Surroundings::default();
    for Match { owner, units, .. } in matches {
        let Owner::Context(index) = *owner else { continue };
        let context = &CONTEXTS[usize::from(index)];
        surroundings.work |= context.work;
        if context.clears.is_empty() {
            continue;
        }
        let reach = if context.whole_post {
            units.start.saturating_sub(POST_REACH)..(units.end + POST_REACH).min(post.units.len())
        } else {
            post.sentence(units.clone())
        };
        for &concern in context.clears {
            surroundings.cleared[concern as usize].push(post.bytes(reach.clone()));
        }
    }
    for ranges in &mut surroundings.cleared {
        order::by_key(ranges, |range| range.start as u64);
        ranges.dedup_by(|next, last| {
            let meets = next.start <= last.end;
            if meets {
                last.end = last.end.max(next.end);
            }
            meets
        });
    }
    surroundings
}
