//! Builds, starts, tests and measures Second Look. `cargo xtask help` lists the commands.
//!
//! Every command installs what it needs and lacks (see [`tools`]), so that a fresh Debian or Ubuntu machine
//! with Rust and git is enough.

mod bench;
mod build;
mod encoder;
mod evaluate;
mod names;
mod peers;
mod rules;
mod start;
mod test;
mod tools;
mod wasm;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process;

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
    /// Compare the check with labelled posts: precision, recall and F1; or count the verdicts on unlabelled ones.
    Evaluate(evaluate::Evaluate),
    /// Add a rule.
    #[command(subcommand)]
    Rule(RuleCommand),
    /// Try the examples of all rules, and write what is made from them: docs/rules.md and crate/tests/snapshots.
    Rules,
    /// Compare recognisers of identifiers on one set of posts, and write docs/identifiers.md.
    Peers,
    /// Train or judge the model that tells names of persons from other words.
    Names {
        #[command(subcommand)]
        task: names::Task,
    },
    /// Train the linear reader, or try it on posts that it has not seen: `cargo xtask reader evaluate --help`; the same for
    /// the encoder: `train-encoder`, `evaluate-encoder`, and `compare-encoder` for what other names and faiths change.
    #[command(disable_help_flag = true)]
    Reader {
        /// What is handed on to it.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

#[derive(Subcommand)]
enum RuleCommand {
    /// Write the commented template of a rule: `cargo xtask rule new service-user/my-rule`.
    New {
        /// The concern, a slash and a name.
        id: String,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Build => build::run_all(),
        Command::Start => start::run_all(),
        Command::Test => test::run_all(),
        Command::Bench { instructions: true } => bench::count_instructions(),
        Command::Bench { instructions: false } => bench::run_all(),
        Command::Evaluate(arguments) => evaluate::run(&arguments),
        Command::Rule(RuleCommand::New { id }) => rules::new(&id),
        Command::Rules => rules::write_all(),
        Command::Peers => peers::run(),
        Command::Names { task } => names::run(&task),
        Command::Reader { arguments } => match arguments.split_first() {
            Some((task, rest)) if task == "train-encoder" => encoder::script("train.py", rest),
            Some((task, rest)) if task == "evaluate-encoder" => encoder::script("evaluate.py", rest),
            Some((task, rest)) if task == "compare-encoder" => encoder::script("compare.py", rest),
            _ => tools::run(
                process::Command::new("cargo")
                    .args(["run", "--quiet", "--package", "second-look-reader", "--"])
                    .args(arguments),
            ),
        },
    }
}
