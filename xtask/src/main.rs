//! Builds, starts, tests and measures Second Look. `cargo xtask` lists the commands.

mod evaluate;

use std::{env, path::PathBuf, process::ExitCode};

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let mut files: Vec<PathBuf> = Vec::new();
    let mut show = None;
    let mut rest = args.iter().skip(1);
    while let Some(a) = rest.next() {
        if a == "--show" { show = rest.next().map(String::as_str) } else { files.push(a.into()) }
    }
    match evaluate::run(&files, show) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("{e}");
            ExitCode::FAILURE
        }
    }
}
