/**
 * X's composer: Draft.js, with the test-id on the editable element itself, one editor for each part
 * of a thread, and the toolbar with the Post button in a subtree of its own beside the editors.
 * A mention is a Draft entity, drawn by a decorator, as X's own is.
 */
import React from 'react';
import ReactDOM from 'react-dom';
import { CompositeDecorator, Editor, EditorState, Modifier } from 'draft-js';
import { preview } from './attached.js';
import { PERSON, TRIGGER } from './people.js';

const h = React.createElement;

const decorator = new CompositeDecorator([{
  strategy(block, found, content) {
    block.findEntityRanges(character => {
      const key = character.getEntity();
      return key !== null && content.getEntity(key).getType() === 'MENTION';
    }, found);
  },
  component: (/** @type {{children: React.ReactNode}} */ { children }) => h('span', { className: 'mention' }, children),
}]);

/** The editor's state with the mention that is being typed made an entity, or null if none is. @param {EditorState} state */
function completeMention(state) {
  const selection = state.getSelection();
  const block = state.getCurrentContent().getBlockForKey(selection.getStartKey());
  const typed = block.getText().slice(0, selection.getStartOffset()).match(TRIGGER);
  if (!selection.isCollapsed() || typed === null) return null;
  const content = state.getCurrentContent().createEntity('MENTION', 'IMMUTABLE', PERSON);
  const replaced = Modifier.replaceText(
    content,
    /** @type {import('draft-js').SelectionState} */ (selection.set('anchorOffset', selection.getStartOffset() - typed[0].length)),
    `@${PERSON.value.replace(' ', '')}`,
    undefined,
    content.getLastCreatedEntityKey(),
  );
  return EditorState.push(state, replaced, 'insert-fragment');
}

/** What the test hook tells of one editor: Draft's own model, not the DOM. @param {EditorState} state */
function describe(state) {
  const selection = state.getSelection();
  const blocks = state.getCurrentContent().getBlocksAsArray();
  /** @param {string} key @param {number} offset */
  const at = (key, offset) => [blocks.findIndex(block => block.getKey() === key), offset];
  return {
    text: blocks.map(block => block.getText()).join('\n'),
    caret: [
      at(selection.getAnchorKey(), selection.getAnchorOffset()),
      at(selection.getFocusKey(), selection.getFocusOffset()),
    ],
    undo: state.getUndoStack().size,
    redo: state.getRedoStack().size,
  };
}

/** @extends {React.Component<{}, {parts: EditorState[], files: File[]}>} */
class Composer extends React.Component {
  /** @param {{}} props */
  constructor(props) {
    super(props);
    this.state = { parts: [EditorState.createEmpty(decorator)], files: /** @type {File[]} */ ([]) };
    window.__editorState = (part = 0) => describe(this.state.parts[Number(part)]);
  }

  /** @param {number} part @param {EditorState} state */
  change(part, state) {
    this.setState(({ parts }) => ({ parts: parts.map((old, i) => (i === part ? state : old)) }));
  }

  /** @override */
  render() {
    const { parts, files } = this.state;
    const editors = parts.map((state, part) => h('div', { key: part, 'data-testid': `tweetTextarea_${part}RichTextInputContainer` },
      h(Editor, {
        editorState: state,
        onChange: changed => this.change(part, changed),
        handleReturn: () => {
          const completed = completeMention(state);
          if (completed === null) return 'not-handled';
          this.change(part, completed);
          return 'handled';
        },
        webDriverTestID: `tweetTextarea_${part}`,
        ariaLabel: 'Post text',
        ariaMultiline: true,
        role: 'textbox',
        placeholder: 'What is happening?!',
        stripPastedStyles: true,
      })));
    return h('main', { role: 'main' },
      h('div', { 'data-testid': 'tweetTextareaRootContainer' }, editors),
      files.length > 0 && h('div', { 'data-testid': 'attachments' }, files.map((file, i) => h('div', { key: file.name },
        h('div', { ref: (/** @type {HTMLElement | null} */ home) => { if (home?.childElementCount === 0) home.append(preview(file)); } }),
        h('button', { 'aria-label': 'Remove media', onClick: () => this.setState({ files: files.filter((_, other) => other !== i) }) }, '✕')))),
      h('div', null,
        h('div', { 'data-testid': 'toolBar' },
          h('input', {
            type: 'file',
            'data-testid': 'fileInput',
            'aria-label': 'Add photos or video',
            onChange: (/** @type {React.ChangeEvent<HTMLInputElement>} */ { target }) => {
              this.setState({ files: [...files, ...target.files ?? []] });
              target.value = ''; // or React would not hear of the same file again
            },
          }),
          h('button', { 'aria-label': 'Everyone can reply' }, 'Everyone can reply'),
          h('button', {
            'data-testid': 'addButton',
            onClick: () => this.setState({ parts: [...parts, EditorState.createEmpty(decorator)] }),
          }, '+'),
          h('button', {
            'data-testid': 'tweetButton',
            onClick: () => this.setState({ parts: [EditorState.createEmpty(decorator)], files: [] }),
          }, 'Post'))));
  }
}

ReactDOM.render(h(Composer), document.getElementById('react-root'));
