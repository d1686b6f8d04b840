//! Details that together could let somebody recognise a person who is not named.
//!
//! One detail narrows little; two of different kinds (an age and a place, an illness and a family's make-up)
//! can be enough. The rules in `rules/jigsaw/` find the details; here it is decided whether they add up.

use crate::{
    candidate::{Candidate, Source},
    report::{Certainty, Concern, Severity},
    rules::Detail,
};

/// How many kinds of detail it takes where the post speaks of somebody supported.
const ENOUGH_KINDS: usize = 2;

/// How many it takes where nothing else says so: such a portrait is drawn of somebody known.
const ENOUGH_FOR_A_PORTRAIT: usize = 3;

/// What is said of a jigsaw, whichever rules found its details.
pub(crate) const SOURCE: Source = Source {
    id: "jigsaw/details",
    concern: Concern::Jigsaw,
    reason: "No name is given, but these details together could let the person, their family or a neighbour recognise who this is.",
    tip: "Leave out all but the one detail your point needs, or speak of practice in general: “in our work we sometimes meet …”.",
    guidance: &["swe-g-anon", "swe-g-conf", "swe-2.6"],
};

/// The passages of a jigsaw in bytes, in the order of the text, with the words to say about it; or `None`
/// where the details do not add up. `supported` says whether the post speaks of somebody supported.
pub(crate) fn assemble(
    mut details: Vec<(Detail, Candidate)>,
    supported: bool,
) -> Option<(Source, Severity, Certainty, Vec<std::ops::Range<usize>>)> {
    // Of details that overlap the longest stays: it says the most.
    details.sort_by_key(|(_, d)| (d.bytes.start, std::cmp::Reverse(d.bytes.end)));
    let mut kept: Vec<(Detail, Candidate)> = Vec::new();
    for (detail, candidate) in details {
        match kept.last_mut() {
            Some((_, last)) if last.overlaps(&candidate) => {
                if candidate.bytes.len() > last.bytes.len() {
                    *kept.last_mut()? = (detail, candidate);
                }
            }
            _ => kept.push((detail, candidate)),
        }
    }
    let kinds = kept.iter().enumerate().filter(|(i, (kind, _))| kept[..*i].iter().all(|(k, _)| k != kind)).count();
    if kinds < if supported { ENOUGH_KINDS } else { ENOUGH_FOR_A_PORTRAIT } {
        return None;
    }
    let certainty = kept.iter().map(|(_, c)| c.certainty).min()?;
    Some((SOURCE, Severity::High, certainty, kept.into_iter().map(|(_, c)| c.bytes).collect()))
}
