/** First use, in both browsers: the welcome opens once, its example is checked by the real core, and its answers reach the check. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { KINDS, launch, until } from './browser.js';
import { COMPOSERS, enter } from './composers.js';
import { untilMarked } from './geometry.js';
import * as input from './input.js';
import { askLayer, pressButton, sheet } from './layer.js';
import { findingsOf, passagesOf } from './oracle.js';
import { serve } from './server.js';

/** @import { Editable, Harness, Page } from './browser.js' */
/** @import { Server } from './server.js' */

const POST = 'Third manager gone since Easter, nine of us left on the duty team.';
const isWelcome = (/** @type {string} */ url) => url.endsWith('/www/welcome.html');

for (const kind of KINDS) {
  describe(kind, () => {
    /** @type {Server} */
    let server;
    /** @type {Harness} */
    let browser;
    before(async () => {
      server = await serve();
      browser = await launch(kind, { welcome: true });
    });
    after(() => Promise.all([browser?.close(), server?.close()]));

    test('the welcome opens after the installation, with an example that the real core checked, and never again', async () => {
      const welcome = await browser.opened(isWelcome);
      const shown = await until(welcome, () => welcome.evaluate(() => {
        const explained = [...document.querySelectorAll('.explained')].map(one => /** @type {HTMLElement} */ (one).innerText);
        return explained.length > 0 && {
          post: document.querySelector('.example blockquote')?.textContent ?? '',
          marks: [...document.querySelectorAll('.example mark')].map(one => one.textContent),
          explained,
          shortcut: document.querySelector('#shortcut kbd')?.textContent,
          questions: [...document.querySelectorAll('legend')].map(one => one.textContent),
        };
      }), 'the example');
      const findings = findingsOf(shown.post);
      assert(findings.length > 0);
      assert.equal(shown.explained.length, findings.length);
      for (const [at, { reason, passages }] of findings.entries()) {
        assert(shown.explained[at].includes(reason));
        for (const { start, end } of passages) assert(shown.marks.some(words => words && shown.post.slice(start, end).includes(words)));
      }
      assert.deepEqual(shown.questions, ['I am …', 'My profiles show …', 'Look at my posts on …']);
      assert.match(shown.shortcut ?? '', /L$/);
      await welcome.close();
      await browser.reload();
      // Its background has started anew once it answers; a second welcome would have come before.
      const page = await browser.open(server.url('x.com/home'));
      const editable = /** @type {Editable} */ (await enter(page, COMPOSERS[0]));
      await input.type(page, POST);
      await untilMarked({ page, editable }, passagesOf(POST));
      assert.equal(await browser.isOpen(isWelcome), false);
      assert.deepEqual(await browser.errors(), []);
      await page.close();
    });

    const settingsPage = async () => {
      const page = await browser.openOwn('www/settings.html');
      await until(page, () => page.evaluate(() => document.querySelectorAll('fieldset').length === 4), 'the questions');
      return page;
    };
    /** Answers with the keyboard. @param {Page} page @param {string} label */
    const choose = async (page, label) => {
      await page.evaluate(words => {
        const found = [...document.querySelectorAll('label')].find(one => one.textContent === words);
        /** @type {HTMLElement | null | undefined} */ (found?.querySelector('input'))?.focus();
      }, label);
      await page.keyboard.press(' ');
      await until(page, () => page.evaluate(() => ['kept', 'marking-kept'].some(id => document.getElementById(id)?.textContent?.startsWith('Kept'))), `“${label}” to be kept`);
    };

    test('the answers reach the check, and a site can be left alone', async () => {
      const settings = await settingsPage();
      for (const label of ['A manager of social workers', 'Where I work', 'LinkedIn', 'More readily: less is missed, and more is marked that is fine']) await choose(settings, label);
      assert.deepEqual(await settings.evaluate(() => chrome.storage.local.get()), {
        welcomed: true,
        author: { author_role: 'manager', author_employer: 'yes', author_job: 'no', sensitivity: 'more' },
        offSites: ['linkedin.com'],
      });
      await settings.close();

      const [composer] = COMPOSERS;
      const page = await browser.open(server.url(composer.page));
      const editable = /** @type {Editable} */ (await enter(page, composer));
      await input.type(page, POST);
      await untilMarked({ page, editable }, passagesOf(POST));
      await askLayer(page, root => /** @type {HTMLElement} */ (root.querySelector('.badge')).click());
      const { text } = await until(page, () => sheet(page, 'panel'), 'the panel to open');
      assert(!text.includes('Your profile shows'), 'a row has the reason alone');
      await pressButton(page, 'duty team');
      const card = await until(page, () => sheet(page, 'card'), 'the card to open');
      assert.match(card.text, /Your profile shows where you work, so readers can connect this post with your employer\./);
      await page.close();

      const linkedin = /** @type {(typeof COMPOSERS)[number]} */ (COMPOSERS.find(({ name }) => name === 'LinkedIn comment'));
      const off = await browser.open(server.url(linkedin.page));
      await enter(off, linkedin);
      await input.type(off, POST);
      const again = await settingsPage();
      await off.bringToFront();
      assert.equal(await sheet(off, 'badge'), undefined);
      await again.bringToFront();
      await choose(again, 'LinkedIn');
      await again.close();
      await off.bringToFront();
      await until(off, () => sheet(off, 'badge'), 'the badge, once the site is on again');
      assert.deepEqual(await browser.errors(), []);
      await off.close();
    });
  });
}
