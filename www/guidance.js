// The guidance page: the seed document in full, every clause that a card can cite under its own anchor, and what each
// concern means. A card opens this page at `guidance.html#<id>`: the clause is then marked, and takes the focus so that
// a screen reader starts to read there.

import { byId, element, outwardLink } from "./parts/dom.js";
import { readGuidance } from "./parts/guidance-data.js";

/**
 * @import { Clause, Concern, GuidanceData, SeedBlock, SeedSection } from "./parts/guidance-data.js"
 */

/**
 * Text with its clauses wrapped, each under its id. One clause may lie inside another, never across its border.
 *
 * @param {string} text
 * @param {Clause[]} clauses
 * @returns {Node[]}
 */
function withClauses(text, clauses) {
  const [outermost, ...others] = clauses
    .map((clause) => ({ clause, start: text.indexOf(clause.text) }))
    .sort((a, b) => b.clause.text.length - a.clause.text.length);
  if (!outermost) return withSlipMarked(text);
  const { clause, start } = outermost;
  const end = start + clause.text.length;
  const before = others.filter((other) => other.start + other.clause.text.length <= start);
  const after = others.filter((other) => other.start >= end);
  const inside = others.filter((other) => !before.includes(other) && !after.includes(other));
  return [
    ...withClauses(text.slice(0, start), before.map((other) => other.clause)),
    element("span", { id: clause.id, class: "clause", tabindex: "-1" }, ...withClauses(clause.text, inside.map((other) => other.clause))),
    ...withClauses(text.slice(end), after.map((other) => other.clause)),
  ];
}

/**
 * The document says "such as such as" once. We show it as it stands, and that we saw it.
 *
 * @param {string} text
 * @returns {Node[]}
 */
function withSlipMarked(text) {
  const slip = "such as such as";
  const at = text.indexOf(slip);
  if (at < 0) return text ? [document.createTextNode(text)] : [];
  const end = at + slip.length;
  return [
    document.createTextNode(text.slice(0, end)),
    element("span", { class: "soft small", title: "so in the document" }, " [sic]"),
    document.createTextNode(text.slice(end)),
  ];
}

/**
 * Where a block's clauses come from, and the concerns they bear on.
 *
 * @param {Clause[]} clauses
 * @param {Concern[]} concerns
 */
function sourceOf(clauses, concerns) {
  const made = element("div", { class: "source" });
  const said = new Set();
  for (const { publisher, title, edition, url, note, checked_on } of clauses) {
    if (said.has(url)) continue;
    said.add(url);
    const line = element("p", {}, `${publisher}, ${title}: ${edition}; looked up in ${inWords(checked_on)}. `, seeItAt(url));
    if (note) line.append(" · ", element("a", { href: "#edition" }, "About this edition"));
    made.append(line);
  }
  made.append(...bearsOn(clauses.flatMap((clause) => clause.labels), concerns));
  return made;
}

/**
 * @param {string[]} labels
 * @param {Concern[]} concerns
 */
function bearsOn(labels, concerns) {
  const touched = concerns.filter((concern) => labels.includes(concern.id));
  if (!touched.length) return [];
  const links = touched.map((concern) => element("a", { href: `#concern-${concern.id}` }, concern.title));
  return [element("p", { class: "bears" }, "It is about: ", ...links.flatMap((link, at) => (at ? [", ", link] : [link])))];
}

/**
 * @param {SeedSection} section
 * @param {GuidanceData} data
 * @returns {Node[]}
 */
function seedSection(section, data) {
  /** @type {Node[]} */
  const made = [];
  if (section.heading) {
    const tag = section.level === 1 ? "h3" : section.level === 2 ? "h4" : "h5";
    made.push(element(tag, { id: section.id }, section.heading));
  }
  /** @type {HTMLUListElement | undefined} */
  let list;
  for (const block of section.blocks) {
    if (block.kind === "item") {
      if (!list) made.push(list = element("ul", { class: "theirs" }));
      list.append(element("li", {}, block.text));
      continue;
    }
    list = undefined;
    made.push(...seedBlock(block, data));
  }
  return made;
}

/**
 * @param {SeedBlock} block
 * @param {GuidanceData} data
 * @returns {Node[]}
 */
function seedBlock(block, data) {
  if (block.kind === "page") return [element("p", { class: "page" }, "On the web page around the document: ", element("q", {}, block.text))];
  const clauses = data.items.filter((item) => block.guidance?.includes(item.id));
  const paragraph = element("p", { class: "theirs" }, ...withClauses(block.text, clauses));
  return clauses.length ? [paragraph, sourceOf(clauses, data.concerns)] : [paragraph];
}

/**
 * @param {Clause} clause
 * @param {Concern[]} concerns
 */
function otherClause(clause, concerns) {
  const made = element("article", { id: clause.id, tabindex: "-1", "aria-labelledby": `title-${clause.id}` },
    element("h4", { id: `title-${clause.id}` }, `${clause.title}: ${clause.clause}`),
    element("p", {}, clause.text),
    element("p", { class: "soft small" }, `${clause.jurisdiction}. Edition: ${clause.edition}; looked up in ${inWords(clause.checked_on)}. `, seeItAt(clause.url)),
  );
  if (clause.note) made.append(element("p", { class: "soft small" }, clause.note));
  made.append(...bearsOn(clause.labels, concerns));
  return made;
}

/**
 * @param {Concern} concern
 * @param {Clause[]} items
 */
function concernEntry(concern, items) {
  const cited = concern.guidance.flatMap((id) => items.filter((item) => item.id === id));
  return element("details", { id: `concern-${concern.id}` },
    element("summary", {}, element("h3", {}, concern.title)),
    element("div", { class: "inside" },
      element("p", {}, concern.meaning),
      element("h4", {}, "What it covers"),
      element("ul", {}, ...concern.look_for.map((phrase) => element("li", {}, phrase))),
      element("h4", {}, "These are fine"),
      element("ul", { class: "fine" }, ...concern.fine.map((post) => element("li", {}, post))),
      element("h4", {}, "What the guidance says about it"),
      element("ul", {}, ...cited.map((item) => element("li", {},
        element("a", { href: `#${item.id}` }, `${item.title}, ${item.clause}: ${opening(item)}`)))),
    ));
}

/**
 * A link to the publisher's page that says where it leads.
 *
 * @param {string} url
 */
function seeItAt(url) {
  return outwardLink(url, `See it at ${new URL(url).hostname.replace(/^www\./, "")}`);
}

/**
 * A month such as "2026-11" as people say it.
 *
 * @param {string} month
 */
function inWords(month) {
  return new Date(`${month}-01T00:00:00Z`).toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
}

/**
 * The first words of a clause, in quotation marks only if they are the publisher's.
 *
 * @param {Clause} clause
 */
function opening(clause) {
  const words = clause.text.split(" ");
  const start = words.length > 9 ? `${words.slice(0, 8).join(" ").replace(/[,;.:]$/, "")} …` : clause.text;
  return clause.verbatim ? `“${start}”` : start;
}

/** @param {GuidanceData} data */
function show(data) {
  const { seed, items, concerns } = data;
  const sheet = byId("document");
  for (const section of seed.sections) sheet.append(...seedSection(section, data));
  sheet.prepend(element("div", { class: "about", id: "edition", tabindex: "-1" },
    element("p", {}, `From ${seed.source}, “${seed.title}”, ${seed.edition}. `, seeItAt(seed.url)),
    element("p", {}, seed.note)));

  const inDocument = new Set(seed.sections.flatMap((section) => section.blocks.flatMap((block) => block.guidance ?? [])));
  const others = items.filter((item) => !inDocument.has(item.id));
  for (const publisher of new Set(others.map((item) => item.publisher))) {
    byId("others").append(element("h3", {}, publisher),
      ...others.filter((item) => item.publisher === publisher).map((item) => otherClause(item, concerns)));
  }
  byId("concerns").append(...concerns.map((concern) => concernEntry(concern, items)));
  byId("guidance").hidden = false;
}

/** Goes to what the address names, marks it, and moves the focus there. */
function goToAnchor() {
  for (const marked of document.querySelectorAll(".here")) {
    marked.classList.remove("here");
    marked.removeAttribute("aria-current");
  }
  const name = decodeAnchor(location.hash);
  const target = document.getElementById(name);
  byId("trouble").replaceChildren();
  if (name && !target) {
    byId("trouble").append(element("p", { class: "message" }, "The clause you came for is not on this page. It may have had another name in an earlier version of Second Look; all the guidance that it knows now is here."));
  }
  if (!target || !byId("guidance").contains(target)) return;
  if (target instanceof HTMLDetailsElement) target.open = true;
  if (target.matches(".clause, article, details")) {
    target.classList.add("here");
    target.setAttribute("aria-current", "location");
  }
  const landing = target.querySelector("summary") ?? target;
  landing.focus({ preventScroll: true });
  target.scrollIntoView();
}

/** @param {string} hash */
function decodeAnchor(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return ""; // an address somebody mistyped names nothing on this page
  }
}

try {
  show(await readGuidance());
  goToAnchor();
  addEventListener("hashchange", goToAnchor);
} catch (error) {
  console.error(error);
  byId("trouble").append(element("div", { class: "message" },
    element("p", {}, element("strong", {}, "The guidance could not be read.")),
    element("p", {}, "Please reload this page. If that does not help, install Second Look again, or read the document where it is published:"),
    element("p", {}, outwardLink("https://www.socialworkengland.org.uk/standards/professional-standards-guidance/", "Professional standards guidance at Social Work England"))));
}
