/** A calendar day as ISO text, `2017-12-31`. Text order is day order. */
export type PlainDate = string & { readonly __kind: 'PlainDate' };

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days of a month, 1 to 12; 0 for any other month. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/** The day when `text` is a real ISO calendar day between 1800 and 9999, else undefined. */
export function findPlainDate(text: string): PlainDate | undefined {
  const match = ISO_DAY.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const exists = year >= 1800 && day >= 1 && day <= daysInMonth(year, month);
  return exists ? (text as PlainDate) : undefined;
}

/** As `findPlainDate`, for text the program itself wrote. Throws RangeError. */
export function plainDate(text: string): PlainDate {
  const day = findPlainDate(text);
  if (day === undefined) throw new RangeError(`Not a calendar day: ${text}`);
  return day;
}

export const yearOf = (day: PlainDate): number => Number(day.slice(0, 4));
export const monthOf = (day: PlainDate): number => Number(day.slice(5, 7));
export const firstDayOf = (year: number): PlainDate => plainDate(`${year}-01-01`);
export const lastDayOf = (year: number): PlainDate => plainDate(`${year}-12-31`);

/** The day `days` later, or earlier when negative. */
export function addDays(day: PlainDate, days: number): PlainDate {
  return plainDate(new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10));
}

/** Days from one day to another: 0 on the same day, below 0 backwards. */
export const daysBetween = (from: PlainDate, to: PlainDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** The day in China's civil time at an instant. The caller hands in the instant; rules never read a clock. */
export function dayInShanghai(instant: Date): PlainDate {
  // China has kept UTC+8 without summer time since 1991.
  return plainDate(new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10));
}

/** Month number counted from year 0, so that months subtract: 2017-12 → 24215. */
export const monthIndex = (year: number, month: number): number => year * 12 + (month - 1);

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** As sentences and papers say a day: `2017年9月5日`, `5 September 2017`. */
export function dayInWords(day: PlainDate): { readonly zh: string; readonly en: string } {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return { zh: `${year}年${month}月${date}日`, en: `${date} ${MONTHS[month - 1]} ${year}` };
}
