//! The depths of a check: instant, or read where the encoder is there.

use super::Error;
use second_look::{Options, Report, check_post, check_read, reader::Meaning};
use second_look_encoder::Encoder;
use std::path::PathBuf;

/// How deep to look.
#[derive(Clone, Copy, clap::ValueEnum)]
pub(super) enum Depth {
    /// Identifiers, rules and the linear reader.
    Instant,
    /// The encoder's judgement as well, where it is there.
    Read,
}

/// Who checks posts.
pub(super) enum Checker {
    Instant,
    Read(Box<Encoder>),
}

impl Checker {
    /// The checker for a depth. `folder` is where the person says that the encoder is; without it, it is looked for in the
    /// repository, and the check is an instant one where it is not there.
    pub fn new(depth: Depth, folder: Option<PathBuf>) -> Result<Checker, Error> {
        match depth {
            Depth::Instant => Ok(Checker::Instant),
            Depth::Read => Self::reading(folder),
        }
    }

    fn reading(folder: Option<PathBuf>) -> Result<Checker, Error> {
        let asked_for = folder.is_some();
        let folder = folder.unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/../reader").into());
        let read = |name: &str| {
            let path = folder.join(name);
            std::fs::read(&path).map_err(|error| Error::NoEncoder { path, error })
        };
        let weights = match read("encoder.onnx") {
            Err(_) if !asked_for => return Ok(Checker::Instant),
            weights => weights?,
        };
        let vocabulary = String::from_utf8_lossy(&read("encoder-vocabulary.txt")?).into_owned();
        Ok(Checker::Read(Box::new(Encoder::load(&weights, &vocabulary)?)))
    }

    pub fn check(&mut self, text: &str, options: &Options) -> Report {
        match self {
            Checker::Instant => check_post(text, options),
            Checker::Read(encoder) => {
                let meaning = Meaning::from_numbers(&encoder.read(text)).unwrap_or_default();
                check_read(text, options, &meaning)
            }
        }
    }
}
