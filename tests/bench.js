/**
 * Measures the browsers' part of the design's budgets, and prints what was measured beside what was asked. It judges nothing:
 * the figures depend on the machine and on what else it does, so the load is printed as well.
 *
 *     node tests/bench.js        after `cargo xtask build`; CHROMIUM and FIREFOX name the programs
 *
 * Each measuring function below says how it measures, and how finely. A dash in the table means that this browser offers
 * no way to measure it.
 */
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { completedByLastKey, posts } from './bench-posts.js';
import { KINDS, launch, nextFrame, until } from './browser.js';
import { COMPOSERS, enter } from './composers.js';
import * as input from './input.js';
import { askLayer, countMarks } from './layer.js';
import { findingsOf } from './oracle.js';
import { serve } from './server.js';

/** @import { KeyInput } from 'puppeteer-core' */
/** @import { Harness, Kind, Page } from './browser.js' */
/** @import { Composer } from './composers.js' */
/** @import { Server } from './server.js' */
/** @typedef {Awaited<ReturnType<typeof serveSite>>} Site */
/**
 * What is read of a call in Chromium's trace; times are in microseconds, `tdur` is processor time.
 * @typedef {object} TraceEvent
 * @property {string} name
 * @property {string} ph
 * @property {number} pid
 * @property {number} tid
 * @property {number} ts
 * @property {number} dur
 * @property {number} tdur
 * @property {{data?: {url?: string, type?: string}, chrome_mojo_event_info?: {mojo_interface_tag?: string}}} args
 */

const DIST = process.env.SECOND_LOOK_DIST ?? fileURLToPath(new URL('../dist', import.meta.url));

const POSTS = posts(300, 280);
const BEGINNINGS = completedByLastKey(20);
const TYPED = [
  ['X, Draft.js', 'X post'],
  ['Facebook, Lexical', 'Facebook post'],
  ['LinkedIn, Quill', 'LinkedIn classic post'],
  ['LinkedIn, TipTap', 'LinkedIn SDUI post'],
].map(([label, name]) => ({ label, composer: /** @type {Composer} */ (COMPOSERS.find(composer => composer.name === name)) }));

/** @param {number} milliseconds */
const pause = milliseconds => new Promise(over => { setTimeout(over, milliseconds); });

/** The value that this share of the values does not exceed. @param {number[]} values @param {number} share */
function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}
/** @param {number[]} values */
const median = values => quantile(values, 0.5);

/** @param {number} value */
const figure = value => value.toLocaleString('en-GB', { maximumSignificantDigits: 3 });
/** @param {number} value */
const ms = value => `${figure(value)} ms`;
/** @param {number} value */
const µs = value => `${figure(value * 1000)} µs`;
/** @param {number} value */
const bytes = value => (value < 1e6 ? `${figure(value / 1e3)} KB` : `${figure(value / 1e6)} MB`);

/** @type {Map<string, {budget: string, cells: Map<string, string>}>} */
const table = new Map();
/** @param {string} what @param {string} budget @param {Kind} kind @param {string} cell */
function report(what, budget, kind, cell) {
  if (!table.has(what)) table.set(what, { budget, cells: new Map() });
  table.get(what)?.cells.set(kind, cell);
}

// ---- the core ----

/** The static pages, isolated from other origins: only so are the browsers' clocks fine (Chromium 5 µs, Firefox 20 µs). */
async function serveSite() {
  /** @type {Record<string, string>} */
  const types = { html: 'text/html', js: 'text/javascript', wasm: 'application/wasm', css: 'text/css', json: 'application/json' };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const content = await readFile(`${DIST}/site${path}`).catch(() => null);
    // Browsers ask for an icon that the pages do not have: no content, and no error.
    response.writeHead(content === null ? 204 : 200, {
      'content-type': types[/** @type {string} */ (path.split('.').pop())] ?? 'text/plain',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    });
    response.end(content);
  });
  await new Promise(listening => server.listen(0, '127.0.0.1', () => listening(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: (/** @type {string} */ path) => `http://localhost:${port}/${path}`, close: () => server.close() };
}

/**
 * The core checks 300 posts, round after round. Each call is timed by itself, as finely as the page's clock goes (its step is
 * measured and printed); each round is timed as a whole too, which a coarse clock does not hurt. The first rounds warm up.
 * @param {Harness} browser
 * @param {Site} site
 */
async function measureCore(browser, site) {
  const page = await browser.open(site.url('www/guidance.html'));
  const { step, single, rounds } = await page.evaluate(async (texts, warmUp, measured) => {
    const { default: init, checkPost } = await import('../core/second_look.js');
    await init();
    let step = Infinity;
    for (let at = performance.now(), end = at + 100; at < end;) {
      const next = performance.now();
      if (next > at) step = Math.min(step, next - at);
      at = next;
    }
    const single = [];
    const rounds = [];
    for (let round = 0; round < warmUp; round++) for (const text of texts) checkPost(text);
    for (let round = 0; round < measured; round++) {
      const start = performance.now();
      for (const text of texts) checkPost(text);
      rounds.push((performance.now() - start) / texts.length);
      for (const text of texts) {
        const before = performance.now();
        checkPost(text);
        single.push(performance.now() - before);
      }
    }
    return { step, single, rounds };
  }, POSTS, 5, 10);
  await page.close();
  const what = 'check of a 280-character post, wasm';
  report(`${what}: median of ${single.length} single calls`, '150 µs', browser.kind, µs(median(single)));
  report(`${what}: p95 of them`, '', browser.kind, µs(quantile(single, 0.95)));
  report(`${what}: step of the clock they are timed with`, '', browser.kind, µs(step));
  report(`${what}: mean over ${POSTS.length} posts, median of ${rounds.length} rounds`, '', browser.kind, µs(median(rounds)));
}

/** What the background does at its first check (fetch, compile, check), in a new page of the extension once that is idle. @param {Harness} browser */
async function measureStart(browser) {
  const runs = [];
  for (const text of POSTS.slice(0, 10)) {
    const page = await browser.openOwn('www/guidance.html');
    runs.push(await page.evaluate(async post => {
      await new Promise(idle => { requestIdleCallback(idle); });
      const start = performance.now();
      const { default: init, checkPost } = await import('../core/second_look.js');
      await init();
      checkPost(post);
      return performance.now() - start;
    }, text));
    await page.close();
  }
  report(`core from nothing to first report, in a fresh extension page: median of ${runs.length}`, '25 ms', browser.kind, ms(median(runs)));
}

// ---- a keystroke ----

/**
 * Runs in the page, with the layer's closed root: tells how long after the press of a key the first mark was painted.
 *
 * The clock starts at the keydown event's own time stamp. It stops in the first task after the frame in which the mark was drawn, when
 * the page's thread has done all that is needed to paint it; what the compositor and the screen take after that is not in
 * it. Frames come 60 times a second; the page's clock goes by 0.1 ms in Chromium, by 1 ms in Firefox.
 * @param {ShadowRoot} root
 */
function watchMarks(root) {
  if (window.__markAfterKey !== undefined) return;
  /** @type {number | null} */
  let pressed = null;
  /** @type {((latency: number) => void) | null} */
  let tell = null;
  let drawn = false; // since the last frame was over
  const isShown = () => [...root.querySelectorAll('.marks > g')].some(line => getComputedStyle(line).display !== 'none');
  addEventListener('keydown', ({ timeStamp }) => { pressed = timeStamp; }, { capture: true });
  new MutationObserver(() => { drawn = true; }).observe(root, { subtree: true, childList: true, attributes: true });
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const now = performance.now();
    if (drawn && tell !== null && pressed !== null && isShown()) {
      tell(now - pressed);
      tell = null;
    }
    drawn = false;
  };
  const frame = () => {
    port2.postMessage(null);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  /** Called before the key; `__latency` is then the promise of the answer. */
  window.__markAfterKey = () => {
    if (isShown()) throw new Error('there is a mark before the key');
    pressed = null;
    /** @type {Promise<number>} */
    const latency = new Promise((told, failed) => {
      tell = told;
      setTimeout(() => failed(new Error('no mark came')), 10_000);
    });
    latency.catch(() => {});
    window.__latency = latency;
  };
}

/**
 * All of a text but its last key, then, at any moment of a frame and with nothing under way, that key.
 * @param {Page} page
 * @param {string} text
 * @param {() => Promise<void>} [meanwhile]
 */
async function keyToMark(page, text, meanwhile = async () => {}) {
  await input.clear(page);
  await until(page, async () => await countMarks(page) === 0, 'the marks to go');
  await input.paste(page, text.slice(0, -1));
  await pause(100 + Math.random() * 17);
  await meanwhile();
  await page.evaluate(() => window.__markAfterKey());
  await page.keyboard.press(/** @type {KeyInput} */ (text.at(-1)));
  return page.evaluate(() => window.__latency);
}

/** A composer with the layer in it watched. @param {Harness} browser @param {Server} server @param {Composer} composer */
async function prepare(browser, server, composer) {
  const page = await browser.open(server.url(composer.page));
  await enter(page, composer);
  await nextFrame(page);
  await input.paste(page, BEGINNINGS[0]);
  await until(page, async () => await countMarks(page) > 0, 'the first mark');
  await askLayer(page, watchMarks);
  return page;
}

/** @param {Harness} browser @param {Server} server */
async function measureKeystrokes(browser, server) {
  for (const { label, composer } of TYPED) {
    const page = await prepare(browser, server, composer);
    const latencies = [];
    for (const text of BEGINNINGS) latencies.push(await keyToMark(page, text));
    const what = `key to painted mark, ${label}`;
    report(`${what}: median of ${latencies.length}`, '', browser.kind, ms(median(latencies)));
    report(`${what}: p95 of them`, '33 ms', browser.kind, ms(quantile(latencies, 0.95)));
    await page.close();
  }
  const page = await prepare(browser, server, TYPED[0].composer);
  const latencies = [];
  for (const text of BEGINNINGS.slice(0, 10)) latencies.push(await keyToMark(page, text, () => browser.stopBackground()));
  report(`key to painted mark, ${TYPED[0].label}, background asleep: median of ${latencies.length}`, '', browser.kind, ms(median(latencies)));
  await page.close();
}

// ---- the content script ----

/** @param {TraceEvent} event */
const isOurCall = ({ name, args }) => name === 'FunctionCall' && args.data?.url?.startsWith('chrome-extension://');
/** @param {TraceEvent} event */
const isOurMessage = ({ name, args }) => name === 'Receive mojo message' && args.chrome_mojo_event_info?.mojo_interface_tag === 'extensions.mojom.MessagePort';
/** @param {TraceEvent} event */
const isKey = ({ name, args }) => name === 'EventDispatch' && args.data?.type === 'keydown';

/** Chromium's own trace of what all its threads do meanwhile, in the order of time. @param {Page} page @param {() => Promise<unknown>} meanwhile */
async function trace(page, meanwhile) {
  await page.tracing.start({ categories: ['devtools.timeline', 'toplevel', 'mojom'] });
  await meanwhile();
  /** @type {{traceEvents: TraceEvent[]}} */
  const { traceEvents } = JSON.parse(new TextDecoder().decode(await page.tracing.stop()));
  return traceEvents.filter(({ ph }) => ph === 'X').sort((a, b) => a.ts - b.ts || b.dur - a.dur);
}

/** Of nested calls, the outer ones. @param {TraceEvent[]} events */
function outermost(events) {
  let end = 0;
  return events.filter(({ ts, dur }) => {
    if (ts < end) return false;
    end = ts + dur;
    return true;
  });
}

/**
 * What the content script does from one key to the next: its calls (with the layout that they force) and its taking of the
 * answers, in processor time of the page's thread, so that other programs do not count. Tracing itself makes it a little
 * more. What the browser then takes to paint the marks is not in it. Then the same trace of a page with a mark, its composer left.
 * @param {Harness} browser
 * @param {Server} server
 */
async function measureContentScript(browser, server) {
  const perKey = [];
  let messages = 0;
  const seconds = 3;
  for (const { composer } of TYPED) {
    const page = await prepare(browser, server, composer);
    await input.clear(page);
    const events = await trace(page, async () => {
      await page.keyboard.type(POSTS[7].slice(0, 60), { delay: 50 });
      await pause(200);
    });
    const keys = events.filter(isKey);
    const work = outermost(events.filter(event => event.tid === keys[0].tid && event.pid === keys[0].pid && (isOurCall(event) || isOurMessage(event))));
    for (const [i, { ts }] of keys.entries()) {
      const next = keys[i + 1]?.ts ?? Infinity;
      const done = work.filter(event => event.ts >= ts && event.ts < next);
      perKey.push(done.reduce((sum, { tdur }) => sum + tdur, 0) / 1000);
      messages += done.filter(isOurMessage).length;
    }
    await page.close();
  }
  const page = await prepare(browser, server, TYPED[0].composer);
  await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
  await pause(1500); // what is under way comes to its end
  const idle = (await trace(page, () => pause(seconds * 1000))).filter(event => isOurCall(event) || isOurMessage(event));
  await page.close();
  report(`content script's own work a key, processor time: median of ${perKey.length}`, '', browser.kind, ms(median(perKey)));
  report(`content script's own work a key, processor time: p99 of them`, '2 ms', browser.kind, ms(quantile(perKey, 0.99)));
  report('messages of the background to a page, a key', '', browser.kind, figure(messages / perKey.length));
  report(`our scripts' calls and messages, no composer focused, ${seconds} s`, 'none', browser.kind, String(idle.length));
}

// ---- sizes ----

/** @param {Kind} kind */
async function measureSizes(kind) {
  const folder = `${DIST}/${kind}`;
  const module = await readFile(`${folder}/core/second_look_bg.wasm`);
  report('core module', '', kind, bytes(module.length));
  report('core module, gzip', '750 KB', kind, bytes(gzipSync(module, { level: 9 }).length));
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = await Promise.all(entries.filter(entry => entry.isFile()).map(entry => readFile(`${entry.parentPath}/${entry.name}`)));
  const packed = files.reduce((sum, file) => sum + deflateRawSync(file, { level: 9 }).length, 0);
  report('packaged extension: its files, each deflated', '16 MB', kind, bytes(packed));
}

function print() {
  const rows = [
    ['what', 'budget', ...KINDS.map(kind => kind[0].toUpperCase() + kind.slice(1))],
    ...[...table].map(([what, { budget, cells }]) => [what, budget, ...KINDS.map(kind => cells.get(kind) ?? '–')]),
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map(row => row[column].length)));
  for (const [i, row] of rows.entries()) {
    console.log(row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join(' | ').trimEnd());
    if (i === 0) console.log(widths.map(width => '-'.repeat(width)).join('-|-'));
  }
}

const loads = () => loadavg().map(load => load.toFixed(1)).join(', ');
const before = loads();
const server = await serve();
const site = await serveSite();
const versions = [];
try {
  for (const kind of KINDS) {
    const browser = await launch(kind);
    try {
      versions.push(await browser.browser.version());
      for (const measure of [measureCore, measureStart, measureKeystrokes, ...(kind === 'chromium' ? [measureContentScript] : [])]) {
        const start = performance.now();
        await measure(browser, /** @type {Site & Server} */ (measure === measureCore ? site : server));
        console.error(`${kind}: ${measure.name}, ${((performance.now() - start) / 1000).toFixed(1)} s`);
      }
      await measureSizes(kind);
      const errors = await browser.errors();
      if (errors.length > 0) throw new Error(errors.join('\n'));
    } finally {
      await browser.close();
    }
  }
} finally {
  await server.close();
  site.close();
}
console.log(`${versions.join(', ')}, headless; ${cpus().length} processors (${cpus()[0].model})`);
console.log(`load of the machine over 1, 5 and 15 minutes: ${before} before, ${loads()} after`);
const found = POSTS.reduce((sum, post) => sum + findingsOf(post).length, 0) / POSTS.length;
console.log(`the 280-character posts are glued from the rules' examples, and have ${figure(found)} findings each\n`);
print();
