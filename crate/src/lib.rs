//! The core of Second Look: it checks a post for passages that could break a confidence or bring the
//! social work profession into disrepute, and names the line of guidance that each one touches.
//!
//! [`check_post`] is a pure function: no input or output, no clock, no state that a caller can see. The same
//! code is the `second-look` command, the WebAssembly module in the extension, and the tests.
//!
//! # Example
//!
//! ```
//! use second_look::{Concern, Options, Verdict, check_post};
//!
//! let text = "Lovely morning with one of my families 😊";
//! let report = check_post(text, &Options::default());
//!
//! assert_eq!(report.verdict, Verdict::Check);
//! let finding = &report.findings[0];
//! assert_eq!(finding.concern, Concern::ServiceUser);
//! // Offsets are UTF-16 code units, as in JavaScript.
//! let units: Vec<u16> = text.encode_utf16().collect();
//! let passage = &units[finding.passages[0].start as usize..finding.passages[0].end as usize];
//! assert_eq!(String::from_utf16_lossy(passage), "one of my families");
//! ```
//!
//! # How a check goes
//!
//! The text is cut into units (`text`), each unit is looked up in the lexicon (`lexicon`, `post`), recognisers of
//! direct identifiers (`identifiers`) and the rules (`rules`) propose candidates, contexts clear some of
//! them, details add up to a jigsaw (`jigsaw`), and what is left becomes the report.

mod candidate;
mod estimate;
pub mod guidance;
mod hash;
mod identifiers;
mod jigsaw;
mod lexicon;
mod numerals;
mod options;
mod order;
mod post;
pub mod reader;
mod report;
mod rules;
mod text;
#[cfg(feature = "wasm")]
mod wasm;
mod wording;

use candidate::Candidate;
pub use candidate::Source;
#[cfg(feature = "training")]
pub use identifiers::training;
pub use options::{Audience, Options, Role, Sensitivity, Shown};
use post::Post;
use reader::{Meaning, Weights};
pub use report::{Certainty, Concern, Depth, Estimate, Finding, Passage, Report, Severity, Step, Verdict};
use std::ops::Range;

/// Checks a post.
///
/// It answers for any text whatever: there is no error and no panic. Text of any length is checked whole;
/// the time is linear in its length.
pub fn check_post(text: &str, options: &Options) -> Report {
    check_with(text, options, Some(&Weights::shipped()))
}

/// Checks a post with other weights of the linear reader than those that are shipped, or with none: then the rules
/// and the recognisers of identifiers decide by themselves, as their own tests want it.
pub fn check_with(text: &str, options: &Options, weights: Option<&Weights>) -> Report {
    judge(text, options, weights, None)
}

/// Checks a post at read depth: `meaning` is what the encoder made of the same text.
pub fn check_read(text: &str, options: &Options, meaning: &Meaning) -> Report {
    check_read_with(text, options, meaning, &Weights::shipped())
}

/// Checks a post at read depth with other weights of the linear reader.
pub fn check_read_with(text: &str, options: &Options, meaning: &Meaning, weights: &Weights) -> Report {
    judge(text, options, Some(weights), Some(meaning))
}

fn judge(text: &str, options: &Options, weights: Option<&Weights>, meaning: Option<&Meaning>) -> Report {
    let post = Post::new(text);
    let mut suspected = Suspected::new(&post);
    if let Some(weights) = weights {
        let mut readings = reader::read(&post, &suspected, weights, options.sensitivity, meaning);
        reader::decide(&post, &mut suspected, &mut readings, weights);
    }
    let mut findings: Vec<Finding> = suspected
        .candidates
        .iter()
        .map(|c| {
            let words = std::slice::from_ref(&c.bytes);
            let passages = c.shown.as_ref().map_or(words, std::slice::from_ref);
            finding(&post, c.source, c.severity, c.certainty, words, passages)
        })
        .collect();
    findings.extend(suspected.jigsaw.map(|found| jigsaw(&post, &found)));
    findings.retain(|f| !options.mutes(f));
    wording::put(&mut findings, options);
    let verdict = match findings.iter().map(|f| f.severity).max() {
        None => Verdict::Clear,
        Some(Severity::Advisory) => Verdict::Advisory,
        Some(Severity::Medium) => Verdict::Check,
        Some(Severity::High) => Verdict::Stop,
    };
    Report { verdict, findings, depth: if meaning.is_some() { Depth::Read } else { Depth::Instant } }
}

/// What rules and recognisers make of a post, before the reader has a say.
struct Suspected {
    /// Of one concern no two overlap.
    candidates: Vec<Candidate>,
    jigsaw: Option<jigsaw::Jigsaw>,
    surroundings: rules::Surroundings,
    /// What matched, in the order of the text: what the reader learns from.
    evidence: Vec<rules::Evidence>,
}

impl Suspected {
    fn new(post: &Post) -> Suspected {
        let (rules::Found { mut candidates, mut details, mut evidence }, surroundings) = rules::find(post);
        let identifiers = identifiers::find(post, &surroundings, &candidates);
        keep_whole(&mut candidates, &identifiers);
        candidates.extend(identifiers);
        candidates.retain(|c| !surroundings.clears(c.source.concern, &c.bytes));
        details.retain(|(_, d)| !surroundings.clears(Concern::Jigsaw, &d.bytes));
        let identifiers = candidates.iter().filter(|c| c.source.concern == Concern::Identifier);
        evidence.extend(identifiers.map(|c| rules::Evidence {
            start: c.bytes.start as u32,
            hash: hash::word(c.source.id) ^ c.severity as u64,
        }));
        order::by_key(&mut evidence, |one| u64::from(one.start));
        let candidates = without_overlaps(candidates);
        // Fewer details are enough where they are those of a person supported.
        let supported = candidates.iter().any(|c| c.source.concern == Concern::ServiceUser);
        let jigsaw = jigsaw::assemble(post.text, details, supported);
        Suspected { candidates, jigsaw, surroundings, evidence }
    }
}

/// Everything that a finding can come from: the rules, the kinds of identifiers, and a jigsaw's details together.
pub fn sources() -> impl Iterator<Item = Source> {
    rules::sources().chain(identifiers::sources()).chain([jigsaw::SOURCE]).chain(reader::sources())
}

/// Moves the ends of passages that would cut an identifier in two, such as an e-mail address, to its ends.
fn keep_whole(candidates: &mut [Candidate], identifiers: &[Candidate]) {
    for Candidate { bytes, .. } in candidates {
        // Identifiers come in the order of the text and do not overlap.
        let around = |byte: usize| {
            let next = identifiers.partition_point(|identifier| identifier.bytes.end <= byte);
            identifiers.get(next).map(|identifier| &identifier.bytes).filter(|range| range.start < byte)
        };
        if let Some(cut) = around(bytes.start) {
            bytes.start = cut.start;
        }
        if let Some(cut) = around(bytes.end) {
            bytes.end = cut.end;
        }
    }
}

/// Of candidates with one concern that overlap, the gravest stays; among equals the longest.
fn without_overlaps(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    // By concern and start; of what begins together the gravest first, and of those the longest.
    order::by_key(&mut candidates, |c| {
        let lightness = Severity::High as u64 - c.severity as u64;
        (c.source.concern as u64) << 60
            | (c.bytes.start as u64) << 28
            | lightness << 26
            | order::shortness(c.bytes.len(), 26)
    });
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let Some(last) = kept.last_mut() else {
            kept.push(candidate);
            continue;
        };
        if last.source.concern != candidate.source.concern || !last.overlaps(&candidate) {
            kept.push(candidate);
        } else if (candidate.severity, candidate.bytes.len()) > (last.severity, last.bytes.len()) {
            *last = candidate;
        }
    }
    kept
}

/// A finding that is known by some words, and shown on some passages.
fn finding(
    post: &Post,
    source: Source,
    severity: Severity,
    certainty: Certainty,
    words: &[Range<usize>],
    passages: &[Range<usize>],
) -> Finding {
    Finding {
        id: finding_id(source.id, words.iter().map(|bytes| &post.text[bytes.clone()])),
        concern: source.concern,
        rule: source.id.to_owned(),
        severity,
        certainty,
        passages: passages.iter().map(|b| Passage { start: post.utf16(b.start), end: post.utf16(b.end) }).collect(),
        reason: source.reason.to_owned(),
        tip: source.tip.to_owned(),
        guidance: source.guidance.iter().map(|&id| id.to_owned()).collect(),
        estimate: None,
    }
}

fn jigsaw(post: &Post, found: &jigsaw::Jigsaw) -> Finding {
    let of_rules: Vec<_> = found.details.iter().map(|(_, bytes)| bytes.clone()).collect();
    let words = if of_rules.is_empty() { &found.passages } else { &of_rules };
    Finding {
        estimate: estimate::of(post, &found.details),
        ..finding(post, jigsaw::SOURCE, Severity::High, found.certainty, words, &found.passages)
    }
}

/// The id of a finding: FNV-1a over the rule's id and the passages in lower case with single blanks. It is
/// written out here because ids are kept by the person's browser: they must never change with a library.
fn finding_id<'t>(rule: &str, passages: impl Iterator<Item = &'t str>) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    let mut feed = |bytes: &[u8]| {
        for &byte in bytes {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    };
    feed(rule.as_bytes());
    for passage in passages {
        // A byte that no text holds keeps "a b" apart from "a" and "b".
        feed(&[0xff]);
        for word in passage.split_whitespace() {
            if word.is_ascii() {
                word.bytes().for_each(|byte| feed(&[byte.to_ascii_lowercase()]));
            } else {
                feed(word.to_lowercase().as_bytes());
            }
            feed(b" ");
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_stable() {
        assert_eq!(finding_id("service-user/one-of-mine", ["One of  my families"].into_iter()), "4a05100db09709cf");
        assert_eq!(
            finding_id("service-user/one-of-mine", ["One of  my families"].into_iter()),
            finding_id("service-user/one-of-mine", ["one of my FAMILIES"].into_iter())
        );
    }
}
