/** Whether a composer is dark: by what stands behind its words, whatever the system prefers. */

import { around } from "./geometry.js";

/** @param {Element} composer */
export function isDark(composer) {
  /** @type {Element | null} */
  let at = composer;
  for (; at; at = around(at)) {
    const colour = parse(getComputedStyle(at).backgroundColor);
    if (colour && colour.alpha > 0.5) return luminance(colour) < 0.4;
  }
  // Nothing behind them is coloured: light words mean a dark page.
  const words = parse(getComputedStyle(composer).color);
  return words !== undefined && luminance(words) > 0.6;
}

/** @param {string} colour as computed styles give it: `rgb(…)` or `rgba(…)` */
function parse(colour) {
  const [red, green, blue, alpha = 1] = (colour.match(/^rgba?\(([^)]+)\)$/)?.[1] ?? "").split(/[\s,/]+/).map(Number);
  return Number.isNaN(blue ?? NaN) ? undefined : { red, green, blue, alpha };
}

/** @param {{ red: number, green: number, blue: number }} colour perceived brightness, 0 to 1 */
const luminance = ({ red, green, blue }) => (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
