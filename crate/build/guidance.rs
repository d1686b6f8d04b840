//! The guidance catalogue, the concerns and the seed document, as Rust tables.

use crate::read;
use serde::Deserialize;
use std::{collections::BTreeSet, fmt::Write, path::Path};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    guidance: Vec<Item>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    id: String,
    title: String,
    clause: String,
    publisher: String,
    jurisdiction: String,
    edition: String,
    url: String,
    verbatim: bool,
    text: String,
    checked_on: String,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    labels: Vec<String>,
}

pub struct Guidance {
    pub ids: BTreeSet<String>,
    pub code: String,
}

pub fn read_catalogue(root: &Path) -> Result<Guidance, String> {
    let path = root.join("guidance/catalogue.toml");
    let catalogue: Catalogue = toml::from_str(&read(&path)?).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut ids = BTreeSet::new();
    let mut items = String::new();
    for item in &catalogue.guidance {
        if !ids.insert(item.id.clone()) {
            return Err(format!("{}: the id `{}` is there twice: rename one", path.display(), item.id));
        }
        if !item.url.starts_with("https://") {
            return Err(format!("{}: `{}`: the url must begin with https://", path.display(), item.id));
        }
        let _ = writeln!(
            items,
            "Guidance {{ id: {:?}, title: {:?}, clause: {:?}, publisher: {:?}, jurisdiction: {:?}, edition: {:?}, url: {:?}, verbatim: {}, text: {:?}, checked_on: {:?}, note: {:?}, labels: &{:?} }},",
            item.id,
            item.title,
            item.clause,
            item.publisher,
            item.jurisdiction,
            item.edition,
            item.url,
            item.verbatim,
            item.text,
            item.checked_on,
            item.note,
            item.labels
        );
    }
    let code = format!(
        "/// Every item of the catalogue.\nstatic CATALOGUE: [Guidance; {}] = [\n{items}];\n",
        catalogue.guidance.len()
    );
    Ok(Guidance { ids, code })
}
