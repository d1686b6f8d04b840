import assert from "node:assert/strict";
import { test } from "node:test";
import { toCsv } from "../parts/csv.js";
import { COLUMNS, matching, table } from "./search.js";

/** @import { Entry } from "./store.js" */

/** @type {Entry} */
const FIRST = { id: 1, date: "2026-11-01", site: "x.com", concern: "employer", clause: "swe-g-employer", decision: "changed", words: "=Left out the team" };
/** @type {Entry} */
const SECOND = { id: 2, date: "2026-11-02", site: "facebook.com", concern: "online-search", clause: "", decision: "asked", words: "In an emergency, with my manager", passage: "Looked him up" };
const nameOf = (/** @type {string} */ id) => (id ? "Guidance: employers" : "");

test("an entry is found by any of its words, and all words must be there", () => {
  const found = (/** @type {string} */ question) => matching([FIRST, SECOND], question, nameOf).map(({ id }) => id);
  assert.deepEqual(found(""), [1, 2]);
  assert.deepEqual(found("TEAM"), [1]);
  assert.deepEqual(found("where you work"), [1]);
  assert.deepEqual(found("emergency manager"), [2]);
  assert.deepEqual(found("emergency team"), []);
  assert.deepEqual(found("looked 2026"), [2]);
});

test("the table has all of it, and nothing that a spreadsheet would run", () => {
  assert.deepEqual(table([SECOND], nameOf), [["2026-11-02", "facebook.com", "Looking someone up online", "", "I asked first", "In an emergency, with my manager", "Looked him up"]]);
  assert.match(toCsv(COLUMNS, table([FIRST], nameOf)), /'=Left out the team/);
});
