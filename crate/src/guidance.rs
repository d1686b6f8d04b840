//! The guidance that findings cite, as data.
//!
//! Made at build time from `guidance/catalogue.toml`. Only the seed document and statute are quoted
//! (`verbatim`); for everything else `text` is one sentence of our own, with the clause and the publisher's
//! address.

use serde::Serialize;

/// One clause of a guidance document, standard or act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Guidance {
    /// A stable id, also the anchor on the guidance page: `swe-g-conf`.
    pub id: &'static str,
    /// The document's title.
    pub title: &'static str,
    /// The clause or section.
    pub clause: &'static str,
    /// Who publishes it.
    pub publisher: &'static str,
    /// Where it applies.
    pub jurisdiction: &'static str,
    /// Which edition, in words: `in force 2 December 2019`.
    pub edition: &'static str,
    /// The publisher's page.
    pub url: &'static str,
    /// Whether `text` quotes the document word for word.
    pub verbatim: bool,
    /// The excerpt, or what it says in one sentence of our own.
    pub text: &'static str,
    /// The month in which the publisher's page was last read: `2026-11`.
    pub checked_on: &'static str,
    /// What a reader should know of this item, for instance that a newer edition may exist.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'static str>,
    /// The concerns it bears on, by id.
    pub labels: &'static [&'static str],
}

include!(concat!(env!("OUT_DIR"), "/guidance.rs"));

/// Every item of the catalogue, in the order of its file.
pub fn catalogue() -> &'static [Guidance] {
    &CATALOGUE
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The seed with every run of blanks as one, so that a line break in it is no difference.
    fn flat(text: &str) -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn quotations_of_the_seed_stand_in_it_word_for_word() {
        let seed = flat(include_str!("../guidance/seed.txt"));
        for item in catalogue().iter().filter(|item| item.verbatim && item.publisher != "UK Parliament") {
            assert!(
                seed.contains(&flat(item.text)),
                "`{}` is marked verbatim, and the seed document does not hold it",
                item.id
            );
        }
    }

    #[test]
    fn only_the_seed_and_statute_are_quoted() {
        for item in catalogue().iter().filter(|item| item.verbatim) {
            assert!(
                ["Social Work England", "UK Parliament", "tri.x"].iter().any(|p| item.publisher.contains(p)),
                "`{}` quotes {}: say it in one sentence of our own",
                item.id,
                item.publisher
            );
        }
    }
}
