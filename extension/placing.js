/** Places a sheet of ours beside something, inside the window, on whichever side has room. */

import { computePosition, flip, offset, shift, size } from "@floating-ui/dom";

/** @import { Box } from "./geometry.js" */
/** @import { Placement } from "@floating-ui/dom" */

const padding = 8;

/** A sheet is no taller than can be taken in, and scrolls. */
const MOST_HEIGHT = 600;

/** However little room there is, this much of a sheet can be read and scrolled. */
const LEAST_HEIGHT = 140;

/**
 * @param {HTMLElement} sheet
 * @param {Box} box what it belongs to
 * @param {Placement[]} placements where it stands, in the order of liking, if there is room
 */
export async function placeBeside(sheet, { left, top, right, bottom }, [placement, ...others]) {
  const reference = { getBoundingClientRect: () => new DOMRect(left, top, right - left, bottom - top) };
  const { x, y } = await computePosition(reference, sheet, {
    strategy: "fixed",
    placement,
    middleware: [
      offset(padding),
      flip({ padding, fallbackPlacements: others }),
      shift({ padding }),
      size({
        padding,
        apply: ({ availableHeight }) => void (sheet.style.maxHeight = `${Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, availableHeight))}px`),
      }),
    ],
  });
  const lowest = innerHeight - sheet.offsetHeight - padding;
  sheet.style.left = `${Math.round(x)}px`;
  sheet.style.top = `${Math.round(Math.max(padding, Math.min(y, lowest)))}px`;
}
