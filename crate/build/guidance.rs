//! The guidance catalogue, the concerns and the seed document, as Rust tables.

use super::{
    rule_file::CONCERNS,
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
        let concerns = || CONCERNS.iter().map(|concern| concern.0);
        if let Some(label) = item.labels.iter().find(|label| concerns().all(|concern| concern != label.get_ref())) {
            let near = did_you_mean(label.get_ref(), concerns());
            let known: Vec<_> = concerns().collect();
            let what = format!("`labels` names `{}`{near}: write one of {}", label.get_ref(), known.join(", "));
            return Err(source.fault(label.span(), what));
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
