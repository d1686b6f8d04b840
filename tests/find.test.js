/**
 * What a page's search tells of us. `window.find()` looks into closed shadow roots, so a page could ask whether some words
 * of ours are on the screen, and learn what was flagged. It must find the page's own words, and none of ours.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CONCERNS } from '../extension/words.js';
import { KINDS, launch, until } from './browser.js';
import { COMPOSERS, enter } from './composers.js';
import { boxesOf, readText, untilMarked } from './geometry.js';
import * as input from './input.js';
import { askLayer } from './layer.js';
import { findingsOf, passagesOf } from './oracle.js';
import { serve } from './server.js';

const POST = 'Saw one of my families today, ring 07700 900123';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * All words that our layer shows, however they are made: text nodes, or attributes that the style sheet draws.
 * @param {Page} page
 * @param {string} within
 * @returns {Promise<string[]>}
 */
const shownIn = async (page, within) => (await askLayer(page, (/** @type {ShadowRoot} */ root, /** @type {string} */ selector) => {
  const sheet = [...root.querySelectorAll(selector)].find(element => element.checkVisibility());
  if (sheet === undefined) return [];
  return [sheet, ...sheet.querySelectorAll('*')].flatMap(element => [
    ...[...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(node => node.nodeValue ?? ''),
    element.getAttribute('data-words') ?? '',
  ]).map(words => words.replace(/\s+/g, ' ').trim()).filter(words => /\p{L}{3}/u.test(words));
}, within)).flat();

/**
 * Which of these words the page's search finds, and what it leaves selected.
 * @param {Page} page
 * @param {string[]} words
 */
const find = (page, words) => page.evaluate(wanted => wanted.filter(text => {
  getSelection()?.removeAllRanges();
  // @ts-ignore No standard has it, and both browsers do.
  const isFound = window.find(text, false, false, true);
  return isFound || getSelection()?.toString().includes(text);
}), words);

/**
 * How often the page's search finds these words from the beginning of the page to its end.
 * @param {Page} page
 * @param {string} words
 */
const countFound = (page, words) => page.evaluate(text => {
  getSelection()?.removeAllRanges();
  let count = 0;
  // @ts-ignore
  while (count < 10 && window.find(text, false, false, false)) count += 1;
  getSelection()?.removeAllRanges();
  return count;
}, words);

for (const kind of /** @type {('chromium' | 'firefox')[]} */ (KINDS)) {
  describe(kind, () => {
    /** @type {Awaited<ReturnType<typeof serve>>} */
    let server;
    /** @type {Awaited<ReturnType<typeof launch>>} */
    let browser;
    before(async () => {
      server = await serve();
      browser = await launch(kind);
    });
    after(() => Promise.all([browser?.close(), server?.close()]));

    for (const name of ['X post', 'LinkedIn classic post']) {
      test(`${name}: the page's search finds its own words, and none of ours`, async () => {
        const composer = /** @type {(typeof COMPOSERS)[number]} */ (COMPOSERS.find(one => one.name === name));
        const page = await browser.open(server.url(composer.page));
        await page.evaluate(() => {
          const line = document.createElement('p');
          line.textContent = 'A word of the page itself: marmalade.';
          (document.querySelector('dialog[open]') ?? document.body).append(line);
        });
        const editable = /** @type {import('puppeteer-core').ElementHandle<HTMLElement>} */ (await enter(page, composer));
        await input.type(page, POST);
        const text = /** @type {string} */ (await readText(editable));
        const passages = passagesOf(text);
        await untilMarked({ page, editable }, passages);
        const [box] = await boxesOf(page, editable, passages);

        /** @param {string} within @param {string[]} expected */
        const look = async (within, expected) => {
          /** @type {string[]} */
          const shown = await until(page, async () => {
            const words = await shownIn(page, within);
            return words.length > 0 ? words : undefined;
          }, `${within} to open`);
          for (const words of expected) assert(shown.some(piece => piece.includes(words)), `${within} shows ${words}: ${shown.join(' | ')}`);
          assert.deepEqual(await find(page, ['marmalade']), ['marmalade'], 'the search works');
          // The passages stand in the editor too, where the page may find them.
          const ours = shown.filter(words => !text.includes(words.replace(/^“|”$/g, '')));
          assert.deepEqual(await find(page, [...ours, ...expected]), [], `${within}: none of our words is found`);
          // A second find would tell the page which of its words are listed.
          for (const { start, end } of passages) assert.equal(await countFound(page, text.slice(start, end)), 1, `${within}: a passage stands in the editor alone`);
        };
        const [first] = /** @type {{ concern: keyof typeof CONCERNS, reason: string }[]} */ (/** @type {unknown} */ (findingsOf(text)));
        await look('.badge', ['to check']);
        await page.mouse.move((box.left + box.right) / 2, (box.top + box.bottom) / 2);
        await look('.card', [CONCERNS[first.concern], first.reason, 'Review guidance']);
        await page.mouse.move(5, 5);
        await until(page, async () => (await shownIn(page, '.card')).length === 0, 'the card to close');
        await editable.focus();
        await askLayer(page, (/** @type {ShadowRoot} */ root) => /** @type {HTMLElement} */ (root.querySelector('.badge')).click());
        await look('.panel', ['Someone you support', 'Second Look']);
        await look('[role="status"]', ['to check']);
        assert.deepEqual(await browser.errors(), []);
        await page.close();
      });
    }
  });
}
