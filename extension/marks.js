/**
 * Draws the lines under the passages of one draft, and tells which passage is under the pointer.
 *
 * Only what shows is drawn, clipped to the visible part of the composer and left out where something
 * of the page covers it. Each passage has a wash behind its line that lights up with the pointer; all
 * passages of one finding light up together.
 */

import { linePath, svg } from "./elements.js";
import { holds, intersect, isEmpty, move } from "./geometry.js";

/** @import { Draft } from "./draft.js" */
/** @import { Box } from "./geometry.js" */
/** @import { Finding, Passage } from "./messages.js" */

/** Most lines drawn at once: more than any window can usefully show. */
const MOST_LINES = 400;

/** Up to this many lines, each is looked at by itself to see whether something covers it. */
const FEW_LINES = 24;

/** For how long, in milliseconds, a place is taken to be covered or not as it was. */
const LOOK_HOLDS = 300;

/** From this many passages on, those in view are looked for instead of measuring all. */
const MANY_PASSAGES = 150;

/** @typedef {{ finding: Finding, box: Box }} Line */

export class Marks {
  /** @type {Line[]} as painted, gravest last */
  lines = [];
  drawing = svg("svg", { class: "marks" });
  /** @type {string[]} what each group of the drawing shows, so that only what changed is drawn anew */
  #drawn = [];
  /** @type {string | undefined} */
  #lit;
  /** @type {Map<string, boolean>} whether a place was covered when last looked at */
  #looked = new Map();
  #lookedAt = 0;

  /**
   * @param {Draft} draft
   * @param {{ clip: Box, offset: { x: number, y: number } }} place where the composer's text shows
   * @param {(x: number, y: number) => boolean} isCovered whether something of the page hides this point
   */
  paint(draft, { clip, offset }, isCovered) {
    this.lines = isEmpty(clip) ? [] : this.#uncovered(linesOf(draft, clip, offset), clip, isCovered);
    this.#draw();
  }

  /**
   * Leaves out the lines that something of the page covers. To look what is at a point costs the browser
   * up to a millisecond in a long text. So a look holds for a moment, while one types and most lines stay
   * where they are; and of many lines, those close together share one.
   * @param {Line[]} lines
   * @param {Box} clip
   * @param {(x: number, y: number) => boolean} isCovered
   * @returns {Line[]}
   */
  #uncovered(lines, clip, isCovered) {
    const now = performance.now();
    if (now - this.#lookedAt > LOOK_HOLDS) {
      this.#looked.clear();
      this.#lookedAt = now;
    }
    return lines.filter(({ box }) => {
      const x = (box.left + box.right) / 2;
      const y = box.bottom - 2;
      const column = Math.floor((4 * (x - clip.left)) / (clip.right - clip.left));
      const row = Math.floor((6 * (y - clip.top)) / (clip.bottom - clip.top));
      const place = lines.length > FEW_LINES ? `${column} ${row} of ${clip.left} ${clip.top}` : `${x} ${y}`;
      let covered = this.#looked.get(place);
      if (covered === undefined) this.#looked.set(place, (covered = isCovered(x, y)));
      return !covered;
    });
  }

  clear() {
    this.lines = [];
    this.#draw();
  }

  /** Findings under a point, gravest first. @param {number} x @param {number} y */
  at(x, y) {
    const hit = this.lines.filter(({ box }) => holds({ ...box, bottom: box.bottom + 3 }, x, y)).map(({ finding }) => finding);
    return [...new Set(hit.reverse())];
  }

  /** Where a finding shows, line by line. @param {string} id */
  boxesOf(id) {
    return this.lines.filter(({ finding }) => finding.id === id).map(({ box }) => box);
  }

  /** @param {string | undefined} id the finding whose passages light up */
  light(id) {
    if (id === this.#lit) return;
    this.#lit = id;
    this.#draw();
  }

  #draw() {
    const { drawing, lines } = this;
    while (drawing.childElementCount < lines.length) {
      const group = svg("g");
      group.append(svg("rect", { class: "wash" }), svg("path", { class: "line" }));
      drawing.append(group);
    }
    lines.forEach(({ finding: { id, severity }, box: { left, top, right, bottom } }, at) => {
      const group = drawing.children[at];
      const kind = id === this.#lit ? `${severity} lit` : severity;
      const key = [kind, left, top, right, bottom].join(" ");
      if (this.#drawn[at] === key) return;
      this.#drawn[at] = key;
      const [wash, line] = group.children;
      group.removeAttribute("hidden");
      group.setAttribute("class", kind);
      wash.setAttribute("x", String(left));
      wash.setAttribute("y", String(top));
      wash.setAttribute("width", String(right - left));
      wash.setAttribute("height", String(bottom - top));
      line.setAttribute("d", linePath(severity, left, right, bottom));
    });
    // Those that are not needed are hidden and not taken out: a node that is taken out anywhere in a document ends
    // the run of typing that Chromium undoes as one.
    for (let at = lines.length; at < drawing.childElementCount; at++) {
      if (this.#drawn[at] === "") continue;
      this.#drawn[at] = "";
      drawing.children[at].setAttribute("hidden", "");
    }
  }
}

/**
 * @param {Draft} draft
 * @param {Box} clip
 * @param {{ x: number, y: number }} offset
 * @returns {Line[]}
 */
function linesOf({ findings, reading }, clip, offset) {
  /** @type {{ finding: Finding, passage: Passage }[]} */
  let passages = findings.flatMap((finding) => finding.passages.map((passage) => ({ finding, passage })));
  if (passages.length > MANY_PASSAGES) {
    const shown = passageInView(reading, clip, offset);
    passages = passages.filter(({ passage }) => passage.start < shown.end && passage.end > shown.start);
  }
  /** @type {Line[]} */
  const lines = [];
  for (const { finding, passage } of passages) {
    for (const rect of reading.rects(passage.start, passage.end)) {
      const box = intersect(move(rect, offset), clip);
      // Of a line that is cut off below, the underline does not show.
      if (isEmpty(box) || rect.bottom + offset.y > clip.bottom) continue;
      lines.push({ finding, box });
      if (lines.length === MOST_LINES) return settle(lines);
    }
  }
  return settle(lines);
}

/**
 * Lines under the same words must not run into each other: the gravest stays next to the words, one
 * further goes under it, and more than two would only be noise (the card tells of all).
 * @param {Line[]} lines gravest first
 * @returns {Line[]} gravest last, so that it lies on top
 */
function settle(lines) {
  /** @type {(Line & { level: number })[]} */
  const placed = [];
  for (const line of lines) {
    const under = placed.filter(
      ({ box }) =>
        Math.abs(box.bottom - line.box.bottom) < 8 && box.left < line.box.right - 0.5 && box.right > line.box.left + 0.5,
    );
    placed.push({ ...line, level: Math.min(1, under.length) });
  }
  return placed
    .map(({ finding, box, level }) => ({ finding, box: { ...box, bottom: box.bottom + level * 4 } }))
    .reverse();
}

/**
 * The part of a long text that is in view, by halving: lines stand one under the other.
 * @param {import("./text-map.js").Reading} reading
 * @param {Box} clip
 * @param {{ x: number, y: number }} offset
 * @returns {Passage}
 */
function passageInView({ text, rects }, clip, offset) {
  /** The line that an offset is on; line ends have none of their own, so the next character's counts. */
  const lineAt = (/** @type {number} */ at) => {
    for (let next = at; next < Math.min(at + 8, text.length); next++) {
      const [rect] = rects(next, next + 1);
      if (rect) return rect;
    }
    return undefined;
  };
  /** @param {(rect: DOMRect) => boolean} isPast the first offset for which this holds */
  const firstThat = (isPast) => {
    let low = 0;
    let high = text.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const rect = lineAt(middle);
      if (rect && isPast(rect)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return {
    start: firstThat((rect) => rect.bottom + offset.y >= clip.top) - 1,
    end: firstThat((rect) => rect.top + offset.y > clip.bottom) + 1,
  };
}
