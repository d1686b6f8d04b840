/** A TipTap editor with history and mentions, for both of LinkedIn's pages that use one. */
import { Editor } from '@tiptap/core';
import { Mention } from '@tiptap/extension-mention';
import { redoDepth, undoDepth } from '@tiptap/pm/history';
import { StarterKit } from '@tiptap/starter-kit';
import { PERSON } from './people.js';

/** @param {Element} element @param {Record<string, string>} attributes for the editable element */
export function mountTipTap(element, attributes) {
  return new Editor({
    element,
    extensions: [
      StarterKit,
      Mention.configure({
        HTMLAttributes: { class: 'mention' },
        suggestion: {
          items: () => [PERSON],
          render: () => {
            const list = document.createElement('ul');
            list.setAttribute('role', 'listbox');
            list.textContent = PERSON.value;
            let take = () => {};
            /** @param {import('@tiptap/suggestion').SuggestionProps} props */
            const remember = props => { take = () => props.command({ id: PERSON.id, label: PERSON.value }); };
            return {
              onStart(props) {
                remember(props);
                element.parentElement?.append(list);
              },
              onUpdate: remember,
              onExit: () => list.remove(),
              onKeyDown: ({ event }) => {
                if (event.key !== 'Enter') return false;
                take();
                return true;
              },
            };
          },
        },
      }),
    ],
    editorProps: { attributes },
  });
}

/** What the test hook tells: ProseMirror's own document, selection and history. @param {Editor} editor */
export function describeTipTap(editor) {
  const { state } = editor;
  return {
    text: JSON.stringify(state.doc.toJSON()),
    caret: [state.selection.anchor, state.selection.head],
    undo: undoDepth(state),
    redo: redoDepth(state),
  };
}
