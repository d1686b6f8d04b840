/**
 * When privacy settings are due to be looked at again. Sites reset them, so the guidance asks to review them regularly.
 *
 * What is kept is the day on which the person said that they had looked, for each medium, and after how many months they
 * want to be reminded. The reminder is a dot on the toolbar icon, looked up when the background wakes for another reason.
 */

/**
 * @typedef {object} Review
 * @property {Record<string, string>} reviewed "2026-11-28" by medium
 * @property {number} months none for no reminder
 */

export const MONTHS = [0, 1, 3, 6, 12];

/** What is offered to somebody who has chosen nothing yet. */
const USUAL = 6;

/** What was stored, or as much of it as makes sense. @param {unknown} stored @returns {Review} */
export function reviewFrom(stored) {
  const { reviewed, months } = /** @type {Record<string, unknown>} */ (typeof stored === "object" && stored !== null ? stored : {});
  const days = Object.entries(typeof reviewed === "object" && reviewed !== null ? reviewed : {})
    .filter(([, day]) => typeof day === "string" && /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)));
  return { reviewed: Object.fromEntries(days), months: MONTHS.includes(Number(months)) ? Number(months) : USUAL };
}

/**
 * The day so many months later; the last of the month where that has no such day.
 *
 * @param {string} day
 * @param {number} months
 */
export function monthsLater(day, months) {
  const [year, month, date] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/**
 * The media that are due. One that the person never looked at here is not: nobody asked for a reminder of it.
 *
 * @param {Review} review
 * @param {string} today
 */
export const dueOn = ({ reviewed, months }, today) =>
  months === 0 ? [] : Object.keys(reviewed).filter((medium) => monthsLater(reviewed[medium], months) <= today);

/** The day where the person is. @param {Date} now */
export const dayOf = (now) => new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
