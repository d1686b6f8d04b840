import assert from "node:assert/strict";
import { test } from "node:test";
import { fromAddress, isDecision, mayBeRecorded, recordPath, RECORDED_CONCERNS } from "./decisions.js";
import { isNoteDecision, isNotedPassage } from "./messages.js";

const DECISION = { date: "2026-11-28", site: "x.com", concern: "employer", clause: "swe-g-employer", decision: "changed", words: "I left the team out." };
const NOTE = { type: "note-decision", concern: "employer", clause: "swe-g-employer", note: 3 };

test("an entry is kept only if it is whole", () => {
  assert(isDecision(DECISION));
  assert(isDecision({ ...DECISION, passage: "our team", clause: "" }));
  for (const [key, value] of Object.entries({ date: "yesterday", site: 3, concern: "elsewhere", clause: null, decision: "toString", words: "x".repeat(10_001), passage: 7 })) {
    assert(!isDecision({ ...DECISION, [key]: value }), key);
  }
  assert(!isDecision(null));
});

test("nothing about the person's own life and beliefs can be recorded, by whatever way it comes", () => {
  assert(!mayBeRecorded("self-disclosure"));
  assert.equal(RECORDED_CONCERNS.length, 11);
  assert(!isDecision({ ...DECISION, concern: "self-disclosure" }));
  assert(!isNoteDecision({ ...NOTE, concern: "self-disclosure" }));
  assert.deepEqual(fromAddress("#concern=self-disclosure&clause=swe-g-personal&site=x.com&tab=1&note=1"), { concern: "", clause: "swe-g-personal", site: "x.com" });
});

test("a message has its parts and no others are believed", () => {
  assert(isNoteDecision(NOTE));
  for (const change of [{ note: -1 }, { note: "3" }, { clause: "a b" }, { concern: undefined }, { type: "note" }]) assert(!isNoteDecision({ ...NOTE, ...change }));
  assert(isNotedPassage({ type: "noted-passage", note: 0 }));
  assert(!isNotedPassage({ type: "noted-passage" }));
});

test("the address says where to ask for the passage, and comes back as it went", () => {
  const path = recordPath({ ...NOTE, concern: "employer" }, { site: "www.facebook.com", tab: 12 });
  assert.deepEqual(fromAddress(path.slice(path.indexOf("#"))), { concern: "employer", clause: "swe-g-employer", site: "www.facebook.com", passageAt: { tab: 12, note: 3 } });
  assert.deepEqual(fromAddress(""), { concern: "", clause: "", site: "" });
});
