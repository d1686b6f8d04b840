//! Weighs the evidence that a name is that of somebody in care or at work: what the signs of `names.rs` are worth.
//!
//! Logistic regression again, over few and readable signs. The model of names that describes a document has not seen it:
//! else its word would count for more than it is worth.

use super::{
    FOLDS,
    corpus::Document,
    learn::{Rate, Weight},
};
use second_look::training;
use std::ops::Range;

const EPOCHS: usize = 40;
const RATE: Rate = Rate { step: 0.05, l1: 0.5, l2: 0.5 };

/// What one ten of a weight in `names.rs` stands for: a logit.
const UNIT: f32 = 10.0;

/// How much a candidate of a marked post counts: their names are no confidence, and there are many of them.
const MARKED: f32 = 0.2;

struct Example {
    fold: usize,
    holds: Vec<usize>,
    is: bool,
    weight: f32,
    /// The name and its post.
    shown: (String, String),
}

/// Prints the weights, and how well they do on documents that they have not seen.
pub fn print(documents: &[Document], models: &[Vec<i8>], show: bool) {
    let mut examples = Vec::new();
    let (mut names, mut signs) = (0, 0);
    for document in documents {
        let fold = document.fold(FOLDS);
        names += if document.complete { 0 } else { document.persons.len() };
        let mut before: Vec<&str> = Vec::new();
        for (bytes, holds) in training::candidates(&document.text, &models[fold]) {
            signs = holds.len();
            let text = &document.text[bytes.clone()];
            let near = |r: &Range<usize>| {
                let both = r.end.min(bytes.end).saturating_sub(r.start.max(bytes.start));
                2 * both >= r.end.max(bytes.end) - r.start.min(bytes.start)
            };
            let touch = |r: &Range<usize>| r.start < bytes.end && bytes.start < r.end;
            let is = !document.complete && document.persons.iter().any(near);
            // A later mention, and what is labelled but cut differently, teach nothing.
            let unclear = !is
                && !document.complete
                && (before.contains(&text) || document.persons.iter().chain(&document.places).any(touch));
            before.push(text);
            if !unclear {
                let holds = (0..signs).filter(|&n| holds[n]).collect();
                examples.push(Example {
                    fold,
                    holds,
                    is,
                    weight: if document.complete { MARKED } else { 1.0 },
                    shown: (text.to_owned(), document.text.clone()),
                });
            }
        }
    }
    let learn = |fold: Option<usize>| -> Vec<f32> {
        let mut weights = vec![Weight::default(); signs + 1];
        for _ in 0..EPOCHS {
            for example in examples.iter().filter(|e| Some(e.fold) != fold) {
                let own = example.holds.iter().copied().chain([signs]);
                let sum: f32 = own.clone().map(|n| weights[n].value(RATE)).sum();
                let gradient = (1.0 / (1.0 + (-sum).exp()) - f32::from(u8::from(example.is))) * example.weight;
                own.for_each(|n| weights[n].learn(gradient, RATE));
            }
        }
        weights.iter().map(|w| (w.value(RATE) * UNIT).round()).collect()
    };
    let folds: Vec<Vec<f32>> = (0..FOLDS).map(|fold| learn(Some(fold))).collect();
    println!(
        "{} candidates, {} of {names} labelled names among them",
        examples.len(),
        examples.iter().filter(|e| e.is).count()
    );
    println!("   bar   recall  precision (of candidates; a name that is none is missed)   marked posts' names");
    for bar in [-10, -5, -2, 0, 2, 5, 8, 10] {
        let said =
            |e: &&Example| e.holds.iter().copied().chain([signs]).map(|n| folds[e.fold][n]).sum::<f32>() >= bar as f32;
        let right = examples.iter().filter(|e| e.is).filter(said).count();
        let wrong = examples.iter().filter(|e| !e.is && e.weight == 1.0).filter(said).count();
        let foreign = examples.iter().filter(|e| e.weight < 1.0).filter(said).count();
        println!(
            "{bar:6}   {:.3}   {:.3}   {foreign}",
            right as f64 / names as f64,
            right as f64 / (right + wrong) as f64
        );
    }
    if show {
        let own = |e: &Example| e.holds.iter().copied().chain([signs]).map(|n| folds[e.fold][n]).sum::<f32>();
        for example in examples.iter().filter(|e| e.weight == 1.0 && (own(e) >= 0.0) != e.is) {
            println!(
                "{} {:3} {:?} {}",
                if example.is { "MISSED" } else { "WRONG " },
                own(example),
                example.shown.0,
                example.shown.1
            );
        }
    }
    let all = learn(None);
    println!("weights: {:?}", all.iter().map(|w| *w as i32).collect::<Vec<_>>());
}
