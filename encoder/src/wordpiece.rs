//! Cuts a text into the pieces that the encoder knows, each with its place.
//!
//! The model was trained on pieces that BERT's lower-case tokeniser makes, so the steps are those, in one pass:
//! what cannot be seen is left out, letters are stripped of accents and made small, words end at blanks, punctuation and
//! Chinese characters stand alone, and of each word the longest piece that the vocabulary has is taken, again and again.
//! Each letter of a word keeps the bytes that it comes from; no piece of a library does that for all of these steps.

use super::{Error, Flaw};
use std::{collections::HashMap, ops::Range};
use unicode_normalization::char::decompose_canonical;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// A longer word, in letters, is no word: it becomes one unknown piece.
const LONGEST_WORD: usize = 100;

/// What stands before the pieces of a word that do not begin it.
const WITHIN: &str = "##";

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its number in the vocabulary.
    pub id: i32,
    /// Where it stands, in bytes of the text.
    pub bytes: Range<usize>,
    /// Whether a sentence or a line ends with it.
    pub ends_sentence: bool,
}

/// The pieces that a model knows.
pub(super) struct Vocabulary {
    beginning: HashMap<Box<str>, i32>,
    within: HashMap<Box<str>, i32>,
    /// The letters of the longest piece.
    longest: usize,
    unknown: i32,
    /// What stands before and after the pieces of a window.
    pub frame: [i32; 2],
}

impl Vocabulary {
    /// Reads a vocabulary: one piece a line.
    pub fn new(lines: &str) -> Result<Vocabulary, Error> {
        let (mut beginning, mut within) = (HashMap::new(), HashMap::new());
        for (id, line) in lines.lines().enumerate() {
            let (piece, pieces) = match line.strip_prefix(WITHIN) {
                Some(rest) if !rest.is_empty() => (rest, &mut within),
                _ => (line, &mut beginning),
            };
            if piece.is_empty() || pieces.insert(Box::from(piece), id as i32).is_some() {
                return Err(Flaw::Vocabulary(format!("line {} is empty, or was there before", id + 1)).into());
            }
        }
        let of = |piece: &str| {
            let missing = || Error(Flaw::Vocabulary(format!("there is no piece {piece}")));
            beginning.get(piece).copied().ok_or_else(missing)
        };
        let (unknown, frame) = (of("[UNK]")?, [of("[CLS]")?, of("[SEP]")?]);
        let longest = beginning.keys().chain(within.keys()).map(|piece| piece.chars().count()).max().unwrap_or(0);
        Ok(Vocabulary { beginning, within, longest, unknown, frame })
    }

    /// The number of its pieces.
    pub fn len(&self) -> usize {
        self.beginning.len() + self.within.len()
    }

    /// Cuts a text into pieces, in order.
    pub fn cut(&self, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(text.len() / 4);
        let mut word = Word::default();
        for (start, c) in text.char_indices() {
            let bytes = start..start + c.len_utf8();
            if c.is_whitespace() && !is_unseen(c) {
                self.finish(&mut word, &mut pieces);
                if c == '\n' {
                    end_sentence(&mut pieces);
                }
            } else if is_chinese(c) {
                self.finish(&mut word, &mut pieces);
                plain(c, |c| word.push(c, &bytes));
                self.finish(&mut word, &mut pieces);
            } else if !is_unseen(c) {
                plain(c, |c| {
                    if !is_punctuation(c) {
                        return word.push(c, &bytes);
                    }
                    self.finish(&mut word, &mut pieces);
                    word.push(c, &bytes);
                    self.finish(&mut word, &mut pieces);
                    if matches!(c, '.' | '!' | '?' | '…') {
                        end_sentence(&mut pieces);
                    }
                });
            }
        }
        self.finish(&mut word, &mut pieces);
        pieces
    }

    /// Adds the pieces of a word, and empties it.
    fn finish(&self, word: &mut Word, pieces: &mut Vec<Piece>) {
        let Word { letters, ends, bytes } = &*word;
        let before = pieces.len();
        let mut first = 0;
        let mut pieces_of_part = &self.beginning;
        while first < ends.len() && ends.len() <= LONGEST_WORD {
            let from = if first == 0 { 0 } else { ends[first - 1] };
            let most = (first + self.longest).min(ends.len());
            let longest = (first + 1..=most)
                .rev()
                .find_map(|end| Some((end, *pieces_of_part.get(&letters[from..ends[end - 1]])?)));
            let Some((end, id)) = longest else { break };
            let bytes = bytes[first].start..bytes[end - 1].end;
            pieces.push(Piece { id, bytes, ends_sentence: false });
            (first, pieces_of_part) = (end, &self.within);
        }
        if let (true, Some(first), Some(last)) = (first < ends.len(), bytes.first(), bytes.last()) {
            // A word of which any part is unknown is unknown as a whole.
            pieces.truncate(before);
            pieces.push(Piece { id: self.unknown, bytes: first.start..last.end, ends_sentence: false });
        }
        word.clear();
    }
}

/// A word while it is read: its letters as the vocabulary spells them, and where each ends and comes from.
#[derive(Default)]
struct Word {
    letters: String,
    ends: Vec<usize>,
    bytes: Vec<Range<usize>>,
}

impl Word {
    fn push(&mut self, c: char, from: &Range<usize>) {
        // Of what is too long, only the place is kept.
        if self.ends.len() > LONGEST_WORD {
            self.ends.pop();
            self.bytes.pop();
        } else {
            self.letters.push(c);
        }
        self.ends.push(self.letters.len());
        self.bytes.push(from.clone());
    }

    fn clear(&mut self) {
        self.letters.clear();
        self.ends.clear();
        self.bytes.clear();
    }
}

fn end_sentence(pieces: &mut [Piece]) {
    if let Some(last) = pieces.last_mut() {
        last.ends_sentence = true;
    }
}

/// Calls `emit` with a letter as the vocabulary spells it: small, and without accents.
fn plain(c: char, mut emit: impl FnMut(char)) {
    if c.is_ascii() {
        return emit(c.to_ascii_lowercase());
    }
    decompose_canonical(c, |part| {
        if part.general_category() != GeneralCategory::NonspacingMark {
            part.to_lowercase().for_each(&mut emit);
        }
    });
}

/// What stands in a text and cannot be seen, blanks aside.
fn is_unseen(c: char) -> bool {
    use GeneralCategory::{Control, Format, PrivateUse};
    c == '\u{fffd}' || !matches!(c, '\t' | '\n' | '\r') && matches!(c.general_category(), Control | Format | PrivateUse)
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || !c.is_ascii() && c.general_category_group() == GeneralCategoryGroup::Punctuation
}

/// The blocks of ideographs that BERT's tokeniser sets apart.
fn is_chinese(c: char) -> bool {
    matches!(c,
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2a6df}' | '\u{2a700}'..='\u{2b73f}'
        | '\u{2b740}'..='\u{2b81f}' | '\u{2b920}'..='\u{2ceaf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn vocabulary() -> Vocabulary {
        Vocabulary::new("[PAD]\n[UNK]\n[CLS]\n[SEP]\nh\n##e\n##l\nhel\n##lo\ne\n.\n犬\ncafe\n##s\nnun\n😀")
            .expect("it is one")
    }

    /// The pieces of a text, as they stand there.
    fn cut(text: &str) -> Vec<(i32, &str)> {
        vocabulary().cut(text).into_iter().map(|piece| (piece.id, &text[piece.bytes])).collect()
    }

    #[test]
    fn takes_the_longest_piece_first() {
        assert_eq!(cut("Hello hell."), [(7, "Hel"), (8, "lo"), (7, "hel"), (6, "l"), (10, ".")]);
    }

    #[test]
    fn a_word_with_an_unknown_part_is_unknown() {
        assert_eq!(cut("he hex é"), [(4, "h"), (5, "e"), (1, "hex"), (9, "é")]);
    }

    #[test]
    fn knows_where_letters_come_from() {
        assert_eq!(cut("CAFÉS cafe\u{301}s"), [(12, "CAFÉ"), (13, "S"), (12, "cafe"), (13, "s")]);
        assert_eq!(cut("h\u{200d}e\u{fffd}l"), [(7, "h\u{200d}e\u{fffd}l")]);
        assert_eq!(cut("犬h犬"), [(11, "犬"), (4, "h"), (11, "犬")]);
        assert_eq!(cut("نُن 😀"), [(1, "نُن"), (15, "😀")]);
    }

    #[test]
    fn a_very_long_word_is_one_piece() {
        let long = "e".repeat(1_000_000);
        assert_eq!(cut(&long), [(1, long.as_str())]);
        assert_eq!(cut(&"h".repeat(LONGEST_WORD)).len(), 1, "no piece within a word has an h");
    }

    #[test]
    fn says_what_is_wrong_with_a_vocabulary() {
        let says = |lines: &str| Vocabulary::new(lines).err().map(|error| error.to_string());
        assert_eq!(
            says("[UNK]\n[CLS]"),
            Some("the encoder's vocabulary cannot be used: there is no piece [SEP]".into())
        );
        assert_eq!(
            says("[UNK]\na\na"),
            Some("the encoder's vocabulary cannot be used: line 3 is empty, or was there before".into())
        );
    }

    proptest! {
        #[test]
        fn pieces_stand_on_character_borders_in_order(text in r"(?s)[hello.\n ]{0,9}.{0,60}[éa\u{301}\u{200d}犬😀\u{fffd}نُ]{0,9}") {
            let mut before = 0;
            for piece in vocabulary().cut(&text) {
                prop_assert!(piece.bytes.start >= before && piece.bytes.end > piece.bytes.start, "{:?}", piece);
                prop_assert!(text.get(piece.bytes.clone()).is_some(), "{:?}", piece);
                before = piece.bytes.start;
            }
        }
    }
}
