import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../browser.ts';
import { accessFaults, listen, widthFaults, wordFaults } from './complaints.ts';
import { type RunningCounty, startCounty } from './county.ts';
import { askOf, EXAMPLES, reachExample, routePatterns } from './examples.ts';

const KILOBYTE = 1000;
const STAFF_LIMIT_KB = 600;
const LIGHT_LIMIT_KB = 250;

/** Each language is opened at one width and looked at again at the other, so that each width is opened once, too. */
const SCREENS = [
  { language: 'zh', width: 1440, again: 390 },
  { language: 'en', width: 390, again: 1440 },
] as const;
type LookAt = (typeof SCREENS)[number];

it('every route of the pages has an example, and every example a route', async () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual(await routePatterns());
});

describe('every page', () => {
  let county: RunningCounty;
  const contexts = new Map<string, Promise<BrowserContext>>();
  /** One context for an account and a screen: its second page finds the scripts in the cache. */
  const contextOf = (account: string | undefined, { language, width }: LookAt): Promise<BrowserContext> => {
    const key = `${account} ${language}`;
    const context = contexts.get(key) ?? opened(account, { language, width });
    contexts.set(key, context);
    return context;
  };

  const opened = async (...of: Parameters<RunningCounty['open']>): Promise<BrowserContext> => {
    const { context, page } = await county.open(...of);
    await page.close();
    return context;
  };

  beforeAll(async () => {
    county = await startCounty();
    const accounts = new Set(
      Object.values(EXAMPLES).flatMap((examples) => examples.map((each) => each.account)),
    );
    // One after the other: two sign-ins of one account at a time would be two of the twenty a minute allows.
    for (const account of accounts) for (const screen of SCREENS) await contextOf(account, screen);
  }, 600_000);
  afterAll(() => county.close());

  const all = Object.entries(EXAMPLES).flatMap(([pattern, examples]) =>
    examples.flatMap((example, i) => SCREENS.map((screen) => ({ pattern, example, no: i + 1, screen }))),
  );
  it.concurrent.each(all)(
    '$pattern $no as $example.account in $screen.language is clean',
    async ({ example, screen }) => {
      const context = await contextOf(example.account, screen);
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      const heard = listen(page, screen.language);
      try {
        await reachExample(page, example, askOf(context, county.origin));
        const found = [
          ...(await widthFaults(page)),
          ...(await accessFaults(page)),
          ...(await wordFaults(page, screen.language, heard)),
        ];
        await page.setViewportSize({ width: screen.again, height: 900 });
        await settled(page);
        found.push(...(await widthFaults(page)), ...(await wordFaults(page, screen.language, heard)));
        expect([...new Set([...heard.faults, ...found])]).toEqual([]);
      } finally {
        await page.close();
      }
    },
    120_000,
  );

  it.each([
    { path: '/sign-in', account: undefined, limit: LIGHT_LIMIT_KB },
    { path: '/my', account: 'household', limit: LIGHT_LIMIT_KB },
    { path: '/', account: 'office', limit: STAFF_LIMIT_KB },
  ])('$path loads at most $limit kB of compressed JavaScript', async ({ path, account, limit }) => {
    const { page, context } = await county.open(account);
    let bytes = 0;
    page.on('response', (response) => {
      if (response.url().endsWith('.js')) bytes += Number(response.headers()['content-length']);
    });
    await page.goto(path);
    await settled(page);
    expect(bytes / KILOBYTE).toBeGreaterThan(10);
    expect(bytes / KILOBYTE).toBeLessThanOrEqual(limit);
    await context.close();
  });
});
