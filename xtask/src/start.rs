//! `cargo xtask start`: the product at work, with one command.

use crate::{
    build,
    tools::{self, root, run, step},
};
use anyhow::Result;
use std::{env, process::Command};

/// Builds, then shows.
pub fn run_all() -> Result<()> {
    build::run_all()?;
    let browsers = tools::browsers()?;
    let mut node = Command::new("node");
    node.env("CHROMIUM", browsers.chromium).env("FIREFOX", browsers.firefox);
    let has_display = env::var_os("DISPLAY").is_some() || env::var_os("WAYLAND_DISPLAY").is_some();
    if has_display {
        step("Opening Chromium with Second Look on the playground; close the window to end");
        return run(node.arg("tests/open.js"));
    }
    step("There is no display: driving the extension through the three composer pages");
    let screenshots = root().join("dist/screenshots");
    run(node.arg("tests/demo.js").arg(&screenshots))?;
    eprintln!("\nThe screenshots are in {}.", screenshots.display());
    Ok(())
}
