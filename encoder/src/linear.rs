//! A layer that multiplies by a matrix and adds a bias: where nearly all of the time goes.
//!
//! Most matrices are of whole numbers in eight bits. What is multiplied by them is rounded to eight bits as well, over the
//! range of the numbers at hand, as `DynamicQuantizeLinear` of ONNX says. Products of whole numbers are exact, so that the
//! answer is the same on every machine; numbers are kept in sixteen bits, for which every processor, WebAssembly
//! too, has an instruction that multiplies eight pairs and adds neighbours.

use super::{
    Error,
    weights::{Matrix, Weights, flaw},
};
use wide::{i16x8, i32x4};

/// Numbers that are multiplied at once.
const LANES: usize = 8;

/// A matrix with its bias.
pub(super) struct Linear {
    matrix: Kind,
    bias: Vec<f32>,
    inputs: usize,
}

enum Kind {
    /// For each output the weights of all inputs, with zeros up to the next multiple of [`LANES`].
    Quantised { columns: Vec<i16x8>, scales: Vec<f32> },
    /// For each input the weights of all outputs.
    Float(Vec<f32>),
}

impl Linear {
    /// Takes the layer of this name from weights.
    pub fn new(weights: &mut Weights, layer: &str, inputs: usize) -> Result<Linear, Error> {
        let bias = weights.floats(&format!("{layer}.bias"))?;
        let outputs = bias.len();
        let (matrix, has) = match weights.matrix(layer)? {
            Matrix::Float { inputs, numbers } => (Kind::Float(numbers), inputs),
            Matrix::Quantised { inputs, numbers, scales } => {
                let weight = |output: usize, input: usize| {
                    if input < inputs { i16::from(numbers[input * outputs + output]) } else { 0 }
                };
                let columns = (0..outputs).flat_map(|output| {
                    (0..inputs.div_ceil(LANES))
                        .map(move |lanes| i16x8::new(std::array::from_fn(|lane| weight(output, lanes * LANES + lane))))
                });
                if numbers.len() != inputs * outputs || scales.len() != outputs {
                    return Err(flaw(format!("the layer `{layer}` does not fit its bias")));
                }
                (Kind::Quantised { columns: columns.collect(), scales }, inputs)
            }
        };
        if has != inputs || matches!(&matrix, Kind::Float(numbers) if numbers.len() != inputs * outputs) {
            return Err(flaw(format!("the layer `{layer}` has {has} inputs and not {inputs}")));
        }
        Ok(Linear { matrix, bias, inputs })
    }

    /// How many outputs there are.
    pub fn outputs(&self) -> usize {
        self.bias.len()
    }

    /// Multiplies rows, one after another in `rows`.
    pub fn apply(&self, rows: &[f32]) -> Vec<f32> {
        match &self.matrix {
            Kind::Quantised { columns, scales } => self.quantised(rows, columns, scales),
            Kind::Float(weights) => {
                let mut out = Vec::with_capacity(rows.len() / self.inputs * self.outputs());
                for row in rows.chunks_exact(self.inputs) {
                    let start = out.len();
                    out.extend_from_slice(&self.bias);
                    for (input, weights) in row.iter().zip(weights.chunks_exact(self.outputs())) {
                        out[start..].iter_mut().zip(weights).for_each(|(sum, weight)| *sum += input * weight);
                    }
                }
                out
            }
        }
    }

    fn quantised(&self, rows: &[f32], columns: &[i16x8], scales: &[f32]) -> Vec<f32> {
        /// Rows and columns whose products are summed at once: their sums fit the processor's registers.
        const ROWS: usize = 2;
        const COLUMNS: usize = 4;
        let (scale, whole) = quantise(rows, self.inputs);
        let (depth, outputs) = (self.inputs.div_ceil(LANES), self.outputs());
        let count = rows.len() / self.inputs;
        let mut out = vec![0.0; count * outputs];
        // A few columns stay in the cache while all rows pass.
        for first_output in (0..outputs).step_by(COLUMNS) {
            let column = |i: usize| &columns[(first_output + i).min(outputs - 1) * depth..][..depth];
            let these: [&[i16x8]; COLUMNS] = std::array::from_fn(column);
            for first_row in (0..count).step_by(ROWS) {
                let row = |i: usize| &whole[(first_row + i).min(count - 1) * depth..][..depth];
                let sums = dots::<ROWS, COLUMNS>(std::array::from_fn(row), these, depth);
                for (r, sums) in sums.iter().enumerate().take(count - first_row) {
                    for (c, sum) in sums.iter().enumerate().take(outputs - first_output) {
                        let output = first_output + c;
                        out[(first_row + r) * outputs + output] =
                            sum.reduce_add() as f32 * (scale * scales[output]) + self.bias[output];
                    }
                }
            }
        }
        out
    }
}

/// The products of some rows with some columns, each still in four parts.
#[inline]
fn dots<const R: usize, const C: usize>(rows: [&[i16x8]; R], columns: [&[i16x8]; C], depth: usize) -> [[i32x4; C]; R] {
    let mut sums = [[i32x4::ZERO; C]; R];
    let (rows, columns) = (rows.map(|row| &row[..depth]), columns.map(|column| &column[..depth]));
    for at in 0..depth {
        let columns = columns.map(|column| column[at]);
        for r in 0..R {
            let row = rows[r][at];
            for c in 0..C {
                sums[r][c] += row.dot(columns[c]);
            }
        }
    }
    sums
}

/// Rounds numbers to whole ones in eight bits, over the range that they have: the step between two, and the numbers less
/// their zero point.
fn quantise(rows: &[f32], inputs: usize) -> (f32, Vec<i16x8>) {
    // Several at once, or each comparison would wait for the one before.
    let (mut least, mut most) = ([0f32; LANES], [0f32; LANES]);
    let (chunks, rest) = rows.as_chunks::<LANES>();
    for chunk in chunks.iter().chain(&padded(rest)) {
        for ((&x, least), most) in chunk.iter().zip(&mut least).zip(&mut most) {
            *least = if x < *least { x } else { *least };
            *most = if x > *most { x } else { *most };
        }
    }
    let (least, most) = (least.into_iter().fold(0.0, f32::min), most.into_iter().fold(0.0, f32::max));
    let scale = if most > least { (most - least) / 255.0 } else { 1.0 };
    let zero = round(-least / scale).clamp(0.0, 255.0);
    let mut whole = Vec::with_capacity(rows.len().div_ceil(inputs) * inputs.div_ceil(LANES));
    for row in rows.chunks_exact(inputs) {
        let (chunks, rest) = row.as_chunks::<LANES>();
        for chunk in chunks.iter().chain(&padded(rest)) {
            let mut lanes = [0i16; LANES];
            for (lane, x) in lanes.iter_mut().zip(chunk) {
                *lane = round(x / scale).clamp(-zero, 255.0 - zero) as i32 as i16;
            }
            whole.push(i16x8::new(lanes));
        }
    }
    (scale, whole)
}

/// Fewer than [`LANES`] numbers, if any, with zeros after them.
fn padded(rest: &[f32]) -> Option<[f32; LANES]> {
    let lane = |lane: usize| rest.get(lane).copied().unwrap_or(0.0);
    (!rest.is_empty()).then(|| std::array::from_fn(lane))
}

/// Rounds to the nearest whole number, halves to even ones; for numbers of the size that occur here. Processors without an
/// instruction for it take this way quicker than the standard library's.
fn round(x: f32) -> f32 {
    const SHIFT: f32 = 12_582_912.0;
    (x + SHIFT) - SHIFT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_halves_to_even() {
        for (x, rounded) in [(0.5, 0.0), (1.5, 2.0), (-0.5, 0.0), (-2.5, -2.0), (254.6, 255.0), (-3.2, -3.0)] {
            assert_eq!(round(x), rounded, "{x}");
        }
    }

    #[test]
    fn multiplies_whole_numbers_nearly_as_well() {
        let (inputs, outputs) = (20, 5);
        let number = |i: usize| ((i * 7919) % 200) as f32 / 100.0 - 1.0;
        let exact: Vec<f32> = (0..inputs * outputs).map(|i| number(i + 3)).collect();
        let columns = (0..outputs).flat_map(|output| {
            let exact = &exact;
            (0..inputs.div_ceil(LANES)).map(move |lanes| {
                let weight =
                    |input: usize| if input < inputs { (exact[input * outputs + output] * 127.0) as i16 } else { 0 };
                i16x8::new(std::array::from_fn(|lane| weight(lanes * LANES + lane)))
            })
        });
        let whole = Kind::Quantised { columns: columns.collect(), scales: vec![1.0 / 127.0; outputs] };
        let bias: Vec<f32> = (0..outputs).map(|i| i as f32).collect();
        let rows: Vec<f32> = (0..3 * inputs).map(number).collect();
        let near = Linear { matrix: whole, bias: bias.clone(), inputs }.apply(&rows);
        let exact = Linear { matrix: Kind::Float(exact), bias, inputs }.apply(&rows);
        assert_eq!((near.len(), exact.len()), (3 * outputs, 3 * outputs));
        assert!(near.iter().zip(&exact).all(|(a, b)| (a - b).abs() < 0.1), "{near:?} {exact:?}");
    }
}
