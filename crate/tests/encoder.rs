//! The encoder in Rust makes of a text what the training's own tools made of it.
//!
//! `encoder/parity.jsonl` holds texts with the numbers and places of their pieces by the `tokenizers` library and the
//! answers of `onnxruntime`, written by `encoder/parity.py`.

mod read;

use read::{encoder, file, meaning};
use second_look::{Options, check_read, reader::Meaning};
use second_look_encoder::Encoder;
use serde::Deserialize;
use std::fs;

const PARITY: &str = "../encoder/parity.jsonl";

#[derive(Deserialize)]
struct Line {
    text: String,
    /// In code points; the pieces that frame the text are at 0..0.
    offsets: Vec<(usize, usize)>,
    tokens_out: Vec<Vec<f32>>,
    post_out: Vec<f32>,
}

/// How far an answer may be from that of `onnxruntime`, at most and on average. Both multiply the same whole numbers; what is
/// rounded to them can differ by a step, and further layers take the step up. Rounding the weights to eight bits moves the
/// answers of these texts by 1.88 at most and by 0.191 on average: a fifth of that on average, and less than half at most, is allowed.
const FURTHEST: f32 = 0.8;
const MEAN: f64 = 0.038;

#[test]
fn pieces_and_answers_are_those_of_the_training() {
    let mut encoder = encoder();
    let lines = fs::read_to_string(PARITY).expect("it is there");
    let (mut furthest, mut sum, mut count) = (0f32, 0f64, 0u64);
    for line in lines.lines().map(|line| serde_json::from_str::<Line>(line).expect("a line of it")) {
        let meaning = read::meaning(&mut encoder, &line.text);
        let mut bytes: Vec<usize> = line.text.char_indices().map(|(byte, _)| byte).collect();
        bytes.push(line.text.len());
        let framed = 1..line.offsets.len() - 1;
        let there: Vec<_> = line.offsets[framed.clone()].iter().map(|&(a, b)| (bytes[a], bytes[b])).collect();
        let here: Vec<_> = meaning.pieces.iter().map(|piece| (piece.start as usize, piece.end as usize)).collect();
        assert_eq!(here, there, "{}", line.text);
        let there = line.tokens_out[framed].iter().flatten().chain(&line.post_out);
        let here = meaning.pieces.iter().flat_map(|piece| piece.logits).chain(meaning.windows[0].logits);
        for (here, there) in here.zip(there) {
            furthest = furthest.max((here - there).abs());
            sum += f64::from((here - there).abs());
            count += 1;
        }
    }
    let mean = sum / count as f64;
    assert!(count > 1000 && furthest <= FURTHEST && mean <= MEAN, "furthest {furthest}, mean {mean}");
}

#[test]
fn an_edit_leaves_the_rest_as_it_was_read() {
    let mut encoder = encoder();
    let sentence =
        |i: usize| format!("This is number {i} of the many sentences that make a long post, longer than a window. ");
    let text: String = (0..40).map(sentence).collect();
    let before = meaning(&mut encoder, &text);
    assert!(before.windows.len() > 5, "{}", before.windows.len());
    let edited = text.replace("number 20 of", "number twenty of");
    let mut reads = 0;
    let after = loop {
        if let Some(numbers) = encoder.read_on(&edited, 1) {
            break numbers;
        }
        reads += 1;
        assert!(reads < 4, "more was read anew than what the edit touches");
    };
    assert_eq!(after, read::encoder().read(&edited), "as if nothing had been known");
}

#[test]
fn any_text_can_be_read_and_judged() {
    let mut encoder = encoder();
    for text in ["", " ", "\u{fffd}", "\u{301}", "😀", "\u{202e}שלום\u{301}", "a\u{fffd}b 👩‍👩‍👧 ", "…\n\n."]
    {
        let meaning = read::meaning(&mut encoder, text);
        assert_eq!(meaning.windows.len(), 1, "{text:?}");
        check_read(text, &Options::default(), &meaning);
        // What belongs to another text is no harm either.
        for other in ["", "ab", "é😀é one of my families told me", "Court tomorrow for one of my lads."] {
            check_read(other, &Options::default(), &meaning);
        }
    }
    check_read("One of my families.", &Options::default(), &Meaning::default());
}

#[test]
fn says_what_is_wrong_with_its_files() {
    let vocabulary = fs::read_to_string(file("encoder-vocabulary.txt")).expect("the vocabulary is there");
    let fault = Encoder::load(b"nonsense", &vocabulary).err().map(|e| e.to_string()).unwrap_or_default();
    assert!(fault.starts_with("the encoder's weights cannot be used: "), "{fault}");
    let longer = vocabulary.clone() + &(0..9).map(|i| format!("thing{i}\n")).collect::<String>();
    let weights = fs::read(file("encoder.onnx")).expect("the weights are there");
    let fault = Encoder::load(&weights, &longer).err().map(|e| e.to_string()).unwrap_or_default();
    assert!(fault.starts_with("the encoder's weights cannot be used: "), "{fault}");
}
