/**
 * Whether the marks that a person sees lie under the right words.
 *
 * What is seen is taken from two pictures of the page, with the layer and without it: the points in which they differ are the
 * marks' ink. Where the words are is asked of the page itself. Neither knows how the extension works, and the same
 * code judges both browsers.
 */
import { PNG } from 'pngjs';
import { until } from './browser.js';
import { countMarks, hideMarks, showMarks } from './layer.js';

/** @import { Editable, Page } from './browser.js' */
/** @import { Passage } from '../extension/messages.js' */

/** How far an underline's ends may be from the ends of its words, in CSS pixels. */
const NEAR = 2;
/** The gap that a dotted line may leave before it is not one line any more. */
const GAP = 5;
/** How strongly a point must change to be ink: less is the soft edge of a curve. */
const INK = 40;
/** How far under a line of text its underline may reach: a second one under the same words lies below the first. */
const BELOW = 7;

/** @typedef {{left: number, top: number, right: number, bottom: number, mayHide?: boolean}} Box in CSS pixels of the window */
/** @typedef {{x: number, y: number}} Point */
/** @typedef {Awaited<ReturnType<typeof picture>>} Picture */

/**
 * The text of an editable element as it is seen: its text nodes in order, a line break between blocks. For text fields their value.
 * @param {Editable} editable
 */
export const readText = editable => editable.evaluate(element => {
  if ('value' in element) return /** @type {HTMLTextAreaElement} */ (element).value;
  let text = '';
  /** @param {any} node */
  const walk = node => {
    if (node.nodeType === Node.TEXT_NODE) text += node.data;
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const block = node !== element && !getComputedStyle(node).display.startsWith('inline');
    if ((block || node.localName === 'br') && text !== '' && !text.endsWith('\n')) text += '\n';
    for (const child of node.childNodes) walk(child);
  };
  walk(element);
  return text;
});

/**
 * The boxes of the passages' words, one a line, as far as the editable element shows them.
 * @param {Page} page
 * @param {Editable} editable
 * @param {Passage[]} passages
 * @returns {Promise<Box[]>}
 */
export async function boxesOf(page, editable, passages) {
  if (await editable.evaluate(element => 'value' in element)) return fieldBoxes(page, editable, passages);
  return editable.evaluate((element, wanted) => {
    // The same walk as readText's, which remembers where each text node begins.
    /** @type {{ node: Text, start: number }[]} */
    const nodes = [];
    let length = 0;
    /** @type {string | undefined} */
    let last = '';
    /** @param {any} node */
    const walk = node => {
      if (node.nodeType === Node.TEXT_NODE && node.data !== '') {
        nodes.push({ node, start: length });
        length += node.data.length;
        last = node.data.at(-1);
      }
      if (node.nodeType !== Node.ELEMENT_NODE) return;
      const block = node !== element && !getComputedStyle(node).display.startsWith('inline');
      if ((block || node.localName === 'br') && length > 0 && last !== '\n') {
        length += 1;
        last = '\n';
      }
      for (const child of node.childNodes) walk(child);
    };
    walk(element);

    const frame = element.getBoundingClientRect();
    const scale = frame.width / (element.offsetWidth || 1);
    const clip = {
      left: frame.left + element.clientLeft * scale,
      top: frame.top + element.clientTop * scale,
      right: frame.left + (element.clientLeft + element.clientWidth) * scale,
      bottom: frame.top + (element.clientTop + element.clientHeight) * scale,
    };
    const boxes = [];
    for (const { start, end } of wanted) {
      /** @type {Box[]} */
      const lines = [];
      for (const { node, start: from } of nodes) {
        const a = Math.max(start, from);
        const b = Math.min(end, from + node.data.length);
        if (a >= b) continue;
        const range = document.createRange();
        range.setStart(node, a - from);
        range.setEnd(node, b - from);
        for (const { left, top, right, bottom, width } of range.getClientRects()) {
          if (width === 0) continue;
          const line = lines.find(other => Math.min(bottom, other.bottom) - Math.max(top, other.top) > (bottom - top) / 2);
          if (line === undefined) {
            lines.push({ left, top, right, bottom });
          } else {
            line.left = Math.min(line.left, left);
            line.right = Math.max(line.right, right);
          }
        }
      }
      boxes.push(...lines);
    }
    // At the very edge of what the editor shows, an underline may be seen or not.
    /** @param {number} y */
    const atEdge = y => Math.abs(y - clip.top) < 3 || Math.abs(y - clip.bottom) < 3;
    return boxes
      .filter(box => (atEdge(box.bottom) || (box.bottom > clip.top && box.bottom < clip.bottom)) && box.right > clip.left && box.left < clip.right)
      .map(box => ({ ...box, left: Math.max(box.left, clip.left), right: Math.min(box.right, clip.right), mayHide: atEdge(box.bottom) }));
  }, passages);
}

/**
 * Where words of a text field are. Chromium tells. In Firefox nobody can ask it, so each passage is selected, and the place is
 * where the picture changes; its undo history does not mind (Chromium's would).
 * @param {Page} page
 * @param {Editable} editable
 * @param {Passage[]} passages
 */
async function fieldBoxes(page, editable, passages) {
  const field = /** @type {import('puppeteer-core').ElementHandle<HTMLTextAreaElement>} */ (editable);
  const edges = await field.evaluate(element => {
    const { top, bottom, height } = element.getBoundingClientRect();
    const border = element.clientTop * (height / element.offsetHeight);
    return { top: top + border, bottom: bottom - border };
  });
  /** @param {Box[]} boxes */
  const shown = boxes => boxes
    .filter(({ top, bottom }) => bottom > edges.top && top < edges.bottom && bottom < edges.bottom + 3)
    .map(box => ({ ...box, mayHide: Math.min(Math.abs(box.bottom - edges.top), Math.abs(box.bottom - edges.bottom)) < 3 }));
  const told = await field.evaluate((element, wanted) => element.createValueRange && wanted.flatMap(({ start, end }) =>
    [...element.createValueRange?.(start, end).getClientRects() ?? []].map(({ left, top, right, bottom }) => ({ left, top, right, bottom }))), passages);
  if (told) return shown(told);

  const area = await areaOf(field);
  const { start, end, top, left } = await field.evaluate(({ selectionStart, selectionEnd, scrollTop, scrollLeft }) => (
    { start: selectionStart, end: selectionEnd, top: scrollTop, left: scrollLeft }));
  // Selecting may scroll to the selection, which is not wanted here.
  /** @param {number} from @param {number} to */
  const select = (from, to) => field.evaluate((element, range, scroll) => {
    element.setSelectionRange(range.from, range.to);
    return new Promise(frame => { requestAnimationFrame(() => requestAnimationFrame(frame)); }).then(() => element.scrollTo(scroll));
  }, { from, to }, { left, top });
  await hideMarks(page);
  await select(end, end);
  const plain = await picture(page, area);
  /** @type {Box[]} */
  const boxes = [];
  for (const passage of passages) {
    await select(passage.start, passage.end);
    boxes.push(...lines(difference(plain, await picture(page, area), 1), plain));
  }
  await select(start, end);
  await showMarks(page);
  return shown(boxes);
}

/** Points, gathered to one box for each line of text: where the next row is not as wide, another line begins. @param {Point[]} points @param {Picture} plain */
function lines(points, plain) {
  /** @type {Map<number, { left: number, right: number }>} */
  const rows = new Map();
  for (const { x, y } of points) {
    const row = rows.get(y) ?? { left: x, right: x + 1 };
    rows.set(y, { left: Math.min(row.left, x), right: Math.max(row.right, x + 1) });
  }
  /** @type {Box[]} */
  const boxes = [];
  for (const [y, { left, right }] of [...rows].sort(([a], [b]) => a - b)) {
    const box = boxes.at(-1);
    if (box !== undefined && box.bottom === y && Math.abs(box.left - left) < 3 && Math.abs(box.right - right) < 3) box.bottom = y + 1;
    else boxes.push({ left, right, top: y, bottom: y + 1 });
  }
  return boxes.map(({ left, right, top, bottom }) => {
    const [from, to] = [plain.inWindow({ x: left, y: top }), plain.inWindow({ x: right, y: bottom })];
    return { left: from.x, right: to.x, top: from.y, bottom: to.y };
  });
}

/** The part of the window that a composer's marks can be in. @param {Editable} editable */
const areaOf = editable => editable.evaluate(element => {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const around = 12;
  const x = Math.max(0, Math.floor(left) - around);
  const y = Math.max(0, Math.floor(top) - around);
  return {
    x, y, width: Math.min(innerWidth, Math.ceil(right) + around) - x, height: Math.min(innerHeight, Math.ceil(bottom) + around) - y,
    scrollX, scrollY,
  };
});

/**
 * A picture of a part of the window, with the way back from its points to the window's.
 * @param {Page} page
 * @param {Awaited<ReturnType<typeof areaOf>>} area
 */
async function picture(page, { x, y, width, height, scrollX, scrollY }) {
  const clip = { x: x + scrollX, y: y + scrollY, width, height };
  const image = PNG.sync.read(Buffer.from(await page.screenshot({ clip, captureBeyondViewport: false })));
  const scale = image.width / width;
  return { width: image.width, data: image.data, inWindow: (/** @type {Point} */ point) => ({ x: x + point.x / scale, y: y + point.y / scale }) };
}

/**
 * The points in which two pictures of one size differ by more than `limit` in some colour.
 * @param {Picture} one
 * @param {Picture} other
 * @param {number} limit
 */
function difference(one, other, limit) {
  const points = [];
  for (let i = 0; i < one.data.length; i += 4) {
    const change = Math.max(
      Math.abs(one.data[i] - other.data[i]), Math.abs(one.data[i + 1] - other.data[i + 1]), Math.abs(one.data[i + 2] - other.data[i + 2]),
    );
    if (change > limit) points.push({ x: (i / 4) % one.width, y: Math.floor(i / 4 / one.width) });
  }
  return points;
}

/** What is wrong with the marks' ink, in words; empty if they lie exactly under the boxes. @param {Point[]} points @param {Box[]} boxes */
function faults(points, boxes) {
  /** @type {string[]} */
  const wrong = [];
  /** @param {Point} point @param {Box} box */
  const isUnder = ({ x, y }, box) => y > box.top + (box.bottom - box.top) * 0.6 && y < box.bottom + BELOW
    && x > box.left - NEAR && x < box.right + NEAR;
  const stray = points.filter(point => !boxes.some(box => isUnder(point, box)));
  if (stray.length > 0) {
    const { x, y } = stray[0];
    wrong.push(`${stray.length} points of ink under no passage, the first at ${x.toFixed(1)}, ${y.toFixed(1)}`);
  }
  for (const box of boxes) {
    const columns = [...new Set(points.filter(point => isUnder(point, box)).map(({ x }) => x))].sort((a, b) => a - b);
    const place = `the passage at ${box.left.toFixed(1)} to ${box.right.toFixed(1)}, ${box.top.toFixed(1)} to ${box.bottom.toFixed(1)}`;
    if (columns.length === 0 && box.mayHide) continue;
    if (columns.length === 0) {
      wrong.push(`no ink under ${place}`);
      continue;
    }
    const [first, last] = [columns[0], columns[columns.length - 1]];
    if (first > box.left + NEAR + 0.5) wrong.push(`the mark begins at ${first.toFixed(1)} under ${place}`);
    if (last < box.right - NEAR - GAP) wrong.push(`the mark ends at ${last.toFixed(1)} under ${place}`);
    const gap = columns.find((x, i) => i > 0 && x - columns[i - 1] > GAP);
    if (gap !== undefined) wrong.push(`the mark has a gap before ${gap.toFixed(1)} under ${place}`);
  }
  return wrong;
}

/**
 * Waits until exactly the passages are underlined, each exactly along its words.
 * @param {{page: Page, editable: Editable}} composer
 * @param {Passage[]} passages in readText's text
 */
export async function untilMarked({ page, editable }, passages) {
  /** @type {string[]} */
  let wrong = [];
  await until(page, async () => (await countMarks(page)) > 0 === passages.length > 0, `${passages.length} passages to be marked`);
  if (passages.length === 0) return;
  await until(page, async () => {
    const boxes = await boxesOf(page, editable, passages);
    const area = await areaOf(editable);
    const shown = await picture(page, area);
    await hideMarks(page);
    const plain = await picture(page, area);
    await showMarks(page);
    const ink = difference(shown, plain, INK).map(({ x, y }) => shown.inWindow({ x: x + 0.5, y: y + 0.5 }));
    wrong = faults(ink, boxes);
    return wrong.length === 0;
  }, () => `the marks to lie under their words: ${wrong.join('; ')}`);
}
