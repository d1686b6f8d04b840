/**
 * Reads the text of an editable element as the person sees it, and keeps where each piece came from.
 *
 * `innerText` and the DOM disagree, in a different way in each editor (Quill's lines double, Draft's
 * empty lines hold a marker), so the text nodes are walked here, in one pass: the edge of a block is one
 * newline, and so is a `<br>` that is not merely what keeps an empty block open. The table of pieces
 * then turns a passage into rectangles, with the very same idea of the text.
 */

import { LONGEST_DRAFT } from "./messages.js";

/**
 * A run of the text that stands in one text node without a gap, or one picture with its description.
 * @typedef {{ node: Text | Element, nodeStart: number, textStart: number, length: number }} Piece
 */

/**
 * The text of a composer at one moment.
 * @typedef {object} Reading
 * @property {string} text
 * @property {boolean} tooLong reading stopped: there is more text than is ever checked
 * @property {(start: number, end: number) => DOMRect[]} rects of a passage, line by line, in the viewport of its
 *   document; none where the page has changed under the reading
 * @property {(start: number, end: number) => void} reveal scrolls a passage into view; caret and focus stay
 */

const BLOCKS = new Set(
  (
    "address article aside blockquote dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 " +
    "header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
  ).split(" "),
);

/** Parts of an editor that are no text of the draft: controls, code, and prompts of empty boxes. */
const SKIPPED = new Set("button iframe input noscript object option script select style template textarea video audio svg".split(" "));

/** Characters without width that editors put in to hold the caret. */
const FILLER = /[\u200b\u2060\ufeff]+/g;

/**
 * @param {HTMLElement} root
 * @returns {Reading}
 */
export function readEditable(root) {
  /** @type {Piece[]} */
  const pieces = [];
  const collapses = !/^(pre|break-spaces)/.test(getComputedStyle(root).whiteSpace);
  let text = "";
  let newline = false; // a line has ended; it counts once something follows

  /** @param {Text | Element} node @param {number} nodeStart @param {string} run */
  const add = (node, nodeStart, run) => {
    if (run === "") return;
    if (newline && text !== "") text += "\n";
    newline = false;
    pieces.push({ node, nodeStart, textStart: text.length, length: run.length });
    text += run;
  };

  /** White space that is laid out as one space, or as none at the edge of a line. */
  /** @param {Text} node @param {number} nodeStart @param {string} run */
  const addCollapsed = (node, nodeStart, run) => {
    for (const { 0: part, index } of run.matchAll(/[ \t\n\r\f]+|[^ \t\n\r\f]+/g)) {
      const isSpace = /^[ \t\n\r\f]/.test(part);
      if (!isSpace) add(node, nodeStart + index, part);
      else if (!newline && text !== "" && !/\s$/.test(text)) add(node, nodeStart + index, " ");
    }
  };

  /** @param {Text} node */
  const addText = (node) => {
    const { data } = node;
    const put = collapses ? addCollapsed : add;
    let from = 0;
    if (data.length > 0) {
      for (const { 0: filler, index } of data.matchAll(FILLER)) {
        put(node, from, data.slice(from, index));
        from = index + filler.length;
      }
    }
    put(node, from, from === 0 ? data : data.slice(from));
  };

  /** @param {Node} node @returns {boolean} whether to look inside */
  const enter = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      addText(/** @type {Text} */ (node));
      return false;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return false;
    const element = /** @type {HTMLElement} */ (node);
    const name = element.localName;
    if (SKIPPED.has(name) || element.hidden || element.hasAttribute("data-slate-placeholder")) return false;
    if (name === "br") {
      if (newline && text !== "") text += "\n";
      newline = true;
      return false;
    }
    if (name === "img") {
      add(element, 0, element.getAttribute("alt") ?? "");
      return false;
    }
    if (BLOCKS.has(name)) newline = true;
    return true;
  };

  /** @type {Node | null} */
  let node = root.firstChild;
  while (node && text.length <= LONGEST_DRAFT) {
    if (enter(node) && node.firstChild) {
      node = node.firstChild;
      continue;
    }
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      if (node && node !== root && BLOCKS.has(/** @type {Element} */ (node).localName)) newline = true;
    }
    if (!node || node === root) break;
    if (BLOCKS.has(/** @type {Element} */ (node).localName)) newline = true;
    node = node.nextSibling;
  }

  return {
    text,
    tooLong: text.length > LONGEST_DRAFT,
    rects: (start, end) => rectsOf(pieces, start, end),
    reveal: (start) => {
      const piece = pieces[pieceAt(pieces, start)];
      const element = piece?.node.nodeType === Node.TEXT_NODE ? piece.node.parentElement : piece?.node;
      /** @type {Element | null | undefined} */ (element)?.scrollIntoView({ block: "center", behavior: "instant" });
    },
  };
}

/**
 * The last piece that begins at or before an offset.
 * @param {Piece[]} pieces
 * @param {number} offset
 */
function pieceAt(pieces, offset) {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle].textStart <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/**
 * Piece by piece, as a range over several elements would give the boxes of whole blocks.
 * @param {Piece[]} pieces
 * @param {number} start
 * @param {number} end
 * @returns {DOMRect[]}
 */
function rectsOf(pieces, start, end) {
  /** @type {DOMRect[]} */
  const rects = [];
  for (let at = pieceAt(pieces, start); at < pieces.length && pieces[at].textStart < end; at++) {
    const { node, nodeStart, textStart, length } = pieces[at];
    if (textStart + length <= start) continue;
    if (!node.isConnected) return [];
    if (node.nodeType === Node.ELEMENT_NODE) {
      rects.push(/** @type {Element} */ (node).getBoundingClientRect());
      continue;
    }
    const textNode = /** @type {Text} */ (node);
    const from = nodeStart + Math.max(0, start - textStart);
    const to = nodeStart + Math.min(length, end - textStart);
    if (to > textNode.length) return [];
    const range = textNode.ownerDocument.createRange();
    range.setStart(textNode, from);
    range.setEnd(textNode, to);
    rects.push(...range.getClientRects());
  }
  return joinLines(rects);
}

/**
 * Rectangles that touch on one line become one, so that a passage in several text nodes has one mark.
 * @param {Iterable<DOMRect>} rects
 * @returns {DOMRect[]}
 */
export function joinLines(rects) {
  /** @type {DOMRect[]} */
  const joined = [];
  for (const rect of rects) {
    if (rect.width === 0) continue;
    const last = joined.at(-1);
    const sameLine = last && Math.abs(last.bottom - rect.bottom) < 3 && rect.left <= last.right + 1 && rect.right >= last.left - 1;
    if (!sameLine) {
      joined.push(rect);
      continue;
    }
    const left = Math.min(last.left, rect.left);
    const top = Math.min(last.top, rect.top);
    const width = Math.max(last.right, rect.right) - left;
    joined[joined.length - 1] = new DOMRect(left, top, width, Math.max(last.bottom, rect.bottom) - top);
  }
  return joined;
}
