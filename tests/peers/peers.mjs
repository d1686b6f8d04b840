// Runs the recognisers in JavaScript over the posts; see peers.py.

import { createInterface } from "node:readline";
import { createRequire } from "node:module";

/** @typedef {{ start: number, end: number, label: string, score: number }} Found In UTF-16 code units */
/** @typedef {(text: string) => Promise<Found[]>} Find */

// The packages stand in a throw-away folder, which is given as the second argument.
const [tool, folder] = process.argv.slice(2);
const load = createRequire(`${folder}/package.json`);
const { version } = load(`${folder}/node_modules/${tool}/package.json`);

/** @returns {Find} */
function openredaction() {
  const { OpenRedaction } = load("openredaction");
  const redactor = new OpenRedaction();
  return async (text) => {
    /** @type {{ position: [number, number], type: string, confidence: number }[]} */
    const detections = (await redactor.detect(text)).detections;
    return detections.map(({ position: [start, end], type, confidence }) => ({
      start,
      end,
      label: type,
      score: confidence,
    }));
  };
}

/** @returns {Find} */
function compromise() {
  const nlp = load("compromise");
  nlp.plugin(load("compromise-dates"));
  const asked = {
    PERSON: "people",
    PLACE: "places",
    DATE: "dates",
    ORGANISATION: "organizations",
    EMAIL: "emails",
    PHONE: "phoneNumbers",
    HANDLE: "atMentions",
  };
  return async (text) => {
    const doc = nlp(text);
    return Object.entries(asked).flatMap(([label, method]) => {
      /** @type {{ offset?: { start: number, length: number } }[]} */
      const found = doc[method]().json({ offset: true });
      return found.flatMap(({ offset }) =>
        offset ? [{ start: offset.start, end: offset.start + offset.length, label, score: 1 }] : [],
      );
    });
  };
}

/** @type {Record<string, () => Find>} */
const TOOLS = { openredaction, compromise };

const find = TOOLS[tool]();
console.log(JSON.stringify({ tool: `${tool} ${version}` }));
for await (const line of createInterface({ input: process.stdin })) {
  const { id, text } = JSON.parse(line);
  /** @param {number} offset From UTF-16 code units to code points. */
  const points = (offset) => [...text.slice(0, offset)].length;
  for (const { start, end, label, score } of await find(text)) {
    console.log(JSON.stringify({ id, start: points(start), end: points(end), label, score }));
  }
}
