//! The linear reader: a judgement of meaning at every keystroke.
//!
//! Rules say what they know for certain; much of what breaks a confidence is in no list of words. The linear reader
//! weighs *all* of a post: its words and word classes, alone and beside each other, the pieces of its words, and what the
//! rules and contexts matched. Each of these [`features`] has a weight for each concern, learned from labelled posts
//! (`reader/` has the training). Their sum says how much the post reads like one that carries the concern. Heard together
//! with what the rules say ([`likelihood`]), it confirms or withdraws findings of which they are not sure, and proposes
//! what no rule saw ([`decide`]).
//!
//! A long post is read in parts of some sentences, since the weights were learned from posts of usual length.

mod combine;
mod decide;
mod features;
mod likelihood;
mod marking;
mod meaning;
mod weights;

pub use combine::both;
pub(crate) use decide::{decide, sources};
pub use features::BUCKETS;
pub use likelihood::{Heard, INPUTS, inputs};
pub use marking::{Marking, Way};
pub use meaning::{Meaning, PieceMeaning, WindowMeaning};
#[cfg(feature = "training")]
pub use weights::to_bytes;
pub use weights::{Enough, OUTPUTS, RISKY, Weights};

use crate::{Depth, Sensitivity, Suspected, lexicon::Classes, post::Post, rules::Evidence, text::Kind};
use std::ops::Range;

/// How many units a part of a long post has at least, but for the last.
const PART: usize = 120;

/// What the reader makes of one part of a post.
pub(crate) struct Reading {
    /// The units of the part.
    pub units: Range<usize>,
    /// What the linear reader makes of each output.
    linear: [f32; OUTPUTS],
    /// What the reader alone makes of each output: the linear one, or both.
    logits: [f32; OUTPUTS],
    /// At read depth, what the encoder makes of each unit; else nothing.
    points: Vec<combine::Point>,
    /// Of which concerns the rules speak in it.
    heard: Heard,
    /// How likely each concern is, in the order of `Concern::ALL`, and then whether the part is risky at all.
    pub probability: [f32; OUTPUTS],
    /// Whether it names a belief.
    pub of_belief: bool,
    /// How readily the readers speak.
    sensitivity: Sensitivity,
}

impl Reading {
    /// A part of which nothing is known yet.
    fn of(units: Range<usize>) -> Reading {
        let nothing = [0.0; OUTPUTS];
        Reading {
            units,
            linear: nothing,
            logits: nothing,
            points: Vec::new(),
            heard: Heard::default(),
            probability: nothing,
            of_belief: false,
            sensitivity: Sensitivity::Usual,
        }
    }

    fn depth(&self) -> Depth {
        if self.points.is_empty() { Depth::Instant } else { Depth::Read }
    }

    /// From which probability on something that a rule suspects stands.
    fn stand(&self, output: usize, weights: &Weights) -> f32 {
        weights.enough(output, self.depth(), self.sensitivity).stand
    }

    /// From which probability on an output is believed without a rule.
    fn bar(&self, output: usize, weights: &Weights) -> f32 {
        weights.enough(output, self.depth(), self.sensitivity).bar
    }

    fn is_risky(&self, weights: &Weights) -> bool {
        self.probability[RISKY] >= self.bar(RISKY, weights)
    }
}

/// Reads a post of which the rules suspect something. At read depth `meaning` is what the encoder made of it.
pub(crate) fn read(
    post: &Post,
    suspected: &Suspected,
    weights: &Weights,
    sensitivity: Sensitivity,
    meaning: Option<&Meaning>,
) -> Vec<Reading> {
    let mut seen = features::Seen::default();
    // Few parts have more, so it hardly ever grows.
    let mut buckets = Vec::with_capacity(16 * PART);
    let part = |units: Range<usize>| {
        let classes = list(post, units.clone(), &suspected.evidence, &mut seen, &mut buckets);
        let linear = weights.logits(&buckets);
        Reading {
            linear,
            logits: linear,
            of_belief: decide::speaks_of_belief(&classes),
            sensitivity,
            ..Reading::of(units)
        }
    };
    let mut readings: Vec<Reading> = parts(post).map(part).collect();
    decide::hear(post, suspected, &mut readings);
    if let Some(meaning) = meaning {
        readings.iter_mut().for_each(|reading| combine::combine(post, reading, meaning));
    }
    for reading in &mut readings {
        reading.probability = weights.probability(&reading.logits, reading.heard);
    }
    readings
}

/// Lists the buckets of the features of some units, each as often as it counts, and returns the classes of the units.
fn list(
    post: &Post,
    units: Range<usize>,
    evidence: &[Evidence],
    seen: &mut features::Seen,
    buckets: &mut Vec<u16>,
) -> Classes {
    seen.forget(buckets);
    buckets.clear();
    features::each(post, units, evidence, |bucket, times, _| {
        if seen.first(bucket) {
            (0..times).for_each(|_| buckets.push(bucket));
        }
    })
}

/// The parts in which a post is read: whole sentences, together at least [`PART`] units.
fn parts<'p>(post: &'p Post) -> impl Iterator<Item = Range<usize>> + 'p {
    let units = &post.units;
    let mut start = 0;
    std::iter::from_fn(move || {
        if start == units.len() {
            return None;
        }
        let least = (start + PART).min(units.len());
        let rest = units[least..].iter().take(PART).position(|unit| unit.kind == Kind::Break);
        // A short rest belongs to the part before it.
        let end = rest.map_or((least + PART).min(units.len()), |rest| least + rest);
        let end = if units.len() - end < PART / 2 { units.len() } else { end };
        let part = start..end;
        start = end;
        Some(part)
    })
}

/// What a training needs to know of a post.
#[cfg(feature = "training")]
pub struct Lesson {
    /// The buckets of its features, each as often as it counts.
    pub buckets: Vec<u16>,
    /// Of which concerns the rules speak.
    pub heard: Heard,
}

/// Reads a post for a training, as one part.
#[cfg(feature = "training")]
pub fn lesson(text: &str) -> Lesson {
    let post = Post::new(text);
    let suspected = Suspected::new(&post);
    let mut buckets = Vec::new();
    let units = 0..post.units.len();
    if !units.is_empty() {
        list(&post, units.clone(), &suspected.evidence, &mut features::Seen::default(), &mut buckets);
    }
    let mut whole = [Reading::of(units)];
    decide::hear(&post, &suspected, &mut whole);
    Lesson { buckets, heard: whole[0].heard }
}

/// The passages of a concern in a text of which `meaning` is what the encoder made, for a training: as they are marked if it
/// is read as one part.
#[cfg(feature = "training")]
pub fn marked(text: &str, meaning: &Meaning, concern: crate::Concern, marking: Marking) -> Vec<crate::Passage> {
    let post = Post::new(text);
    let mut reading = Reading::of(0..post.units.len());
    combine::combine(&post, &mut reading, meaning);
    let passage = |units| {
        let bytes = post.bytes(units);
        crate::Passage { start: post.utf16(bytes.start), end: post.utf16(bytes.end) }
    };
    marking::passages(&post, &reading, concern, marking).into_iter().map(passage).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many features are looked at when a text is read.
    fn steps(text: &str) -> usize {
        let post = Post::new(text);
        let suspected = crate::Suspected::new(&post);
        let mut steps = 0;
        for part in parts(&post) {
            features::each(&post, part, &suspected.evidence, |_, _, _| steps += 1);
        }
        steps
    }

    #[test]
    fn a_text_ten_times_as_long_is_ten_times_the_work() {
        for line in ["Visited one of my families today, court tomorrow.\n", "my mum my mum ", "One of my lads. "] {
            let (short, long) = (steps(&line.repeat(200)), steps(&line.repeat(2000)));
            assert!(long <= 11 * short, "{line}: {short}, then {long}");
        }
    }

    #[test]
    fn parts_cover_a_post_in_order() {
        for text in ["", "a", ". . .", &"word ".repeat(1000), &"Two words. ".repeat(1000)] {
            let post = Post::new(text);
            let mut end = 0;
            for part in parts(&post) {
                assert!(part.start == end && part.end > end, "{part:?} after {end}");
                end = part.end;
            }
            assert_eq!(end, post.units.len());
        }
    }
}
