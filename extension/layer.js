/**
 * The one node that we add to a page: a host with a closed shadow root, over everything, in the top
 * layer. The page cannot look into it, style it or receive its events.
 *
 * It is a child of `<html>`, where no editor and no framework looks. Where the composer stands in a
 * modal dialog it is a child of that dialog, as all outside is inert and beneath.
 */

import { make } from "./elements.js";
import { keepGate } from "./gate.js";
import { around, zoomOf } from "./geometry.js";
import styles from "./layer.css";

/** A name that says nothing of who is here. */
const HOST = "ui-layer";

/**
 * Takes away the layers that an earlier start left in this page. Firefox ends a content script whose
 * extension was updated without letting it clear up.
 * @param {Document | ShadowRoot} [root] dialogs, which can hold a layer, also stand in open shadow roots
 */
export function removeOldLayers(root = document) {
  for (const host of root.querySelectorAll(`html > ${HOST}[popover]:empty, dialog > ${HOST}[popover]:empty`)) host.remove();
  for (const { shadowRoot } of root.querySelectorAll("*")) if (shadowRoot) removeOldLayers(shadowRoot);
}

export class Layer {
  /** @type {HTMLElement} */
  host = document.createElement(HOST);
  /** Everything we show hangs in here. */
  root = make("div", { className: "root" });
  #shadow = this.host.attachShadow({ mode: "closed" });
  #openGate;
  #resizes;

  /** @param {() => void} onResize called when the window, or the zoom of what holds the layer, changes */
  constructor(onResize) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    this.#shadow.adoptedStyleSheets = [sheet];
    this.#shadow.append(this.root);
    this.host.popover = "manual";
    this.#resizes = new ResizeObserver(onResize);
    this.#openGate = keepGate(window, () => ({ host: this.host, shadow: this.#shadow }));
  }

  get isShown() {
    return this.host.isConnected && this.host.matches(":popover-open");
  }

  /**
   * Shows the layer above the page that holds this element. Also after the page took it away: it is put
   * back when there is something to paint, and not before.
   * @param {Element} element
   */
  show(element) {
    const parent = modalAround(element) ?? document.documentElement;
    if (this.host.parentNode !== parent) {
      // Another parent ends the popover, so focus within would be lost: only when it must.
      parent.append(this.host);
      this.#resizes.observe(this.host);
    }
    if (!this.host.matches(":popover-open")) this.host.showPopover();
    // A zoom of what holds the layer is taken back, so that its points are those of the window.
    const zoom = String(1 / zoomOf(this.host));
    if (this.root.style.zoom !== zoom) this.root.style.zoom = zoom;
  }

  /** Above what the page has opened in the top layer since. */
  raise() {
    if (!this.isShown || this.hasFocus) return;
    this.host.hidePopover();
    this.host.showPopover();
  }

  hide() {
    this.#resizes.disconnect();
    this.host.remove();
  }

  get hasFocus() {
    return this.#shadow.activeElement !== null;
  }

  /** @returns {Element | null} */
  get focused() {
    return this.#shadow.activeElement;
  }

  stop() {
    this.#openGate();
    this.hide();
  }
}

/**
 * The modal dialog of the top document that holds an element.
 * @param {Element} element
 */
function modalAround(element) {
  /** @type {Element | null} */
  let at = element;
  while (at) {
    if (at.ownerDocument === document && at.localName === "dialog" && at.matches(":modal")) return at;
    at = around(at) ?? at.ownerDocument.defaultView?.frameElement ?? null;
  }
  return null;
}
