//! Phone numbers: in digits, however they are grouped, and in words.
//!
//! What is looked for is a person's number. Freephone, shared-cost and 03 numbers belong to services, and short codes
//! are too short to be read as numbers at all.

use super::{
    Hit,
    forms::{Spelled, digit, joins},
    numbers::{goes_on, units},
    shapes::Kind,
    sieve::Sieve,
    signs::Signs,
};

/// The most digits of a number, with what dials out of the country.
const MOST: usize = 15;

/// Where the phone number that begins at a byte ends, with its extension.
pub(super) fn end(signs: &Signs, start: usize) -> Option<usize> {
    let text = signs.post.text;
    if !text[start..].starts_with(['0', 'O', 'o', '+', '(']) {
        return None;
    }
    let end = read(text, start).or_else(|| {
        let spelled = Spelled::at(text, start)?;
        let digits: Option<Vec<u8>> = spelled.text.bytes().map(digit).collect();
        let count = digits?.iter().take(11).count();
        let national = spelled.text.get(..count)?;
        (count == 11 && person(false, &digits_of(national))).then(|| spelled.end(count))
    })?;
    Some(extension(text, end).unwrap_or(end))
}

fn digits_of(text: &str) -> Vec<u8> {
    text.bytes().filter_map(digit).collect()
}

/// Reads digits and what stands between them; the longest reading that is a person's number counts.
fn read(text: &str, start: usize) -> Option<usize> {
    let mut digits = Vec::with_capacity(MOST);
    let mut ends = Vec::with_capacity(MOST);
    let mut first_group = None;
    let mut blanks_only = true;
    let mut at = start;
    let plus = text[start..].starts_with('+');
    if plus {
        at += 1;
    }
    let mut between = 0;
    while digits.len() < MOST
        && let Some(c) = text[at..].chars().next()
    {
        if let Some(digit) = u8::try_from(c).ok().and_then(digit) {
            if between > 0 && !digits.is_empty() {
                first_group.get_or_insert(digits.len());
            }
            digits.push(digit);
            at += 1;
            ends.push(at);
            between = 0;
        } else if between < 3 && (joins(c) || matches!(c, '(' | ')' | '/')) {
            blanks_only &= c == ' ' || c == '\u{a0}';
            between += 1;
            at += c.len_utf8();
        } else {
            break;
        }
    }
    // "01/02/2010 11" is a date: numbers begin with their area, unless blanks alone divide them.
    if first_group.is_some_and(|length| length < 3) && !plus && !blanks_only && !text[start..].starts_with("(0") {
        return None;
    }
    (9..=digits.len()).rev().find_map(|count| {
        let end = ends[count - 1];
        let typed = text[start..end].bytes().filter(u8::is_ascii_digit).count();
        (person(plus, &digits[..count]) && typed * 3 >= count && !goes_on(text, end)).then_some(end)
    })
}

/// Whether some digits are a person's number.
pub(super) fn person(plus: bool, digits: &[u8]) -> bool {
    let national = match digits {
        [0, 0, 4, 4, 0, rest @ ..] | [0, 0, 4, 4, rest @ ..] if !plus => rest,
        [4, 4, 0, rest @ ..] | [4, 4, rest @ ..] if plus => rest,
        [first, ..] if plus => return *first != 0 && (10..=MOST).contains(&digits.len()),
        [0, rest @ ..] => rest,
        _ => return false,
    };
    let length = match national.first() {
        // Some areas have numbers a digit shorter.
        Some(1) => matches!(national.len(), 9 | 10),
        Some(2 | 5 | 7) => national.len() == 10,
        _ => false,
    };
    // Seven ones are no number.
    length && national[1..].iter().any(|d| *d != national[1])
}

/// "ext 4", "x204": the end of an extension after a number.
fn extension(text: &str, end: usize) -> Option<usize> {
    let rest = &text[end..];
    let after = rest.trim_start_matches([' ', ',']);
    let word = ["extension", "extn", "ext", "x"]
        .iter()
        .find(|word| after.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))?;
    let number = after[word.len()..].trim_start_matches(['.', ' ', ':']);
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let end = text.len() - number.len() + digits;
    (rest.len() - after.len() <= 2 && (1..=5).contains(&digits) && !goes_on(text, end)).then_some(end)
}

/// A number in words, begun at a unit: "oh seven seven double-oh nine hundred one two three".
pub(super) fn spoken(signs: &Signs, unit: usize) -> Option<Hit> {
    const NOUGHT: &[&str] = &["oh", "o", "zero", "nought"];
    const BEGIN: Sieve = Sieve::new(&[NOUGHT]);
    if !BEGIN.may_hold(signs.hash(unit)) || !NOUGHT.iter().any(|word| signs.word(unit).eq_ignore_ascii_case(word)) {
        return None;
    }
    let mut digits: Vec<u8> = Vec::new();
    let mut times = 1;
    let mut end = unit;
    while digits.len() < MOST && end < signs.len() {
        let word = signs.word(end).to_ascii_lowercase();
        signs.looked(1);
        match (word.as_str(), spoken_digit(&word)) {
            (_, Some(digit)) => digits.extend(std::iter::repeat_n(digit, std::mem::replace(&mut times, 1))),
            ("double", _) => times = 2,
            ("triple" | "treble", _) => times = 3,
            ("hundred", _) => digits.extend([0, 0]),
            ("and", _) => {}
            _ if word.len() <= MOST && word.bytes().all(|b| b.is_ascii_digit()) => {
                digits.extend(word.bytes().map(|b| b - b'0'));
            }
            _ => break,
        }
        end += 1;
    }
    let number = person(false, &digits) && end - unit >= 5;
    let bytes = signs.post.bytes(unit..end.max(unit + 1));
    number.then(|| Hit { kind: Kind::Phone, units: units(signs, unit, bytes.end), bytes, sure: true })
}

fn spoken_digit(word: &str) -> Option<u8> {
    const WORDS: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    match word {
        "oh" | "o" | "nought" => Some(0),
        _ => WORDS.iter().position(|w| *w == word).map(|digit| digit as u8),
    }
}
