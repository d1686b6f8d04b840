/** X, formerly Twitter: a Draft.js box for each part of a thread. */

/** @type {import("./adapter.js").Adapter} */
export const x = {
  name: "x",
  hosts: ["x.com", "twitter.com"],
  editors: [
    {
      // The test id has been seen on the editable itself and on an element around it.
      selector:
        '[data-testid^="tweetTextarea_"][contenteditable="true"], [data-testid^="tweetTextarea_"] [contenteditable="true"]',
      label: "Post",
    },
  ],
  // How the composer shows a place that was added is not known to us, so of a place nobody is reminded here.
  attachments: {
    within: ':has([data-testid="toolBar"])',
    shows: [
      ["picture", '[data-testid="attachments"] img'],
      ["video", '[data-testid="attachments"] video'],
    ],
  },
  confidence: "public code",
  checked_on: "2026-11-28",
};
