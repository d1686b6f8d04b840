//! `cargo xtask names`: trains and judges the model that tells names of persons from other words.

mod corpus;
mod judge;
mod learn;
mod weigh;

use anyhow::{Context, Result};
use clap::Subcommand;
use corpus::Document;
use std::{fs, path::PathBuf};

/// Where the weights are kept.
const WEIGHTS: &str = "crate/data/persons.bin";

/// How many parts the documents are cut into for judging: each part is judged by a model that did not see it.
const FOLDS: usize = 5;

#[derive(Subcommand)]
pub enum Task {
    /// Learn from all documents and write the weights.
    Train {
        /// Files of posts with their names marked, or of labelled posts, as JSON lines.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Print how well names are found: each document is judged by a model that learnt from the others.
    Evaluate {
        /// Files as for `train`.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Print what is missed and what is wrongly found.
        #[arg(long)]
        show: bool,
    },
    /// Weigh the evidence that a name is a confidence, and print the weights for `names.rs`.
    Weigh {
        /// Files as for `train`.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Print what is missed and what is wrongly found.
        #[arg(long)]
        show: bool,
    },
}

pub fn run(task: &Task) -> Result<()> {
    match task {
        Task::Train { files } => {
            let documents = corpus::read(files)?;
            let weights = learn::quantised(&learn::weights(&documents.iter().collect::<Vec<_>>()));
            let path = crate::tools::root().join(WEIGHTS);
            let bytes: Vec<u8> = weights.iter().map(|w| *w as u8).collect();
            fs::write(&path, bytes).with_context(|| format!("{}: cannot be written", path.display()))
        }
        Task::Evaluate { files, show } => {
            let documents = corpus::read(files)?;
            let models = models(&documents);
            judge::print(&documents, &models, *show);
            Ok(())
        }
        Task::Weigh { files, show } => {
            let documents = corpus::read(files)?;
            weigh::print(&documents, &models(&documents), *show);
            Ok(())
        }
    }
}

/// For each part of the documents, a model that learnt from the others.
fn models(documents: &[Document]) -> Vec<Vec<i8>> {
    std::thread::scope(|scope| {
        let one = |fold| {
            let others: Vec<&Document> = documents.iter().filter(|d| d.fold(FOLDS) != fold).collect();
            learn::quantised(&learn::weights(&others))
        };
        // Two at a time: a model is some seconds of one core.
        let mut models = Vec::new();
        for pair in (0..FOLDS).collect::<Vec<_>>().chunks(2) {
            let running: Vec<_> = pair.iter().map(|&fold| scope.spawn(move || one(fold))).collect();
            models.extend(running.into_iter().map(|r| r.join().expect("learning does not panic")));
        }
        models
    })
}
