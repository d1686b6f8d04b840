/**
 * Archives as the sites make them, in their real forms, with made posts: for the tests of the history page and its bench.
 */
import { BlobReader, BlobWriter, configure, TextReader, ZipWriter } from '@zip.js/zip.js/lib/zip-core-custom.js';

configure({ useWebWorkers: false });

/** @typedef {{ text: string, at: Date }} Made a post, and when it was posted */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** @param {number} number */
const two = number => String(number).padStart(2, '0');

/** "Wed Oct 10 20:19:24 +0000 2018" @param {Date} at */
const xDate = at => `${DAYS[at.getUTCDay()]} ${MONTHS[at.getUTCMonth()]} ${two(at.getUTCDate())} ${at.toISOString().slice(11, 19)} +0000 ${at.getUTCFullYear()}`;

/** @param {string} text as X writes it */
const encoded = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** One record of tweets.js, with what stands around the text in a real one. @param {Made} post @param {number} number */
export const xRecord = ({ text, at }, number) => ({
  tweet: {
    edit_info: { initial: { editTweetIds: [String(1e9 + number)], editableUntil: at.toISOString(), editsRemaining: '5', isEditEligible: false } },
    retweeted: false,
    source: '<a href="https://mobile.twitter.com" rel="nofollow">Twitter Web App</a>',
    entities: { hashtags: [], symbols: [], user_mentions: [], urls: [] },
    display_text_range: ['0', String(text.length)],
    favorite_count: '3',
    id_str: String(1e9 + number),
    truncated: false,
    retweet_count: '0',
    id: String(1e9 + number),
    created_at: xDate(at),
    favorited: false,
    full_text: encoded(text),
    lang: 'en',
  },
});

/** tweets.js, or a part of it. @param {Made[]} posts */
export const tweetsJs = (posts, part = 0) => `window.YTD.tweets.part${part} = ${JSON.stringify(posts.map(xRecord), null, 2)}`;

/** JSON as Facebook writes it: each byte of the UTF-8 text as a character, and all that is not ASCII escaped. @param {unknown} value */
export const facebookJson = value =>
  JSON.stringify(value, (_, inner) => typeof inner === 'string' ? Buffer.from(inner).toString('latin1') : inner, 2)
    .replace(/[\x80-\xff]/g, byte => `\\u${byte.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** One record of a file of posts. @param {Made} post */
export const facebookRecord = ({ text, at }) => ({ timestamp: at.getTime() / 1000, data: [{ post: text }, { update_timestamp: at.getTime() / 1000 }], title: 'Sam Example updated their status.' });

/** One record of comments.json. @param {Made} post */
export const facebookComment = ({ text, at }) => ({
  timestamp: at.getTime() / 1000,
  data: [{ comment: { timestamp: at.getTime() / 1000, comment: text, author: 'Sam Example' } }],
  title: 'Sam Example commented on a post.',
});

/** @param {Date} at */
const linkedinDate = at => at.toISOString().slice(0, 19).replace('T', ' ');

/** A row of Shares.csv: each line of the text in quotation marks of its own. @param {Made} post @param {number} number */
export const linkedinRow = ({ text, at }, number) =>
  `${linkedinDate(at)},https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A${7e15 + number},"${text.replaceAll('\n', '"\n"').replaceAll('"', '""')}",,,MEMBER_NETWORK\r\n`;

export const LINKEDIN_HEADER = 'Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\r\n';

/** @param {Made[]} posts */
export const sharesCsv = posts => LINKEDIN_HEADER + posts.map(linkedinRow).join('');

/** Comments.csv: a quotation mark within a text has a backslash before it. @param {Made[]} posts */
export const commentsCsv = posts => `Date,Link,Message\n${posts.map(({ text, at }, number) =>
  `${linkedinDate(at)},https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A${7e15 + number},"${text.replaceAll('"', '\\"')}"\n`).join('')}`;

/**
 * @param {Record<string, string | Blob>} files by their paths in the archive
 * @param {string} [password]
 * @returns {Promise<Blob>}
 */
export async function zip(files, password) {
  const writer = new ZipWriter(new BlobWriter('application/zip'), { level: 1, ...(password && { password }) });
  for (const [path, content] of Object.entries(files)) await writer.add(path, typeof content === 'string' ? new TextReader(content) : new BlobReader(content));
  return writer.close();
}
