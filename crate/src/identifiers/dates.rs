//! Dates of birth: a whole date in digits or words, beside a word of birth.
//!
//! A date without its year is one detail among others, and no identifier.

use super::{
    Hit,
    numbers::{goes_on, units},
    shapes::{Cues, Kind},
    sieve::Sieve,
    signs::*,
};
use crate::numerals::{TENS, UNITS};
use crate::text;

const BIRTH: &Cues = &Cues::new(&[
    "dob",
    "d o b",
    "born",
    "birth",
    "birthday",
    "birthdate",
    "date of birth",
    "b day",
    "bday",
    "aged",
    "b'day",
    "birthdays",
]);

/// What dates that are not a birth stand beside.
const EVENTS: &Cues = &Cues::new(&[
    "published",
    "conference",
    "deadline",
    "version",
    "expires",
    "expired",
    "act",
    "force",
    "webinar",
    "tickets",
    "dummy",
    "test",
    "example",
    "demo",
]);

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// The months in short, the ordinals beyond [`ORDINALS`], and what may stand before either.
const OTHERS: [&str; 16] = [
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "twenty",
    "thirty",
    "thirtieth",
    "the",
];

/// The words with which a date may begin, and of them those that may stand after `the`.
const BEGIN: Sieve = Sieve::new(&[&MONTHS, &ORDINALS, &OTHERS]);
const GO_ON: Sieve = Sieve::new(&[&MONTHS, &ORDINALS, OTHERS.split_at(15).0]);

/// Whether a date may begin at a unit.
fn may_begin(signs: &Signs, unit: usize) -> bool {
    let is_number = |unit: usize| signs.post.units.get(unit).is_some_and(|unit| unit.kind == text::Kind::Number);
    let follows = |unit: usize| is_number(unit) || unit < signs.len() && GO_ON.may_hold(signs.hash(unit));
    is_number(unit) || BEGIN.may_hold(signs.hash(unit)) && (GO_ON.may_hold(signs.hash(unit)) || follows(unit + 1))
}

/// The date of birth that begins at a unit.
pub(super) fn at(signs: &Signs, unit: usize) -> Option<Hit> {
    if !may_begin(signs, unit) {
        return None;
    }
    let start = signs.post.units[unit].start as usize;
    let end = if signs.post.units[unit].kind == text::Kind::Number {
        in_digits(signs, start).or_else(|| in_words(signs, unit))
    } else {
        in_words(signs, unit)
    }?;
    let units = units(signs, unit, end);
    let birth = signs.nearest(&units, 12, 8, BIRTH);
    // Without a word of birth, beside somebody: "the girl I'm with is 03/11/2007", "my chap (14.2.83)".
    let beside = || {
        let person = RELATION | GIVEN_NAME | SURNAME;
        let right_after = unit > 0 && matches!(signs.gap(unit - 1), " (" | ", ") && signs.has(unit - 1, person);
        let care = if right_after { 1 } else { 2 };
        signs.care >= care && (right_after || signs.near(&units, 6, 4, RELATION | THEIR_WORD) > 0)
    };
    let event = || signs.nearest(&units, 6, 4, EVENTS);
    let counts = birth.is_some() || beside();
    (counts && event().is_none_or(|event| birth.is_some_and(|birth| birth < event))).then(|| Hit {
        kind: Kind::BirthDate,
        bytes: start..end,
        units,
        sure: birth.is_some(),
    })
}

/// The end of a date in digits: `4.7.38`, `14 / 02 / 2011`, `2010-06-30`.
fn in_digits(signs: &Signs, start: usize) -> Option<usize> {
    let text = signs.post.text;
    if matches!(text.as_bytes()[..start].last(), Some(b'/' | b'-' | b'.' | b'#' | b'_')) {
        return None;
    }
    let mut at = start;
    let mut parts = [""; 3];
    let mut marks = [None; 2];
    for turn in 0..3 {
        let length = text[at..].bytes().take(5).take_while(u8::is_ascii_digit).count();
        parts[turn] = &text[at..at + length];
        at += length;
        if turn == 2 {
            break;
        }
        let between = text[at..].chars().take(3).take_while(|c| matches!(c, '.' | '/' | '-' | ' ')).count();
        marks[turn] = text[at..at + between].trim().chars().next().or((between > 0).then_some(' '));
        at += between;
    }
    let numbers = parts.map(|part| part.parse::<u32>().unwrap_or(0));
    let lengths = parts.map(str::len);
    let whole = match lengths {
        [1 | 2, 1 | 2, 2] => exists(numbers[0], numbers[1], None),
        [1 | 2, 1 | 2, 4] => exists(numbers[0], numbers[1], Some(numbers[2])),
        [4, 1 | 2, 1 | 2] => exists(numbers[2], numbers[1], Some(numbers[0])),
        _ => false,
    };
    (whole && marks[0].is_some() && marks[0] == marks[1] && !goes_on(text, at)).then_some(at)
}

/// The end of a date in words, or in digits and words: "3rd of March 2017", "the fourth of the seventh, twenty twenty".
fn in_words(signs: &Signs, unit: usize) -> Option<usize> {
    let word = signs.word(unit);
    let the = word.eq_ignore_ascii_case("the");
    if !the && signs.post.units[unit].kind == text::Kind::Break {
        return None;
    }
    let at = unit + usize::from(the);
    let ((day, month), at) = if let Some(month) = month(signs.word(at)) {
        let (day, at) = day(signs, at + 1)?;
        ((day, month), at)
    } else {
        let (day, at) = day(signs, at)?;
        let mut at = at + usize::from(signs.word(at).eq_ignore_ascii_case("of"));
        if let Some(month) = month(signs.word(at)) {
            ((day, month), at + 1)
        } else {
            at += usize::from(signs.word(at).eq_ignore_ascii_case("the"));
            let (month, end) = ordinal(signs, at).filter(|(month, _)| *month <= 12)?;
            ((day, month), end)
        }
    };
    let (year, at) = year(signs, at)?;
    exists(day, month, year).then(|| signs.post.units[at - 1].end as usize)
}

/// Whether there is such a day, in a year in which somebody now alive can be born.
fn exists(day: u32, month: u32, year: Option<u32>) -> bool {
    const DAYS: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let days = month.checked_sub(1).and_then(|month| DAYS.get(month as usize));
    days.is_some_and(|days| (1..=*days).contains(&day)) && year.is_none_or(|year| (1905..=2035).contains(&year))
}

fn month(word: &str) -> Option<u32> {
    // Most words begin otherwise, or are shorter than `may`.
    if word.len() < 3 || !matches!(word.as_bytes()[0] | 0x20, b'j' | b'f' | b'm' | b'a' | b's' | b'o' | b'n' | b'd') {
        return None;
    }
    let is = |month: &str| match word.len() {
        3 => month[..3].eq_ignore_ascii_case(word),
        4 => month.eq_ignore_ascii_case(word) || month == "september" && word.eq_ignore_ascii_case("sept"),
        _ => month.eq_ignore_ascii_case(word),
    };
    MONTHS.iter().position(|month| is(month)).map(|month| month as u32 + 1)
}

/// A day, as a number (`3`, `3rd`) or an ordinal in words.
fn day(signs: &Signs, unit: usize) -> Option<(u32, usize)> {
    let word = signs.word(unit);
    if signs.post.units.get(unit)?.kind != text::Kind::Number {
        return ordinal(signs, unit);
    }
    let day = word.parse().ok().filter(|day| *day <= 31)?;
    let ending = signs.gap(unit).is_empty()
        && matches!(signs.word(unit + 1), "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH");
    Some((day, unit + 1 + usize::from(ending)))
}

/// "third", "twenty-first".
fn ordinal(signs: &Signs, unit: usize) -> Option<(u32, usize)> {
    let place = |words: &[&str], word: &str| words.iter().position(|w| w.eq_ignore_ascii_case(word));
    let word = signs.word(unit);
    // "first", "second", "fourth", "twenty": most words end otherwise, and nothing more is asked of them.
    if !matches!(word.as_bytes().last(), Some(b't' | b'd' | b'h' | b'y' | b'T' | b'D' | b'H' | b'Y')) {
        return None;
    }
    if let Some(tens) = place(&["twenty", "thirty"], word) {
        let ones = place(&ORDINALS[..9], signs.word(unit + 1))?;
        return Some((tens as u32 * 10 + 21 + ones as u32, unit + 2));
    }
    if let Some(thirtieth) = place(&["thirtieth"], word) {
        return Some((thirtieth as u32 + 30, unit + 1));
    }
    place(&ORDINALS, word).map(|n| (n as u32 + 1, unit + 1))
}

/// A year of four or two digits, or in words: "twenty twelve", "nineteen eighty-four", "two thousand and nine".
fn year(signs: &Signs, unit: usize) -> Option<(Option<u32>, usize)> {
    let word = signs.word(unit);
    if signs.post.units.get(unit)?.kind == text::Kind::Number {
        let year = word.parse().ok()?;
        return match word.len() {
            4 => Some((Some(year), unit + 1)),
            2 => Some((None, unit + 1)),
            _ => None,
        };
    }
    let below_hundred = |unit: usize| -> Option<(u32, usize)> {
        let is = |word: &&str| !word.is_empty() && word.eq_ignore_ascii_case(signs.word(unit));
        if let Some(ones) = UNITS.iter().position(&is).filter(|&ones| ones > 0) {
            return Some((ones as u32, unit + 1));
        }
        let tens = TENS.iter().position(is)? as u32 * 10;
        let ones = UNITS[1..10].iter().position(|word| word.eq_ignore_ascii_case(signs.word(unit + 1)));
        Some(ones.map_or((tens, unit + 1), |ones| (tens + ones as u32 + 1, unit + 2)))
    };
    if word.eq_ignore_ascii_case("two") && signs.word(unit + 1).eq_ignore_ascii_case("thousand") {
        let at = unit + 2 + usize::from(signs.word(unit + 2).eq_ignore_ascii_case("and"));
        let (rest, end) = below_hundred(at).unwrap_or((0, unit + 2));
        return Some((Some(2000 + rest), end));
    }
    let century = ["nineteen", "twenty"].iter().position(|w| word.eq_ignore_ascii_case(w))? as u32;
    let (rest, end) = below_hundred(unit + 1)?;
    Some((Some(1900 + century * 100 + rest), end))
}
