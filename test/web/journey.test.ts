import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPage, type RunningCounty, type Screen, startCounty } from './county.ts';
import { actOnCase, csv, downloaded, expectNoFaults, factOf, photograph, pick } from './hands.ts';

/**
 * One household from a hospital's bills to the money in its account, every step on the page of whoever takes it: the health
 * department, the county office, three departments, the village, its chair, the township, finance, the bank's answer,
 * and the household itself, which objects on the way. Between the steps the server is killed and days pass.
 */

const COUNTY = '130434';
const VILLAGE = '130434110212';
const AFTER_NOTICE = '2026-11-28';
const HEADS = '县代码,票号,户号,人员编号,类别,费用日期,总费用,报销金额,自己掏的,医疗机构';
const PHONE: Screen = { width: 390 };

describe('one household, from its bills to the payment', () => {
  let county: RunningCounty;
  const people = new Map<string, OpenPage>();
  /** The page somebody works on, kept open from one step to the next. */
  const pageOf = async (name: string, screen?: Screen) => {
    const open = people.get(name) ?? (await county.open(name === 'household' ? undefined : name, screen));
    people.set(name, open);
    return open.page;
  };
  /** What the auditor reads over HTTP, beside all pages. */
  const audit = async (path: string): Promise<any> => {
    const page = await pageOf('auditor');
    const answer = await page.request.get(`${county.origin}/api/v1/counties/${COUNTY}/${path}`);
    expect([path, answer.status()]).toEqual([path, 200]);
    return answer.json();
  };
  let no: string;
  let head: string;
  /** What stood in the household's account before, yuan. */
  let before: string;
  let caseNo: string;
  let card: { readonly code: string; readonly pin: string };
  const bill = (record: string, day: string, yuan: number) =>
    `${COUNTY},${record},${no},,medical,${day},${yuan + 9000}.00,9000.00,${yuan}.00,合成县医院`;
  const toCase = async (name: string, screen?: Screen) => {
    const page = await pageOf(name, screen);
    await page.goto(`/cases/${caseNo}`);
    return page;
  };

  beforeAll(async () => {
    county = await startCounty();
    ({ household_no: no, head_name: head } = await someoneInNeed(audit));
    before = (await audit(`ledger/accounts/household:${no}/statement`)).closing;
  }, 600_000);
  afterAll(() => county.close());

  it('the health department takes a file in, sees what goes back, and takes another one back', async () => {
    const page = await pageOf('health');
    await page.goto('/feeds');
    await page.getByRole('button', { name: '导入文件' }).click();
    await page.getByRole('radio', { name: /支出单据/ }).check();
    await page.getByRole('combobox', { name: '谁报送的' }).fill('县医保局');
    await page.getByRole('button', { name: '下一步' }).click();
    await page
      .locator('input[type=file]')
      .setInputFiles(
        csv('医保单据-11月.csv', [
          HEADS,
          bill('JY-1', '2026-11-03', 12_000),
          bill('JY-2', '2026-11-17', 6000),
          bill('JY-3', '2026-13-02', 800),
        ]),
      );
    await page.getByRole('button', { name: '上传并对列' }).click();
    await pick(page, '“票号”是什么', '单据号');
    await pick(page, '“自己掏的”是什么', '自付金额');
    await page.getByRole('button', { name: '试运行（不保存）' }).click();
    await page.getByRole('button', { name: '导入 2 行' }).waitFor();
    expect(await downloaded(page, '下载退回行.csv')).toBe(
      'line,column,value,reason\n4,date,2026-13-02,没有这一天\n',
    );
    expect(await deliveredTo(audit, no)).toEqual([]);
    await page.getByRole('button', { name: '导入 2 行' }).click();
    await page.getByText(/已收下，编号/).waitFor();
    expect(await deliveredTo(audit, no)).toEqual(['12000.00', '6000.00']);

    // A second file by mistake: its columns are known by now, and it goes again before anything rests on it.
    await page.goto('/feeds/new');
    await page.getByText('县医保局 上次报送：医保单据-11月.csv').waitFor();
    await page.getByRole('button', { name: '下一步' }).click();
    await page
      .locator('input[type=file]')
      .setInputFiles(csv('发错的.csv', [HEADS, bill('JY-9', '2026-11-18', 70_000)]));
    await page.getByRole('button', { name: '上传并对列' }).click();
    await page.getByText('按 县医保局 上次的对法列出').waitFor();
    await page.getByRole('button', { name: '试运行（不保存）' }).click();
    await page.getByRole('button', { name: '导入 1 行' }).click();
    await page.getByText(/已收下，编号/).waitFor();
    await page.getByRole('button', { name: '回到数据导入' }).click();
    const row = page.getByRole('row', { name: /发错的\.csv/ });
    await row.getByRole('button', { name: '撤销' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('文件发错了');
    await page.getByRole('dialog').getByRole('button', { name: '撤销' }).click();
    await row.getByText(/^health，/).waitFor();
    expect(await deliveredTo(audit, no)).toEqual(['12000.00', '6000.00']);
  }, 300_000);

  it('the county office screens, opens the case and asks; three departments answer', async () => {
    const page = await pageOf('office');
    await page.goto('/feeds');
    await page.getByRole('button', { name: '筛查并更新线索' }).click();
    await page.getByText(/有效线索/).waitFor();
    await page.getByRole('button', { name: '看线索' }).click();
    await page.getByRole('searchbox').fill(no);
    await page.keyboard.press('Enter');
    await page
      .getByRole('row', { name: new RegExp(`${no}.*18,000\\.00`) })
      .getByRole('button', { name: '立案' })
      .click();
    await page.getByRole('heading', { name: /第 \d+ 号案件/ }).waitFor();
    caseNo = new URL(page.url()).pathname.split('/').at(-1)!;
    await actOnCase(page, '发起部门比对');
    for (const [name, record] of [['land'], ['business'], ['traffic', '一辆摩托车，2012 年登记']] as const) {
      const checks = await pageOf(name);
      await checks.goto('/checks');
      const question = checks.locator(`[data-row-key^="${caseNo}/"]`);
      if (record === undefined) await question.getByRole('button', { name: '无记录' }).click();
      else {
        await question.getByRole('button', { name: /有记录/ }).click();
        await checks.getByRole('dialog').getByRole('textbox').fill(record);
        await checks.getByRole('dialog').getByRole('button', { name: '答复：有记录' }).click();
      }
      await checks.getByText(/已答复/).waitFor();
    }
    await page.reload();
    await actOnCase(page, '说明比对结果不影响的理由', async (dialog) => {
      await pick(page, /常见理由/, '家庭必需，不影响认定');
      await dialog.getByRole('textbox', { name: /具体情况/ }).fill('代步用，已用十四年');
    });
    await actOnCase(page, '交办乡镇');
    expect((await audit(`cases/${caseNo}?purpose=audit`)).status).toBe('TOWNSHIP_ASSIGNED');
  }, 300_000);

  it('the village visits with a photo, meets, votes and hangs the notice; the server is killed between', async () => {
    const village = await pageOf('village', PHONE);
    await village.goto('/village/new');
    await village.getByRole('button', { name: `入户核查：${head} · ${no}` }).click();
    await village.getByLabel('同去的人').fill('合成·县防贫办审核人');
    await photograph(village, '拍照', '入户');
    await village.getByRole('button', { name: '提交核查（1 张照片）' }).click();
    await village.getByText('县里已收到。').waitFor();
    await county.restart();

    const secretary = await toCase('secretary', PHONE);
    await secretary.getByRole('button', { name: '召开评议会议' }).click();
    await secretary
      .getByRole('checkbox', { name: new RegExp(no) })
      .and(secretary.locator(':checked'))
      .waitFor();
    await secretary.getByText('representative · ').waitFor();
    await secretary.getByRole('button', { name: '召集（1 项议题）' }).click();
    await secretary.getByRole('button', { name: '全部到会' }).click();
    await secretary.getByRole('checkbox').last().uncheck();
    await secretary.getByRole('button', { name: '记下签到：到会 6 人' }).click();
    await secretary.getByRole('button', { name: '有人要回避' }).click();
    const stepsBack = await secretary.getByRole('radiogroup').nth(3).getAttribute('aria-label');
    await pick(secretary, '谁回避', stepsBack!.replace(' 的表决', ''));
    await secretary.getByRole('dialog').getByLabel('原因').fill('户主的连襟');
    await secretary.getByRole('dialog').getByRole('button', { name: '记下回避' }).click();
    await secretary.getByRole('radiogroup', { name: stepsBack! }).waitFor({ state: 'detached' });
    await secretary.getByRole('radiogroup').last().getByText('弃权').click();
    await secretary.getByRole('button', { name: '没表态的都记赞成' }).click();
    await secretary.getByRole('button', { name: '记下表决：赞成 4、反对 0、弃权 1' }).click();
    await secretary.getByText(/通过 · 赞成 4 票/).waitFor();
    await photograph(secretary, '拍签到表', '签到');
    await secretary.getByText('只有主持人 representative 能结束会议').waitFor();

    const chair = await pageOf('representative', PHONE);
    await chair.goto('/meetings');
    await chair
      .getByRole('link', { name: /今天开会/ })
      .first()
      .click();
    await chair.getByRole('button', { name: '主持人签字，结束会议' }).click();
    await chair.getByText('representative 已结束会议。').waitFor();

    await secretary.reload();
    await secretary.getByRole('button', { name: /去公示/ }).click();
    await secretary.getByRole('button', { name: '看看张榜的样子' }).click();
    // The amount came from the case, and only its class is made public; of the name only the surname.
    await secretary.getByRole('cell', { name: '5000元至不足10000元' }).waitFor();
    expect(await secretary.getByRole('article').innerText()).not.toMatch(new RegExp(`${head}|${no}|8,?800`));
    await secretary.getByRole('button', { name: '定稿，编号' }).click();
    await secretary.getByRole('heading', { name: /第 \d+ 号公示/ }).waitFor();
    await photograph(secretary, /拍照登记张贴：/, '张贴');
    await secretary.getByText(/起张贴（secretary 登记）/).waitFor();
    await secretary.goto(`/households/${no}`);
    await secretary.getByRole('button', { name: '发卡' }).click();
    await secretary.getByText('卡已发').waitFor();
    card = { code: await factOf(secretary, '卡号'), pin: await factOf(secretary, '密码') };
  }, 300_000);

  it('its days pass; who has visited does not approve and is told who may', async () => {
    await county.restart(AFTER_NOTICE);
    await actOnCase(await toCase('secretary'), '村级确认');
    await actOnCase(await toCase('township'), '乡镇上报');
    const approver = await toCase('approver');
    const barred = approver.getByRole('listitem').filter({ hasText: '县级审核备案' });
    await barred.getByText('您在本案是入户核查员，这一步要由别人来办。可由 reviewer 办理。').waitFor();
    expect(await approver.getByRole('button', { name: '县级审核备案' }).count()).toBe(0);
    await actOnCase(await toCase('reviewer'), '县级审核备案');
    await actOnCase(await toCase('office'), '签发支付令');
  }, 300_000);

  it('the household sees why, recomputes it, objects; nothing is paid until somebody else has answered', async () => {
    const home = await pageOf('household', PHONE);
    await home.goto('/sign-in');
    await home.getByRole('link', { name: '农户凭卡查询' }).click();
    await home.getByLabel(/卡号/).fill(card.code);
    await home.getByLabel(/^密码/).fill(card.pin === '000001' ? '000002' : '000001');
    await home.getByRole('button', { name: '查看我家情况' }).click();
    await home
      .getByRole('alert')
      .getByText(/还能试/)
      .waitFor();
    await home.getByLabel(/^密码/).fill(card.pin);
    await home.getByRole('button', { name: '查看我家情况' }).click();
    await home.getByText('8,800 元', { exact: true }).waitFor();
    await home.getByRole('link', { name: '为什么是这个数' }).click();
    await home.getByRole('button', { name: '在我的浏览器里重算' }).click();
    await home.getByText('与县里算的一致：8,800.00 元').waitFor();
    await home.getByRole('link', { name: '我有意见' }).click();
    await home.getByLabel('您的话').fill('花的不止这些，请再核一核');
    await home.getByRole('button', { name: '交给县里' }).click();
    await home.getByText(/县里已收到/).waitFor();

    const finance = await pageOf('finance');
    await finance.goto('/money/payments');
    await finance.getByRole('button', { name: '登记收款卡' }).click();
    const account = finance.getByRole('dialog');
    await account.getByLabel('农户').fill(no);
    await account.getByLabel('户名').fill(head);
    await account.getByLabel('卡号').fill('6228480012345678901');
    await account.getByRole('button', { name: '登记收款卡' }).click();
    await account.waitFor({ state: 'hidden' });
    await makeList(finance);
    await finance.getByText('payment.nothing').waitFor();
    expect((await audit(`cases/${caseNo}?purpose=audit`)).paid_yuan).toBe('0.00');
    await finance.getByRole('dialog').getByRole('button', { name: '取消' }).click();
    expect((await audit(`cases/${caseNo}?purpose=audit`)).status).toBe('OBJECTION');

    const township = await pageOf('township');
    await township.goto('/notices/objections');
    await township
      .getByRole('row', { name: /花的不止这些/ })
      .getByRole('link')
      .click();
    await township.getByText('意见不成立').click();
    await township.getByLabel(/^理由/).fill('单据逐张核过，总数没有错');
    await township.getByRole('button', { name: '答复：意见不成立' }).click();
    await township.getByText(/township .*答复/).waitFor();

    await makeList(finance);
    await finance.waitForURL(/payments\/\d+$/);
    const insurer = await pageOf('insurer');
    await insurer.goto(new URL(finance.url()).pathname);
    await insurer.getByRole('button', { name: '发给银行' }).click();
    await insurer.getByRole('tooltip').getByRole('button', { name: '发给银行' }).click();
    const [heads, line] = (await downloaded(insurer, /银行文件/)).trim().split(/\r?\n/);
    await insurer
      .locator('input[type=file]')
      .setInputFiles(csv('bank.csv', [`${heads},status,reason,day`, `${line},paid,,${AFTER_NOTICE}`]));
    await insurer.getByText(/已了结/).waitFor();
  }, 300_000);

  it('is paid, in the books and on every page, also after another power cut', async () => {
    await county.restart();
    const paid = await audit(`cases/${caseNo}?purpose=audit`);
    expect([paid.status, paid.amount_yuan, paid.paid_yuan]).toEqual(['PAID', '8800.00', '8800.00']);
    const { closing } = await audit(`ledger/accounts/household:${no}/statement`);
    expect(fen(closing) - fen(before)).toBe(880_000);
    expect((await audit('ledger/verification')).faults).toEqual([]);
    expect((await audit('claim-verification')).faults).toEqual([]);
    expect(new Set(paid.steps.map(({ actor }: { actor: string }) => actor)).size).toBeGreaterThanOrEqual(8);
    const home = await pageOf('household');
    await home.goto('/my');
    await home.getByRole('link', { name: '办过的事' }).click();
    await home.getByText('已付 8,800 元').waitFor();
    await home.getByRole('button', { name: '退出' }).click();
    await home.getByRole('heading', { name: '凭卡查询' }).waitFor();
    expect(await home.locator('body').innerText()).not.toContain('8,800');
    expectNoFaults(...people.values());
  }, 300_000);
});

/** A household of the village's lists, below the protection line, that nothing was found about and nobody has a case for. */
async function someoneInNeed(audit: (path: string) => Promise<any>) {
  const [households, findings, cases] = await Promise.all([
    audit(`households?area=${VILLAGE}&limit=500&purpose=audit`),
    audit(`work/findings?area=${VILLAGE}&limit=200&purpose=audit`),
    audit(`cases?area=${VILLAGE}&limit=200`),
  ]);
  const busy = new Set([...findings.rows, ...cases.rows].map(({ household_no }) => household_no));
  for (const household of households.rows as { household_no: string; head_name: string; group: string }[]) {
    if (household.group !== 'non_high_standard_lifted' || busy.has(household.household_no)) continue;
    const { counted } = await audit(`households/${household.household_no}/income?purpose=audit`);
    const bills = await billsOf(audit, household.household_no);
    if (
      !bills.some(({ counts }) => counts) &&
      Number(counted?.per_head_yuan) < Number(counted?.protection_line_yuan)
    )
      return household;
  }
  throw new Error('no household is in need');
}

interface Bill {
  readonly record_no: string;
  readonly self_paid_yuan: string;
  readonly counts: boolean;
}
const billsOf = async (audit: (path: string) => Promise<any>, no: string): Promise<Bill[]> =>
  (await audit(`households/${no}/bills?year=2026&policy=wei-2017&purpose=audit`)).bills;
/** What the bills of the journey's own files say. */
const deliveredTo = async (audit: (path: string) => Promise<any>, no: string): Promise<string[]> =>
  (await billsOf(audit, no))
    .filter(({ record_no }) => record_no.startsWith('JY-'))
    .map(({ self_paid_yuan }) => self_paid_yuan)
    .sort();

const fen = (yuan: string): number => Math.round(Number(yuan) * 100);

async function makeList(page: Awaited<ReturnType<RunningCounty['open']>>['page']): Promise<void> {
  await page.getByRole('button', { name: '生成付款清单' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '生成付款清单' }).click();
}
