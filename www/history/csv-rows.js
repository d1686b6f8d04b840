// The rows of a CSV file, one after the other, each by the names of its header. The file is parsed as it comes in, so that
// no more than a piece of it is held.

import Papa from "papaparse";
import { BrokenFile } from "./json-records.js";

/** No post is so long: where a row does not end within so many characters, its quotation marks are not in order. */
const LONGEST_ROW = 1_000_000;

/**
 * @param {AsyncIterable<Uint8Array>} pieces of the file
 * @param {{ columns: string[], backslashes: boolean }} form the columns that there must be, and whether a quotation mark
 *   within a text is written `\"`
 * @returns {AsyncGenerator<Record<string, string>>}
 */
export async function* csvRows(pieces, { columns, backslashes }) {
  const parser = new Papa.Parser({ delimiter: ",", newline: "\n" });
  const decoder = new TextDecoder();
  /** @type {string[] | undefined} */
  let header;
  let rest = "";

  /** @param {string} text @param {boolean} isLast */
  function* parse(text, isLast) {
    /** @type {{ data: string[][], errors: { code: string }[], meta: { cursor: number } }} */
    const { data, errors, meta } = parser.parse(text, 0, !isLast);
    rest = isLast ? "" : text.slice(meta.cursor);
    for (const cells of data) {
      if (cells.length === 1 && cells[0].trim() === "") continue;
      if (!header) {
        header = cells.map((name) => name.trim());
        const missing = columns.filter((name) => !header?.includes(name));
        if (missing.length > 0) throw new BrokenFile(`its first line names no column “${missing.join("”, “")}”`);
        continue;
      }
      yield Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ""]));
    }
    if (isLast && errors.some(({ code }) => code === "MissingQuotes")) throw new BrokenFile("the file ends within a row");
  }

  /** Two characters that belong together must not be told apart by the end of a piece. @param {string} text */
  const plain = (text) => {
    const lines = text.replaceAll("\r\n", "\n");
    return backslashes ? lines.replaceAll('\\"', '""') : lines;
  };

  let held = "";
  for await (const piece of pieces) {
    const text = held + decoder.decode(piece, { stream: true });
    held = /[\r\\]$/.test(text) ? text.slice(-1) : "";
    yield* parse(rest + plain(held ? text.slice(0, -1) : text), false);
    if (rest.length > LONGEST_ROW) throw new BrokenFile("a quotation mark is missing");
  }
  yield* parse(rest + plain(held + decoder.decode()), true);
  if (!header) throw new BrokenFile("there is nothing in it");
}
