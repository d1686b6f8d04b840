import assert from "node:assert/strict";
import { test } from "node:test";
import Papa from "papaparse";
import { toCsv } from "./csv.js";

test("quotation marks, commas and lines come back as they were", () => {
  const row = ['a "b", c', "two\nlines", "é 💚"];
  assert.deepEqual(Papa.parse(toCsv(["One", "Two", "Three"], [row])).data, [["One", "Two", "Three"], row]);
});

test("a cell that a spreadsheet would run is plain text", () => {
  for (const start of ["=", "+", "-", "@", "\t", "\r"]) {
    const cell = `${start}HYPERLINK("https://evil.example")`;
    const [, [first, second]] = /** @type {string[][]} */ (Papa.parse(toCsv(["A", "B"], [[cell, "plain"]])).data);
    assert.equal(first, `'${cell}`);
    assert.equal(second, "plain");
  }
});
