/**
 * Takes the pictures of docs/guide anew, in both languages, from a demonstration county of its own.
 *
 *     node scripts/guide-pictures.ts [NAME…]
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { settled } from '../test/browser.ts';
import { startCounty } from '../test/web/county.ts';
import { askOf, EXAMPLES, reachExample } from '../test/web/examples.ts';

const PICTURES = fileURLToPath(new URL('../docs/guide/pictures', import.meta.url));
/** The story of the demonstration county ends on this day. */
process.env['TERRACE_TODAY'] ??= '2026-11-22';

interface Picture {
  readonly pattern: keyof typeof EXAMPLES;
  /** Which of its examples. */
  readonly no?: number;
  readonly width: 1440 | 390;
}
const ALL: Readonly<Record<string, Picture>> = {
  today: { pattern: '/today', width: 1440 },
  case: { pattern: '/cases/:case', no: 1, width: 1440 },
  'what-if': { pattern: '/policies/what-if', width: 1440 },
  feeds: { pattern: '/feeds', no: 1, width: 1440 },
  checks: { pattern: '/checks', width: 1440 },
  payments: { pattern: '/money/payments/:list', width: 1440 },
  pool: { pattern: '/money', width: 1440 },
  township: { pattern: '/due', no: 1, width: 1440 },
  due: { pattern: '/due', width: 390 },
  visit: { pattern: '/village/visits/:draft', no: 1, width: 390 },
  meeting: { pattern: '/meetings/:meeting', width: 390 },
  notice: { pattern: '/notices/:notice', width: 1440 },
  my: { pattern: '/my', width: 390 },
  why: { pattern: '/my/cases/:case/why', width: 390 },
  audit: { pattern: '/audit', width: 1440 },
  accounts: { pattern: '/accounts', width: 1440 },
};

const asked = process.argv.slice(2);
const county = await startCounty();
try {
  for (const [name, { pattern, no = 0, width }] of Object.entries(ALL)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    for (const language of ['zh', 'en'] as const) {
      const example = EXAMPLES[pattern]![no]!;
      const { page, context } = await county.open(example.account, { width, language });
      await reachExample(page, example, askOf(context, county.origin));
      await settled(page);
      await page.screenshot({ path: join(PICTURES, `${name}-${language}-${width}.png`) });
      await context.close();
      process.stdout.write(`${name} ${language}\n`);
    }
  }
} finally {
  await county.close();
}
