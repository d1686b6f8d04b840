// The border between JavaScript and the core, in Node: what goes in, what comes out, what is refused and in which words.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

/** @type {typeof import("../extension/core.js")} */
const core = await import(new URL("../dist/site/core/second_look.js", import.meta.url).href);
core.initSync({ module: await readFile(new URL("../dist/site/core/second_look_bg.wasm", import.meta.url)) });

const TEXT = "One of my families 💚 told me that my manager is useless.";

/** @param {any} options what a caller without types could hand over */
const check = (options) => core.checkPost(TEXT, options);

test("options may be left out, whole or in part", () => {
  const plain = check(undefined);
  assert.equal(plain.verdict, "check");
  assert.deepEqual(check({}), plain);
  assert.deepEqual(check({ muted: undefined, audience: undefined }), plain);
  assert.deepEqual(check({ muted: [], muted_rules: [], audience: "unknown", author_employer: "unknown", author_job: "unknown", author_role: "social-worker", sensitivity: "usual" }), plain);
});

test("offsets fit the string, whatever stands before them", () => {
  const text = "\ud800 😊 One of my families";
  const [finding] = core.checkPost(text).findings;
  assert.ok(finding);
  const [{ start, end }] = finding.passages;
  assert.equal(text.slice(start, end), "One of my families");
});

test("the audience and the author change words and order, and nothing else", () => {
  const plain = check({});
  const told = check({ audience: "private", author_employer: "yes" });
  const without = (/** @type {typeof plain.findings} */ findings) =>
    findings.map(({ reason: _, ...rest }) => rest).sort((a, b) => a.id.localeCompare(b.id));
  assert.equal(told.verdict, plain.verdict);
  assert.deepEqual(without(told.findings), without(plain.findings));
  for (const { id, reason } of told.findings) {
    const own = plain.findings.find((finding) => finding.id === id)?.reason;
    assert.ok(own && reason.startsWith(own) && reason.includes("Even in a private message"), reason);
  }
});

test("a meaning that is none is refused, and one of another text is no harm", () => {
  for (const numbers of [[], [1], [0, 1], [Infinity], [-1, 2]]) {
    assert.throws(() => core.checkRead(TEXT, {}, new Float32Array(numbers)), { message: "meaning: is not what the encoder answers" });
  }
  const window = [0, 9999, ...Array(13).fill(9)];
  const piece = [12, 4000, ...Array(12).fill(9)];
  const report = core.checkRead("One of my families 💚 told me.", {}, new Float32Array([1, ...window, ...piece]));
  assert.equal(report.depth, "read");
  assert.ok(report.findings.every(({ passages }) => passages.every(({ start, end }) => start < end && end <= 30)));
});

test("what is muted is gone, by finding and by rule", () => {
  const { findings } = check({});
  for (const { id, rule } of findings) {
    assert.deepEqual(check({ muted: [id] }).findings, findings.filter((finding) => finding.id !== id));
    assert.deepEqual(check({ muted_rules: [rule] }).findings, findings.filter((finding) => finding.rule !== rule));
  }
  assert.deepEqual(check({ muted: ["no such finding"], muted_rules: ["no-such/rule"] }).findings, findings);
});

test("what is not known is refused, with its name and what is known", () => {
  const AUDIENCES = "`public`, `limited`, `private`, `unknown`";
  /** @type {[unknown, string][]} */
  const faults = [
    [{ audiance: "public" }, "options.audiance: unknown field `audiance`, expected one of `muted`, `muted_rules`, `audience`, `author_employer`, `author_job`, `author_role`, `sensitivity`"],
    [{ audience: "friends" }, `options.audience: unknown variant \`friends\`, expected one of ${AUDIENCES}`],
    [{ muted: [], author_job: "maybe" }, "options.author_job: unknown variant `maybe`, expected one of `yes`, `no`, `unknown`"],
    [{ author_role: "nurse" }, "options.author_role: unknown variant `nurse`, expected one of `social-worker`, `student`, `manager`"],
    [{ sensitivity: "high" }, "options.sensitivity: unknown variant `high`, expected `usual` or `more`"],
    [7, "options: must be an object, or left out"],
    [null, "options: must be an object, or left out"],
    ["public", "options: must be an object, or left out"],
  ];
  for (const [options, message] of faults) {
    assert.throws(() => check(options), { name: "Error", message }, JSON.stringify(options));
  }
  // What the library says of these is its own affair; the key is ours to name.
  for (const [options, key] of [[{ muted: "all" }, "muted"], [{ muted: [7] }, "muted"], [{ audience: 1 }, "audience"], [{ muted: null }, "muted"]]) {
    assert.throws(() => check(options), (error) => error instanceof Error && error.message.startsWith(`options.${key}: `), JSON.stringify(options));
  }
});

test("after an exception the core answers as before", () => {
  const before = check({});
  assert.throws(() => check({ nonsense: true }));
  assert.deepEqual(check({}), before);
});
