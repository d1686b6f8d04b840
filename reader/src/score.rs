//! How well reports agree with labels.

use crate::corpus::Post;
use second_look::{Concern, Report, reader::RISKY};
use std::fmt::Write;

#[derive(Clone, Copy, Default)]
struct Tally {
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

    fn row(&self) -> String {
        let ratio = |whole: usize| self.right as f64 / whole as f64;
        let (precision, recall) = (ratio(self.right + self.wrong), ratio(self.right + self.missed));
        let f1 = 2.0 * precision * recall / (precision + recall);
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
            let found = |f: &&second_look::Finding| f.concern == concern;
            labels[concern as usize].count(report.findings.iter().any(|f| found(&f)), post.carries[concern as usize]);
        }
        compare(post, &report, &mut passages);
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

fn compare(post: &Post, report: &Report, passages: &mut [Tally]) {
    let mut wanted = post.passages.clone();
    for finding in &report.findings {
        for passage in &finding.passages {
            let (start, end) = (passage.start as usize, passage.end as usize);
            let near = wanted.iter().position(|(concern, w)| {
                let shared = w.end.min(end).saturating_sub(w.start.max(start));
                *concern == finding.concern && 2 * shared >= w.end.max(end) - w.start.min(start)
            });
            let tally = &mut passages[finding.concern as usize];
            match near {
                Some(index) => {
                    wanted.swap_remove(index);
                    tally.right += 1;
                }
                None => tally.wrong += 1,
            }
        }
    }
    for (concern, _) in wanted {
        passages[concern as usize].missed += 1;
    }
}

/// How many texts are found risky.
pub fn risky(texts: &[String], mut check: impl FnMut(&str) -> Report) -> String {
    let count = texts.iter().filter(|text| check(text).is_risky()).count();
    format!("{count} ({:.2} %)", 100.0 * count as f64 / texts.len().max(1) as f64)
}
