//! Reads values from the details' passages: an age, a place, what a published figure speaks of.

use super::{FIGURES, Figure, Kind, size_of};
use crate::{
    numerals::{TENS, UNITS},
    post::Post,
    rules::Detail,
};
use std::ops::Range;

/// A span of ages in whole years, both ends in it.
pub(super) type Ages = (u8, u8);

/// What the details say that can be counted.
#[derive(Debug, Default)]
pub(super) struct Facts<'t> {
    /// The different ages.
    pub ages: Vec<Ages>,
    /// The different places where somebody is, and how many people live there.
    pub places: Vec<(u32, &'t str)>,
    /// One bit for each of `FIGURES`.
    pub figures: u64,
}

impl<'t> Facts<'t> {
    /// Takes in what one detail says, given its passage in bytes. Tells whether there was anything.
    pub(super) fn read(&mut self, detail: Detail, post: &Post<'t>, bytes: Range<usize>) -> bool {
        let words = Words::new(post, bytes);
        let mut known = false;
        if detail == Detail::Age
            && let Some(ages) = words.age()
        {
            known = true;
            if !self.ages.contains(&ages) {
                self.ages.push(ages);
            }
        }
        if detail == Detail::Place
            && let Some(place) = words.place(post)
        {
            known = true;
            if !self.places.contains(&place) {
                self.places.push(place);
            }
        }
        for (number, figure) in FIGURES.iter().enumerate() {
            let speaks = match figure.kind {
                Kind::Condition => matches!(detail, Detail::Condition | Detail::Age),
                Kind::Family => detail != Detail::Place && detail != Detail::Event,
                Kind::Sex | Kind::Apart => true,
            };
            if speaks && figure.words.iter().any(|phrase| words.have(phrase)) {
                self.figures |= 1 << number;
                known |= figure.kind != Kind::Sex;
            }
        }
        known
    }

    /// The figures of a kind.
    pub(super) fn figures(&self, kind: Kind) -> impl Iterator<Item = &'static Figure> {
        let mask = self.figures;
        FIGURES.iter().enumerate().filter(move |(n, f)| mask & (1 << n) != 0 && f.kind == kind).map(|(_, f)| f)
    }
}

/// The words of a passage, normalised, and their units.
struct Words {
    words: Vec<String>,
    units: Range<usize>,
}

/// Words before a place at which somebody is.
const AT: [&str; 15] = [
    "in", "at", "near", "round", "around", "outside", "from", "of", "to", "out", "up", "over", "down", "off", "behind",
];

/// A place beside one of these is where somebody was, or may be: who lives there says nothing.
const ELSEWHERE: [&str; 16] = [
    "moved", "came", "come", "born", "fled", "flown", "flew", "grew", "raised", "arrived", "last", "seen", "heading",
    "gone", "missing", "back",
];

impl Words {
    fn new(post: &Post, bytes: Range<usize>) -> Words {
        let first = post.units.partition_point(|unit| (unit.start as usize) < bytes.start);
        let end = post.units.partition_point(|unit| (unit.start as usize) < bytes.end);
        let normal = |unit| post.word(unit).to_lowercase().replace('’', "'");
        Words { words: (first..end).map(normal).collect(), units: first..end }
    }

    fn have(&self, phrase: &str) -> bool {
        (0..self.words.len()).any(|at| {
            let mut rest = self.words[at..].iter();
            phrase.split(' ').all(|word| rest.next().is_some_and(|next| next == word))
        })
    }

    /// The first age that is said.
    fn age(&self) -> Option<Ages> {
        let word = |at: usize| self.words.get(at).map_or("", String::as_str);
        (0..self.words.len()).find_map(|at| {
            if matches!(word(at), "year" | "yr")
                && let Some((year, _)) = self.number(at + 1)
                && (1..=13).contains(&year)
            {
                // Year 1 is the school year in which children turn six.
                return Some((year + 4, year + 5));
            }
            match word(at) {
                "reception" => return Some((4, 5)),
                "newborn" | "baby" => return Some((0, 0)),
                "toddler" => return Some((1, 3)),
                "teens" => return Some((13, 19)),
                _ => {}
            }
            if let Some(decade) = self.decade(at) {
                return Some(match word(at.wrapping_sub(1)) {
                    "early" => (decade, decade + 3),
                    "mid" => (decade + 4, decade + 6),
                    "late" => (decade + 7, decade + 9),
                    _ => (decade, decade + 9),
                });
            }
            let (number, next) = self.number(at)?;
            match word(next) {
                "day" | "days" | "week" | "weeks" | "wk" | "wks" => Some((0, 0)),
                "month" | "months" | "mth" | "mths" => Some((number / 12, number / 12)),
                _ => Some((number, number)),
            }
        })
    }

    /// `eighties`, `80s`: their first year.
    fn decade(&self, at: usize) -> Option<u8> {
        const DECADES: [&str; 8] =
            ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
        let word = self.words.get(at)?;
        if let Some(index) = DECADES.iter().position(|decade| decade == word) {
            return Some(20 + 10 * index as u8);
        }
        let years = word.parse::<u8>().ok().filter(|years| years % 10 == 0 && (20..=90).contains(years))?;
        self.words.get(at + 1).is_some_and(|next| matches!(next.as_str(), "s" | "'s")).then_some(years)
    }

    /// The number up to 110 that begins at a word, in figures or written out, and the word after it.
    fn number(&self, at: usize) -> Option<(u8, usize)> {
        let word = self.words.get(at)?;
        if let Ok(number) = word.parse::<u8>() {
            return (number <= 110).then_some((number, at + 1));
        }
        if let Some(number) = UNITS.iter().position(|unit| unit == word) {
            return Some((number as u8, at + 1));
        }
        let tens = 10 * TENS.iter().position(|tens| tens == word)? as u8;
        let unit = self.words.get(at + 1).and_then(|next| UNITS[1..10].iter().position(|unit| unit == next));
        Some(match unit {
            Some(unit) => (tens + unit as u8 + 1, at + 2),
            None => (tens, at + 1),
        })
    }

    /// The place where somebody is, if its size is known.
    fn place<'t>(&self, post: &Post<'t>) -> Option<(u32, &'t str)> {
        if self.words.iter().any(|word| ELSEWHERE.contains(&word.as_str())) {
            return None;
        }
        for at in (0..self.words.len()).filter(|&at| post.units[self.units.start + at].capital) {
            if at > 0 && !AT.contains(&self.words[at - 1].as_str()) {
                continue;
            }
            for end in (at + 1..=self.words.len().min(at + 4)).rev() {
                if let Some(size) = size_of(&self.words[at..end].join(" ")) {
                    let bytes = post.bytes(self.units.start + at..self.units.start + end);
                    return Some((size, &post.text[bytes]));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages() {
        for (passage, expected) in [
            ("15yo", Some((15, 15))),
            ("two-year-old", Some((2, 2))),
            ("Sixty-one, Korsakoff’s", Some((61, 61))),
            ("year 9", Some((13, 14))),
            ("in his late eighties", Some((87, 89))),
            ("in her 80s", Some((80, 89))),
            ("five months old", Some((0, 0))),
            ("18 months old", Some((1, 1))),
            ("a 300 year old", None),
            ("aged 99999999999999999999", None),
            ("of an age", None),
            ("", None),
        ] {
            assert_eq!(Words::new(&Post::new(passage), 0..passage.len()).age(), expected, "{passage}");
        }
    }

    #[test]
    fn places() {
        for (passage, expected) in [
            ("in Grimsby", Some(80_000)),
            ("Skegness", Some(25_000)),
            ("lives over a shop in Barrow-in-Furness", Some(60_000)),
            ("moved down from Hull", None),
            ("last seen in Leeds", None),
            ("in Nowhere", None),
            ("in a deal", None),
        ] {
            let post = Post::new(passage);
            let place = Words::new(&post, 0..passage.len()).place(&post);
            assert_eq!(place.map(|place| place.0), expected, "{passage}");
        }
    }
}
