//! Logistic regression, one for each output, over the same features: fitted by Adagrad, rounded to signed bytes,
//! calibrated on what the folds said of posts that they had not seen.

use crate::corpus::Post;
use second_look::{
    Certainty, Concern,
    reader::{BUCKETS, OUTPUTS, RISKY},
};
use std::fmt::Write;

/// Into how many folds the labelled files are cut.
pub const FOLDS: usize = 5;

const EPOCHS: usize = 14;
/// How fast weights learn; the rate falls from epoch to epoch. Biases, which every post moves, learn slower.
const RATE: f32 = 1.0;
const BIAS_RATE: f32 = 0.02;
/// How strongly weights are drawn to nothing at each step.
const DECAY: f32 = 1e-6;

/// How precise what stands by the rules and the reader together has to be, and what the reader proposes alone.
const STANDS: f32 = 0.92;
const ALONE: f32 = 0.92;

type Row = [f32; OUTPUTS];

/// A weight a bucket and output, and a bias an output.
pub struct Model {
    weights: Vec<Row>,
    bias: Row,
}

/// A model, and what it says of the posts of the fold that it has not seen.
pub struct Fold {
    pub model: Model,
    /// By the number of the post.
    pub logits: Vec<(usize, Row)>,
}

/// Fits a model.
pub fn fit(posts: &[&Post]) -> Model {
    let mut model = Model { weights: vec![[0.0; OUTPUTS]; BUCKETS], bias: [-2.0; OUTPUTS] };
    let mut squares = vec![[1e-4f32; OUTPUTS]; BUCKETS];
    let mut random = fastrand::Rng::with_seed(7);
    let mut order: Vec<usize> = (0..posts.len()).collect();
    for epoch in 0..EPOCHS {
        random.shuffle(&mut order);
        let rate = RATE / (1.0 + epoch as f32 * 0.3);
        for &number in &order {
            let post = posts[number];
            let logits = model.logits(&post.buckets);
            let length = (post.buckets.len().max(1) as f32).sqrt();
            let error: Row =
                std::array::from_fn(|o| 1.0 / (1.0 + (-logits[o]).exp()) - f32::from(u8::from(post.carries[o])));
            if error.iter().all(|e| e.abs() < 0.003) {
                continue;
            }
            for &bucket in &post.buckets {
                let (weights, squares) = (&mut model.weights[usize::from(bucket)], &mut squares[usize::from(bucket)]);
                for o in 0..OUTPUTS {
                    let gradient = error[o] / length + DECAY * weights[o];
                    squares[o] += gradient * gradient;
                    weights[o] -= rate * gradient / squares[o].sqrt();
                }
            }
            model.bias.iter_mut().zip(error).for_each(|(bias, error)| *bias -= BIAS_RATE * rate * error);
        }
    }
    model
}

impl Model {
    fn logits(&self, buckets: &[u16]) -> Row {
        let mut sums = [0.0; OUTPUTS];
        for &bucket in buckets {
            let row = &self.weights[usize::from(bucket)];
            for o in 0..OUTPUTS {
                sums[o] += row[o];
            }
        }
        let length = (buckets.len().max(1) as f32).sqrt();
        std::array::from_fn(|o| sums[o] / length + self.bias[o])
    }

    /// The greatest step by which an output's weights are rounded: few distinct values make a small file.
    fn step(&self, output: usize) -> f32 {
        let square: f32 = self.weights.iter().map(|row| row[output].powi(2)).sum();
        (square / BUCKETS as f32).sqrt() * 0.6
    }

    /// The file of weights, as `second_look::reader::Weights` reads it.
    pub fn to_bytes(&self, calibration: &Calibration) -> Vec<u8> {
        let mut bytes = Vec::new();
        let steps: Row = std::array::from_fn(|o| self.step(o).max(1e-9));
        for row in &self.weights {
            bytes.extend((0..OUTPUTS).map(|o| (row[o] / steps[o]).round().clamp(-127.0, 127.0) as i8 as u8));
        }
        for (o, &step) in steps.iter().enumerate() {
            let Fitted { slope, shift, stand, bar, .. } = calibration.outputs[o];
            for number in [slope * step, slope * self.bias[o] + shift, stand, bar] {
                bytes.extend(number.to_le_bytes());
            }
        }
        bytes
    }
}

/// Fits a model on all folds but one, for each.
pub fn cross(labelled: &[Post], clear: &[Post]) -> Vec<Fold> {
    (0..FOLDS)
        .map(|fold| {
            let seen: Vec<&Post> = labelled.iter().filter(|post| post.file % FOLDS != fold).chain(clear).collect();
            let model = fit(&seen);
            let unseen = labelled.iter().enumerate().filter(|(_, post)| post.file % FOLDS == fold);
            let logits = unseen.map(|(number, post)| (number, model.logits(&post.buckets))).collect();
            Fold { model, logits }
        })
        .collect()
}

/// What turns an output's logit into a probability, and which probabilities are enough.
#[derive(Clone, Copy)]
struct Fitted {
    slope: f32,
    shift: f32,
    /// The average precision on posts not seen.
    average: f32,
    stand: f32,
    bar: f32,
}

pub struct Calibration {
    outputs: [Fitted; OUTPUTS],
}

/// Calibrates by what the folds said of posts that they had not seen.
pub fn calibrate(labelled: &[Post], folds: &[Fold]) -> Calibration {
    let mut logits = vec![[0.0; OUTPUTS]; labelled.len()];
    folds.iter().flat_map(|fold| &fold.logits).for_each(|&(number, row)| logits[number] = row);
    let outputs = std::array::from_fn(|output| {
        let pairs: Vec<(f32, bool)> =
            labelled.iter().zip(&logits).map(|(p, row)| (row[output], p.carries[output])).collect();
        let (slope, shift) = platt(&pairs);
        let probability = |logit: f32| 1.0 / (1.0 + (-(slope * logit + shift)).exp());
        let suspects = |post: &Post, certain: bool| {
            post.suspected
                .iter()
                .any(|&(concern, certainty)| concern as usize == output && (certainty == Certainty::Certain) == certain)
        };
        let judged = |rules: bool| -> Vec<(f32, bool)> {
            let all = labelled.iter().zip(&pairs);
            let fits =
                all.filter(|(post, _)| output == RISKY || (suspects(post, false) == rules && !suspects(post, true)));
            fits.map(|(_, &(logit, carries))| (probability(logit), carries)).collect()
        };
        let stand = if output == RISKY { 0.0 } else { threshold(judged(true), STANDS).unwrap_or(0.5) };
        let bar = threshold(judged(false), ALONE).unwrap_or(2.0);
        Fitted { slope, shift, average: average_precision(pairs.clone()), stand, bar }
    });
    Calibration { outputs }
}

/// Slope and shift of the logistic curve through some logits: Platt's calibration, by gradient descent.
fn platt(pairs: &[(f32, bool)]) -> (f32, f32) {
    let (mut slope, mut shift) = (1.0f32, 0.0f32);
    for _ in 0..2000 {
        let (mut by_slope, mut by_shift) = (0.0, 0.0);
        for &(logit, carries) in pairs {
            let error = 1.0 / (1.0 + (-(slope * logit + shift)).exp()) - f32::from(u8::from(carries));
            by_slope += error * logit;
            by_shift += error;
        }
        slope -= 0.3 * by_slope / pairs.len() as f32;
        shift -= 0.3 * by_shift / pairs.len() as f32;
    }
    (slope, shift)
}

/// The mean of the precision at each post that carries the output, from the likeliest down.
fn average_precision(mut judged: Vec<(f32, bool)>) -> f32 {
    judged.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut right, mut sum) = (0, 0.0);
    for (index, &(_, carries)) in judged.iter().enumerate() {
        if carries {
            right += 1;
            sum += right as f32 / (index + 1) as f32;
        }
    }
    sum / right as f32
}

/// The least probability from which on the posts that carry the output make up this share of those above it. A few
/// posts prove nothing, so it takes eight.
fn threshold(mut judged: Vec<(f32, bool)>, precision: f32) -> Option<f32> {
    judged.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut right = 0;
    let mut least = None;
    for (index, &(probability, carries)) in judged.iter().enumerate() {
        right += usize::from(carries);
        if index >= 7 && right as f32 >= precision * (index + 1) as f32 {
            least = Some(probability);
        }
    }
    least
}

impl Calibration {
    /// The thresholds, as a table.
    pub fn table(&self) -> String {
        let mut table = String::from("                      average  stands  alone\n");
        let names = Concern::ALL.map(Concern::id).into_iter().chain(["risky"]);
        for (name, fitted) in names.zip(&self.outputs) {
            let _ = writeln!(table, "{name:20}  {:.3}    {:.3}   {:.3}", fitted.average, fitted.stand, fitted.bar);
        }
        table
    }
}
