/**
 * The panel: all findings of a draft, grouped by concern, worst first.
 *
 * It opens by the badge or the keyboard shortcut, so it takes focus: arrow keys go through the
 * findings, and Enter opens a card.
 */

import { drawn, make, sample, say } from "./elements.js";
import { estimateElement } from "./estimate.js";
import { LAYER_KEY } from "./gate.js";
import { placeBeside } from "./placing.js";
import { badgeWords, concernName, SEVERITIES, shorten, TOO_LONG } from "./words.js";

/** @import { Draft } from "./draft.js" */
/** @import { Box } from "./geometry.js" */
/** @import { Finding } from "./messages.js" */

/** How many findings are listed at first, and with each further press. */
const A_PAGE = 100;

export class Panel {
  element = make("div", { className: "panel sheet", role: "dialog", ariaLabel: "Second Look", tabIndex: -1, hidden: true });
  /** @type {Draft | undefined} the draft whose findings are listed */
  draft;
  #title = drawn();
  #body = make("div", { className: "body" });
  #shown = A_PAGE;
  #signature = "";
  #onOpen;

  /**
   * @param {object} calls
   * @param {(draft: Draft, finding: Finding) => void} calls.onOpen
   * @param {() => void} calls.onClose
   */
  constructor({ onOpen, onClose }) {
    this.#onOpen = onOpen;
    const close = make("button", { className: "close", type: "button", ariaLabel: "Close" }, "✕");
    close.addEventListener("click", () => onClose());
    this.element.append(make("header", {}, make("h2", {}, this.#title), close), this.#body);
    this.element.addEventListener(LAYER_KEY, (event) => this.#onKey(/** @type {KeyboardEvent} */ (event)));
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /**
   * @param {Draft} draft
   * @param {Box} anchor
   * @param {string} [id] the finding to put the focus on
   */
  open(draft, anchor, id) {
    if (draft !== this.draft) this.#shown = A_PAGE;
    this.draft = draft;
    this.element.hidden = false;
    this.#render();
    void placeBeside(this.element, anchor, ["right-start", "left-start", "bottom-end", "top-end"]);
    const items = this.#items();
    const item = items.find(({ dataset }) => dataset.id === id) ?? items[0] ?? this.element;
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.element.hidden = true;
    this.#body.replaceChildren();
    this.draft = undefined;
    this.#signature = "";
  }

  /** Brings the list up to date; the focus stays on the finding that had it. */
  update() {
    if (this.isOpen && this.draft && this.#signatureOf(this.draft) !== this.#signature) this.#render();
  }

  /** @param {Draft} draft all that the list shows, to tell whether it changed */
  #signatureOf(draft) {
    const { findings, muted, failed, unread, tooLong, settled } = draft;
    const ids = findings.slice(0, this.#shown).map((finding) => [finding.id, draft.passagesOf(finding)]);
    return JSON.stringify([ids, findings.length, muted.size, failed, unread, tooLong, settled && findings.length === 0]);
  }

  #render() {
    const draft = /** @type {Draft} */ (this.draft);
    this.#signature = this.#signatureOf(draft);
    const root = /** @type {ShadowRoot} */ (this.element.getRootNode());
    const focused = /** @type {HTMLElement | null} */ (root.activeElement);
    const hadFocus = focused !== null && this.#body.contains(focused);
    const focusedId = focused?.dataset.id;

    say(this.#title, `Second Look: ${badgeWords(draft) || "nothing written yet"}`);
    const listed = draft.findings.slice(0, this.#shown);
    const groups = Map.groupBy(listed, (finding) => finding.concern);
    this.#body.replaceChildren(...[...groups].map(([concern, findings]) => this.#group(draft, concern, findings)));
    this.#body.append(...this.#notes(draft));
    this.#rove(this.#items().find(({ dataset }) => dataset.id === focusedId) ?? this.#items()[0]);
    if (hadFocus) (this.#items().find(({ tabIndex }) => tabIndex === 0) ?? this.element).focus({ preventScroll: true });
  }

  /** @param {Draft} draft @param {string} concern @param {Finding[]} findings */
  #group(draft, concern, findings) {
    const items = findings.map((finding) => {
      const words = draft.passagesOf(finding).map((passage) => `“${shorten(passage, 60)}”`).join(" · ");
      const item = make("button", { className: "item", type: "button", tabIndex: -1 });
      item.dataset.id = finding.id;
      item.append(
        sample(finding.severity),
        make("span", { className: "words" }, words),
        make("span", { className: "reason" }, shorten(finding.reason, 140)),
        make("span", { className: "unseen" }, ` (${SEVERITIES[finding.severity]})`),
      );
      item.addEventListener("click", () => this.#onOpen(draft, finding));
      return make("li", {}, item, ...(finding.estimate ? [estimateElement(finding.estimate)] : []));
    });
    return make("section", {}, make("h3", {}, concernName(concern)), make("ul", {}, ...items));
  }

  /** What is to be said besides the findings. @param {Draft} draft */
  #notes(draft) {
    /** @type {HTMLElement[]} */
    const notes = [];
    /** @param {string} words @param {string} [action] @param {() => void} [act] */
    const note = (words, action, act) => {
      const line = make("p", { className: "note" }, words);
      if (action && act) {
        const button = make("button", { className: "link", type: "button" }, action);
        button.addEventListener("click", act);
        line.append(" ", button);
      }
      notes.push(line);
    };
    const more = draft.findings.length - this.#shown;
    if (more > 0) {
      note(`${more} more in this draft.`, `Show ${Math.min(more, A_PAGE)} more`, () => {
        this.#shown += A_PAGE;
        this.update();
      });
    }
    if (draft.failed) note(draft.failed, "Try again", () => draft.retry());
    else if (draft.tooLong) note(TOO_LONG);
    else if (draft.findings.length === 0 && draft.settled) note("Nothing here to look at again. Second Look reads words, not pictures, and it can miss things: your own judgement counts.");
    if (draft.unread && !draft.failed) note(draft.unread);
    const { size } = draft.muted;
    if (size > 0) note(`${size} ignored here.`, "Show again", () => draft.unmuteAll());
    return notes;
  }

  /** @returns {HTMLButtonElement[]} */
  #items() {
    return [...this.#body.querySelectorAll("button")].filter(({ className }) => className === "item");
  }

  /** One item is in the order of the Tab key: the arrow keys go between them. @param {HTMLElement | undefined} item */
  #rove(item) {
    for (const other of this.#items()) other.tabIndex = other === item ? 0 : -1;
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const items = this.#items();
    const root = /** @type {ShadowRoot} */ (this.element.getRootNode());
    const at = items.findIndex((item) => item === root.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at < 0 ? items.length - 1 : at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const item = items[Math.max(0, Math.min(items.length - 1, next))];
    if (!item) return;
    this.#rove(item);
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  }
}
