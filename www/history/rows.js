// What is done with the rows that were found, apart from showing them: newest first, filtered, counted, as a table.

/** @import { Row } from "./audit.js" */

/** Nothing about a person's beliefs and private life is written into a file: it is shown here, and that is all. */
export const NEVER_EXPORTED = "self-disclosure";

/** @param {Row[]} rows @returns {Row[]} newest first; those without a date last */
export const newestFirst = (rows) => rows.toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0));

/** @param {Row} row @returns {string} the year, or nothing */
export const yearOf = ({ at }) => (at === undefined ? "" : String(new Date(at).getUTCFullYear()));

/**
 * @param {Row[]} rows
 * @param {{ concern: string, year: string }} choice an empty one takes all; the year "none" those without a date
 */
export const filtered = (rows, { concern, year }) =>
  rows.filter((row) => (concern === "" || row.findings.some((finding) => finding.concern === concern)) && (year === "" || (yearOf(row) || "none") === year));

/**
 * How many rows there are of each kind.
 *
 * @param {Row[]} rows
 * @param {(row: Row) => Iterable<string>} kinds
 * @returns {Map<string, number>}
 */
export function counted(rows, kinds) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const row of rows) for (const kind of new Set(kinds(row))) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

export const COLUMNS = ["Date", "Site", "Concern", "Passage", "Why", "Link"];

/**
 * @param {Row[]} rows
 * @param {{ site: (medium: string) => string, concern: (id: string) => string }} names
 * @returns {string[][]} a line for each finding
 */
export const table = (rows, names) =>
  rows.flatMap(({ at, medium, findings, link = "" }) =>
    findings.filter(({ concern }) => concern !== NEVER_EXPORTED).map(({ concern, passage, reason }) =>
      [at === undefined ? "" : new Date(at).toISOString().slice(0, 10), names.site(medium), names.concern(concern), passage, reason, link]));
