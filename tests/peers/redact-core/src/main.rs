//! Runs redact-core over the posts; see peers.py.

use redact_core::AnalyzerEngine;
use serde_json::{Value, json};
use std::io;

fn main() {
    let engine = AnalyzerEngine::new();
    println!("{}", json!({ "tool": "redact-core 0.12.7" }));
    for line in io::stdin().lines() {
        let post: Value = serde_json::from_str(&line.expect("standard input can be read")).expect("a post is JSON");
        let text = post["text"].as_str().expect("a post has a text");
        let result = engine.analyze(text, Some("en")).expect("a post can be analysed");
        let points = |byte: usize| text[..byte].chars().count();
        for found in result.detected_entities {
            let (start, end) = (points(found.start), points(found.end));
            let label = format!("{:?}", found.entity_type);
            println!("{}", json!({ "id": post["id"], "start": start, "end": end, "label": label, "score": found.score }));
        }
    }
}
