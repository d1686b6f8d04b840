/**
 * A session: everything that happens on one page, from finding composers to marks and cards.
 *
 * The content script and the playground page start the same session. They differ in who checks the
 * text (a port to the background, or the core in the page itself) and in which adapters find composers.
 *
 *     import { startSession } from "../extension/session.js";
 *     import { generic } from "../extension/composers/generic.js";
 *
 *     const session = startSession({
 *       checker: { check: async ({ text, muted }) => { … return { report, guidance: citedBy(report, catalogue) }; } },
 *       adapters: [generic],
 *       openGuidance: (id) => location.assign(`guidance.html#${id}`),
 *     });
 *
 * `citedBy` and `byId` stand in guidance.js. Nothing else is needed: styles come with the layer.
 */

/** @import { DraftSummary, GuidanceById, Report } from "./messages.js" */
/** @import { Adapter } from "./composers/adapter.js" */

/**
 * @typedef {object} CheckRequest
 * @property {number} seq counts up for each composer
 * @property {string} composer an id within this session
 * @property {string} text the whole draft, as the person sees it
 * @property {string[]} muted ids of findings to leave out
 */

/**
 * Who judges a text. It answers, or rejects with an Error whose message is a sentence for the person.
 * @typedef {object} Checker
 * @property {(request: CheckRequest) => Promise<{ report: Report, guidance: GuidanceById }>} check
 */

/**
 * @typedef {object} Setup
 * @property {Checker} checker
 * @property {Adapter[]} adapters the first that matches a box has it
 * @property {(id: string) => void} openGuidance opens the guidance at this clause
 * @property {(count: number) => void} [onTally] told the number of findings on the page when it changes
 */

/**
 * @typedef {object} Session
 * @property {() => Promise<{ drafts: DraftSummary[], failed?: string }>} summarise looks for composers, and tells what is known of each
 * @property {(composer: string, finding: string) => boolean} show scrolls to a passage and opens its card
 * @property {() => void} openPanel opens the list of findings of the composer at hand, and gives it focus
 * @property {() => void} stop takes everything away: layer, listeners, observers
 */
