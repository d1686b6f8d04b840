//! The encoder beside the linear reader: the check at read depth.
//!
//! The mean of what the two make of each output takes the place of the linear reader's logit: the rules are heard with it, and
//! it is decided, in the same way as at instant depth, only by other thresholds. So what holds there holds here: what is
//! certain stands, and where a belief is named the reader is silent. Which words carry a judgement, the encoder says itself.

use super::{Meaning, OUTPUTS, Reading, WindowMeaning};
use crate::{post::Post, report::Concern, text::Kind};
use std::ops::Range;

/// From which logit of its pieces on a word belongs to a passage; where none has it, so much below the greatest.
const IN_PASSAGE: f32 = 0.0;
const BELOW_GREATEST: f32 = 1.0;

/// Below this logit of every piece, nothing points anywhere.
const POINTS_NOWHERE: f32 = -2.5;

/// How many words inside a passage may be less likely.
const GAP: usize = 2;

/// The longest passage, in units.
const LONGEST_PASSAGE: usize = 30;

/// Logits beyond these say no more.
const LEAST: f32 = -10.0;
const MOST: f32 = 10.0;

/// What the encoder makes of one unit: the greatest logit of its pieces for each concern.
pub(super) type Point = [f32; Concern::ALL.len()];

/// Adds what the encoder makes of a part of a post.
pub(super) fn combine(post: &Post, reading: &mut Reading, meaning: &Meaning) {
    let bytes = post.bytes(reading.units.clone());
    let first = meaning.windows.partition_point(|window| window.end as usize <= bytes.start);
    let windows = meaning.windows[first..].iter().take_while(|window| (window.start as usize) < bytes.end);
    let window = of_windows(windows);
    let mut next = meaning.pieces.partition_point(|piece| piece.end as usize <= bytes.start);
    reading.points = post.units[reading.units.clone()]
        .iter()
        .map(|unit| {
            let mut point = [LEAST; Concern::ALL.len()];
            while let Some(piece) = meaning.pieces.get(next).filter(|piece| piece.start < unit.end) {
                if piece.end > unit.start {
                    point = greater(point, &piece.logits);
                }
                if piece.end > unit.end {
                    break;
                }
                next += 1;
            }
            point
        })
        .collect();
    reading.logits = both(&reading.logits, &window);
}

/// What the encoder makes of some windows together.
pub(super) fn of_windows<'w>(windows: impl Iterator<Item = &'w WindowMeaning>) -> [f32; OUTPUTS] {
    windows.fold([LEAST; OUTPUTS], |most, window| greater(most, &window.logits))
}

/// What both readers make of each output: the mean of their logits. A regression learned from the few posts that neither
/// was trained on did no better.
pub fn both(linear: &[f32; OUTPUTS], encoder: &[f32; OUTPUTS]) -> [f32; OUTPUTS] {
    std::array::from_fn(|output| (linear[output] + encoder[output]) / 2.0)
}

/// The greater of each logit.
fn greater<const N: usize>(mut most: [f32; N], logits: &[f32; N]) -> [f32; N] {
    most.iter_mut().zip(logits).for_each(|(most, logit)| *most = most.max(logit.min(MOST)));
    most
}

/// The run of units, inside one sentence, whose pieces carry a concern: the one with the likeliest of them.
pub(super) fn passage(post: &Post, reading: &Reading, concern: Concern) -> Option<Range<usize>> {
    let logit = |point: &Point| point[concern as usize];
    let greatest = reading.points.iter().map(logit).fold(LEAST, f32::max);
    if greatest < POINTS_NOWHERE {
        return None;
    }
    let least = IN_PASSAGE.min(greatest - BELOW_GREATEST);
    let mut run: Option<Range<usize>> = None;
    let mut has_greatest = false;
    for (unit, point) in reading.units.clone().zip(&reading.points) {
        let ends = |run: &Range<usize>| unit - run.end > GAP || unit - run.start >= LONGEST_PASSAGE;
        if post.units[unit].kind == Kind::Break || run.as_ref().is_some_and(ends) {
            if has_greatest {
                break;
            }
            run = None;
        }
        if post.units[unit].kind != Kind::Break && logit(point) >= least {
            run = Some(run.map_or(unit, |run| run.start)..unit + 1);
            has_greatest |= logit(point) >= greatest;
        }
    }
    run.filter(|_| has_greatest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::PieceMeaning;

    /// The passage for service users in a text, in which the encoder points at some words so strongly.
    fn passage_of<'t>(text: &'t str, words: &[(&str, f32)]) -> Option<&'t str> {
        let post = Post::new(text);
        let mut reading = Reading::of(0..post.units.len());
        let pieces = words.iter().map(|(word, logit)| {
            let start = text.find(word).expect("it is there") as u32;
            let mut logits = [LEAST; Concern::ALL.len()];
            logits[Concern::ServiceUser as usize] = *logit;
            PieceMeaning { start, end: start + word.len() as u32, logits }
        });
        let window = WindowMeaning { start: 0, end: text.len() as u32, logits: [1.0; OUTPUTS] };
        combine(&post, &mut reading, &Meaning { windows: vec![window], pieces: pieces.collect() });
        passage(&post, &reading, Concern::ServiceUser).map(|units| &text[post.bytes(units)])
    }

    #[test]
    fn a_passage_is_whole_words_of_one_sentence() {
        let text = "He waved from the window. Then he cried until I left, and the day went on.";
        assert_eq!(passage_of(text, &[("ave", 2.0), ("window", 1.0)]), Some("waved from the window"));
        assert_eq!(passage_of(text, &[("window", 1.0), ("cri", 2.0), ("I", 0.5)]), Some("cried until I"));
        assert_eq!(passage_of(text, &[("waved", 2.0), ("window", -3.0), ("left", 1.0)]), Some("waved"));
    }

    #[test]
    fn where_nothing_points_anywhere_there_is_none() {
        let text = "He waved from the window.";
        assert_eq!(passage_of(text, &[("waved", -3.0)]), None);
        assert_eq!(passage_of(text, &[]), None);
        assert_eq!(passage_of(text, &[("waved", -1.0)]), Some("waved"));
    }
}
