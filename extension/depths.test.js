import assert from "node:assert/strict";
import { test } from "node:test";
import { difference, moveRead, NOTHING_READ, together } from "./depths.js";

/** @import { Finding } from "./messages.js" */

/** @param {string} id @param {number} start @param {number} end @param {Partial<Finding>} [more] @returns {Finding} */
const finding = (id, start, end, more) => ({
  id, concern: "employer", rule: id, severity: "medium", certainty: "likely", passages: [{ start, end }], reason: "", tip: "", guidance: [], ...more,
});
const ids = (/** @type {Finding[]} */ findings) => findings.map(({ id }) => id);

const suspected = finding("suspected", 0, 4);
const certain = finding("certain", 5, 9, { concern: "contact" });
const meant = finding("meant", 12, 20, { severity: "high", concern: "service-user" });

test("what was read stays until it is read again", () => {
  const read = difference([suspected, certain], [meant, certain]);
  assert.deepEqual(ids(together([suspected, certain], read)), ["meant", "certain"]);
  assert.deepEqual(together([suspected], NOTHING_READ), [suspected]);
});

test("what was added moves with its words, and goes when they change", () => {
  const before = "One two. I was there too.";
  const read = difference([], [meant]);
  assert.equal(moveRead(read, before, `So. ${before}`).added[0].passages[0].start, 16);
  assert.deepEqual(moveRead(read, before, before.replace("there", "here")).added, []);
});

test("what both see is shown once", () => {
  const read = difference([], [meant]);
  const same = finding("same", 10, 18, { concern: "service-user" });
  assert.deepEqual(ids(together([same], read)), ["same"]);
  assert.deepEqual(ids(together([{ ...same, concern: "abuse" }], read)), ["meant", "same"]);
  assert.deepEqual(ids(together([meant], read)), ["meant"]);
});
