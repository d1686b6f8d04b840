/**
 * The one file that touches the browser's extension APIs.
 *
 * Everything else works on plain data and the DOM, so what the extension can do with the browser is
 * read here, in one page. Each listener checks its sender before it hands a message on.
 */

/** @import { Summary } from "./messages.js" */
/** @import { Review } from "./review.js" */
/** @import { Author, IgnoredKind } from "./settings.js" */
import { isSummary } from "./messages.js";
import { reviewFrom } from "./review.js";
import { authorFrom, ignoredFrom, isOff, offSitesFrom, withKind, withSite } from "./settings.js";

/** @type {typeof chrome} Firefox offers promises under `browser`, Chromium under `chrome`. */
const api = /** @type {any} */ (globalThis).browser ?? globalThis.chrome;

/** Where the person's choices stand in local storage (settings.js says what they are). */
const OFF_SITES = "offSites";
const IGNORED_KINDS = "ignoredKinds";
const AUTHOR = "author";
/** Whether the welcome page was opened: it comes once. */
const WELCOMED = "welcomed";

// ---- this extension ----

/** False once the extension was updated or removed under an open page: its old scripts are orphans. */
export function isAlive() {
  try {
    return Boolean(api?.runtime?.id);
  } catch {
    return false;
  }
}

/** @param {chrome.runtime.MessageSender | undefined} sender */
const isOurs = (sender) => sender?.id === api.runtime.id;

/**
 * From the background or one of our pages, and so not from a script in a web page.
 * @param {chrome.runtime.MessageSender} sender
 */
const isOurPage = (sender) => isOurs(sender) && (!sender.tab || Boolean(sender.url?.startsWith(api.runtime.getURL(""))));

/**
 * Handles messages from the background and our own pages. A handler answers with a value, a promise of
 * one, or undefined for a message that it does not know.
 * @param {(message: unknown) => unknown} handle
 * @returns {() => void} stops listening
 */
export function onPageMessage(handle) {
  return listen((message, sender) => (isOurPage(sender) ? handle(message) : undefined));
}

/**
 * Handles messages from our content scripts.
 * @param {(message: unknown, from: { tab: number, site: string }) => unknown} handle is told by the browser, not by the
 *   message, which tab and site it comes from
 */
export function onContentMessage(handle) {
  return listen((message, sender) => {
    const { tab, url = "" } = sender;
    if (!isOurs(sender) || tab?.id === undefined) return undefined;
    return handle(message, { tab: tab.id, site: URL.canParse(url) ? new URL(url).hostname : "" });
  });
}

/** @param {(message: unknown, sender: chrome.runtime.MessageSender) => unknown} handle */
function listen(handle) {
  /** @type {(message: unknown, sender: chrome.runtime.MessageSender, answer: (value: unknown) => void) => boolean} */
  const listener = (message, sender, answer) => {
    const value = handle(message, sender);
    if (value === undefined) return false;
    Promise.resolve(value).then(answer, () => answer(undefined));
    return true; // keeps the channel open until the answer
  };
  api.runtime.onMessage.addListener(listener);
  return () => {
    if (isAlive()) api.runtime.onMessage.removeListener(listener);
  };
}

/** @param {unknown} message to the background; no answer is expected */
export function tellBackground(message) {
  void api.runtime.sendMessage(message).catch(() => {});
}

/** @param {string} name @returns {chrome.runtime.Port} */
export const connect = (name) => api.runtime.connect({ name });

/**
 * Calls back for each port that one of our content scripts opens under this name.
 * @param {string} name
 * @param {(port: chrome.runtime.Port, tabId: number) => void} accept
 */
export function onPort(name, accept) {
  api.runtime.onConnect.addListener((port) => {
    const tabId = port.sender?.tab?.id;
    if (port.name !== name || !isOurs(port.sender) || tabId === undefined) return port.disconnect();
    accept(port, tabId);
  });
}

/**
 * Opens one of our own pages in a new tab.
 * @param {string} path within the extension, with its fragment
 */
export const openPage = (path) => api.tabs.create({ url: api.runtime.getURL(path) });

// ---- tabs ----

/** @returns {Promise<{ id: number, url?: string } | undefined>} `url` is known where we may see it */
export async function activeTab() {
  const [tab] = await api.tabs.query({ active: true, currentWindow: true });
  return tab?.id === undefined ? undefined : { id: tab.id, url: tab.url };
}

/**
 * Sends a message to the content script in a tab's top frame. Undefined where there is none.
 * @param {number} tabId
 * @param {unknown} message
 * @returns {Promise<unknown>}
 */
export const askTab = (tabId, message) => api.tabs.sendMessage(tabId, message, { frameId: 0 }).catch(() => undefined);

/**
 * What the content script of a tab knows of its drafts.
 * @param {number} tabId
 * @returns {Promise<Summary | undefined>} undefined where no content script answers
 */
export async function summaryOf(tabId) {
  const answer = await askTab(tabId, { type: "summarise" });
  return isSummary(answer) ? answer : undefined;
}

/** Leaves a tab with the badge that all tabs have. The API's types do not know of it. */
const noText = /** @type {string} */ (/** @type {unknown} */ (null));

/**
 * Shows a count on the toolbar icon for one tab; none for zero.
 * @param {number} tabId
 * @param {number} count
 */
export async function showCount(tabId, count) {
  try {
    await api.action.setBadgeText({ tabId, text: count === 0 ? noText : count > 99 ? "99+" : String(count) });
    if (count > 0) await colourBadge({ tabId });
  } catch {
    // the tab was closed in the meantime
  }
}

/**
 * Shows or takes away the dot on the toolbar icon that says that privacy settings are due. A tab's count goes before it.
 * @param {boolean} on
 */
export async function showDot(on) {
  await api.action.setBadgeText({ text: on ? "•" : "" });
  if (on) await colourBadge({});
}

/** @param {{ tabId?: number }} where of one tab, or of all */
async function colourBadge(where) {
  await api.action.setBadgeBackgroundColor({ ...where, color: "#3a4d7a" });
  await api.action.setBadgeTextColor({ ...where, color: "#ffffff" });
}

/** @param {(tabId: number) => void} handle called when the person presses the shortcut of this command */
export function onCommand(/** @type {string} */ name, handle) {
  api.commands.onCommand.addListener(async (command, tab) => {
    if (command !== name) return;
    const tabId = tab?.id ?? (await activeTab())?.id;
    if (tabId !== undefined) handle(tabId);
  });
}

/** @param {string} name of a command @returns {Promise<string>} the keys that call it now; empty where there are none */
export const shortcutOf = async (name) => (await api.commands.getAll()).find((command) => command.name === name)?.shortcut ?? "";

// ---- the person's choices ----

/** @param {string} key @returns {Promise<unknown>} */
const stored = async (key) => (await api.storage.local.get(key))[key];

/**
 * Calls back when one of these choices has changed.
 * @param {string[]} keys
 * @param {() => void} handle
 * @returns {() => void} stops listening
 */
function onStored(keys, handle) {
  /** @type {(changes: Record<string, unknown>) => void} */
  const listener = (changes) => {
    if (keys.some((key) => key in changes)) handle();
  };
  api.storage.local.onChanged.addListener(listener);
  return () => {
    if (isAlive()) api.storage.local.onChanged.removeListener(listener);
  };
}

const offSites = async () => offSitesFrom(await stored(OFF_SITES));

/** @param {string} site host name @returns {Promise<boolean>} */
export const isSiteOn = async (site) => !isOff(await offSites(), site);

/**
 * Keeps the person's choice for a site.
 * @param {string} site host name
 * @param {boolean} on
 */
export const setSiteOn = async (site, on) => api.storage.local.set({ [OFF_SITES]: withSite(await offSites(), site, on) });

/**
 * Calls back when the choices for a site may have changed.
 * @param {() => void} handle
 * @returns {() => void} stops listening
 */
export const onSitesChanged = (handle) => onStored([OFF_SITES, IGNORED_KINDS], handle);

/** @returns {Promise<IgnoredKind[]>} */
export const ignoredKinds = async () => ignoredFrom(await stored(IGNORED_KINDS));

/**
 * Keeps the person's choice for a kind of finding on a site: the rule's id and the host, and no word of a draft.
 * @param {IgnoredKind} kind
 * @param {boolean} ignored
 */
export const setIgnored = async (kind, ignored) => api.storage.local.set({ [IGNORED_KINDS]: withKind(await ignoredKinds(), kind, ignored) });

// ---- the author ----

/** @returns {Promise<Author>} what the person told of themselves */
export const author = async () => authorFrom(await stored(AUTHOR));

/** @param {Partial<Author>} answers */
export const setAuthor = async (answers) => api.storage.local.set({ [AUTHOR]: { ...(await author()), ...answers } });

/** @param {() => void} handle called when the answers have changed */
export const onAuthorChanged = (handle) => void onStored([AUTHOR], handle);

/** @returns {Promise<boolean>} true the first time it is asked, and never again */
export async function isFirstUse() {
  if (await stored(WELCOMED)) return false;
  await api.storage.local.set({ [WELCOMED]: true });
  return true;
}

// ---- privacy settings ----

/** Where the days on which privacy settings were looked at stand in local storage. */
const REVIEW = "privacyReview";

/** @returns {Promise<Review>} */
export const privacyReview = async () => reviewFrom((await api.storage.local.get(REVIEW))[REVIEW]);

/** @param {() => void} handle called when a day or the reminder has changed */
export const onReviewChanged = (handle) => void onStored([REVIEW], handle);

/** @param {Review} review */
export const setPrivacyReview = (review) => api.storage.local.set({ [REVIEW]: review });

// ---- permissions ----

/** @param {string} site host name */
const originOf = (site) => `*://${site}/*`;

/** @param {string} site host name @returns {Promise<boolean>} whether we may read this site's pages */
export const mayCheck = (site) => api.permissions.contains({ origins: [originOf(site)] });

/**
 * Asks the person for a site, by the browser's own question. It must be called straight from a click.
 * The background sees the answer and starts the content script there, also when the popup has closed.
 * @param {string} site host name
 * @returns {Promise<boolean>}
 */
export const askForSite = (site) => api.permissions.request({ origins: [originOf(site)] });

/** Takes back what the person allowed. @param {string} site host name */
export const leaveSite = (site) => api.permissions.remove({ origins: [originOf(site)] });

/**
 * @param {string} site host name
 * @returns {boolean} whether the site is one of those that the manifest names
 */
export const isOwnSite = (site) =>
  (api.runtime.getManifest().host_permissions ?? []).some((/** @type {string} */ match) => {
    const host = match.replace(/^[^:]+:\/\//, "").replace(/\/.*$/, "");
    return host.startsWith("*.") ? site === host.slice(2) || site.endsWith(host.slice(1)) : site === host;
  });

/**
 * Starts the content script in a tab that was open before the extension was there.
 * @param {number} tabId
 * @returns {Promise<boolean>} whether it could
 */
export const startIn = (tabId) =>
  api.scripting.executeScript({ target: { tabId }, files: ["content.js"] }).then(
    () => true,
    () => false,
  );

/** @param {() => void} handle called when sites were added or taken away */
export function onPermissionsChanged(handle) {
  api.permissions.onAdded.addListener(handle);
  api.permissions.onRemoved.addListener(handle);
}

/** @param {(isNew: boolean) => void} handle called after the extension was installed or updated */
export const onInstalled = (handle) => api.runtime.onInstalled.addListener(({ reason }) => handle(reason === "install"));

/** The content script's registration for the sites that the person added. */
const ADDED_SITES = "added-sites";

/**
 * Makes the content script run on exactly the sites that the person added to those of the manifest, in
 * pages opened from now on and in those that are open.
 */
export async function runOnAddedSites() {
  const own = new Set(api.runtime.getManifest().host_permissions);
  const granted = (await api.permissions.getAll()).origins ?? [];
  const matches = granted.filter((origin) => !own.has(origin));
  const [registered] = await api.scripting.getRegisteredContentScripts({ ids: [ADDED_SITES] });
  if (registered) await api.scripting.unregisterContentScripts({ ids: [ADDED_SITES] });
  if (matches.length === 0) return;
  await api.scripting.registerContentScripts([
    { id: ADDED_SITES, matches, js: ["content.js"], runAt: "document_start", persistAcrossSessions: true },
  ]);
  const known = new Set(registered?.matches);
  const added = matches.filter((origin) => !known.has(origin));
  if (added.length === 0) return;
  for (const tab of await api.tabs.query({ url: added })) {
    if (tab.id !== undefined)
      await api.scripting.executeScript({ target: { tabId: tab.id }, files: ["content.js"] }).catch(() => {});
  }
}
