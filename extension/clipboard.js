/**
 * Puts words on the clipboard, at the person's press.
 *
 * By the browser's own interface and not by a copy event: that would need the words in an element of the page, and is heard
 * by it. What the page may learn is that its window's clipboard changed, as at any copy; the words are not in the event.
 *
 * @param {string} words
 * @returns {Promise<boolean>} whether the browser, and the page's policy, let them through
 */
export const copy = async (words) => navigator.clipboard?.writeText(words).then(() => true, () => false) ?? false;
