import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { commentsCsv, facebookComment, facebookJson, facebookRecord, linkedinRow, LINKEDIN_HEADER, sharesCsv, tweetsJs, xRecord, zip } from "../../tests/archives.js";
import { audit } from "./audit.js";
import { excerpt } from "./excerpt.js";
import { ACTIVITY_LOG, mend } from "./facebook.js";
import { sourceOf } from "./sources.js";
import { unpack } from "./unpack.js";

/**
 * @import { Finding, Report } from "../../extension/messages.js"
 * @import { Row } from "./audit.js"
 */

const AT = new Date("2019-03-05T20:19:24Z");
const WORD = "caseload";

/** Stands in for the core: finds one word. What the core finds is tested elsewhere. @param {string} text @returns {Report} */
function check(text) {
  const start = text.indexOf(WORD);
  /** @type {Finding} */
  const finding = {
    id: "f", concern: "employer", rule: "r", severity: "medium", certainty: "likely",
    passages: [{ start, end: start + WORD.length }], reason: "A reason.", tip: "", guidance: ["swe-g-conf"],
  };
  return { verdict: start < 0 ? "clear" : "check", depth: "instant", findings: start < 0 ? [] : [finding] };
}

/** @param {string | Uint8Array<ArrayBuffer> | Blob} content @param {string} path with its folders, if a folder was chosen */
function file(content, path) {
  const made = new File([content], path.split("/").at(-1) ?? "");
  Object.defineProperty(made, "webkitRelativePath", { value: path.includes("/") ? path : "" });
  return made;
}

/** All that the page is told of some files. @param {File[]} files */
async function told(...files) {
  const { found, troubles } = await unpack(files);
  /** @type {Row[]} */
  const rows = [];
  let posts = 0;
  let read = 0;
  for await (const news of audit(found, { check, turn: () => undefined })) {
    if (news.type === "trouble") troubles.push(news.trouble);
    else {
      rows.push(...news.rows);
      posts = news.progress.posts;
      read = news.progress.read / news.progress.total;
    }
  }
  return { rows, posts, read, troubles, texts: rows.map(({ pieces }) => pieces.map(({ text }) => text).join("")) };
}

describe("X", () => {
  test("posts, their dates and links; HTML's three letters; what others wrote is left out", async () => {
    const { rows, posts, texts, troubles, read } = await told(file(tweetsJs([
      { text: `My ${WORD} & theirs <3`, at: AT },
      { text: `RT @other: my ${WORD}`, at: AT },
      { text: "A lovely day", at: AT },
    ]), "tweets.js"));
    assert.deepEqual(texts, [`My ${WORD} & theirs <3`]);
    assert.deepEqual([posts, troubles, read], [2, [], 1]);
    assert.equal(rows[0].at, AT.getTime());
    assert.equal(rows[0].link, "https://x.com/i/web/status/1000000000");
    assert.deepEqual(rows[0].findings, [{ concern: "employer", severity: "medium", reason: "A reason.", passage: WORD, clause: "swe-g-conf" }]);
  });

  test("records without their wrapper, long posts, a semicolon at the end", async () => {
    const { tweet } = xRecord({ text: `Old ${WORD}`, at: AT }, 1);
    const old = `window.YTD.tweet.part0 = ${JSON.stringify([tweet])};\n`;
    const notes = `window.YTD.note_tweet.part0 = ${JSON.stringify([{ noteTweet: { noteTweetId: "1", createdAt: AT.toISOString(), core: { text: `Long ${WORD}` } } }])}`;
    const { rows, texts, troubles } = await told(file(old, "tweet.js"), file(notes, "note-tweet.js"));
    assert.deepEqual([texts, troubles], [[`Old ${WORD}`, `Long ${WORD}`], []]);
    assert.equal(rows[1].at, AT.getTime());
  });

  test("all parts of a zip, whatever else is in it", async () => {
    const archive = await zip({
      "Your archive.html": "<html>",
      "data/tweets.js": tweetsJs([{ text: `One ${WORD}`, at: AT }]),
      "data/tweets-part1.js": tweetsJs([{ text: `Two ${WORD}`, at: AT }], 1),
      "data/direct-messages.js": `window.YTD.direct_messages.part0 = [{"text":"${WORD}"}]`,
      "data/deleted-tweets.js": tweetsJs([{ text: `Gone ${WORD}`, at: AT }]),
      "data/tweets_media/1.jpg": "x".repeat(100_000),
    });
    const { texts, troubles, read } = await told(file(archive, "twitter-2024.zip"));
    assert.deepEqual([texts, troubles, read], [[`One ${WORD}`, `Two ${WORD}`], [], 1]);
  });
});

describe("Facebook", () => {
  test("bytes that were taken for characters are put together again, and nothing else", () => {
    assert.equal(mend(Buffer.from("Café 💚 “so”").toString("latin1")), "Café 💚 “so”");
    for (const text of ["plain", "Café", "naïve 💚", "Ã"]) assert.equal(mend(text), text);
  });

  test("posts, captions once, comments, groups and albums; others' comments are left out", async () => {
    const withPicture = { ...facebookRecord({ text: `Pictures, my ${WORD} – é`, at: AT }), attachments: [{ data: [{ media: { uri: "a.jpg", description: `Pictures, my ${WORD} – é` } }] }] };
    const archive = await zip({
      "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json": facebookJson([withPicture, { timestamp: 1, attachments: [], data: [] }]),
      "your_facebook_activity/comments_and_reactions/comments.json": facebookJson({ comments_v2: [facebookComment({ text: `Comment, ${WORD}`, at: AT })] }),
      "your_facebook_activity/groups/group_posts_and_comments.json": facebookJson({ group_posts_v2: [facebookRecord({ text: `Group, ${WORD}`, at: AT })] }),
      "your_facebook_activity/posts/album/0.json": facebookJson({
        name: "Summer", cover_photo: { uri: "a.jpg", description: `Cover ${WORD}` },
        photos: [{ uri: "b.jpg", creation_timestamp: AT.getTime() / 1000, description: `Album, ${WORD}` }],
        comments: [{ timestamp: 1, comment: `Theirs ${WORD}`, author: "Other" }],
      }),
      "your_facebook_activity/messages/inbox/a/message_1.json": facebookJson({ messages: [{ content: WORD }] }),
    });
    const { rows, texts, troubles } = await told(file(archive, "facebook-sam.zip"));
    assert.deepEqual(texts.sort(), [`Album, ${WORD}`, `Comment, ${WORD}`, `Group, ${WORD}`, `Pictures, my ${WORD} – é`]);
    assert.deepEqual(troubles, []);
    assert(rows.every(({ at, link }) => at === AT.getTime() && link === ACTIVITY_LOG));
  });
});

describe("LinkedIn", () => {
  test("shares of several lines, quotation marks, commas", async () => {
    const text = `First line, with “quotes” and "these"\n\nSecond: my ${WORD}`;
    const { rows, texts, troubles } = await told(file(`\ufeff${sharesCsv([{ text, at: AT }, { text: "", at: AT }])}`, "Shares_155814142.csv"));
    assert.deepEqual([texts, troubles], [[text], []]);
    assert.equal(rows[0].at, AT.getTime());
    assert.equal(rows[0].link, "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7000000000000000");
  });

  test("comments with backslashes", async () => {
    const { texts, troubles } = await told(file(commentsCsv([{ text: `They said "no", so my ${WORD}\nstays`, at: AT }]), "Comments.csv"));
    assert.deepEqual([texts, troubles], [[`They said "no", so my ${WORD}\nstays`], []]);
  });

  test("a link to anywhere else is no link, and a date that is missing no date", async () => {
    const { rows } = await told(file(`Date,Link,Message\n,javascript:alert(1),My ${WORD}\n2020-01-02 03:04:05,https://linkedin.com.evil.example/,"Your ${WORD}"\n`, "Comments.csv"));
    assert.deepEqual(rows.map(({ at, link }) => [at, link]), [[undefined, undefined], [Date.UTC(2020, 0, 2, 3, 4, 5), undefined]]);
  });
});

describe("what cannot be read is said, and the rest goes on", () => {
  const good = file(tweetsJs([{ text: `Good ${WORD}`, at: AT }]), "tweets.js");
  const whole = tweetsJs([{ text: `One ${WORD}`, at: AT }, { text: `Two ${WORD}`, at: AT }]);

  /** @type {[string, () => File | Promise<File>, RegExp, string[]?][]} what, the file, what is said, what is still found in it */
  const CASES = [
    ["a file that ends too early", () => file(whole.slice(0, -200), "tweets-part1.js"), /ends too early.*first 1 entries were read.*Download/, [`One ${WORD}`]],
    ["a file that is no JSON", () => file("not found", "comments.json"), /no list was found/],
    ["an empty file", () => file("", "your_posts_1.json"), /no list was found/],
    ["JSON of another kind", () => file('[{"a":1},{"b":2}]', "your_posts_1.json"), /does not hold what a file of this name should/],
    ["a table without the columns", () => file("First Name,Last Name\nSam,Example\n", "Shares.csv"), /no column “Date”, “ShareCommentary”/],
    ["a table that ends within a row", () => file(`${LINKEDIN_HEADER}${linkedinRow({ text: `Row ${WORD}`, at: AT }, 1)}2020-01-01 00:00:00,,"open`, "Shares.csv"), /ends within a row/, [`Row ${WORD}`]],
    ["an archive that did not arrive whole", async () => file((await zip({ "data/tweets.js": whole })).slice(0, 300), "cut.zip"), /may not have arrived whole/],
    ["an archive with a password", async () => file(await zip({ "data/tweets.js": whole }, "secret"), "locked.zip"), /protected by a password/],
    ["Facebook as web pages", async () => file(await zip({ "your_facebook_activity/posts/your_posts_1.html": "<html>" }), "facebook.zip"), /choose the format JSON/],
    ["X before 2019", async () => file(await zip({ "data/js/tweets/2012_01.js": "Grailbird" }), "old.zip"), /before 2019/],
    ["LinkedIn without posts", async () => file(await zip({ "Connections.csv": "" }), "Basic_LinkedIn.zip"), /larger archive/],
    ["another file", () => file("hello", "holiday.pdf"), /reads the archives of X, Facebook/],
    ["X's likes", () => file("window.YTD.like.part0 = []", "like.js"), /not the posts. Choose tweets.js/],
  ];
  for (const [what, make, says, found = []] of CASES) {
    test(what, async () => {
      const broken = await make();
      const { texts, troubles } = await told(broken, good);
      assert.equal(troubles.length, 1);
      assert.equal(troubles[0].name, broken.name);
      assert.match(troubles[0].why, says);
      assert.deepEqual(texts.sort(), [...found, `Good ${WORD}`].sort());
    });
  }

  test("a damaged file within an archive", async () => {
    const bytes = new Uint8Array(await (await zip({ "data/tweets.js": tweetsJs(Array.from({ length: 50 }, (_, at) => ({ text: `${at} ${WORD}`, at: AT }))) })).arrayBuffer());
    bytes.fill(0xff, 60, 120); // in the middle of what was packed
    const { texts, troubles } = await told(file(bytes, "bad.zip"), good);
    assert.equal(troubles.length, 1);
    assert.match(troubles[0].name, /tweets\.js in bad\.zip/);
    assert(texts.includes(`Good ${WORD}`));
  });

  test("a folder: its other files are not complained of; one without posts is", async () => {
    assert.deepEqual((await told(file("x", "archive/data/like.js"), file(whole, "archive/data/tweets.js"))).troubles, []);
    const [{ name, why }] = (await told(file("x", "pictures/a.jpg"), file("x", "pictures/b.jpg"))).troubles;
    assert.equal(name, "pictures");
    assert.match(why, /no posts of yours/);
  });
});

test("the same post twice is listed once", async () => {
  const whole = tweetsJs([{ text: `One ${WORD}`, at: AT }]);
  assert.equal((await told(file(whole, "tweets.js"), file(await zip({ "data/tweets.js": whole }), "x.zip"))).rows.length, 1);
});

/** Posts in each medium's form, made one piece after the other as they are asked for. */
const FORMS = {
  "tweets.js": { first: "window.YTD.tweets.part0 = [", each: (/** @type {number} */ at) => `${at ? "," : ""}${JSON.stringify(xRecord({ text: `Post ${at}`, at: AT }, at))}`, last: "]" },
  "your_posts_1.json": { first: "[", each: (/** @type {number} */ at) => `${at ? "," : ""}${facebookJson(facebookRecord({ text: `Post ${at}`, at: AT }))}`, last: "]" },
  "Shares.csv": { first: LINKEDIN_HEADER, each: (/** @type {number} */ at) => linkedinRow({ text: `Post ${at}\nwith two lines`, at: AT }, at), last: "" },
};

for (const [name, { first, each, last }] of Object.entries(FORMS)) {
  test(`${name}: of 20,000 posts, no more are held at once than stand in two pieces of the file`, async () => {
    const MANY = 20_000;
    const A_PIECE = 50;
    let made = 0;
    let checked = 0;
    let most = 0;
    const encoder = new TextEncoder();
    async function* pieces() {
      yield encoder.encode(first);
      while (made < MANY) {
        let text = "";
        for (let at = 0; at < A_PIECE; at += 1) text += each(made++);
        yield encoder.encode(text);
      }
      yield encoder.encode(last);
    }
    const source = sourceOf(name);
    assert(source);
    const counting = (/** @type {string} */ text) => {
      most = Math.max(most, made - checked);
      checked += 1;
      return check(text);
    };
    for await (const news of audit([{ name, source, size: 1, pieces }], { check: counting, turn: () => undefined })) assert.equal(news.type, "progress");
    assert.equal(checked, MANY);
    assert(most <= 2 * A_PIECE, `${most} posts were held at once`);
  });
}

describe("what is shown of a post", () => {
  /** @param {[number, number, Finding["severity"]?][]} passages @returns {Finding[]} */
  const findings = (...passages) => passages.map(([start, end, severity = "medium"]) => ({ ...check(WORD).findings[0], severity, passages: [{ start, end }] }));

  test("a short one in full; passages that overlap are one, as the worse of both", () => {
    assert.deepEqual(excerpt("0123456789", findings([2, 5], [4, 7, "high"], [8, 9, "advisory"])), [
      { text: "01" }, { text: "23456", severity: "high" }, { text: "7" }, { text: "8", severity: "advisory" }, { text: "9" },
    ]);
  });

  test("of a long one only what stands around the passages, and no half characters", () => {
    const text = `${"💚".repeat(1000)}here${"💚".repeat(1000)}`;
    const pieces = excerpt(text, findings([2000, 2004]));
    assert.equal(pieces[1].text, "here");
    assert(pieces.every((piece) => piece.text.isWellFormed() && piece.text.length < 300));
    assert(pieces[0].text.startsWith("…") && pieces[2].text.endsWith("…"));
  });
});
