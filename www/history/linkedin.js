// LinkedIn: `Shares.csv` and `Comments.csv`, in newer archives with the member's number in the name. In shares each line of
// a longer text stands in quotation marks of its own; in comments a quotation mark is written as `\"`.

import { isRecord, validTime } from "./post.js";

/** @import { Read } from "./post.js" */

/** @param {unknown} row @returns {Read} */
export function readShare(row) {
  if (!isRecord(row) || typeof row.ShareCommentary !== "string") return "foreign";
  return made(row.ShareCommentary.replaceAll('"\n"', "\n"), row.Date, row.ShareLink);
}

/** @param {unknown} row @returns {Read} */
export function readComment(row) {
  if (!isRecord(row) || typeof row.Message !== "string") return "foreign";
  return made(row.Message, row.Date, row.Link);
}

/** @param {string} text @param {unknown} date @param {unknown} link @returns {Read} */
function made(text, date, link) {
  if (text.trim() === "") return undefined; // passed on without a word
  const at = typeof date === "string" ? validTime(Date.parse(`${date.slice(0, 10)}T${date.slice(11, 19) || "12:00:00"}Z`)) : undefined;
  return { text, at, ...(isOwnPage(link) && { link }) };
}

/** @param {unknown} link @returns {link is string} */
function isOwnPage(link) {
  if (typeof link !== "string" || !URL.canParse(link)) return false;
  const { protocol, hostname } = new URL(link);
  return protocol === "https:" && (hostname === "linkedin.com" || hostname.endsWith(".linkedin.com"));
}
