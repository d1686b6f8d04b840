use super::*;
use proptest::prelude::*;

/// The estimate for details given as kind and passage.
fn estimate(details: &[(Detail, &str)]) -> Option<Estimate> {
    let mut text = String::new();
    let mut places = Vec::new();
    for (detail, passage) in details {
        places.push((*detail, text.len()..text.len() + passage.len()));
        text += passage;
        text += "\n";
    }
    of(&Post::new(&text), &places)
}

fn summary_of(details: &[(Detail, &str)]) -> Option<String> {
    estimate(details).map(|found| found.summary)
}

#[test]
fn counts_people_in_a_place() {
    let found = estimate(&[
        (Detail::Age, "15"),
        (Detail::Condition, "autistic"),
        (Detail::Place, "in Grimsby"),
        (Detail::Event, "swallowed a battery"),
    ])
    .expect("three details can be counted");
    // 80,000 × 11 ‰ × 1.7 % = 15.0 less a little.
    assert_eq!(found.summary, "By age and health alone, about 10 people in Grimsby fit (it could be 7 or 30).");
    let steps: Vec<_> = found.steps.iter().map(|s| format!("{}: {}, {}", s.detail, s.says, s.leaves)).collect();
    assert_eq!(
        steps,
        [
            "Grimsby: the place, about 80,000 people live there",
            "Aged 15: about 1 in 90 people in England and Wales, leaves about 900 people",
            "Autism: about 1 in 60 pupils in England, leaves about 10 people",
        ]
    );
    assert_eq!(found.uncounted, ["What happened: no published figure, and it is what people remember."]);
    assert!(found.steps.iter().all(|step| step.url.starts_with("https://")));
}

#[test]
fn says_it_in_words_where_few_are_left() {
    // 8,000 × 3 ‰ × 26.4 % = 6.3; 8,000 × 11 ‰ × 0.08 % = 0.07.
    assert_eq!(
        summary_of(&[(Detail::Age, "She's 87"), (Detail::Condition, "dementia"), (Detail::Place, "in Alnwick")]),
        Some("By age and health alone, about 6 people in Alnwick fit (it could be 3 or 10).".into())
    );
    assert_eq!(
        summary_of(&[(Detail::Age, "15"), (Detail::Family, "triplets"), (Detail::Place, "Alnwick")]),
        Some("By age and family alone, perhaps only one person in Alnwick fits.".into())
    );
    assert_eq!(
        summary_of(&[(Detail::Age, "11"), (Detail::Condition, "Down's syndrome"), (Detail::Place, "Grimsby")]),
        Some("By age and health alone, fewer than 10 people in Grimsby fit.".into()),
        "80,000 × 12 ‰ × 0.064 % = 0.6"
    );
}

#[test]
fn without_a_place_it_is_a_share() {
    // 12 ‰ × 0.94 %.
    assert_eq!(
        summary_of(&[(Detail::Age, "year 5"), (Detail::Condition, "epilepsy")]),
        Some(
            "By age and health alone, about 1 in 4,000 people fits: in a town of 100,000 that would be about 20."
                .into()
        )
    );
}

#[test]
fn says_nothing_where_nothing_can_be_defended() {
    for details in [
        // One detail that can be counted.
        &[(Detail::Age, "15"), (Detail::Event, "fell off the pier")][..],
        &[(Detail::Place, "in Alnwick"), (Detail::Event, "fell off the pier")],
        // A number so great that it would reassure.
        &[(Detail::Age, "15"), (Detail::Place, "in Birmingham")],
        // Whose age it is that goes with the rest is not known.
        &[(Detail::Age, "15"), (Detail::Age, "nan's 39"), (Detail::Place, "in Filey")],
        // Who lives where somebody came from says nothing.
        &[(Detail::Age, "15"), (Detail::Place, "moved down from Filey")],
        // The publication speaks of children.
        &[(Detail::Age, "52"), (Detail::Condition, "autistic")],
        // A sex narrows too little to be one of two details.
        &[(Detail::Event, "a lad on the roof"), (Detail::Place, "in Filey")],
        &[(Detail::Age, "a 300 year old"), (Detail::Place, "in Filey")],
        &[],
    ] {
        assert_eq!(estimate(details), None, "{details:?}");
    }
}

#[test]
fn what_is_unevenly_spread_is_told_and_not_multiplied() {
    let plain = [(Detail::Age, "15"), (Detail::Place, "in Filey")];
    let polish = [plain[0], plain[1], (Detail::Origin, "a Polish family")];
    let (without, with) = (estimate(&plain).expect("counted"), estimate(&polish).expect("counted"));
    assert_eq!(without.steps, with.steps);
    assert_eq!(
        with.uncounted,
        [
            "Polish as the main language: about 1 in 90 people in England and Wales, but many more in some places than in others."
        ]
    );
}

#[test]
fn rounds_to_one_figure() {
    for (number, expected) in [
        (0.0, "1"),
        (1.4, "1"),
        (9.4, "9"),
        (9.5, "10"),
        (14.9, "10"),
        (15.0, "20"),
        (949.0, "900"),
        (95_000.0, "100,000"),
    ] {
        assert_eq!(about(number), expected, "{number}");
    }
    assert_eq!(grouped(1_234_567), "1,234,567");
}

/// Ages, also such as nobody has, and any figures.
fn facts() -> impl Strategy<Value = (Option<Ages>, Facts<'static>)> {
    let ages = proptest::option::of((any::<u8>(), any::<u8>()).prop_map(|(a, b)| (a.min(b), a.max(b))));
    (ages, 0..1u64 << FIGURES.len()).prop_map(|(ages, figures)| (ages, Facts { figures, ..Facts::default() }))
}

proptest! {
    #[test]
    fn a_further_detail_never_makes_it_more((age, facts) in facts(), more in 0..FIGURES.len()) {
        let share = fewest(age, &facts).share;
        let further = Facts { figures: facts.figures | 1 << more, ..Facts::default() };
        prop_assert!(fewest(age, &further).share <= share);
        // An age in place of none.
        prop_assert!(share <= fewest(None, &facts).share);
    }

    #[test]
    fn a_share_is_a_share((age, facts) in facts()) {
        let product = fewest(age, &facts);
        prop_assert!(product.share > 0.0 && product.share <= 1.0);
        let factors = product.figures.iter().map(|(_, share)| share).product::<f64>();
        let expected = factors * product.age.map_or(1.0, share_of_ages);
        prop_assert!((product.share / expected - 1.0).abs() < 1e-9);
    }

    #[test]
    fn rounding_keeps_the_order(a in 0.0..1e9f64, b in 0.0..1e9f64) {
        prop_assert!(rounded(a.min(b)) <= rounded(a.max(b)));
        prop_assert!(a < 1.0 || (rounded(a) as f64 / a - 1.0).abs() <= 0.5);
    }

    #[test]
    fn never_panics(passages in proptest::collection::vec("\\PC{0,30}|(year|aged|in|[0-9]{1,12}|eighty|Hull|’s|months) ?", 0..6)) {
        const KINDS: [Detail; 9] = [
            Detail::Age, Detail::Place, Detail::Time, Detail::Family,
            Detail::Condition, Detail::Event, Detail::Origin, Detail::Work,
            Detail::Look,
        ];
        let details: Vec<_> = passages.iter().enumerate().map(|(i, passage)| (KINDS[i % 9], passage.as_str())).collect();
        estimate(&details);
    }
}
