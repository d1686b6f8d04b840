//! Rules and contexts: compiles their patterns and writes their tables.

use super::{
    hash,
    lexicon::{Entries, Lexicon, Lists, MOST_CLASSES, Table, mask},
    pattern::Pattern,
    rule_file::{self, CONCERNS, ContextFile, RuleFile},
    source::{Source, files},
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt::Write,
    path::{Path, PathBuf},
};
use toml::Spanned;

/// The word classes that code asks for by name; see `lexicon::class` in the built crate.
pub const CLASSES_IN_CODE: [&str; 36] = [
    "leisure-sign",
    "place",
    "title",
    "title-professional",
    "title-public",
    "relation",
    "own-relation",
    "care-sign",
    "care-hint",
    "colleague-sign",
    "private-matter",
    "thanks",
    "fiction-sign",
    "public-sign",
    "self-word",
    "organisation-line",
    "their-word",
    "street-kind",
    "street-kind-rare",
    "school-kind",
    "home-kind",
    "home-kind-sure",
    "place-common",
    "campaigning",
    "cause",
    "conflict-side",
    "faith",
    "faith-follower",
    "moral-question",
    "party",
    "political-leaning",
    "prayer",
    "protected-group",
    "scripture",
    "trans-people",
    "worship",
];

pub struct Tables {
    pub code: String,
    pub entries: Entries,
    /// For each atom, the patterns that are looked for where a unit has it: only patterns of rules and contexts,
    /// since conditions are looked for on demand.
    pub anchored: BTreeMap<u16, BTreeSet<u16>>,
}

#[derive(Default)]
struct Compiler {
    patterns: Vec<(Pattern, Owner)>,
    /// The conditions that were met so far. They are the first patterns, so that what is kept of each needs no more room than
    /// there are conditions.
    conditions: Vec<Pattern>,
    condition_numbers: BTreeMap<String, u16>,
    lists: Lists,
    /// The sets of atoms that positions ask for, the sets of classes in them, and their words one after the other.
    sets: Vec<String>,
    set_numbers: HashMap<(usize, Vec<u16>), usize>,
    masks: Table,
    words: Vec<u16>,
}

/// Whose a pattern is: the `Owner` of `src/rules/pattern.rs`.
#[derive(Clone, Copy)]
enum Owner {
    Rule(usize),
    Context(usize),
}

/// The files of rules and contexts, read and checked.
pub struct Files {
    rules: Vec<RuleSource>,
    contexts: Vec<(Source, ContextFile)>,
}

/// A rule, with what its path says of it.
struct RuleSource {
    source: Source,
    /// The concern's variant.
    concern: &'static str,
    id: String,
    file: RuleFile,
}

impl Files {
    /// Reads `rules/` and `context/` below `root`. `guidance` holds the ids that a rule may cite.
    pub fn read(root: &Path, guidance: &BTreeSet<String>) -> Result<Files, String> {
        let rule = |path: PathBuf| {
            let source = Source::read(root, &path)?;
            let ((folder, concern), id) = rule_file::rule_id(&path).map_err(|what| source.fault_on(1, what))?;
            let file = rule_file::rule(&source, folder, guidance)?;
            Ok(RuleSource { source, concern, id, file })
        };
        let context = |path: PathBuf| {
            let source = Source::read(root, &path)?;
            let file = rule_file::context(&source)?;
            Ok((source, file))
        };
        Ok(Files {
            rules: files(&root.join("rules"), "toml")?.into_iter().map(rule).collect::<Result<_, String>>()?,
            contexts: files(&root.join("context"), "toml")?.into_iter().map(context).collect::<Result<_, String>>()?,
        })
    }

    /// The examples of all rules: posts of the kind that will be checked.
    pub fn examples(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().flat_map(|RuleSource { file, .. }| {
            let flags = file.flags.get_ref().iter().map(|flag| flag.get_ref().as_str());
            flags.chain(file.passes.get_ref().iter().map(String::as_str))
        })
    }
}

pub fn compile(files: &Files, lexicon: &mut Lexicon) -> Result<Tables, String> {
    let mut compiler = Compiler::default();
    let mut rules = String::new();
    let mut rule_count = 0;
    for RuleSource { source, concern, id, file: rule } in &files.rules {
        compiler.add(rule.patterns.get_ref(), Owner::Rule(rule_count), lexicon, source)?;
        let mut conditions = Vec::new();
        for list in [&rule.with, &rule.with_post, &rule.unless, &rule.unless_post] {
            conditions.push(compiler.conditions(list, lexicon, source)?);
        }
        let detail = rule.detail.as_ref().map(|detail| variant(detail.get_ref()));
        let cited: Vec<_> = rule.guidance.get_ref().iter().map(Spanned::get_ref).collect();
        let _ = writeln!(
            rules,
            "Rule {{ id: {id:?}, hash: {:#x}, concern: Concern::{}, severity: Severity::{}, certainty: Certainty::{}, reason: {:?}, tip: {:?}, guidance: &{:?}, detail: {}, needs_work: {}, once: {}, with: {}, with_post: {}, unless: {}, unless_post: {} }},",
            hash::word(id),
            concern,
            variant(rule.severity.get_ref()),
            variant(rule.certainty.get_ref()),
            rule.reason.get_ref().trim(),
            rule.tip.get_ref().trim(),
            cited,
            detail.map_or("None".to_owned(), |d| format!("Some(Detail::{d})")),
            rule.needs.is_some(),
            rule.once,
            conditions[0],
            conditions[1],
            conditions[2],
            conditions[3],
        );
        rule_count += 1;
    }
    let mut contexts = String::new();
    let mut context_count = 0;
    for (source, context) in &files.contexts {
        compiler.add(context.patterns.get_ref(), Owner::Context(context_count), lexicon, source)?;
        let clears: Vec<_> = CONCERNS
            .iter()
            .filter(|(id, _)| context.clears.iter().any(|c| c.get_ref() == id))
            .map(|(_, name)| format!("Concern::{name}"))
            .collect();
        let _ = writeln!(
            contexts,
            "Context {{ hash: {:#x}, clears: &[{}], work: {}, whole_post: {} }},",
            hash::word(&source.stem()),
            clears.join(", "),
            context.establishes.is_some(),
            context.scope.get_ref() == "post",
        );
        context_count += 1;
    }
    let entries = lexicon.entries()?;
    let (code, anchored) = compiler.finish(&entries, &rules, rule_count, &contexts, context_count)?;
    Ok(Tables { code, entries, anchored })
}

impl Compiler {
    fn add(
        &mut self,
        patterns: &[Spanned<String>],
        owner: Owner,
        lexicon: &mut Lexicon,
        file: &Source,
    ) -> Result<(), String> {
        for pattern in patterns {
            let compiled = Pattern::new(pattern.get_ref(), lexicon).map_err(|what| file.fault(pattern.span(), what))?;
            self.patterns.push((compiled, owner));
        }
        Ok(())
    }

    /// Compiles conditions and returns the code of the list of their numbers. Rules share many of them, and
    /// each is stored once.
    fn conditions(
        &mut self,
        patterns: &[Spanned<String>],
        lexicon: &mut Lexicon,
        file: &Source,
    ) -> Result<String, String> {
        let mut numbers = Vec::new();
        for pattern in patterns {
            let source = pattern.get_ref();
            let known = self.condition_numbers.get(source).copied();
            let number = match known {
                Some(number) => number,
                None => {
                    let compiled = Pattern::new(source, lexicon).map_err(|what| file.fault(pattern.span(), what))?;
                    self.conditions.push(compiled);
                    (self.conditions.len() - 1) as u16
                }
            };
            self.condition_numbers.insert(source.clone(), number);
            numbers.push(number);
        }
        Ok(format!("List({})", self.lists.number(numbers)))
    }

    /// What a position asks that is satisfied by some atoms: the `Ask` of `src/rules/pattern.rs`.
    fn ask(&mut self, atoms: &BTreeSet<u16>, entries: &Entries) -> Result<u16, String> {
        let mut words: Vec<u16> = atoms.range(MOST_CLASSES..).map(|atom| entries.words[atom]).collect();
        let mut classes = atoms.range(..MOST_CLASSES).map(|&class| usize::from(class));
        let (first_class, first_set) = (entries.count(), entries.count() + usize::from(MOST_CLASSES));
        let ask = match (words.as_slice(), classes.next(), classes.next()) {
            (&[word], None, None) => usize::from(word),
            ([], Some(class), None) => first_class + class,
            _ => {
                words.sort_unstable();
                let start = self.words.len();
                let classes = self.masks.number(format!("Classes({:?})", mask(atoms)));
                first_set
                    + *self.set_numbers.entry((classes, words)).or_insert_with_key(|(_, words)| {
                        self.words.extend(words);
                        self.sets.push(format!("Set {{ classes: {classes}, words: {start} }}"));
                        self.sets.len() - 1
                    })
            }
        };
        ask.try_into().map_err(|_| "there are more than 65,536 words and sets of words: join some".to_owned())
    }

    /// The code of all tables of rules, and for each atom the patterns that are looked for by it.
    fn finish(
        mut self,
        entries: &Entries,
        rules: &str,
        rule_count: usize,
        contexts: &str,
        context_count: usize,
    ) -> Result<(String, BTreeMap<u16, BTreeSet<u16>>), String> {
        let mut anchored: BTreeMap<u16, BTreeSet<u16>> = BTreeMap::new();
        let (mut all_asks, mut all_next) = (String::new(), Vec::new());
        let mut patterns = String::new();
        let mut position_count = 0u32;
        let mut anchors = Vec::new();
        let conditions = std::mem::take(&mut self.conditions);
        let condition_count = conditions.len();
        let conditions = conditions.into_iter().map(|pattern| (pattern, None));
        let patterns_of = std::mem::take(&mut self.patterns);
        let compiled: Vec<_> =
            conditions.chain(patterns_of.into_iter().map(|(pattern, owner)| (pattern, Some(owner)))).collect();
        if compiled.len() > usize::from(u16::MAX) {
            return Err("there are more than 65,535 patterns: join some with `|`".to_owned());
        }
        for (number, (pattern, whose)) in compiled.iter().enumerate() {
            let owner = match whose {
                Some(Owner::Rule(index)) => format!("Owner::Rule({index})"),
                Some(Owner::Context(index)) => format!("Owner::Context({index})"),
                None => "Owner::Condition".to_owned(),
            };
            let _ = writeln!(
                patterns,
                "Pattern {{ owner: {owner}, base: {position_count}, at_start: {}, at_end: {} }},",
                pattern.at_start, pattern.at_end,
            );
            for anchor in &pattern.anchors {
                for atom in anchor.positions.iter().flat_map(|&p| &pattern.positions[usize::from(p)].atoms) {
                    anchored.entry(*atom).or_default().insert(anchors.len() as u16);
                }
                let first = self.lists.number(anchor.first.iter().map(|&p| u16::from(p)));
                let needs = self.ask(&anchor.needs, entries)?;
                anchors.push(format!(
                    "Anchor {{ pattern: {number}, first: List({first}), before: {:?}, needs: Ask({needs}) }}",
                    anchor.before
                ));
            }
            for (position, following) in pattern.positions.iter().zip(1..) {
                let asks = self.ask(&position.atoms, entries)?;
                // What one position after the other leads on to, in a gap say, is then one list.
                let others = position.next.iter().filter(|&&next| next != following);
                let next = self.lists.number(others.map(|&next| u16::from(next)));
                if next >= 1 << 13 {
                    return Err("the patterns need more than 8,192 lists: split the longest alternatives".to_owned());
                }
                let flags = [(13, position.marked), (14, position.last), (15, position.next.contains(&following))];
                let next = flags.iter().fold(next, |next, &(bit, is_set)| next | usize::from(is_set) << bit);
                let _ = write!(all_asks, "Ask({asks}), ");
                all_next.push(next);
                position_count += 1;
            }
        }
        // Where the words of the last set end.
        let sets: Vec<_> =
            self.sets.iter().cloned().chain([format!("Set {{ classes: 0, words: {} }}", self.words.len())]).collect();
        let code = format!(
            "/// Every rule, in the order of their ids.\npub(crate) static RULES: [Rule; {rule_count}] = [\n{rules}];\n\
             /// Every context.\nstatic CONTEXTS: [Context; {context_count}] = [\n{contexts}];\n\
             /// Every pattern.\npub(crate) static PATTERNS: [Pattern; {}] = [\n{patterns}];\n\
             /// How many of them are conditions: the first.\npub(crate) const CONDITIONS: usize = {condition_count};\n\
             /// The anchors of all patterns.\npub(crate) static ANCHORS: [Anchor; {}] = [{}];\n\
             /// What each position asks.\npub(crate) static ASKS: [Ask; {position_count}] = [{all_asks}];\n\
             /// Where each position leads.\npub(crate) static NEXT: [u16; {position_count}] = {all_next:?};\n\
             /// What positions ask of a unit, and one more that says where the last one ends.\npub(crate) static SETS: [Set; {}] = [{}];\n\
             /// The words of all sets.\npub(crate) static WORDS: [u16; {}] = {:?};\n\
             /// The sets of classes in sets.\n{}\
             /// What the lists of patterns and positions hold.\n{}",
            compiled.len(),
            anchors.len(),
            anchors.join(", "),
            sets.len(),
            sets.join(", "),
            self.words.len(),
            self.words,
            self.masks.code("pub(crate) static MASKS", "Classes"),
            self.lists.code("pub(crate) static LISTS"),
        );
        Ok((code, anchored))
    }
}

/// `high` as the name of a Rust variant: `High`.
fn variant(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
