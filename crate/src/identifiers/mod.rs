//! Direct identifiers: what names a person by itself, a name, a number, an address, a handle.
//!
//! Recognisers propose [`Hit`]s: numbers and codes by their shape (`shapes`, `numbers`, with `phones` and `dates`),
//! mailboxes and accounts (`contacts`), places by their last word (`places`), people by their names (`names`). Whose
//! each one is, and so how grave, is decided in `whose`.

mod book;
mod check;
mod contacts;
mod dates;
mod forms;
mod kinds;
mod names;
mod numbers;
mod persons;
mod phones;
mod places;
mod shapes;
mod sieve;
mod signs;
#[cfg(test)]
mod tests;
#[cfg(feature = "training")]
pub mod training;
mod whose;

use crate::{
    candidate::{Candidate, Source},
    order,
    post::Post,
    report::Certainty,
    rules::Surroundings,
};
use shapes::Kind;
use signs::Signs;
use std::ops::Range;

/// Something that looks like an identifier.
#[derive(Clone, Debug)]
struct Hit {
    kind: Kind,
    bytes: Range<usize>,
    /// The units it covers or touches.
    units: Range<usize>,
    /// Whether its look alone leaves little doubt.
    sure: bool,
}

/// What is said of each kind of identifier.
pub(crate) fn sources() -> impl Iterator<Item = Source> {
    kinds::KINDS.into_iter().map(kinds::source)
}

/// The identifiers of a post, in which the rules have found some candidates.
pub(crate) fn find(post: &Post, surroundings: &Surroundings, candidates: &[Candidate]) -> Vec<Candidate> {
    let signs = Signs::new(post, surroundings).with_rules(candidates, surroundings);
    let hits = hits(&signs);
    whose::weigh(&signs, &hits)
        .into_iter()
        .map(|(hit, severity)| Candidate {
            source: kinds::source(hit.kind),
            severity,
            certainty: if hit.sure { Certainty::Certain } else { Certainty::Likely },
            bytes: hit.bytes.clone(),
        })
        .collect()
}

/// What looks like an identifier, in the order of the text.
fn hits(signs: &Signs) -> Vec<Hit> {
    let mut hits = Vec::new();
    numbers::find(signs, &mut hits);
    contacts::find(signs, &mut hits);
    let mut named = Vec::new();
    places::find(signs, &mut named);
    hits.append(&mut named);
    names::find(signs, &mut hits);
    order::by_key(&mut hits, |h| order::by_start(&h.bytes));
    hits
}
