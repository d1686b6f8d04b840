//! The outward codes of postcodes as a set.

use super::source::Source;
use std::path::Path;

pub fn outcodes(root: &Path) -> Result<Vec<u8>, String> {
    let path = root.join("data/outcodes.txt");
    let file = Source::read(root, &path)?;
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
