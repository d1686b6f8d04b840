/**
 * Where things stand in the viewport, across shadow roots and same-origin frames.
 *
 * All rectangles that leave this file are in the coordinates of the top document, in which the layer is
 * drawn.
 */

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */

/** @param {Box} a @param {Box} b @returns {Box} */
export const intersect = (a, b) => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
});

/** @param {Box} a @param {Box} b @returns {Box} */
export const unite = (a, b) => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

/** @param {Box} box */
export const isEmpty = ({ left, top, right, bottom }) => right <= left || bottom <= top;

/** @param {Box} box @param {number} x @param {number} y */
export const holds = ({ left, top, right, bottom }, x, y) => x >= left && x <= right && y >= top && y <= bottom;

/** @param {Box} a @param {Box} b */
export const overlap = (a, b) => !isEmpty(intersect(a, b));

/** @param {Box} box @param {number} by @returns {Box} */
export const inflate = ({ left, top, right, bottom }, by) => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
});

/** @param {Box} box @param {{ x: number, y: number }} by @returns {Box} */
export const move = ({ left, top, right, bottom }, { x, y }) => ({
  left: left + x,
  top: top + y,
  right: right + x,
  bottom: bottom + y,
});

/**
 * The element around this one as it is laid out: slots and shadow roots are crossed.
 * @param {Element} element
 * @returns {Element | null}
 */
export function around(element) {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return isShadow(root) ? root.host : null;
}

/** @param {EventTarget} target @returns {target is ShadowRoot} */
export const isShadow = (target) => "nodeType" in target && target.nodeType === Node.DOCUMENT_FRAGMENT_NODE && "host" in target;

/**
 * The roots above an element whose scroll events it feels: its shadow roots and documents. A scroll
 * event leaves no shadow root, so each is listened to.
 * @param {Element} element
 * @returns {(Document | ShadowRoot)[]}
 */
export function rootsAbove(element) {
  /** @type {(Document | ShadowRoot)[]} */
  const roots = [];
  /** @type {Element | null | undefined} */
  let at = element;
  while (at) {
    /** @type {Node} */
    const root = at.getRootNode();
    if (isShadow(root)) {
      roots.push(root);
      at = root.host;
    } else if (root === at.ownerDocument) {
      roots.push(at.ownerDocument);
      at = at.ownerDocument.defaultView?.frameElement;
    } else {
      break; // taken out of the page
    }
  }
  return roots;
}

/**
 * The elements whose overflow cuts off what they hold, from the inside out, in the element's document.
 * @param {Element} element
 * @returns {Element[]}
 */
export function clippers(element) {
  /** @type {Element[]} */
  const found = [];
  for (let at = around(element), fixed = isFree(element); at && !fixed; at = around(at)) {
    if (at.localName === "body" || at.localName === "html") break;
    const { overflowX, overflowY } = getComputedStyle(at);
    if (overflowX !== "visible" || overflowY !== "visible") found.push(at);
    fixed = isFree(at);
  }
  return found;
}

/** Laid out against the viewport, so that what is around it does not cut it off. */
/** @param {Element} element */
const isFree = (element) =>
  getComputedStyle(element).position === "fixed" || element.matches(":modal, :popover-open, :fullscreen");

/**
 * How far the element's own viewport stands from that of the top document, and the part of the top
 * viewport in which it shows.
 * @param {Element} element
 * @returns {{ offset: { x: number, y: number }, window: Box }}
 */
export function frameOf(element) {
  const offset = { x: 0, y: 0 };
  /** @type {Box} */
  let visible = viewport(element.ownerDocument);
  let view = element.ownerDocument.defaultView;
  while (view && view.frameElement) {
    const frame = view.frameElement;
    const rect = frame.getBoundingClientRect();
    const by = { x: rect.left + frame.clientLeft, y: rect.top + frame.clientTop };
    offset.x += by.x;
    offset.y += by.y;
    visible = intersect(move(visible, by), viewport(frame.ownerDocument));
    view = frame.ownerDocument.defaultView;
  }
  return { offset, window: visible };
}

/** @param {Document} page @returns {Box} */
const viewport = (page) => ({
  left: 0,
  top: 0,
  right: page.documentElement.clientWidth || page.defaultView?.innerWidth || 0,
  bottom: page.defaultView?.innerHeight ?? 0,
});

/**
 * The inside of an element's border, where its text shows. The sizes that an element tells of itself know
 * nothing of zoom and transforms, unlike its rectangle.
 * @param {Element} element
 * @returns {Box}
 */
export function insideOf(element) {
  const rect = element.getBoundingClientRect();
  const { clientLeft, clientTop, clientWidth, clientHeight, offsetWidth, offsetHeight } = /** @type {HTMLElement} */ (element);
  if (!clientWidth || !offsetWidth || !offsetHeight) return rect; // inline boxes have no size of their own
  const across = rect.width / offsetWidth;
  const down = rect.height / offsetHeight;
  const left = rect.left + clientLeft * across;
  const top = rect.top + clientTop * down;
  return { left, top, right: left + clientWidth * across, bottom: top + clientHeight * down };
}

/** @param {Element} element by how much it and all that holds it are zoomed by style */
export const zoomOf = (element) => /** @type {{ currentCSSZoom?: number }} */ (element).currentCSSZoom ?? 1;

/**
 * What the person sees at a point: the topmost element, through open shadow roots and frames, that is
 * not in our own layer.
 * @param {Document} page the top document
 * @param {Element} layer
 * @param {number} x
 * @param {number} y
 * @returns {Element | undefined}
 */
export function seenAt(page, layer, x, y) {
  /** @type {Document | ShadowRoot} */
  let root = page;
  /** @type {Element | undefined} */
  let seen;
  for (;;) {
    /** @type {Element | null} */
    let next = root.elementFromPoint(x, y);
    if (next === layer) next = root.elementsFromPoint(x, y).find((element) => element !== layer) ?? null;
    if (!next || next === seen) return seen;
    seen = next;
    const inner = frameDocument(next);
    if (inner) {
      const rect = next.getBoundingClientRect();
      x -= rect.left + next.clientLeft;
      y -= rect.top + next.clientTop;
      root = inner;
    } else if (next.shadowRoot) {
      root = next.shadowRoot;
    } else {
      return seen;
    }
  }
}

/**
 * The document of a frame of the same origin.
 * @param {Element} element
 * @returns {Document | null}
 */
export function frameDocument(element) {
  if (element.localName !== "iframe") return null;
  try {
    return /** @type {HTMLIFrameElement} */ (element).contentDocument;
  } catch {
    return null;
  }
}

/** @param {Element} outer @param {Element} inner whether `inner` is laid out inside `outer`, or is it */
export function isAround(outer, inner) {
  /** @type {Element | null} */
  let at = inner;
  while (at && at !== outer) at = around(at) ?? at.ownerDocument.defaultView?.frameElement ?? null;
  return at === outer;
}
