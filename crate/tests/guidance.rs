//! The data of the guidance page: the seed in full, the concerns, and their examples of what is fine.

use second_look::{Concern, Options, Verdict, check_post, guidance::catalogue};
use serde::Deserialize;

const SEED: &str = include_str!("../guidance/seed.txt");

#[derive(Deserialize)]
struct Seed {
    sections: Vec<Section>,
}

#[derive(Deserialize)]
struct Section {
    #[serde(default)]
    heading: Option<String>,
    blocks: Vec<Block>,
}

#[derive(Deserialize)]
struct Block {
    text: String,
    #[serde(default)]
    guidance: Vec<String>,
}

#[derive(Deserialize)]
struct Concerns {
    concern: Vec<ConcernInWords>,
}

#[derive(Deserialize)]
struct ConcernInWords {
    id: Concern,
    fine: Vec<String>,
    guidance: Vec<String>,
}

fn flat(text: &str) -> String {
    text.split_whitespace().filter(|word| *word != "•").collect::<Vec<_>>().join(" ")
}

fn seed() -> Seed {
    toml::from_str(include_str!("../guidance/seed-sections.toml")).expect("seed-sections.toml is well formed")
}

fn concerns() -> Concerns {
    toml::from_str(include_str!("../guidance/concerns.toml")).expect("concerns.toml is well formed")
}

#[test]
fn the_sections_are_the_seed_in_full_and_in_order() {
    let mut shown = Vec::new();
    for section in seed().sections {
        shown.extend(section.heading);
        shown.extend(section.blocks.into_iter().map(|block| block.text));
    }
    assert_eq!(flat(&shown.join("\n")), flat(SEED));
}

#[test]
fn a_block_holds_the_clauses_that_it_names() {
    for block in seed().sections.into_iter().flat_map(|section| section.blocks) {
        for id in block.guidance {
            let item =
                catalogue().iter().find(|item| item.id == id).unwrap_or_else(|| panic!("`{id}` is in no catalogue"));
            assert!(flat(&block.text).contains(&flat(item.text)), "the block does not hold `{id}`: {}", block.text);
        }
    }
}

#[test]
fn each_concern_is_told_once_with_guidance_that_exists() {
    let mut told: Vec<Concern> = Vec::new();
    for concern in concerns().concern {
        assert!(!concern.guidance.is_empty(), "{:?} names no guidance", concern.id);
        for id in concern.guidance {
            assert!(
                catalogue().iter().any(|item| item.id == id),
                "{:?} names `{id}`, which is in no catalogue",
                concern.id
            );
        }
        told.push(concern.id);
    }
    told.sort();
    assert_eq!(told, Concern::ALL);
}

#[test]
fn what_is_said_to_be_fine_is_clear() {
    for concern in concerns().concern {
        for post in concern.fine {
            let report = check_post(&post, &Options::default());
            assert_eq!(report.verdict, Verdict::Clear, "{:?}: «{post}»: {:#?}", concern.id, report.findings);
        }
    }
}
