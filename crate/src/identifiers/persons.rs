//! Is it a person's name? A small model that was trained on posts decides, word by word from left to right.
//!
//! Only *candidates* are looked at: words with a capital, words of the lists of names, and what stands right after a name.
//! Each candidate is described by *features*: the word, its ending, its look (capitals, lists), its neighbours, the
//! style of the post, and what was said of the word before. A feature is a hash; its weight stands at that place of
//! [`WEIGHTS`]; the sum of the weights is how much speaks for a name. Training (`cargo xtask names train`) runs this
//! very code, so that what is learnt and what is asked can never disagree.

use super::{
    book::{hash, hash_ascii},
    signs::*,
};
use crate::text::Kind;
use std::ops::Range;

/// The weights, one signed byte each, in units of 1/[`UNIT`] of a logit.
pub(super) static WEIGHTS: &[u8; SIZE] = include_bytes!("../../data/persons.bin");

/// How many weights there are: a power of two.
pub const SIZE: usize = 1 << 17;

/// What a weight of one stands for: this part of a logit.
pub const UNIT: f32 = 6.0;

/// How many words a name has at most.
const LONGEST: usize = 5;

/// A run of words that the model takes for a name.
pub(super) struct Person {
    pub units: Range<usize>,
    /// How much speaks for it: the greatest sum of weights of its words.
    pub score: i32,
}

/// The names of a post, by some weights. A sum of weights of `bar` makes a word one of a name.
pub(super) fn find(signs: &Signs, weights: &[u8], bar: i32) -> Vec<Person> {
    let mut found: Vec<Person> = Vec::new();
    tag(signs, |unit, joins, features| {
        let score = features.iter().map(|&feature| i32::from(weights[feature as usize] as i8)).sum();
        if score < bar {
            return false;
        }
        match found.last_mut() {
            Some(last) if joins && last.units.len() < LONGEST => {
                last.units.end = unit + 1;
                last.score = last.score.max(score);
            }
            _ => found.push(Person { units: unit..unit + 1, score }),
        }
        true
    });
    found
}

/// How a word looks.
const LOWER: u32 = 0;
const CAPITALISED: u32 = 1;
const CAPITALS: u32 = 2;
const MIXED: u32 = 3;

/// What the model knows of a unit by itself.
#[derive(Clone, Copy)]
struct Look {
    word: u32,
    /// Shape and lists.
    look: u32,
}

impl Look {
    fn shape(self) -> u32 {
        self.look & 3
    }
}

/// Calls `decide` for each candidate, in order, with its features and whether it joins the name before it.
pub(super) fn tag(signs: &Signs, mut decide: impl FnMut(usize, bool, &[u32]) -> bool) {
    let looks: Vec<Look> = (0..signs.len()).map(|unit| look(signs, unit)).collect();
    let style = style(signs, &looks);
    let links = links(signs.post.text);
    let mut link = 0;
    let mut named = false;
    let mut features = Features { found: [0; Features::MOST], count: 0 };
    for unit in 0..signs.len() {
        let bytes = signs.post.units[unit];
        while links.get(link).is_some_and(|l| l.end <= bytes.start as usize) {
            link += 1;
        }
        let linked = links.get(link).is_some_and(|l| l.start <= bytes.start as usize);
        let joins = named && matches!(signs.gap(unit - 1), " " | "-" | "\u{2010}" | "\u{2011}");
        named = candidate(signs, unit, &looks, joins) && !linked && {
            features.describe(signs, unit, &looks, style, named, joins);
            decide(unit, joins, &features.found[..features.count])
        };
    }
}

fn candidate(signs: &Signs, unit: usize, looks: &[Look], joins: bool) -> bool {
    let bytes = signs.post.units[unit];
    bytes.kind == Kind::Word
        && bytes.end - bytes.start >= 2
        && (looks[unit].shape() != LOWER
            || signs.has(unit, GIVEN_NAME | GIVEN_NAME_OR_WORD)
            || signs.has(unit, SURNAME) && !signs.has(unit, COMMON_WORD)
            || joins)
}

/// Where links, handles and hashtags stand: nothing in them is a name in running text.
fn links(text: &str) -> Vec<Range<usize>> {
    let mut links = Vec::new();
    let mut at = 0;
    while let Some(next) = text.as_bytes()[at..].iter().position(|byte| matches!(byte, b'@' | b'#' | b':')) {
        let sign = at + next;
        at = sign + 1;
        let start = match text.as_bytes()[sign] {
            b':' if text[at..].starts_with("//") => {
                // The scheme of a link is letters.
                let before = text[..sign].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
                sign - before
            }
            b':' => continue,
            _ => sign,
        };
        let tag = text.as_bytes()[sign] != b':';
        let ends = |c: char| c.is_whitespace() || tag && !(c.is_alphanumeric() || c == '_');
        at += text[at..].find(ends).unwrap_or(text.len() - at);
        links.push(start..at);
    }
    links
}

fn look(signs: &Signs, unit: usize) -> Look {
    let bytes = signs.post.units[unit];
    match bytes.kind {
        Kind::Break => {
            let word = signs.post.word(unit);
            Look { word: hash(&word[..word.chars().next().map_or(0, char::len_utf8)]), look: 1 << 9 }
        }
        Kind::Number => Look { word: hash("0"), look: 1 << 10 },
        Kind::Word => {
            let word = || signs.post.word(unit);
            let shape = if !bytes.capital {
                LOWER
            } else if word().chars().nth(1).is_none() || !word().chars().skip(1).any(char::is_uppercase) {
                CAPITALISED
            } else if !word().chars().any(char::is_lowercase) {
                CAPITALS
            } else {
                MIXED
            };
            let lists = [GIVEN_NAME, GIVEN_NAME_OR_WORD, SURNAME, PLACE, COMMON_WORD];
            let all = signs.all(unit);
            let lists = lists.iter().enumerate().map(|(n, &list)| u32::from(all & list != 0) << (n + 2));
            Look { word: signs.hash(unit), look: shape | lists.sum::<u32>() }
        }
    }
}

/// The style of a post: no capitals, as usual, Capitals On Most Words, ALL IN CAPITALS.
fn style(signs: &Signs, looks: &[Look]) -> u32 {
    let mut counts = [0; 4];
    let words = signs.post.units.iter().zip(looks).filter(|(unit, _)| unit.kind == Kind::Word);
    words.for_each(|(_, look)| counts[look.shape() as usize] += 1);
    let [lower, capitalised, capitals, _] = counts;
    if capitalised + capitals == 0 {
        0
    } else if capitals * 2 > lower + capitalised {
        3
    } else if capitalised > lower {
        2
    } else {
        1
    }
}

/// The features of one candidate.
struct Features {
    found: [u32; Features::MOST],
    count: usize,
}

impl Features {
    const MOST: usize = 48;

    fn add(&mut self, template: u32, value: u32) {
        let mixed = (value ^ template.wrapping_mul(0x9e37_79b9)).wrapping_mul(0x85eb_ca6b);
        let mixed = (mixed ^ mixed >> 15).wrapping_mul(0xc2b2_ae35);
        self.found[self.count] = (mixed ^ mixed >> 16) % SIZE as u32;
        self.count += 1;
    }

    fn describe(&mut self, signs: &Signs, unit: usize, looks: &[Look], style: u32, named: bool, joins: bool) {
        self.count = 0;
        let at = |offset: isize| {
            let none = Look { word: 0, look: 1 << 11 };
            unit.checked_add_signed(offset).and_then(|u| looks.get(u)).copied().unwrap_or(none)
        };
        let (before, here, after) = (at(-1), at(0), at(1));
        let (before2, after2) = (at(-2), at(2));
        let starts = u32::from(signs.starts_sentence(unit));
        let gap_before = if unit == 0 { 0 } else { gap(signs.gap(unit - 1), true) };
        let gap_after = if unit + 1 == signs.len() { 0 } else { gap(signs.gap(unit), false) };
        let named = u32::from(named) + u32::from(joins);
        let word = signs.post.word(unit);

        self.add(0, 0);
        self.add(1, here.word);
        // In ASCII a letter is a byte, and need not be looked for.
        let ascii = word.is_ascii().then_some(word.as_bytes());
        let letters = |count: usize| match ascii {
            Some(bytes) => (bytes.len() > count).then(|| hash_ascii(&bytes[..count])),
            None => word.char_indices().nth(count).map(|(to, _)| hash(&word[..to])),
        };
        let ending = |count: usize| match ascii {
            Some(bytes) => bytes.len().checked_sub(count).map(|from| hash_ascii(&bytes[from..])),
            None => word.char_indices().rev().nth(count - 1).map(|(from, _)| hash(&word[from..])),
        };
        for (template, part) in
            [(2, ending(2)), (3, ending(3)), (4, ending(4)), (5, ending(5)), (6, letters(2)), (7, letters(3))]
        {
            if let Some(part) = part {
                self.add(template, part);
            }
        }
        self.add(8, here.look);
        self.add(9, here.look << 4 | starts << 3 | style);
        self.add(10, style << 1 | starts);
        self.add(11, (word.chars().count() as u32).min(12) << 12 | here.look);
        // The neighbours.
        self.add(12, before.word);
        self.add(13, after.word);
        self.add(14, before2.word);
        self.add(15, after2.word);
        self.add(16, before.look);
        self.add(17, after.look);
        self.add(18, before2.look);
        self.add(19, after2.look);
        self.add(20, before.word ^ gap_before);
        self.add(21, after.word ^ gap_after);
        // The word and its neighbours.
        self.add(22, gap_before << 12 | here.look);
        self.add(23, gap_after << 12 | here.look);
        self.add(24, before.look << 16 | here.look);
        self.add(25, after.look << 16 | here.look);
        self.add(26, before.word.rotate_left(7) ^ here.look);
        self.add(27, after.word.rotate_left(7) ^ here.look);
        self.add(28, before.word ^ here.shape());
        self.add(29, after.word ^ here.shape());
        self.add(30, after2.word.rotate_left(9) ^ after.word);
        self.add(31, before.word.rotate_left(5) ^ after.word);
        self.add(32, (before2.look << 12) ^ (before.look << 4) ^ here.look);
        self.add(33, (before.look << 16 | after.look) ^ here.look << 8);
        self.add(34, before2.word ^ before.look ^ here.look << 8);
        self.add(35, here.shape() << 8 | before.shape() << 6 | after.shape() << 4 | style << 1 | starts);
        // What was said of the word before.
        self.add(36, here.look << 2 | named);
        self.add(37, here.word ^ named);
        self.add(38, (after.look << 12 | here.look) << 2 | named);
    }
}

/// What stands between two units, as one sign: that nearest to the unit which asks.
fn gap(gap: &str, from_right: bool) -> u32 {
    let mut signs = gap.chars().filter(|c| !c.is_whitespace());
    let sign = if from_right { signs.next_back() } else { signs.next() };
    match sign {
        None => u32::from(gap.is_empty()),
        Some('’' | '‘' | '\'' | '"' | '“' | '”') => 2,
        Some(c) if c.is_ascii() => c as u32,
        Some(_) => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{post::Post, rules::Surroundings};

    /// The names that the model sees in a text.
    fn seen(text: &str) -> Vec<String> {
        let post = Post::new(text);
        let signs = Signs::new(&post, &Surroundings::default());
        let persons = find(&signs, WEIGHTS, -1);
        persons.into_iter().map(|p| post.text[post.bytes(p.units)].to_owned()).collect()
    }

    #[test]
    fn names_of_persons() {
        let mut faults = Vec::new();
        for (text, names) in [
            // A bare first name, in a sentence and at its beginning.
            ("I met Keeley at the centre today", vec!["Keeley"]),
            ("Keeley rang again", vec!["Keeley"]),
            ("Jayden told me about school", vec!["Jayden"]),
            // Possessives, with an apostrophe of either kind.
            ("Can't stop thinking about Keeley's mum", vec!["Keeley"]),
            ("Can't stop thinking about Keeley’s mum", vec!["Keeley"]),
            // In full, doubled, with hyphens and apostrophes.
            ("I met Darren Pocklington yesterday", vec!["Darren Pocklington"]),
            ("spoke to Sarah-Jane about it", vec!["Sarah-Jane"]),
            ("a visit to Demi-Leigh Okoro this morning", vec!["Demi-Leigh Okoro"]),
            ("thanks to Siobhan O'Brien for the lift", vec!["Siobhan O'Brien"]),
            ("thanks to Siobhan O’Brien for the lift", vec!["Siobhan O’Brien"]),
            // Small letters, capitals, beside a handle.
            ("jason said he would come", vec!["jason"]),
            ("so proud of kelly and her mum", vec!["kelly"]),
            ("HAPPY BIRTHDAY SARAH", vec!["SARAH"]),
            ("great to see Emma Wilson @emmaw_91 there", vec!["Emma Wilson"]),
            // Many cultures, and a short form.
            ("Agnieszka and Mohammed are coming", vec!["Agnieszka", "Mohammed"]),
            ("I spoke to Oluwaseun Bakare this morning", vec!["Oluwaseun Bakare"]),
            ("lunch with Priya Sharma and Steph", vec!["Priya Sharma", "Steph"]),
            // Words that are also names, as names.
            ("Mark Evans said so", vec!["Mark Evans"]),
        ] {
            let seen = seen(text);
            if seen != names {
                faults.push(format!("«{text}»\n    expected {names:?}\n    seen     {seen:?}"));
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn words_that_are_no_names() {
        let mut faults = Vec::new();
        for text in [
            "Will this ever end? Hope so",
            "May is the best month and April the cruellest",
            "We leave at noon, may the weather hold",
            "by the grace of whoever runs the buses",
            "Off to Jordan for the summer",
            "Chelsea won again and Arsenal lost",
            "The Council meets on Monday in Leeds",
            "Ofsted and the NHS published it on Facebook",
            "A course at the University of Birmingham",
            "#Keeley is trending, says @jason",
            "see https://example.org/Sarah/Jones",
            "WHY IS IT ALWAYS RAINING ON MONDAYS",
        ] {
            let seen = seen(text);
            if !seen.is_empty() {
                faults.push(format!("«{text}»: {seen:?}"));
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    /// Each word of a list is in its set.
    #[test]
    fn lists_are_whole() {
        for (list, sign) in [
            (include_str!("../../words/given-name.txt"), GIVEN_NAME),
            (include_str!("../../words/surname.txt"), SURNAME),
            (include_str!("../../words/common-word.txt"), COMMON_WORD),
        ] {
            let words = list.lines().map(|line| line.split('#').next().unwrap_or_default());
            for word in words.flat_map(str::split_whitespace) {
                assert!(lists(super::super::book::hash(word)) & sign != 0, "{word}");
            }
        }
    }
}
