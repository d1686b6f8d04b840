/** The extension's own pages in both browsers: the way to the clause, the popup's words, the playground, and what axe-core says of all. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { violations } from './axe.js';
import { KINDS, launch, until } from './browser.js';
import { COMPOSERS, enter } from './composers.js';
import { untilMarked } from './geometry.js';
import * as input from './input.js';
import { buttonSaying, sheet } from './layer.js';
import { findingsOf, passagesOf } from './oracle.js';
import { serve } from './server.js';

/** @import { Editable, Harness, Kind, Page } from './browser.js' */
/** @import { Server } from './server.js' */

const DIST = process.env.SECOND_LOOK_DIST ?? new URL('../dist', import.meta.url).pathname;
const PAGES = ['www/guidance.html', 'www/popup.html', 'www/playground.html', 'www/welcome.html', 'www/settings.html'];
const POST = 'Saw one of my families today.';

/**
 * Every id that a card can open: those of the catalogue, which the rules cite from.
 * @param {Kind} kind
 * @returns {Promise<string[]>}
 */
const guidanceIds = async kind => JSON.parse(await readFile(`${DIST}/${kind}/data/guidance.json`, 'utf8')).items.map((/** @type {{id: string}} */ { id }) => id);

for (const kind of KINDS) {
  describe(kind, () => {
    /** @type {Server} */
    let server;
    /** @type {Harness} */
    let browser;
    before(async () => {
      server = await serve();
      browser = await launch(kind, { reader: true });
    });
    after(() => Promise.all([browser?.close(), server?.close()]));
    /** @param {Page} page */
    const end = async page => {
      assert.deepEqual(await browser.errors(), []);
      await page.close();
    };

    test('guidance: every clause that a card can open is there, and is marked when it is opened', async () => {
      const ids = await guidanceIds(kind);
      assert(ids.length > 0);
      const page = await browser.openOwn(`www/guidance.html#${ids[0]}`);
      await until(page, () => page.$('[aria-current="location"]'), 'the clause to be marked');
      for (const id of ids) {
        await page.evaluate(anchor => { location.hash = anchor; }, id);
        await until(page, () => page.evaluate(anchor => document.querySelector('[aria-current="location"]')?.id === anchor, id), `the clause ${id} to be marked`);
        const place = await page.evaluate(() => {
          const marked = /** @type {HTMLElement} */ (document.querySelector('[aria-current="location"]'));
          const { top, bottom } = marked.getBoundingClientRect();
          return { isSeen: bottom > 0 && top < innerHeight, hasFocus: document.activeElement === marked, words: marked.textContent.trim(), marks: document.querySelectorAll('.here').length };
        });
        assert.deepEqual({ ...place, words: place.words.length > 0 }, { isSeen: true, hasFocus: true, words: true, marks: 1 }, id);
      }
      await end(page);
    });

    test('guidance: an address that names nothing is said to', async () => {
      const page = await browser.openOwn('www/guidance.html#no-such-clause');
      await until(page, () => page.evaluate(() => document.getElementById('trouble')?.innerText.includes('not on this page')), 'the page to say so');
      await end(page);
    });

    test('popup: says where there is nothing to look at, and leads to the guidance', async () => {
      const page = await browser.openOwn('www/popup.html');
      await until(page, () => page.evaluate(() => document.getElementById('state')?.innerText.includes('This is a page of Second Look itself')), 'the popup to know its own page');
      assert.equal(await page.evaluate(() => document.querySelector('.links a')?.getAttribute('href')), 'guidance.html');
      await end(page);
    });

    test('popup: sums up the drafts of the tab in front, and leads to a passage', async () => {
      const composer = COMPOSERS[0];
      const page = await browser.open(server.url(composer.page));
      const editable = await enter(page, composer);
      await input.type(page, POST);
      await untilMarked({ page, editable }, passagesOf(POST));
      const popup = await browser.openPopup(page);
      const [first] = findingsOf(POST);
      await until(page, () => popup.evaluate(words => document.querySelector('button.passage q')?.textContent === words,
        POST.slice(first.passages[0].start, first.passages[0].end)), 'the passage to be listed');
      assert.equal(await popup.evaluate(() => document.querySelector('#switch')?.getAttribute('aria-checked')), 'true');
      assert.match(await popup.evaluate(() => document.getElementById('state')?.innerText ?? ''), /^Your post: 1 passage to look at\./);
      await popup.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('button.passage')).click());
      const card = await until(page, () => sheet(page, 'card'), 'the card to open');
      assert(card.text.includes(first.reason));
      await end(page);
    });

    test('playground: marks come as one types, the card opens by keyboard, and Review guidance lands on the clause', async () => {
      const page = await browser.openOwn('www/playground.html');
      const editable = /** @type {Editable} */ (await page.$('#post'));
      await editable.click();
      await input.type(page, POST);
      await untilMarked({ page, editable }, passagesOf(POST));
      await until(page, () => page.evaluate(() => document.querySelector('#findings button.passage') !== null), 'the list beside the box');
      await page.focus('#findings button.passage');
      await page.keyboard.press('Enter');
      const [finding] = findingsOf(POST);
      assert((await until(page, () => sheet(page, 'card'), 'the card to open')).text.includes(finding.reason));
      await page.keyboard.press('Escape');
      await until(page, async () => await sheet(page, 'card') === undefined, 'the card to close');
      assert.equal(await page.evaluate(() => document.activeElement?.matches('#findings button.passage')), true, 'the focus is back where it was');
      await page.keyboard.press('Enter');
      await until(page, () => sheet(page, 'card'), 'the card to open');
      const review = await until(page, () => buttonSaying(page, 'Review guidance'), 'Review guidance');
      const opened = browser.opened(url => url.includes('guidance.html#'));
      await page.mouse.click(review.x, review.y);
      const guidance = await opened;
      await until(guidance, () => guidance.evaluate(() => document.querySelector('[aria-current="location"]') !== null), 'the clause to be marked');
      assert(finding.guidance.includes(await guidance.evaluate(() => document.querySelector('[aria-current="location"]')?.id ?? '')));
      await end(page);
    });

    for (const path of PAGES) {
      for (const scheme of /** @type {const} */ (['light', 'dark'])) {
        test(`${path} in ${scheme} colours: axe-core finds nothing`, async () => {
          const page = await browser.openOwn(path);
          await browser.setColours(page, scheme);
          if (path.includes('playground')) {
            await page.click('#post');
            await input.type(page, POST);
            await until(page, () => page.evaluate(() => document.querySelector('#findings button.passage') !== null), 'the list beside the box');
          }
          if (path.includes('welcome')) await until(page, () => page.evaluate(() => document.querySelector('.explained') !== null), 'the example');
          if (path.includes('guidance')) {
            await until(page, () => page.evaluate(() => document.getElementById('guidance')?.hidden === false), 'the guidance');
            await page.evaluate(() => document.querySelectorAll('details').forEach(details => { details.open = true; }));
          }
          assert.deepEqual(await violations(page), []);
          await end(page);
        });
      }
    }
  });
}
