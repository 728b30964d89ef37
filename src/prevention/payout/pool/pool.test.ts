import { describe, expect, test } from 'vitest';
import { COUNTY } from '../../../../test/imports.ts';
import { fc } from '../../../../test/properties.ts';
import { by, expectSoundBooks, reading, refusal, store, WEI } from '../../../../test/payout.ts';
import { addDays, plainDate, type PlainDate } from '../../../kernel/index.ts';
import { accountKey, authorise, balanceOn, post, reverse } from '../../../ledger/index.ts';
import type { Tx } from '../../../platform/index.ts';
import {
  authorisePool,
  FORMULAS,
  movePool,
  partsOf,
  type PoolMove,
  type PoolMoveOrder,
  poolOf,
  poolReport,
  SUM_NAMES,
} from '../index.ts';

// The pool of 2017 holds money from the fixture; 2019 begins empty.
const YEAR = 2019;
const D = (monthDay: string) => plainDate(`${YEAR}-${monthDay}`);
const TODAY = plainDate('2020-06-30');
const policy = WEI(D('01-01'));

const decided = (kind: PoolMove, limitFen = 1_000_000_000n, actor = 'Council') =>
  authorisePool(store.db, {
    ...by(actor),
    kind,
    year: YEAR,
    document: `Budget ${kind}`,
    limitFen,
    validFrom: D('01-01'),
    validTo: TODAY,
  });
const move = (kind: PoolMove, on: PlainDate, more: Partial<PoolMoveOrder> = {}) =>
  movePool(store.db, { ...by('Finance'), kind, year: YEAR, on, today: TODAY, policy, ...more });
const report = (on: PlainDate, year = YEAR) => reading((tx) => poolReport(tx, COUNTY, year, on, policy));

let cases = 0;
async function promise(tx: Tx, household: string, amount: bigint, from: PlainDate): Promise<bigint> {
  const { authorisationNo } = await authorise(tx, {
    countyCode: COUNTY,
    decision: `cases/case/${++cases}`,
    kind: 'benefit',
    payer: poolOf(YEAR),
    payee: accountKey('household', household),
    limit: amount,
    validFrom: from,
    validTo: TODAY,
    actor: 'Officer',
  });
  return authorisationNo;
}
const pay = (tx: Tx, authorisationNo: bigint, household: string, amount: bigint, day: PlainDate) =>
  post(tx, {
    countyCode: COUNTY,
    kind: 'benefit',
    debit: accountKey('household', household),
    credit: poolOf(YEAR),
    amount,
    day,
    source: `cases/payment/${++cases}`,
    authorisationNo,
    actor: 'Payer',
  });

test('a year of Wei County: premium of 4 million, 7 million paid, topped up, settled (domain.md §2.3, R-W3)', async () => {
  for (const kind of ['premium', 'pool_top_up', 'pool_refund', 'pool_carry_over'] as const)
    await decided(kind);
  expect(await move('premium', D('01-02'), { population: 800_000n })).toMatchObject({
    people: 80_000n,
    per_person_fen: 5_000n,
    amount_fen: 400_000_000n,
  });
  const big = await reading((tx) => promise(tx, 'W1', 700_000_000n, D('03-01')));
  expect(await report(D('03-01'))).toMatchObject({
    warning: true,
    shortfall: 300_000_000n,
    balance: 400_000_000n,
    loss_ratio: 0n,
  });
  await expect(move('pool_refund', D('12-31'))).rejects.toEqual(refusal('pool.noSurplus'));
  expect(await move('pool_top_up', D('03-02'))).toMatchObject({ amount_fen: 300_000_000n });
  await expect(move('pool_top_up', D('03-02'))).rejects.toEqual(refusal('pool.nothingLacking'));
  await reading((tx) => pay(tx, big, 'W1', 700_000_000n, D('03-03')));
  expect(await report(D('12-31'))).toMatchObject({
    loss_ratio: 17_500n,
    balance: 0n,
    used_share: 10_000n,
    warning: false,
  });
  await move('pool_top_up', D('12-31'), { amountFen: 1_000n });
  expect(await move('pool_refund', D('12-31'), { amountFen: 400n })).toMatchObject({ amount_fen: 400n });
  await expect(move('pool_carry_over', D('12-31'), { amountFen: 601n })).rejects.toEqual(
    refusal('pool.noSurplus'),
  );
  expect(await move('pool_carry_over', D('12-31'))).toMatchObject({ amount_fen: 600n });
  expect(await report(D('12-31'))).toMatchObject({
    balance: 0n,
    sums: { refunded: 400n, carried_out: 600n },
  });
  expect(await report(plainDate('2020-01-01'), YEAR + 1)).toMatchObject({
    balance: 600n,
    sums: { carried_in: 600n },
  });
  await expectSoundBooks();
});

test('a reserve is not surplus, and money is moved by another person than who decided', async () => {
  await decided('premium');
  await decided('pool_carry_over');
  await expect(move('premium', D('01-02'), { people: 10n, actor: 'council ' })).rejects.toEqual(
    refusal('pool.samePerson'),
  );
  await move('premium', D('01-02'), { people: 10n });
  await reading((tx) => promise(tx, 'W1', 20_000n, D('02-01')));
  expect(await move('pool_carry_over', D('12-31'))).toMatchObject({ amount_fen: 30_000n });
});

describe('refusals, in the documented order', () => {
  const orders: readonly (readonly [string, PoolMove, Partial<PoolMoveOrder>])[] = [
    ['pool.future', 'premium', { on: plainDate('2020-07-01'), policy: WEI(D('01-01')) }],
    ['pool.people', 'premium', {}],
    ['pool.people', 'premium', { people: 1n, population: 10n }],
    ['pool.people', 'premium', { people: 0n }],
    ['pool.yearNotOver', 'pool_refund', { amountFen: 1n }],
    ['pool.yearNotOver', 'pool_carry_over', {}],
    ['pool.nothingLacking', 'pool_top_up', {}],
    ['pool.noSurplus', 'pool_refund', { on: D('12-31') }],
    ['pool.amount', 'pool_top_up', { amountFen: 0n }],
    ['pool.noAuthorisation', 'pool_top_up', { amountFen: 1n }],
    ['pool.noAuthorisation', 'premium', { people: 1n }],
  ];
  test('from the day to the authorisation', async () => {
    for (const [code, kind, more] of orders)
      await expect(move(kind, D('05-01'), more), code).rejects.toEqual(refusal(code));
  });

  test('one premium a year, an authorisation that is too small, a policy without a pool', async () => {
    await decided('premium', 49_999n);
    await expect(move('premium', D('01-02'), { people: 10n })).rejects.toEqual(
      refusal('pool.noAuthorisation'),
    );
    await move('premium', D('01-02'), { people: 9n });
    await expect(move('premium', D('01-02'), { people: 1n })).rejects.toEqual(refusal('pool.premiumPaid'));
    const without = { ...policy, parameter: () => undefined };
    await expect(move('premium', D('01-02'), { policy: without })).rejects.toEqual(refusal('pool.policy'));
    const capped = {
      ...policy,
      parameter: () => ({ ...policy.parameter('pool.is_topped_up')!, value: false }),
    };
    await expect(move('pool_top_up', D('01-02'), { policy: capped })).rejects.toEqual(
      refusal('pool.notToppedUp'),
    );
  });
});

test('on every day the sums are those of a plain count, their parts add up, and the balance is the ledger’s', async () => {
  const deed = fc.record({
    does: fc.constantFrom('premium', 'promise', 'pay', 'bounce', 'fee', 'top_up'),
    day: fc.nat({ max: 360 }),
    amount: fc.bigInt({ min: 1n, max: 1_000n }),
    which: fc.nat({ max: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(deed, { minLength: 3, maxLength: 14 }),
      fc.nat({ max: 365 }),
      async (deeds, asked) => {
        await reading(async (tx) => {
          /** The plain count: what happened on which day; promises with their payments. */
          const money: { day: PlainDate; sum: string; amount: bigint }[] = [];
          const promises: {
            day: PlainDate;
            no: bigint;
            limit: bigint;
            paid: { no: bigint; day: PlainDate; amount: bigint; back?: PlainDate }[];
          }[] = [];
          const standing = async (kind: 'premium' | 'pool_top_up' | 'insurer_fee') =>
            (
              await authorise(tx, {
                countyCode: COUNTY,
                decision: `county/budget/${++cases}`,
                kind,
                payer: kind === 'insurer_fee' ? poolOf(YEAR) : accountKey('treasury', 'county'),
                limit: 10n ** 9n,
                validFrom: D('01-01'),
                validTo: TODAY,
                actor: 'Council',
              })
            ).authorisationNo;
          const enter = async (
            kind: 'premium' | 'pool_top_up' | 'insurer_fee',
            sum: string,
            day: PlainDate,
            amount: bigint,
          ) => {
            const [debit, credit] =
              kind === 'insurer_fee'
                ? [accountKey('insurer', 'I'), poolOf(YEAR)]
                : [poolOf(YEAR), accountKey('treasury', 'county')];
            await post(tx, {
              countyCode: COUNTY,
              kind,
              debit,
              credit,
              amount,
              day,
              source: `county/x/${++cases}`,
              authorisationNo: await standing(kind),
              actor: 'Finance',
            });
            money.push({ day, sum, amount });
          };
          await enter('premium', 'premium', D('01-01'), 100_000n);
          for (const { does, day: n, amount, which } of deeds) {
            const day = addDays(D('01-01'), n);
            const chosen = promises[which % Math.max(1, promises.length)];
            if (does === 'premium') await enter('premium', 'premium', day, amount);
            if (does === 'top_up') await enter('pool_top_up', 'top_up', day, amount);
            if (does === 'fee') await enter('insurer_fee', 'fees', day, amount);
            if (does === 'promise')
              promises.push({
                day,
                no: await promise(tx, `W${which}`, amount, day),
                limit: amount,
                paid: [],
              });
            if (does === 'pay' && chosen) {
              const left = chosen.paid.reduce(
                (rest, one) => (one.back ? rest : rest - one.amount),
                chosen.limit,
              );
              if (left === 0n) continue;
              const part = left > amount ? amount : left;
              const on = day > chosen.day ? day : chosen.day;
              const household = (await partsOfPromise(tx, chosen.no))!;
              const { postingNo } = await pay(tx, chosen.no, household, part, on);
              chosen.paid.push({ no: postingNo, day: on, amount: part });
            }
            const last = chosen?.paid.at(-1);
            if (does === 'bounce' && last && !last.back) {
              last.back = day > last.day ? day : last.day;
              await reverse(tx, {
                countyCode: COUNTY,
                postingNo: last.no,
                day: last.back,
                source: `bank/slip/${last.no}`,
                actor: 'Payer',
              });
            }
          }

          const on = addDays(D('01-01'), asked);
          const isPast = (day: PlainDate | undefined) => day !== undefined && day <= on;
          const plain = (sum: string) =>
            money.reduce(
              (total, each) => (each.sum === sum && isPast(each.day) ? total + each.amount : total),
              0n,
            );
          const paidOf = (paid: (typeof promises)[number]['paid']) =>
            paid.reduce(
              (total, one) => (isPast(one.day) && !isPast(one.back) ? total + one.amount : total),
              0n,
            );
          const benefits = promises.reduce((total, { paid }) => total + paidOf(paid), 0n);
          const reserved = promises.reduce(
            (total, { day, limit, paid }) => (isPast(day) ? total + limit - paidOf(paid) : total),
            0n,
          );
          const told = await poolReport(tx, COUNTY, YEAR, on, policy);
          expect(told.sums).toMatchObject({
            premium: plain('premium'),
            top_up: plain('top_up'),
            fees: plain('fees'),
            benefits,
            reserved,
          });
          expect(told.balance).toBe(await balanceOn(tx, COUNTY, poolOf(YEAR), on));
          for (const sum of SUM_NAMES) {
            const parts = await partsOf(tx, COUNTY, YEAR, on, sum);
            expect(parts.reduce((total, { amount }) => total + amount, 0n)).toBe(told.sums[sum]);
            expect(parts).toHaveLength(told.counts[sum]);
          }
          for (const [figure, formula] of Object.entries(FORMULAS))
            expect(told[figure as keyof typeof FORMULAS]).toBe(compute(formula, told));
          throw new Undo();
        }).catch((error: unknown) => {
          if (!(error instanceof Undo)) throw error;
        });
      },
    ),
    { numRuns: 40 },
  );
});

/** Every run leaves the store as it found it. */
class Undo extends Error {}

async function partsOfPromise(tx: Tx, authorisationNo: bigint): Promise<string | undefined> {
  const parts = await partsOf(tx, COUNTY, YEAR, TODAY, 'reserved');
  return parts
    .find(({ authorisation_no }) => authorisation_no === authorisationNo)
    ?.account.slice('household:'.length);
}

/** A formula as a person reads it: names with plus and minus between them. */
function compute(formula: string, told: Awaited<ReturnType<typeof report>>): bigint {
  const [terms, ...rest] = formula.split(', ');
  const known: Readonly<Record<string, bigint>> = {
    ...told.sums,
    funds: told.funds,
    paid: told.paid,
    used: told.used,
  };
  const total = ` + ${terms}`
    .match(/ [+-] \w+/g)!
    .reduce((sum, term) => sum + (term[1] === '-' ? -1n : 1n) * known[term.slice(3)]!, 0n);
  return rest.includes('not below 0') && total < 0n ? 0n : total;
}
