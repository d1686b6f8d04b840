/**
 * The catalogue of guidance by id, and the part of it that a report cites.
 *
 * Only what a report cites crosses to the content script, so that a card can show the clause without a
 * second question. The background and the playground page both answer checks this way.
 */

/** @import { Guidance, GuidanceById, Report } from "./messages.js" */

/** @param {Guidance[]} items @returns {Map<string, Guidance>} */
export const byId = (items) => new Map(items.map((item) => [item.id, item]));

/**
 * @param {Report} report
 * @param {Map<string, Guidance>} catalogue
 * @returns {GuidanceById}
 */
export function citedBy(report, catalogue) {
  /** @type {GuidanceById} */
  const cited = {};
  for (const id of new Set(report.findings.flatMap((finding) => finding.guidance))) {
    const item = catalogue.get(id);
    if (item) cited[id] = item;
  }
  return cited;
}
