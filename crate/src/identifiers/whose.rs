//! Whose an identifier is, and so how grave it is to post it.
//!
//! High for a person supported or their relative; medium for a colleague or another third party; advisory for the
//! author's own or a friend's, and for a colleague in plain thanks; nothing for an organisation, for a pseudonym that is
//! said to be one, and for data said to be made up.

use super::{Hit, shapes::Kind, signs::*};
use crate::report::Severity;

/// What says that the names of a post are not the real ones.
const PSEUDONYMS: &[&str] = &[
    "not her real name",
    "not his real name",
    "not their real name",
    "is not her name",
    "is not his name",
    "names changed",
    "name changed",
    "names have been changed",
    "i 'll call her",
    "i 'll call him",
    "i 'll call them",
    "i will call her",
    "i will call him",
    "let 's call her",
    "let 's call him",
    "let 's call them",
];

/// What says, near by, that data or people are made up for an exercise.
const MADE_UP: &[&str] = &[
    "made up",
    "made-up",
    "test data",
    "test record",
    "test patient",
    "dummy data",
    "dummy number",
    "dummy record",
    "dummy people",
    "test set",
    "test system",
    "training environment",
    "demo site",
    "a dummy",
    "pretend",
    "invented",
    "fictional",
    "fictitious",
    "imaginary",
    "training scenario",
    "training exercise",
];

/// How far away made-up data may be said to be so, in units.
const EXERCISE_REACH: usize = 25;

/// The hits that count, each with its severity.
pub(super) fn weigh<'h>(signs: &Signs, hits: &'h [Hit]) -> Vec<(&'h Hit, Severity)> {
    if hits.is_empty() {
        return Vec::new();
    }
    let pseudonyms = signs.post_says(PSEUDONYMS);
    let hits: Vec<&Hit> = hits
        .iter()
        .filter(|h| !(pseudonyms && h.kind == Kind::Name))
        .filter(|h| !signs.says(&h.units, EXERCISE_REACH, EXERCISE_REACH, MADE_UP))
        .collect();
    let mut weighed: Vec<(&Hit, Severity)> = Vec::new();
    // People first: a number can be that of somebody named before it.
    for &hit in hits.iter().filter(|h| h.kind == Kind::Name) {
        if let Some(severity) = name(signs, hit) {
            weighed.push((hit, severity));
        }
    }
    let people = weighed.clone();
    for &hit in hits.iter().filter(|h| h.kind != Kind::Name) {
        let severity = match hit.kind {
            Kind::NhsNumber
            | Kind::NiNumber
            | Kind::CaseNumber
            | Kind::RecordNumber
            | Kind::PupilNumber
            | Kind::Document
            | Kind::Bank
            | Kind::BirthDate
            | Kind::Place => Some(Severity::High),
            // The register is public, and the number is often the author's own.
            Kind::Registration => Some(Severity::Advisory),
            Kind::Phone | Kind::Email => line(signs, hit, &people),
            Kind::Handle => handle(signs, hit),
            _ => home_or_car(signs, hit),
        };
        weighed.extend(severity.map(|s| (hit, s)));
    }
    weighed
}

fn name(signs: &Signs, hit: &Hit) -> Option<Severity> {
    let units = &hit.units;
    let professional =
        units.start > 0 && signs.has(units.start - 1, TITLE_PROFESSIONAL) || signs.has(units.start, TITLE_PROFESSIONAL);
    let private = signs.near(units, 40, 60, PRIVATE_MATTER) > 0;
    let thanks = signs.near(units, 8, 4, THANKS) > 0;
    let ours = units.start > 0 && signs.word(units.start - 1).eq_ignore_ascii_case("our");
    let at_work = signs.near(units, 8, 8, COLLEAGUE_SIGN);
    let colleague = at_work
        + if professional { 3 } else { 0 }
        // Thanks and pride are for people supported as well, unless a word of work stands by.
        + if thanks && at_work > 0 { 2 } else { usize::from(thanks && units.len() >= 2) }
        + usize::from(private)
        + usize::from(ours);
    // Words such as "duty" belong to both; beside a name they say that it is a colleague.
    let care = signs.around(units, 6, 6).filter(|&u| signs.has(u, CARE_SIGN) && !signs.has(u, COLLEAGUE_SIGN)).count();
    let supported = signs.near(units, 5, 5, RELATION) + care;
    if colleague <= supported {
        return Some(Severity::High);
    }
    if thanks && !private {
        // A bare first name in thanks to a colleague tells nobody anything.
        return (units.len() >= 2).then_some(Severity::Advisory);
    }
    Some(Severity::Medium)
}

/// A phone number or a mailbox: the nearest words that say whose decide.
fn line(signs: &Signs, hit: &Hit, people: &[(&Hit, Severity)]) -> Option<Severity> {
    let text = &signs.post.text[hit.bytes.clone()];
    if hit.kind == Kind::Email && (mailbox_of_many(text) || !personal(signs, hit, text)) {
        return None;
    }
    let landline = hit.kind == Kind::Phone && !text.trim_start_matches(['+', '(', '0', '4', ' ']).starts_with('7');
    if landline && signs.near(&hit.units, 9, 0, ORGANISATION_LINE) > 0 {
        return None;
    }
    let before = people.partition_point(|(p, _)| p.units.start < hit.units.start);
    let person_before = people[..before].last().filter(|(p, _)| hit.units.start.saturating_sub(p.units.end) <= 12);
    let back = (hit.units.start.saturating_sub(9)..hit.units.start).rev();
    let mut nearest = None;
    for unit in back {
        if let Some((_, severity)) = person_before.filter(|(p, _)| p.units.contains(&unit)) {
            return Some(*severity);
        }
        // A mobile is an organisation's only if the words right before say so.
        let organisation = hit.kind == Kind::Phone && (landline || hit.units.start - unit <= 4);
        if organisation && signs.has(unit, ORGANISATION_LINE) {
            nearest = Some(ORGANISATION_LINE);
        } else if signs.has(unit, SELF_WORD) {
            nearest = Some(SELF_WORD);
        } else if signs.has(unit, THEIR_WORD | RELATION) {
            nearest = Some(THEIR_WORD);
        }
        if nearest.is_some() {
            break;
        }
    }
    // "02890 180022 is his auntie": what follows says whose.
    if nearest.is_none() && landline {
        let after = hit.units.end..signs.len().min(hit.units.end + 4);
        let said = after.take_while(|&unit| !signs.is_break(unit)).find(|&u| signs.has(u, THEIR_WORD | RELATION));
        nearest = said.map(|_| THEIR_WORD);
    }
    match nearest {
        Some(ORGANISATION_LINE) => None,
        Some(SELF_WORD) => Some(Severity::Advisory),
        Some(_) => {
            Some(person_before.map_or(if signs.care >= 1 { Severity::High } else { Severity::Medium }, |(_, s)| *s))
        }
        None if landline => None,
        None if hit.kind == Kind::Email && (text.contains(".gov.uk") || text.contains("nhs.")) => {
            Some(Severity::Medium)
        }
        None => Some(person_before.map_or(Severity::Advisory, |(_, s)| *s)),
    }
}

/// Whether a mailbox looks like a person's: a given name, or several parts, or digits.
fn personal(signs: &Signs, hit: &Hit, address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default();
    local.contains(['.', '_', '-'])
        || local.bytes().any(|b| b.is_ascii_digit())
        || signs.has(hit.units.start, GIVEN_NAME | GIVEN_NAME_OR_WORD)
}

/// Mailboxes that are an organisation's: `info@`, `duty.team@`.
fn mailbox_of_many(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default().to_ascii_lowercase();
    [
        "info",
        "enquir",
        "contact",
        "admin",
        "office",
        "hello",
        "duty",
        "team",
        "entries",
        "support",
        "hub",
        "jobs",
        "recruit",
        "press",
        "branch",
        "booking",
        "event",
        "library",
        "union",
        "help",
        "service",
        "reception",
        "programme",
        "training",
        "feedback",
        "complaint",
        "news",
        "editor",
        "sales",
        "shop",
        "mail",
        "customer",
        "membership",
        "noreply",
        "no-reply",
        "donate",
        "volunteer",
        "referral",
        "secretary",
        "society",
        "conference",
        "careers",
        "learning",
        "foster",
        "adopt",
        "mash",
        "media",
        "post",
    ]
    .iter()
    .any(|word| local.contains(word))
}

/// A tagged account: a person's, where the post is about work and the account is no organisation's.
fn handle(signs: &Signs, hit: &Hit) -> Option<Severity> {
    let handle = signs.post.text[hit.bytes.clone()].trim_start_matches('@').to_ascii_lowercase();
    const MANY: &[&str] = &[
        "org",
        "council",
        "bbc",
        "itv",
        "news",
        "hub",
        "uk",
        "team",
        "nhs",
        "care",
        "social",
        "service",
        "official",
        "basw",
        "swe",
        "radio",
        "fc",
        "gov",
        "charity",
        "foundation",
        "union",
        "learning",
        "line",
        "campaign",
        "times",
        "guardian",
        "daily",
        "user",
        "conf",
        "academy",
        "school",
        "college",
        "uni",
        "trust",
        "police",
        "podcast",
        "mag",
        "media",
        "press",
        "network",
        "community",
        "society",
        "national",
        "centre",
        "theatre",
        "museum",
        "shop",
        "group",
        "institute",
        "research",
        "steps",
        "cafe",
        "bakes",
        "cars",
        "giveaway",
        "rescue",
        "coffee",
        "kitchen",
        "band",
        "music",
        "events",
        "store",
        "salon",
        "studio",
        "fans",
        "probz",
        "quotes",
        "facts",
        "channel",
        "tv",
    ];
    if MANY.iter().any(|word| handle.contains(word)) || signs.fiction {
        return None;
    }
    let shouted = !handle.is_empty() && !signs.post.text[hit.bytes.clone()].contains(|c: char| c.is_ascii_lowercase());
    // Of accounts that look like a person's own (`kez_wilmot04`), less need be said.
    let personal = handle.contains(['_', '.']) || handle.ends_with(|c: char| c.is_ascii_digit());
    let about_somebody = signs.care >= 2
        || signs.care == 1 && signs.count(THEIR_WORD) > 0 && signs.count(SELF_WORD) > 0
        || personal && signs.count(THEIR_WORD) > 0 && signs.count(SELF_WORD) > 0;
    if !about_somebody || shouted || signs.passed_on {
        return None;
    }
    let colleague = signs.near(&hit.units, 10, 12, COLLEAGUE_SIGN);
    let supported = signs.near(&hit.units, 10, 12, RELATION | CARE_SIGN);
    Some(match (colleague > supported, signs.near(&hit.units, 6, 6, THANKS) > 0) {
        (true, true) => Severity::Advisory,
        (true, false) => Severity::Medium,
        _ => Severity::High,
    })
}

/// An address, a postcode or a number plate.
fn home_or_car(signs: &Signs, hit: &Hit) -> Option<Severity> {
    let units = &hit.units;
    if signs.fiction && hit.kind != Kind::Vehicle {
        return None;
    }
    const BUSINESS: &[&str] = &[
        "museum",
        "scout hut",
        "bakery",
        "depot",
        "warehouse",
        "pitch",
        "campus",
        "community garden",
        "community centre",
        "allotments",
        "chippy",
        "market",
        "farm",
        "studio",
        "woolworths",
        "old woolworths",
        "gym",
        "clinic",
        "church",
        "business park",
        "shop",
        "restaurant",
        "gallery",
        "venue",
        "open day",
        "episode",
        "café",
        "cafe",
        "pub",
        "hotel",
        "theatre",
        "library",
        "church hall",
        "village hall",
        "conference",
        "head office",
        "estate agent",
        "viewing",
    ];
    if matches!(hit.kind, Kind::Address | Kind::Postcode) && signs.says(units, 8, 8, BUSINESS) {
        return None;
    }
    const AWAY: &[&str] = &[
        "tenerife",
        "crete",
        "antalya",
        "gran canaria",
        "majorca",
        "ibiza",
        "key",
        "spare key",
        "tomatoes",
        "our house",
        "my house",
        "my place",
        "at mine",
        "ours",
        "mine",
        "me parking",
        "new front door",
        "my corsa",
        "my car",
        "funeral tea",
    ];
    let own = signs.says(units, 14, 14, AWAY) || signs.near(units, 5, 3, SELF_WORD) > 0;
    let theirs = signs.near(units, 12, 12, THEIR_WORD | RELATION);
    Some(if own && theirs == 0 {
        Severity::Advisory
    } else if signs.care >= 1 || theirs > 0 {
        if signs.near(units, 10, 10, COLLEAGUE_SIGN) > theirs { Severity::Medium } else { Severity::High }
    } else if hit.kind == Kind::Vehicle {
        Severity::Medium
    } else {
        Severity::Advisory
    })
}
