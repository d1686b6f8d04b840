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
import { canIgnoreKind, dismissal, isSetAside, moveDismissal } from "./dismissals.js";
import { moveFindings } from "./edits.js";
import { dropMirror, readField } from "./field-map.js";
import { readEditable } from "./text-map.js";

/** @import { Dismissal, Reach } from "./dismissals.js" */
/** @import { Attachment, Audience, Depth, DraftSummary, Finding, GuidanceById, Verdict } from "./messages.js" */
/** @import { Checker } from "./session.js" */
/** @import { Reading } from "./text-map.js" */

/** @type {Reading} */
const NOTHING_READ = { text: "", tooLong: false, rects: () => [], reveal: () => {} };

/** After such a pause in typing, in milliseconds, the reader is asked. */
const READ_AFTER = 600;

/**
 * A finding, and whether the person set it aside: by a press in this draft, or as a kind that they ignore on the site.
 * @typedef {{ finding: Finding, isAside: boolean, by?: Dismissal }} Row
 */

/**
 * What a composer shows beside its box, as it stands now.
 * @typedef {object} Surroundings
 * @property {() => Audience} audience who can read the post
 * @property {() => Attachment[]} attachments
 * @property {() => Element | undefined} whole the element that holds the box and its attachments
 */

export class Draft {
  /** @type {Reading} */
  reading = NOTHING_READ;
  /** @type {Finding[]} what is shown, worst first, as the core gives it */
  findings = [];
  /** @type {Row[]} all that was found, also what the person set aside, each in its place */
  rows = [];
  /** @type {GuidanceById} */
  guidance = {};
  /** @type {Attachment[]} what the composer shows beside the text */
  attachments = [];
  /** Whether `findings` is the answer for the text as it now stands. */
  settled = false;
  /** @type {string | undefined} why the last check did not come about, in words for the person */
  failed;
  /** @type {string | undefined} why the draft was not read for its meaning, likewise */
  unread;

  #seq = 0;
  /** @type {Finding[]} all that was found, worst first */
  #all = [];
  /** @type {Dismissal[]} what the person pressed in this draft, in order */
  #dismissals = [];
  /** @type {Set<Attachment>} of which the person was reminded in this draft */
  #reminded = new Set();
  /** @type {Finding[]} what the instant check says of the text for which it was last asked */
  #instant = [];
  #read = NO_MEANING;
  /** @type {ReturnType<typeof setTimeout> | undefined} runs while the person may be pausing */
  #pause;
  /** @type {(() => void)[]} those who wait for an answer */
  #waiting = [];
  #asking = false;
  #composing = false;
  #stopped = false;
  /** @type {MutationObserver | undefined} */
  #observer;
  /** @type {MutationObserver | undefined} follows what stands around the box */
  #around;
  #checker;
  #surroundings;
  #isIgnored;
  #onChange;
  #mirrorHome;

  /**
   * @param {object} setup
   * @param {HTMLElement} setup.element
   * @param {string} setup.id
   * @param {string} setup.label
   * @param {Checker} setup.checker
   * @param {Surroundings} setup.surroundings
   * @param {(rule: string) => boolean} setup.isIgnored whether the person ignores this kind on this site
   * @param {() => void} setup.onChange called when there is something else to show
   * @param {() => Element} setup.mirrorHome
   */
  constructor({ element, id, label, checker, surroundings, isIgnored, onChange, mirrorHome }) {
    this.element = element;
    this.id = id;
    this.label = label;
    this.#checker = checker;
    this.#surroundings = surroundings;
    this.#isIgnored = isIgnored;
    this.#onChange = onChange;
    this.#mirrorHome = mirrorHome;
  }

  get text() {
    return this.reading.text;
  }

  get tooLong() {
    return this.reading.tooLong;
  }

  get audience() {
    return this.#surroundings.audience();
  }

  /** What is attached that the person was not reminded of: once a draft is enough. */
  get reminders() {
    return this.attachments.filter((kind) => !this.#reminded.has(kind));
  }

  /** The person sees the reminders now. */
  remind() {
    for (const kind of this.attachments) this.#reminded.add(kind);
  }

  /** Looks what is attached. */
  look() {
    const attachments = this.#surroundings.attachments();
    if (attachments.length === 0 && this.text === "") this.#reminded.clear(); // what comes next is another draft
    if (attachments.join() === this.attachments.join()) return;
    this.attachments = attachments;
    this.#onChange();
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
    this.#around ??= new MutationObserver(() => this.look());
    const whole = this.#surroundings.whole();
    if (whole) this.#around.observe(whole, { childList: true, attributeFilter: ["src"], subtree: true });
    this.look();
    this.refresh();
  }

  /**
   * Ceases to follow; what is known stays. What is attached is still followed where something was written or attached: the
   * press that attaches a picture takes the focus out of the box.
   */
  rest() {
    this.#observer?.disconnect();
    this.#observer = undefined;
    if (this.text.trim() === "" && this.attachments.length === 0) this.#around?.disconnect();
  }

  stop() {
    this.rest();
    this.#around?.disconnect();
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
    if (this.text === "") this.look();
    this.#onChange(); // the same text may stand elsewhere now
  }

  /** @param {string} before */
  #changed(before) {
    if (this.text === "") this.#dismissals = []; // what comes next is another draft
    this.#dismissals = this.#dismissals.map((pressed) => moveDismissal(pressed, before, this.text));
    this.#all = this.tooLong ? [] : moveFindings(this.#all, before, this.text);
    this.sift();
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

  /**
   * Sets a finding aside, with what this means for others (dismissals.js).
   * @param {Finding} finding
   * @param {Reach} reach
   */
  setAside(finding, reach) {
    const pressed = dismissal(reach, finding, this.findings, this.text);
    this.#dismissals.push(pressed);
    this.sift();
    this.#onChange();
    return pressed;
  }

  /** @param {Dismissal} pressed takes it back */
  takeBack(pressed) {
    this.#dismissals = this.#dismissals.filter((other) => other.findings !== pressed.findings);
    this.sift();
    this.#onChange();
  }

  /** Parts what is shown from what the person set aside. */
  sift() {
    this.rows = this.#all.map((finding) => {
      const by = this.#dismissals.find((pressed) => isSetAside(finding, pressed));
      return { finding, by, isAside: by !== undefined || (canIgnoreKind(finding) && this.#isIgnored(finding.rule)) };
    });
    this.findings = this.rows.filter(({ isAside }) => !isAside).map(({ finding }) => finding);
  }

  async #ask() {
    if (this.#asking || this.#composing || this.#stopped) return;
    if (this.tooLong || this.text.trim() === "") {
      this.#show([]);
      this.failed = undefined;
      this.settled = true;
      return this.#tell();
    }
    const { text } = this;
    this.#asking = true;
    try {
      const answer = await this.#checker.check(this.#question("instant"));
      this.failed = undefined;
      if (answer && this.text === text) {
        this.#instant = this.#fitting(answer.report.findings);
        this.#accept(together(this.#instant, this.#read), answer.guidance);
      }
    } catch (error) {
      this.failed = error instanceof Error ? error.message : String(error);
      this.#show([]);
      this.settled = this.text === text;
    }
    this.#asking = false;
    if (this.text !== text) void this.#ask();
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
      const findings = this.#fitting(answer.report.findings);
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
    return { seq: this.#seq, composer: this.id, text: this.text, audience: this.audience, depth };
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
    this.#show(findings);
    this.guidance = { ...this.guidance, ...guidance };
    this.settled = true;
  }

  /** @param {Finding[]} findings */
  #show(findings) {
    this.#all = findings;
    this.sift();
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
      audience: this.audience,
      attachments: this.attachments,
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
