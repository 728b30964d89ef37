import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPage, type RunningCounty, startCounty } from './county.ts';
import { expectNoFaults, photograph, pick } from './hands.ts';

/** Collective money: asked for, decided with a proxy and a recusal, paid by none of those who decided, replayed by anybody. */

const COUNTY = '130434';
const PHONE = { width: 390 } as const;

describe('collective money', () => {
  let county: RunningCounty;
  const opened: OpenPage[] = [];
  const open = async (...of: Parameters<RunningCounty['open']>) => {
    const one = await county.open(...of);
    opened.push(one);
    one.page.setDefaultTimeout(30_000);
    return one.page;
  };
  beforeAll(async () => {
    county = await startCounty();
  }, 600_000);
  afterAll(() => county.close());

  it('the village asks, the representatives meet on it: one votes by proxy, one steps back', async () => {
    const village = await open('village', PHONE);
    await village.goto('/entities/1?tab=spending');
    await village.getByRole('button', { name: '申请开支' }).click();
    await village.getByLabel('收款方').fill('合成·五金店');
    await village.getByLabel('金额').fill('900');
    await village.getByLabel('用途').fill('合成：换水泵');
    await village.getByRole('button', { name: '保存' }).click();
    await village.getByText('把“expenditure:').waitFor();

    const secretary = await open('secretary', PHONE);
    await secretary.goto(new URL(village.url()).pathname);
    await secretary.getByRole('link', { name: '召集会议' }).click();
    await pick(secretary, '议事机构', /村民代表会议/);
    await secretary
      .getByRole('checkbox', { name: /换水泵/ })
      .and(secretary.locator(':checked'))
      .waitFor();
    await secretary.getByLabel('地点').fill('村委会');
    await secretary.getByRole('button', { name: '召集（1 项议题）' }).click();
    await secretary.getByRole('button', { name: '全部到会' }).click();
    await secretary.getByRole('checkbox').last().uncheck();
    await secretary.getByRole('button', { name: /^记委托/ }).click();
    const dialog = secretary.getByRole('dialog');
    await pick(secretary, /谁代他投票/, 'representative');
    await dialog.getByLabel('见证人').fill('合成·驻村干部');
    await dialog.getByRole('button', { name: '记下委托' }).click();
    await secretary.getByText(/见证/).first().waitFor();
    await secretary.getByRole('button', { name: /记下签到/ }).click();
    await secretary.getByRole('button', { name: '有人要回避' }).click();
    const stepsBack = await secretary.getByRole('radiogroup').nth(2).getAttribute('aria-label');
    await pick(secretary, '谁回避', stepsBack!.replace(' 的表决', ''));
    await secretary.getByRole('dialog').getByLabel('原因').fill('店主是他弟弟');
    await secretary.getByRole('dialog').getByRole('button', { name: '记下回避' }).click();
    await secretary.getByRole('radiogroup', { name: stepsBack! }).waitFor({ state: 'detached' });
    await secretary.getByRole('button', { name: '没表态的都记赞成' }).click();
    await secretary.getByRole('button', { name: '记下表决：赞成 6、反对 0、弃权 0' }).click();
    await secretary.getByText(/通过 · 赞成 6 票/).waitFor();
    await photograph(secretary, '拍签到表', '签到');
    await secretary.getByText(/只有主持人/).waitFor();
    expectNoFaults(...opened);
  }, 300_000);

  it('is not paid by who authorised it, and is by somebody else once the agent has co-signed', async () => {
    const officer = await open('officer');
    await officer.goto('/entities/spending/1');
    await officer.getByText('待代理会签').first().waitFor();
    expect(await officer.getByRole('button', { name: '支付', exact: true }).count()).toBe(0);
    const escrow = await open('escrow');
    await escrow.goto('/entities/escrow');
    await escrow
      .getByRole('link', { name: /集体资产经营公司/ })
      .first()
      .click();
    await escrow.getByRole('button', { name: '会签' }).click();
    await officer.reload();
    await officer.getByRole('button', { name: '支付', exact: true }).click();
    await officer.getByRole('alert').filter({ hasText: '参与' }).waitFor();
    const township = await open('township');
    await township.goto('/entities/spending/1');
    await township.getByRole('button', { name: '支付', exact: true }).click();
    await township
      .getByText(/待公开|已支付/)
      .first()
      .waitFor();
    // Refused over HTTP, which the browser tells its console.
    expectNoFaults(...opened.map(({ faults }) => ({ faults: faults.filter((one) => !/403|409/.test(one)) })));
  }, 120_000);

  it('a round is worked out again by a visitor who has not signed in; a changed sheet is found', async () => {
    const { page, context, faults } = await county.open(undefined, PHONE);
    await page.goto(`/rounds/${COUNTY}/1`);
    await page.getByRole('button', { name: '在我的手机上重算' }).click();
    await page.getByText(/行.*全部一致/).waitFor();
    await page.route(`**/public/counties/${COUNTY}/rounds/1`, async (route) => {
      const answer = await route.fetch();
      const found = (await answer.json()) as { sheet: { lines: { amount_yuan: string }[] } };
      found.sheet.lines[1]!.amount_yuan = '1.00';
      await route.fulfill({ response: answer, json: found });
    });
    await page.reload();
    await page.getByRole('button', { name: '在我的手机上重算' }).click();
    await page.getByText(/第 member\/1 行.*公布 1\.00/).waitFor();
    expect(faults).toEqual([]);
    await context.close();
  }, 120_000);
});
