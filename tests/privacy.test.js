/**
 * What a hostile page learns. Its script starts before everything else, listens to all that happens in the page, and then looks
 * into every corner that a page can reach. Nothing that it gathers outside the editor may hold a flagged word, or a word
 * of what was said about it; and it must find no more of us than one nameless, empty, closed element.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { KINDS, launch, until } from './browser.js';
import { COMPOSERS, enter } from './composers.js';
import { boxesOf, readText, untilMarked } from './geometry.js';
import * as input from './input.js';
import { sheet } from './layer.js';
import { findingsOf, passagesOf } from './oracle.js';
import { serve } from './server.js';

/** @import { Harness } from './browser.js' */
/** @import { Sheet } from './layer.js' */
/** @import { Server } from './server.js' */

const POST = 'Saw one of my families today, ring 07700 900123';

/** Runs in the page before any other script: remembers every text that passes by outside the editors. */
function eavesdrop() {
  /** @type {string[]} */
  const heard = [];
  Object.defineProperty(window, '__heard', { value: heard });
  /** @param {any} node */
  const inEditor = node => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)
    ?.closest?.('[contenteditable="true"], textarea, input') !== null;
  /** @param {string} from @param {unknown} value */
  const tell = (from, value) => {
    if (value !== null && value !== undefined && value !== '') heard.push(`${from}: ${String(value).slice(0, 5000)}`);
  };

  new MutationObserver(records => {
    for (const { type, target, addedNodes, attributeName } of /** @type {any[]} */ (records)) {
      if (type === 'attributes') tell(`attribute ${attributeName} of ${target.localName}`, inEditor(target) ? '' : target.getAttribute(attributeName));
      if (type === 'characterData' && !inEditor(target)) tell('text', target.data);
      if (type === 'childList') for (const node of addedNodes) if (!inEditor(target) && !inEditor(node)) tell('node', node.outerHTML ?? node.data);
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });

  // Every event that there is a handler for, and those that only listeners get.
  const names = Object.keys(window).concat(Object.keys(Document.prototype), Object.keys(HTMLElement.prototype))
    .filter(name => name.startsWith('on')).map(name => name.slice(2)).concat('beforeinput', 'focusin', 'focusout', 'compositionend', 'message', 'securitypolicyviolation');
  for (const name of new Set(names)) {
    addEventListener(name, event => {
      const aimed = event.composedPath()[0];
      tell(`path of ${name}`, event.composedPath().map(aim => /** @type {Element} */ (aim).localName).includes('ui-layer') ? event.type : '');
      if (aimed instanceof Node && inEditor(aimed)) return;
      for (const field of ['data', 'detail', 'blockedURI', 'message', 'key', 'newState']) {
        const value = /** @type {any} */ (event)[field];
        if (value !== undefined) tell(`${field} of ${name}`, typeof value === 'object' ? JSON.stringify(value) : value);
      }
    }, true);
  }

  /** @param {any} owner @param {string} name */
  const spy = (owner, name) => {
    const original = owner[name];
    owner[name] = /** @this {unknown} @param {unknown[]} args */ function spied(...args) {
      for (const argument of args) tell(`argument of ${name}`, typeof argument === 'string' ? argument : '');
      return original.apply(this, args);
    };
  };
  spy(CSSStyleSheet.prototype, 'replaceSync');
  spy(CSSStyleSheet.prototype, 'insertRule');
  spy(window, 'postMessage');
  spy(window, 'fetch');
  spy(XMLHttpRequest.prototype, 'open');
  spy(Storage.prototype, 'setItem');
  spy(History.prototype, 'replaceState');
  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function spied(/** @type {ShadowRootInit} */ options) {
    const root = attachShadow.call(this, options);
    if (options.mode === 'closed') tell('closed root of', this.localName);
    return root;
  };
}

/** Looks into every corner of the page as it stands. Gives what it found, by where. */
function search() {
  /** @type {Record<string, string>} */
  const found = {};
  const editors = '[contenteditable="true"], textarea, input';
  /** @type {(Document | ShadowRoot)[]} */
  const roots = [];
  /** @param {Document | ShadowRoot} root */
  const collect = root => {
    roots.push(root);
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot !== null) collect(element.shadowRoot);
  };
  collect(document);
  found.elements = roots.flatMap(root => [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('*'))])
    .filter(element => element.closest(editors) === null && element.querySelector(editors) === null && !['html', 'body'].includes(element.localName))
    .map(element => [element.localName, element.innerText, element.textContent, element.title, element.ariaLabel,
      ...[...element.attributes].map(({ name, value }) => `${name}=${value}`)].join('|')).join('\n');
  found.highlights = [...CSS.highlights].map(([name, ranges]) => `${name}: ${[...ranges].map(String)}`).join('\n');
  found.resources = performance.getEntries().map(entry => `${entry.name} ${JSON.stringify(entry)}`).join('\n');
  found.styles = roots.flatMap(root => [...root.styleSheets, ...root.adoptedStyleSheets])
    .flatMap(sheet => [...sheet.cssRules].map(rule => rule.cssText)).join('\n');
  found.frames = String(window.frames.length);
  found.globals = Object.getOwnPropertyNames(window).join(' ');
  found.storage = JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]);
  found.address = location.href + JSON.stringify(history.state) + document.title;
  found.animations = document.getAnimations().map(animation => JSON.stringify(/** @type {KeyframeEffect | null} */ (animation.effect)?.getKeyframes?.())).join('\n');
  const selection = getSelection();
  found.selection = [selection?.anchorNode, selection?.focusNode].map(node => (node?.parentElement?.closest(editors) ? '' : node?.textContent)).join('\n');
  found.heard = window.__heard.join('\n');
  // What stands on every point of the window, as far as the page is told.
  const seen = new Set();
  for (let x = 0; x < innerWidth; x += 10) for (let y = 0; y < innerHeight; y += 10) seen.add(document.elementFromPoint(x, y));
  const hosts = [...seen].filter(element => element?.localName === 'ui-layer');
  found.hosts = hosts.map(host => host.outerHTML).join('\n');
  const host = /** @type {HTMLElement | null} */ (document.querySelector('ui-layer'));
  return { found, host: host && { root: host.shadowRoot, html: host.outerHTML, inside: host.innerHTML, text: host.innerText, count: document.querySelectorAll('ui-layer').length } };
}

for (const kind of KINDS) {
  describe(kind, () => {
    /** @type {Server} */
    let server;
    /** @type {Harness} */
    let browser;
    before(async () => {
      server = await serve();
      browser = await launch(kind);
    });
    after(() => Promise.all([browser?.close(), server?.close()]));

    for (const composer of COMPOSERS.filter(({ name }) => ['X post', 'Facebook post', 'LinkedIn classic post', 'LinkedIn SDUI post'].includes(name))) {
      test(`${composer.name}: a hostile page learns nothing`, async () => {
        const page = await browser.open(server.url(composer.page), eavesdrop);
        const globals = await page.evaluate(() => Object.getOwnPropertyNames(window));
        const editable = await enter(page, composer);
        await input.type(page, POST);
        const text = await readText(editable);
        const passages = passagesOf(text);
        assert(passages.length > 0, 'the core flags the post');
        await untilMarked({ page, editable }, passages);

        const words = passages.map(({ start, end }) => text.slice(start, end));
        const said = findingsOf(text).flatMap(({ concern, rule, reason, tip, id }) => [concern, rule, reason, tip, id]);
        const secrets = [...words, ...said, 'Second Look', 'Review guidance'].filter(secret => secret.length > 3);
        /** @param {string} when */
        const look = async when => {
          const { found, host } = await page.evaluate(search);
          for (const [where, what] of Object.entries(found)) {
            for (const secret of secrets) {
              assert(!what.toLowerCase().includes(secret.toLowerCase()), `${when}: ${where} tells ${JSON.stringify(secret)}: ${
                what.split('\n').find(line => line.toLowerCase().includes(secret.toLowerCase()))?.slice(0, 300)}`);
            }
          }
          assert.deepEqual(found.globals.split(' ').filter(name => !globals.includes(name)), [], `${when}: no new global`);
          assert.equal(found.frames, '0', `${when}: no frame`);
          assert.equal(found.highlights, '', `${when}: no highlight`);
          assert(!/extension:/.test(found.resources + found.styles + found.elements), `${when}: no address of the extension`);
          if (host === null) return;
          assert.equal(host.count, 1, `${when}: one host`);
          assert.equal(host.root, null, `${when}: its root is closed`);
          assert.equal(host.inside + host.text, '', `${when}: it is empty`);
          assert.match(host.html, /^<ui-layer popover="manual"( style="[^"]*")?><\/ui-layer>$/, `${when}: it has no attribute that tells anything`);
        };
        await look('with marks');

        // Resting on a passage opens its card; the badge opens the panel.
        const [box] = await boxesOf(page, editable, passages);
        await page.mouse.move((box.left + box.right) / 2, (box.top + box.bottom) / 2);
        await until(page, () => sheet(page, 'card'), 'the card to open');
        await look('with a card open');
        await page.mouse.move(5, 5);
        await until(page, async () => !(await sheet(page, 'card')), 'the card to close, since it may lie over the badge');
        const { x, y } = /** @type {Sheet} */ (await sheet(page, 'badge'));
        await page.mouse.click(x, y);
        await until(page, () => sheet(page, 'panel'), 'the panel to open');
        await page.keyboard.press('ArrowDown');
        await look('with the panel open');
        await page.keyboard.press('Escape');
        await input.clear(page);
        await look('after the words went');
        assert.deepEqual(await browser.errors(), []);
        await page.close();
      });
    }
  });
}
