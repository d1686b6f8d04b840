/**
 * Facebook's composers: Lexical, in a `[role=dialog]` that opens at a click, and in a comment box.
 * A mention is a Lexical text node of its own in "segmented" mode, as in Lexical's own examples.
 */
import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { registerRichText } from '@lexical/rich-text';
import {
  $applyNodeReplacement, $getRoot, $getSelection, $isRangeSelection, $isTextNode, COMMAND_PRIORITY_HIGH,
  KEY_ENTER_COMMAND, TextNode, createEditor,
} from 'lexical';
import { fileInput, preview } from './attached.js';
import { PERSON, TRIGGER, at } from './people.js';

class MentionNode extends TextNode {
  /** @override */
  static getType() { return 'mention'; }
  /** @override @param {MentionNode} node */
  static clone(node) { return new MentionNode(node.__text, node.__key); }
  /** @override @param {import('lexical').SerializedTextNode} json */
  static importJSON(json) { return $applyNodeReplacement(new MentionNode(json.text)).setMode('segmented'); }
  /** @override @param {import('lexical').EditorConfig} config */
  createDOM(config) {
    const dom = super.createDOM(config);
    dom.className = 'mention';
    return dom;
  }
  /** @override @returns {boolean} */
  canInsertTextBefore() { return false; }
  /** @override @returns {boolean} */
  canInsertTextAfter() { return false; }
  /** @override @returns {boolean} */
  isTextEntity() { return true; }
}

/** Makes a mention of the name that is being typed at the caret; false if none is. */
function $completeMention() {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false;
  const { offset } = selection.anchor;
  const node = selection.anchor.getNode();
  if (!$isTextNode(node)) return false;
  const typed = node.getTextContent().slice(0, offset).match(TRIGGER);
  if (typed === null) return false;
  const start = offset - typed[0].length;
  const parts = node.splitText(start, offset);
  const mention = $applyNodeReplacement(new MentionNode(PERSON.value)).setMode('segmented');
  parts[start === 0 ? 0 : 1].replace(mention);
  mention.selectEnd();
  return true;
}

/** @type {Record<string, {editor: import('lexical').LexicalEditor, history: import('@lexical/history').HistoryState}>} */
const editors = {};

/**
 * A Lexical editor in `parent`, with the attributes that Facebook puts on its editable element.
 * @param {string} name
 * @param {Element} parent
 * @param {string} label
 */
function mount(name, parent, label) {
  const element = document.createElement('div');
  for (const [key, value] of Object.entries({
    contenteditable: 'true', role: 'textbox', spellcheck: 'true', 'aria-label': label, tabindex: '0',
  })) element.setAttribute(key, value);
  parent.append(element);
  const history = createEmptyHistoryState();
  const editor = createEditor({ namespace: name, nodes: [MentionNode], onError: error => { throw error; } });
  editor.setRootElement(element);
  registerRichText(editor);
  registerHistory(editor, history, 300);
  editor.registerCommand(KEY_ENTER_COMMAND, event => {
    if (!$completeMention()) return false;
    event?.preventDefault();
    return true;
  }, COMMAND_PRIORITY_HIGH);
  editors[name] = { editor, history };
  return element;
}

/** A point of Lexical's selection as indexes from the root down, since keys differ from run to run. @param {import('lexical').PointType} point */
function $path(point) {
  const steps = [point.offset];
  /** @type {import('lexical').LexicalNode} */
  let node = point.getNode();
  for (let parent = node.getParent(); parent !== null; parent = node.getParent()) {
    steps.unshift(node.getIndexWithinParent());
    node = parent;
  }
  return steps;
}

window.__editorState = (name = 'post') => {
  const { editor, history } = editors[name];
  return editor.getEditorState().read(() => {
    const selection = $getSelection();
    return {
      text: $getRoot().getTextContent(),
      caret: $isRangeSelection(selection) ? [$path(selection.anchor), $path(selection.focus)] : null,
      undo: history.undoStack.length,
      redo: history.redoStack.length,
    };
  });
};

mount('comment', at('comment'), 'Comment as Sam Carter');

at('opener').addEventListener('click', () => {
  const dialog = document.createElement('div');
  dialog.setAttribute('role', 'dialog');
  dialog.setAttribute('aria-label', 'Create post');
  const audience = document.createElement('div');
  audience.setAttribute('role', 'button');
  audience.setAttribute('aria-label', 'Edit privacy. Sharing with Public.');
  audience.textContent = 'Public';
  const form = document.createElement('form');
  const post = document.createElement('div');
  post.setAttribute('role', 'button');
  post.setAttribute('aria-label', 'Post');
  post.tabIndex = 0;
  post.textContent = 'Post';
  post.addEventListener('click', () => dialog.remove());
  /** @param {HTMLElement} shown */
  const attach = shown => {
    const attachment = document.createElement('div');
    const remove = document.createElement('div');
    remove.setAttribute('role', 'button');
    remove.setAttribute('aria-label', 'Remove post attachment');
    remove.textContent = '✕';
    remove.addEventListener('click', () => attachment.remove());
    attachment.append(shown, remove);
    form.append(attachment);
  };
  const checkIn = document.createElement('div');
  checkIn.setAttribute('role', 'button');
  checkIn.setAttribute('aria-label', 'Check in');
  checkIn.textContent = 'Check in';
  checkIn.addEventListener('click', () => {
    const map = document.createElement('img');
    map.src = '/static_map.php?zoom=14';
    attach(map);
  });
  dialog.append(audience, form, fileInput('Photo/video', file => attach(preview(file))), checkIn, post);
  at('dialogs').append(dialog);
  mount('post', form, "What's on your mind, Sam?").focus();
});
