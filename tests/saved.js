/** What a page of ours hands to the person as a file, caught before the browser asks where to put it. */

/** @import { Page } from './browser.js' */

/** @param {Page} page */
export const catchSaved = page => page.evaluate(() => {
  URL.createObjectURL = blob => {
    Object.assign(window, { __saved: blob });
    return 'blob:caught';
  };
  HTMLAnchorElement.prototype.click = () => {};
});

/** The words of the last file. @param {Page} page @returns {Promise<string>} */
export const saved = page => page.evaluate(() => /** @type {any} */ (window).__saved.text());
