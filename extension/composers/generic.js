/**
 * What stands under every site's adapter: any box for writing several lines, and the boxes of known
 * editors. Boxes for one line (titles) are a second adapter, used only where the person asked for the
 * site: on the three sites such boxes are searches and sign-ins.
 */

/** Boxes that are filled in rather than written: searches, sign-ins, addresses, code. */
const not = [
  '[role="searchbox"]',
  '[role="combobox"]',
  '[role="spinbutton"]',
  '[type="search"]',
  '[aria-readonly="true"]',
  "[readonly]",
  "[disabled]",
  '[role="search"] *',
  ".monaco-editor *",
  ".ace_editor *",
].join(", ");

/** @type {import("./adapter.js").Adapter} */
export const generic = {
  name: "generic",
  hosts: [],
  editors: [
    { selector: "textarea", label: "Text" },
    {
      selector:
        '.public-DraftEditor-content, .ProseMirror, .cm-content, .ql-editor, trix-editor, [data-lexical-editor="true"], [data-slate-editor="true"]',
      label: "Text",
    },
    {
      selector: '[contenteditable=""], [contenteditable="true" i], [contenteditable="plaintext-only" i]',
      label: "Text",
    },
  ],
  not,
  // What a person has just chosen from their files is shown by an address that holds in this page alone.
  attachments: {
    within: 'form, dialog, [role="dialog"]',
    shows: [
      ["picture", 'img:is([src^="blob:"], [src^="data:image/"])'],
      ["video", 'video:is([src^="blob:"], :has(source[src^="blob:"]))'],
    ],
  },
  confidence: "by standard",
  checked_on: "2026-11-28",
};

/** @type {import("./adapter.js").Adapter} */
export const titles = {
  name: "titles",
  hosts: [],
  editors: [{ selector: 'input:not([type]), input[type="text" i]', label: "Title" }],
  not: `${not}, [autocomplete]:not([autocomplete="off"]), [list], [inputmode="numeric"], [name*="user" i], [name*="search" i], [name="q"]`,
  confidence: "by standard",
  checked_on: "2026-11-28",
};
