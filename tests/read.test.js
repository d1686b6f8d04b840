/**
 * The reader in both browsers: what only it finds is marked once the person pauses, nothing in the page moves, the mark goes
 * with its words; and where it cannot be loaded the draft is checked without it, which the panel says.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { NOT_READ } from '../extension/words.js';
import { KINDS, launch, until } from './browser.js';
import { COMPOSERS, enter } from './composers.js';
import { untilMarked } from './geometry.js';
import * as input from './input.js';
import { askLayer, countMarks, sheet } from './layer.js';
import { passagesOf, placesOf, readFindingsOf } from './oracle.js';
import { serve } from './server.js';

/** @import { Harness, Page } from './browser.js' */
/** @import { Server } from './server.js' */

/** Posts in which no word gives anything away. The first in which the reader sees something by itself is used. */
const POSTS = [
  'We were told in the meeting that the office will close in June and nobody is to know yet.',
  'Half of the team has gone and the rest of us are told to take their work as well.',
  'He waved from the window till I turned the corner. First time he has not cried when I go.',
  'Sat in the car outside their flat for an hour so that they would know somebody was there.',
];

const composer = COMPOSERS[0];

/** What could be seen to move: the place of everything in the page that has one. @param {Page} page */
const layout = page => page.evaluate(() => JSON.stringify([...document.body.querySelectorAll('*')].map(element => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [element.tagName, x, y, width, height];
})));

/** @param {Page} page */
const panelText = async page => {
  await askLayer(page, root => /** @type {HTMLElement} */ (root.querySelector('.badge')).click());
  return (await until(page, () => sheet(page, 'panel'), 'the panel to open')).text;
};

for (const kind of KINDS) {
  describe(kind, () => {
    /** @type {Server} */
    let server;
    before(async () => void (server = await serve()));
    after(() => server?.close());

    describe('with the reader', () => {
      /** @type {Harness} */
      let browser;
      before(async () => void (browser = await launch(kind, { reader: true })));
      after(() => browser?.close());

      test('marks after the pause what only it sees, and the mark goes with its words', async () => {
        const readings = await Promise.all(POSTS.map(async text => ({ text, read: await readFindingsOf(text) })));
        const post = readings.find(({ text, read }) => passagesOf(text).length === 0 && read.length > 0);
        assert(post, 'the reader sees something in one of these posts');
        const page = await browser.open(server.url(composer.page));
        const editable = await enter(page, composer);
        await input.type(page, post.text);
        await until(page, () => sheet(page, 'badge'), 'the badge');
        assert.equal(await countMarks(page), 0, 'the instant check has nothing to mark');
        const before = await layout(page);
        await untilMarked({ page, editable }, placesOf(post.read));
        assert.equal(await layout(page), before, 'nothing in the page moves');

        // The passage stays marked while something is written after it, and goes with the first letter inside it.
        await input.type(page, ' And');
        assert.ok(await countMarks(page) > 0, 'the mark is carried over the edit');
        const last = Math.max(...placesOf(post.read).map(({ end }) => end));
        await input.backspace(page, post.text.length + 4 - last + 1);
        assert.equal(await countMarks(page), 0, 'no mark under words that were not judged');
        assert.deepEqual(await browser.errors(), []);
        await page.close();
      });

      test('says nothing of itself in the panel', async () => {
        const page = await browser.open(server.url(composer.page));
        await enter(page, composer);
        await input.type(page, 'Lovely walk along the canal this morning.');
        await until(page, () => sheet(page, 'badge'), 'the badge');
        await new Promise(resolve => setTimeout(resolve, 2000));
        assert.ok(!(await panelText(page)).includes(NOT_READ));
        await page.close();
      });
    });

    test('where it cannot be loaded, the check goes on and the panel says so', async () => {
      const browser = await launch(kind, { reader: false });
      const page = await browser.open(server.url(composer.page));
      const editable = await enter(page, composer);
      const text = 'Saw one of my families today.';
      await input.type(page, text);
      await untilMarked({ page, editable }, passagesOf(text));
      await panelText(page);
      await until(page, async () => (await sheet(page, 'panel'))?.text.includes(NOT_READ), 'the panel to say that nothing is read');
      await untilMarked({ page, editable }, passagesOf(text));
      assert.deepEqual(await browser.errors(), []);
      await browser.close();
    });
  });
}
