/**
 * Opens Chromium with the extension on its playground, for a person to try. Ends when the window is closed.
 */
import { launch } from './browser.js';

const { browser, openOwn } = await launch('chromium', { headless: false, reader: true, welcome: true });
await openOwn('www/playground.html');
await new Promise(closed => { browser.once('disconnected', closed); });
