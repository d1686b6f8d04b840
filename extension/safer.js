/**
 * A safer wording for a passage, and a question for supervision about it: words to copy, never put into a composer.
 *
 * The wording follows the advice of the tips: no time, no place, no age, no event, "in our work …" in place of one
 * person. It is made of the sentences and general words of this file alone. From the passage only the kind of people and
 * of place is taken, so nothing else that it tells can come along; and as there are few such sentences, a test checks them all.
 */

import { siteName } from "./settings.js";
import { concernName } from "./words.js";

/** @import { Finding, Guidance } from "./messages.js" */

/** Kinds of people, the nearest first. @type {[RegExp, string][]} */
const PEOPLE = [
  [/\bfamil(y|ies)\b|\bhousehold|\bsiblings?\b/iu, "families"],
  [/\bfoster|\badopt|\bcarers?\b|\bkinship\b/iu, "carers"],
  [/\b(1[0-7]|[1-9])[ -]?(yo|y\/o|yrs?|years?)\b|\baged (1[0-7]|[1-9])\b|\b(lad|lass|boy|girl|teen\w*|kid|child|children|baby|babies|toddler|little ones?|young person|young people|pupil|son|daughter)s?\b/iu, "children and young people"],
  [/\b(mum|mam|mom|mother|dad|father|parent)s?\b/iu, "parents"],
  [/\b(nan|nana|gran|granny|grandad|grandma|grandpa|grandmother|grandfather|grandparent|aunt|auntie|uncle|relative)s?\b/iu, "relatives"],
  [/\b([6-9]\d|10\d)[ -]?(yo|y\/o|yrs?|years?)\b|\baged ([6-9]\d|10\d)\b|\b(elderly|pensioner|care home|dementia)\b/iu, "older people"],
];

/** Kinds of places. @type {[RegExp, string][]} */
const PLACES = [
  [/\bA ?& ?E\b|\b(hospital|ward|clinic|icu|surgery|discharge)\b/iu, "in hospital"],
  [/\b(custody|cells?|police|arrest\w*)\b/iu, "at a police station"],
  [/\b(prison|jail|hmp)\b/iu, "in a prison"],
  [/\b(school|nursery|college|classroom|teachers?)\b/iu, "at a school"],
  [/\b(phone|phoned|rang|ring|ringing|voicemail)\b/iu, "on the phone"],
  [/\b(home|house|flat|kitchen|sofa|door|doorstep|visit\w*)\b/iu, "in people’s homes"],
];

/** What can be said in general, by concern. Others have no wording that would serve: their tips say what to do instead. */
/** @type {Record<string, (about: About) => string>} */
const WORDINGS = {
  "service-user": ofPeople,
  jigsaw: ofPeople,
  proceedings: () => "In our work, some days are long and some are a gift, and the people in them keep their privacy.",
  colleague: () => "Working well together takes time, and some weeks it is hard.",
  employer: () => "Social work needs enough people, time and good tools, everywhere.",
  "public-confidence": () => "It has been a long week, and I am glad of a rest.",
  contact: () => "If you need the service, please ring its public number.",
};

/** Kinds of a concern for which a general sentence would only cover things up. */
const NOT_REWORDED = new Set([
  "contact/accepted",
  "contact/over-a-site",
  "contact/they-write-to-me",
  "public-confidence/boundaries",
  "public-confidence/discriminatory",
  "public-confidence/hatred",
  "public-confidence/impaired-at-work",
  "public-confidence/records",
]);

/**
 * Which kinds a passage tells of.
 * @typedef {{ people: string, place?: string }} About
 */

/** @param {About} about */
function ofPeople({ people, place }) {
  return place ? `In our work, some days are spent ${place} with ${people}.` : `In our work we support ${people} in many ways.`;
}

/** @param {string} words @param {[RegExp, string][]} kinds */
const kindIn = (words, kinds) => kinds.find(([kind]) => kind.test(words))?.[1];

const ANYBODY = "people";

/**
 * @param {Pick<Finding, "concern" | "rule">} finding
 * @param {string[]} passages its passages in words
 * @param {string} around the words that it stands in, where the kind of place is often said
 * @returns {string | undefined} undefined where leaving something out is all that helps
 */
export function saferWording({ concern, rule }, passages, around) {
  if (NOT_REWORDED.has(rule)) return undefined;
  const words = passages.join(" ");
  return WORDINGS[concern]?.({
    people: kindIn(words, PEOPLE) ?? kindIn(around, PEOPLE) ?? ANYBODY,
    place: kindIn(words, PLACES) ?? kindIn(around, PLACES),
  });
}

/** Every wording that there is, for the tests. @returns {Set<string>} */
export function allWordings() {
  const people = [...PEOPLE.map(([, kind]) => kind), ANYBODY];
  const places = [...PLACES.map(([, kind]) => kind), undefined];
  return new Set(Object.values(WORDINGS).flatMap((wording) => people.flatMap((some) => places.map((place) => wording({ people: some, place })))));
}

/**
 * A question for supervision: the concern, the clause and the site, and nothing of the post.
 * @param {Pick<Finding, "concern">} finding
 * @param {Guidance | undefined} clause
 * @param {string} host
 * @returns {string | undefined} undefined of what is the author's own life or belief: that is nobody's to be asked about
 */
export function supervisionQuestion({ concern }, clause, host) {
  if (concern === "self-disclosure") return undefined;
  const touched = clause ? `. The guidance that it touches: ${clause.publisher}, ${`${clause.title} ${clause.clause}`.trim()}` : "";
  return `Before I post something on ${siteName(host)}, may I talk it through with you? It may be about “${concernName(concern)}”${touched}. I have left all details out of this message.`;
}
