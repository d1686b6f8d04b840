// The audit: every post of the person's archives, checked one after the other. No more is held than the piece of a file
// that is being read; what is found goes out at once, in small parcels.

import { BrokenFile } from "./json-records.js";
import { excerpt } from "./excerpt.js";

/**
 * @import { Finding, Report, Severity } from "../../extension/messages.js"
 * @import { Piece } from "./excerpt.js"
 * @import { Medium } from "./post.js"
 * @import { Found, Trouble } from "./unpack.js"
 *
 * @typedef {object} Row  A post that deserves a second look.
 * @property {Medium} medium
 * @property {number} [at]
 * @property {string} [link]
 * @property {Piece[]} pieces
 * @property {{ concern: string, severity: Severity, reason: string, passage: string, clause?: string }[]} findings
 *
 * @typedef {object} Progress
 * @property {string} file that is being read
 * @property {number} read bytes
 * @property {number} total bytes
 * @property {number} posts that were checked
 *
 * @typedef {{ type: "progress", progress: Progress, rows: Row[] } | { type: "trouble", trouble: Trouble }} News
 */

/** No more findings of one post are listed. */
const MOST_FINDINGS = 12;

/** A passage is shortened to this in the list of findings. */
const LONGEST_PASSAGE = 200;

/**
 * @param {Found[]} files
 * @param {object} means
 * @param {(text: string) => Report} means.check
 * @param {() => Promise<void> | undefined} means.turn called between two pieces of a file: waits while the person pauses, and lets others have a turn
 * @returns {AsyncGenerator<News>} news after each piece of a file
 */
export async function* audit(files, { check, turn }) {
  const progress = { file: "", read: 0, total: files.reduce((sum, { size }) => sum + size, 0), posts: 0 };
  const seen = new Set();
  let before = 0;
  for (const file of files) {
    progress.file = file.name;
    /** @type {Row[]} */
    let rows = [];
    let records = 0;
    let foreign = 0;
    let pieceIsNew = false;
    const counted = async function* () {
      for await (const piece of file.pieces()) {
        pieceIsNew = true;
        yield piece;
        progress.read = Math.min(progress.read + piece.length, before + file.size);
        await turn();
      }
    };
    try {
      for await (const post of file.source.read(counted())) {
        records += 1;
        if (post === "foreign") foreign += 1;
        else if (post) {
          progress.posts += 1;
          const row = rowOf(file.source.medium, post, check(post.text));
          if (row && isNew(seen, row)) rows.push(row);
        }
        if (pieceIsNew) {
          pieceIsNew = false;
          yield { type: "progress", progress: { ...progress }, rows };
          rows = [];
        }
      }
      if (records > 0 && foreign === records) yield trouble(file, "It does not hold what a file of this name should. Make sure that it comes from an archive of your own.");
    } catch (error) {
      const done = records - foreign;
      const upTo = done > 0 ? `The first ${done.toLocaleString("en-GB")} entries were read. ` : "";
      const what = error instanceof BrokenFile ? `It is not in order: ${error.message}. ` : "It could not be read to its end. ";
      yield trouble(file, `${what}${upTo}Download the archive again, and leave its files as they are.`);
    }
    before += file.size;
    progress.read = before;
    yield { type: "progress", progress: { ...progress }, rows };
  }
}

/** @param {Found} file @param {string} why @returns {News} */
const trouble = ({ name }, why) => ({ type: "trouble", trouble: { name, why } });

/**
 * @param {Medium} medium
 * @param {import("./post.js").Post} post
 * @param {Report} report
 * @returns {Row | undefined}
 */
function rowOf(medium, { text, at, link }, { findings }) {
  if (findings.length === 0) return undefined;
  return {
    medium,
    ...(at !== undefined && { at }),
    ...(link !== undefined && { link }),
    pieces: excerpt(text, findings),
    findings: findings.slice(0, MOST_FINDINGS).map((finding) => ({
      concern: finding.concern,
      severity: finding.severity,
      reason: finding.reason,
      passage: passageOf(text, finding),
      ...(finding.guidance[0] !== undefined && { clause: finding.guidance[0] }),
    })),
  };
}

/** @param {string} text @param {Finding} finding */
const passageOf = (text, { passages }) =>
  passages.map(({ start, end }) => text.slice(start, end)).join(" · ").slice(0, LONGEST_PASSAGE).toWellFormed();

/**
 * Archives hold some posts twice: a picture's caption once more in its album, a file beside the archive it came from.
 *
 * @param {Set<string>} seen what was found so far
 * @param {Row} row
 */
function isNew(seen, { medium, at, pieces }) {
  const day = Math.floor((at ?? 0) / 86_400_000);
  const key = `${medium} ${day} ${pieces.map(({ text }) => text).join("").slice(0, 300)}`;
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}
