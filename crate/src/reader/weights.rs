//! The weights of the linear reader, as one file of bytes.
//!
//! First one row a bucket, a signed byte for each output. Then, in little-endian `f32`, for each output the scale by which
//! its sum is multiplied and a bias; and for each output how it is judged together with the rules: a weight for each
//! of [`INPUTS`], a bias, and for the instant depth and the read depth the least probability at which something that a rule
//! suspects stands, and the least at which the reader is believed alone.
//!
//! Rows are read sixteen bytes at a time, as vectors are: the last three are the next row's, and are left out of account.

use super::{
    features::BUCKETS,
    likelihood::{self, Heard, INPUTS},
};
use crate::Depth;

/// How many things are judged: the concerns in the order of `Concern::ALL`, and whether a post is risky at all.
pub const OUTPUTS: usize = 13;

/// The output that says whether a post is risky.
pub const RISKY: usize = 12;

/// Where the numbers begin, after the rows; where those of the judgement begin among them; how many an output has there.
const NUMBERS_AT: usize = BUCKETS * OUTPUTS;
const JUDGEMENT: usize = 2 * OUTPUTS;
const JUDGED_BY: usize = INPUTS + 1 + 2 * 2;
const NUMBERS: usize = JUDGEMENT + JUDGED_BY * OUTPUTS;

/// How many bytes are read for a row.
const READ: usize = 16;

/// How many rows are summed in 16 bits, which hold the sum of 256 signed bytes.
const TOGETHER: usize = 256;

/// The weights of a linear reader.
#[derive(Clone, Copy)]
pub struct Weights<'w>(&'w [u8]);

static SHIPPED: &[u8] = include_bytes!("../../../reader/linear.bin");

impl<'w> Weights<'w> {
    /// How many bytes weights have.
    pub const BYTES: usize = NUMBERS_AT + NUMBERS * 4;

    /// Those that the product ships.
    pub fn shipped() -> Weights<'static> {
        // The training itself must be built where they do not fit yet.
        #[cfg(not(feature = "training"))]
        const {
            assert!(SHIPPED.len() == Weights::BYTES, "reader/linear.bin has another length: train it again")
        }
        Weights::new(SHIPPED).expect("reader/linear.bin is trained again after its form has changed")
    }

    /// Takes bytes for weights; `None` if they are too many or too few.
    pub fn new(bytes: &'w [u8]) -> Option<Weights<'w>> {
        (bytes.len() == Self::BYTES).then_some(Weights(bytes))
    }

    /// The weights of a bucket, one an output, each to be read as signed; and three bytes more.
    pub(super) fn row(&self, bucket: u16) -> &'w [u8; READ] {
        const { assert!(NUMBERS * 4 >= READ - OUTPUTS, "behind the last row there is something to read") }
        let row = self.0[usize::from(bucket) * OUTPUTS..].first_chunk();
        row.expect("weights are as long as they must be")
    }

    fn numbers(&self) -> &'w [[u8; 4]] {
        self.0[NUMBERS_AT..].as_chunks().0
    }

    fn number(&self, number: usize) -> f32 {
        f32::from_le_bytes(self.numbers()[number])
    }

    fn judgement(&self, output: usize, number: usize) -> f32 {
        self.number(JUDGEMENT + output * JUDGED_BY + number)
    }

    /// From which probability on something that a rule suspects stands.
    pub(super) fn stand(&self, output: usize, depth: Depth) -> f32 {
        self.judgement(output, INPUTS + 1 + 2 * depth as usize)
    }

    /// From which probability on an output is believed without a rule.
    pub(super) fn bar(&self, output: usize, depth: Depth) -> f32 {
        self.judgement(output, INPUTS + 2 + 2 * depth as usize)
    }

    /// What the reader alone makes of each output, from the buckets of all features.
    pub(super) fn logits(&self, buckets: &[u16]) -> [f32; OUTPUTS] {
        let mut sums = [0i32; READ];
        for buckets in buckets.chunks(TOGETHER) {
            let mut some = [0i16; READ];
            for &bucket in buckets {
                some.iter_mut().zip(self.row(bucket)).for_each(|(sum, &weight)| *sum += i16::from(weight as i8));
            }
            sums.iter_mut().zip(some).for_each(|(sum, some)| *sum += i32::from(some));
        }
        let length = (buckets.len().max(1) as f32).sqrt();
        std::array::from_fn(|o| self.number(2 * o) * sums[o] as f32 / length + self.number(2 * o + 1))
    }

    /// How likely each output is, heard together with the rules.
    pub(super) fn probability(&self, logits: &[f32; OUTPUTS], heard: Heard) -> [f32; OUTPUTS] {
        let inputs = likelihood::inputs(logits, heard);
        std::array::from_fn(|output| {
            let weights = &self.numbers()[JUDGEMENT + output * JUDGED_BY..][..INPUTS];
            let weighed = inputs.iter().zip(weights).map(|(input, weight)| f32::from_le_bytes(*weight) * input);
            let logit = weighed.sum::<f32>() + self.judgement(output, INPUTS);
            1.0 / (1.0 + (-logit).exp())
        })
    }
}
