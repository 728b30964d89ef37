import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { settled } from '../browser.ts';
import { type RunningCounty, startCounty } from './county.ts';

/** Pages of staff open for the first account whose menu leads there; the others are listed with who opens them. */
const ACCOUNTS = [
  'office',
  'village',
  'township',
  'finance',
  'insurer',
  'land',
  'auditor',
  'admin',
  'representative',
  'helper',
];
const KILOBYTE = 1000;
const STAFF_LIMIT_KB = 600;
const LIGHT_LIMIT_KB = 250;

/** Some minutes of a machine to itself: `npm run test:pages`, not part of the suite. */
const isAsked = process.env['TERRACE_PAGES'] !== undefined && inject('template').engine === 'embedded';

describe.runIf(isAsked)('every page of the menus', () => {
  let county: RunningCounty;
  beforeAll(async () => {
    county = await startCounty();
  });
  afterAll(() => county.close());

  const screens = ([1440, 390] as const).flatMap((width) =>
    (['zh', 'en'] as const).map((language) => ({ width, language })),
  );
  it.each(screens)(
    'opens without a fault at $width pixels in $language',
    async ({ width, language }) => {
      const seen = new Set<string>();
      const complaints: string[] = [];
      for (const account of ACCOUNTS) {
        const { page, context, faults } = await county.open(account, { width, language });
        await page.goto('/me');
        await settled(page);
        for (const path of await menuPaths(page)) {
          if (seen.has(path)) continue;
          seen.add(path);
          await page.goto(path);
          await settled(page);
          complaints.push(
            ...(await complaintsAbout(page, language)).map((fault) => `${account} ${path}: ${fault}`),
          );
        }
        complaints.push(...faults.map((fault) => `${account}: ${fault}`));
        await context.close();
      }
      expect(seen.size).toBeGreaterThan(0);
      expect(complaints).toEqual([]);
    },
    600_000,
  );

  it.each([
    { path: '/sign-in', account: undefined, limit: LIGHT_LIMIT_KB },
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

const menuPaths = (page: Page): Promise<string[]> =>
  page.locator('main .card').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));

async function complaintsAbout(page: Page, language: 'zh' | 'en'): Promise<string[]> {
  const tooWide = (await page.evaluate('document.documentElement.scrollWidth - innerWidth')) as number;
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return [
    ...(tooWide > 0 ? [`${tooWide} pixels too wide`] : []),
    ...grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
    ...(await untranslated(page, language)),
  ];
}

/** Words of the page itself, not of its data: headings, buttons, heads of columns, labels. */
async function untranslated(page: Page, language: 'zh' | 'en'): Promise<string[]> {
  const texts = await page.locator('h1, h2, button, th, label, dt').allTextContents();
  const isForeign =
    language === 'zh'
      ? (text: string) => /[a-z]{4,}/i.test(text) && !/\p{Script=Han}/u.test(text) && text !== 'English'
      : (text: string) => /\p{Script=Han}/u.test(text) && text !== '中文';
  return texts.filter((text) => isForeign(text.trim())).map((text) => `untranslated: ${text}`);
}
