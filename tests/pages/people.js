/**
 * The person whom the composer pages' mention lists know. One is enough: what matters to the
 * extension is the entity or chip that an editor makes of a mention.
 */
export const PERSON = { id: '1001', value: 'Maya Jones' };

/** The letters of a mention that is still being typed, just before the caret. */
export const TRIGGER = /@(\w*)$/;

/** An element that the page is known to have. @param {string} id */
export const at = id => /** @type {HTMLElement} */ (document.getElementById(id));
