// Where the decision record is kept: a database of this browser's profile, on this computer. It is the only thing that
// Second Look keeps of what a person writes, and only what they wrote into the form themselves.

import { deleteDB, openDB } from "idb";
import { isDecision } from "../../extension/decisions.js";

/** @import { Decision } from "../../extension/decisions.js" */
/** @typedef {Decision & { id: number }} Entry */

const NAME = "second-look-decisions";
const STORE = "decisions";

/** @template T @param {(database: import("idb").IDBPDatabase) => Promise<T>} act */
async function within(act) {
  const database = await openDB(NAME, 1, {
    upgrade: (made) => void made.createObjectStore(STORE, { keyPath: "id", autoIncrement: true }),
  });
  try {
    return await act(database);
  } finally {
    database.close();
  }
}

/** @param {Decision} decision */
export function keep(decision) {
  if (!isDecision(decision)) throw new Error("This is not an entry of the decision record.");
  return within((database) => database.add(STORE, decision));
}

/** Looking makes no database: there is one only where something is kept. @returns {Promise<Entry[]>} newest first */
export async function entries() {
  const databases = await indexedDB.databases();
  if (!databases.some(({ name }) => name === NAME)) return [];
  return within(async (database) => (await database.getAll(STORE)).toSorted((a, b) => b.date.localeCompare(a.date) || b.id - a.id));
}

/** @param {number} id */
export const remove = (id) => within((database) => database.delete(STORE, id));

/** Not only the entries, but the database too: nothing says that there was a record. */
export const removeAll = () => deleteDB(NAME);
