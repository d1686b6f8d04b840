//! Puts the extensions and the static pages together.

use crate::{
    tools::{self, npm_program, root, run, step},
    wasm,
};
use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What `dist/` holds, and whether it is an extension or a folder of static pages.
const OUTPUTS: [(&str, bool); 3] = [("chromium", true), ("firefox", true), ("site", false)];

/// Where the types that wasm-bindgen writes are kept.
pub const TYPES: &str = "extension/core.d.ts";

/// The same of the encoder's module.
const ENCODER_TYPES: &str = "extension/encoder.d.ts";

/// The pages that need nothing of a browser's extension APIs: the static ones.
const STATIC_PAGES: [&str; 2] = ["guidance", "playground"];

/// The encoder's weights and its vocabulary.
const ENCODER: [&str; 2] = ["encoder.onnx", "encoder-vocabulary.txt"];

/// What an extension may weigh when it is packaged, in bytes (DESIGN, "Budgets").
const MOST_PACKAGED_BYTES: usize = 16 * 1024 * 1024;

/// The command, and the first step of the others.
pub fn run_all() -> Result<()> {
    tools::node()?;
    let dist = root().join("dist");
    let core = root().join("target/wasm/core");
    wasm::build(&core)?;
    wasm::build_encoder(&core)?;
    // The extension's types of a report are the core's: written here, and kept in the repository, so that a
    // checkout can be read and type-checked before it is built.
    copy(&core.join("second_look.d.ts"), &root().join(TYPES))?;
    copy(&core.join(format!("{}.d.ts", wasm::ENCODER)), &root().join(ENCODER_TYPES))?;
    step("Writing dist/");
    for (name, is_extension) in OUTPUTS {
        let folder = dist.join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("{}: cannot be removed", folder.display()))?;
        }
        for file in ["second_look.js", "second_look_bg.wasm"] {
            copy(&core.join(file), &folder.join("core").join(file))?;
        }
        for file in [format!("{}.js", wasm::ENCODER), format!("{}_bg.wasm", wasm::ENCODER)] {
            copy(&core.join(&file), &folder.join("core").join(&file))?;
        }
        for file in ENCODER {
            let path = root().join("reader").join(file);
            if path.exists() {
                copy(&path, &folder.join("reader").join(file))?;
            } else {
                eprintln!("  {} is not there: {name} checks without the encoder", path.display());
            }
        }
        write(&folder.join("data/guidance.json"), &guidance()?)?;
        pages(&folder, is_extension)?;
        if is_extension {
            extension(&folder)?;
            weigh(&folder)?;
        }
    }
    eprintln!("\nThe unpacked extensions are in dist/chromium and dist/firefox, the static pages in dist/site.");
    Ok(())
}

/// The pages of `www/`: HTML and CSS as they are, each script bundled with the data that it takes in.
fn pages(folder: &Path, is_extension: bool) -> Result<()> {
    let www = root().join("www");
    let mut scripts = Vec::new();
    for path in files(&www)? {
        let name = path.strip_prefix(&www)?.to_owned();
        let file_name = name.to_string_lossy();
        let is_page = path.extension().is_some_and(|e| e == "html" || e == "js");
        let is_static = path.file_stem().is_some_and(|stem| STATIC_PAGES.iter().any(|page| stem == *page));
        if file_name.ends_with(".test.js") || file_name.ends_with(".json") || is_page && !is_extension && !is_static {
            continue;
        }
        // A script that stands beside a page of its name is an entry, and so is a worker; the others are taken in by those.
        if path.extension().is_some_and(|e| e == "js") {
            if path.with_extension("html").exists() || file_name.ends_with("-worker.js") {
                scripts.push(path);
            }
        } else {
            copy(&path, &folder.join("www").join(&name))?;
        }
    }
    bundle(&scripts, &folder.join("www"), "esm")
}

fn extension(folder: &Path) -> Result<()> {
    let source = root().join("extension");
    copy(&root().join("manifest.json"), &folder.join("manifest.json"))?;
    for path in files(&source.join("icons"))? {
        if path.extension().is_some_and(|e| e == "png") {
            copy(&path, &folder.join("icons").join(path.file_name().context("a file has a name")?))?;
        }
    }
    bundle(&[source.join("background.js")], folder, "esm")?;
    // Content scripts cannot be modules.
    bundle(&[source.join("content.js")], folder, "iife")
}

/// Refuses a folder that would be too heavy when it is packaged.
fn weigh(folder: &Path) -> Result<()> {
    let packed = files(folder)?.iter().map(|path| Ok(wasm::sizes(path)?.1)).sum::<Result<usize>>()?;
    eprintln!("  {}: {packed} bytes packaged (at most {MOST_PACKAGED_BYTES})", folder.display());
    ensure!(packed <= MOST_PACKAGED_BYTES, "{}: too heavy, find what grew", folder.display());
    Ok(())
}

fn bundle(scripts: &[PathBuf], folder: &Path, format: &str) -> Result<()> {
    run(npm_program("esbuild")
        .args(scripts)
        .args(["--bundle", "--charset=utf8", "--log-level=warning", "--target=chrome120,firefox140"])
        // The glue of the module is loaded beside it at run time; style sheets of the layer are text.
        .args(["--external:*/core/second_look.js", "--external:*/core/second_look_encoder.js"])
        .args(["--loader:.css=text", "--legal-comments=none"])
        .arg(format!("--format={format}"))
        .arg(format!("--outdir={}", folder.display())))
}

/// What the guidance page shows: the seed document, the catalogue, the concerns.
#[derive(Serialize)]
struct Guidance {
    seed: toml::Table,
    items: &'static [second_look::guidance::Guidance],
    concerns: Vec<toml::Table>,
}

#[derive(Deserialize)]
struct Concerns {
    concern: Vec<toml::Table>,
}

fn guidance() -> Result<Vec<u8>> {
    let read = |name: &str| {
        let path = root().join("crate/guidance").join(name);
        fs::read_to_string(&path).with_context(|| format!("{}: cannot be read", path.display()))
    };
    let concerns: Concerns = toml::from_str(&read("concerns.toml")?).context("concerns.toml")?;
    let guidance = Guidance {
        seed: toml::from_str(&read("seed-sections.toml")?).context("seed-sections.toml")?,
        items: second_look::guidance::catalogue(),
        concerns: concerns.concern,
    };
    Ok(serde_json::to_vec(&guidance)?)
}

/// Every file below a folder, in order.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{}: cannot be read", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    write(to, &fs::read(from).with_context(|| format!("{}: cannot be read", from.display()))?)
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::create_dir_all(path.parent().context("a file stands in a folder")?)?;
    fs::write(path, bytes).with_context(|| format!("{}: cannot be written", path.display()))
}
