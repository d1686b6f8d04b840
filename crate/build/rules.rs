//! Rules and contexts: reads their TOML files, checks them, and writes their tables.

use crate::{
    files,
    lexicon::{Lexicon, Lists, MOST_CLASSES, Table, mask},
    pattern::Pattern,
    read,
};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    path::Path,
};

/// The word classes that code asks for by name; see `lexicon::class` in the built crate.
pub const CLASSES_IN_CODE: [&str; 23] = [
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
];

const CONCERNS: [(&str, &str); 12] = [
    ("identifier", "Identifier"),
    ("jigsaw", "Jigsaw"),
    ("service-user", "ServiceUser"),
    ("case-material", "CaseMaterial"),
    ("proceedings", "Proceedings"),
    ("online-search", "OnlineSearch"),
    ("contact", "Contact"),
    ("abuse", "Abuse"),
    ("public-confidence", "PublicConfidence"),
    ("colleague", "Colleague"),
    ("employer", "Employer"),
    ("self-disclosure", "SelfDisclosure"),
];

/// The kinds of detail that a jigsaw is put together from.
const DETAILS: [&str; 8] = ["age", "place", "time", "family", "condition", "event", "origin", "work"];

/// One rule's file: `rules/<concern>/<name>.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RuleFile {
    /// What the rule is for, in a few words; shown in `docs/rules.md`.
    #[allow(dead_code)]
    title: String,
    severity: String,
    #[serde(default = "likely")]
    certainty: String,
    guidance: Vec<String>,
    reason: String,
    tip: String,
    /// Only for `jigsaw`: which kind of detail this is.
    detail: Option<String>,
    /// `work`: the post must speak of the author's own practice.
    needs: Option<String>,
    /// For a mention that says little, such as a bare "she": it counts only as the first of its concern in the
    /// post, so that a person is marked where first met and not at each mention.
    #[serde(default)]
    once: bool,
    patterns: Vec<String>,
    /// One of these must stand in the same sentence (or the whole post).
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    with_post: Vec<String>,
    /// None of these may stand in the same sentence (or the whole post).
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    unless_post: Vec<String>,
    /// Posts that the rule flags, each with the passage marked by `^^^^` in the line below.
    flags: Vec<String>,
    /// Posts that it passes.
    passes: Vec<String>,
}

fn likely() -> String {
    "likely".to_owned()
}

/// One context's file: `context/<name>.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ContextFile {
    #[allow(dead_code)]
    title: String,
    /// The concerns that are cleared; or none, where `establishes` is given.
    #[serde(default)]
    clears: Vec<String>,
    /// `work`: the post speaks of the author's own practice.
    establishes: Option<String>,
    /// How far it reaches: `sentence` or `post`.
    scope: String,
    patterns: Vec<String>,
    /// Posts in which nothing of the cleared concerns is found (or, for `establishes`, that are about work).
    #[allow(dead_code)]
    holds: Vec<String>,
    /// Posts in which the context must not apply.
    #[allow(dead_code)]
    fails: Vec<String>,
}

pub struct Tables {
    pub code: String,
    /// For each atom, the patterns that a unit with this atom may begin: only patterns of rules, since
    /// conditions are looked for on demand.
    pub starts: BTreeMap<u16, BTreeSet<u16>>,
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

pub fn compile(root: &Path, guidance: &BTreeSet<String>, lexicon: &mut Lexicon) -> Result<Tables, String> {
    let mut compiler = Compiler::default();
    let mut rules = String::new();
    let mut rule_count = 0;
    for path in files(&root.join("rules"), "toml")? {
        let fail = |what: String| format!("{}: {what}", path.display());
        let (concern, id) = rule_id(&path).map_err(fail)?;
        let rule: RuleFile = toml::from_str(&read(&path)?).map_err(|e| fail(e.to_string()))?;
        check_rule(&rule, concern, guidance).map_err(fail)?;
        compiler.add(&rule.patterns, Owner::Rule(rule_count), lexicon).map_err(fail)?;
        let mut conditions = Vec::new();
        for list in [&rule.with, &rule.with_post, &rule.unless, &rule.unless_post] {
            conditions.push(compiler.conditions(list, lexicon).map_err(fail)?);
        }
        let detail = rule.detail.as_deref().map(variant);
        let _ = writeln!(
            rules,
            "Rule {{ id: {id:?}, concern: Concern::{}, severity: Severity::{}, certainty: Certainty::{}, reason: {:?}, tip: {:?}, guidance: &{:?}, detail: {}, needs_work: {}, once: {}, with: {}, with_post: {}, unless: {}, unless_post: {} }},",
            concern.1,
            variant(&rule.severity),
            variant(&rule.certainty),
            rule.reason.trim(),
            rule.tip.trim(),
            rule.guidance,
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
    for path in files(&root.join("context"), "toml")? {
        let fail = |what: String| format!("{}: {what}", path.display());
        let context: ContextFile = toml::from_str(&read(&path)?).map_err(|e| fail(e.to_string()))?;
        check_context(&context).map_err(fail)?;
        compiler.add(&context.patterns, Owner::Context(context_count), lexicon).map_err(fail)?;
        let clears: Vec<_> = CONCERNS
            .iter()
            .filter(|(id, _)| context.clears.iter().any(|c| c == id))
            .map(|(_, name)| format!("Concern::{name}"))
            .collect();
        let _ = writeln!(
            contexts,
            "Context {{ clears: &[{}], work: {}, whole_post: {} }},",
            clears.join(", "),
            context.establishes.is_some(),
            context.scope == "post",
        );
        context_count += 1;
    }
    for name in CLASSES_IN_CODE {
        lexicon.class(name).ok_or_else(|| format!("words/{name}.txt: the code needs this class, and it is gone"))?;
    }
    Ok(compiler.finish(&rules, rule_count, &contexts, context_count))
}

impl Compiler {
    fn add(&mut self, sources: &[String], owner: Owner, lexicon: &mut Lexicon) -> Result<(), String> {
        for source in sources {
            self.push(source, owner, lexicon)?;
        }
        Ok(())
    }

    /// Compiles conditions and returns the code of the list of their numbers. Rules share many of them, and
    /// each is stored once.
    fn conditions(&mut self, sources: &[String], lexicon: &mut Lexicon) -> Result<String, String> {
        let mut numbers = Vec::new();
        for source in sources {
            let known = self.condition_numbers.get(source).copied();
            let number = match known {
                Some(number) => number,
                None => self.push(source, Owner::Condition, lexicon)?,
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

    fn finish(mut self, rules: &str, rule_count: usize, contexts: &str, context_count: usize) -> Tables {
        let mut starts: BTreeMap<u16, BTreeSet<u16>> = BTreeMap::new();
        let mut positions = String::new();
        let mut patterns = String::new();
        let mut position_count = 0u32;
        let compiled = std::mem::take(&mut self.patterns);
        for (number, (pattern, whose)) in compiled.iter().enumerate() {
            let owner = match whose {
                Owner::Rule(index) => format!("Owner::Rule({index})"),
                Owner::Context(index) => format!("Owner::Context({index})"),
                Owner::Condition => "Owner::Condition".to_owned(),
            };
            let first = self.lists.number(pattern.first.iter().map(|&p| u16::from(p)));
            let needs: Vec<u16> = pattern.needs.iter().map(|atoms| self.set(atoms) as u16).collect();
            let needs = self.lists.number(needs);
            let second = pattern.second().map_or(0, |atoms| self.set(&atoms) + 1);
            let _ = writeln!(
                patterns,
                "Pattern {{ owner: {owner}, base: {position_count}, first: List({first}), needs: List({needs}), second: {second}, at_start: {}, at_end: {} }},",
                pattern.at_start, pattern.at_end
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
            if !matches!(whose, Owner::Condition) {
                for &first in &pattern.first {
                    for &atom in &pattern.positions[first as usize].atoms {
                        starts.entry(atom).or_default().insert(number as u16);
                    }
                }
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
        Tables { code, starts }
    }
}

/// `rules/service-user/one-of-mine.toml` gives the concern and `service-user/one-of-mine`.
fn rule_id(path: &Path) -> Result<((&'static str, &'static str), String), String> {
    let folder = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    let concern = CONCERNS.into_iter().find(|(id, _)| *id == folder).ok_or_else(|| {
        let ids: Vec<_> = CONCERNS.iter().map(|c| c.0).collect();
        format!("the folder `{folder}` is no concern: move the rule into one of {}", ids.join(", "))
    })?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok((concern, format!("{folder}/{name}")))
}

fn check_rule(rule: &RuleFile, concern: (&str, &str), guidance: &BTreeSet<String>) -> Result<(), String> {
    one_of("severity", &rule.severity, &["high", "medium", "advisory"])?;
    one_of("certainty", &rule.certainty, &["certain", "likely"])?;
    if let Some(needs) = &rule.needs {
        one_of("needs", needs, &["work"])?;
    }
    match (&rule.detail, concern.0) {
        (Some(detail), "jigsaw") => one_of("detail", detail, &DETAILS)?,
        (None, "jigsaw") => {
            return Err(format!("a jigsaw rule needs `detail`: one of {}", DETAILS.join(", ")));
        }
        (Some(_), _) => return Err("`detail` is only for jigsaw rules: remove it".into()),
        (None, _) => {}
    }
    if concern.0 == "self-disclosure" && rule.severity != "advisory" {
        return Err("a self-disclosure rule is never above `advisory`: set severity = \"advisory\"".into());
    }
    if rule.guidance.is_empty() {
        return Err("`guidance` is empty: name the clause that the rule rests on".into());
    }
    if let Some(id) = rule.guidance.iter().find(|id| !guidance.contains(*id)) {
        return Err(format!(
            "`guidance` names `{id}`, which is not in guidance/catalogue.toml: add it there or correct it"
        ));
    }
    if rule.flags.len() < 3 || rule.passes.len() < 3 {
        return Err("give at least three `flags` and three `passes`: they are the rule's tests".into());
    }
    if rule.patterns.is_empty() {
        return Err("`patterns` is empty".into());
    }
    for (name, text) in [("title", &rule.title), ("reason", &rule.reason), ("tip", &rule.tip)] {
        if text.trim().is_empty() {
            return Err(format!("`{name}` is empty: say it in plain words"));
        }
    }
    Ok(())
}

fn check_context(context: &ContextFile) -> Result<(), String> {
    one_of("scope", &context.scope, &["sentence", "post"])?;
    if let Some(establishes) = &context.establishes {
        one_of("establishes", establishes, &["work"])?;
    }
    if context.clears.is_empty() == context.establishes.is_none() {
        return Err("give either `clears` or `establishes`".into());
    }
    for concern in &context.clears {
        one_of("clears", concern, &CONCERNS.map(|c| c.0))?;
    }
    if context.holds.is_empty() || context.fails.is_empty() {
        return Err("give examples in `holds` and in `fails`: they are the context's tests".into());
    }
    Ok(())
}

fn one_of(key: &str, value: &str, known: &[&str]) -> Result<(), String> {
    if known.contains(&value) {
        return Ok(());
    }
    Err(format!("`{key}` is `{value}`: write one of {}", known.join(", ")))
}

/// `high` as the name of a Rust variant: `High`.
fn variant(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
