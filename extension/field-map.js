/**
 * Reads a `<textarea>` or `<input>`, and finds rectangles in it.
 *
 * The text of a field is in no text node that we can reach. Where the browser offers ranges over a
 * field's value they are used; elsewhere a mirror is: an invisible box in our own closed layer, of the
 * field's size and type, whose lines break where the field's do.
 */

import { zoomOf } from "./geometry.js";
import { LONGEST_DRAFT } from "./messages.js";
import { joinLines } from "./text-map.js";

/** @import { Reading } from "./text-map.js" */
/** @typedef {HTMLTextAreaElement | HTMLInputElement} Field */
/** @typedef {{ getClientRects(): DOMRectList, disconnect(): void }} ValueRange */

/**
 * @param {Field} field
 * @param {() => Element} mirrorHome where a mirror may stand, when one is needed
 * @returns {Reading}
 */
export function readField(field, mirrorHome) {
  const text = field.value;
  /** @param {number} start @param {number} end */
  const rects = (start, end) => {
    if (field.value !== text) return [];
    const create = /** @type {{ createValueRange?: (start: number, end: number) => ValueRange }} */ (/** @type {unknown} */ (field));
    if (!create.createValueRange) return mirrorRects(field, mirrorHome(), start, end);
    const range = create.createValueRange(start, end);
    const found = joinLines(range.getClientRects());
    range.disconnect();
    return found;
  };
  return {
    text,
    tooLong: text.length > LONGEST_DRAFT,
    rects,
    reveal: (start, end) => {
      field.scrollIntoView({ block: "nearest", behavior: "instant" });
      const [first] = rects(start, end);
      if (!first) return;
      const inside = field.getBoundingClientRect();
      field.scrollTop += first.top + first.height / 2 - (inside.top + inside.height / 2);
      field.scrollLeft += Math.max(0, first.right - inside.right) - Math.max(0, inside.left - first.left);
    },
  };
}

/** What decides where a field's text stands. */
const STYLES = /** @type {const} */ ([
  "direction",
  "fontFamily",
  "fontFeatureSettings",
  "fontKerning",
  "fontSize",
  "fontStretch",
  "fontStyle",
  "fontVariant",
  "fontVariationSettings",
  "fontWeight",
  "hyphens",
  "letterSpacing",
  "lineBreak",
  "lineHeight",
  "overflowWrap",
  "paddingBottom",
  "paddingLeft",
  "paddingRight",
  "paddingTop",
  "tabSize",
  "textAlign",
  "textIndent",
  "textTransform",
  "unicodeBidi",
  "wordBreak",
  "wordSpacing",
  "writingMode",
]);

/**
 * @param {Field} field
 * @param {Element} home
 * @param {number} start
 * @param {number} end
 * @returns {DOMRect[]}
 */
function mirrorRects(field, home, start, end) {
  const { mirror, text } = mirrorOf(field, home);
  const box = field.getBoundingClientRect();
  const zoom = zoomOf(field);
  mirror.style.zoom = String(zoom);
  mirror.style.left = `${box.left / zoom + withinBorder(field, getComputedStyle(field)).left}px`;
  mirror.style.top = `${box.top / zoom + field.clientTop}px`;
  const range = home.ownerDocument.createRange();
  range.setStart(text, start);
  range.setEnd(text, end);
  return joinLines(range.getClientRects()).map(
    (rect) => new DOMRect(rect.x - field.scrollLeft * zoom, rect.y - field.scrollTop * zoom, rect.width, rect.height),
  );
}

/**
 * Where a field's padding begins, from its left edge, and how much room lies between its borders. A text area's
 * scroll bar takes some of that. A field of one line has none, and Firefox takes the padding at its sides
 * for border, so there the style is asked.
 * @param {Field} field
 * @param {CSSStyleDeclaration} style the field's own
 */
function withinBorder(field, style) {
  if (field.localName !== "input") return { left: field.clientLeft, width: field.clientWidth };
  const left = parseFloat(style.borderLeftWidth);
  return { left, width: field.offsetWidth - left - parseFloat(style.borderRightWidth) };
}

/** @typedef {{ mirror: HTMLElement, text: Text, key: string }} Mirror */
/** @type {WeakMap<Field, Mirror>} */
const mirrors = new WeakMap();

/**
 * A field's mirror, made anew only when its text, size or type changed.
 * @param {Field} field
 * @param {Element} home
 * @returns {Mirror}
 */
function mirrorOf(field, home) {
  const style = getComputedStyle(field);
  const single = field.localName === "input";
  const styles = STYLES.map((name) => style[name]);
  const { width } = withinBorder(field, style);
  const key = [width, field.clientHeight, style.whiteSpace, ...styles].join("|");
  let made = mirrors.get(field);
  if (!made) {
    const mirror = home.ownerDocument.createElement("div");
    mirror.className = "mirror";
    mirror.ariaHidden = "true";
    const text = home.ownerDocument.createTextNode("");
    mirror.append(text);
    made = { mirror, text, key: "" };
    mirrors.set(field, made);
  }
  const { mirror, text } = made;
  if (mirror.parentNode !== home) home.append(mirror);
  if (text.data !== field.value) text.data = field.value;
  if (made.key === key) return made;
  made.key = key;
  STYLES.forEach((name, at) => (mirror.style[name] = styles[at]));
  mirror.style.width = `${width}px`;
  mirror.style.height = `${field.clientHeight}px`;
  mirror.style.whiteSpace = single ? "pre" : style.whiteSpace;
  if (single) {
    // A field of one line centres it in its height.
    const height = field.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
    mirror.style.lineHeight = `${height}px`;
  }
  return made;
}

/** @param {Field} field takes the field's mirror away */
export function dropMirror(field) {
  mirrors.get(field)?.mirror.remove();
  mirrors.delete(field);
}
