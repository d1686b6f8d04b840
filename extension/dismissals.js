/**
 * What the person set aside, and what that means for other findings. Judgement stays with the person: a finding that was
 * set aside stays so while its words stand, also when the next check finds them by another rule or reads a little more of
 * the sentence.
 *
 * - *Ignore here* sets aside this one finding in this draft. A later finding of the same concern, no graver, is taken for
 *   the same when most of its words were judged already; details that add up, and what says who someone is, only when all
 *   of them were.
 * - *Not about someone I support* sets aside all that rests on somebody being supported, about the same person: what stands
 *   in the same sentence, and in the sentences that a finding with several passages joins with it.
 * - *Ignore this kind on this site* goes by rule. It never reaches the gravest findings: a name or a record is looked at
 *   draft by draft.
 *
 * The first two live in the draft's memory and go with it. Of the third a rule's id and a host are stored (settings.js).
 */

import { moveFindings } from "./edits.js";

/** @import { Finding, Passage } from "./messages.js" */

/** @typedef {"here" | "not-supported"} Reach how far a press reaches */

/**
 * One press of the person, until they take it back.
 * @typedef {object} Dismissal
 * @property {Reach} reach
 * @property {Finding[]} findings that it set aside, the one that was pressed first
 * @property {Finding[]} standing those of them whose words still stand, where they stand now
 */

/** Concerns that are none where nobody is supported. */
const ABOUT_SUPPORTED = new Set(["service-user", "jigsaw", "identifier", "case-material", "proceedings", "online-search", "contact"]);

/** Concerns that one more word can make another matter. */
const BY_THE_WORD = new Set(["jigsaw", "identifier"]);

/** @param {Pick<Finding, "concern">} finding whether it rests on somebody being supported */
export const restsOnSupported = ({ concern }) => ABOUT_SUPPORTED.has(concern);

/** @param {Pick<Finding, "severity">} finding whether a whole kind of it can be ignored on a site */
export const canIgnoreKind = ({ severity }) => severity !== "high";

/**
 * @param {Reach} reach
 * @param {Finding} finding the one that was pressed
 * @param {Finding[]} findings all of the draft
 * @param {string} text
 * @returns {Dismissal}
 */
export function dismissal(reach, finding, findings, text) {
  const reached = reach === "here" ? [finding] : aboutTheSame(finding, findings, text);
  return { reach, findings: reached, standing: reached };
}

/**
 * The findings that rest on the same person: told by sentences, as the words for people are many and the sentences few.
 * @param {Finding} finding
 * @param {Finding[]} findings
 * @param {string} text
 * @returns {Finding[]} `finding` first
 */
function aboutTheSame(finding, findings, text) {
  const starts = [...new Intl.Segmenter("en-GB", { granularity: "sentence" }).segment(text)].map(({ index }) => index);
  const sentenceAt = (/** @type {number} */ at) => starts.findLastIndex((start) => start <= at);
  const sentencesOf = (/** @type {Finding} */ { passages }) =>
    passages.flatMap(({ start, end }) => {
      const first = sentenceAt(start);
      return Array.from({ length: sentenceAt(end - 1) - first + 1 }, (_, further) => first + further);
    });
  const reached = new Set(sentencesOf(finding));
  const found = new Set([finding]);
  for (let size = 0; size < found.size; ) {
    size = found.size;
    for (const other of findings) {
      if (found.has(other) || !restsOnSupported(other)) continue;
      const sentences = sentencesOf(other);
      if (!sentences.some((sentence) => reached.has(sentence))) continue;
      found.add(other);
      for (const sentence of sentences) reached.add(sentence);
    }
  }
  return [...found];
}

/** @param {Dismissal} dismissal @param {string} before @param {string} after moves it across an edit @returns {Dismissal} */
export const moveDismissal = (dismissal, before, after) => ({ ...dismissal, standing: moveFindings(dismissal.standing, before, after) });

/** @param {Finding} finding @param {Dismissal} dismissal whether it was set aside by this press */
export function isSetAside(finding, { reach, findings, standing }) {
  if (findings.some(({ id }) => id === finding.id)) return true;
  const alike = standing.filter((other) =>
    reach === "not-supported" ? restsOnSupported(finding) : other.concern === finding.concern && graveness(other) >= graveness(finding));
  const share = judgedShare(finding.passages, alike.flatMap(({ passages }) => passages));
  return reach === "here" && BY_THE_WORD.has(finding.concern) ? share === 1 : share > 0.5;
}

/** @param {Finding} finding */
const graveness = ({ severity }) => ["advisory", "medium", "high"].indexOf(severity);

/**
 * How much of these passages lies inside those that were judged.
 * @param {Passage[]} passages
 * @param {Passage[]} judged
 */
function judgedShare(passages, judged) {
  const ordered = judged.toSorted((a, b) => a.start - b.start);
  let all = 0;
  let inside = 0;
  for (const { start, end } of passages) {
    all += end - start;
    let from = start; // up to here it is counted
    for (const other of ordered) {
      from = Math.max(from, other.start);
      const to = Math.min(end, other.end);
      if (to <= from) continue;
      inside += to - from;
      from = to;
    }
  }
  return inside / all;
}
