import assert from "node:assert/strict";
import { test } from "node:test";
import { counted, filtered, newestFirst, table, yearOf } from "./rows.js";

/** @import { Row } from "./audit.js" */

/** @param {number | undefined} at @param {...string} concerns @returns {Row} */
const row = (at, ...concerns) => ({
  medium: "x", ...(at !== undefined && { at }), pieces: [],
  findings: concerns.map((concern) => ({ concern, severity: "medium", reason: "Why.", passage: `of ${concern}` })),
});
const OLD = row(Date.UTC(2015, 5), "employer", "employer");
const NEW = row(Date.UTC(2023, 0), "colleague", "self-disclosure");
const UNDATED = row(undefined, "employer");
const ALL = newestFirst([OLD, UNDATED, NEW]);

test("newest first, those without a date last", () => assert.deepEqual(ALL, [NEW, OLD, UNDATED]));

test("by concern and by year", () => {
  assert.deepEqual(filtered(ALL, { concern: "employer", year: "" }), [OLD, UNDATED]);
  assert.deepEqual(filtered(ALL, { concern: "employer", year: "2015" }), [OLD]);
  assert.deepEqual(filtered(ALL, { concern: "", year: "none" }), [UNDATED]);
});

test("a post counts once for each kind", () => {
  assert.deepEqual([...counted(ALL, ({ findings }) => findings.map(({ concern }) => concern))], [["colleague", 1], ["self-disclosure", 1], ["employer", 2]]);
  assert.deepEqual([...counted(ALL, (one) => [yearOf(one)])], [["2023", 1], ["2015", 1], ["", 1]]);
});

test("the table holds a line for each finding, and nothing about the person", () => {
  const lines = table(ALL, { site: () => "X", concern: (id) => id.toUpperCase() });
  assert.deepEqual(lines.map(([date, , concern]) => [date, concern]), [["2023-01-01", "COLLEAGUE"], ["2015-06-01", "EMPLOYER"], ["2015-06-01", "EMPLOYER"], ["", "EMPLOYER"]]);
});
