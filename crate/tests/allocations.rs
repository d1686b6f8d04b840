//! What a check asks of the allocator. It runs at every keystroke, so this is counted, which no load of the machine
//! disturbs, and not timed.

use second_look::{Options, Verdict, check_post};

/// Nothing to find: 280 characters, with capitals, a number, apostrophes and an emoji.
const CLEAR: &str = "Lovely walk along the canal this morning, and the ducks didn’t mind the rain one bit 🦆 The café by \
    the lock has new scones, 3 kinds of jam, and the best view for miles. If you’re near there at the weekend, go \
    early: by noon the queue is out of the door and down the path again!";

fn allocations(text: &str) -> u64 {
    let options = Options::default();
    // What is read once at the first check does not count.
    check_post(text, &options);
    allocation_counter::measure(|| drop(check_post(text, &options))).count_total
}

#[test]
fn a_clear_post_costs_few() {
    assert_eq!(check_post(CLEAR, &Options::default()).verdict, Verdict::Clear);
    let count = allocations(CLEAR);
    assert!(count <= MOST_FOR_A_CLEAR_POST, "a clear post cost {count} allocations");
}

/// Room for the units, their words and signs, the candidates for names with their neighbours, the reader's note of what it
/// has seen, and the few lists that a check keeps; nothing for each word.
const MOST_FOR_A_CLEAR_POST: u64 = 36;

#[test]
fn a_longer_text_costs_no_more_for_its_length() {
    let (once, ten_times) = (allocations(CLEAR), allocations(&[CLEAR; 10].join("\n")));
    assert!(ten_times <= 10 * once, "once {once}, ten times {ten_times}");
}
