import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page, type Request } from 'playwright-core';

/**
 * A real Chromium: the one that comes with the packages, or the system's.
 * Its own calls home are switched off: the tests run without a network.
 */
export async function openBrowser(): Promise<Browser> {
  const system = '/usr/bin/chromium';
  const { default: packaged } = await import('@sparticuz/chromium');
  return chromium.launch({
    executablePath: existsSync(system) ? system : await packaged.executablePath(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** Signs in through the server, as the sign-in page does; the page then carries the session. */
export async function signInAs(page: Page, origin: string, name: string, password: string): Promise<void> {
  const answer = await page.request.post(`${origin}/api/v1/session`, {
    data: { name, password },
    headers: { origin },
  });
  if (!answer.ok()) throw new Error(`${name}: ${await answer.text()}`);
}

const underWay = new WeakMap<Page, Set<Request>>();
/** Counts what the page asks for from now on, for `settled`. */
export function track(page: Page): void {
  const requests = underWay.get(page) ?? new Set();
  if (underWay.has(page)) return;
  underWay.set(page, requests);
  page.on('request', (request) => {
    // A stream of events never ends.
    if (request.resourceType() !== 'eventsource' && !request.url().endsWith('/events')) requests.add(request);
  });
  page.on('requestfinished', (request) => requests.delete(request));
  page.on('requestfailed', (request) => requests.delete(request));
}

const QUIET_TURNS = 3;
/** The page has nothing to compute for a moment: what an answer leads to has been asked for. */
const IDLE = 'new Promise((done) => requestIdleCallback(() => done(true), { timeout: 2000 }))';

/** Waits until nothing is on its way any more and nothing says that it is still being read. */
export async function settled(page: Page): Promise<void> {
  const requests = underWay.get(page);
  if (!requests) await page.waitForLoadState('networkidle');
  await page.locator('h1').first().waitFor();
  for (let quiet = 0; quiet < QUIET_TURNS;) {
    await page.evaluate(IDLE);
    const isBusy = (requests?.size ?? 0) > 0 || (await page.locator('[aria-busy="true"]').count()) > 0;
    quiet = isBusy ? 0 : quiet + 1;
    await page.waitForTimeout(50);
  }
}
