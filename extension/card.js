/**
 * The card: one finding, why it matters, the guidance that it touches, and what one could do instead.
 *
 * Opened by resting on a mark it takes no focus, and goes when the pointer goes or one types on. Opened
 * from the panel or the popup it is where the person is, and has the focus until Escape.
 */

import { button, choicesFor } from "./choices.js";
import { copy } from "./clipboard.js";
import { mayBeRecorded } from "./decisions.js";
import { drawn, make, sample, say } from "./elements.js";
import { estimateElement } from "./estimate.js";
import { placeBeside } from "./placing.js";
import { saferWording, supervisionQuestion } from "./safer.js";
import { concernName, SEVERITIES, shorten } from "./words.js";

/** @import { Choice, Judgement } from "./choices.js" */
/** @import { Draft } from "./draft.js" */
/** @import { Box } from "./geometry.js" */
/** @import { Finding, Guidance } from "./messages.js" */

/** How much of the text on both sides of a passage tells where it is set. */
const AROUND = 80;

export class Card {
  element = make("div", { className: "card sheet", role: "dialog", tabIndex: -1, hidden: true });
  /** @type {{ draft: Draft, finding: Finding } | undefined} */
  shown;
  /** Whether the person opened it and it has the focus, rather than by resting on a mark. */
  isHeld = false;
  /** Whether the person has decided about the finding: the card then says what became of it, and offers to undo it. */
  isDecided = false;
  #place = () => {};
  #calls;

  /**
   * @param {object} calls
   * @param {(id: string) => void} calls.onReview opens the guidance
   * @param {Judgement} calls.judgement
   * @param {(draft: Draft, finding: Finding) => void} calls.onUndone shows a finding again
   * @param {(draft: Draft, finding: Finding) => void} [calls.onNote] opens the decision record, where there is one
   * @param {(draft: Draft, finding: Finding) => void} calls.onOther shows another finding in the same place
   * @param {() => void} calls.onClose
   */
  constructor(calls) {
    this.#calls = calls;
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /**
   * @param {Draft} draft
   * @param {Finding} finding
   * @param {{ anchor: Box, others: Finding[], hold: boolean }} how
   */
  open(draft, finding, { anchor, others, hold }) {
    this.shown = { draft, finding };
    this.isHeld = hold;
    this.isDecided = false;
    this.#place = () => void placeBeside(this.element, anchor, ["bottom-start", "top-start"]);
    this.#fill(draft, finding, others);
    this.element.hidden = false;
    this.element.scrollTop = 0;
    this.#place();
    if (hold) this.element.focus({ preventScroll: true });
  }

  close() {
    this.element.hidden = true;
    this.shown = undefined;
    this.isHeld = false;
    this.isDecided = false;
  }

  /** @param {Draft} draft @param {Finding} finding @param {Finding[]} others */
  #fill(draft, finding, others) {
    const title = make("h2", { id: "card-title" }, concernName(finding.concern));
    const reason = make("p", { id: "card-reason", className: "reason" }, finding.reason);
    const words = draft.passagesOf(finding).map((passage) => `“${shorten(passage, 160)}”`).join(" · ");
    const [first, ...further] = finding.guidance.map((id) => draft.guidance[id]).filter(Boolean);
    this.element.setAttribute("aria-labelledby", title.id);
    this.element.setAttribute("aria-describedby", reason.id);
    this.element.replaceChildren(
      make("header", {}, title, this.#close()),
      make("p", { className: "severity" }, sample(finding.severity), SEVERITIES[finding.severity]),
      make("p", { className: "passage" }, words),
      reason,
      ...(finding.estimate ? [estimateElement(finding.estimate, this.#place)] : []),
      ...(first ? [this.#clause(first)] : []),
      ...further.map((item) => make("p", { className: "further" }, sourceOf(item), " ", this.#review(item, "link"))),
      ...(finding.tip ? [make("h3", {}, "What you could do instead"), make("p", { className: "tip" }, finding.tip)] : []),
      ...this.#copies(draft, finding, first),
      this.#actions(draft, finding, others),
    );
  }

  #close() {
    const close = make("button", { className: "close", type: "button", ariaLabel: "Close" }, "✕");
    close.addEventListener("click", () => this.#calls.onClose());
    return close;
  }

  /** What can be taken along: words for the clipboard, at a press. @param {Draft} draft @param {Finding} finding @param {Guidance} [clause] */
  #copies(draft, finding, clause) {
    const [{ start }] = finding.passages;
    const { end } = finding.passages[finding.passages.length - 1];
    const wording = saferWording(finding, draft.passagesOf(finding), draft.text.slice(Math.max(0, start - AROUND), end + AROUND));
    const question = supervisionQuestion(finding, clause, this.#calls.judgement.site);
    if (!wording && !question) return [];
    const outcome = drawn();
    /** @param {string} label @param {string | undefined} words */
    const copying = (label, words) => {
      if (words === undefined) return [];
      const press = async () => {
        say(outcome, (await copy(words)) ? `Copied: “${words}”` : `Your browser did not let this be copied: “${words}”`);
        this.#place();
        outcome.scrollIntoView({ block: "nearest" });
      };
      return [button(label, press, "link")];
    };
    return [
      ...(wording ? [make("p", { className: "wording" }, `“${wording}”`)] : []),
      make("p", { className: "copies" }, ...copying("Copy this wording", wording), ...copying("Copy a question for supervision", question)),
      make("p", { className: "note outcome", role: "status" }, outcome),
    ];
  }

  /** Says what became of the finding, in its place. @param {Draft} draft @param {Finding} finding @param {Choice} choice */
  #decide(draft, finding, choice) {
    const root = /** @type {ShadowRoot} */ (this.element.getRootNode());
    const hadFocus = root.activeElement !== null;
    const { words, undo } = choice.press();
    this.isDecided = true;
    const said = make("p", { id: "card-reason", className: "decided" }, words);
    const back = button("Undo", () => {
      undo();
      this.#calls.onUndone(draft, finding);
    });
    back.setAttribute("aria-describedby", said.id);
    this.element.replaceChildren(make("header", {}, make("h2", { id: "card-title" }, concernName(finding.concern)), this.#close()), said, make("footer", {}, back));
    this.#place();
    if (hadFocus) back.focus({ preventScroll: true });
  }

  /** The excerpt: in quotation marks only if it is the publisher's own wording. @param {Guidance} item */
  #clause(item) {
    const excerpt = item.verbatim
      ? make("q", {}, item.text)
      : make("span", {}, make("strong", {}, "In our words: "), item.text);
    return make(
      "div",
      { className: "clause" },
      make("p", {}, excerpt),
      make("p", { className: "source" }, sourceOf(item)),
      this.#review(item, "review"),
    );
  }

  /** The way to the very clause. @param {Guidance} item @param {"review" | "link"} className */
  #review(item, className) {
    const button = make("button", { className, type: "button" }, "Review guidance");
    button.ariaLabel = `Review guidance: ${item.title} ${item.clause}`;
    button.addEventListener("click", () => this.#calls.onReview(item.id));
    return button;
  }

  /** @param {Draft} draft @param {Finding} finding @param {Finding[]} others */
  #actions(draft, finding, others) {
    const choices = choicesFor(draft, finding, this.#calls.judgement).map((choice) => button(choice.label, () => this.#decide(draft, finding, choice)));
    const { onNote } = this.#calls;
    if (onNote && mayBeRecorded(finding.concern)) choices.push(button("Note my decision", () => onNote(draft, finding)));
    const more = others.map((other) => {
      const button = make("button", { className: "link", type: "button" }, concernName(other.concern));
      button.addEventListener("click", () => this.#calls.onOther(draft, other));
      return button;
    });
    return make("footer", {}, ...choices, ...(more.length > 0 ? [make("span", { className: "also" }, "Also here: ", ...more)] : []));
  }
}

/** @param {Guidance} item where it stands: title, clause, publisher and edition */
const sourceOf = ({ title, clause, publisher, edition }) =>
  [`${title} ${clause}`.trim(), publisher, edition].filter(Boolean).join(" · ");
