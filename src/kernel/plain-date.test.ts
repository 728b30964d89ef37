import { describe, expect, test } from 'vitest';
import { fc } from '../../test/properties.ts';
import {
  addDays,
  dayInShanghai,
  daysBetween,
  daysInMonth,
  findPlainDate,
  firstDayOf,
  lastDayOf,
  monthIndex,
  monthOf,
  plainDate,
  yearOf,
} from './plain-date.ts';

/** The oracle: the language's own calendar. */
function exists(year: number, month: number, day: number): boolean {
  try {
    Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

const pad = (value: number, length: number): string => String(value).padStart(length, '0');

describe('plain dates', () => {
  test('the days between two days lead from one to the other, as the calendar counts them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -30_000, max: 80_000 }),
        fc.integer({ min: -40_000, max: 40_000 }),
        (at, days) => {
          const from = addDays(plainDate('2017-01-01'), at);
          const to = addDays(from, days);
          expect(daysBetween(from, to)).toBe(days);
          expect(daysBetween(from, to)).toBe(Temporal.PlainDate.from(from).until(to).days);
        },
      ),
    );
  });

  test('a text is a day exactly when the calendar has it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1790, max: 2200 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (year, month, day) => {
          const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
          expect(findPlainDate(text) !== undefined).toBe(year >= 1800 && exists(year, month, day));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('every month of four centuries has the calendar’s number of days', () => {
    for (let year = 1800; year <= 2200; year++)
      for (let month = 1; month <= 12; month++)
        expect(daysInMonth(year, month), `${year}-${month}`).toBe(
          Temporal.PlainYearMonth.from({ year, month }).daysInMonth,
        );
    expect([daysInMonth(2020, 0), daysInMonth(2020, 13)]).toEqual([0, 0]);
  });

  test.each([
    '',
    '2017-1-1',
    '2017-12-31 ',
    ' 2017-12-31',
    '20171231',
    '2017/12/31',
    '2017-12-31T00:00',
    '17-12-31',
    '1799-12-31',
    '２０１７-12-31',
    '2017-12-31\n',
  ])('%j is no day', (text) => {
    expect(findPlainDate(text)).toBeUndefined();
    expect(() => plainDate(text)).toThrow(RangeError);
  });

  test('parts and ends', () => {
    const day = plainDate('2016-02-29');
    expect([yearOf(day), monthOf(day), firstDayOf(2016), lastDayOf(2016)]).toEqual([
      2016,
      2,
      '2016-01-01',
      '2016-12-31',
    ]);
    expect(monthIndex(2018, 1) - monthIndex(2017, 12)).toBe(1);
  });

  test('the day in Shanghai is the time zone’s own at any instant since 1992', () => {
    const first = Temporal.Instant.from('1992-01-01T00:00:00Z').epochMilliseconds;
    const last = Temporal.Instant.from('2100-01-01T00:00:00Z').epochMilliseconds;
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), (instant) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO('Asia/Shanghai');
        expect(dayInShanghai(new Date(instant))).toBe(zoned.toPlainDate().toString());
      }),
    );
    expect(dayInShanghai(new Date('2026-12-31T15:59:59.999Z'))).toBe('2026-12-31');
    expect(dayInShanghai(new Date('2026-12-31T16:00:00Z'))).toBe('2027-01-01');
  });
});
