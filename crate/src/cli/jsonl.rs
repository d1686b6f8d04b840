//! Posts as JSON lines: one in, one out, in constant memory.

use super::Error;
use second_look::{Options, Report, check_post};
use serde::{Deserialize, Serialize};
use std::io::{BufRead, Write};

/// One post. Fields that are not named here are let through, so that a labelled corpus can be read as it is.
#[derive(Deserialize)]
struct Line {
    id: serde_json::Value,
    text: String,
    /// Where it was written, and who can read it: part of the format; no rule uses them yet.
    #[serde(default)]
    #[allow(dead_code)]
    surface: Option<String>,
    #[serde(default)]
    #[allow(dead_code)]
    audience: Option<String>,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a serde_json::Value,
    report: Report,
}

/// Checks every line of `input`. Lines that cannot be read are named on `errors`, with their number and the
/// reason, and the others are still checked. Returns how many could not be read.
pub(super) fn run(mut input: impl BufRead, mut output: impl Write, errors: &mut impl Write) -> Result<usize, Error> {
    let mut unread = 0;
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes).map_err(Error::Input)? == 0 {
            break;
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match read(&bytes) {
            Ok(line) => {
                let answer = Answer { id: &line.id, report: check_post(&line.text, &Options::default()) };
                serde_json::to_writer(&mut output, &answer).map_err(|e| Error::Output(e.into()))?;
                output.write_all(b"\n").map_err(Error::Output)?;
            }
            Err(reason) => {
                unread += 1;
                writeln!(errors, "second-look: line {number}: {reason}").map_err(Error::Output)?;
            }
        }
    }
    output.flush().map_err(Error::Output)?;
    Ok(unread)
}

fn read(bytes: &[u8]) -> Result<Line, String> {
    let line = std::str::from_utf8(bytes).map_err(|e| {
        let at = e.valid_up_to();
        format!("not UTF-8: byte {} ({:#04x}) does not fit; convert the file to UTF-8", at + 1, bytes[at])
    })?;
    serde_json::from_str(line).map_err(|e| {
        // Each line is read by itself, so serde's own "line 1" would mislead.
        let reason = e.to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default();
        format!("column {}: {reason}; a line is {{\"id\": …, \"text\": \"…\"}}", e.column())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_in_order_and_names_bad_lines() {
        let input = b"{\"id\": 1, \"text\": \"hello\"}\n\n{\"id\": 2}\nnonsense\n{\"id\": \"x\", \"text\": \"one of my families\"}\n\xff\n";
        let (mut output, mut errors) = (Vec::new(), Vec::new());
        let unread = run(&input[..], &mut output, &mut errors).expect("memory can be written");
        let output = String::from_utf8(output).expect("JSON is UTF-8");
        let lines: Vec<&str> = output.lines().collect();
        assert_eq!(unread, 3);
        assert_eq!(lines[0], r#"{"id":1,"report":{"verdict":"clear","findings":[],"depth":"instant"}}"#);
        assert!(lines[1].starts_with(r#"{"id":"x","report":{"verdict":"check""#), "{}", lines[1]);
        assert_eq!(
            String::from_utf8_lossy(&errors),
            "second-look: line 3: column 9: missing field `text`; a line is {\"id\": …, \"text\": \"…\"}\n\
             second-look: line 4: column 2: expected ident; a line is {\"id\": …, \"text\": \"…\"}\n\
             second-look: line 6: not UTF-8: byte 1 (0xff) does not fit; convert the file to UTF-8\n"
        );
    }

    #[test]
    fn a_last_line_without_line_feed_counts() {
        let (mut output, mut errors) = (Vec::new(), Vec::new());
        assert_eq!(run(&b"{\"id\":1,\"text\":\"\"}"[..], &mut output, &mut errors).expect("memory can be written"), 0);
        assert!(output.ends_with(b"\n") && errors.is_empty());
    }
}
