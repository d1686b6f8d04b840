/** LinkedIn's newer page: TipTap inside a native `<dialog>` opened with showModal(), so in the top layer. */
import { at } from './people.js';
import { describeTipTap, mountTipTap } from './tiptap.js';

const dialog = /** @type {HTMLDialogElement} */ (at('dialog'));
/** @type {import('@tiptap/core').Editor} */
let editor;
window.__editorState = () => describeTipTap(editor);

at('opener').addEventListener('click', () => {
  dialog.showModal();
  editor = mountTipTap(at('editor'), {
    role: 'textbox', componentkey: 'ShareBox_textEditor', 'aria-label': 'Text editor for creating content',
  });
  editor.commands.focus();
});
at('submit').addEventListener('click', () => {
  dialog.close();
  editor.destroy();
});
