/** LinkedIn's newer page: TipTap inside a native `<dialog>` opened with showModal(), so in the top layer. */
import { describeTipTap, mountTipTap } from './tiptap.js';

const dialog = document.getElementById('dialog');
let editor = null;
window.__editorState = () => describeTipTap(editor);

document.getElementById('opener').addEventListener('click', () => {
  dialog.showModal();
  editor = mountTipTap(document.getElementById('editor'), {
    role: 'textbox', componentkey: 'ShareBox_textEditor', 'aria-label': 'Text editor for creating content',
  });
  editor.commands.focus();
});
document.getElementById('submit').addEventListener('click', () => {
  dialog.close();
  editor.destroy();
});
