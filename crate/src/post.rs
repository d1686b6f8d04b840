//! A post as the rules see it: its units, and for each the letter that the lexicon gives it.

use crate::text::{self, Kind, Unit};
use std::ops::Range;

/// Many short lists of numbers, made at build time.
pub(crate) struct Lists {
    /// Where each begins in `items`; the next begins where it ends.
    pub starts: &'static [u32],
    pub items: &'static [u16],
}

/// One of some [`Lists`], by its number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct List(pub u16);

impl List {
    pub(crate) fn of(self, lists: &'static Lists) -> &'static [u16] {
        let number = usize::from(self.0);
        let end = lists.starts.get(number + 1).map_or(lists.items.len(), |&end| end as usize);
        &lists.items[lists.starts[number] as usize..end]
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

    fn add(&mut self, other: &Classes) {
        self.0.iter_mut().zip(other.0).for_each(|(mine, bits)| *mine |= bits);
    }

    /// The numbers of the classes in it.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u16> {
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
    /// A number of `MASKS`.
    classes: u16,
    /// The atom of the word, 0 where no pattern names it.
    word: u16,
    starts: List,
    /// How many of `PHRASES` begin with it, and the first of them.
    phrases: u16,
    first_phrase: u16,
}

impl Letter {
    fn classes(&self) -> &'static Classes {
        &MASKS[usize::from(self.classes)]
    }
}

/// An entry of some classes that has several words.
struct Phrase {
    /// The atoms of its words after the first.
    rest: List,
    /// A number of `MASKS`.
    classes: u16,
    starts: List,
}

/// A phrase in a post.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PhraseHere {
    unit: u32,
    /// How many units it has.
    pub units: usize,
    /// The classes that it is in.
    pub classes: &'static Classes,
    starts: List,
}

impl PhraseHere {
    /// The patterns that it may begin.
    pub(crate) fn starts(&self) -> &'static [u16] {
        self.starts.of(&LISTS)
    }
}

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

static LEXICON: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.fst"));

/// How far a sentence reaches to each side of a match, in units, where no sentence break comes first. It
/// keeps the work for a match bounded in a text without breaks.
const SENTENCE_REACH: usize = 60;

/// What occurs somewhere in a post.
pub(crate) struct Present {
    pub classes: Classes,
    words: Vec<u64>,
}

impl Present {
    /// Whether a word, given by its atom, occurs.
    pub(crate) fn has_word(&self, atom: u16) -> bool {
        self.words[usize::from(atom / 64)] & (1 << (atom % 64)) != 0
    }
}

/// A post, cut into units and looked up.
pub(crate) struct Post<'t> {
    /// The post itself.
    pub text: &'t str,
    /// Its units, in order.
    pub units: Vec<Unit>,
    letters: Vec<u16>,
    /// In the order of their units.
    phrases: Vec<PhraseHere>,
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
        let mut post = Post { text, units, letters, phrases: Vec::new() };
        post.find_phrases();
        post
    }

    fn find_phrases(&mut self) {
        for unit in 0..self.units.len() {
            let &Letter { first_phrase, phrases, .. } = self.letter(unit);
            for phrase in &PHRASES[usize::from(first_phrase)..usize::from(first_phrase + phrases)] {
                let rest = phrase.rest.of(&LISTS);
                let here = (unit + 1..self.units.len()).map(|next| self.word_atom(next));
                if here.take(rest.len()).eq(rest.iter().copied()) {
                    let (units, starts) = (rest.len() + 1, phrase.starts);
                    let classes = &MASKS[usize::from(phrase.classes)];
                    self.phrases.push(PhraseHere { unit: unit as u32, units, classes, starts });
                }
            }
        }
    }

    fn letter(&self, unit: usize) -> &'static Letter {
        &LETTERS[usize::from(self.letters[unit])]
    }

    /// The phrases that begin at a unit.
    pub(crate) fn phrases(&self, unit: usize) -> &[PhraseHere] {
        if self.letter(unit).phrases == 0 {
            return &[];
        }
        let from = self.phrases.partition_point(|phrase| (phrase.unit as usize) < unit);
        let count = self.phrases[from..].iter().take_while(|phrase| phrase.unit as usize == unit).count();
        &self.phrases[from..from + count]
    }

    /// Everything that some unit or phrase of the post satisfies.
    pub(crate) fn present(&self) -> Present {
        let mut present = Present { classes: Classes([0; 4]), words: vec![0; ATOMS / 64 + 1] };
        for unit in 0..self.units.len() {
            let letter = self.letter(unit);
            present.classes.add(letter.classes());
            present.words[usize::from(letter.word / 64)] |= 1 << (letter.word % 64);
        }
        for phrase in &self.phrases {
            present.classes.add(phrase.classes);
        }
        present
    }

    /// The words of a unit, as the author wrote them.
    pub(crate) fn word(&self, unit: usize) -> &'t str {
        &self.text[self.units[unit].start as usize..self.units[unit].end as usize]
    }

    /// The classes of a unit's word.
    pub(crate) fn classes(&self, unit: usize) -> &'static Classes {
        self.letter(unit).classes()
    }

    /// The atom of a unit's word, 0 where no pattern names it.
    pub(crate) fn word_atom(&self, unit: usize) -> u16 {
        self.letter(unit).word
    }

    /// The patterns that a unit may begin by its word.
    pub(crate) fn starts(&self, unit: usize) -> &'static [u16] {
        self.letter(unit).starts.of(&LISTS)
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
