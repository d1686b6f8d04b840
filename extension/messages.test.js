import assert from "node:assert/strict";
import { test } from "node:test";
import * as messages from "./messages.js";

/** @returns {any} */
const finding = () => ({
  id: "a1b2",
  concern: "service-user",
  rule: "service-user/visit",
  severity: "medium",
  certainty: "certain",
  passages: [{ start: 2, end: 9 }],
  reason: "It could tell somebody whom you support.",
  tip: "Speak of your work in general.",
  guidance: ["swe-2.2"],
});

/** @returns {any} */
const estimate = () => ({
  summary: "By age alone, about 900 people in Grimsby fit.",
  steps: [{ detail: "Aged 15", says: "about 1 in 90 people", leaves: "leaves about 900 people", source: "ONS", url: "https://www.ons.gov.uk/" }],
  uncounted: ["When it happened."],
  caution: "The truth may be half as many or twice as many.",
});

/** @returns {any} */
const guidance = () => ({
  id: "swe-2.2",
  title: "Professional standards",
  clause: "2.2",
  publisher: "Social Work England",
  jurisdiction: "England",
  edition: "2019",
  url: "https://www.socialworkengland.org.uk/",
  verbatim: true,
  text: "Respect and maintain people’s dignity and privacy.",
  checked_on: "2026-11-28",
});

/** @returns {any} */
const report = () => ({
  type: "report",
  seq: 1,
  composer: "c1",
  report: { verdict: "check", findings: [finding()], depth: "instant" },
  guidance: { "swe-2.2": guidance() },
});

/** One good message of each kind, with its validator. @type {[(value: unknown) => boolean, () => any][]} */
const KINDS = [
  [messages.isCheck, () => ({ type: "check", seq: 0, composer: "c1", text: "", audience: "unknown", depth: "read" })],
  [messages.isTally, () => ({ type: "tally", count: 3 })],
  [messages.isReportMessage, report],
  [messages.isFailed, () => ({ type: "failed", seq: 4, composer: "c1", reason: "It did not start." })],
  [messages.isDropped, () => ({ type: "dropped", seq: 4, composer: "c1" })],
  [messages.isOpenGuidance, () => ({ type: "open-guidance", id: "swe-2.2" })],
  [messages.isOpenSettings, () => ({ type: "open-settings" })],
  [messages.isOpenPanel, () => ({ type: "open-panel" })],
  [messages.isSummarise, () => ({ type: "summarise" })],
  [messages.isShow, () => ({ type: "show", composer: "c1", finding: "a1b2" })],
  [messages.isSwitch, () => ({ type: "switch", on: false })],
  [
    messages.isSummary,
    () => ({
      site: "x.com",
      on: true,
      drafts: [
        {
          composer: "c1",
          label: "Post 1",
          verdict: "check",
          audience: "public",
          attachments: ["picture"],
          findings: [{ id: "a1b2", concern: "service-user", severity: "medium", passage: "my 2pm", reason: "Because." }],
        },
      ],
    }),
  ],
];

test("each validator takes its own kind and no other", () => {
  for (const [validate, good] of KINDS) {
    assert.equal(validate(good()), true, validate.name);
    for (const [other, message] of KINDS) if (other !== validate) assert.equal(validate(message()), false, `${validate.name} took ${other.name}`);
  }
});

test("a message without one of its fields, or with another kind of value in it, is refused", () => {
  for (const [validate, good] of KINDS) {
    for (const key of Object.keys(good())) {
      const lacking = good();
      delete lacking[key];
      assert.equal(validate(lacking), false, `${validate.name} without ${key}`);
      assert.equal(validate({ ...good(), [key]: Symbol() }), false, `${validate.name} with a strange ${key}`);
    }
    for (const nothing of [undefined, null, 0, "check", [], [good()]]) assert.equal(validate(nothing), false, validate.name);
  }
});

test("a report is refused for any fault within", () => {
  /** @type {((message: any) => void)[]} */
  const faults = [
    (message) => (message.report.verdict = "unlawful"),
    (message) => (message.report.findings[0].severity = "extreme"),
    (message) => (message.report.findings[0].passages = []),
    (message) => (message.report.findings[0].passages = [{ start: 9, end: 2 }]),
    (message) => (message.report.findings[0].passages = [{ start: -1, end: 2 }]),
    (message) => (message.report.findings[0].passages = [{ start: 0.5, end: 2 }]),
    (message) => (message.report.findings[0].guidance = [7]),
    (message) => (message.report.findings[0].id = "a b"),
    (message) => (message.guidance["swe-2.2"].verbatim = "yes"),
    (message) => (message.guidance["swe-2.2"].text = undefined),
    (message) => (message.seq = "1"),
  ];
  for (const spoil of faults) {
    const message = report();
    spoil(message);
    assert.equal(messages.isReportMessage(message), false, String(spoil));
  }
});

test("an estimate is taken whole or not at all", () => {
  const message = report();
  message.report.findings[0].estimate = estimate();
  assert.equal(messages.isReportMessage(message), true);
  /** @type {((estimate: any) => void)[]} */
  const faults = [
    (estimate) => delete estimate.summary,
    (estimate) => (estimate.caution = 7),
    (estimate) => delete estimate.steps[0].leaves,
    (estimate) => (estimate.steps = ["Aged 15"]),
    (estimate) => (estimate.uncounted = [null]),
    (estimate) => (estimate.uncounted = Array(101).fill("")),
  ];
  for (const spoil of faults) {
    message.report.findings[0].estimate = estimate();
    spoil(message.report.findings[0].estimate);
    assert.equal(messages.isReportMessage(message), false, String(spoil));
  }
  message.report.findings[0].estimate = null;
  assert.equal(messages.isReportMessage(message), false, "null");
});

test("text beyond the longest draft is refused", () => {
  const [validate, good] = KINDS[0];
  assert.equal(validate({ ...good(), text: "a".repeat(messages.LONGEST_DRAFT) }), true);
  assert.equal(validate({ ...good(), text: "a".repeat(messages.LONGEST_DRAFT + 1) }), false);
});

test("a depth that is not known is refused", () => {
  const [validate, good] = KINDS[0];
  for (const depth of ["instant", "read"]) assert.equal(validate({ ...good(), depth }), true, depth);
  for (const depth of ["deep", "Read", "", null, 1]) assert.equal(validate({ ...good(), depth }), false, String(depth));
});

test("an audience that is not known is refused", () => {
  const [validate, good] = KINDS[0];
  for (const audience of ["public", "limited", "private", "unknown"]) assert.equal(validate({ ...good(), audience }), true, audience);
  for (const audience of ["friends", "Public", "", null, 1]) assert.equal(validate({ ...good(), audience }), false, String(audience));
});
