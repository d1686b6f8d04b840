// Finding entries of the decision record, and writing them as a table.

import { DECISIONS } from "../../extension/decisions.js";
import { concernName } from "../../extension/words.js";

/** @import { Entry } from "./store.js" */

/** @typedef {(id: string) => string} ClauseName a clause's name by its id */

/** @param {Entry} entry @param {ClauseName} clauseName everything that can be read of an entry */
const cells = ({ date, site, concern, clause, decision, words, passage = "" }, clauseName) =>
  [date, site, concernName(concern), clauseName(clause), DECISIONS[decision], words, passage];

export const COLUMNS = ["Date", "Site", "Concern", "Guidance", "Decision", "In my own words", "Passage"];

/** @param {Entry[]} entries @param {ClauseName} clauseName */
export const table = (entries, clauseName) => entries.map((entry) => cells(entry, clauseName));

/**
 * The entries that have every word of the question somewhere, whatever the case.
 *
 * @param {Entry[]} entries
 * @param {string} question
 * @param {ClauseName} clauseName
 */
export function matching(entries, question, clauseName) {
  const words = question.toLocaleLowerCase("en-GB").split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    const text = cells(entry, clauseName).join("\n").toLocaleLowerCase("en-GB");
    return words.every((word) => text.includes(word));
  });
}
