//! Putting things in order.
//!
//! The standard library's sorting is compiled anew for each type and way of comparing, at about ten kilobytes a time, and
//! a dozen of those would be a tenth of the module. Here only keys are sorted, always of one type, and what they stand for
//! is moved after them. Most lists are in order already: they are only looked at.

use std::ops::Range;

/// Puts things in the order of their keys; what has the same key stays in its order.
pub(crate) fn by_key<T>(items: &mut [T], key: impl Fn(&T) -> u64) {
    if items.is_sorted_by_key(&key) {
        return;
    }
    let mut order: Vec<(u64, u32)> = items.iter().map(key).zip(0..).collect();
    sort(&mut order);
    // What belongs here comes here; where it came from, what belongs there comes, and so on round the circle.
    for start in 0..items.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut order[at].1, at as u32) as usize;
            if from == start || from == at {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

#[inline(never)]
fn sort(order: &mut [(u64, u32)]) {
    order.sort_unstable();
}

/// The key of what is in order by where it begins, and where several begin together the longest first.
pub(crate) fn by_start(range: &Range<usize>) -> u64 {
    (range.start as u64) << 32 | shortness(range.len(), 32)
}

/// A number of some bits that is the smaller the greater a length is.
pub(crate) fn shortness(length: usize, bits: u32) -> u64 {
    let most = (1 << bits) - 1;
    most - (length as u64).min(most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn is_that_of_the_standard_library(mut items in proptest::collection::vec((0u64..9, 0u8..9), 0..60)) {
            let mut wanted = items.clone();
            wanted.sort_by_key(|item| item.0);
            by_key(&mut items, |item| item.0);
            prop_assert_eq!(items, wanted);
        }
    }
}
