//! An identifier put with its cue into harmless prose is found, and exactly it.

use super::found;
use proptest::prelude::*;

/// Sentences that carry nothing.
const PROSE: &[&str] = &[
    "What a week. ",
    "It rained all day and the kettle broke. ",
    "Anyone else tired of winter? ",
    "I walked home by the canal 🦆 and thought about it. ",
    "Tea, toast, telly. ",
    "Nobody tells you this when you start out. ",
    "So here we are again, at the end of a long Tuesday. ",
    "Honestly! ",
    "the lift was out so i took the stairs ",
    "My feet hurt and my coat is wet. ",
    "Crème brûlée again, and it’s only Monday. ",
];

/// Digits in groups, with the joints that people put between them.
fn grouped(groups: &'static [usize]) -> impl Strategy<Value = String> {
    let count: usize = groups.iter().sum();
    (prop::collection::vec(0..10u8, count), prop::sample::select(vec!["", " ", "-", ".", "\u{a0}", "\n"])).prop_map(
        move |(digits, joint)| {
            let mut digits = digits.into_iter().map(|d| char::from(b'0' + d));
            let groups: Vec<String> = groups.iter().map(|length| digits.by_ref().take(*length).collect()).collect();
            groups.join(joint)
        },
    )
}

/// A rule, a sentence with a place for the identifier, and the identifier.
fn identifier() -> impl Strategy<Value = (&'static str, &'static str, String)> {
    let with = |rule: &'static str, sentence: &'static str| move |identifier: String| (rule, sentence, identifier);
    prop_oneof![
        grouped(&[3, 3, 4])
            .prop_filter("one digit ten times", |n| n.chars().filter(char::is_ascii_digit).any(|d| !n.starts_with(d)))
            .prop_map(with("nhs-number", "Her NHS number is {}, if the ward asks.")),
        ("[A-CEGHJ-NOPR-TW-Z][A-CEGHJ-NPR-TW-Z]", grouped(&[2, 2, 2]), "[ABCD]")
            .prop_map(|(prefix, digits, suffix)| format!("{prefix}{digits}{suffix}"))
            .prop_map(with("national-insurance", "His national insurance is {} as he told me.")),
        "(LS|M|BS|CF|NE|BT)[1-9] ?[0-9][ABDEFGHJLNPQRSTUWXYZ]{2}"
            .prop_map(with("postcode", "My lad now lives at {} with his nan.")),
        ("0", grouped(&[0]))
            .prop_flat_map(|_| grouped(&[3, 3]))
            .prop_map(|rest| format!(
                "07700{}{rest}",
                if rest.starts_with(|c: char| c.is_ascii_digit()) { " " } else { "" }
            ))
            .prop_map(with("phone", "His mobile is {} and he answers.")),
        "(0113|0121|0161) 496 0[0-9]{3}".prop_map(with("phone", "Her gran is on {} all day.")),
        "[a-z]{3,9}[._][a-z]{3,9}[0-9]{0,2}@example\\.(org|com|co\\.uk)"
            .prop_filter("a mailbox of many", |address| {
                // Whose an address is shows in its name, too.
                ![
                    "info", "team", "help", "mail", "post", "press", "news", "shop", "hub", "duty", "jobs", "event",
                    "foster", "adopt", "mash", "media", "union", "sales",
                ]
                .iter()
                .any(|word| address.contains(word))
            })
            .prop_map(with("email", "Her mum writes from {} at night.")),
        // An O after the number could be the 0 of a postcode.
        "[A-HJ-PR-Y]{2}(0[2-9]|1[0-9]|2[0-6]|5[1-9]|6[0-9]|7[0-6])[ -]?[A-HJ-NPR-Z][A-HJ-PR-Z]{2}"
            .prop_map(with("vehicle", "His car, {}, was outside.")),
        "[A-Z]{2}(1[3-9]|2[0-6])[ ]?[CDPZ][ ]?[0-9]{5}"
            .prop_map(with("case-number", "The case is {} and the judge was kind.")),
        "COP ?1[0-9]{7}".prop_map(with("case-number", "The hearing of {} is over.")),
        "A[0-9]{4}[A-HJ-NPR-Z]{2}".prop_map(with("record-number", "His prison number is {} this time.")),
        "[1-9][0-9]{5,8}[1-9]".prop_map(with("record-number", "On Mosaic he is {} and on paper he is nobody.")),
        "[A-HJ-NP-RT-Z][0-9]{12}".prop_map(with("pupil-number", "Her UPN is {} at the new place.")),
        "[1-9][0-9]{8}".prop_map(with("document-number", "Her passport is {} and it expired.")),
        "[0-9]{2}-[0-9]{2}-[0-9]{2}".prop_map(with("bank-account", "Her sort code is {} they tell me.")),
        "SW[1-9][0-9]{4,5}".prop_map(with("registration-number", "Her SWE number is {} so look.")),
        "(0?[1-9]|1[0-9]|2[0-8])/(0?[1-9]|1[0-2])/(19[3-9][0-9]|20[01][0-9])"
            .prop_map(with("birth-date", "He was born on {} in a storm.")),
        "(1|2|3|14|28)(st|nd|rd|th)? (of )?(January|Feb|May|September) (19[3-9][0-9]|20[01][0-9])"
            .prop_map(with("birth-date", "Her date of birth is {} on the form.")),
    ]
}

proptest! {
    #[test]
    fn is_found_with_exactly_its_span(
        (rule, sentence, identifier) in identifier(),
        before in prop::collection::vec(prop::sample::select(PROSE), 0..4),
        after in prop::collection::vec(prop::sample::select(PROSE), 0..4),
    ) {
        let text = format!("{}{} {}", before.concat(), sentence.replace("{}", &identifier), after.concat());
        let found = found(&text);
        prop_assert!(
            found.iter().any(|(kind, passage, _)| kind == rule && *passage == identifier),
            "{text:?} has {found:?}"
        );
    }
}
