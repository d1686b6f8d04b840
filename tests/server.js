/**
 * The composer pages over HTTPS under the sites' real host names, with a Content-Security-Policy as
 * strict as theirs: no `unsafe-eval`, no `wasm-unsafe-eval`, nothing from elsewhere. The browsers are told to
 * find every host on this machine (browser.js), so the extension's real match patterns are what is tested.
 */
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { PNG } from 'pngjs';
import { generate } from 'selfsigned';

const SOURCE = fileURLToPath(new URL('pages/', import.meta.url));
const BUILT = fileURLToPath(new URL('dist/', import.meta.url));

const PAGES = {
  'x.com/home': 'x.html',
  'www.facebook.com/': 'facebook.html',
  'www.linkedin.com/feed/': 'linkedin.html',
  'www.linkedin.com/preload/': 'linkedin-sdui.html',
  'forum.example.org/': 'forum.html',
};
const FILES = [...Object.values(PAGES), 'composer.css'];
const SCRIPTS = Object.values(PAGES).map(page => page.replace('.html', '.js'));
const HOSTS = [...new Set(Object.keys(PAGES).map(page => page.split('/')[0]))];

const POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:", "media-src blob:", "connect-src 'self'",
  "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ');
/** @type {Record<string, string>} */
const TYPES = { html: 'text/html; charset=utf-8', css: 'text/css', js: 'text/javascript; charset=utf-8' };

/** Bundles the pages' editors into tests/dist/. */
async function buildPages() {
  await mkdir(BUILT, { recursive: true });
  await Promise.all(FILES.map(file => copyFile(SOURCE + file, BUILT + file)));
  await build({
    entryPoints: SCRIPTS.map(script => SOURCE + script),
    outdir: BUILT,
    bundle: true,
    format: 'iife',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    logLevel: 'warning',
  });
}

/** @typedef {Awaited<ReturnType<typeof serve>>} Server */

/**
 * Builds the pages and serves them.
 * @returns {Promise<{url: (page: keyof typeof PAGES) => string, close: () => Promise<void>}>}
 */
export async function serve() {
  await buildPages();
  const certificate = await generate([{ name: 'commonName', value: 'Second Look tests' }], {
    extensions: [{ name: 'subjectAltName', altNames: HOSTS.map(value => ({ type: 2, value })) }],
  });
  const server = createServer({ key: certificate.private, cert: certificate.cert }, async (request, response) => {
    const { hostname, pathname } = new URL(request.url ?? '/', `https://${request.headers.host}`);
    const file = /** @type {Record<string, string>} */ (PAGES)[hostname + pathname] ?? [...FILES, ...SCRIPTS].find(name => `/${name}` === pathname);
    if (pathname === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    if (pathname === '/static_map.php') {
      response.writeHead(200, { 'content-type': 'image/png' }).end(PNG.sync.write(new PNG({ width: 1, height: 1 })));
      return;
    }
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': TYPES[file.slice(file.lastIndexOf('.') + 1)],
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
    });
    response.end(await readFile(BUILT + file));
  });
  await new Promise(/** @param {(value?: unknown) => void} listening */ listening => server.listen(0, '127.0.0.1', listening));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url(page) {
      const slash = page.indexOf('/');
      return `https://${page.slice(0, slash)}:${port}${page.slice(slash)}`;
    },
    close() {
      server.closeAllConnections();
      return new Promise(closed => { server.close(() => closed()); });
    },
  };
}
