//! What each unit of a post tells about names and whose they are: one set of flags a unit, looked up once.

use super::{
    book,
    check::{phrase_end, says},
    shapes::Cues,
};
use crate::{
    candidate::Candidate,
    lexicon::class,
    order,
    post::Post,
    report::Concern,
    rules::Surroundings,
    text::{self, Kind},
};
use std::{cell::OnceCell, ops::Range};

macro_rules! signs {
    ($($list:ident = $bit:literal),*; $($class:ident),* $(,)?) => {
        // The classes that code asks for are among the first, so a sign is their bit in a set of classes. The lists of
        // names are in no rule; they have the last bits.
        $(pub(super) const $list: u64 = 1 << $bit;)*
        $(pub(super) const $class: u64 = 1 << class::$class;)*
        const ALL: u64 = 0 $(| $class)*;
    };
}

signs! {
    GIVEN_NAME = 60, GIVEN_NAME_OR_WORD = 61, SURNAME = 62, COMMON_WORD = 63; PLACE, TITLE, TITLE_PROFESSIONAL, TITLE_PUBLIC, RELATION, OWN_RELATION,
    CARE_SIGN, CARE_HINT, COLLEAGUE_SIGN, PRIVATE_MATTER, THANKS, FICTION_SIGN, PUBLIC_SIGN, SELF_WORD,
    ORGANISATION_LINE, THEIR_WORD, STREET_KIND, STREET_KIND_RARE, SCHOOL_KIND, HOME_KIND, HOME_KIND_SURE, PLACE_COMMON,
    LEISURE_SIGN,
}

/// The most words of a cue.
const PHRASE: usize = 4;

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
    /// See [`Signs::of_own_care`]: looked up once, and only where a place asks.
    own_care: OnceCell<bool>,
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
                names | post.classes(unit).0[0] & ALL
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
        let passed_on =
            post.text.starts_with("RT ") || text::holds(post.text, b"http") || text::holds(post.text, b"@user");
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
            own_care: OnceCell::new(),
            #[cfg(test)]
            steps: Default::default(),
        }
    }

    /// With what the rules have found.
    pub(super) fn with_rules(mut self, candidates: &[Candidate], surroundings: &Surroundings) -> Self {
        let stand = candidates.iter().filter(|c| !surroundings.clears(c.source.concern, &c.bytes));
        self.told = stand.map(|c| (c.source.concern, c.bytes.start)).collect();
        order::by_key(&mut self.told, |(_, start)| *start as u64);
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

    /// All signs of a unit.
    pub(super) fn all(&self, unit: usize) -> u64 {
        self.looked(1);
        self.of[unit]
    }

    /// The hash of a unit's word, in small letters.
    pub(super) fn hash(&self, unit: usize) -> u32 {
        self.hashes[unit]
    }

    /// Whether a unit has no entry in any class of names or common words.
    pub(super) fn unknown(&self, unit: usize) -> bool {
        self.of[unit] & !(PLACE | SURNAME | GIVEN_NAME | GIVEN_NAME_OR_WORD) == 0
    }

    /// Whether a settlement of several words begins at a unit: "Acocks Green".
    pub(super) fn place_begins(&self, unit: usize) -> bool {
        self.post.phrases(unit).iter().any(|phrase| phrase.look().classes.0[0] & PLACE != 0)
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

    /// The same as bytes, which are not asked whether they are whole characters. There is a next unit.
    pub(super) fn gap_bytes(&self, unit: usize) -> &'t [u8] {
        self.looked(1);
        let [before, after] = [self.post.units[unit], self.post.units[unit + 1]];
        &self.post.text.as_bytes()[before.end as usize..after.start as usize]
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

    /// How far from some units the nearest of some cues stands, in units: 1 is next to them.
    pub(super) fn nearest(&self, units: &Range<usize>, before: usize, after: usize, cues: &Cues) -> Option<usize> {
        self.looked(before + after);
        let limit = self.len();
        let end = |start: usize, limit: usize| {
            let may = cues.may_begin(self.post.word(start));
            may.then(|| phrase_end(self.post, start, limit, cues.phrases)).flatten()
        };
        // A phrase of several words is as near as its last.
        let back = (1..=units.start.min(before + PHRASE - 1))
            .find_map(|distance| end(units.start - distance, units.start))
            .map(|end| units.start - end + 1)
            .filter(|distance| *distance <= before);
        let forth = (units.end..limit.min(units.end + after))
            .find(|&start| end(start, limit).is_some())
            .map(|start| start - units.end + 1);
        back.into_iter().chain(forth).min()
    }

    /// Whether the words around some units are of somebody in care, or of somebody that the author tells of.
    pub(super) fn speaks_of_somebody(&self, units: &Range<usize>) -> bool {
        let somebody = self.near(units, 12, 8, RELATION | THEIR_WORD) > 0
            || self.says(units, 12, 8, &["one of mine", "one of my", "two of my", "my client", "my service user"]);
        somebody && !self.fiction && (self.care >= 1 || self.count(SELF_WORD) > 0 && self.count(LEISURE_SIGN) == 0)
    }

    /// Whether the post tells how the author was cared for, as people write who review a service.
    pub(super) fn of_own_care(&self) -> bool {
        const OWN_CARE: &[&str] = &[
            "staff",
            "patients",
            "i am a patient",
            "i was a patient",
            "my ward round",
            "helped me",
            "treated me",
            "look after us",
            "looked after me",
            "carer event",
            "admitted",
        ];
        *self.own_care.get_or_init(|| self.post_says(OWN_CARE))
    }

    pub(super) fn post_says(&self, phrases: &[&str]) -> bool {
        self.looked(self.len() * phrases.len());
        says(self.post, 0..self.len(), phrases)
    }
}
