/**
 * How long the history page takes for an archive of 100,000 posts, how much memory, and whether the page ever stands still:
 *
 *     node tests/bench-history.js chromium tweets.js
 *
 * `SECOND_LOOK_DIST` names another build. The other formats are `your_posts_1.json` and `Shares.csv`; a third word says how many posts. Memory is that of all the browser's processes, the most that
 * was seen over what it was with the page open and nothing chosen.
 */
import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { facebookJson, facebookRecord, linkedinRow, LINKEDIN_HEADER, xRecord } from './archives.js';
import { posts } from './bench-posts.js';
import { launch, until } from './browser.js';

const [kind, name, many = '100000'] = /** @type {['chromium' | 'firefox', keyof typeof FORMS, string?]} */ (process.argv.slice(2));
const MANY = Number(many);

/** @typedef {import('./archives.js').Made} Made */

const FORMS = {
  'tweets.js': { first: 'window.YTD.tweets.part0 = [', each: (/** @type {Made} */ post, /** @type {number} */ at) => `${at ? ',' : ''}\n  ${JSON.stringify(xRecord(post, at), null, 2)}`, last: ']' },
  'your_posts_1.json': { first: '[', each: (/** @type {Made} */ post, /** @type {number} */ at) => `${at ? ',' : ''}\n  ${facebookJson(facebookRecord(post))}`, last: ']' },
  'Shares.csv': { first: LINKEDIN_HEADER, each: linkedinRow, last: '' },
};

const FINE = 'Walked the long way home by the river after the rain, the light was golden, and the bakery still had cinnamon buns. Reading with a cup of tea now, and the cat has taken the good chair again. Happy Sunday!';

/**
 * Each tenth post is one of a thousand texts of 200 characters from the rules' examples, with something to find in most; the
 * others are fine. A number makes each unlike the others.
 */
function* archive() {
  const { first, each, last } = FORMS[name];
  const examples = posts(1000, 200);
  yield first;
  for (let at = 0; at < MANY; at += 1) {
    yield each({ text: `${at % 10 === 0 ? examples[at / 10 % examples.length] : FINE} ${at}`, at: new Date(Date.UTC(2010 + at % 15, at % 12, 1 + at % 28, at % 24)) }, at);
  }
  yield last;
}

/** The memory of a process and all that it started, in MB: shared pages by their share. @param {number} root */
async function memory(root) {
  const processes = (await readdir('/proc')).filter(id => /^\d+$/.test(id));
  const parents = new Map(await Promise.all(processes.map(async id => /** @type {[number, number]} */ (
    [Number(id), Number((await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')).split(') ')[1]?.split(' ')[1])]))));
  const isOurs = (/** @type {number | undefined} */ id) => {
    for (; id; id = parents.get(id)) if (id === root) return true;
    return false;
  };
  const sizes = await Promise.all([...parents.keys()].filter(isOurs).map(async id =>
    Number((await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '')).match(/^Pss:\s+(\d+)/m)?.[1] ?? 0)));
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}

const folder = await mkdtemp(join(tmpdir(), 'second-look-history-'));
const path = join(folder, name);
await pipeline(Readable.from(archive()), createWriteStream(path));
const browser = await launch(kind);
try {
  const page = await browser.openOwn('www/history.html');
  const root = /** @type {number} */ (browser.browser.process()?.pid);
  const before = await memory(root);
  await page.evaluate(() => {
    let last = performance.now();
    Object.assign(window, { __gap: 0 });
    requestAnimationFrame(function frame(now) {
      /** @type {any} */ (window).__gap = Math.max(/** @type {any} */ (window).__gap, now - last);
      last = now;
      requestAnimationFrame(frame);
    });
  });
  const input = /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (await page.$('#files'));
  const start = performance.now();
  await input.uploadFile(path);
  let most = before;
  const words = await until(page, async () => {
    most = Math.max(most, await memory(root));
    return page.evaluate(() => !document.getElementById('result')?.hidden && document.getElementById('result-heading')?.textContent);
  }, 'the result', 1_200_000);
  const seconds = (performance.now() - start) / 1000;
  const gap = await page.evaluate(() => /** @type {any} */ (window).__gap);
  const { size } = await stat(path);
  console.log(`${kind}, ${name}, ${(size / 1e6).toFixed(0)} MB: ${words}; ${seconds.toFixed(1)} s; ${(most - before).toFixed(0)} MB more at most; longest gap between frames ${gap.toFixed(0)} ms`);
} finally {
  await browser.close();
  await rm(folder, { recursive: true });
}
