//! Judges rules and readers together: fits, on what the folds said of posts that they had not seen, how much each counts, and
//! which likelihoods are enough at each depth.

use crate::corpus::Post;
use crate::fit::{Fold, Row};
use crate::score::Tally;
use nalgebra::{SMatrix, SVector};
use second_look::{
    Concern,
    reader::{Enough, INPUTS, Marking, OUTPUTS, RISKY, Way, both, inputs, marked},
};
use std::fmt::Write;

/// What is asked of what is said.
struct Asked {
    /// Of posts called risky.
    risky: Aim,
    /// How precise a concern that a rule suspects has to be, within a risky post.
    stands: f32,
    /// The same of one that no rule suspects.
    alone: f32,
}

/// What a threshold is chosen for.
#[derive(Clone, Copy)]
enum Aim {
    /// The least with this precision.
    Precision(f32),
    /// That of the greatest F1.
    Balance,
}

/// By the usual sensitivity, at each depth. Posts that are not seen are about .015 less precise: a threshold is found where it
/// looks best. More is known at read depth, and the post has rested.
const USUAL: [Asked; 2] = [
    Asked { risky: Aim::Precision(0.935), stands: 0.8, alone: 0.88 },
    Asked { risky: Aim::Precision(0.925), stands: 0.75, alone: 0.75 },
];
/// By the greater one.
const MORE: [Asked; 2] =
    [Asked { risky: Aim::Balance, stands: 0.6, alone: 0.7 }, Asked { risky: Aim::Balance, stands: 0.6, alone: 0.6 }];

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
    /// What is enough at instant depth and at read depth, by the usual sensitivity and by the greater one.
    pub enough: [[Enough; 2]; 2],
    /// How its passages are marked at read depth.
    pub marking: Marking,
    /// How well it orders the posts that it was fitted on: their average precision at each depth.
    average: [f32; 2],
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
    let all_enough = [USUAL, MORE].map(|[at_instant, at_read]| {
        let of_instant = enough(&instant, &fitted, &at_instant);
        let of_read = if read.is_empty() { of_instant } else { enough(&read, &fitted, &at_read) };
        [of_instant, of_read]
    });
    let outputs = std::array::from_fn(|output| {
        let order = |unseen: &[Unseen]| {
            average_precision(
                unseen.iter().map(|one| (probability(one, &fitted[output]), one.0.carries[output])).collect(),
            )
        };
        Judged {
            weights: std::array::from_fn(|number| fitted[output][number] as f32),
            enough: all_enough.map(|depths| depths.map(|enough| enough[output])),
            marking: Concern::ALL.get(output).map_or(UNTRIED, |&concern| marking(concern, &read)),
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
fn enough(unseen: &[Unseen], fitted: &[Vector; OUTPUTS], asked: &Asked) -> [Enough; OUTPUTS] {
    let probability = |one: &Unseen, output: usize| probability(one, &fitted[output]);
    // What is certain is shown whatever the reader thinks of it.
    let certain = |post: &Post| Concern::ALL.into_iter().any(|c| c != Concern::SelfDisclosure && post.heard.knows(c));
    let judged = unseen.iter().map(|one| {
        let probability = if certain(one.0) { 1.0 } else { probability(one, RISKY) };
        (probability, one.0.carries[RISKY])
    });
    let risky = threshold(judged.collect(), asked.risky).unwrap_or(1.0);
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
            stand: threshold(judged(true), Aim::Precision(asked.stands)).unwrap_or(0.5),
            bar: threshold(judged(false), Aim::Precision(asked.alone)).unwrap_or(2.0),
        }
    })
}

/// What is written where nothing can be tried.
const UNTRIED: Marking = Marking { way: Way::Clauses, level: 0.5 };
/// The levels that are tried.
const LEVELS: [f32; 9] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/// The marking whose passages of a concern agree best with those of the posts that carry it.
fn marking(concern: Concern, read: &[Unseen]) -> Marking {
    let carrying = |one: &&Unseen| one.0.carries[concern as usize];
    let agreement = |&marking: &Marking| {
        let mut tally = Tally::default();
        for (post, _) in read.iter().filter(carrying) {
            let meaning = post.meaning.as_ref().expect("it was read");
            let wanted =
                post.passages.iter().filter(|(other, _)| *other == concern).map(|(_, passage)| passage.clone());
            tally.match_passages(wanted.collect(), &marked(&post.text, meaning, concern, marking));
        }
        tally.f1()
    };
    let all = Way::ALL.into_iter().flat_map(|way| LEVELS.map(|level| Marking { way, level }));
    all.max_by(|one, other| agreement(one).total_cmp(&agreement(other))).unwrap_or(UNTRIED)
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

/// The probability from which on the posts are as the aim has it. A few posts prove nothing, so it takes eight.
fn threshold(mut judged: Vec<(f32, bool)>, aim: Aim) -> Option<f32> {
    judged.sort_by(|a, b| b.0.total_cmp(&a.0));
    let carrying = judged.iter().filter(|(_, carries)| *carries).count();
    let mut right = 0;
    let mut best = (0.0, None);
    for (index, &(probability, carries)) in judged.iter().enumerate() {
        right += usize::from(carries);
        let said = index + 1;
        let enough = match aim {
            Aim::Precision(precision) => right as f32 >= precision * said as f32,
            Aim::Balance => {
                let f1 = 2.0 * right as f32 / (said + carrying) as f32;
                let better = f1 > best.0;
                best.0 = f1.max(best.0);
                better
            }
        };
        if said >= 8 && enough {
            best.1 = Some(probability);
        }
    }
    best.1
}

impl Judgement {
    /// The thresholds, as a table.
    pub fn table(&self) -> String {
        let depth = "average  stands  alone";
        let mut table = format!("{:22}instant                 read\n{:22}{depth}  {depth}  marked\n", "", "");
        let names = Concern::ALL.map(Concern::id).into_iter().chain(["risky"]);
        for (name, Judged { average, enough, marking, .. }) in names.zip(&self.outputs) {
            let _ = write!(table, "{name:20}");
            let [usual, _] = enough;
            for (average, Enough { stand, bar }) in average.iter().zip(usual) {
                let _ = write!(table, "  {average:.3}    {stand:.3}   {bar:.3}");
            }
            let _ = writeln!(table, "  {:?} {:.1}", marking.way, marking.level);
        }
        table
    }
}
