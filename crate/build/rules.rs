//! Rules and contexts: compiles their patterns and writes their tables.

use super::{
    lexicon::{Lexicon, Lists, MOST_CLASSES, Table, mask},
    pattern::Pattern,
    rule_file::{self, CONCERNS, ContextFile, RuleFile},
    source::{Source, files},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    path::{Path, PathBuf},
};
use toml::Spanned;

/// The word classes that code asks for by name; see `lexicon::class` in the built crate.
pub const CLASSES_IN_CODE: [&str; 27] = [
    "leisure-sign",
    "given-name",
    "given-name-or-word",
    "surname",
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
    "common-word",
];

pub struct Tables {
    pub code: String,
    /// For each atom, the patterns that are looked for where a unit has it: only patterns of rules and contexts,
    /// since conditions are looked for on demand.
    pub anchored: BTreeMap<u16, BTreeSet<u16>>,
}

#[derive(Default)]
struct Compiler {
    patterns: Vec<(Pattern, Owner)>,
    /// The conditions that were met so far.
    condition_numbers: BTreeMap<String, u16>,
    lists: Lists,
    /// The sets of atoms that positions ask for, and the sets of classes in them.
    sets: Table,
    masks: Table,
}

/// Whose a pattern is: the `Owner` of `src/rules/pattern.rs`.
#[derive(Clone, Copy)]
enum Owner {
    Rule(usize),
    Context(usize),
    Condition,
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
            "Rule {{ id: {id:?}, concern: Concern::{}, severity: Severity::{}, certainty: Certainty::{}, reason: {:?}, tip: {:?}, guidance: &{:?}, detail: {}, needs_work: {}, once: {}, with: {}, with_post: {}, unless: {}, unless_post: {} }},",
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
            "Context {{ clears: &[{}], work: {}, whole_post: {} }},",
            clears.join(", "),
            context.establishes.is_some(),
            context.scope.get_ref() == "post",
        );
        context_count += 1;
    }
    Ok(compiler.finish(lexicon, &rules, rule_count, &contexts, context_count))
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
            self.push(pattern.get_ref(), owner, lexicon).map_err(|what| file.fault(pattern.span(), what))?;
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
                    self.push(source, Owner::Condition, lexicon).map_err(|what| file.fault(pattern.span(), what))?
                }
            };
            self.condition_numbers.insert(source.clone(), number);
            numbers.push(number);
        }
        Ok(format!("List({})", self.lists.number(numbers)))
    }

    fn push(&mut self, source: &str, owner: Owner, lexicon: &mut Lexicon) -> Result<u16, String> {
        let number = u16::try_from(self.patterns.len())
            .map_err(|_| "there are more than 65,536 patterns: join some with `|`".to_owned())?;
        self.patterns.push((Pattern::new(source, lexicon)?, owner));
        Ok(number)
    }

    /// The number of a set of atoms.
    fn set(&mut self, atoms: &BTreeSet<u16>) -> usize {
        let classes = self.masks.number(format!("Classes({:?})", mask(atoms)));
        let words = self.lists.number(atoms.iter().copied().filter(|&atom| atom >= MOST_CLASSES));
        self.sets.number(format!("Set {{ classes: {classes}, words: List({words}) }}"))
    }

    fn finish(
        mut self,
        lexicon: &mut Lexicon,
        rules: &str,
        rule_count: usize,
        contexts: &str,
        context_count: usize,
    ) -> Tables {
        let mut compiled = std::mem::take(&mut self.patterns);
        let positions = || compiled.iter().flat_map(|(pattern, _)| &pattern.positions);
        let renamed = lexicon.merge(&positions().map(|position| position.atoms.clone()).collect());
        for position in compiled.iter_mut().flat_map(|(pattern, _)| &mut pattern.positions) {
            position.atoms = position.atoms.iter().map(|atom| *renamed.get(atom).unwrap_or(atom)).collect();
        }
        // The empty set of classes is number 0.
        self.masks.number(format!("Classes({:?})", mask(&BTreeSet::new())));
        let mut anchored: BTreeMap<u16, BTreeSet<u16>> = BTreeMap::new();
        let mut positions = String::new();
        let mut patterns = String::new();
        let mut position_count = 0u32;
        for (number, (pattern, whose)) in compiled.iter().enumerate() {
            let owner = match whose {
                Owner::Rule(index) => format!("Owner::Rule({index})"),
                Owner::Context(index) => format!("Owner::Context({index})"),
                Owner::Condition => "Owner::Condition".to_owned(),
            };
            let anchor = pattern.anchor();
            if !matches!(whose, Owner::Condition) {
                for &atom in &anchor {
                    anchored.entry(atom).or_default().insert(number as u16);
                }
            }
            let first = self.lists.number(pattern.first.iter().map(|&p| u16::from(p)));
            let opening = self.set(&pattern.first());
            let second = pattern.second().map_or(0, |atoms| self.set(&atoms) + 1);
            let anchor = self.set(&anchor);
            let _ = writeln!(
                patterns,
                "Pattern {{ owner: {owner}, base: {position_count}, first: List({first}), opening: {opening}, second: {second}, anchor: {anchor}, before_anchor: {:?}, at_start: {}, at_end: {} }},",
                pattern.before_anchor, pattern.at_start, pattern.at_end
            );
            for (index, position) in pattern.positions.iter().enumerate() {
                let set = self.set(&position.atoms);
                // How far ahead the next ones are: most lists are then the same few.
                let next = self.lists.number(position.next.iter().map(|&p| u16::from(p) - index as u16));
                let _ = writeln!(
                    positions,
                    "Position {{ set: {set}, next: List({next}), last: {}, marked: {} }},",
                    position.last, position.marked
                );
                position_count += 1;
            }
        }
        let code = format!(
            "/// Every rule, in the order of their ids.\npub(crate) static RULES: [Rule; {rule_count}] = [\n{rules}];\n\
             /// Every context.\nstatic CONTEXTS: [Context; {context_count}] = [\n{contexts}];\n\
             /// Every pattern.\npub(crate) static PATTERNS: [Pattern; {}] = [\n{patterns}];\n\
             /// The positions of all patterns.\npub(crate) static POSITIONS: [Position; {position_count}] = [\n{positions}];\n\
             /// What positions ask of a unit.\n{}/// The sets of classes in it.\n{}\
             /// What the lists of patterns, positions and sets hold.\n{}",
            compiled.len(),
            self.sets.code("pub(crate) static SETS", "Set"),
            self.masks.code("pub(crate) static MASKS", "Classes"),
            self.lists.code("pub(crate) static LISTS"),
        );
        Tables { code, anchored }
    }
}

/// `high` as the name of a Rust variant: `High`.
fn variant(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
