/** The composers that are tested, as data: where each is, how it is opened, which element is edited. */

/** @import { Editable, Page } from './browser.js' */
/** @typedef {{page: Page, editable: Editable, composer: Composer}} Place a composer that is open, and its page */

/**
 * @typedef {object} Composer
 * @property {string} name
 * @property {Parameters<Awaited<ReturnType<import('./server.js').serve>>['url']>[0]} page
 * @property {string[]} opens what is clicked, in order, before the composer is there
 * @property {string} editable the element that is edited, in the document or in an open shadow root of it
 * @property {string | number} editor its name for the page's test hook
 * @property {'entity' | 'chip' | null} mention what a mention becomes: styled text, an uneditable chip, or just its letters
 * @property {string | null} list the list of names that must be open before Enter takes one
 * @property {boolean} lines whether Enter starts a new line
 */

/** @param {Omit<Composer, 'opens' | 'mention' | 'list' | 'lines'> & Partial<Composer>} fields @returns {Composer} */
const composer = fields => ({ opens: [], mention: 'entity', list: null, lines: true, ...fields });

export const COMPOSERS = [
  composer({ name: 'X post', page: 'x.com/home', editable: '[data-testid="tweetTextarea_0"]', editor: 0 }),
  composer({ name: 'X thread part', page: 'x.com/home', opens: ['[data-testid="addButton"]'], editable: '[data-testid="tweetTextarea_1"]', editor: 1 }),
  composer({ name: 'Facebook post', page: 'www.facebook.com/', opens: ['#opener'], editable: '[role="dialog"] [data-lexical-editor="true"]', editor: 'post' }),
  composer({ name: 'Facebook comment', page: 'www.facebook.com/', editable: '[aria-label^="Comment as"]', editor: 'comment' }),
  composer({ name: 'LinkedIn classic post', page: 'www.linkedin.com/feed/', opens: ['#opener'], editable: '.ql-editor', editor: 'post', mention: 'chip', list: '.ql-mention-list-item' }),
  composer({ name: 'LinkedIn SDUI post', page: 'www.linkedin.com/preload/', opens: ['#opener'], editable: '[componentkey="ShareBox_textEditor"]', editor: 'post', mention: 'chip', list: '[role="listbox"]' }),
  composer({ name: 'LinkedIn comment', page: 'www.linkedin.com/feed/', editable: '[data-testid="ui-core-tiptap-text-editor-wrapper"] [contenteditable="true"]', editor: 'comment', mention: 'chip', list: '[role="listbox"]' }),
  composer({ name: 'forum text area', page: 'forum.example.org/', editable: '#reply', editor: 'reply', mention: null }),
  composer({ name: 'forum title', page: 'forum.example.org/', editable: '#title', editor: 'title', mention: null, lines: false }),
  composer({ name: 'forum contenteditable', page: 'forum.example.org/', editable: '#rich', editor: 'rich', mention: 'chip' }),
];

/** Sites that the manifest does not name, as the person would have allowed them. */
export const ALLOWED_SITES = ['https://forum.example.org/*'];

/** @param {Page} page @param {Composer} composer */
export const editableOf = async (page, { editable }) => /** @type {Editable} */ (await page.evaluateHandle(selector => {
  const open = [document, ...[...document.querySelectorAll('*')].map(element => element.shadowRoot).filter(root => root !== null)];
  return open.map(root => root.querySelector(selector)).find(element => element !== null);
}, editable));

/** Opens a composer and puts the caret into it, as a person does, with the mouse. @param {Page} page @param {Composer} composer */
export async function enter(page, composer) {
  for (const opener of composer.opens) await page.click(opener);
  const editable = await editableOf(page, composer);
  await editable.click();
  return editable;
}
