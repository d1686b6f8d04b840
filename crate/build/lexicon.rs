//! The lexicon: every word that a word class or a pattern names, and what it may stand for.
//!
//! A pattern is made of *atoms*: a class of words, or a single word. Two words that satisfy the same atoms
//! are interchangeable to every rule, so they share one *letter*. The lexicon maps a word to its letter;
//! the thousands of given names, for instance, nearly all share one. Classes have the atoms below
//! [`MOST_CLASSES`], so that those of a letter fit a bit mask; single words have those above. The first are the shapes,
//! which are decided by the look of a unit and not by the lexicon.
//!
//! The map is a table of hashes, with the entries of several words in it beside the words: `src/lexicon.rs`
//! says how it is read.

use super::{
    hash,
    rules::CLASSES_IN_CODE,
    source::{Source, did_you_mean, files},
    text::{self, SHAPES},
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt::Write,
    path::Path,
};

/// How many classes and shapes there can be; `CLASSES` in `src/post.rs` is the same number.
pub const MOST_CLASSES: u16 = 256;

/// What one word class holds.
struct Class {
    words: BTreeSet<String>,
    /// Entries of several words, each cut into its words.
    phrases: BTreeSet<Vec<String>>,
}

/// What a pattern pays for an atom.
#[derive(Clone, Copy)]
struct Weight {
    /// How often something satisfies it in the examples of the rules.
    frequency: u64,
    /// How many units at most satisfy it together.
    longest: usize,
}

pub struct Lexicon {
    classes: BTreeMap<String, Class>,
    /// Atom numbers of classes and of single words.
    class_atoms: BTreeMap<String, u16>,
    word_atoms: BTreeMap<String, u16>,
    /// How often each word occurs in the examples of the rules.
    counts: HashMap<String, u64>,
    weights: HashMap<u16, Weight>,
}

impl Lexicon {
    /// Reads `words/*.txt`: a class a file; words of one line belong together for the reader only;
    /// `#` begins a comment; `"two words"` in quotes is one entry; `@other` takes in another class. Which words are
    /// rare is told by some texts.
    pub fn read<'t>(root: &Path, texts: impl Iterator<Item = &'t str>) -> Result<Lexicon, String> {
        let mut raw = BTreeMap::new();
        for path in files(&root.join("words"), "txt")? {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let source = Source::read(root, &path)?;
            if SHAPES.contains(&name.as_str()) {
                return Err(source.fault_on(1, format!("`{name}` is the name of a built-in shape: rename the file")));
            }
            raw.insert(name, (entries(&source)?, source));
        }
        let mut classes = BTreeMap::new();
        for (name, (_, source)) in &raw {
            let mut class = Class { words: BTreeSet::new(), phrases: BTreeSet::new() };
            fill(name, &raw, &mut class, &mut Vec::new())?;
            if class.words.is_empty() && class.phrases.is_empty() {
                return Err(source.fault_on(1, "the class is empty: add a word or remove the file"));
            }
            classes.insert(name.clone(), class);
        }
        let mut counts: HashMap<String, u64> = HashMap::new();
        let mut shapes = [0; SHAPES.len()];
        for text in texts {
            text::cut(text, |unit, normal| {
                *counts.entry(normal.to_owned()).or_default() += 1;
                shapes.iter_mut().enumerate().for_each(|(shape, count)| *count += u64::from(unit.shapes >> shape & 1));
            });
        }
        let weights = (0u16..).zip(shapes.map(|frequency| Weight { frequency, longest: 1 })).collect();
        let (class_atoms, word_atoms) = Default::default();
        let mut lexicon = Lexicon { classes, class_atoms, word_atoms, counts, weights };
        // The code keeps the signs of a unit in one word of 64 bits, so its classes come first.
        for name in CLASSES_IN_CODE {
            lexicon
                .class(name)
                .ok_or_else(|| format!("words/{name}.txt: the code needs this class, and it is gone"))?;
        }
        Ok(lexicon)
    }

    /// How often something satisfies one of some atoms, or `None` where every word does.
    pub fn frequency(&self, atoms: &BTreeSet<u16>) -> Option<u64> {
        (!atoms.contains(&0)).then(|| atoms.iter().map(|atom| self.weights[atom].frequency).sum())
    }

    /// How many units at most satisfy one of some atoms together.
    pub fn longest(&self, atoms: &BTreeSet<u16>) -> usize {
        atoms.iter().map(|atom| self.weights[atom].longest).max().unwrap_or(1)
    }

    /// The atom of one word.
    pub fn word(&mut self, word: &str) -> u16 {
        if let Some(&atom) = self.word_atoms.get(word) {
            return atom;
        }
        let atom = MOST_CLASSES + self.word_atoms.len() as u16;
        self.word_atoms.insert(word.to_owned(), atom);
        self.weights.insert(atom, Weight { frequency: self.count(word), longest: 1 });
        atom
    }

    /// The atom of a class or shape. `None` if there is no such class.
    pub fn class(&mut self, name: &str) -> Option<u16> {
        if let Some(shape) = SHAPES.iter().position(|s| *s == name) {
            return Some(shape as u16);
        }
        if let Some(&atom) = self.class_atoms.get(name) {
            return Some(atom);
        }
        let Class { words, phrases } = self.classes.get(name)?;
        let of_phrase = |phrase: &Vec<String>| phrase.iter().map(|word| self.count(word)).min();
        let frequency = words.iter().map(|word| self.count(word)).chain(phrases.iter().filter_map(of_phrase)).sum();
        let longest = phrases.iter().map(Vec::len).max().unwrap_or(1);
        let atom = (SHAPES.len() + self.class_atoms.len()) as u16;
        self.class_atoms.insert(name.to_owned(), atom);
        self.weights.insert(atom, Weight { frequency, longest });
        Some(atom)
    }

    /// How often a word occurs; each at least once, so that a greater set is never thought as rare as a smaller.
    fn count(&self, word: &str) -> u64 {
        1 + self.counts.get(word).copied().unwrap_or_default()
    }

    /// The words of the class that can stand alone, for error messages and checks.
    pub fn class_names(&self) -> impl Iterator<Item = &str> {
        self.classes.keys().map(String::as_str)
    }

    /// Gives words that stand in the same ones of some sets of atoms, the sets that patterns ask for, one atom. The
    /// answer is the new atom of each old one.
    pub fn merge(&mut self, sets: &BTreeSet<BTreeSet<u16>>) -> BTreeMap<u16, u16> {
        let mut sets_of: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
        for (number, set) in sets.iter().enumerate() {
            for &atom in set.range(MOST_CLASSES..) {
                sets_of.entry(atom).or_default().push(number);
            }
        }
        let mut merged: BTreeMap<Vec<usize>, u16> = BTreeMap::new();
        let mut renamed = BTreeMap::new();
        for (atom, sets) in sets_of {
            let next = MOST_CLASSES + merged.len() as u16;
            renamed.insert(atom, *merged.entry(sets).or_insert(next));
        }
        // What no set asks for any more names nothing.
        self.word_atoms.retain(|_, atom| renamed.get(atom).map(|new| *atom = *new).is_some());
        renamed
    }

    /// The table from words to letters, and the code of the letters. `anchored` lists, for each atom, the patterns
    /// that are looked for where a unit has it.
    pub fn finish(&self, anchored: &BTreeMap<u16, BTreeSet<u16>>) -> Result<Files, String> {
        let classes = SHAPES.len() + self.class_atoms.len();
        if classes > usize::from(MOST_CLASSES) {
            return Err(format!("words/: the rules use {classes} classes, and {MOST_CLASSES} is the most: join some"));
        }
        // Entries by their words; a word by itself is an entry of one.
        let mut entries: BTreeMap<Vec<&str>, Entry> = BTreeMap::new();
        for (name, &atom) in &self.class_atoms {
            let class = &self.classes[name];
            for word in &class.words {
                entries.entry(vec![word]).or_default().atoms.insert(atom);
            }
            for phrase in &class.phrases {
                entries.entry(phrase.iter().map(String::as_str).collect()).or_default().atoms.insert(atom);
                let first = entries.entry(vec![&phrase[0]]).or_default();
                first.longest_phrase = first.longest_phrase.max(phrase.len());
            }
        }
        for (word, &atom) in &self.word_atoms {
            entries.entry(vec![word]).or_default().atoms.insert(atom);
        }
        // Letter 0 is every word that the lexicon does not hold.
        let mut letters = vec![Entry::default()];
        let mut number: BTreeMap<Entry, u16> = BTreeMap::new();
        let mut table: BTreeMap<(usize, u32), (u16, Vec<&str>)> = BTreeMap::new();
        for (words, entry) in entries {
            let letter = *number.entry(entry).or_insert_with_key(|entry| {
                letters.push(entry.clone());
                letters.len() as u16 - 1
            });
            let hashes = words.iter().map(|word| hash::word(word));
            let place = hash::place(hashes.reduce(hash::phrase).unwrap_or_default());
            if let Some((_, other)) = table.insert(place, (letter, words.clone())) {
                return Err(format!("words/: {words:?} and {other:?} have one hash: change a constant of src/hash.rs"));
            }
        }

        let (mut starts, mut prints, mut numbers) = (vec![0; 1 << hash::BUCKET_BITS], Vec::new(), Vec::new());
        for ((bucket, print), (letter, _)) in &table {
            starts[*bucket] += 1;
            prints.extend(&print.to_be_bytes()[1..]);
            numbers.push(letter);
        }
        // From how many entries each bucket has to where it begins.
        let mut next = 0u16;
        for start in &mut starts {
            next += std::mem::replace(start, next);
        }
        starts.push(next);

        let mut code = String::new();
        let mut lists = Lists::default();
        let mut masks = Table::default();
        masks.number("Classes([0, 0, 0, 0])".to_owned());
        let mut rows = String::new();
        for Entry { atoms, longest_phrase } in &letters {
            let classes = masks.number(format!("Classes({:?})", mask(atoms)));
            let word = *atoms.iter().find(|&&atom| atom >= MOST_CLASSES).unwrap_or(&0);
            let patterns: BTreeSet<u16> = atoms.iter().flat_map(|atom| anchored.get(atom)).flatten().copied().collect();
            let anchored = lists.number(patterns);
            let _ = writeln!(
                rows,
                "Letter {{ classes: {classes}, word: {word}, anchored: List({anchored}), longest_phrase: {longest_phrase} }},"
            );
        }
        let shapes: Vec<String> = (0..SHAPES.len() as u16)
            .map(|shape| format!("List({})", lists.number(anchored.get(&shape).into_iter().flatten().copied())))
            .collect();
        let _ = writeln!(
            code,
            "/// Where each bucket begins.\nstatic STARTS: [u16; {}] = {starts:?};\n\
             /// The letter of each entry.\nstatic NUMBERS: [u16; {}] = {numbers:?};\n\
             /// Every letter.\nstatic LETTERS: [Letter; {}] = [\n{rows}];\n\
             /// The sets of classes of letters.\n{}\
             /// The patterns that are looked for where a unit has a shape.\nstatic SHAPE_ANCHORED: [List; {}] = [{}];\n\
             /// One more than the greatest atom.\npub(crate) const ATOMS: usize = {};\n\
             /// What the lists of letters hold.\n{}",
            starts.len(),
            numbers.len(),
            letters.len(),
            masks.code("static MASKS", "Classes"),
            shapes.len(),
            shapes.join(", "),
            usize::from(self.word_atoms.values().max().unwrap_or(&MOST_CLASSES) + 1),
            lists.code("static LISTS"),
        );
        let _ =
            writeln!(code, "/// The atoms of the word classes that code asks for by name.\npub(crate) mod class {{");
        for name in CLASSES_IN_CODE {
            let atom = self
                .class_atoms
                .get(name)
                .ok_or_else(|| format!("words/{name}.txt: the code needs this class, and it is gone"))?;
            let _ = writeln!(
                code,
                "/// `words/{name}.txt`\npub(crate) const {}: u16 = {};",
                name.replace('-', "_").to_uppercase(),
                atom,
            );
        }
        code.push_str("}\n");
        Ok(Files { prints, code })
    }
}

/// What the lexicon is written to.
pub struct Files {
    /// The part of each entry's hash that is compared.
    pub prints: Vec<u8>,
    pub code: String,
}

/// What the lexicon knows of a word or phrase.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    atoms: BTreeSet<u16>,
    /// How many words the longest phrase has that this word begins.
    longest_phrase: usize,
}

/// The classes among some atoms, as the bits of `Classes` in `src/lexicon.rs`.
pub fn mask(atoms: &BTreeSet<u16>) -> [u64; 4] {
    let mut mask = [0; 4];
    for &atom in atoms.iter().filter(|&&atom| atom < MOST_CLASSES) {
        mask[usize::from(atom / 64)] |= 1 << (atom % 64);
    }
    mask
}

/// Values that are stored once and then named by their number.
#[derive(Default)]
pub struct Table {
    values: Vec<String>,
    known: HashMap<String, usize>,
}

impl Table {
    /// The number of a value, given as its code.
    pub fn number(&mut self, value: String) -> usize {
        *self.known.entry(value.clone()).or_insert_with(|| {
            self.values.push(value);
            self.values.len() - 1
        })
    }

    pub fn code(&self, name: &str, of: &str) -> String {
        format!("{name}: [{of}; {}] = [{}];\n", self.values.len(), self.values.join(", "))
    }
}

/// Many short lists in one array, each stored once and named by its number: `Lists` in `src/lexicon.rs`.
#[derive(Default)]
pub struct Lists {
    items: Vec<u16>,
    /// Where each list begins; the next begins where it ends.
    starts: Vec<u32>,
    known: HashMap<Vec<u16>, usize>,
}

impl Lists {
    pub fn number(&mut self, list: impl IntoIterator<Item = u16>) -> usize {
        let list: Vec<u16> = list.into_iter().collect();
        *self.known.entry(list).or_insert_with_key(|list| {
            self.starts.push(self.items.len() as u32);
            self.items.extend(list);
            self.starts.len() - 1
        })
    }

    pub fn code(&self, name: &str) -> String {
        let starts: Vec<u32> = self.starts.iter().copied().chain([self.items.len() as u32]).collect();
        format!("{name}: Lists = Lists {{ starts: &{starts:?}, items: &{:?} }};\n", self.items)
    }
}

/// The words of a phrase, cut and normalised as a post is.
pub fn cut(phrase: &str) -> Vec<String> {
    let mut words = Vec::new();
    text::cut(phrase, |unit, normal| {
        if unit.kind != text::Kind::Break {
            words.push(normal.to_owned());
        }
    });
    words
}

/// An entry of a class: a word, a phrase, or `@` and the name of another class; and its line.
struct ClassEntry {
    words: String,
    line: usize,
}

/// The entries of one file.
fn entries(source: &Source) -> Result<Vec<ClassEntry>, String> {
    let mut entries = Vec::new();
    for (number, line) in source.text.lines().enumerate() {
        let number = number + 1;
        let line = line.split('#').next().unwrap_or_default();
        for (index, part) in line.split('"').enumerate() {
            if index % 2 == 1 {
                entries.push(ClassEntry { words: part.to_owned(), line: number });
            } else {
                entries.extend(part.split_whitespace().map(|word| ClassEntry { words: word.to_owned(), line: number }));
            }
        }
        if line.matches('"').count() % 2 == 1 {
            return Err(source.fault_on(number, "a quote is not closed: put `\"` at both ends of the phrase"));
        }
    }
    Ok(entries)
}

/// Puts the words of a class into `class`, and those of the classes that it takes in. `through` holds the classes that
/// are being filled.
fn fill<'r>(
    name: &'r str,
    raw: &'r BTreeMap<String, (Vec<ClassEntry>, Source)>,
    class: &mut Class,
    through: &mut Vec<&'r str>,
) -> Result<(), String> {
    let (entries, source) = &raw[name];
    through.push(name);
    for ClassEntry { words, line } in entries {
        if let Some(other) = words.strip_prefix('@') {
            if !raw.contains_key(other) {
                let near = did_you_mean(other, raw.keys().map(String::as_str));
                let what = format!("`@{other}` names no class{near}: there is no words/{other}.txt");
                return Err(source.fault_on(*line, what));
            }
            if through.contains(&other) {
                let what = if other == name {
                    format!("`@{other}` takes the class into itself: remove it")
                } else {
                    format!("`@{other}` takes the class into itself, through {}: remove it", through.join(", "))
                };
                return Err(source.fault_on(*line, what));
            }
            fill(other, raw, class, through)?;
            continue;
        }
        let mut cut = cut(words);
        match cut.len() {
            0 => return Err(source.fault_on(*line, format!("`{words}` holds no word: remove it"))),
            1 => {
                class.words.insert(cut.remove(0));
            }
            _ => {
                class.phrases.insert(cut);
            }
        }
    }
    through.pop();
    Ok(())
}
