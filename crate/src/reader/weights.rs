//! The weights of the linear reader, as one file of bytes.
//!
//! First one row a bucket, a signed byte for each output. Then for each output four little-endian `f32`: the scale by which
//! its sum is multiplied, a bias, the least probability at which something that a rule suspects stands, and the least at
//! which the reader is believed alone.
//!
//! Rows are read sixteen bytes at a time, as vectors are: the last three are the next row's, and are left out of account.

use super::features::BUCKETS;

/// How many things are judged: the concerns in the order of `Concern::ALL`, and whether a post is risky at all.
pub const OUTPUTS: usize = 13;

/// The output that says whether a post is risky.
pub const RISKY: usize = 12;

/// Where what is known of each output begins, and how long it is.
const OUTPUTS_AT: usize = BUCKETS * OUTPUTS;
const HEAD: usize = OUTPUTS * 4 * 4;

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
    pub const BYTES: usize = OUTPUTS_AT + HEAD;

    /// Those that the product ships.
    pub fn shipped() -> Weights<'static> {
        const { assert!(SHIPPED.len() == Weights::BYTES, "reader/linear.bin has another length: train it again") }
        Weights(SHIPPED)
    }

    /// Takes bytes for weights; `None` if they are too many or too few.
    pub fn new(bytes: &'w [u8]) -> Option<Weights<'w>> {
        (bytes.len() == Self::BYTES).then_some(Weights(bytes))
    }

    /// The weights of a bucket, one an output, each to be read as signed; and three bytes more.
    pub(super) fn row(&self, bucket: u16) -> &'w [u8; READ] {
        const { assert!(HEAD >= READ - OUTPUTS, "behind the last row there is something to read") }
        let row = self.0[usize::from(bucket) * OUTPUTS..].first_chunk();
        row.expect("weights are as long as they must be")
    }

    fn head(&self, output: usize, which: usize) -> f32 {
        let at = OUTPUTS_AT + (output * 4 + which) * 4;
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

    /// How likely each output is, from the buckets of all features.
    pub(super) fn probability(&self, buckets: &[u16]) -> [f32; OUTPUTS] {
        let mut sums = [0i32; READ];
        for buckets in buckets.chunks(TOGETHER) {
            let mut some = [0i16; READ];
            for &bucket in buckets {
                some.iter_mut().zip(self.row(bucket)).for_each(|(sum, &weight)| *sum += i16::from(weight as i8));
            }
            sums.iter_mut().zip(some).for_each(|(sum, some)| *sum += i32::from(some));
        }
        let length = (buckets.len().max(1) as f32).sqrt();
        std::array::from_fn(|output| {
            let logit = self.scale(output) * sums[output] as f32 / length + self.head(output, 1);
            1.0 / (1.0 + (-logit).exp())
        })
    }
}
