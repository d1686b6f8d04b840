/**
 * One list of scenarios for every composer in both browsers. After each step of each scenario:
 *
 * - exactly the words that the core flags are underlined, as seen in pictures of the page;
 * - the editor's text, caret, undo history and DOM are, byte for byte, those of a control run of the same steps in the same
 *   browser without the extension.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { KINDS, VIEWPORT, launch, nextFrame, tick } from './browser.js';
import { ALLOWED_SITES, COMPOSERS, enter } from './composers.js';
import { readText, untilMarked } from './geometry.js';
import * as input from './input.js';
import { passagesOf } from './oracle.js';
import { serve } from './server.js';

/** @import { Harness, Page } from './browser.js' */
/** @import { Composer, Place } from './composers.js' */
/** @import { Server } from './server.js' */
/** @typedef {{do: (page: Page, composer: Composer) => Promise<unknown>, words: string[]}} Step */

const EMAIL = 'keeley.mum@example.com';
const MOBILE = '07700 900123';

/**
 * `steps` are done one after the other; after each, `words` are those that must be among the marked ones.
 * @type {{name: string, needs?: (composer: Composer) => unknown, steps: Step[]}[]}
 */
const SCENARIOS = [
  {
    name: 'typing',
    steps: [
      { do: page => input.type(page, 'I saw one of my families today. '), words: ['one of my families'] },
      { do: page => input.type(page, `Ring ${MOBILE} please`), words: ['one of my families', MOBILE] },
    ],
  },
  {
    name: 'pasting and undoing',
    steps: [
      { do: page => input.type(page, 'Write '), words: [] },
      { do: page => input.paste(page, `to ${EMAIL} soon`), words: [EMAIL] },
      { do: input.undo, words: [] },
    ],
  },
  {
    name: 'deleting',
    steps: [
      { do: page => input.type(page, `${MOBILE} or ${EMAIL}`), words: [MOBILE, EMAIL] },
      { do: page => input.backspace(page, EMAIL.length), words: [MOBILE] },
      { do: page => input.type(page, 'later'), words: [MOBILE] },
    ],
  },
  {
    name: 'emoji before the passage',
    steps: [{ do: page => input.type(page, `👍🏽 👩‍👩‍👧 😀 mail ${EMAIL} 😀`), words: [EMAIL] }],
  },
  {
    name: 'two paragraphs',
    needs: composer => composer.lines,
    steps: [
      { do: page => input.type(page, `First ${MOBILE} and`), words: [MOBILE] },
      { do: input.newLine, words: [MOBILE] },
      { do: page => input.type(page, `then ${EMAIL} too`), words: [MOBILE, EMAIL] },
    ],
  },
  {
    name: 'a mention',
    steps: [
      { do: page => input.type(page, 'Thanks '), words: [] },
      { do: input.mention, words: [] },
      { do: page => input.type(page, ` for ${EMAIL} today`), words: [EMAIL] },
    ],
  },
  {
    name: 'a passage that is broken over two lines',
    needs: composer => composer.lines,
    steps: [{ do: page => input.type(page, `${'Some words to fill the line with, '.repeat(2)}and one of my families there`), words: ['one of my families'] }],
  },
];

/** No history of these scenarios is longer: an undo that goes on for ever is an error. */
const MOST_UNDOS = 300;

/** What the editor itself knows, and its DOM, once it has been the same for three frames. @param {Place} place */
const stateOf = ({ editable, composer }) => editable.evaluate(async (element, editor) => {
  const look = () => JSON.stringify({
    model: window.__editorState(editor),
    dom: element.outerHTML,
    focused: /** @type {Document | ShadowRoot} */ (element.getRootNode()).activeElement === element,
  });
  let seen = look();
  for (let same = 1; same < 3;) {
    await new Promise(frame => { requestAnimationFrame(frame); });
    const now = look();
    same = now === seen ? same + 1 : 1;
    seen = now;
  }
  return seen;
}, composer.editor);

/**
 * Does every scenario in one composer; `look` is called after each step. Gives the states after each.
 * @param {Harness} browser
 * @param {string} url
 * @param {Composer} composer
 * @param {(place: Place, step: Pick<Step, 'words'>, name: string) => Promise<void>} [look]
 */
async function run(browser, url, composer, look) {
  const page = await browser.open(url);
  const editable = await enter(page, composer);
  const place = { page, editable, composer };
  // Nobody types in the very moment of the click.
  await stateOf(place);
  const states = [];
  for (const scenario of SCENARIOS) {
    if (scenario.needs && !scenario.needs(composer)) continue;
    for (const [i, step] of scenario.steps.entries()) {
      await step.do(page, composer);
      states.push({ step: `${scenario.name}, step ${i + 1}`, state: await stateOf(place) });
      await look?.(place, step, `${scenario.name}, step ${i + 1}`);
      await tick(page);
    }
    await input.clear(page);
    states.push({ step: `${scenario.name}, cleared`, state: await stateOf(place) });
    await look?.(place, { words: [] }, `${scenario.name}, cleared`);
    await tick(page);
  }
  // Back to where nothing is left to undo: what the history holds, not only how deep it says it is.
  for (let undone = 1, idle = 0; idle < 2 && undone < MOST_UNDOS; undone++) {
    await input.undo(page);
    const state = await stateOf(place);
    idle = state === states.at(-1)?.state ? idle + 1 : 0;
    states.push({ step: `undo ${undone}`, state });
  }
  return { place, states };
}

for (const kind of KINDS) {
  describe(kind, () => {
    /** @type {Server} */
    let server;
    /** @type {Harness} */
    let control;
    /** @type {Harness} */
    let browser;
    before(async () => {
      server = await serve();
      control = await launch(kind, { extension: false });
      browser = await launch(kind, { sites: ALLOWED_SITES });
    });
    after(() => Promise.all([control?.close(), browser?.close(), server?.close()]));

    for (const composer of COMPOSERS) {
      test(composer.name, async t => {
        const without = await run(control, server.url(composer.page), composer);
        await without.place.page.close();
        /** @type {Place | undefined} */
        let place;
        /** @type {{step: string, state: string}[] | undefined} */
        let states;
        await t.test('marks lie under exactly the words that the core flags', async () => {
          ({ place, states } = await run(browser, server.url(composer.page), composer, async (at, { words }, step) => {
            const text = await readText(at.editable);
            const passages = passagesOf(text);
            const flagged = passages.map(({ start, end }) => text.slice(start, end));
            for (const word of words) assert(flagged.some(passage => passage.includes(word)), `${step}: the core flags ${word} in ${JSON.stringify(text)}`);
            await untilMarked(at, passages).catch(error => { throw new Error(`${step}: ${error.message}`, { cause: error }); });
          }));
        });
        await t.test('the editor is as it is without the extension', () => {
          assert(states !== undefined, 'the run did not come to its end');
          for (const [i, { step, state }] of without.states.entries()) assert.deepEqual(states[i], { step, state });
          assert.equal(states.length, without.states.length);
        });
        await t.test('marks stay right on scrolling, resizing and zooming', async () => {
          assert(place !== undefined, 'the run did not come to its end');
          await look(place);
        });
        await t.test('nothing went wrong on the way', async () => assert.deepEqual(await browser.errors(), []));
        await place?.page.close();
      });
    }
  });
}

/** Scrolls, resizes and zooms a composer that has several marks, and looks after each. @param {Place} place */
async function look(place) {
  const { page, editable, composer } = place;
  await input.clear(page);
  const sentence = `Ring ${MOBILE} or write to ${EMAIL}`;
  await input.paste(page, Array(composer.lines ? 11 : 1).fill(sentence).join('\n'));
  /** @param {string} what */
  const right = async what => {
    await nextFrame(page);
    const passages = passagesOf(await readText(editable));
    await untilMarked(place, passages).catch(error => { throw new Error(`${what}: ${error.message}`, { cause: error }); });
  };
  await right('as typed');
  for (const top of [0, 20]) {
    await editable.evaluate((element, to) => { element.scrollTop = to; }, top);
    await right(`scrolled within to ${top}`);
  }
  await page.evaluate(() => scrollTo(0, 50));
  await right('page scrolled');
  await page.evaluate(() => scrollTo(0, 0));
  await page.setViewport({ ...VIEWPORT, width: 700 });
  await right('window made narrower');
  await page.setViewport({ ...VIEWPORT, deviceScaleFactor: 2 });
  await right('finer screen');
  await page.setViewport(VIEWPORT);
  for (const zoomed of ['body', 'html']) {
    /** @param {string} factor */
    const zoom = factor => page.evaluate((selector, to) => {
      /** @type {HTMLElement} */ (document.querySelector(selector)).style.zoom = to;
    }, zoomed, factor);
    await zoom('1.5');
    await right(`<${zoomed}> zoomed`);
    await zoom('');
  }
  await right('back');
}
