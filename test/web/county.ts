import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../src/demo/index.ts';
import { openBrowser, signInAs, track } from '../browser.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TERRACE = join(ROOT, 'bin', 'terrace.js');

/** What a screen is: a phone's width is 390 pixels, a desk's 1440. */
export interface Screen {
  readonly width?: 390 | 1440;
  readonly language?: 'zh' | 'en';
}

/** Sessions by account: one sign-in each, since a minute allows but twenty. */
type SignedIn = Map<string, Awaited<ReturnType<BrowserContext['cookies']>>>;

/** A running server on a demonstration county of its own, and a real browser to look at it. */
export interface RunningCounty {
  readonly origin: string;
  readonly browser: Browser;
  /** A page of somebody who has signed in; of nobody without a name. Faults of the page collect in `faults`. */
  readonly open: (account: string | undefined, screen?: Screen) => Promise<OpenPage>;
  /**
   * Ends the server as a power cut would, and starts it again on the same store, under the same address; given a day, as if
   * the power had come back on that day.
   */
  readonly restart: (day?: string) => Promise<void>;
  readonly close: () => Promise<void>;
}
export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page said on the console as an error, and what it threw. */
  readonly faults: string[];
}

/**
 * Starts the server as a user does, on a copy of the demonstration county.
 *
 * @example
 * let county: RunningCounty;
 * beforeAll(async () => { county = await startCounty(); });
 * afterAll(() => county.close());
 */
export async function startCounty(): Promise<RunningCounty> {
  const folder = mkdtempSync(join(tmpdir(), 'terrace-web-'));
  const data = join(folder, 'store');
  cpSync(demonstration(), data, { recursive: true });
  let today = process.env['TERRACE_TODAY'];
  let server = await serve({ data, port: '0', today });
  const { origin } = server;
  const browser = await openBrowser();
  const signedIn: SignedIn = new Map();
  return {
    origin,
    browser,
    open: async (account, screen = {}) => openPage({ browser, origin, signedIn }, account, screen),
    restart: async (day = today) => {
      today = day;
      await ended(server.process, 'SIGKILL');
      server = await serve({ data, port: new URL(origin).port, today });
    },
    close: async () => {
      await browser.close();
      await ended(server.process, 'SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A loaded demonstration county to copy from: made once for a state of the sources, some half a minute. */
export function demonstration(): string {
  const hash = createHash('sha256');
  for (const file of globSync(['src/**/*.{ts,sql}', 'policies/*.yaml'], {
    cwd: ROOT,
    exclude: ['**/*.test.ts'],
  }).sort())
    hash.update(readFileSync(join(ROOT, file)));
  const directory = join(ROOT, '.cache', `county-${hash.digest('hex').slice(0, 16)}`);
  while (!existsSync(directory) && isBeingMade(directory)) Atomics.wait(PAUSE, 0, 0, 1000);
  if (existsSync(directory)) return directory;
  for (const old of globSync('.cache/county-*', { cwd: ROOT }))
    if (!isBeingMade(join(ROOT, old))) rmSync(join(ROOT, old), { recursive: true, force: true });
  const making = `${directory}.${process.pid}`;
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  execFileSync(process.execPath, [TERRACE, '--data', making, 'demo', 'load'], { stdio: 'pipe' });
  if (existsSync(directory)) rmSync(making, { recursive: true });
  else renameSync(making, directory);
  return directory;
}

const PAUSE = new Int32Array(new SharedArrayBuffer(4));

/** Whether a process that still runs loads this county, into a folder with its number at the end. */
function isBeingMade(directory: string): boolean {
  return globSync(`${directory.replace(/\.\d+$/, '')}.*`).some((folder) => {
    try {
      return process.kill(Number(folder.split('.').at(-1)), 0);
    } catch {
      return false;
    }
  });
}

interface Serving {
  readonly data: string;
  readonly port: string;
  readonly today: string | undefined;
}
async function serve({ data, port, today }: Serving): Promise<{ process: ChildProcess; origin: string }> {
  const child = spawn(process.execPath, [TERRACE, '--data', data, 'serve', '--port', port], {
    env: { ...process.env, ...(today !== undefined && { TERRACE_TODAY: today }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const origin = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /http:\/\/localhost:\d+/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', () => reject(new Error(`the server ended: ${said}`)));
  });
  return { process: child, origin };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await exit;
}

async function openPage(
  { browser, origin, signedIn }: { browser: Browser; origin: string; signedIn: SignedIn },
  account: string | undefined,
  { width = 1440, language = 'zh' }: Screen,
): Promise<OpenPage> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width, height: width === 390 ? 844 : 900 },
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    hasTouch: width === 390,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  track(page);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // A refusal is an answer; the browser prints every status above 399 as an error.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  if (account !== undefined && !signedIn.has(account)) {
    await signInAs(page, origin, account, DEMO_PASSWORD);
    signedIn.set(account, await context.cookies());
  } else if (account !== undefined) await context.addCookies(signedIn.get(account)!);
  return { page, context, faults };
}
