import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** The built pages; absent until they have been built once. */
export const WEB_DIRECTORY = join(ROOT, 'web', 'dist');
const STAMP_NAME = '.made-from';
const STAMP = join(WEB_DIRECTORY, STAMP_NAME);
/** What the pages are made of: their own sources, and the rules that a browser computes with (`pure.ts`). */
const SOURCES = [
  'web/index.html',
  'web/vite.config.ts',
  'web/public/**/*',
  'web/src/**/*',
  // All of it: what stands behind a `pure.ts` is not worth finding out here.
  'src/**/*.ts',
  'package-lock.json',
];

/** Whether the built pages are those of the present sources. */
export const isWebCurrent = (): boolean => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp();

/** Builds the pages, if they have changed since: some ten seconds. Fails when a source has a fault. */
async function buildWeb(): Promise<void> {
  if (isWebCurrent()) return;
  const { build } = await import('vite');
  // Aside, then all at once: servers that start together each build, and none serves half of it.
  const making = `${WEB_DIRECTORY}.${process.pid}`;
  const madeFrom = stamp();
  try {
    await build({
      configFile: join(ROOT, 'web', 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir: making },
    });
    compress(making);
    writeFileSync(join(making, STAMP_NAME), madeFrom);
    rmSync(WEB_DIRECTORY, { recursive: true, force: true });
    renameSync(making, WEB_DIRECTORY);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    // Another server has put its own there meanwhile.
    if (!isWebCurrent()) throw error;
  }
}

/** The same in a process of its own, so that the store can be filled meanwhile. */
export function buildWebApart(): { readonly done: Promise<void>; readonly stop: () => void } {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url)], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // Whatever runs the server, its pages are those of a user: half the size of those made for developing.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const done = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`the pages: ${said}`))));
  });
  // Whoever waits for it hears of it; nobody does when the store cannot be opened.
  done.catch(() => {});
  return { done, stop: () => child.kill() };
}

function stamp(): string {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: ROOT }).sort()) {
    const path = join(ROOT, file);
    if (statSync(path).isFile()) hash.update(`${file}\0`).update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

const SMALLEST = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
/** Compressed once, not at every request. */
function compress(directory: string): void {
  for (const file of globSync('**/*.{js,css,svg,html,json}', { cwd: directory })) {
    const path = join(directory, file);
    const content = readFileSync(path);
    writeFileSync(`${path}.br`, brotliCompressSync(content, { params: SMALLEST }));
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  }
}

if (import.meta.main) await buildWeb();
