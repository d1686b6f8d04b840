// The keys that open the list of a draft, as the browser has them now: the person may have chosen others.

import { shortcutOf } from "../../extension/browser.js";
import { element } from "./dom.js";

/** @param {HTMLElement} home */
export async function showShortcut(home) {
  const keys = await shortcutOf("open-panel");
  home.replaceChildren(...(keys
    ? [element("kbd", {}, keys), " opens the list of what was found in the box that you write in. The arrow keys go through it, Enter opens a card, Tab goes to what you can decide, and Escape leads back to your words."]
    : ["No keys are set that open the list of what was found. You can choose some where your browser lists its extensions’ shortcuts."]));
}
