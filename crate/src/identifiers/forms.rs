//! The forms in which people write a number or code, and whether a text fits one.
//!
//! A form is a picture of what is written: `aa~99~99~99~a` is a National Insurance number. In it
//!
//! - `a` stands for a letter, `x` for a letter or digit, and `9` for a digit as people type it, with O for 0 and I or l
//!   for 1;
//! - a blank stands for what people put between groups (a blank, a dash, a dot, a line break, up to three of them),
//!   and `~` for the same or nothing; after `*` at the beginning it may stand anywhere;
//! - `?` makes the sign before it one that may be missing, `+` one that may come up to eight times more;
//! - a capital, and every other character, stands for itself, in any case.
//!
//! "A B 1 2 3 4 5 6 C", with a blank after each character, is read as if the blanks were not there.

/// How many characters may stand between two groups.
pub(super) const JOINT: usize = 3;

/// How long a spelled-out number may be, in characters.
const SPELLED: usize = 24;

/// Where a form that fits the text at `start` ends: the furthest such byte.
pub(super) fn fit(form: &str, text: &str, start: usize) -> Option<usize> {
    let text = &text[start..];
    let (form, loose) = match form.strip_prefix('*') {
        Some(form) => (form, true),
        None => (form, false),
    };
    let form = form.as_bytes();
    let end = follow(form, text, 0, loose)?;
    // A letter for a digit is a slip, and slips are few.
    let digits = text[..end].bytes().filter(u8::is_ascii_digit).count();
    let places = form.iter().filter(|sign| sign.is_ascii_digit()).count();
    (digits * 2 >= places.min(6)).then_some(start + end)
}

/// The end of what fits the rest of a form from `at` on.
fn follow(form: &[u8], text: &str, at: usize, loose: bool) -> Option<usize> {
    let Some((&sign, rest)) = form.split_first() else { return Some(at) };
    match (sign, rest.first()) {
        (b'~', _) => wide(rest, text, at, loose, 0),
        (b' ', _) => wide(rest, text, at, loose, 1),
        (_, Some(b'?')) => {
            let rest = &rest[1..];
            one(sign, text, at)
                .and_then(|next| follow(rest, text, next, loose))
                .or_else(|| follow(rest, text, at, loose))
        }
        (_, Some(b'+')) => {
            let mut end = one(sign, text, at)?;
            for _ in 0..8 {
                end = one(sign, text, end).unwrap_or(end);
            }
            follow(&rest[1..], text, end, loose)
        }
        _ => {
            let next = one(sign, text, at)?;
            if loose && !rest.is_empty() { wide(rest, text, next, loose, 0) } else { follow(rest, text, next, loose) }
        }
    }
}

/// Follows a form after what stands between two groups, the widest first.
fn wide(rest: &[u8], text: &str, at: usize, loose: bool, least: usize) -> Option<usize> {
    let mut ends = [at; JOINT + 1];
    let mut most = 0;
    while most < JOINT
        && let Some(c) = text[ends[most]..].chars().next()
        && joins(c)
    {
        ends[most + 1] = ends[most] + c.len_utf8();
        most += 1;
    }
    (least..=most).rev().find_map(|count| follow(rest, text, ends[count], loose))
}

/// What may stand between two groups.
pub(super) fn joins(c: char) -> bool {
    matches!(c, ' ' | '-' | '.' | '\n' | '\r' | '\t' | '\u{a0}' | '\u{2009}'..='\u{2013}' | '\u{202f}')
}

/// The byte after one character that a sign stands for.
fn one(sign: u8, text: &str, at: usize) -> Option<usize> {
    let byte = *text.as_bytes().get(at)?;
    let fits = match sign {
        b'a' => byte.is_ascii_alphabetic(),
        b'x' => byte.is_ascii_alphanumeric(),
        b'9' => digit(byte).is_some(),
        _ => sign.eq_ignore_ascii_case(&byte),
    };
    fits.then_some(at + 1)
}

/// A digit as people type it.
pub(super) fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'O' | b'o' => Some(0),
        b'I' | b'l' => Some(1),
        _ => None,
    }
}

/// A text in which each character stands by itself, put together, and where each came from.
pub(super) struct Spelled {
    pub text: String,
    ends: Vec<usize>,
}

impl Spelled {
    /// What is spelled out from `start` on: at least six characters, each with one or two blanks after it.
    pub(super) fn at(text: &str, start: usize) -> Option<Spelled> {
        let bytes = text.as_bytes();
        // Not from the middle of what is spelled out.
        if let [.., before, last, b' '] = &bytes[..start]
            && !before.is_ascii_alphanumeric()
            && last.is_ascii_digit()
        {
            return None;
        }
        let mut spelled = Spelled { text: String::new(), ends: Vec::new() };
        let mut at = start;
        while spelled.ends.len() < SPELLED
            && bytes.get(at).is_some_and(u8::is_ascii_alphanumeric)
            && !bytes.get(at + 1).is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii())
        {
            spelled.text.push(char::from(bytes[at]));
            at += 1;
            spelled.ends.push(at);
            let blanks = bytes[at..].iter().take(3).take_while(|b| **b == b' ').count();
            if !matches!(blanks, 1 | 2) {
                break;
            }
            at += blanks;
        }
        (spelled.ends.len() >= 6).then_some(spelled)
    }

    /// Where a form that fits ends in the text that was spelled out.
    pub(super) fn fit(&self, form: &str) -> Option<usize> {
        fit(form, &self.text, 0).map(|end| self.end(end))
    }

    /// Where the first `count` characters end in the text that was spelled out.
    pub(super) fn end(&self, count: usize) -> usize {
        self.ends[count - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_fit() {
        for (form, text, expected) in [
            ("aa~99~99~99~a", "AB123456C!", Some("AB123456C")),
            ("aa~99~99~99~a", "ab 12-34 56\nc d", Some("ab 12-34 56\nc")),
            ("aa~99~99~99~a", "AB l2 3O 56 C", Some("AB l2 3O 56 C")),
            ("aa~99~99~99~a", "ABCDEFGHI", None),
            ("999 999 9999", "9434765919", None),
            ("999 999 9999", "943\u{a0}476\u{2011}5919", Some("943\u{a0}476\u{2011}5919")),
            ("999 999 9999", "943    476 5919", None),
            ("*9999999999", "94 34 76.59 19 20", Some("94 34 76.59 19")),
            ("9999+/99?", "118823/2", Some("118823/2")),
            ("a?a?a?~9999+", "C-204418", Some("C-204418")),
            ("9999+", "1234567890123456", Some("123456789012")),
            ("COP~9999~9999-99", "cop14110982-02", Some("cop14110982-02")),
            ("COP~9999~9999", "COD14110982", None),
            ("a9", "é", None),
        ] {
            assert_eq!(fit(form, text, 0).map(|end| &text[..end]), expected, "{form} {text}");
        }
    }

    #[test]
    fn spelled_out_is_put_together() {
        let spelled = |text: &str| Spelled::at(text, 0).map(|s| s.text);
        assert_eq!(spelled("A B 1 2  3 4 5 6 C as he said").as_deref(), Some("AB123456C"));
        assert_eq!(spelled("a b c"), None);
        assert_eq!(spelled("1 2 3 4 5 67"), None);
        let text = "0 7 7 0 0 9 0 0 5 8 8 now";
        let end = Spelled::at(text, 0).and_then(|s| s.fit("99999999999"));
        assert_eq!(end, Some(text.len() - 4));
    }
}
