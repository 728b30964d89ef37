import { formatYuan } from '../../kernel/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import type { YearOrder } from './year.ts';

/** A bill of a household. */
export interface HouseholdBill {
  readonly record_no: string;
  readonly person_no: string | null;
  readonly peril: string;
  readonly item: string | null;
  readonly provider: string | null;
  readonly date: string;
  readonly total_yuan: string;
  readonly reimbursed_yuan: string;
  readonly self_paid_yuan: string;
}

export interface BillsOfYear {
  /** Years with bills, the latest first. */
  readonly years: readonly number[];
  readonly year: number | null;
  /** By day. */
  readonly rows: readonly HouseholdBill[];
}

interface BillRow extends Omit<HouseholdBill, 'total_yuan' | 'reimbursed_yuan' | 'self_paid_yuan'> {
  readonly total_fen: bigint;
  readonly reimbursed_fen: bigint;
}

/** A household's bills of a year. */
export async function billsOfYear(tx: Tx, order: YearOrder): Promise<BillsOfYear> {
  const { countyCode, householdNo, day } = order;
  const { rows: found } = await sql<{ year: number }>`
    select distinct extract(year from date)::int as year from feeds.expense
    where county_code = ${countyCode} and household_no = ${householdNo} and date <= ${day}
    order by year desc`.execute(tx);
  const years = found.map(({ year }) => year);
  const year = order.year ?? years[0] ?? null;
  if (year === null) return { years, year, rows: [] };
  const { rows } = await sql<BillRow>`
    select record_no, person_no, peril, item, provider, date, total_fen, reimbursed_fen from feeds.expense
    where county_code = ${countyCode} and household_no = ${householdNo} and date <= ${day}
      and date between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
    order by date, record_no`.execute(tx);
  return {
    years,
    year,
    rows: rows.map(({ total_fen, reimbursed_fen, ...bill }) => ({
      ...bill,
      total_yuan: formatYuan(total_fen),
      reimbursed_yuan: formatYuan(reimbursed_fen),
      self_paid_yuan: formatYuan(total_fen - reimbursed_fen),
    })),
  };
}
