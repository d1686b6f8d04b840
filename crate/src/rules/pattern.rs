//! Matching patterns against the units of a post.
//!
//! A pattern is a position automaton, made at build time (`build/pattern.rs` says how patterns are
//! written). It is tried only where its anchor stands, the rarest of the things that each of its matches holds, in a
//! sentence that has what the anchor needs beside it, and
//! there from the few units from which a match can reach the anchor. Matching is by simulation: the set of
//! positions that may come next moves from unit to unit, so the work for one start is bounded by the pattern's
//! length times its positions, whatever the text.

use crate::{
    lexicon::{self, Classes, ENTRIES, List, Look},
    order,
    post::{Phrase, Post},
    rules::{ANCHORS, ASKS, CONDITIONS, LISTS, MASKS, NEXT, PATTERNS, SETS, WORDS},
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
    /// The number of its first position.
    pub(super) base: u32,
    pub(super) at_start: bool,
    pub(super) at_end: bool,
}

/// A part of a pattern by which it is looked for: every match goes through a position of one of its anchors.
pub(crate) struct Anchor {
    pub(super) pattern: u16,
    /// The positions that those matches may begin with.
    pub(super) first: List,
    /// How many units at least and at most they have before the anchor.
    pub(super) before: (u8, u8),
    /// What else stands in the sentence of each of those matches.
    pub(super) needs: Ask,
}

impl Anchor {
    fn pattern(&self) -> &'static Pattern {
        &PATTERNS[usize::from(self.pattern)]
    }

    /// The units, not before `from`, at which a match can begin that has it at `unit`.
    fn starts(&self, unit: usize, from: usize) -> Range<usize> {
        let (least, most) = self.before;
        unit.saturating_sub(usize::from(most)).max(from)..(unit + 1).saturating_sub(usize::from(least))
    }
}

/// One word of a pattern.
struct Position {
    asks: Ask,
    /// The list of the positions that may come next, and above it [`Position::FOLLOWS`] and its like.
    next: u16,
}

impl Position {
    /// The position that follows it may come next, beside those of the list.
    const FOLLOWS: u16 = 1 << 15;
    /// A match may end here.
    const LAST: u16 = 1 << 14;
    /// It is part of the passage.
    const MARKED: u16 = 1 << 13;

    /// The position with this number among those of all patterns. What they ask is one table and where they lead
    /// another, since each by itself is packed tighter.
    fn get(number: usize) -> Position {
        Position { asks: ASKS[number], next: NEXT[number] }
    }

    fn is(&self, flag: u16) -> bool {
        self.next & flag != 0
    }

    fn next(&self) -> &'static [u16] {
        List(self.next & (Self::MARKED - 1)).of(&LISTS)
    }
}

/// What a position asks of a unit: to be a word, given by the number of its entry; to be in a class, given by its atom
/// above [`Ask::CLASSES`]; or to be in a set, given by its number above [`Ask::SETS`].
#[derive(Clone, Copy)]
pub(crate) struct Ask(pub(super) u16);

/// Some classes and some words.
pub(crate) struct Set {
    /// A number of `MASKS`.
    pub(super) classes: u16,
    /// Where its words begin in `WORDS`; those of the next set begin where they end.
    pub(super) words: u16,
}

impl Ask {
    const CLASSES: u16 = lexicon::ENTRIES as u16;
    const SETS: u16 = Self::CLASSES + 256;

    /// Whether a unit or phrase that looks like this answers it.
    #[inline]
    fn is_met(self, look: &Look) -> bool {
        if self.0 < Self::CLASSES {
            look.word == self.0
        } else if self.0 < Self::SETS {
            look.classes.has(self.0 - Self::CLASSES)
        } else {
            let (classes, words) = self.set();
            classes.meets(&look.classes) || words.contains(&look.word)
        }
    }

    fn set(self) -> (&'static Classes, &'static [u16]) {
        let number = usize::from(self.0 - Self::SETS);
        let (set, next) = (&SETS[number], &SETS[number + 1]);
        (&MASKS[usize::from(set.classes)], &WORDS[usize::from(set.words)..usize::from(next.words)])
    }

    /// Whether something in a sentence answers it.
    fn is_met_in(self, sentence: &Sentence) -> bool {
        if self.0 < Self::CLASSES {
            sentence.has(self.0)
        } else if self.0 < Self::SETS {
            sentence.classes.has(self.0 - Self::CLASSES)
        } else {
            let (classes, words) = self.set();
            classes.meets(&sentence.classes) || words.iter().any(|&word| sentence.has(word))
        }
    }
}

/// All that the units and phrases of a sentence are together.
struct Sentence {
    classes: Classes,
    /// A bit for each entry of the lexicon that is among them.
    words: [u64; ENTRIES.div_ceil(64)],
}

impl Sentence {
    const NONE: Sentence = Sentence { classes: Classes::NONE, words: [0; ENTRIES.div_ceil(64)] };

    fn has(&self, word: u16) -> bool {
        self.words[usize::from(word / 64)] & 1 << (word % 64) != 0
    }

    /// Goes over to a sentence with these units. `before` are those of the last one.
    fn change(&mut self, post: &Post, before: Range<usize>, units: Range<usize>) {
        self.classes = Classes::NONE;
        Self::looks(post, before, |look| self.words[usize::from(look.word / 64)] = 0);
        Self::looks(post, units, |look| {
            self.classes.add(&look.classes);
            self.words[usize::from(look.word / 64)] |= 1 << (look.word % 64);
        });
    }

    fn looks(post: &Post, units: Range<usize>, mut each: impl FnMut(Look)) {
        for unit in units {
            each(post.look(unit));
            post.phrases(unit).iter().for_each(|phrase| each(phrase.look()));
        }
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

/// The units of a passage so far: none where it ends at 0.
type Passage = (u32, u32);

/// Some positions of a pattern, each with the passage that led to it.
struct Positions {
    bits: [u64; 2],
    passages: [Passage; 128],
}

impl Positions {
    const NONE: Positions = Positions { bits: [0; 2], passages: [(0, 0); 128] };

    /// Puts a position in, unless it is there: of several ways to it the first counts.
    fn put(&mut self, position: u16, passage: Passage) {
        let (half, bit) = (usize::from(position / 64), 1 << (position % 64));
        if self.bits[half] & bit == 0 {
            self.bits[half] |= bit;
            self.passages[usize::from(position)] = passage;
        }
    }

    /// Takes the first position out.
    fn pop(&mut self) -> Option<(u16, Passage)> {
        let half = self.bits.iter().position(|&bits| bits != 0)?;
        let position = half * 64 + self.bits[half].trailing_zeros() as usize;
        self.bits[half] &= self.bits[half] - 1;
        Some((position as u16, self.passages[position]))
    }

    fn is_empty(&self) -> bool {
        self.bits == [0; 2]
    }
}

/// The anchors of conditions that were met in a post, each with the unit where it stands.
#[derive(Default)]
struct Noted {
    /// In the order of their units, each with its condition.
    all: Vec<(u16, u32, u16)>,
    /// The same by condition, and where those of each begin; made when one is asked for.
    by_condition: Vec<(u32, u16)>,
    starts: Option<[u32; CONDITIONS + 1]>,
}

impl Noted {
    /// Those of a condition, in the order of their units.
    fn of(&mut self, condition: u16) -> Range<usize> {
        let starts = self.starts.get_or_insert_with(|| {
            // There are few conditions, so they are counted out, which is quicker than sorting.
            let mut starts = [0; CONDITIONS + 1];
            self.all.iter().for_each(|(condition, ..)| starts[usize::from(*condition) + 1] += 1);
            (1..starts.len()).for_each(|condition| starts[condition] += starts[condition - 1]);
            let mut next = starts;
            self.by_condition.resize(self.all.len(), (0, 0));
            for &(condition, unit, anchor) in &self.all {
                let place = &mut next[usize::from(condition)];
                self.by_condition[*place as usize] = (unit, anchor);
                *place += 1;
            }
            starts
        });
        let condition = usize::from(condition);
        starts[condition] as usize..starts[condition + 1] as usize
    }
}

/// Finds patterns in a post. It holds the room that an attempt needs.
pub(crate) struct Matcher<'p, 't> {
    post: &'p Post<'t>,
    now: Positions,
    next: Positions,
    later: Vec<(usize, u16, Passage)>,
    noted: Noted,
    /// Whether a condition holds somewhere in the post, where it was asked.
    occurs: [Option<bool>; CONDITIONS],
}

impl<'p, 't> Matcher<'p, 't> {
    pub(crate) fn new(post: &'p Post<'t>) -> Self {
        let [now, next] = [Positions::NONE; 2];
        Matcher { post, now, next, later: Vec::new(), noted: Noted::default(), occurs: [None; CONDITIONS] }
    }

    /// All matches of the patterns of rules and contexts, each the longest from its start, in the order of their
    /// starts.
    pub(crate) fn all(&mut self) -> Vec<Match> {
        let post = self.post;
        let mut matches = Vec::new();
        let mut sentence = Sentence::NONE;
        let mut last = 0..0;
        while last.end < post.units.len() {
            let start = last.end;
            let length = post.units[start..].iter().position(|unit| unit.kind == Kind::Break);
            let units = start..length.map_or(post.units.len(), |length| start + length);
            sentence.change(post, last, units.clone());
            units.clone().for_each(|unit| self.try_at(unit, units.start, &sentence, &mut matches));
            last = units.start..units.end;
            last.end += 1;
        }
        // By several anchors a pattern may have been met more than once.
        order::by_key(&mut matches, |(pattern, found)| {
            (found.units.start as u64) << 32 | u64::from(*pattern) << 16 | order::shortness(found.units.len(), 16)
        });
        matches.dedup_by_key(|(pattern, found)| (found.units.start, *pattern));
        matches.into_iter().map(|(_, found)| found).collect()
    }

    /// Tries what is looked for by a unit, or by a phrase that begins with it. Its sentence begins at unit `from`.
    fn try_at(&mut self, unit: usize, from: usize, sentence: &Sentence, matches: &mut Vec<(u16, Match)>) {
        let post = self.post;
        let mut look_for = |anchors: &[u16]| {
            for &number in anchors {
                let anchor = &ANCHORS[usize::from(number)];
                // Of 131 attempts at a post of 280 characters this leaves 42.
                if !anchor.needs.is_met_in(sentence) {
                    continue;
                }
                if usize::from(anchor.pattern) < CONDITIONS {
                    self.noted.all.push((anchor.pattern, unit as u32, number));
                    continue;
                }
                for start in anchor.starts(unit, from) {
                    let found = self.at(anchor, start, post.units.len());
                    matches.extend(found.map(|found| (anchor.pattern, found)));
                }
            }
        };
        post.entry(unit).anchored().into_iter().for_each(&mut look_for);
        for phrase in post.phrases(unit) {
            phrase.entry.anchored().into_iter().for_each(&mut look_for);
        }
        // A match by `any` would be looked for everywhere, so there is none.
        let mut shapes = post.units[unit].shapes & !1;
        while shapes != 0 {
            look_for(lexicon::anchored_at(shapes.trailing_zeros()));
            shapes &= shapes - 1;
        }
    }

    /// Whether one of some conditions holds within `units`. It is asked when all matches are known.
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
        let occurs = self.within(condition, 0..self.post.units.len());
        self.occurs[usize::from(condition)] = Some(occurs);
        occurs
    }

    /// Whether a condition holds within `units`.
    fn within(&mut self, condition: u16, units: Range<usize>) -> bool {
        let mut noted = self.noted.of(condition);
        noted.start +=
            self.noted.by_condition[noted.clone()].partition_point(|(unit, _)| (*unit as usize) < units.start);
        for index in noted {
            let (unit, anchor) = self.noted.by_condition[index];
            if unit as usize >= units.end {
                return false;
            }
            let anchor = &ANCHORS[usize::from(anchor)];
            if anchor.starts(unit as usize, units.start).any(|start| self.at(anchor, start, units.end).is_some()) {
                return true;
            }
        }
        false
    }

    /// The longest match of a pattern, by one of its anchors, that begins at unit `start` and ends before unit `limit`.
    fn at(&mut self, anchor: &Anchor, start: usize, limit: usize) -> Option<Match> {
        let post = self.post;
        let pattern = anchor.pattern();
        if pattern.at_start && start > 0 && post.units[start - 1].kind != Kind::Break {
            return None;
        }
        let base = pattern.base as usize;
        let mut found = None;
        [self.now.bits, self.next.bits] = [[0; 2]; 2];
        self.later.clear();
        let mut now = &mut self.now;
        let mut step = Step {
            pattern,
            base,
            start,
            limit,
            at: start,
            look: post.look(start),
            phrases: post.phrases(start),
            next: &mut self.next,
            later: &mut self.later,
        };
        for &position in anchor.first.of(&LISTS) {
            step.take(post, position, (0, 0), &mut found);
        }
        while step.goes_on() {
            std::mem::swap(&mut now, &mut step.next);
            step.advance(post, now);
            while let Some((position, passage)) = now.pop() {
                step.take(post, position, passage, &mut found);
            }
        }
        found
    }
}

/// One unit of an attempt to match.
struct Step<'p> {
    pattern: &'static Pattern,
    base: usize,
    start: usize,
    limit: usize,
    at: usize,
    look: Look,
    phrases: &'p [Phrase],
    /// The positions that the next unit is tried against.
    next: &'p mut Positions,
    /// Those that a phrase has led to, and the unit where they go on.
    later: &'p mut Vec<(usize, u16, Passage)>,
}

impl<'p> Step<'p> {
    fn goes_on(&self) -> bool {
        self.at + 1 < self.limit && !(self.next.is_empty() && self.later.is_empty())
    }

    /// Goes to the next unit, and puts in what a phrase has led to there.
    fn advance(&mut self, post: &'p Post, now: &mut Positions) {
        self.at += 1;
        self.look = post.look(self.at);
        self.phrases = post.phrases(self.at);
        if !self.later.is_empty() {
            let arrived = self.later.extract_if(.., |(unit, ..)| *unit == self.at);
            arrived.for_each(|(_, position, passage)| now.put(position, passage));
        }
    }

    /// Tries a position against this unit, and against the phrases that begin here.
    fn take(&mut self, post: &Post, index: u16, passage: Passage, found: &mut Option<Match>) {
        let position = &Position::get(self.base + usize::from(index));
        if position.asks.is_met(&self.look) {
            self.pass(post, index, position, passage, 1, found);
        }
        for phrase in self.phrases {
            if position.asks.is_met(&phrase.look()) {
                self.pass(post, index, position, passage, usize::from(phrase.units), found);
            }
        }
    }

    /// Goes on from a position that some units have answered.
    fn pass(
        &mut self,
        post: &Post,
        index: u16,
        position: &Position,
        passage: Passage,
        units: usize,
        found: &mut Option<Match>,
    ) {
        let end = self.at + units;
        if end > self.limit {
            return;
        }
        let passage = match passage {
            _ if !position.is(Position::MARKED) => passage,
            (_, 0) => (self.at as u32, end as u32),
            (from, _) => (from, end as u32),
        };
        if passage.1 > 0
            && position.is(Position::LAST)
            && found.as_ref().is_none_or(|found| found.units.end < end)
            && (!self.pattern.at_end || post.units.get(end).is_none_or(|unit| unit.kind == Kind::Break))
        {
            let passage = passage.0 as usize..passage.1 as usize;
            *found = Some(Match { owner: self.pattern.owner, units: self.start..end, passage });
        }
        let mut lead_to = |next| match units {
            1 => self.next.put(next, passage),
            _ => self.later.push((end, next, passage)),
        };
        if position.is(Position::FOLLOWS) {
            lead_to(index + 1);
        }
        position.next().iter().for_each(|&next| lead_to(next));
    }
}
