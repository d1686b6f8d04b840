/**
 * What is shown of one draft: its marks and its badge, in their places.
 *
 * While something is shown, it follows the composer: its size, its place in the page, and the scrolling
 * of whatever it stands in. Otherwise nothing is listened to.
 */

import { autoUpdate } from "@floating-ui/dom";
import { Badge } from "./badge.js";
import { clippers, frameOf, inflate, insideOf, intersect, isAround, isEmpty, move, rootsAbove, seenAt, unite } from "./geometry.js";
import { Marks } from "./marks.js";
import { isDark } from "./theme.js";

/** @import { Draft } from "./draft.js" */
/** @import { Box } from "./geometry.js" */
/** @import { Layer } from "./layer.js" */

/** Letters and lines hang over the edge of a box that does not scroll. */
const OVERHANG = 4;

/** How much of the text's beginning and end is measured to keep the badge off the words. */
const EDGE = 200;

export class View {
  marks = new Marks();
  /** @type {"light" | "dark"} */
  theme = "light";
  /** @type {Box} the part of the composer that can be seen */
  #box = { left: 0, top: 0, right: 0, bottom: 0 };
  /** @type {Element[]} */
  #clippers = [];
  /** Whether its text shows beyond the edge of the box, rather than being cut off and scrolled. */
  #isFlowing = false;
  /** @type {AbortController | undefined} */
  #following;
  #layer;
  #onMove;

  /**
   * @param {Draft} draft
   * @param {Layer} layer
   * @param {{ onPress: () => void, onMove: () => void }} calls
   */
  constructor(draft, layer, { onPress, onMove }) {
    this.draft = draft;
    this.#layer = layer;
    this.#onMove = onMove;
    this.badge = new Badge(onPress);
    layer.root.prepend(this.marks.drawing, this.badge.button);
  }

  /**
   * Whether there is something to show: what was found or attached, or that the box one writes in looks fine.
   * @param {Draft | undefined} listed the draft whose panel is open
   */
  isWanted(listed) {
    const { draft } = this;
    if (draft.findings.length > 0 || draft.reminders.length > 0) return true;
    if (draft.text.trim() === "") return false;
    return this.hasFocus || draft === listed || Boolean(draft.failed) || draft.tooLong;
  }

  get hasFocus() {
    const { element } = this.draft;
    const { activeElement } = /** @type {Document | ShadowRoot} */ (element.getRootNode());
    return activeElement !== null && element.contains(activeElement);
  }

  /** The composer with its badge: what a sheet about the whole draft should leave free. @returns {Box} */
  get place() {
    const { button } = this.badge;
    const composer = isEmpty(this.#box) ? this.draft.element.getBoundingClientRect() : this.#box;
    return button.hidden ? composer : unite(composer, button.getBoundingClientRect());
  }

  /** @param {boolean} wanted */
  paint(wanted) {
    const { draft, marks, badge } = this;
    badge.say(draft, wanted);
    if (!wanted) {
      marks.clear();
      this.#unfollow();
      if (!this.hasFocus) draft.rest();
      return;
    }
    this.#follow();
    draft.watch();
    const { element } = draft;
    const { offset, window } = frameOf(element);
    let around = window;
    for (const clipper of this.#clippers) around = intersect(around, move(insideOf(clipper), offset));
    const own = move(insideOf(element), offset);
    this.#box = intersect(own, around);
    const clip = this.#isFlowing ? intersect(inflate(own, OVERHANG), around) : this.#box;
    const see = (/** @type {number} */ x, /** @type {number} */ y) => seenAt(document, this.#layer.host, x, y);
    marks.paint(draft, { clip, offset }, (x, y) => {
      const seen = see(x, y);
      return !seen || !(isAround(element, seen) || isAround(seen, element));
    });
    badge.place(element, this.#box, () => this.#written(offset), see);
  }

  /** Where words stand, as far as a badge in the box's corner could cover them. */
  /** @param {{ x: number, y: number }} offset @returns {Box[]} */
  #written(offset) {
    const { element, reading } = this.draft;
    if (element.scrollHeight > element.clientHeight + 1) return [this.#box];
    const { text, rects } = reading;
    return [...rects(0, Math.min(EDGE, text.length)), ...rects(Math.max(0, text.length - EDGE), text.length)].map((rect) =>
      move(rect, offset),
    );
  }

  #follow() {
    if (this.#following) return;
    const { element } = this.draft;
    this.#following = new AbortController();
    const { signal } = this.#following;
    this.#clippers = clippers(element);
    this.#isFlowing = getComputedStyle(element).overflowY === "visible";
    this.theme = isDark(element) ? "dark" : "light";
    this.marks.drawing.dataset.theme = this.badge.button.dataset.theme = this.theme;
    const options = { capture: true, passive: true, signal };
    for (const root of rootsAbove(element)) {
      root.addEventListener("scroll", this.#onMove, options);
      if ("defaultView" in root) root.defaultView?.addEventListener("resize", this.#onMove, options);
    }
    const end = autoUpdate(element, null, this.#onMove, { ancestorScroll: false, ancestorResize: false });
    signal.addEventListener("abort", end);
  }

  #unfollow() {
    this.#following?.abort();
    this.#following = undefined;
  }

  stop() {
    this.#unfollow();
    this.draft.stop();
    this.marks.drawing.remove();
    this.badge.button.remove();
  }
}
