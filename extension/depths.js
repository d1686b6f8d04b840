/**
 * The two depths of a draft's findings, shown together.
 *
 * The instant check answers at every keystroke, the reader once the person pauses. Until it has read again, what it
 * added last stays where its words stay, and what it withdrew does not come back with the next letter.
 */

import { moveFindings } from "./edits.js";

/** @import { Finding } from "./messages.js" */

/**
 * What the reader made of a draft, beside the instant check.
 * @typedef {object} Read
 * @property {Finding[]} added what it found by itself
 * @property {Set<string>} withdrawn ids of what the instant check suspects and the reader does not
 */

/** @type {Read} */
export const NOTHING_READ = { added: [], withdrawn: new Set() };

/** @param {Finding[]} instant @param {Finding[]} read both of the same text @returns {Read} */
export function difference(instant, read) {
  const suspected = new Set(instant.map(({ id }) => id));
  const stands = new Set(read.map(({ id }) => id));
  return {
    added: read.filter(({ id }) => !suspected.has(id)),
    withdrawn: new Set([...suspected].filter((id) => !stands.has(id))),
  };
}

/** Moves what was read across an edit. @param {Read} read @param {string} before @param {string} after @returns {Read} */
export const moveRead = (read, before, after) => ({ ...read, added: moveFindings(read.added, before, after) });

/** @type {Finding["severity"][]} */
const WORST_FIRST = ["high", "medium", "advisory"];

/**
 * @param {Finding[]} instant what the instant check says of a text
 * @param {Read} read what is left of the last reading
 * @returns {Finding[]} worst first
 */
export function together(instant, { added, withdrawn }) {
  const stands = instant.filter(({ id }) => !withdrawn.has(id));
  // The instant check may have come to see it too, in other words of the same passage.
  const isNews = (/** @type {Finding} */ one) =>
    !instant.some((other) => other.id === one.id || (other.concern === one.concern && overlap(one, other)));
  const rank = (/** @type {Finding} */ { severity }) => WORST_FIRST.indexOf(severity);
  return [...stands, ...added.filter(isNews)].sort((a, b) => rank(a) - rank(b));
}

/** @param {Finding} a @param {Finding} b */
const overlap = (a, b) => a.passages.some((p) => b.passages.some((q) => p.start < q.end && q.start < p.end));
