/** What the tests know of the layer's inside: the one place to change when the extension's own markup changes. */

/** @type {WeakMap<import('puppeteer-core').Page, () => Promise<((ask: string | Function, ...args: unknown[]) => Promise<any>)[]>>} */
const layers = new WeakMap();

/** Remembers how a page's layers are reached. */
export const reachLayer = (page, reach) => layers.set(page, reach);

/** Calls a function on each closed shadow root of the page, and gives the answers. */
export async function askLayer(page, ask, ...args) {
  const roots = await layers.get(page)();
  return Promise.all(roots.map(root => root(ask, ...args)));
}

/** How many lines are drawn under passages. */
export const countMarks = async page => (await askLayer(page, root => root.querySelectorAll('.marks > g').length))
  .reduce((sum, count) => sum + count, 0);

/** Takes the drawn lines out of sight, and nothing else, so that two pictures differ by them alone. */
export const hideMarks = page => askLayer(page, root => root.querySelectorAll('.marks').forEach(drawing => { drawing.style.visibility = 'hidden'; }));
export const showMarks = page => askLayer(page, root => root.querySelectorAll('.marks').forEach(drawing => { drawing.style.visibility = ''; }));
