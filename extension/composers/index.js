/** Which adapters hold on a site, and which box an event or a page has. */

/** @import { Adapter, AudienceControl, Editor } from "./adapter.js" */
/** @import { Attachment, Audience } from "../messages.js" */
import { facebook } from "./facebook.js";
import { generic, titles } from "./generic.js";
import { linkedin } from "./linkedin.js";
import { x } from "./x.js";

/** @typedef {{ element: HTMLElement, label: string }} Composer */

const sites = [x, facebook, linkedin];

/** @param {string} hostname @returns {Adapter[]} */
export function adaptersFor(hostname) {
  const own = sites.filter(({ hosts }) => hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`)));
  return own.length > 0 ? [...own, generic] : [generic, titles];
}

/**
 * The composer that an event came from.
 * @param {EventTarget[]} path the event's composed path: it crosses open shadow roots
 * @param {Adapter[]} adapters
 * @returns {Composer | undefined}
 */
export function composerOf(path, adapters) {
  const elements = path.filter(isElement);
  for (const adapter of adapters) {
    for (const editor of adapter.editors) {
      const element = elements.find((candidate) => fits(candidate, editor, adapter));
      if (element) return { element: editingHost(element), label: editor.label };
    }
  }
  return undefined;
}

/**
 * The composers that a page shows now. It looks through the whole page, so it is for a person's
 * question and not for each change of the page.
 * @param {Document} page
 * @param {Adapter[]} adapters
 * @returns {Composer[]}
 */
export function composersIn(page, adapters) {
  const shadows = adapters.flatMap(({ shadowHosts }) => shadowHosts ?? []).map((host) => page.querySelector(host)?.shadowRoot);
  const roots = [page, ...new Set(shadows.filter((shadow) => shadow != null))];
  /** @type {Map<HTMLElement, Composer>} */
  const found = new Map();
  for (const adapter of adapters) {
    for (const editor of adapter.editors) {
      for (const root of roots) {
        for (const candidate of root.querySelectorAll(editor.selector)) {
          if (!isElement(candidate) || !fits(candidate, editor, adapter) || !candidate.checkVisibility()) continue;
          const element = editingHost(candidate);
          if (!found.has(element)) found.set(element, { element, label: editor.label });
        }
      }
    }
  }
  return [...found.values()];
}

/**
 * Who will be able to read what is written in a box, where the dialog around it says so. A box outside a dialog is a
 * comment or a message: of whom it reaches, its page says nothing that holds still.
 *
 * @param {HTMLElement} element
 * @param {Adapter[]} adapters
 * @returns {Audience}
 */
export function audienceOf(element, adapters) {
  const dialog = element.closest('dialog, [role="dialog"]');
  for (const { audience } of dialog ? adapters : []) {
    const control = audience && dialog?.querySelector(audience.selector);
    if (control) return audienceSaid(control.getAttribute("aria-label") ?? control.textContent ?? "", audience);
  }
  return "unknown";
}

/**
 * @param {string} label of the button
 * @param {AudienceControl} control
 * @returns {Audience}
 */
export const audienceSaid = (label, { says }) => says.find(([words]) => label.includes(words))?.[1] ?? "unknown";

/**
 * The element that holds a box and what is attached to its post.
 * @param {HTMLElement} element
 * @param {Adapter[]} adapters
 * @returns {Element | undefined}
 */
export function wholeOf(element, adapters) {
  for (const { attachments } of adapters) {
    const whole = attachments && element.closest(attachments.within);
    if (whole) return whole;
  }
  return undefined;
}

/**
 * What is attached to the post that is written in a box.
 * @param {HTMLElement} element
 * @param {Adapter[]} adapters
 * @returns {Attachment[]} each kind once
 */
export function attachmentsOf(element, adapters) {
  for (const { attachments } of adapters) {
    const whole = attachments && element.closest(attachments.within);
    if (whole) return attachments.shows.filter(([, selector]) => whole.querySelector(selector)).map(([kind]) => kind);
  }
  return [];
}

/** @param {HTMLElement} element @returns {element is HTMLTextAreaElement | HTMLInputElement} */
export const isField = (element) => element.localName === "textarea" || element.localName === "input";

/** @param {EventTarget} target @returns {target is HTMLElement} also for elements of other frames */
const isElement = (target) => "nodeType" in target && target.nodeType === Node.ELEMENT_NODE && "isContentEditable" in target;

/** Some boxes are no more than a few points wide and only catch keys for an editor drawn elsewhere. */
const NARROWEST = 40;

/**
 * @param {HTMLElement} element
 * @param {Editor} editor
 * @param {Adapter} adapter
 */
const fits = (element, editor, adapter) =>
  element.matches(editor.selector) &&
  !(adapter.not && element.matches(adapter.not)) &&
  (isField(element) || element.isContentEditable) &&
  element.getBoundingClientRect().width >= NARROWEST;

/**
 * The outermost editable element: an editor can have editable parts inside an editable whole.
 * @param {HTMLElement} element
 */
function editingHost(element) {
  let host = element;
  while (!isField(host) && host.parentElement?.isContentEditable) host = host.parentElement;
  return host;
}
