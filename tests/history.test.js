/** The history page in both browsers, with made archives of each medium in their real forms. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { commentsCsv, facebookComment, facebookJson, facebookRecord, sharesCsv, tweetsJs, zip } from './archives.js';
import { violations } from './axe.js';
import { KINDS, launch, nextFrame, until } from './browser.js';
import { findingsOf } from './oracle.js';
import { catchSaved, saved } from './saved.js';

/** @import { Harness, Page } from './browser.js' */
/** @import { Made } from './archives.js' */

const MARKED = 'Saw one of my families today.';
const FINE = 'A lovely walk by the sea with my own children – café after 💚.';
/** @param {number} year */
const on = year => new Date(Date.UTC(year, 4, 17, 9, 30));

/** @param {number} count @param {(at: number) => string} text @returns {Made[]} */
const many = (count, text) => Array.from({ length: count }, (_, at) => ({ text: text(at), at: new Date(Date.UTC(2012 + at % 10, at % 12, 1 + at % 28)) }));

/** One archive of each medium: a post to look at and one that is fine. */
const ARCHIVES = {
  X: { name: 'twitter-2024.zip', make: () => zip({ 'Your archive.html': '<html>', 'data/tweets.js': tweetsJs([{ text: MARKED, at: on(2019) }, { text: FINE, at: on(2020) }]), 'data/tweets_media/a.jpg': 'x' }), link: 'https://x.com/i/web/status/1000000000' },
  Facebook: {
    name: 'facebook-sam.zip',
    make: () => zip({
      'your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json': facebookJson([facebookRecord({ text: FINE, at: on(2020) })]),
      'your_facebook_activity/comments_and_reactions/comments.json': facebookJson({ comments_v2: [facebookComment({ text: `${MARKED} – so proud 💚`, at: on(2019) })] }),
    }),
    link: 'https://www.facebook.com/me/allactivity',
  },
  LinkedIn: { name: 'Complete_LinkedInDataExport.zip', make: () => zip({ 'Shares_1234.csv': sharesCsv([{ text: `${MARKED}\n\nA "long" day.`, at: on(2019) }]), 'Comments_1234.csv': commentsCsv([{ text: FINE, at: on(2020) }]), 'Connections.csv': 'x' }), link: 'https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7000000000000000' },
};

for (const kind of KINDS) {
  describe(kind, () => {
    /** @type {Harness} */
    let browser;
    /** @type {string} */
    let folder;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'second-look-history-'));
      browser = await launch(kind);
    });
    after(() => Promise.all([browser?.close(), rm(folder, { recursive: true })]));

    /** @param {Record<string, string | Blob>} files chosen on a new history page */
    async function choose(files) {
      const paths = await Promise.all(Object.entries(files).map(async ([name, content]) => {
        const path = join(folder, name);
        await writeFile(path, typeof content === 'string' ? content : Buffer.from(await content.arrayBuffer()));
        return path;
      }));
      const page = await browser.openOwn('www/history.html');
      const input = /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (await page.$('#files'));
      await input.uploadFile(...paths);
      return page;
    }
    /** @param {Page} page */
    const heading = page => until(page, () => page.evaluate(() => !document.getElementById('result')?.hidden && document.getElementById('work')?.hidden && document.getElementById('result-heading')?.textContent), 'the result');
    /** @param {Page} page */
    const posts = page => page.evaluate(() => [...document.querySelectorAll('.posts > li')].map(item => ({
      date: item.querySelector('p')?.textContent,
      text: item.querySelector('blockquote')?.textContent,
      marked: [...item.querySelectorAll('mark')].map(mark => mark.textContent),
      links: [...item.querySelectorAll('a')].map(({ href }) => href),
    })));
    /** @param {Page} page */
    const end = async page => {
      assert.deepEqual(await browser.errors(), []);
      await page.close();
    };

    for (const [medium, { name, make, link }] of Object.entries(ARCHIVES)) {
      test(`${medium}: the post to look at is listed, with its passage, its date and its link`, async () => {
        const page = await choose({ [name]: await make() });
        assert.equal(await heading(page), '1 post to look at again, of 2');
        const [post] = await posts(page);
        assert.equal(post.date, `${medium}, 17 May 2019`);
        assert(post.text?.startsWith(MARKED));
        const { start, end: stop } = findingsOf(post.text ?? '')[0].passages[0];
        assert(post.marked.includes(post.text?.slice(start, stop) ?? ''));
        assert.equal(post.links.at(-1), link);
        assert(post.links[0].includes('/www/guidance.html#'));
        assert.equal(await page.evaluate(() => document.activeElement?.id), 'result-heading', 'the focus is at the result');
        await end(page);
      });
    }

    test('what cannot be read is said, and the rest goes on', async () => {
      const page = await choose({ 'tweets.js': tweetsJs([{ text: MARKED, at: on(2019) }]), 'tweets-part1.js': tweetsJs([{ text: FINE, at: on(2019) }]).slice(0, 200), 'broken.zip': 'no zip', 'holiday.json': '{}' });
      assert.equal(await heading(page), '1 post to look at again, of 1');
      const troubles = await page.evaluate(() => [...document.querySelectorAll('#troubles .message')].map(({ textContent }) => textContent));
      assert.equal(troubles.length, 3);
      for (const [name, why] of [['tweets-part1.js', 'ends too early'], ['broken.zip', 'not have arrived whole'], ['holiday.json', 'no posts of yours']]) {
        assert(troubles.some(words => words?.startsWith(name) && words.includes(why)), name);
      }
      await end(page);
    });

    test('a long list goes page by page, and by concern and year; the table has all of it but what is about oneself', async () => {
      const faith = 'My faith as a Quaker is why I do this.';
      assert(findingsOf(faith).every(({ concern }) => concern === 'self-disclosure') && findingsOf(faith).length > 0);
      const page = await choose({ 'tweets.js': tweetsJs([...many(120, at => `${MARKED} ${at}`), { text: faith, at: on(2023) }]) });
      assert.equal(await heading(page), '121 posts to look at again, of 121');
      const first = await posts(page);
      assert.equal(first.length, 50);
      assert.equal(first[0].text, faith);
      const dates = first.map(({ date }) => Date.parse(`${date?.split(', ')[1]} UTC`));
      assert.deepEqual(dates, dates.toSorted((a, b) => b - a));
      const press = (/** @type {string} */ words) => page.evaluate(wanted => [...document.querySelectorAll('button')].find(({ textContent }) => textContent === wanted)?.click(), words);
      await press('Older posts');
      await press('Older posts');
      assert.equal((await posts(page)).length, 21);
      await page.select('#by-year', '2015');
      assert.equal((await posts(page)).length, 12);
      await page.select('#by-year', '');
      await page.select('#by-concern', 'self-disclosure');
      assert.deepEqual((await posts(page)).map(({ text }) => text), [faith]);
      await page.select('#by-concern', '');
      await catchSaved(page);
      await press('Save this list as a table (CSV)');
      const lines = (await saved(page)).trim().split('\r\n');
      assert.equal(lines[0].replace('\ufeff', ''), 'Date,Site,Concern,Passage,Why,Link');
      assert(lines.length > 120);
      assert(!lines.some(line => /Quaker|About yourself/.test(line)));
      await end(page);
    });

    test('reading can be paused, goes on, and can be stopped', async () => {
      const page = await choose({ 'tweets.js': tweetsJs(many(20_000, at => `${at % 50 === 0 ? MARKED : FINE} ${at}`)) });
      const progress = () => page.evaluate(() => ({ value: /** @type {HTMLProgressElement} */ (document.getElementById('progress')).value, words: document.getElementById('progress-words')?.textContent ?? '' }));
      await until(page, async () => (await progress()).value > 0, 'the reading to start');
      await page.click('#pause');
      // One piece of news may be on its way still.
      let still = await progress();
      await until(page, async () => {
        const before = still;
        for (let frame = 0; frame < 20; frame++) await nextFrame(page);
        still = await progress();
        return still.value === before.value && still.words.startsWith('Paused');
      }, 'the reading to stand still');
      assert(still.value < 1);
      await page.click('#pause');
      await until(page, async () => (await progress()).value > still.value, 'the reading to go on');
      await page.click('#cancel');
      const words = /** @type {string} */ (await heading(page));
      assert(Number(words.split(', of ')[1]?.replace(',', '')) < 20_000, words);
      await end(page);
    });

    for (const scheme of /** @type {const} */ (['light', 'dark'])) {
      test(`in ${scheme} colours: axe-core finds nothing`, async () => {
        const page = await choose({ [ARCHIVES.Facebook.name]: await ARCHIVES.Facebook.make(), 'broken.zip': 'no zip' });
        await browser.setColours(page, scheme);
        await heading(page);
        await page.evaluate(() => document.querySelectorAll('details').forEach(details => { details.open = true; }));
        assert.deepEqual(await violations(page), []);
        await end(page);
      });
    }
  });
}
