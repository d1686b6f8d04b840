//! The outward codes of postcodes as a sorted list, four bytes a code.

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
    let mut bytes = Vec::new();
    for code in codes {
        let code = code.as_bytes();
        if code.len() > 4 {
            return Err(file.fault_on(1, format!("`{}` is no outward code: it has five signs", code.escape_ascii())));
        }
        bytes.extend(code.iter().copied().chain([0; 4]).take(4));
    }
    Ok(bytes)
}
