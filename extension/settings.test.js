import assert from "node:assert/strict";
import { test } from "node:test";
import { NOBODY_ASKED, authorFrom, ignoredFrom, isOff, offSitesFrom, withKind, withSite } from "./settings.js";

test("answers come back as they were given, and strange ones as if nobody had asked", () => {
  const answers = /** @type {const} */ ({ author_role: "student", author_employer: "yes", author_job: "no", sensitivity: "more" });
  assert.deepEqual(authorFrom(answers), answers);
  assert.deepEqual(authorFrom({ ...answers, author_role: "pope", sensitivity: "most", more: 1 }), { ...answers, author_role: "social-worker", sensitivity: "usual" });
  for (const strange of [undefined, null, 7, "student", [], [answers], {}]) assert.deepEqual(authorFrom(strange), NOBODY_ASKED);
});

test("a kind is ignored on one site once, and taken back there alone", () => {
  const here = { rule: "employer/cuts", site: "x.com" };
  const there = { rule: "employer/cuts", site: "www.facebook.com" };
  const both = withKind(withKind(withKind([], here, true), there, true), here, true);
  assert.deepEqual(both, [there, here]);
  assert.deepEqual(withKind(both, here, false), [there]);
  assert.deepEqual(withKind([there], here, false), [there]);
});

test("of a stored kind nothing but rule and site is taken", () => {
  assert.deepEqual(ignoredFrom([{ rule: "a/b", site: "x.com", passage: "words" }, { rule: "a/b" }, null, 7]), [{ rule: "a/b", site: "x.com" }]);
  for (const strange of [undefined, null, {}, "a/b"]) assert.deepEqual(ignoredFrom(strange), []);
});

test("a site is switched with its subdomains, and no other", () => {
  assert.ok(isOff(["facebook.com"], "www.facebook.com"));
  assert.ok(!isOff(["facebook.com"], "notfacebook.com"));
  assert.ok(!isOff(["www.facebook.com"], "facebook.com"));
  assert.deepEqual(withSite(["x.com", "www.facebook.com"], "facebook.com", false), ["x.com", "facebook.com"]);
  assert.deepEqual(withSite(["x.com", "facebook.com"], "www.facebook.com", true), ["x.com"]);
  assert.deepEqual(withSite(["x.com"], "x.com", true), []);
  assert.deepEqual(offSitesFrom([1, "x.com", null]), ["x.com"]);
});
