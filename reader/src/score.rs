//! How well reports agree with labels.

use crate::corpus::Post;
use second_look::{Concern, Passage, Report, reader::RISKY};
use std::{fmt::Write, ops::Range};

/// How often something was said, and how often it was so.
#[derive(Clone, Copy, Default)]
pub struct Tally {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Tally {
    fn count(&mut self, said: bool, so: bool) {
        self.right += usize::from(said && so);
        self.wrong += usize::from(said && !so);
        self.missed += usize::from(!said && so);
    }

    /// Counts passages against those wanted: one is right if the two share at least half of their union.
    pub fn match_passages(&mut self, mut wanted: Vec<Range<usize>>, said: &[Passage]) {
        for passage in said {
            let (start, end) = (passage.start as usize, passage.end as usize);
            let near = wanted.iter().position(|w| {
                let shared = w.end.min(end).saturating_sub(w.start.max(start));
                2 * shared >= w.end.max(end) - w.start.min(start)
            });
            match near {
                Some(index) => {
                    wanted.swap_remove(index);
                    self.right += 1;
                }
                None => self.wrong += 1,
            }
        }
        self.missed += wanted.len();
    }

    /// The harmonic mean of precision and recall; nothing where nothing is right.
    pub fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (2 * self.right + self.wrong + self.missed).max(1) as f64
    }

    fn row(&self) -> String {
        let ratio = |whole: usize| self.right as f64 / whole as f64;
        let (precision, recall, f1) = (ratio(self.right + self.wrong), ratio(self.right + self.missed), self.f1());
        format!("{precision:.3}  {recall:.3}  {f1:.3}   {:5} {:5} {:5}", self.right, self.wrong, self.missed)
    }
}

/// Precision, recall and F1 of risky or not, of labels and of passages (intersection over union at least a half).
pub fn table(posts: &[&Post], check: impl Fn(&Post) -> Report) -> String {
    let mut risky = Tally::default();
    let mut labels = [Tally::default(); Concern::ALL.len()];
    let mut passages = [Tally::default(); Concern::ALL.len()];
    let (mut hard, mut hard_risky) = (0, 0);
    for post in posts {
        let report = check(post);
        risky.count(report.is_risky(), post.carries[RISKY]);
        if post.hard {
            hard += 1;
            hard_risky += usize::from(report.is_risky());
        }
        for concern in Concern::ALL {
            let found = report.findings.iter().filter(|finding| finding.concern == concern);
            let said: Vec<Passage> = found.flat_map(|finding| finding.passages.iter().copied()).collect();
            labels[concern as usize].count(!said.is_empty(), post.carries[concern as usize]);
            let wanted =
                post.passages.iter().filter(|(other, _)| *other == concern).map(|(_, passage)| passage.clone());
            passages[concern as usize].match_passages(wanted.collect(), &said);
        }
    }
    let sum = |tallies: &[Tally]| {
        tallies.iter().fold(Tally::default(), |a, b| Tally {
            right: a.right + b.right,
            wrong: a.wrong + b.wrong,
            missed: a.missed + b.missed,
        })
    };
    let mut table = format!("{:28}  P      R      F1    right wrong missed\n", "");
    let _ = writeln!(table, "{:28}{}", "risky", risky.row());
    let _ = writeln!(table, "{:28}{}", "labels, all", sum(&labels).row());
    let _ = writeln!(table, "{:28}{}", "passages, all", sum(&passages).row());
    for concern in Concern::ALL {
        let _ = writeln!(table, "label   {:20}{}", concern.id(), labels[concern as usize].row());
        let _ = writeln!(table, "passage {:20}{}", "", passages[concern as usize].row());
    }
    let _ = writeln!(
        table,
        "hard clear twins called risky: {hard_risky} of {hard} ({:.1} %)",
        100.0 * hard_risky as f64 / hard.max(1) as f64
    );
    table
}

/// How many texts are found risky.
pub fn risky(texts: &[String], mut check: impl FnMut(&str) -> Report) -> String {
    let count = texts.iter().filter(|text| check(text).is_risky()).count();
    format!("{count} ({:.2} %)", 100.0 * count as f64 / texts.len().max(1) as f64)
}
