import { expect, test } from 'vitest';
import { plainDate } from '../../../kernel/index.ts';
import {
  elapsedOn,
  figuresOf,
  forecastUsed,
  insuredOf,
  isRunningOut,
  SUM_NAMES,
  type Sum,
  tenThousandths,
} from './rules.ts';

const sums = (given: Partial<Record<Sum, bigint>>) =>
  figuresOf({
    ...(Object.fromEntries(SUM_NAMES.map((name) => [name, 0n])) as Record<Sum, bigint>),
    ...given,
  });

test('domain.md §2.3: 10 % of 800,000 people at 50 yuan are 4 million; 7 million paid are a loss ratio of 1.75', () => {
  const people = insuredOf(800_000n, 1_000n);
  expect(people).toBe(80_000n);
  expect(people * 5_000n).toBe(400_000_000n);
  // E-W4, the other denominator: 608,140 × 10 % × 50 = 3,040,700 after rounding to whole people.
  expect(insuredOf(608_140n, 1_000n) * 5_000n).toBe(304_070_000n);
  expect(tenThousandths(700_000_000n, 400_000_000n)).toBe(17_500n);
  expect(tenThousandths(1n, 0n)).toBeNull();
});

test('every sum has its place in the figures', () => {
  const each = {
    premium: 1_000n,
    top_up: 200n,
    carried_in: 30n,
    other_in: 4n,
    refunded: 5n,
    carried_out: 60n,
    benefits: 700n,
    returned: 80n,
    fees: 9n,
    reserved: 300n,
  };
  expect(sums(each)).toEqual({
    funds: 1_169n,
    paid: 620n,
    balance: 540n,
    used: 929n,
    surplus: 240n,
    shortfall: 0n,
  });
  expect(sums({ ...each, reserved: 600n })).toMatchObject({ surplus: 0n, shortfall: 60n });
});

test.each([
  ['2016-12-31', 0, 365],
  ['2017-01-01', 1, 365],
  ['2017-12-31', 365, 365],
  ['2018-03-01', 365, 365],
])('%s is day %i of %i', (day, days, of) => {
  expect(elapsedOn(2017, plainDate(day))).toEqual({ days, of });
});

// F27, at 80 %: 800 of 1,000 is not more, day 292 of 365 is 80 % and no longer before it.
test.each([
  [800n, 100, false],
  [801n, 100, true],
  [801n, 291, true],
  [801n, 292, false],
  [5_000n, 365, false],
])('%i of 1,000 used on day %i: warning %s', (used, days, warns) => {
  const figures = sums({ premium: 1_000n, benefits: used / 2n, reserved: used - used / 2n });
  expect(isRunningOut(figures, { days, of: 365 }, 8_000n)).toBe(warns);
});

test('an empty pool warns as soon as anything is promised', () => {
  expect(isRunningOut(sums({}), { days: 1, of: 365 }, 8_000n)).toBe(false);
  expect(isRunningOut(sums({ reserved: 1n }), { days: 1, of: 365 }, 8_000n)).toBe(true);
});

test('the forecast is a straight line to the end of the year', () => {
  const figures = sums({ premium: 1_000n, benefits: 100n });
  expect(forecastUsed(figures, { days: 0, of: 365 })).toBeNull();
  expect(forecastUsed(figures, { days: 73, of: 365 })).toBe(500n);
  expect(forecastUsed(figures, { days: 365, of: 365 })).toBe(100n);
});
