// A post of an archive, whatever medium it comes from: what the readers of the media make, and the audit checks. The forms of
// the archives are learnt from public code that reads them; sites change them, so what does not fit is said, never guessed.

/**
 * @typedef {"x" | "facebook" | "linkedin"} Medium
 *
 * @typedef {object} Post
 * @property {string} text what the person wrote, as they saw it
 * @property {number} [at] when, in milliseconds since 1970; some archives leave it out
 * @property {string} [link] where it stands
 */

/**
 * What a reader makes of one record of an archive: a post; `undefined` for a record without words of the person's own, such as
 * a picture or somebody else's post passed on; `"foreign"` for one that is not of the kind that the file should hold.
 *
 * @typedef {Post | undefined | "foreign"} Read
 */

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {number} time @returns {number | undefined} */
export const validTime = (time) => (Number.isFinite(time) && time > 0 ? time : undefined);
