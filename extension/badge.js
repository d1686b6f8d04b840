/**
 * The badge at a composer's corner: what a draft comes to, in three words, and the way to the panel.
 *
 * It looks for a place where it covers neither the person's words nor the site's buttons: a place is
 * free if what is seen there is the composer's own surroundings. The place is kept as long as it is
 * free, so that the badge does not wander while one types.
 */

import { drawn, make, say } from "./elements.js";
import { isAround, isEmpty, overlap } from "./geometry.js";
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
    const isFree = (/** @type {Place} */ place) => {
      const { left, top } = place(box, size);
      const area = { left, top, right: left + size.width, bottom: top + size.height };
      const points = [0.02, 0.5, 0.98].flatMap((x) => [0.1, 0.9].map((y) => [left + size.width * x, top + size.height * y]));
      return points.every(([x, y]) => {
        if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return false;
        const seen = seenAt(x, y);
        if (!seen) return false;
        return isAround(composer, seen) ? !(words ??= written()).some((line) => overlap(line, area)) : isAround(seen, composer);
      });
    };
    if (!this.#place || !isFree(this.#place)) this.#place = PLACES.find(isFree);
    // Nowhere is free: the window's corner, away from the composer and its buttons.
    const { left, top } = this.#place?.(box, size) ?? { left: innerWidth - size.width - 16, top: innerHeight - size.height - 16 };
    button.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }
}
