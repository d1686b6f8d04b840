//! Whatever the text, a check answers, and its passages stand where they should.

use proptest::prelude::*;
use second_look::{Options, check_post};

/// Text of the kind that breaks offsets, with words that rules look for strewn in.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        "[a-zA-Z0-9@.,!?'’ \n-]{0,20}",
        Just("one of my families".to_owned()),
        Just(" 07700 900123 ".to_owned()),
        Just("keeley.mum@example.com".to_owned()),
        Just("my 2pm, a 15yo in A&E".to_owned()),
        Just("👩‍👩‍👧".to_owned()),
        Just("😭".to_owned()),
        Just("\u{FFFD}".to_owned()),
        Just("\u{202E}שלום".to_owned()),
        Just("e\u{301}".to_owned()),
        Just("\r\n".to_owned()),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Byte offsets of the UTF-16 positions that are character borders.
fn border(text: &str, utf16: u32) -> Option<usize> {
    let mut at = 0;
    for (byte, c) in text.char_indices() {
        if at == utf16 {
            return Some(byte);
        }
        at += c.len_utf16() as u32;
    }
    (at == utf16).then_some(text.len())
}

proptest! {
    #[test]
    fn passages_are_in_bounds_and_on_character_borders(text in texts()) {
        for finding in check_post(&text, &Options::default()).findings {
            prop_assert!(!finding.passages.is_empty());
            for passage in finding.passages {
                let (start, end) = (border(&text, passage.start), border(&text, passage.end));
                prop_assert!(start.is_some() && end.is_some() && start < end, "{:?} in {:?}", passage, text);
            }
        }
    }

    #[test]
    fn a_passage_is_what_the_rule_matched(before in any::<String>()) {
        // A sentence of its own, so that nothing before it can belong to the match.
        let text = format!("{before}.\nOne of my families");
        let report = check_post(&text, &Options::default());
        let found = report.findings.iter().find(|f| f.rule == "service-user/one-of-mine" && f.passages[0].end as usize == text.encode_utf16().count());
        prop_assert!(found.is_some());
        let passage = found.map(|f| f.passages[0]).expect("asserted above");
        let start = border(&text, passage.start).expect("on a border");
        prop_assert_eq!(&text[start..], "One of my families");
    }

    #[test]
    fn checking_twice_gives_the_same(text in texts()) {
        prop_assert_eq!(check_post(&text, &Options::default()), check_post(&text, &Options::default()));
    }

    #[test]
    fn what_is_muted_is_gone_and_the_rest_stays(text in texts(), which in any::<prop::sample::Index>()) {
        let all = check_post(&text, &Options::default()).findings;
        prop_assume!(!all.is_empty());
        let muted = all[which.index(all.len())].id.clone();
        let left = check_post(&text, &Options { muted: vec![muted.clone()], ..Options::default() }).findings;
        let expected: Vec<_> = all.into_iter().filter(|f| f.id != muted).collect();
        prop_assert_eq!(left, expected);
    }
}

#[test]
fn a_megabyte_of_each_unkind_text_is_answered() {
    for piece in [
        "a",
        ".",
        "!",
        "1",
        "@",
        " ",
        "\n",
        "a.",
        "1.",
        "a:",
        "'",
        "a'",
        "&",
        "😭",
        "my ",
        "one of my ",
        "one of my families. ",
        "\u{301}",
    ] {
        let text = piece.repeat(1_000_000 / piece.len());
        let report = check_post(&text, &Options::default());
        assert!(report.findings.iter().all(|f| !f.passages.is_empty()), "{piece:?}");
    }
}
