//! Logistic regression, one for each output, over the same features: fitted by Adagrad, rounded to signed
//! bytes.

use crate::{combine::Judgement, corpus::Post};
use second_look::reader::{BUCKETS, OUTPUTS, to_bytes};

/// Into how many folds the labelled files are cut.
pub const FOLDS: usize = 5;

const EPOCHS: usize = 14;
/// How fast weights learn; the rate falls from epoch to epoch. Biases, which every post moves, learn slower.
const RATE: f32 = 1.0;
const BIAS_RATE: f32 = 0.02;
/// How strongly weights are drawn to nothing at each step.
const DECAY: f32 = 1e-6;

/// A number an output.
pub type Row = [f32; OUTPUTS];

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
    pub fn to_bytes(&self, judgement: &Judgement) -> Vec<u8> {
        let steps: Row = std::array::from_fn(|o| self.step(o).max(1e-9));
        let rounded = |row: &Row| std::array::from_fn(|o| (row[o] / steps[o]).round().clamp(-127.0, 127.0) as i8);
        let rows: Vec<[i8; OUTPUTS]> = self.weights.iter().map(rounded).collect();
        let of_reader = steps.iter().zip(&self.bias).flat_map(|(&step, &bias)| [step, bias]);
        let judged = judgement.outputs.iter().flat_map(|output| {
            let enough = output.enough.into_iter().flat_map(|enough| [enough.stand, enough.bar]);
            output.weights.into_iter().chain(enough)
        });
        to_bytes(&rows, of_reader.chain(judged))
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
