//! Posts as JSON lines: one in, one out, in constant memory.

use super::{Error, depth::Checker};
use second_look::{Audience, Options, Report};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use std::io::{BufRead, Write};

/// One post. Fields that are not named here are let through, so that a labelled corpus can be read as it is.
#[derive(Deserialize)]
struct Line {
    id: serde_json::Value,
    text: String,
    /// Where it was written: part of the format, and of no weight in a check.
    #[serde(default)]
    #[allow(dead_code)]
    surface: Option<String>,
    /// Who can read it, where that is not the same for all lines.
    #[serde(default, deserialize_with = "audience")]
    audience: Option<Audience>,
}

fn audience<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Audience>, D::Error> {
    Option::deserialize(value).map_err(|e| D::Error::custom(format!("`audience`: {e}")))
}

/// A line, as a message shows it.
const SHAPE: &str = r#"{"id": …, "text": "…"}, with "surface" and "audience" where they are known"#;

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a serde_json::Value,
    report: Report,
}

/// Checks every line of `input`. Lines that cannot be read are named on `errors`, with their number and the
/// reason, and the others are still checked. Returns how many could not be read.
pub(super) fn run(
    mut input: impl BufRead,
    mut output: impl Write,
    errors: &mut impl Write,
    options: &Options,
    checker: &mut Checker,
) -> Result<usize, Error> {
    let mut options = options.clone();
    let for_all = options.audience;
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
                options.audience = line.audience.unwrap_or(for_all);
                let answer = Answer { id: &line.id, report: checker.check(&line.text, &options) };
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
        format!("column {}: {reason}; a line is {SHAPE}", e.column())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many lines could not be read, what is answered, and what is said of the others.
    fn answers(input: &[u8], options: &Options) -> (usize, String, String) {
        let (mut output, mut errors) = (Vec::new(), Vec::new());
        let unread =
            run(input, &mut output, &mut errors, options, &mut Checker::Instant).expect("memory can be written");
        let text = |bytes| String::from_utf8(bytes).expect("it is UTF-8");
        (unread, text(output), text(errors))
    }

    #[test]
    fn answers_in_order_and_names_bad_lines() {
        let input = b"{\"id\": 1, \"text\": \"hello\"}\n\n{\"id\": 2}\nnonsense\n{\"id\": \"x\", \"text\": \"one of my families\"}\n\xff\n\
            {\"id\": 3, \"text\": \"\", \"audience\": \"friends\"}\n{\"id\": 4, \"text\": \"\", \"surface\": 7}\n";
        let (unread, output, errors) = answers(input, &Options::default());
        let lines: Vec<&str> = output.lines().collect();
        assert_eq!(unread, 5);
        assert_eq!(lines[0], r#"{"id":1,"report":{"verdict":"clear","findings":[],"depth":"instant"}}"#);
        assert!(lines[1].starts_with(r#"{"id":"x","report":{"verdict":"check""#), "{}", lines[1]);
        let shape = r#"; a line is {"id": …, "text": "…"}, with "surface" and "audience" where they are known"#;
        assert_eq!(
            errors,
            format!(
                "second-look: line 3: column 9: missing field `text`{shape}\n\
                 second-look: line 4: column 2: expected ident{shape}\n\
                 second-look: line 6: not UTF-8: byte 1 (0xff) does not fit; convert the file to UTF-8\n\
                 second-look: line 7: column 43: `audience`: unknown variant `friends`, expected one of `public`, `limited`, `private`, `unknown`{shape}\n\
                 second-look: line 8: column 34: invalid type: integer `7`, expected a string{shape}\n"
            )
        );
    }

    #[test]
    fn the_audience_of_a_line_goes_before_that_of_the_command() {
        let input = br#"{"id": 1, "text": "one of my families", "surface": "facebook", "audience": "private"}
            {"id": 2, "text": "one of my families"}
            {"id": 3, "text": "one of my families", "audience": null}"#;
        let (unread, output, _) = answers(input, &Options { audience: Audience::Public, ..Options::default() });
        let says: Vec<bool> = output.lines().map(|line| line.contains("Even in a private message")).collect();
        assert_eq!((unread, says), (0, vec![true, false, false]));
        assert_eq!(output.matches("This post is public").count(), 2);
    }

    #[test]
    fn a_last_line_without_line_feed_counts() {
        let (unread, output, errors) = answers(br#"{"id":1,"text":""}"#, &Options::default());
        assert!(unread == 0 && output.ends_with('\n') && errors.is_empty());
    }
}
