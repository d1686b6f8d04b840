/**
 * LinkedIn: two post composers are live. The older is Quill, in a dialog inside the open shadow root of
 * an outlet; the newer is TipTap, in a native dialog. Comments are TipTap, formerly Quill.
 */

/** @type {import("./adapter.js").Adapter} */
export const linkedin = {
  name: "linkedin",
  hosts: ["linkedin.com"],
  editors: [
    {
      selector:
        '[componentkey^="commentBox-"] [contenteditable="true"], .comments-comment-box__form .ql-editor[contenteditable="true"]',
      label: "Comment",
    },
    {
      selector:
        '[componentkey="ShareBox_textEditor"][contenteditable="true"], [componentkey="ShareBox_textEditor"] [contenteditable="true"], [data-sdui-screen*="sharing.ShareCompose"] [contenteditable="true"]',
      label: "Post",
    },
    {
      selector: '[data-testid="ui-core-tiptap-text-editor-wrapper"] [role="textbox"][contenteditable="true"]',
      label: "Comment",
    },
    {
      selector:
        '[role="dialog"] .ql-editor[contenteditable="true"], .share-box-v2__modal .ql-editor[contenteditable="true"], [data-test-ql-editor-contenteditable="true"]',
      label: "Post",
    },
  ],
  audience: {
    selector: ".share-unified-settings-entry-button",
    says: [
      ["Anyone", "public"],
      ["Connections only", "limited"],
    ],
  },
  attachments: {
    within: '[role="dialog"], dialog, form',
    shows: [
      // A link that is shared has its preview, with a picture, in the same place.
      ["picture", '.share-creation-state__preview-container:not(:has(article)) img, #ShareBoxpreviewCard:not(:has(article)) img, img[src^="blob:"]'],
      ["video", '.share-creation-state__preview-container video, #ShareBoxpreviewCard video'],
    ],
  },
  shadowHosts: ['#interop-outlet[data-testid="interop-shadowdom"]', "#interop-outlet"],
  confidence: "public code",
  checked_on: "2026-11-28",
};
