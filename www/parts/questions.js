// The three questions: what the author is, what their profile shows, and on which sites Second Look looks. The welcome page
// and the settings ask them with the same words; the settings also ask how much is to be marked. Each answer is kept as it is
// given; there is nothing to send off.

import * as browser from "../../extension/browser.js";
import { PROFILES, ROLES, SENSITIVITIES, SITES } from "../../extension/settings.js";
import { element } from "./dom.js";

/**
 * Fills a form with the questions, as they are answered now.
 *
 * @param {HTMLElement} form
 * @param {HTMLElement} status a live region that says that an answer was kept
 */
export async function ask(form, status) {
  const [author, ...on] = await Promise.all([browser.author(), ...SITES.map(({ hosts }) => browser.isSiteOn(hosts[0]))]);
  const keep = keeper(status);
  form.replaceChildren(
    question("I am …", ROLES.map(({ label, role }) =>
      choice("radio", "role", label, role === author.author_role, () => keep(browser.setAuthor({ author_role: role }))))),
    question("My profiles show …", PROFILES.map(({ label, answer }) =>
      choice("radio", "profile", label, answer.author_employer === author.author_employer && answer.author_job === author.author_job, () => keep(browser.setAuthor(answer)))),
      "Where a profile shows your work, readers can connect a post with it, and a reason says so."),
    question("Look at my posts on …", SITES.map(({ label, hosts }, at) =>
      choice("checkbox", `site-${hosts[0]}`, label, on[at], (checked) => keep(switchSites(hosts, checked)))),
      "Other sites can be added one by one from the button in the browser’s toolbar."),
  );
}

/**
 * Fills a form with the question how readily it is to be marked.
 *
 * @param {HTMLElement} form
 * @param {HTMLElement} status as above
 */
export async function askSensitivity(form, status) {
  const author = await browser.author();
  const keep = keeper(status);
  form.replaceChildren(
    question("Mark a passage …", SENSITIVITIES.map(({ label, sensitivity }) =>
      choice("radio", "sensitivity", label, sensitivity === author.sensitivity, () => keep(browser.setAuthor({ sensitivity })))),
      "What is certain, such as a number or a full name, is marked with either."),
  );
}

/** @param {HTMLElement} status says whether an answer was kept */
const keeper = (status) => async (/** @type {Promise<unknown>} */ keeping) => {
  status.textContent = "";
  try {
    await keeping;
    status.textContent = "Kept, on this computer alone.";
  } catch (error) {
    console.error(error);
    status.textContent = "Your browser could not keep this answer. Please try again.";
  }
};

/** @param {string[]} hosts @param {boolean} on */
async function switchSites(hosts, on) {
  for (const host of hosts) await browser.setSiteOn(host, on);
}

/**
 * @param {string} words
 * @param {HTMLElement[]} choices
 * @param {string} [why]
 */
const question = (words, choices, why) =>
  element("fieldset", { class: "question" }, element("legend", {}, words), ...choices, ...(why ? [element("p", { class: "soft small" }, why)] : []));

/**
 * @param {"radio" | "checkbox"} type
 * @param {string} name
 * @param {string} label
 * @param {boolean} checked
 * @param {(checked: boolean) => void} onChange
 */
const choice = (type, name, label, checked, onChange) =>
  element("label", { class: "choice" },
    element("input", { type, name, checked, onchange: ({ target }) => onChange(/** @type {HTMLInputElement} */ (target).checked) }),
    element("span", {}, label));
