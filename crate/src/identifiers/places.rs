//! Where somebody lives, learns or is looked after: addresses, streets, schools, homes, wards and prisons.
//!
//! Each is found from its last word (`Road`, `Primary`, `Lodge`) or its first (`Ward`, `HMP`): the words that name it
//! stand beside that word with capitals. A house number before them makes an address in any case.

use super::{Hit, shapes::Kind, sieve::Sieve, signs::*};
use crate::text;
use std::ops::Range;

/// How many words may name a place.
const NAME_WORDS: usize = 6;

/// Where somebody is put.
const PLACEMENT: &[&str] = &[
    "detained",
    "sectioned",
    "placement",
    "placed",
    "respite",
    "discharged",
    "care home",
    "children 's home",
    "foster",
    "gone since",
    "missing from",
    "missing since",
    "last seen",
];

/// Where votes, stories and inspectors are about, a place is in the news.
const IN_THE_NEWS: &[&str] = &[
    "votes",
    "cllr",
    "councillor",
    "ballot",
    "election",
    "candidate",
    "documentary",
    "inspectors",
    "inspection",
    "inspectorate",
    "open day",
    "fundraiser",
    "sponsored",
    "hiring",
    "vacancy",
    "car boot",
    "lifts",
    "fleet",
    "scout hut",
    "campus",
];

/// Streets that everybody knows.
const FAMOUS: &[&str] = &[
    "downing street",
    "wall street",
    "coronation street",
    "oxford street",
    "abbey road",
    "fleet street",
    "high street",
    "sesame street",
    "harley street",
    "baker street",
    "regent street",
    "bond street",
    "quality street",
    "jump street",
    "carnaby street",
    "penny lane",
    "drury lane",
    "park lane",
    "brick lane",
    "albert square",
    "trafalgar square",
    "times square",
    "leicester square",
    "brookside close",
    "ramsay street",
    "main street",
    "silk road",
    "high court",
    "winterbourne view",
    "street view",
    "supreme court",
    "crown court",
    "white house",
    "sloane square",
    "portland place",
    "privet drive",
];

pub(super) fn find(signs: &Signs, hits: &mut Vec<Hit>) {
    // Where a place begins or ends that is not told by its kind. The others begin with a capital.
    const SMALL: Sieve = Sieve::new(&[&["home", "ward", "hmp", "hmyoi"]]);
    for unit in 0..signs.len() {
        let may = signs.capital(unit)
            || signs.has(unit, STREET_KIND | SCHOOL_KIND | HOME_KIND)
            || SMALL.may_hold(signs.hash(unit));
        if !may || !signs.is_word(unit) {
            continue;
        }
        let hit = if signs.has(unit, STREET_KIND | SCHOOL_KIND | HOME_KIND) {
            (signs.has(unit, STREET_KIND).then(|| street(signs, unit)).flatten())
                .or_else(|| signs.has(unit, SCHOOL_KIND).then(|| school(signs, unit)).flatten())
                .or_else(|| signs.has(unit, HOME_KIND).then(|| home(signs, unit)).flatten())
        } else {
            None
        };
        let first: [fn(&Signs, usize) -> Option<Hit>; 5] = [care_home, ward, prison, saint, trees];
        if let Some(hit) = hit.or_else(|| first.iter().find_map(|place| place(signs, unit))) {
            // Of what overlaps the longest counts: "Rowan Ward at Rose Hospital".
            while let Some(last) = hits.last().filter(|last| last.bytes.end > hit.bytes.start)
                && last.bytes.len() < hit.bytes.len()
            {
                hits.pop();
            }
            if hits.last().is_none_or(|last| last.bytes.end <= hit.bytes.start) {
                hits.push(hit);
            }
        }
    }
    numbers_of_the_street(signs, hits);
}

fn hit(signs: &Signs, kind: Kind, units: Range<usize>, sure: bool) -> Option<Hit> {
    Some(Hit { kind, bytes: signs.post.bytes(units.clone()), units, sure })
}

fn joined(signs: &Signs, unit: usize) -> bool {
    matches!(signs.gap(unit), "" | " " | "-")
}

/// The first of the words with capitals that stand right before `last`: "St Aldhelm's C of E", "Our Lady of Lourdes".
fn name_start(signs: &Signs, last: usize) -> usize {
    let mut start = last;
    while start > 0 && last - start < NAME_WORDS && joined(signs, start - 1) || is_saint(signs, start, last) {
        let before = start - 1;
        let ending = signs.word(before).eq_ignore_ascii_case("'s") || signs.word(before) == "’s";
        // A common word is part of a name only where its capital says so: not where a sentence begins.
        let capital = signs.is_word(before)
            && signs.capital(before)
            && (!signs.has(before, PLACE_COMMON)
                || !signs.starts_sentence(before) && !points(signs.word(before))
                || signs.word(start) == "Lady");
        let links = start < last
            && match signs.word(before) {
                "of" => true,
                "the" => {
                    matches!(signs.word(start), "Baptist" | "King" | "Martyr" | "Evangelist" | "Apostle" | "Virgin")
                }
                _ => false,
            };
        let linked = links && before > 0 && joined(signs, before - 1) && signs.capital(before - 1);
        if !(capital || ending && before > 0 || linked) {
            break;
        }
        start = before;
    }
    start
}

/// Words that point to a place and do not name it.
fn points(word: &str) -> bool {
    ["the", "a", "an", "this", "that", "my", "our", "your", "his", "her", "their", "in", "on", "at", "from", "to"]
        .iter()
        .any(|w| word.eq_ignore_ascii_case(w))
}

/// "St. Mary's": the full stop is no end of a sentence here.
fn is_saint(signs: &Signs, start: usize, last: usize) -> bool {
    start > 1
        && start < last
        && signs.is_break(start - 1)
        && matches!(signs.word(start - 2), "St")
        && signs.gap(start - 1) == " "
}

/// A house number, perhaps with a flat before it, that ends right before `start`.
fn house_number(signs: &Signs, start: usize) -> Option<usize> {
    let number = start.checked_sub(1)?;
    let is_number = |unit: usize| {
        let word = signs.word(unit);
        signs.post.units[unit].kind == text::Kind::Number && word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit())
            || matches!(
                word,
                "One"
                    | "Two"
                    | "Three"
                    | "Four"
                    | "Five"
                    | "Six"
                    | "Seven"
                    | "Eight"
                    | "Nine"
                    | "Ten"
                    | "Eleven"
                    | "Twelve"
            )
    };
    if !matches!(signs.gap(number), " " | ", " | "\u{a0}" | "  ") {
        return None;
    }
    // "221b": the letter is a unit of its own.
    let number = match number.checked_sub(1) {
        Some(before) if signs.is_word(number) && signs.word(number).len() == 1 && signs.gap(before).is_empty() => {
            before
        }
        _ => number,
    };
    if !is_number(number) {
        return None;
    }
    if matches!(signs.char_before(number), Some('£' | '$' | '€' | '#')) {
        return None;
    }
    let flat =
        |unit: usize| ["flat", "room", "apartment", "apt"].iter().any(|w| signs.word(unit).eq_ignore_ascii_case(w));
    if number >= 1 && flat(number - 1) {
        return Some(number - 1);
    }
    if number >= 2 && is_number(number - 1) && flat(number - 2) && matches!(signs.gap(number - 1), ", " | " ") {
        return Some(number - 2);
    }
    Some(number)
}

fn street(signs: &Signs, last: usize) -> Option<Hit> {
    // "St Mary's": here `St` is a saint's.
    if matches!(signs.word(last), "St" | "st" | "Dr" | "dr" | "Ct" | "Pl")
        && signs.capital(last + 1)
        && signs.gap(last) == " "
    {
        return None;
    }
    let start = name_start(signs, last);
    let famous = || {
        let words = signs.post.text[signs.post.bytes(start..last + 1)].to_lowercase();
        FAMOUS.contains(&words.as_str())
    };
    if signs.capital(last) && start < last {
        let end = place_after(signs, last + 1);
        if let Some(number) = house_number(signs, start).or_else(|| house_name(signs, start)) {
            return (!famous()).then(|| hit(signs, Kind::Address, number..end, true)).flatten();
        }
        // A first word that only begins the sentence names no street: "Visiting Close" is rare, "This Way" is not.
        let named = (start..last).any(|u| !signs.has(u, COMMON_WORD | RELATION));
        let told = signs.count(SELF_WORD) > 0 && signs.count(THEIR_WORD) > 0 && !signs.passed_on && !signs.fiction;
        const HOMES: &[&str] = &[
            "passing", "live", "lives", "lived", "living", "house", "flat", "bungalow", "home", "address", "door",
            "outside", "buzzer",
        ];
        let live = signs.care >= 2
            || (signs.care == 1 || told && signs.count(LEISURE_SIGN) == 0)
                && signs.says(&(start..last + 1), 8, 8, HOMES);
        let rare = signs.has(last, STREET_KIND_RARE);
        let somebody = signs.near(&(start..last + 1), 12, 12, RELATION | THEIR_WORD | SELF_WORD) > 0;
        let lived_in = live && somebody && (rare || signs.care >= 2 || told && signs.care == 1);
        let units = start..last + 1;
        let theirs = signs.near(&units, 12, 12, RELATION) > 0
            && signs.speaks_of_somebody(&units)
            && !signs.own_people
            && !signs.place_begins(start);
        // "Wells Road Centre", "Cannon Street station"
        let next = signs.word(last + 1);
        let more = signs.gap(last) == " "
            && (signs.capital(last + 1) && !signs.has(last + 1, COMMON_WORD)
                || matches!(next, "station" | "stn" | "market" | "school" | "surgery" | "tube" | "depot"));
        if named && !more && (lived_in || theirs) && !famous() && !signs.says(&units, 12, 12, IN_THE_NEWS) {
            return hit(signs, Kind::Address, units, rare);
        }
        return None;
    }
    // In small letters only after a house number: "45 tuckwell brow".
    let mut start = last;
    while start > 0
        && last - start < 2
        && matches!(signs.gap(start - 1), " " | "-")
        && signs.is_word(start - 1)
        && signs.word(start - 1).len() > 1
        && !signs.has(start - 1, COMMON_WORD | PLACE_COMMON)
    {
        start -= 1;
    }
    if start == last {
        return None;
    }
    let number = house_number(signs, start)?;
    let words = signs.post.text[signs.post.bytes(start..last + 1)].to_lowercase();
    (!FAMOUS.contains(&words.as_str())).then(|| hit(signs, Kind::Address, number..last + 1, true)).flatten()
}

/// The start of a house's name right before its street: "Rose Cottage, Back Lane".
fn house_name(signs: &Signs, street: usize) -> Option<usize> {
    let last = street.checked_sub(1)?;
    let house = ["Cottage", "House", "Farm", "Rectory", "Vicarage", "Lodge", "Court", "Bungalow", "Barn", "Villa"];
    if signs.gap(last) != ", " || !house.contains(&signs.word(last)) {
        return None;
    }
    let start = name_start(signs, last);
    (start < last).then_some(start)
}

/// The end of an address whose street ends before `from`: with the place after a comma, if there is one.
fn place_after(signs: &Signs, from: usize) -> usize {
    let place = signs.is_word(from)
        && signs.capital(from)
        && signs.gap(from - 1) == ", "
        // A postcode is found by itself.
        && !signs.word(from).contains(|c: char| c.is_ascii_digit())
        && !signs.has(from, COMMON_WORD | RELATION)
        && (signs.has(from, PLACE) || signs.unknown(from));
    if place { from + 1 } else { from }
}

fn school(signs: &Signs, last: usize) -> Option<Hit> {
    let start = name_start(signs, last);
    let word = signs.word(last);
    let vague = ["high", "grammar", "college", "prep", "academy", "nursery", "school", "secondary", "comprehensive"]
        .iter()
        .any(|w| word.eq_ignore_ascii_case(w));
    let mut end = last + 1;
    while end - last <= NAME_WORDS && signs.has(end, SCHOOL_KIND) && signs.capital(end) && signs.gap(end - 1) == " " {
        end += 1;
    }
    if signs.capital(last) && start < last {
        let named = (start..last).any(|u| !signs.has(u, COMMON_WORD | PLACE_COMMON));
        let units = start..end;
        let close = signs.care >= 2
            || signs.near(&units, 10, 10, RELATION) > 0
            || signs.says(
                &(start..end),
                10,
                10,
                &["year 1", "year 2", "year 3", "year 4", "year 5", "year 6", "year 7", "blazer", "uniform"],
            );
        let wanted = close || !vague && signs.care >= 1 || signs.speaks_of_somebody(&units);
        let counts = named && wanted && !signs.fiction && !signs.says(&units, 12, 12, IN_THE_NEWS);
        return counts.then(|| hit(signs, Kind::Place, units, !vague)).flatten();
    }
    // In small letters, where care work is plain and the words are no common ones: "castle rise academy".
    if signs.capital(last) || signs.care < 2 || vague && !word.eq_ignore_ascii_case("academy") {
        return None;
    }
    let mut start = last;
    while start > 0
        && last - start < 2
        && signs.gap(start - 1) == " "
        && signs.is_word(start - 1)
        && !signs.has(start - 1, COMMON_WORD | PLACE_COMMON | RELATION | SELF_WORD | THEIR_WORD)
    {
        start -= 1;
    }
    (start < last && (start..last).any(|u| signs.unknown(u)))
        .then(|| hit(signs, Kind::Place, start..end, false))
        .flatten()
}

fn home(signs: &Signs, last: usize) -> Option<Hit> {
    let start = name_start(signs, last);
    let sure = signs.has(last, HOME_KIND_SURE);
    if start == last || !(signs.capital(last) || sure) || signs.fiction {
        return None;
    }
    let units = start..last + 1;
    // "Tottenham Court Rd"
    let street = signs.gap(last) == " " && signs.capital(last + 1) && signs.has(last + 1, STREET_KIND);
    if street || signs.place_begins(start) || reviewed(signs, &units) {
        return None;
    }
    let named = (start..last).any(|u| !signs.has(u, COMMON_WORD | TITLE | TITLE_PUBLIC | PLACE_COMMON));
    let care = signs.care >= if sure { 1 } else { 2 }
        || signs.says(&units, 6, 6, PLACEMENT)
        || signs.near(&units, 6, 6, TITLE) > 0 && signs.count(SELF_WORD) > 0
        || signs.near(&units, 8, 8, RELATION | THEIR_WORD) > 0
            && signs.count(SELF_WORD) > 0
            && signs.count(LEISURE_SIGN) == 0
            && !signs.passed_on;
    let words = signs.post.text[signs.post.bytes(units.clone())].to_lowercase();
    let counts = named && care && !FAMOUS.contains(&words.as_str()) && !signs.says(&units, 12, 12, IN_THE_NEWS);
    counts.then(|| hit(signs, Kind::Place, units, sure)).flatten()
}

/// Whether somebody tells how a service treats them or their own people: "the staff on Eden Ward are kind".
fn reviewed(signs: &Signs, units: &Range<usize>) -> bool {
    signs.own_people || signs.near(units, 12, 12, RELATION) == 0 && signs.of_own_care()
}

/// "Ashgrove Care Home", "Sunnyside residential home", "Brook Cottage children's home".
fn care_home(signs: &Signs, last: usize) -> Option<Hit> {
    if !signs.word(last).eq_ignore_ascii_case("home") || last < 2 || !joined(signs, last - 1) {
        return None;
    }
    let mut kind = last - 1;
    if matches!(signs.word(kind), "'s" | "’s") {
        kind = kind.checked_sub(1)?;
    }
    let kinds = ["care", "nursing", "residential", "children", "rest", "retirement"];
    if !kinds.iter().any(|k| signs.word(kind).eq_ignore_ascii_case(k)) {
        return None;
    }
    let start = name_start(signs, kind);
    let named = (start..kind).any(|u| !signs.has(u, COMMON_WORD | PLACE_COMMON));
    let units = start..last + 1;
    let counts = named && !signs.fiction && (signs.care >= 2 || signs.speaks_of_somebody(&units));
    (counts && !signs.says(&units, 12, 12, IN_THE_NEWS)).then(|| hit(signs, Kind::Place, units, true)).flatten()
}

/// Homes and units that are called by a plural alone, beside a word of placement: "The Beeches", "the Willows".
fn trees(signs: &Signs, unit: usize) -> Option<Hit> {
    const TREES: &[&str] = &[
        "Beeches",
        "Willows",
        "Elms",
        "Firs",
        "Limes",
        "Laurels",
        "Oaks",
        "Poplars",
        "Hollies",
        "Cedars",
        "Pines",
        "Birches",
        "Chestnuts",
        "Sycamores",
        "Larches",
        "Alders",
        "Hawthorns",
        "Maples",
        "Gables",
        "Meadows",
        "Conifers",
        "Rowans",
        "Brambles",
        "Orchards",
        "Hazels",
    ];
    const PLACED: &[&str] = &[
        "placement",
        "placed",
        "care home",
        "children 's home",
        "residential",
        "respite",
        "unit",
        "carers",
        "detained",
        "section",
        "home",
        "sectioned",
        "ward",
        "rehab",
        "discharged",
        "nursing",
    ];
    let may = unit > 0 && signs.capital(unit) && signs.word(unit - 1).eq_ignore_ascii_case("the");
    if !may || !TREES.contains(&signs.word(unit)) {
        return None;
    }
    let named = if signs.capital(unit - 1) { unit - 1 } else { unit };
    let units = named..unit + 1;
    let placed = signs.says(&(unit..unit + 1), 14, 14, PLACED) && signs.speaks_of_somebody(&units);
    placed.then(|| hit(signs, Kind::Place, units, false)).flatten()
}

/// "Ward 7B at Aldermoor General", "ward 31 bed 6".
fn ward(signs: &Signs, unit: usize) -> Option<Hit> {
    if !signs.word(unit).eq_ignore_ascii_case("ward") || signs.gap(unit) != " " {
        return None;
    }
    let next = signs.post.units.get(unit + 1)?;
    let numbered = next.kind == text::Kind::Number;
    let lettered = next.kind == text::Kind::Word
        && signs.capital(unit + 1)
        && signs.word(unit + 1).len() <= 2
        && signs.word(unit + 1) != "I";
    let somebody = signs.care >= 1 || signs.near(&(unit..unit + 2), 12, 14, RELATION | THEIR_WORD | TITLE) > 0;
    let theirs = somebody && !reviewed(signs, &(unit..unit + 2));
    if !numbered && !lettered || !theirs || signs.fiction || signs.says(&(unit..unit + 2), 12, 12, IN_THE_NEWS) {
        return None;
    }
    let mut end = unit + 2;
    if signs.gap(end - 1).is_empty() && signs.is_word(end) && signs.word(end).len() == 1 {
        end += 1;
    }
    if signs.word(end).eq_ignore_ascii_case("bed")
        && signs.post.units.get(end + 1).is_some_and(|u| u.kind == text::Kind::Number)
    {
        end += 2;
    }
    if matches!(signs.word(end), "at" | "in") && signs.capital(end + 1) {
        end += 2;
        let most = end + NAME_WORDS;
        while end < most && signs.is_word(end) && signs.capital(end) && signs.gap(end - 1) == " " {
            end += 1;
        }
    }
    hit(signs, Kind::Place, unit..end, true)
}

/// "HMP Hull", "HM Prison Leeds", "Wormwood Scrubs prison", "Strangeways".
fn prison(signs: &Signs, unit: usize) -> Option<Hit> {
    const KNOWN: &[&str] = &["Strangeways", "Pentonville", "Belmarsh", "Wormwood Scrubs", "Broadmoor", "Rampton"];
    let word = signs.word(unit);
    let kind = match word {
        "HMP" | "HMYOI" | "YOI" | "hmp" | "hmyoi" => unit + 1,
        "HM" if matches!(signs.word(unit + 1), "Prison" | "YOI") => unit + 2,
        _ => unit,
    };
    let mut end = kind;
    if kind > unit {
        let small = word.starts_with('h') && !signs.has(kind, COMMON_WORD | RELATION | THEIR_WORD | SELF_WORD);
        if !signs.is_word(kind) || signs.gap(kind - 1) != " " || !(signs.capital(kind) || small) {
            return None;
        }
        end += 1;
    } else {
        if !signs.capital(unit) {
            return None;
        }
        let known =
            KNOWN.iter().find(|known| signs.post.text[signs.post.units[unit].start as usize..].starts_with(**known))?;
        end += known.split(' ').count();
    }
    while end - unit <= NAME_WORDS && signs.is_word(end) && signs.capital(end) && signs.gap(end - 1) == " " {
        end += 1;
    }
    if kind == unit && signs.word(end).eq_ignore_ascii_case("prison") {
        end += 1;
    }
    let units = unit..end;
    let theirs = signs.care >= 2 || signs.speaks_of_somebody(&units) || signs.near(&units, 8, 8, RELATION) > 0;
    // Without a word for it, a prison is also a part of its town.
    let said = kind > unit || signs.word(end - 1).eq_ignore_ascii_case("prison") || signs.count(LEISURE_SIGN) == 0;
    let counts =
        theirs && said && !reviewed(signs, &units) && !signs.fiction && !signs.says(&units, 12, 12, IN_THE_NEWS);
    counts.then(|| hit(signs, Kind::Place, units, true)).flatten()
}

/// A school called by its saint alone: "does anyone have a St Aldhelm's blazer". Only where care work is plain.
fn saint(signs: &Signs, unit: usize) -> Option<Hit> {
    if signs.word(unit) != "St" || !signs.is_word(unit + 1) || !signs.capital(unit + 1) || signs.gap(unit) != " " {
        return None;
    }
    let mut end = unit + 2;
    if matches!(signs.word(end), "'s" | "’s") {
        end += 1;
    }
    let school = signs.says(
        &(unit..end),
        8,
        8,
        &["school", "blazer", "uniform", "pupil", "pupils", "lollipop lady", "head", "year 8", "term", "exclusion"],
    );
    let care = signs.care >= 2 || signs.speaks_of_somebody(&(unit..end));
    (care && school && !signs.has(unit + 1, PLACE) && !signs.fiction)
        .then(|| hit(signs, Kind::Place, unit..end, false))
        .flatten()
}

/// A house said to be "number 9" in a post that names its street.
fn numbers_of_the_street(signs: &Signs, hits: &mut Vec<Hit>) {
    if !hits.iter().any(|h| h.kind == Kind::Address) {
        return;
    }
    use std::cmp::Ordering::{Equal, Greater, Less};
    let streets = hits.len();
    for unit in 0..signs.len() {
        if signs.word(unit).eq_ignore_ascii_case("number")
            && signs.gap(unit) == " "
            && signs.post.units.get(unit + 1).is_some_and(|u| u.kind == text::Kind::Number && u.end - u.start <= 3)
            && matches!(signs.word(unit.saturating_sub(1)), "at" | "in" | "to" | "of")
            && unit > 0
            && hits[..streets]
                .binary_search_by(|h| {
                    if h.units.end <= unit {
                        Less
                    } else if h.units.start > unit {
                        Greater
                    } else {
                        Equal
                    }
                })
                .is_err()
        {
            hits.extend(hit(signs, Kind::Address, unit..unit + 2, true));
        }
    }
}
