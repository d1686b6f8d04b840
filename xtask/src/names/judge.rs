//! Judges the model: names found, names missed, posts without a person in which one was seen.

use super::{FOLDS, corpus::Document};
use flate2::{Compression, write::GzEncoder};
use second_look::training::{UNIT, tag};
use std::{io::Write, ops::Range};

/// The names that a model sees in a text.
fn found(text: &str, weights: &[i8], bar: f32) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    tag(text, |candidate| {
        let sum: i32 = candidate.features.iter().map(|&f| i32::from(weights[f as usize])).sum();
        let said = sum as f32 >= bar * UNIT;
        if said {
            match found.last_mut() {
                Some(last) if candidate.joins => last.end = candidate.bytes.end,
                _ => found.push(candidate.bytes),
            }
        }
        said
    });
    found
}

#[derive(Default)]
struct Tally {
    persons: usize,
    touched: usize,
    exact: usize,
    said: usize,
    right: usize,
    posts: usize,
    flagged: usize,
    places: usize,
    mistaken: usize,
}

impl Tally {
    fn count(&mut self, document: &Document, found: &[Range<usize>]) {
        let touch = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
        self.persons += document.persons.len();
        self.touched += document.persons.iter().filter(|p| found.iter().any(|f| touch(p, f))).count();
        self.exact += document.persons.iter().filter(|p| found.contains(p)).count();
        self.said += found.len();
        let right = |f: &&Range<usize>| document.persons.iter().chain(&document.handles).any(|p| touch(p, f));
        self.right += found.iter().filter(right).count();
        self.places += document.places.len();
        self.mistaken += document.places.iter().filter(|p| found.iter().any(|f| touch(p, f))).count();
        if document.complete && document.persons.is_empty() {
            self.posts += 1;
            self.flagged += usize::from(!found.is_empty());
        }
    }

    fn row(&self) -> String {
        let of = |a: usize, b: usize| a as f64 / b as f64;
        let recall = of(self.touched, self.persons);
        if self.posts == 0 {
            // Where not all names are marked, nobody can say what is wrong but a place.
            return format!(
                "{recall:.3}   of {} names; {} of {} places taken for a person",
                self.persons, self.mistaken, self.places
            );
        }
        let (p, r) = (of(self.exact, self.said), of(self.exact, self.persons));
        format!(
            "{recall:.3}   {:.3}   {:.3}   {:4.1} %   {:6}",
            of(self.right, self.said),
            2.0 * p * r / (p + r),
            100.0 * of(self.flagged, self.posts),
            self.persons,
        )
    }
}

/// Prints the tables.
pub fn print(documents: &[Document], models: &[Vec<i8>], show: bool) {
    let nonzero = models.iter().map(|m| m.iter().filter(|w| **w != 0).count()).sum::<usize>() / models.len();
    println!(
        "{} documents; a model has {nonzero} weights that are not nought and weighs {} bytes gzip\n",
        documents.len(),
        gzip(&models[0])
    );
    println!("                     bar   recall  precis. F1exact flagged    names");
    let marked: Vec<&Document> = documents.iter().filter(|d| d.complete).collect();
    let care: Vec<&Document> = documents.iter().filter(|d| !d.complete).collect();
    for (name, part) in [("marked posts", &marked), ("labelled posts", &care)] {
        if part.is_empty() {
            continue;
        }
        for bar in [-1.0, -0.5, -0.25, 0.0, 0.5, 1.0] {
            let mut tally = Tally::default();
            for document in part {
                tally.count(document, &found(&document.text, &models[document.fold(FOLDS)], bar));
            }
            println!("{name:18} {bar:5.2}   {}", tally.row());
        }
    }
    let mut sections: Vec<&str> = marked.iter().map(|d| section(&d.id)).collect();
    sections.sort_unstable();
    sections.dedup();
    for name in sections {
        let mut tally = Tally::default();
        for document in marked.iter().filter(|d| section(&d.id) == name) {
            tally.count(document, &found(&document.text, &models[document.fold(FOLDS)], 0.0));
        }
        println!("{name:18} {:5.2}   {}", 0.0, tally.row());
    }
    if show {
        for document in documents {
            let found = found(&document.text, &models[document.fold(FOLDS)], 0.0);
            let words =
                |ranges: &[Range<usize>]| -> Vec<&str> { ranges.iter().map(|r| &document.text[r.clone()]).collect() };
            let touch = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
            let mut missed = document.persons.clone();
            missed.retain(|p| !found.iter().any(|f| touch(p, f)));
            let mut wrong = found.clone();
            wrong.retain(|f| !document.persons.iter().chain(&document.handles).any(|p| touch(p, f)));
            if !missed.is_empty() || document.complete && !wrong.is_empty() {
                println!(
                    "{} missed {:?} wrong {:?}\n    {}",
                    document.id,
                    words(&missed),
                    words(&wrong),
                    document.text
                );
            }
        }
    }
}

fn gzip(weights: &[i8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let bytes: Vec<u8> = weights.iter().map(|w| *w as u8).collect();
    encoder.write_all(&bytes).and_then(|()| encoder.finish()).map_or(0, |packed| packed.len())
}

fn section(id: &str) -> &str {
    id.rsplit_once('-').map_or(id, |(section, _)| section)
}
