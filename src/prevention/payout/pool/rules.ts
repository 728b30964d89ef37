import { daysBetween, divideHalfUp, firstDayOf, lastDayOf, type PlainDate } from '../../../kernel/index.ts';
import { type AccountKey, accountKey } from '../../../ledger/index.ts';

/** What a pool holds, owes and will need, from what the ledger posted (domain.md M07, F27). Amounts are fen. */

/** The account of a policy year's pool. */
export const poolOf = (year: number): AccountKey => accountKey('pool', String(year));

/** What the ledger and its authorisations give; each is a sum whose parts `explainPool` lists. */
export const SUMS = {
  premium: { zh: '保费', en: 'premium' },
  top_up: { zh: '少补', en: 'top-up' },
  carried_in: { zh: '上年结转', en: 'carried in from the year before' },
  other_in: { zh: '期初与其他拨入', en: 'opening balance and allotments' },
  refunded: { zh: '多退', en: 'refunded surplus' },
  carried_out: { zh: '结转下年', en: 'carried to the next year' },
  benefits: { zh: '已付保险金', en: 'benefits paid' },
  returned: { zh: '收回保险金', en: 'benefits paid back' },
  fees: { zh: '保险服务费', en: "insurer's fees" },
  reserved: { zh: '未决准备（已授权未付）', en: 'reserved for cases authorised and not yet paid' },
} as const;
export type Sum = keyof typeof SUMS;
export type Sums = Readonly<Record<Sum, bigint>>;
export const SUM_NAMES = Object.keys(SUMS) as readonly Sum[];

/** Which sum a posting of a kind belongs to, by whether it first brought money into the pool. */
const SUM_OF: Readonly<Record<string, readonly [out: Sum | undefined, into: Sum | undefined]>> = {
  premium: [undefined, 'premium'],
  pool_top_up: [undefined, 'top_up'],
  pool_carry_over: ['carried_out', 'carried_in'],
  opening_asset: [undefined, 'other_in'],
  allotment: [undefined, 'other_in'],
  pool_refund: ['refunded', undefined],
  benefit: ['benefits', undefined],
  benefit_returned: [undefined, 'returned'],
  insurer_fee: ['fees', undefined],
};

/** The kinds of posting behind a sum, and whether they first brought money into the pool. */
export const kindsOf = (sum: Sum): readonly { readonly kind: string; readonly comesIn: boolean }[] =>
  Object.entries(SUM_OF).flatMap(([kind, sides]) =>
    sides.flatMap((side, i) => (side === sum ? [{ kind, comesIn: i === 1 }] : [])),
  );

export function sumOf(kind: string, comesIn: boolean): Sum {
  const sum = SUM_OF[kind]?.[comesIn ? 1 : 0];
  if (!sum) throw new RangeError(`The pool knows no ${kind} that ${comesIn ? 'comes in' : 'goes out'}`);
  return sum;
}

/** What follows from the sums; `FORMULAS` says how. */
export interface PoolFigures {
  readonly funds: bigint;
  readonly paid: bigint;
  readonly balance: bigint;
  readonly used: bigint;
  readonly surplus: bigint;
  readonly shortfall: bigint;
}

export const FORMULAS: Readonly<Record<keyof PoolFigures, string>> = {
  funds: 'premium + top_up + carried_in + other_in - refunded - carried_out',
  paid: 'benefits - returned',
  balance: 'funds - paid - fees',
  used: 'paid + fees + reserved',
  surplus: 'funds - used, not below 0',
  shortfall: 'used - funds, not below 0',
};

export function figuresOf(sums: Sums): PoolFigures {
  const funds =
    sums.premium + sums.top_up + sums.carried_in + sums.other_in - sums.refunded - sums.carried_out;
  const paid = sums.benefits - sums.returned;
  const used = paid + sums.fees + sums.reserved;
  const free = funds - used;
  return {
    funds,
    paid,
    balance: funds - paid - sums.fees,
    used,
    surplus: free > 0n ? free : 0n,
    shortfall: free < 0n ? -free : 0n,
  };
}

/** How much of a policy year has passed at the end of a day. */
export interface Elapsed {
  readonly days: number;
  readonly of: number;
}

export function elapsedOn(year: number, day: PlainDate): Elapsed {
  const [first, last] = [firstDayOf(year), lastDayOf(year)];
  const of = daysBetween(first, last) + 1;
  return { days: day < first ? 0 : day > last ? of : daysBetween(first, day) + 1, of };
}

/** A ratio in ten-thousandths, rounded half up; null when there is nothing to divide by. */
export const tenThousandths = (part: bigint, whole: bigint): bigint | null =>
  whole <= 0n ? null : divideHalfUp(part * 10_000n, whole);

/** F27: more than the share of the pool is used before that share of the year has passed. Compared exactly. */
export function isRunningOut(
  { used, funds }: PoolFigures,
  { days, of }: Elapsed,
  shareTenThousandths: bigint,
): boolean {
  const share = shareTenThousandths;
  return used * 10_000n > share * funds && BigInt(days) * 10_000n < share * BigInt(of);
}

/** What will be used by the end of the year if it goes on as so far; null before the year begins. */
export const forecastUsed = ({ used }: PoolFigures, { days, of }: Elapsed): bigint | null =>
  days === 0 ? null : divideHalfUp(used * BigInt(of), BigInt(days));

/** The same from the course of the year before: how much of it was spent by the same day. Null without such a course. */
export const byLastYear = (used: bigint, lastYear: bigint, byThisDay: bigint): bigint | null =>
  byThisDay <= 0n || lastYear < byThisDay ? null : divideHalfUp(used * lastYear, byThisDay);

/** People insured: the policy's share of a population, rounded half up to a person. */
export const insuredOf = (population: bigint, shareTenThousandths: bigint): bigint =>
  divideHalfUp(population * shareTenThousandths, 10_000n);
