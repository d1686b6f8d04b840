// Facebook: the JSON form of "Download your information". Posts and comments are records with a time in seconds; captions of
// pictures stand in their attachments, in albums and in lists of their own.
//
// Facebook writes each byte of the UTF-8 text as if it were a character: "é" arrives as "Ã©". It does not say where a post
// stands on the site, so the link is to the person's activity log.

import { isRecord, validTime } from "./post.js";

/** @import { Read } from "./post.js" */

export const ACTIVITY_LOG = "https://www.facebook.com/me/allactivity";

/** Posts on the own page, in groups and on others' pages. @param {unknown} record @returns {Read} */
export function readPost(record) {
  if (!isRecord(record) || record.timestamp === undefined) return "foreign";
  const own = list(record.data).map(({ post }) => post);
  const captions = list(record.attachments).flatMap(({ data }) => list(data)).flatMap(({ media, note }) => [media, note].filter(isRecord))
    .flatMap(({ description, text }) => [description, text]);
  return made([...own, ...captions], record.timestamp);
}

/** @param {unknown} record @returns {Read} */
export function readComment(record) {
  if (!isRecord(record) || record.timestamp === undefined) return "foreign";
  return made(list(record.data).map(({ comment }) => isRecord(comment) && comment.comment), record.timestamp);
}

/** A picture or video of an album. @param {unknown} record @returns {Read} */
export function readCaption(record) {
  if (!isRecord(record)) return "foreign";
  return made([record.description], record.creation_timestamp);
}

/** @param {unknown} value @returns {Record<string, unknown>[]} */
const list = (value) => (Array.isArray(value) ? value.filter(isRecord) : []);

/** @param {unknown[]} pieces @param {unknown} seconds @returns {Read} */
function made(pieces, seconds) {
  const words = pieces.filter((piece) => typeof piece === "string").map((piece) => mend(piece).trim()).filter(Boolean);
  if (words.length === 0) return undefined;
  // A picture's caption is often the post once more.
  return { text: [...new Set(words)].join("\n\n"), at: validTime(Number(seconds) * 1000), link: ACTIVITY_LOG };
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The text as it was written: bytes that were taken for characters are put together again. A text that has other
 * characters, or is not UTF-8 underneath, is left as it is.
 *
 * @param {string} text
 */
export function mend(text) {
  if (!/[\x80-\xff]/.test(text) || /[^\x00-\xff]/.test(text)) return text;
  try {
    return utf8.decode(Uint8Array.from(text, (character) => character.charCodeAt(0)));
  } catch {
    return text;
  }
}
