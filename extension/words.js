/** The words that the marks, badge, panel and card share. Plain, kind, and never a judgement. */

/** @import { Attachment, Audience, Finding, Severity } from "./messages.js" */

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

/** A rule by its id, `employer/how-many-left`, in words. @param {string} rule */
export function kindName(rule) {
  const [concern, name = ""] = rule.split("/");
  return concern === "reader" ? `${concernName(name)}, read from the meaning` : `${concernName(concern)}: ${name.replaceAll("-", " ")}`;
}

/** @type {Record<Severity, string>} */
export const SEVERITIES = {
  high: "Please look at this again",
  medium: "Worth a second look",
  advisory: "Something to think about",
};

/** Who can read a draft, said once. @type {Record<Audience, string>} */
export const AUDIENCES = {
  public: "Public: anyone can read this.",
  limited: "Friends or connections can read this, and can pass it on.",
  private: "A closed circle can read this; it can still be passed on.",
  unknown: "Second Look cannot tell who will be able to read this.",
};

/** What to look for in what is attached, which Second Look cannot see. @type {Record<Attachment, string>} */
export const ATTACHED = {
  picture: "There is a picture, and Second Look does not look at pictures. Are there faces, screens, papers, lanyards or badges in it, or a street sign?",
  video: "There is a video, and Second Look does not watch videos. Are there faces, screens, lanyards, badges or street signs in it, and does anybody say a name?",
  place: "There is a place. With the time of the post, a pin on the map can tell where somebody lives or where you met. Is it needed?",
};

/**
 * What the badge says of a draft; undefined while there is nothing new to say.
 * @param {{ text: string, findings: Finding[], attachments: Attachment[], reminders: Attachment[], failed?: string, tooLong: boolean, settled: boolean }} draft
 */
export function badgeWords(draft) {
  const words = wordsOfText(draft);
  if (words === undefined || draft.reminders.length === 0) return words;
  const look = `look at ${draft.reminders.map((kind) => `the ${kind}`).join(" and ")}`;
  return words ? `${words}; ${look}` : look;
}

/** @param {Omit<Parameters<typeof badgeWords>[0], "reminders">} draft */
function wordsOfText({ text, findings, attachments, failed, tooLong, settled }) {
  if (tooLong) return "too long to check";
  if (failed) return "not checked";
  if (text.trim() === "") return "";
  const toCheck = findings.filter(({ severity }) => severity !== "advisory").length;
  if (toCheck > 0) return `${toCheck} to check`;
  if (findings.length > 0) return `${findings.length} to think about`;
  if (!settled) return undefined;
  return attachments.length > 0 ? "words look fine" : "looks fine";
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

/** @param {string} words of ours, of which the first sentence says what it is about */
export const firstSentence = (words) => shorten(words.match(/^.*?[.!?](?=\s|$)/)?.[0] ?? words, 160);

/** Where the reader could not be loaded, or failed. */
export const NOT_READ = "Second Look could not start the part that reads for meaning, so here it goes by words and phrases alone.";
