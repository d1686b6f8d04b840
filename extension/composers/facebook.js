/** Facebook: Lexical boxes, in a dialog for posts and in the page for comments. */

/** @type {import("./adapter.js").Adapter} */
export const facebook = {
  name: "facebook",
  hosts: ["facebook.com"],
  editors: [
    {
      selector:
        '[data-lexical-editor="true"][role="textbox"]:is([aria-label^="Comment as"], [aria-label^="Reply to"], [aria-label*="comment" i])',
      label: "Comment",
    },
    { selector: '[role="dialog"] [data-lexical-editor="true"][role="textbox"]', label: "Post" },
    { selector: '[data-lexical-editor="true"][role="textbox"]', label: "Text" },
  ],
  audience: {
    selector: '[role="button"][aria-label^="Edit privacy. Sharing with"]',
    says: [
      ["Public", "public"],
      ["riends", "limited"], // Friends, Friends except …, Your friends of friends
      ["Only me", "private"],
    ],
  },
  attachments: {
    // Not any dialog: a post of somebody else opens in one too, with the box for comments under its video.
    within: 'form, [role="dialog"]:has([aria-label^="Edit privacy. Sharing with"])',
    shows: [
      // The button that takes an attachment away is the same for a picture, a video and the map of a check-in.
      ["picture", 'img[src^="blob:"], form:not(:has(video, img[src*="static_map.php"])) [aria-label="Remove post attachment"]'],
      ["video", "video"],
      ["place", 'img[src*="static_map.php"]'],
    ],
  },
  confidence: "public code",
  checked_on: "2026-11-28",
};
