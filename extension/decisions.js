/**
 * The decision record: what an entry may hold, and what never becomes one.
 *
 * It is the person's own note of what they decided about a passage, and why. Findings about the person's own life and
 * beliefs are never offered for it: a record of them would be a record of beliefs.
 */

import { CONCERNS } from "./words.js";

/**
 * @typedef {object} Decision
 * @property {string} date "2026-11-28"
 * @property {string} site where the post was to stand
 * @property {string} concern one of those that may be recorded
 * @property {string} clause id of the guidance, or nothing
 * @property {string} decision one of DECISIONS
 * @property {string} words the person's own
 * @property {string} [passage] only if the person wished to keep it
 */

const NEVER_RECORDED = ["self-disclosure"];

export const RECORDED_CONCERNS = Object.keys(CONCERNS).filter((concern) => !NEVER_RECORDED.includes(concern));

/** @param {unknown} concern @returns {concern is string} */
export const mayBeRecorded = (concern) => typeof concern === "string" && RECORDED_CONCERNS.includes(concern);

/** @type {Record<string, string>} */
export const DECISIONS = {
  changed: "I changed the post",
  "not-posted": "I did not post it",
  posted: "I posted it as it was",
  asked: "I asked first",
  removed: "I took a post down",
  other: "Something else",
};

/** How long each text of an entry may be. */
export const LONGEST = { site: 200, words: 10_000, passage: 10_000 };

/**
 * @param {unknown} value
 * @returns {value is Decision} whether it can be kept
 */
export function isDecision(value) {
  if (typeof value !== "object" || value === null) return false;
  const { date, site, concern, clause, decision, words, passage } = /** @type {Record<string, unknown>} */ (value);
  const isText = (/** @type {unknown} */ text, /** @type {number} */ longest) => typeof text === "string" && text.length <= longest;
  return typeof date === "string" && /^\d{4}-\d\d-\d\d$/.test(date) && isText(site, LONGEST.site) && mayBeRecorded(concern) && isText(clause, 200) &&
    typeof decision === "string" && Object.hasOwn(DECISIONS, decision) && isText(words, LONGEST.words) && (passage === undefined || isText(passage, LONGEST.passage));
}

/**
 * The address of the form: what was decided about, and where to ask for the passage. Never a word of the draft.
 *
 * @param {{ concern: string, clause: string, note: number }} message
 * @param {{ site: string, tab: number }} from
 */
export const recordPath = ({ concern, clause, note }, { site, tab }) =>
  `www/record.html#${new URLSearchParams({ concern, clause, site, tab: String(tab), note: String(note) })}`;

/**
 * What an address of the form says; nothing that may not be recorded.
 *
 * @param {string} hash
 */
export function fromAddress(hash) {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const concern = said.get("concern");
  const [tab, note] = ["tab", "note"].map((key) => Number(said.get(key) ?? NaN));
  return {
    concern: mayBeRecorded(concern) ? concern : "",
    clause: said.get("clause") ?? "",
    site: (said.get("site") ?? "").slice(0, LONGEST.site),
    ...(mayBeRecorded(concern) && Number.isSafeInteger(tab) && Number.isSafeInteger(note) && { passageAt: { tab, note } }),
  };
}
