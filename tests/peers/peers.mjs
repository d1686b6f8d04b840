// Runs the recognisers in JavaScript over the posts; see peers.py.

import { createInterface } from "node:readline";
import { createRequire } from "node:module";

// The packages stand in a throw-away folder, which is given as the second argument.
const [tool, folder] = process.argv.slice(2);
const require = createRequire(`${folder}/package.json`);
const version = (name) => require(`${folder}/node_modules/${name}/package.json`).version;

const TOOLS = {
  openredaction() {
    const { OpenRedaction } = require("openredaction");
    const redactor = new OpenRedaction();
    return async (text) =>
      (await redactor.detect(text)).detections.map(({ position: [start, end], type, confidence }) => ({
        start,
        end,
        label: type,
        score: confidence,
      }));
  },
  compromise() {
    const nlp = require("compromise");
    nlp.plugin(require("compromise-dates"));
    const asked = { PERSON: "people", PLACE: "places", DATE: "dates", ORGANISATION: "organizations", EMAIL: "emails" };
    return async (text) => {
      const doc = nlp(text);
      const found = [];
      for (const [label, method] of Object.entries({ ...asked, PHONE: "phoneNumbers", HANDLE: "atMentions" })) {
        for (const { offset } of doc[method]().json({ offset: true })) {
          if (offset) found.push({ start: offset.start, end: offset.start + offset.length, label, score: 1 });
        }
      }
      return found;
    };
  },
};

const find = TOOLS[tool]();
console.log(JSON.stringify({ tool: `${tool} ${version(tool)}` }));
for await (const line of createInterface({ input: process.stdin })) {
  const { id, text } = JSON.parse(line);
  // From UTF-16 code units to code points.
  const points = (offset) => [...text.slice(0, offset)].length;
  for (const { start, end, label, score } of await find(text)) {
    console.log(JSON.stringify({ id, start: points(start), end: points(end), label, score }));
  }
}
