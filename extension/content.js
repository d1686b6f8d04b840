/**
 * The content script: a session on the page, as long as the person wants one on this site.
 *
 * It starts before the page's own scripts, so that its listeners come first; until somebody writes in a
 * composer these listeners are all there is.
 */

import { ignoredKinds, isAlive, isSiteOn, onPageMessage, onSitesChanged, setIgnored, tellBackground } from "./browser.js";
import { adaptersFor } from "./composers/index.js";
import { removeOldLayers } from "./layer.js";
import { isNotedPassage, isOpenPanel, isShow, isSummarise, isSwitch } from "./messages.js";
import { portChecker } from "./port-checker.js";
import { startSession } from "./session.js";

/** @import { Session } from "./session.js" */
/** @import { Summary } from "./messages.js" */

const site = location.hostname;
const checker = portChecker(leave);
/** @type {Session | undefined} */
let session;

/** @param {boolean} on */
function turn(on) {
  if (!on) {
    const ending = session;
    session = undefined;
    return ending?.stop();
  }
  session ??= startSession({
    checker,
    adapters: adaptersFor(site),
    site,
    openGuidance: (id) => whileAlive(() => tellBackground({ type: "open-guidance", id })),
    openSettings: () => whileAlive(() => tellBackground({ type: "open-settings" })),
    keepIgnored: (rule, ignored) => whileAlive(() => void setIgnored({ rule, site }, ignored)),
    noteDecision,
    onTally: checker.tally,
  });
}

/** @param {() => void} act for which this script's extension must still be there */
const whileAlive = (act) => (isAlive() ? act() : leave());

/**
 * Passages that the person chose to note a decision about, for the form to ask for if they wish to keep the words. They
 * stand in this tab's memory alone, and only the last few.
 * @type {Map<number, string>}
 */
const noted = new Map();
const MOST_NOTED = 20;
let notes = 0;

/** @param {{ concern: string, clause: string, passage: string }} about */
function noteDecision({ concern, clause, passage }) {
  if (!isAlive()) return leave();
  notes += 1;
  noted.set(notes, passage);
  noted.delete(notes - MOST_NOTED);
  tellBackground({ type: "note-decision", concern, clause, note: notes });
}

/** @param {unknown} message */
function answer(message) {
  if (isSummarise(message)) return summary();
  if (isShow(message)) return session?.show(message.composer, message.finding) ?? false;
  if (isOpenPanel(message)) return session?.openPanel();
  if (isNotedPassage(message)) return noted.get(message.note);
  if (isSwitch(message)) {
    turn(message.on);
    return true;
  }
  return undefined;
}

/** @returns {Promise<Summary>} */
const summary = async () => ({ site, on: session !== undefined, ...(session ? await session.summarise() : { drafts: [] }) });

const stopAnswering = onPageMessage(answer);
const stopFollowing = onSitesChanged(follow);

async function follow() {
  const [isOn, kinds] = await Promise.all([isSiteOn(site), ignoredKinds()]);
  turn(isOn);
  session?.ignoreKinds(kinds.filter((kind) => kind.site === site).map(({ rule }) => rule));
}

/** The extension was updated or removed under this page, or started anew: nothing of this start may stay. */
function leave() {
  stopAnswering();
  stopFollowing();
  turn(false);
}

// The script can be run again in a page that it is in already; the new start takes the old one's place.
const PLACE = Symbol.for("second-look");
const page = /** @type {Record<symbol, (() => void) | undefined>} */ (/** @type {unknown} */ (globalThis));
page[PLACE]?.();
page[PLACE] = leave;
removeOldLayers();
void follow();
