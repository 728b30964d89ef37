import {
  divideHalfUp,
  type Fen,
  fen,
  formatYuan,
  lastDayOf,
  type PlainDate,
  yearOf,
} from '../../kernel/index.ts';
import { findIncome } from '../../income/index.ts';
import { incomeWindow, type PolicyVersion } from '../../policy/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import { stateOn } from '../../registry/index.ts';

interface Asked {
  readonly countyCode: string;
  readonly householdNo: string;
  readonly day: PlainDate;
  readonly policy: PolicyVersion;
}

/** What came in of one class and from one source in a year. */
export interface IncomeItem {
  readonly year: number;
  /** Class of the standard; `business_cost` is subtracted. */
  readonly class: string;
  readonly stream: string;
  readonly one_off: boolean;
  readonly income_yuan: string;
}

/** A year as a whole, against the protection line of its last day. */
export interface IncomeYear {
  readonly year: number;
  /** People on the last day of the year, or on the day asked about; null: there was no such household. */
  readonly size: number | null;
  readonly recurring_yuan: string;
  readonly one_off_yuan: string;
  readonly cost_yuan: string;
  /** Recurring and one-off less cost. */
  readonly net_yuan: string;
  readonly per_head_yuan: string | null;
  /** Recurring less cost: what remains when nothing comes once only. */
  readonly recurring_per_head_yuan: string | null;
  readonly protection_line_yuan: string | null;
}

/** What counts for being eligible on the day: the months a policy looks at. */
export interface CountedIncome {
  readonly from_month: string;
  readonly to_month: string;
  /** Null: nothing is known. */
  readonly net_yuan: string | null;
  readonly per_head_yuan: string | null;
  readonly protection_line_yuan: string | null;
}

export interface IncomeReport {
  readonly items: readonly IncomeItem[];
  readonly years: readonly IncomeYear[];
  readonly counted: CountedIncome | null;
}

/** How a household's income is made up, year by year, the latest first. */
export async function incomeReport(tx: Tx, asked: Asked): Promise<IncomeReport> {
  const { countyCode, householdNo } = asked;
  const { rows } = await sql<Omit<IncomeItem, 'income_yuan'> & { readonly fen: bigint }>`
    select year, class, stream, one_off, sum(amount_fen)::bigint as fen from income.item
    where county_code = ${countyCode} and household_no = ${householdNo}
    group by year, class, stream, one_off order by year desc, class, one_off, fen desc, stream`.execute(tx);
  const byYear = Map.groupBy(rows, ({ year }) => year);
  const years: IncomeYear[] = [];
  for (const [year, items] of byYear) years.push(await yearOfItems(tx, asked, year, items));
  return {
    items: rows.map(({ fen: amount, ...item }) => ({ ...item, income_yuan: formatYuan(amount) })),
    years,
    counted: await countedIncome(tx, asked),
  };
}

async function yearOfItems(
  tx: Tx,
  { countyCode, householdNo, day, policy }: Asked,
  year: number,
  items: readonly { readonly class: string; readonly one_off: boolean; readonly fen: bigint }[],
): Promise<IncomeYear> {
  const sum = (when: (item: (typeof items)[number]) => boolean): bigint =>
    items.filter(when).reduce((total, item) => total + item.fen, 0n);
  const isCost = (item: (typeof items)[number]): boolean => item.class === 'business_cost';
  const cost = sum(isCost);
  const recurring = sum((item) => !isCost(item) && !item.one_off);
  const oneOff = sum((item) => !isCost(item) && item.one_off);
  const lastDay = year === yearOf(day) ? day : lastDayOf(year);
  const size = await sizeOn(tx, countyCode, householdNo, lastDay);
  return {
    year,
    size,
    recurring_yuan: formatYuan(recurring),
    one_off_yuan: formatYuan(oneOff),
    cost_yuan: formatYuan(cost),
    net_yuan: formatYuan(recurring + oneOff - cost),
    per_head_yuan: perHead(recurring + oneOff - cost, size),
    recurring_per_head_yuan: perHead(recurring - cost, size),
    protection_line_yuan: lineOn(policy, lastDay),
  };
}

async function countedIncome(
  tx: Tx,
  { countyCode, householdNo, day, policy }: Asked,
): Promise<CountedIncome | null> {
  const rules = policy.incomeRules;
  if (!rules) return null;
  const { fromMonth, toMonth } = incomeWindow(day, rules.windowMonths);
  const counted = await findIncome(tx, countyCode, householdNo, day, rules);
  const size = await sizeOn(tx, countyCode, householdNo, day);
  return {
    from_month: fromMonth,
    to_month: toMonth,
    net_yuan: counted === undefined ? null : formatYuan(counted),
    per_head_yuan: counted === undefined ? null : perHead(counted, size),
    protection_line_yuan: lineOn(policy, day),
  };
}

async function sizeOn(
  tx: Tx,
  countyCode: string,
  householdNo: string,
  day: PlainDate,
): Promise<number | null> {
  const { rows } = await sql<{ size: number }>`
    select size from ${stateOn(countyCode, day, [householdNo])} h`.execute(tx);
  return rows[0]?.size ?? null;
}

const perHead = (amount: bigint, size: number | null): string | null =>
  size === null || size === 0 ? null : formatYuan(divideHalfUp(amount, BigInt(size)));

function lineOn(policy: PolicyVersion, day: PlainDate): string | null {
  const line: Fen | undefined = policy.protectionLine(day)?.lineFen;
  return line === undefined ? null : formatYuan(fen(line));
}
