import { firstDayOf, formatYuan, type PlainDate, yearOf } from '../../kernel/index.ts';
import { type Group, type Peril, PERILS, type PolicyVersion } from '../../policy/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import { stateOn } from '../../registry/index.ts';

export interface HouseholdBill {
  readonly record_no: string;
  readonly person_no: string | null;
  readonly date: PlainDate;
  readonly peril: Peril;
  readonly item: string | null;
  readonly provider: string | null;
  readonly total_yuan: string;
  readonly reimbursed_yuan: string;
  readonly self_paid_yuan: string;
  /** The policy counts it. */
  readonly counts: boolean;
}

/** What a household paid itself for a peril in a month, and in the year up to its end. */
export interface MonthOfBills {
  readonly month: string;
  readonly peril: Peril;
  readonly self_paid_yuan: string;
  readonly cumulative_yuan: string;
}

/** The line of a peril, and the day on which the year's sum passed it. */
export interface LineOfPeril {
  readonly peril: Peril;
  readonly line_yuan: string | null;
  readonly self_paid_yuan: string;
  readonly crossed_on: PlainDate | null;
}

export interface BillReport {
  readonly group: Group | null;
  readonly bills: readonly HouseholdBill[];
  readonly months: readonly MonthOfBills[];
  readonly lines: readonly LineOfPeril[];
}

interface Row {
  readonly record_no: string;
  readonly person_no: string | null;
  readonly date: PlainDate;
  readonly peril: Peril;
  readonly item: string | null;
  readonly provider: string | null;
  readonly total_fen: bigint;
  readonly reimbursed_fen: bigint;
}

/** Years up to a day in which a household has bills, the latest first. */
export async function billYears(
  tx: Tx,
  {
    countyCode,
    householdNo,
    day,
  }: { readonly countyCode: string; readonly householdNo: string; readonly day: PlainDate },
): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    select distinct extract(year from date)::int as year from feeds.expense
    where county_code = ${countyCode} and household_no = ${householdNo} and date <= ${day} order by year desc`.execute(
    tx,
  );
  return rows.map(({ year }) => year);
}

/** A household's bills of the year of a day, up to that day, against the lines of its group. */
export async function billReport(
  tx: Tx,
  {
    countyCode,
    householdNo,
    day,
    policy,
  }: {
    readonly countyCode: string;
    readonly householdNo: string;
    readonly day: PlainDate;
    readonly policy: PolicyVersion;
  },
): Promise<BillReport> {
  const { rows } = await sql<Row>`
    select record_no, person_no, date, peril, item, provider, total_fen, reimbursed_fen from feeds.expense
    where county_code = ${countyCode} and household_no = ${householdNo}
      and date between ${firstDayOf(yearOf(day))} and ${day} order by date, record_no`.execute(tx);
  const { rows: states } = await sql<{ group: Group }>`
    select "group" from ${stateOn(countyCode, day, [householdNo])} h`.execute(tx);
  const group = states[0]?.group ?? null;
  const counts = ({ peril, item }: Row): boolean =>
    item === null || (policy.countedItems(peril)?.some((counted) => counted === item) ?? true);
  const counted = rows.filter(counts);
  return {
    group,
    bills: rows.map((row) => billOf(row, counts(row))),
    months: PERILS.flatMap((peril) => monthsOf(peril, counted)),
    lines: PERILS.flatMap((peril) => lineOf(peril, counted, group, policy)),
  };
}

const selfPaid = ({ total_fen, reimbursed_fen }: Row): bigint => total_fen - reimbursed_fen;

function billOf(row: Row, counts: boolean): HouseholdBill {
  const { total_fen, reimbursed_fen, ...rest } = row;
  return {
    ...rest,
    total_yuan: formatYuan(total_fen),
    reimbursed_yuan: formatYuan(reimbursed_fen),
    self_paid_yuan: formatYuan(selfPaid(row)),
    counts,
  };
}

function monthsOf(peril: Peril, counted: readonly Row[]): MonthOfBills[] {
  const months = Map.groupBy(
    counted.filter((row) => row.peril === peril),
    ({ date }) => date.slice(0, 7),
  );
  let sum = 0n;
  return [...months].map(([month, rows]) => {
    const paid = rows.reduce((total, row) => total + selfPaid(row), 0n);
    sum += paid;
    return { month, peril, self_paid_yuan: formatYuan(paid), cumulative_yuan: formatYuan(sum) };
  });
}

/** Of a peril with bills, or with a line for the group. */
function lineOf(
  peril: Peril,
  counted: readonly Row[],
  group: Group | null,
  policy: PolicyVersion,
): LineOfPeril[] {
  const line = group === null ? undefined : policy.line(group, peril);
  const own = counted.filter((row) => row.peril === peril);
  if (line === undefined && own.length === 0) return [];
  let sum = 0n;
  let crossed: PlainDate | null = null;
  for (const row of own) {
    sum += selfPaid(row);
    // Strictly above the line (domain.md M05).
    if (line !== undefined && sum > line) crossed ??= row.date;
  }
  return [
    {
      peril,
      line_yuan: line === undefined ? null : formatYuan(line),
      self_paid_yuan: formatYuan(sum),
      crossed_on: crossed,
    },
  ];
}
