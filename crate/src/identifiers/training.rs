//! What training needs of the model of names: its features, decision by decision, over any text.

use super::{
    names, numbers, persons, places,
    signs::{GIVEN_NAME, GIVEN_NAME_OR_WORD, SURNAME, Signs, TITLE},
};
use crate::{
    post::Post,
    rules::{self, Surroundings},
};
use std::ops::Range;

pub use persons::{SIZE, UNIT};

/// A word about which the model decides.
pub struct Candidate<'f> {
    /// Where it stands, in bytes.
    pub bytes: Range<usize>,
    /// Whether it joins the name before it.
    pub joins: bool,
    /// Whether it, or the word before it, is on a list of names: it could be one.
    pub listed: bool,
    /// Which weights speak about it.
    pub features: &'f [u32],
}

/// Asks `decide` about each candidate of a text, from left to right; what it answers shapes the features of the next.
pub fn tag(text: &str, mut decide: impl FnMut(Candidate) -> bool) {
    let post = Post::new(text);
    let signs = Signs::new(&post, &Surroundings::default());
    persons::tag(&signs, |unit, joins, features| {
        let names = GIVEN_NAME | GIVEN_NAME_OR_WORD | SURNAME;
        let listed = signs.has(unit, names) || unit > 0 && signs.has(unit - 1, names | TITLE);
        decide(Candidate { bytes: post.bytes(unit..unit + 1), joins, listed, features })
    });
}

/// What may be a name of somebody in care or at work: where it stands, in bytes, and which signs speak about it.
pub fn candidates(text: &str, weights: &[i8]) -> Vec<(Range<usize>, Vec<bool>)> {
    let post = Post::new(text);
    let (found, surroundings) = rules::find(&post);
    let signs = Signs::new(&post, &surroundings).with_rules(&found.candidates, &surroundings);
    let mut hits = Vec::new();
    numbers::find(&signs, &mut hits);
    let mut named = Vec::new();
    places::find(&signs, &mut named);
    hits.append(&mut named);
    let weights: Vec<u8> = weights.iter().map(|w| *w as u8).collect();
    let mut found = Vec::new();
    names::candidates(&signs, &weights, &hits, |units, evidence| {
        found.push((post.bytes(units), evidence.iter().map(|(_, holds)| *holds).collect()));
    });
    found
}
