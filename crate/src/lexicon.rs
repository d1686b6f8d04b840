//! The lexicon: what the rules know of a word.
//!
//! It is a table of hashes, made at build time (`build/lexicon.rs`), of words and of entries of several words. An
//! entry's number is its place in the table. The table is cut into buckets of four or five entries by the first bits of
//! their hashes; of the others so many are compared that a word is taken for another once in three million times. The
//! words themselves are not in it.

use crate::hash;

/// Many short lists of numbers, made at build time.
pub(crate) struct Lists {
    /// Where each begins in `items`; the next begins where it ends.
    pub starts: &'static [u32],
    pub items: &'static [u16],
}

/// One of some [`Lists`], by its number. Number 0 is the empty list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct List(pub u16);

impl List {
    #[inline]
    pub(crate) fn of(self, lists: &'static Lists) -> &'static [u16] {
        if self.0 == 0 {
            return &[];
        }
        let number = usize::from(self.0);
        &lists.items[lists.starts[number] as usize..lists.starts[number + 1] as usize]
    }
}

/// A set of word classes: one bit for each. The first are the shapes that a unit can have (`text::SHAPES`), which no
/// word has by itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Classes(pub [u64; 4]);

impl Classes {
    pub(crate) const NONE: Classes = Classes([0; 4]);

    pub(crate) fn meets(&self, other: &Classes) -> bool {
        let [a, b] = [&self.0, &other.0];
        (a[0] & b[0]) | (a[1] & b[1]) | (a[2] & b[2]) | (a[3] & b[3]) != 0
    }

    pub(crate) fn add(&mut self, other: &Classes) {
        self.0.iter_mut().zip(other.0).for_each(|(mine, bits)| *mine |= bits);
    }

    pub(crate) fn has(&self, class: u16) -> bool {
        self.0[usize::from(class / 64)] & (1 << (class % 64)) != 0
    }
}

/// What a unit or phrase is to a pattern.
pub(crate) struct Look {
    /// The number of its entry.
    pub word: u16,
    /// Its shapes are among them.
    pub classes: Classes,
}

/// What words have in common that are in the same classes.
pub(crate) struct Sort {
    /// The classes that it is in.
    pub classes: Classes,
    anchored: List,
    /// How many words the longest phrase has that begins with it.
    pub longest_phrase: u8,
}

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

/// The part of each entry's hash that is compared.
static PRINTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

/// A word or phrase of the lexicon, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry(pub u16);

impl Entry {
    /// Whatever the lexicon does not hold.
    pub(crate) const NONE: Entry = Entry(0);

    /// The entry with this hash.
    pub(crate) fn find(hash: u64) -> Entry {
        let (bucket, print) = hash::place(hash);
        let base = bucket / hash::BUCKETS_A_BASE;
        let before = &COUNTS[base * hash::BUCKETS_A_BASE..bucket];
        let start = before.iter().fold(BASES[base], |start, &count| start + u16::from(count));
        let place = usize::from(start - 1) * 3;
        let prints = PRINTS[place..place + usize::from(COUNTS[bucket]) * 3].as_chunks::<3>().0;
        let found = (start..).zip(prints).find(|(_, [a, b, c])| u32::from_be_bytes([0, *a, *b, *c]) == print);
        found.map_or(Entry::NONE, |(number, _)| Entry(number))
    }

    pub(crate) fn sort(self) -> &'static Sort {
        &SORTS[usize::from(SORT_OF[usize::from(self.0)])]
    }

    /// The patterns that are looked for where it stands: by itself, and by a class that it is in.
    pub(crate) fn anchored(self) -> [&'static [u16]; 2] {
        [List(ANCHORED[usize::from(self.0)]).of(&LISTS), self.sort().anchored.of(&LISTS)]
    }
}

/// The patterns that are looked for where a unit has a shape, given by its number.
pub(crate) fn anchored_at(shape: u32) -> &'static [u16] {
    SHAPE_ANCHORED[shape as usize].of(&LISTS)
}

/// Calls `each` with the hash of the name of every class in a set.
pub(crate) fn class_hashes(classes: Classes, mut each: impl FnMut(u64)) {
    for (mut bits, first) in classes.0.into_iter().zip([0, 64, 128, 192]) {
        while bits != 0 {
            each(CLASS_HASHES[first + bits.trailing_zeros() as usize]);
            bits &= bits - 1;
        }
    }
}
