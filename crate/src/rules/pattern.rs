//! Matching patterns against the units of a post.
//!
//! A pattern is a position automaton, made at build time (`build/pattern.rs` says how patterns are
//! written). Matching is by simulation: the set of positions that may come next moves from unit to unit, so
//! the work for one start is bounded by the pattern's length times its positions, whatever the text.

use crate::{
    post::{self, Classes, List, Post},
    rules::{PATTERN_LISTS, PATTERNS, POSITIONS, SETS},
    text::{Kind, Unit},
};
use std::ops::Range;

/// Whose a pattern is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// The rule with this index.
    Rule(u16),
    /// The context with this index.
    Context(u16),
    /// It is a condition of a rule, looked for only when the rule has matched.
    Condition,
}

/// One pattern.
pub(crate) struct Pattern {
    pub(super) owner: Owner,
    /// The first of its positions in `POSITIONS`.
    pub(super) base: u32,
    pub(super) first: List,
    pub(super) at_start: bool,
    pub(super) at_end: bool,
}

/// One word of a pattern.
pub(crate) struct Position {
    /// What it asks of a unit: a number of `SETS`.
    pub(super) set: u16,
    pub(super) next: List,
    pub(super) last: bool,
    pub(super) marked: bool,
}

/// What a position asks of a unit: to be in one of these classes, or one of these words.
pub(crate) struct Set {
    pub(super) classes: Classes,
    pub(super) words: List,
}

/// The atoms that are decided by the look of a unit; the same numbers as `SHAPES` in `build/lexicon.rs`.
mod shape {
    pub const ANY: u16 = 0;
    pub const NUMBER: u16 = 1;
    pub const AGE: u16 = 2;
    pub const TIME: u16 = 3;
    pub const YEAR: u16 = 4;
    pub const CAPITAL: u16 = 5;
    /// All of them, as a mask of classes.
    pub const ALL: u64 = (1 << (CAPITAL + 1)) - 1;
}

/// Where a pattern matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub owner: Owner,
    /// All units of the match.
    pub units: Range<usize>,
    /// The units of its passage.
    pub passage: Range<usize>,
}

/// A position that the next unit is tried against, and the passage so far.
#[derive(Clone, Copy)]
struct Thread {
    position: u16,
    passage: Option<(u32, u32)>,
}

/// Finds patterns in a post. It holds the room that matching needs, so that a check allocates it once.
pub(crate) struct Matcher<'p, 't> {
    post: &'p Post<'t>,
    now: Vec<Thread>,
    next: Vec<Thread>,
}

impl<'p, 't> Matcher<'p, 't> {
    pub(crate) fn new(post: &'p Post<'t>) -> Self {
        Matcher { post, now: Vec::new(), next: Vec::new() }
    }

    /// All matches of the patterns of rules and contexts, each the longest from its start.
    pub(crate) fn all(&mut self) -> Vec<Match> {
        let mut matches = Vec::new();
        for start in 0..self.post.units.len() {
            let unit = &self.post.units[start];
            if unit.kind == Kind::Break {
                continue;
            }
            for &pattern in self.post.starts(start) {
                matches.extend(self.at(pattern, start, self.post.units.len()));
            }
            for &(atom, starts) in &SHAPE_STARTS {
                if !starts.is_empty() && self.satisfies_shape(start, atom) {
                    for &pattern in starts {
                        matches.extend(self.at(pattern, start, self.post.units.len()));
                    }
                }
            }
        }
        matches
    }

    /// Whether one of `patterns` matches somewhere within `units`.
    pub(crate) fn any(&mut self, patterns: &Range<u16>, units: Range<usize>) -> bool {
        units.clone().any(|start| patterns.clone().any(|pattern| self.at(pattern, start, units.end).is_some()))
    }

    /// The longest match of a pattern that begins at unit `start` and ends before unit `limit`.
    fn at(&mut self, number: u16, start: usize, limit: usize) -> Option<Match> {
        let post = self.post;
        let pattern = &PATTERNS[usize::from(number)];
        if pattern.at_start && start > 0 && post.units[start - 1].kind != Kind::Break {
            return None;
        }
        let positions = &POSITIONS[pattern.base as usize..];
        let first = pattern.first.of(&PATTERN_LISTS);
        // Most attempts end here, so nothing is set up before.
        if !first.iter().any(|&position| self.satisfies(start, &positions[usize::from(position)])) {
            return None;
        }
        let mut found = None;
        self.now.clear();
        self.now.extend(first.iter().map(|&position| Thread { position, passage: None }));
        for at in start..limit {
            if self.now.is_empty() || post.units[at].kind == Kind::Break {
                break;
            }
            let mut seen = 0u128;
            self.next.clear();
            let mut ended = None;
            for thread in &self.now {
                let position = &positions[usize::from(thread.position)];
                if !self.satisfies(at, position) {
                    continue;
                }
                let passage = match thread.passage {
                    _ if !position.marked => thread.passage,
                    None => Some((at as u32, at as u32 + 1)),
                    Some((from, _)) => Some((from, at as u32 + 1)),
                };
                if position.last && ended.is_none() {
                    ended = passage;
                }
                for &next in position.next.of(&PATTERN_LISTS) {
                    if seen & (1 << next) == 0 {
                        seen |= 1 << next;
                        self.next.push(Thread { position: next, passage });
                    }
                }
            }
            let closes = !pattern.at_end || post.units.get(at + 1).is_none_or(|unit| unit.kind == Kind::Break);
            if let Some((from, to)) = ended
                && closes
            {
                found = Some(Match {
                    owner: pattern.owner,
                    units: start..at + 1,
                    passage: from as usize..to as usize,
                });
            }
            std::mem::swap(&mut self.now, &mut self.next);
        }
        found
    }

    fn satisfies(&self, unit: usize, position: &Position) -> bool {
        let set = &SETS[usize::from(position.set)];
        if set.classes.meets(&self.post.classes(unit)) {
            return true;
        }
        let word = self.post.word_atom(unit);
        if word != 0 && set.words.of(&PATTERN_LISTS).contains(&word) {
            return true;
        }
        // Few sets ask for a shape.
        let shapes = set.classes.0[0] & shape::ALL;
        shapes != 0 && (shape::ANY..=shape::CAPITAL).any(|atom| shapes & (1 << atom) != 0 && self.satisfies_shape(unit, atom))
    }

    fn satisfies_shape(&self, unit: usize, atom: u16) -> bool {
        let Unit { start, end, kind, capital, .. } = self.post.units[unit];
        let is_number = kind == Kind::Number;
        let digits = || &self.post.text[start as usize..end as usize];
        match atom {
            shape::ANY => true,
            shape::NUMBER => is_number,
            shape::AGE => is_number && end - start <= 3 && digits().parse::<u16>().is_ok_and(|n| n <= 110),
            shape::TIME => is_number && end - start >= 3 && digits().contains([':', '.']),
            shape::YEAR => is_number && end - start == 4 && matches!(&digits()[..2], "19" | "20"),
            _ => capital,
        }
    }
}

static SHAPE_STARTS: [(u16, &[u16]); 5] = [
    (shape::NUMBER, post::NUMBER_STARTS),
    (shape::AGE, post::AGE_STARTS),
    (shape::TIME, post::TIME_STARTS),
    (shape::YEAR, post::YEAR_STARTS),
    (shape::CAPITAL, post::CAPITAL_STARTS),
];
