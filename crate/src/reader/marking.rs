//! Which words carry a judgement, read off what the encoder makes of each of them.
//!
//! How this is done best differs by concern: an identifier is some words, a jigsaw's details are clauses one by one, what
//! somebody was told in court may be several clauses in a row. So each concern has a way and a level of its own, which
//! are chosen with the thresholds (`reader/src/combine.rs`).

use super::{Reading, combine::Point};
use crate::{post::Post, report::Concern, text::Kind};
use std::ops::Range;

/// How the words are put together to passages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Words in a row, one of them up to the level and the others nearly.
    Words,
    /// Clauses whose words reach the level on average.
    Clauses,
    /// The same, and those in a row in one sentence as one.
    Rows,
}

impl Way {
    /// All, each at its number.
    pub const ALL: [Way; 3] = [Way::Words, Way::Clauses, Way::Rows];
}

/// How passages of a concern are found.
#[derive(Clone, Copy, Debug)]
pub struct Marking {
    /// How words are put together.
    pub way: Way,
    /// The probability that they reach.
    pub level: f32,
}

/// Beside a word up to the level, others count from this share of it.
const NEARLY: f32 = 0.7;

/// Where no word is more likely than this, nothing points anywhere.
const POINTS_NOWHERE: f32 = 0.08;

/// The words that begin a clause.
const JOINING: [&str; 6] = ["and", "but", "because", "so", "when", "while"];

/// The passages of a concern in a part of a post, in units, in order. Where nothing reaches the level, the likeliest.
pub(super) fn passages(post: &Post, reading: &Reading, concern: Concern, marking: Marking) -> Vec<Range<usize>> {
    let voice = |point: &Point| 1.0 / (1.0 + (-point[concern as usize]).exp());
    // Words only: what ends a sentence carries nothing.
    let words: Vec<(usize, f32)> = reading
        .units
        .clone()
        .zip(&reading.points)
        .filter(|(unit, _)| post.units[*unit].kind != Kind::Break)
        .map(|(unit, point)| (unit, voice(point)))
        .collect();
    let greatest = |voices: &mut dyn Iterator<Item = f32>| voices.fold(0.0, f32::max);
    if greatest(&mut words.iter().map(|word| word.1)) < POINTS_NOWHERE {
        return Vec::new();
    }
    match marking.way {
        Way::Words => {
            let level = marking.level.min(greatest(&mut words.iter().map(|word| word.1)));
            words
                .chunk_by(|(_, one), (_, next)| (*one >= NEARLY * level) == (*next >= NEARLY * level))
                .filter(|run| run.iter().any(|(_, voice)| *voice >= level))
                .map(reach)
                .collect()
        }
        Way::Clauses | Way::Rows => {
            let clauses: Vec<(&[(usize, f32)], f32)> = words
                .chunk_by(|one, next| !parted(post, one.0, next.0))
                .map(|clause| (clause, clause.iter().map(|word| word.1).sum::<f32>() / clause.len() as f32))
                .collect();
            let level = marking.level.min(greatest(&mut clauses.iter().map(|clause| clause.1)));
            // What ends a sentence stands between two words.
            let beside = |one: &[(usize, f32)], next: &[(usize, f32)]| reach(one).end == next[0].0;
            clauses
                .chunk_by(|one, next| {
                    marking.way == Way::Rows && one.1 >= level && next.1 >= level && beside(one.0, next.0)
                })
                .filter(|row| row[0].1 >= level)
                .map(|row| reach(row[0].0).start..reach(row[row.len() - 1].0).end)
                .collect()
        }
    }
}

/// The units of some words in a row.
fn reach(words: &[(usize, f32)]) -> Range<usize> {
    words[0].0..words[words.len() - 1].0 + 1
}

/// Whether a clause ends between two words: by a sign, or because the next begins one.
fn parted(post: &Post, one: usize, next: usize) -> bool {
    let between = &post.text[post.units[one].end as usize..post.units[next].start as usize];
    between.contains(['.', '!', '?', ',', ';', ':', '\n', '(', ')', '–', '—'])
        || between.contains(" - ")
        || JOINING.iter().any(|joining| post.word(next).eq_ignore_ascii_case(joining))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::{Meaning, OUTPUTS, PieceMeaning, WindowMeaning, combine::combine};

    const UNLIKELY: f32 = -6.0;

    /// The passages for service users in a text, in which the encoder points at some words so strongly.
    fn passages_of<'t>(text: &'t str, words: &[(&str, f32)], way: Way, level: f32) -> Vec<&'t str> {
        let post = Post::new(text);
        let mut reading = Reading::of(0..post.units.len());
        let mut pieces: Vec<PieceMeaning> = words
            .iter()
            .map(|(word, logit)| {
                let start = text.find(word).expect("it is there") as u32;
                let mut logits = [UNLIKELY; Concern::ALL.len()];
                logits[Concern::ServiceUser as usize] = *logit;
                PieceMeaning { start, end: start + word.len() as u32, logits }
            })
            .collect();
        pieces.sort_by_key(|piece| piece.start);
        let window = WindowMeaning { start: 0, end: text.len() as u32, logits: [1.0; OUTPUTS] };
        combine(&post, &mut reading, &Meaning { windows: vec![window], pieces });
        let found = passages(&post, &reading, Concern::ServiceUser, Marking { way, level });
        found.into_iter().map(|units| &text[post.bytes(units)]).collect()
    }

    const TEXT: &str = "He waved from the window, shouting. Then he cried and the day went on.";

    #[test]
    fn words_in_a_row_are_a_passage_if_one_is_up_to_the_level() {
        let words = [("ave", 2.0), ("from", 0.3), ("cri", 1.0), ("day", 0.1)];
        assert_eq!(passages_of(TEXT, &words, Way::Words, 0.7), ["waved from", "cried"]);
        assert_eq!(passages_of(TEXT, &words, Way::Words, 0.8), ["waved from"]);
        assert_eq!(passages_of(TEXT, &words, Way::Words, 0.99), ["waved"], "the likeliest, if none is up to it");
    }

    #[test]
    fn clauses_end_with_signs_and_before_words_that_join() {
        let words = [("waved", 3.0), ("from", 3.0), ("the", 3.0), ("window", 3.0), ("shout", 3.0), ("went", 4.0)];
        assert_eq!(passages_of(TEXT, &words, Way::Clauses, 0.6), ["He waved from the window", "shouting"]);
        assert_eq!(passages_of(TEXT, &words, Way::Rows, 0.6), ["He waved from the window, shouting"]);
        assert_eq!(passages_of(TEXT, &words, Way::Rows, 0.94), ["shouting"]);
        assert_eq!(
            passages_of("He waved. He cried.", &[("waved", 4.0), ("cried", 4.0)], Way::Rows, 0.3),
            ["He waved", "He cried"]
        );
        assert_eq!(passages_of(TEXT, &[("went", 4.0)], Way::Clauses, 0.9), ["and the day went on"]);
    }

    #[test]
    fn where_nothing_points_anywhere_there_is_none() {
        for way in Way::ALL {
            assert_eq!(passages_of(TEXT, &[("waved", -3.0)], way, 0.5), Vec::<&str>::new());
            assert_eq!(passages_of(TEXT, &[], way, 0.5), Vec::<&str>::new());
        }
    }
}
