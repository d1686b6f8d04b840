// Which files of an archive hold the person's own posts, and how each is read. All other files are left closed.

import { csvRows } from "./csv-rows.js";
import * as facebook from "./facebook.js";
import { jsonRecords } from "./json-records.js";
import * as linkedin from "./linkedin.js";
import { readNote, readTweet } from "./x.js";

/** @import { Medium, Read } from "./post.js" */

/**
 * @typedef {object} Source
 * @property {Medium} medium
 * @property {RegExp} path of the file, within the archive or by its name alone
 * @property {(pieces: AsyncIterable<Uint8Array>) => AsyncGenerator<Read>} read
 */

/** The names for the same file in a part: `tweets-part1.js`; and as browsers number a second download: `tweets (1).js`. */
const named = (/** @type {string} */ names, /** @type {string} */ ending) =>
  new RegExp(`(^|/)(${names})( ?\\(\\d+\\))?\\.${ending}$`, "i");

/** @param {(record: unknown) => Read} readRecord @param {RegExp} [lists] the names of the lists that count, where a file has several */
function json(readRecord, lists = /./) {
  return async function* (/** @type {AsyncIterable<Uint8Array>} */ pieces) {
    for await (const { list, record } of jsonRecords(pieces)) {
      if (list === "" || lists.test(list)) yield readRecord(record);
    }
  };
}

/** @param {(row: unknown) => Read} readRow @param {{ columns: string[], backslashes: boolean }} form */
function csv(readRow, form) {
  return async function* (/** @type {AsyncIterable<Uint8Array>} */ pieces) {
    for await (const row of csvRows(pieces, form)) yield readRow(row);
  };
}

/** @type {Source[]} */
export const SOURCES = [
  { medium: "x", path: named("(tweets?|community-tweet)(-part\\d+)?", "js"), read: json(readTweet) },
  { medium: "x", path: named("note-tweet(-part\\d+)?", "js"), read: json(readNote) },
  {
    medium: "facebook",
    path: named("(your_posts|your_posts__check_ins__photos_and_videos|profile_posts)(_\\d+)?|posts_on_other_pages_and_profiles|your_posts_in_groups|group_posts_and_comments", "json"),
    read: json(facebook.readPost, /post/),
  },
  { medium: "facebook", path: named("comments(_\\d+)?|your_comments_in_groups", "json"), read: json(facebook.readComment, /comment/) },
  { medium: "facebook", path: /(^|\/)(album\/\d+|your_videos|your_uncategorized_photos)\.json$/i, read: json(facebook.readCaption, /photo|video/) },
  { medium: "linkedin", path: named("shares(_\\d+)?", "csv"), read: csv(linkedin.readShare, { columns: ["Date", "ShareCommentary"], backslashes: false }) },
  { medium: "linkedin", path: named("comments(_\\d+)?", "csv"), read: csv(linkedin.readComment, { columns: ["Date", "Message"], backslashes: true }) },
];

/** @param {string} path @returns {Source | undefined} */
export const sourceOf = (path) => SOURCES.find((source) => source.path.test(path));

/**
 * Why nothing was found among some files that are not the person's posts, and what to do about it.
 *
 * @param {string[]} paths
 * @returns {string}
 */
export function whyNone(paths) {
  const has = (/** @type {RegExp} */ pattern) => paths.some((path) => pattern.test(path));
  if (has(/(^|\/)(your_posts|comments|your_facebook_activity|posts)\b.*\.html?$/i)) {
    return "This is Facebook’s archive as web pages. Ask Facebook for it again and choose the format JSON.";
  }
  if (has(/(^|\/)data\/js\/tweets\//i)) return "This is an archive that X made before 2019, in a form that is not read here. Ask X for a new one.";
  if (has(/(^|\/)(Connections|Profile|Invitations|messages)\.csv$/i)) {
    return "This is LinkedIn’s archive without your posts. Ask LinkedIn for the larger archive, which has Shares and Comments in it.";
  }
  if (has(/(^|\/)(like|follower|account|direct-messages?|deleted-tweets)\.js$/i)) return "These are files of X’s archive, but not the posts. Choose tweets.js, or the whole archive.";
  return "There are no posts of yours in it that Second Look knows how to read. It reads the archives of X, Facebook (in the format JSON) and LinkedIn.";
}
