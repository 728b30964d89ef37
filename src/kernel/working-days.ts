import holidays from './china-holidays.json' with { type: 'json' };
import { addDays, type PlainDate, yearOf } from './plain-date.ts';

/** How the days of a period are counted. */
export type DayKind = 'calendar_day' | 'working_day';

/** The State Council's notice on a year's holidays: days of the week that rest, weekend days that are worked. */
interface HolidayYear {
  readonly document: string;
  readonly links: readonly string[];
  readonly rest: string;
  readonly work: string;
}

const YEARS = new Map<number, HolidayYear>(
  Object.entries(holidays).map(([year, notice]) => [Number(year), notice]),
);
const daysOf = (key: 'rest' | 'work'): ReadonlySet<string> =>
  new Set(
    [...YEARS].flatMap(([year, notice]) => notice[key].split(' ').map((monthDay) => `${year}-${monthDay}`)),
  );
const REST = daysOf('rest');
const WORK = daysOf('work');

/** The notice a year's calendar rests on; undefined where only weekends are known. */
export const findHolidaySource = (
  year: number,
): Readonly<{ document: string; links: readonly string[] }> | undefined => YEARS.get(year);

/** Whether offices work on a day. In a year without a notice, whether it is no weekend. */
export function isWorkingDay(day: PlainDate): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6 ? WORK.has(day) : !REST.has(day);
}

/** Whether a day counts towards a period of that kind. */
export const countsAs = (kind: DayKind, day: PlainDate): boolean =>
  kind === 'calendar_day' || isWorkingDay(day);

export interface Deadline {
  /** The last day of the period; it ends at midnight. */
  readonly day: PlainDate;
  /** Years it runs through whose holidays are not known: there, only weekends were left out. */
  readonly yearsWithoutHolidays: readonly number[];
}

/**
 * The last day of a period of `count` days. The day it begins with is not counted (Civil Code, art. 201).
 *
 * @example
 * deadlineAfter(plainDate('2026-09-30'), 1, 'working_day').day; // '2026-10-08', after the National Day holiday
 */
export function deadlineAfter(start: PlainDate, count: number, kind: DayKind): Deadline {
  let day = start;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (countsAs(kind, day)) left--;
  }
  const years = Array.from({ length: yearOf(day) - yearOf(start) + 1 }, (_, i) => yearOf(start) + i);
  const unknown = kind === 'calendar_day' ? [] : years.filter((year) => !YEARS.has(year));
  return { day, yearsWithoutHolidays: unknown };
}
