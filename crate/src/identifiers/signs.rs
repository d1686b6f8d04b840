//! What each unit of a post tells about names and whose they are: one set of flags a unit, looked up once.

use super::{book, check::says};
use crate::{
    candidate::Candidate,
    post::{Post, class},
    report::Concern,
    rules::Surroundings,
    text::Kind,
};
use std::ops::Range;

macro_rules! signs {
    ($($list:ident),*; $($class:ident),* $(,)?) => {
        /// The bit of each word class; the names are those of `words/`.
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u32)]
        enum Bit { $($list,)* $($class),* }
        $(pub(super) const $list: u64 = 1 << Bit::$list as u32;)*
        $(pub(super) const $class: u64 = 1 << Bit::$class as u32;)*
        fn bit(atom: u16) -> u64 {
            match atom {
                $(class::$class => $class,)*
                _ => 0,
            }
        }
    };
}

signs! {
    GIVEN_NAME, GIVEN_NAME_OR_WORD, SURNAME, COMMON_WORD; PLACE, TITLE, TITLE_PROFESSIONAL, TITLE_PUBLIC, RELATION, OWN_RELATION,
    CARE_SIGN, CARE_HINT, COLLEAGUE_SIGN, PRIVATE_MATTER, THANKS, FICTION_SIGN, PUBLIC_SIGN, SELF_WORD,
    ORGANISATION_LINE, THEIR_WORD, STREET_KIND, STREET_KIND_RARE, SCHOOL_KIND, HOME_KIND, HOME_KIND_SURE, PLACE_COMMON,
    LEISURE_SIGN,
}

/// The lists of names and common words, as sets of hashes.
static SETS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.bin"));

/// Where each list stands in them.
mod sets {
    include!(concat!(env!("OUT_DIR"), "/names.rs"));
}

/// The lists that hold a word.
pub(super) fn lists(hash: u32) -> u64 {
    let lists = [
        (GIVEN_NAME, sets::GIVEN_NAME),
        (GIVEN_NAME_OR_WORD, sets::GIVEN_NAME_OR_WORD),
        (SURNAME, sets::SURNAME),
        (COMMON_WORD, sets::COMMON_WORD),
    ];
    let holds =
        |sets: &[(Range<usize>, u64)]| sets.iter().all(|(set, seed)| book::holds(&SETS[set.clone()], *seed, hash));
    lists.into_iter().map(|(list, sets)| if holds(sets) { list } else { 0 }).sum()
}

/// How many findings near a name are looked at: it keeps the work bounded.
const TOLD: usize = 32;

/// A post with the signs of its units, and what they come to for the whole post.
pub(super) struct Signs<'p, 't> {
    pub post: &'p Post<'t>,
    of: Vec<u64>,
    /// The hash of each unit's word.
    hashes: Vec<u32>,
    /// How much the post speaks of care work: 0 not at all, 1 perhaps, 2 likely, 3 plainly.
    pub care: u8,
    /// It tells of a story, a programme, a match or an animal.
    pub fiction: bool,
    /// It tells of the author's own people: "my sister", "our kid's wedding".
    pub own_people: bool,
    /// It passes on what others wrote: a link, a repost.
    pub passed_on: bool,
    /// What the rules have found: each concern, and the byte where it begins, in order.
    told: Vec<(Concern, usize)>,
    /// A bit for each concern among them.
    told_of: u16,
    /// How many units have each sign.
    counts: [u32; 64],
    /// How often the recognisers have looked at something: the tests ask that it grows in line with the text.
    #[cfg(test)]
    pub steps: std::cell::Cell<usize>,
}

impl<'p, 't> Signs<'p, 't> {
    pub(super) fn new(post: &'p Post<'t>, surroundings: &Surroundings) -> Self {
        let hashes: Vec<u32> = (0..post.units.len()).map(|unit| book::hash(post.word(unit))).collect();
        let of: Vec<u64> = (0..post.units.len())
            .map(|unit| {
                let names = if post.units[unit].kind == Kind::Word { lists(hashes[unit]) } else { 0 };
                post.classes(unit).iter().fold(names, |signs, class| signs | bit(class))
            })
            .collect();
        let mut counts = [0; 64];
        for &signs in of.iter().filter(|signs| **signs != 0) {
            let mut left = signs;
            while left != 0 {
                counts[left.trailing_zeros() as usize] += 1;
                left &= left - 1;
            }
        }
        let count = |sign: u64| counts[sign.trailing_zeros() as usize];
        let (sure, hints) = (count(CARE_SIGN), count(CARE_HINT));
        let care = match (surroundings.work, sure, hints) {
            (true, _, _) | (_, 2.., _) => 3,
            (_, 1, _) => 2,
            (_, _, 2..) => 1,
            _ => 0,
        };
        let fiction = count(FICTION_SIGN) > 0;
        let own_people = of.windows(2).any(|pair| pair[0] & SELF_WORD != 0 && pair[1] & OWN_RELATION != 0);
        let passed_on = post.text.starts_with("RT ") || post.text.contains("http") || post.text.contains("@user");
        Signs {
            post,
            of,
            hashes,
            care,
            fiction,
            own_people,
            passed_on,
            told: Vec::new(),
            told_of: 0,
            counts,
            #[cfg(test)]
            steps: Default::default(),
        }
    }

    /// With what the rules have found.
    pub(super) fn with_rules(mut self, candidates: &[Candidate], surroundings: &Surroundings) -> Self {
        let stand = candidates.iter().filter(|c| !surroundings.clears(c.source.concern, &c.bytes));
        self.told = stand.map(|c| (c.source.concern, c.bytes.start)).collect();
        self.told.sort_unstable_by_key(|(_, start)| *start);
        self.told_of = self.told.iter().fold(0, |bits, (concern, _)| bits | 1 << *concern as u16);
        self
    }

    /// Whether the rules have found one of some concerns anywhere.
    pub(super) fn told_of(&self, concerns: &[Concern]) -> bool {
        concerns.iter().any(|concern| self.told_of & 1 << *concern as u16 != 0)
    }

    /// What the rules have found in some bytes, as far as it is worth a look.
    pub(super) fn told_around(&self, bytes: Range<usize>) -> &[(Concern, usize)] {
        let from = self.told.partition_point(|(_, start)| *start < bytes.start);
        let here = self.told[from..].iter().take(TOLD).take_while(|(_, start)| *start < bytes.end).count();
        &self.told[from..from + here]
    }

    /// Counts some looks, in tests.
    pub(super) fn looked(&self, _times: usize) {
        #[cfg(test)]
        self.steps.set(self.steps.get() + _times);
    }

    /// How many units of the post have this one sign.
    pub(super) fn count(&self, sign: u64) -> u32 {
        self.counts[sign.trailing_zeros() as usize]
    }

    pub(super) fn len(&self) -> usize {
        self.of.len()
    }

    /// Whether a unit has one of some signs.
    pub(super) fn has(&self, unit: usize, signs: u64) -> bool {
        self.looked(1);
        self.of.get(unit).is_some_and(|of| of & signs != 0)
    }

    /// The hash of a unit's word, in small letters.
    pub(super) fn hash(&self, unit: usize) -> u32 {
        self.hashes[unit]
    }

    /// Whether a unit has no entry in any class of names or common words.
    pub(super) fn unknown(&self, unit: usize) -> bool {
        self.of[unit] & !(PLACE | SURNAME | GIVEN_NAME | GIVEN_NAME_OR_WORD) == 0
    }

    pub(super) fn capital(&self, unit: usize) -> bool {
        self.post.units.get(unit).is_some_and(|u| u.capital)
    }

    pub(super) fn is_word(&self, unit: usize) -> bool {
        self.post.units.get(unit).is_some_and(|u| u.kind == Kind::Word)
    }

    pub(super) fn is_break(&self, unit: usize) -> bool {
        self.post.units.get(unit).is_none_or(|u| u.kind == Kind::Break)
    }

    pub(super) fn starts_sentence(&self, unit: usize) -> bool {
        unit == 0 || self.is_break(unit - 1)
    }

    /// Some units around a run of units, without the run.
    pub(super) fn around(
        &self,
        units: &Range<usize>,
        before: usize,
        after: usize,
    ) -> impl Iterator<Item = usize> + use<> {
        (units.start.saturating_sub(before)..units.start).chain(units.end..self.len().min(units.end + after))
    }

    pub(super) fn near(&self, units: &Range<usize>, before: usize, after: usize, signs: u64) -> usize {
        self.around(units, before, after).filter(|&unit| self.has(unit, signs)).count()
    }

    /// What stands between a unit and the next.
    pub(super) fn gap(&self, unit: usize) -> &'t str {
        self.looked(1);
        match (self.post.units.get(unit), self.post.units.get(unit + 1)) {
            (Some(a), Some(b)) => &self.post.text[a.end as usize..b.start as usize],
            _ => "\n",
        }
    }

    /// What stands just before a unit.
    pub(super) fn char_before(&self, unit: usize) -> Option<char> {
        self.post.text[..self.post.units[unit].start as usize].chars().next_back()
    }

    pub(super) fn word(&self, unit: usize) -> &'t str {
        if unit < self.len() { self.post.word(unit) } else { "" }
    }

    pub(super) fn says(&self, units: &Range<usize>, before: usize, after: usize, phrases: &[&str]) -> bool {
        self.looked((before + after) * phrases.len());
        let wide = units.start.saturating_sub(before)..self.len().min(units.end + after);
        says(self.post, wide.start..units.start, phrases) || says(self.post, units.end..wide.end, phrases)
    }

    pub(super) fn post_says(&self, phrases: &[&str]) -> bool {
        self.looked(self.len() * phrases.len());
        says(self.post, 0..self.len(), phrases)
    }
}
