//! The outward codes of postcodes as a set.

use crate::read;
use std::path::Path;

pub fn outcodes(root: &Path) -> Result<Vec<u8>, String> {
    let path = root.join("data/outcodes.txt");
    let file = read(&path)?;
    let mut codes: Vec<&str> =
        file.lines().map(|line| line.split('#').next().unwrap_or_default()).flat_map(str::split_whitespace).collect();
    codes.sort_unstable();
    codes.dedup();
    let mut builder = fst::SetBuilder::memory();
    for code in codes {
        builder.insert(code).map_err(|e| format!("{}: `{code}`: {e}", path.display()))?;
    }
    builder.into_inner().map_err(|e| format!("{}: {e}", path.display()))
}
