//! Options change words and order, and what is muted goes: nothing else. `docs/options.md` is the promise.

use proptest::prelude::*;
use second_look::{Audience, Concern, Finding, Options, Report, Role, Severity, Shown, Verdict, check_post};
use std::collections::BTreeSet;

/// Sentences that touch every concern between them, the last three none.
const SENTENCES: [&str; 15] = [
    "One of my families made me cry today.",
    "Keeley Brannigan rang again, 07700 900142.",
    "A lad I support moved here with three younger brothers after the fire.",
    "Here is a photo of the case notes from my visit.",
    "The judge made the care order this morning and I was there.",
    "I looked her up on Facebook before the visit.",
    "One of my care leavers added me on Snapchat and I accepted.",
    "Immigrants are scum.",
    "Hungover at work again and nobody noticed.",
    "My manager is useless and has been off with stress.",
    "Nine of us left on our team, and caseloads here are thirty each.",
    "I voted Labour, and I'm a practising Catholic.",
    "The kettle is on.",
    "Children in care need stability.",
    "What a goal!",
];

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(SENTENCES.to_vec()), 0..9).prop_map(|sentences| sentences.join(" "))
}

fn authors() -> impl Strategy<Value = Options> {
    let one_of = |values: &'static [Shown]| prop::sample::select(values);
    (
        prop::sample::select(&Audience::ALL[..]),
        one_of(&Shown::ALL),
        one_of(&Shown::ALL),
        prop::sample::select(&Role::ALL[..]),
    )
        .prop_map(|(audience, author_employer, author_job, author_role)| Options {
            audience,
            author_employer,
            author_job,
            author_role,
            ..Options::default()
        })
}

/// Findings as the rules made them: without the words that options add, and in the order of the text.
fn substance(report: &Report, plain: &Report) -> Vec<Finding> {
    let mut findings = report.findings.clone();
    for finding in &mut findings {
        let own = plain.findings.iter().find(|f| f.id == finding.id && f.passages == finding.passages);
        finding.reason = match own {
            Some(own) if finding.reason.starts_with(&own.reason) => own.reason.clone(),
            _ => format!("not of the rule's own words: {}", finding.reason),
        };
    }
    findings.sort_by_key(|f| (std::cmp::Reverse(f.severity), f.passages.clone(), f.concern, f.rule.clone()));
    findings
}

fn verdict_of(findings: &[Finding]) -> Verdict {
    findings.iter().map(|f| f.severity).max().map_or(Verdict::Clear, |gravest| match gravest {
        Severity::Advisory => Verdict::Advisory,
        Severity::Medium => Verdict::Check,
        Severity::High => Verdict::Stop,
    })
}

proptest! {
    #[test]
    fn audience_and_author_change_words_and_order_alone(text in texts(), options in authors()) {
        let plain = check_post(&text, &Options::default());
        let report = check_post(&text, &options);
        prop_assert_eq!(report.verdict, plain.verdict);
        prop_assert_eq!(substance(&report, &plain), substance(&plain, &plain));
        prop_assert!(report.findings.is_sorted_by_key(|f| std::cmp::Reverse(f.severity)), "the gravest come first");
    }

    #[test]
    fn muting_takes_away_and_does_nothing_else(
        text in texts(),
        options in authors(),
        ids in prop::collection::vec(any::<prop::sample::Index>(), 0..3),
        rules in prop::collection::vec(any::<prop::sample::Index>(), 0..3),
    ) {
        let all = check_post(&text, &options).findings;
        prop_assume!(!all.is_empty());
        let muted: Vec<_> = ids.iter().map(|i| i.get(&all).id.clone()).collect();
        let muted_rules: Vec<_> = rules.iter().map(|i| i.get(&all).rule.clone()).collect();
        let expected: Vec<_> =
            all.iter().filter(|f| !muted.contains(&f.id) && !muted_rules.contains(&f.rule)).cloned().collect();
        let left = check_post(&text, &Options { muted, muted_rules, ..options });
        prop_assert_eq!(left.verdict, verdict_of(&expected));
        prop_assert_eq!(left.findings, expected);
    }
}

#[test]
fn the_sentences_touch_every_concern() {
    let report = check_post(&SENTENCES[..12].join(" "), &Options::default());
    let touched: BTreeSet<_> = report.findings.iter().map(|f| f.concern).collect();
    assert_eq!(touched.into_iter().collect::<Vec<_>>(), Concern::ALL);
}

/// The concerns of the findings of all sentences, in the order of the report and each once, with the words that were
/// added to the first reason of each.
fn told(options: Options) -> Vec<(Concern, Severity, String)> {
    let text = SENTENCES[..12].join(" ");
    let plain = check_post(&text, &Options::default());
    let mut told: Vec<(Concern, Severity, String)> = Vec::new();
    for f in check_post(&text, &options).findings {
        if told.iter().any(|(concern, ..)| *concern == f.concern) {
            continue;
        }
        let own = plain.findings.iter().find(|p| p.id == f.id).expect("the same findings");
        told.push((f.concern, f.severity, f.reason[own.reason.len()..].to_owned()));
    }
    told
}

fn added(told: &[(Concern, Severity, String)], concern: Concern) -> &str {
    &told.iter().find(|t| t.0 == concern).expect("every concern is touched").2
}

#[test]
fn a_private_audience_is_told_that_it_may_not_stay_private() {
    let told = told(Options { audience: Audience::Private, ..Options::default() });
    assert_eq!(told[0].0, Concern::Contact);
    for concern in [Concern::Identifier, Concern::ServiceUser, Concern::Employer] {
        assert!(added(&told, concern).starts_with(" Even in a private message or a closed group"), "{concern:?}");
    }
}

#[test]
fn with_the_employer_in_the_profile_what_touches_it_comes_first() {
    let told = told(Options { author_employer: Shown::Yes, ..Options::default() });
    let first_two = |severity| told.iter().filter(|t| t.1 == severity).map(|t| t.0).take(2).collect::<BTreeSet<_>>();
    assert_eq!(first_two(Severity::High), BTreeSet::from([Concern::Abuse, Concern::PublicConfidence]));
    assert_eq!(first_two(Severity::Medium), BTreeSet::from([Concern::Colleague, Concern::Employer]));
    assert!(added(&told, Concern::Employer).contains("readers can connect this post with your employer"));
}

#[test]
fn without_it_the_post_may_still_be_linked() {
    let told = told(Options { author_employer: Shown::No, ..Options::default() });
    assert!(added(&told, Concern::PublicConfidence).contains("may still be linked to you"));
    assert_eq!(added(&told, Concern::Contact), "");
}

#[test]
fn a_reason_gains_two_sentences_at_most() {
    for audience in Audience::ALL {
        for (author_employer, author_job) in Shown::ALL.iter().flat_map(|e| Shown::ALL.map(|j| (*e, j))) {
            for author_role in Role::ALL {
                let told = told(Options { audience, author_employer, author_job, author_role, ..Options::default() });
                assert!(told.iter().all(|(.., added)| added.matches('.').count() <= 2), "{told:?}");
            }
        }
    }
}

#[test]
fn options_that_are_not_known_are_refused_with_what_is() {
    let fault = |json: &str| serde_json::from_str::<Options>(json).expect_err(json).to_string();
    let says = |json: &str, words: &[&str]| {
        let fault = fault(json);
        assert!(words.iter().all(|word| fault.contains(word)), "{json}: {fault}");
    };
    says(
        r#"{"audiance": "public"}"#,
        &[
            "unknown field `audiance`",
            "`muted`",
            "`muted_rules`",
            "`audience`",
            "`author_employer`",
            "`author_job`",
            "`author_role`",
            "`sensitivity`",
        ],
    );
    says(r#"{"audience": "friends"}"#, &["`friends`", "`public`", "`limited`", "`private`", "`unknown`"]);
    says(r#"{"author_employer": "true"}"#, &["`true`", "`yes`", "`no`", "`unknown`"]);
    says(r#"{"author_role": "nurse"}"#, &["`nurse`", "`social-worker`", "`student`", "`manager`"]);
    says(r#"{"sensitivity": "high"}"#, &["`high`", "`usual`", "`more`"]);
    says(r#"{"muted": "all"}"#, &["\"all\"", "sequence"]);
    let known = r#"{"muted":["a"],"muted_rules":["b"],"audience":"limited","author_employer":"yes","author_job":"no","author_role":"student","sensitivity":"more"}"#;
    let options: Options = serde_json::from_str(known).expect("all of it is known");
    assert_eq!(serde_json::to_string(&options).expect("plain data"), known);
}
