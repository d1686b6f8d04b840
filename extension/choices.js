/**
 * What a person can decide about a finding: the buttons of the card and the panel, and what is said once one was pressed.
 * Each press can be taken back where it was made.
 */

import { canIgnoreKind, restsOnSupported } from "./dismissals.js";
import { make } from "./elements.js";
import { siteName } from "./settings.js";
import { kindName } from "./words.js";

/** @import { Reach } from "./dismissals.js" */
/** @import { Draft } from "./draft.js" */
/** @import { Finding } from "./messages.js" */

/**
 * Does what was chosen.
 * @typedef {object} Judgement
 * @property {(draft: Draft, finding: Finding, reach: Reach) => { undo: () => void, count: number }} setAside `count` findings with it
 * @property {(rule: string, ignored: boolean) => void} [ignoreKind] on this site, for good; where choices can be kept
 * @property {string} site host name
 */

/** @typedef {{ label: string, press: () => Outcome }} Choice */
/** @typedef {{ words: string, undo: () => void }} Outcome */

/**
 * @param {Draft} draft
 * @param {Finding} finding
 * @param {Judgement} judgement
 * @returns {Choice[]}
 */
export function choicesFor(draft, finding, { setAside, ignoreKind, site }) {
  /** @type {Choice[]} */
  const choices = [];
  if (restsOnSupported(finding)) {
    choices.push({
      label: "Not about someone I support",
      press() {
        const { undo, count } = setAside(draft, finding, "not-supported");
        const more = count > 1 ? ` With it go ${count - 1} more, which tell of the same person.` : "";
        return { words: `Set aside, as it is not about someone you support.${more}`, undo };
      },
    });
  }
  choices.push({
    label: "Ignore here",
    press: () => ({ words: "Ignored in this draft, as long as these words stay.", undo: setAside(draft, finding, "here").undo }),
  });
  if (ignoreKind && canIgnoreKind(finding)) {
    choices.push({
      label: `Ignore this kind on ${siteName(site)}`,
      press() {
        ignoreKind(finding.rule, true);
        const words = `On ${siteName(site)} this kind is not marked any more: “${kindName(finding.rule)}”. The settings list it.`;
        return { words, undo: () => ignoreKind(finding.rule, false) };
      },
    });
  }
  return choices;
}

/** Why a finding stands aside, in a list. @param {Reach | undefined} reach none for a kind that is ignored on this site */
export const asideWords = (reach) =>
  reach === "not-supported" ? "Not about someone you support" : reach === "here" ? "Ignored here" : "A kind that you ignore on this site";

/** @param {string} label @param {() => void} press @param {string} [className] */
export function button(label, press, className = "quiet") {
  const made = make("button", { className, type: "button" }, label);
  made.addEventListener("click", press);
  return made;
}
