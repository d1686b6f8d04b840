//! The encoder of Second Look: a small language model that reads a post for its meaning.
//!
//! For each piece of a text, and for each window of up to 128 pieces as a whole, it says how much that speaks for each of
//! some outputs. What these are, and what follows from them, is the business of whoever asks (`reader` in the core); here a
//! text is cut into pieces ([`wordpiece`]) and windows ([`windows`]), and the [`model`] is run. The answer for a window is
//! kept for as long as its pieces come up again, so that after an edit only the windows that it touches are read anew.
//!
//! # The answer
//!
//! One list of numbers, which crosses the border of a wasm module as it is: how many windows there are, then each window
//! and each piece with its start, its end and its outputs. Places are bytes of the text in UTF-8; in a text of up to 16 MB
//! they are whole numbers of an `f32`.

mod linear;
mod model;
#[cfg(feature = "wasm")]
mod wasm;
mod weights;
mod windows;
mod wordpiece;

use model::{Answer, Model};
use std::collections::HashMap;
use weights::{Weights, flaw};
use wordpiece::{Piece, Vocabulary};

/// How many windows are kept beyond those of the text at hand.
const MOST_KEPT: usize = 64;

/// Why an encoder could not be loaded.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Flaw);

#[derive(Debug, thiserror::Error)]
enum Flaw {
    #[error("the encoder's vocabulary cannot be used: {0}")]
    Vocabulary(String),
    #[error("the encoder's weights cannot be used: {0}")]
    Weights(String),
}

/// A language model with its vocabulary.
pub struct Encoder {
    model: Model,
    vocabulary: Vocabulary,
    /// What was read, by the pieces of the window.
    known: HashMap<Box<[i32]>, Known>,
    /// How many texts were read.
    texts: usize,
}

/// What the model said of a window.
struct Known {
    answer: Answer,
    /// The text that last needed it.
    text: usize,
}

impl Encoder {
    /// Loads an encoder: its weights as an ONNX file, its vocabulary with one piece a line.
    ///
    /// # Errors
    ///
    /// If one of the two cannot be used, or they do not belong together.
    pub fn load(weights: &[u8], vocabulary: &str) -> Result<Encoder, Error> {
        let vocabulary = Vocabulary::new(vocabulary)?;
        let model = Model::new(&mut Weights::new(weights)?)?;
        let (pieces, most) = (model.pieces(), model.most());
        if pieces != vocabulary.len() {
            return Err(flaw(format!("they are for {pieces} pieces, and the vocabulary has {}", vocabulary.len())));
        }
        if most < windows::MOST + vocabulary.frame.len() {
            return Err(flaw(format!("they read {most} pieces at once, which are too few")));
        }
        Ok(Encoder { model, vocabulary, known: HashMap::new(), texts: 0 })
    }

    /// Reads a text.
    pub fn read(&mut self, text: &str) -> Vec<f32> {
        self.read_on(text, usize::MAX).unwrap_or_default()
    }

    /// Reads at most so many windows of a text, beside those that are known, and answers once none is left. Called again
    /// with the same text it goes on where it was.
    pub fn read_on(&mut self, text: &str, mut most: usize) -> Option<Vec<f32>> {
        let pieces = self.vocabulary.cut(text);
        let windows = windows::windows(&pieces);
        let ids: Vec<Box<[i32]>> = windows.iter().map(|window| self.ids(&pieces[window.clone()])).collect();
        for ids in &ids {
            if let Some(known) = self.known.get_mut(ids) {
                known.text = self.texts;
            } else if most == 0 {
                return None;
            } else {
                most -= 1;
                self.known.insert(ids.clone(), Known { answer: self.model.run(ids), text: self.texts });
            }
        }
        let place = |bytes: [usize; 2]| bytes.map(|byte| byte as f32);
        let mut numbers = vec![windows.len() as f32];
        for (window, ids) in windows.iter().zip(&ids) {
            let ends = match &pieces[window.clone()] {
                [] => [0, text.len()],
                [one] => [one.bytes.start, one.bytes.end],
                [first, .., last] => [first.bytes.start, last.bytes.end],
            };
            numbers.extend(place(ends).iter().chain(&self.known[ids].answer.whole));
        }
        for ((window, answering), ids) in windows.iter().zip(windows::answering(&windows)).zip(&ids) {
            for at in answering {
                let Piece { bytes, .. } = &pieces[at];
                // The first row is that of what frames the window.
                let row = self.known[ids].answer.row(at - window.start + 1);
                numbers.extend(place([bytes.start, bytes.end]).iter().chain(row));
            }
        }
        if self.known.len() > windows.len() + MOST_KEPT {
            self.known.retain(|_, known| known.text == self.texts);
        }
        self.texts += 1;
        Some(numbers)
    }

    /// The numbers of some pieces, framed.
    fn ids(&self, pieces: &[Piece]) -> Box<[i32]> {
        let [before, after] = self.vocabulary.frame;
        [before].into_iter().chain(pieces.iter().map(|piece| piece.id)).chain([after]).collect()
    }
}
