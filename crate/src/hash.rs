//! The hash by which the lexicon knows its words and phrases. The build and the check share it.

/// The first bits of a hash say in which bucket an entry is; the next ones are compared.
pub(crate) const BUCKET_BITS: u32 = 12;
pub(crate) const PRINT_BITS: u32 = 24;

/// For every so many buckets it is kept where they begin; where one of them does follows from how many entries each has.
pub(crate) const BUCKETS_A_BASE: usize = 8;

/// The hash of a word in its normalised form: FNV-1a.
pub(crate) fn word(normal: &str) -> u64 {
    normal
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// The hash of a phrase: of its first words, and of its last.
pub(crate) fn phrase(first: u64, last: u64) -> u64 {
    (first.rotate_left(23) ^ last).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The key of a place's name: 23 bits. The names themselves would weigh three times as much, and nothing else needs
/// them: one word in four thousand that is no place has the key of one.
pub(crate) fn name(normal: &str) -> u32 {
    (word(normal) >> 39) as u32 & 0x7f_ffff
}

/// The bucket of an entry, and what is compared in it.
pub(crate) fn place(hash: u64) -> (usize, u32) {
    // The high bits of FNV are its best.
    ((hash >> (64 - BUCKET_BITS)) as usize, (hash >> (64 - BUCKET_BITS - PRINT_BITS)) as u32 & ((1 << PRINT_BITS) - 1))
}
