// What is shown of a post: its words with the passages marked. Of a long post only what stands around them, so that a list
// of ten thousand stays small.

import { SEVERITIES } from "../../extension/words.js";

/** @import { Finding, Severity } from "../../extension/messages.js" */

/** @typedef {{ text: string, severity?: Severity }} Piece */

/** Up to here a post is shown in full. */
const SHORT = 600;

/** How much is shown on each side of a passage of a longer one. */
const AROUND = 120;

/** No more passages than this are marked. */
const MOST_PASSAGES = 12;

const WORST_FIRST = /** @type {Severity[]} */ (Object.keys(SEVERITIES));

/**
 * @param {string} text
 * @param {Finding[]} findings
 * @returns {Piece[]}
 */
export function excerpt(text, findings) {
  const passages = findings
    .flatMap(({ severity, passages }) => passages.map(({ start, end }) => ({ start, end, severity })))
    .slice(0, MOST_PASSAGES)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  /** @type {typeof passages} what overlaps is marked as one, as the worse of both */
  const marked = [];
  for (const passage of passages) {
    const last = marked.at(-1);
    if (!last || passage.start >= last.end) marked.push({ ...passage });
    else {
      last.end = Math.max(last.end, passage.end);
      if (WORST_FIRST.indexOf(passage.severity) < WORST_FIRST.indexOf(last.severity)) last.severity = passage.severity;
    }
  }
  const isShort = text.length <= SHORT;
  /** @type {Piece[]} */
  const pieces = [];
  let at = 0;
  for (const { start, end, severity } of marked) {
    pieces.push({ text: isShort ? text.slice(at, start) : between(text, at, start) }, { text: text.slice(start, end), severity });
    at = end;
  }
  pieces.push({ text: isShort ? text.slice(at) : between(text, at, text.length) });
  return pieces.filter(({ text }) => text !== "");
}

/** What stands between two passages, or before the first and after the last. @param {string} text @param {number} from @param {number} to */
function between(text, from, to) {
  const words = text.slice(from, to).toWellFormed();
  const before = from === 0 ? 0 : AROUND;
  const after = to === text.length ? 0 : AROUND;
  if (words.length <= before + after + 3) return words;
  return `${words.slice(0, before)}${before ? " " : ""}…${after ? " " : ""}${after ? words.slice(-after) : ""}`.toWellFormed();
}
