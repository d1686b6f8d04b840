// The decision record: a form for a note, and the notes. The card opens it with what the note is about in the address, never
// with a word of the draft; the passage is asked of the tab only when the person ticks the box.

import * as browser from "../extension/browser.js";
import { DECISIONS, LONGEST, RECORDED_CONCERNS, fromAddress } from "../extension/decisions.js";
import { isPassageText } from "../extension/messages.js";
import { dayOf } from "../extension/review.js";
import { concernName } from "../extension/words.js";
import { saveCsv, toCsv } from "./parts/csv.js";
import { byId, element } from "./parts/dom.js";
import { readGuidance } from "./parts/guidance-data.js";
import { COLUMNS, matching, table } from "./record/search.js";
import { entries, keep, remove, removeAll } from "./record/store.js";

/**
 * @import { GuidanceData } from "./parts/guidance-data.js"
 * @import { Entry } from "./record/store.js"
 */

/** How many notes are shown at first, and with each further press. Printing shows all. */
const A_PAGE = 100;

const DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** @type {GuidanceData | undefined} without it clauses go by their ids */
let guidance;
/** @type {Entry[]} */
let kept = [];
let shown = A_PAGE;
/** @type {string | undefined} the passage, while the box is ticked */
let passage;

const about = fromAddress(location.hash);
// The address goes into the browser's history: what it says is not left there.
history.replaceState(null, "", location.pathname);

const field = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (byId(id));

/** @param {string} id */
function clauseName(id) {
  const item = guidance?.items.find((one) => one.id === id);
  return item ? `${item.title}, ${item.clause}` : id;
}

/** The clauses that bear on a concern. @param {string} concern @param {string} [chosen] */
function offerClauses(concern, chosen = "") {
  const ids = guidance?.concerns.find(({ id }) => id === concern)?.guidance ?? [];
  const all = chosen && !ids.includes(chosen) ? [chosen, ...ids] : ids;
  byId("clause").replaceChildren(element("option", { value: "" }, "None in particular"), ...all.map((id) => element("option", { value: id }, clauseName(id))));
  field("clause").value = chosen;
}

function clearForm() {
  /** @type {HTMLFormElement} */ (byId("form")).reset();
  field("date").value = dayOf(new Date());
  field("concern").value = "";
  offerClauses("");
  byId("passage").hidden = true;
  forgetPassage();
}

function forgetPassage() {
  passage = undefined;
  byId("passage-words").replaceChildren();
}

async function askForPassage() {
  forgetPassage();
  const { passageAt } = about;
  if (!passageAt || !field("keep-passage").checked) return;
  const answer = await browser.askTab(passageAt.tab, { type: "noted-passage", note: passageAt.note });
  if (!field("keep-passage").checked) return;
  if (isPassageText(answer) && answer !== "") {
    passage = answer.slice(0, LONGEST.passage).toWellFormed();
    byId("passage-words").append(element("q", {}, passage));
  } else {
    field("keep-passage").checked = false;
    byId("passage-words").append("The passage is not there any more: its page was closed or loaded anew.");
  }
}

async function keepNote() {
  const decision = /** @type {HTMLInputElement | null} */ (document.querySelector("[name=decision]:checked"))?.value ?? "other";
  await keep({
    date: field("date").value,
    site: field("site").value.trim(),
    concern: field("concern").value,
    clause: field("clause").value,
    decision,
    words: field("words").value.trim(),
    ...(passage !== undefined && { passage }),
  });
  clearForm();
  await read();
  byId("status").textContent = "Your note is kept.";
  byId("kept-heading").focus();
}

async function read() {
  kept = await entries();
  show();
}

/** @param {number} [most] */
function show(most = shown) {
  const chosen = matching(kept, field("search").value, clauseName);
  byId("tools").hidden = kept.length === 0;
  byId("count").textContent = kept.length === 0 ? "There are none yet."
    : chosen.length === kept.length ? notesInWords(kept.length) : `${chosen.length.toLocaleString("en-GB")} of ${notesInWords(kept.length)}`;
  byId("entries").replaceChildren(...chosen.slice(0, most).map(entryElement));
  byId("more").hidden = chosen.length <= most;
}

/** @param {number} count */
const notesInWords = (count) => `${count.toLocaleString("en-GB")} ${count === 1 ? "note" : "notes"}`;

/** @param {Entry} entry */
function entryElement({ id, date, site, concern, clause, decision, words, passage: quoted }) {
  const day = DATE.format(new Date(`${date}T00:00:00Z`));
  return element("li", {},
    element("p", { class: "soft small" }, [day, site].filter(Boolean).join(", ")),
    element("p", {}, element("strong", {}, concernName(concern)), ". ", DECISIONS[decision], "."),
    ...(clause ? [element("p", { class: "small" }, element("a", { href: `guidance.html#${encodeURIComponent(clause)}`, target: "_blank" }, clauseName(clause)))] : []),
    ...(words ? [element("p", { class: "own" }, words)] : []),
    ...(quoted ? [element("blockquote", {}, element("q", {}, quoted))] : []),
    element("p", { class: "unprinted" }, element("button", { type: "button", "aria-label": `Delete this note: ${concernName(concern)}, ${day}`, onclick: () => attempt(removeOne(id)) }, "Delete this note")));
}

/** @param {number} id */
async function removeOne(id) {
  await remove(id);
  await read();
  byId("status").textContent = "The note is deleted.";
  byId("kept-heading").focus();
}

async function removeEverything() {
  await removeAll();
  field("search").value = "";
  await read();
  byId("status").textContent = "The whole record is deleted.";
  byId("kept-heading").focus();
}

/** @param {Promise<unknown>} work */
async function attempt(work) {
  byId("trouble").replaceChildren();
  try {
    await work;
  } catch (error) {
    console.error(error);
    byId("trouble").append(element("p", { class: "message" },
      "That did not work: this browser does not let Second Look keep or read notes. A private window, or a full disk, can be why."));
  }
}

byId("concern").append(element("option", { value: "" }, "Choose one"), ...RECORDED_CONCERNS.map((id) => element("option", { value: id }, concernName(id))));
byId("decisions").append(...Object.entries(DECISIONS).map(([id, words]) =>
  element("p", { class: "tick" }, element("input", { type: "radio", name: "decision", id: `decision-${id}`, value: id, required: true }), element("label", { for: `decision-${id}` }, words))));

guidance = await readGuidance().catch((error) => void console.error(error));
clearForm();
field("concern").value = about.concern;
field("site").value = about.site;
offerClauses(about.concern, about.concern && about.clause);
byId("passage").hidden = !about.passageAt;
if (about.concern) byId("form-heading").focus();

byId("concern").addEventListener("change", () => offerClauses(field("concern").value));
byId("keep-passage").addEventListener("change", () => void askForPassage());
byId("form").addEventListener("submit", (event) => {
  event.preventDefault();
  void attempt(keepNote());
});
byId("search").addEventListener("input", () => {
  shown = A_PAGE;
  show();
});
byId("more").addEventListener("click", () => show((shown += A_PAGE)));
byId("save").addEventListener("click", () => saveCsv("second-look-decisions.csv", toCsv(COLUMNS, table(matching(kept, field("search").value, clauseName), clauseName))));
byId("print").addEventListener("click", () => print());
addEventListener("beforeprint", () => show(Infinity));
addEventListener("afterprint", () => show());
const sure = /** @type {HTMLDialogElement} */ (byId("sure"));
byId("remove-all").addEventListener("click", () => {
  sure.returnValue = "";
  sure.showModal();
});
sure.addEventListener("close", () => {
  if (sure.returnValue === "delete") void attempt(removeEverything());
});

await attempt(read());
