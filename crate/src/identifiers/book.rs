//! The lists of names and common words as sets of hashes.
//!
//! Kept as words, these lists would weigh more than all rules together. What the recognisers ask of them is evidence and
//! no proof, so a set may err now and then: it is an xor filter (Graf and Lemire 2020), made at build time from `words/`.
//! It holds every word of its list, and takes one foreign word in 256 for one of them, at ten bits a word. Where that is
//! too often, a list has two.
//!
//! The build compiles this very file, so the two can never disagree.

/// A hash of a word, in small letters, with straight apostrophes.
pub fn hash(word: &str) -> u32 {
    if word.is_ascii() {
        return hash_ascii(word.as_bytes());
    }
    let mut hash = EMPTY;
    let mut feed = |byte: u8| hash = fed(hash, byte);
    for c in word.chars() {
        match c {
            '’' => feed(b'\''),
            _ if c.is_ascii() => feed(c.to_ascii_lowercase() as u8),
            _ => c.to_lowercase().for_each(|c| c.encode_utf8(&mut [0; 4]).bytes().for_each(&mut feed)),
        }
    }
    hash
}

/// The same of a word in ASCII.
pub const fn hash_ascii(word: &[u8]) -> u32 {
    let mut hash = EMPTY;
    let mut at = 0;
    while at < word.len() {
        hash = fed(hash, word[at].to_ascii_lowercase());
        at += 1;
    }
    hash
}

/// FNV-1a: the hash of nothing, and with one byte more.
const EMPTY: u32 = 0x811c_9dc5;

const fn fed(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// The three cells of a set that speak about a word, and what they come to for a word of the list.
pub fn cells(hash: u32, seed: u64, set_bytes: usize) -> ([usize; 3], u8) {
    let mut mixed = (u64::from(hash) ^ seed).wrapping_mul(0xff51_afd7_ed55_8ccd);
    mixed = (mixed ^ mixed >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    mixed ^= mixed >> 33;
    let block = set_bytes as u64 / 3;
    // Each cell is told by eleven bits or so of its own, and the print by eight more.
    let cell = |n: u64| {
        let part = u64::from(mixed.rotate_left(21 * n as u32) as u32);
        (n * block + ((part * block) >> 32)) as usize
    };
    ([cell(0), cell(1), cell(2)], (mixed >> 32) as u8)
}

/// Whether a set holds a word.
pub fn holds(set: &[u8], seed: u64, hash: u32) -> bool {
    let (cells, print) = cells(hash, seed, set.len());
    set[cells[0]] ^ set[cells[1]] ^ set[cells[2]] == print
}
