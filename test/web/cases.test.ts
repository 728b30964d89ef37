import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { settled } from '../browser.ts';
import { type RunningCounty, startCounty } from './county.ts';

/** From a finding to a department's answer, through the pages of the office and of the department. */

const COUNTY = '130434';
const API = `/api/v1/counties/${COUNTY}`;

describe.skipIf(inject('template').engine === 'postgresql')('findings and cases', () => {
  let county: RunningCounty;
  beforeAll(async () => {
    county = await startCounty();
    const { page, context } = await county.open('office');
    await screenedOnce(page, county.origin);
    await context.close();
  }, 600_000);
  afterAll(() => county.close());

  it('a case is opened by keys, asked, answered, recomputed; all of it survives the server', async () => {
    const office = await county.open('office');
    const { page } = office;
    const household = await householdWorthSomething(page, county.origin);
    await page.goto(`/cases?tab=findings&stage=NONE&text=${household}`);
    await page.locator('[data-row-key]').first().waitFor();
    const total = await numberOf(page, '.cases-stage[aria-pressed="true"] b');
    await page.getByRole('button', { name: '立案', exact: true }).first().click();
    await page.getByRole('heading', { name: /第 \d+ 号案件/ }).waitFor();
    const address = new URL(page.url()).pathname;

    await page.getByRole('button', { name: '发起部门比对' }).waitFor();
    await page.keyboard.press('a');
    await page.keyboard.press('Enter');
    await page.locator('.ant-modal').getByRole('button', { name: '发起部门比对' }).click();
    await page.getByText('已记入案件：发起部门比对').waitFor();

    const land = await county.open('land');
    await land.page.goto('/checks');
    const caseNo = address.split('/').at(-1)!;
    const question = land.page.locator(`[data-row-key="${caseNo}/land_resources"]`);
    await question.getByRole('button', { name: '有记录' }).click();
    await land.page.getByRole('dialog').getByRole('textbox').fill('县城一套住房');
    await land.page.getByRole('button', { name: '答复：有记录' }).click();
    await land.page.getByText(/已答复有记录/).waitFor();
    expect(await question.count()).toBe(0);
    expect(await land.page.locator('body').innerText()).not.toMatch(/因病|自付/);
    await land.page.goto(address);
    await land.page.getByText('access.action_refused').first().waitFor();

    await county.restart();
    await page.goto(address);
    await page.getByText('县城一套住房').first().waitFor();
    await page.getByRole('button', { name: '在我的浏览器里重算' }).click();
    expect(await page.locator('.amount-recompute').innerText()).toContain('与县里算的一致');
    await page.goto(`/cases?tab=findings&text=${household}`);
    await page.locator('[data-row-key]').first().waitFor();
    expect(await numberOf(page, '.cases-stage[aria-pressed="true"] b')).toBe(total);
    expect(await page.getByRole('button', { name: '立案', exact: true }).count()).toBe(0);
    expect([...office.faults, ...land.faults]).toEqual([]);
    await office.context.close();
    await land.context.close();
  }, 300_000);

  it('filters live in the address, the file has the rows of the screen', async () => {
    const { page, context, faults } = await county.open('office');
    await page.goto('/cases?tab=findings&peril=education');
    await page.locator('[data-row-key]').first().waitFor();
    const shown = await page.locator('[data-row-key]').count();
    const link = await page.getByRole('link', { name: '导出 CSV' }).getAttribute('href');
    const file = await (await page.request.get(county.origin + link!)).text();
    expect(file.trim().split('\n').length - 1).toBe(shown);
    await page.getByRole('button', { name: '清除筛选' }).click();
    await page.waitForURL((url) => !url.searchParams.has('peril'));
    expect(faults).toEqual([]);
    await context.close();
  }, 120_000);

  it('the list is walked by keys alone: down, up, choose, open, the next case and back', async () => {
    const { page, context, faults } = await county.open('office');
    await page.goto('/cases');
    await page.locator('[data-row-key]').first().waitFor();
    const [first, second] = await page
      .locator('[data-row-key]')
      .evaluateAll((rows) => rows.slice(0, 2).map((row) => row.getAttribute('data-row-key')));
    const lookUpKeys = async () => {
      await page.keyboard.press('Shift+?');
      await page.getByRole('dialog').getByText('打开这一行').waitFor();
      await page.waitForFunction(`document.activeElement?.closest('[role="dialog"]') !== null`);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    };
    await lookUpKeys();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.locator(`.row-at[data-row-key="${second}"]`).waitFor();
    await page.keyboard.press('k');
    await page.locator(`.row-at[data-row-key="${first}"]`).waitFor();
    await page.keyboard.press('x');
    await page.getByText('已选 1 条').waitFor();
    await page.keyboard.press('x');
    await page.getByText('已选 1 条').waitFor({ state: 'detached' });
    await lookUpKeys();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `第 ${first} 号案件` }).waitFor();
    await page.getByRole('button', { name: '下一件' }).and(page.locator(':enabled')).waitFor();
    await page.keyboard.press(']');
    await page.getByRole('heading', { name: `第 ${second} 号案件` }).waitFor();
    await page.getByRole('button', { name: '上一件' }).and(page.locator(':enabled')).waitFor();
    await page.keyboard.press('[');
    await page.getByRole('heading', { name: `第 ${first} 号案件` }).waitFor();
    expect(faults).toEqual([]);
    await context.close();
  }, 120_000);

  it('another line is tried with the keys of its slider, changes the answer and nothing else', async () => {
    const { page, context, faults } = await county.open('office');
    const linesNow = async (): Promise<unknown> =>
      (await page.request.get(`${county.origin}/api/v1/policies/wei-2017`)).json();
    const before = await linesNow();
    await page.goto('/policies/what-if');
    const found = page.locator('dd', { has: page.locator('xpath=preceding-sibling::dt[text()="发现户次"]') });
    await found.getByText('比现行 0').waitFor();
    const slider = page.getByRole('slider', { name: /预警线/ }).first();
    await slider.focus();
    const [answer] = await Promise.all([
      page.waitForResponse(
        (response) =>
          response.url().endsWith('/what-ifs') &&
          (response.request().postData() ?? '').includes('"value":4000'),
      ),
      page.keyboard.press('ArrowLeft').then(() => page.keyboard.press('ArrowLeft')),
    ]);
    const { base, candidate } = (await answer.json()) as Record<string, { household_years_found: number }>;
    const more = candidate!.household_years_found - base!.household_years_found;
    expect(more).toBeGreaterThan(0);
    await found.getByText(`比现行 +${more.toLocaleString('en')}`).waitFor();
    await page.getByRole('button', { name: '恢复现行', exact: true }).click();
    await found.getByText('比现行 0').waitFor();
    expect(await linesNow()).toEqual(before);
    expect(faults).toEqual([]);
    await context.close();
  }, 120_000);

  it.each([1440, 390] as const)(
    'a case at %i pixels is read by everybody',
    async (width) => {
      const { page, context, faults } = await county.open('office', { width, language: 'en' });
      // A colour that is on its way is neither the one nor the other.
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.goto('/cases/1');
      await page.getByRole('heading', { name: 'Case 1' }).waitFor();
      await page.locator('.case-steps, .case-part').first().waitFor();
      await page
        .locator('.case-part > summary')
        .evaluateAll((closed) =>
          closed.forEach((summary) => (summary as unknown as { click: () => void }).click()),
        );
      await settled(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(faults).toEqual([]);
      await context.close();
    },
    120_000,
  );
});

const numberOf = async (page: Page, place: string): Promise<number> =>
  Number((await page.locator(place).innerText()).replaceAll(',', ''));

/** A household over a line without a case whose bills are worth something: not every income lies below the line. */
async function householdWorthSomething(page: Page, origin: string): Promise<string> {
  const list = await page.request.get(`${origin}${API}/work/findings?stage=NONE&limit=100&purpose=test`);
  const { rows } = (await list.json()) as {
    rows: readonly { household_no: string; policy_id: string; as_of: string }[];
  };
  for (const { household_no, policy_id, as_of } of rows) {
    const tried = await page.request.post(`${origin}${API}/assessments`, {
      data: { household: household_no, policy: policy_id, as_of, dry_run: true },
      headers: { origin },
    });
    if (tried.ok() && Number(((await tried.json()) as { payable_yuan: string }).payable_yuan) > 0)
      return household_no;
  }
  throw new Error('no household is worth anything');
}

/** The demonstration may come with findings; without any the year of its last bills is screened. */
async function screenedOnce(page: Page, origin: string): Promise<void> {
  const list = await page.request.get(`${origin}${API}/work/findings?stage=NONE&purpose=test`);
  if (((await list.json()) as { total: number }).total > 0) return;
  const started = await page.request.post(`${origin}${API}/screenings`, {
    data: { policy: 'wei-2017', as_of: '2019-12-31' },
    headers: { origin },
  });
  for (let { id, state } = (await started.json()) as { id: string; state: string }; state === 'running';)
    ({ id, state } = (await (await page.request.get(`${origin}/api/v1/jobs/${id}`)).json()) as {
      id: string;
      state: string;
    });
}
