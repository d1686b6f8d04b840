// What was found in a draft, in words and as a list: the popup and the playground show it the same way.

import { element } from "./dom.js";

/**
 * @import { DraftSummary, FindingSummary, Verdict } from "../../extension/messages.js"
 * @import { Concern } from "./guidance-data.js"
 */

/** Longer lists help nobody; what is left out is said. */
const MOST_SHOWN = 60;

/** @type {Record<Verdict, string>} */
export const VERDICTS = {
  clear: "Looks fine",
  advisory: "Fine, with something to think over",
  check: "Worth a second look",
  stop: "Pause before you post this",
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
 * @param {Concern[]} concerns
 * @param {(finding: string) => void} choose
 */
export function findingsList(draft, concerns, choose) {
  /** @type {Map<string, FindingSummary[]>} */
  const groups = new Map();
  for (const finding of draft.findings) {
    const group = groups.get(finding.concern);
    if (group) group.push(finding);
    else groups.set(finding.concern, [finding]);
  }
  const list = element("ul", { class: "concerns" });
  let room = MOST_SHOWN;
  for (const [id, findings] of groups) {
    const shown = findings.slice(0, room);
    room -= shown.length;
    const title = concerns.find((concern) => concern.id === id)?.title ?? id;
    const entry = element("li", {},
      element("p", { class: "concern" }, element("strong", {}, title), " ", element("span", { class: "soft small" }, passagesInWords(findings.length))));
    if (shown.length) {
      entry.append(element("ul", {}, ...shown.map((finding) => element("li", {},
        element("button", { type: "button", class: `passage ${finding.severity}`, onclick: () => choose(finding.id) },
          element("q", {}, shortened(finding.passage)), element("span", { class: "reason" }, finding.reason))))));
    }
    if (shown.length < findings.length) {
      entry.append(element("p", { class: "soft small" }, `And ${passagesInWords(findings.length - shown.length)} more in the text itself.`));
    }
    list.append(entry);
  }
  return list;
}

/** @param {string} passage */
function shortened(passage) {
  const start = /^.{0,120}/su.exec(passage)?.[0] ?? "";
  return start.length < passage.length ? `${start}…` : passage;
}
