// The list of posts that deserve a second look: newest first, filtered by concern and year, a page at a time, so that ten
// thousand of them are as quick as ten.

import { CONCERNS, SEVERITIES, concernName } from "../../extension/words.js";
import { saveCsv, toCsv } from "../parts/csv.js";
import { element, outwardLink } from "../parts/dom.js";
import { mediumName } from "../parts/media.js";
import { ACTIVITY_LOG } from "./facebook.js";
import { COLUMNS, NEVER_EXPORTED, counted, filtered, newestFirst, table, yearOf } from "./rows.js";

/** @import { Row } from "./audit.js" */

export const A_PAGE = 50;

const DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** @param {number} count */
export const postsInWords = (count) => `${count.toLocaleString("en-GB")} ${count === 1 ? "post" : "posts"}`;

/**
 * @param {HTMLElement} place
 * @param {Row[]} found
 */
export function showList(place, found) {
  const rows = newestFirst(found);
  const choice = { concern: "", year: "" };
  let page = 0;

  const concerns = counted(rows, ({ findings }) => findings.map(({ concern }) => concern));
  const years = counted(rows, (row) => [yearOf(row) || "none"]);
  const shown = element("p", { class: "soft", role: "status" });
  const items = element("ol", { class: "posts" });
  const newer = element("button", { type: "button", onclick: () => turn(-1) }, "Newer posts");
  const older = element("button", { type: "button", onclick: () => turn(1) }, "Older posts");

  place.replaceChildren(
    element("div", { class: "filters" },
      select("concern", "Concern", "All concerns", Object.keys(CONCERNS).filter((id) => concerns.has(id)).map((id) => [id, `${concernName(id)} (${concerns.get(id)})`])),
      select("year", "Year", "All years", [...years].map(([year, count]) => [year, `${year === "none" ? "Without a date" : year} (${count})`])),
      element("button", { type: "button", onclick: save }, "Save this list as a table (CSV)")),
    ...(concerns.has(NEVER_EXPORTED) ? [element("p", { class: "soft small" }, `What is listed under “${concernName(NEVER_EXPORTED)}” is shown here only, and is left out of the table.`)] : []),
    shown, items,
    element("p", { class: "buttons" }, newer, older));
  show();

  /**
   * @param {"concern" | "year"} key
   * @param {string} label
   * @param {string} all
   * @param {string[][]} options
   */
  function select(key, label, all, options) {
    const made = element("select", { id: `by-${key}`, onchange: () => {
      choice[key] = made.value;
      page = 0;
      show();
    } }, ...[["", all], ...options].map(([value, words]) => element("option", { value }, words)));
    return element("p", {}, element("label", { for: made.id }, label), made);
  }

  /** @param {number} by */
  function turn(by) {
    page += by;
    show();
    const first = items.querySelector("li");
    first?.focus({ preventScroll: true });
    shown.scrollIntoView();
  }

  function show() {
    const chosen = filtered(rows, choice);
    const from = page * A_PAGE;
    const here = chosen.slice(from, from + A_PAGE);
    items.replaceChildren(...here.map(postElement));
    newer.hidden = page === 0;
    older.hidden = from + A_PAGE >= chosen.length;
    shown.textContent = chosen.length <= A_PAGE ? postsInWords(chosen.length)
      : `Posts ${(from + 1).toLocaleString("en-GB")} to ${(from + here.length).toLocaleString("en-GB")} of ${chosen.length.toLocaleString("en-GB")}`;
  }

  function save() {
    saveCsv("second-look-history.csv", toCsv(COLUMNS, table(filtered(rows, choice), { site: mediumName, concern: concernName })));
  }
}

/** @param {Row} row */
function postElement({ medium, at, link, pieces, findings }) {
  const date = at === undefined ? "without a date" : DATE.format(at);
  return element("li", { tabindex: "-1" },
    element("p", { class: "soft small" }, `${mediumName(medium)}, ${date}`),
    element("blockquote", {}, ...pieces.map(({ text, severity }) => (severity ? element("mark", { class: severity }, text) : text))),
    element("ul", { class: "why" }, ...findings.map(({ concern, severity, reason, passage, clause }) => element("li", { class: severity },
      element("strong", {}, concernName(concern)), element("span", { class: "unseen" }, ` (${SEVERITIES[severity]})`),
      ": ", element("q", {}, passage), " ", reason, " ",
      ...(clause ? [element("a", { href: `guidance.html#${encodeURIComponent(clause)}`, target: "_blank" }, "Review guidance")] : [])))),
    ...(link ? [element("p", {}, outwardLink(link, link === ACTIVITY_LOG ? "Find it in your activity log" : `Open this post on ${mediumName(medium)}`),
      ...(link === ACTIVITY_LOG ? [element("span", { class: "soft small" }, " Facebook’s archive does not say where a post stands.")] : []))] : []));
}
