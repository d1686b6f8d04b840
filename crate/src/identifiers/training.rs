//! What training needs of the model of names: its features, decision by decision, over any text.

use super::{persons, signs::Signs};
use crate::{post::Post, rules::Surroundings};
use std::ops::Range;

pub use persons::{SIZE, UNIT};

/// A word about which the model decides.
pub struct Candidate<'f> {
    /// Where it stands, in bytes.
    pub bytes: Range<usize>,
    /// Whether it joins the name before it.
    pub joins: bool,
    /// Which weights speak about it.
    pub features: &'f [u32],
}

/// Asks `decide` about each candidate of a text, from left to right; what it answers shapes the features of the next.
pub fn tag(text: &str, mut decide: impl FnMut(Candidate) -> bool) {
    let post = Post::new(text);
    let signs = Signs::new(&post, &Surroundings::default());
    persons::tag(&signs, |unit, joins, features| {
        decide(Candidate { bytes: post.bytes(unit..unit + 1), joins, features })
    });
}
