//! `cargo xtask test`: everything that must hold, the quick checks first.

use crate::{
    build,
    tools::{self, npm_program, root, run, step},
};
use anyhow::{Context, Result, ensure};
use std::{fs, path::PathBuf, process::Command};

/// Runs all checks; the first that fails ends the run.
pub fn run_all() -> Result<()> {
    tools::rust_components()?;
    step("Formatting");
    run(Command::new("cargo").args(["fmt", "--all", "--check"]))?;
    step("Lints");
    run(Command::new("cargo").args(["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    run(Command::new("cargo").args([
        "clippy",
        "--quiet",
        "--package",
        "second-look",
        "--lib",
        "--features",
        "wasm",
        "--",
        "-D",
        "warnings",
    ]))?;
    step("The core");
    run(Command::new("cargo").args(["test", "--workspace", "--quiet"]))?;
    let types = || fs::read(root().join(build::TYPES)).with_context(|| format!("{}: cannot be read", build::TYPES));
    let before = types()?;
    build::run_all()?;
    ensure!(types()? == before, "{} was not that of the Rust types: it is now, commit it", build::TYPES);
    let browsers = tools::browsers()?;
    step("Types of the JavaScript");
    run(&mut npm_program("tsc"))?;
    step("The extension's units");
    run(Command::new("node").arg("--test").args(tests_in("extension")?).args(tests_in("www")?))?;
    step("The extension's package");
    // One warning stays: Firefox does not know the service worker that Chromium needs in the one manifest.
    run(npm_program("web-ext").args(["lint", "--source-dir"]).arg(root().join("dist/firefox")))?;
    step("The extension in both browsers");
    run(Command::new("node")
        .args(["--test", "--test-concurrency=1"])
        .args(tests_in("tests")?)
        .env("CHROMIUM", browsers.chromium)
        .env("FIREFOX", browsers.firefox))
}

/// The files of tests that stand below a folder. Releases of Node differ in what they make of a folder or a `*`.
fn tests_in(folder: &str) -> Result<Vec<PathBuf>> {
    let mut files = build::files(&root().join(folder))?;
    files.retain(|path| path.to_string_lossy().ends_with(".test.js"));
    ensure!(!files.is_empty(), "{folder}: holds no tests");
    Ok(files)
}
