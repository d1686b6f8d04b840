// The playground: a box that is checked while one types, with the marks, card and panel of the extension, by the core
// running in this very page. It uses nothing of the browser's extension APIs, so it is also a plain web page.

import { generic } from "../extension/composers/generic.js";
import { byId as catalogueById, citedBy } from "../extension/guidance.js";
import { makeReader, startEncoder } from "../extension/reader.js";
import { startSession } from "../extension/session.js";
import { NOT_READ } from "../extension/words.js";
import { byId, element } from "./parts/dom.js";
import { VERDICTS, findingsList, passagesInWords } from "./parts/findings.js";

/**
 * @import { DraftSummary } from "../extension/messages.js"
 * @import { Session } from "../extension/session.js"
 */

/** Invented posts, one for each kind of help. The phone number is from the range kept free for drama. */
const SAMPLES = [
  ["A proud day", "So proud of one of my families today 💚 The judge agreed that the little one can go home to her nan in time for Christmas."],
  ["Small details", "Lovely lad, 15, three younger brothers, moved down from Hull after the fire at his uncle’s shop in March. He got into college today and I may have cried in the car."],
  ["In a hurry", "Can anybody near Alder Close pop a note through Mrs Pemberton’s door? She is not picking up on 07700 900142 and I am stuck at the hospital."],
  ["A long week", "Third manager gone since Easter, nine of us left on the duty team, and now they are moving us to hot desks. Thanks for nothing."],
  ["About yourself", "Off to the Quaker meeting this morning, then knocking on doors for the council election. My faith is why I do this."],
  ["A post that is fine", "Children in care need stability, and stability needs well-funded teams. The new report on kinship care is worth an hour of your weekend."],
];

const box = /** @type {HTMLTextAreaElement} */ (byId("post"));

/** Loads the core, also where a browser cannot run it: that has to be said. */
async function loadCore() {
  const core = await import("../core/second_look.js");
  await core.default(); // finds the module beside its JavaScript
  return core;
}

const readMeaning = makeReader(async () =>
  startEncoder(await import("../core/second_look_encoder.js"), new URL("../reader/", import.meta.url)));

/** What the reader makes of a text, as long as it stands in the box. @param {string} text */
async function meaningOf(text) {
  try {
    return await readMeaning(text, () => box.value === text);
  } catch (error) {
    console.error(error);
    throw new Error(NOT_READ);
  }
}

/** @param {Awaited<ReturnType<typeof loadCore>>} core */
function start(core) {
  const catalogue = catalogueById(core.guidance());
  /** @type {Session} */
  const session = startSession({
    checker: {
      async check({ text, audience, depth }) {
        const meaning = depth === "read" ? await meaningOf(text) : undefined;
        if (depth === "read" && !meaning) return undefined;
        const report = meaning ? core.checkRead(text, { audience }, meaning) : core.checkPost(text, { audience });
        requestAnimationFrame(() => void refresh()); // when the session has taken the answer in
        return { report, guidance: citedBy(report, catalogue) };
      },
    },
    adapters: [generic],
    openGuidance: (id) => window.open(`guidance.html#${id}`, "_blank", "noopener"),
    onTally: () => void refresh(),
  });

  async function refresh() {
    const { drafts, failed } = await session.summarise();
    if (failed) return showVerdict("", failed);
    const draft = drafts[0];
    if (!draft || !box.value.trim()) {
      byId("findings").replaceChildren();
      return showVerdict("", "Nothing yet: the box is empty.");
    }
    showVerdict(draft.verdict, verdictInWords(draft));
    byId("findings").replaceChildren(findingsList(draft, (finding) => session.show(draft.composer, finding)));
  }

  box.addEventListener("input", () => {
    if (!box.value.trim()) void refresh();
  });
}

/** @param {DraftSummary} draft */
function verdictInWords({ verdict, findings }) {
  return findings.length ? `${VERDICTS[verdict]}: ${passagesInWords(findings.length)}` : VERDICTS[verdict];
}

/**
 * Shows the verdict. A screen reader hears it from the session, which tells the count once the person pauses: a second
 * live region here would say everything twice.
 *
 * @param {string} verdict
 * @param {string} words
 */
function showVerdict(verdict, words) {
  const status = byId("verdict");
  status.className = `verdict ${verdict}`;
  status.textContent = words;
}

/** @param {string} text */
function tryPost(text) {
  box.focus();
  box.value = text;
  box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }));
}

/** @param {unknown} error */
function sayWhatHappened(error) {
  console.error(error);
  const [happened, help] = typeof WebAssembly === "undefined"
    ? ["This browser does not run WebAssembly, which Second Look is made with.", "Update the browser, or ask whoever looks after your computer whether WebAssembly is turned off. Some privacy modes turn it off too."]
    : location.protocol === "file:"
      ? ["This page was opened as a file, and browsers do not let a file load its parts.", "Open it inside the extension, or from a web address."]
      : ["A part of Second Look could not be loaded.", "Reload this page. If that does not help, install Second Look again."];
  byId("trouble").append(element("div", { class: "message" },
    element("p", {}, element("strong", {}, "Second Look cannot read your post here.")),
    element("p", {}, `${happened} ${help}`),
    element("details", {}, element("summary", {}, "For whoever helps you"), element("p", { class: "small" }, String(error)))));
  showVerdict("", "Your post is not being checked.");
}

byId("samples").append(...SAMPLES.map(([label = "", text = ""]) =>
  element("li", {}, element("button", { type: "button", onclick: () => tryPost(text) }, label))));

try {
  start(await loadCore());
} catch (error) {
  sayWhatHappened(error);
}
