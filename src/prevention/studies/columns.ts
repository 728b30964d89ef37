import { firstDayOf, lastDayOf, type PlainDate } from '../../kernel/index.ts';
import { incomeTotals } from '../../income/index.ts';
import {
  type ExpenseColumns,
  GROUPS,
  ITEMS,
  PERILS,
  type PolicyVersion,
  type PreparedColumns,
  prepareColumns,
} from '../../policy/index.ts';
import { copyOut, sql, type Tx } from '../../platform/index.ts';
import { groupsOn } from '../../registry/index.ts';

/** A county's history as columns: everything a what-if needs, without an object per household. */
export interface History {
  readonly columns: PreparedColumns;
  /** The same rows as they came: by household, year and peril. */
  readonly rows: ExpenseColumns;
  /** Household numbers by their position in the columns. */
  readonly households: readonly string[];
  readonly townships: readonly { readonly code: string; readonly name: string; readonly level: string }[];
  readonly years: readonly number[];
  /** Household-years whose income is unknown; they count as eligible, so that a cost is never understated. */
  readonly unknownIncome: number;
}

/** First and last year with bills; undefined without any. */
export async function findYears(
  tx: Tx,
  countyCode: string,
): Promise<{ first: number; last: number } | undefined> {
  const { rows } = await sql<{ first: number | null; last: number | null }>`
    select extract(year from min(date))::int as first, extract(year from max(date))::int as last
    from feeds.expense where county_code = ${countyCode}`.execute(tx);
  const { first = null, last = null } = rows[0] ?? {};
  return first === null || last === null ? undefined : { first, last };
}

/** Loads the years' self-paid sums by household and peril, with the group, township and eligibility of each year. */
export async function loadHistory(
  tx: Tx,
  countyCode: string,
  policy: PolicyVersion,
  firstYear: number,
  lastYear: number,
): Promise<History> {
  const townships = await listTownships(tx, countyCode);
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, i) => firstYear + i);
  await sql`drop table if exists history`.execute(tx);
  await sql`create temporary table history (
    household_no text collate "C", year smallint, peril smallint, "group" smallint, township smallint,
    self_paid_fen bigint, eligible smallint) on commit drop`.execute(tx);
  for (const year of years) await addYear(tx, countyCode, policy, year);
  const bytes = await copyOut(tx, 'select * from history order by household_no, year, peril');
  return { ...parseHistory(bytes), townships, years };
}

async function addYear(tx: Tx, countyCode: string, policy: PolicyVersion, year: number): Promise<void> {
  const day = lastDayOf(year);
  await sql`insert into history
    with sums as materialized (
      select household_no, peril, sum(total_fen - reimbursed_fen)::bigint as fen from feeds.expense
      where county_code = ${countyCode} and date between ${firstDayOf(year)} and ${day}
        and (item is null or (peril, item) in (${countedPairs(policy)}))
      group by household_no, peril),
    ${await incomeCte(countyCode, policy, day)}
    select s.household_no, ${year}::int, array_position(${[...PERILS]}::text[], s.peril) - 1,
      array_position(${[...GROUPS]}::text[], g."group") - 1, t.township, s.fen,
      case when g."group" = any(${compensatedGroups(policy)}::text[]) then coalesce(i.eligible, 2) else 1 end
    from sums s join ${groupsOn(countyCode, day)} g on g.household_no = s.household_no
    join (${townshipOfArea(countyCode)}) t on t.code = g.area_code
    left join eligibility i on i.household_no = s.household_no and i.size = g.size`.execute(tx);
}

/** Only the groups a policy compensates can be eligible; the income of the others is not looked up. */
async function incomeCte(countyCode: string, policy: PolicyVersion, day: PlainDate) {
  const rules = policy.incomeRules;
  const line = policy.protectionLine(day);
  if (!rules || !line)
    return sql`eligibility as (select ''::text as household_no, 0 as size, 1 as eligible where false)`;
  const groups = compensatedGroups(policy);
  const compare = line.inclusive ? sql`<=` : sql`<`;
  return sql`paid as materialized (select g.household_no, g.size from ${groupsOn(countyCode, day)} g
      where g."group" = any(${groups}::text[])),
    eligibility as (select p.household_no, p.size,
        case when n.income_fen ${compare} ${line.lineFen}::bigint * p.size then 1 else 0 end as eligible
      from paid p join (${incomeTotals(countyCode, day, rules, sql`select household_no from paid`)}) n using (household_no))`;
}

const compensatedGroups = (policy: PolicyVersion) =>
  GROUPS.filter((group) => PERILS.some((peril) => policy.schedule(group, peril)));

const countedPairs = (policy: PolicyVersion) =>
  sql.join(
    PERILS.flatMap((peril) =>
      (policy.countedItems(peril) ?? ITEMS).map((item) => sql`(${peril}::text, ${item}::text)`),
    ),
  );

const townshipOfArea = (countyCode: string) => sql`
  select a.code, dense_rank() over (order by coalesce(t.code, a.code)) - 1 as township
  from registry.area a
  left join registry.area t on t.level = 'township' and (t.code = a.code or t.code = a.parent_code)
  where a.county_code = ${countyCode}`;

async function listTownships(tx: Tx, countyCode: string) {
  const { rows } = await sql<{ code: string; name: string; level: string }>`
    select distinct coalesce(t.code, a.code) as code, coalesce(t.name, a.name) as name,
      coalesce(t.level, a.level) as level
    from registry.area a
    left join registry.area t on t.level = 'township' and (t.code = a.code or t.code = a.parent_code)
    where a.county_code = ${countyCode} order by 1`.execute(tx);
  return rows;
}

const TAB = 9;
const NEWLINE = 10;
const UNKNOWN = 2;

/** Reads the COPY rows straight into typed arrays. */
function parseHistory(bytes: Uint8Array): Pick<History, 'columns' | 'rows' | 'households' | 'unknownIncome'> {
  let rows = 0;
  for (const byte of bytes) if (byte === NEWLINE) rows += 1;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const columns = {
    household: new Int32Array(rows),
    year: new Uint16Array(rows),
    peril: new Uint8Array(rows),
    group: new Uint8Array(rows),
    township: new Uint16Array(rows),
    selfPaidFen: new Float64Array(rows),
    eligible: new Uint8Array(rows),
  };
  const numbers = [
    columns.year,
    columns.peril,
    columns.group,
    columns.township,
    columns.selfPaidFen,
    columns.eligible,
  ];
  const households: string[] = [];
  let unknownIncome = 0;
  for (let row = 0, at = 0; row < rows; row++) {
    const end = text.indexOf(TAB, at);
    const household = text.toString('utf8', at, end);
    if (household !== households.at(-1)) households.push(household);
    columns.household[row] = households.length - 1;
    at = end + 1;
    for (const column of numbers) {
      let value = 0;
      for (; bytes[at]! > NEWLINE; at++) value = value * 10 + (bytes[at]! - 48);
      column[row] = value;
      at += 1;
    }
    if (columns.eligible[row] === UNKNOWN) {
      unknownIncome += 1;
      columns.eligible[row] = 1;
    }
  }
  return { columns: prepareColumns(columns), rows: columns, households, unknownIncome };
}
