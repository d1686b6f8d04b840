/** What is attached to a post, in both browsers: the badge reminds of it once a draft, and the panel says what to look for. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { PNG } from 'pngjs';
import { ATTACHED, AUDIENCES } from '../extension/words.js';
import { KINDS, launch, until } from './browser.js';
import { COMPOSERS, enter } from './composers.js';
import * as input from './input.js';
import { askLayer, sheet } from './layer.js';
import { serve } from './server.js';

/** @import { Harness } from './browser.js' */
/** @import { Server } from './server.js' */

const POST = 'Lovely walk along the canal this morning.';

/** @type {{name: string, kind: keyof typeof ATTACHED, audience: keyof typeof AUDIENCES, attach: string, file?: string}[]} */
const CASES = [
  { name: 'X post', kind: 'picture', audience: 'unknown', attach: '[data-testid="fileInput"]', file: 'picture.png' },
  { name: 'Facebook post', kind: 'picture', audience: 'public', attach: '[aria-label="Photo/video"]', file: 'picture.png' },
  { name: 'Facebook post', kind: 'video', audience: 'public', attach: '[aria-label="Photo/video"]', file: 'video.webm' },
  { name: 'Facebook post', kind: 'place', audience: 'public', attach: '[aria-label="Check in"]' },
  { name: 'LinkedIn classic post', kind: 'picture', audience: 'public', attach: '>>> [aria-label="Add media"]', file: 'picture.png' },
];

for (const kind of KINDS) {
  describe(kind, () => {
    /** @type {Server} */
    let server;
    /** @type {Harness} */
    let browser;
    /** @type {string} */
    let folder;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'second-look-'));
      await writeFile(join(folder, 'picture.png'), PNG.sync.write(new PNG({ width: 4, height: 4 })));
      await writeFile(join(folder, 'video.webm'), 'only its name says that it is one');
      server = await serve();
      browser = await launch(kind);
    });
    after(() => Promise.all([browser?.close(), server?.close(), folder && rm(folder, { recursive: true })]));

    for (const { name, kind: attached, audience, attach, file } of CASES) {
      test(`${name}, a ${attached}`, async () => {
        const composer = COMPOSERS.find(one => one.name === name);
        assert(composer);
        const page = await browser.open(server.url(composer.page));
        const editable = await enter(page, composer);
        /** @param {string} words */
        const badge = words => until(page, async () => (await sheet(page, 'badge'))?.text === words, `the badge to say “${words}”`);
        await input.type(page, POST);
        await badge('looks fine');
        const control = await page.waitForSelector(attach);
        if (file) await /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (control).uploadFile(join(folder, file));
        else await control?.click();
        await badge(`words look fine; look at the ${attached}`);

        await askLayer(page, root => /** @type {HTMLElement} */ (root.querySelector('.badge')).click());
        const panel = await until(page, () => sheet(page, 'panel'), 'the panel to open');
        assert(panel.text.includes(ATTACHED[attached]), panel.text);
        assert(panel.text.includes(AUDIENCES[audience]), panel.text);
        await page.keyboard.press('Escape');
        await editable.click();
        await badge('words look fine');
        await page.keyboard.press('End');
        await input.type(page, ' More.');
        await badge('words look fine');

        await input.clear(page);
        await until(page, async () => await sheet(page, 'badge') === undefined, 'an empty box with a picture that was looked at to be left alone');
        assert.deepEqual(await browser.errors(), []);
        await page.close();
      });
    }

    test('X post: a picture without a word is reminded of too, and again in the next draft', async () => {
      const [composer] = COMPOSERS;
      const page = await browser.open(server.url(composer.page));
      const editable = await enter(page, composer);
      const words = () => sheet(page, 'badge').then(badge => badge?.text);
      for (let draft = 1; draft <= 2; draft++) {
        const control = /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (await page.waitForSelector('[data-testid="fileInput"]'));
        await control.uploadFile(join(folder, 'picture.png'));
        await editable.click();
        await until(page, async () => await words() === 'look at the picture', `the badge of draft ${draft}`);
        await askLayer(page, root => /** @type {HTMLElement} */ (root.querySelector('.badge')).click());
        await until(page, () => sheet(page, 'panel'), 'the panel to open');
        await page.keyboard.press('Escape');
        await editable.click();
        await until(page, async () => await words() === undefined, 'the badge to go');
        await page.click('[aria-label="Remove media"]');
        await editable.click();
      }
      assert.deepEqual(await browser.errors(), []);
      await page.close();
    });
  });
}
