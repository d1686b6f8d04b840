//! The lexicon: every word that a word class or a pattern names, and what it may stand for.
//!
//! A pattern is made of *atoms*: a class of words, or a single word. Classes have the atoms below [`MOST_CLASSES`], so
//! that those of a word fit a bit mask; single words have those above. The first are the shapes, which are decided by
//! the look of a unit and not by the lexicon.
//!
//! The lexicon is a table of hashes, with the entries of several words in it beside the words; `src/lexicon.rs` says how
//! it is read. Words that are in the same classes share a *sort*: the thousands of given names, for instance, are nearly
//! all of one.

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

    /// Everything that the classes in use and the patterns name, in the order of the table.
    pub fn entries(&self) -> Result<Entries, String> {
        let classes = SHAPES.len() + self.class_atoms.len();
        if classes > usize::from(MOST_CLASSES) {
            return Err(format!("words/: the rules use {classes} classes, and {MOST_CLASSES} is the most: join some"));
        }
        // By their words; a word by itself is an entry of one.
        let mut sorts: BTreeMap<Vec<&str>, (Sort, Option<u16>)> = BTreeMap::new();
        for (name, &atom) in &self.class_atoms {
            let class = &self.classes[name];
            for word in &class.words {
                sorts.entry(vec![word]).or_default().0.classes.insert(atom);
            }
            for phrase in &class.phrases {
                sorts.entry(phrase.iter().map(String::as_str).collect()).or_default().0.classes.insert(atom);
                let (first, _) = sorts.entry(vec![&phrase[0]]).or_default();
                first.longest_phrase = first.longest_phrase.max(phrase.len());
            }
        }
        for (word, &atom) in &self.word_atoms {
            sorts.entry(vec![word]).or_default().1 = Some(atom);
        }
        let mut places: BTreeMap<(usize, u32), Vec<&str>> = BTreeMap::new();
        for words in sorts.keys() {
            let hashes = words.iter().map(|word| hash::word(word));
            let place = hash::place(hashes.reduce(hash::phrase).unwrap_or_default());
            if let Some(other) = places.insert(place, words.clone()) {
                return Err(format!("words/: {words:?} and {other:?} have one hash: change a constant of src/hash.rs"));
            }
        }
        let mut entries = Entries::default();
        for (number, (place, words)) in (1..).zip(places) {
            let (sort, atom) = sorts.remove(&words).unwrap_or_default();
            entries.words.extend(atom.map(|atom| (atom, number)));
            entries.all.push((place, sort));
        }
        Ok(entries)
    }

    /// The code of the table. `anchored` lists, for each atom, the patterns that are looked for where a unit has it.
    pub fn finish(&self, entries: &Entries, anchored: &BTreeMap<u16, BTreeSet<u16>>) -> Result<Output, String> {
        let mut lists = Lists::default();
        let mut anchored_at = |atoms: &[u16]| {
            let patterns: BTreeSet<u16> =
                atoms.iter().filter_map(|atom| anchored.get(atom)).flatten().copied().collect();
            lists.number(patterns)
        };
        // Whatever the lexicon does not hold is entry 0 and of sort 0; nothing is looked for by it.
        let mut sorts: BTreeMap<&Sort, usize> = BTreeMap::new();
        let mut sort_rows = String::new();
        let mut sort_number = |sort| {
            let next = sorts.len();
            *sorts.entry(sort).or_insert_with(|| {
                let Sort { classes, longest_phrase } = sort;
                let anchored = anchored_at(&classes.iter().copied().collect::<Vec<_>>());
                let classes = mask(classes);
                let _ = writeln!(
                    sort_rows,
                    "Sort {{ classes: Classes({classes:?}), anchored: List({anchored}), longest_phrase: {longest_phrase} }},"
                );
                next
            })
        };
        let none = Sort::default();
        let mut numbers = vec![sort_number(&none)];
        let mut prints = Vec::new();
        let mut counts = vec![0u8; 1 << hash::BUCKET_BITS];
        for ((bucket, print), sort) in &entries.all {
            counts[*bucket] += 1;
            prints.extend(&print.to_be_bytes()[1..]);
            numbers.push(sort_number(sort));
        }
        let mut words = vec![0; numbers.len()];
        for (&atom, &number) in &entries.words {
            words[usize::from(number)] = anchored_at(&[atom]);
        }
        let mut next = 1u16;
        let mut bases = Vec::new();
        for counts in counts.chunks(hash::BUCKETS_A_BASE) {
            bases.push(next);
            next += counts.iter().map(|&count| u16::from(count)).sum::<u16>();
        }
        let shapes: Vec<_> = (0..SHAPES.len() as u16).map(|shape| format!("List({})", anchored_at(&[shape]))).collect();
        let mut code = format!(
            "/// How many entries each bucket has.\nstatic COUNTS: [u8; {}] = {counts:?};\n\
             /// The first entry of every so many buckets.\nstatic BASES: [u16; {}] = {bases:?};\n\
             /// The sort of each entry.\nstatic SORT_OF: [u16; {}] = {numbers:?};\n\
             /// The list of the patterns that are looked for where this very word stands.\nstatic ANCHORED: [u16; {}] = {words:?};\n\
             /// Every sort.\nstatic SORTS: [Sort; {}] = [\n{sort_rows}];\n\
             /// The patterns that are looked for where a unit has a shape.\nstatic SHAPE_ANCHORED: [List; {}] = [{}];\n\
             /// How many entries there are.\npub(crate) const ENTRIES: usize = {};\n\
             /// What the lists hold.\n{}",
            counts.len(),
            bases.len(),
            numbers.len(),
            words.len(),
            sorts.len(),
            shapes.len(),
            shapes.join(", "),
            numbers.len(),
            lists.code("static LISTS"),
        );
        let mut names: BTreeMap<u16, u64> =
            self.class_atoms.iter().map(|(name, &atom)| (atom, hash::word(name))).collect();
        names.extend(SHAPES.iter().enumerate().map(|(atom, name)| (atom as u16, hash::word(name))));
        let _ = writeln!(
            code,
            "/// The hash of the name of each class and shape.\nstatic CLASS_HASHES: [u64; {}] = {:?};",
            names.len(),
            names.values().collect::<Vec<_>>()
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
        Ok(Output { prints, code })
    }
}

/// What the lexicon is written to.
pub struct Output {
    /// The part of each entry's hash that is compared.
    pub prints: Vec<u8>,
    pub code: String,
}

/// What words have in common that are in the same classes.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Sort {
    classes: BTreeSet<u16>,
    /// How many words the longest phrase has that begins with it.
    longest_phrase: usize,
}

/// The entries of the table, each with the place that its hash gives it. They are numbered from 1 on.
#[derive(Default)]
pub struct Entries {
    all: Vec<((usize, u32), Sort)>,
    /// The number of the word of each atom that is a word.
    pub words: BTreeMap<u16, u16>,
}

impl Entries {
    /// How many there are, with the one of number 0, which is whatever the lexicon does not hold.
    pub fn count(&self) -> usize {
        self.all.len() + 1
    }
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

/// Many short lists in one array, each stored once and named by its number: `Lists` in `src/lexicon.rs`. Number 0 is the
/// empty list.
pub struct Lists {
    items: Vec<u16>,
    /// Where each list begins; the next begins where it ends.
    starts: Vec<u32>,
    known: HashMap<Vec<u16>, usize>,
}

impl Default for Lists {
    fn default() -> Lists {
        Lists { items: Vec::new(), starts: vec![0], known: HashMap::from([(Vec::new(), 0)]) }
    }
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
