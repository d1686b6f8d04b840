//! Rules and reader, deciding together.
//!
//! What a rule is certain of stands. What it only suspects stands where the reader finds it likely enough (`stand`),
//! and is withdrawn where not. What no rule saw is proposed where the reader is nearly sure (`bar`), with the passage that
//! carried its judgement; without a passage there is no finding. Names, numbers and addresses are never
//! proposed by the reader: it cannot say where they begin and end. A jigsaw is left to its details: they say more of who
//! could be recognised than the post as a whole.
//!
//! Belief is free: where a post names a faith, a party or a question on which people differ, the reader says nothing, and
//! of what an author tells of themselves it never judges. There the rules decide alone, which treat all sides alike; what was
//! learned from a few thousand posts cannot promise that.

use super::{RISKY, Reading, Weights, features};
use crate::{
    Suspected,
    candidate::{Candidate, Source},
    lexicon::{Classes, class},
    post::Post,
    report::{Certainty, Concern, Severity},
    rules::Evidence,
    text::Kind,
};
use std::ops::Range;

/// The longest passage that the reader marks, in units.
const LONGEST_PASSAGE: usize = 24;

/// Withdraws what is unlikely, and adds what the reader sees by itself.
pub(crate) fn decide(post: &Post, suspected: &mut Suspected, readings: &[Reading], weights: &Weights) {
    let Suspected { candidates, evidence, surroundings, .. } = suspected;
    candidates.retain(|candidate| {
        !may_withdraw(candidate)
            || stands(candidate.source.concern, readings.get(part_at(post, readings, &candidate.bytes)), weights)
    });
    let proposals = |reading: &Reading| SOURCES.iter().any(|(source, _)| proposes(source.concern, reading, weights));
    if !readings.iter().any(proposals) {
        return;
    }
    // What is known of each part already, so that no part is asked of all candidates.
    let mut known = vec![[false; Concern::ALL.len()]; readings.len()];
    for candidate in candidates.iter() {
        if let Some(known) = known.get_mut(part_at(post, readings, &candidate.bytes)) {
            known[candidate.source.concern as usize] = true;
        }
    }
    for (reading, known) in readings.iter().zip(known) {
        for (source, severity) in &SOURCES {
            let concern = source.concern;
            if known[concern as usize] || !proposes(concern, reading, weights) {
                continue;
            }
            if let Some(units) = passage(post, reading, concern as usize, evidence, weights) {
                let (source, severity, bytes) = (*source, *severity, post.bytes(units));
                if !surroundings.clears(concern, &bytes) {
                    candidates.push(Candidate { source, severity, certainty: Certainty::Likely, bytes });
                }
            }
        }
    }
}

/// Whether the reader is asked of something suspected. Of identifiers it is asked only of names: what is a number or an
/// address is said by its form and its cues, and meaning has little to add.
pub(super) fn may_withdraw(candidate: &Candidate) -> bool {
    candidate.certainty == Certainty::Likely
        && match candidate.source.concern {
            Concern::SelfDisclosure => false,
            Concern::Identifier => candidate.source.id == "identifier/name",
            _ => true,
        }
}

/// What findings of the reader say.
pub(crate) fn sources() -> impl Iterator<Item = Source> {
    SOURCES.iter().map(|(source, _)| *source)
}

/// Whether something suspected of a concern is likely enough here.
fn stands(concern: Concern, reading: Option<&Reading>, weights: &Weights) -> bool {
    reading.is_none_or(|reading| {
        reading.of_belief || reading.probability[concern as usize] >= weights.stand(concern as usize)
    })
}

fn proposes(concern: Concern, reading: &Reading, weights: &Weights) -> bool {
    let sure = |output: usize| reading.probability[output] >= weights.bar(output);
    !reading.of_belief && sure(concern as usize) && sure(RISKY)
}

/// Whether units of some classes name a belief, or those who hold it.
pub(super) fn speaks_of_belief(classes: &Classes) -> bool {
    const BELIEF: Classes = Classes([
        1 << class::CAMPAIGNING
            | 1 << class::CAUSE
            | 1 << class::CONFLICT_SIDE
            | 1 << class::FAITH
            | 1 << class::FAITH_FOLLOWER
            | 1 << class::MORAL_QUESTION
            | 1 << class::PARTY
            | 1 << class::POLITICAL_LEANING
            | 1 << class::PRAYER
            | 1 << class::PROTECTED_GROUP
            | 1 << class::SCRIPTURE
            | 1 << class::TRANS_PEOPLE
            | 1 << class::WORSHIP,
        0,
        0,
        0,
    ]);
    classes.meets(&BELIEF)
}

/// The number of the part in which some bytes begin.
pub(super) fn part_at(post: &Post, readings: &[Reading], bytes: &Range<usize>) -> usize {
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
            let weight = f32::from(weights.row(bucket)[output] as i8) * times as f32 / units.len() as f32;
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
pub(super) static SOURCES: [(Source, Severity); 9] = [
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
