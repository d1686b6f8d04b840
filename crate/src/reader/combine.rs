//! The encoder beside the linear reader: the check at read depth.
//!
//! The mean of what the two make of each output takes the place of the linear reader's logit: the rules are heard with it, and
//! it is decided, in the same way as at instant depth, only by other thresholds. So what holds there holds here: what is
//! certain stands, and where a belief is named the reader is silent. Which words carry a judgement, the encoder says itself
//! (`marking`).

use super::{Meaning, OUTPUTS, Reading, WindowMeaning};
use crate::{post::Post, report::Concern};

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
