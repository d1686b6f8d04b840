import assert from "node:assert/strict";
import { test } from "node:test";
import { facebook } from "./composers/facebook.js";
import { audienceSaid } from "./composers/index.js";
import { linkedin } from "./composers/linkedin.js";

/** @import { Adapter } from "./composers/adapter.js" */
/** @import { Audience } from "./messages.js" */

/** What the sites' buttons say. @type {[Adapter, string, Audience][]} */
const LABELS = [
  [facebook, "Edit privacy. Sharing with Public. ", "public"],
  [facebook, "Edit privacy. Sharing with Friends.", "limited"],
  [facebook, "Edit privacy. Sharing with Friends except… Sam.", "limited"],
  [facebook, "Edit privacy. Sharing with Your friends of friends.", "limited"],
  [facebook, "Edit privacy. Sharing with Only me.", "private"],
  [facebook, "Edit privacy. Sharing with Custom.", "unknown"],
  [facebook, "Privatsphäre bearbeiten. Geteilt mit Öffentlich.", "unknown"],
  [linkedin, "Sam Carter Post to Anyone", "public"],
  [linkedin, "Sam Carter Post to Connections only", "limited"],
  [linkedin, "Sam Carter Post to Social Work Book Group", "unknown"],
];

test("a label says who can read the post, and one that is not known says nothing", () => {
  for (const [{ audience }, label, expected] of LABELS) {
    assert.ok(audience);
    assert.equal(audienceSaid(label, audience), expected, label);
  }
});
