//! Judges the linear reader and the rules together: fits, on what the folds said of posts that they had not seen, how much
//! each counts, and which likelihoods are enough.

use crate::corpus::Post;
use crate::fit::{Fold, Row};
use nalgebra::{SMatrix, SVector};
use second_look::{
    Concern,
    reader::{INPUTS, OUTPUTS, RISKY, inputs},
};
use std::fmt::Write;

/// How precise it has to be that a post is risky, and within a risky post each concern that a rule
/// suspects, and each that no rule does. Posts that are not seen are
/// about .015 below: a threshold is found where it looks best.
const RISKY_PRECISION: f32 = 0.935;
const STANDS_PRECISION: f32 = 0.8;
const ALONE_PRECISION: f32 = 0.88;

/// Weights are drawn to nothing this strongly, so that what is hardly ever seen counts little.
const RIDGE: f64 = 1.0;
/// How many steps Newton's method is given; it takes about eight.
const STEPS: usize = 20;

/// The inputs and a bias.
const WEIGHTS: usize = INPUTS + 1;
type Vector = SVector<f64, WEIGHTS>;

/// How an output is judged.
pub struct Judged {
    /// The weight of each input, and a bias.
    pub weights: [f32; WEIGHTS],
    /// The least probability at which what a rule suspects stands.
    pub stand: f32,
    /// The least at which the reader is believed alone.
    pub bar: f32,
    /// How well it orders the posts that it was fitted on.
    average: f32,
}

/// How all outputs are judged.
pub struct Judgement {
    pub outputs: [Judged; OUTPUTS],
}

/// Fits a judgement on what folds say of posts that they have not seen.
pub fn judge<'f>(labelled: &[Post], folds: impl Iterator<Item = &'f Fold>) -> Judgement {
    let unseen: Vec<(&Post, Row)> =
        folds.flat_map(|fold| &fold.logits).map(|(number, logits)| (&labelled[*number], *logits)).collect();
    let rows: Vec<Vector> = unseen
        .iter()
        .map(|(post, logits)| {
            let inputs = inputs(logits, post.heard);
            Vector::from_fn(|number, _| inputs.get(number).map_or(1.0, |&input| f64::from(input)))
        })
        .collect();
    let fitted: [Vector; OUTPUTS] =
        std::array::from_fn(|output| regression(&rows, |number| unseen[number].0.carries[output]));
    let probability = |number: usize, output: usize| logistic(fitted[output].dot(&rows[number])) as f32;
    let all = 0..unseen.len();
    // What is certain is shown whatever the reader thinks of it.
    let certain = |post: &Post| Concern::ALL.into_iter().any(|c| c != Concern::SelfDisclosure && post.heard.knows(c));
    let judged = |number: usize| {
        let post = unseen[number].0;
        (if certain(post) { 1.0 } else { probability(number, RISKY) }, post.carries[RISKY])
    };
    let risky = threshold(all.clone().map(judged).collect(), RISKY_PRECISION).unwrap_or(1.0);
    let outputs = std::array::from_fn(|output| {
        let judged = |suspected: bool| {
            let concern = Concern::ALL[output];
            let fits = all.clone().filter(|&number| {
                let heard = unseen[number].0.heard;
                probability(number, RISKY) >= risky && heard.suspects(concern) == suspected && !heard.knows(concern)
            });
            fits.map(|number| (probability(number, output), unseen[number].0.carries[output])).collect()
        };
        let (stand, bar) = match output {
            RISKY => (risky, risky),
            _ => (
                threshold(judged(true), STANDS_PRECISION).unwrap_or(0.5),
                threshold(judged(false), ALONE_PRECISION).unwrap_or(2.0),
            ),
        };
        let judged = all.clone().map(|number| (probability(number, output), unseen[number].0.carries[output]));
        let average = average_precision(judged.collect());
        Judged { weights: std::array::from_fn(|number| fitted[output][number] as f32), stand, bar, average }
    });
    Judgement { outputs }
}

/// Logistic regression by Newton's method.
fn regression(rows: &[Vector], carries: impl Fn(usize) -> bool) -> Vector {
    let mut weights = Vector::zeros();
    for _ in 0..STEPS {
        let mut gradient = weights * RIDGE;
        let mut curve = SMatrix::<f64, WEIGHTS, WEIGHTS>::identity() * RIDGE;
        for (number, row) in rows.iter().enumerate() {
            let probability = logistic(weights.dot(row));
            gradient += row * (probability - f64::from(u8::from(carries(number))));
            curve.ger(probability * (1.0 - probability), row, row, 1.0);
        }
        // The ridge keeps the matrix positive definite.
        let Some(curve) = curve.cholesky() else { break };
        let step = curve.solve(&gradient);
        weights -= step;
        if step.amax() < 1e-6 {
            break;
        }
    }
    weights
}

fn logistic(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
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

impl Judgement {
    /// The thresholds, as a table.
    pub fn table(&self) -> String {
        let mut table = String::from("                      average  stands  alone\n");
        let names = Concern::ALL.map(Concern::id).into_iter().chain(["risky"]);
        for (name, Judged { average, stand, bar, .. }) in names.zip(&self.outputs) {
            let _ = writeln!(table, "{name:20}  {average:.3}    {stand:.3}   {bar:.3}");
        }
        table
    }
}
