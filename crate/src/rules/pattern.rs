//! Matching patterns against the units of a post.
//!
//! A pattern is a position automaton, made at build time (`build/pattern.rs` says how patterns are
//! written). Matching is by simulation: the set of positions that may come next moves from unit to unit, so
//! the work for one start is bounded by the pattern's length times its positions, whatever the text.

use crate::{
    post::{self, Classes, List, PhraseHere, Post, Present},
    rules::{LISTS, MASKS, PATTERNS, POSITIONS, SETS},
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
    /// Numbers of `SETS`: a post that holds nothing of one of them cannot match.
    pub(super) needs: List,
    /// What may come second: one more than a number of `SETS`, or 0 for a pattern that one unit can satisfy.
    pub(super) second: u16,
    pub(super) at_start: bool,
    pub(super) at_end: bool,
}

impl Pattern {
    fn position(&self, index: u16) -> &'static Position {
        &POSITIONS[self.base as usize + usize::from(index)]
    }

    /// The positions that it may begin with.
    fn first(&self) -> impl Iterator<Item = &'static Position> {
        self.first.of(&LISTS).iter().map(|&index| self.position(index))
    }
}

/// One word of a pattern.
pub(crate) struct Position {
    /// What it asks of a unit: a number of `SETS`.
    pub(super) set: u16,
    /// How many positions ahead those are that may come next.
    pub(super) next: List,
    pub(super) last: bool,
    pub(super) marked: bool,
}

/// What a position asks of a unit: to be in one of these classes, or one of these words.
pub(crate) struct Set {
    /// A number of `MASKS`.
    pub(super) classes: u16,
    pub(super) words: List,
}

impl Set {
    fn classes(&self) -> &'static Classes {
        &MASKS[usize::from(self.classes)]
    }
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
    /// Threads that a phrase has carried further, and the unit where they go on.
    later: Vec<(usize, Thread)>,
    present: Present,
    /// Whether a pattern can match in this post at all, and whether a condition does, where it was asked.
    possible: Vec<Option<bool>>,
    occurs: Vec<Option<bool>>,
}

impl<'p, 't> Matcher<'p, 't> {
    pub(crate) fn new(post: &'p Post<'t>) -> Self {
        let (now, next, later) = (Vec::new(), Vec::new(), Vec::new());
        let unknown = vec![None; PATTERNS.len()];
        Matcher { post, now, next, later, present: post.present(), possible: unknown.clone(), occurs: unknown }
    }

    /// All matches of the patterns of rules and contexts, each the longest from its start.
    pub(crate) fn all(&mut self) -> Vec<Match> {
        let post = self.post;
        let mut matches = Vec::new();
        for start in 0..post.units.len() {
            let mut attempt = |pattern: u16| {
                if self.possible(pattern) {
                    matches.extend(self.at(pattern, start, post.units.len()));
                }
            };
            let by_word = post.starts(start);
            by_word.iter().for_each(|&pattern| attempt(pattern));
            for phrase in post.phrases(start) {
                phrase
                    .starts()
                    .iter()
                    .filter(|pattern| !by_word.contains(pattern))
                    .for_each(|&pattern| attempt(pattern));
            }
            for &(atom, starts) in &SHAPE_STARTS {
                if !starts.is_empty() && satisfies_shape(post, start, atom) {
                    starts.iter().for_each(|&pattern| attempt(pattern));
                }
            }
        }
        matches
    }

    /// Whether one of some conditions holds within `units`.
    pub(crate) fn any(&mut self, conditions: List, units: Range<usize>) -> bool {
        let whole = 0..self.post.units.len();
        conditions.of(&LISTS).iter().any(|&condition| {
            self.occurs(condition)
                && (units == whole || units.clone().any(|start| self.at(condition, start, units.end).is_some()))
        })
    }

    /// Whether a condition holds somewhere in the post. Rules share conditions, so each is looked for once.
    fn occurs(&mut self, condition: u16) -> bool {
        if let Some(known) = self.occurs[usize::from(condition)] {
            return known;
        }
        let units = self.post.units.len();
        let occurs = self.possible(condition) && (0..units).any(|start| self.at(condition, start, units).is_some());
        self.occurs[usize::from(condition)] = Some(occurs);
        occurs
    }

    /// Whether the post holds what a pattern needs. Most patterns end here: a post is short, and speaks of few
    /// things.
    fn possible(&mut self, number: u16) -> bool {
        let present = &self.present;
        *self.possible[usize::from(number)].get_or_insert_with(|| {
            let needs = PATTERNS[usize::from(number)].needs.of(&LISTS);
            needs.iter().all(|&set| {
                let set = &SETS[usize::from(set)];
                set.classes().0[0] & shape::ALL != 0
                    || set.classes().meets(&present.classes)
                    || set.words.of(&LISTS).iter().any(|&word| present.has_word(word))
            })
        })
    }

    /// The longest match of a pattern that begins at unit `start` and ends before unit `limit`.
    fn at(&mut self, number: u16, start: usize, limit: usize) -> Option<Match> {
        let post = self.post;
        let pattern = &PATTERNS[usize::from(number)];
        if pattern.at_start && start > 0 && post.units[start - 1].kind != Kind::Break {
            return None;
        }
        // Most attempts end here, at the first unit or the second, so nothing is set up before. A phrase at the
        // first unit may reach further than the second, so then it is not looked at.
        let here = post.phrases(start);
        if !pattern
            .first()
            .any(|position| satisfies(post, start, position.set) || by_phrase(position, here).next().is_some())
        {
            return None;
        }
        if pattern.second != 0 && here.is_empty() {
            let set = pattern.second - 1;
            let next = start + 1;
            let by_phrases =
                || post.phrases(next).iter().any(|phrase| SETS[usize::from(set)].classes().meets(phrase.classes));
            if next >= limit || !(satisfies(post, next, set) || by_phrases()) {
                return None;
            }
        }
        let mut found: Option<Match> = None;
        self.later.clear();
        self.now.clear();
        let first = pattern.first.of(&LISTS);
        self.now.extend(first.iter().map(|&position| Thread { position, passage: None }));
        for at in start..limit {
            self.arrive(at);
            if post.units[at].kind == Kind::Break || (self.now.is_empty() && self.later.is_empty()) {
                break;
            }
            let phrases = post.phrases(at);
            let mut seen = 0u128;
            self.next.clear();
            for &Thread { position: index, passage } in &self.now {
                let position = pattern.position(index);
                let one = satisfies(post, at, position.set).then_some(1);
                for length in one.into_iter().chain(by_phrase(position, phrases)) {
                    let end = at + length;
                    if end > limit {
                        continue;
                    }
                    let passage = match passage {
                        _ if !position.marked => passage,
                        None => Some((at as u32, end as u32)),
                        Some((from, _)) => Some((from, end as u32)),
                    };
                    if let Some((from, to)) = passage
                        && position.last
                        && found.as_ref().is_none_or(|found| found.units.end < end)
                        && (!pattern.at_end || post.units.get(end).is_none_or(|unit| unit.kind == Kind::Break))
                    {
                        let passage = from as usize..to as usize;
                        found = Some(Match { owner: pattern.owner, units: start..end, passage });
                    }
                    for &ahead in position.next.of(&LISTS) {
                        let next = index + ahead;
                        if length > 1 {
                            self.later.push((end, Thread { position: next, passage }));
                        } else if seen & (1 << next) == 0 {
                            seen |= 1 << next;
                            self.next.push(Thread { position: next, passage });
                        }
                    }
                }
            }
            std::mem::swap(&mut self.now, &mut self.next);
        }
        found
    }

    /// Takes in the threads that a phrase has carried to unit `at`.
    fn arrive(&mut self, at: usize) {
        let now = &mut self.now;
        self.later.retain(|&(unit, thread)| {
            if unit == at && now.iter().all(|other| other.position != thread.position) {
                now.push(thread);
            }
            unit > at
        });
    }
}

/// The lengths of the phrases, among those that begin at a unit, that satisfy a position.
fn by_phrase(position: &Position, phrases: &[PhraseHere]) -> impl Iterator<Item = usize> {
    let set = &SETS[usize::from(position.set)];
    phrases.iter().filter(|phrase| set.classes().meets(phrase.classes)).map(|phrase| phrase.units)
}

/// Whether a unit by itself is in a set, given by its number.
fn satisfies(post: &Post, unit: usize, set: u16) -> bool {
    let set = &SETS[usize::from(set)];
    // `.` is the commonest thing that a pattern asks.
    if set.classes().0[0] & (1 << shape::ANY) != 0 {
        return post.units[unit].kind != Kind::Break;
    }
    if set.classes().meets(post.classes(unit)) {
        return true;
    }
    let word = post.word_atom(unit);
    if word != 0 && set.words.of(&LISTS).binary_search(&word).is_ok() {
        return true;
    }
    // Few sets ask for a shape.
    let shapes = set.classes().0[0] & shape::ALL;
    shapes != 0
        && (shape::ANY..=shape::CAPITAL).any(|atom| shapes & (1 << atom) != 0 && satisfies_shape(post, unit, atom))
}

fn satisfies_shape(post: &Post, unit: usize, atom: u16) -> bool {
    let Unit { start, end, kind, capital, .. } = post.units[unit];
    let is_number = kind == Kind::Number;
    let digits = || &post.text[start as usize..end as usize];
    match atom {
        shape::ANY => kind != Kind::Break,
        shape::NUMBER => is_number,
        shape::AGE => is_number && end - start <= 3 && digits().parse::<u16>().is_ok_and(|n| n <= 110),
        shape::TIME => is_number && end - start >= 3 && digits().contains([':', '.']),
        shape::YEAR => is_number && end - start == 4 && matches!(&digits()[..2], "19" | "20"),
        _ => capital,
    }
}

static SHAPE_STARTS: [(u16, &[u16]); 5] = [
    (shape::NUMBER, post::NUMBER_STARTS),
    (shape::AGE, post::AGE_STARTS),
    (shape::TIME, post::TIME_STARTS),
    (shape::YEAR, post::YEAR_STARTS),
    (shape::CAPITAL, post::CAPITAL_STARTS),
];
