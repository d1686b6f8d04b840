/** A forum without an editor library: a title, a text area and a plain contenteditable. The model is the browser's own. */
import { PERSON, TRIGGER, at } from './people.js';

const rich = at('rich');
/** A window's document always has one. */
const selected = () => /** @type {Selection} */ (getSelection());

// As many forums do it: Enter after "@Ma" puts an uneditable chip, through the browser's own editing command.
rich.addEventListener('keydown', event => {
  const { anchorNode, anchorOffset } = selected();
  const typed = anchorNode instanceof Text && anchorNode.data.slice(0, anchorOffset).match(TRIGGER);
  if (event.key !== 'Enter' || !typed) return;
  event.preventDefault();
  selected().setBaseAndExtent(anchorNode, anchorOffset - typed[0].length, anchorNode, anchorOffset);
  const chip = document.createElement('span');
  chip.className = 'mention';
  chip.contentEditable = 'false';
  chip.textContent = PERSON.value;
  document.execCommand('insertHTML', false, `${chip.outerHTML}&nbsp;`);
});

/** A point of the selection as child indexes from the editable element down. @param {Node | null} node @param {number} offset */
function path(node, offset) {
  const steps = [offset];
  for (; node !== rich; node = node.parentNode) {
    if (!node?.parentNode) return null;
    steps.unshift([.../** @type {ParentNode} */ (node.parentNode).childNodes].indexOf(/** @type {ChildNode} */ (node)));
  }
  return steps;
}

// The browsers do not tell the depth of their undo history: the tests undo to the bottom to compare it.
window.__editorState = (name = 'reply') => {
  const element = at(String(name));
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
    return { text: element.value, caret: [element.selectionStart, element.selectionEnd, element.selectionDirection], undo: null, redo: null };
  }
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selected();
  const inside = anchorNode !== null && rich.contains(anchorNode);
  return {
    text: rich.innerHTML,
    caret: inside ? [path(anchorNode, anchorOffset), path(focusNode, focusOffset)] : null,
    undo: null,
    redo: null,
  };
};
