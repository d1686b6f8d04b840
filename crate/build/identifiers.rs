//! The patterns of `src/identifiers/shapes.rs` as tables, and the outward postcodes as a set.
//!
//! A table is a deterministic automaton in its sparse form: it is small, it needs no alignment, and reading it back
//! checks it, so no unsafe code is needed.

use super::{shapes, source::Source};
use regex_automata::{MatchKind, dfa::dense, nfa::thompson, util::syntax};
use std::{fmt::Write, path::Path};

/// The tables, one after the other; the code that says where each begins and ends; the set of outward codes.
pub struct Identifiers {
    pub tables: Vec<u8>,
    pub code: String,
    pub outcodes: Vec<u8>,
}

pub fn compile(root: &Path) -> Result<Identifiers, String> {
    let mut tables = Vec::new();
    let mut places = String::new();
    for shape in shapes::SHAPES {
        let fault = |e: &dyn std::fmt::Display| format!("src/identifiers/shapes.rs: `{}`: {e}", shape.pattern);
        let pattern = shape.pattern.replace('#', "[0-9OoIl]").replace('~', r"[ .\-\n]{0,2}");
        let dfa = dense::Builder::new()
            .syntax(syntax::Config::new().unicode(false).utf8(false))
            .thompson(thompson::Config::new().utf8(false))
            // The longest match counts, and it begins where the search does.
            .configure(
                dense::Config::new()
                    .match_kind(MatchKind::All)
                    .start_kind(regex_automata::dfa::StartKind::Anchored)
                    .minimize(true),
            )
            .build(&pattern)
            .map_err(|e| fault(&e))?;
        let bytes = dfa.to_sparse().map_err(|e| fault(&e))?.to_bytes_little_endian();
        let _ = write!(places, "{}..{}, ", tables.len(), tables.len() + bytes.len());
        tables.extend(bytes);
    }
    let code = format!(
        "/// Where the table of each shape stands.\nstatic TABLE_PLACES: [std::ops::Range<usize>; {}] = [{places}];\n",
        shapes::SHAPES.len()
    );
    Ok(Identifiers { tables, code, outcodes: outcodes(root)? })
}

fn outcodes(root: &Path) -> Result<Vec<u8>, String> {
    let file = Source::read(root, &root.join("data/outcodes.txt"))?;
    let mut codes: Vec<&str> = file
        .text
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default())
        .flat_map(str::split_whitespace)
        .collect();
    codes.sort_unstable();
    codes.dedup();
    let mut builder = fst::SetBuilder::memory();
    for code in codes {
        builder.insert(code).map_err(|e| format!("data/outcodes.txt: `{code}`: {e}"))?;
    }
    builder.into_inner().map_err(|e| format!("data/outcodes.txt: {e}"))
}
