// X: `data/tweets.js` and its parts, `community-tweet.js`, and `note-tweet.js`, which holds long posts in full. Some older
// archives do not wrap each post in `tweet`.

import { isRecord, validTime } from "./post.js";

/** @import { Read } from "./post.js" */

/** @param {unknown} record @returns {Read} */
export function readTweet(record) {
  if (!isRecord(record)) return "foreign";
  const tweet = isRecord(record.tweet) ? record.tweet : record;
  const { full_text: full, text = full, created_at: created, id_str: id } = tweet;
  if (typeof text !== "string") return "foreign";
  if (text.startsWith("RT @")) return undefined; // somebody else's words
  return written({ text: decode(text), at: timeOf(created), ...(isNumber(id) && { link: `https://x.com/i/web/status/${id}` }) });
}

/** @param {unknown} record @returns {Read} */
export function readNote(record) {
  const note = isRecord(record) && record.noteTweet;
  if (!isRecord(note)) return "foreign";
  // Three names have been seen for what holds the text.
  const body = [note.core, note.noteTweetResults, note.noteTweetContents].find(isRecord);
  if (!body || typeof body.text !== "string") return "foreign";
  const { tweetId } = note;
  return written({ text: decode(body.text), at: timeOf(note.createdAt), ...(isNumber(tweetId) && { link: `https://x.com/i/web/status/${tweetId}` }) });
}

/** @param {import("./post.js").Post} post */
const written = (post) => (post.text.trim() === "" ? undefined : post);

/** @param {unknown} value */
const isNumber = (value) => typeof value === "string" && /^\d{1,25}$/.test(value);

/** X writes these three as HTML does, and no others. @param {string} text */
const decode = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/**
 * "Wed Oct 10 20:19:24 +0000 2018", or as ISO 8601 has it.
 *
 * @param {unknown} created
 */
function timeOf(created) {
  if (typeof created !== "string") return undefined;
  const [, month, day, time, year] = created.match(/^\w{3} (\w{3}) (\d\d) (\d\d:\d\d:\d\d) \+0000 (\d{4})$/) ?? [];
  return validTime(Date.parse(month ? `${day} ${month} ${year} ${time} GMT` : created));
}
