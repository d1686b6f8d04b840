/**
 * The card: one finding, why it matters, the guidance that it touches, and what one could do instead.
 *
 * Opened by resting on a mark it takes no focus, and goes when the pointer goes or one types on. Opened
 * from the panel or the popup it is where the person is, and has the focus until Escape.
 */

import { mayBeRecorded } from "./decisions.js";
import { make, sample } from "./elements.js";
import { estimateElement } from "./estimate.js";
import { placeBeside } from "./placing.js";
import { concernName, SEVERITIES, shorten } from "./words.js";

/** @import { Draft } from "./draft.js" */
/** @import { Box } from "./geometry.js" */
/** @import { Finding, Guidance } from "./messages.js" */

export class Card {
  element = make("div", { className: "card sheet", role: "dialog", tabIndex: -1, hidden: true });
  /** @type {{ draft: Draft, finding: Finding } | undefined} */
  shown;
  /** Whether the person opened it and it has the focus, rather than by resting on a mark. */
  isHeld = false;
  #calls;

  /**
   * @param {object} calls
   * @param {(id: string) => void} calls.onReview opens the guidance
   * @param {(draft: Draft, finding: Finding) => void} calls.onIgnore
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
    const place = () => void placeBeside(this.element, anchor, ["bottom-start", "top-start"]);
    this.#fill(draft, finding, others, place);
    this.element.hidden = false;
    this.element.scrollTop = 0;
    place();
    if (hold) this.element.focus({ preventScroll: true });
  }

  close() {
    this.element.hidden = true;
    this.shown = undefined;
    this.isHeld = false;
  }

  /** @param {Draft} draft @param {Finding} finding @param {Finding[]} others @param {() => void} onGrow */
  #fill(draft, finding, others, onGrow) {
    const title = make("h2", { id: "card-title" }, concernName(finding.concern));
    const reason = make("p", { id: "card-reason", className: "reason" }, finding.reason);
    const close = make("button", { className: "close", type: "button", ariaLabel: "Close" }, "✕");
    close.addEventListener("click", () => this.#calls.onClose());
    const words = draft.passagesOf(finding).map((passage) => `“${shorten(passage, 160)}”`).join(" · ");
    const [first, ...further] = finding.guidance.map((id) => draft.guidance[id]).filter(Boolean);
    this.element.setAttribute("aria-labelledby", title.id);
    this.element.setAttribute("aria-describedby", reason.id);
    this.element.replaceChildren(
      make("header", {}, title, close),
      make("p", { className: "severity" }, sample(finding.severity), SEVERITIES[finding.severity]),
      make("p", { className: "passage" }, words),
      reason,
      ...(finding.estimate ? [estimateElement(finding.estimate, onGrow)] : []),
      ...(first ? [this.#clause(first)] : []),
      ...further.map((item) => make("p", { className: "further" }, sourceOf(item), " ", this.#review(item, "link"))),
      ...(finding.tip ? [make("h3", {}, "What you could do instead"), make("p", { className: "tip" }, finding.tip)] : []),
      this.#actions(draft, finding, others),
    );
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
    const ignore = make("button", { className: "quiet", type: "button" }, "Ignore here");
    ignore.addEventListener("click", () => this.#calls.onIgnore(draft, finding));
    const { onNote } = this.#calls;
    const note = make("button", { className: "quiet", type: "button" }, "Note my decision");
    note.addEventListener("click", () => onNote?.(draft, finding));
    const more = others.map((other) => {
      const button = make("button", { className: "link", type: "button" }, concernName(other.concern));
      button.addEventListener("click", () => this.#calls.onOther(draft, other));
      return button;
    });
    return make("footer", {}, ignore, ...(onNote && mayBeRecorded(finding.concern) ? [note] : []), ...(more.length > 0 ? [make("span", { className: "also" }, "Also here: ", ...more)] : []));
  }
}

/** @param {Guidance} item where it stands: title, clause, publisher and edition */
const sourceOf = ({ title, clause, publisher, edition }) =>
  [`${title} ${clause}`.trim(), publisher, edition].filter(Boolean).join(" · ");
