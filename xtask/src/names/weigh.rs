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
static RATE: std::sync::LazyLock<Rate> = std::sync::LazyLock::new(|| { let e = |n: &str, d: f32| std::env::var(n).ok().and_then(|v| v.parse().ok()).unwrap_or(d); Rate { step: e("STEP", 0.05), l1: e("L1", 0.5), l2: e("L2", 0.5) } });

/// What one ten of a weight in `names.rs` stands for: a logit.
const UNIT: f32 = 10.0;

/// How much a candidate of a marked post counts: their names are no confidence, and there are many of them.
const MARKED: f32 = 0.2;

struct Example {
    fold: usize,
    holds: Vec<usize>,
    is: bool,
    weight: f32,
}

/// Prints the weights, and how well they do on documents that they have not seen.
pub fn print(documents: &[Document], models: &[Vec<i8>]) {
    let mut examples = Vec::new();
    let (mut names, mut signs) = (0, 0);
    for document in documents {
        let fold = document.fold(FOLDS);
        names += if document.complete { 0 } else { document.persons.len() };
        let mut before: Vec<&str> = Vec::new();
        let report = second_look::check_post(&document.text, &second_look::Options::default());
        let mode = std::env::var("MODE").unwrap_or_default();
        let words: Vec<(usize, String)> = document.text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).map(|w| (w.as_ptr() as usize - document.text.as_ptr() as usize, w.to_lowercase())).collect();
        let h = |k: &str, w: &str| (k.bytes().chain(w.bytes()).fold(0xcbf2_9ce4_8422_2325u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)) >> 20) as usize % 16384;
        for (bytes, mut holds) in training::candidates(&document.text, &models[fold]) {
            let mut extra = vec![false; 40 + 16384];
            if mode.contains('r') {
            let at16 = document.text[..bytes.start].encode_utf16().count();
            for f in report.findings.iter().filter(|f| f.concern != second_look::Concern::Identifier) {
                let c = f.concern as usize;
                extra[c] = true;
                if f.passages.iter().any(|p| (p.start as usize).abs_diff(at16) < 80) { extra[12 + c] = true; }
                extra[24 + f.severity as usize] = true;
                extra[28] = true;
                if f.concern != second_look::Concern::SelfDisclosure { extra[29] = true; }
            }
            }
            let at = words.iter().position(|w| w.0 >= bytes.start).unwrap_or(words.len());
            let after = words.iter().position(|w| w.0 >= bytes.end).unwrap_or(words.len());
            if mode.contains('w') {
                for d in 1..=3 { if at >= d { extra[40 + h(&format!("b{d}"), &words[at - d].1)] = true; } if after + d - 1 < words.len() { extra[40 + h(&format!("a{d}"), &words[after + d - 1].1)] = true; } }
            }
            if mode.contains('n') {
                for w in words[at.saturating_sub(8)..at].iter().chain(&words[after..(after + 8).min(words.len())]) { extra[40 + h("n", &w.1)] = true; }
            }
            if mode.contains('p') {
                for (i, w) in words.iter().enumerate() { if i < at || i >= after { extra[40 + h("p", &w.1)] = true; } }
            }
            if mode.contains('2') {
                for w in words.windows(2) { extra[40 + h("2", &format!("{} {}", w[0].1, w[1].1))] = true; }
            }
            holds.extend(extra);
            signs = holds.len();
            let text = &document.text[bytes.clone()];
            let near = |r: &Range<usize>| {
                let both = r.end.min(bytes.end).saturating_sub(r.start.max(bytes.start));
                2 * both >= r.end.max(bytes.end) - r.start.min(bytes.start)
            };
            let touch = |r: &Range<usize>| r.start < bytes.end && bytes.start < r.end;
            let is = !document.complete && document.persons.iter().any(near);
            // A later mention, and what is labelled but cut differently, teach nothing.
            let unclear = !is && !document.complete
                && (before.contains(&text) || document.persons.iter().chain(&document.places).any(touch));
            before.push(text);
            if !unclear {
                let holds = (0..signs).filter(|&n| holds[n]).collect();
                examples.push(Example { fold, holds, is, weight: if document.complete { MARKED } else { 1.0 } });
            }
        }
    }
    let learn = |fold: Option<usize>| -> Vec<f32> {
        let mut weights = vec![Weight::default(); signs + 1];
        for _ in 0..EPOCHS {
            for example in examples.iter().filter(|e| Some(e.fold) != fold) {
                let own = example.holds.iter().copied().chain([signs]);
                let sum: f32 = own.clone().map(|n| weights[n].value(*RATE)).sum();
                let gradient = (1.0 / (1.0 + (-sum).exp()) - f32::from(u8::from(example.is))) * example.weight;
                own.for_each(|n| weights[n].learn(gradient, *RATE));
            }
        }
        weights.iter().map(|w| (w.value(*RATE) * UNIT).round()).collect()
    };
    let folds: Vec<Vec<f32>> = (0..FOLDS).map(|fold| learn(Some(fold))).collect();
    println!("{} candidates, {} of {names} labelled names among them", examples.len(), examples.iter().filter(|e| e.is).count());
    println!("   bar   recall  precision (of candidates; a name that is none is missed)   marked posts' names");
    for bar in [-15, -10, -7, -5, -2, 0, 2, 5, 7, 10, 13, 15] {
        let said = |e: &&Example| e.holds.iter().copied().chain([signs]).map(|n| folds[e.fold][n]).sum::<f32>() >= bar as f32;
        let right = examples.iter().filter(|e| e.is).filter(said).count();
        let wrong = examples.iter().filter(|e| !e.is && e.weight == 1.0).filter(said).count();
        let foreign = examples.iter().filter(|e| e.weight < 1.0).filter(said).count();
        println!("{bar:6}   {:.3}   {:.3}   {foreign}", right as f64 / names as f64, right as f64 / (right + wrong) as f64);
    }
    let all = learn(None);
    if std::env::var("SHOWW").is_ok() { println!("weights: {:?}", all.iter().map(|w| *w as i32).collect::<Vec<_>>()); }
}
