import { beforeAll, describe, expect, test } from 'vitest';
import { day } from './case-facts.ts';
import {
  ask,
  bill,
  BILLS,
  Case,
  deliver,
  done,
  IN,
  LINKS,
  meet,
  publish,
  screenOn,
  walk,
} from './http-county.ts';

/** Households on their way over HTTP; each journey has its own. */

const SECURE = {
  income_stable: 'yes',
  income_above_line: 'yes',
  expenditure_solved: 'yes',
  guarantees_secure: 'yes',
  risk_gone: 'yes',
};

test('a household from its bill to follow-up and the removal of its risk, through at least eight people', async () => {
  const one = await Case.open('1');
  await walk(one, 'pay');
  expect(await one.status(12)).toBe('PAID');
  expect(await one.paid()).toBe('6000.00');
  expect((await one.act('Wen', 'follow_up', 40, { ...SECURE, risk_gone: 'no' })).status).toBe(201);
  expect(await one.status(40)).toBe('FOLLOW_UP');
  expect((await one.act('Wen', 'measure', 200, { measure: 'a public post' })).status).toBe(201);
  expect((await one.act('Wen', 'follow_up', 201, SECURE)).status).toBe(201);
  await meet(202, [one], { removal: true });
  await publish(202, [one], true);
  expect(await one.act('Wen', 'remove_risk', 208, { kind: 'assisted' })).toMatchObject({
    status: 403,
    body: { code: 'access.action_refused' },
  });
  expect((await one.act('Gao', 'remove_risk', 208, { kind: 'assisted' })).status).toBe(201);
  const view = await done('Gao', `GET ${IN}/cases/${one.no}?purpose=journey&on=${day(208)}`);
  expect(view.status).toBe('RISK_REMOVED');
  const people = new Set(view.steps.map(({ actor }: { actor: string }) => actor));
  expect(people.size).toBeGreaterThanOrEqual(8);
});

test('a second bill of the year pays the difference to the whole, in a case of its own', async () => {
  const first = await Case.open('2');
  await walk(first, 'pay');
  expect(
    await ask('Finder', `POST ${IN}/cases`, { household: '2', policy: 'wei-2017', on: day(20) }),
  ).toMatchObject({
    status: 409,
    body: { code: 'cases.covered' },
  });
  await deliver('Insurance', 'expenses', `${BILLS}\n${bill('2', 'B2-2', 20_000, day(20))}\n`);
  await screenOn(day(21));
  const second = await Case.open('2', 22);
  await walk(second, 'pay', 22);
  expect(await second.paid()).toBe('12000.00');
  expect(await first.status(40)).toBe('PAID');
});

test('too much income: not recorded, rejected with the reason, appealed once, dismissed by somebody else', async () => {
  const one = await Case.open('3');
  await walk(one, 'report');
  expect(await one.act('Gao', 'record', 10)).toMatchObject({ status: 409, body: { code: 'cases.notWorth' } });
  expect(await one.whyNot('record', 10)).toContain('30000.00');
  expect((await one.act('Gao', 'reject', 10, { reason: 'income above the line' })).status).toBe(201);
  expect((await one.act('Home', 'appeal', 11, { reason: 'the wage ended' })).status).toBe(201);
  expect(await one.act('Gao', 'dismiss_appeal', 12, { reason: 'no' })).toMatchObject({
    status: 403,
    body: { code: 'cases.apart' },
  });
  expect((await one.act('Sun', 'dismiss_appeal', 12, { reason: 'no' })).status).toBe(201);
  expect((await one.act('Home', 'appeal', 13, { reason: 'again' })).body.code).toBe('cases.appealedBefore');
  expect(await one.status(13)).toBe('REJECTED');
  expect(await one.paid()).toBe('0.00');
});

test('an objection after the confirmation suspends the payment until somebody else answers it', async () => {
  const one = await Case.open('4');
  await walk(one, 'order');
  const subject = { module: 'cases', id: String(one.no) };
  const objection = await done('Home', `POST ${IN}/objections`, {
    subject,
    channel: '12317',
    words: 'they own a shop',
    on: day(11),
  });
  expect(await one.status(11)).toBe('OBJECTION');
  expect((await one.act('Kong', 'pay', 11)).body.code).toBe('cases.contested');
  expect((await ask('Office', `POST ${IN}/payment-lists`, { year: 2026, on: day(11) })).body.code).toBe(
    'payment.nothing',
  );
  const answer = { verdict: 'dismissed', reason: 'looked again', on: day(12) };
  const answers = `POST ${IN}/objections/${objection.objection_no}/answers` as const;
  expect((await ask('Chen', answers, answer)).status).toBe(403);
  await done('Town', answers, answer);
  expect((await one.act('Kong', 'pay', 12)).status).toBe(201);
  expect(await one.paid()).toBe('6000.00');
});

test('a payment by list bounces at the bank, and comes again on the next', async () => {
  const one = await Case.open('5');
  await walk(one, 'order');
  const pay = async (statusOf: readonly string[]) => {
    const list = await done('Office', `POST ${IN}/payment-lists`, { year: 2026, on: day(11) });
    expect(list.line.map(({ household_no }: { household_no: string }) => household_no)).toEqual(['5']);
    const at = `${IN}/payment-lists/${list.list_no}` as const;
    expect((await ask('Luo', `POST ${at}/release`, { on: day(11) })).status).toBe(403);
    await done('Kong', `POST ${at}/release`, { on: day(11) });
    expect((await one.act('Kong', 'pay', 11)).body.code).toBe('cases.suspended');
    const file: string = await done('Kong', `GET ${at}/file?purpose=payment`);
    const [header, row] = file.replace('\uFEFF', '').trim().split(/\r?\n/);
    for (const status of statusOf) {
      const reason = status === 'paid' ? '' : 'account closed';
      const text = `${header},status,reason,day\n${row},${status},${reason},${day(12)}\n`;
      const taken = await done('Kong', `POST ${at}/answers`, text);
      expect(taken.taken).toMatchObject({ [status]: 1 });
    }
  };
  await pay(['paid', 'bounced']);
  expect(await one.status(12)).toBe('PAYMENT_ORDERED');
  expect(await one.paid()).toBe('0.00');
  await pay(['paid']);
  expect(await one.status(13)).toBe('PAID');
  expect(await one.paid()).toBe('6000.00');
});

describe('a payment is refused for each missing link, one by one', () => {
  /** What is missing, the action that says so, and what it says. */
  const MISSING: readonly (readonly [link: string, action: string, says: string])[] = [
    ['ask', 'assign', 'question the departments'],
    ['land', 'confirm', 'land_resources'],
    ['market', 'confirm', 'market_regulation'],
    ['traffic', 'confirm', 'traffic_police'],
    ['overrule', 'confirm', 'market_regulation'],
    ['assign', 'visit', 'assign it to the township'],
    ['visit', 'confirm', 'visit the household'],
    ['review', 'confirm', 'let the village decide'],
    ['notice', 'confirm', 'made public'],
    ['confirm', 'report', 'confirm the decision'],
    ['report', 'record', 'report it to the county'],
    ['record', 'order', 'approve and record it'],
    ['order', 'pay', 'order the payment'],
  ];
  const cases = new Map<string, Case>();

  beforeAll(async () => {
    for (const [i, link] of ['', ...MISSING.map(([name]) => name)].entries())
      cases.set(link, await Case.open(String(10 + i)));
    const shared: Record<string, (all: readonly Case[]) => Promise<unknown>> = {
      review: (all) => meet(3, all),
      notice: (all) => publish(3, all),
    };
    for (const [link, take] of Object.entries(LINKS)) {
      const all = [...cases].filter(([missing]) => missing !== link).map(([, one]) => one);
      // A notice of a decision that was never taken cannot be drafted.
      const able = link === 'notice' ? all.filter((one) => one !== cases.get('review')) : all;
      if (shared[link]) await shared[link](able);
      else for (const one of all) await take(one, 0);
    }
  }, 600_000);

  test('with every link, it is paid', async () => {
    expect(await cases.get('')!.status(12)).toBe('PAID');
    expect(await cases.get('')!.paid()).toBe('6000.00');
  });

  test.each(MISSING)('without %s', async (link, action, says) => {
    const one = cases.get(link)!;
    const refused = await one.act('Kong', 'pay', 12);
    expect([refused.status, refused.body.code]).toEqual([409, 'cases.notYet']);
    expect(await one.whyNot(action, 12)).toContain(says);
    expect(await one.status(12)).not.toBe('PAID');
    expect(await one.paid()).toBe('0.00');
  });

  test('without a case', async () => {
    expect((await new Case(9999, '25').act('Kong', 'pay', 12)).body.code).toBe('cases.unknown');
  });
});

test('after all journeys the books balance and every claim recomputes', async () => {
  expect((await done('Office', `GET ${IN}/ledger/verification`)).faults).toEqual([]);
  expect((await done('Office', `GET ${IN}/claim-verification`)).faults).toEqual([]);
});
