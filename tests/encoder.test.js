/** The encoder's module, in Node: it says what the training's tools say, and leads to the findings that the native command has. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { encoder, readReportOf } from './oracle.js';

const root = fileURLToPath(new URL('..', import.meta.url));
/** @type {{ text: string, tokens: number[], tokens_out: number[][], post_out: number[] }[]} */
const lines = (await readFile(`${root}encoder/parity.jsonl`, 'utf8')).trim().split('\n').map(line => JSON.parse(line));

const OF_WINDOW = 15;
const OF_PIECE = 14;

test('it says what onnxruntime says', async () => {
  const model = await encoder();
  let furthest = 0;
  for (const { text, tokens, tokens_out, post_out } of lines) {
    const numbers = model.read(text);
    assert.ok(numbers);
    assert.equal(numbers.length, 1 + OF_WINDOW + (tokens.length - 2) * OF_PIECE, text);
    const compare = (/** @type {number[]} */ there, /** @type {number} */ from) =>
      there.forEach((logit, i) => { furthest = Math.max(furthest, Math.abs(logit - numbers[from + 2 + i])); });
    compare(post_out, 1);
    tokens_out.slice(1, -1).forEach((row, i) => compare(row, 1 + OF_WINDOW + i * OF_PIECE));
  }
  assert.ok(furthest > 0 && furthest <= 0.4, String(furthest));
});

test('a long text is read window by window', async () => {
  const model = await encoder();
  const text = Array.from({ length: 60 }, (_, i) => `Sentence ${i} of the many that no window holds. `).join('');
  let reads = 0;
  while (!model.read(text, 1)) reads += 1;
  assert.ok(reads > 5, String(reads));
  assert.ok(model.read(text, 0), 'all of it is known now');
});

test('the native command finds the same', async () => {
  const posts = lines.map(({ text }, id) => JSON.stringify({ id, text })).join('\n');
  const { stdout, stderr } = spawnSync('cargo', ['run', '--quiet', '--package', 'second-look', '--', 'check', '--jsonl', '--depth', 'read'], { cwd: root, input: posts, encoding: 'utf8', maxBuffer: 1e8 });
  const reports = stdout.trim().split('\n').map(line => JSON.parse(line));
  assert.equal(reports.length, lines.length, stderr);
  for (const { id, report } of reports) {
    assert.equal(report.depth, 'read');
    assert.deepEqual(report, await readReportOf(lines[id].text), lines[id].text);
  }
});
