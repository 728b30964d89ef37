import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { settled } from '../browser.ts';
import { type RunningCounty, type Screen, startCounty } from './county.ts';

/** The public board, the printed notice and the household's card, as people meet them. */

const COUNTY = '130434';
const API = `/api/v1/counties/${COUNTY}`;
const KILOBYTE = 1000;
const SCRIPT_LIMIT_KB = 250;

describe.skipIf(inject('template').engine === 'postgresql')('what is public', () => {
  let county: RunningCounty;
  let running: number;
  let village: string;
  let year: number;
  beforeAll(async () => {
    county = await startCounty();
    const board = (await (await fetch(`${county.origin}/api/v1/public/counties/${COUNTY}/board`)).json()) as {
      running: { notice_no: number; area_code: string; kind: string }[];
    };
    const notice = board.running.find(({ kind }) => kind === 'household_support')!;
    [running, village, year] = [notice.notice_no, notice.area_code, new Date().getFullYear()];
  }, 600_000);
  afterAll(() => county.close());

  const screens = ([1440, 390] as const).flatMap((width) =>
    (['zh', 'en'] as const).map((language) => ({ width, language })),
  );
  it.each(screens)('every page is sound at $width pixels in $language', async ({ width, language }) => {
    const { page, context, faults } = await county.open(undefined, { width, language });
    const complaints: string[] = [];
    for (const path of [
      '/public',
      '/public?q=bei',
      `/public/${COUNTY}`,
      `/public/${COUNTY}/places/${village}`,
      `/public/${COUNTY}/notices/${running}`,
      `/public/${COUNTY}/accounts`,
      `/public/${COUNTY}/accounts/${year}/households`,
      `/public/${COUNTY}/amounts`,
      `/public/${COUNTY}/nothing-here`,
    ]) {
      await page.goto(path);
      complaints.push(...(await complaintsAbout(page)).map((fault) => `${path}: ${fault}`));
    }
    expect([...complaints, ...faults]).toEqual([]);
    await context.close();
  });

  it('in large type and in the dark it is as sound, and remembers the type', async () => {
    const { page, context } = await county.open(undefined, { width: 390 });
    await page.goto(`/public/${COUNTY}`);
    await page.getByRole('link', { name: '长辈版' }).click();
    expect(await page.evaluate('getComputedStyle(document.body).fontSize')).toBe('20px');
    expect(await complaintsAbout(page)).toEqual([]);
    await page.goto(`/public/${COUNTY}/notices/${running}`);
    expect(await page.evaluate('getComputedStyle(document.body).fontSize')).toBe('20px');
    const buttons = await page
      .locator('.button.primary')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
    expect(Math.min(...buttons)).toBeGreaterThanOrEqual(60);
    await page.getByRole('link', { name: '标准版' }).click();
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(`/public/${COUNTY}/amounts`);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(14, 18, 21)');
    expect(await complaintsAbout(page)).toEqual([]);
    await context.close();
  });

  it('without script: from the address on paper to the notice, and an objection that stops what it is about', async () => {
    const { context, page } = await withoutScript(county, { width: 390 });
    await page.goto(`/n/${COUNTY}/${running}`);
    expect(new URL(page.url()).pathname).toBe(`/public/${COUNTY}/notices/${running}`);
    await page.getByRole('button', { name: '交给县里' }).click();
    // The browser itself asks for the words first.
    expect(new URL(page.url()).pathname).toBe(`/public/${COUNTY}/notices/${running}`);
    await page.getByLabel('对哪一行？').selectOption('1');
    await page.getByLabel(/您的话/).fill('合成：该户去年已经领过，请核实');
    await page.getByLabel(/您的电话/).fill('0310-1234567');
    await page.getByRole('button', { name: '交给县里' }).click();
    await page.getByRole('heading', { name: '县里已收到您的意见' }).waitFor();
    const told = await page.getByRole('status').innerText();
    const no = /编号 (\d+)/.exec(told)![1]!;
    expect(told).toMatch(/最晚 \d{4}年\d{1,2}月\d{1,2}日 答复/);
    // Sent again by the back button: the same objection.
    await page.goBack();
    await context.close();

    await county.restart();
    const office = await county.open('office');
    await office.page.goto(`/notices/objections/${no}`);
    await office.page.getByText('该户去年已经领过').waitFor();
    expect(await office.page.locator('main').innerText()).toContain('0310-1234567');
    const seen = await fetch(`${county.origin}/public/${COUNTY}/objections/${no}`);
    const text = await seen.text();
    expect(text).toContain('最晚');
    expect(text).not.toMatch(/已经领过|1234567/);
    await office.context.close();
  });

  it('an empty objection comes back with what to do and with what was typed', async () => {
    const reply = await fetch(`${county.origin}/public/${COUNTY}/notices/${running}/objections`, {
      method: 'POST',
      body: new URLSearchParams({ words: '  ', by: '合成·路人' }),
    });
    const text = await reply.text();
    expect(reply.status).toBe(422);
    expect(text).toContain('还没有写您的话');
    expect(text).toContain('value="合成·路人"');
  });

  it('a complaint without a name reaches who leads the county, once, and is never public', async () => {
    const { context, page } = await withoutScript(county, { width: 390 });
    await page.goto(`/public/${COUNTY}`);
    await page.getByRole('link', { name: /^投诉/ }).click();
    await page.getByLabel('什么事').selectOption({ label: '未到账' });
    await page.getByLabel(/您的话/).fill('合成：说好的钱一直没到');
    await page.getByLabel(/您的电话/).fill('0310-7654321');
    await page.getByRole('button', { name: '交给县里' }).click();
    await page.getByRole('heading', { name: '县里已收到您的投诉' }).waitFor();
    const no = /编号 (\d+)/.exec(await page.getByRole('status').innerText())![1]!;
    await context.close();
    const office = await county.open('office');
    await office.page.goto(`/grievances?open=${no}`);
    await office.page.getByText('说好的钱一直没到').waitFor();
    expect(await office.page.getByRole('dialog').innerText()).toContain('0310-7654321');
    await office.context.close();
    const empty = await fetch(`${county.origin}/public/${COUNTY}/complaints`, {
      method: 'POST',
      body: new URLSearchParams({ words: ' ', by: '合成·路人' }),
    });
    expect(empty.status).toBe(422);
    expect(await empty.text()).toContain('合成·路人');
    const key = 'complaint-sent-twice';
    const send = async () => {
      const body = new URLSearchParams({ words: '合成：拖了三个月', category: 'delay', key });
      const reply = await fetch(`${county.origin}/public/${COUNTY}/complaints`, { method: 'POST', body });
      return /编号 (\d+)/.exec(await reply.text())![1]!;
    };
    expect(await send()).toBe(await send());
  });

  it('a form that is sent twice is one objection', async () => {
    const send = async (): Promise<string> => {
      const reply = await fetch(`${county.origin}/public/${COUNTY}/notices/${running}/objections`, {
        method: 'POST',
        body: new URLSearchParams({ words: '合成：请打电话给我', key: 'the-same-form-1' }),
      });
      return /编号 (\d+)/.exec(await reply.text())![1]!;
    };
    expect(await send()).toBe(await send());
  });

  it('the sheet of amounts is worked out again in the browser, and a forged one is found', async () => {
    const { page, context } = await county.open(undefined, { width: 390 });
    let bytes = 0;
    page.on('response', (response) => {
      if (response.url().endsWith('.js')) bytes += Number(response.headers()['content-length']);
    });
    await page.goto(`/public/${COUNTY}/amounts`);
    await page.getByRole('button', { name: '在我的手机上重算' }).click();
    await page.locator('.right').waitFor();
    expect(await page.locator('#recompute').innerText()).toMatch(
      /✓ \d+ 行全部一致，合计 [\d.]+ 元，差额 0\.00/,
    );
    expect(bytes / KILOBYTE).toBeGreaterThan(1);
    expect(bytes / KILOBYTE).toBeLessThanOrEqual(SCRIPT_LIMIT_KB);
    await page.route('**/sheets/*', async (route) => {
      const answer = await route.fetch();
      const sheet = (await answer.json()) as { rules: { pays_yuan: string }[] };
      sheet.rules[0]!.pays_yuan = '1.00';
      await route.fulfill({ response: answer, json: sheet });
    });
    await page.getByRole('button', { name: '在我的手机上重算' }).click();
    await page.locator('.wrong').waitFor();
    expect(await page.locator('.wrong').innerText()).toMatch(/规则 \d+：应补 不同：公布 1\.000000/);
    await context.close();
  });

  it('every sum of the accounts is what its rows add up to', async () => {
    const { page, context } = await county.open(undefined);
    await page.goto(`/public/${COUNTY}/accounts`);
    const sums = await page.locator('table a').evaluateAll((links) =>
      links.map((link) => ({
        to: link.getAttribute('href')!,
        yuan: link.closest('tr')!.querySelector('.number')!.textContent.trim(),
      })),
    );
    expect(sums.length).toBeGreaterThan(2);
    for (const { to, yuan } of sums) {
      await page.goto(to);
      expect(await page.locator('.answer').innerText()).toContain(yuan);
      expect(await page.locator('.check').innerText()).toContain(`${yuan} ✓`);
    }
    await context.close();
  });

  it('a village is found by pinyin in two taps and stands first the next time', async () => {
    const { context, page } = await withoutScript(county, { width: 390 });
    await page.goto('/public');
    await page.getByRole('searchbox').fill('beisi');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByRole('link', { name: /^北寺/ }).first().click();
    const name = await page.locator('h1').innerText();
    await page.goto('/public');
    await page.getByRole('heading', { name: '上次看的' }).waitFor();
    expect(name).toContain(
      (await page.locator('h2:has-text("上次看的") + ul a').first().innerText()).split(/\s/)[0],
    );
    await context.close();
  });

  it('a card is issued by the village, shows its PIN once, and lets the household in', async () => {
    const { page, context } = await county.open('village');
    const households = await page.request.get(
      `${county.origin}${API}/households?limit=1&purpose=test&area=${village}`,
    );
    const { rows } = (await households.json()) as { rows: { household_no: string }[] };
    const own = rows[0]?.household_no ?? (await firstHousehold(page, county.origin));
    await page.goto(`/cards?household=${own}`);
    await settled(page);
    await page.getByRole('button', { name: /发卡并打印|换新卡并打印/ }).click();
    const confirm = page.getByRole('dialog').getByRole('button', { name: '换新卡并打印' });
    const paper = page.locator('iframe.paper');
    await Promise.race([paper.waitFor(), confirm.waitFor().then(() => confirm.click())]);
    await paper.waitFor();
    const card = page.frameLocator('iframe.paper').locator('.card');
    const [code, pin] = [
      (await card.locator('.side').first().locator('.foot .big').innerText()).replaceAll(' ', ''),
      await card.locator('.side').nth(1).locator('.big').innerText(),
    ];
    expect([code, pin]).toEqual([expect.stringMatching(/^\d{10}$/), expect.stringMatching(/^\d{6}$/)]);
    await page.getByRole('button', { name: '已打印，关闭' }).click();
    expect(await page.locator('main').innerText()).not.toContain(pin);
    const signedIn = await fetch(`${county.origin}/api/v1/session/card`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, pin }),
    });
    expect(signedIn.status).toBe(200);
    await page.getByRole('button', { name: '停用这张卡' }).click();
    await page.getByRole('dialog').getByLabel(/原因/).fill('合成：丢失');
    await page.getByRole('dialog').getByRole('button', { name: '停用这张卡' }).click();
    await page.getByText('已失效').first().waitFor();
    await page.getByRole('button', { name: '停用这张卡' }).first().waitFor({ state: 'detached' });
    await context.close();
  });
});

async function firstHousehold(page: Page, origin: string): Promise<string> {
  const reply = await page.request.get(`${origin}${API}/households?limit=1&purpose=test`);
  return ((await reply.json()) as { rows: { household_no: string }[] }).rows[0]!.household_no;
}

async function withoutScript(
  { browser, origin }: RunningCounty,
  { width = 1440 }: Screen,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    baseURL: origin,
    javaScriptEnabled: false,
    locale: 'zh-CN',
    viewport: { width, height: 844 },
  });
  return { context, page: await context.newPage() };
}

async function complaintsAbout(page: Page): Promise<string[]> {
  const tooWide = (await page.evaluate('document.documentElement.scrollWidth - innerWidth')) as number;
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const small =
    (await page.evaluate(`[...document.querySelectorAll('.button, .top a, .places a, input, select')]
    .filter((each) => each.type !== 'hidden' && each.getBoundingClientRect().height < 43.5).map((each) => each.textContent)`)) as string[];
  return [
    ...(tooWide > 0 ? [`${tooWide} pixels too wide`] : []),
    ...small.map((text) => `smaller than a finger: ${text}`),
    ...grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
  ];
}
