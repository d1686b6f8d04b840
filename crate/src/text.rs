//! A post, cut into the units that rules speak of.
//!
//! One forward pass over the text yields a list of [`Unit`]s: words, numbers and sentence breaks, each with
//! its place in bytes and in UTF-16 code units. Punctuation inside a sentence, emoji and other symbols
//! belong to no unit, so that `my mum, today` and `my mum today` look the same to a rule.
//!
//! How words are cut:
//!
//! - Letters of any script, with apostrophes of every kind and `&` between them: `A&E`, `O’Brien`.
//! - The endings `'s 've 're 'll 'd 'm` are units of their own (`she's` is `she` + `'s`), and so are the
//!   common forms typed without the apostrophe (`shes`, `ive`).
//! - Digits that run into letters are cut there: `15yo` is `15` + `yo`, `2pm` is `2` + `pm`.
//! - A hyphen separates words.
//!
//! The same code cuts the words of rule patterns at build time, so the two can never disagree.

/// What kind of thing a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, perhaps with digits after them (`s47`).
    Word,
    /// Digits, perhaps with `.`, `,` or `:` between them (`9.02`, `12,500`).
    Number,
    /// The end of a sentence or a line: it covers the punctuation or the line break itself.
    Break,
}

/// One word, number or sentence break of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// First UTF-16 code unit.
    pub start16: u32,
    /// What it is.
    pub kind: Kind,
    /// Whether the word begins with a capital.
    pub capital: bool,
    /// What its look says: the bits of [`SHAPES`].
    pub shapes: u8,
}

/// What patterns can ask of a unit's look, by the names that stand there. `any` is everything but a break.
#[allow(dead_code)] // The build reads it.
pub(crate) const SHAPES: [&str; 6] = ["any", "number", "age", "time", "year", "capital"];

/// Calls `emit` for each unit of `text`, in order, with its normalised form: lower case, straight
/// apostrophes. The normalised form of a break is the empty string.
pub(crate) fn cut(text: &str, mut emit: impl FnMut(Unit, &str)) {
    let mut cutter = Cutter { text, at: 0, surplus: 0, normal: String::new() };
    while let Some(byte) = cutter.byte() {
        // Most of a post is ASCII, and its bytes say enough; characters are read only where it is not.
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => cutter.word(byte.is_ascii_uppercase(), &mut emit),
            b'0'..=b'9' => cutter.number(&mut emit),
            b'.' | b'!' | b'?' | b'\n' | b'\r' => cutter.sentence_end(&mut emit),
            ..0x80 => cutter.at += 1,
            _ => match cutter.peek() {
                Some(c) if c.is_alphabetic() => cutter.word(c.is_uppercase(), &mut emit),
                Some(c) if ends_sentence(c) => cutter.sentence_end(&mut emit),
                Some(c) => cutter.bump(c),
                None => return,
            },
        }
    }
}

/// Whether a text holds some bytes. The standard library's search is made ready for each text anew, which takes longer
/// than reading a post.
#[inline(always)]
#[allow(dead_code)] // The build cuts texts and does not search them.
pub(crate) fn holds<const LENGTH: usize>(text: &str, wanted: &[u8; LENGTH]) -> bool {
    text.as_bytes().windows(LENGTH).any(|bytes| bytes == wanted)
}

/// The endings that are cut off a word as units of their own.
const ENDINGS: [&str; 6] = ["'s", "'ve", "'re", "'ll", "'d", "'m"];

/// How many bytes stand before the apostrophe of a word that is often typed without it. Left out are those that
/// are words themselves (`ill`, `id`, `were`, `its`).
fn bare_ending(normal: &str) -> Option<usize> {
    Some(match normal {
        "im" | "ive" => 1,
        "hes" | "weve" => 2,
        "shes" | "youre" | "youve" | "whos" => 3,
        "theyre" | "theyve" | "theyll" | "thats" | "whats" => 4,
        "theres" => 5,
        _ => return None,
    })
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}' | '\u{FF07}')
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '\n' | '\r' | '\u{2026}' | '\u{2028}' | '\u{2029}' | '。' | '？' | '！')
}

/// Combining marks belong to the letter before them.
fn continues_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{0300}'..='\u{036F}' | '\u{200D}')
}

/// The bit of `any`, which every word and number has.
pub(crate) const ANY: u8 = 1;
const NUMBER: u8 = 1 << 1;
const AGE: u8 = 1 << 2;
const TIME: u8 = 1 << 3;
const YEAR: u8 = 1 << 4;
const CAPITAL: u8 = 1 << 5;

/// What a number looks like: up to 110 it can be an age, with a colon or full stop a time, from 1900 to 2099 a year.
fn number_shapes(digits: &str) -> u8 {
    let mut shapes = ANY | NUMBER;
    if digits.len() <= 3 && digits.parse::<u16>().is_ok_and(|n| n <= 110) {
        shapes |= AGE;
    }
    if digits.contains([':', '.']) {
        shapes |= TIME;
    }
    if digits.len() == 4 && matches!(&digits[..2], "19" | "20") {
        shapes |= YEAR;
    }
    shapes
}

struct Cutter<'t> {
    text: &'t str,
    at: usize,
    /// How many bytes more than UTF-16 code units stand before `at`.
    surplus: usize,
    normal: String,
}

impl Cutter<'_> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn bump(&mut self, c: char) {
        self.at += c.len_utf8();
        self.surplus += c.len_utf8() - c.len_utf16();
    }

    /// Where the cutter stands, in bytes and in UTF-16 code units.
    fn place(&self) -> (usize, usize) {
        (self.at, self.at - self.surplus)
    }

    fn unit(&self, (start, start16): (usize, usize), kind: Kind, capital: bool) -> Unit {
        let shapes = match kind {
            Kind::Word => ANY | if capital { CAPITAL } else { 0 },
            Kind::Number => number_shapes(&self.text[start..self.at]),
            Kind::Break => 0,
        };
        Unit { start: start as u32, end: self.at as u32, start16: start16 as u32, kind, capital, shapes }
    }

    fn number(&mut self, emit: &mut impl FnMut(Unit, &str)) {
        let start = self.place();
        while let Some(byte) = self.byte() {
            let joins = matches!(byte, b'.' | b',' | b':')
                && self.text.as_bytes().get(self.at + 1).is_some_and(u8::is_ascii_digit);
            if !byte.is_ascii_digit() && !joins {
                break;
            }
            self.at += 1;
        }
        emit(self.unit(start, Kind::Number, false), &self.text[start.0..self.at]);
    }

    fn word(&mut self, capital: bool, emit: &mut impl FnMut(Unit, &str)) {
        let start = self.place();
        // Most words are written as they are normalised, and need no copy.
        let mut plain = true;
        let mut apostrophe = None;
        while let Some(byte) = self.byte() {
            match byte {
                b'a'..=b'z' | b'0'..=b'9' => self.at += 1,
                b'A'..=b'Z' => {
                    plain = false;
                    self.at += 1;
                }
                b'\'' if self.joins_letters('\'') => {
                    apostrophe = Some(self.place());
                    self.at += 1;
                }
                b'&' if self.joins_letters('&') => self.at += 1,
                ..0x80 => break,
                _ => {
                    plain = false;
                    let Some(c) = self.peek() else { break };
                    if is_apostrophe(c) && self.at > start.0 && self.joins_letters(c) {
                        apostrophe = Some(self.place());
                    } else if !continues_word(c) {
                        break;
                    }
                    self.bump(c);
                }
            }
        }
        let written = &self.text[start.0..self.at];
        let mut room = std::mem::take(&mut self.normal);
        let normal = if plain { written } else { normalise(written, &mut room) };
        if let Some(middle) = apostrophe
            && let Some(cut) = normal.rfind('\'')
            && ENDINGS.contains(&&normal[cut..])
        {
            self.pair(start, middle, capital, normal.split_at(cut), emit);
        } else if let Some(cut) = bare_ending(normal) {
            // The bare forms are ASCII, so bytes and UTF-16 units advance together.
            let spelled = format!("{}'{}", &normal[..cut], &normal[cut..]);
            self.pair(start, (start.0 + cut, start.1 + cut), capital, spelled.split_at(cut), emit);
        } else {
            emit(self.unit(start, Kind::Word, capital), normal);
        }
        self.normal = room;
    }

    /// Emits a word and its ending, given in their normalised forms; the ending begins at `middle` of the text.
    fn pair(
        &self,
        start: (usize, usize),
        middle: (usize, usize),
        capital: bool,
        (word, ending): (&str, &str),
        emit: &mut impl FnMut(Unit, &str),
    ) {
        emit(Unit { end: middle.0 as u32, ..self.unit(start, Kind::Word, capital) }, word);
        emit(self.unit(middle, Kind::Word, false), ending);
    }

    /// Whether the character after `c` is a letter, so that `c` stands inside a word.
    fn joins_letters(&self, c: char) -> bool {
        self.text[self.at + c.len_utf8()..].starts_with(char::is_alphabetic)
    }

    /// A run of sentence ends and blanks is one break. A full stop before a small letter (`example.com`,
    /// `e.g`) ends nothing; before a capital (`went home.She`) a blank was forgotten.
    fn sentence_end(&mut self, emit: &mut impl FnMut(Unit, &str)) {
        let start = self.place();
        if self.text[self.at..].starts_with('.')
            && self.text[self.at + 1..].starts_with(|next: char| next.is_alphabetic() && !next.is_uppercase())
        {
            self.at += 1;
            return;
        }
        let mut end = (self.at, self.surplus);
        while let Some(c) = self.peek() {
            if ends_sentence(c) {
                self.bump(c);
                end = (self.at, self.surplus);
            } else if c.is_whitespace() {
                self.bump(c);
            } else {
                break;
            }
        }
        (self.at, self.surplus) = end;
        emit(self.unit(start, Kind::Break, false), "");
    }
}

/// A word in lower case and with straight apostrophes, put together in `room`.
fn normalise<'r>(word: &str, room: &'r mut String) -> &'r str {
    room.clear();
    if word.is_ascii() {
        room.push_str(word);
        room.make_ascii_lowercase();
    } else {
        let straight = word.chars().map(|c| if is_apostrophe(c) { '\'' } else { c });
        room.extend(straight.flat_map(char::to_lowercase));
    }
    room
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        cut(text, |unit, normal| {
            words.push(if unit.kind == Kind::Break { "|".to_owned() } else { normal.to_owned() });
        });
        words
    }

    #[test]
    fn cuts() {
        for (text, expected) in [
            ("She’s 15yo, in A&E!", "she 's 15 yo in a&e |"),
            ("ive seen hes fine", "i 've seen he 's fine"),
            ("don't / O'Brien’s", "don't o'brien 's"),
            ("at 9.02 on Monday. We've 12,500", "at 9.02 on monday | we 've 12,500"),
            ("S47 at 2pm?!\n\nnext", "s47 at 2 pm | next"),
            ("mail a.b@example.com.", "mail a b example com |"),
            ("Zoë–Siobhán care-experienced", "zoë siobhán care experienced"),
            ("…", "|"),
            ("", ""),
        ] {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn counts_utf16() {
        let mut starts = Vec::new();
        cut("😭 il’s 👩‍👩‍👧 né", |unit, _| starts.push((unit.start, unit.start16)));
        // The face is four bytes and two units; the family eighteen bytes and eight units.
        assert_eq!(starts, [(5, 3), (7, 5), (31, 17)]);
    }
}
