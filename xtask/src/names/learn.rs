//! Learns the weights: logistic regression, one word after the other, by FTRL-proximal steps (McMahan et al. 2013),
//! which keep most weights at nought.

use super::corpus::Document;
use second_look::training::{SIZE, UNIT, tag};
use std::ops::Range;

const EPOCHS: usize = 5;
const RATE: Rate = Rate { step: 0.2, l1: 1.5, l2: 0.3 };

/// How large the steps are, and how much holds a weight at nought.
#[derive(Clone, Copy)]
pub struct Rate {
    pub step: f32,
    pub l1: f32,
    pub l2: f32,
}

/// What is known of one weight.
#[derive(Clone, Copy, Default)]
pub struct Weight {
    z: f32,
    n: f32,
}

impl Weight {
    pub fn value(self, rate: Rate) -> f32 {
        if self.z.abs() <= rate.l1 {
            0.0
        } else {
            -(self.z - rate.l1.copysign(self.z)) / ((1.0 + self.n.sqrt()) / rate.step + rate.l2)
        }
    }

    pub fn learn(&mut self, gradient: f32, rate: Rate) {
        let n = self.n + gradient * gradient;
        self.z += gradient - (n.sqrt() - self.n.sqrt()) / rate.step * self.value(rate);
        self.n = n;
    }
}

/// Learns from some documents.
pub fn weights(documents: &[&Document]) -> Vec<f32> {
    let mut weights = vec![Weight::default(); SIZE];
    let mut order: Vec<usize> = (0..documents.len()).collect();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..EPOCHS {
        // A fixed sequence, so that the same documents give the same weights.
        for last in (1..order.len()).rev() {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            order.swap(last, (random % (last as u64 + 1)) as usize);
        }
        for &document in &order {
            let document = documents[document];
            tag(&document.text, |candidate| {
                let sum: f32 = candidate.features.iter().map(|&f| weights[f as usize].value(RATE)).sum();
                let said = 1.0 / (1.0 + (-sum).exp());
                let in_one_of = |ranges: &[Range<usize>]| {
                    ranges.iter().any(|r| r.start < candidate.bytes.end && candidate.bytes.start < r.end)
                };
                let is = in_one_of(&document.persons);
                // Where not all names are marked, a word that may be one teaches nothing, unless it is marked.
                let is_none = document.complete || !candidate.listed || in_one_of(&document.places);
                if is || is_none {
                    for &feature in candidate.features {
                        weights[feature as usize].learn(said - f32::from(u8::from(is)), RATE);
                    }
                }
                // What was said, not what is: at work the model does not know what is.
                said > 0.5
            });
        }
    }
    weights.iter().map(|w| w.value(RATE)).collect()
}

/// The weights as they ship.
pub fn quantised(weights: &[f32]) -> Vec<i8> {
    weights.iter().map(|w| (w * UNIT).round().clamp(-127.0, 127.0) as i8).collect()
}
