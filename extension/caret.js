/**
 * Keeps the caret where it is while the focus is in our layer.
 *
 * Most editors leave the selection alone when they lose the focus. Draft.js takes it away, and a box that has the focus again
 * then has its caret at the very beginning.
 *
 * @param {HTMLElement} element that has the focus now
 * @returns {() => void} puts the caret back, once the focus is back
 */
export function keepCaret(element) {
  const selection = element.ownerDocument.getSelection();
  if (!selection) return () => {};
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  if (!anchorNode || !focusNode || !element.contains(anchorNode) || !element.contains(focusNode)) return () => {};
  return () => {
    const isSame = selection.anchorNode === anchorNode && selection.anchorOffset === anchorOffset;
    if (isSame || !holds(element, anchorNode, anchorOffset) || !holds(element, focusNode, focusOffset)) return;
    selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
  };
}

/** @param {HTMLElement} element @param {Node} node @param {number} offset whether this place is still there */
const holds = (element, node, offset) =>
  element.contains(node) && offset <= (node.nodeType === Node.TEXT_NODE ? /** @type {Text} */ (node).length : node.childNodes.length);
