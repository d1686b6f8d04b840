//! What the encoder makes of a text, as plain numbers: its answer, and what a check at read depth is given.
//!
//! Places are bytes of the text in UTF-8, in which a lone surrogate counts as U+FFFD. Numbers are logits: the greater, the
//! more likely; at zero it is as likely as not.

use super::{OUTPUTS, combine};
use crate::Concern;

/// What the encoder makes of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meaning {
    /// The windows through which it was read, in order: one, or several that overlap.
    pub windows: Vec<WindowMeaning>,
    /// The pieces of the text, in order.
    pub pieces: Vec<PieceMeaning>,
}

/// What a window comes to as a whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WindowMeaning {
    /// Its first byte.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// One for each concern, in the order of `Concern::ALL`, and whether it is risky at all.
    pub logits: [f32; OUTPUTS],
}

/// What one piece, a word or a part of one, has to do with each concern.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PieceMeaning {
    /// Its first byte.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// One for each concern, in the order of `Concern::ALL`.
    pub logits: [f32; Concern::ALL.len()],
}

/// How many numbers a window and a piece are.
const OF_WINDOW: usize = 2 + OUTPUTS;
const OF_PIECE: usize = 2 + Concern::ALL.len();

impl Meaning {
    /// What the encoder makes of the whole text: the greatest that it makes of a window.
    pub fn whole(&self) -> [f32; OUTPUTS] {
        combine::of_windows(self.windows.iter())
    }

    /// As one list of numbers, to cross the border of a wasm module: how many windows there are, then each window and each
    /// piece with its start, its end and its logits. Places in a text of up to 16 MB are whole numbers of an `f32`.
    pub fn to_numbers(&self) -> Vec<f32> {
        let mut numbers = Vec::with_capacity(1 + self.windows.len() * OF_WINDOW + self.pieces.len() * OF_PIECE);
        numbers.push(self.windows.len() as f32);
        for WindowMeaning { start, end, logits } in &self.windows {
            numbers.extend([*start as f32, *end as f32].iter().chain(logits));
        }
        for PieceMeaning { start, end, logits } in &self.pieces {
            numbers.extend([*start as f32, *end as f32].iter().chain(logits));
        }
        numbers
    }

    /// From such a list; `None` if it is none.
    pub fn from_numbers(numbers: &[f32]) -> Option<Meaning> {
        let (&count, numbers) = numbers.split_first()?;
        let (windows, pieces) = numbers.split_at_checked((count as usize).checked_mul(OF_WINDOW)?)?;
        let (windows, _) = windows.as_chunks::<OF_WINDOW>();
        let (pieces, rest) = pieces.as_chunks::<OF_PIECE>();
        if !rest.is_empty() {
            return None;
        }
        let windows = windows.iter().map(|[start, end, logits @ ..]| WindowMeaning {
            start: *start as u32,
            end: *end as u32,
            logits: *logits,
        });
        let pieces = pieces.iter().map(|[start, end, logits @ ..]| PieceMeaning {
            start: *start as u32,
            end: *end as u32,
            logits: *logits,
        });
        Some(Meaning { windows: windows.collect(), pieces: pieces.collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_say_the_same() {
        let window = WindowMeaning { start: 0, end: 12, logits: std::array::from_fn(|i| i as f32 - 6.5) };
        let piece = PieceMeaning { start: 3, end: 7, logits: std::array::from_fn(|i| 0.1 * i as f32) };
        for meaning in [
            Meaning::default(),
            Meaning { windows: vec![window], pieces: vec![] },
            Meaning { windows: vec![window; 2], pieces: vec![piece; 5] },
        ] {
            assert_eq!(Meaning::from_numbers(&meaning.to_numbers()), Some(meaning));
        }
    }

    #[test]
    fn other_numbers_are_none() {
        for numbers in [&[][..], &[1.0], &[0.0, 1.0], &[f32::INFINITY], &[-1.0, 2.0], &[f32::NAN, 0.0]] {
            assert_eq!(Meaning::from_numbers(numbers), None, "{numbers:?}");
        }
    }
}
