//! How long the instant check takes natively: posts of 280 characters one by one, and long texts in MB/s.
//!
//! The posts are glued from the examples that stand in the rules, so each has something to find and no two
//! are alike. Figures are medians; this prints, and judges nothing.

use second_look::{Options, check_post};
use std::{
    fs,
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

fn main() {
    let examples = examples();
    let posts: Vec<String> = (0..300).map(|n| glue(&examples, n * 7, 280)).collect();
    let mut times: Vec<Duration> = posts.iter().cycle().take(3000).map(|post| time(post)).collect();
    times.sort();
    println!("instant check, native, 280 characters: median {:?}, 95th of 100 {:?}", times[1500], times[2850]);
    for megabytes in [1usize, 2, 10] {
        let text = glue(&examples, 0, megabytes * 1_000_000);
        let mut rates: Vec<f64> = (0..5).map(|_| text.len() as f64 / 1e6 / time(&text).as_secs_f64()).collect();
        rates.sort_by(f64::total_cmp);
        println!("instant check, native, one text of {megabytes} MB: median {:.1} MB/s", rates[2]);
    }
}

fn time(text: &str) -> Duration {
    let start = Instant::now();
    black_box(check_post(black_box(text), &Options::default()));
    start.elapsed()
}

/// The first `length` characters or so of the examples from number `from` on.
fn glue(examples: &[String], from: usize, length: usize) -> String {
    let mut post = String::new();
    for example in examples.iter().cycle().skip(from % examples.len()) {
        if post.len() >= length {
            break;
        }
        post.push_str(example);
        post.push_str(". ");
    }
    let end = (0..=length.min(post.len())).rev().find(|&i| post.is_char_boundary(i)).unwrap_or(0);
    post.truncate(end);
    post
}

/// All examples of all rules, without their marks.
fn examples() -> Vec<String> {
    #[derive(serde::Deserialize)]
    struct Rule {
        flags: Vec<String>,
        passes: Vec<String>,
    }
    let mut examples = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")];
    while let Some(folder) = folders.pop() {
        let mut paths: Vec<_> =
            fs::read_dir(folder).expect("rules/ is there").map(|e| e.expect("readable").path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let rule: Rule =
                toml::from_str(&fs::read_to_string(&path).expect("readable")).expect("the build checked it");
            for text in rule.flags.iter().chain(&rule.passes) {
                let lines = text.lines().filter(|line| !line.contains("^^"));
                examples.push(lines.map(str::trim).collect::<Vec<_>>().join(" ").trim().to_owned());
            }
        }
    }
    examples
}
