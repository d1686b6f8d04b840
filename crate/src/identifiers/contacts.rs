//! Mailboxes and accounts: what leads to somebody online.

use super::{Hit, numbers::units, shapes::Kind, sieve::Sieve, signs::Signs};

/// The longest mailbox before its `@`, in bytes.
const LOCAL: usize = 64;

/// The longest domain, in bytes.
const DOMAIN: usize = 128;

pub(super) fn find(signs: &Signs, hits: &mut Vec<Hit>) {
    let text = signs.post.text;
    let mut done = 0;
    let mut unit = 0;
    for (sign, _) in text.match_indices('@') {
        if sign < done {
            continue;
        }
        let from = floor(text, done.max(sign.saturating_sub(LOCAL)));
        let local = text[from..sign].chars().rev().take_while(|c| c.is_alphanumeric() || "._%+'-".contains(*c));
        let start = sign - local.map(char::len_utf8).sum::<usize>();
        signs.looked(sign - start + 1);
        let start = sign - text[start..sign].trim_start_matches(['.', '\'', '-', '+', '%']).len();
        let (kind, start, end) = if start < sign {
            let Some(end) = domain(text, sign + 1) else { continue };
            (Kind::Email, start, end)
        } else {
            let Some(end) = handle(text, sign + 1) else { continue };
            (Kind::Handle, sign, end)
        };
        signs.looked(end - start);
        while unit + 1 < signs.len() && (signs.post.units[unit].end as usize) <= start {
            unit += 1;
        }
        hits.push(Hit { kind, bytes: start..end, units: units(signs, unit, end), sure: true });
        done = end;
    }
    written_out(signs, hits);
    accounts(signs, hits);
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// The end of a domain: labels with dots between them, and an ending of letters.
fn domain(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let most = bytes.len().min(start + DOMAIN);
    let length = bytes[start..most].iter().take_while(|b| b.is_ascii_alphanumeric() || b".-".contains(b)).count();
    let domain = text[start..start + length].trim_end_matches(['.', '-']);
    let mut end = domain.len();
    // A blank was forgotten after the sentence: "me@example.com.She".
    if let Some((rest, last)) = domain.rsplit_once('.')
        && last.starts_with(char::is_uppercase)
        && rest.contains('.')
        && !rest.contains(char::is_uppercase)
    {
        end = rest.len();
    }
    let (name, ending) = domain[..end].rsplit_once('.')?;
    (!name.is_empty() && ending.len() >= 2 && ending.bytes().all(|b| b.is_ascii_alphabetic())).then_some(start + end)
}

/// The end of an account's name after its `@`.
fn handle(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let most = bytes.len().min(start + LOCAL);
    let length = bytes[start..most].iter().take_while(|b| b.is_ascii_alphanumeric() || b"._-".contains(b)).count();
    let name = text[start..start + length].trim_end_matches(['.', '-']);
    (name.len() >= 2 && name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')).then_some(start + name.len())
}

/// Endings of domains that people spell out.
const ENDINGS: &[&str] = &["com", "org", "net", "uk", "co", "ie", "eu", "edu", "gov", "me", "info", "email", "live"];

/// "rosa dot begum at example dot org", "jayden [at] example.com".
fn written_out(signs: &Signs, hits: &mut Vec<Hit>) {
    let mut done = 0;
    const AT: Sieve = Sieve::new(&[&["at"]]);
    for unit in 1..signs.len() {
        if !AT.may_hold(signs.hash(unit)) || !signs.word(unit).eq_ignore_ascii_case("at") || unit < done {
            continue;
        }
        // Each joint is a sign in brackets or a word by itself.
        let bracketed = |unit: usize| {
            let before = signs.gap(unit.wrapping_sub(1)).trim();
            let after = signs.gap(unit).trim();
            matches!((before, after), ("[", "]") | ("(", ")") | ("{", "}") | ("<", ">"))
        };
        let plain = |unit: usize| signs.gap(unit - 1) == " " && signs.gap(unit) == " ";
        let dot =
            |unit: usize| unit > 0 && signs.word(unit).eq_ignore_ascii_case("dot") && (bracketed(unit) || plain(unit));
        if !bracketed(unit) && !plain(unit) {
            continue;
        }
        let mut end = unit + 2;
        while end < signs.len() && end - unit < 12 {
            if dot(end) {
                end += 2;
            } else if bracketed(unit) && signs.gap(end - 1) == "." && signs.is_word(end) {
                end += 1;
            } else {
                break;
            }
        }
        signs.looked(end - unit);
        if end == unit + 2 || end > signs.len() || !ENDINGS.iter().any(|e| signs.word(end - 1).eq_ignore_ascii_case(e))
        {
            continue;
        }
        let mut start = unit - 1;
        while start > 1 && unit - start < 8 {
            if dot(start - 1) {
                start -= 2;
            } else if matches!(signs.gap(start - 1), "" | "." | "_" | "-") && !signs.is_break(start - 1) {
                start -= 1;
            } else {
                break;
            }
        }
        done = end;
        let bytes = signs.post.bytes(start..end);
        hits.push(Hit { kind: Kind::Email, bytes, units: start..end, sure: true });
    }
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
        "facebook",
        "roblox",
        "onlyfans",
        "fb",
        "ig",
        "telegram",
    ];
    let mut unit = 0;
    while unit + 1 < signs.len() {
        let mut end = unit + 1;
        let mut joints = 0;
        while end < signs.len() {
            let gap = signs.gap_bytes(end - 1);
            if !matches!(gap, b"_" | b"." | b"" | b"__") || signs.is_break(end) {
                break;
            }
            joints += usize::from(!gap.is_empty());
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
