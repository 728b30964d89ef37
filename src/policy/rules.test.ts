import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fen, plainDate, type Fen } from '../kernel/index.ts';
import { getSchedule, incomeWindow, loadPolicies, quote, resolvePolicy, type Schedule } from './index.ts';
import { anySchedule, wholeAmountOracle, yuanByYuan } from './oracles.ts';

const wei = resolvePolicy(loadPolicies(new URL('../../policies/', import.meta.url).pathname), 'wei-2017');
const TABLES = [
  getSchedule(wei, 'non_high_standard_lifted', 'medical'),
  getSchedule(wei, 'non_poor_low_income', 'medical'),
  getSchedule(wei, 'non_poor_low_income', 'education'),
  getSchedule(wei, 'non_high_standard_lifted', 'disaster'),
] as const;
const SEED = { seed: 20170101, numRuns: 300 };

describe('the four tables, yuan by yuan from 0 to 200,000 (domain.md §2.4)', () => {
  test.each(TABLES.map((table) => [`${table.peril} ${table.group}`, table] as const))('%s', (_, table) => {
    const oracle = yuanByYuan(table);
    let [payoutBefore, ownBefore] = [0n, 0n];
    const faults: string[] = [];
    for (let yuan = 0; yuan <= 200_000; yuan++) {
      const bill = fen(yuan * 100);
      const { payoutFen } = quote(table, bill);
      if (payoutFen !== oracle(yuan)) faults.push(`${yuan}: ${payoutFen} and not ${oracle(yuan)}`);
      const own = bill - payoutFen;
      if (payoutFen < payoutBefore || own < ownBefore) faults.push(`${yuan}: not monotone`);
      [payoutBefore, ownBefore] = [payoutFen, own];
    }
    expect(faults).toEqual([]);
  });
});

describe('the whole-amount reading is what C9 says it is', () => {
  const falls = (table: Schedule): { payout: number[]; own: number[] } => {
    const found = { payout: [] as number[], own: [] as number[] };
    let [payoutBefore, ownBefore] = [0n, 0n];
    for (let yuan = 0; yuan <= 200_000; yuan++) {
      const { payoutFen } = quote(table, fen(yuan * 100), 'whole_amount');
      if (payoutFen < payoutBefore) found.payout.push(yuan);
      if (BigInt(yuan * 100) - payoutFen < ownBefore) found.own.push(yuan);
      [payoutBefore, ownBefore] = [payoutFen, BigInt(yuan * 100) - payoutFen];
    }
    return found;
  };
  test.each([
    [TABLES[0], { payout: [15_000, 35_000], own: [] }],
    [TABLES[1], { payout: [], own: [70_000, 120_000] }],
    [TABLES[2], { payout: [11_000, 13_000], own: [] }],
    [TABLES[3], { payout: [], own: [20_000, 40_000] }],
  ] as const)('violations of monotony', (table, expected) => expect(falls(table)).toEqual(expected));
});

test('the same bill, NH less LI: the group is worth up to 21,500 yuan (domain.md §2.4)', () => {
  const difference = (yuan: number): bigint =>
    (quote(TABLES[0], fen(yuan * 100)).payoutFen - quote(TABLES[1], fen(yuan * 100)).payoutFen) / 100n;
  expect([15_000, 35_000, 65_000, 70_000, 120_000, 227_500, 500_000].map(difference)).toEqual([
    7_000n,
    14_500n,
    20_500n,
    21_500n,
    21_500n,
    0n,
    -54_500n,
  ]);
  let largest = 0n;
  for (let yuan = 0; yuan <= 200_000; yuan++)
    largest = difference(yuan) > largest ? difference(yuan) : largest;
  expect(largest).toBe(21_500n);
});

describe('any staircase', () => {
  test('marginal: equal to the sum over single fen, rounded once', () => {
    fc.assert(
      fc.property(anySchedule, fc.bigInt(0n, 20_000n), (schedule, above) => {
        const bill = fen(schedule.deductibleFen + above);
        let scaled = 0n;
        for (let paid = 0n; paid < above; paid++) {
          const bracket = schedule.brackets.findLast(({ fromFen }) => fromFen <= paid);
          scaled += bracket?.rateBasisPoints ?? 0n;
        }
        const rounded = (scaled + 5_000n) / 10_000n;
        const capped = schedule.cap && rounded > schedule.cap.capFen ? schedule.cap.capFen : rounded;
        expect(quote(schedule, bill).payoutFen).toBe(capped);
      }),
      SEED,
    );
  });

  test('whole amount: the rest at the rate of its bracket', () => {
    fc.assert(
      fc.property(anySchedule, fc.bigInt(0n, 20_000_000n), (schedule, bill) => {
        expect(quote(schedule, fen(bill), 'whole_amount').payoutFen).toBe(wholeAmountOracle(schedule, bill));
      }),
      SEED,
    );
  });

  test('slices use up the rest once, and payout never exceeds it', () => {
    fc.assert(
      fc.property(anySchedule, fc.bigInt(0n, 30_000_000n), (schedule, bill) => {
        const { lines, restFen, payoutFen } = quote(schedule, fen(bill));
        expect(lines.reduce((sum, { sliceFen }) => sum + sliceFen, 0n)).toBe(restFen);
        expect(payoutFen <= restFen).toBe(true);
      }),
      SEED,
    );
  });

  test('one fen more of bill pays between nothing and one fen more', () => {
    fc.assert(
      fc.property(anySchedule, fc.bigInt(0n, 30_000_000n), (schedule, bill) => {
        const more = quote(schedule, fen(bill + 1n)).payoutFen - quote(schedule, fen(bill)).payoutFen;
        expect(more === 0n || more === 1n).toBe(true);
      }),
      SEED,
    );
  });
});

test('amounts as large as a whole county stay exact', () => {
  const bill: Fen = fen(10n ** 15n + 1n);
  expect(quote(TABLES[0], bill).payoutFen).toBe(
    (10n ** 15n + 1n - 500_000n - 3_000_000n) / 2n + 1_900_000n + 1n,
  );
});

test('half a fen is rounded up, once', () => {
  const half: Schedule = {
    peril: 'medical',
    group: 'general',
    deductibleFen: fen(0),
    brackets: [
      { fromFen: fen(0), toFen: fen(1), rateBasisPoints: 4_999n },
      { fromFen: fen(1), rateBasisPoints: 1n },
    ],
  };
  expect([1, 2, 3].map((bill) => quote(half, fen(bill)).payoutFen)).toEqual([0n, 1n, 1n]);
});

test('a negative bill is refused', () => {
  expect(() => quote(TABLES[0], fen(-1))).toThrow(RangeError);
});

describe('income window: full months before the month of identification (domain.md §3.2)', () => {
  test.each([
    ['2021-06-15', '2020-06', '2021-05', 2020],
    ['2021-07-01', '2020-07', '2021-06', 2020],
    ['2021-08-31', '2020-08', '2021-07', 2021],
    ['2017-01-01', '2016-01', '2016-12', 2016],
    ['2017-12-31', '2016-12', '2017-11', 2017],
  ])('%s looks at %s to %s, annual rows of %d', (day, fromMonth, toMonth, annualYear) => {
    expect(incomeWindow(plainDate(day), 12)).toEqual({ fromMonth, toMonth, annualYear });
  });
  test('a tie over three years stays with the earliest', () => {
    expect(incomeWindow(plainDate('2020-01-10'), 24)).toEqual({
      fromMonth: '2018-01',
      toMonth: '2019-12',
      annualYear: 2018,
    });
  });
});
