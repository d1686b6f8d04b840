/**
 * The background: one instance of the core for all tabs.
 *
 * It keeps nothing between messages but the loaded core, so the browser may put it to sleep at any
 * moment; a content script that finds its port closed opens another and asks again. The core is loaded
 * at the first check and not at start-up, the encoder at the first draft that pauses: waking up for a command costs
 * nothing.
 */

import init, { checkPost, checkRead, guidance } from "./core/second_look.js";
import * as encoder from "./core/second_look_encoder.js";
import {
  askTab,
  author,
  isFirstUse,
  onAuthorChanged,
  onCommand,
  onContentMessage,
  onInstalled,
  onPermissionsChanged,
  onPort,
  onReviewChanged,
  openPage,
  privacyReview,
  runOnAddedSites,
  showCount,
  showDot,
} from "./browser.js";
import { recordPath } from "./decisions.js";
import { byId, citedBy } from "./guidance.js";
import { CHECK_PORT, isCheck, isNoteDecision, isOpenGuidance, isOpenSettings, isTally } from "./messages.js";
import { makeReader, startEncoder } from "./reader.js";
import { dayOf, dueOn } from "./review.js";
import { NOBODY_ASKED } from "./settings.js";
import { NOT_READ } from "./words.js";

/** @import { CheckMessage, DroppedMessage, FailedMessage, ReportMessage } from "./messages.js" */

/** @type {Promise<ReturnType<typeof byId>> | undefined} the catalogue, once the core is loaded */
let loading;

/** The core finds its module beside its JavaScript. A failed load is not remembered: the next check tries again. */
function load() {
  loading ??= init()
    .then(() => byId(guidance()))
    .catch((error) => {
      loading = undefined;
      throw error;
    });
  return loading;
}

/** @type {ReturnType<typeof author> | undefined} what the person told of themselves, until they tell something else */
let told;
onAuthorChanged(() => (told = undefined));

const readMeaning = makeReader(() => startEncoder(encoder, new URL("reader/", import.meta.url)));

/**
 * @param {CheckMessage} message
 * @param {() => boolean} isWanted whether somebody still waits for the answer
 * @returns {Promise<ReportMessage | FailedMessage | DroppedMessage>}
 */
async function answer({ seq, composer, text, audience, depth }, isWanted) {
  let catalogue;
  try {
    catalogue = await load();
  } catch {
    const reason =
      "Second Look could not start its checker, so this draft is not being checked. Type a little more to try again; " +
      "if it stays like this, restart the browser or install Second Look again.";
    return { type: "failed", seq, composer, reason };
  }
  let meaning;
  if (depth === "read") {
    try {
      meaning = await readMeaning(text, isWanted);
    } catch {
      return { type: "failed", seq, composer, reason: NOT_READ };
    }
    if (!meaning) return { type: "dropped", seq, composer };
  }
  try {
    const options = { audience, ...(await (told ??= author().catch(() => NOBODY_ASKED))) };
    const report = meaning ? checkRead(text, options, meaning) : checkPost(text, options);
    return { type: "report", seq, composer, report, guidance: citedBy(report, catalogue) };
  } catch {
    const reason = "Second Look could not check this draft as it stands. Change a word to try again.";
    return { type: "failed", seq, composer, reason };
  }
}

onPort(CHECK_PORT, (port, tabId) => {
  let open = true;
  /** @type {Map<string, number>} the newest question of each composer: older readings are not waited for */
  const newest = new Map();
  port.onDisconnect.addListener(() => (open = false));
  port.onMessage.addListener(async (message) => {
    if (isTally(message)) return showCount(tabId, message.count);
    if (!isCheck(message)) return;
    const { composer, seq } = message;
    newest.set(composer, seq);
    const result = await answer(message, () => open && newest.get(composer) === seq);
    if (open) port.postMessage(result);
  });
});

onContentMessage((message, from) => {
  if (isOpenGuidance(message)) void openPage(`www/guidance.html#${encodeURIComponent(message.id)}`);
  if (isOpenSettings(message)) void openPage("www/settings.html");
  if (isNoteDecision(message)) void openPage(recordPath(message, from));
});

onCommand("open-panel", (tabId) => void askTab(tabId, { type: "open-panel" }));

onInstalled(async (isNew) => {
  void runOnAddedSites();
  if (isNew && (await isFirstUse())) void openPage("www/welcome.html");
});
onPermissionsChanged(() => void runOnAddedSites());

// A reminder to look at privacy settings, for whoever chose one: looked up whenever the background wakes or what is kept of
// them changes, never waited for.
const remind = () => void privacyReview().then((review) => showDot(dueOn(review, dayOf(new Date())).length > 0));
onReviewChanged(remind);
remind();
