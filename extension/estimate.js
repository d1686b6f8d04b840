/**
 * How many people the details of a jigsaw fit, in a card or the panel: one sentence, and behind a triangle the arithmetic.
 *
 * The triangle is a button and not a `<details>`: a click that is handed on inside our root (gate.js) would open
 * one, and the browser's own doing of the same click would close it again.
 */

import { make } from "./elements.js";
import { WORKED_OUT, NOT_COUNTED } from "./words.js";

/** @import { Estimate } from "./messages.js" */

/** Ids tell the button what it opens; one for each element that is made. */
let made = 0;

/**
 * @param {Estimate} estimate
 * @param {() => void} [onToggle] called when the arithmetic has been opened or closed
 */
export function estimateElement({ summary, steps, uncounted, caution }, onToggle = () => {}) {
  made += 1;
  const working = make(
    "div",
    { id: `working-${made}`, className: "working", hidden: true },
    make("ol", {}, ...steps.map(({ detail, says, leaves, source }) =>
      make("li", {}, make("strong", {}, `${detail}: `), `${says}; `, make("em", {}, leaves), make("span", { className: "source" }, source)))),
    ...(uncounted.length > 0 ? [make("h4", {}, NOT_COUNTED), make("ul", {}, ...uncounted.map((line) => make("li", {}, line)))] : []),
    make("p", {}, caution),
  );
  const button = make("button", { className: "disclose", type: "button", ariaExpanded: "false" }, WORKED_OUT);
  button.setAttribute("aria-controls", working.id);
  button.addEventListener("click", () => {
    working.hidden = !working.hidden;
    button.ariaExpanded = String(!working.hidden);
    onToggle();
  });
  return make("div", { className: "estimate" }, make("p", {}, summary), button, working);
}
