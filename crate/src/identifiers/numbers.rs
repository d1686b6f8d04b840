//! Numbers, codes, mailboxes and handles: the shapes of [`super::shapes`], run where they can begin.

use super::{
    Hit,
    check::holds,
    shapes::{Check, Kind, Needs, REACH, SHAPES, Shape},
    signs::Signs,
};
use regex_automata::{Anchored, Input, dfa::Automaton, dfa::sparse::DFA};
use std::{ops::Range, sync::OnceLock};

include!(concat!(env!("OUT_DIR"), "/shapes.rs"));

static TABLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/shapes.bin"));

type Table = DFA<&'static [u8]>;

/// The tables, read back once: reading checks them.
fn tables() -> &'static [Table] {
    static READ: OnceLock<Vec<Table>> = OnceLock::new();
    READ.get_or_init(|| {
        TABLE_PLACES
            .iter()
            .map(|place| DFA::from_bytes(&TABLES[place.clone()]).expect("the tables are built with the crate").0)
            .collect()
    })
}

/// How far around a match cues are looked for, in units.
const BEFORE: usize = 12;
const AFTER: usize = 8;

pub(super) fn find(signs: &Signs, hits: &mut Vec<Hit>) {
    let text = signs.post.text;
    let mut done = 0;
    // Each of them has a digit, and many posts have none.
    let units = if text.bytes().any(|byte| byte.is_ascii_digit()) { signs.len() } else { 0 };
    for unit in 0..units {
        let Some(start) = start(signs, unit) else { continue };
        if start < done {
            continue;
        }
        if let Some(hit) = at(signs, start, unit, &|kind| !matches!(kind, Kind::Email | Kind::Handle)) {
            done = hit.bytes.end;
            hits.push(hit);
        }
    }
    accounts(signs, hits);
    let mut done = 0;
    for (sign, _) in text.match_indices('@') {
        let local = text.as_bytes()[done.max(sign.saturating_sub(REACH / 2))..sign]
            .iter()
            .rev()
            .take_while(|b| b.is_ascii_alphanumeric() || b"._%+'-".contains(b))
            .count();
        signs.looked(local);
        let start = sign - local;
        let wanted = if local > 0 { Kind::Email } else { Kind::Handle };
        let unit = signs.post.units.partition_point(|u| (u.end as usize) <= start);
        if let Some(hit) = at(signs, start, unit, &|kind| kind == wanted) {
            done = hit.bytes.end;
            hits.push(hit);
        }
    }
}

/// Where a number or code may begin at a unit.
fn start(signs: &Signs, unit: usize) -> Option<usize> {
    let u = signs.post.units[unit];
    let word = signs.word(unit).as_bytes();
    let may = match u.kind {
        crate::text::Kind::Number => true,
        crate::text::Kind::Break => false,
        crate::text::Kind::Word => {
            word.iter().any(u8::is_ascii_digit)
                || word.len() <= 3
                    && signs.gap(unit).len() <= 2
                    && signs.word(unit + 1).as_bytes().first().is_some_and(u8::is_ascii_digit)
        }
    };
    let start = u.start as usize;
    if !may {
        return None;
    }
    let start = match signs.post.text.as_bytes()[..start].last() {
        Some(b'+') => start - 1,
        // The bracket of "(0113) 496 0000".
        Some(b'(') if word.first() == Some(&b'0') && signs.post.text[u.end as usize..].starts_with(')') => start - 1,
        _ => start,
    };
    let before = signs.post.text[..start].chars().next_back();
    let joined = before.is_some_and(|c| c.is_alphanumeric() || "_@#/£$€=&".contains(c));
    (!joined).then_some(start)
}

/// The longest shape at a byte that has the evidence it needs.
fn at(signs: &Signs, start: usize, unit: usize, wanted: &dyn Fn(Kind) -> bool) -> Option<Hit> {
    let text = signs.post.text;
    let limit = text.len().min(start + REACH);
    signs.looked(limit - start);
    let mut best: Option<Hit> = None;
    for (shape, table) in SHAPES.iter().zip(tables()) {
        if !wanted(shape.kind) {
            continue;
        }
        let input = Input::new(text.as_bytes()).span(start..limit).anchored(Anchored::Yes);
        let Ok(Some(end)) = table.try_search_fwd(&input) else { continue };
        let bytes = start..end.offset();
        if best.as_ref().is_some_and(|b| b.bytes.end >= bytes.end) {
            continue;
        }
        let after = text[bytes.end..].chars().next();
        if after.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let units =
            unit..signs.post.units.partition_point(|u| (u.start as usize) < bytes.end).max(unit + 1).min(signs.len());
        if let Some(sure) = evidence(signs, shape, &bytes, &units) {
            best = Some(Hit { kind: shape.kind, bytes, units, sure });
        }
    }
    best
}

/// Whether a match counts, and if so whether it is sure.
fn evidence(signs: &Signs, shape: &Shape, bytes: &Range<usize>, units: &Range<usize>) -> Option<bool> {
    let matched = &signs.post.text[bytes.clone()];
    let holds = holds(shape.check, matched);
    let cued = || signs.says(units, BEFORE, AFTER, shape.cues);
    let counts = match shape.needs {
        Needs::Check => holds,
        Needs::CheckOrCue => holds || cued(),
        Needs::Cue => cued(),
        Needs::CheckAndCue => holds && (cued() || weakly(signs, shape.kind, units)),
    };
    let digits = || matched.bytes().filter(u8::is_ascii_digit);
    let same = shape.check == Check::Nhs && digits().all(|d| Some(d) == digits().next());
    if !counts || same || !shape.against.is_empty() && signs.says(units, BEFORE, 6, shape.against) {
        return None;
    }
    Some(holds)
}

/// A date without a word of birth, beside somebody: "the girl I'm with is 03/11/2007".
fn weakly(signs: &Signs, kind: Kind, units: &Range<usize>) -> bool {
    use super::signs::{CARE_SIGN, RELATION};
    if kind == Kind::Postcode {
        // A bare outward code only after a word of place, and not "S47" or "M25".
        let before = signs.word(units.start.wrapping_sub(1)).to_lowercase();
        let placed = matches!(before.as_str(), "in" | "near" | "from" | "around" | "round")
            || signs.word(units.end).eq_ignore_ascii_case("area");
        return signs.care >= 2 && placed && signs.near(units, 8, 4, RELATION | super::signs::THEIR_WORD) > 0;
    }
    kind == Kind::BirthDate && signs.care >= 2 && signs.near(units, 6, 4, RELATION | CARE_SIGN) > 0
}

/// Accounts named without their `@`: `dee_dee_bargains`, or any word with dots after "my insta is".
fn accounts(signs: &Signs, hits: &mut Vec<Hit>) {
    const SITES: &[&str] = &[
        "insta",
        "instagram",
        "snap",
        "snapchat",
        "tiktok",
        "username",
        "handle",
        "vinted",
        "profile",
        "account",
        "twitter",
        "discord",
        "xbox",
        "psn",
        "page",
        "report",
        "follow",
    ];
    // The parts of an account's name are joined by one of these.
    let text = signs.post.text.as_bytes();
    if !text.contains(&b'_') && !text.windows(2).any(|pair| pair[0] == b'.' && !pair[1].is_ascii_whitespace()) {
        return;
    }
    let mut unit = 0;
    while unit + 1 < signs.len() {
        let mut end = unit + 1;
        let mut joints = 0;
        while end < signs.len() && matches!(signs.gap(end - 1), "_" | "." | "" | "__") && !signs.is_break(end) {
            joints += usize::from(!signs.gap(end - 1).is_empty());
            end += 1;
        }
        let first = unit;
        unit = end;
        if joints == 0 || matches!(signs.char_before(first), Some('@' | '#' | '/' | '.' | '-')) || !signs.is_word(first)
        {
            continue;
        }
        let bytes = signs.post.bytes(first..end);
        let matched = &signs.post.text[bytes.clone()];
        let next = signs.post.text[bytes.end..].chars().next();
        if matched.len() < 6 || matches!(next, Some('@' | '/' | '(' | '-')) || next == Some('_') {
            continue;
        }
        let underscored = matched.contains('_');
        let units = first..end;
        if signs.says(&units, 8, 5, SITES)
            && (underscored || matched.matches('.').count() >= 2 && signs.says(&units, 5, 2, &["username", "handle"]))
        {
            hits.push(Hit { kind: Kind::Handle, bytes, units, sure: underscored });
        }
    }
}
