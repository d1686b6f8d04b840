/**
 * Keeps the events of our own layer from the page.
 *
 * Keys and clicks that are meant for the panel or a card would otherwise reach the page's listeners:
 * shortcuts would fire, dialogs would take a click beside them as a wish to close, and focus traps would
 * take the focus back. So at the window, before any listener of the page, an event that is aimed at the
 * layer's host is stopped; keys and clicks are handed on inside the closed root, as copies that cannot
 * leave it. Only real events are handed on, so the page cannot press our buttons.
 */

/** A key press that was handed on. Firefox does not deliver copies under the name of `keydown` itself. */
export const LAYER_KEY = "layer-key";

const STOPPED = (
  "keydown keyup keypress pointerdown pointerup mousedown mouseup click auxclick dblclick contextmenu " +
  "touchstart touchend focusin focusout focus blur beforeinput input wheel"
).split(" ");

/**
 * @param {Window} view
 * @param {() => { host: Element, shadow: ShadowRoot } | undefined} layer as it now stands
 * @returns {() => void} opens the gate for good
 */
export function keepGate(view, layer) {
  /** @param {Event} event */
  const stop = (event) => {
    const own = layer();
    if (!own || event.composedPath()[0] !== own.host) return;
    if (event.type === "click" && !pressed(own.shadow, event)) return; // by assistive technology: let it find its button
    event.stopImmediatePropagation();
    if (!event.isTrusted) return;
    if (event.type === "mousedown") event.preventDefault(); // the caret stays where it is
    if (event.type === "click") pressed(own.shadow, event)?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    if (event.type === "keydown") {
      const { key, shiftKey, ctrlKey, altKey, metaKey, isComposing } = /** @type {KeyboardEvent} */ (event);
      const copy = new KeyboardEvent(LAYER_KEY, { key, shiftKey, ctrlKey, altKey, metaKey, isComposing, bubbles: true, cancelable: true });
      own.shadow.activeElement?.dispatchEvent(copy);
      if (copy.defaultPrevented) event.preventDefault();
    }
  };
  const options = { capture: true, passive: false };
  for (const type of STOPPED) view.addEventListener(type, stop, type === "wheel" ? { capture: true, passive: true } : options);
  return () => {
    for (const type of STOPPED) view.removeEventListener(type, stop, { capture: true });
  };
}

/**
 * What a click was aimed at: the element under the pointer, or the one with focus for a key.
 * @param {ShadowRoot} shadow
 * @param {Event} event
 * @returns {Element | null}
 */
function pressed(shadow, event) {
  const { detail, clientX, clientY } = /** @type {MouseEvent} */ (event);
  return detail === 0 ? shadow.activeElement : shadow.elementFromPoint(clientX, clientY);
}
