//! Compiles the rules, the word classes and the guidance into tables, so that nothing is compiled or
//! parsed at start-up.
//!
//! What is wrong in a data file stops the build with a sentence that names the file, the line, the fault and the
//! mend: `crate/words/boss.txt:7: …`. `tests/loader.rs` breaks a file of each kind and reads the sentence.

#[path = "../src/identifiers/book.rs"]
#[allow(dead_code)]
mod book;
pub(crate) mod example;
mod guidance;
#[path = "../src/hash.rs"]
mod hash;
mod identifiers;
mod lexicon;
mod names;
mod pattern;
mod population;
pub(crate) mod rule_file;
pub(crate) mod rules;
pub(crate) mod source;
#[path = "../src/text.rs"]
#[allow(dead_code)]
mod text;

use std::{env, fs, path::Path, process::ExitCode};

fn main() -> ExitCode {
    for folder in [
        "build",
        "context",
        "data",
        "guidance",
        "rules",
        "words",
        "src/hash.rs",
        "src/identifiers/book.rs",
        "src/text.rs",
    ] {
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
    for (name, bytes) in compile(root)? {
        write(out, name, &bytes)?;
    }
    let (sets, places) = names::compile(root)?;
    write(out, "names.bin", &sets)?;
    write(out, "names.rs", places.as_bytes())?;
    write(out, "population.rs", population::compile(root)?.as_bytes())?;
    write(out, "outcodes.bin", &identifiers::outcodes(root)?)
}

/// Compiles the guidance, the rules, the contexts and the word classes below `root`: what each output file holds.
pub fn compile(root: &Path) -> Result<[(&'static str, Vec<u8>); 4], String> {
    let guidance = guidance::read_catalogue(root)?;
    guidance::check_pages(root, &guidance.ids)?;
    let files = rules::Files::read(root, &guidance.ids)?;
    let mut lexicon = lexicon::Lexicon::read(root, files.examples())?;
    let tables = rules::compile(&files, &mut lexicon)?;
    let lexicon = lexicon.finish(&tables.entries, &tables.anchored)?;
    Ok([
        ("guidance.rs", guidance.code.into_bytes()),
        ("rules.rs", tables.code.into_bytes()),
        ("lexicon.bin", lexicon.prints),
        ("lexicon.rs", lexicon.code.into_bytes()),
    ])
}

fn write(out: &Path, name: &str, bytes: &[u8]) -> Result<(), String> {
    let path = out.join(name);
    fs::write(&path, bytes).map_err(|e| format!("{}: cannot be written: {e}", path.display()))
}
