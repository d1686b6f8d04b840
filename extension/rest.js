/**
 * Resting: the pointer stays on a mark for a moment, or leaves it for a moment.
 *
 * A card that opened at once would get in the way of everyone who only passes; one that closed at once
 * could not be reached. Its timers run only between these moments.
 */

const OPENS_AFTER = 350;
const CLOSES_AFTER = 300;

/** @template {{ key: string }} Spot what the pointer can rest on; the same key is the same spot */
export class Rest {
  /** @type {Spot | undefined} */
  #spot;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #onRest;
  #onLeave;

  /** @param {(spot: Spot) => void} onRest @param {() => void} onLeave */
  constructor(onRest, onLeave) {
    this.#onRest = onRest;
    this.#onLeave = onLeave;
  }

  /** The pointer is on this, or on nothing. @param {Spot | undefined} spot */
  at(spot) {
    if (spot?.key === this.#spot?.key) return;
    this.#spot = spot;
    clearTimeout(this.#timer);
    this.#timer = spot
      ? setTimeout(() => this.#onRest(spot), OPENS_AFTER)
      : setTimeout(() => this.#onLeave(), CLOSES_AFTER);
  }

  /** Forgets where the pointer is, and whatever was to follow. */
  forget() {
    clearTimeout(this.#timer);
    this.#spot = undefined;
  }
}
