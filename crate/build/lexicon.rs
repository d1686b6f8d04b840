//! The lexicon: every word that a word class or a pattern names, and what it may stand for.
//!
//! A pattern is made of *atoms*: a class of words, or a single word. Two words that satisfy the same atoms
//! are interchangeable to every rule, so they share one *letter*. The lexicon maps a word to its letter;
//! the thousands of given names, for instance, nearly all share one. Classes have the atoms below
//! [`MOST_CLASSES`], so that those of a letter fit a bit mask; single words have those above.

use super::{
    source::{Source, did_you_mean, files},
    text,
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt::Write,
    path::Path,
};

/// Atoms that are decided by the look of a unit, not by the lexicon. They have the first numbers; their
/// names and order are those of `Shape` in `src/rules/pattern.rs`.
pub const SHAPES: [&str; 6] = ["any", "number", "age", "time", "year", "capital"];

/// How many classes and shapes there can be; `CLASSES` in `src/post.rs` is the same number.
pub const MOST_CLASSES: u16 = 256;

/// What one word class holds.
struct Class {
    words: BTreeSet<String>,
    /// Entries of several words, each cut into its words.
    phrases: BTreeSet<Vec<String>>,
}

pub struct Lexicon {
    classes: BTreeMap<String, Class>,
    /// Atom numbers of classes and of single words, in order of first use.
    class_atoms: HashMap<String, u16>,
    word_atoms: BTreeMap<String, u16>,
}

impl Lexicon {
    /// Reads `words/*.txt`: a class a file; words of one line belong together for the reader only;
    /// `#` begins a comment; `"two words"` in quotes is one entry; `@other` takes in another class.
    pub fn read(root: &Path) -> Result<Lexicon, String> {
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
        Ok(Lexicon { classes, class_atoms: HashMap::new(), word_atoms: BTreeMap::new() })
    }

    /// The atom of one word.
    pub fn word(&mut self, word: &str) -> u16 {
        if let Some(&atom) = self.word_atoms.get(word) {
            return atom;
        }
        let atom = MOST_CLASSES + self.word_atoms.len() as u16;
        self.word_atoms.insert(word.to_owned(), atom);
        atom
    }

    /// The atom of a class or shape. `None` if there is no such class.
    pub fn class(&mut self, name: &str) -> Option<u16> {
        if let Some(shape) = SHAPES.iter().position(|s| *s == name) {
            return Some(shape as u16);
        }
        if !self.classes.contains_key(name) {
            return None;
        }
        let next = (SHAPES.len() + self.class_atoms.len()) as u16;
        Some(*self.class_atoms.entry(name.to_owned()).or_insert(next))
    }

    /// The phrases of the classes in use, by their first word's atom and in order, with their classes. Each
    /// word of a phrase becomes an atom.
    fn phrases(&mut self) -> BTreeMap<Vec<u16>, BTreeSet<u16>> {
        let mut of_class: Vec<(Vec<String>, u16)> = Vec::new();
        for (name, &class) in &self.class_atoms {
            of_class.extend(self.classes[name].phrases.iter().map(|phrase| (phrase.clone(), class)));
        }
        // The order of a hash map is no order: builds must be reproducible.
        of_class.sort();
        let mut phrases: BTreeMap<Vec<u16>, BTreeSet<u16>> = BTreeMap::new();
        for (phrase, class) in of_class {
            let words = phrase.iter().map(|word| self.word(word)).collect();
            phrases.entry(words).or_default().insert(class);
        }
        phrases
    }

    /// The words of the class that can stand alone, for error messages and checks.
    pub fn class_names(&self) -> impl Iterator<Item = &str> {
        self.classes.keys().map(String::as_str)
    }

    /// The map from words to letters, and the code of the letters' tables. `starts` lists, for each atom,
    /// the patterns that a unit with this atom may begin.
    pub fn finish(&mut self, starts: &BTreeMap<u16, BTreeSet<u16>>) -> Result<(Vec<u8>, String), String> {
        let classes = SHAPES.len() + self.class_atoms.len();
        if classes > usize::from(MOST_CLASSES) {
            return Err(format!("words/: the rules use {classes} classes, and {MOST_CLASSES} is the most: join some"));
        }
        let phrases = self.phrases();
        let begun_by = |atoms: &BTreeSet<u16>| -> BTreeSet<u16> {
            atoms.iter().flat_map(|atom| starts.get(atom)).flatten().copied().collect()
        };
        let mut atoms_of: BTreeMap<&str, BTreeSet<u16>> = BTreeMap::new();
        for (name, &atom) in &self.class_atoms {
            for word in &self.classes[name].words {
                atoms_of.entry(word).or_default().insert(atom);
            }
        }
        for (word, &atom) in &self.word_atoms {
            atoms_of.entry(word).or_default().insert(atom);
        }
        // Letter 0 is every word that the lexicon does not hold.
        let mut letters: Vec<&BTreeSet<u16>> = Vec::new();
        let none = BTreeSet::new();
        letters.push(&none);
        let mut number: BTreeMap<&BTreeSet<u16>, u64> = BTreeMap::new();
        let mut builder = fst::MapBuilder::memory();
        for (word, atoms) in &atoms_of {
            let letter = *number.entry(atoms).or_insert_with(|| {
                letters.push(atoms);
                letters.len() as u64 - 1
            });
            builder.insert(word, letter).map_err(|e| format!("lexicon: `{word}`: {e}"))?;
        }
        let fst = builder.into_inner().map_err(|e| format!("lexicon: {e}"))?;

        let mut code = String::new();
        let mut lists = Lists::default();
        let mut masks = Table::default();
        let mut rows = String::new();
        for atoms in &letters {
            let classes = masks.number(format!("Classes({:?})", mask(atoms)));
            let starts = lists.number(begun_by(atoms));
            let word = *atoms.iter().find(|&&atom| atom >= MOST_CLASSES).unwrap_or(&0);
            // Phrases are sorted by their words, so those that a word begins stand together.
            let first = phrases.keys().position(|phrase| phrase[0] == word).unwrap_or(0);
            let count = phrases.keys().filter(|phrase| phrase[0] == word).count();
            let _ = writeln!(
                rows,
                "Letter {{ classes: {classes}, word: {word}, starts: List({starts}), first_phrase: {first}, phrases: {count} }},"
            );
        }
        let mut phrase_rows = String::new();
        for (words, classes) in &phrases {
            let rest = lists.number(words[1..].to_vec());
            let starts = lists.number(begun_by(classes));
            let classes = masks.number(format!("Classes({:?})", mask(classes)));
            let _ =
                writeln!(phrase_rows, "Phrase {{ rest: List({rest}), classes: {classes}, starts: List({starts}) }},");
        }
        let _ = writeln!(
            code,
            "/// The classes, the word and the starting patterns of each letter.\nstatic LETTERS: [Letter; {}] = [\n{rows}];\n\
             /// The entries of classes that have several words, sorted.\nstatic PHRASES: [Phrase; {}] = [\n{phrase_rows}];\n\
             /// The sets of classes of letters and phrases.\n{}\
             /// One more than the greatest atom.\nconst ATOMS: usize = {};\n\
             /// What the lists of letters and phrases hold.\n{}",
            letters.len(),
            phrases.len(),
            masks.code("static MASKS", "Classes"),
            usize::from(MOST_CLASSES) + self.word_atoms.len(),
            lists.code("static LISTS"),
        );
        // No pattern begins with `any`.
        for (index, shape) in SHAPES.iter().enumerate().skip(1) {
            let list: Vec<u16> = starts.get(&(index as u16)).into_iter().flatten().copied().collect();
            let _ = writeln!(
                code,
                "/// The patterns that a unit of this shape may begin.\npub(crate) static {}_STARTS: &[u16] = &{list:?};",
                shape.to_uppercase()
            );
        }
        let _ =
            writeln!(code, "/// The atoms of the word classes that code asks for by name.\npub(crate) mod class {{");
        for name in super::rules::CLASSES_IN_CODE {
            let atom = self
                .class_atoms
                .get(name)
                .ok_or_else(|| format!("words/{name}.txt: the code needs this class, and it is gone"))?;
            let _ = writeln!(
                code,
                "/// `words/{name}.txt`\npub(crate) const {}: u16 = {atom};",
                name.replace('-', "_").to_uppercase()
            );
        }
        code.push_str("}\n");
        Ok((fst, code))
    }
}

/// The classes among some atoms, as the bits of `Classes` in `src/post.rs`.
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

/// Many short lists in one array, each stored once and named by its number: `Lists` in `src/post.rs`.
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
        format!("{name}: Lists = Lists {{ starts: &{:?}, items: &{:?} }};\n", self.starts, self.items)
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
struct Entry {
    words: String,
    line: usize,
}

/// The entries of one file.
fn entries(source: &Source) -> Result<Vec<Entry>, String> {
    let mut entries = Vec::new();
    for (number, line) in source.text.lines().enumerate() {
        let number = number + 1;
        let line = line.split('#').next().unwrap_or_default();
        for (index, part) in line.split('"').enumerate() {
            if index % 2 == 1 {
                entries.push(Entry { words: part.to_owned(), line: number });
            } else {
                entries.extend(part.split_whitespace().map(|word| Entry { words: word.to_owned(), line: number }));
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
    raw: &'r BTreeMap<String, (Vec<Entry>, Source)>,
    class: &mut Class,
    through: &mut Vec<&'r str>,
) -> Result<(), String> {
    let (entries, source) = &raw[name];
    through.push(name);
    for Entry { words, line } in entries {
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
