import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { badgeWords, CONCERNS, concernName, firstSentence, kindName, shorten } from "./words.js";

/** @param {...string} severities @returns {any} */
const draft = (...severities) => ({ text: "x", findings: severities.map((severity) => ({ severity })), attachments: [], reminders: [], tooLong: false, settled: true });

test("the badge counts what is to be checked before what is to be thought about", () => {
  assert.equal(badgeWords(draft("high", "medium", "advisory")), "2 to check");
  assert.equal(badgeWords(draft("advisory")), "1 to think about");
  assert.equal(badgeWords(draft()), "looks fine");
});

test("the badge says nothing new before there is an answer, and never that an unchecked draft is fine", () => {
  assert.equal(badgeWords({ ...draft(), settled: false }), undefined);
  assert.equal(badgeWords({ ...draft(), text: " " }), "");
  assert.equal(badgeWords({ ...draft(), failed: "It did not start." }), "not checked");
  assert.equal(badgeWords({ ...draft(), tooLong: true }), "too long to check");
});

test("the badge reminds of what is attached, and does not call fine what nobody looked at", () => {
  /** @param {...string} kinds */
  const attached = (...kinds) => ({ attachments: kinds, reminders: kinds });
  assert.equal(badgeWords({ ...draft("high"), ...attached("picture") }), "1 to check; look at the picture");
  assert.equal(badgeWords({ ...draft(), ...attached("video", "place") }), "words look fine; look at the video and the place");
  assert.equal(badgeWords({ ...draft(), attachments: ["picture"] }), "words look fine");
  assert.equal(badgeWords({ ...draft(), ...attached("picture"), text: "" }), "look at the picture");
});

test("a list has the first sentence of a reason", () => {
  assert.equal(firstSentence("This names somebody. This post is public: anyone may read it."), "This names somebody.");
  assert.equal(firstSentence("No end"), "No end");
});

test("a concern has the same title on a card and on the guidance page", async () => {
  const toml = await readFile(new URL("../crate/guidance/concerns.toml", import.meta.url), "utf8");
  const titles = [...toml.matchAll(/^\[\[concern\]\]\nid = "(.+)"\ntitle = "(.+)"$/gm)].map(([, id, title]) => [id, title]);
  assert.equal(titles.length, toml.split("[[concern]]").length - 1);
  assert.deepEqual(CONCERNS, Object.fromEntries(titles));
});

test("a concern without a name of its own is shown in words", () => {
  assert.equal(concernName("service-user"), "Someone you support");
  assert.equal(concernName("local-policy"), "local policy");
});

test("a kind is named by its rule", () => {
  assert.equal(kindName("employer/how-many-left"), "Where you work: how many left");
  assert.equal(kindName("reader/employer"), "Where you work, read from the meaning");
});

test("words are cut at a whole character", () => {
  assert.equal(shorten("one\n two", 20), "one two");
  assert.equal(shorten("abcdef", 4), "abc…");
  assert.equal(shorten("ab🙂cd", 4), "ab…");
});
