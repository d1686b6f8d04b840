//! Rules, linear reader and encoder, deciding together: the check at read depth.
//!
//! For each part of a post, what the three make of a concern is weighed by [`NUMBERS`] and becomes one probability. What
//! rules suspect stands where it is likely enough (`stand`) and is withdrawn where not; what is likely by itself (`bar`) is
//! proposed where the pieces of the text that carry it can be shown. What rules are certain of always stands.
//! The rest is as at instant depth (`decide`): nothing is proposed of what an author tells of themselves or of a
//! jigsaw, nothing at all where a belief is named, and of identifiers no more than names.

use super::{
    Meaning, OUTPUTS, RISKY, Reading,
    decide::{SOURCES, may_withdraw, part_at},
    meaning::PieceMeaning,
};
use crate::{
    Suspected,
    candidate::{Candidate, Source},
    identifiers,
    post::Post,
    report::{Certainty, Concern, Severity},
    text::Kind,
};
use std::ops::Range;

/// How what is known of an output adds up to the logit of its probability, and what follows from that.
struct Numbers {
    bias: f32,
    /// Of the linear reader's logit.
    linear: f32,
    /// Of the encoder's logit for the window.
    window: f32,
    /// Of the encoder's greatest logit for a piece.
    piece: f32,
    /// Added where a rule suspects it.
    suspected: f32,
    /// Added where a rule is certain of it.
    certain: f32,
    /// From which probability on something suspected stands.
    stand: f32,
    /// From which probability on it is believed without a rule.
    bar: f32,
}

const fn numbers(stand: f32, bar: f32) -> Numbers {
    Numbers { bias: 0.0, linear: 0.5, window: 0.5, piece: 0.2, suspected: 0.5, certain: 1.0, stand, bar }
}

/// In the order of `Concern::ALL`, and then whether a post is risky at all. To be fitted on posts that neither reader was
/// trained on.
const NUMBERS: [Numbers; OUTPUTS] = [
    numbers(0.3, 0.8), // identifier
    numbers(0.3, 0.8), // jigsaw
    numbers(0.3, 0.7), // service-user
    numbers(0.3, 0.7), // case-material
    numbers(0.3, 0.7), // proceedings
    numbers(0.3, 0.7), // online-search
    numbers(0.3, 0.7), // contact
    numbers(0.3, 0.7), // abuse
    numbers(0.3, 0.7), // public-confidence
    numbers(0.3, 0.7), // colleague
    numbers(0.3, 0.7), // employer
    numbers(0.3, 0.7), // self-disclosure
    numbers(0.3, 0.6), // risky
];

/// From which probability of its pieces on a word belongs to a passage; where none has it, it is this share of the likeliest.
const IN_PASSAGE: f32 = 0.5;

/// Below this probability of every piece, nothing points anywhere.
const POINTS_NOWHERE: f32 = 0.1;

/// How many words inside a passage may be less likely.
const GAP: usize = 2;

/// The longest passage, in words.
const LONGEST_PASSAGE: usize = 30;

/// What the readers make of one part of a post.
struct Judged<'r> {
    reading: &'r Reading,
    pieces: &'r [PieceMeaning],
    probability: [f32; OUTPUTS],
}

/// Withdraws what is unlikely, and adds what the readers see by themselves.
pub(crate) fn combine(post: &Post, suspected: &mut Suspected, readings: &[Reading], meaning: &Meaning) {
    let Suspected { candidates, surroundings, .. } = suspected;
    let judged: Vec<Judged> = inputs(post, candidates, readings, meaning)
        .map(|(reading, pieces, inputs)| Judged {
            reading,
            pieces,
            probability: std::array::from_fn(|output| probability(logit_of(&inputs[output], &NUMBERS[output]))),
        })
        .collect();
    candidates.retain(|candidate| {
        !may_withdraw(candidate)
            || judged.get(part_at(post, readings, &candidate.bytes)).is_none_or(|part| {
                let concern = candidate.source.concern as usize;
                part.reading.of_belief || part.probability[concern] >= NUMBERS[concern].stand
            })
    });
    let mut proposed = Vec::new();
    for part in judged.iter().filter(|part| !part.reading.of_belief && part.is(RISKY)) {
        for (source, severity) in sources().filter(|(source, _)| part.is(source.concern as usize)) {
            let names = source.concern == Concern::Identifier;
            for units in passages(post, part, source.concern).into_iter().filter(|units| !names || is_name(post, units))
            {
                let bytes = post.bytes(units);
                let found = Candidate { source, severity, certainty: Certainty::Likely, bytes };
                if !is_known(candidates, &found) && !surroundings.clears(source.concern, &found.bytes) {
                    proposed.push(found);
                }
            }
        }
    }
    candidates.append(&mut proposed);
}

impl Judged<'_> {
    /// Whether an output is believed without a rule.
    fn is(&self, output: usize) -> bool {
        self.probability[output] >= NUMBERS[output].bar
    }
}

/// What can be proposed, and how grave it is.
fn sources() -> impl Iterator<Item = (Source, Severity)> {
    SOURCES.iter().copied().chain([(identifiers::name(), Severity::High)])
}

/// What is known of an output before it is weighed: the logits of the linear reader, of the window and of the likeliest
/// piece; whether a rule suspects it, and whether one is certain of it.
pub(super) type Inputs = [f32; 5];

fn logit_of(&[linear, window, piece, suspected, certain]: &Inputs, numbers: &Numbers) -> f32 {
    numbers.bias
        + numbers.linear * linear
        + numbers.window * window
        + numbers.piece * piece
        + numbers.suspected * suspected
        + numbers.certain * certain
}

/// Of each part what is known of each output, with the pieces that stand in it.
pub(super) fn inputs<'r>(
    post: &Post,
    candidates: &[Candidate],
    readings: &'r [Reading],
    meaning: &'r Meaning,
) -> impl Iterator<Item = (&'r Reading, &'r [PieceMeaning], [Inputs; OUTPUTS])> {
    let mut ruled = vec![[[0.0f32; 2]; OUTPUTS]; readings.len()];
    for candidate in candidates {
        if let Some(ruled) = ruled.get_mut(part_at(post, readings, &candidate.bytes)) {
            let which = usize::from(!may_withdraw(candidate));
            ruled[candidate.source.concern as usize][which] = 1.0;
            if candidate.severity > Severity::Advisory {
                ruled[RISKY][which] = 1.0;
            }
        }
    }
    let bytes: Vec<Range<usize>> = readings.iter().map(|reading| post.bytes(reading.units.clone())).collect();
    readings.iter().zip(bytes).zip(ruled).map(|((reading, bytes), ruled)| {
        let pieces = &meaning.pieces[within(&meaning.pieces, &bytes)];
        let first = meaning.windows.partition_point(|window| window.end as usize <= bytes.start);
        let windows = meaning.windows[first..].iter().take_while(|window| (window.start as usize) < bytes.end);
        let window = greatest(windows.map(|window| window.logits));
        let of_pieces = greatest(pieces.iter().map(|piece| piece.logits));
        let of_any = of_pieces.into_iter().fold(LEAST, f32::max);
        let known = std::array::from_fn(|output| {
            let piece = of_pieces.get(output).copied().unwrap_or(of_any);
            let [suspected, certain] = ruled[output];
            [logit(reading.probability[output]), window[output], piece, suspected, certain]
        });
        (reading, pieces, known)
    })
}

/// Logits beyond these say no more.
const LEAST: f32 = -10.0;
const MOST: f32 = 10.0;

fn logit(probability: f32) -> f32 {
    (probability / (1.0 - probability)).ln().clamp(LEAST, MOST)
}

fn probability(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}

/// The greatest of each logit.
fn greatest<const N: usize>(all: impl Iterator<Item = [f32; N]>) -> [f32; N] {
    all.fold([LEAST; N], |most, logits| std::array::from_fn(|i| most[i].max(logits[i].min(MOST))))
}

/// Which pieces begin within some bytes.
fn within(pieces: &[PieceMeaning], bytes: &Range<usize>) -> Range<usize> {
    let before = |byte: usize| pieces.partition_point(|piece| (piece.start as usize) < byte);
    before(bytes.start)..before(bytes.end).max(before(bytes.start))
}

/// The runs of words, each inside one sentence, whose pieces carry a concern.
fn passages(post: &Post, part: &Judged, concern: Concern) -> Vec<Range<usize>> {
    let likely = |unit: usize| {
        let pieces = &part.pieces[within(part.pieces, &post.bytes(unit..unit + 1))];
        probability(pieces.iter().map(|piece| piece.logits[concern as usize]).fold(LEAST, f32::max))
    };
    let likely: Vec<f32> = part.reading.units.clone().map(likely).collect();
    let likeliest = likely.iter().copied().fold(0.0, f32::max);
    let mut runs: Vec<Range<usize>> = Vec::new();
    if likeliest < POINTS_NOWHERE {
        return runs;
    }
    let least = IN_PASSAGE.min(IN_PASSAGE * likeliest * 1.5);
    let mut sentence_began = part.reading.units.start;
    for (unit, likely) in part.reading.units.clone().zip(likely) {
        if post.units[unit].kind == Kind::Break {
            sentence_began = unit;
        } else if likely >= least {
            match runs.last_mut() {
                Some(run)
                    if run.start >= sentence_began && unit - run.end <= GAP && unit - run.start < LONGEST_PASSAGE =>
                {
                    run.end = unit + 1;
                }
                _ => runs.push(unit..unit + 1),
            }
        }
    }
    runs
}

/// Whether something found overlaps a candidate of its concern; candidates are in the order of concerns and of the text.
fn is_known(candidates: &[Candidate], found: &Candidate) -> bool {
    let (concern, bytes) = (found.source.concern, &found.bytes);
    let next = candidates.partition_point(|c| (c.source.concern, c.bytes.end) <= (concern, bytes.start));
    candidates.get(next).is_some_and(|c| c.source.concern == concern && c.overlaps(found))
}

/// Whether some units look like a name: words, each with a capital, that do not only begin a sentence.
fn is_name(post: &Post, units: &Range<usize>) -> bool {
    let begins = units.start == 0 || post.units[units.start - 1].kind == Kind::Break;
    (units.len() > 1 || !begins)
        && units.clone().all(|unit| post.units[unit].kind == Kind::Word && post.units[unit].capital)
}
