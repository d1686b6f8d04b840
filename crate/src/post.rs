//! A post as the rules see it: its units, and for each the letter that the lexicon gives it.

use crate::text::{self, Kind, Unit};
use std::ops::Range;

/// A run of a built list: where it begins, and how long it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct List(pub u32, pub u16);

impl List {
    pub(crate) fn of(self, items: &'static [u16]) -> &'static [u16] {
        &items[self.0 as usize..self.0 as usize + usize::from(self.1)]
    }
}

/// A set of word classes: one bit for each.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Classes(pub [u64; 4]);

impl Classes {
    pub(crate) fn meets(&self, other: &Classes) -> bool {
        let [a, b] = [&self.0, &other.0];
        (a[0] & b[0]) | (a[1] & b[1]) | (a[2] & b[2]) | (a[3] & b[3]) != 0
    }

    pub(crate) fn has(&self, class: u16) -> bool {
        self.0[usize::from(class / 64)] & (1 << (class % 64)) != 0
    }

    /// The numbers of the classes in it.
    pub(crate) fn iter(self) -> impl Iterator<Item = u16> {
        self.0.into_iter().zip([0, 64, 128, 192]).flat_map(|(mut bits, first)| {
            std::iter::from_fn(move || {
                let class = (bits != 0).then(|| first + bits.trailing_zeros() as u16);
                bits &= bits.wrapping_sub(1);
                class
            })
        })
    }
}

/// Words that are in the same classes, and begin the same patterns, are one letter; a word that a pattern
/// names by itself has a letter of its own.
pub(crate) struct Letter {
    classes: Classes,
    /// The atom of the word, 0 where no pattern names it.
    word: u16,
    starts: List,
}

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

static LEXICON: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.fst"));

/// How far a sentence reaches to each side of a match, in units, where no sentence break comes first. It
/// keeps the work for a match bounded in a text without breaks.
const SENTENCE_REACH: usize = 60;

/// A post, cut into units and looked up.
pub(crate) struct Post<'t> {
    /// The post itself.
    pub text: &'t str,
    /// Its units, in order.
    pub units: Vec<Unit>,
    letters: Vec<u16>,
}

impl<'t> Post<'t> {
    pub(crate) fn new(text: &'t str) -> Post<'t> {
        let lexicon = fst::Map::new(LEXICON).expect("the lexicon is built with the crate");
        // English runs at five to six bytes a unit.
        let mut units = Vec::with_capacity(text.len() / 5);
        let mut letters = Vec::with_capacity(text.len() / 5);
        text::cut(text, |unit, normal| {
            let letter = if unit.kind == Kind::Break { 0 } else { lexicon.get(normal).unwrap_or(0) };
            units.push(unit);
            letters.push(letter as u16);
        });
        Post { text, units, letters }
    }

    /// The words of a unit, as the author wrote them.
    pub(crate) fn word(&self, unit: usize) -> &'t str {
        &self.text[self.units[unit].start as usize..self.units[unit].end as usize]
    }

    /// The classes of a unit's word.
    pub(crate) fn classes(&self, unit: usize) -> Classes {
        LETTERS[usize::from(self.letters[unit])].classes
    }

    /// The atom of a unit's word, 0 where no pattern names it.
    pub(crate) fn word_atom(&self, unit: usize) -> u16 {
        LETTERS[usize::from(self.letters[unit])].word
    }

    /// The patterns that a unit may begin by its word.
    pub(crate) fn starts(&self, unit: usize) -> &'static [u16] {
        LETTERS[usize::from(self.letters[unit])].starts.of(&LISTS)
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
