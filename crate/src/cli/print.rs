//! A report for a person, the way a good compiler prints a diagnostic.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use second_look::{Estimate, Finding, Report, Severity, Verdict, guidance};
use std::fmt::Write;

/// Writes the post with each finding's passages underlined, its reason, its tip and its guidance.
pub(super) fn report(out: &mut String, text: &str, report: &Report, colour: bool) {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let bytes = ByteOffsets::new(text);
    for finding in &report.findings {
        let _ = writeln!(out, "{}\n", renderer.render(&[diagnostic(text, finding, &bytes)]));
    }
    let _ = writeln!(out, "{}", summary(report));
}

fn diagnostic<'a>(text: &'a str, finding: &'a Finding, bytes: &ByteOffsets) -> annotate_snippets::Group<'a> {
    let level = match finding.severity {
        Severity::High => Level::ERROR.with_name("stop and think"),
        Severity::Medium => Level::WARNING.with_name("check"),
        Severity::Advisory => Level::NOTE.with_name("be aware"),
    };
    let snippet = Snippet::source(text)
        .annotations(finding.passages.iter().map(|p| AnnotationKind::Primary.span(bytes.of(p.start)..bytes.of(p.end))));
    let mut group = level.primary_title(finding.reason.as_str()).id(finding.rule.as_str()).element(snippet);
    if let Some(estimate) = &finding.estimate {
        group = group.element(Level::NOTE.with_name("estimate").message(in_full(estimate)));
    }
    for id in &finding.guidance {
        if let Some(item) = guidance::catalogue().iter().find(|item| item.id == id) {
            let quote = if item.verbatim { format!("“{}”", item.text) } else { item.text.to_owned() };
            group = group.element(Level::NOTE.with_name("guidance").message(format!(
                "{quote} ({}, {}, {}, {}) {}",
                item.publisher, item.title, item.clause, item.edition, item.url
            )));
        }
    }
    group.element(Level::HELP.with_name("instead").message(finding.tip.as_str()))
}

/// An estimate with its arithmetic, a line each.
fn in_full(estimate: &Estimate) -> String {
    let steps =
        estimate.steps.iter().map(|s| format!("{}: {}, {} ({}) {}", s.detail, s.says, s.leaves, s.source, s.url));
    let uncounted = estimate.uncounted.iter().map(|line| format!("not counted: {line}"));
    let lines = steps.chain(uncounted).chain([estimate.caution.clone()]);
    lines.fold(estimate.summary.clone(), |all, line| all + "\n  " + &line)
}

fn summary(report: &Report) -> String {
    let n = report.findings.len();
    let passages = if n == 1 { "1 thing".to_owned() } else { format!("{n} things") };
    match report.verdict {
        Verdict::Clear => "Nothing found that the guidance speaks of. Looks fine.".to_owned(),
        Verdict::Advisory => format!("{passages} to be aware of."),
        Verdict::Check => format!("{passages} to check before posting."),
        Verdict::Stop => format!("{passages} to look at. Stop and think before posting."),
    }
}

/// From UTF-16 offsets, which reports speak, to the bytes of the text.
struct ByteOffsets(Vec<u32>);

impl ByteOffsets {
    fn new(text: &str) -> Self {
        let mut offsets = Vec::new();
        for (byte, c) in text.char_indices() {
            offsets.extend(std::iter::repeat_n(byte as u32, c.len_utf16()));
        }
        offsets.push(text.len() as u32);
        ByteOffsets(offsets)
    }

    fn of(&self, utf16: u32) -> usize {
        self.0[utf16 as usize] as usize
    }
}
