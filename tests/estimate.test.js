/**
 * The estimate beside a jigsaw in both browsers: its sentence in the card, the arithmetic behind a triangle that opens by the
 * pointer and by the keyboard, the same in the panel, and what the playground's page shows.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { NOT_COUNTED, WORKED_OUT } from '../extension/words.js';
import { KINDS, launch, until } from './browser.js';
import { COMPOSERS, enter } from './composers.js';
import { untilMarked } from './geometry.js';
import * as input from './input.js';
import { askLayer, buttonSaying, sheet } from './layer.js';
import { findingsOf, passagesOf } from './oracle.js';
import { serve } from './server.js';

/** @import { Editable, Harness, Page } from './browser.js' */
/** @import { Server } from './server.js' */

const POST = "He's 15 and autistic, from a flat in Grimsby. His placement ended on Friday.";
const finding = findingsOf(POST).find(({ estimate }) => estimate);
assert(finding?.estimate, 'the post of this test has an estimate');
const { estimate } = finding;

/** What a person sees and hears of the disclosure in this sheet. @param {Page} page @param {string} within */
const disclosure = async (page, within) => (await askLayer(page, (root, /** @type {string} */ selector) => {
  const button = root.querySelector(`${selector} .disclose`);
  if (!button) return null;
  const working = root.getElementById(button.getAttribute('aria-controls') ?? '');
  return {
    expanded: button.getAttribute('aria-expanded'),
    isSeen: working?.checkVisibility() ?? false,
    words: [...working?.querySelectorAll('[data-words]') ?? []].map(piece => piece.getAttribute('data-words')),
    text: working?.textContent,
    hasFocus: root.activeElement === button,
    inside: button.closest('.sheet')?.getBoundingClientRect().bottom ?? Infinity,
  };
}, within)).find(Boolean);

for (const kind of KINDS) {
  describe(kind, () => {
    /** @type {Server} */
    let server;
    /** @type {Harness} */
    let browser;
    before(async () => {
      server = await serve();
      browser = await launch(kind);
    });
    after(() => Promise.all([browser?.close(), server?.close()]));

    /** A page with the post written and marked, and its panel open. */
    const written = async () => {
      const composer = COMPOSERS[0];
      const page = await browser.open(server.url(composer.page));
      const editable = await enter(page, composer);
      await input.type(page, POST);
      await untilMarked({ page, editable }, passagesOf(POST));
      const badge = await until(page, () => sheet(page, 'badge'), 'the badge');
      await page.mouse.click(badge.x, badge.y);
      await until(page, () => sheet(page, 'panel'), 'the panel to open');
      return page;
    };

    test('the card says the estimate, and opens its arithmetic by pointer and keyboard', async () => {
      const page = await written();
      const item = await until(page, () => buttonSaying(page, finding.reason.slice(0, 60)), 'the finding in the panel');
      await page.mouse.click(item.x, item.y);
      const card = await until(page, () => sheet(page, 'card'), 'the card to open');
      assert(card.text.includes(estimate.summary));
      assert.equal((await disclosure(page, '.card'))?.expanded, 'false');
      assert.equal((await disclosure(page, '.card'))?.isSeen, false);

      const button = await until(page, () => buttonSaying(page, WORKED_OUT), 'the triangle');
      await page.mouse.click(button.x, button.y);
      const open = await until(page, async () => {
        const now = await disclosure(page, '.card');
        return now?.isSeen && now;
      }, 'the arithmetic to open');
      assert.equal(open.expanded, 'true');
      assert.equal(open.text, '', 'no word of ours is a text node');
      for (const { says, leaves, source } of estimate.steps) {
        for (const words of [says, leaves, source]) assert(open.words.some(piece => piece?.includes(words)), words);
      }
      if (estimate.uncounted.length > 0) assert(open.words.includes(NOT_COUNTED));
      for (const line of [...estimate.uncounted, estimate.caution]) assert(open.words.includes(line), line);
      const { height } = /** @type {{height: number}} */ (page.viewport());
      await until(page, async () => (/** @type {{inside: number}} */ (await disclosure(page, '.card'))).inside <= height, 'the card to stay in the window');

      await page.mouse.click(button.x, button.y);
      await until(page, async () => (await disclosure(page, '.card'))?.isSeen === false, 'the arithmetic to close');

      // By keyboard: with Tab to the triangle, once with Enter and once with the space bar, and exactly once each.
      await until(page, async () => {
        await page.keyboard.press('Tab');
        return (await disclosure(page, '.card'))?.hasFocus;
      }, 'the triangle to have the focus');
      for (const [key, seen] of /** @type {const} */ ([['Enter', true], [' ', false]])) {
        await page.keyboard.press(key);
        await until(page, async () => (await disclosure(page, '.card'))?.isSeen === seen, `${key} to do its work`);
        assert.equal((await disclosure(page, '.card'))?.hasFocus, true);
      }
      assert.deepEqual(await browser.errors(), []);
      await page.close();
    });

    test('the panel has it beside the finding', async () => {
      const page = await written();
      assert((await until(page, () => sheet(page, 'panel'), 'the panel')).text.includes(estimate.summary));
      assert.equal((await disclosure(page, '.panel'))?.isSeen, false);
      const button = await until(page, () => buttonSaying(page, WORKED_OUT), 'the triangle');
      await page.mouse.click(button.x, button.y);
      await until(page, async () => (await disclosure(page, '.panel'))?.isSeen, 'the arithmetic to open');
      assert.deepEqual(await browser.errors(), []);
      await page.close();
    });

    test('the playground shows it in its list, with links to the publications', async () => {
      const page = await browser.openOwn('www/playground.html');
      const editable = /** @type {Editable} */ (await page.$('#post'));
      await editable.click();
      await input.type(page, POST);
      await until(page, () => page.evaluate(() => document.querySelector('#findings .estimate details') !== null), 'the estimate beside the box');
      await page.focus('#findings .estimate summary');
      await page.keyboard.press('Enter');
      const seen = await page.evaluate(() => {
        const details = /** @type {HTMLDetailsElement} */ (document.querySelector('#findings .estimate details'));
        return { open: details.open, links: [...details.querySelectorAll('a')].map(({ href }) => href), text: details.innerText };
      });
      assert.equal(seen.open, true);
      assert.deepEqual(seen.links, estimate.steps.map(({ url }) => url));
      assert(seen.text.includes(estimate.caution));
      assert.deepEqual(await browser.errors(), []);
      await page.close();
    });
  });
}
