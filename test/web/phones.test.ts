import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { type OpenPage, type RunningCounty, type Screen, startCounty } from './county.ts';
import { expectNoFaults, photograph } from './hands.ts';

/** Two people of a village write in the same visit while neither has a signal; nothing of either is lost. */

const API = '/api/v1/counties/130434';
const VILLAGE = '130434110212';
const PHONE: Screen = { width: 390 };
const ROOF = '房顶漏雨，两间';
const STABLE = '住房安全';
const SECRET = '只在这部手机上的话';

describe('two phones without a signal', () => {
  let county: RunningCounty;
  let head: OpenPage;
  let secretary: OpenPage;
  let visit: { readonly case_no: number; readonly household_no: string };
  beforeAll(async () => {
    county = await startCounty();
    head = await county.open('village', PHONE);
    secretary = await county.open('secretary', PHONE);
    visit = await caseToVisit(head.page, county.origin);
  }, 600_000);
  afterAll(() => county.close());

  it('both write, offline and over a reload; the conflict is shown and decided, the rest of both is kept', async () => {
    for (const { page } of [head, secretary]) {
      await page.goto('/village/new');
      await page.getByRole('button', { name: new RegExp(`：.*${visit.household_no}`) }).click();
      await page.getByLabel('同去的人').waitFor();
      await keptForLater(page);
    }
    await head.page.getByLabel('同去的人').fill('村医丁');
    await head.page.getByText('县里已收到').first().waitFor();

    for (const { context, page } of [head, secretary]) {
      await context.setOffline(true);
      expect((await page.reload())?.fromServiceWorker()).toBe(true);
    }
    await head.page.getByText('○ 无信号').waitFor();
    await head.page.getByLabel('看到和听到的').fill(ROOF);
    await photograph(head.page, '拍照', '房顶');
    await head.page.getByRole('img', { name: '房顶.jpg' }).waitFor();
    await secretary.page.getByLabel('看到和听到的').fill(STABLE);
    await secretary.page
      .getByRole('radiogroup', { name: /长期治疗/ })
      .getByText('要', { exact: true })
      .click();
    expect((await head.page.reload())?.fromServiceWorker()).toBe(true);
    expect(await head.page.getByLabel('看到和听到的').inputValue()).toBe(ROOF);
    await head.page.getByRole('img', { name: '房顶.jpg' }).waitFor();

    await head.context.setOffline(false);
    await head.page.getByText('等待发送').first().waitFor({ state: 'detached' });
    await secretary.context.setOffline(false);
    const conflict = secretary.page.getByRole('group', { name: /“看到和听到的”有不同的写法/ });
    await conflict.getByText(ROOF).waitFor();
    await conflict.getByText(STABLE).waitFor();
    expect(await secretary.page.getByRole('group', { name: /有不同的写法/ }).count()).toBe(1);
    await secretary.page.getByText('先定下：看到和听到的').waitFor();
    await conflict.getByRole('button', { name: '用这个：village' }).click();
    await conflict.waitFor({ state: 'detached' });
    await secretary.page.getByText('等待发送').first().waitFor({ state: 'detached' });

    await county.restart();
    await head.page.reload();
    await head.page.getByText('secretary 也写了这份核查').waitFor();
    await head.page.getByRole('button', { name: '提交核查（1 张照片）' }).click();
    await head.page.getByText('县里已收到。').waitFor();
    expect(await submitted(await county.open('office'), county.origin, visit.case_no)).toEqual({
      actor: 'village',
      fields: { companion: '村医丁', long_treatment: 'yes', note: ROOF },
      photos: 1,
    });
  }, 300_000);

  it('what is on the phone is sealed, and gone after the sign-out; unsent work is named first', async () => {
    const { page, context } = secretary;
    await page.goto('/village/new');
    await page.getByRole('button', { name: /记一次走访/ }).click();
    await page.getByLabel('户主姓名或编号').fill(visit.household_no);
    await page.getByRole('button', { name: new RegExp(visit.household_no) }).click();
    await context.setOffline(true);
    await page.getByLabel('看到和听到的').fill(SECRET);
    await page.getByText('等待发送').first().waitFor();
    const kept = await onDevice(page);
    expect(kept.records).toBeGreaterThan(0);
    expect(kept.text).not.toContain(SECRET);
    expect(kept.text).not.toContain(visit.household_no);

    await page.getByRole('link', { name: '我的' }).click();
    await page.getByRole('button', { name: '退出', exact: true }).click();
    const question = page.getByRole('dialog', { name: '还有没发出的内容' });
    await question.getByText(/走访：/).waitFor();
    await question.getByRole('button', { name: '先不退出' }).click();
    expect((await onDevice(page)).records).toBe(kept.records);
    await page.getByRole('button', { name: '退出', exact: true }).click();
    await question.getByRole('button', { name: '删掉并退出' }).click();
    await page.waitForURL(/sign-in/);
    expect(await onDevice(page)).toMatchObject({ records: 0, keys: 0 });

    // The server hears of it as soon as there is a signal: the old session opens nothing any more.
    await context.setOffline(false);
    await page.goto('/village/new');
    await page.waitForURL(/sign-in/);
    expect((await page.request.get(`${county.origin}/api/v1/session`)).status()).toBe(401);
    expectNoFaults(head, secretary);
  }, 300_000);
});

/** A case that waits for a visit, which the village has not begun. */
async function caseToVisit(page: Page, origin: string) {
  const list = await page.request.get(
    `${origin}${API}/cases?area=${VILLAGE}&status=TOWNSHIP_ASSIGNED&limit=50`,
  );
  const drafts = await page.request.get(`${origin}${API}/drafts?kind=case_visit&purpose=test&limit=50`);
  const begun = ((await drafts.json()) as { rows: { case_no: number | null }[] }).rows.map(
    ({ case_no }) => case_no,
  );
  const { rows } = (await list.json()) as { rows: { case_no: number; household_no: string }[] };
  return rows.find(({ case_no }) => !begun.includes(case_no))!;
}

/** The pages lie on the phone and open without a connection. */
const keptForLater = (page: Page) => page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');

/** The act that a visit became, as the case has it. */
async function submitted({ page }: OpenPage, origin: string, caseNo: number) {
  const answer = await page.request.get(`${origin}${API}/cases/${caseNo}?purpose=test`);
  const { steps } = (await answer.json()) as {
    steps: { action: string; actor: string; fields: Record<string, string>; evidence: unknown[] }[];
  };
  const { actor, fields, evidence } = steps.findLast(({ action }) => action === 'visit')!;
  return { actor, fields, photos: evidence.length };
}

/** All that the browser keeps in its database, read around the pages. */
const onDevice = (page: Page): Promise<{ records: number; keys: number; text: string }> =>
  page.evaluate(`(async () => {
    const asked = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const db = await asked(indexedDB.open('terrace'));
    const all = (store) => asked(db.transaction(store).objectStore(store).getAll());
    const records = await all('records');
    const keys = await all('keys');
    const text = records.map(({ data }) => new TextDecoder().decode(data)).join('');
    db.close();
    return { records: records.length, keys: keys.length, text };
  })()`);
