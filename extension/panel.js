/**
 * The panel: who can read the draft, all its findings, grouped by concern, worst first, and what is attached to it.
 *
 * It opens by the badge or the keyboard shortcut, so it takes focus: arrow keys go through the findings, Enter opens a
 * card, and Tab goes to what can be decided about the finding at hand. What the person set aside keeps its place in the
 * list, with the way back.
 */

import { asideWords, button, choicesFor } from "./choices.js";
import { drawn, make, sample, say } from "./elements.js";
import { estimateElement } from "./estimate.js";
import { LAYER_KEY } from "./gate.js";
import { placeBeside } from "./placing.js";
import { ATTACHED, AUDIENCES, badgeWords, concernName, firstSentence, SEVERITIES, shorten, TOO_LONG } from "./words.js";

/** @import { Judgement } from "./choices.js" */
/** @import { Draft, Row } from "./draft.js" */
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
  #openSettings;
  #judgement;

  /**
   * @param {object} calls
   * @param {(draft: Draft, finding: Finding) => void} calls.onOpen
   * @param {() => void} calls.onClose
   * @param {(() => void)} [calls.openSettings]
   * @param {Judgement} calls.judgement
   */
  constructor({ onOpen, onClose, openSettings, judgement }) {
    this.#onOpen = onOpen;
    this.#openSettings = openSettings;
    this.#judgement = judgement;
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
    draft.remind();
    this.element.hidden = false;
    this.#render();
    void placeBeside(this.element, anchor, ["right-start", "left-start", "bottom-end", "top-end"]);
    const item = this.#itemOf(id) ?? this.#items()[0] ?? this.element;
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
    const { findings, rows, audience, attachments, failed, unread, tooLong, settled } = draft;
    const listed = rows.slice(0, this.#shown).map(({ finding, isAside, by }) => [finding.id, isAside, by?.reach, draft.passagesOf(finding)]);
    return JSON.stringify([listed, rows.length, audience, attachments, failed, unread, tooLong, settled && findings.length === 0]);
  }

  #render() {
    const draft = /** @type {Draft} */ (this.draft);
    this.#signature = this.#signatureOf(draft);
    const root = /** @type {ShadowRoot} */ (this.element.getRootNode());
    const focused = /** @type {HTMLElement | null} */ (root.activeElement);
    const hadFocus = focused !== null && this.#body.contains(focused);
    const focusedId = focused?.closest("li")?.dataset.id;

    say(this.#title, `Second Look: ${badgeWords(draft) || "nothing written yet"}`);
    const groups = Map.groupBy(draft.rows.slice(0, this.#shown), ({ finding }) => finding.concern);
    this.#body.replaceChildren(make("p", { className: "audience" }, AUDIENCES[draft.audience]));
    for (const [concern, rows] of groups) {
      const list = make("ul", {}, ...rows.map((row) => (row.isAside ? this.#asideRow(draft, row) : this.#row(draft, row.finding))));
      this.#body.append(make("section", {}, make("h3", {}, concernName(concern)), list));
    }
    if (draft.attachments.length > 0) {
      this.#body.append(make("section", {}, make("h3", {}, "With this post"), ...draft.attachments.map((kind) => make("p", { className: "attached" }, ATTACHED[kind]))));
    }
    this.#body.append(...this.#notes(draft));
    this.#rove(this.#itemOf(focusedId) ?? this.#items()[0]);
    if (hadFocus) (this.#items().find(({ tabIndex }) => tabIndex === 0) ?? this.element).focus({ preventScroll: true });
  }

  /** @param {Draft} draft @param {Finding} finding */
  #row(draft, finding) {
    const item = make("button", { className: "item", type: "button", tabIndex: -1 });
    item.append(
      sample(finding.severity),
      make("span", { className: "words" }, passagesIn(draft, finding)),
      make("span", { className: "reason" }, firstSentence(finding.reason)),
      make("span", { className: "unseen" }, ` (${SEVERITIES[finding.severity]})`),
    );
    item.addEventListener("click", () => this.#onOpen(draft, finding));
    const choices = choicesFor(draft, finding, this.#judgement).map(({ label, press }) => button(label, () => void press()));
    const row = make("li", {}, item, make("div", { className: "choices" }, ...choices), ...(finding.estimate ? [estimateElement(finding.estimate)] : []));
    row.dataset.id = finding.id;
    return row;
  }

  /** @param {Draft} draft @param {Row} row */
  #asideRow(draft, { finding, by }) {
    const words = passagesIn(draft, finding);
    const undo = button("Undo", () => (by ? draft.takeBack(by) : this.#judgement.ignoreKind?.(finding.rule, false)), "item undo");
    undo.ariaLabel = `Undo: ${words}, ${asideWords(by?.reach)}`;
    undo.tabIndex = -1;
    const row = make("li", { className: "aside" }, make("span", { className: "words" }, words), make("span", { className: "reason" }, asideWords(by?.reach)), undo);
    row.dataset.id = finding.id;
    return row;
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
    const more = draft.rows.length - this.#shown;
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
    if (this.#openSettings) notes.push(make("p", { className: "note" }, button("Settings", this.#openSettings, "link")));
    return notes;
  }

  /** @returns {HTMLButtonElement[]} one a finding: what opens its card, or takes it back */
  #items() {
    return [...this.#body.querySelectorAll("button")].filter(({ classList }) => classList.contains("item"));
  }

  /** @param {string | undefined} id of a finding */
  #itemOf(id) {
    return this.#items().find((item) => item.closest("li")?.dataset.id === id);
  }

  /** One item is in the order of the Tab key: the arrow keys go between them. @param {HTMLElement | undefined} item */
  #rove(item) {
    for (const other of this.#items()) other.tabIndex = other === item ? 0 : -1;
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const items = this.#items();
    const root = /** @type {ShadowRoot} */ (this.element.getRootNode());
    const at = items.findIndex((item) => item.closest("li")?.contains(root.activeElement));
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

/** @param {Draft} draft @param {Finding} finding its words, in quotation marks */
const passagesIn = (draft, finding) => draft.passagesOf(finding).map((passage) => `“${shorten(passage, 60)}”`).join(" · ");
