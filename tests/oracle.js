/** The built core itself, in Node: what it finds in a text is what the browsers must mark. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const core = `${process.env.SECOND_LOOK_DIST ?? fileURLToPath(new URL('../dist', import.meta.url))}/chromium/core/`;
const { checkPost, checkRead, initSync } = await import(pathToFileURL(`${core}second_look.js`).href);
initSync({ module: await readFile(`${core}second_look_bg.wasm`) });

/** @import { Finding } from '../extension/messages.js' */

/** @param {string} text @returns {Finding[]} */
export const findingsOf = text => checkPost(text).findings;

/** @type {Promise<import('../extension/encoder.js').Encoder> | undefined} */
let loading;

/** The built encoder, in Node. */
export const encoder = () => (loading ??= (async () => {
  const module = await import(pathToFileURL(`${core}second_look_encoder.js`).href);
  module.initSync({ module: await readFile(`${core}second_look_encoder_bg.wasm`) });
  const [weights, vocabulary] = await Promise.all([readFile(`${core}../reader/encoder.onnx`), readFile(`${core}../reader/encoder-vocabulary.txt`, 'utf8')]);
  return new module.Encoder(weights, vocabulary);
})());

/** What is found in a text at read depth. @param {string} text @returns {Promise<import('../extension/messages.js').Report>} */
export async function readReportOf(text) {
  const meaning = (await encoder()).read(text);
  if (!meaning) throw new Error('a text is read whole unless it is said how far');
  return checkRead(text, {}, meaning);
}

/** @param {string} text @returns {Promise<Finding[]>} */
export const readFindingsOf = async text => (await readReportOf(text)).findings;

/** The places that must be underlined at instant depth. @param {string} text */
export const passagesOf = text => placesOf(findingsOf(text));

/** The places that must be underlined, each once, however many findings have it. @param {Finding[]} findings */
export function placesOf(findings) {
  const places = findings.flatMap(({ passages }) => passages).map(({ start, end }) => /** @type {const} */ ([`${start}-${end}`, { start, end }]));
  return [...new Map(places).values()];
}
