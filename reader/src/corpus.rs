//! Posts to learn from.

use anyhow::{Context, Result};
use second_look::{
    Concern,
    reader::{self, Heard, OUTPUTS, RISKY},
};
use serde::Deserialize;
use std::{fs, path::PathBuf};

/// A post with its labels.
pub struct Post {
    pub text: String,
    /// The number of its file, from 0.
    pub file: usize,
    /// Whether nobody opened its file while rules were written.
    pub unopened: bool,
    /// What it carries: the outputs of the reader.
    pub carries: [bool; OUTPUTS],
    /// Its passages, in UTF-16 code units, each with its concern.
    pub passages: Vec<(Concern, std::ops::Range<usize>)>,
    /// Whether it is clear and its near twin is risky.
    pub hard: bool,
    /// The buckets of its features, each as often as it counts.
    pub buckets: Vec<u16>,
    /// Of which concerns the rules speak.
    pub heard: Heard,
}

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    pair: Option<String>,
    text: String,
    labels: Vec<Label>,
    verdict: String,
}

#[derive(Deserialize)]
struct Label {
    concern: Concern,
    span: String,
}

#[derive(Deserialize)]
struct Text {
    text: String,
    #[serde(default)]
    work_words: bool,
}

impl Post {
    /// A post that carries nothing.
    pub fn clear(text: String) -> Post {
        Post::new(text, 0, [false; OUTPUTS], Vec::new())
    }

    fn new(
        text: String,
        file: usize,
        carries: [bool; OUTPUTS],
        passages: Vec<(Concern, std::ops::Range<usize>)>,
    ) -> Post {
        let lesson = reader::lesson(&text);
        Post {
            text,
            file,
            unopened: false,
            carries,
            passages,
            hard: false,
            buckets: lesson.buckets,
            heard: lesson.heard,
        }
    }
}

/// Reads labelled files.
pub fn labelled(paths: &[PathBuf]) -> Result<Vec<Post>> {
    let mut posts = Vec::new();
    for (file, path) in paths.iter().enumerate() {
        let text = fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
        let mut pairs: Vec<Option<String>> = Vec::new();
        let first = posts.len();
        for (number, line) in text.lines().enumerate() {
            let line: Line =
                serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), number + 1))?;
            let mut carries = [false; OUTPUTS];
            line.labels.iter().for_each(|label| carries[label.concern as usize] = true);
            carries[RISKY] = matches!(line.verdict.as_str(), "check" | "stop");
            let passages = line.labels.iter().filter_map(|label| {
                let start = line.text.find(&label.span)?;
                let start16 = line.text[..start].encode_utf16().count();
                Some((label.concern, start16..start16 + label.span.encode_utf16().count()))
            });
            let passages = passages.collect();
            posts.push(Post::new(line.text, file, carries, passages));
            pairs.push(line.pair);
        }
        for index in 0..pairs.len() {
            let twin = |other: usize| {
                other != index
                    && pairs[index].is_some()
                    && pairs[other] == pairs[index]
                    && posts[first + other].carries[RISKY]
            };
            let hard = posts[first + index].carries.iter().all(|carries| !carries) && (0..pairs.len()).any(twin);
            posts[first + index].hard = hard;
        }
    }
    Ok(posts)
}

/// Reads posts without labels. Those marked as perhaps about work are left out.
pub fn texts(path: &PathBuf) -> Result<Vec<String>> {
    let text = fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let mut texts = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line: Text = serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), number + 1))?;
        if !line.work_words {
            texts.push(line.text);
        }
    }
    Ok(texts)
}
