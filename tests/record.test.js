/** The decision record in both browsers: from the card to the form, what goes with it and what does not, and the notes. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { violations } from './axe.js';
import { KINDS, launch, until } from './browser.js';
import { COMPOSERS, enter } from './composers.js';
import { untilMarked } from './geometry.js';
import * as input from './input.js';
import { buttonSaying, sheet } from './layer.js';
import { findingsOf, passagesOf } from './oracle.js';
import { catchSaved, saved } from './saved.js';
import { serve } from './server.js';

/** @import { Asked, Harness, Page } from './browser.js' */
/** @import { Server } from './server.js' */

const POST = 'Saw one of my families today.';
const FAITH = 'My faith as a Quaker is why I do this.';

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
    /** @param {Page} page */
    const end = async page => {
      assert.deepEqual(await browser.errors(), []);
      await page.close();
    };

    /** A card that is open on a draft, from the panel, by keyboard. @param {string} post */
    async function openCard(post) {
      const page = await browser.open(server.url(COMPOSERS[0].page));
      const editable = await enter(page, COMPOSERS[0]);
      await input.type(page, post);
      await untilMarked({ page, editable }, passagesOf(post));
      const { x, y } = await until(page, () => sheet(page, 'badge'), 'the badge');
      await page.mouse.click(x, y);
      await until(page, () => sheet(page, 'panel'), 'the panel');
      await page.keyboard.press('Enter');
      await until(page, () => sheet(page, 'card'), 'the card');
      return page;
    }
    /** @param {Asked} form */
    const ready = form => until(form, () => form.evaluate(() => document.querySelectorAll('#clause option').length > 1), 'the form');
    /** @param {Asked} form @param {string} id @param {string} value */
    const fill = (form, id, value) => form.evaluate((name, words) => { /** @type {HTMLInputElement} */ (document.getElementById(name)).value = words; }, id, value);
    /** @param {Asked} form @param {string} selector */
    const click = (form, selector) => form.evaluate(name => /** @type {HTMLElement} */ (document.querySelector(name)).click(), selector);
    /** @param {Asked} form @returns {Promise<string[]>} */
    const notes = form => form.evaluate(() => [...document.querySelectorAll('#entries > li')].map(({ textContent }) => textContent ?? ''));
    /** @param {Asked} form @param {number} count */
    const untilKept = (form, count) => until(form, async () => (await notes(form)).length === count, `${count} notes`);
    /** @param {Asked} form @param {string} words */
    async function note(form, words) {
      await fill(form, 'concern', 'online-search');
      await click(form, '#decision-asked');
      await fill(form, 'words', words);
      await click(form, '#form [type=submit]');
    }

    test('the card opens the form: what it is about goes with it, the passage only when it is asked for', async () => {
      const page = await openCard(POST);
      const button = await until(page, () => buttonSaying(page, 'Note my decision'), 'the button');
      /** @type {Set<string>} */
      const addresses = new Set();
      const opened = browser.opened(url => {
        if (url.includes('record.html')) addresses.add(url);
        return url.includes('record.html');
      });
      await page.mouse.click(button.x, button.y);
      const form = await opened;
      await ready(form);
      for (const address of [...addresses, await form.evaluate(() => location.href)]) assert(!/famil|saw/i.test(decodeURIComponent(address)), address);
      assert.equal(await form.evaluate(() => location.hash), '', 'the address does not stay');
      const [finding] = findingsOf(POST);
      const read = () => form.evaluate(() => Object.fromEntries(['site', 'concern', 'clause', 'words'].map(id => [id, /** @type {HTMLInputElement} */ (document.getElementById(id)).value])));
      assert.deepEqual(await read(), { site: 'x.com', concern: finding.concern, clause: finding.guidance[0], words: '' });
      const words = POST.slice(finding.passages[0].start, finding.passages[0].end);
      const hasWords = () => form.evaluate(wanted => document.body.textContent?.includes(wanted), words);
      assert.equal(await hasWords(), false, 'no word of the draft came along');
      await click(form, '#keep-passage');
      await until(form, hasWords, 'the passage');
      await click(form, '#keep-passage');
      await until(form, async () => !await hasWords(), 'the passage to be forgotten');
      await click(form, '#keep-passage');
      await until(form, hasWords, 'the passage');
      await click(form, '#decision-changed');
      await fill(form, 'words', 'I left it out.');
      await click(form, '#form [type=submit]');
      await untilKept(form, 1);
      const [kept] = await notes(form);
      for (const part of ['x.com', 'I changed the post', 'I left it out.', words]) assert(kept.includes(part), part);
      await click(form, '#entries button');
      await untilKept(form, 0);
      await end(page);
    });

    test('what is about oneself is never offered for it', async () => {
      assert(findingsOf(FAITH).every(({ concern }) => concern === 'self-disclosure') && findingsOf(FAITH).length > 0);
      const page = await openCard(FAITH);
      assert.equal(await buttonSaying(page, 'Note my decision'), undefined);
      assert(await buttonSaying(page, 'Ignore here'));
      await end(page);
      const form = await browser.openOwn('www/record.html#concern=self-disclosure&clause=swe-g-personal&site=x.com&tab=1&note=1');
      await until(form, () => form.evaluate(() => document.querySelectorAll('#concern option').length > 1), 'the form');
      assert.deepEqual(await form.evaluate(() => [/** @type {HTMLSelectElement} */ (document.getElementById('concern')).value, document.querySelector('option[value="self-disclosure"]'), document.getElementById('passage')?.hidden]), ['', null, true]);
      await end(form);
    });

    test('a note by keyboard alone; notes are found, saved as a table, kept, and deleted with one button', async () => {
      let form = await browser.openOwn('www/record.html');
      await until(form, () => form.evaluate(() => document.getElementById('count')?.textContent === 'There are none yet.'), 'the page');
      await form.focus('#site');
      await form.keyboard.type('reddit.com');
      await form.keyboard.press('Tab');
      await form.keyboard.type('Looking');
      await form.keyboard.press('Tab');
      await form.keyboard.press('Tab');
      await form.keyboard.press('ArrowDown');
      await form.keyboard.press('Tab');
      await form.keyboard.type('=An emergency, out of hours.');
      await form.keyboard.press('Tab');
      await form.keyboard.press('Enter');
      await untilKept(form, 1);
      assert.match((await notes(form))[0], /reddit\.com.*Looking someone up online\. I did not post it\.=An emergency/s);
      await note(form, 'Asked my manager first.');
      await untilKept(form, 2);
      await end(form);
      form = await browser.openOwn('www/record.html');
      await untilKept(form, 2);
      await form.type('#search', 'MANAGER asked');
      await untilKept(form, 1);
      await form.evaluate(() => { /** @type {HTMLInputElement} */ (document.getElementById('search')).value = ''; document.getElementById('search')?.dispatchEvent(new Event('input')); });
      await untilKept(form, 2);
      await catchSaved(form);
      await form.click('#save');
      const table = await saved(form);
      assert(table.includes('Asked my manager first.') && table.includes("'=An emergency"));
      await form.click('#remove-all');
      await form.keyboard.press('Escape');
      assert.equal((await notes(form)).length, 2, 'Escape keeps them');
      await form.click('#remove-all');
      await form.keyboard.press('Enter');
      assert.equal((await notes(form)).length, 2, 'Enter keeps them');
      await form.click('#remove-all');
      await form.click('#sure [value=delete]');
      await untilKept(form, 0);
      assert.deepEqual(await form.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).filter(name => name?.startsWith('second-look'))), [], 'nothing says that there was a record');
      await end(form);
    });

    for (const scheme of /** @type {const} */ (['light', 'dark'])) {
      test(`in ${scheme} colours: axe-core finds nothing`, async () => {
        const form = await browser.openOwn('www/record.html#concern=employer&clause=swe-g-employer&site=x.com&tab=1&note=1');
        await browser.setColours(form, scheme);
        await ready(form);
        await note(form, 'Why not.');
        await untilKept(form, 1);
        assert.deepEqual(await violations(form), []);
        await click(form, '#remove-all');
        assert.deepEqual(await violations(form), []);
        await click(form, '#sure [value=delete]');
        await untilKept(form, 0);
        await end(form);
      });
    }
  });
}
