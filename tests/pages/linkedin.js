/**
 * LinkedIn's classic page: the post is written in Quill, in a modal inside the OPEN shadow root of
 * `#interop-outlet`; comments in TipTap, in the page itself. A mention in Quill is quill-mention's embed.
 */
import Quill from 'quill';
import { Mention, MentionBlot } from 'quill-mention';
import { fileInput, preview } from './attached.js';
import { PERSON, at } from './people.js';
import { describeTipTap, mountTipTap } from './tiptap.js';

Quill.register({ 'blots/mention': MentionBlot, 'modules/mention': Mention });

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 */
const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

const comment = mountTipTap(at('comment'), {
  role: 'textbox', 'aria-label': 'Text editor for creating comment',
});
/** @type {Quill} */
let quill;

window.__editorState = (name = 'post') => {
  if (name === 'comment') return describeTipTap(comment);
  const [range] = quill.selection.getRange();
  return {
    text: quill.getContents().ops.map((/** @type {{insert?: unknown}} */ op) => (typeof op.insert === 'string' ? op.insert : JSON.stringify(op.insert))).join(''),
    caret: range === null ? null : [range.index, range.length],
    undo: quill.history.stack.undo.length,
    redo: quill.history.stack.redo.length,
  };
};

/**
 * Quill asks the document for its selection and focus, and the document tells nothing of what is inside a shadow root:
 * an editor that lives in one must be told where to look, or it knows no caret.
 * @param {Quill} quill
 * @param {ShadowRoot} root
 */
function lookIntoShadow({ selection }, root) {
  selection.hasFocus = () => root.activeElement === selection.root;
  selection.getNativeRange = () => {
    const [found] = /** @type {Selection} */ (getSelection()).getComposedRanges({ shadowRoots: [root] });
    if (found === undefined) return null;
    const range = document.createRange();
    range.setStart(found.startContainer, found.startOffset);
    range.setEnd(found.endContainer, found.endOffset);
    return selection.normalizeNative(range);
  };
}

const outlet = at('interop-outlet').attachShadow({ mode: 'open' });
at('opener').addEventListener('click', () => {
  const container = make('div');
  const post = make('button', { class: 'share-actions__primary-action' }, 'Post');
  const dialog = make('div', { role: 'dialog', class: 'share-box-v2__modal', 'aria-labelledby': 'share-to-linkedin-modal__header' },
    make('h2', { id: 'share-to-linkedin-modal__header' }, 'Sam Carter'),
    make('button', { class: 'share-unified-settings-entry-button' }, 'Post to Anyone'),
    make('div', { class: 'share-creation-state__text-editor' }, container),
    fileInput('Add media', file => dialog.insertBefore(make('div', { class: 'share-creation-state__preview-container' }, preview(file)), dialog.lastChild)),
    make('div', { class: 'share-actions' }, post));
  post.addEventListener('click', () => outlet.replaceChildren());
  // A style sheet of the document does not reach into a shadow root.
  outlet.append(make('link', { rel: 'stylesheet', href: '/composer.css' }), dialog);
  quill = new Quill(container, {
    modules: {
      mention: {
        mentionDenotationChars: ['@'],
        showDenotationChar: true,
        spaceAfterInsert: false,
        source: (/** @type {string} */ _typed, /** @type {(people: object[], typed: string) => void} */ show) => show([PERSON], _typed),
        renderItem: (/** @type {typeof PERSON} */ item) => document.createTextNode(item.value),
      },
    },
  });
  lookIntoShadow(quill, outlet);
  quill.root.setAttribute('aria-label', 'Text editor for creating content');
  quill.root.setAttribute('role', 'textbox');
  quill.root.setAttribute('data-test-ql-editor-contenteditable', 'true');
  quill.focus();
});
