// The history page: the person's own archive, read and checked in a worker, and the list of what deserves a second look.
// Nothing is stored: when the page is closed, or another archive chosen, all of it is gone.

import { byId, element, outwardLink } from "./parts/dom.js";
import { MEDIA, checkedInWords } from "./parts/media.js";
import { postsInWords, showList } from "./history/list.js";

/**
 * @import { Row } from "./history/audit.js"
 * @import { FromWorker, ToWorker } from "./history-worker.js"
 */

/** More rows than this are not kept: it bounds what the page holds, and nobody goes through as many. */
const MOST_ROWS = 50_000;

/** @type {Worker | undefined} there while an archive is read */
let worker;
let isPaused = false;
/** @type {Row[]} */
let rows = [];
let posts = 0;

/** @param {ToWorker} message */
const tell = (message) => worker?.postMessage(message);

const number = (/** @type {number} */ count) => count.toLocaleString("en-GB");

/** @param {string} words said aloud by a screen reader */
const say = (words) => (byId("status").textContent = words);

/** @param {FileList} files */
function start(files) {
  worker?.terminate();
  rows = [];
  posts = 0;
  isPaused = false;
  byId("troubles").replaceChildren();
  byId("result").hidden = true;
  byId("chooser").hidden = true;
  byId("work").hidden = false;
  byId("pause").textContent = "Pause";
  byId("pause").focus();
  showProgress(0, "");
  say("Reading your archive.");
  worker = new Worker("history-worker.js", { type: "module" });
  worker.addEventListener("message", ({ data }) => hear(data));
  worker.addEventListener("error", (event) => fail(event.message));
  tell({ type: "start", files: [...files] });
}

/** @param {FromWorker} news */
function hear(news) {
  if (news.type === "progress") {
    const { read, total, file } = news.progress;
    posts = news.progress.posts;
    rows.push(...news.rows.slice(0, MOST_ROWS - rows.length));
    showProgress(total === 0 ? 0 : read / total, file);
  }
  if (news.type === "trouble") {
    byId("troubles").append(element("div", { class: "message" }, element("p", {}, element("strong", {}, news.trouble.name)), element("p", {}, news.trouble.why)));
  }
  if (news.type === "done") end("");
  if (news.type === "failed") fail(news.reason);
}

/** @param {number} share @param {string} file */
function showProgress(share, file) {
  const bar = /** @type {HTMLProgressElement} */ (byId("progress"));
  bar.value = share;
  byId("progress-words").textContent = `${isPaused ? "Paused" : "Reading"}: ${Math.floor(share * 100)} %. ${postsInWords(posts)} checked, ${number(rows.length)} to look at again.`;
  byId("file").textContent = file;
}

/** @param {string} reason for whoever helps */
function fail(reason) {
  console.error(reason);
  byId("troubles").append(element("div", { class: "message" },
    element("p", {}, element("strong", {}, "Second Look could not go on reading.")),
    element("p", {}, "Reload this page and choose the archive again. If that does not help, install Second Look again."),
    element("details", {}, element("summary", {}, "For whoever helps you"), element("p", { class: "small" }, reason))));
  end("Second Look could not go on reading. ");
}

/** Reading has ended, whole or not. @param {string} how */
function end(how) {
  worker?.terminate();
  worker = undefined;
  byId("work").hidden = true;
  byId("chooser").hidden = false;
  for (const id of ["files", "folder"]) /** @type {HTMLInputElement} */ (byId(id)).value = "";
  showResult(how);
  byId("result-heading").focus();
}

/** @param {string} how */
function showResult(how) {
  byId("result").hidden = false;
  const left = rows.length >= MOST_ROWS ? ` No more than ${number(MOST_ROWS)} are listed.` : "";
  const words = posts === 0 ? "No posts were read" : rows.length === 0 ? `${postsInWords(posts)} read, and nothing to look at again`
    : `${postsInWords(rows.length)} to look at again, of ${number(posts)}`;
  byId("result-heading").textContent = words;
  say(`${how}${words}.${left}`);
  if (rows.length > 0) showList(byId("list"), rows);
  else byId("list").replaceChildren();
}

byId("pause").addEventListener("click", () => {
  isPaused = !isPaused;
  tell({ type: isPaused ? "pause" : "resume" });
  byId("pause").textContent = isPaused ? "Go on" : "Pause";
  const bar = /** @type {HTMLProgressElement} */ (byId("progress"));
  showProgress(bar.value, byId("file").textContent ?? "");
  if (isPaused) showResult("Paused. ");
  else say("Reading on.");
});

byId("cancel").addEventListener("click", () => end("Stopped. "));

for (const id of ["files", "folder"]) {
  const input = /** @type {HTMLInputElement} */ (byId(id));
  input.addEventListener("change", () => {
    if (input.files && input.files.length > 0) start(input.files);
  });
}

byId("archives").append(...MEDIA.flatMap(({ name, archive }) => archive ? [element("details", {},
  element("summary", {}, name),
  element("p", {}, archive.how),
  element("p", {}, outwardLink(archive.url, `Ask ${name} for it`), element("span", { class: "soft small" }, ` ${checkedInWords(archive.checked_on)}`)))] : []));
