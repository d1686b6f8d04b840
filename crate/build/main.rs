//! Compiles the rules, the word classes and the guidance into tables, so that nothing is compiled or
//! parsed at start-up.
//!
//! What is wrong in a data file stops the build with a sentence that names the file, the fault and the
//! mend.

#[path = "../src/identifiers/book.rs"]
#[allow(dead_code)]
mod book;
mod guidance;
mod identifiers;
mod lexicon;
mod names;
mod pattern;
mod rules;
#[path = "../src/identifiers/shapes.rs"]
#[allow(dead_code)]
mod shapes;
#[path = "../src/text.rs"]
#[allow(dead_code)]
mod text;

use std::{env, fs, path::Path, process::ExitCode};

fn main() -> ExitCode {
    for folder in ["build", "context", "data", "guidance", "rules", "words"] {
        println!("cargo::rerun-if-changed={folder}");
    }
    for folder in ["src/identifiers/book.rs", "src/identifiers/shapes.rs", "src/text.rs"] {
        println!("cargo::rerun-if-changed={folder}");
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let out = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set: run this through cargo")?;
    let out = Path::new(&out);
    let root = Path::new(".");
    let guidance = guidance::read_catalogue(root)?;
    let mut lexicon = lexicon::Lexicon::read(&root.join("words"))?;
    let tables = rules::compile(root, &guidance.ids, &mut lexicon)?;
    let identifiers = identifiers::compile(root)?;
    write(out, "shapes.bin", &identifiers.tables)?;
    write(out, "shapes.rs", identifiers.code.as_bytes())?;
    let (sets, places) = names::compile(root)?;
    write(out, "names.bin", &sets)?;
    write(out, "names.rs", places.as_bytes())?;
    write(out, "outcodes.fst", &identifiers.outcodes)?;
    write(out, "guidance.rs", guidance.code.as_bytes())?;
    write(out, "rules.rs", tables.code.as_bytes())?;
    let (fst, code) = lexicon.finish(&tables.starts)?;
    write(out, "lexicon.fst", &fst)?;
    write(out, "lexicon.rs", code.as_bytes())
}

fn write(out: &Path, name: &str, bytes: &[u8]) -> Result<(), String> {
    let path = out.join(name);
    fs::write(&path, bytes).map_err(|e| format!("{}: cannot be written: {e}", path.display()))
}

/// The text of a data file.
fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: cannot be read: {e}", path.display()))
}

/// All files below `folder` with the given extension, sorted, so that builds are reproducible.
fn files(folder: &Path, extension: &str) -> Result<Vec<std::path::PathBuf>, String> {
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
