/** The built core itself, in Node: what it finds in a text is what the browsers must mark. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const core = `${process.env.SECOND_LOOK_DIST ?? fileURLToPath(new URL('../dist', import.meta.url))}/chromium/core/`;
const { checkPost, initSync } = await import(pathToFileURL(`${core}second_look.js`).href);
initSync({ module: await readFile(`${core}second_look_bg.wasm`) });

/** @import { Finding } from '../extension/messages.js' */

/** @param {string} text @returns {Finding[]} */
export const findingsOf = text => checkPost(text).findings;

/** The places that must be underlined, each once, however many findings have it. @param {string} text */
export function passagesOf(text) {
  const places = findingsOf(text).flatMap(({ passages }) => passages).map(({ start, end }) => /** @type {const} */ ([`${start}-${end}`, { start, end }]));
  return [...new Map(places).values()];
}
