/**
 * One harness for the two real browsers: launch, install the unpacked extension, open pages, look into the layer,
 * and collect what went wrong. Waiting is always for a condition, looked at once a frame, with a deadline.
 *
 * **How the closed shadow root is inspected.** A page cannot reach it, so neither can code that a test runs in the page by
 * itself. Both browsers' remote protocols can, from outside, without the product being built differently for the test:
 * in Chromium CDP `DOM.describeNode({pierce: true})` names the closed root and `DOM.resolveNode` gives a handle to it; in
 * Firefox WebDriver BiDi serialises a host with `includeShadowTree: "all"`, which names the closed root likewise. A function can
 * then be called on the handle. It tells when the marks have come; where they are *seen* is judged
 * from pictures (geometry.js), which know nothing of our DOM.
 */
import { access, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { reachLayer } from './layer.js';

/** @typedef {import('puppeteer-core').Browser} Browser */
/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('puppeteer-core').ElementHandle<HTMLElement>} Editable what the person writes in */
/** @typedef {Pick<Page, 'evaluate'>} Asked what can be asked, though it may be no page of puppeteer's */
/** @typedef {'chromium' | 'firefox'} Kind */
/** @typedef {(ask: string | Function, ...args: any[]) => Promise<any>} AskRoot calls a function on a closed shadow root */
/** @typedef {Awaited<ReturnType<typeof launch>>} Harness a browser, and all that is done with it */

/**
 * What each browser's own protocol does.
 * @typedef {object} Protocol
 * @property {(id: string) => Promise<void>} installed
 * @property {(page: Page, path: string) => Promise<unknown>} goto
 * @property {() => Promise<string[]>} errors
 * @property {() => Promise<void>} stopBackground
 * @property {(id: string, folder: string) => Promise<string>} reload
 * @property {(page: Page) => Promise<Pick<Page, 'evaluate' | 'close'>>} openPopup
 * @property {(isWanted: (url: string) => boolean) => Promise<Pick<Page, 'evaluate' | 'close'>>} opened
 * @property {(isWanted: (url: string) => boolean) => Promise<boolean>} isOpen
 * @property {(page: Page, scheme: 'light' | 'dark') => Promise<void>} setColours
 * @property {(page: Page) => Promise<AskRoot[]>} layer
 */

/** Both browsers, by the names of their folders in dist/. SECOND_LOOK_BROWSERS narrows the list. */
export const KINDS = /** @type {Kind[]} */ ((process.env.SECOND_LOOK_BROWSERS ?? 'chromium,firefox').split(','));
export const VIEWPORT = { width: 1000, height: 800 };

/** A condition that takes longer than this does not come at all, even on a machine with much else to do. */
const DEADLINE = 15_000;

/** CHROMIUM and FIREFOX name the programs where they are not in the usual places. */
const EXECUTABLES = {
  chromium: [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'],
  firefox: [process.env.FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'],
};

// Firefox gives an extension's pages a random address; this pins it, so that the tests can open them.
const FIREFOX_UUID = '5ec0d100-0000-4000-8000-000000000001';

/** @param {(string | undefined)[]} paths */
const firstThatExists = async paths => {
  for (const path of paths) {
    if (path !== undefined && await access(path).then(() => true, () => false)) return path;
  }
  throw new Error(`none of ${paths.filter(Boolean).join(', ')} is installed`);
};

/**
 * Calls `condition` once a frame of `page` until it gives something truthy, and gives that.
 * @template T
 * @param {Asked} page
 * @param {() => Promise<T>} condition
 * @param {string | (() => string)} what is waited for, for the error
 * @returns {Promise<Exclude<T, false | null | undefined>>}
 */
export async function until(page, condition, what, deadline = DEADLINE) {
  const end = performance.now() + deadline;
  for (;;) {
    const value = await condition();
    if (value) return /** @type {any} */ (value);
    if (performance.now() > end) throw new Error(`waited ${deadline / 1000} s in vain for ${typeof what === 'string' ? what : what()}`);
    await nextFrame(page);
  }
}

/** @param {Asked} page */
export const nextFrame = page => page.evaluate(() => new Promise(frame => { requestAnimationFrame(() => frame(null)); }));

/**
 * The extension in dist/, or a copy of it that runs on more sites.
 *
 * Chromium lets no test press "Allow" in its own permission prompt. A copy whose manifest names the site runs there as
 * the extension does after the prompt. Another copy has no weights for the reader, so that what is marked is what the instant
 * check finds, however long a test looks.
 * @param {Kind} kind
 * @param {string[]} sites
 * @param {boolean} reader
 */
async function unpacked(kind, sites, reader) {
  const built = process.env.SECOND_LOOK_DIST ?? fileURLToPath(new URL('../dist', import.meta.url));
  const folder = join(built, kind);
  if (sites.length === 0 && reader) return { folder, remove: async () => {} };
  const copy = await mkdtemp(join(tmpdir(), 'second-look-'));
  await cp(folder, copy, { recursive: true, filter: source => reader || source !== join(folder, 'reader') });
  const manifest = JSON.parse(await readFile(join(copy, 'manifest.json'), 'utf8'));
  manifest.host_permissions.push(...sites);
  manifest.content_scripts[0].matches.push(...sites);
  await writeFile(join(copy, 'manifest.json'), JSON.stringify(manifest));
  return { folder: copy, remove: () => rm(copy, { recursive: true }) };
}

/** @type {Record<Kind, (headless: boolean) => Promise<Browser>>} */
const start = {
  chromium: async headless => puppeteer.launch({
    browser: 'chrome',
    executablePath: await firstThatExists(EXECUTABLES.chromium),
    headless,
    enableExtensions: true,
    pipe: true,
    defaultViewport: VIEWPORT,
    args: [
      '--no-sandbox', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
      '--host-resolver-rules=MAP * 127.0.0.1', '--ignore-certificate-errors',
    ],
  }),
  firefox: async headless => puppeteer.launch({
    browser: 'firefox',
    executablePath: await firstThatExists(EXECUTABLES.firefox),
    headless,
    acceptInsecureCerts: true,
    defaultViewport: VIEWPORT,
    // Only so can the background be stopped, and the errors of content scripts be read, from outside.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'network.dns.forceResolve': '127.0.0.1',
      'extensions.webextensions.uuids': JSON.stringify({ [await firefoxId()]: FIREFOX_UUID }),
    },
  }),
};

async function firefoxId() {
  const { folder } = await unpacked('firefox', [], true);
  const manifest = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => '{}');
  return JSON.parse(manifest).browser_specific_settings?.gecko.id ?? 'none';
}

/**
 * @param {Kind} kind
 * @param {{extension?: boolean, sites?: string[], headless?: boolean, reader?: boolean, welcome?: boolean}} [options] `sites`: match patterns
 *   beyond the manifest's that the person has allowed; `reader`: whether the weights of the reader are there; `welcome`: whether the
 *   page that opens after the installation stays, or is closed as a person does who knows it
 */
export async function launch(kind, { extension = true, sites = [], headless = true, reader = false, welcome = false } = {}) {
  const source = extension ? await unpacked(kind, sites, reader) : null;
  const browser = await start[kind](headless);
  /** @type {string[]} */
  const errors = [];
  const inside = kind === 'chromium' ? chromium(browser, errors) : await firefox(browser);
  let id = '';
  if (source !== null) {
    id = await browser.installExtension(source.folder);
    await inside.installed(id);
    const page = await inside.opened(url => url.endsWith('/www/welcome.html'));
    await until(page, () => page.evaluate(() => document.querySelector('.explained') && document.querySelector('fieldset') && document.querySelector('#shortcut')?.textContent), 'the welcome page');
    if (!welcome) await page.close();
  }

  /** @param {Page} page */
  const watch = page => {
    page.on('pageerror', error => {
      const { stack, message } = /** @type {Error} */ (error);
      errors.push(`${page.url()}: ${stack ?? message}`);
    });
    page.on('console', message => {
      if (message.type() === 'error') errors.push(`${page.url()}: ${message.text()}`);
    });
    return page;
  };

  return {
    kind,
    browser,
    /**
     * A page at `url`, whose editors' clock stands still until `tick` moves it. `first` runs in it before its own scripts.
     * @param {string} url
     */
    async open(url, first = () => {}) {
      const page = watch(await browser.newPage());
      reachLayer(page, () => inside.layer(page));
      await page.evaluateOnNewDocument(stopClock);
      await page.evaluateOnNewDocument(first);
      await page.goto(url);
      return page;
    },
    /** One of the extension's own pages, as a tab. @param {string} path */
    async openOwn(path) {
      const page = watch(await browser.newPage());
      reachLayer(page, () => inside.layer(page));
      await inside.goto(page, path);
      return page;
    },
    /** The popup, for the tab of `page`. @param {Page} page */
    openPopup: page => inside.openPopup(page),
    /** The next tab that the browser opens at an address like this. @param {(url: string) => boolean} isWanted */
    opened: isWanted => inside.opened(isWanted),
    /** Whether a tab stands open at an address like this. @param {(url: string) => boolean} isWanted */
    isOpen: isWanted => inside.isOpen(isWanted),
    /** @param {Page} page @param {'light' | 'dark'} scheme what the person prefers */
    setColours: (page, scheme) => inside.setColours(page, scheme),
    /** All that went wrong in the pages, the content scripts and the background since the last call. */
    async errors() {
      return [...errors.splice(0), ...await inside.errors()];
    },
    /** Ends the background, as the browser does with one that is idle. */
    stopBackground: () => inside.stopBackground(),
    /** The extension as it is after an update: stopped and started anew while its old content scripts still stand in open tabs. */
    async reload() {
      if (source === null) throw new Error('there is no extension to reload');
      id = await inside.reload(id, source.folder);
      await inside.installed(id);
    },
    async close() {
      await browser.close();
      await source?.remove();
    },
  };
}

/**
 * Editors group their undo steps by time, and name their parts at random. With a clock and a die of the test's own,
 * two runs of the same actions can be compared byte for byte, however fast the machine is.
 */
function stopClock() {
  let now = Date.UTC(2026, 0, 1);
  Date.now = () => now;
  let seed = 1;
  Math.random = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
  Object.defineProperty(window, '__tick', { value: () => { now += 10_000; } });
}

/** Lets so much time pass for the editors that the next change is an undo step of its own. @param {Page} page */
export const tick = page => page.evaluate(() => window.__tick());

/** The elements that may be our layer's host: children of `<html>` or of a native dialog, for it stands nowhere else. */
const HOSTS = `[...document.documentElement.children, ...document.querySelectorAll('dialog > *')]
  .filter(element => element !== document.head && element !== document.body)`;

/**
 * What only CDP can do.
 * @param {Browser} browser
 * @param {string[]} errors what goes wrong in the background is added to it
 * @returns {Protocol}
 */
function chromium(browser, errors) {
  let id = '';
  /** @type {WeakMap<Page, import('puppeteer-core').CDPSession>} */
  const sessions = new WeakMap();
  /** @param {Page} page */
  const session = async page => {
    const known = sessions.get(page) ?? await page.createCDPSession();
    sessions.set(page, known);
    return known;
  };
  /** @param {import('puppeteer-core').Target} target */
  const isBackground = target => target.type() === 'service_worker' && target.url().startsWith(`chrome-extension://${id}/`);
  /** @param {import('puppeteer-core').Target} target the background's */
  const workerOf = async target => /** @type {import('puppeteer-core').WebWorker} */ (await target.worker());
  browser.on('targetcreated', async target => {
    if (!isBackground(target)) return;
    const worker = await workerOf(target);
    worker.on('console', message => {
      if (message.type() === 'error') errors.push(`background: ${message.text()}`);
    });
    worker.client.on('Runtime.exceptionThrown', ({ exceptionDetails: { exception, text } }) => {
      errors.push(`background: ${exception?.description ?? text}`);
    });
  });
  return {
    async installed(installed) {
      id = installed;
      await browser.waitForTarget(isBackground);
    },
    goto: (page, path) => page.goto(`chrome-extension://${id}/${path}`),
    errors: async () => [],
    async stopBackground() {
      const target = await browser.waitForTarget(isBackground);
      const gone = new Promise(destroyed => {
        browser.on('targetdestroyed', function listener(other) {
          if (other !== target) return;
          browser.off('targetdestroyed', listener);
          destroyed(null);
        });
      });
      // It may go by itself meanwhile, since an event that woke it has been handled.
      await Promise.race([gone, workerOf(target).then(worker => worker.close())]);
      if (browser.targets().includes(target)) await gone;
    },
    reload: (_id, folder) => browser.installExtension(folder),
    async openPopup(page) {
      await page.bringToFront();
      const opened = browser.waitForTarget(target => target.url() === `chrome-extension://${id}/www/popup.html`);
      const worker = await workerOf(await browser.waitForTarget(isBackground));
      await worker.evaluate(() => chrome.action.openPopup());
      return (await opened).asPage();
    },
    opened: async isWanted => /** @type {Page} */ (await (await browser.waitForTarget(target => isWanted(target.url()))).page()),
    isOpen: async isWanted => browser.targets().some(target => isWanted(target.url())),
    setColours: (page, value) => page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]),
    async layer(page) {
      const cdp = await session(page);
      const objectGroup = 'layer';
      await cdp.send('Runtime.releaseObjectGroup', { objectGroup });
      const { result: { objectId: hosts = '' } } = await cdp.send('Runtime.evaluate', { expression: HOSTS, objectGroup });
      const { result: properties } = await cdp.send('Runtime.getProperties', { objectId: hosts, ownProperties: true });
      const roots = [];
      for (const { name, value } of properties) {
        if (!/^\d+$/.test(name)) continue;
        const { node } = await cdp.send('DOM.describeNode', { objectId: value?.objectId, pierce: true });
        for (const root of node.shadowRoots ?? []) {
          if (root.shadowRootType !== 'closed') continue;
          roots.push((await cdp.send('DOM.resolveNode', { backendNodeId: root.backendNodeId, objectGroup })).object.objectId);
        }
      }
      return roots.map(objectId => async (ask, ...args) => {
        const { result, exceptionDetails } = await cdp.send('Runtime.callFunctionOn', {
          objectId,
          functionDeclaration: `function(...args) { return (${ask})(this, ...args); }`,
          arguments: args.map(value => ({ value })),
          returnByValue: true,
        });
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value;
      });
    },
  };
}

/**
 * What WebDriver BiDi can do, and Firefox's chrome scope of it.
 * @param {Browser} browser
 * @returns {Promise<Protocol>}
 */
async function firefox(browser) {
  /** @param {string} method @param {object} parameters */
  const send = async (method, parameters) => (await /** @type {any} */ (browser).connection.send(method, parameters)).result;
  const chrome = (await send('browsingContext.getTree', { 'moz:scope': 'chrome' })).contexts[0].context;
  /** @param {Page} page */
  const contextOf = page => /** @type {any} */ (page.mainFrame())._id;
  let id = '';
  /** @param {any} reply */
  const value = reply => {
    if (reply.type === 'exception') throw new Error(reply.exceptionDetails.text);
    return reply.result;
  };
  /**
   * Runs a function with the browser's own rights.
   * @template {any[]} A
   * @param {(...args: A) => unknown} ask
   * @param {A} args
   */
  const asBrowser = async (ask, ...args) => JSON.parse(value(await send('script.evaluate', {
    expression: `Promise.resolve((${ask})(...${JSON.stringify(args)})).then(answer => JSON.stringify(answer ?? null))`,
    target: { context: chrome },
    awaitPromise: true,
  })).value);
  return {
    async installed(installed) { id = installed; },
    async goto(page, path) {
      const url = `moz-extension://${FIREFOX_UUID}/${path}`;
      // Firefox moves the tab to the extension's own process, and so never tells BiDi that this navigation ended.
      await send('browsingContext.navigate', { context: contextOf(page), url, wait: 'none' });
      const loaded = async () => page.evaluate(address => location.href.split('#')[0] === address && document.readyState === 'complete', url.split('#')[0]).catch(() => false);
      const end = performance.now() + DEADLINE;
      while (!await loaded()) {
        if (performance.now() > end) throw new Error(`${url} did not load`);
      }
    },
    /** Errors of content scripts and of the background stand in the browser's console. */
    errors: () => asBrowser(uuid => {
      const messages = Services.console.getMessageArray();
      Services.console.reset();
      return messages
        .filter(message => message instanceof Ci.nsIScriptError && !(message.flags & Ci.nsIScriptError.warningFlag))
        .filter(({ sourceName, errorMessage }) => `${sourceName} ${errorMessage}`.includes(uuid))
        .map(({ sourceName, lineNumber, errorMessage }) => `${sourceName}:${lineNumber}: ${errorMessage}`);
    }, FIREFOX_UUID),
    stopBackground: () => asBrowser(async extension => {
      await WebExtensionPolicy.getByID(extension).extension.terminateBackground({ ignoreDevToolsAttached: true });
    }, id),
    async reload(old) {
      await asBrowser(async extension => {
        const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
        await (await AddonManager.getAddonByID(extension)).reload();
      }, old);
      return old;
    },
    /** The popup is no tab, so BiDi does not know it: what is asked of it is asked through the browser. */
    async openPopup(page) {
      await page.bringToFront();
      await asBrowser(async extension => {
        const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
        const shown = new Promise(/** @param {(value?: void) => void} seen */ seen => {
          addEventListener('popupshown', function listener({ target }) {
            if (/** @type {Element} */ (target).querySelector('.webextension-popup-browser') === null) return;
            removeEventListener('popupshown', listener);
            seen();
          });
        });
        await ExtensionParent.apiManager.global.browserActionFor(WebExtensionPolicy.getByID(extension).extension).triggerAction(window);
        await shown;
      }, id);
      return {
        close: () => asBrowser(() => new Promise(/** @param {(value?: void) => void} hidden */ hidden => {
          const panel = /** @type {Element & { hidePopup(): void }} */ (document.querySelector('.webextension-popup-browser')?.closest('panel'));
          panel.addEventListener('popuphidden', () => hidden(), { once: true });
          panel.hidePopup();
        })),
        evaluate: (ask, ...args) => asBrowser((code, values) => new Promise((answered, failed) => {
          const { messageManager } = /** @type {any} */ (document.querySelector('.webextension-popup-browser'));
          const name = `second-look-tests:${Math.random()}`;
          messageManager.addMessageListener(name, function listener(/** @type {{ data: { answer: unknown, error?: string } }} */ { data: { answer, error } }) {
            messageManager.removeMessageListener(name, listener);
            if (error === undefined) answered(answer);
            else failed(new Error(error));
          });
          const script = `{
            const tell = said => sendAsyncMessage(${JSON.stringify(name)}, said);
            try { tell({ answer: (document => (${code})(...${JSON.stringify(values)}))(content.document) }); } catch (error) { tell({ error: String(error) }); }
          }`;
          messageManager.loadFrameScript(`data:text/javascript;charset=utf-8,${encodeURIComponent(script)}`, false);
        }), String(ask), args),
      };
    },
    /** A tab that an extension page opened has no page of puppeteer's either. */
    async opened(isWanted) {
      for (const end = performance.now() + DEADLINE; performance.now() < end;) {
        const wanted = (await send('browsingContext.getTree', {})).contexts.find((/** @type {{ url: string }} */ { url }) => isWanted(url));
        if (wanted === undefined) continue;
        return {
          evaluate: async (ask, ...args) => JSON.parse(value(await send('script.evaluate', {
            expression: `Promise.resolve((${ask})(...${JSON.stringify(args)})).then(answer => JSON.stringify(answer ?? null))`,
            target: { context: wanted.context },
            awaitPromise: true,
          })).value),
          close: () => send('browsingContext.close', { context: wanted.context }),
        };
      }
      throw new Error('the tab did not open');
    },
    isOpen: async isWanted => (await send('browsingContext.getTree', {})).contexts.some((/** @type {{ url: string }} */ { url }) => isWanted(url)),
    setColours: (_page, scheme) => asBrowser(dark => {
      Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', dark ? 0 : 1);
    }, scheme === 'dark'),
    async layer(page) {
      const target = { context: contextOf(page) };
      const hosts = value(await send('script.evaluate', {
        expression: HOSTS,
        target,
        awaitPromise: false,
        serializationOptions: { includeShadowTree: 'all', maxDomDepth: 1 },
      })).value;
      /** @type {{ sharedId: string, value: { mode: string } }[]} */
      const roots = hosts.map((/** @type {any} */ host) => host.value.shadowRoot).filter((/** @type {any} */ root) => root?.value.mode === 'closed');
      return roots.map(({ sharedId }) => async (ask, ...args) => {
        const reply = value(await send('script.callFunction', {
          functionDeclaration: `(root, args) => JSON.stringify((${ask})(root, ...JSON.parse(args)) ?? null)`,
          arguments: [{ sharedId }, { type: 'string', value: JSON.stringify(args) }],
          target,
          awaitPromise: false,
        }));
        return JSON.parse(reply.value);
      });
    },
  };
}
