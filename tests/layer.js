/** What the tests know of the layer's inside: the one place to change when the extension's own markup changes. */

import { until } from './browser.js';

/** @import { AskRoot, Page } from './browser.js' */

/** @type {WeakMap<Page, () => Promise<AskRoot[]>>} */
const layers = new WeakMap();

/** Remembers how a page's layers are reached. @param {Page} page @param {() => Promise<AskRoot[]>} reach */
export const reachLayer = (page, reach) => layers.set(page, reach);

/**
 * Calls a function on each closed shadow root of the page, and gives the answers.
 * @template T
 * @template {any[]} A
 * @param {Page} page
 * @param {(root: ShadowRoot, ...args: A) => T} ask
 * @param {A} args
 * @returns {Promise<T[]>}
 */
export async function askLayer(page, ask, ...args) {
  const roots = await /** @type {() => Promise<AskRoot[]>} */ (layers.get(page))();
  return Promise.all(roots.map(root => root(ask, ...args)));
}

/** How many lines are drawn under passages. @param {Page} page */
export const countMarks = async page => (await askLayer(page, root => [...root.querySelectorAll('.marks > g')].filter(line => getComputedStyle(line).display !== 'none').length))
  .reduce((sum, count) => sum + count, 0);

/** Takes the drawn lines out of sight, and nothing else, so that two pictures differ by them alone. @param {Page} page */
export const hideMarks = page => askLayer(page, root => /** @type {NodeListOf<SVGElement>} */ (root.querySelectorAll('.marks')).forEach(drawing => { drawing.style.visibility = 'hidden'; }));
/** @param {Page} page */
export const showMarks = page => askLayer(page, root => /** @type {NodeListOf<SVGElement>} */ (root.querySelectorAll('.marks')).forEach(drawing => { drawing.style.visibility = ''; }));

/**
 * What of ours is on the screen: the hosts' own names, and the words and the place of what is open.
 * @param {Page} page
 * @returns {Promise<{badge: Sheet | null, card: Sheet | null, panel: Sheet | null}[]>}
 * @typedef {{text: string, x: number, y: number}} Sheet the point is its middle
 */
export const sheets = page => askLayer(page, root => {
  /** @param {string} selector */
  const shown = selector => {
    const element = [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector))].find(one => one.checkVisibility());
    if (element === undefined) return null;
    const { left, top, width, height } = element.getBoundingClientRect();
    // The words are drawn from attributes, so that they are not in innerText.
    const words = [...element.querySelectorAll('[data-words]')].map(inner => inner.getAttribute('data-words'));
    return { text: words.join('\n'), x: left + width / 2, y: top + height / 2 };
  };
  return { badge: shown('.badge'), card: shown('.card'), panel: shown('.panel') };
});

/** The one sheet of this kind that is open, or undefined. @param {Page} page @param {'badge' | 'card' | 'panel'} kind */
export const sheet = async (page, kind) => (await sheets(page)).map(shown => shown[kind]).find(one => one !== null);

/** The middle of a button of ours with these words. @param {Page} page @param {string} words */
export const buttonSaying = async (page, words) => (await askLayer(page, (root, /** @type {string} */ wanted) => {
  const button = [...root.querySelectorAll('button')].find(one => one.checkVisibility()
    && [...one.querySelectorAll('[data-words]')].some(inner => inner.getAttribute('data-words')?.includes(wanted)));
  if (button === undefined) return null;
  button.scrollIntoView({ block: 'nearest' }); // a sheet may be longer than the window
  const { left, top, width, height } = button.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}, words)).find(Boolean);

/** Presses the button of ours that has these words, with the mouse. @param {Page} page @param {string} words */
export async function pressButton(page, words) {
  const { x, y } = await until(page, () => buttonSaying(page, words), `the button “${words}”`);
  await page.mouse.click(x, y);
}

/** The words of what has the focus in the layer: its name, or what is drawn in it. @param {Page} page */
export const focusedWords = async page => (await askLayer(page, root => root.activeElement
  && (root.activeElement.getAttribute('aria-label') ?? [root.activeElement, ...root.activeElement.querySelectorAll('[data-words]')].map(one => one.getAttribute('data-words') ?? '').join(' ').trim()))).find(Boolean);
