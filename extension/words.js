/** The words that the marks, badge, panel and card share. Plain, kind, and never a judgement. */

/** @import { Finding, Severity } from "./messages.js" */

/** By the titles that the guidance page has for them. @type {Record<string, string>} */
export const CONCERNS = {
  "service-user": "Someone you support",
  colleague: "A colleague",
  employer: "Where you work",
  identifier: "Details that say who someone is",
  jigsaw: "Details that add up",
  "case-material": "Records and pictures from practice",
  "online-search": "Looking someone up online",
  contact: "Contact with someone you support",
  proceedings: "Court and legal proceedings",
  abuse: "Words that could hurt",
  "public-confidence": "Trust in the profession",
  "self-disclosure": "About yourself",
};

/** @param {string} concern */
export const concernName = (concern) => CONCERNS[concern] ?? concern.replaceAll("-", " ");

/** @type {Record<Severity, string>} */
export const SEVERITIES = {
  high: "Please look at this again",
  medium: "Worth a second look",
  advisory: "Something to think about",
};

/**
 * What the badge says of a draft; undefined while there is nothing new to say.
 * @param {{ text: string, findings: Finding[], failed?: string, tooLong: boolean, settled: boolean }} draft
 */
export function badgeWords({ text, findings, failed, tooLong, settled }) {
  if (tooLong) return "too long to check";
  if (failed) return "not checked";
  if (text.trim() === "") return "";
  const toCheck = findings.filter(({ severity }) => severity !== "advisory").length;
  if (toCheck > 0) return `${toCheck} to check`;
  if (findings.length > 0) return `${findings.length} to think about`;
  return settled ? "looks fine" : undefined;
}

/** The triangle beside an estimate, and the heading of what its number leaves out. */
export const WORKED_OUT = "How this was worked out";
export const NOT_COUNTED = "Not counted";

/** What is said of a draft that is not checked for its length. */
export const TOO_LONG = "This draft is too long to be checked in one go. Second Look checks up to 200,000 characters; you could check it in parts.";

/** @param {string} words @param {number} longest cut at a whole character, with an ellipsis */
export function shorten(words, longest) {
  const flat = words.replace(/\s+/g, " ");
  if (flat.length <= longest) return flat;
  const cut = flat.slice(0, longest - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** Where the reader could not be loaded, or failed. */
export const NOT_READ = "Second Look could not start the part that reads for meaning, so here it goes by words and phrases alone.";
