// The toolbar popup: what Second Look sees in this tab's drafts, the way to each passage, and the choice whether it
// looks at this site at all. It asks the tab once when it opens, and again after a choice was made here.

import * as browser from "../extension/browser.js";
import { dayOf, dueOn } from "../extension/review.js";
import { ATTACHED, AUDIENCES } from "../extension/words.js";
import { byId, element } from "./parts/dom.js";
import { VERDICTS, findingsList, passagesInWords } from "./parts/findings.js";

/**
 * @import { DraftSummary, Summary } from "../extension/messages.js"
 *
 * @typedef {{ id: number, url?: string }} Tab
 */

/** Sites that browsers keep every extension out of. */
const KEPT_OUT = [/^chromewebstore\.google\.com$/, /^addons\.mozilla\.org$/, /^microsoftedge\.microsoft\.com$/];

/**
 * The host name of a page that an extension may be allowed to look at.
 *
 * @param {string | undefined} url unknown for the browser's own pages
 */
function siteOf(url) {
  if (!url || !URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  const open = protocol === "https:" || protocol === "http:";
  return open && !KEPT_OUT.some((kept) => kept.test(hostname)) ? hostname : undefined;
}

/**
 * Says how things stand, and clears what was shown before.
 *
 * @param {...string} sentences
 */
function say(...sentences) {
  byId("state").replaceChildren(...sentences.map((sentence) => element("p", {}, sentence)));
  byId("drafts").replaceChildren();
  byId("actions").replaceChildren();
}

/**
 * Says how things stand where there is nothing to switch on or off.
 *
 * @param {...string} sentences
 */
function sayOnly(...sentences) {
  byId("switch").hidden = true;
  say(...sentences);
}

/**
 * @param {string} label
 * @param {() => void} act
 * @param {string} [look]
 */
function offerAction(label, act, look) {
  byId("actions").append(element("button", { type: "button", class: look, onclick: act }, label));
}

/** @param {Tab} tab */
async function showTab(tab) {
  const summary = await browser.summaryOf(tab.id);
  if (summary) return showSummary(tab, summary);
  if (tab.url?.startsWith(`${location.origin}/`)) return sayOnly("This is a page of Second Look itself.");
  const site = siteOf(tab.url);
  if (!site) return sayOnly("Second Look cannot look at this page.", "Browsers keep extensions out of some pages, such as their own settings and extension stores.");
  if (await browser.mayCheck(site)) return showNotStarted(tab, site);
  showOffer(tab, site);
}

/**
 * @param {Tab} tab
 * @param {Summary} summary
 */
function showSummary(tab, { site, on, failed, drafts }) {
  if (!on) say(`Second Look is off on ${site}.`);
  else if (failed) say("Second Look could not check your post.", failed);
  else if (drafts.length === 0) say("You are not writing a post on this page.", "When you start one, Second Look reads it as you write. What you write stays on your computer.");
  else say(overview(drafts));
  if (on && !failed && drafts.some((draft) => draft.findings.length || draft.attachments.length)) {
    byId("drafts").append(...drafts.map((draft) => draftSection(tab, draft, drafts.length > 1)));
  }
  showSwitch(tab, site, on);
  if (!browser.isOwnSite(site)) offerAction("Stop checking this site", () => attempt(stopChecking(tab, site)));
}

/** @param {DraftSummary[]} drafts */
function overview(drafts) {
  const count = drafts.reduce((sum, draft) => sum + draft.findings.length, 0);
  const posts = drafts.length === 1 ? "Your post" : `Your ${drafts.length} posts`;
  if (count === 0) return drafts.length === 1 ? "The words of your post look fine." : `The words of your ${drafts.length} posts look fine.`;
  return `${posts}: ${passagesInWords(count)} to look at.`;
}

/**
 * @param {Tab} tab
 * @param {DraftSummary} draft
 * @param {boolean} several
 */
function draftSection(tab, draft, several) {
  const section = element("section", { class: "draft" });
  if (several) section.append(element("h2", {}, draft.label));
  section.append(element("p", { class: `verdict ${draft.verdict}` }, VERDICTS[draft.verdict]));
  section.append(element("p", { class: "soft small" }, AUDIENCES[draft.audience]));
  if (draft.findings.length) {
    section.append(findingsList(draft, async (finding) => {
      await browser.askTab(tab.id, { type: "show", composer: draft.composer, finding });
      window.close();
    }));
  }
  section.append(...draft.attachments.map((kind) => element("p", { class: "small attached" }, ATTACHED[kind])));
  return section;
}

/**
 * @param {Tab} tab
 * @param {string} site
 * @param {boolean} on
 */
function showSwitch(tab, site, on) {
  const made = byId("switch");
  made.hidden = false;
  made.setAttribute("aria-checked", String(on));
  made.replaceChildren(element("span", {}, `Look at my posts on ${site}`), element("span", { class: "knob", "aria-hidden": "true" }));
  made.onclick = () => attempt(turn(tab, site, !on));
}

/**
 * @param {Tab} tab
 * @param {string} site
 * @param {boolean} on
 */
async function turn(tab, site, on) {
  await browser.setSiteOn(site, on);
  await browser.askTab(tab.id, { type: "switch", on });
  await showTab(tab);
}

/**
 * A site that we may look at, on a page that was open before we came.
 *
 * @param {Tab} tab
 * @param {string} site
 */
function showNotStarted(tab, site) {
  sayOnly(`Second Look has not started on this page of ${site}, which was open before.`);
  offerAction("Start on this page", () => attempt(startHere(tab)), "main");
  if (!browser.isOwnSite(site)) offerAction("Stop checking this site", () => attempt(stopChecking(tab, site)));
}

/** @param {Tab} tab */
async function startHere(tab) {
  const started = await browser.startIn(tab.id);
  if (started && await answers(tab)) return showTab(tab);
  sayOnly("Second Look could not start on this page. Reload the page once you have a copy of your draft.");
}

/**
 * @param {Tab} tab
 * @param {string} site
 */
function showOffer(tab, site) {
  sayOnly(`Second Look does not check ${site}.`, "If you write posts here, you can let it. Your browser will ask you once, and what you write stays on your computer.");
  // The browser only asks straight from a click, so nothing may be awaited before.
  offerAction("Check this site", () => attempt(browser.askForSite(site).then((granted) => afterAnswer(tab, site, granted))), "main");
}

/**
 * @param {Tab} tab
 * @param {string} site
 * @param {boolean} granted
 */
async function afterAnswer(tab, site, granted) {
  if (!granted) return;
  sayOnly(`Second Look now checks ${site}.`);
  if (!await answers(tab)) return sayOnly(`Second Look now checks ${site}.`, "It starts here when you reload this page. Keep a copy of your draft before you do.");
  await browser.askTab(tab.id, { type: "switch", on: await browser.isSiteOn(site) });
  await showTab(tab);
}

/**
 * Whether the page's script answers, which after a start takes it a moment.
 *
 * @param {Tab} tab
 */
async function answers(tab) {
  for (let wait = 50; wait <= 800; wait *= 2) {
    if (await browser.summaryOf(tab.id)) return true;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  return false;
}

/**
 * @param {Tab} tab
 * @param {string} site
 */
async function stopChecking(tab, site) {
  await browser.askTab(tab.id, { type: "switch", on: false });
  await browser.leaveSite(site);
  showOffer(tab, site);
}

/** @param {Promise<unknown>} work */
async function attempt(work) {
  try {
    await work;
  } catch (error) {
    console.error(error);
    sayOnly("That did not work.", "Close this window and open it again. If it happens again, reload the page once your draft is safe.");
  }
}

/** The dot on the icon says no more than that something is due: here is what. */
async function showReminder() {
  if (dueOn(await browser.privacyReview(), dayOf(new Date())).length > 0) byId("privacy").textContent = "Privacy settings: time to look again";
}

void attempt(showReminder());

for (const link of document.querySelectorAll(".links a")) link.addEventListener("click", () => setTimeout(() => window.close()));

void attempt(browser.activeTab().then((tab) => (tab ? showTab(tab) : sayOnly("There is no page to look at here."))));
