//! The key of a place's name. The names themselves would weigh three times as much, and nothing else needs them: one
//! word in nine thousand that is no place has the key of one.

/// How many bits a key has.
pub const BITS: u32 = 24;

/// The key of a name in its normalised form: FNV-1a, folded.
pub fn of(name: &str) -> u32 {
    let mut hash = 0x811c_9dc5u32;
    for byte in name.bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    (hash >> BITS) ^ (hash & ((1 << BITS) - 1))
}
