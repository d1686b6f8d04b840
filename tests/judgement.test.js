/**
 * Judgement stays with the person, in both browsers and by keyboard alone: what they set aside is gone at once, can be taken
 * back where it was pressed, and stays gone while its words stay. What they copy is on the clipboard, and the page heard nothing.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { restsOnSupported } from '../extension/dismissals.js';
import { saferWording } from '../extension/safer.js';
import { kindName } from '../extension/words.js';
import { KINDS, launch, until } from './browser.js';
import { COMPOSERS, enter } from './composers.js';
import { boxesOf, readText, untilMarked } from './geometry.js';
import * as input from './input.js';
import { askLayer, buttonSaying, countMarks, focusedWords, pressButton, sheet } from './layer.js';
import { findingsOf, placesOf } from './oracle.js';
import { serve } from './server.js';

/** @import { Editable, Harness, Page } from './browser.js' */
/** @import { Finding } from '../extension/messages.js' */
/** @import { Server } from './server.js' */

const POST = 'Saw one of my families today, ring 07700 900123. Third manager gone since Easter, nine of us left on the duty team.';
const findings = findingsOf(POST);
const family = /** @type {Finding} */ (findings.find(({ concern }) => concern === 'service-user'));
const number = /** @type {Finding} */ (findings.find(({ concern }) => concern === 'identifier'));
const team = /** @type {Finding} */ (findings.find(({ concern }) => concern === 'employer'));
for (const one of [family, number, team]) assert(one, `the post of this test has its findings: ${findings.map(({ rule }) => rule)}`);
assert.equal(number.severity, 'high');

const [composer] = COMPOSERS;

/** @param {Finding} finding */
const wordsOf = ({ passages: [{ start, end }] }) => POST.slice(start, end);

/** @param {Finding[]} gone what must not be marked any more */
const placesWithout = gone => placesOf(findings.filter(finding => !gone.includes(finding)));

/** Presses Tab until what has the focus is called this. @param {Page} page @param {string} words */
const tabTo = (page, words) => until(page, async () => {
  await page.keyboard.press('Tab');
  return (await focusedWords(page))?.startsWith(words);
}, `Tab to lead to “${words}”`);

/** Runs in the page before its own scripts: hears all that a page can hear of a copy. */
function listenForCopies() {
  /** @type {string[]} */
  const heard = [];
  Object.defineProperty(window, '__heard', { value: heard });
  for (const name of ['copy', 'cut', 'beforecopy', 'clipboardchange', 'input', 'selectionchange']) {
    addEventListener(name, event => {
      const { clipboardData, types, data } = /** @type {any} */ (event);
      heard.push(`${name}: ${clipboardData?.getData('text/plain') ?? ''} ${types ?? ''} ${data ?? ''} ${getSelection()}`);
    }, true);
  }
  for (const [owner, name] of /** @type {[any, string][]} */ ([[Clipboard.prototype, 'writeText'], [Clipboard.prototype, 'write'], [Document.prototype, 'execCommand']])) {
    const original = owner[name];
    owner[name] = /** @this {any} @param {any[]} args */ function spied(...args) {
      heard.push(`${name}: ${args}`);
      return original.apply(this, args);
    };
  }
}

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

    const written = async (first = () => {}) => {
      const page = await browser.open(server.url(composer.page), first);
      const editable = /** @type {Editable} */ (await enter(page, composer));
      await input.type(page, POST);
      await untilMarked({ page, editable }, placesOf(findings));
      return { page, editable };
    };
    /** @param {Page} page */
    const openPanel = async page => {
      await askLayer(page, root => /** @type {HTMLElement} */ (root.querySelector('.badge')).click());
      return until(page, () => sheet(page, 'panel'), 'the panel to open');
    };
    /** Opens the card of a finding, from the panel and by its keys. @param {Page} page @param {Finding} finding */
    const openCard = async (page, finding) => {
      await openPanel(page);
      for (let step = 0; step < findings.length && !(await focusedWords(page))?.includes(wordsOf(finding)); step++) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      return until(page, async () => {
        const card = await sheet(page, 'card');
        return card?.text.includes(finding.reason) && card;
      }, 'the card to open');
    };
    /** @param {Page} page */
    const end = async page => {
      assert.deepEqual(await browser.errors(), []);
      await page.close();
    };

    test('Ignore here: by keyboard, undone where it was pressed, and kept while its words stay', async () => {
      const { page, editable } = await written();
      const lines = await countMarks(page);
      await openCard(page, family);
      await tabTo(page, 'Ignore here');
      await page.keyboard.press('Enter');
      await until(page, async () => (await sheet(page, 'card'))?.text.includes('Ignored in this draft'), 'the card to say so');
      assert.equal(await focusedWords(page), 'Undo');
      // The card lies over some of the marks, so they are counted and not looked at.
      await until(page, async () => await countMarks(page) === lines - 1, 'its mark to go');

      await page.keyboard.press('Enter');
      await until(page, async () => (await sheet(page, 'card'))?.text.includes(family.reason), 'the finding to be back');
      await until(page, async () => await countMarks(page) === lines, 'its mark to come back');

      await tabTo(page, 'Ignore here');
      await page.keyboard.press('Enter');
      await until(page, async () => await countMarks(page) === lines - 1, 'its mark to go');
      await page.keyboard.press('Escape');
      const panel = await until(page, () => sheet(page, 'panel'), 'the panel to come back');
      assert(panel.text.includes('Ignored here'), panel.text);
      assert.match(await focusedWords(page) ?? '', /^Undo: “one of my families”/);
      await page.keyboard.press('Escape');
      await until(page, async () => await sheet(page, 'panel') === undefined, 'the panel to close');
      assert.equal(await editable.evaluate(element => document.activeElement === element), true, 'the focus is back in the composer');

      // Draft.js takes the selection away from a box that loses the focus: the caret must be where it was all the same.
      await input.type(page, ' And so to bed.');
      assert.match(await readText(editable), /And so to bed\.$/);
      await untilMarked({ page, editable }, placesWithout([family]));
      await end(page);
    });

    test('the only finding can be taken back as well, though nothing else is shown any more', async () => {
      const text = POST.slice(0, POST.indexOf(' today'));
      const page = await browser.open(server.url(composer.page));
      const editable = /** @type {Editable} */ (await enter(page, composer));
      await input.type(page, text);
      const only = findingsOf(text);
      assert.equal(only.length, 1);
      await untilMarked({ page, editable }, placesOf(only));
      await openCard(page, family);
      await tabTo(page, 'Ignore here');
      await page.keyboard.press('Enter');
      await until(page, async () => await countMarks(page) === 0, 'its mark to go');
      assert.match((await sheet(page, 'card'))?.text ?? '', /Ignored in this draft/);
      await page.keyboard.press('Enter');
      await until(page, async () => await countMarks(page) === 1, 'its mark to come back');
      await end(page);
    });

    test('by pointer: what was decided on a card that came by resting stays until one goes on, and takes no focus', async () => {
      const { page, editable } = await written();
      const lines = await countMarks(page);
      const [box] = await boxesOf(page, editable, family.passages);
      await page.mouse.move((box.left + box.right) / 2, (box.top + box.bottom) / 2);
      await until(page, async () => (await sheet(page, 'card'))?.text.includes(family.reason), 'the card to open');
      await pressButton(page, 'Ignore here');
      await until(page, async () => await countMarks(page) === lines - 1, 'its mark to go');
      await page.mouse.move(5, 5);
      await pressButton(page, 'Undo');
      await until(page, async () => await countMarks(page) === lines, 'its mark to come back');
      await until(page, async () => (await sheet(page, 'card'))?.text.includes(family.reason), 'the finding to be back');
      assert.equal(await editable.evaluate(element => document.activeElement === element), true, 'the composer kept the focus');
      await pressButton(page, 'Ignore here');
      await until(page, async () => await countMarks(page) === lines - 1, 'its mark to go');
      await input.type(page, ' More.');
      await until(page, async () => await sheet(page, 'card') === undefined, 'the card to go as one types on');
      await end(page);
    });

    test('Not about someone I support: in the panel, with what tells of the same person, and taken back from its row', async () => {
      const { page, editable } = await written();
      const gone = [family, number];
      assert(gone.every(restsOnSupported));
      await openPanel(page);
      while (!(await focusedWords(page))?.includes(wordsOf(family))) await page.keyboard.press('ArrowDown');
      await tabTo(page, 'Not about someone I support');
      await page.keyboard.press('Enter');
      await untilMarked({ page, editable }, placesWithout(gone));
      await until(page, async () => (await focusedWords(page))?.startsWith('Undo: “one of my families”'), 'the focus to be on the way back');
      await page.keyboard.press('Enter');
      await untilMarked({ page, editable }, placesOf(findings));
      await until(page, async () => (await focusedWords(page))?.includes(wordsOf(family)), 'the focus to be on the finding');
      await end(page);
    });

    test('Ignore this kind on X: everywhere on the site, listed in the settings, taken back there; of the gravest it is not offered', async () => {
      const { page, editable } = await written();
      await openCard(page, number);
      assert.equal(await buttonSaying(page, 'Ignore this kind'), undefined);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await openCard(page, team);
      await pressButton(page, 'Ignore this kind on X');
      await untilMarked({ page, editable }, placesOf(findings.filter(({ rule }) => rule !== team.rule)));

      const other = await browser.open(server.url(composer.page));
      const otherEditable = /** @type {Editable} */ (await enter(other, composer));
      await input.type(other, POST);
      await untilMarked({ page: other, editable: otherEditable }, placesOf(findings.filter(({ rule }) => rule !== team.rule)));
      await other.close();

      const settings = await browser.openOwn('www/settings.html');
      await until(settings, () => settings.evaluate(() => document.querySelector('#ignored button') !== null), 'the list');
      assert.equal(await settings.evaluate(() => document.querySelector('#ignored li span')?.textContent), `${kindName(team.rule)}, on X`);
      assert.deepEqual(await settings.evaluate(() => chrome.storage.local.get()), { welcomed: true, ignoredKinds: [{ rule: team.rule, site: 'x.com' }] }, 'no word of a draft is stored');
      await settings.focus('#ignored button');
      await settings.keyboard.press('Enter');
      await until(settings, () => settings.evaluate(() => document.querySelector('#ignored button') === null && document.activeElement?.id === 'ignored-heading'), 'the row to go');
      await settings.close();
      await page.bringToFront();
      await page.mouse.click(5, 700);
      await untilMarked({ page, editable }, placesOf(findings));
      await end(page);
    });

    test('what is copied is on the clipboard, and the page heard nothing of it', async () => {
      const { page, editable } = await written(listenForCopies);
      const wording = saferWording(family, [wordsOf(family)], POST);
      assert(wording);
      const card = await openCard(page, family);
      assert(card.text.includes(`“${wording}”`), card.text);
      await page.evaluate(() => { window.__heard.length = 0; });
      const state = await editable.evaluate(element => element.outerHTML);

      for (const [button, copied] of [['Copy this wording', wording], ['Copy a question for supervision', undefined]]) {
        await pressButton(page, /** @type {string} */ (button));
        const said = await until(page, async () => (await sheet(page, 'card'))?.text.match(/Copied: “(?<words>[^]*?)”\n/)?.groups?.words, 'the card to say that it was copied');
        if (copied) assert.equal(said, copied);
        const heard = (await page.evaluate(() => window.__heard)).join('\n');
        assert(!heard.includes('In our work') && !heard.includes('talk it through'), heard);
      }
      assert.equal(await editable.evaluate(element => element.outerHTML), state, 'nothing is written into the composer');

      const [item] = (await askLayer(page, root => [...root.querySelectorAll('.outcome [data-words]')].map(one => one.getAttribute('data-words'))))[0];
      assert(item && !findings.some(finding => item.includes(wordsOf(finding))), 'the question holds no passage');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await editable.focus();
      await input.clear(page);
      await page.keyboard.down('Control');
      await page.keyboard.press('v');
      await page.keyboard.up('Control');
      await until(page, async () => (await readText(editable)).startsWith('Before I post something on X, may I talk it through with you?'), 'the question to be pasted');
      await end(page);
    });
  });
}
