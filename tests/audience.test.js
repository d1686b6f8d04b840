/** The audience that a composer shows is told where it is written: Facebook's dialog says “Public”, its comments say nothing. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { KINDS, launch, until } from './browser.js';
import { COMPOSERS, enter } from './composers.js';
import { untilMarked } from './geometry.js';
import * as input from './input.js';
import { askLayer, buttonSaying, sheet } from './layer.js';
import { passagesOf } from './oracle.js';
import { serve } from './server.js';

/** @import { Editable, Harness } from './browser.js' */
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

    for (const [name, said] of /** @type {const} */ ([['Facebook post', true], ['Facebook comment', false]])) {
      test(name, async () => {
        const composer = COMPOSERS.find(one => one.name === name);
        assert(composer);
        const page = await browser.open(server.url(composer.page));
        const editable = /** @type {Editable} */ (await enter(page, composer));
        await input.type(page, POST);
        await untilMarked({ page, editable }, passagesOf(POST));
        await askLayer(page, root => /** @type {HTMLElement} */ (root.querySelector('.badge')).click());
        await until(page, () => sheet(page, 'panel'), 'the panel to open');
        const { x, y } = await until(page, () => buttonSaying(page, 'one of my families'), 'the finding in the panel');
        await page.mouse.click(x, y);
        const card = await until(page, () => sheet(page, 'card'), 'the card to open');
        assert.equal(card.text.includes('This post is public'), said, card.text);
        assert.deepEqual(await browser.errors(), []);
        await page.close();
      });
    }
  });
}
