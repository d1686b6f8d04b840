//! Trains the linear reader of Second Look on labelled posts, judges it together with the rules and the encoder, and says how
//! good they are on posts that they have not seen.
//!
//! `cargo xtask reader train FILES --clear FILES` writes `reader/linear.bin`; `cargo xtask reader evaluate` cuts the
//! labelled files into folds and prints, for the rules alone and for both together, how well the check agrees with the labels
//! of each fold when it has learned from the others only. With `--encoder` and `--read`, an encoder and files that it has not
//! learned from, the read depth gets thresholds of its own; without them it has those of the instant depth.

mod combine;
mod corpus;
mod fit;
mod score;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use corpus::Post;
use fit::Fold;
use second_look::{Options, Report, Sensitivity, check_read_with, check_with, reader::Weights};
use second_look_encoder::Encoder;
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
    /// The folder of an encoder that has not learned from some of the labelled files. These say which likelihoods are enough
    /// at read depth.
    #[arg(long, requires = "read")]
    encoder: Option<PathBuf>,
    /// The labelled files that the encoder has not learned from.
    #[arg(long, num_args = 1.., requires = "encoder")]
    read: Vec<PathBuf>,
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
            let judgement = combine::judge(&labelled, folds.iter());
            print!("{}", judgement.table());
            // No fold is judged by what it was itself part of.
            let bytes = |fold: &Fold| {
                let others = folds.iter().filter(|other| !std::ptr::eq(*other, fold));
                fold.model.to_bytes(&combine::judge(&labelled, others))
            };
            let bytes: Vec<Vec<u8>> = folds.iter().map(bytes).collect();
            let weights: Vec<Weights> = bytes.iter().filter_map(|bytes| Weights::new(bytes)).collect();
            let unseen = |post: &Post| &weights[post.file % fit::FOLDS];
            let options = Options::default();
            let show = |title: &str, posts: &[&Post]| {
                println!("\n{title}, rules alone\n{}", score::table(posts, |p| check_with(&p.text, &options, None)));
                println!(
                    "{title}, rules and linear reader, each fold by weights that have not seen it\n{}",
                    score::table(posts, |p| check_with(&p.text, &options, Some(unseen(p))))
                );
            };
            show("all files", &labelled.iter().collect::<Vec<_>>());
            let unopened: Vec<&Post> = labelled.iter().filter(|post| post.unopened).collect();
            if !unopened.is_empty() {
                show("files that nobody opened", &unopened);
            }
            let mut encoder = files.encoder()?;
            if encoder.is_some() {
                let read: Vec<&Post> = labelled.iter().filter(|post| post.meaning.is_some()).collect();
                show("files that the encoder has not seen", &read);
                // The thresholds are of these very posts: they are too few to be parted.
                let bytes: Vec<Vec<u8>> = folds.iter().map(|fold| fold.model.to_bytes(&judgement)).collect();
                for sensitivity in Sensitivity::ALL {
                    let options = Options { sensitivity, ..Options::default() };
                    let check = |post: &Post| {
                        let weights = Weights::new(&bytes[post.file % fit::FOLDS]).expect("they were just written");
                        check_read_with(&post.text, &options, post.meaning.as_ref().expect("it was read"), &weights)
                    };
                    println!("rules, linear reader and encoder, {sensitivity:?}\n{}", score::table(&read, check));
                }
            }
            // All are judged alike: by the first fold, whose read depth has the thresholds of the whole.
            let first = folds[0].model.to_bytes(&judgement);
            let first = Weights::new(&first).expect("they were just written");
            for path in unlabelled {
                let texts = corpus::texts(&path)?;
                let share = |check: &mut dyn FnMut(&str) -> Report| score::risky(&texts, check);
                println!("{}, {} posts: called risky", path.display(), texts.len());
                println!("  by rules alone              {}", share(&mut |text| check_with(text, &options, None)));
                println!(
                    "  and the linear reader       {}",
                    share(&mut |text| check_with(text, &options, Some(&first)))
                );
                if let Some(encoder) = &mut encoder {
                    let mut check =
                        |text: &str| check_read_with(text, &options, &corpus::meaning(encoder, text), &first);
                    println!("  and the encoder             {}", share(&mut check));
                }
            }
            Ok(())
        }
    }
}

impl Files {
    fn read(&self) -> Result<(Vec<Post>, Vec<Post>)> {
        let files = [&self.labelled[..], &self.unopened].concat();
        let mut labelled = corpus::labelled(&files)?;
        labelled.iter_mut().for_each(|post| post.unopened = post.file >= self.labelled.len());
        if let Some(mut encoder) = self.encoder()? {
            for post in labelled.iter_mut().filter(|post| self.read.contains(&files[post.file])) {
                post.meaning = Some(corpus::meaning(&mut encoder, &post.text));
            }
        }
        let mut clear = Vec::new();
        for path in &self.clear {
            clear.extend(corpus::texts(path)?.into_iter().map(Post::clear));
        }
        Ok((labelled, clear))
    }

    fn encoder(&self) -> Result<Option<Encoder>> {
        let Some(folder) = &self.encoder else { return Ok(None) };
        let path = |name: &str| folder.join(name);
        let read = |path: PathBuf| fs::read(&path).with_context(|| format!("{}: cannot be read", path.display()));
        let vocabulary = String::from_utf8(read(path("encoder-vocabulary.txt"))?)?;
        Ok(Some(Encoder::load(&read(path("encoder.onnx"))?, &vocabulary)?))
    }
}
