// What was found in a draft, in words and as a list: the popup and the playground show it the same way, and with the
// words of the card.

import { NOT_COUNTED, SEVERITIES, WORKED_OUT, concernName, firstSentence, shorten } from "../../extension/words.js";
import { element, outwardLink } from "./dom.js";

/** @import { DraftSummary, Estimate, FindingSummary, Verdict } from "../../extension/messages.js" */

/** Longer lists help nobody; what is left out is said. */
const MOST_OF_A_CONCERN = 20;

/** @type {Record<Verdict, string>} */
export const VERDICTS = {
  clear: "Looks fine",
  advisory: SEVERITIES.advisory,
  check: SEVERITIES.medium,
  stop: SEVERITIES.high,
};

/**
 * "1 passage", "2 passages".
 *
 * @param {number} count
 */
export function passagesInWords(count) {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? "passage" : "passages"}`;
}

/**
 * The findings grouped by concern, worst first as they come; each passage is a button.
 *
 * @param {DraftSummary} draft
 * @param {(finding: string) => void} choose
 */
export function findingsList(draft, choose) {
  /** @type {Map<string, FindingSummary[]>} */
  const groups = new Map();
  for (const finding of draft.findings) {
    const group = groups.get(finding.concern);
    if (group) group.push(finding);
    else groups.set(finding.concern, [finding]);
  }
  return element("ul", { class: "concerns" }, ...[...groups].map(([concern, findings]) => group(concern, findings, choose)));
}

/**
 * @param {string} concern
 * @param {FindingSummary[]} findings
 * @param {(finding: string) => void} choose
 */
function group(concern, findings, choose) {
  const made = element("li", {},
    element("p", { class: "concern" },
      element("strong", {}, concernName(concern)), " ", element("span", { class: "soft small" }, passagesInWords(findings.length))),
    element("ul", {}, ...findings.slice(0, MOST_OF_A_CONCERN).map(({ id, severity, passage, reason, estimate }) => element("li", {},
      element("button", { type: "button", class: `passage ${severity}`, onclick: () => choose(id) },
        element("q", {}, shorten(passage, 120)), element("span", { class: "reason" }, firstSentence(reason))),
      ...(estimate ? [estimateElement(estimate)] : [])))));
  const more = findings.length - MOST_OF_A_CONCERN;
  if (more > 0) made.append(element("p", { class: "soft small" }, `And ${more.toLocaleString("en-GB")} more, marked in the text itself.`));
  return made;
}

/**
 * How many people some details fit: one sentence, and the arithmetic behind a triangle.
 *
 * @param {Estimate} estimate
 */
function estimateElement({ summary, steps, uncounted, caution }) {
  return element("div", { class: "estimate small" },
    element("p", {}, summary),
    element("details", {},
      element("summary", {}, WORKED_OUT),
      element("ol", {}, ...steps.map(({ detail, says, leaves, source, url }) => element("li", {},
        element("strong", {}, `${detail}: `), `${says}; `, element("strong", {}, leaves), ". ", outwardLink(url, source)))),
      ...(uncounted.length > 0
        ? [element("p", {}, element("strong", {}, NOT_COUNTED)), element("ul", {}, ...uncounted.map((line) => element("li", {}, line)))]
        : []),
      element("p", {}, caution)));
}
