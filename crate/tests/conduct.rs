//! Look-alikes of published conduct cases at read depth: posts of the kind for which people were struck off, harmless posts that
//! share their words, and statements of belief. They are invented, and neither reader has learned from them.

#![cfg(feature = "cli")]

mod read;

use second_look::Verdict;
use serde::Deserialize;

#[derive(Deserialize)]
struct Post {
    text: String,
    verdict: Verdict,
}

#[test]
fn look_alikes_of_conduct_cases_are_told_apart() {
    let lines = std::fs::read_to_string(read::file("conduct.jsonl")).expect("it is there");
    let posts = lines.lines().map(|line| serde_json::from_str::<Post>(line).expect("a line of it"));
    let (mut right, mut wrong, mut missed) = (0.0, 0.0, 0.0);
    for post in posts {
        let said = read::check(&post.text).verdict;
        match (said >= Verdict::Check, post.verdict >= Verdict::Check) {
            (true, true) => right += 1.0,
            (true, false) => wrong += 1.0,
            (false, true) => missed += 1.0,
            (false, false) => {}
        }
        assert!(post.verdict != Verdict::Advisory || said <= Verdict::Advisory, "a belief: {}", post.text);
    }
    let (precision, recall) = (right / (right + wrong), right / (right + missed));
    assert!(precision >= 0.85 && recall >= 0.65, "precision {precision}, recall {recall}");
}
