//! The windows through which the encoder reads a long text.
//!
//! The model sees no more than [`MOST`] pieces at once. A longer text is read in windows that end with a sentence where
//! one ends late enough, and that overlap, so that each piece is seen with what stands around it.

use super::wordpiece::Piece;
use std::ops::Range;

/// The most pieces of a window: the model reads 128, of which two frame the text.
pub(super) const MOST: usize = 126;

/// The fewest pieces of a window of a longer text.
const FEWEST: usize = 80;

/// The most pieces that two windows share.
const OVERLAP: usize = 32;

/// The windows of some pieces, in order; a text without any has one, which is empty.
pub(super) fn windows(pieces: &[Piece]) -> Vec<Range<usize>> {
    let mut windows = Vec::new();
    let mut start = 0;
    while pieces.len() - start > MOST {
        let end = after_sentence(pieces, start + FEWEST..start + MOST).next_back().unwrap_or(start + MOST);
        windows.push(start..end);
        start = after_sentence(pieces, end - OVERLAP..end - 1).next().unwrap_or(end - OVERLAP);
    }
    windows.push(start..pieces.len());
    windows
}

/// The places right after the sentences that end with one of some pieces.
fn after_sentence(pieces: &[Piece], among: Range<usize>) -> impl DoubleEndedIterator<Item = usize> {
    among.filter(|&piece| pieces[piece].ends_sentence).map(|piece| piece + 1)
}

/// Which of its pieces each window answers for: where two overlap, each piece belongs to the one whose edge is further.
pub(super) fn answering(windows: &[Range<usize>]) -> impl Iterator<Item = Range<usize>> {
    let middle = |pair: &[Range<usize>]| (pair[1].start + pair[0].end) / 2;
    let starts = windows.first().map(|first| first.start).into_iter().chain(windows.windows(2).map(middle));
    let ends = windows.windows(2).map(middle).chain(windows.last().map(|last| last.end));
    starts.zip(ends).map(|(start, end)| start..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn windows_cover_a_text_and_answer_for_each_piece_once(ends in proptest::collection::vec(proptest::bool::weighted(0.07), 0..900)) {
            let piece = |(at, &ends_sentence)| Piece { id: 0, bytes: at..at + 1, ends_sentence };
            let pieces: Vec<Piece> = ends.iter().enumerate().map(piece).collect();
            let windows = windows(&pieces);
            prop_assert_eq!((windows[0].start, windows[windows.len() - 1].end), (0, pieces.len()));
            prop_assert!(windows.iter().all(|window| window.len() <= MOST));
            for pair in windows.windows(2) {
                prop_assert!(pair[0].start < pair[1].start && pair[1].start < pair[0].end, "{:?}", pair);
            }
            let mut next = 0;
            for (answering, window) in answering(&windows).zip(&windows) {
                prop_assert!(answering.start == next && window.start <= answering.start && answering.end <= window.end);
                next = answering.end;
            }
            prop_assert_eq!(next, pieces.len());
        }
    }

    #[test]
    fn windows_end_with_sentences() {
        let pieces: Vec<Piece> =
            (0..300).map(|at| Piece { id: 0, bytes: at..at + 1, ends_sentence: at % 20 == 19 }).collect();
        assert_eq!(windows(&pieces), [0..120, 100..220, 200..300]);
    }
}
