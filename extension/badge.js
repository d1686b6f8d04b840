/**
 * The badge at a composer's corner: what a draft comes to, in three words, and the way to the panel.
 *
 * It looks for a place where it covers neither the person's words nor the site's buttons: a place is
 * free if what is seen there is the composer's own surroundings. The place is kept as long as it is
 * free, so that the badge does not wander while one types. Where nothing is free, a place will do that
 * holds nothing to press or to write in.
 */

import { drawn, make, say } from "./elements.js";
import { around, isAround, isEmpty, overlap } from "./geometry.js";
import { badgeWords } from "./words.js";

/** @import { Draft } from "./draft.js" */
/** @import { Box } from "./geometry.js" */

const GAP = 4;

/** For how long, in milliseconds, a place is taken to be free as it was. */
const LOOK_HOLDS = 500;

/** @typedef {(box: Box, size: { width: number, height: number }) => { left: number, top: number }} Place */

/** @type {Place[]} in the order of liking */
const PLACES = [
  (box, { width }) => ({ left: box.right - width, top: box.bottom + GAP }),
  (box, { width, height }) => ({ left: box.right - width, top: box.top - height - GAP }),
  (box) => ({ left: box.left, top: box.bottom + GAP }),
  (box, { height }) => ({ left: box.left, top: box.top - height - GAP }),
  (box, { height }) => ({ left: box.right + GAP, top: box.bottom - height }),
  (box, { width, height }) => ({ left: box.left - width - GAP, top: box.bottom - height }),
  (box, { width, height }) => ({ left: box.right - width - GAP, top: box.bottom - height - GAP }),
  (box, { width }) => ({ left: box.right - width - GAP, top: box.top + GAP }),
];

/** @type {Place[]} the corners of the window, for a composer that fills it */
const CORNERS = [
  (_, { width, height }) => ({ left: innerWidth - width - 16, top: innerHeight - height - 16 }),
  (_, { height }) => ({ left: 16, top: innerHeight - height - 16 }),
  (_, { width }) => ({ left: innerWidth - width - 16, top: 16 }),
  () => ({ left: 16, top: 16 }),
];

/** What somebody can press or write in is no narrower than this, so looking so often misses none. */
const NARROWEST = 20;

const CONTROLS = "a[href], button, input, select, textarea, label, summary, " +
  '[role="button"], [role="link"], [role="tab"], [role="menuitem"], [role="checkbox"], [role="switch"], [role="textbox"], [contenteditable="true"]';

export class Badge {
  // Its words change in place: a node that is taken out anywhere in a document ends the run of typing that
  // Chromium undoes as one.
  #words = drawn();
  button = make("button", { className: "badge", type: "button", ariaHasPopup: "dialog", hidden: true }, this.#words);
  /** @type {Place | undefined} */
  #place;
  #size = { width: 0, height: 0 };
  /** What was looked at last, and when: a place that was free a moment ago still is. */
  #looked = { key: "", at: 0 };

  /** @param {() => void} onPress */
  constructor(onPress) {
    this.button.addEventListener("click", onPress);
  }

  get words() {
    return this.#words.dataset.words ?? "";
  }

  /** @param {Draft} draft @param {boolean} wanted */
  say(draft, wanted) {
    const words = badgeWords(draft);
    if (words !== undefined && words !== this.words) {
      say(this.#words, words);
      this.#size.width = 0; // to be measured anew
      this.button.ariaLabel = `Second Look: ${words}. Open the list.`;
    }
    const verdict = draft.failed || draft.tooLong ? "unknown" : draft.verdict;
    if (this.button.dataset.verdict !== verdict) this.button.dataset.verdict = verdict;
    const hidden = !wanted || this.words === "";
    if (this.button.hidden !== hidden) this.button.hidden = hidden;
  }

  /**
   * @param {Element} composer
   * @param {Box} box the part of the composer that shows
   * @param {() => Box[]} written where words stand at the beginning and end of the text
   * @param {(x: number, y: number) => Element | undefined} seenAt
   */
  place(composer, box, written, seenAt) {
    const { button } = this;
    if (isEmpty(box)) button.hidden = true;
    if (button.hidden) return;
    if (this.#size.width === 0) this.#size = { width: button.offsetWidth, height: button.offsetHeight };
    const size = this.#size;
    const key = [box.left, box.top, box.right, box.bottom, size.width].join(" ");
    const now = performance.now();
    if (this.#place && key === this.#looked.key && now - this.#looked.at < LOOK_HOLDS) return;
    this.#looked = { key, at: now };
    /** @type {Box[] | undefined} */
    let words;
    /** @param {(area: Box, seen: Element) => boolean} isFine @returns {(place: Place) => boolean} */
    const isAll = (isFine) => (place) => {
      const { left, top } = place(box, size);
      const area = { left, top, right: left + size.width, bottom: top + size.height };
      const steps = Math.ceil(size.width / NARROWEST);
      for (let step = 0; step <= steps; step++) {
        const x = left + 1 + ((size.width - 2) * step) / steps;
        for (const y of [top + size.height * 0.1, top + size.height * 0.9]) {
          if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return false;
          const seen = seenAt(x, y);
          if (!seen || !isFine(area, seen)) return false;
        }
      }
      return true;
    };
    const isOffWords = (/** @type {Box} */ area) => !(words ??= written()).some((line) => overlap(line, area));
    const isFree = isAll((area, seen) => (isAround(composer, seen) ? isOffWords(area) : isAround(seen, composer)));
    const isHarmless = isAll((_, seen) => !isControl(seen));
    if (!this.#place || !isFree(this.#place)) this.#place = PLACES.find(isFree) ?? [...PLACES, ...CORNERS].find(isHarmless) ?? CORNERS[0];
    const { left, top } = this.#place(box, size);
    button.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }
}

/** @param {Element} seen whether it is something to press or to write in, or inside of it */
function isControl(seen) {
  /** @type {Element | null} */
  let at = seen;
  while (at && !at.matches(CONTROLS)) at = around(at);
  return at !== null;
}
