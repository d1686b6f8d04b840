import assert from "node:assert/strict";
import { test } from "node:test";
import { dayOf, dueOn, monthsLater, reviewFrom } from "./review.js";

test("months are those of the calendar", () => {
  assert.equal(monthsLater("2026-01-31", 1), "2026-02-28");
  assert.equal(monthsLater("2027-11-30", 3), "2028-02-29");
  assert.equal(monthsLater("2026-08-15", 6), "2027-02-15");
  assert.equal(monthsLater("2026-12-01", 12), "2027-12-01");
});

test("a medium is due on the day itself, and one that was never looked at is not", () => {
  const review = { reviewed: { x: "2026-05-28", facebook: "2026-05-29" }, months: 6 };
  assert.deepEqual(dueOn(review, "2026-11-27"), []);
  assert.deepEqual(dueOn(review, "2026-11-28"), ["x"]);
  assert.deepEqual(dueOn(review, "2027-01-01"), ["x", "facebook"]);
  assert.deepEqual(dueOn({ ...review, months: 0 }, "2030-01-01"), []);
  assert.deepEqual(dueOn({ reviewed: {}, months: 1 }, "2030-01-01"), []);
});

test("what is stored is believed only as far as it makes sense", () => {
  assert.deepEqual(reviewFrom(undefined), { reviewed: {}, months: 6 });
  assert.deepEqual(reviewFrom({ reviewed: { x: "2026-05-28", y: "soon", z: "2026-99-99" }, months: 5 }), { reviewed: { x: "2026-05-28" }, months: 6 });
  assert.deepEqual(reviewFrom({ reviewed: "x", months: 0 }), { reviewed: {}, months: 0 });
});

test("the day is the person's own, not that of Greenwich", () => {
  const now = new Date(2026, 5, 1, 0, 30);
  assert.equal(dayOf(now), "2026-06-01");
});
