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
}

/// Calls `emit` for each unit of `text`, in order, with its normalised form: lower case, straight
/// apostrophes. The normalised form of a break is the empty string.
pub(crate) fn cut(text: &str, mut emit: impl FnMut(Unit, &str)) {
    let mut cutter = Cutter { text, at: 0, at16: 0, normal: String::new() };
    while let Some(c) = cutter.peek() {
        if c.is_ascii_digit() {
            cutter.number(&mut emit);
        } else if c.is_alphabetic() {
            cutter.word(&mut emit);
        } else if ends_sentence(c) {
            cutter.sentence_end(&mut emit);
        } else {
            cutter.bump(c);
        }
    }
}

/// The endings that are cut off a word as units of their own.
const ENDINGS: [&str; 6] = ["'s", "'ve", "'re", "'ll", "'d", "'m"];

/// Words often typed without their apostrophe, and how many bytes stand before it. Left out are those that
/// are words themselves (`ill`, `id`, `were`, `its`).
const BARE_ENDINGS: [(&str, usize); 14] = [
    ("im", 1),
    ("ive", 1),
    ("hes", 2),
    ("shes", 3),
    ("youre", 3),
    ("youve", 3),
    ("theyre", 4),
    ("theyve", 4),
    ("theyll", 4),
    ("weve", 2),
    ("whos", 3),
    ("thats", 4),
    ("theres", 5),
    ("whats", 4),
];

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

struct Cutter<'t> {
    text: &'t str,
    at: usize,
    at16: usize,
    normal: String,
}

impl Cutter<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn bump(&mut self, c: char) {
        self.at += c.len_utf8();
        self.at16 += c.len_utf16();
    }

    fn unit(&self, start: usize, start16: usize, kind: Kind, capital: bool) -> Unit {
        Unit { start: start as u32, end: self.at as u32, start16: start16 as u32, kind, capital }
    }

    fn number(&mut self, emit: &mut impl FnMut(Unit, &str)) {
        let (start, start16) = (self.at, self.at16);
        while let Some(c) = self.peek() {
            let joins = matches!(c, '.' | ',' | ':')
                && self.text[self.at + 1..].chars().next().is_some_and(|n| n.is_ascii_digit());
            if !c.is_ascii_digit() && !joins {
                break;
            }
            self.bump(c);
        }
        emit(self.unit(start, start16, Kind::Number, false), &self.text[start..self.at]);
    }

    fn word(&mut self, emit: &mut impl FnMut(Unit, &str)) {
        let (start, start16) = (self.at, self.at16);
        let capital = self.peek().is_some_and(char::is_uppercase);
        let mut normal = std::mem::take(&mut self.normal);
        normal.clear();
        // Where the last apostrophe stands: in the text (bytes, UTF-16) and in the normalised form.
        let mut apostrophe = None;
        while let Some(c) = self.peek() {
            if continues_word(c) {
                if c.is_ascii() {
                    normal.push(c.to_ascii_lowercase());
                } else {
                    normal.extend(c.to_lowercase());
                }
            } else if (is_apostrophe(c) || c == '&') && self.joins_letters(c) {
                if c == '&' {
                    normal.push('&');
                } else {
                    apostrophe = Some((self.at, self.at16, normal.len()));
                    normal.push('\'');
                }
            } else {
                break;
            }
            self.bump(c);
        }
        if let Some((at, at16, cut)) = apostrophe
            && ENDINGS.contains(&&normal[cut..])
        {
            self.pair((start, start16), (at, at16), cut, capital, &normal, emit);
        } else if let Some(&(_, cut)) = BARE_ENDINGS.iter().find(|(bare, _)| *bare == normal) {
            // The bare forms are ASCII, so bytes and UTF-16 units advance together.
            let mut spelled = normal.clone();
            spelled.insert(cut, '\'');
            self.pair((start, start16), (start + cut, start16 + cut), cut, capital, &spelled, emit);
        } else {
            emit(self.unit(start, start16, Kind::Word, capital), &normal);
        }
        self.normal = normal;
    }

    /// Emits a word and the ending that begins at `cut` of its normalised form and at `middle` of the text.
    fn pair(
        &self,
        start: (usize, usize),
        middle: (usize, usize),
        cut: usize,
        capital: bool,
        normal: &str,
        emit: &mut impl FnMut(Unit, &str),
    ) {
        let mut first = self.unit(start.0, start.1, Kind::Word, capital);
        first.end = middle.0 as u32;
        emit(first, &normal[..cut]);
        emit(self.unit(middle.0, middle.1, Kind::Word, false), &normal[cut..]);
    }

    /// Whether the character after `c` is a letter, so that `c` stands inside a word.
    fn joins_letters(&self, c: char) -> bool {
        self.text[self.at + c.len_utf8()..].chars().next().is_some_and(char::is_alphabetic)
    }

    /// A run of sentence ends and blanks is one break. A full stop before a small letter (`example.com`,
    /// `e.g`) ends nothing; before a capital (`went home.She`) a blank was forgotten.
    fn sentence_end(&mut self, emit: &mut impl FnMut(Unit, &str)) {
        let (start, start16) = (self.at, self.at16);
        if self.text[self.at..].starts_with('.')
            && self.text[self.at + 1..].starts_with(|next: char| next.is_alphabetic() && !next.is_uppercase())
        {
            self.bump('.');
            return;
        }
        let (mut end, mut end16) = (start, start16);
        while let Some(c) = self.peek() {
            if ends_sentence(c) {
                self.bump(c);
                (end, end16) = (self.at, self.at16);
            } else if c.is_whitespace() {
                self.bump(c);
            } else {
                break;
            }
        }
        (self.at, self.at16) = (end, end16);
        emit(self.unit(start, start16, Kind::Break, false), "");
    }
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
