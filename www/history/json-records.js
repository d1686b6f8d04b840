// The records of a JSON file, one after the other, without ever holding more of it than a piece: archives can have hundreds
// of megabytes. A file is a list of records, or an object with lists of records in it.

import { JSONParser } from "@streamparser/json";

/** The file ends in the middle of a record, or is no JSON from some place on. What came before has been given. */
export class BrokenFile extends Error {}

const OPENING = ["[", "{"].map((bracket) => bracket.charCodeAt(0));

/** How much may stand before the first bracket: X puts the list into a variable, `window.YTD.tweets.part0 = [`. */
const LONGEST_START = 1000;

/**
 * @param {AsyncIterable<Uint8Array>} pieces of the file
 * @returns {AsyncGenerator<{ list: string, record: unknown }>} `list` is the name of the list that a record stands in, if it has one
 */
export async function* jsonRecords(pieces) {
  /** @type {{ list: string, record: unknown }[]} */
  let records = [];
  /** @type {JSONParser | undefined} */
  let parser;
  /** @type {Error | undefined} */
  let failure;
  let skipped = 0;
  for await (const piece of pieces) {
    let bytes = piece;
    if (!parser) {
      const start = piece.findIndex((byte) => OPENING.includes(byte));
      skipped += start < 0 ? piece.length : start;
      if (skipped > LONGEST_START) break;
      if (start < 0) continue;
      bytes = piece.subarray(start);
      parser = new JSONParser({ paths: [bytes[0] === OPENING[0] ? "$.*" : "$.*.*"], keepStack: false });
      parser.onValue = ({ value, stack }) => records.push({ list: String(stack[1]?.key ?? ""), record: value });
      parser.onError = (error) => (failure ??= error);
    }
    parser.write(bytes);
    yield* records;
    records = [];
    if (parser.isEnded) return; // X's older files have a semicolon after it
    if (failure) throw new BrokenFile(failure.message);
  }
  throw new BrokenFile(parser ? "the file ends too early" : "no list was found in it");
}
