import assert from "node:assert/strict";
import { test } from "node:test";
import { canIgnoreKind, dismissal, isSetAside, moveDismissal, restsOnSupported } from "./dismissals.js";

/** @import { Finding } from "./messages.js" */

const POST = "My nan fell on Tuesday. She is 84 and on the stroke ward. Met one of my families. Our manager left.";

/**
 * @param {string} concern
 * @param {string[]} words its passages
 * @param {Partial<Finding>} [more]
 * @param {string} [text]
 * @returns {Finding}
 */
const finding = (concern, words, more, text = POST) => ({
  id: [concern, ...words].join(" "), concern: /** @type {Finding["concern"]} */ (concern), rule: concern, severity: "medium", certainty: "likely",
  passages: words.map((word) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length })), reason: "", tip: "", guidance: [], ...more,
});

const nan = finding("service-user", ["My nan fell"]);
const details = finding("jigsaw", ["Tuesday", "84", "stroke ward"], { severity: "high" });
const ward = finding("identifier", ["stroke ward"], { severity: "high" });
const family = finding("service-user", ["one of my families"]);
const manager = finding("colleague", ["Our manager left"]);
const ALL = [details, ward, nan, family, manager];

test("Ignore here sets aside this finding, and no other", () => {
  const pressed = dismissal("here", nan, ALL, POST);
  assert.deepEqual(ALL.filter((one) => isSetAside(one, pressed)), [nan]);
});

test("Not about someone I support reaches the same person, through what joins sentences, and nobody else", () => {
  for (const pressed of [nan, ward, details]) {
    const { findings } = dismissal("not-supported", pressed, ALL, POST);
    assert.equal(findings[0], pressed);
    assert.deepEqual(new Set(findings), new Set([nan, details, ward]));
  }
  assert.deepEqual(dismissal("not-supported", family, ALL, POST).findings, [family]);
  assert.equal(restsOnSupported(manager), false);
  assert.equal(isSetAside(finding("colleague", ["My nan fell"]), dismissal("not-supported", nan, ALL, POST)), false);
});

test("what was set aside stays so while its words stand", () => {
  const before = dismissal("here", nan, ALL, POST);
  const edited = `So. ${POST}`;
  const moved = moveDismissal(before, POST, edited);
  // The next check sees the same words by another rule, or one word more.
  assert.ok(isSetAside(finding("service-user", ["nan fell"], { id: "other" }, edited), moved));
  assert.ok(isSetAside(finding("service-user", ["My nan fell on"], { id: "other" }, edited), moved));
  // More words than were judged, another concern, or a graver matter.
  assert.ok(!isSetAside(finding("service-user", ["My nan fell on Tuesday. She"], { id: "other" }, edited), moved));
  assert.ok(!isSetAside(finding("abuse", ["My nan fell"], { id: "other" }, edited), moved));
  assert.ok(!isSetAside(finding("service-user", ["My nan fell"], { id: "other", severity: "high" }, edited), moved));
  // Its words went.
  const gone = moveDismissal(before, POST, POST.replace("nan", "gran"));
  assert.ok(!isSetAside(finding("service-user", ["nan fell"], { id: "other" }), gone));
});

test("one more detail is another matter; of somebody who is not supported it is not", () => {
  const more = finding("jigsaw", ["Tuesday", "84", "stroke ward", "one"], { id: "more", severity: "high" });
  assert.ok(!isSetAside(more, dismissal("here", details, ALL, POST)));
  assert.ok(isSetAside(finding("jigsaw", ["84", "stroke ward"], { id: "fewer", severity: "high" }), dismissal("here", details, ALL, POST)));
  assert.ok(isSetAside(more, dismissal("not-supported", details, ALL, POST)));
});

test("the gravest are never ignored as a kind", () => {
  assert.equal(canIgnoreKind(details), false);
  assert.equal(canIgnoreKind(nan), true);
});
