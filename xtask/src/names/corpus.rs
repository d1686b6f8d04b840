//! The documents that the model learns from, of two kinds.
//!
//! In *marked* posts every name is known, so every other word is known to be none. In posts *labelled* with concerns
//! only names that are a concern are marked: an author's or a friend's name carries no label, so words that could be
//! such a name teach nothing.

use anyhow::{Context, Result};
use serde::Deserialize;
use std::{fs, ops::Range, path::PathBuf};

pub struct Document {
    pub id: String,
    pub text: String,
    /// The names of persons, in bytes.
    pub persons: Vec<Range<usize>>,
    /// The handles of persons.
    pub handles: Vec<Range<usize>>,
    /// Where somebody lives, learns or is looked after: these are often named after people.
    pub places: Vec<Range<usize>>,
    /// Whether all names are marked.
    pub complete: bool,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    spans: Option<Vec<(usize, usize, String)>>,
    #[serde(default)]
    handles: Vec<(usize, usize, String)>,
    #[serde(default)]
    labels: Vec<Label>,
}

#[derive(Deserialize)]
struct Label {
    concern: String,
    span: String,
}

/// Reads files of either kind.
pub fn read(files: &[PathBuf]) -> Result<Vec<Document>> {
    let mut documents = Vec::new();
    for file in files {
        let text = fs::read_to_string(file).with_context(|| format!("{}: cannot be read", file.display()))?;
        for (number, line) in text.lines().enumerate() {
            let line: Line =
                serde_json::from_str(line).with_context(|| format!("{}:{}", file.display(), number + 1))?;
            documents.push(document(line));
        }
    }
    Ok(documents)
}

fn document(line: Line) -> Document {
    let Line { id, text, spans, handles, labels } = line;
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let ranges = |spans: &[(usize, usize, String)]| -> Vec<Range<usize>> {
        spans.iter().filter(|s| s.2 == "PERSON").map(|s| bytes[s.0]..bytes[s.1]).collect()
    };
    let (mut persons, mut handles) = (ranges(spans.as_deref().unwrap_or_default()), ranges(&handles));
    // A name in a hashtag is a handle of a sort: not running text.
    let tagged = |r: &Range<usize>| text[..r.start].ends_with(['#', '@']) || text[r.start..].starts_with(['#', '@']);
    handles.extend(persons.extract_if(.., |r| tagged(r)));
    let mut places = Vec::new();
    if spans.is_none() {
        for label in labels.iter().filter(|l| l.concern == "identifier") {
            let Some(start) = text.find(&label.span) else { continue };
            let kind = if is_name(&label.span) { &mut persons } else { &mut places };
            kind.push(start..start + label.span.len());
        }
    }
    Document { id, text, persons, handles, places, complete: spans.is_some() }
}

/// Whether an identifier is a person's name rather than a number, an account or a place.
fn is_name(span: &str) -> bool {
    const PLACES: &[&str] = &[
        "road",
        "street",
        "lane",
        "avenue",
        "close",
        "drive",
        "way",
        "court",
        "place",
        "rise",
        "terrace",
        "gardens",
        "crescent",
        "brow",
        "mews",
        "walk",
        "row",
        "hill",
        "view",
        "green",
        "grove",
        "primary",
        "school",
        "academy",
        "high",
        "college",
        "infants",
        "juniors",
        "junior",
        "nursery",
        "grammar",
        "house",
        "lodge",
        "home",
        "unit",
        "ward",
        "hospital",
        "infirmary",
        "general",
        "hmp",
        "yoi",
        "hospice",
        "centre",
        "manor",
        "limes",
        "the",
        "st",
        "hall",
        "park",
        "grange",
        "care",
        "cottage",
        "estate",
        "farm",
        "flats",
        "in",
        "of",
        "at",
        "and",
        "first",
        "second",
        "mount",
        "heights",
        "ridge",
        "fields",
        "meadows",
        "meadow",
        "view",
        "villas",
        "villa",
        "square",
        "wing",
        "sixth",
        "form",
        "special",
        "catholic",
        "church",
        "hostel",
        "refuge",
    ];
    !span.contains(|c: char| c.is_ascii_digit() || matches!(c, '@' | '_' | '/' | ','))
        && span.split_whitespace().count() <= 5
        && !span.split([' ', '-']).any(|w| PLACES.contains(&w.to_lowercase().trim_end_matches(['.', '’', '\''])))
}

impl Document {
    /// The part that it belongs to: near copies (the same post passed on) come into the same part, and so do the posts
    /// of one file of labelled posts.
    pub fn fold(&self, folds: usize) -> usize {
        let words =
            self.text.split_whitespace().filter(|w| !w.starts_with(['@', '#']) && !w.contains("//") && *w != "RT");
        let key: String = if self.complete {
            words.take(6).flat_map(str::chars).filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
        } else {
            self.id.split('-').next().unwrap_or_default().to_owned()
        };
        let hash = key.bytes().fold(0xcbf2_9ce4_8422_2325u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
        (hash >> 20) as usize % folds
    }
}
