/** Bad pages, bad texts and bad moments: clear behaviour, no exception anywhere, and the person's text as they wrote it. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { KINDS, launch, until } from './browser.js';
import { ALLOWED_SITES, COMPOSERS, enter } from './composers.js';
import { readText, untilMarked } from './geometry.js';
import * as input from './input.js';
import { askLayer, countMarks, sheet } from './layer.js';
import { passagesOf } from './oracle.js';
import { serve } from './server.js';

/** @import { Harness, Page } from './browser.js' */
/** @import { Composer, Place } from './composers.js' */
/** @import { Server } from './server.js' */

const MOBILE = '07700 900123';
const POST = `Ring ${MOBILE} about one of my families.`;
/** @param {string} name */
const named = name => /** @type {Composer} */ (COMPOSERS.find(composer => composer.name === name));

for (const kind of KINDS) {
  describe(kind, () => {
    /** @type {Server} */
    let server;
    /** @type {Harness} */
    let browser;
    before(async () => {
      server = await serve();
      browser = await launch(kind, { sites: ALLOWED_SITES });
    });
    after(() => Promise.all([browser?.close(), server?.close()]));

    /** @param {Composer} composer */
    const begin = async composer => {
      const page = await browser.open(server.url(composer.page));
      return { page, composer, editable: await enter(page, composer) };
    };
    /** @param {Place} place */
    const marked = async place => untilMarked(place, passagesOf(await readText(place.editable)));
    /** @param {Page} page */
    const unmarked = page => until(page, async () => await countMarks(page) === 0, 'the marks to go');
    /** @param {Place} place */
    const end = async ({ page }) => {
      assert.deepEqual(await browser.errors(), []);
      await page.close();
    };

    for (const composer of COMPOSERS.filter(({ name }) => ['Facebook post', 'LinkedIn classic post', 'LinkedIn SDUI post'].includes(name))) {
      test(`${composer.name}: the page takes the composer away between the check and its answer`, async () => {
        const place = await begin(composer);
        await input.type(place.page, POST);
        // In one task with the last keystroke: the check is asked for, and its answer finds nothing.
        await place.editable.evaluate(element => {
          element.addEventListener('input', () => {
            const dialog = element.closest('[role="dialog"], dialog');
            if (dialog instanceof HTMLDialogElement) dialog.close();
            dialog?.remove();
          }, { once: true });
        });
        await input.type(place.page, '!');
        await unmarked(place.page);
        await until(place.page, async () => await sheet(place.page, 'badge') === undefined, 'the badge to go');
        await end(place);
      });
    }

    test('Facebook post: posted, and another begun', async () => {
      const place = await begin(named('Facebook post'));
      await input.type(place.page, POST);
      await marked(place);
      await place.page.click('[aria-label="Post"]');
      await unmarked(place.page);
      const editable = await enter(place.page, place.composer);
      await input.type(place.page, `Again ${MOBILE}`);
      await marked({ ...place, editable });
      await end(place);
    });

    for (const composer of ['forum text area', 'Facebook post', 'X post'].map(named)) {
      test(`${composer.name}: a megabyte is pasted`, async () => {
        const place = await begin(composer);
        const megabyte = `${POST} `.repeat(Math.ceil(1_000_000 / (POST.length + 1)));
        await input.paste(place.page, megabyte);
        await until(place.page, async () => (await sheet(place.page, 'badge'))?.text === 'too long to check', 'the badge to say that it is too long', 60_000);
        assert.equal(await readText(place.editable), megabyte);
        assert.equal(await countMarks(place.page), 0);
        await input.clear(place.page);
        await input.type(place.page, POST);
        await marked(place);
        await end(place);
      });
    }

    for (const composer of ['forum text area', 'Facebook post'].map(named)) {
      test(`${composer.name}: ten thousand findings`, async () => {
        const place = await begin(composer);
        const many = `${MOBILE} `.repeat(10_000);
        await input.paste(place.page, many);
        await until(place.page, async () => /^10,?000/.test((await sheet(place.page, 'badge'))?.text ?? ''), 'the badge to count ten thousand', 60_000);
        await until(place.page, async () => await countMarks(place.page) > 0, 'marks');
        await input.type(place.page, 'and on');
        assert.equal(await readText(place.editable), `${many}and on`);
        await input.clear(place.page);
        await unmarked(place.page);
        await input.type(place.page, POST);
        await marked(place);
        await end(place);
      });
    }

    test('X post: the background is stopped between the check and its answer', async () => {
      const place = await begin(named('X post'));
      await input.type(place.page, POST);
      await marked(place);
      for (const more of [` Or ${MOBILE}`, ` or ${MOBILE}`, ` or ${MOBILE}`]) {
        await Promise.all([input.type(place.page, more), browser.stopBackground()]);
        await marked(place);
      }
      assert.equal(await readText(place.editable), `${POST} Or ${MOBILE} or ${MOBILE} or ${MOBILE}`);
      await end(place);
    });

    test('X post: a stopped background is woken by the next key', async () => {
      const place = await begin(named('X post'));
      await input.type(place.page, 'Ring ');
      await browser.stopBackground();
      await input.type(place.page, MOBILE);
      await marked(place);
      await end(place);
    });

    test('X post: the extension is updated under the open page', async () => {
      const place = await begin(named('X post'));
      await input.type(place.page, POST);
      await marked(place);
      const before = await place.page.evaluate(() => JSON.stringify(window.__editorState()));
      await browser.reload();
      await until(place.page, async () => (await askLayer(place.page, () => true)).length <= 1, 'the old layer to go');
      assert.equal(await place.page.evaluate(() => JSON.stringify(window.__editorState())), before);
      await input.type(place.page, ' And on.');
      // In Firefox the new content script runs in the open page at once; in Chromium it comes with the next load.
      if (kind === 'chromium') await until(place.page, async () => (await askLayer(place.page, () => true)).length === 0, 'the old layer to go');
      else await marked(place);
      assert.equal(await readText(place.editable), `${POST} And on.`);
      await place.page.reload();
      const editable = await enter(place.page, place.composer);
      await input.type(place.page, POST);
      await marked({ ...place, editable });
      await end(place);
    });
  });
}
