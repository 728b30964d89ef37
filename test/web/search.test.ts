import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../browser.ts';
import { type RunningCounty, startCounty } from './county.ts';

/** The search in the header, and what a household's page says of its causes, land and houses. */

const API = '/api/v1/counties/130434';

describe('search and household', () => {
  let county: RunningCounty;
  beforeAll(async () => {
    county = await startCounty();
  }, 600_000);
  afterAll(() => county.close());

  it('a household is found by its number and by pinyin, with the keyboard alone; the device keeps no name', async () => {
    const { page, context, faults } = await county.open('office');
    const { household_no: no, head_name: name } = await someHousehold(page);
    await page.goto('/households');
    await settled(page);
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox', { name: /搜索/ });
    await field.waitFor();
    await page.keyboard.type(no);
    await page.getByRole('option').first().waitFor();
    expect(await page.getByRole('option', { selected: true }).innerText()).toContain(name);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/households/${no}`);
    await page.getByRole('heading', { name: `农户 ${no}` }).waitFor();

    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: `户 ${no}` }).waitFor();
    const kept = await page.evaluate('JSON.stringify({ ...localStorage })');
    expect(kept).toContain(no);
    expect(kept).not.toContain(name);
    await field.fill('zhang');
    await page.getByRole('group', { name: '农户' }).getByRole('option').first().waitFor();
    expect(await page.getByRole('group', { name: '农户' }).innerText()).toMatch(/张|章/);
    await field.fill('没有这样的名字');
    await page.getByText(/没有找到“没有这样的名字”/).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(faults).toEqual([]);
    await context.close();
  }, 120_000);

  it('whoever may not look up households finds pages only', async () => {
    const { page, context } = await county.open('land');
    await page.goto('/checks');
    await settled(page);
    await page.keyboard.press('Control+k');
    await page.getByText('您的角色不能查找农户').waitFor();
    expect(await page.getByRole('option').count()).toBe(0);
    await context.close();
  }, 60_000);

  it.each([1440, 390] as const)(
    'search and household at %i pixels are read by everybody',
    async (width) => {
      const { page, context, faults } = await county.open('office', { width, language: 'en' });
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const { household_no: no } = await someHousehold(page);
      await page.goto(`/households/${no}`);
      await page.getByText('Main cause').waitFor();
      await settled(page);
      expect(await graveFaults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Search', exact: true }).click();
      await page.getByRole('combobox', { name: /Search/ }).fill(no.slice(0, 6));
      await page.getByRole('option').nth(3).waitFor();
      expect(await graveFaults(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(faults).toEqual([]);
      await context.close();
    },
    120_000,
  );

  it('a change of the causes is proposed by the village, approved by the county, and survives the server', async () => {
    const village = await county.open('village');
    const { household_no: no } = await someHousehold(village.page);
    await village.page.goto(`/households/${no}`);
    await village.page.getByRole('button', { name: '提出变更' }).click();
    const dialog = village.page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: '致贫原因' }).click();
    await village.page.getByTitle('缺水', { exact: true }).click();
    await village.page.keyboard.press('Escape');
    await dialog.getByRole('textbox', { name: '理由' }).fill('走访核实');
    await dialog.getByRole('button', { name: '提出，等别人审批' }).click();
    await village.page.getByText(/已提出，等别人审批后生效/).waitFor();
    await village.context.close();

    const { page, context, faults } = await county.open('office');
    await page.goto(`/households/${no}`);
    await page.getByRole('button', { name: '批准', exact: true }).first().click();
    const main = page.locator('dt:text-is("主要原因") + dd').getByText('缺水');
    await main.waitFor();
    await county.restart();
    await page.goto(`/households/${no}`);
    await main.waitFor();
    expect(faults).toEqual([]);
    await context.close();
  }, 120_000);
});

/** A listed household that the viewer sees, with land, a house and a cause on record. */
async function someHousehold(page: Page): Promise<{ household_no: string; head_name: string }> {
  const list = await page.request.get(
    `${API}/work/households?group=non_high_standard_lifted&limit=50&purpose=test`,
  );
  const { rows } = (await list.json()) as { rows: readonly { household_no: string; head_name: string }[] };
  return rows.at(-1)!;
}

async function graveFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
