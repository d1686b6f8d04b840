//! Examples: posts in which the passage of a finding is marked by `^^^^` in the line below it.

use std::ops::Range;

/// An example, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// The post, without the marks and without the indent that is there for the eye.
    pub text: String,
    /// The marked passages, in bytes of the post.
    pub passages: Vec<Range<usize>>,
}

/// Takes an example apart. Columns count characters. The error holds the line of the example that is at fault, the
/// first being 0.
pub fn read(marked: &str) -> Result<Example, (usize, String)> {
    let indent = marked.lines().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    let mut example = Example::default();
    // Where the line above begins in the post.
    let mut above = None;
    for (number, line) in marked.lines().enumerate() {
        let line = line.get(indent.min(line.len())..).unwrap_or_default();
        if is_marker(line) {
            let start: usize =
                above.ok_or_else(|| (number, "`^^^^` marks the line above it, and there is none".to_owned()))?;
            for columns in runs(line) {
                let passage = bytes(&example.text[start..], columns).ok_or_else(|| {
                    (number, "`^^^^` reaches beyond the text above it: move it under the passage".to_owned())
                })?;
                if passage.is_empty() || example.text[start..][passage.clone()].trim().is_empty() {
                    return Err((number, "`^^^^` stands under blanks: move it under the passage".to_owned()));
                }
                example.passages.push(start + passage.start..start + passage.end);
            }
        } else {
            if above.is_some() || !example.text.is_empty() {
                example.text.push('\n');
            }
            above = Some(example.text.len());
            example.text.push_str(line);
        }
    }
    example.text.truncate(example.text.trim_end().len());
    Ok(example)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn is_marker(line: &str) -> bool {
    line.contains('^') && line.chars().all(|c| c == '^' || c == ' ')
}

/// The runs of `^`, in columns.
fn runs(line: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (column, _) in line.char_indices().filter(|(_, c)| *c == '^') {
        match runs.last_mut() {
            Some(last) if last.end == column => last.end += 1,
            _ => runs.push(column..column + 1),
        }
    }
    runs
}

/// Columns as bytes of a line, or `None` where it is shorter.
fn bytes(line: &str, columns: Range<usize>) -> Option<Range<usize>> {
    let at = |column: usize| line.char_indices().map(|(byte, _)| byte).chain([line.len()]).nth(column);
    Some(at(columns.start)?..at(columns.end)?)
}
