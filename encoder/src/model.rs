//! The model: a few layers of a transformer, and what is read off their end.
//!
//! A piece becomes a row of numbers, by which piece it is and where it stands. In each layer every row takes in something of
//! the others, as much as suits ([`Layer::attend`]), and is then thought over by itself. From the last rows follow how
//! much each piece speaks for each concern, and, of all rows together, how much the window does.

use super::{
    Error,
    linear::Linear,
    weights::{Array, Numbers, Weights, flaw},
};
use wide::f32x4;

/// How many numbers of a row belong together when rows are compared.
const HEAD: usize = 32;

/// A row is never divided by less than the root of this.
const EPSILON: f32 = 1e-12;

pub(super) struct Model {
    /// How many numbers a row has.
    width: usize,
    /// For each piece of the vocabulary a row of whole numbers, and by what they are to be multiplied.
    pieces: Vec<i8>,
    scales: Vec<f32>,
    /// For each place a row.
    places: Vec<f32>,
    embedded: Norm,
    layers: Vec<Layer>,
    token_head: Linear,
    look: Linear,
    say: Linear,
    pooled: Linear,
}

struct Layer {
    attend: Linear,
    gather: Linear,
    gathered: Norm,
    widen: Linear,
    narrow: Linear,
    narrowed: Norm,
}

/// What a model says of a window.
pub(super) struct Answer {
    /// Of each piece.
    rows: Vec<f32>,
    outputs: usize,
    /// Of all together.
    pub whole: Vec<f32>,
}

impl Answer {
    /// What it says of a piece.
    pub fn row(&self, piece: usize) -> &[f32] {
        &self.rows[piece * self.outputs..][..self.outputs]
    }
}

impl Model {
    pub fn new(weights: &mut Weights) -> Result<Model, Error> {
        let Array { shape, numbers: Numbers::Whole(pieces) } = weights.array("pieces.rows")? else {
            return Err(flaw("`pieces.rows` is not of whole numbers".into()));
        };
        let width = shape.last().copied().unwrap_or(0);
        let scales = weights.floats("pieces.scale")?;
        if width == 0 || !width.is_multiple_of(HEAD) || scales.len() * width != pieces.len() {
            return Err(flaw(format!("rows of {width} numbers do not fit the model")));
        }
        let mut layers = Vec::new();
        while weights.has(&format!("layers.{}.attend", layers.len())) {
            layers.push(Layer::new(weights, &format!("layers.{}", layers.len()), width)?);
        }
        Ok(Model {
            width,
            pieces,
            scales,
            places: weights.floats("positions")?,
            embedded: Norm::new(weights, "embedded", width)?,
            layers,
            token_head: Linear::new(weights, "token_head", width)?,
            look: Linear::new(weights, "look", width)?,
            say: Linear::new(weights, "say", width)?,
            pooled: Linear::new(weights, "pooled", 2 * width)?,
        })
    }

    /// How many pieces it knows.
    pub fn pieces(&self) -> usize {
        self.scales.len()
    }

    /// How many pieces it reads at once.
    pub fn most(&self) -> usize {
        self.places.len() / self.width
    }

    /// Reads pieces, which it knows, and no more than it reads at once.
    pub fn run(&self, pieces: &[i32]) -> Answer {
        let mut rows: Vec<f32> = pieces
            .iter()
            .zip(self.places.chunks_exact(self.width))
            .flat_map(|(&piece, place)| {
                let piece = piece as usize;
                let row = &self.pieces[piece * self.width..][..self.width];
                row.iter().zip(place).map(move |(&number, place)| f32::from(number) * self.scales[piece] + place)
            })
            .collect();
        self.embedded.apply(&mut rows);
        for layer in &self.layers {
            layer.apply(&mut rows, self.width);
        }
        Answer { rows: self.token_head.apply(&rows), outputs: self.token_head.outputs(), whole: self.whole(&rows) }
    }

    /// What the rows come to together: what each says, by how much it is looked at for that; and their mean and greatest.
    fn whole(&self, rows: &[f32]) -> Vec<f32> {
        let (look, say) = (self.look.apply(rows), self.say.apply(rows));
        let outputs = self.look.outputs();
        let count = rows.len() / self.width;
        let mut both = vec![0.0; self.width];
        both.resize(2 * self.width, f32::NEG_INFINITY);
        let (mean, most) = both.split_at_mut(self.width);
        for row in rows.chunks_exact(self.width) {
            mean.iter_mut().zip(row).for_each(|(mean, x)| *mean += x / count as f32);
            most.iter_mut().zip(row).for_each(|(most, x)| *most = most.max(*x));
        }
        let mut whole = self.pooled.apply(&both);
        for (output, whole) in whole.iter_mut().enumerate() {
            let mut looks: Vec<f32> = look.iter().skip(output).step_by(outputs).copied().collect();
            softmax(&mut looks);
            let says = say.iter().skip(output).step_by(outputs);
            *whole += looks.iter().zip(says).map(|(look, say)| look * say).sum::<f32>();
        }
        whole
    }
}

impl Layer {
    fn new(weights: &mut Weights, name: &str, width: usize) -> Result<Layer, Error> {
        let part = |part: &str| format!("{name}.{part}");
        let widen = Linear::new(weights, &part("widen"), width)?;
        Ok(Layer {
            attend: Linear::new(weights, &part("attend"), width)?,
            gather: Linear::new(weights, &part("gather"), width)?,
            gathered: Norm::new(weights, &part("gathered"), width)?,
            narrow: Linear::new(weights, &part("narrow"), widen.outputs())?,
            widen,
            narrowed: Norm::new(weights, &part("narrowed"), width)?,
        })
    }

    fn apply(&self, rows: &mut [f32], width: usize) {
        let taken_in = self.gather.apply(&self.attend(rows, width));
        rows.iter_mut().zip(taken_in).for_each(|(row, x)| *row += x);
        self.gathered.apply(rows);
        let mut wide = self.widen.apply(rows);
        gelu(&mut wide);
        let thought = self.narrow.apply(&wide);
        rows.iter_mut().zip(thought).for_each(|(row, x)| *row += x);
        self.narrowed.apply(rows);
    }

    /// What each row takes in of all rows: of each three things are worked out, what it looks for, what it has to be found
    /// by, and what it gives; head by head, the better the first of one fits the second of another, the more of the third.
    fn attend(&self, rows: &[f32], width: usize) -> Vec<f32> {
        let all = self.attend.apply(rows);
        let count = rows.len() / width;
        let part = |row: usize, which: usize, head: usize| &all[(row * 3 + which) * width + head * HEAD..][..HEAD];
        let mut taken_in = vec![0.0; rows.len()];
        let mut fits = vec![0.0; count];
        for head in 0..width / HEAD {
            for row in 0..count {
                let looks_for = part(row, 0, head);
                for (other, fit) in fits.iter_mut().enumerate() {
                    *fit = dot(looks_for, part(other, 1, head)) / (HEAD as f32).sqrt();
                }
                softmax(&mut fits);
                let out = &mut taken_in[row * width + head * HEAD..][..HEAD];
                for (other, &fit) in fits.iter().enumerate() {
                    out.iter_mut().zip(part(other, 2, head)).for_each(|(out, gives)| *out += fit * gives);
                }
            }
        }
        taken_in
    }
}

/// Brings rows to mean 0 and variance 1, and from there to what the model wants.
struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    fn new(weights: &mut Weights, name: &str, width: usize) -> Result<Norm, Error> {
        let norm =
            Norm { weight: weights.floats(&format!("{name}.weight"))?, bias: weights.floats(&format!("{name}.bias"))? };
        if norm.weight.len() != width || norm.bias.len() != width {
            return Err(flaw(format!("`{name}` does not fit rows of {width} numbers")));
        }
        Ok(norm)
    }

    fn apply(&self, rows: &mut [f32]) {
        let width = self.weight.len();
        for row in rows.chunks_exact_mut(width) {
            let mean = row.iter().sum::<f32>() / width as f32;
            row.iter_mut().for_each(|x| *x -= mean);
            let variance = row.iter().map(|x| x * x).sum::<f32>() / width as f32;
            let scale = 1.0 / (variance + EPSILON).sqrt();
            for ((x, weight), bias) in row.iter_mut().zip(&self.weight).zip(&self.bias) {
                *x = *x * scale * weight + bias;
            }
        }
    }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    let (a, b) = (a.as_chunks::<4>().0, b.as_chunks::<4>().0);
    a.iter().zip(b).fold(f32x4::ZERO, |sum, (&a, &b)| sum + f32x4::from(a) * f32x4::from(b)).reduce_add()
}

/// Turns numbers into shares of one: the greater, the more.
fn softmax(numbers: &mut [f32]) {
    let most = numbers.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    each(numbers, |x| (x - f32x4::splat(most)).exp());
    let sum: f32 = numbers.iter().sum();
    numbers.iter_mut().for_each(|x| *x /= sum);
}

/// Lets what is above zero pass, and little of what is below: `x` times how likely a normal number is to be less.
fn gelu(numbers: &mut [f32]) {
    each(numbers, |x| {
        let x_is = x;
        let x = x * f32x4::splat(std::f32::consts::FRAC_1_SQRT_2);
        // The error function by Abramowitz and Stegun, 7.1.26, good to seven digits.
        let t = f32x4::ONE / (f32x4::ONE + f32x4::splat(0.327_591_1) * x.abs());
        let powers = [1.061_405_4, -1.453_152, 1.421_413_7, -0.284_496_74, 0.254_829_6];
        let sum = powers.iter().fold(f32x4::ZERO, |sum, &power| (sum + f32x4::splat(power)) * t);
        let erf = (f32x4::ONE - sum * (-(x * x)).exp()).copysign(x);
        x_is * f32x4::splat(0.5) * (f32x4::ONE + erf)
    });
}

/// Applies a function to all numbers, four at once.
fn each(numbers: &mut [f32], function: impl Fn(f32x4) -> f32x4) {
    let (chunks, rest) = numbers.as_chunks_mut::<4>();
    for chunk in chunks {
        *chunk = function(f32x4::from(*chunk)).to_array();
    }
    for one in rest {
        *one = function(f32x4::splat(*one)).to_array()[0];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gelu_is_that_of_the_tables() {
        let mut numbers = [-3.0, -1.0, -0.1, 0.0, 0.5, 1.0, 3.0];
        gelu(&mut numbers);
        let tables = [-0.004_049_7, -0.158_655_3, -0.046_017_2, 0.0, 0.345_731_2, 0.841_344_7, 2.995_950_2];
        assert!(numbers.iter().zip(tables).all(|(a, b)| (a - b).abs() < 2e-6), "{numbers:?}");
    }

    #[test]
    fn shares_add_up() {
        let mut numbers = [1000.0, 999.0, -1000.0, 0.0, 998.0];
        softmax(&mut numbers);
        assert!((numbers.iter().sum::<f32>() - 1.0).abs() < 1e-6 && numbers[0] > numbers[1], "{numbers:?}");
    }
}
