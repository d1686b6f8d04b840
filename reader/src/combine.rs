//! Judges rules and readers together: fits, on what the folds said of posts that they had not seen, how much each counts, and
//! which likelihoods are enough at each depth.

use crate::corpus::Post;
use crate::fit::{Fold, Row};
use nalgebra::{SMatrix, SVector};
use second_look::{
    Concern,
    reader::{INPUTS, OUTPUTS, RISKY, both, inputs},
};
use std::fmt::Write;

/// How precise what is said has to be.
struct Precision {
    /// That a post is risky. Posts that are not seen are about .015 below: a threshold is found where it looks best.
    risky: f32,
    /// Within a risky post, a concern that a rule suspects.
    stands: f32,
    /// The same of one that no rule suspects.
    alone: f32,
}

const INSTANT: Precision = Precision { risky: 0.935, stands: 0.8, alone: 0.88 };
/// More is known at read depth, and the post has rested.
const READ: Precision = Precision { risky: 0.92, stands: 0.8, alone: 0.8 };

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
    /// What is enough at instant depth, and at read depth.
    pub enough: [Enough; 2],
    /// How well it orders the posts that it was fitted on: their average precision at each depth.
    average: [f32; 2],
}

/// Which probabilities are enough.
#[derive(Clone, Copy)]
pub struct Enough {
    /// The least at which what a rule suspects stands.
    pub stand: f32,
    /// The least at which the reader is believed alone.
    pub bar: f32,
}

/// How all outputs are judged.
pub struct Judgement {
    pub outputs: [Judged; OUTPUTS],
}

/// A post, and what was made of it by who had not seen it.
type Unseen<'p> = (&'p Post, Row);

/// Fits a judgement on what folds say of posts that they have not seen. How much each input counts is learned at instant depth,
/// where there are more posts; at read depth, for posts that the encoder has not seen either, only thresholds are.
pub fn judge<'f>(labelled: &[Post], folds: impl Iterator<Item = &'f Fold>) -> Judgement {
    let unseen: Vec<(usize, Row)> = folds.flat_map(|fold| fold.logits.iter().copied()).collect();
    let instant: Vec<Unseen> = unseen.iter().map(|&(number, logits)| (&labelled[number], logits)).collect();
    let rows: Vec<Vector> = instant.iter().map(row).collect();
    let fitted: [Vector; OUTPUTS] =
        std::array::from_fn(|output| regression(&rows, |number| instant[number].0.carries[output]));
    let read: Vec<Unseen> = unseen
        .iter()
        .filter_map(|&(number, logits)| {
            let meaning = labelled[number].meaning.as_ref()?;
            Some((&labelled[number], both(&logits, &meaning.whole())))
        })
        .collect();
    let at_instant = enough(&instant, &fitted, &INSTANT);
    let at_read = if read.is_empty() { at_instant } else { enough(&read, &fitted, &READ) };
    let outputs = std::array::from_fn(|output| {
        let order = |unseen: &[Unseen]| {
            average_precision(
                unseen.iter().map(|one| (probability(one, &fitted[output]), one.0.carries[output])).collect(),
            )
        };
        Judged {
            weights: std::array::from_fn(|number| fitted[output][number] as f32),
            enough: [at_instant[output], at_read[output]],
            average: [order(&instant), order(&read)],
        }
    });
    Judgement { outputs }
}

/// What is weighed, and a one for the bias.
fn row((post, logits): &Unseen) -> Vector {
    let inputs = inputs(logits, post.heard);
    Vector::from_fn(|number, _| inputs.get(number).map_or(1.0, |&input| f64::from(input)))
}

fn probability(unseen: &Unseen, weights: &Vector) -> f32 {
    logistic(weights.dot(&row(unseen))) as f32
}

/// Which probabilities are enough, so that on these posts what is said is as precise as it should be.
fn enough(unseen: &[Unseen], fitted: &[Vector; OUTPUTS], precision: &Precision) -> [Enough; OUTPUTS] {
    let probability = |one: &Unseen, output: usize| probability(one, &fitted[output]);
    // What is certain is shown whatever the reader thinks of it.
    let certain = |post: &Post| Concern::ALL.into_iter().any(|c| c != Concern::SelfDisclosure && post.heard.knows(c));
    let judged = unseen.iter().map(|one| {
        let probability = if certain(one.0) { 1.0 } else { probability(one, RISKY) };
        (probability, one.0.carries[RISKY])
    });
    let risky = threshold(judged.collect(), precision.risky).unwrap_or(1.0);
    std::array::from_fn(|output| {
        let Some(&concern) = Concern::ALL.get(output) else { return Enough { stand: risky, bar: risky } };
        let judged = |suspected: bool| {
            let fits = unseen.iter().filter(|one| {
                let heard = one.0.heard;
                probability(one, RISKY) >= risky && heard.suspects(concern) == suspected && !heard.knows(concern)
            });
            fits.map(|one| (probability(one, output), one.0.carries[output])).collect()
        };
        Enough {
            stand: threshold(judged(true), precision.stands).unwrap_or(0.5),
            bar: threshold(judged(false), precision.alone).unwrap_or(2.0),
        }
    })
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
        let depth = "average  stands  alone";
        let mut table = format!("{:22}instant                 read\n{:22}{depth}  {depth}\n", "", "");
        let names = Concern::ALL.map(Concern::id).into_iter().chain(["risky"]);
        for (name, Judged { average, enough, .. }) in names.zip(&self.outputs) {
            let _ = write!(table, "{name:20}");
            for (average, Enough { stand, bar }) in average.iter().zip(enough) {
                let _ = write!(table, "  {average:.3}    {stand:.3}   {bar:.3}");
            }
            table.push('\n');
        }
        table
    }
}
