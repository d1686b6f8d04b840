/**
 * The reader: a language model that reads a draft for its meaning.
 *
 * Its module and weights are large, so they are loaded at the first draft that pauses. A long text is read window by
 * window; in between, other messages have their turn, and a text that nobody waits for any more is left.
 */

/**
 * @typedef {object} Encoder
 * @property {(text: string, windows: number) => Float32Array | undefined} read
 */

/**
 * @param {() => Promise<Encoder>} start loads the encoder
 * @returns {(text: string, isWanted: () => boolean) => Promise<Float32Array | undefined>} reads a text, as `checkRead`
 *   of the core wants it; undefined when it is not wanted any more
 */
export function makeReader(start) {
  /** @type {Promise<Encoder> | undefined} */
  let loading;

  /** A failed load is not remembered: the next pause tries again. */
  const load = () =>
    (loading ??= start().catch((error) => {
      loading = undefined;
      throw error;
    }));

  return async (text, isWanted) => {
    const encoder = await load();
    for (;;) {
      await otherMessages();
      if (!isWanted()) return undefined;
      const meaning = encoder.read(text, 1);
      if (meaning) return meaning;
    }
  };
}

/**
 * Loads an encoder from its module and the folder beside it.
 * @param {Pick<typeof import("./encoder.js"), "default" | "Encoder">} module
 * @param {URL} folder where the weights are
 * @returns {Promise<Encoder>}
 */
export async function startEncoder({ default: init, Encoder }, folder) {
  const file = async (/** @type {string} */ name) => {
    const response = await fetch(new URL(name, folder));
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response;
  };
  const [weights, vocabulary] = await Promise.all([
    file("encoder.onnx").then((response) => response.arrayBuffer()),
    file("encoder-vocabulary.txt").then((response) => response.text()),
    init(),
  ]);
  return new Encoder(new Uint8Array(weights), vocabulary);
}

/** Lets messages that have arrived be handled first. */
const otherMessages = () => new Promise((resolve) => setTimeout(resolve));
