/** What a person does to a composer, through the browser's own input: keys and the clipboard. */
import { nextFrame, until } from './browser.js';

/** @import { Page } from './browser.js' */
/** @import { Composer } from './composers.js' */

/** @param {Page} page @param {'Control'} modifier @param {'a' | 'c' | 'v' | 'z'} key */
const press = async (page, modifier, key) => {
  await page.keyboard.down(modifier);
  await page.keyboard.press(key);
  await page.keyboard.up(modifier);
};

/**
 * Types a text. The first key is given a few frames of its own: Lexical ends its first undo step at the browser's word that
 * the selection changed, which at full speed comes after one key or after several, and may miss the first frame.
 * @param {Page} page
 * @param {string} text
 */
export async function type(page, text) {
  const [first, ...others] = text;
  await page.keyboard.type(first);
  for (let frame = 0; frame < 4; frame++) await nextFrame(page);
  await page.keyboard.type(others.join(''));
}

/** @param {Page} page */
export const undo = page => press(page, 'Control', 'z');
/** @param {Page} page */
export const newLine = page => page.keyboard.press('Enter');

/** @param {Page} page @param {number} times */
export async function backspace(page, times) {
  for (let i = 0; i < times; i++) await page.keyboard.press('Backspace');
}

/** @param {Page} page */
export async function clear(page) {
  await press(page, 'Control', 'a');
  await page.keyboard.press('Backspace');
}

/** Copies `text` with Ctrl+C (the page is asked for it instead of the selection), and pastes it with Ctrl+V. @param {Page} page @param {string} text */
export async function paste(page, text) {
  await page.evaluate(copied => {
    addEventListener('copy', event => {
      event.clipboardData?.setData('text/plain', copied);
      event.preventDefault();
      event.stopImmediatePropagation();
    }, { capture: true, once: true });
  }, text);
  await press(page, 'Control', 'c');
  await press(page, 'Control', 'v');
}

/** Types "@", which opens the list of names, and takes the first with Enter, where the composer has mentions. @param {Page} page @param {Composer} composer */
export async function mention(page, composer) {
  await type(page, '@');
  if (composer.mention === null) return;
  const { list } = composer;
  if (list !== null) {
    await until(page, () => page.evaluate(selector => [document, document.querySelector('#interop-outlet')?.shadowRoot]
      .some(root => root?.querySelector(selector)), list), 'the list of names');
  }
  await page.keyboard.press('Enter');
}
