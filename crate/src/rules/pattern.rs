//! Matching patterns against the units of a post.
//!
//! A pattern is a position automaton, made at build time (`build/pattern.rs` says how patterns are
//! written). It is tried only where its anchor stands, the rarest of the things that each of its matches holds, and
//! there from the few units from which a match can reach the anchor. Matching is by simulation: the set of
//! positions that may come next moves from unit to unit, so the work for one start is bounded by the pattern's
//! length times its positions, whatever the text.

use crate::{
    lexicon::{self, Classes, List},
    post::{Phrase, Post},
    rules::{LISTS, MASKS, PATTERNS, POSITIONS, SETS},
    text::Kind,
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
    /// The positions that it may begin with.
    pub(super) first: List,
    /// What it may begin with: a number of `SETS`.
    pub(super) opening: u16,
    /// What may come second: one more than a number of `SETS`, or 0 for a pattern that one unit can satisfy.
    pub(super) second: u16,
    /// What every match holds: a number of `SETS`.
    pub(super) anchor: u16,
    /// How many units at least and at most stand before that.
    pub(super) before_anchor: (u8, u8),
    pub(super) at_start: bool,
    pub(super) at_end: bool,
}

impl Pattern {
    fn position(&self, index: u16) -> &'static Position {
        &POSITIONS[self.base as usize + usize::from(index)]
    }

    /// The units, not before `from`, at which it can begin if its anchor stands at `anchor`.
    fn starts(&self, anchor: usize, from: usize) -> Range<usize> {
        let (least, most) = self.before_anchor;
        anchor.saturating_sub(usize::from(most)).max(from)..(anchor + 1).saturating_sub(usize::from(least))
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
    fn number(number: u16) -> &'static Set {
        &SETS[usize::from(number)]
    }

    fn classes(&self) -> &'static Classes {
        &MASKS[usize::from(self.classes)]
    }

    fn has_word(&self, word: u16) -> bool {
        self.words.of(&LISTS).binary_search(&word).is_ok()
    }

    /// Whether it holds a unit by itself.
    fn holds(&self, post: &Post, unit: usize) -> bool {
        let letter = post.letter(unit);
        let classes = self.classes();
        classes.0[0] & u64::from(post.units[unit].shapes) != 0
            || classes.meets(letter.classes())
            || letter.word != 0 && self.has_word(letter.word)
    }

    /// The lengths of the phrases, among some, that it holds.
    fn lengths(&self, phrases: &[Phrase]) -> impl Iterator<Item = usize> {
        let held = phrases.iter().filter(|phrase| self.classes().meets(phrase.letter().classes()));
        held.map(|phrase| usize::from(phrase.units))
    }

    /// Whether something that begins at a unit is in it.
    fn begins(&self, post: &Post, unit: usize) -> bool {
        self.holds(post, unit) || self.lengths(post.phrases(unit)).next().is_some()
    }
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

/// Everything that some unit or phrase of a post is.
struct Present {
    classes: Classes,
    words: Vec<u64>,
}

impl Present {
    fn new(post: &Post) -> Present {
        let mut present = Present { classes: Classes([0; 4]), words: vec![0; lexicon::ATOMS / 64 + 1] };
        for (unit, of) in post.units.iter().enumerate() {
            let letter = post.letter(unit);
            present.classes.add(letter.classes());
            present.classes.0[0] |= u64::from(of.shapes);
            present.words[usize::from(letter.word / 64)] |= 1 << (letter.word % 64);
        }
        for phrase in post.all_phrases() {
            present.classes.add(phrase.letter().classes());
        }
        present
    }

    fn meets(&self, set: &Set) -> bool {
        let has_word = |word: &u16| self.words[usize::from(word / 64)] & (1 << (word % 64)) != 0;
        set.classes().meets(&self.classes) || set.words.of(&LISTS).iter().any(has_word)
    }
}

/// Finds patterns in a post. It holds the room that matching needs, so that a check allocates it once.
pub(crate) struct Matcher<'p, 't> {
    post: &'p Post<'t>,
    now: Vec<Thread>,
    next: Vec<Thread>,
    /// Threads that a phrase has carried further, and the unit where they go on.
    later: Vec<(usize, Thread)>,
    present: Present,
    /// Whether a condition holds somewhere in the post, where it was asked.
    occurs: Vec<Option<bool>>,
}

impl<'p, 't> Matcher<'p, 't> {
    pub(crate) fn new(post: &'p Post<'t>) -> Self {
        let (now, next, later) = (Vec::new(), Vec::new(), Vec::new());
        Matcher { post, now, next, later, present: Present::new(post), occurs: vec![None; PATTERNS.len()] }
    }

    /// All matches of the patterns of rules and contexts, each the longest from its start, in the order of their
    /// starts.
    pub(crate) fn all(&mut self) -> Vec<Match> {
        let post = self.post;
        let mut matches = Vec::new();
        let mut sentence = 0;
        for (unit, of) in post.units.iter().enumerate() {
            if of.kind == Kind::Break {
                sentence = unit + 1;
                continue;
            }
            let by_word = post.letter(unit).anchored().iter().copied();
            let by_phrase = post.phrases(unit).iter().flat_map(|phrase| phrase.letter().anchored()).copied();
            for number in by_word.chain(by_phrase).chain(lexicon::anchored_at(of.shapes)) {
                for start in PATTERNS[usize::from(number)].starts(unit, sentence) {
                    matches.extend(self.at(number, start, post.units.len()).map(|found| (start, number, found)));
                }
            }
        }
        // A pattern may have been met by several anchors.
        matches.sort_by_key(|&(start, number, _)| (start, number));
        matches.dedup_by_key(|&mut (start, number, _)| (start, number));
        matches.into_iter().map(|(_, _, found)| found).collect()
    }

    /// Whether one of some conditions holds within `units`.
    pub(crate) fn any(&mut self, conditions: List, units: Range<usize>) -> bool {
        let whole = 0..self.post.units.len();
        conditions
            .of(&LISTS)
            .iter()
            .any(|&condition| self.occurs(condition) && (units == whole || self.within(condition, units.clone())))
    }

    /// Whether a condition holds somewhere in the post. Rules share conditions, so each is looked for once.
    fn occurs(&mut self, condition: u16) -> bool {
        if let Some(known) = self.occurs[usize::from(condition)] {
            return known;
        }
        // Most end here: a post is short, and speaks of few things.
        let occurs = self.present.meets(Set::number(PATTERNS[usize::from(condition)].anchor))
            && self.within(condition, 0..self.post.units.len());
        self.occurs[usize::from(condition)] = Some(occurs);
        occurs
    }

    /// Whether a pattern matches within `units`.
    fn within(&mut self, number: u16, units: Range<usize>) -> bool {
        let pattern = &PATTERNS[usize::from(number)];
        let anchor = Set::number(pattern.anchor);
        units.clone().any(|unit| {
            anchor.begins(self.post, unit)
                && pattern.starts(unit, units.start).any(|start| self.at(number, start, units.end).is_some())
        })
    }

    /// The longest match of a pattern that begins at unit `start` and ends before unit `limit`.
    fn at(&mut self, number: u16, start: usize, limit: usize) -> Option<Match> {
        let post = self.post;
        let pattern = &PATTERNS[usize::from(number)];
        // Most attempts end here, at the first unit or the second, so nothing is set up before.
        if pattern.at_start && start > 0 && post.units[start - 1].kind != Kind::Break {
            return None;
        }
        if !Set::number(pattern.opening).begins(post, start) {
            return None;
        }
        // A phrase at the first unit may reach further than the second, so then that is not looked at.
        if pattern.second != 0 && post.phrases(start).is_empty() {
            let next = start + 1;
            if next >= limit || !Set::number(pattern.second - 1).begins(post, next) {
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
                let set = Set::number(position.set);
                let one = set.holds(post, at).then_some(1);
                for length in one.into_iter().chain(set.lengths(phrases)) {
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
