//! `second-look check`: the check for a terminal, a script or a corpus.
//!
//! Exit status: 0 clear or advisory, 1 check or stop, 2 error. With `--jsonl` it is 0 when every line was
//! read, whatever the verdicts, and 2 when a line could not be.

mod depth;
mod jsonl;
mod print;

use clap::{Parser, Subcommand};
use depth::{Checker, Depth};
use second_look::{Audience, Options, Role, Sensitivity, Shown, sources};
use std::{
    fmt::Write as _,
    io::{self, IsTerminal, Read, Write},
    path::PathBuf,
    process::ExitCode,
};

#[derive(Parser)]
#[command(name = "second-look", version, about = "Checks a post for passages that could break a confidence")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check a post, given as words or on standard input.
    ///
    /// Prints the post with its passages underlined, why each was found and which guidance it touches.
    /// Exit status: 0 clear or advisory, 1 check or stop, 2 error.
    Check(Check),
}

#[derive(clap::Args)]
struct Check {
    /// The post. Without it, standard input is read.
    text: Option<String>,
    /// Print the report as JSON. Offsets are UTF-16 code units.
    #[arg(long)]
    json: bool,
    /// Read lines {"id", "text", "surface"?, "audience"?} from standard input; write {"id", "report"}, in the same
    /// order. A line that cannot be read is named on standard error, and the others are still checked.
    #[arg(long, conflicts_with_all = ["json", "text"])]
    jsonl: bool,
    /// How deep to look. Where the encoder is not there, `read` answers with an instant report and says so in `depth`.
    #[arg(long, value_enum, default_value = "read")]
    depth: Depth,
    /// The folder with encoder.onnx and encoder-vocabulary.txt, if they are not in the repository's `reader`.
    #[arg(long, value_name = "FOLDER")]
    encoder: Option<PathBuf>,
    #[command(flatten)]
    options: OptionArguments,
}

/// The options of a check (docs/options.md). Those of who reads and who writes change words and order, not what is found.
#[derive(clap::Args)]
struct OptionArguments {
    /// Who can read the post. With --jsonl it holds for lines without an `audience` of their own.
    #[arg(long, value_enum, default_value_t)]
    audience: Audience,
    /// Whether the author's profile shows where they work.
    #[arg(long, value_enum, default_value_t)]
    author_employer: Shown,
    /// Whether the author's profile shows what they do.
    #[arg(long, value_enum, default_value_t)]
    author_job: Shown,
    /// What the author is.
    #[arg(long, value_enum, default_value_t)]
    author_role: Role,
    /// How readily the readers speak.
    #[arg(long, value_enum, default_value_t)]
    sensitivity: Sensitivity,
    /// Leave out the finding with this id; can be given several times.
    #[arg(long = "mute", value_name = "FINDING")]
    muted: Vec<String>,
    /// Leave out what this rule finds; can be given several times.
    #[arg(long = "mute-rule", value_name = "RULE", value_parser = known_rule)]
    muted_rules: Vec<String>,
}

impl From<OptionArguments> for Options {
    fn from(o: OptionArguments) -> Options {
        Options {
            muted: o.muted,
            muted_rules: o.muted_rules,
            audience: o.audience,
            author_employer: o.author_employer,
            author_job: o.author_job,
            author_role: o.author_role,
            sensitivity: o.sensitivity,
        }
    }
}

/// A mistyped id would mute nothing, and nobody would notice.
fn known_rule(id: &str) -> Result<String, String> {
    if sources().any(|source| source.id == id) {
        return Ok(id.to_owned());
    }
    let concern = id.split('/').next().unwrap_or_default();
    let near: Vec<_> =
        sources().map(|source| source.id).filter(|known| known.split('/').next() == Some(concern)).collect();
    if near.is_empty() {
        return Err("there is no such rule; docs/rules.md lists them, for example `self-disclosure/faith`".into());
    }
    Err(format!("there is no such rule; of {concern} there are: {}", near.join(", ")))
}

/// What can go wrong in the command. Each message says what, where, and how to mend it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("standard input cannot be read: {0}")]
    Input(io::Error),
    #[error("the report cannot be written: {0}")]
    Output(io::Error),
    #[error(
        "the post is not UTF-8: byte {at} ({byte:#04x}) on line {line} does not fit; save it as UTF-8, or convert it with `iconv -f WINDOWS-1252 -t UTF-8`"
    )]
    NotUtf8 { at: usize, byte: u8, line: usize },
    #[error("there is no post: give it as words (`second-look check \"…\"`) or on standard input")]
    NoPost,
    #[error("{}: cannot be read: {error}; check without the encoder with `--depth instant`", path.display())]
    NoEncoder { path: PathBuf, error: io::Error },
    #[error("{0}; check without the encoder with `--depth instant`")]
    Encoder(#[from] second_look_encoder::Error),
}

pub(crate) fn main() -> ExitCode {
    let Command::Check(arguments) = Arguments::parse().command;
    match check(arguments) {
        Ok(code) => code,
        // The reader of a pipe that has read enough (`| head`) is no fault.
        Err(Error::Output(e)) if e.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("second-look: {error}");
            ExitCode::from(2)
        }
    }
}

fn check(arguments: Check) -> Result<ExitCode, Error> {
    let stdout = io::stdout().lock();
    let options = Options::from(arguments.options);
    let mut checker = Checker::new(arguments.depth, arguments.encoder)?;
    if arguments.jsonl {
        let (input, output) = (io::stdin().lock(), io::BufWriter::new(stdout));
        let unread = jsonl::run(input, output, &mut io::stderr(), &options, &mut checker)?;
        return Ok(if unread == 0 { ExitCode::SUCCESS } else { ExitCode::from(2) });
    }
    let text = match arguments.text {
        Some(text) => text,
        None if io::stdin().is_terminal() => return Err(Error::NoPost),
        None => read_post()?,
    };
    let report = checker.check(&text, &options);
    let mut out = String::new();
    if arguments.json {
        let json = serde_json::to_string(&report).map_err(|e| Error::Output(e.into()))?;
        let _ = writeln!(out, "{json}");
    } else {
        print::report(&mut out, &text, &report, stdout.is_terminal());
    }
    let mut stdout = stdout;
    stdout.write_all(out.as_bytes()).map_err(Error::Output)?;
    Ok(if report.is_risky() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn read_post() -> Result<String, Error> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).map_err(Error::Input)?;
    let text = String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        let bytes = e.as_bytes();
        Error::NotUtf8 { at: at + 1, byte: bytes[at], line: 1 + bytes[..at].iter().filter(|&&b| b == b'\n').count() }
    })?;
    // The line feed that `echo` adds is no part of the post.
    Ok(text.strip_suffix('\n').map(str::to_owned).unwrap_or(text))
}
