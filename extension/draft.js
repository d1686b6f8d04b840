/**
 * One draft: the text of one composer, and what is known of it.
 *
 * It reads the composer when it changes, asks for a check of what it read, and moves what it knows
 * across edits in between. All of it lives in memory and goes with the composer.
 *
 * An answer belongs to the text that it was asked for: at most one question of each depth is under way, an answer for
 * a text that has moved on is dropped, and the newest text is asked about next. The reader is asked once the person
 * pauses; what it said is kept beside the instant check's answers (depths.js).
 */

import { isField } from "./composers/index.js";
import { difference, moveRead, NOTHING_READ as NO_MEANING, together } from "./depths.js";
import { moveFindings } from "./edits.js";
import { dropMirror, readField } from "./field-map.js";
import { readEditable } from "./text-map.js";

/** @import { Audience, Depth, DraftSummary, Finding, GuidanceById, Verdict } from "./messages.js" */
/** @import { Checker } from "./session.js" */
/** @import { Reading } from "./text-map.js" */

/** @type {Reading} */
const NOTHING_READ = { text: "", tooLong: false, rects: () => [], reveal: () => {} };

/** After such a pause in typing, in milliseconds, the reader is asked. */
const READ_AFTER = 600;

export class Draft {
  /** @type {Reading} */
  reading = NOTHING_READ;
  /** @type {Finding[]} worst first, as the core gives them */
  findings = [];
  /** @type {GuidanceById} */
  guidance = {};
  /** @type {Set<string>} ids of findings that the person chose to ignore in this draft */
  muted = new Set();
  /** Whether `findings` is the answer for the text as it now stands. */
  settled = false;
  /** @type {string | undefined} why the last check did not come about, in words for the person */
  failed;
  /** @type {string | undefined} why the draft was not read for its meaning, likewise */
  unread;

  #seq = 0;
  /** @type {Finding[]} what the instant check says of the text for which it was last asked */
  #instant = [];
  #read = NO_MEANING;
  /** @type {ReturnType<typeof setTimeout> | undefined} runs while the person may be pausing */
  #pause;
  /** @type {(() => void)[]} those who wait for an answer */
  #waiting = [];
  #asking = false;
  #mutedChanged = false;
  #composing = false;
  #stopped = false;
  /** @type {MutationObserver | undefined} */
  #observer;
  #checker;
  #audience;
  #onChange;
  #mirrorHome;

  /**
   * @param {object} setup
   * @param {HTMLElement} setup.element
   * @param {string} setup.id
   * @param {string} setup.label
   * @param {Checker} setup.checker
   * @param {() => Audience} setup.audience who can read the post, as the composer says now
   * @param {() => void} setup.onChange called when there is something else to show
   * @param {() => Element} setup.mirrorHome
   */
  constructor({ element, id, label, checker, audience, onChange, mirrorHome }) {
    this.element = element;
    this.id = id;
    this.label = label;
    this.#checker = checker;
    this.#audience = audience;
    this.#onChange = onChange;
    this.#mirrorHome = mirrorHome;
  }

  get text() {
    return this.reading.text;
  }

  get tooLong() {
    return this.reading.tooLong;
  }

  /** @returns {Verdict} that of the gravest finding */
  get verdict() {
    const has = (/** @type {string} */ severity) => this.findings.some((finding) => finding.severity === severity);
    return has("high") ? "stop" : has("medium") ? "check" : has("advisory") ? "advisory" : "clear";
  }

  /** Follows the composer's changes. A field has no nodes to observe: it tells of them by events. */
  watch() {
    if (this.#observer) return;
    this.#observer = new MutationObserver(() => this.refresh());
    this.#observer.observe(this.element, { childList: true, characterData: true, subtree: true });
    this.refresh();
  }

  /** Ceases to follow; what is known stays. */
  rest() {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  stop() {
    this.rest();
    this.#stopped = true;
    clearTimeout(this.#pause);
    if (isField(this.element)) dropMirror(this.element);
  }

  /** True when a script changed a field's value, of which no event tells. */
  get isStale() {
    return isField(this.element) && this.element.value !== this.text;
  }

  /** Reads the composer, and asks about the text if it changed. */
  refresh() {
    if (this.#stopped) return;
    const before = this.text;
    this.reading = isField(this.element) ? readField(this.element, this.#mirrorHome) : readEditable(this.element);
    if (this.text !== before) this.#changed(before);
    this.#onChange(); // the same text may stand elsewhere now
  }

  /** @param {string} before */
  #changed(before) {
    if (this.text === "") this.muted.clear(); // what comes next is another draft
    this.findings = this.tooLong ? [] : moveFindings(this.findings, before, this.text);
    this.#read = this.text === "" ? NO_MEANING : moveRead(this.#read, before, this.text);
    this.settled = false;
    void this.#ask();
    this.#readSoon();
  }

  /** Between these two, an input method is still at work on the words. */
  compositionStarts() {
    this.#composing = true;
  }

  compositionEnds() {
    this.#composing = false;
    this.refresh();
    if (!this.settled) void this.#ask();
    this.#readSoon();
  }

  retry() {
    this.failed = undefined;
    this.refresh();
    void this.#ask();
    this.#readSoon();
  }

  /** @param {string} id leaves this finding out of this draft */
  mute(id) {
    this.muted.add(id);
    this.findings = this.findings.filter((finding) => finding.id !== id);
    this.#askAgain();
  }

  unmuteAll() {
    this.muted.clear();
    this.#askAgain();
  }

  #askAgain() {
    this.#mutedChanged = true;
    void this.#ask();
    this.#readSoon();
    this.#onChange();
  }

  async #ask() {
    if (this.#asking || this.#composing || this.#stopped) return;
    if (this.tooLong || this.text.trim() === "") {
      this.findings = [];
      this.failed = undefined;
      this.settled = true;
      return this.#tell();
    }
    const { text } = this;
    this.#asking = true;
    this.#mutedChanged = false;
    try {
      const answer = await this.#checker.check(this.#question("instant"));
      this.failed = undefined;
      if (answer && this.text === text && !this.#mutedChanged) {
        this.#instant = this.#fitting(answer.report.findings);
        this.#accept(together(this.#instant, this.#read), answer.guidance);
      }
    } catch (error) {
      this.failed = error instanceof Error ? error.message : String(error);
      this.findings = [];
      this.settled = this.text === text;
    }
    this.#asking = false;
    if (this.text !== text || this.#mutedChanged) void this.#ask();
    this.#tell();
  }

  #readSoon() {
    clearTimeout(this.#pause);
    if (!this.#stopped) this.#pause = setTimeout(() => void this.#readNow(), READ_AFTER);
  }

  /** Asks the reader about the text as it stands, once the instant check has answered. */
  async #readNow() {
    await this.whenSettled();
    const { text } = this;
    if (!this.settled || this.failed || this.tooLong || this.#composing || this.#stopped || text.trim() === "") return;
    try {
      const answer = await this.#checker.check(this.#question("read"));
      if (!answer || !this.settled || this.text !== text) return;
      this.unread = undefined;
      const findings = this.#fitting(answer.report.findings).filter(({ id }) => !this.muted.has(id));
      this.#read = difference(this.#instant, findings);
      this.#accept(findings, answer.guidance);
    } catch (error) {
      this.unread = error instanceof Error ? error.message : String(error);
    }
    this.#tell();
  }

  /** @param {Depth} depth */
  #question(depth) {
    this.#seq += 1;
    return { seq: this.#seq, composer: this.id, text: this.text, muted: [...this.muted], audience: this.#audience(), depth };
  }

  #tell() {
    if (this.settled || this.failed || this.#stopped) this.#waiting.splice(0).forEach((resolve) => resolve());
    if (!this.#stopped) this.#onChange();
  }

  /** @returns {Promise<void>} once the text as it stands is judged, or cannot be */
  whenSettled() {
    if (this.settled || this.failed) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** @param {Finding[]} findings @param {GuidanceById} guidance */
  #accept(findings, guidance) {
    this.findings = findings;
    this.guidance = { ...this.guidance, ...guidance };
    this.settled = true;
  }

  /** @param {Finding[]} findings @returns {Finding[]} those that stand inside the text */
  #fitting(findings) {
    const { length } = this.text;
    return findings.filter(({ passages }) => passages.every(({ end }) => end <= length));
  }

  /** @param {Finding} finding @returns {string[]} its passages in words */
  passagesOf(finding) {
    return finding.passages.map(({ start, end }) => this.text.slice(start, end));
  }

  /** @param {string} label @returns {DraftSummary} */
  summary(label) {
    return {
      composer: this.id,
      label,
      verdict: this.verdict,
      findings: this.findings.map((finding) => ({
        id: finding.id,
        concern: finding.concern,
        severity: finding.severity,
        passage: this.passagesOf(finding).join(" … "),
        reason: finding.reason,
        ...(finding.estimate && { estimate: finding.estimate }),
      })),
    };
  }
}
