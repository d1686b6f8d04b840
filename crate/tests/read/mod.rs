//! The check at read depth, with the encoder that ships, for tests.

use second_look::{Options, Report, check_read, reader::Meaning};
use second_look_encoder::Encoder;
use std::{fs, path::PathBuf, sync::LazyLock, sync::Mutex};

/// A file of the folder in which the encoder stands.
pub fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../reader").join(name)
}

/// The encoder that ships.
pub fn encoder() -> Encoder {
    let weights = fs::read(file("encoder.onnx")).expect("the weights are there");
    let vocabulary = fs::read_to_string(file("encoder-vocabulary.txt")).expect("the vocabulary is there");
    Encoder::load(&weights, &vocabulary).expect("they can be loaded")
}

/// What an encoder makes of a text.
pub fn meaning(encoder: &mut Encoder, text: &str) -> Meaning {
    Meaning::from_numbers(&encoder.read(text)).expect("these are those of a meaning")
}

/// The report of a text at read depth.
#[allow(dead_code, reason = "not every test that knows this file asks for reports")]
pub fn check(text: &str) -> Report {
    static ENCODER: LazyLock<Mutex<Encoder>> = LazyLock::new(|| Mutex::new(encoder()));
    let meaning = meaning(&mut ENCODER.lock().expect("no test has failed while reading"), text);
    check_read(text, &Options::default(), &meaning)
}
