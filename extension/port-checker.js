/**
 * Asks the background to check a text, over a port that may close at any moment.
 *
 * The browser puts the background to sleep, and the port closes with it. It is opened again when there
 * is something to ask; what was under way is asked anew, so a draft never waits for an answer that was
 * lost. When the extension was updated or removed under the page there is no background any more.
 */

import { connect, isAlive } from "./browser.js";
import { CHECK_PORT, isDropped, isFailed, isReportMessage } from "./messages.js";

/** @import { Checker, CheckRequest } from "./session.js" */
/** @import { GuidanceById, Report } from "./messages.js" */

/** How often one question is asked while the background keeps going away. */
const TRIES = 3;

/**
 * @typedef {object} Question
 * @property {CheckRequest} request
 * @property {number} tries
 * @property {(answer: { report: Report, guidance: GuidanceById } | undefined) => void} resolve
 * @property {(error: Error) => void} reject
 */

/** @param {{ composer: string, seq: number }} message */
const keyOf = ({ composer, seq }) => `${composer} ${seq}`;

/**
 * @param {() => void} onOrphaned called when this script's extension is gone
 * @returns {Checker & { tally: (count: number) => void, stop: () => void }}
 */
export function portChecker(onOrphaned) {
  /** @type {chrome.runtime.Port | undefined} */
  let port;
  /** @type {Map<string, Question>} by composer and number: each composer has one of each depth under way at most */
  const questions = new Map();

  /** @param {unknown} message @returns {boolean} whether it could be sent */
  function send(message) {
    try {
      if (!isAlive()) throw new Error("orphaned");
      port ??= open();
      port.postMessage(message);
      return true;
    } catch {
      port = undefined;
      if (!isAlive()) onOrphaned();
      return false;
    }
  }

  function open() {
    const opened = connect(CHECK_PORT);
    opened.onMessage.addListener(receive);
    opened.onDisconnect.addListener(() => {
      if (port === opened) port = undefined;
      if (!isAlive()) return onOrphaned();
      for (const question of [...questions.values()]) ask(question);
    });
    return opened;
  }

  /** @param {Question} question */
  function ask(question) {
    question.tries += 1;
    if (question.tries <= TRIES && send({ type: "check", ...question.request })) return;
    questions.delete(keyOf(question.request));
    question.reject(new Error("Second Look’s checker stopped, so this draft is not being checked. Type a little more to try again."));
  }

  /** @param {unknown} message */
  function receive(message) {
    if (!isReportMessage(message) && !isFailed(message) && !isDropped(message)) {
      // An answer that cannot be read answers nobody: no question may wait for it for ever.
      for (const question of questions.values()) question.reject(new Error("Second Look could not read its checker’s answer. Restarting the browser should put it right."));
      questions.clear();
      return;
    }
    const question = questions.get(keyOf(message));
    if (!question) return;
    questions.delete(keyOf(message));
    if (message.type === "failed") question.reject(new Error(message.reason));
    else if (message.type === "dropped") question.resolve(undefined);
    else question.resolve({ report: message.report, guidance: message.guidance });
  }

  return {
    check: (request) => new Promise((resolve, reject) => {
      const question = { request, tries: 0, resolve, reject };
      questions.set(keyOf(request), question);
      ask(question);
    }),
    tally: (count) => void send({ type: "tally", count }),
    stop() {
      port?.disconnect();
      port = undefined;
      questions.clear();
    },
  };
}
