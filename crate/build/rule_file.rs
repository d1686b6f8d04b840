//! What the file of a rule and of a context holds, and what is asked of it before anything is compiled.

use super::{
    example, guidance,
    source::{Source, did_you_mean},
};
use serde::Deserialize;
use std::{collections::BTreeSet, path::Path};
use toml::Spanned;

/// The concerns by the names of their folders and of their Rust variants.
pub const CONCERNS: [(&str, &str); 12] = [
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
const DETAILS: [&str; 9] = ["age", "place", "time", "family", "condition", "event", "origin", "work", "look"];

/// One rule's file: `rules/<concern>/<name>.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RuleFile {
    /// What the rule is for, in a few words; shown in `docs/rules.md`.
    pub title: Spanned<String>,
    pub severity: Spanned<String>,
    #[serde(default = "likely")]
    pub certainty: Spanned<String>,
    pub guidance: Spanned<Vec<Spanned<String>>>,
    pub reason: Spanned<String>,
    pub tip: Spanned<String>,
    /// Only for `jigsaw`: which kind of detail this is.
    pub detail: Option<Spanned<String>>,
    /// `work`: the post must speak of the author's own practice.
    pub needs: Option<Spanned<String>>,
    /// For a mention that says little, such as a bare "she": it counts only as the first of its concern in the
    /// post, so that a person is marked where first met and not at each mention.
    #[serde(default)]
    pub once: bool,
    pub patterns: Spanned<Vec<Spanned<String>>>,
    /// One of these must stand in the same sentence (or the whole post).
    #[serde(default)]
    pub with: Vec<Spanned<String>>,
    #[serde(default)]
    pub with_post: Vec<Spanned<String>>,
    /// None of these may stand in the same sentence (or the whole post).
    #[serde(default)]
    pub unless: Vec<Spanned<String>>,
    #[serde(default)]
    pub unless_post: Vec<Spanned<String>>,
    /// Posts that the rule flags, each with the passage marked by `^^^^` in the line below.
    pub flags: Spanned<Vec<Spanned<String>>>,
    /// Posts that it passes.
    pub passes: Spanned<Vec<String>>,
}

fn likely() -> Spanned<String> {
    Spanned::new(0..0, "likely".to_owned())
}

/// One context's file: `context/<name>.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ContextFile {
    /// What it says of a post, in a few words; shown in `docs/rules.md`.
    pub title: Spanned<String>,
    /// The concerns that are cleared; or none, where `establishes` is given.
    #[serde(default)]
    pub clears: Vec<Spanned<String>>,
    /// `work`: the post speaks of the author's own practice.
    pub establishes: Option<Spanned<String>>,
    /// How far it reaches: `sentence` or `post`.
    pub scope: Spanned<String>,
    pub patterns: Spanned<Vec<Spanned<String>>>,
    /// Posts in which nothing of the cleared concerns is found (or, for `establishes`, that are about work).
    pub holds: Spanned<Vec<String>>,
    /// Posts in which the context must not apply.
    pub fails: Spanned<Vec<String>>,
}

/// `rules/service-user/one-of-mine.toml` gives the concern and `service-user/one-of-mine`.
pub fn rule_id(path: &Path) -> Result<((&'static str, &'static str), String), String> {
    let folder = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    let concern = CONCERNS.into_iter().find(|(id, _)| *id == folder).ok_or_else(|| {
        let ids: Vec<_> = CONCERNS.iter().map(|c| c.0).collect();
        format!("the folder `{folder}` is no concern: move the rule into one of {}", ids.join(", "))
    })?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok((concern, format!("{folder}/{name}")))
}

/// Reads and checks a rule. `known` are the ids of the catalogue.
pub fn rule(source: &Source, concern: &str, known: &BTreeSet<String>) -> Result<RuleFile, String> {
    let rule: RuleFile = source.toml()?;
    one_of(source, "severity", &rule.severity, &["high", "medium", "advisory"])?;
    one_of(source, "certainty", &rule.certainty, &["certain", "likely"])?;
    if let Some(needs) = &rule.needs {
        one_of(source, "needs", needs, &["work"])?;
    }
    match (&rule.detail, concern) {
        (Some(detail), "jigsaw") => one_of(source, "detail", detail, &DETAILS)?,
        (None, "jigsaw") => {
            return Err(source.fault_on(1, format!("a jigsaw rule needs `detail`: add one of {}", DETAILS.join(", "))));
        }
        (Some(detail), _) => return Err(source.fault(detail.span(), "`detail` is only for jigsaw rules: remove it")),
        (None, _) => {}
    }
    if concern == "self-disclosure" && rule.severity.get_ref() != "advisory" {
        let what = "a self-disclosure rule is never above `advisory`: write severity = \"advisory\"";
        return Err(source.fault(rule.severity.span(), what));
    }
    if rule.guidance.get_ref().is_empty() {
        return Err(source.fault(rule.guidance.span(), "`guidance` is empty: name the clause that the rule rests on"));
    }
    rule.guidance.get_ref().iter().try_for_each(|id| guidance::names_clause(source, id, known))?;
    for (key, text) in [("title", &rule.title), ("reason", &rule.reason), ("tip", &rule.tip)] {
        said(source, key, text)?;
    }
    some_patterns(source, &rule.patterns)?;
    for (key, span, count) in [
        ("flags", rule.flags.span(), rule.flags.get_ref().len()),
        ("passes", rule.passes.span(), rule.passes.get_ref().len()),
    ] {
        if count < 3 {
            let what = format!("`{key}` holds {count} examples: give three or more, they are the rule's tests");
            return Err(source.fault(span, what));
        }
    }
    for flag in rule.flags.get_ref() {
        let first = source.line(flag.span().start);
        // A text between triple quotes begins in the line below them.
        let raw = &source.text[flag.span()];
        let first = first + usize::from(raw.starts_with("\"\"\"\n") || raw.starts_with("'''\n"));
        let example = example::read(flag.get_ref()).map_err(|(line, what)| source.fault_on(first + line, what))?;
        if example.passages.is_empty() {
            return Err(source.fault_on(first, "no passage is marked: write `^^^^` in a line below, under the passage"));
        }
    }
    Ok(rule)
}

/// Reads and checks a context.
pub fn context(source: &Source) -> Result<ContextFile, String> {
    let context: ContextFile = source.toml()?;
    said(source, "title", &context.title)?;
    one_of(source, "scope", &context.scope, &["sentence", "post"])?;
    if let Some(establishes) = &context.establishes {
        one_of(source, "establishes", establishes, &["work"])?;
    }
    if context.clears.is_empty() == context.establishes.is_none() {
        return Err(source.fault_on(1, "give either `clears` or `establishes`"));
    }
    for concern in &context.clears {
        one_of(source, "clears", concern, &CONCERNS.map(|c| c.0))?;
    }
    some_patterns(source, &context.patterns)?;
    for (key, examples) in [("holds", &context.holds), ("fails", &context.fails)] {
        if examples.get_ref().is_empty() {
            let what = format!("`{key}` is empty: give examples, they are the context's tests");
            return Err(source.fault(examples.span(), what));
        }
    }
    Ok(context)
}

fn some_patterns(source: &Source, patterns: &Spanned<Vec<Spanned<String>>>) -> Result<(), String> {
    if patterns.get_ref().is_empty() {
        return Err(source.fault(patterns.span(), "`patterns` is empty: say which words it looks for"));
    }
    Ok(())
}

fn said(source: &Source, key: &str, text: &Spanned<String>) -> Result<(), String> {
    if text.get_ref().trim().is_empty() {
        return Err(source.fault(text.span(), format!("`{key}` is empty: say it in plain words")));
    }
    Ok(())
}

/// Whether a key holds one of the words that it can.
pub fn one_of(source: &Source, key: &str, value: &Spanned<String>, known: &[&str]) -> Result<(), String> {
    let written = value.get_ref();
    if known.contains(&written.as_str()) {
        return Ok(());
    }
    let near = did_you_mean(written, known.iter().copied());
    Err(source.fault(value.span(), format!("`{key}` is `{written}`{near}: write {}", known.join(" or "))))
}
