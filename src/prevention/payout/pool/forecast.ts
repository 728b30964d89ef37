import { type Bilingual, monthOf, type PlainDate, plainDate, yearOf } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/index.ts';
import type { PolicyVersion } from '../../../policy/index.ts';
import { poolReport } from './actions.ts';
import { byLastYear, elapsedOn, figuresOf, forecastUsed, tenThousandths } from './rules.ts';
import { spentByMonth, sumsOf } from './store.ts';

/** How what will be used by the end of the year is worked out. */
export const FORECAST_METHODS = {
  linear: {
    zh: '按日均：到今天已用（含未决准备）÷ 已过天数 × 全年天数',
    en: 'by the day: used so far (reserves included) ÷ days passed × days of the year',
    formula: 'used × days_of_year ÷ elapsed_days',
  },
  last_year: {
    zh: '按上年进度：到今天已用 ÷ 上年到同一天已付的占比',
    en: "by last year's course: used so far ÷ the share of last year's payments that was paid by the same day",
    formula: 'used × last_year_paid ÷ last_year_paid_by_this_day',
  },
} as const satisfies Record<string, Bilingual & { readonly formula: string }>;
export type ForecastMethod = keyof typeof FORECAST_METHODS;

export interface ForecastBy {
  readonly method: ForecastMethod;
  /** Null: the method has nothing to go by. */
  readonly usedFen: bigint | null;
  readonly leftFen: bigint | null;
  /** Of the pool's money, in ten-thousandths. */
  readonly share: bigint | null;
}

export interface PoolForecast {
  readonly year: number;
  readonly asOf: PlainDate;
  readonly policyVersion: string;
  readonly premiumFen: bigint;
  readonly fundsFen: bigint;
  readonly paidFen: bigint;
  readonly reservedFen: bigint;
  readonly usedFen: bigint;
  readonly usedShare: bigint | null;
  readonly elapsed: ReturnType<typeof elapsedOn>;
  readonly warningShare: bigint;
  readonly isWarned: boolean;
  readonly months: readonly {
    readonly month: string;
    readonly paidFen: bigint;
    readonly totalFen: bigint;
    readonly lastYearFen: bigint;
  }[];
  readonly methods: readonly ForecastBy[];
}

/** A pool of a policy year on a day, month by month, and what will be used by the end of the year. Fails as `poolReport`. */
export async function poolForecast(
  tx: Tx,
  countyCode: string,
  year: number,
  asOf: PlainDate,
  policy: PolicyVersion,
): Promise<PoolForecast> {
  const report = await poolReport(tx, countyCode, year, asOf, policy);
  const { used, funds, elapsed } = report;
  const spent = await spentByMonth(tx, countyCode, year, asOf);
  const before = await spentByMonth(tx, countyCode, year - 1, asOf);
  const lastYear = figuresOf((await sumsOf(tx, countyCode, year - 1, asOf)).sums).paid;
  const byThisDay = figuresOf((await sumsOf(tx, countyCode, year - 1, oneYearBefore(asOf))).sums).paid;
  const by = (method: ForecastMethod, usedFen: bigint | null): ForecastBy => ({
    method,
    usedFen,
    leftFen: usedFen === null ? null : funds - usedFen,
    share: usedFen === null ? null : tenThousandths(usedFen, funds),
  });
  return {
    year,
    asOf,
    policyVersion: policy.version,
    premiumFen: report.sums.premium,
    fundsFen: funds,
    paidFen: report.paid,
    reservedFen: report.sums.reserved,
    usedFen: used,
    usedShare: report.used_share,
    elapsed,
    warningShare: report.warning_share,
    isWarned: report.warning,
    months: monthsOf(year, asOf, spent, before),
    methods: [
      by('linear', forecastUsed(report, elapsed)),
      by('last_year', byLastYear(used, lastYear, byThisDay)),
    ],
  };
}

/** 29 February had no day the year before. */
const oneYearBefore = (day: PlainDate): PlainDate =>
  plainDate(`${yearOf(day) - 1}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`);

/** Every month of the policy year that has come, and later ones in which something was paid. */
function monthsOf(
  year: number,
  asOf: PlainDate,
  spent: ReadonlyMap<string, bigint>,
  before: ReadonlyMap<string, bigint>,
): PoolForecast['months'] {
  const until = yearOf(asOf) > year ? 12 : yearOf(asOf) < year ? 0 : monthOf(asOf);
  const own = Array.from({ length: until }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`);
  const months = [...new Set([...own, ...spent.keys()])].sort();
  let totalFen = 0n;
  return months.map((month) => {
    const paidFen = spent.get(month) ?? 0n;
    totalFen += paidFen;
    const lastYearFen = before.get(`${Number(month.slice(0, 4)) - 1}${month.slice(4)}`) ?? 0n;
    return { month, paidFen, totalFen, lastYearFen };
  });
}
