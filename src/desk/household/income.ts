import { divideHalfUp, formatYuan } from '../../kernel/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import type { YearOrder } from './year.ts';

/** What a household received of one class and stream in a year; business cost is what it spent. */
export interface IncomeItem {
  readonly class: string;
  readonly stream: string;
  readonly one_off: boolean;
  readonly income_yuan: string;
}

export interface IncomeOfYear {
  /** Years with income, the latest first. */
  readonly years: readonly number[];
  readonly year: number | null;
  readonly rows: readonly IncomeItem[];
  /** What comes again every year, less business cost, for each of so many people; null without any row. */
  readonly recurring_per_head_yuan: string | null;
  /** The same with what came once. */
  readonly per_head_yuan: string | null;
}

type ItemRow = Omit<IncomeItem, 'income_yuan'> & { readonly amount_fen: bigint };

/** A household's income of a year by class and stream, and a head's share of it. */
export async function incomeOfYear(
  tx: Tx,
  { size, ...order }: YearOrder & { readonly size: number },
): Promise<IncomeOfYear> {
  const { countyCode, householdNo, day } = order;
  const { rows: found } = await sql<{ year: number }>`
    select distinct year from income.item
    where county_code = ${countyCode} and household_no = ${householdNo} and year <= extract(year from ${day}::date)
    order by year desc`.execute(tx);
  const years = found.map(({ year }) => year);
  const year = order.year ?? years[0] ?? null;
  const { rows } = await sql<ItemRow>`
    select class, stream, one_off, sum(amount_fen)::bigint as amount_fen from income.item
    where county_code = ${countyCode} and household_no = ${householdNo} and year = ${year}::int
    group by class, stream, one_off order by class, stream, one_off`.execute(tx);
  const perHead = (counted: readonly ItemRow[]): string | null =>
    rows.length === 0 ? null : formatYuan(shareOf(netFen(counted), BigInt(size)));
  return {
    years,
    year,
    rows: rows.map(({ amount_fen, ...item }) => ({ ...item, income_yuan: formatYuan(amount_fen) })),
    recurring_per_head_yuan: perHead(rows.filter(({ one_off }) => !one_off)),
    per_head_yuan: perHead(rows),
  };
}

const netFen = (rows: readonly ItemRow[]): bigint =>
  rows.reduce(
    (sum, row) => (row.class === 'business_cost' ? sum - row.amount_fen : sum + row.amount_fen),
    0n,
  );

const shareOf = (sum: bigint, heads: bigint): bigint => (heads > 0n ? divideHalfUp(sum, heads) : sum);
