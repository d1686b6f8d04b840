//! The lexicon: what the rules know of a word.
//!
//! Words that are in the same classes, and that the same patterns name, are one [`Letter`]. A table made at build
//! time (`build/lexicon.rs`) maps the hash of a word, or of an entry of several words, to its letter. It holds
//! hashes in their order, cut into buckets of three or four by the first bits; of the others so many are compared
//! that a word is taken for another once in five million times. The words themselves are not in it.

use crate::hash;

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
        &lists.items[lists.starts[number] as usize..lists.starts[number + 1] as usize]
    }
}

/// A set of word classes: one bit for each. The first are the shapes that a unit can have (`text::SHAPES`), which no
/// word has by itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Classes(pub [u64; 4]);

impl Classes {
    pub(crate) fn meets(&self, other: &Classes) -> bool {
        let [a, b] = [&self.0, &other.0];
        (a[0] & b[0]) | (a[1] & b[1]) | (a[2] & b[2]) | (a[3] & b[3]) != 0
    }

    pub(crate) fn add(&mut self, other: &Classes) {
        self.0.iter_mut().zip(other.0).for_each(|(mine, bits)| *mine |= bits);
    }
}

/// What words have in common that no rule tells apart.
pub(crate) struct Letter {
    /// A number of `MASKS`.
    classes: u16,
    /// The atom of the word, 0 where no pattern names it.
    pub word: u16,
    anchored: List,
    /// How many words the longest phrase has that begins with it.
    pub longest_phrase: u8,
}

impl Letter {
    pub(crate) fn get(number: u16) -> &'static Letter {
        &LETTERS[usize::from(number)]
    }

    /// The classes that it is in.
    pub(crate) fn classes(&self) -> &'static Classes {
        &MASKS[usize::from(self.classes)]
    }

    /// The patterns that are looked for where it stands.
    pub(crate) fn anchored(&self) -> &'static [u16] {
        self.anchored.of(&LISTS)
    }
}

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

/// The part of each entry's hash that is compared.
static PRINTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

/// The number of the letter of a word or phrase, 0 where the lexicon does not hold it.
pub(crate) fn look_up(hash: u64) -> u16 {
    let (bucket, print) = hash::place(hash);
    let [start, end] = [STARTS[bucket], STARTS[bucket + 1]].map(usize::from);
    let prints = PRINTS[start * 3..end * 3].as_chunks::<3>().0;
    let found = prints.iter().position(|&[a, b, c]| u32::from_be_bytes([0, a, b, c]) == print);
    found.map_or(0, |at| NUMBERS[start + at])
}

/// The patterns that are looked for where a unit has one of some shapes.
pub(crate) fn anchored_at(shapes: u8) -> impl Iterator<Item = u16> {
    let lists = SHAPE_ANCHORED.iter().enumerate().filter(move |(shape, _)| shapes >> shape & 1 != 0);
    lists.flat_map(|(_, list)| list.of(&LISTS)).copied()
}
