// A table as a file for the person's own use. A cell that a spreadsheet would take for a formula is made plain text.

import Papa from "papaparse";
import { element } from "./dom.js";

/**
 * @param {string[]} columns
 * @param {string[][]} rows
 */
export const toCsv = (columns, rows) => Papa.unparse({ fields: columns, data: rows }, { escapeFormulae: true, newline: "\r\n" });

/**
 * Hands the person a file. Nothing leaves the computer.
 *
 * @param {string} name
 * @param {string} csv
 */
export function saveCsv(name, csv) {
  // Excel takes a file for UTF-8 only if it says so.
  const url = URL.createObjectURL(new Blob(["\ufeff", csv], { type: "text/csv" }));
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
