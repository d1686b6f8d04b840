// The media that the guidance names: where each keeps its privacy settings and its archive, and what to look at there.

import media from "./media.json" with { type: "json" };

/**
 * @typedef {object} Place
 * @property {string} title
 * @property {string} url
 * @property {string | null} checked_on the day on which somebody last saw the page on the live site; null if nobody has
 *
 * @typedef {object} Medium
 * @property {string} id
 * @property {string} name
 * @property {Place[]} pages
 * @property {string[]} look_at
 * @property {{ url: string, checked_on: string | null, how: string }} [archive]
 */

/** @type {Medium[]} */
export const MEDIA = media;

/** @param {string} id */
export const mediumName = (id) => MEDIA.find((medium) => medium.id === id)?.name ?? id;

/** Whether the address was seen to lead there, in words. @param {string | null} checkedOn */
export const checkedInWords = (checkedOn) => (checkedOn ? `Last checked on the live site on ${checkedOn}.` : "Not checked on the live site.");
