/** How long the reader takes in both browsers: to load, and to read a post of 280 characters in which a word has changed. */
import { KINDS, launch } from './browser.js';

const POST = 'So today was one of those days when nothing went to plan. We had three visits before lunch, one of them on the other side of town, and the traffic was awful. But the sun came out, and a lovely lady gave us tea and cake in her garden, and told us of the roses she grew for years.';
const TIMES = 60;

for (const kind of KINDS) {
  const browser = await launch(kind, { reader: true });
  const page = await browser.openOwn('www/guidance.html');
  const { load, reads, memory } = await page.evaluate(async (post, times) => {
    const began = performance.now();
    const module = await import(new URL('../core/second_look_encoder.js', location.href).href);
    const bytes = async (/** @type {string} */ name) => (await fetch(`../reader/${name}`)).arrayBuffer();
    const [weights, vocabulary, wasm] = await Promise.all([bytes('encoder.onnx'), bytes('encoder-vocabulary.txt'), module.default()]);
    const encoder = new module.Encoder(new Uint8Array(weights), new TextDecoder().decode(vocabulary));
    const load = performance.now() - began;
    /** @type {number[]} */
    const reads = [];
    for (let i = 0; i < times; i++) {
      const text = post.replace('three', `${i} more`);
      const start = performance.now();
      encoder.read(text);
      reads.push(performance.now() - start);
    }
    return { load, reads, memory: wasm.memory.buffer.byteLength };
  }, POST, TIMES);
  const sorted = reads.slice(5).sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => sorted[Math.floor(share * (sorted.length - 1))].toFixed(1);
  console.log(`${kind}: ${POST.length} characters: least ${at(0)} ms, median ${at(0.5)} ms, p95 ${at(0.95)} ms (asked: 80 ms; 40 ms after an edit)`);
  console.log(`${kind}: loaded in ${load.toFixed(0)} ms (asked: 400 ms), ${(memory / 1e6).toFixed(1)} MB (asked: 90 MB)`);
  await browser.close();
}
