/** The texts that are measured with: glued from the examples that stand in the rules, so that each rule has something to do. */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'smol-toml';
import { passagesOf } from './oracle.js';

const RULES = fileURLToPath(new URL('../crate/rules/', import.meta.url));

/** What the rules' examples say, without the lines of `^^^^` that point at the passages. */
async function readExamples() {
  const files = (await readdir(RULES, { recursive: true })).filter(name => name.endsWith('.toml')).sort();
  const rules = await Promise.all(files.map(async name => parse(await readFile(RULES + name, 'utf8'))));
  const texts = /** @type {{flags?: string[], passes?: string[]}[]} */ (rules).flatMap(({ flags = [], passes = [] }) => [...flags, ...passes]);
  return texts.map(text => text.split('\n').filter(line => !/^\s*\^[\s^]*$/.test(line)).map(line => line.trim()).filter(Boolean).join(' '));
}

export const EXAMPLES = await readExamples();

/**
 * The same order in each run (Fisher and Yates, with Lehmer's generator).
 * @template T
 * @param {T[]} list
 * @param {number} seed
 */
function shuffled(list, seed) {
  const mixed = [...list];
  for (let last = mixed.length - 1, state = seed; last > 0; last--) {
    state = (state * 48271) % 2147483647;
    const at = state % (last + 1);
    [mixed[last], mixed[at]] = [mixed[at], mixed[last]];
  }
  return mixed;
}

/** So many posts of exactly so many characters, no two alike. @param {number} count @param {number} length */
export function posts(count, length) {
  /** @type {Set<string>} */
  const found = new Set();
  for (let round = 1; found.size < count; round++) {
    let post = '';
    for (const example of shuffled(EXAMPLES, round)) {
      post += `${example} `;
      const characters = [...post];
      if (characters.length < length) continue;
      found.add(characters.slice(0, length).join(''));
      post = '';
    }
  }
  return [...found].slice(0, count);
}

/** So many beginnings of examples whose last letter completes their first passage: before it there is none. @param {number} count */
export function completedByLastKey(count) {
  const found = [];
  for (const example of shuffled(EXAMPLES, 1)) {
    if (found.length === count) return found;
    if (passagesOf(example).length === 0) continue;
    const length = [...example].findIndex((_, at) => passagesOf(example.slice(0, at + 1)).length > 0) + 1;
    if (length > 12 && length < 70 && /^[ -~]*[a-z]$/.test(example.slice(0, length))) found.push(example.slice(0, length));
  }
  throw new Error(`the rules' examples give only ${found.length} of ${count} such beginnings`);
}
