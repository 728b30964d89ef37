import { describe, expect, test } from 'vitest';
import { plainDate } from '../src/kernel/index.ts';
import { accountKey, balanceOn, verifyLedger } from '../src/ledger/index.ts';
import { linesOfList, makeList, releaseList, takeAnswer } from '../src/prevention/payout/index.ts';
import { codeOf, day, decideObjection, meet, object, store, take, useCounty, view, walk } from './cases.ts';
import { COUNTY } from './imports.ts';
import { within } from './ledger.ts';
import { answer } from './bank.ts';

/** Cases are paid by their own action or by a list for the bank; never by both, and never past what a case says. */

useCounty();

const TODAY = plainDate('2026-12-31');
const by = (actor: string) => ({ countyCode: COUNTY, actor, on: day(11), today: TODAY });
const make = (actor = 'Maker') => makeList(store.db, { ...by(actor), year: 2026 });
const release = (actor = 'Kong', listNo = 1) => releaseList(store.db, { ...by(actor), listNo });
const lines = (listNo: number) => within(store.db, (tx) => linesOfList(tx, COUNTY, listNo));
const answered = async (status: string, actor = 'Kong', listNo = 1) =>
  takeAnswer(store.db, {
    ...by(actor),
    listNo,
    rows: (await lines(listNo)).map((line) => answer(line, status, { day: day(12) })),
  });
const received = () =>
  within(store.db, async (tx) => {
    expect((await verifyLedger(tx, COUNTY)).faults).toEqual([]);
    return balanceOn(tx, COUNTY, accountKey('household', '1'), TODAY);
  });

describe('whoever had a part in the case', () => {
  test.each(['Finder', 'Wen', 'Qiu', 'Chen', 'Gao', 'Luo'])(
    '%s neither makes, releases nor books its payment',
    async (who) => {
      await walk('order');
      expect(await codeOf(make(who))).toBe('payment.tookPart');
      await make();
      expect(await codeOf(release(who))).toBe('payment.tookPart');
      await release();
      expect(await codeOf(answered('paid', who))).toBe('payment.tookPart');
      expect(await received()).toBe(0n);
    },
  );

  test('nor somebody of the household', async () => {
    await walk('order');
    expect(await codeOf(make('张 小丰'))).toBe('payment.ownHousehold');
  });
});

describe('what changes between the order and the bank', () => {
  test('a village that decides anew takes the case off the next list', async () => {
    await walk('order');
    await meet(day(11), { vote: 'against' });
    expect(await codeOf(make())).toBe('payment.nothing');
  });

  test.each([
    ['a second meeting', () => meet(day(11), { vote: 'against' })],
    ['an objection', () => object(day(11))],
    ['a payment made in another way', () => take('pay', 'Kong', day(11))],
  ])('%s keeps a list from being released', async (_, happens) => {
    await walk('order');
    await make();
    await happens();
    expect(await codeOf(release())).toBe('payment.notPayable');
  });

  test.each([
    ['a second meeting', () => meet(day(11), { vote: 'against' })],
    ['an objection', () => object(day(11))],
  ])('%s keeps the books from taking what the bank says it paid', async (_, happens) => {
    await walk('order');
    await make();
    await release();
    await happens();
    expect((await answered('paid')).rejects).toHaveLength(1);
    expect(await received()).toBe(0n);
  });

  test('once the objection is dismissed, the payment is booked', async () => {
    await walk('order');
    await make();
    await release();
    await object(day(11));
    await decideObjection(1, 'dismissed', day(12));
    expect(await answered('paid')).toMatchObject({ paid: 1 });
    expect(await received()).toBe(600_000n);
    expect((await view(day(13))).status).toBe('PAID');
  });
});

test('while the bank has a payment, nobody makes it in another way; what failed may be paid again, once', async () => {
  await walk('order');
  await make();
  await release();
  expect(await codeOf(take('pay', 'Kong', day(12)))).toBe('cases.suspended');
  await answered('failed');
  await take('pay', 'Kong', day(12));
  expect(await codeOf(make())).toBe('payment.nothing');
  expect(await received()).toBe(600_000n);
});

test('a payment that bounced is paid again from the next list', async () => {
  await walk('order');
  await make();
  await release();
  await answered('paid');
  await answered('bounced');
  expect((await view(day(12))).status).toBe('PAYMENT_ORDERED');
  await make();
  await release('Kong', 2);
  expect(await codeOf(take('pay', 'Kong', day(12)))).toBe('cases.suspended');
  await answered('paid', 'Kong', 2);
  expect((await view(day(13))).status).toBe('PAID');
  expect(await received()).toBe(600_000n);
});
