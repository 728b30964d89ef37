import { describe, expect, test } from 'vitest';
import {
  appeal,
  codeOf,
  day,
  decideObjection,
  importBill,
  importHousehold,
  importIncome,
  LINKS,
  meet,
  object,
  open,
  policyOn,
  possible,
  publish,
  screenOn,
  store,
  take,
  useCounty,
  view,
  walk,
} from '../../../test/cases.ts';
import { COUNTY, VILLAGE } from '../../../test/imports.ts';
import { within } from '../../../test/ledger.ts';
import {
  accountKey,
  balanceOn,
  listAuthorisations,
  listPostings,
  reverse,
  verifyLedger,
} from '../../ledger/index.ts';
import type { PlainDate } from '../../kernel/index.ts';
import { sql } from '../../platform/index.ts';
import { assess, verifyClaims } from '../compensation/index.ts';
import { findMissedFindings, listCases } from './index.ts';

useCounty();

const received = (on = day(300)) =>
  within(store.db, (tx) => balanceOn(tx, COUNTY, accountKey('household', '1'), on));

const SECURE = {
  income_stable: 'yes',
  income_above_line: 'yes',
  expenditure_solved: 'yes',
  guarantees_secure: 'yes',
  risk_gone: 'yes',
};

describe('a household from its bill to the removal of its risk', () => {
  test('every link by its own person; the books balance', async () => {
    const statuses: string[] = [];
    for (const act of Object.values(LINKS)) {
      await act();
      statuses.push((await view(day(12))).status);
    }
    expect([...new Set(statuses)]).toEqual([
      'DETECTED',
      'CROSS_CHECK',
      'TOWNSHIP_ASSIGNED',
      'HOUSEHOLD_VISIT',
      'VILLAGE_REVIEW',
      'PUBLIC_NOTICE',
      'VILLAGE_CONFIRMED',
      'COUNTY_REVIEW',
      'RECORDED',
      'PAYMENT_ORDERED',
      'PAID',
    ]);
    const paid = await view(day(12));
    expect(paid).toMatchObject({ amount_yuan: '6000.00', paid_yuan: '6000.00' });
    expect(new Set(paid.steps.map(({ actor }) => actor)).size).toBeGreaterThanOrEqual(8);
    expect(await received()).toBe(600_000n);

    await take('follow_up', 'Wen', day(40), { ...SECURE, risk_gone: 'no' });
    expect(await codeOf(take('remove_risk', 'Gao', day(41), { kind: 'assisted' }))).toBe(
      'cases.removalEarly',
    );
    expect(await codeOf(take('remove_risk', 'Gao', day(200), { kind: 'assisted' }))).toBe('cases.noMeasure');
    await take('measure', 'Wen', day(200), { measure: 'a public post' });
    expect(await codeOf(take('remove_risk', 'Gao', day(200), { kind: 'assisted' }))).toBe('cases.notSecure');
    await take('follow_up', 'Wen', day(201), SECURE);
    expect(await codeOf(take('remove_risk', 'Gao', day(201), { kind: 'assisted' }))).toBe(
      'cases.removalUndecided',
    );
    await meet(day(202), { id: '1/removal', kind: 'risk_removal' });
    await publish(day(202), { id: '1/removal', kind: 'risk_removal' });
    expect(await codeOf(take('remove_risk', 'Gao', day(207), { kind: 'assisted' }))).toBe(
      'cases.removalUndecided',
    );
    expect(await codeOf(take('remove_risk', 'Wen', day(208), { kind: 'assisted' }))).toBe('cases.apart');
    expect(await codeOf(take('remove_risk', 'Chen', day(208), { kind: 'assisted' }))).toBe('cases.apart');
    expect((await take('remove_risk', 'Gao', day(208), { kind: 'assisted' })).status).toBe('RISK_REMOVED');

    await within(store.db, async (tx) => {
      expect((await verifyLedger(tx, COUNTY)).faults).toEqual([]);
      expect(await verifyClaims(tx, COUNTY)).toEqual({ claims: 1, faults: [] });
    });
    const { rows } = await sql<{ text: string }>`select summary::text as text from access.audit_entry
      where action like 'cases.%'`.execute(store.db);
    expect(rows.map(({ text }) => text).join()).not.toMatch(/张|closed in|Qiu|public post/);
  });

  test('a second bill of the year pays the difference to the whole', async () => {
    await walk();
    expect(await codeOf(open('Finder', day(20)))).toBe('cases.covered');
    await importBill('B2', 20_000, String(day(20)));
    await screenOn(day(21));
    await open('Finder', day(22));
    expect(await codeOf(open('Finder', day(22)))).toBe('cases.open');
    const two = { caseNo: 2 };
    await take('ask', 'Clerk', day(22), {}, two);
    for (const department of ['land_resources', 'market_regulation', 'traffic_police'])
      await take('answer', 'Lin', day(22), { department, result: 'clear' }, two);
    await take('assign', 'Clerk', day(22), {}, two);
    await take('visit', 'Wen', day(22), { companion: 'Qiu' }, two);
    await meet(day(23), { id: '2' });
    await publish(day(23), { id: '2' });
    await take('confirm', 'Hu', day(29), {}, two);
    await take('report', 'Tang', day(29), {}, two);
    await take('record', 'Gao', day(29), {}, two);
    await take('order', 'Luo', day(29), {}, two);
    await take('pay', 'Kong', day(29), {}, two);
    expect((await view(day(30), 2)).amount_yuan).toBe('6000.00');
    expect(await received()).toBe(1_200_000n);
    expect((await view(day(30))).status).toBe('PAID');
  });

  test('what a clerk assessed by hand is paid by the case, once', async () => {
    await walk('report');
    await assess(store.db, {
      countyCode: COUNTY,
      householdNo: '1',
      policy: policyOn('wei-2017', day(0)),
      asOf: day(0),
      actor: 'Clerk',
    });
    await LINKS['record']!();
    expect((await view(day(11))).amount_yuan).toBe('6000.00');
  });
});

describe('refused by the county', () => {
  test('too much income: not recorded, rejected, appealed once and dismissed by somebody else', async () => {
    await importIncome(60_000);
    await walk('report');
    expect(await codeOf(take('record', 'Gao', day(10)))).toBe('cases.notWorth');
    const record = (await possible(day(10))).find(({ action }) => action === 'record')!;
    expect(record.because[0]!.en).toContain('30000.00');
    await take('reject', 'Gao', day(10), { reason: 'income' });
    expect(await codeOf(take('record', 'Gao', day(10)))).toBe('cases.notNow');
    await take('appeal', '张三丰', day(11), { reason: 'the wage ended' });
    expect((await view(day(11))).status).toBe('APPEALED');
    expect(await codeOf(take('dismiss_appeal', 'Gao', day(12), { reason: 'no' }))).toBe('cases.apart');
    await take('dismiss_appeal', 'Sun', day(12), { reason: 'no' });
    expect(await codeOf(take('appeal', '张三丰', day(13), { reason: 'again' }))).toBe('cases.appealedBefore');
    expect(await codeOf(open('Finder', day(14)))).toBe('done');
  });

  test('an appeal that is upheld begins with a visit and what the register says then', async () => {
    await importIncome(60_000);
    await walk('report');
    await take('reject', 'Gao', day(10), { reason: 'income' });
    await take('appeal', '张三丰', day(11), { reason: 'the wage ended' });
    await importIncome(6000);
    await take('uphold_appeal', 'Sun', day(12), { reason: 'right' });
    expect((await view(day(12))).status).toBe('RETURNED');
    await take('visit', 'Wen', day(12), { companion: 'Qiu' });
    expect(await codeOf(take('confirm', 'Hu', day(12)))).toBe('cases.notYet');
    await meet(day(13));
    await publish(day(13));
    await take('confirm', 'Hu', day(20));
    await take('report', 'Tang', day(20));
    expect((await take('record', 'Gao', day(20))).amount_yuan).toBe('6000.00');
  });

  test('an income nobody knows is asked on the visit', async () => {
    await sql`delete from income.item`.execute(store.db);
    await walk('assign');
    expect((await view(day(2))).inputs.facts.incomeYuan).toBeNull();
    const { because } = (await possible(day(2))).find(({ action }) => action === 'record')!;
    expect(because).toHaveLength(1);
    await importIncome(6000);
    await LINKS['visit']!();
    expect((await view(day(2))).inputs.facts.incomeYuan).toBe('6000.00');
  });
});

describe('objections', () => {
  test('after the order: suspended until dismissed; an appeal suspends again; an upheld one revokes', async () => {
    await walk('order');
    await object(day(11));
    expect((await view(day(11))).status).toBe('OBJECTION');
    expect(await codeOf(take('pay', 'Kong', day(11)))).toBe('cases.contested');
    const standing = () =>
      within(
        store.db,
        async (tx) => (await listAuthorisations(tx, COUNTY, { decision: 'cases/1' }))[0]!.status,
      );
    expect(await standing()).toBe('suspended');
    await decideObjection(1, 'dismissed', day(12));
    expect(await standing()).toBe('granted');
    await appeal(1, day(13));
    expect((await view(day(13))).status).toBe('APPEALED');
    expect(await standing()).toBe('suspended');
    await decideObjection(2, 'upheld', day(14), 'Bao');
    expect(await standing()).toBe('revoked');
    // The village decides anew, and the county orders again.
    expect((await view(day(14))).status).toBe('HOUSEHOLD_VISIT');
    expect(await codeOf(take('pay', 'Kong', day(14)))).toBe('cases.notYet');
    await meet(day(15));
    await publish(day(15));
    await take('confirm', 'Hu', day(21));
    await take('report', 'Tang', day(21));
    await take('record', 'Gao', day(21));
    await take('order', 'Luo', day(21));
    await take('pay', 'Kong', day(21));
    expect(await view(day(22))).toMatchObject({ status: 'PAID', amount_yuan: '6000.00' });
    expect(await received()).toBe(600_000n);
  });

  test('an objection to a case that is paid does not take the payment out of the books', async () => {
    await walk();
    await object(day(12));
    await decideObjection(1, 'upheld', day(13));
    expect((await view(day(13))).status).toBe('PAID');
    expect(await codeOf(take('pay', 'Kong', day(13)))).toBe('cases.notNow');
  });
});

describe('a village that decides anew after the order', () => {
  const standing = () =>
    within(
      store.db,
      async (tx) => (await listAuthorisations(tx, COUNTY, { decision: 'cases/1' }))[0]!.status,
    );

  test.each([['against'], ['for']] as const)('and votes %s it, revokes the payment', async (vote) => {
    await walk('order');
    await meet(day(11), { vote });
    expect(await standing()).toBe('revoked');
    expect(await codeOf(take('pay', 'Kong', day(11)))).toBe('cases.notYet');
    if (vote === 'against') return;
    await publish(day(11));
    await take('confirm', 'Hu', day(20));
    await take('report', 'Tang', day(20));
    expect((await take('record', 'Gao', day(20))).amount_yuan).toBe('6000.00');
    await take('order', 'Luo', day(20));
    await take('pay', 'Kong', day(20));
    expect(await received()).toBe(600_000n);
  });

  test('by correcting its meeting, revokes the payment, whatever else the new meeting is about', async () => {
    await walk('order');
    await meet(day(11), { id: '9', corrects: 1 });
    expect(await standing()).toBe('revoked');
  });

  test('without a quorum, or before the meeting that decided, changes nothing', async () => {
    await walk('order');
    await meet(day(11), { present: [1] });
    await meet(day(2), { vote: 'against' });
    expect(await standing()).toBe('granted');
    await take('pay', 'Kong', day(11));
    expect(await received()).toBe(600_000n);
  });
});

describe('a payment', () => {
  test('that the bank returned leaves the case to be paid, and is issued again once', async () => {
    await walk();
    await within(store.db, async (tx) => {
      const [posting] = (await listPostings(tx, COUNTY, {})).filter(({ kind }) => kind === 'benefit');
      await reverse(tx, {
        countyCode: COUNTY,
        postingNo: posting!.postingNo,
        day: day(13),
        source: 'bank/returned',
        actor: 'bank',
      });
    });
    expect((await view(day(13))).status).toBe('PAYMENT_ORDERED');
    await take('pay', 'Kong', day(14));
    expect((await view(day(14))).status).toBe('PAID');
    expect(await codeOf(take('pay', 'Kong', day(14)))).toBe('cases.notNow');
    expect(await received()).toBe(600_000n);
  });

  test('made twice at once happens once', async () => {
    await walk('order');
    const codes = await Promise.all(['Kong', 'Yang'].map((actor) => codeOf(take('pay', actor, day(11)))));
    expect(codes.sort()).toEqual(['cases.notNow', 'done']);
    expect(await received()).toBe(600_000n);
  });

  test('never overtakes an objection that comes while it is ordered', async () => {
    await walk('record');
    await Promise.all([object(day(11)), codeOf(take('order', 'Luo', day(11)))]);
    const orders = await within(store.db, (tx) => listAuthorisations(tx, COUNTY, { decision: 'cases/1' }));
    expect(orders.filter(({ status }) => status === 'granted')).toEqual([]);
  });

  test('is not made on an order that ran out; it is ordered again', async () => {
    await walk('order');
    expect((await view(day(110))).status).toBe('RECORDED');
    expect(await codeOf(take('pay', 'Kong', day(110)))).toBe('cases.notYet');
    await take('order', 'Luo', day(110));
    await take('pay', 'Kong', day(110));
    expect(await received()).toBe(600_000n);
  });

  test.each(Object.keys(LINKS).filter((link) => link !== 'pay'))('is refused without %s', async (missing) => {
    for (const [link, act] of Object.entries(LINKS)) if (link !== missing) await codeOf(act());
    expect(await received()).toBe(0n);
    if (missing !== 'open') expect((await view(day(12))).status).not.toBe('PAID');
  });
});

describe('frozen with the case', () => {
  test('later edits of the register change neither what is decided nor what is paid', async () => {
    await walk('visit');
    await importHousehold('general', 9);
    await importIncome(600_000);
    await importBill('B1', 5, '2026-02-20');
    await importBill('B9', 90_000, '2026-02-21');
    await screenOn(day(3));
    for (const link of Object.keys(LINKS).slice(Object.keys(LINKS).indexOf('review'))) await LINKS[link]!();
    expect(await view(day(12))).toMatchObject({ status: 'PAID', amount_yuan: '6000.00' });
    expect(await received()).toBe(600_000n);
  });

  test('a return freezes anew, and what was decided before counts no more', async () => {
    await walk('confirm');
    await importBill('B1', 60_000, '2026-02-20');
    await take('return', 'Tang', day(10), { reason: 'a bill was corrected' });
    await take('visit', 'Wen', day(11), { companion: 'Qiu' });
    expect(await codeOf(take('confirm', 'Hu', day(11)))).toBe('cases.notYet');
    await meet(day(12));
    await publish(day(12));
    await take('confirm', 'Hu', day(18));
    await take('report', 'Tang', day(18));
    expect((await take('record', 'Gao', day(18))).amount_yuan).toBe('12000.00');
  });
});

describe('lists', () => {
  test('by status, village, household and overdue, in pages', async () => {
    await walk('assign');
    const list = (more: object) =>
      within(store.db, (tx) =>
        listCases(tx, policyOn, { countyCode: COUNTY, day: day(2), limit: 10, ...more }),
      );
    const one = [expect.objectContaining({ case_no: 1, household_no: '1', status: 'TOWNSHIP_ASSIGNED' })];
    expect((await list({})).rows).toEqual(one);
    expect((await list({ status: 'TOWNSHIP_ASSIGNED', areaCode: VILLAGE })).rows).toEqual(one);
    expect((await list({ areaCode: COUNTY })).rows).toEqual(one);
    for (const other of [
      { status: 'PAID' },
      { areaCode: 'TC01-V2' },
      { householdNo: '2' },
      { after: 1 },
      { isOverdue: true },
    ])
      expect(await list(other)).toEqual({ rows: [], next: null });
    // Assigned on day 1: the visit is due three days later.
    expect((await list({ isOverdue: true, day: day(4) })).rows).toEqual([]);
    expect((await list({ isOverdue: true, day: day(5) })).rows[0]!.awaits).toEqual([
      { action: 'visit', due: day(4), is_overdue: true },
      { action: 'record', due: '2026-03-30', is_overdue: false },
    ]);
  });

  test('F08: a finding without a case is missed after the days of the policy, and again when it grows after a case', async () => {
    const missed = (on: PlainDate) =>
      within(store.db, (tx) => findMissedFindings(tx, COUNTY, policyOn('wei-2017', on), on));
    expect(await missed(day(9))).toEqual([]);
    expect(await missed(day(10))).toEqual([
      { household_no: '1', policy_year: 2026, kind: 'line', peril: 'medical', found_on: day(-1) },
    ]);
    await walk('pay');
    expect(await missed(day(30))).toEqual([]);
    await importBill('B2', 20_000, day(20));
    await screenOn(day(21));
    expect(await missed(day(31))).toEqual([]);
    expect(await missed(day(32))).toMatchObject([{ household_no: '1', found_on: day(21) }]);
  });
});
