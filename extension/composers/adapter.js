/**
 * What an adapter says of a site's composers. Adapters are data: how a box is read, watched and marked
 * is the same everywhere, so a change of a site is a change of one selector.
 */

/** @import { Attachment, Audience } from "../messages.js" */

/**
 * @typedef {object} Editor
 * @property {string} selector matches the editable element itself
 * @property {string} label what the person calls such a box
 */

/**
 * The button by which a person chooses who can read a post, and what its English labels mean. In another language, and
 * with a label that is not here, the audience is not known.
 *
 * @typedef {object} AudienceControl
 * @property {string} selector
 * @property {[label: string, audience: Audience][]} says the first whose label stands in the button's
 */

/**
 * What a composer shows beside its box once something was attached.
 *
 * @typedef {object} Attachments
 * @property {string} within matches the whole composer, an element around the box
 * @property {[kind: Attachment, selector: string][]} shows what tells of each kind, inside it
 */

/**
 * @typedef {object} Adapter
 * @property {string} name
 * @property {string[]} hosts the sites it is for, with their subdomains; none means every site
 * @property {Editor[]} editors the first that matches has the box
 * @property {string} [not] boxes that are no composers, though an editor's selector matches them
 * @property {AudienceControl} [audience] where the composer says who will be able to read the post
 * @property {Attachments} [attachments] pictures, videos and places
 * @property {string[]} [shadowHosts] elements of the page whose open shadow root can hold a composer
 * @property {"seen live" | "public code" | "by standard"} confidence where the selectors come from
 * @property {string} checked_on when somebody last held them against the site
 */

export {};
