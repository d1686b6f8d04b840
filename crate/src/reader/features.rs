//! What the linear reader sees of a post: features, each hashed into one of [`BUCKETS`].
//!
//! | feature | of "my lad's hearing" |
//! | --- | --- |
//! | a word, and two beside each other | `hearing`, `lad 's` |
//! | a word class, and two beside each other or with one word between | `<supported>`, `<supported> … <court>` |
//! | three to five letters of a word that the lexicon does not hold | `<hea`, `ring>` |
//! | a word before a capital | |
//! | a rule or a context that matched, a rule that found something | |
//!
//! Classes are known by the hash of their names, not by their numbers, so that a new rule does not move them.

use crate::{
    lexicon::{self, Classes, Entry},
    post::Post,
    rules::Evidence,
    text::{self, Kind},
};
use std::ops::Range;

/// How many buckets there are. Features that fall into one share its weights.
pub const BUCKETS: usize = 1 << u16::BITS;

/// Which buckets a post has touched.
pub(super) struct Seen(Box<[u64; BUCKETS / 64]>);

impl Default for Seen {
    fn default() -> Self {
        Seen(Box::new([0; BUCKETS / 64]))
    }
}

impl Seen {
    /// Whether this is the first time that the bucket is touched.
    pub fn first(&mut self, bucket: u16) -> bool {
        let (word, bit) = (&mut self.0[usize::from(bucket / 64)], 1 << (bucket % 64));
        let first = *word & bit == 0;
        *word |= bit;
        first
    }

    /// Forgets all that were touched: these buckets.
    pub fn forget(&mut self, buckets: &[u16]) {
        buckets.iter().for_each(|bucket| self.0[usize::from(bucket / 64)] = 0);
    }
}

/// What keeps features of different kinds apart.
#[derive(Clone, Copy)]
#[repr(u64)]
enum Of {
    Word = 1,
    Words,
    Class,
    Classes,
    ClassesApart,
    Letters,
    BeforeCapital,
    Evidence,
    Length,
}

fn bucket(of: Of, a: u64, b: u64) -> u16 {
    let mixed = (a.rotate_left(23) ^ b ^ (of as u64) << 40).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 48) as u16
}

/// Every number is the same word, and so is every end of a sentence.
const NUMBER: u64 = 1;
const BREAK: u64 = 2;

/// How many times what a rule says counts as much as what a word does.
const EVIDENCE_COUNTS: usize = 4;

/// The longest word whose letters are looked at, in bytes: more is no word.
const LONGEST: usize = 24;

/// The most classes of one unit that are looked at; words have far fewer.
const MOST_CLASSES: usize = 32;

/// A few things, held in place: what comes after the most is left out.
#[derive(Clone, Copy)]
struct Few<T, const MOST: usize> {
    items: [T; MOST],
    count: usize,
}

impl<T: Copy + Default, const MOST: usize> Few<T, MOST> {
    fn new() -> Self {
        Few { items: [T::default(); MOST], count: 0 }
    }

    fn push(&mut self, item: T) {
        if let Some(place) = self.items.get_mut(self.count) {
            *place = item;
            self.count += 1;
        }
    }

    fn items(&self) -> &[T] {
        &self.items[..self.count]
    }
}

/// Calls `emit` for each feature of some units, of which there is at least one, with its bucket, how many times it counts
/// and the units that it stands on. Of the evidence, which is in the order of the text, those count that begin in these units.
/// Returns the classes that the units have together.
pub(super) fn each(
    post: &Post,
    units: Range<usize>,
    evidence: &[Evidence],
    mut emit: impl FnMut(u16, usize, Range<usize>),
) -> Classes {
    let word = |unit: usize| match post.units[unit].kind {
        Kind::Word => post.hash(unit),
        Kind::Number => NUMBER,
        Kind::Break => BREAK,
    };
    // The classes of the last three units, each at the place that its number has in a round of three: so none is moved.
    let mut classes = [Few::<u64, MOST_CLASSES>::new(); 3];
    let mut together = Classes::NONE;
    for unit in units.clone() {
        let all = post.all_classes(unit);
        together.add(&all);
        let here = &mut classes[unit % 3];
        here.count = 0;
        lexicon::class_hashes(all, |class| here.push(class));
        let [here, before, second] = [unit, unit + 2, unit + 1].map(|place| classes[place % 3].items());
        for &class in here {
            emit(bucket(Of::Class, class, 0), 1, unit..unit + 1);
            for &other in before {
                emit(bucket(Of::Classes, other, class), 1, unit - 1..unit + 1);
            }
            for &other in second {
                emit(bucket(Of::ClassesApart, other, class), 1, unit - 2..unit + 1);
            }
        }
        emit(bucket(Of::Word, word(unit), 0), 1, unit..unit + 1);
        if unit > units.start {
            emit(bucket(Of::Words, word(unit - 1), word(unit)), 1, unit - 1..unit + 1);
            if post.units[unit].capital {
                emit(bucket(Of::BeforeCapital, word(unit - 1), 0), 1, unit - 1..unit + 1);
            }
        }
        if post.units[unit].kind == Kind::Word && post.entry(unit) == Entry::NONE && post.word(unit).len() <= LONGEST {
            let mut spelled = Few::<u8, { LONGEST + 2 }>::new();
            spelled.push(b'<');
            post.word(unit).bytes().for_each(|byte| spelled.push(byte.to_ascii_lowercase()));
            spelled.push(b'>');
            let letters = spelled.items();
            for from in 0..letters.len() {
                let mut piece = 0;
                for (length, &letter) in letters[from..].iter().take(5).enumerate() {
                    piece = piece << 8 | u64::from(letter);
                    if length >= 2 {
                        emit(bucket(Of::Letters, piece, length as u64), 1, unit..unit + 1);
                    }
                }
            }
        }
    }
    let bytes = post.bytes(units.clone());
    let place = |byte: usize| evidence.partition_point(|one| (one.start as usize) < byte);
    for one in &evidence[place(bytes.start)..place(bytes.end)] {
        emit(bucket(Of::Evidence, one.hash, 0), EVIDENCE_COUNTS, units.clone());
    }
    emit(bucket(Of::Length, (units.len() / 10).min(8) as u64, 0), 1, units.clone());
    let part = &post.text[bytes];
    let has = |mark: u8| part.as_bytes().contains(&mark);
    // The last is “.
    let marks = [has(b'#'), has(b'@'), text::holds(part, b"http"), has(b'"'), text::holds(part, b"\xe2\x80\x9c")];
    for (number, there) in (1..).zip(marks) {
        emit(bucket(Of::Length, 100 + number * 2 + u64::from(there), 0), 1, units.clone());
    }
    together
}
