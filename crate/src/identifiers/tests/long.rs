//! A long text of whatever the recognisers stumble over takes as many looks a byte as a short one.

use crate::{
    identifiers::{hits, signs::Signs, whose},
    post::Post,
    rules::Surroundings,
};

#[test]
fn a_megabyte_takes_no_more_looks_a_byte() {
    linear(1_000_000, &[".", "!", "a:", "1", "O", "a1", "1a", "A1B2", "1.", "0", "é1"]);
}

#[test]
fn nor_does_what_recognisers_begin_with() {
    linear(
        20_000,
        &[
            "1 ",
            "1/",
            "1-",
            "1\n",
            "A ",
            "AB12 ",
            "07",
            "(0",
            "+4",
            "@",
            "a@",
            "a@a",
            "a@a.",
            "a_",
            "COP ",
            "dob 1/",
            "1 at a dot com ",
            "oh ",
            "double ",
            "the ",
            "the first ",
            "twenty ",
            "May ",
            "\u{a0}1",
            "NHS 943 476 5918 ",
            "sort code ",
            "Mosaic 1",
            "St ",
            "of Hall ",
            "care home ",
            "The Beeches ",
            "Rose Cottage, Back Lane, ",
        ],
    );
}

/// That a text of a piece repeated takes a hundred times the looks of one a hundredth as long.
fn linear(length: usize, pieces: &[&str]) {
    for piece in pieces {
        let looks = |length: usize| {
            let text = piece.repeat(length / piece.len() + 1);
            let post = Post::new(&text);
            let signs = Signs::new(&post, &Surroundings::default());
            whose::weigh(&signs, &hits(&signs));
            signs.steps.get()
        };
        let (short, long) = (looks(length / 100), looks(length));
        assert!(long <= short * 110 + 10_000, "{piece:?}: {short} looks, then {long} at a hundred times the length");
    }
}
