// Reads the guidance that the build puts beside the pages, and makes sure that it is what the pages expect.

/**
 * @typedef {object} Clause  One item that a finding can cite.
 * @property {string} id
 * @property {string} title
 * @property {string} clause
 * @property {string} publisher
 * @property {string} jurisdiction
 * @property {string} edition
 * @property {string} url
 * @property {boolean} verbatim
 * @property {string} text
 * @property {string} checked_on
 * @property {string | null} [note]
 * @property {string[]} labels
 *
 * @typedef {object} SeedBlock  One line of the document.
 * @property {"paragraph" | "item" | "page"} kind
 * @property {string} text
 * @property {string[]} [guidance]
 *
 * @typedef {object} SeedSection
 * @property {string} id
 * @property {string | null} [heading]
 * @property {number | null} [level]
 * @property {SeedBlock[]} blocks
 *
 * @typedef {object} Seed
 * @property {string} title
 * @property {string} source
 * @property {string} edition
 * @property {string} url
 * @property {string} note
 * @property {SeedSection[]} sections
 *
 * @typedef {object} Concern
 * @property {string} id
 * @property {string} title
 * @property {string} meaning
 * @property {string[]} look_for
 * @property {string[]} fine
 * @property {string[]} guidance
 *
 * @typedef {{ seed: Seed, items: Clause[], concerns: Concern[] }} GuidanceData
 */

/**
 * @returns {Promise<GuidanceData>}
 */
export async function readGuidance() {
  const answer = await fetch("../data/guidance.json");
  if (!answer.ok) throw new Error(`data/guidance.json: ${answer.status} ${answer.statusText}`);
  const data = await answer.json();
  if (!Array.isArray(data?.seed?.sections) || !Array.isArray(data.items) || !Array.isArray(data.concerns)) {
    throw new Error("data/guidance.json does not hold a seed, items and concerns");
  }
  return data;
}
