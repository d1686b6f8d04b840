//! Numbers and codes: the shapes of [`super::shapes`], and phone numbers, read where they can begin.

use super::{
    Hit,
    check::holds,
    dates,
    forms::{JOINT, Spelled, digit, fit, joins},
    phones,
    shapes::{BEGIN, Check, Kind, NO_PHONE, Needs, SHAPES, Shape},
    signs::*,
};
use crate::text;
use std::ops::Range;

/// How far around a match cues are looked for, in units.
const BEFORE: usize = 12;
const AFTER: usize = 8;

/// How far a close cue may be.
const CLOSE: usize = 5;

/// How far around a match is looked for what it is instead.
const AGAINST: usize = 8;

pub(super) fn find(signs: &Signs, hits: &mut Vec<Hit>) {
    let mut done = 0;
    for unit in 0..signs.len() {
        if (signs.post.units[unit].start as usize) < done {
            continue;
        }
        let number = start(signs, unit).and_then(|start| at(signs, start, unit));
        let date = dates::at(signs, unit);
        let hit = match (number, date) {
            (Some(number), Some(date)) if date.bytes.end > number.bytes.end => Some(date),
            (number, date) => number.or(date),
        };
        if let Some(hit) = hit.or_else(|| phones::spoken(signs, unit)) {
            done = hit.bytes.end;
            hits.push(hit);
        }
    }
}

/// Where a number or code may begin at a unit.
fn start(signs: &Signs, unit: usize) -> Option<usize> {
    let u = signs.post.units[unit];
    // Of lengths and bytes alone, since most words end here.
    let bytes = signs.post.text.as_bytes();
    let has_digit =
        |unit: &text::Unit| bytes[unit.start as usize..unit.end as usize].iter().take(SHORT).any(u8::is_ascii_digit);
    let length = |unit: &text::Unit| (unit.end - unit.start) as usize;
    let next = || signs.post.units.get(unit + 1);
    let digit_follows = || next().is_some_and(|next| next.start - u.end <= 3 && has_digit(next));
    let may = match u.kind {
        text::Kind::Number => true,
        text::Kind::Break => false,
        text::Kind::Word => {
            has_digit(&u)
                || length(&u) <= SHORT && digit_follows()
                // "A B 1 2 3 4"
                || length(&u) == 1 && signs.gap(unit) == " " && next().is_some_and(|next| length(next) == 1)
        }
    };
    if !may {
        return None;
    }
    let start = u.start as usize;
    let text = signs.post.text;
    let start = match text.as_bytes()[..start].last() {
        Some(b'+') => start - 1,
        // The bracket of "(0113) 496 0000" and of "(07700 900123)": the number decides whether it is part of it.
        Some(b'(') if text[u.end as usize..].starts_with(')') => start - 1,
        _ => start,
    };
    (!joined_before(text, start)).then_some(start)
}

/// How far into a word a digit counts: a code has one near its beginning.
const SHORT: usize = 8;

/// Whether what begins at a byte is the rest of something longer: a link, a price, a hashtag, `978-1-5297`.
fn joined_before(text: &str, start: usize) -> bool {
    let mut before = text[..start].chars().rev();
    match before.next() {
        Some(c) if c.is_alphanumeric() || "_@#/£$€=&".contains(c) => true,
        Some('-' | '.' | ':') => before.next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    }
}

/// Whether what ends at a byte goes on.
pub(super) fn goes_on(text: &str, end: usize) -> bool {
    let mut after = text[end..].chars();
    match after.next() {
        Some(c) if c.is_alphanumeric() || matches!(c, '_' | '@' | '%') => true,
        Some('-' | '/' | '.' | ',' | ':') => after.next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    }
}

/// What begins at a byte: how many digits, with what may stand between them; and where it is a letter, how many letters that
/// cannot be read as digits.
fn beginning(text: &str, start: usize) -> (usize, Option<usize>) {
    const MOST: usize = 20;
    let bytes = &text.as_bytes()[start..];
    let is_letter = bytes.first().is_some_and(u8::is_ascii_alphabetic);
    let letters =
        bytes.iter().take(MOST).take_while(|byte| byte.is_ascii_alphabetic() && digit(**byte).is_none()).count();
    let (mut digits, mut between) = (0, 0);
    for c in text[start..].chars() {
        if u8::try_from(c).is_ok_and(|byte| digit(byte).is_some()) {
            (digits, between) = (digits + 1, 0);
        } else if digits > 0 && between <= JOINT && joins(c) {
            between += 1;
        } else {
            break;
        }
        if digits == MOST {
            break;
        }
    }
    (digits, is_letter.then_some(letters))
}

/// The longest shape at a byte that has the evidence it needs.
fn at(signs: &Signs, start: usize, unit: usize) -> Option<Hit> {
    let text = signs.post.text;
    let hit =
        |kind: Kind, end: usize, sure: bool| Hit { kind, bytes: start..end, units: units(signs, unit, end), sure };
    let phone = phones::end(signs, start).map(|end| hit(Kind::Phone, end, true));
    let mut best = phone.filter(|phone| signs.nearest(&phone.units, CLOSE, CLOSE, NO_PHONE).is_none());
    // A bracket only ever begins a phone number.
    let start = if text[start..].starts_with(['(', '+']) { return best } else { start };
    let spelled = Spelled::at(text, start);
    let (digits, letters) = beginning(text, start);
    for (shape, begin) in SHAPES.iter().zip(&BEGIN) {
        if spelled.is_none() && !begin.allows(digits, letters) {
            continue;
        }
        signs.looked(shape.forms.len());
        let plain = shape.forms.iter().filter_map(|form| fit(form, text, start));
        let apart = shape.forms.iter().filter_map(|form| spelled.as_ref()?.fit(form));
        let Some(end) = plain.chain(apart).filter(|end| !goes_on(text, *end)).max() else { continue };
        // A Scottish patient's number can look like a phone number: then a word for it decides.
        let beside_phone = best.as_ref().is_some_and(|b| b.bytes.end == end && b.kind == Kind::Phone);
        if !beside_phone && best.as_ref().is_some_and(|b| b.bytes.end >= end) {
            continue;
        }
        let units = units(signs, unit, end);
        if let Some(Evidence { sure, cued }) = evidence(signs, shape, start..end, &units)
            && (cued || !beside_phone)
        {
            best = Some(hit(shape.kind, end, sure));
        }
    }
    best
}

/// The units of what begins at one and ends at a byte.
pub(super) fn units(signs: &Signs, unit: usize, end: usize) -> Range<usize> {
    let mut last = unit + 1;
    while last < signs.len() && (signs.post.units[last].start as usize) < end {
        last += 1;
    }
    signs.looked(last - unit);
    unit..last
}

/// What speaks for a match.
struct Evidence {
    /// Its characters pass the check, or a word near by says what it is: little doubt is left.
    sure: bool,
    /// A word near by says what it is.
    cued: bool,
}

/// What speaks for a match, if it counts.
fn evidence(signs: &Signs, shape: &Shape, bytes: Range<usize>, units: &Range<usize>) -> Option<Evidence> {
    let matched = &signs.post.text[bytes];
    let holds = holds(shape.check, matched);
    let reach = if shape.needs == Needs::CheckAndCloseCue { CLOSE } else { BEFORE };
    let cue = || signs.nearest(units, reach, reach.min(AFTER), shape.cues);
    let (counts, cue) = match shape.needs {
        Needs::Check if !holds => return None,
        Needs::Check => (true, cue()),
        Needs::CheckOrCue => {
            let cue = cue();
            (holds || cue.is_some(), cue)
        }
        Needs::Cue => {
            let cue = cue();
            (cue.is_some(), cue)
        }
        Needs::CheckAndCue | Needs::CheckAndCloseCue if !holds => return None,
        Needs::CheckAndCue | Needs::CheckAndCloseCue => {
            let cue = cue();
            (cue.is_some() || weakly(signs, shape.kind, units), cue)
        }
    };
    let mut digits = matched.bytes().filter(u8::is_ascii_digit);
    let same = shape.check == Check::Nhs && digits.next().is_some_and(|first| digits.all(|d| d == first));
    let instead = || signs.nearest(units, AGAINST, AGAINST, shape.against);
    // Of two words near by the nearer says what it is: "NHS number on slide 9, 746 302 1572".
    if !counts || same || instead().is_some_and(|instead| cue.is_none_or(|cue| instead <= cue + 1)) {
        return None;
    }
    Some(Evidence { sure: holds || cue.is_some(), cued: cue.is_some() })
}

/// A bare outward code only after a word of place, and not "S47" or "M25".
fn weakly(signs: &Signs, kind: Kind, units: &Range<usize>) -> bool {
    if kind != Kind::Postcode || units.start == 0 {
        return false;
    }
    let before = signs.word(units.start - 1);
    let placed =
        ["in", "near", "from", "around", "round", "to", "into", "over"].iter().any(|w| before.eq_ignore_ascii_case(w))
            || signs.word(units.end).eq_ignore_ascii_case("area");
    placed && signs.speaks_of_somebody(units)
}
