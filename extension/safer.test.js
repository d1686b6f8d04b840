import assert from "node:assert/strict";
import { test } from "node:test";
import { allWordings, saferWording, supervisionQuestion } from "./safer.js";

/** @import { Guidance } from "./messages.js" */

const user = { concern: /** @type {const} */ ("service-user"), rule: "service-user/beside-somebody" };

test("a passage is put in general: no time, place, age or event", () => {
  const post = "three hours in A&E with a 15yo who’d swallowed batteries in Leeds";
  assert.equal(saferWording(user, ["a 15yo who’d swallowed batteries"], post), "In our work, some days are spent in hospital with children and young people.");
  assert.equal(saferWording(user, ["one of my families"], "Saw one of my families today."), "In our work we support families in many ways.");
  assert.equal(saferWording(user, ["Mrs Pemberton"], "Mrs Pemberton"), "In our work we support people in many ways.");
});

test("nothing of a passage comes along, whatever stands in it", () => {
  const wordings = allWordings();
  assert.ok(wordings.size > 40);
  for (const concern of /** @type {const} */ (["service-user", "jigsaw", "proceedings", "colleague", "employer", "public-confidence", "contact"])) {
    for (const words of ["Keeley, 9yo, of 4 Elm Road", "$& $1 In our work", "the family of 07700 900123", "", "a".repeat(5000)]) {
      const wording = saferWording({ concern, rule: `${concern}/any` }, [words], words);
      assert.ok(wording !== undefined && wordings.has(wording), `${concern}: ${words}`);
    }
  }
});

test("where a general sentence would only cover something up, or nothing would serve, there is none", () => {
  for (const concern of /** @type {const} */ (["self-disclosure", "abuse", "online-search", "case-material", "identifier"])) {
    assert.equal(saferWording({ concern, rule: `${concern}/any` }, ["words"], "words"), undefined, concern);
  }
  assert.equal(saferWording({ concern: "public-confidence", rule: "public-confidence/records" }, ["words"], "words"), undefined);
});

test("the question for supervision names the concern, the clause and the site", () => {
  const clause = /** @type {Guidance} */ ({ publisher: "Social Work England", title: "Professional standards", clause: "2.6" });
  assert.equal(
    supervisionQuestion(user, clause, "www.facebook.com"),
    "Before I post something on Facebook, may I talk it through with you? It may be about “Someone you support”. " +
      "The guidance that it touches: Social Work England, Professional standards 2.6. I have left all details out of this message.",
  );
  assert.equal(supervisionQuestion({ concern: "self-disclosure" }, clause, "x.com"), undefined);
  assert.match(supervisionQuestion(user, undefined, "forum.example.org") ?? "", /^Before I post something on forum\.example\.org, .*“Someone you support”\. I have left/);
});
