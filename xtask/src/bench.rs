//! `cargo xtask bench`: the figures of the design's budgets, beside what was asked. It judges nothing.

use crate::{
    build,
    tools::{self, run, step},
};
use anyhow::Result;
use std::process::Command;

/// Measures natively, then in both browsers.
pub fn run_all() -> Result<()> {
    build::run_all()?;
    let browsers = tools::browsers()?;
    step("The core, natively (asked: 30 MB/s on long text, linear to 10 MB)");
    run(Command::new("cargo").args(["bench", "--quiet", "--package", "second-look", "--bench", "instant"]))?;
    step("The extension, in both browsers");
    run(Command::new("node").arg("tests/bench.js").env("CHROMIUM", browsers.chromium).env("FIREFOX", browsers.firefox))
}
