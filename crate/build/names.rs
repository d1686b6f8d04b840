//! The lists of names and common words as sets of hashes: see `src/identifiers/book.rs`.

use super::{
    book::{cells, hash},
    source::Source,
};
use std::{collections::BTreeSet, fmt::Write, path::Path};

/// The lists that become sets, and how many sets each: a word must be in all of them. Whether a word is common decides
/// by itself at some places, so there one error in 256 would be too many. The signs of `src/identifiers/signs.rs` have
/// the names of the lists.
const LISTS: [(&str, usize); 4] = [("given-name", 1), ("given-name-or-word", 1), ("surname", 1), ("common-word", 2)];

/// The sets, one after the other, and the code that says where each stands.
pub fn compile(root: &Path) -> Result<(Vec<u8>, String), String> {
    let (mut sets, mut code) = (Vec::new(), String::new());
    for (list, count) in LISTS {
        let path = root.join("words").join(list).with_extension("txt");
        let file = Source::read(root, &path)?;
        let lines = file.text.lines().map(|line| line.split('#').next().unwrap_or_default());
        let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
        if let Some(word) = words.iter().find(|word| word.starts_with(['"', '@'])) {
            return Err(file.fault_on(1, format!("`{word}`: this list is for single words: write them out")));
        }
        let hashes: BTreeSet<u32> = words.iter().map(|word| hash(word)).collect();
        let mut places = Vec::new();
        for (seed, set) in (1..1000).filter_map(|seed| Some((seed, fill(&hashes, seed)?))).take(count) {
            places.push(format!("({}..{}, {seed})", sets.len(), sets.len() + set.len()));
            sets.extend(set);
        }
        if places.len() < count {
            return Err(file.fault_on(1, "no seed fits: add or remove a word"));
        }
        let _ = writeln!(
            code,
            "/// `words/{list}.txt`: where its sets stand, and their seeds.\npub const {}: &[(std::ops::Range<usize>, u64)] = &[{}];",
            list.replace('-', "_").to_uppercase(),
            places.join(", ")
        );
    }
    Ok((sets, code))
}

/// Fills an xor filter. Words that are alone in one of their cells are taken away, one after the other; given back in the
/// opposite order, each finds that cell still free. With few seeds it does not come out even: then there is none.
fn fill(hashes: &BTreeSet<u32>, seed: u64) -> Option<Vec<u8>> {
    let size = (hashes.len() * 123 / 100 + 32).next_multiple_of(3);
    // What is in each cell: how many words, and all their hashes in one.
    let mut held = vec![(0u32, 0u32); size];
    for &hash in hashes {
        for cell in cells(hash, seed, size).0 {
            held[cell].0 += 1;
            held[cell].1 ^= hash;
        }
    }
    let mut alone: Vec<usize> = (0..size).filter(|&cell| held[cell].0 == 1).collect();
    let mut taken = Vec::with_capacity(hashes.len());
    while let Some(cell) = alone.pop() {
        let (1, hash) = held[cell] else { continue };
        taken.push((hash, cell));
        for other in cells(hash, seed, size).0 {
            held[other].0 -= 1;
            held[other].1 ^= hash;
            if held[other].0 == 1 {
                alone.push(other);
            }
        }
    }
    if taken.len() < hashes.len() {
        return None;
    }
    let mut set = vec![0; size];
    for (hash, cell) in taken.into_iter().rev() {
        let (all, print) = cells(hash, seed, size);
        set[cell] = all.iter().fold(print, |sum, &other| if other == cell { sum } else { sum ^ set[other] });
    }
    Some(set)
}
