import { divideHalfUp, fen, minFen, monthIndex, monthOf, yearOf } from '../kernel/pure.ts';
import type { Fen, PlainDate } from '../kernel/pure.ts';
import type { Group, Peril, Reading } from './vocabulary.ts';

/** Rates are whole basis points, so that fen × rate is a whole number of millionths of a yuan. */
export const RATE_DENOMINATOR = 10_000n;

/** One step of a staircase over the rest: from (inclusive) to (exclusive; none on the last), R-W4. */
export interface Bracket {
  readonly fromFen: Fen;
  readonly toFen?: Fen;
  readonly rateBasisPoints: bigint;
}

/** An annual cumulative limit of one household, shared by several perils (C23). */
export interface Cap {
  readonly id: string;
  readonly capFen: Fen;
  readonly perils: readonly Peril[];
}

/** How one peril is paid to one group; a peril that takes another's rule has that rule's numbers. */
export interface Schedule {
  readonly peril: Peril;
  readonly group: Group;
  readonly deductibleFen: Fen;
  readonly brackets: readonly Bracket[];
  readonly cap?: Cap;
}

/** What one bracket contributes: `sliceFen` at its rate, exactly, in millionths of a yuan. */
export interface QuoteLine extends Bracket {
  readonly sliceFen: Fen;
  readonly exactMicroYuan: bigint;
}

export interface Quote {
  readonly reading: Reading;
  readonly selfPaidFen: Fen;
  readonly deductibleFen: Fen;
  readonly restFen: Fen;
  readonly lines: readonly QuoteLine[];
  readonly exactMicroYuan: bigint;
  /** Rounded half up to fen, once, before the cap. */
  readonly beforeCapFen: Fen;
  readonly payoutFen: Fen;
}

/**
 * What a year's self-paid sum of one household and peril is worth, in fen (domain.md M07).
 *
 * Arithmetic only: neither the warning line, nor eligibility, nor what was paid before is looked at.
 * Throws RangeError on a negative amount.
 *
 * @example
 * quote(illnessOfNonHighStandard, fen(18_000_00)).payoutFen; // 880000n, E-W14
 */
export function quote(schedule: Schedule, selfPaidFen: Fen, reading: Reading = 'marginal'): Quote {
  if (selfPaidFen < 0n) throw new RangeError('quote: the self-paid amount must not be negative');
  const restFen = restAbove(schedule.deductibleFen, selfPaidFen);
  const lines =
    reading === 'marginal' ? marginalLines(schedule, restFen) : wholeAmountLines(schedule, restFen);
  const exactMicroYuan = lines.reduce((sum, line) => sum + line.exactMicroYuan, 0n);
  const beforeCapFen = roundToFen(exactMicroYuan);
  return {
    reading,
    selfPaidFen,
    deductibleFen: schedule.deductibleFen,
    restFen,
    lines,
    exactMicroYuan,
    beforeCapFen,
    payoutFen: schedule.cap ? minFen(beforeCapFen, schedule.cap.capFen) : beforeCapFen,
  };
}

/** The part of a bill above the deductible, never below 0 (C21: a deductible, not a threshold). */
export const restAbove = (deductibleFen: Fen, selfPaidFen: Fen): Fen =>
  selfPaidFen > deductibleFen ? fen(selfPaidFen - deductibleFen) : fen(0);

/** The one rounding of a payout: half up to fen, from millionths of a yuan. */
export const roundToFen = (microYuan: bigint): Fen => fen(divideHalfUp(microYuan, RATE_DENOMINATOR));

/** The part of `restFen` that lies inside a bracket. */
export function sliceOf(bracket: Bracket, restFen: Fen): Fen {
  const top = bracket.toFen === undefined ? restFen : minFen(restFen, bracket.toFen);
  return top > bracket.fromFen ? fen(top - bracket.fromFen) : fen(0);
}

/** The bracket a rest falls into: lower bound inclusive, upper bound exclusive (R-W4). */
export const bracketHolding = (brackets: readonly Bracket[], restFen: Fen): Bracket | undefined =>
  brackets.find(
    (bracket) => restFen >= bracket.fromFen && (bracket.toFen === undefined || restFen < bracket.toFen),
  );

const marginalLines = (schedule: Schedule, restFen: Fen): QuoteLine[] =>
  schedule.brackets.map((bracket) => lineOf(bracket, sliceOf(bracket, restFen)));

function wholeAmountLines(schedule: Schedule, restFen: Fen): QuoteLine[] {
  const bracket = bracketHolding(schedule.brackets, restFen);
  return bracket ? [lineOf(bracket, restFen)] : [];
}

const lineOf = (bracket: Bracket, sliceFen: Fen): QuoteLine => ({
  ...bracket,
  sliceFen,
  exactMicroYuan: sliceFen * bracket.rateBasisPoints,
});

/** Whole months that income is taken from, and the one year whose annual rows count. */
export interface IncomeWindow {
  /** First and last month of the window, `2020-06`. */
  readonly fromMonth: string;
  readonly toMonth: string;
  readonly annualYear: number;
}

/**
 * The full months before the month of identification (domain.md §3.2), and the year of annual rows: the year that
 * covers most of these months, the earlier one of two equals.
 *
 * @example incomeWindow(plainDate('2021-06-15'), 12); // 2020-06 to 2021-05, annual rows of 2020
 */
export function incomeWindow(identifiedOn: PlainDate, months: number): IncomeWindow {
  const last = monthIndex(yearOf(identifiedOn), monthOf(identifiedOn)) - 1;
  const first = last - months + 1;
  const covered = new Map<number, number>();
  for (let month = first; month <= last; month++) {
    const year = Math.floor(month / 12);
    covered.set(year, (covered.get(year) ?? 0) + 1);
  }
  // Years come in ascending order, and only a strictly larger count replaces: a tie stays with the earlier year.
  const [annualYear] = [...covered].reduce((best, next) => (next[1] > best[1] ? next : best));
  return { fromMonth: monthText(first), toMonth: monthText(last), annualYear };
}

const monthText = (index: number): string =>
  `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
