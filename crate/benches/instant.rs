//! How long the instant check takes natively, by the length of the text: a short post, a long one, and texts up to
//! 10 MB, to see that the time grows in line with the length.
//!
//! The texts are glued from the examples that stand in the rules, so each has something to find. Short ones are many,
//! no two alike, and an iteration checks all of them.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use second_look::{Options, check_post};
use std::{fs, hint::black_box, path::Path, time::Duration};

/// The lengths in characters, and how many texts of it are checked in an iteration.
const POSTS: [(usize, usize); 2] = [(280, 300), (3_000, 30)];

/// The lengths of single texts, in bytes.
const LONG: [usize; 4] = [10_000, 100_000, 1_000_000, 10_000_000];

fn instant(criterion: &mut Criterion) {
    let examples = examples();
    let mut group = criterion.benchmark_group("instant");
    for (length, count) in POSTS {
        let posts: Vec<String> = (0..count).map(|n| glue(&examples, n * 7, length)).collect();
        group.throughput(Throughput::Elements(count as u64));
        group.bench_function(BenchmarkId::new("posts", length), |bencher| {
            bencher.iter(|| posts.iter().for_each(|post| check(post)));
        });
    }
    group.sample_size(10).measurement_time(Duration::from_secs(5));
    for length in LONG {
        let text = glue(&examples, 0, length);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::new("text", length), |bencher| {
            bencher.iter(|| check(&text));
        });
    }
    group.finish();
}

fn check(text: &str) {
    black_box(check_post(black_box(text), &Options::default()));
}

criterion_group!(benches, instant);
criterion_main!(benches);

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
