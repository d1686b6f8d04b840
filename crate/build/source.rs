//! A data file and where things stand in it, so that a fault can name its line.

use serde::de::DeserializeOwned;
use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

/// A data file.
pub struct Source {
    /// Its path below the repository's top, as messages show it.
    name: String,
    /// What it holds.
    pub text: String,
}

impl Source {
    /// Reads a file below `root`, the folder `crate/`.
    pub fn read(root: &Path, path: &Path) -> Result<Source, String> {
        let below = path.strip_prefix(root).unwrap_or(path);
        let name = Path::new("crate").join(below).to_string_lossy().replace('\\', "/");
        let bytes = fs::read(path).map_err(|e| format!("{name}: cannot be read: {e}"))?;
        let text = String::from_utf8(bytes).map_err(|e| {
            let valid = &e.as_bytes()[..e.utf8_error().valid_up_to()];
            let line = 1 + valid.iter().filter(|&&byte| byte == b'\n').count();
            format!("{name}:{line}: this line is not UTF-8: save the file as UTF-8")
        })?;
        Ok(Source { name, text })
    }

    /// Its name without folders and ending.
    pub fn stem(&self) -> String {
        Path::new(&self.name).file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// What it holds, as TOML.
    pub fn toml<T: DeserializeOwned>(&self) -> Result<T, String> {
        toml::from_str(&self.text).map_err(|error| {
            let reason = error.message();
            let mend = if reason.starts_with("missing field") {
                ": add it"
            } else if reason.starts_with("unknown field") {
                ": correct the key or remove it"
            } else if reason.ends_with("expected a string") {
                ": put quotes around it"
            } else {
                ""
            };
            self.fault(error.span().unwrap_or(0..0), format!("{reason}{mend}"))
        })
    }

    /// A fault at some bytes of the file.
    pub fn fault(&self, bytes: Range<usize>, what: impl std::fmt::Display) -> String {
        self.fault_on(self.line(bytes.start), what)
    }

    /// A fault on a line, the first being 1.
    pub fn fault_on(&self, line: usize, what: impl std::fmt::Display) -> String {
        format!("{}:{line}: {what}", self.name)
    }

    /// The line of a byte, the first being 1.
    pub fn line(&self, byte: usize) -> usize {
        1 + self.text.as_bytes()[..byte].iter().filter(|&&byte| byte == b'\n').count()
    }
}

/// All files below `folder` with the given extension, sorted, so that builds are reproducible.
pub fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: cannot be read: {e}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|e| format!("{}: {e}", folder.display()))?.path();
        if path.is_dir() {
            found.extend(files(&path, extension)?);
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// ` (did you mean …?)` with the known word that is most like the one that was written, where one is like it.
pub fn did_you_mean<'k>(written: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    let near = known
        .into_iter()
        .map(|word| (strsim::damerau_levenshtein(written, word), word))
        .min()
        .filter(|(distance, word)| *distance <= word.chars().count().max(3) / 3);
    near.map_or_else(String::new, |(_, word)| format!(" (did you mean `{word}`?)"))
}
