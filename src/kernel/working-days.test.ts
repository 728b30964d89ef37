import { describe, expect, test } from 'vitest';
import { fc } from '../../test/properties.ts';
import { addDays, findPlainDate, type PlainDate, plainDate } from './plain-date.ts';
import { isSamePerson, maskName } from './person-name.ts';
import { countsAs, deadlineAfter, findHolidaySource, isWorkingDay } from './working-days.ts';

const anyDay = fc
  .date({ min: new Date('2008-01-01T00:00:00Z'), max: new Date('2030-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => plainDate(date.toISOString().slice(0, 10)));

describe('working days', () => {
  // Read off the notices: days of rest in the week, and weekend days that are worked.
  test.each([
    ['2026-01-01', false],
    ['2026-01-02', false],
    ['2026-01-04', true],
    ['2026-02-14', true],
    ['2026-02-16', false],
    ['2026-02-23', false],
    ['2026-02-24', true],
    ['2026-02-28', true],
    ['2026-09-20', true],
    ['2026-10-07', false],
    ['2026-10-08', true],
    ['2026-10-10', true],
    ['2026-11-22', false],
    ['2026-11-23', true],
    ['2025-01-26', true],
    ['2025-02-04', false],
    ['2025-02-08', true],
    ['2025-05-05', false],
    ['2018-12-29', true],
    ['2018-12-31', false],
    ['2017-10-02', false],
    ['2017-09-30', true],
  ] as const)('%s works: %s', (day, works) => expect(isWorkingDay(plainDate(day))).toBe(works));

  test('the notice of every year with a calendar is cited; the others say that they have none', () => {
    for (let year = 2012; year <= 2026; year++)
      expect(findHolidaySource(year)?.document).toBe(`国务院办公厅关于${year}年部分节假日安排的通知`);
    expect(findHolidaySource(2027)).toBeUndefined();
  });

  test.each([
    ['2026-11-22', 5, 'calendar_day', '2026-11-27'],
    ['2026-11-22', 5, 'working_day', '2026-11-27'],
    ['2026-11-20', 5, 'working_day', '2026-11-27'],
    ['2026-09-30', 1, 'working_day', '2026-10-08'],
    ['2026-02-13', 2, 'working_day', '2026-02-24'],
    ['2026-11-22', 0, 'working_day', '2026-11-22'],
  ] as const)('%s and %i %s', (start, count, kind, last) =>
    expect(deadlineAfter(plainDate(start), count, kind)).toEqual({ day: last, yearsWithoutHolidays: [] }),
  );

  test('a year without a notice leaves out weekends and says so', () => {
    expect(deadlineAfter(plainDate('2026-12-30'), 3, 'working_day')).toEqual({
      day: '2027-01-04',
      yearsWithoutHolidays: [2027],
    });
    expect(deadlineAfter(plainDate('2027-01-01'), 3, 'calendar_day').yearsWithoutHolidays).toEqual([]);
  });

  test('exactly the asked number of counting days lies after the start, and the last one counts', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('calendar_day', 'working_day'),
        (start, count, kind) => {
          const { day } = deadlineAfter(start, count, kind);
          const between: PlainDate[] = [];
          // By the language's own calendar, one day at a time.
          for (const at = new Date(start); between.at(-1) !== day;) {
            at.setUTCDate(at.getUTCDate() + 1);
            between.push(findPlainDate(at.toISOString().slice(0, 10))!);
          }
          expect(between.filter((each) => countsAs(kind, each))).toHaveLength(count);
          expect(countsAs(kind, day)).toBe(true);
        },
      ),
    );
  });

  test('adding days goes there and back', () => {
    expect(addDays(plainDate('2024-02-28'), 2)).toBe('2024-03-01');
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, n) => {
        expect(addDays(addDays(day, n), -n)).toBe(day);
      }),
    );
  });
});

test.each([
  ['张三', '张*'],
  ['张三丰', '张**'],
  ['欧阳修', '欧阳*'],
  ['欧阳', '欧*'],
  ['单', '单*'],
  [' 李 四 ', '李*'],
  ['Rao', 'R**'],
])('the name %s is shown as %s', (name, shown) => expect(maskName(name)).toBe(shown));

test('one person has one name, whatever its width, case and spaces', () => {
  expect(isSamePerson('Ｌｉ  Wei', 'li wei')).toBe(true);
  expect(isSamePerson('李伟', '李玮')).toBe(false);
});
