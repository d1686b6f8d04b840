//! The guidance: the catalogue as a Rust table, and what is asked of the two files that the guidance page shows.

use super::{
    rule_file::{CONCERNS, one_of},
    source::{Source, did_you_mean},
};
use serde::Deserialize;
use std::{collections::BTreeSet, fmt::Write, path::Path};
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    guidance: Vec<Item>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    id: Spanned<String>,
    title: String,
    clause: String,
    publisher: String,
    jurisdiction: String,
    edition: String,
    url: Spanned<String>,
    verbatim: bool,
    text: String,
    checked_on: String,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    labels: Vec<Spanned<String>>,
}

/// `concerns.toml`: what each concern means. The pages and the tests read the words; here its ids are checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Concerns {
    concern: Vec<Concern>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Concern {
    id: Spanned<String>,
    title: String,
    meaning: String,
    look_for: Vec<String>,
    fine: Vec<String>,
    guidance: Vec<Spanned<String>>,
}

/// `seed-sections.toml`: the seed document in its parts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Seed {
    title: String,
    source: String,
    edition: String,
    url: String,
    note: String,
    sections: Vec<Section>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Section {
    id: String,
    heading: Option<String>,
    level: Option<u8>,
    blocks: Vec<Block>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Block {
    kind: Spanned<String>,
    text: String,
    #[serde(default)]
    guidance: Vec<Spanned<String>>,
}

pub struct Guidance {
    pub ids: BTreeSet<String>,
    pub code: String,
}

pub fn read_catalogue(root: &Path) -> Result<Guidance, String> {
    let source = Source::read(root, &root.join("guidance/catalogue.toml"))?;
    let catalogue: Catalogue = source.toml()?;
    let mut ids = BTreeSet::new();
    let mut items = String::new();
    for item in &catalogue.guidance {
        let id = item.id.get_ref();
        if !ids.insert(id.clone()) {
            return Err(source.fault(item.id.span(), format!("the id `{id}` is there twice: rename one")));
        }
        if !item.url.get_ref().starts_with("https://") {
            return Err(source.fault(item.url.span(), format!("`{id}`: the url must begin with https://")));
        }
        for label in &item.labels {
            names_concern(&source, "labels", label)?;
        }
        let labels: Vec<_> = item.labels.iter().map(Spanned::get_ref).collect();
        let _ = writeln!(
            items,
            "Guidance {{ id: {:?}, title: {:?}, clause: {:?}, publisher: {:?}, jurisdiction: {:?}, edition: {:?}, url: {:?}, verbatim: {}, text: {:?}, checked_on: {:?}, note: {:?}, labels: &{:?} }},",
            id,
            item.title,
            item.clause,
            item.publisher,
            item.jurisdiction,
            item.edition,
            item.url.get_ref(),
            item.verbatim,
            item.text,
            item.checked_on,
            item.note,
            labels
        );
    }
    let code = format!(
        "/// Every item of the catalogue.\nstatic CATALOGUE: [Guidance; {}] = [\n{items}];\n",
        catalogue.guidance.len()
    );
    Ok(Guidance { ids, code })
}

/// Checks the files that the guidance page shows. `ids` are those of the catalogue.
pub fn check_pages(root: &Path, ids: &BTreeSet<String>) -> Result<(), String> {
    let source = Source::read(root, &root.join("guidance/concerns.toml"))?;
    for concern in source.toml::<Concerns>()?.concern {
        names_concern(&source, "id", &concern.id)?;
        concern.guidance.iter().try_for_each(|id| names_clause(&source, id, ids))?;
    }
    let source = Source::read(root, &root.join("guidance/seed-sections.toml"))?;
    for block in source.toml::<Seed>()?.sections.into_iter().flat_map(|section| section.blocks) {
        one_of(&source, "kind", &block.kind, &["paragraph", "item", "page"])?;
        block.guidance.iter().try_for_each(|id| names_clause(&source, id, ids))?;
    }
    Ok(())
}

/// Whether `guidance` names a clause of the catalogue.
pub fn names_clause(source: &Source, id: &Spanned<String>, ids: &BTreeSet<String>) -> Result<(), String> {
    let name = id.get_ref();
    if ids.contains(name) {
        return Ok(());
    }
    let near = did_you_mean(name, ids.iter().map(String::as_str));
    let what = format!(
        "`guidance` names `{name}`, which is not in guidance/catalogue.toml{near}: correct it, or add it there"
    );
    Err(source.fault(id.span(), what))
}

fn names_concern(source: &Source, key: &str, name: &Spanned<String>) -> Result<(), String> {
    one_of(source, key, name, &CONCERNS.map(|concern| concern.0))
}
