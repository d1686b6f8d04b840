//! Sets of words, sifted by a few bits of their hashes.
//!
//! Several recognisers begin at a handful of words, such as the months, and were asked at each word of a post. A sieve tells
//! by one look that a word is none of them; one foreign word in twenty or fewer falls through, and is compared as before.

use super::book;

/// How many bits of a hash are looked at.
const BITS: u32 = 10;

/// The words that may be those of some lists.
pub(super) struct Sieve([u64; 1 << (BITS - 6)]);

impl Sieve {
    /// The words of some lists, in small letters and ASCII.
    pub(super) const fn new(lists: &[&[&str]]) -> Sieve {
        let mut sieve = Sieve([0; 1 << (BITS - 6)]);
        let mut list = 0;
        while list < lists.len() {
            let mut word = 0;
            while word < lists[list].len() {
                let place = Self::place(book::hash_ascii(lists[list][word].as_bytes()));
                sieve.0[place / 64] |= 1 << (place % 64);
                word += 1;
            }
            list += 1;
        }
        sieve
    }

    const fn place(hash: u32) -> usize {
        (hash >> (u32::BITS - BITS)) as usize
    }

    /// Whether the word with this hash, of [`book::hash`], may be one of them in any case.
    pub(super) fn may_hold(&self, hash: u32) -> bool {
        let place = Self::place(hash);
        self.0[place / 64] >> (place % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_its_words_in_any_case_and_few_others() {
        const SIEVE: Sieve = Sieve::new(&[&["the", "may"], &["thirtieth", "'s"]]);
        for word in ["the", "The", "MAY", "Thirtieth", "'s", "’s"] {
            assert!(SIEVE.may_hold(book::hash(word)), "{word}");
        }
        let words = include_str!("../../words/common-word.txt").split_whitespace();
        let (held, all) =
            words.fold((0, 0), |(held, all), word| (held + usize::from(SIEVE.may_hold(book::hash(word))), all + 1));
        assert!(held * 50 < all, "{held} of {all}");
    }
}
