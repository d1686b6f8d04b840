//! Details that together could let somebody recognise a person who is not named.
//!
//! One detail narrows little; two of different kinds (an age and where somebody lives, an illness and a family's
//! make-up) can be enough. The rules in `rules/jigsaw/` find the details; here it is decided whether they add up.

use crate::{
    candidate::{Candidate, Source},
    order,
    report::{Certainty, Concern},
    rules::Detail,
};
use std::ops::Range;

/// What a kind of detail weighs: a rule that is certain finds what narrows by itself, another what does so only
/// beside others ("on Thursday", a town).
const CERTAIN_KIND: usize = 2;
const LIKELY_KIND: usize = 1;

/// How much it takes where the post speaks of somebody supported: two certain kinds, or one beside two likely ones.
const ENOUGH: usize = 4;

/// How much it takes where nothing else says so: such a portrait is drawn of somebody known.
const ENOUGH_FOR_A_PORTRAIT: usize = 5;

/// What is said of a jigsaw, whichever rules found its details.
pub(crate) const SOURCE: Source = Source {
    id: "jigsaw/details",
    concern: Concern::Jigsaw,
    reason: "No name is given, but these details together could let the person, their family or a neighbour recognise who this is.",
    tip: "Leave out all but the one detail your point needs, or speak of practice in general: “in our work we sometimes meet …”.",
    guidance: &["swe-g-anon", "swe-g-conf", "swe-2.6"],
};

/// Details that add up.
pub(crate) struct Jigsaw {
    pub certainty: Certainty,
    /// What rules know of the details, in the order of the text, each with its passage in bytes.
    pub details: Vec<(Detail, Range<usize>)>,
    /// Where they are shown, in bytes, in the order of the text: at least two.
    pub passages: Vec<Range<usize>>,
}

/// Puts the details of a text together; `None` where they do not add up. `supported` says whether it speaks of
/// somebody supported.
pub(crate) fn assemble(text: &str, mut details: Vec<(Detail, Candidate)>, supported: bool) -> Option<Jigsaw> {
    // Most posts end here. One detail tells of nobody.
    if details.len() < 2 {
        return None;
    }
    details.iter_mut().for_each(|(_, detail)| detail.bytes = clause(text, &detail.bytes));
    // Of details that overlap the surest stays, and of those the longest: it says the most.
    let says = |candidate: &Candidate| (candidate.certainty, candidate.bytes.len());
    order::by_key(&mut details, |(_, d)| order::by_start(&d.bytes));
    let mut kept: Vec<(Detail, Candidate)> = Vec::new();
    for (detail, candidate) in details {
        match kept.last_mut() {
            Some((_, last)) if last.overlaps(&candidate) => {
                if says(&candidate) > says(last) {
                    *kept.last_mut()? = (detail, candidate);
                }
            }
            _ => kept.push((detail, candidate)),
        }
    }
    let mut weights: Vec<(Detail, usize)> = Vec::new();
    for (kind, detail) in &kept {
        let weight = if detail.certainty == Certainty::Certain { CERTAIN_KIND } else { LIKELY_KIND };
        match weights.iter_mut().find(|(other, _)| other == kind) {
            Some((_, known)) => *known = weight.max(*known),
            None => weights.push((*kind, weight)),
        }
    }
    let sum: usize = weights.iter().map(|(_, weight)| weight).sum();
    if sum < if supported { ENOUGH } else { ENOUGH_FOR_A_PORTRAIT } {
        return None;
    }
    let certainty = kept.iter().map(|(_, c)| c.certainty).min()?;
    let passages = kept.iter().map(|(_, c)| c.bytes.clone()).collect();
    let details = kept.into_iter().map(|(detail, c)| (detail, c.bytes)).collect();
    Some(Jigsaw { certainty, details, passages })
}

/// A passage up to the end of its clause. Patterns do not see commas, and what comes after one is another detail.
fn clause(text: &str, passage: &Range<usize>) -> Range<usize> {
    let words = &text[passage.clone()];
    let end = words.find([',', ';', ':', '–', '—', '(', ')', '“', '”']).unwrap_or(words.len());
    let end = words[..end].trim_end().len();
    if end == 0 { passage.clone() } else { passage.start..passage.start + end }
}
