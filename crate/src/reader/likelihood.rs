//! How likely each concern is when the rules and the linear reader are heard together.
//!
//! Rules and reader err in different ways, and a concern seldom comes alone: a name in a post that reads like a case is
//! another thing than a name in a post about football. So for each output a logistic regression weighs what the reader
//! makes of *all* outputs, its three strongest concerns whichever they are, and of which concerns the rules speak. Its few
//! weights are learned from what the reader said of posts that it had not seen (`reader/src/combine.rs`).

use super::weights::{OUTPUTS, RISKY};
use crate::report::Concern;

const CONCERNS: usize = Concern::ALL.len();

/// How many of the reader's strongest concerns are heard once more.
const STRONGEST: usize = 3;

/// How many numbers are weighed.
pub const INPUTS: usize = OUTPUTS + STRONGEST + 2 * CONCERNS;

/// Of which concerns the rules speak: one bit a concern.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    likely: u16,
    certain: u16,
}

impl Heard {
    /// Notes that a rule speaks of a concern. What is certain may not be withdrawn.
    pub fn note(&mut self, concern: Concern, certain: bool) {
        let bits = if certain { &mut self.certain } else { &mut self.likely };
        *bits |= 1 << concern as u16;
    }

    /// Whether a rule that is not certain speaks of a concern.
    pub fn suspects(self, concern: Concern) -> bool {
        self.likely >> concern as u16 & 1 == 1
    }

    /// Whether a rule that is certain speaks of a concern.
    pub fn knows(self, concern: Concern) -> bool {
        self.certain >> concern as u16 & 1 == 1
    }
}

impl Heard {
    pub(super) fn speaks_of(self, concern: Concern) -> bool {
        self.suspects(concern) || self.knows(concern)
    }

    /// Whether the rules speak of nothing that is more than advisory.
    pub(super) fn is_silent(self) -> bool {
        (self.likely | self.certain) & !(1 << Concern::SelfDisclosure as u16) == 0
    }
}

/// What is weighed: the reader's logits, the strongest of them, and what the rules say.
pub fn inputs(logits: &[f32; OUTPUTS], heard: Heard) -> [f32; INPUTS] {
    let mut inputs = [0.0; INPUTS];
    let (of_reader, of_rules) = inputs.split_at_mut(OUTPUTS + STRONGEST);
    let (all, strongest) = of_reader.split_at_mut(OUTPUTS);
    all.copy_from_slice(logits);
    // What authors tell of themselves says nothing of others.
    let mut concerns: [f32; CONCERNS - 1] = std::array::from_fn(|concern| logits[concern]);
    concerns.sort_unstable_by(|a, b| b.total_cmp(a));
    strongest.copy_from_slice(&concerns[..STRONGEST]);
    for concern in Concern::ALL {
        of_rules[concern as usize] = f32::from(u8::from(heard.suspects(concern)));
        of_rules[CONCERNS + concern as usize] = f32::from(u8::from(heard.knows(concern)));
    }
    inputs
}

const _: () = assert!(RISKY == CONCERNS && Concern::SelfDisclosure as usize == CONCERNS - 1);
