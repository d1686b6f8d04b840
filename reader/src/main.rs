//! Trains the linear reader of Second Look on labelled posts, and says how good it is on posts that it has not seen.
//!
//! `cargo xtask reader train FILES --clear FILES` writes `reader/linear.bin`; `cargo xtask reader evaluate` cuts the
//! labelled files into folds and prints, for the rules alone and for both together, how well the check agrees with the labels
//! of each fold when it has learned from the others only.

mod combine;
mod corpus;
mod fit;
mod score;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use corpus::Post;
use fit::Fold;
use second_look::reader::Weights;
use std::{fs, path::PathBuf, process::ExitCode};

#[derive(Parser)]
#[command(about)]
struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Trains on all files and writes the weights.
    Train {
        #[command(flatten)]
        files: Files,
        /// Where the weights go.
        #[arg(long, default_value = "reader/linear.bin")]
        out: PathBuf,
    },
    /// Trains on all folds but one, and tries that one: for each.
    Evaluate {
        #[command(flatten)]
        files: Files,
        /// Files without labels: how many of their posts are found risky.
        #[arg(long, num_args = 1..)]
        unlabelled: Vec<PathBuf>,
    },
}

#[derive(clap::Args)]
struct Files {
    /// Labelled posts, `{"id", "text", "labels", "verdict"}` a line.
    #[arg(required = true)]
    labelled: Vec<PathBuf>,
    /// Labelled files that nobody opened while rules were written: they are scored once more by themselves.
    #[arg(long, num_args = 1..)]
    unopened: Vec<PathBuf>,
    /// Posts of real people, of which none carries a concern.
    #[arg(long, num_args = 1..)]
    clear: Vec<PathBuf>,
}

fn main() -> ExitCode {
    match run(Arguments::parse().what) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(what: What) -> Result<()> {
    match what {
        What::Train { files, out } => {
            let (labelled, clear) = files.read()?;
            let folds = fit::cross(&labelled, &clear);
            let model = fit::fit(&labelled.iter().chain(&clear).collect::<Vec<_>>());
            let bytes = model.to_bytes(&combine::judge(&labelled, folds.iter()));
            fs::write(&out, &bytes).with_context(|| format!("{}: cannot be written", out.display()))?;
            println!(
                "{}: {} bytes, from {} labelled and {} clear posts",
                out.display(),
                bytes.len(),
                labelled.len(),
                clear.len()
            );
            Ok(())
        }
        What::Evaluate { files, unlabelled } => {
            let (labelled, clear) = files.read()?;
            let folds = fit::cross(&labelled, &clear);
            print!("{}", combine::judge(&labelled, folds.iter()).table());
            // No fold is judged by what it was itself part of.
            let bytes = |fold: &Fold| {
                let others = folds.iter().filter(|other| !std::ptr::eq(*other, fold));
                fold.model.to_bytes(&combine::judge(&labelled, others))
            };
            let bytes: Vec<Vec<u8>> = folds.iter().map(bytes).collect();
            let weights: Vec<Weights> = bytes.iter().filter_map(|bytes| Weights::new(bytes)).collect();
            let show = |title: &str, posts: &[Post]| {
                println!("\n{title}, rules alone\n{}", score::table(posts, |_| None));
                println!(
                    "{title}, rules and linear reader, each fold by weights that have not seen it\n{}",
                    score::table(posts, |post| Some(&weights[post.file % fit::FOLDS]))
                );
            };
            show("all files", &labelled);
            let first = labelled.partition_point(|post| !post.unopened);
            if first < labelled.len() {
                show("files that nobody opened", &labelled[first..]);
            }
            for path in unlabelled {
                let texts = corpus::texts(&path)?;
                println!("{}: {}", path.display(), score::risky(&texts, &weights[0]));
            }
            Ok(())
        }
    }
}

impl Files {
    fn read(&self) -> Result<(Vec<Post>, Vec<Post>)> {
        let mut labelled = corpus::labelled(&[&self.labelled[..], &self.unopened].concat())?;
        labelled.iter_mut().for_each(|post| post.unopened = post.file >= self.labelled.len());
        let mut clear = Vec::new();
        for path in &self.clear {
            clear.extend(corpus::texts(path)?.into_iter().map(Post::clear));
        }
        Ok((labelled, clear))
    }
}
