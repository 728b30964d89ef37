/**
 * The service worker: opens the pages without a connection. It keeps the document and the built files of the pages that are
 * used where there is no signal, and nothing else: answers of the server never pass through its cache.
 */
interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Waiting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Waiting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
}
interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
  readonly imports?: readonly string[];
}
type Manifest = Readonly<Record<string, Chunk>>;

const worker = globalThis as unknown as Worker;
const SHELL = 'shell';
const DOCUMENT = '/';
const MANIFEST = '/files.json';
/** A weak signal is worse than none: after this the kept document opens. */
const PATIENCE_MS = 3000;

/** Pages that somebody may need in a house without signal, with what every page needs. */
const OUTSIDE = [
  'index.html',
  'src/shell/',
  'src/pages/village/',
  'src/pages/meetings/',
  'src/pages/due/',
  'src/pages/me/',
  'src/pages/sign-in/',
];

worker.addEventListener('install', (event) => event.waitUntil(fill().then(() => worker.skipWaiting())));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin || pathname.startsWith('/api/')) return;
  if (pathname.startsWith('/assets/')) event.respondWith(fileOf(request));
  else if (request.mode === 'navigate' && !/^\/(public|n)(\/|$)/.test(pathname))
    event.respondWith(documentOf(request, event));
});

/** Fetches what is not there yet, and drops what the present build no longer has. */
async function fill(): Promise<void> {
  const manifest = (await (await fetch(MANIFEST, { cache: 'no-cache' })).json()) as Manifest;
  const wanted = new Set([...filesOf(manifest)].map((file) => `/${file}`));
  const cache = await caches.open(SHELL);
  const has = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  await cache.addAll([DOCUMENT, '/icon.svg', ...[...wanted].filter((file) => !has.has(file))]);
  const built = new Set(
    Object.values(manifest).flatMap(({ file, css = [], assets = [] }) => [file, ...css, ...assets]),
  );
  for (const path of has)
    if (path.startsWith('/assets/') && !built.has(path.slice(1))) await cache.delete(path);
}

/** The files of the pages above, and what these import. */
function filesOf(manifest: Manifest): ReadonlySet<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const add = (key: string): void => {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) return;
    seen.add(key);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(file);
    for (const each of chunk.imports ?? []) add(each);
  };
  for (const key of Object.keys(manifest)) if (OUTSIDE.some((part) => key.startsWith(part))) add(key);
  return files;
}

/** A built file never changes under its name. One that was not kept beforehand is kept when it was used. */
async function fileOf(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(SHELL)).put(request, answer.clone());
  return answer;
}

/** The present document where there is a connection; then what it needs is fetched, too. */
async function documentOf(request: Request, event: Waiting): Promise<Response> {
  const asked = fetch(request);
  try {
    const answer = await Promise.race([asked, tooLate()]);
    if (answer.ok) event.waitUntil(fill().catch(() => undefined));
    return answer;
  } catch {
    return (await caches.match(DOCUMENT)) ?? asked;
  }
}

const tooLate = (): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error('no answer')), PATIENCE_MS);
  });
