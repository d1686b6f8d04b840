/**
 * Where our layer stands in a window, in both browsers: the panel and the card inside it, at any width and at a zoom of 400 %
 * (which makes a window of 1280 × 1024 one of 320 × 256), every button of theirs within reach, and the badge on no control of the site.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { KINDS, VIEWPORT, launch, nextFrame, until } from './browser.js';
import { ALLOWED_SITES, COMPOSERS, enter } from './composers.js';
import * as input from './input.js';
import { askLayer, sheet } from './layer.js';
import { serve } from './server.js';

/** @import { Harness, Page } from './browser.js' */
/** @import { Server } from './server.js' */

const POST = 'Saw one of my families today, ring 07700 900123';
const WINDOWS = [
  { name: 'a usual window', size: VIEWPORT },
  { name: 'a narrow window', size: { width: 360, height: 740 } },
  { name: 'a zoom of 400 %', size: { width: 320, height: 256 } },
];

/** The box of a sheet, and the boxes of its buttons when each is scrolled to. @param {Page} page @param {string} selector */
const boxesOf = async (page, selector) => (await askLayer(page, (root, /** @type {string} */ wanted) => {
  const element = [...root.querySelectorAll(wanted)].find(one => one.checkVisibility());
  if (!element) return null;
  const box = (/** @type {Element} */ one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    return { left, top, right, bottom };
  };
  return {
    sheet: box(element),
    buttons: [...element.querySelectorAll('button')].filter(one => one.checkVisibility()).map(button => {
      button.scrollIntoView({ block: 'nearest' });
      return box(button);
    }),
  };
}, selector)).find(Boolean);

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

    for (const { name, size } of WINDOWS) {
      for (const composer of COMPOSERS.filter(one => ['X post', 'Facebook post', 'LinkedIn SDUI post', 'forum text area'].includes(one.name))) {
        test(`${composer.name} in ${name}`, async () => {
          const page = await browser.open(server.url(composer.page));
          await page.setViewport(size);
          const editable = await enter(page, composer);
          await input.type(page, POST);
          await editable.evaluate(element => element.scrollIntoView({ block: 'center' }));
          await until(page, async () => (await sheet(page, 'badge'))?.text.endsWith('to check'), 'the badge');
          await nextFrame(page);

          const { sheet: badge } = /** @type {NonNullable<Awaited<ReturnType<typeof boxesOf>>>} */ (await boxesOf(page, '.badge'));
          const covered = await page.evaluate(({ left, top, right, bottom }) => {
            /** @type {(Document | ShadowRoot)[]} */
            const roots = [document, ...[...document.querySelectorAll('*')].map(element => element.shadowRoot).filter(root => root !== null)];
            return roots.flatMap(root => [...root.querySelectorAll('button, a, input, [role="button"]')]).filter(control => {
              const box = control.getBoundingClientRect();
              return box.left < right && box.right > left && box.top < bottom && box.bottom > top && control.checkVisibility();
            }).map(control => control.outerHTML.slice(0, 80));
          }, badge);
          // At 400 % a dialog's own controls can leave no free place at all.
          if (size.height > 300) assert.deepEqual(covered, [], 'the badge covers no control of the site');

          /** @param {string} selector */
          const inside = async selector => {
            const found = await until(page, () => boxesOf(page, selector), selector);
            const { sheet: box, buttons } = found;
            assert(box.left >= 0 && box.top >= 0 && box.right <= size.width && box.bottom <= size.height, `${selector} stands in the window: ${JSON.stringify(box)}`);
            assert(buttons.length > 2);
            for (const button of buttons) {
              assert(button.left >= box.left && button.right <= box.right && button.top >= box.top - 1 && button.bottom <= box.bottom + 1, `${selector}: a button is out of reach: ${JSON.stringify({ button, box })}`);
            }
          };
          await askLayer(page, root => /** @type {HTMLElement} */ (root.querySelector('.badge')).click());
          await inside('.panel');
          await page.keyboard.press('Enter'); // on the first finding, which has the focus
          await inside('.card');
          assert.deepEqual(await browser.errors(), []);
          await page.close();
        });
      }
    }
  });
}
