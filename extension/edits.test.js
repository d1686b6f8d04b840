import assert from "node:assert/strict";
import { test } from "node:test";
import { editBetween, moveFindings } from "./edits.js";

/** @param {string} text @param {...string} words @returns {any} a finding whose passages are these words */
const findingOf = (text, ...words) => ({
  passages: words.map((word) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length })),
});

/** @param {string} before @param {string} after @param {...string} words the passages of one finding, as read after the edit */
function moved(before, after, ...words) {
  const [finding] = moveFindings([findingOf(before, ...words)], before, after);
  return finding?.passages.map(({ start, end }) => after.slice(start, end));
}

const POST = "I saw my 2pm at Elm Road today.";

test("an edit is what lies between the common beginning and end", () => {
  assert.deepEqual(editBetween("abc", "abXc"), { start: 2, removed: 0, added: 1 });
  assert.deepEqual(editBetween("abc", "ac"), { start: 1, removed: 1, added: 0 });
  assert.deepEqual(editBetween("aa", "aaa"), { start: 2, removed: 0, added: 1 });
  assert.deepEqual(editBetween("", "abc"), { start: 0, removed: 0, added: 3 });
  assert.deepEqual(editBetween("abc", "abc"), { start: 3, removed: 0, added: 0 });
});

test("passages before an edit stay and those after it move", () => {
  assert.deepEqual(moved(POST, POST.replace("today", "late today"), "my 2pm"), ["my 2pm"]);
  assert.deepEqual(moved(POST, `🙂 ${POST}`, "my 2pm"), ["my 2pm"]);
  assert.deepEqual(moved(POST, POST.slice(6), "my 2pm"), ["my 2pm"]);
  assert.deepEqual(moved(POST, POST.replace(" at ", ", at "), "my 2pm", "Elm Road"), ["my 2pm", "Elm Road"]);
});

test("a passage that an edit touches is gone", () => {
  assert.equal(moved(POST, POST.replace("2pm", "3pm"), "my 2pm"), undefined);
  assert.equal(moved(POST, POST.replace("my ", ""), "my 2pm"), undefined);
  assert.equal(moved(POST, "", "my 2pm"), undefined);
});

test("a word that grows at its edge is another word", () => {
  assert.equal(moved(POST, POST.replace("2pm", "2pms"), "my 2pm"), undefined);
  assert.equal(moved(POST, POST.replace("my", "tommy"), "my 2pm"), undefined);
  assert.deepEqual(moved(POST, POST.replace("2pm", "2pm,"), "my 2pm"), ["my 2pm"]);
});

test("details that belong together go together", () => {
  assert.equal(moved(POST, POST.replace("Elm", "Oak"), "my 2pm", "Elm Road"), undefined);
});

test("wherever one text is edited, a finding that is left has its own words", () => {
  const words = ["my 2pm", "Elm Road"];
  for (let start = 0; start <= POST.length; start++) {
    for (let end = start; end <= POST.length; end++) {
      for (const added of ["", "x", " ", "my 2pm", "\n"]) {
        const after = POST.slice(0, start) + added + POST.slice(end);
        const left = moved(POST, after, ...words);
        if (left) assert.deepEqual(left, words, JSON.stringify(after));
      }
    }
  }
});
