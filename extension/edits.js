/**
 * Moves findings across an edit, for the moment until the text is checked again.
 *
 * An edit is what lies between the longest common beginning and end of two texts. A finding that the
 * edit leaves alone moves with its words; one that it touches is gone until the answer is here, so a
 * mark never stands under words that were not judged.
 */

/** @import { Finding } from "./messages.js" */

/**
 * @param {string} before
 * @param {string} after
 * @returns {{ start: number, removed: number, added: number }}
 */
export function editBetween(before, after) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  ) {
    same++;
  }
  return { start, removed: before.length - start - same, added: after.length - start - same };
}

/**
 * @param {Finding[]} findings of `before`
 * @param {string} before
 * @param {string} after
 * @returns {Finding[]} those that still stand, at their places in `after`
 */
export function moveFindings(findings, before, after) {
  if (findings.length === 0) return findings;
  const { start, removed, added } = editBetween(before, after);
  const end = start + removed;
  const shift = added - removed;
  const addedText = after.slice(start, start + added);
  // Words grow at their edges: a letter typed right beside a passage makes it another word.
  const growsLeft = /^[\p{L}\p{N}]/u.test(addedText);
  const growsRight = /[\p{L}\p{N}]$/u.test(addedText);
  /** @type {Finding[]} */
  const moved = [];
  for (const finding of findings) {
    const passages = [];
    for (const passage of finding.passages) {
      const isBefore = growsLeft ? passage.end < start : passage.end <= start;
      const isAfter = growsRight ? passage.start > end : passage.start >= end;
      if (isBefore) passages.push(passage);
      else if (isAfter) passages.push({ start: passage.start + shift, end: passage.end + shift });
      else break;
    }
    if (passages.length === finding.passages.length) moved.push({ ...finding, passages });
  }
  return moved;
}
