//! A post as the rules see it: its units, and for each the entry of the lexicon that its word is.

use crate::{
    hash,
    lexicon::{Classes, Entry, Look},
    text::{self, Kind, Unit},
};
use std::ops::Range;

/// A phrase in a post: an entry of the lexicon that has several words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase {
    unit: u32,
    pub entry: Entry,
    /// How many units it has.
    pub units: u8,
}

impl Phrase {
    pub(crate) fn look(&self) -> Look {
        Look { word: self.entry.0, classes: self.entry.sort().classes }
    }
}

/// How far a sentence reaches to each side of a match, in units, where no sentence break comes first. It
/// keeps the work for a match bounded in a text without breaks.
const SENTENCE_REACH: usize = 60;

/// A post, cut into units and looked up.
pub(crate) struct Post<'t> {
    /// The post itself.
    pub text: &'t str,
    /// Its units, in order.
    pub units: Vec<Unit>,
    /// The entry of each unit, and how many phrases begin there.
    words: Vec<(Entry, u8)>,
    /// The hash of each unit's word.
    hashes: Vec<u64>,
    /// In the order of their units.
    phrases: Vec<Phrase>,
}

impl<'t> Post<'t> {
    pub(crate) fn new(text: &'t str) -> Post<'t> {
        // English runs at five to six bytes a unit.
        let most = text.len() / 4 + 4;
        let mut units = Vec::with_capacity(most);
        let mut words = Vec::with_capacity(most);
        let mut hashes = Vec::with_capacity(most);
        text::cut(text, |unit, normal| {
            let hash = hash::word(normal);
            units.push(unit);
            hashes.push(hash);
            words.push((if unit.kind == Kind::Break { Entry::NONE } else { Entry::find(hash) }, 0));
        });
        let phrases = phrases(&mut words, &hashes);
        Post { text, units, words, hashes, phrases }
    }

    /// What the lexicon has of a unit's word.
    pub(crate) fn entry(&self, unit: usize) -> Entry {
        self.words[unit].0
    }

    /// What a unit is to a pattern.
    pub(crate) fn look(&self, unit: usize) -> Look {
        let entry = self.entry(unit);
        let mut classes = entry.sort().classes;
        classes.0[0] |= u64::from(self.units[unit].shapes);
        Look { word: entry.0, classes }
    }

    /// The phrases that begin at a unit.
    pub(crate) fn phrases(&self, unit: usize) -> &[Phrase] {
        match self.words[unit].1 {
            0 => &[],
            count => {
                let from = self.phrases.partition_point(|phrase| (phrase.unit as usize) < unit);
                &self.phrases[from..from + usize::from(count)]
            }
        }
    }

    /// The classes of a unit's word.
    pub(crate) fn classes(&self, unit: usize) -> &'static Classes {
        &self.entry(unit).sort().classes
    }

    /// The hash of a unit's word in its normalised form.
    pub(crate) fn hash(&self, unit: usize) -> u64 {
        self.hashes[unit]
    }

    /// The classes of a unit: those of its word, of the phrases that begin with it, and of its look.
    pub(crate) fn all_classes(&self, unit: usize) -> Classes {
        let mut classes = self.look(unit).classes;
        classes.0[0] &= !u64::from(text::ANY);
        self.phrases(unit).iter().for_each(|phrase| classes.add(&phrase.look().classes));
        classes
    }

    /// The words of a unit, as the author wrote them.
    pub(crate) fn word(&self, unit: usize) -> &'t str {
        &self.text[self.units[unit].start as usize..self.units[unit].end as usize]
    }

    /// The units of the sentence around some units, without its break.
    pub(crate) fn sentence(&self, units: Range<usize>) -> Range<usize> {
        let is_break = |unit: &Unit| unit.kind == Kind::Break;
        let before = &self.units[units.start.saturating_sub(SENTENCE_REACH)..units.start];
        let start = units.start - before.iter().rev().position(is_break).unwrap_or(before.len());
        let after = &self.units[units.end..self.units.len().min(units.end + SENTENCE_REACH)];
        let end = units.end + after.iter().position(is_break).unwrap_or(after.len());
        start..end
    }

    /// The UTF-16 code units before byte `byte` of the post, which stands on a character border.
    pub(crate) fn utf16(&self, byte: usize) -> u32 {
        let next = self.units.partition_point(|unit| unit.start as usize <= byte);
        let (start, start16) = match next.checked_sub(1).map(|i| &self.units[i]) {
            Some(unit) => (unit.start as usize, unit.start16),
            None => (0, 0),
        };
        start16 + self.text[start..byte].chars().map(char::len_utf16).sum::<usize>() as u32
    }

    /// The bytes that some units cover.
    pub(crate) fn bytes(&self, units: Range<usize>) -> Range<usize> {
        self.units[units.start].start as usize..self.units[units.end - 1].end as usize
    }
}

/// The phrases among some words with their hashes, which are counted where they begin. A break is no word of a phrase:
/// its hash is that of an empty word.
fn phrases(words: &mut [(Entry, u8)], hashes: &[u64]) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    for (first, (entry, count)) in words.iter_mut().enumerate() {
        let mut hash = hashes[first];
        for (units, &next) in (2..=entry.sort().longest_phrase).zip(&hashes[first + 1..]) {
            hash = hash::phrase(hash, next);
            let entry = Entry::find(hash);
            if entry != Entry::NONE {
                phrases.push(Phrase { unit: first as u32, entry, units });
                *count += 1;
            }
        }
    }
    phrases
}
