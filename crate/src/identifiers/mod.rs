//! Direct identifiers.

use crate::{candidate::Candidate, post::Post, rules::Surroundings};

/// The identifiers of a post.
pub(crate) fn find(_post: &Post, _surroundings: &Surroundings) -> Vec<Candidate> {
    Vec::new()
}
