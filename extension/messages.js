/**
 * The messages between the parts of the extension: their shapes, and a check for each that arrives.
 *
 * The shapes are those of docs/architecture.md. A validator answers true only for a message that has
 * every field, of the right kind and within bounds; whatever else arrives is dropped by its receiver,
 * unread. They are plain functions of plain data, so that they can be tested without a browser.
 */

import { mayBeRecorded } from "./decisions.js";

// The types of a report are the core's own: core.d.ts is generated from the Rust types by `cargo xtask build`.
/** @typedef {import("./core.js").Verdict} Verdict */
/** @typedef {import("./core.js").Severity} Severity */
/** @typedef {import("./core.js").Audience} Audience */
/** @typedef {import("./core.js").Passage} Passage UTF-16 code units, end not included */
/** @typedef {import("./core.js").Finding} Finding */
/** @typedef {import("./core.js").Estimate} Estimate */
/** @typedef {import("./core.js").Report} Report */
/** @typedef {import("./core.js").Depth} Depth */
/** @typedef {import("./core.js").Guidance} Guidance */

/** @typedef {Record<string, Guidance>} GuidanceById the items that a report cites, by their ids */

/** @typedef {{ type: "check", seq: number, composer: string, text: string, audience: Audience, depth: Depth }} CheckMessage */
/** @typedef {{ type: "tally", count: number }} TallyMessage */
/** @typedef {{ type: "report", seq: number, composer: string, report: Report, guidance: GuidanceById }} ReportMessage */
/** @typedef {{ type: "failed", seq: number, composer: string, reason: string }} FailedMessage */
/** @typedef {{ type: "dropped", seq: number, composer: string }} DroppedMessage */
/** @typedef {{ type: "open-guidance", id: string }} OpenGuidanceMessage */
/** @typedef {{ type: "open-settings" }} OpenSettingsMessage */
/** @typedef {{ type: "note-decision", concern: string, clause: string, note: number }} NoteDecisionMessage `note` is the content script's number for the passage */
/** @typedef {{ type: "noted-passage", note: number }} NotedPassageMessage */
/** @typedef {{ type: "open-panel" }} OpenPanelMessage */
/** @typedef {{ type: "summarise" }} SummariseMessage */
/** @typedef {{ type: "show", composer: string, finding: string }} ShowMessage */
/** @typedef {{ type: "switch", on: boolean }} SwitchMessage */

/** @typedef {"picture" | "video" | "place"} Attachment what a composer shows beside its text */

/** @typedef {{ id: string, concern: string, severity: Severity, passage: string, reason: string, estimate?: Estimate }} FindingSummary */
/** @typedef {{ composer: string, label: string, verdict: Verdict, audience: Audience, attachments: Attachment[], findings: FindingSummary[] }} DraftSummary */
/** @typedef {{ site: string, on: boolean, failed?: string, drafts: DraftSummary[] }} Summary */

/** The port that a content script opens to ask for checks. */
export const CHECK_PORT = "check";

/**
 * The longest draft that is checked, in UTF-16 code units: some sixty pages. Above it the person is
 * told so. It keeps a keystroke's work bounded, whatever is pasted.
 */
export const LONGEST_DRAFT = 200_000;

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {unknown} value @returns {value is number} */
const isCount = (value) => Number.isSafeInteger(value) && /** @type {number} */ (value) >= 0;

/** @param {unknown} value @param {number} [longest] @returns {value is string} */
const isString = (value, longest = 10_000) => typeof value === "string" && value.length <= longest;

/** Ids stand in addresses and lists: short, and of letters, digits and `. _ : / -` alone. */
/** @param {unknown} value @returns {value is string} */
const isId = (value) => typeof value === "string" && /^[\w.:/-]{1,200}$/.test(value);

/** @param {unknown} value @param {(item: unknown) => boolean} test */
const isListOf = (value, test) => Array.isArray(value) && value.every(test);

/** @param {unknown} value @param {string[]} words */
const isOneOf = (value, words) => typeof value === "string" && words.includes(value);

/** @param {unknown} value @returns {value is Passage} */
const isPassage = (value) =>
  isObject(value) && isCount(value.start) && isCount(value.end) && value.start < value.end;

/** @param {unknown} value @param {string[]} keys whether it has a string under each */
const hasStrings = (value, keys) => isObject(value) && keys.every((key) => isString(value[key]));

/** Most steps of an estimate, and most details that it leaves out: far more than there are kinds. */
const MOST_LINES = 100;

/** @param {unknown} value @returns {value is Estimate} */
const isEstimate = (value) =>
  isObject(value) &&
  hasStrings(value, ["summary", "caution"]) &&
  isListOf(value.steps, (step) => hasStrings(step, ["detail", "says", "leaves", "source", "url"])) &&
  isListOf(value.uncounted, (line) => isString(line)) &&
  [value.steps, value.uncounted].every((list) => /** @type {unknown[]} */ (list).length <= MOST_LINES);

/** @param {unknown} value @returns {value is Finding} */
const isFinding = (value) =>
  isObject(value) &&
  isId(value.id) &&
  isId(value.concern) &&
  isString(value.rule) &&
  isOneOf(value.severity, ["high", "medium", "advisory"]) &&
  isOneOf(value.certainty, ["certain", "likely"]) &&
  isListOf(value.passages, isPassage) &&
  /** @type {unknown[]} */ (value.passages).length > 0 &&
  isString(value.reason) &&
  isString(value.tip) &&
  isListOf(value.guidance, isId) &&
  (value.estimate === undefined || isEstimate(value.estimate));

const DEPTHS = ["instant", "read"];

const AUDIENCES = ["public", "limited", "private", "unknown"];

/** @param {unknown} value @returns {value is Report} */
export const isReport = (value) =>
  isObject(value) &&
  isOneOf(value.verdict, ["clear", "advisory", "check", "stop"]) &&
  isOneOf(value.depth, DEPTHS) &&
  isListOf(value.findings, isFinding);

/** @param {unknown} value @returns {value is Guidance} */
export const isGuidance = (value) =>
  isObject(value) &&
  isId(value.id) &&
  ["title", "clause", "publisher", "jurisdiction", "edition", "url", "text", "checked_on"].every((key) =>
    isString(value[key]),
  ) &&
  typeof value.verbatim === "boolean" &&
  (value.note === undefined || value.note === null || isString(value.note));

/** @param {unknown} value @returns {value is CheckMessage} */
export const isCheck = (value) =>
  isObject(value) &&
  value.type === "check" &&
  isCount(value.seq) &&
  isId(value.composer) &&
  isString(value.text, LONGEST_DRAFT) &&
  isOneOf(value.audience, AUDIENCES) &&
  isOneOf(value.depth, DEPTHS);

/** @param {unknown} value @returns {value is TallyMessage} */
export const isTally = (value) => isObject(value) && value.type === "tally" && isCount(value.count);

/** @param {unknown} value @returns {value is ReportMessage} */
export const isReportMessage = (value) =>
  isObject(value) &&
  value.type === "report" &&
  isCount(value.seq) &&
  isId(value.composer) &&
  isReport(value.report) &&
  isObject(value.guidance) &&
  Object.values(value.guidance).every(isGuidance);

/** @param {unknown} value @returns {value is FailedMessage} */
export const isFailed = (value) =>
  isObject(value) && value.type === "failed" && isCount(value.seq) && isId(value.composer) && isString(value.reason);

/** @param {unknown} value @returns {value is DroppedMessage} */
export const isDropped = (value) =>
  isObject(value) && value.type === "dropped" && isCount(value.seq) && isId(value.composer);

/** @param {unknown} value @returns {value is OpenGuidanceMessage} */
export const isOpenGuidance = (value) => isObject(value) && value.type === "open-guidance" && isId(value.id);

/** @param {unknown} value @returns {value is OpenSettingsMessage} */
export const isOpenSettings = (value) => isObject(value) && value.type === "open-settings";
/** @param {unknown} value @returns {value is NoteDecisionMessage} */
export const isNoteDecision = (value) =>
  isObject(value) && value.type === "note-decision" && mayBeRecorded(value.concern) && (value.clause === "" || isId(value.clause)) && isCount(value.note);

/** @param {unknown} value @returns {value is NotedPassageMessage} */
export const isNotedPassage = (value) => isObject(value) && value.type === "noted-passage" && isCount(value.note);

/** The answer to it. @param {unknown} value @returns {value is string} */
export const isPassageText = (value) => isString(value, LONGEST_DRAFT);

/** @param {unknown} value @returns {value is OpenPanelMessage} */
export const isOpenPanel = (value) => isObject(value) && value.type === "open-panel";

/** @param {unknown} value @returns {value is SummariseMessage} */
export const isSummarise = (value) => isObject(value) && value.type === "summarise";

/** @param {unknown} value @returns {value is ShowMessage} */
export const isShow = (value) =>
  isObject(value) && value.type === "show" && isId(value.composer) && isId(value.finding);

/** @param {unknown} value @returns {value is SwitchMessage} */
export const isSwitch = (value) => isObject(value) && value.type === "switch" && typeof value.on === "boolean";

/** @param {unknown} value @returns {value is FindingSummary} */
const isFindingSummary = (value) =>
  isObject(value) &&
  isId(value.id) &&
  isId(value.concern) &&
  isOneOf(value.severity, ["high", "medium", "advisory"]) &&
  isString(value.passage, LONGEST_DRAFT) &&
  isString(value.reason) &&
  (value.estimate === undefined || isEstimate(value.estimate));

/** @param {unknown} value @returns {value is DraftSummary} */
const isDraftSummary = (value) =>
  isObject(value) &&
  isId(value.composer) &&
  isString(value.label) &&
  isOneOf(value.verdict, ["clear", "advisory", "check", "stop"]) &&
  isOneOf(value.audience, AUDIENCES) &&
  isListOf(value.attachments, (kind) => isOneOf(kind, ["picture", "video", "place"])) &&
  isListOf(value.findings, isFindingSummary);

/** @param {unknown} value @returns {value is Summary} */
export const isSummary = (value) =>
  isObject(value) &&
  isString(value.site) &&
  typeof value.on === "boolean" &&
  (value.failed === undefined || isString(value.failed)) &&
  isListOf(value.drafts, isDraftSummary);
