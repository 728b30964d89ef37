import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

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

/** Waits until nothing is on its way any more and nothing says that it is still being read. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('h1').first().waitFor();
  const busy = page.locator('[aria-busy="true"]');
  while ((await busy.count()) > 0) await busy.first().waitFor({ state: 'detached' });
  await page.waitForLoadState('networkidle');
}
