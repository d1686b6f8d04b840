//! Builds, starts, tests and measures Second Look. `cargo xtask help` lists the commands.
//!
//! Every command installs what it needs and lacks (see [`tools`]), so that a fresh Debian or Ubuntu machine
//! with Rust and git is enough.

mod bench;
mod build;
mod evaluate;
mod start;
mod test;
mod tools;
mod wasm;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Builds, starts, tests and measures Second Look.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the unpacked extensions to dist/chromium and dist/firefox, and the static pages to dist/site.
    Build,
    /// Build, then open a browser with the extension on the playground. Without a display, drive the extension
    /// through the composer pages, print its findings and write screenshots to dist/screenshots.
    Start,
    /// Check everything: formatting, lints, types, the core, and the extension in Chromium and Firefox.
    Test,
    /// Measure the figures of the design's budgets and print them beside what was asked.
    Bench {
        /// Count the instructions of the native core instead, by function: a busy machine does not disturb that.
        #[arg(long)]
        instructions: bool,
    },
    /// Compare the check with labelled posts: precision, recall and F1.
    Evaluate {
        /// Files of labelled posts, as JSON lines.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Print the posts on which the check and the labels differ on this concern.
        #[arg(long)]
        show: Option<String>,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Build => build::run_all(),
        Command::Start => start::run_all(),
        Command::Test => test::run_all(),
        Command::Bench { instructions: true } => bench::count_instructions(),
        Command::Bench { instructions: false } => bench::run_all(),
        Command::Evaluate { files, show } => evaluate::run(&files, show.as_deref()),
    }
}
