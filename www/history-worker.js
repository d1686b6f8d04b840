// The worker of the history page: it reads and checks off the page's thread, by a core of its own. It ends with the page, or
// when the person cancels, and everything that it held with it.

import init, { checkPost } from "../core/second_look.js";
import { audit } from "./history/audit.js";
import { unpack } from "./history/unpack.js";

/**
 * @import { Progress, Row } from "./history/audit.js"
 * @import { Trouble } from "./history/unpack.js"
 *
 * @typedef {{ type: "start", files: File[] } | { type: "pause" } | { type: "resume" }} ToWorker
 * @typedef {{ type: "progress", progress: Progress, rows: Row[] } | { type: "trouble", trouble: Trouble } | { type: "done" } | { type: "failed", reason: string }} FromWorker
 */

/** The page is told how far it is no more often than this, in milliseconds; in between, messages of the page have their turn. */
const TELL_EVERY = 100;

/** @type {PromiseWithResolvers<void> | undefined} there while the person pauses */
let pause;

/** @param {FromWorker} message */
const tell = (message) => postMessage(message);

/** Waits while the person pauses; every so often, lets a message of the page in. */
async function turn() {
  if (performance.now() - told > TELL_EVERY) await new Promise((resolve) => setTimeout(resolve));
  await pause?.promise;
}

let told = performance.now();

/** @param {File[]} files */
async function start(files) {
  await init();
  const { found, troubles } = await unpack(files);
  for (const trouble of troubles) tell({ type: "trouble", trouble });
  /** @type {Row[]} */
  let rows = [];
  /** @type {Progress | undefined} */
  let progress;
  for await (const news of audit(found, { check: (text) => checkPost(text), turn })) {
    if (news.type === "trouble") {
      tell(news);
      continue;
    }
    rows.push(...news.rows);
    progress = news.progress;
    if (performance.now() - told < TELL_EVERY) continue;
    told = performance.now();
    tell({ type: "progress", progress, rows });
    rows = [];
  }
  if (progress) tell({ type: "progress", progress, rows });
  tell({ type: "done" });
}

addEventListener("message", ({ data }) => {
  const message = /** @type {ToWorker} */ (data);
  if (message.type === "start") start(message.files).catch((error) => tell({ type: "failed", reason: String(error) }));
  if (message.type === "pause") pause ??= Promise.withResolvers();
  if (message.type === "resume") {
    pause?.resolve();
    pause = undefined;
  }
});
