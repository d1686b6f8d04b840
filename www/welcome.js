// The welcome: one example, checked by the very core that will check the person's drafts, and three questions.

import { byId as catalogueById } from "../extension/guidance.js";
import { SEVERITIES, concernName } from "../extension/words.js";
import { byId, element } from "./parts/dom.js";
import { ask } from "./parts/questions.js";
import { showShortcut } from "./parts/shortcut.js";

/** @import { Finding, Guidance } from "../extension/messages.js" */

/** Invented. */
const POST = "Three hours in A&E with a 15yo who’d swallowed batteries. Home at last, shoes off.";

async function showExample() {
  const core = await import("../core/second_look.js");
  await core.default(); // finds the module beside its JavaScript
  const { findings } = core.checkPost(POST, {});
  const catalogue = catalogueById(core.guidance());
  byId("example").replaceChildren(
    element("blockquote", {}, element("p", {}, ...marked(POST, findings))),
    ...findings.map((finding) => explained(finding, catalogue)),
  );
}

/**
 * A post with its passages underlined, as they are in a composer. Where two lie over each other, the graver has the line.
 *
 * @param {string} text
 * @param {Finding[]} findings worst first
 */
function marked(text, findings) {
  /** @type {(Finding["severity"] | undefined)[]} */
  const lines = Array.from(text, () => undefined);
  for (const { severity, passages } of findings) {
    for (const { start, end } of passages) for (let at = start; at < end; at++) lines[at] ??= severity;
  }
  /** @type {(Node | string)[]} */
  const made = [];
  for (let start = 0; start < text.length; ) {
    let end = start;
    while (end < text.length && lines[end] === lines[start]) end++;
    const words = text.slice(start, end);
    made.push(lines[start] ? element("mark", { class: lines[start] }, words) : words);
    start = end;
  }
  return made;
}

/** @param {Finding} finding @param {Map<string, Guidance>} catalogue */
function explained({ concern, severity, passages, reason, tip, guidance }, catalogue) {
  const clause = catalogue.get(guidance[0]);
  const words = passages.map(({ start, end }) => POST.slice(start, end)).join(" … ");
  return element("article", { class: `explained ${severity}` },
    element("h3", {}, concernName(concern), element("span", { class: "soft small" }, ` · ${SEVERITIES[severity]}`)),
    element("p", {}, element("q", {}, words)),
    element("p", {}, reason),
    ...(clause
      ? [element("p", { class: "source" }, clause.verbatim ? element("q", {}, clause.text) : clause.text, ` ${clause.publisher}, ${clause.title}, `, element("a", { href: `guidance.html#${clause.id}` }, clause.clause))]
      : []),
    element("p", { class: "soft" }, tip));
}

/** @param {unknown} error */
function sayWhatHappened(error) {
  console.error(error);
  byId("example").append(element("p", { class: "message" },
    "The example could not be checked: this browser did not load a part of Second Look. Update the browser, or ask whoever looks after your computer whether WebAssembly is turned off."));
}

await Promise.all([showExample().catch(sayWhatHappened), ask(byId("questions"), byId("kept")), showShortcut(byId("shortcut"))]);
