import assert from "node:assert/strict";
import { test } from "node:test";
import { MEDIA } from "./media.js";

test("each medium of the guidance is there, with something to open and something to look at", () => {
  assert.deepEqual(MEDIA.map(({ name }) => name), ["X", "Facebook", "LinkedIn", "Snapchat", "Online forums", "Blogs", "Vlogs"]);
  for (const { name, pages, look_at } of MEDIA) assert(pages.length > 0 && look_at.length > 0, name);
});

test("each address is a whole one, is listed once, and says when it was checked or that it was not", () => {
  const places = MEDIA.flatMap(({ pages, archive }) => [...pages, ...(archive ? [archive] : [])]);
  for (const { url, checked_on } of places) {
    assert.equal(new URL(url).protocol, "https:");
    assert(checked_on === null || /^20\d\d-\d\d-\d\d$/.test(checked_on), url);
  }
  assert.equal(new Set(places.map(({ url }) => url)).size, places.length);
});
