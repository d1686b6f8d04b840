//! What may become a finding: a rule or recogniser has matched, and nothing has been weighed yet.

use crate::report::{Certainty, Concern, Severity};
use std::ops::Range;

/// What a finding says wherever it stands: the words of a rule or of a kind of identifier.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// The rule's id: `Finding::rule`.
    pub id: &'static str,
    /// What it touches.
    pub concern: Concern,
    /// Why it is found, before the audience and the author's settings add a word.
    pub reason: &'static str,
    /// What the author could do instead.
    pub tip: &'static str,
    /// The ids of the guidance that it touches, the nearest first.
    pub guidance: &'static [&'static str],
}

/// A possible finding.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub source: Source,
    pub severity: Severity,
    pub certainty: Certainty,
    /// The words that it rests on, in bytes of the post: what it is known by.
    pub bytes: Range<usize>,
    /// The passage on which it is shown, if that is another.
    pub shown: Option<Range<usize>>,
}

impl Candidate {
    pub(crate) fn overlaps(&self, other: &Candidate) -> bool {
        self.bytes.start < other.bytes.end && other.bytes.start < self.bytes.end
    }
}
