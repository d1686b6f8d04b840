//! The weights of the linear reader, as one file of bytes.
//!
//! First one row a bucket: of each output's weight the four bits that hold all but one weight in a thousand. What those few
//! are more than their four bits stands after the rows, as exceptions, so nothing is lost. The file is half as long so, which
//! the browser must fetch before the first check, and a row is summed in a word of 64 bits, all outputs at once.
//! Then, in little-endian `f32`, for each output the scale by which its sum is multiplied and a bias; and for each output
//! how it is judged together with the rules: a weight for each of [`INPUTS`], a bias, and for the instant depth and the read
//! depth the least probability at which something that a rule suspects stands, and the least at which the reader is believed
//! alone.

use super::{
    features::BUCKETS,
    likelihood::{self, Heard, INPUTS},
};
use crate::Depth;

/// How many things are judged: the concerns in the order of `Concern::ALL`, and whether a post is risky at all.
pub const OUTPUTS: usize = 13;

/// The output that says whether a post is risky.
pub const RISKY: usize = 12;

/// How many bytes a row has. The low halves of its bytes are the first weights, each from -8 to 7; the high halves are the
/// others, and the last of these is no weight: it says whether the bucket has exceptions.
const ROW: usize = OUTPUTS.div_ceil(2);

/// The bits of a row that say so.
const IS_EXCEPTION: u64 = 0xf0 << ((ROW - 1) * 8);

/// How many exceptions there are at most, and the bytes of one: its bucket, its output, and what the weight is more than its
/// four bits. They are in the order of their buckets; unused ones are those of the last.
const EXCEPTIONS: usize = 2048;
const EXCEPTION: usize = 4;
const EXCEPTIONS_AT: usize = BUCKETS * ROW;

/// Where the numbers begin; where those of the judgement begin among them; how many an output has there.
const NUMBERS_AT: usize = EXCEPTIONS_AT + EXCEPTIONS * EXCEPTION;
const JUDGEMENT: usize = 2 * OUTPUTS;
const JUDGED_BY: usize = INPUTS + 1 + 2 * 2;
const NUMBERS: usize = JUDGEMENT + JUDGED_BY * OUTPUTS;

/// A bit in each half of a byte: with it turned, weights from -8 to 7 become numbers from 0 to 15, which can be summed beside
/// each other.
const TURNED: u64 = 0x8888_8888_8888_8888;
const LOW: u64 = 0x0f0f_0f0f_0f0f_0f0f;

/// How many rows are summed in one word: so many numbers up to 15 fit a byte.
const TOGETHER: usize = 17;

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

    /// The weights of a bucket, and a byte of the next row.
    fn row(&self, bucket: u16) -> u64 {
        let row = self.0[usize::from(bucket) * ROW..].first_chunk();
        u64::from_le_bytes(*row.expect("weights are as long as they must be"))
    }

    /// The exceptions of a bucket whose row says that it has some: outputs, and what is added.
    fn exceptions(&self, bucket: u16) -> impl Iterator<Item = (usize, i32)> {
        let all = self.0[EXCEPTIONS_AT..NUMBERS_AT].as_chunks::<EXCEPTION>().0;
        let of = |exception: &[u8; EXCEPTION]| u16::from_le_bytes([exception[0], exception[1]]);
        let first = all.partition_point(|exception| of(exception) < bucket);
        let here = all[first..].iter().take_while(move |exception| of(exception) == bucket);
        here.map(|&[.., output, more]| (usize::from(output), i32::from(more as i8)))
    }

    /// The weight of a bucket for an output.
    pub(super) fn weight(&self, bucket: u16, output: usize) -> i32 {
        let row = self.row(bucket);
        let half = (row ^ TURNED) >> (output % ROW * 8 + output / ROW * 4) & 0xf;
        let more = if row & IS_EXCEPTION == 0 {
            0
        } else {
            self.exceptions(bucket).filter(|(of, _)| *of == output).map(|(_, more)| more).sum()
        };
        half as i32 - 8 + more
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
        let mut sums = [0i32; 2 * ROW];
        for buckets in buckets.chunks(TOGETHER) {
            let (mut low, mut high) = (0, 0);
            for &bucket in buckets {
                let row = self.row(bucket);
                low += (row ^ TURNED) & LOW;
                high += (row ^ TURNED) >> 4 & LOW;
                if row & IS_EXCEPTION != 0 {
                    self.exceptions(bucket).for_each(|(output, more)| sums[output] += more);
                }
            }
            let halves = low.to_le_bytes().into_iter().take(ROW).chain(high.to_le_bytes().into_iter().take(ROW));
            sums.iter_mut().zip(halves).for_each(|(sum, half)| *sum += i32::from(half) - 8 * buckets.len() as i32);
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

/// The file of some weights, one row a bucket, and of the numbers that stand after them. Where more weights than there is room
/// for need more than four bits, the least of them are cut off.
#[cfg(feature = "training")]
pub fn to_bytes(rows: &[[i8; OUTPUTS]], numbers: impl IntoIterator<Item = f32>) -> Vec<u8> {
    let cut = |weight: i8| weight.clamp(-8, 7);
    let mut exceptions = Vec::new();
    for (bucket, row) in (0u16..=u16::MAX).zip(rows) {
        let more = row.iter().map(|&weight| weight.saturating_sub(cut(weight))).zip(0u8..);
        exceptions.extend(more.filter(|(more, _)| *more != 0).map(|(more, output)| (bucket, output, more)));
    }
    exceptions.sort_by_key(|(.., more)| std::cmp::Reverse(more.unsigned_abs()));
    exceptions.truncate(EXCEPTIONS);
    exceptions.sort();
    let mut bytes = Vec::with_capacity(Weights::BYTES);
    for (bucket, row) in (0u16..=u16::MAX).zip(rows) {
        let mut halves = [0; 2 * ROW];
        halves.iter_mut().zip(row).for_each(|(half, &weight)| *half = cut(weight) as u8 & 0xf);
        let first = exceptions.partition_point(|(of, ..)| *of < bucket);
        halves[2 * ROW - 1] = u8::from(exceptions.get(first).is_some_and(|(of, ..)| *of == bucket));
        bytes.extend((0..ROW).map(|byte| halves[byte] | halves[byte + ROW] << 4));
    }
    exceptions.resize(EXCEPTIONS, (u16::MAX, 0, 0));
    for (bucket, output, more) in exceptions {
        bytes.extend(bucket.to_le_bytes());
        bytes.extend([output, more as u8]);
    }
    numbers.into_iter().for_each(|number| bytes.extend(number.to_le_bytes()));
    bytes
}

#[cfg(all(test, feature = "training"))]
mod tests {
    use super::*;

    #[test]
    fn weights_are_read_as_they_were_written() {
        let mut rows = vec![[0i8; OUTPUTS]; BUCKETS];
        for (number, weight) in rows.iter_mut().flatten().enumerate() {
            *weight = (number * 7 % 16) as i8 - 8;
        }
        rows[3] = [-120; OUTPUTS];
        rows[4][12] = 127;
        rows[BUCKETS - 1][0] = 8;
        let bytes = to_bytes(&rows, (0..NUMBERS).map(|_| 1.0));
        let weights = Weights::new(&bytes).expect("as long as it must be");
        for (bucket, row) in (0..=u16::MAX).zip(&rows) {
            for (output, &weight) in row.iter().enumerate() {
                assert_eq!(weights.weight(bucket, output), i32::from(weight), "{bucket}, {output}");
            }
        }
        // A sum of 40 rows, some with exceptions, and one twice.
        let buckets: Vec<u16> = (0..39).chain([3, u16::MAX]).collect();
        let logits = weights.logits(&buckets);
        for output in 0..OUTPUTS {
            let sum: i32 = buckets.iter().map(|&bucket| i32::from(rows[usize::from(bucket)][output])).sum();
            assert_eq!(logits[output], sum as f32 / (buckets.len() as f32).sqrt() + 1.0, "{output}");
        }
    }
}
