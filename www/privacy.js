// The privacy settings of each medium: where they are, what to look at, and when the person last did. The dot on the toolbar
// icon follows what is stored; the background sees to it.

import * as browser from "../extension/browser.js";
import { MONTHS, dayOf, dueOn } from "../extension/review.js";
import { byId, element, outwardLink } from "./parts/dom.js";
import { MEDIA, checkedInWords } from "./parts/media.js";

/**
 * @import { Review } from "../extension/review.js"
 * @import { Medium, Place } from "./parts/media.js"
 */

const DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** @param {string} day */
const inWords = (day) => DATE.format(new Date(`${day}T00:00:00Z`));

const months = /** @type {HTMLSelectElement} */ (byId("months"));

/** @param {Review} review */
function show(review) {
  const due = dueOn(review, dayOf(new Date()));
  months.value = String(review.months);
  byId("media").replaceChildren(...MEDIA.map((medium) => mediumElement(medium, review.reviewed[medium.id], due.includes(medium.id))));
}

/** @param {Medium} medium @param {string | undefined} day @param {boolean} isDue */
function mediumElement({ id, name, pages, look_at }, day, isDue) {
  const said = day === undefined ? "You have not said yet that you looked at these."
    : `You last looked at these on ${inWords(day)}.${isDue ? " It is time to look again." : ""}`;
  return element("section", { class: isDue && "due", "aria-labelledby": `${id}-heading` },
    element("h2", { id: `${id}-heading` }, name),
    element("ul", { class: "places" }, ...pages.map(placeElement)),
    element("h3", {}, "What to look at"),
    element("ul", {}, ...look_at.map((line) => element("li", {}, line))),
    element("p", { class: "last" }, said),
    element("button", { type: "button", id: `looked-${id}`, "aria-label": `I looked at these today: ${name}`, onclick: () => void attempt(looked(id, name)) }, "I looked at these today"));
}

/** @param {Place} place */
const placeElement = ({ title, url, checked_on }) =>
  element("li", {}, outwardLink(url, title), element("span", { class: "soft small" }, ` ${checkedInWords(checked_on)}`));

/** @param {string} id @param {string} name */
async function looked(id, name) {
  const review = await browser.privacyReview();
  const changed = { ...review, reviewed: { ...review.reviewed, [id]: dayOf(new Date()) } };
  await browser.setPrivacyReview(changed);
  show(changed);
  byId(`looked-${id}`).focus();
  byId("status").textContent = `${name}: noted for today.`;
}

async function remind() {
  const changed = { ...(await browser.privacyReview()), months: Number(months.value) };
  await browser.setPrivacyReview(changed);
  show(changed);
}

/** @param {Promise<unknown>} work */
async function attempt(work) {
  byId("trouble").replaceChildren();
  try {
    await work;
  } catch (error) {
    console.error(error);
    byId("trouble").append(element("p", { class: "message" }, "That could not be remembered. Reload this page and try again."));
  }
}

/** @param {number} count */
const after = (count) => (count === 0 ? "Do not remind me" : count === 1 ? "after a month" : `after ${count} months`);

months.append(...MONTHS.map((count) => element("option", { value: String(count) }, after(count))));
months.addEventListener("change", () => void attempt(remind()));
await attempt(browser.privacyReview().then(show));
