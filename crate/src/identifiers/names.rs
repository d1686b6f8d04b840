//! Names of people.
//!
//! No list of names decides by itself: "Grace" is a name and a virtue, "Jordan" a country, and a public post is full of
//! people whom everybody knows. A name is a *shape* (a title and a name, a given name and a surname, a given name
//! alone) and it counts when the words around it add up to *evidence* that it is somebody in care or at work. What
//! speaks against it (a minister, an author, a programme, a pet, the author's own sister) takes evidence away.

use super::{Hit, shapes::Kind, signs::*};
use std::ops::Range;

/// How much evidence a name needs.
const ENOUGH: i32 = 4;

/// What a name looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// "Mrs Begum", "Mr & Mrs Kowalczyk"
    Titled,
    /// "Darren Pocklington"
    Full,
    /// "Chikowore-Pratt"
    Surname,
    /// "Keeley"
    Given,
    /// "Precious", "Dawn": also a word
    GivenOrWord,
    /// "kelis", in small letters
    Small,
    /// "answers to Jojo", "a fella called Gintaras": the words before it say that it is a name
    Said,
}

pub(super) fn find(signs: &Signs, hits: &mut Vec<Hit>) {
    let taken: Vec<Range<usize>> = hits.iter().map(|h| h.bytes.clone()).collect();
    let mut seen: Vec<&str> = Vec::new();
    let mut taken = taken.into_iter().peekable();
    let mut sorted: Vec<Range<usize>> = Vec::new();
    sorted.extend(&mut taken);
    sorted.sort_by_key(|r| r.start);
    let mut next = 0;
    let mut unit = 0;
    while unit < signs.len() {
        let bytes = signs.post.units[unit];
        while next < sorted.len() && sorted[next].end <= bytes.start as usize {
            next += 1;
        }
        let inside = sorted.get(next).is_some_and(|r| r.start < bytes.end as usize);
        let Some((form, units)) = (!inside && signs.is_word(unit)).then(|| form(signs, unit)).flatten() else {
            unit += 1;
            continue;
        };
        unit = units.end;
        let name = signs.post.bytes(units.clone());
        let text = &signs.post.text[name.clone()];
        // Named once is named: a later mention adds nothing to see.
        if seen.iter().any(|s| s.eq_ignore_ascii_case(text)) {
            continue;
        }
        let evidence = evidence(signs, form, &units);
        if evidence >= ENOUGH {
            seen.push(text);
            hits.push(Hit { kind: Kind::Name, bytes: name, units, sure: evidence > ENOUGH && form != Form::Small });
        }
    }
}

/// The form of the name that begins at a unit.
fn form(signs: &Signs, unit: usize) -> Option<(Form, Range<usize>)> {
    if matches!(signs.char_before(unit), Some('@' | '#' | '/' | '_' | '.')) {
        return None;
    }
    if signs.has(unit, TITLE) {
        return titled(signs, unit);
    }
    let given = signs.has(unit, GIVEN_NAME | GIVEN_NAME_OR_WORD);
    if signs.capital(unit) {
        if said(signs, unit) && !signs.has(unit, COMMON_WORD | PLACE | RELATION) {
            return Some((Form::Said, unit..run(signs, unit)));
        }
        if given {
            let end = run(signs, unit);
            let double = end - unit == 2 && signs.gap(unit) == "-" && !signs.has(unit + 1, SURNAME);
            if end - unit >= 2 && !double {
                return Some((Form::Full, unit..end));
            }
            let form = if signs.has(unit, GIVEN_NAME) { Form::Given } else { Form::GivenOrWord };
            return Some((form, unit..end));
        }
        let double = signs.gap(unit) == "-"
            && signs.capital(unit + 1)
            && (signs.has(unit, SURNAME) || signs.has(unit + 1, SURNAME | GIVEN_NAME))
            && !signs.has(unit, COMMON_WORD | PLACE)
            && !signs.has(unit + 1, COMMON_WORD | PLACE);
        if double {
            return Some((Form::Surname, unit..unit + 2));
        }
        let family = signs.has(unit, SURNAME) && !signs.has(unit, COMMON_WORD | PLACE) && family_follows(signs, unit);
        return family.then_some((Form::Surname, unit..unit + 1));
    }
    (signs.has(unit, GIVEN_NAME) && !signs.has(unit, COMMON_WORD | PLACE)).then(|| {
        let end = if signs.gap(unit) == "-" && signs.has(unit + 1, GIVEN_NAME | GIVEN_NAME_OR_WORD) { unit + 2 } else { unit + 1 };
        (Form::Small, unit..end)
    })
}

/// "Mrs Folasade Oyelaran", "Mr & Mrs Kowalczyk".
fn titled(signs: &Signs, unit: usize) -> Option<(Form, Range<usize>)> {
    let mut at = unit + 1;
    // The full stop of "Mrs." is no end of a sentence.
    if signs.is_break(at) && at < signs.len() && signs.word(at) == "." {
        at += 1;
    }
    if signs.has(at, TITLE) {
        at += 1;
    } else if signs.word(at) == "and" && signs.has(at + 1, TITLE) {
        at += 2;
    }
    let name = signs.is_word(at) && signs.word(at).len() > 1 && signs.capital(at);
    let small = signs.has(at, SURNAME) && !signs.has(at, COMMON_WORD | PLACE) && !signs.capital(unit);
    (name || small).then(|| (Form::Titled, unit..run(signs, at)))
}

/// The end of a name that begins at a unit: the capitalised words that run on, with their hyphens.
fn run(signs: &Signs, unit: usize) -> usize {
    let mut end = unit + 1;
    while end - unit < 4 && signs.is_word(end) {
        let gap = signs.gap(end - 1);
        let hyphen = matches!(gap, "-" | "\u{2010}" | "\u{2011}");
        let particle = gap == " " && matches!(signs.word(end), "van" | "de" | "der" | "bin" | "al" | "el" | "ap" | "von" | "da" | "dos")
            && signs.capital(end + 1);
        let named = signs.capital(end)
            && (signs.has(end, SURNAME | GIVEN_NAME | GIVEN_NAME_OR_WORD) && !signs.has(end, COMMON_WORD)
                || signs.has(end, SURNAME) && end - unit == 1
                || signs.unknown(end) && !signs.has(end, PLACE));
        if !(hyphen && signs.capital(end)) && !particle && !(gap == " " && named) {
            break;
        }
        end += 1;
    }
    end
}

/// "the Farrow boys", "the Kowalczyk three": a surname before its family.
fn family_follows(signs: &Signs, unit: usize) -> bool {
    matches!(signs.word(unit.wrapping_sub(1)), "the" | "The")
        && ["boys", "girls", "kids", "children", "twins", "family", "three", "two", "four", "lot", "siblings", "brothers", "sisters"]
            .contains(&signs.word(unit + 1))
}

/// Whether the words before say that a name comes: "called", "answers to", "surname".
fn said(signs: &Signs, unit: usize) -> bool {
    let back = |n: usize| if n <= unit { signs.word(unit - n) } else { "" };
    let before = [back(3), back(2), back(1)].map(str::to_lowercase);
    let [c, b, a] = [before[0].as_str(), before[1].as_str(), before[2].as_str()];
    match a {
        "called" => matches!(b, "fella" | "man" | "lad" | "lass" | "girl" | "boy" | "woman" | "lady" | "bloke" | "chap" | "cleaner" | "he's" | "'s"),
        "surname" | "surnamed" => true,
        "name" => matches!(b, "family" | "first" | "last" | "her" | "his" | "their"),
        "to" => matches!(b, "answers" | "answer"),
        "by" => matches!(b, "goes" | "went" | "go"),
        "'s" | "is" | "be" => matches!(b, "name" | "surname") && !matches!(c, "my" | "your" | "the" | "this"),
        "under" => b == "registered",
        "as" => b == "known",
        _ => false,
    }
}

fn evidence(signs: &Signs, form: Form, units: &Range<usize>) -> i32 {
    let care = i32::from(signs.care);
    let before = |n: usize| if n <= units.start { signs.word(units.start - n) } else { "" };
    let first = signs.starts_sentence(units.start);
    let mut sum = match form {
        Form::Titled => 3,
        Form::Full if signs.has(units.start, GIVEN_NAME) => 3,
        Form::Full | Form::Given | Form::Said => 2,
        Form::Surname => 2,
        Form::GivenOrWord if first => -1,
        Form::GivenOrWord => 1,
        Form::Small => 0,
    };
    sum += care.min(2);
    let possessive = matches!(signs.word(units.end), "'s" | "’s") || signs.word(units.end - 1).ends_with("s'");
    if possessive && !matches!(form, Form::Small) && signs.near(&(units.start..units.end + 1), 0, 2, RELATION | CARE_SIGN | CARE_HINT) > 0 {
        sum += 1;
    }
    if signs.near(units, 3, 3, RELATION | COLLEAGUE_SIGN) > 0 {
        sum += 1;
    }
    if signs.near(units, 6, 6, CARE_SIGN) > 0 {
        sum += 1;
    }
    if form == Form::Said {
        sum += 2;
    }
    // "Demi-Leigh Okoro, 15"
    if signs.gap(units.end - 1).starts_with(',') && signs.post.units.get(units.end).is_some_and(|u| u.kind == crate::text::Kind::Number) {
        sum += 1;
    }
    // "know a Dariusz Wolny", "our Bev", "my Danylo"
    if matches!(before(1), "a" | "our" | "Our" | "little" | "wor" | "Baby" | "Auntie" | "Mama" | "nanny") {
        sum += 1;
    }
    if signs.near(units, 8, 3, THANKS) > 0 && signs.near(units, 4, 8, COLLEAGUE_SIGN) > 0 {
        sum += 2;
    }
    sum - against(signs, units)
}

fn against(signs: &Signs, units: &Range<usize>) -> i32 {
    let mut sum = 0;
    if signs.fiction {
        sum += 4;
    }
    if units.start > 0 && signs.has(units.start - 1, TITLE_PUBLIC) {
        sum += 6;
    }
    if signs.near(units, 10, 10, PUBLIC_SIGN) > 0 {
        sum += 2;
    }
    // "my sister Keeley", "Keeley, my sister"
    let own_before = units.start >= 2 && signs.has(units.start - 1, OWN_RELATION) && signs.has(units.start - 2, SELF_WORD);
    let own_after = signs.has(units.end, SELF_WORD) && signs.has(units.end + 1, OWN_RELATION);
    if own_before || own_after {
        sum += 6;
    }
    // "my Berhane": the author's own, where nothing speaks of work.
    if units.start >= 1 && signs.word(units.start - 1).eq_ignore_ascii_case("my") && signs.care < 2 {
        sum += 2;
    }
    if signs.has(units.end, STREET_KIND_RARE | SCHOOL_KIND) && signs.capital(units.end) {
        sum += 4;
    }
    sum
}
