//! Rules and reader, deciding together.
//!
//! What a rule is certain of stands. What it only suspects stands where the part of the post is likely to be risky, and
//! its concern likely enough (`stand`); elsewhere it is withdrawn. In such a part what no rule saw is proposed where it is
//! likely enough (`bar`), and if nothing else is found there, what is likeliest: with the passage that carried the
//! judgement; without a passage there is no finding. Names, numbers and addresses are never proposed by the reader: it
//! cannot say where they begin and end. A jigsaw, which is made of its details, is proposed at read depth alone.
//!
//! At read depth the encoder also says where: a finding of which a rule is not certain is shown on the passage that carried the
//! judgement, if that touches the words of the rule. It stays the same finding, with the rule's reason and the same id. What
//! contexts clear (fiction said to be so, somebody's own family) the linear reader does not propose; the encoder has read them.
//!
//! Belief is free: where a post names a faith, a party or a question on which people differ, the reader says nothing, and
//! of what an author tells of themselves it never judges. There the rules decide alone, which treat all sides alike; what was
//! learned from a few thousand posts cannot promise that.

use super::{Reading, Weights, features, likelihood::Heard, marking};
use crate::{
    Suspected,
    candidate::{Candidate, Source},
    jigsaw::Jigsaw,
    lexicon::{Classes, class},
    post::Post,
    report::{Certainty, Concern, Depth, Severity},
    rules::Evidence,
    text::Kind,
};
use std::ops::Range;

/// The longest passage that the linear reader marks, in units.
const LONGEST_PASSAGE: usize = 24;

/// What is less likely is not said even where nothing else is.
const LIKELY_ENOUGH: f32 = 0.4;

/// What sounds like contempt is often an opinion. That one is taken for harm to the profession must not hang on one reader, so
/// the linear one must hear it from this logit on.
const HEARD: f32 = -2.0;

/// Withdraws what is unlikely, adds what the reader sees by itself, and shows it where the encoder sees it.
pub(crate) fn decide(post: &Post, suspected: &mut Suspected, readings: &mut [Reading], weights: &Weights) {
    let stands = |may_withdraw: bool, concern: Concern, severity: Severity, bytes: &Range<usize>| {
        let reading = readings.get(part_at(post, readings, bytes));
        !may_withdraw
            || reading.is_none_or(|reading| {
                // What is advisory makes no post risky, and needs no risky post.
                let risky = severity == Severity::Advisory || reading.is_risky(weights);
                reading.of_belief
                    || risky && reading.probability[concern as usize] >= reading.stand(concern as usize, weights)
            })
    };
    suspected.candidates.retain(|c| stands(may_withdraw(c), c.source.concern, c.severity, &c.bytes));
    suspected.jigsaw.take_if(|jigsaw| {
        let likely = jigsaw.certainty == Certainty::Likely;
        !stands(likely, Concern::Jigsaw, Severity::High, &jigsaw.passages[0])
    });
    if !readings.iter().any(|reading| reading.speaks(weights)) {
        return;
    }
    hear(post, suspected, readings);
    let mut proposed = Vec::new();
    for reading in readings.iter().filter(|reading| reading.speaks(weights)) {
        let probability = |concern: Concern| reading.probability[concern as usize];
        let likeliest = SOURCES.iter().map(|(source, _)| probability(source.concern)).fold(0.0, f32::max);
        for &(source, severity) in &SOURCES {
            let concern = source.concern;
            let said = reading.heard.speaks_of(concern);
            let enough = probability(concern) >= reading.bar(concern as usize, weights);
            let alone = reading.heard.is_silent() && probability(concern) == likeliest && likeliest >= LIKELY_ENOUGH;
            if !(said || (enough || alone) && reading.both_hear(concern)) {
                continue;
            }
            let mut carry = reading.carry(post, concern, weights);
            if said {
                suspected.show(&post.bytes(reading.units.clone()), concern, &mut carry);
            } else if carry.is_empty() {
                let units = passage(post, reading, concern as usize, &suspected.evidence, weights);
                let bytes = units.map(|units| post.bytes(units));
                carry.extend(bytes.filter(|bytes| !suspected.surroundings.clears(concern, bytes)));
            }
            let certainty = Certainty::Likely;
            proposed.extend(carry.into_iter().map(|bytes| Candidate {
                source,
                severity,
                certainty,
                bytes,
                shown: None,
            }));
        }
        if reading.depth() == Depth::Read {
            let enough = probability(Concern::Jigsaw) >= reading.bar(Concern::Jigsaw as usize, weights);
            let part = post.bytes(reading.units.clone());
            suspected.piece_together(&part, reading.carry(post, Concern::Jigsaw, weights), enough);
        }
    }
    // What is shown nowhere has its place taken by a graver one.
    suspected.candidates.retain(|candidate| candidate.shown.as_ref().is_none_or(|shown| !shown.is_empty()));
    suspected.candidates.extend(proposed);
}

impl Reading {
    /// Whether the reader has a say in this part, and thinks it risky.
    fn speaks(&self, weights: &Weights) -> bool {
        !self.of_belief && self.is_risky(weights)
    }

    /// Whether the linear reader hears it too, where one reader alone is not believed.
    fn both_hear(&self, concern: Concern) -> bool {
        !matches!(concern, Concern::PublicConfidence | Concern::Abuse) || self.linear[concern as usize] >= HEARD
    }

    /// The passages that carry a concern by the encoder, in bytes; none at instant depth.
    fn carry(&self, post: &Post, concern: Concern, weights: &Weights) -> Vec<Range<usize>> {
        if self.depth() == Depth::Instant {
            return Vec::new();
        }
        let passages = marking::passages(post, self, concern, weights.marking(concern as usize));
        passages.into_iter().map(|units| post.bytes(units)).collect()
    }
}

impl Suspected {
    /// Shows what rules suspect of a concern, within some bytes, on the passages that carry it, and leaves in `carry` those of
    /// which no rule spoke. Of several that one passage shows, the gravest stays.
    fn show(&mut self, part: &Range<usize>, concern: Concern, carry: &mut Vec<Range<usize>>) {
        // Candidates are in the order of their concerns, and then of the text.
        let place = |byte: usize| {
            self.candidates.partition_point(|c| (c.source.concern as usize, c.bytes.start) < (concern as usize, byte))
        };
        let (first, last) = (place(part.start), place(part.end));
        let said = &mut self.candidates[first..last];
        carry.retain(|passage| {
            let mut touched: Vec<&mut Candidate> = said.iter_mut().filter(|c| overlap(&c.bytes, passage)).collect();
            let Some(gravest) = touched.iter().map(|c| c.severity).max() else { return true };
            if touched.iter().all(|c| may_withdraw(c)) {
                let mut shown = false;
                for candidate in touched.iter_mut().filter(|candidate| candidate.shown.is_none()) {
                    let show = !shown && candidate.severity == gravest;
                    candidate.shown = Some(if show { passage.clone() } else { 0..0 });
                    shown |= show;
                }
            }
            false
        });
    }

    /// Makes a jigsaw of the details that the encoder sees in a part, or shows one that rules see there on them.
    fn piece_together(&mut self, part: &Range<usize>, carry: Vec<Range<usize>>, enough: bool) {
        // One detail tells of nobody.
        if carry.len() < 2 {
            return;
        }
        match &mut self.jigsaw {
            Some(jigsaw) => {
                let shown_here = part.contains(&jigsaw.passages[0].start);
                if shown_here && jigsaw.certainty == Certainty::Likely {
                    jigsaw.passages = carry;
                }
            }
            none if enough => {
                *none = Some(Jigsaw { certainty: Certainty::Likely, details: Vec::new(), passages: carry });
            }
            _ => {}
        }
    }
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Notes of which concerns the rules speak in each part of a post. What is advisory says nothing of others, except where
/// all of its concern is.
pub(super) fn hear(post: &Post, suspected: &Suspected, readings: &mut [Reading]) {
    readings.iter_mut().for_each(|reading| reading.heard = Heard::default());
    let mut note = |concern: Concern, certain: bool, bytes: &Range<usize>| {
        let part = part_at(post, readings, bytes);
        if let Some(reading) = readings.get_mut(part) {
            reading.heard.note(concern, certain);
        }
    };
    for candidate in &suspected.candidates {
        let concern = candidate.source.concern;
        if candidate.severity > Severity::Advisory || concern == Concern::SelfDisclosure {
            note(concern, !may_withdraw(candidate), &candidate.bytes);
        }
    }
    if let Some(jigsaw) = &suspected.jigsaw {
        note(Concern::Jigsaw, jigsaw.certainty == Certainty::Certain, &jigsaw.passages[0]);
    }
}

/// Whether the reader is asked of something suspected. Of identifiers it is asked where meaning has something to add: whether
/// a word is a name, and whose a street or a school is, which their form cannot say however certain it is.
pub(super) fn may_withdraw(candidate: &Candidate) -> bool {
    let likely = candidate.certainty == Certainty::Likely;
    match candidate.source.concern {
        Concern::SelfDisclosure => false,
        Concern::Identifier => match candidate.source.id {
            "identifier/name" => likely,
            "identifier/address" | "identifier/place" => true,
            _ => false,
        },
        _ => likely,
    }
}

/// What findings of the reader say.
pub(crate) fn sources() -> impl Iterator<Item = Source> {
    SOURCES.iter().map(|(source, _)| *source)
}

/// Whether units of some classes name a belief, or those who hold it.
pub(super) fn speaks_of_belief(classes: &Classes) -> bool {
    classes.has(class::BELIEF_NAMED)
}

/// The number of the part in which some bytes begin.
fn part_at(post: &Post, readings: &[Reading], bytes: &Range<usize>) -> usize {
    readings.partition_point(|reading| post.bytes(reading.units.clone()).end <= bytes.start)
}

/// The run of units, inside one sentence, that speaks most for an output: each feature gives its weight in equal parts to
/// the units that it stands on, and the run with the greatest sum above the usual is taken.
fn passage(
    post: &Post,
    reading: &Reading,
    output: usize,
    evidence: &[Evidence],
    weights: &Weights,
) -> Option<Range<usize>> {
    let first = reading.units.start;
    let mut share = vec![0f32; reading.units.len()];
    features::each(post, reading.units.clone(), evidence, |bucket, times, units| {
        // What stands on the whole part points nowhere.
        if units.len() < reading.units.len() {
            let weight = weights.weight(bucket, output) as f32 * times as f32 / units.len() as f32;
            share[units.start - first..units.end - first].iter_mut().for_each(|share| *share += weight);
        }
    });
    let usual = share.iter().sum::<f32>().max(0.0) / share.len() as f32;
    let spread = (share.iter().map(|s| (s - usual).powi(2)).sum::<f32>() / share.len() as f32).sqrt();
    let least = usual + spread * 0.25;
    let mut best: Option<(f32, Range<usize>)> = None;
    let (mut sum, mut start) = (0f32, first);
    for unit in reading.units.clone() {
        if post.units[unit].kind == Kind::Break {
            (sum, start) = (0.0, unit + 1);
            continue;
        }
        if sum <= 0.0 || unit - start >= LONGEST_PASSAGE {
            (sum, start) = (0.0, unit);
        }
        sum += share[unit - first] - least;
        if sum > best.as_ref().map_or(0.0, |(best, _)| *best) {
            best = Some((sum, start..unit + 1));
        }
    }
    best.map(|(_, units)| units)
}

macro_rules! source {
    ($id:literal, $concern:ident, $severity:ident, $guidance:expr, $reason:literal, $tip:literal) => {
        (
            Source {
                id: concat!("reader/", $id),
                concern: Concern::$concern,
                reason: $reason,
                tip: $tip,
                guidance: $guidance,
            },
            Severity::$severity,
        )
    };
}

/// What the reader says of each concern that it proposes. It has read the post as a whole, and says so.
static SOURCES: [(Source, Severity); 9] = [
    source!(
        "service-user",
        ServiceUser,
        Medium,
        &["swe-g-anon", "swe-g-conf"],
        "This reads as if it is about a particular person you support, or somebody close to them. They or their family may know themselves in it, also without a name.",
        "Speak of your work in general, or keep this for supervision."
    ),
    source!(
        "case-material",
        CaseMaterial,
        High,
        &["swe-g-conf", "swe-2.6", "hcpc-tip-conf"],
        "This reads as if something from practice is shared or offered: a record, a picture, a recording or a letter.",
        "Leave it out; if others can learn from it, ask your manager how it could be shared at work."
    ),
    source!(
        "proceedings",
        Proceedings,
        High,
        &["swe-5.6", "aja1960-12", "ca1989-97"],
        "This reads as if it tells of a court case that you know from work. What happens in many of these courts is private, good news too.",
        "Leave the hearing out until you have asked your legal team what may be said."
    ),
    source!(
        "online-search",
        OnlineSearch,
        High,
        &["swe-g-priv", "swe-g-emergency", "swe-2.2"],
        "This reads as if somebody you know through work was looked up or followed online.",
        "Talk to your manager first about when that is right, and leave it out here."
    ),
    source!(
        "contact",
        Contact,
        High,
        &["swe-g-comm", "swe-g-tech", "swe-2.3"],
        "This reads as if you are in touch with somebody you support through a personal account or number.",
        "Use a work channel, and leave it out here."
    ),
    source!(
        "abuse",
        Abuse,
        High,
        &["swe-5.6", "swe-5.1", "cps-communications"],
        "This reads as if it threatens somebody, sets others on them, or speaks with hatred of a group.",
        "Say what you object to without turning on people."
    ),
    source!(
        "public-confidence",
        PublicConfidence,
        High,
        &["swe-g-confidence", "swe-2.2", "swe-5.6"],
        "This reads as something that people you support could take as mocking or uncaring, or that could cost the profession trust.",
        "Imagine the person it is about reading it; leave it unsaid, or take it to supervision."
    ),
    source!(
        "colleague",
        Colleague,
        Medium,
        &["swe-g-conf", "swe-g-uphold"],
        "This reads as if it tells something private about a colleague, or criticises one.",
        "Take it up at work, or say what troubles you without pointing at anybody."
    ),
    source!(
        "employer",
        Employer,
        Medium,
        &["swe-g-conf", "swe-g-employer", "local-policy"],
        "This reads as if it tells of matters inside your team or organisation that are not public.",
        "Speak of the profession as a whole, or raise it through your union or your manager."
    ),
];
