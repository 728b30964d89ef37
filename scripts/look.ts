/**
 * Pictures of pages as people see them: both languages, a desk's and a phone's width. A server must be running.
 *
 *     node scripts/look.ts --as office --out pictures /today /cases        (--origin http://localhost:3000)
 *     … --size 390 --lang zh --dark --large --full                         only that
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser, settled, signInAs, track } from '../test/browser.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    origin: { type: 'string', default: 'http://localhost:3000' },
    as: { type: 'string', default: '' },
    password: { type: 'string', default: 'try-the-terraces-2026' },
    out: { type: 'string', default: '.cache/pictures' },
    size: { type: 'string', multiple: true, default: ['1440', '390'] },
    lang: { type: 'string', multiple: true, default: ['zh', 'en'] },
    dark: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
  },
});
mkdirSync(values.out, { recursive: true });
const browser = await openBrowser();
for (const size of values.size)
  for (const lang of values.lang) {
    const context = await browser.newContext({
      viewport: { width: Number(size), height: size === '390' ? 844 : 900 },
      colorScheme: values.dark ? 'dark' : 'light',
      locale: lang === 'zh' ? 'zh-CN' : 'en-GB',
    });
    const page = await context.newPage();
    track(page);
    page.on('console', (message) => {
      if (message.type() === 'error') process.stderr.write(`console: ${message.text()}\n`);
    });
    page.on('pageerror', (error) => process.stderr.write(`page: ${error.message}\n`));
    if (values.as) await signInAs(page, values.origin, values.as, values.password);
    for (const path of positionals) {
      const address = new URL(path, values.origin);
      address.searchParams.set('lang', lang);
      if (values.large)
        await page.addInitScript(`localStorage.setItem('terrace.appearance', '{"large":true}')`);
      await page.goto(address.href);
      await settled(page);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      if (Number(overflow) > 0) process.stderr.write(`${path} at ${size}: ${String(overflow)} px too wide\n`);
      const name = `${path.replaceAll(/[^\w-]+/g, '-').replace(/^-/, '') || 'start'}-${lang}-${size}.png`;
      await page.screenshot({ path: join(values.out, name), fullPage: values.full });
      process.stdout.write(`${join(values.out, name)}\n`);
    }
    await context.close();
  }
await browser.close();
