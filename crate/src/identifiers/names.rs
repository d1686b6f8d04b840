//! Names of people.
//!
//! No list of names decides by itself: "Grace" is a name and a virtue, "Jordan" a country, and a public post is full of
//! people whom everybody knows. A name is a *shape* (a title and a name, a given name and a surname, a given name
//! alone) and it counts when the words around it add up to *evidence* that it is somebody in care or at work. What
//! speaks against it (a minister, an author, a programme, a pet, the author's own sister) takes evidence away.

use super::{Hit, persons, shapes::Kind, sieve::Sieve, signs::*};
use crate::order;
use crate::report::Concern::{self, *};
use std::ops::Range;

/// How much evidence a name needs.
const ENOUGH: i32 = 14;

/// From how much on little doubt is left.
const SURE: i32 = ENOUGH + 8;

/// How many names back a repetition is looked for: it keeps the work bounded.
const REMEMBERED: usize = 64;

/// How far from a name a finding of a rule is near it, in bytes.
const TOLD_REACH: usize = 80;

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
    /// A name to the model alone
    Seen,
}

/// From which sum of weights on the model's word is asked for at all.
const BAR: i32 = -6;

pub(super) fn find(signs: &Signs, hits: &mut Vec<Hit>) {
    let mut seen: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    candidates(signs, persons::WEIGHTS, hits, |units, evidence| {
        let bytes = signs.post.bytes(units.clone());
        let text = &signs.post.text[bytes.clone()];
        // Named once is named: a later mention adds nothing to see.
        let again =
            |s: &&str| s.split([' ', '-']).any(|part| part.eq_ignore_ascii_case(text)) || s.eq_ignore_ascii_case(text);
        signs.looked(seen.len().min(REMEMBERED));
        if seen.iter().rev().take(REMEMBERED).any(again) {
            return;
        }
        let evidence: i32 = evidence.iter().filter(|(_, holds)| *holds).map(|(weight, _)| weight).sum();
        // Whoever is fully named and nobody's confidence is none by the first name either.
        if evidence >= ENOUGH || units.len() > 1 {
            seen.push(text);
        }
        if evidence >= ENOUGH {
            found.push(Hit { kind: Kind::Name, bytes, units, sure: evidence >= SURE });
        }
    });
    hits.append(&mut found);
}

/// Calls `judge` for each run of units that may be a name, in order, with what speaks for and against it. `weights` are
/// those of the model; `hits` is what was recognised before.
pub(super) fn candidates(
    signs: &Signs,
    weights: &[u8],
    hits: &[Hit],
    mut judge: impl FnMut(Range<usize>, &[(i32, bool)]),
) {
    // A person's number in the post makes it likelier that a name is that of the same person.
    let numbered = hits.iter().any(|h| {
        matches!(
            h.kind,
            Kind::Phone
                | Kind::NhsNumber
                | Kind::NiNumber
                | Kind::CaseNumber
                | Kind::RecordNumber
                | Kind::BirthDate
                | Kind::PupilNumber
        )
    });
    let persons = persons::find(signs, weights, BAR);
    let mut sorted: Vec<Range<usize>> = hits.iter().map(|h| h.bytes.clone()).collect();
    order::by_key(&mut sorted, |r| r.start as u64);
    let (mut next, mut person, mut unit) = (0, 0, 0);
    while unit < signs.len() {
        let bytes = signs.post.units[unit];
        while next < sorted.len() && sorted[next].end <= bytes.start as usize {
            next += 1;
        }
        while persons.get(person).is_some_and(|p| p.units.end <= unit) {
            person += 1;
        }
        let inside = sorted.get(next).is_some_and(|r| r.start < bytes.end as usize);
        let here = persons.get(person).filter(|p| p.units.start <= unit);
        let name = || form(signs, unit).or_else(|| here.map(|p| (Form::Seen, unit..p.units.end)));
        let Some((form, units)) = (!inside && signs.is_word(unit)).then(name).flatten() else {
            unit += 1;
            continue;
        };
        unit = units.end;
        // A title is no part of the name to the model.
        let score = persons[person..].iter().find(|p| p.units.end > units.start);
        let score = score.filter(|p| p.units.start < units.end).map(|p| p.score);
        judge(units.clone(), &evidence(signs, form, &units, score, numbered));
    }
}

/// The form of the name that begins at a unit.
fn form(signs: &Signs, unit: usize) -> Option<(Form, Range<usize>)> {
    if !signs.capital(unit) && !signs.has(unit, TITLE | GIVEN_NAME) {
        return None;
    }
    if matches!(signs.char_before(unit), Some('@' | '#' | '/' | '_' | '.')) {
        return None;
    }
    if signs.has(unit, TITLE) {
        return titled(signs, unit);
    }
    // "Section 20", "Ward 7B": a number after it makes a label of it.
    let numbered =
        signs.gap(unit) == " " && signs.post.units.get(unit + 1).is_some_and(|u| u.kind == crate::text::Kind::Number);
    let given = signs.has(unit, GIVEN_NAME | GIVEN_NAME_OR_WORD) && !(numbered && signs.has(unit, COMMON_WORD));
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
        let end = if signs.gap(unit) == "-" && signs.has(unit + 1, GIVEN_NAME | GIVEN_NAME_OR_WORD) {
            unit + 2
        } else {
            unit + 1
        };
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
    if signs.has(at, TITLE_PUBLIC) {
        return None;
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
        let particle = gap == " "
            && matches!(signs.word(end), "van" | "de" | "der" | "bin" | "al" | "el" | "ap" | "von" | "da" | "dos")
            && signs.capital(end + 1);
        let named = signs.capital(end)
            && (signs.has(end, SURNAME | GIVEN_NAME | GIVEN_NAME_OR_WORD) && !signs.has(end, COMMON_WORD)
                || signs.has(end, SURNAME) && end - unit == 1
                || signs.unknown(end) && !signs.has(end, PLACE));
        let runs_on = particle || hyphen && signs.capital(end) || gap == " " && named;
        if !runs_on {
            break;
        }
        end += 1;
    }
    end
}

/// "the Farrow boys", "the Kowalczyk three": a surname before its family.
fn family_follows(signs: &Signs, unit: usize) -> bool {
    matches!(signs.word(unit.wrapping_sub(1)), "the" | "The")
        && [
            "boys", "girls", "kids", "children", "twins", "family", "three", "two", "four", "lot", "siblings",
            "brothers", "sisters",
        ]
        .contains(&signs.word(unit + 1))
}

/// Whether the words before say that a name comes: "called", "answers to", "surname".
fn said(signs: &Signs, unit: usize) -> bool {
    const SAY: Sieve =
        Sieve::new(&[&["called", "surname", "surnamed", "name", "to", "by", "'s", "is", "be", "under", "as"]]);
    if unit == 0 || !SAY.may_hold(signs.hash(unit - 1)) {
        return false;
    }
    let back = |n: usize| if n <= unit { signs.word(unit - n) } else { "" };
    let before = [back(3), back(2), back(1)].map(str::to_lowercase);
    let [c, b, a] = [before[0].as_str(), before[1].as_str(), before[2].as_str()];
    match a {
        "called" => matches!(
            b,
            "fella"
                | "man"
                | "lad"
                | "lass"
                | "girl"
                | "boy"
                | "woman"
                | "lady"
                | "bloke"
                | "chap"
                | "cleaner"
                | "he's"
                | "'s"
        ),
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

/// How much the surroundings of a name say that it is somebody in care or at work. Each row is a sign and its weight: a
/// positive one speaks for it, a negative one against. The weights were fitted to labelled posts by logistic regression
/// and rounded; they are readable as they stand.
fn evidence(signs: &Signs, form: Form, units: &Range<usize>, score: Option<i32>, numbered: bool) -> [(i32, bool); 85] {
    let back = |n: usize| if n <= units.start { signs.word(units.start - n) } else { "" };
    let first = signs.starts_sentence(units.start);
    let after = signs.gap(units.end - 1);
    let possessive = matches!(signs.word(units.end), "'s" | "’s") || signs.word(units.end - 1).ends_with("s'");
    let number_follows =
        after.starts_with(',') && signs.post.units.get(units.end).is_some_and(|u| u.kind == crate::text::Kind::Number);
    let own = units.start >= 2 && signs.has(units.start - 1, OWN_RELATION) && signs.has(units.start - 2, SELF_WORD)
        || signs.has(units.end, SELF_WORD) && signs.has(units.end + 1, OWN_RELATION);
    let near = |before, after, what| signs.near(units, before, after, what) > 0;
    let count = |what| signs.count(what);
    let post = |what| count(what) > 0;
    let signature = units.end >= signs.len().saturating_sub(1)
        && (first || matches!(after_of(signs, units.start), ", " | " x "))
        && signs.len() > units.len() + 6;
    let quoted = matches!(signs.char_before(units.start), Some('‘' | '\'' | '“' | '"'))
        && matches!(after.chars().next(), Some('’' | '\'' | '”' | '"'));
    let name = signs.post.bytes(units.clone());
    let nearby = signs.told_around(name.start.saturating_sub(TOLD_REACH)..name.end + TOLD_REACH);
    let told_near = |concern| nearby.iter().any(|(c, _)| *c == concern);
    let told = |concern| signs.told_of(&[concern]);
    let says = |logit: i32| score.is_some_and(|score| score >= logit * persons::UNIT as i32);
    [
        // What the model says of the words.
        (-1, score.is_some()),
        (4, says(0)),
        (5, says(1)),
        (2, says(2)),
        (1, says(4)),
        (0, form == Form::Full),
        (-17, form == Form::Seen),
        (8, form == Form::Titled),
        (-12, form == Form::GivenOrWord),
        (-10, form == Form::GivenOrWord && first),
        (-9, form == Form::Small),
        (6, form == Form::Said),
        (4, signs.care >= 1),
        (3, signs.care >= 2),
        (0, first),
        (2, possessive),
        (6, number_follows),
        (-2, near(4, 4, RELATION)),
        (-4, near(3, 3, SELF_WORD)),
        (7, near(5, 5, COLLEAGUE_SIGN)),
        (5, near(8, 8, CARE_SIGN)),
        (5, near(5, 5, CARE_HINT)),
        (5, near(8, 3, THANKS)),
        (7, near(8, 3, THANKS) && near(4, 8, COLLEAGUE_SIGN)),
        (-11, signs.fiction),
        (-8, near(10, 10, FICTION_SIGN)),
        (-8, near(10, 10, PUBLIC_SIGN)),
        (-4, post(PUBLIC_SIGN)),
        (5, post(PRIVATE_MATTER)),
        (4, post(THEIR_WORD)),
        (3, post(SELF_WORD)),
        (-8, units.start > 0 && signs.has(units.start - 1, TITLE_PUBLIC)),
        (-1, units.start > 0 && signs.has(units.start - 1, TITLE_PROFESSIONAL)),
        (-6, own),
        (-5, matches!(back(1), "our" | "Our" | "wor")),
        (0, matches!(back(1), "a" | "an" | "little" | "Baby" | "Auntie" | "Mama" | "nanny" | "Big")),
        (-4, signs.capital(units.end) && !signs.is_break(units.end)),
        (-5, units.start > 0 && signs.capital(units.start - 1) && !first && back(1) != "I"),
        (-19, (units.start..units.end).any(|u| signs.has(u, COMMON_WORD))),
        (-6, near(12, 12, LEISURE_SIGN)),
        (-5, post(LEISURE_SIGN)),
        (-5, count(LEISURE_SIGN) >= 2),
        (1, post(RELATION)),
        (3, count(THEIR_WORD) >= 3),
        (1, count(THEIR_WORD) >= 6),
        (-8, signs.own_people),
        (-7, signature),
        (-7, quoted),
        (
            9,
            matches!(
                back(1),
                "Goodnight"
                    | "love"
                    | "well"
                    | "Happy"
                    | "seen"
                    | "see"
                    | "saw"
                    | "lost"
                    | "know"
                    | "knows"
                    | "Mama"
                    | "it's"
                    | "only"
                    | "ring"
                    | "rang"
                    | "tell"
                    | "told"
                    | "let"
                    | "ask"
                    | "asked"
                    | "poor"
            ),
        ),
        (8, signs.word(units.end) == "love" || after.starts_with(", love")),
        (
            7,
            matches!(
                signs.word(units.end),
                "has"
                    | "is"
                    | "got"
                    | "was"
                    | "from"
                    | "who"
                    | "off"
                    | "had"
                    | "if"
                    | "saw"
                    | "on"
                    | "at"
                    | "in"
                    | "lost"
                    | "just"
            ),
        ),
        (-36, signs.passed_on),
        (-8, signs.len() >= 60),
        (-5, signs.len() >= 140),
        (-7, signs.len() < 16),
        (-2, count(RELATION) >= 3),
        (4, near(0, 3, RELATION)),
        (7, matches!(after.chars().next(), Some(',' | ':'))),
        (5, after_of(signs, units.start).starts_with(',')),
        (-11, units.end < signs.len() && signs.has(units.end, SELF_WORD)),
        (-11, signs.count(GIVEN_NAME) >= 4),
        (8, numbered),
        (2, near(6, 6, ORGANISATION_LINE)),
        (0, near(12, 12, PRIVATE_MATTER)),
        (-1, form == Form::Given && signs.care >= 2),
        (9, form == Form::Full && near(8, 3, THANKS)),
        (6, form == Form::Titled && signs.care >= 1),
        (-2, form == Form::Given && signs.own_people),
        // What the rules have found in the post, and near the name.
        (-2, told(ServiceUser)),
        (1, told(Colleague)),
        (-1, told(Employer)),
        (-4, told(Proceedings)),
        (2, told(OnlineSearch)),
        (-4, told(Contact)),
        (-4, told(PublicConfidence)),
        (4, told(Abuse)),
        (-13, told(SelfDisclosure)),
        (6, told_near(Colleague)),
        (2, told_near(CaseMaterial)),
        (-1, told_near(Proceedings)),
        (2, told_near(OnlineSearch)),
        (1, told_near(Contact)),
        (-2, told_near(PublicConfidence)),
        (1, Concern::ALL.iter().any(|&concern| concern != SelfDisclosure && told(concern))),
        (-14, !Concern::ALL.iter().any(|&concern| told(concern))),
    ]
}

/// What stands before a unit, back to the unit before it.
fn after_of<'t>(signs: &Signs<'_, 't>, unit: usize) -> &'t str {
    if unit == 0 { "" } else { signs.gap(unit - 1) }
}
