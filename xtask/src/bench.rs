//! `cargo xtask bench`: the figures of the design's budgets, beside what was asked. It judges nothing.

use crate::{
    build,
    tools::{self, output, root, run, step},
};
use anyhow::{Context, Result};
use serde::Deserialize;
use std::{fs, path::Path, process::Command};

/// Measures natively, then in both browsers.
pub fn run_all() -> Result<()> {
    build::run_all()?;
    let browsers = tools::browsers()?;
    step("The core, natively (asked: 30 MB/s on long text, linear to 10 MB)");
    run(Command::new("cargo").args(["bench", "--quiet", "--package", "second-look", "--bench", "instant"]))?;
    for (script, what) in [("tests/bench.js", "The extension"), ("tests/bench-reader.js", "The encoder")] {
        step(&format!("{what}, in both browsers"));
        run(Command::new("node").arg(script).env("CHROMIUM", &browsers.chromium).env("FIREFOX", &browsers.firefox))?;
    }
    Ok(())
}

/// How many functions are printed.
const FUNCTIONS: usize = 25;

/// Counts the processor's instructions for a check with valgrind, which no load of the machine disturbs: for each
/// character of the rules' examples, and by function.
pub fn count_instructions() -> Result<()> {
    if output("valgrind", &["--version"]).is_none() {
        tools::apt_install(&["valgrind"], "valgrind, which counts instructions")?;
    }
    step("Compiling the command with its functions' names");
    let settings = ["inherits=\"release\"", "lto=\"off\"", "codegen-units=4", "debug=1"];
    let settings = settings.iter().flat_map(|setting| ["--config".to_owned(), format!("profile.counted.{setting}")]);
    run(Command::new("cargo")
        .args(["build", "--quiet", "--package", "second-look", "--profile", "counted"])
        .args(settings))?;
    step("Counting");
    let folder = root().join("target/counted");
    let posts = examples()?;
    let characters: usize = posts.iter().map(|post| post.chars().count()).sum();
    let lines = |posts: &[String]| -> String {
        posts.iter().map(|post| format!("{}\n", serde_json::json!({"id": 0, "text": post}))).collect()
    };
    let whole = count(&folder, "posts", &lines(&posts))?;
    // What is left of two runs is the posts: not the program's start, nor what the first check reads.
    let start = count(&folder, "start", &lines(&posts[..1]))?;
    println!("{} posts, {characters} characters", posts.len());
    println!("{:.0} instructions a character", (whole - start) as f64 / characters as f64);
    let annotated =
        output("callgrind_annotate", &["--inclusive=yes", &folder.join("posts.callgrind").to_string_lossy()])
            .context("callgrind_annotate cannot be run")?;
    // A function comes once for each file that it has code of; the line with its program counts them all.
    let functions = annotated.lines().filter(|line| line.contains("second_look::") && line.ends_with(']'));
    for line in functions.take(FUNCTIONS) {
        println!("{}", line.trim_end_matches(|c| c != '[').trim_end_matches(" ["));
    }
    Ok(())
}

/// The instructions of the command for some lines. The profile stays in `folder` under `name`.
fn count(folder: &Path, name: &str, lines: &str) -> Result<u64> {
    let input = folder.join(format!("{name}.jsonl"));
    fs::write(&input, lines).with_context(|| format!("{}: cannot be written", input.display()))?;
    let profile = folder.join(format!("{name}.callgrind"));
    let status = Command::new("valgrind")
        .args(["--quiet", "--tool=callgrind"])
        .arg(format!("--callgrind-out-file={}", profile.display()))
        .arg(folder.join("second-look"))
        .args(["check", "--jsonl", "--depth", "instant"])
        .stdin(fs::File::open(&input)?)
        .stdout(fs::File::create(folder.join(format!("{name}.out")))?)
        .status()
        .context("valgrind cannot be run")?;
    anyhow::ensure!(status.success(), "valgrind: {status}");
    let profile = fs::read_to_string(&profile)?;
    let total = profile.lines().find_map(|line| line.strip_prefix("totals: ")).context("the profile has no total")?;
    Ok(total.trim().parse()?)
}

/// Posts of about 280 characters, glued from the examples of every rule without their marks.
fn examples() -> Result<Vec<String>> {
    #[derive(Deserialize)]
    struct Rule {
        flags: Vec<String>,
        passes: Vec<String>,
    }
    let mut posts = vec![String::new()];
    for path in build::files(&root().join("crate/rules"))? {
        let rule: Rule = toml::from_str(&fs::read_to_string(&path)?).with_context(|| path.display().to_string())?;
        for example in rule.flags.iter().chain(&rule.passes) {
            let lines: Vec<&str> = example.trim().lines().filter(|line| !line.contains("^^")).collect();
            posts.last_mut().context("there is a post")?.push_str(&format!("{}. ", lines.join("\n")));
            posts.extend(posts.last().filter(|post| post.len() >= 260).map(|_| String::new()));
        }
    }
    Ok(posts)
}
