/**
 * What is kept of the person's choices: plain data, read with distrust, since another version may have written it.
 *
 * All of it is choices made by a press: which sites are off, which kinds are ignored where, three answers about the author
 * and one about how much is marked. Nothing here comes from a draft.
 */

/** @import { Options, Role, Sensitivity, Shown } from "./core.js" */

/**
 * What readers can know of the author, and how readily the author wants to be told: options of the check (docs/options.md).
 * @typedef {Required<Pick<Options, "author_role" | "author_employer" | "author_job" | "sensitivity">>} Author
 */

/** A kind of finding that the person ignores on a site. @typedef {{ rule: string, site: string }} IgnoredKind */

/** @type {{ label: string, role: Role }[]} */
export const ROLES = [
  { label: "A social worker", role: "social-worker" },
  { label: "A student on placement", role: "student" },
  { label: "A manager of social workers", role: "manager" },
];

/** @type {Shown[]} */
const SHOWN = ["yes", "no", "unknown"];

/** What the check takes for granted until the person has answered. @type {Author} */
export const NOBODY_ASKED = { author_role: "social-worker", author_employer: "unknown", author_job: "unknown", sensitivity: "usual" };

/** @type {{ label: string, sensitivity: Sensitivity }[]} */
export const SENSITIVITIES = [
  { label: "Where it is sure: fewer marks", sensitivity: "usual" },
  { label: "More readily: less is missed, and more is marked that is fine", sensitivity: "more" },
];

/**
 * What a profile can show of its author, as one question asks it.
 * @type {{ label: string, answer: Pick<Author, "author_employer" | "author_job"> }[]}
 */
export const PROFILES = [
  { label: "Where I work and what I do", answer: { author_employer: "yes", author_job: "yes" } },
  { label: "Where I work", answer: { author_employer: "yes", author_job: "no" } },
  { label: "What I do", answer: { author_employer: "no", author_job: "yes" } },
  { label: "Neither", answer: { author_employer: "no", author_job: "no" } },
  { label: "I am not sure", answer: { author_employer: "unknown", author_job: "unknown" } },
];

/** The sites that are checked from the start, each with its hosts. */
export const SITES = [
  { label: "X", hosts: ["x.com", "twitter.com"] },
  { label: "Facebook", hosts: ["facebook.com"] },
  { label: "LinkedIn", hosts: ["linkedin.com"] },
];

/** @param {unknown} stored @returns {Author} */
export function authorFrom(stored) {
  const { author_role, author_employer, author_job, sensitivity } = /** @type {Partial<Author>} */ (isObject(stored) ? stored : {});
  return {
    author_role: author_role && ROLES.some(({ role }) => role === author_role) ? author_role : NOBODY_ASKED.author_role,
    author_employer: author_employer && SHOWN.includes(author_employer) ? author_employer : NOBODY_ASKED.author_employer,
    author_job: author_job && SHOWN.includes(author_job) ? author_job : NOBODY_ASKED.author_job,
    sensitivity: SENSITIVITIES.find((known) => known.sensitivity === sensitivity)?.sensitivity ?? NOBODY_ASKED.sensitivity,
  };
}

/** @param {unknown} stored @returns {IgnoredKind[]} */
export const ignoredFrom = (stored) =>
  (Array.isArray(stored) ? stored : [])
    .filter((kind) => isObject(kind) && typeof kind.rule === "string" && typeof kind.site === "string")
    .map(({ rule, site }) => ({ rule, site }));

/** @param {IgnoredKind[]} kinds @param {IgnoredKind} kind @param {boolean} ignored @returns {IgnoredKind[]} */
export function withKind(kinds, { rule, site }, ignored) {
  const others = kinds.filter((kind) => kind.rule !== rule || kind.site !== site);
  return ignored ? [...others, { rule, site }] : others;
}

/** @param {unknown} stored @returns {string[]} host names on which the marks are off */
export const offSitesFrom = (stored) => (Array.isArray(stored) ? stored.filter((site) => typeof site === "string") : []);

/** @param {string} site @param {string} host whether this host belongs to the site */
const covers = (site, host) => host === site || host.endsWith(`.${site}`);

/** A site by the name that people use. @param {string} host */
export const siteName = (host) => SITES.find(({ hosts }) => hosts.some((site) => covers(site, host)))?.label ?? host;

/** @param {string[]} offSites @param {string} host */
export const isOff = (offSites, host) => offSites.some((site) => covers(site, host));

/**
 * @param {string[]} offSites
 * @param {string} site switched on or off with all its subdomains
 * @param {boolean} on
 */
export function withSite(offSites, site, on) {
  const others = offSites.filter((other) => !covers(other, site) && !covers(site, other));
  return on ? others : [...others, site];
}

/** @param {unknown} value @returns {value is Record<string, any>} */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
