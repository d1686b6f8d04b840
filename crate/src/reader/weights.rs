//! The weights of the linear reader, as one file of bytes.
//!
//! First for each output four little-endian `f32`: the scale by which its sum is multiplied, a bias, the least probability
//! at which something that a rule suspects stands, and the least at which the reader is believed alone. Then one row a
//! bucket, a signed byte for each output.

use super::features::BUCKETS;

/// How many things are judged: the concerns in the order of `Concern::ALL`, and whether a post is risky at all.
pub const OUTPUTS: usize = 13;

/// The output that says whether a post is risky.
pub const RISKY: usize = 12;

const HEAD: usize = OUTPUTS * 4 * 4;

/// The weights of a linear reader.
#[derive(Clone, Copy)]
pub struct Weights<'w>(&'w [u8]);

static SHIPPED: &[u8] = include_bytes!("../../../reader/linear.bin");

impl<'w> Weights<'w> {
    /// How many bytes weights have.
    pub const BYTES: usize = HEAD + BUCKETS * OUTPUTS;

    /// Those that the product ships.
    pub fn shipped() -> Weights<'static> {
        const { assert!(SHIPPED.len() == Weights::BYTES, "reader/linear.bin has another length: train it again") }
        Weights(SHIPPED)
    }

    /// Takes bytes for weights; `None` if they are too many or too few.
    pub fn new(bytes: &'w [u8]) -> Option<Weights<'w>> {
        (bytes.len() == Self::BYTES).then_some(Weights(bytes))
    }

    /// The weights of a bucket, one an output, each to be read as signed.
    pub(super) fn row(&self, bucket: usize) -> &'w [u8] {
        &self.0[HEAD + bucket * OUTPUTS..][..OUTPUTS]
    }

    fn head(&self, output: usize, which: usize) -> f32 {
        let at = (output * 4 + which) * 4;
        f32::from_le_bytes([self.0[at], self.0[at + 1], self.0[at + 2], self.0[at + 3]])
    }

    /// The weight with which an output's sum counts.
    pub(super) fn scale(&self, output: usize) -> f32 {
        self.head(output, 0)
    }

    /// From which probability on something that a rule suspects stands.
    pub(super) fn stand(&self, output: usize) -> f32 {
        self.head(output, 2)
    }

    /// From which probability on an output is believed without a rule.
    pub(super) fn bar(&self, output: usize) -> f32 {
        self.head(output, 3)
    }

    /// How likely each output is, from the sums of the weights of `count` features.
    pub(super) fn probability(&self, sums: &[i32; OUTPUTS], count: u32) -> [f32; OUTPUTS] {
        let length = (count.max(1) as f32).sqrt();
        std::array::from_fn(|output| {
            let logit = self.scale(output) * sums[output] as f32 / length + self.head(output, 1);
            1.0 / (1.0 + (-logit).exp())
        })
    }
}
