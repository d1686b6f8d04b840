// From what the person chose (archives, folders, single files) to the files in it that hold posts, each as a stream. A zip
// is never unpacked as a whole: its table of contents is read, and then only those files.

import { BlobReader, ZipReader, configure } from "@zip.js/zip.js/lib/zip-core-custom.js";
import { sourceOf, whyNone } from "./sources.js";

/** @import { Source } from "./sources.js" */

configure({ useWebWorkers: false }); // this runs in a worker already

/**
 * @typedef {object} Found
 * @property {string} name for the person: which file, in which archive
 * @property {Source} source
 * @property {number} size in bytes, unpacked
 * @property {() => AsyncGenerator<Uint8Array>} pieces
 *
 * @typedef {{ name: string, why: string }} Trouble a file that could not be read, and what to do about it
 */

/** @param {File} file */
const pathOf = (file) => file.webkitRelativePath || file.name;

/** @param {string} path */
const isZip = (path) => /\.zip$/i.test(path);

/**
 * @param {File[]} files
 * @returns {Promise<{ found: Found[], troubles: Trouble[] }>}
 */
export async function unpack(files) {
  /** @type {Found[]} */
  const found = [];
  /** @type {Trouble[]} */
  const troubles = [];
  /** @type {File[]} */
  const others = [];
  for (const file of files) {
    const path = pathOf(file);
    const source = sourceOf(path);
    if (source) found.push({ name: path, source, size: file.size, pieces: () => streamed(file.stream()) });
    else if (isZip(path)) await unzip(file, found, troubles);
    else others.push(file);
  }
  if (found.length > 0 || troubles.length > 0) {
    // A folder is full of other things. A file that was chosen by itself was meant.
    const meant = others.filter(({ webkitRelativePath }) => !webkitRelativePath);
    troubles.push(...meant.map(({ name }) => ({ name, why: whyNone([name]) })));
  } else if (others.length > 0) {
    const [{ webkitRelativePath, name }] = others;
    troubles.push({ name: others.length === 1 ? name : webkitRelativePath?.split("/")[0] || `${others.length} files`, why: whyNone(others.map(pathOf)) });
  }
  return { found, troubles };
}

/** @param {File} file @param {Found[]} found @param {Trouble[]} troubles */
async function unzip(file, found, troubles) {
  let entries;
  try {
    entries = await new ZipReader(new BlobReader(file)).getEntries();
  } catch {
    troubles.push({ name: file.name, why: "It could not be opened as an archive: it may not have arrived whole. Download it again." });
    return;
  }
  const before = found.length;
  for (const entry of entries) {
    const source = sourceOf(entry.filename);
    if (entry.directory || !source) continue;
    if (entry.encrypted) {
      troubles.push({ name: file.name, why: "It is protected by a password. Unpack it with your computer’s own program, and choose the folder." });
      return;
    }
    found.push({
      name: `${entry.filename} in ${file.name}`,
      source,
      size: entry.uncompressedSize,
      pieces: () => {
        const { readable, writable } = new TransformStream();
        // A file that is damaged breaks the stream off, and so the reading of it.
        void entry.getData(writable).catch((/** @type {Error} */ error) => writable.abort(error).catch(() => {}));
        return streamed(readable);
      },
    });
  }
  if (found.length === before) troubles.push({ name: file.name, why: whyNone(entries.map(({ filename }) => filename)) });
}

/** A stream piece by piece. Not every browser lets one iterate over it. @param {ReadableStream<Uint8Array>} stream */
async function* streamed(stream) {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
