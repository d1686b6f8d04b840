/** The review of privacy settings in both browsers: the page, and the dot that reminds of it. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { violations } from './axe.js';
import { KINDS, launch, until } from './browser.js';
import { COMPOSERS, enter } from './composers.js';
import { untilMarked } from './geometry.js';
import * as input from './input.js';
import { passagesOf } from './oracle.js';
import { serve } from './server.js';

/** @import { Harness, Page } from './browser.js' */
/** @import { Server } from './server.js' */

const POST = 'Saw one of my families today.';

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
    const open = async () => {
      const page = await browser.openOwn('www/privacy.html');
      await until(page, () => page.evaluate(() => document.querySelectorAll('#media > section').length === 7), 'the media');
      return page;
    };
    /** @param {Page} page @param {string} id */
    const said = (page, id) => page.evaluate(name => document.querySelector(`#looked-${name}`)?.parentElement?.querySelector('.last')?.textContent, id);
    /** The badge that all tabs have; or the one of the tab at this address. @param {Page} page @param {string} [url] */
    const badge = (page, url) => page.evaluate(async address => {
      const api = /** @type {any} */ (globalThis).browser ?? chrome;
      const [tab] = address ? await api.tabs.query({ url: address }) : [];
      return api.action.getBadgeText(tab ? { tabId: tab.id } : {});
    }, url);

    test('the pages open elsewhere, say whether they were checked, and the day is kept because the person said so', async () => {
      const page = await open();
      const links = await page.evaluate(() => [...document.querySelectorAll('.places li')].map(item => ({ ...item.querySelector('a')?.attributes && { target: item.querySelector('a')?.target, rel: item.querySelector('a')?.rel }, words: item.textContent })));
      assert(links.length >= 7);
      for (const { target, rel, words } of links) assert(target === '_blank' && rel?.includes('noreferrer') && words?.includes('hecked on the live site'));
      assert.equal(await said(page, 'x'), 'You have not said yet that you looked at these.');
      await page.focus('#looked-x');
      await page.keyboard.press('Enter');
      await until(page, async () => (await said(page, 'x'))?.startsWith('You last looked at these on '), 'the day');
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'looked-x', 'the focus stays');
      await end(page);
      const again = await open();
      assert.match(/** @type {string} */ (await said(again, 'x')), /^You last looked at these on /);
      assert.equal(await said(again, 'facebook'), 'You have not said yet that you looked at these.');
      await end(again);
    });

    test('the dot comes when a medium is due, a count goes before it, and it goes when one has looked', async () => {
      const page = await open();
      await page.evaluate(() => (/** @type {any} */ (globalThis).browser ?? chrome).storage.local.set({ privacyReview: { reviewed: { facebook: '2020-01-31' }, months: 6 } }));
      const site = await browser.open(server.url(COMPOSERS[0].page));
      const editable = await enter(site, COMPOSERS[0]);
      await input.type(site, POST);
      await untilMarked({ page: site, editable }, passagesOf(POST));
      await until(site, async () => await badge(page) === '•', 'the dot');
      const url = `${new URL(site.url()).origin.replace(/:\d+$/, '')}/*`;
      await until(site, async () => await badge(page, url) === '1', 'the count in the tab');
      await site.bringToFront();
      await input.clear(site);
      await until(site, async () => await badge(page, url) === '•', 'the dot again');
      const popup = await browser.openPopup(site);
      await until(site, () => popup.evaluate(() => document.getElementById('privacy')?.textContent === 'Privacy settings: time to look again'), 'the popup to say what is due');
      await site.close();
      await end(page);
      const due = await open();
      assert.match(/** @type {string} */ (await said(due, 'facebook')), /It is time to look again\.$/);
      await due.click('#looked-facebook');
      await until(due, async () => await badge(due) === '', 'the dot to go');
      await end(due);
    });

    test('whoever wants no reminder has none', async () => {
      const before = await open();
      await before.evaluate(() => (/** @type {any} */ (globalThis).browser ?? chrome).storage.local.set({ privacyReview: { reviewed: { x: '2020-01-31' }, months: 6 } }));
      await end(before);
      const page = await open();
      await until(page, async () => await badge(page) === '•', 'the dot');
      await page.select('#months', '0');
      await until(page, async () => await badge(page) === '', 'the dot to go');
      assert(!(await said(page, 'x'))?.includes('time to look again'));
      await end(page);
    });

    for (const scheme of /** @type {const} */ (['light', 'dark'])) {
      test(`in ${scheme} colours: axe-core finds nothing`, async () => {
        const page = await open();
        await browser.setColours(page, scheme);
        await page.click('#looked-linkedin');
        assert.deepEqual(await violations(page), []);
        await end(page);
      });
    }
  });
}
