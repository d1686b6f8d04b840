//! What is found, what is not, and how grave it is.

mod inserted;
mod kinds;
mod long;

use super::signs::Signs;
use crate::{Concern, Options, Report, Severity, check_post, check_with, post::Post, rules::Surroundings};
use proptest::prelude::*;

use Severity::{Advisory, High, Medium};

/// What is found in a post, in the order of the text.
fn found(text: &str) -> Vec<(String, String, Severity)> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let Report { mut findings, .. } = check_with(text, &Options::default(), None);
    findings.retain(|f| f.concern == Concern::Identifier);
    findings.sort_by_key(|f| f.passages[0]);
    findings
        .into_iter()
        .map(|f| {
            let passage = String::from_utf16_lossy(&units[f.passages[0].start as usize..f.passages[0].end as usize]);
            (f.rule.trim_start_matches("identifier/").to_owned(), passage, f.severity)
        })
        .collect()
}

/// A post, and its identifiers: kind, passage, severity.
type Row<'r> = (&'r str, &'r [(&'r str, &'r str, Severity)]);

/// Checks every row and reports all that differ at once.
fn hold(rows: &[Row]) {
    let mut faults = Vec::new();
    for (text, expected) in rows {
        let expected: Vec<_> = expected.iter().map(|(k, p, s)| ((*k).to_owned(), (*p).to_owned(), *s)).collect();
        let found = found(text);
        if found != expected {
            faults.push(format!("«{text}»\n    expected {expected:?}\n    found    {found:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// That each text carries the given passage under the given kind, whatever else it carries.
fn carry(rows: &[(&str, &str, &str)]) {
    let mut faults = Vec::new();
    for (text, kind, passage) in rows {
        let found = found(text);
        if !found.iter().any(|(k, p, _)| k == kind && p == passage) {
            faults.push(format!("«{text}»\n    expected {kind} {passage:?}\n    found    {found:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn silent(texts: &[&str]) {
    hold(&texts.iter().map(|text| (*text, [].as_slice())).collect::<Vec<_>>());
}

#[test]
fn numbers_in_the_forms_that_people_type() {
    carry(&[
        ("his mobile is 07700 900123", "phone", "07700 900123"),
        ("his mobile is 07700900123", "phone", "07700900123"),
        ("his mobile is +44 7700 900123", "phone", "+44 7700 900123"),
        ("his mobile is +44 (0)7700 900 123", "phone", "+44 (0)7700 900 123"),
        ("his mobile is 0044 7700 900123", "phone", "0044 7700 900123"),
        ("his mobile is O77OO 9OO123", "phone", "O77OO 9OO123"),
        ("his mobile is 07700-900-123.", "phone", "07700-900-123"),
        ("ring her mum on (0113) 496 0123", "phone", "(0113) 496 0123"),
        ("ring her mum on 07700\n900123", "phone", "07700\n900123"),
        ("NHS no 943 476 5919 please", "nhs-number", "943 476 5919"),
        ("943-476-5919 is the nhs number", "nhs-number", "943-476-5919"),
        ("NHS number 9434765919", "nhs-number", "9434765919"),
        ("patient 943 476 59l9", "nhs-number", "943 476 59l9"),
        // A cue is enough where the checksum fails: people mistype.
        ("nhs 987 654 4321", "nhs-number", "987 654 4321"),
        ("her nino is AB123456C", "national-insurance", "AB123456C"),
        ("ab 12 34 56 c is her national insurance", "national-insurance", "ab 12 34 56 c"),
        // The dummy prefix, with the cue of two words.
        ("his National Insurance number: QQ 12 34 56 A", "national-insurance", "QQ 12 34 56 A"),
        ("she has moved to LS6 2AB", "postcode", "LS6 2AB"),
        ("she has moved to ls62ab", "postcode", "ls62ab"),
        ("she has moved to LS6 2AB,", "postcode", "LS6 2AB"),
        ("Listed at last. ZC17C00071, Thursday", "case-number", "ZC17C00071"),
        ("case ZC 17 C 00071", "case-number", "ZC 17 C 00071"),
        ("XX20P0l234 is back on Monday", "case-number", "XX20P0l234"),
        ("COP 12749739 was heard today", "case-number", "COP 12749739"),
        ("COP12749739 was heard today", "case-number", "COP12749739"),
        ("the Court of Protection gave 12749739 a date", "case-number", "12749739"),
        ("court reference 1712-3456-7890-1234", "case-number", "1712-3456-7890-1234"),
        ("Liquidlogic ID 4471902", "record-number", "4471902"),
        ("UPN B801200005001", "pupil-number", "B801200005001"),
        ("white Transit, KD19 VRB, was outside", "vehicle", "KD19 VRB"),
        ("his van is kd19 vrb", "vehicle", "kd19 vrb"),
        ("blue car, reg ABC 123D", "vehicle", "ABC 123D"),
        ("DOB 14/02/2011, anyone?", "birth-date", "14/02/2011"),
        ("born 4.7.38 in Hull", "birth-date", "4.7.38"),
        ("date of birth 3rd March 2017", "birth-date", "3rd March 2017"),
        ("write to marek.kot@example.org", "email", "marek.kot@example.org"),
        ("write to o'brien_77@example.co.uk.", "email", "o'brien_77@example.co.uk"),
    ]);
}

#[test]
fn what_looks_like_a_number_of_a_person_and_is_none() {
    silent(&[
        // Helplines and short codes.
        "If you are worried about a child ring the NSPCC on 0808 800 5000",
        "Childline is 0800 1111, Samaritans 116 123, and in an emergency 999 or 101 or 111",
        "The domestic abuse helpline is 0808 2000 247",
        // An organisation's.
        "Ring the duty desk on 01632 960118 or the team line 07700 900417",
        "Write to info@example.org or duty.team@example.gov.uk",
        "fostering@northmere.gov.uk is open",
        "Follow @BASW_UK and @BBCRadio4 for more on our caseloads",
        // Judgments, acts, forms, roads, scores, orders.
        "[2015] EWCOP 60 and [2020] EWFC B72 and [2018] EWCA Civ 2761",
        "An S47, an S20, a S17 plan, a CP1 and a C2 form, KS2 and L3 are what we talk about",
        "Stuck on the M25 after the A64, junction 9, room 12",
        "We won 3-1 and then lost 21-19",
        "Order no 431 882 9076 has not come, parcel 999 589 0622 neither",
        "The build took 1732104345 seconds",
        "It was 9999999999 in the test system for patients",
        "isbn 9781529 60301 5",
        // Plate shapes without a vehicle, and context that is no whole word.
        "emotional care for mothers, BAG 3P, LAC 20A, CP 1",
        // No space after a full stop is no address.
        "We went to see Graham.Growing old is hard@times",
        // Test data, declared.
        "The NHS number on slide 9, 746 302 1572, is a dummy we made up for the course",
    ]);
}

#[test]
fn whose_it_is_decides_how_grave_it_is() {
    hold(&[
        ("new phone who dis 07700 900056 text me", &[("phone", "07700 900056", Advisory)]),
        (
            "If you spot him ring his daughter on 07700 900618, he left the ward at two",
            &[("phone", "07700 900618", High)],
        ),
        (
            "happy to lend my textbooks to anyone: marguerite.oduya@example.org",
            &[("email", "marguerite.oduya@example.org", Advisory)],
        ),
        ("Send the panel papers to t.mahmoud@eastmere.gov.uk", &[("email", "t.mahmoud@eastmere.gov.uk", Medium)]),
        (
            "key's under the gnome at 12 Aldergrove Mews, we're in Tenerife",
            &[("address", "12 Aldergrove Mews", Advisory)],
        ),
        ("Huge thank you to Temitope Adeyinka in our front door team", &[("name", "Temitope Adeyinka", Advisory)]),
        ("Huge thanks to Oluwaseun Bakare on duty, back from chemo", &[("name", "Oluwaseun Bakare", Medium)]),
        ("saw Jayden at his placement, his carers say he has settled", &[("name", "Jayden", High)]),
        (
            "She's one of mine, bedbound, at 61 Corran Street, the carers never turned up",
            &[("address", "61 Corran Street", High)],
        ),
    ]);
}

#[test]
fn places_of_a_person_supported() {
    carry(&[
        ("LAC review at Thornbeck Vale Primary tomorrow", "place", "Thornbeck Vale Primary"),
        (
            "My lady on Ward 7B at Aldermoor General has had her coat on since Friday",
            "place",
            "Ward 7B at Aldermoor General",
        ),
        ("her discharge from ward 31 bed 6 is off again", "place", "ward 31 bed 6"),
        ("Abdi at HMP Peterborough got his first clear test", "place", "HMP Peterborough"),
        ("review for one of mine at Rosebrook Lodge, her placement since June", "place", "Rosebrook Lodge"),
        ("my visit to the family at 45 tuckwell brow", "address", "45 tuckwell brow"),
        (
            "cot to Flat 9, 14 Coldharbour Rise tonight for a mum on my caseload",
            "address",
            "Flat 9, 14 Coldharbour Rise",
        ),
        ("a placement on St Mary's Road for him", "address", "St Mary's Road"),
    ]);
    silent(&[
        "Downing Street and Wall Street were busy",
        "The primary school and the local academy both do well",
        "Walking down the High Street on my day off",
        "The High Court and the Supreme Court gave judgment",
        "In our training scenario she lives at 12 Magnolia Row",
        "A novel set on Ward 7B, chapter one",
        "221b Baker Street is a museum",
    ]);
}

#[test]
fn names_in_care_and_at_work() {
    carry(&[
        ("Can't stop thinking about Keeley's mum after the hearing, she did so well", "name", "Keeley"),
        ("saw Jayden today at his placement, he told me about school", "name", "Jayden"),
        ("sat with Mavis on the ward while she waited for her carers", "name", "Mavis"),
        ("I've got Mrs Begum down for a carers assessment", "name", "Mrs Begum"),
        ("the bed came for Mr O’Brien at last, his carers rang me", "name", "Mr O’Brien"),
        ("Has anyone seen Siobhán? She left her placement at six, tell her I'm up", "name", "Siobhán"),
        ("my visit to Demi-Leigh Okoro, she's in foster care now", "name", "Demi-Leigh Okoro"),
        ("Mr & Mrs Kowalczyk want their carers earlier, I told duty", "name", "Mr & Mrs Kowalczyk"),
        ("PLEASE SHARE, gone since contact, her carers are frantic: AALIYAH, 15", "name", "AALIYAH"),
    ]);
}

#[test]
fn names_that_are_no_confidence() {
    silent(&[
        "Baroness Casey's report is worth an hour of your weekend",
        "Lady Hale wrote that a gilded cage is still a cage",
        "Mr Justice Jackson went to the hospital himself",
        "The Secretary of State answered for the government",
        "Great keynote from Dr Ngozi Bellamy at the safeguarding conference",
        "Harry Kane scored twice and England won",
        "Will this ever end? Hope so. May I ask Grace for it",
        "Mark my words, April is the cruellest month",
        "I'll call her Rosa, not her real name: she was my first visit",
        "my sister Keeley is coming for tea",
        "LOST: one whippet, answers to Cyril, last seen on the bus",
        "In the last episode Jayden moves to a new foster placement",
        "Jordan and Georgia are on my list for the summer holiday",
        "St Mary's church hall, Friday at seven",
    ]);
}

#[test]
fn passages_stand_right_after_emoji_and_marks() {
    hold(&[("👩‍👩‍👧🇬🇧 é write to a.kot@example.org 😭", &[("email", "a.kot@example.org", Advisory)])]);
}

/// What the recognisers look at grows in line with the text, whatever it is made of.
#[test]
fn work_grows_in_line_with_the_text() {
    for piece in [
        "1",
        "1 ",
        "1.",
        "a.",
        "a.a_",
        ".",
        "!",
        "@",
        "a@",
        "a@a.",
        "a:",
        "a_",
        "Keeley ",
        "Keeley Begum ",
        "Keeley-",
        "Mrs ",
        "07700 900123 ",
        "ring her on 07700 900123 ",
        "number 9 Mill Lane ",
        "Mill Lane her home ",
        "St ",
        "St. ",
        "A1 ",
        "Ward 7 ",
        "HMP ",
        "flat 3, 1 ",
        "Hill ",
        "Primary ",
        "Lodge ",
        "Ward 7 at A ",
        "O",
        "(0",
        "+",
        "nhs 943 476 5919 ",
    ] {
        let work = |times: usize| {
            let text = piece.repeat(times);
            let post = Post::new(&text);
            let signs = Signs::new(&post, &Surroundings::default());
            super::whose::weigh(&signs, &super::hits(&signs));
            signs.steps.get()
        };
        let (short, long) = (work(500), work(4_000));
        assert!(long <= short * 10 + 2_000, "{piece:?}: {short} looks, then {long} at eight times the length");
    }
}

proptest! {
    #[test]
    fn any_text_has_passages_on_character_borders(text in "\\PC*") {
        borders(&text);
    }

    /// Text made of the pieces that recognisers look for, in any order.
    #[test]
    fn any_mixture_of_pieces_has_passages_on_character_borders(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "Keeley", "Mrs", "Begum", "@", "07700", "900123", "LS6", "2AB", " ", " ", " ", "\n", ".", ",", "-", "’s", "'", "é", "😭",
                "👩‍👧", "St", "Mary", "Road", "flat", "3", "Ward", "7B", "nhs", "943", "476", "5919", "(", ")", "+44", "_", "HMP", "ﬁ", "İ",
                "dob", "1/2/33", "AB12", "CDE", "the", "my", "ß", "\u{301}",
            ]),
            0..40,
        )
    ) {
        borders(&pieces.concat());
    }
}

fn borders(text: &str) {
    let units: Vec<u16> = text.encode_utf16().collect();
    for finding in check_post(text, &Options::default()).findings {
        for passage in finding.passages {
            let part = &units[passage.start as usize..passage.end as usize];
            assert!(!part.is_empty());
            assert!(String::from_utf16(part).is_ok(), "{text:?}");
        }
    }
}
