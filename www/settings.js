// The settings: the three questions, how much is marked, and the kinds of findings that the person ignores on a site, each with the way back.

import * as browser from "../extension/browser.js";
import { siteName } from "../extension/settings.js";
import { kindName } from "../extension/words.js";
import { byId, element } from "./parts/dom.js";
import { ask, askSensitivity } from "./parts/questions.js";
import { showShortcut } from "./parts/shortcut.js";

/** @import { IgnoredKind } from "../extension/settings.js" */

async function showIgnored() {
  const kinds = await browser.ignoredKinds();
  byId("ignored").replaceChildren(
    kinds.length > 0
      ? element("ul", { class: "kept" }, ...kinds.map(row))
      : element("p", { class: "soft" }, "There are none. A card offers “Ignore this kind” where that is possible."),
  );
}

/** @param {IgnoredKind} kind */
function row(kind) {
  const words = `${kindName(kind.rule)}, on ${siteName(kind.site)}`;
  return element("li", {},
    element("span", {}, words),
    element("button", { type: "button", "aria-label": `Mark this again: ${words}`, onclick: () => void takeBack(kind, words) }, "Mark this again"));
}

/** @param {IgnoredKind} kind @param {string} words */
async function takeBack(kind, words) {
  await browser.setIgnored(kind, false);
  await showIgnored();
  byId("taken-back").textContent = `Marked again: ${words}.`;
  // The button that had the focus is gone: to the next one, or to what the list is about.
  /** @type {HTMLElement} */ (byId("ignored").querySelector("button") ?? byId("ignored-heading")).focus();
}

browser.onSitesChanged(() => void showIgnored());
await Promise.all([ask(byId("questions"), byId("kept")), askSensitivity(byId("marking"), byId("marking-kept")), showIgnored(), showShortcut(byId("shortcut"))]);
