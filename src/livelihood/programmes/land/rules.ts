import { divideHalfUp, findPlainDate, type PlainDate, yearOf } from '../../../kernel/index.ts';

/** Rents, arrears and areas; values in, values out (domain.md M12, M16). */

export interface RentTerms {
  readonly mu_hundredths: bigint;
  readonly rent_per_mu_fen: bigint;
  readonly since: PlainDate;
  /** Last day it really had. */
  readonly until: PlainDate;
  readonly due_month_day: string;
}

/** A year's rent: mu × rent of a mu, rounded once. */
export const rentOf = ({ mu_hundredths, rent_per_mu_fen }: RentTerms): bigint =>
  divideHalfUp(mu_hundredths * rent_per_mu_fen, 100n);

/** Day on which a year's rent is due; undefined when the contract does not run on it. 29 February is then the 28th. */
export function dueDayIn(terms: RentTerms, year: number): PlainDate | undefined {
  const day = findPlainDate(`${year}-${terms.due_month_day}`) ?? findPlainDate(`${year}-02-28`);
  return day !== undefined && terms.since <= day && day <= terms.until ? day : undefined;
}

export const isMonthDay = (text: string): boolean => findPlainDate(`2024-${text}`) !== undefined;

export interface RentDue {
  readonly year: number;
  readonly due_on: PlainDate;
  readonly due_fen: bigint;
  readonly paid_fen: bigint;
}

/** Every year's rent that has come due by a day, with what was paid of it. */
export function rentsDue(
  terms: RentTerms,
  paidOfYear: ReadonlyMap<number, bigint>,
  today: PlainDate,
): RentDue[] {
  const dues: RentDue[] = [];
  for (let year = yearOf(terms.since); year <= yearOf(today); year++) {
    const due_on = dueDayIn(terms, year);
    if (due_on !== undefined && due_on <= today)
      dues.push({ year, due_on, due_fen: rentOf(terms), paid_fen: paidOfYear.get(year) ?? 0n });
  }
  return dues;
}

export const arrearsOf = (dues: readonly RentDue[]): bigint =>
  dues.reduce((sum, { due_fen, paid_fen }) => sum + (due_fen > paid_fen ? due_fen - paid_fen : 0n), 0n);

export interface Planted {
  readonly layer: 'main' | 'under';
  readonly mu_hundredths: bigint;
  readonly first_yield_year: number;
}

/** Land under crops: what grows under another crop stands on the same land and is not counted again (E-J10). */
export const plantedLand = (plantings: readonly Planted[]): bigint =>
  plantings.reduce((sum, { layer, mu_hundredths }) => (layer === 'main' ? sum + mu_hundredths : sum), 0n);

/** Whether an entity whose crops do not earn yet has none that does: years without cash flow (M16). */
export const isWithoutYield = (plantings: readonly Planted[], year: number): boolean =>
  plantings.length > 0 && plantings.every(({ first_yield_year }) => first_yield_year > year);
