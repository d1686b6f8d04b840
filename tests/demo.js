/**
 * The product at work, without a display: writes a sample post in each of the three sites' composers in a headless browser with the
 * extension, prints what the toolbar popup says of it, and takes pictures.
 *
 *     node tests/demo.js FOLDER        pictures go to FOLDER
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { KINDS, VIEWPORT, launch, until } from './browser.js';
import { COMPOSERS, enter } from './composers.js';
import { boxesOf, readText, untilMarked } from './geometry.js';
import * as input from './input.js';
import { sheet } from './layer.js';
import { passagesOf } from './oracle.js';
import { serve } from './server.js';

/** @import { Asked, Page } from './browser.js' */
/** @import { Composer } from './composers.js' */
/** @import { Sheet } from './layer.js' */

const POSTS = [
  { composer: 'X post', text: 'three hours in A&E with a 15yo who’d swallowed batteries. One of my families in Leeds, court tomorrow.' },
  { composer: 'Facebook post', text: 'Can anyone near Alder Close knock for Mrs Pemberton? She is not picking up on 07700 900142, and I am stuck at the hospital with her grandson.' },
  { composer: 'LinkedIn classic post', text: 'I closed a case today that I will never forget. Mum wrote to me from keeley.mum@example.com to say that they are all together again.' },
];

const [folder = 'screenshots'] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const server = await serve();
const browser = await launch(KINDS[0], { reader: true });

/** What the popup shows of the tab's drafts, line by line. @param {Asked} popup */
const summary = popup => popup.evaluate(() => [...document.querySelectorAll('section.draft')].flatMap(draft => [
  draft.querySelector('.verdict')?.textContent,
  ...[...draft.querySelectorAll('.concerns > li')].flatMap(concern => [
    `  ${concern.querySelector('.concern')?.textContent}`,
    ...[...concern.querySelectorAll('button.passage')].map(button => `    “${button.querySelector('q')?.textContent}” ${button.querySelector('.reason')?.textContent}`),
  ]),
]));

/** @param {Page} page @param {string} name */
async function shoot(page, name) {
  const path = /** @type {`${string}.png`} */ (join(folder, `${name}.png`));
  await page.screenshot({ path });
  console.log(`  picture: ${path}`);
}

try {
  for (const { composer: name, text } of POSTS) {
    const composer = /** @type {Composer} */ (COMPOSERS.find(one => one.name === name));
    const page = await browser.open(server.url(composer.page));
    await page.setViewport({ ...VIEWPORT, height: 640, deviceScaleFactor: 2 });
    // A picture is not taken halfway through a fade.
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    const editable = await enter(page, composer);
    await input.type(page, text);
    const passages = passagesOf(await readText(editable));
    await untilMarked({ page, editable }, passages);
    console.log(`\n${name}\n“${text}”\n`);
    const site = /** @type {string} */ (composer.page.split('/')[0].split('.').at(-2));
    await shoot(page, site);

    const [box] = await boxesOf(page, editable, passages);
    await page.mouse.move((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    await until(page, () => sheet(page, 'card'), 'the card');
    await shoot(page, `${site}-card`);
    await page.mouse.move(2, 2);
    // It may lie over the badge.
    await until(page, async () => !(await sheet(page, 'card')), 'the card to close');
    const badge = /** @type {Sheet} */ (await sheet(page, 'badge'));
    await page.mouse.click(badge.x, badge.y);
    await until(page, () => sheet(page, 'panel'), 'the panel');
    await shoot(page, `${site}-panel`);
    await page.keyboard.press('Escape');

    const popup = await browser.openPopup(page);
    const lines = await until(page, async () => {
      const found = await summary(popup);
      return found.length > 0 && found;
    }, 'the popup to sum up the draft');
    console.log(lines.map(line => `  ${line}`).join('\n'));
    await popup.close();
    await page.close();
  }
  const errors = await browser.errors();
  if (errors.length > 0) throw new Error(errors.join('\n'));
} finally {
  await browser.close();
  await server.close();
}
