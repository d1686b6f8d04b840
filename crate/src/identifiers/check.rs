//! What the characters of a number say for themselves.
//!
//! A checksum is evidence, not proof: one ten-digit number in eleven passes for an NHS number. Nor is a number
//! outside the issued ranges proof of the contrary, so no range is a gate.

use super::{forms::digit, shapes::Check};
use crate::{post::Post, text};
use std::ops::Range;

/// Every outward code, sorted; what is shorter than four bytes ends with zeros.
static OUTCODES: &[[u8; 4]] = include_bytes!(concat!(env!("OUT_DIR"), "/outcodes.bin")).as_chunks().0;

/// Whether the characters of a match pass its check.
pub(super) fn holds(check: Check, matched: &str) -> bool {
    match check {
        Check::None => true,
        Check::Capitals => !matched.contains(|c: char| c.is_ascii_lowercase() && c != 'l' && c != 'o'),
        Check::NorthernIreland => holds(Check::Capitals, matched) && matched.contains(['I', 'Z']),
        Check::Nhs => nhs(&digits(matched)),
        Check::Luhn => luhn(&digits(matched)),
        Check::Ni => national_insurance(&code(matched)),
        Check::Upn => pupil(&code(matched)),
        Check::Outcode => outcode(matched.as_bytes()),
        Check::Postcode => postcode(matched),
        Check::CourtYear => court_year(&code(matched)),
        Check::Licence => licence(&code(matched)),
        Check::NoYear => no_year(matched),
    }
}

/// The digits, with O read as 0 and I or l as 1.
fn digits(matched: &str) -> Vec<u8> {
    matched.bytes().filter_map(digit).collect()
}

/// The letters and digits, in capitals.
fn code(matched: &str) -> Vec<u8> {
    matched.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_uppercase()).collect()
}

fn nhs(digits: &[u8]) -> bool {
    let Some((&last, first)) = digits.split_last() else { return false };
    let sum: u32 = first.iter().zip((2..=10u32).rev()).map(|(&d, weight)| u32::from(d) * weight).sum();
    // A remainder of 0 gives 11, which is written 0; 10 is never issued.
    let expected = (11 - sum % 11) % 11;
    digits.len() == 10 && expected == u32::from(last) && first.iter().any(|d| *d != last)
}

fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(i, &d)| {
            let d = u32::from(d) << (i % 2);
            if d > 9 { d - 9 } else { d }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether a number could be issued. QQ is the dummy prefix of forms; people who write it with a real person's digits
/// beside the words "national insurance" are caught by the cue, and so are those who leave out the last letter.
fn national_insurance(code: &[u8]) -> bool {
    let never = |letter: u8| matches!(letter, b'D' | b'F' | b'I' | b'Q' | b'U' | b'V');
    let &[first, second, .., last] = code else { return false };
    code.len() == 9
        && matches!(last, b'A'..=b'D')
        && !never(first)
        && !never(second)
        && second != b'O'
        && !matches!(&[first, second], b"BG" | b"GB" | b"KN" | b"NK" | b"NT" | b"TN" | b"ZZ")
}

const PUPIL_LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";

/// The check letter is the sum of each later character times its place, modulus 23.
fn pupil(code: &[u8]) -> bool {
    let Some((&letter, rest)) = code.split_first() else { return false };
    let value = |b: u8| match b {
        b'0'..=b'9' => Some(usize::from(b - b'0')),
        _ => PUPIL_LETTERS.iter().position(|l| *l == b),
    };
    let sum: Option<usize> = rest.iter().enumerate().map(|(i, &b)| value(b).map(|v| v * (i + 2))).sum();
    sum.is_some_and(|sum| PUPIL_LETTERS[sum % 23] == letter)
}

/// The year of the family court's number: the same shape stands on parcels and parts.
fn court_year(code: &[u8]) -> bool {
    // Numbers of this form began in 2012.
    matches!(digits_of(&code[2..4]), 12..=35)
}

/// Five characters of a surname, then decade, month (50 more for women), day and year of birth.
fn licence(code: &[u8]) -> bool {
    let surname = code[..5].iter().skip_while(|b| b.is_ascii_alphabetic()).all(|b| *b == b'9');
    let (month, day) = (digits_of(&code[6..8]), digits_of(&code[8..10]));
    surname && code[0].is_ascii_alphabetic() && matches!(month, 1..=12 | 51..=62) && matches!(day, 1..=31)
}

fn digits_of(code: &[u8]) -> u32 {
    code.iter().filter_map(|b| digit(*b)).fold(0, |number, digit| number * 10 + u32::from(digit))
}

/// No year and no round number.
fn no_year(matched: &str) -> bool {
    let year = matched.len() == 4 && matches!(matched.as_bytes(), [b'1', b'9', ..] | [b'2', b'0', ..]);
    !year && !matched.ends_with("000")
}

fn outcode(code: &[u8]) -> bool {
    code.len() <= 4 && OUTCODES.binary_search(&padded(code)).is_ok()
}

/// Whether some outward code is this area and a number.
fn area_exists(area: &[u8]) -> bool {
    let first = padded(&[area, b"0"].concat());
    let next = OUTCODES.get(OUTCODES.partition_point(|code| *code < first));
    next.is_some_and(|code| code.starts_with(area) && code[area.len()].is_ascii_digit())
}

/// The first four bytes of a code, with zeros after its end.
fn padded(code: &[u8]) -> [u8; 4] {
    std::array::from_fn(|at| code.get(at).copied().unwrap_or_default())
}

/// A postcode's area exists, and its letters could be issued. The district may be new, or mistyped: it is no gate.
fn postcode(matched: &str) -> bool {
    let code = code(matched);
    let Some((outward, inward)) = code.len().checked_sub(3).map(|at| code.split_at(at)) else { return false };
    // "… is on the G0.\nOne of my families": a sentence ends between the halves.
    if matched.split('.').skip(1).any(|rest| rest.starts_with(char::is_whitespace)) {
        return false;
    }
    // "the W1 2nd floor": the halves are both in capitals or both in small letters.
    let small = |c: char| c.is_ascii_lowercase();
    // No district has a 0 before its number: "KT02 OWA" is a car.
    let zero = outward.windows(2).any(|pair| pair[0] == b'0' && pair[1].is_ascii_digit());
    let mixed = matched.starts_with(|c| !small(c)) && matched.ends_with(small);
    if zero || mixed || inward[1..].iter().any(|letter| b"CIKMOV".contains(letter)) {
        return false;
    }
    if !outward.iter().any(u8::is_ascii_digit) {
        // "CRO 2YR" is Croydon, and "now 2pm" is not: without a digit the code itself must exist.
        let read = outward.strip_suffix(b"O").map(|area| [area, b"0"].concat());
        return code == b"GIR0AA" || read.is_some_and(|read| outcode(&read)) && !matched.contains(small);
    }
    let area = &outward[..outward.iter().take_while(|b| b.is_ascii_alphabetic()).count().min(2)];
    // "BO1 1AA" may be B01 1AA: O typed for 0 is read both ways.
    area_exists(area) || area.len() == 2 && matches!(area[1], b'O' | b'I' | b'L') && area_exists(&area[..1])
}

/// Whether some words stand somewhere in `units` of the post, each as a whole word, in any case.
pub(super) fn says(post: &Post, units: Range<usize>, phrases: &[&str]) -> bool {
    units.clone().any(|start| phrase_end(post, start, units.end, phrases).is_some())
}

/// Where the longest of some phrases that begins at a unit ends, before `limit`.
pub(super) fn phrase_end(post: &Post, start: usize, limit: usize, phrases: &[&str]) -> Option<usize> {
    let is_break = |unit: usize| post.units[unit].kind == text::Kind::Break;
    let first = post.word(start);
    let end = |phrase: &str| {
        let mut wanted = phrase.split(' ');
        let mut at = start + 1;
        let here = wanted.next().is_some_and(|wanted| same_word(first, wanted))
            && wanted.all(|wanted| {
                while at < limit && is_break(at) {
                    at += 1;
                }
                at += 1;
                at <= limit && same_word(post.word(at - 1), wanted)
            });
        here.then_some(at)
    };
    // Most words do not even begin as a phrase does; those that are not ASCII are looked at in full.
    let initial = first.as_bytes().first().copied().unwrap_or_default();
    let likely = |phrase: &&&str| !initial.is_ascii() || phrase.as_bytes()[0].eq_ignore_ascii_case(&initial);
    phrases.iter().filter(likely).filter_map(|phrase| end(phrase)).max()
}

/// In any case, and with either apostrophe.
fn same_word(word: &str, wanted: &str) -> bool {
    word.eq_ignore_ascii_case(wanted)
        || word.strip_prefix('’').zip(wanted.strip_prefix('\'')).is_some_and(|(a, b)| a.eq_ignore_ascii_case(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks() {
        for (check, text, expected) in [
            (Check::Nhs, "943 476 5919", true),
            (Check::Nhs, "9876543210", true),
            (Check::Nhs, "987 654 4321", false),
            (Check::Nhs, "9999999999", false),
            (Check::Nhs, "943 476 59l9", true),
            (Check::Upn, "B801200005001", true),
            (Check::Upn, "A801200005001", false),
            (Check::Upn, "P207000016049", true),
            (Check::Ni, "AB123456C", true),
            (Check::Ni, "QQ 12 34 56 A", false),
            (Check::Ni, "GB123456A", false),
            (Check::Ni, "AO123456A", false),
            (Check::Luhn, "4111 1111 1111 1111", true),
            (Check::Luhn, "4111 1111 1111 1112", false),
            (Check::Postcode, "LS6 2AB", true),
            (Check::Postcode, "ls6 2ab", true),
            (Check::Postcode, "g0.\nOne", false),
            (Check::Postcode, "GIR 0AA", true),
            (Check::Postcode, "QX6 2AB", false),
            (Check::Postcode, "LS6 2AC", false),
            (Check::Postcode, "CRO 2YR", true),
            (Check::Postcode, "now 2pm", false),
            (Check::Postcode, "to 5th", false),
            (Check::Postcode, "W1 2nd", false),
            (Check::Outcode, "S17", true),
            (Check::Outcode, "S47", false),
            (Check::Outcode, "KS2", false),
            (Check::Capitals, "AB12 CDE", true),
            (Check::Capitals, "ab12 cde", false),
        ] {
            assert_eq!(holds(check, text), expected, "{check:?} {text}");
        }
    }
}
