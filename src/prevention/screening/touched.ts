import { firstDayOf, plainDate, type PlainDate, yearOf } from '../../kernel/index.ts';
import { seesSameIncome } from '../../income/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import type { PolicyVersion } from '../../policy/index.ts';
import { approvedEventCount, everListed, groupsOn, regroupedBetween } from '../../registry/index.ts';
import { countedItems, lineRows, unlistedLines } from './lines.ts';

/** Screening again when little is new: what came since the last screening of all, and whom it may have lifted. */

export interface Scope {
  readonly countyCode: string;
  readonly asOf: PlainDate;
  readonly policy: PolicyVersion;
}

/** What the sources held when a screening ran: a later one need only look at what came since. */
export interface Seen {
  readonly importNo: bigint;
  readonly eventCount: bigint;
}

export async function currentlySeen(tx: Tx, countyCode: string): Promise<Seen> {
  const { rows } = await sql<{ no: bigint }>`
    select coalesce(max(import_no), 0) as no from feeds.import_run`.execute(tx);
  return { importNo: rows[0]!.no, eventCount: await approvedEventCount(tx, countyCode) };
}

/** So many touched households are always quicker to look at alone. */
const ALWAYS_FEW = 1000;

/** A screening of all households that a later one can build on. */
export interface Base {
  readonly importNo: bigint;
  readonly asOf: string;
}

/**
 * The last screening of all in the year, when everything since then was bills under the same numbers, and no
 * screening looked further than it and than the day wanted: findings of later days may rest on older bills.
 */
export async function findBase(
  tx: Tx,
  { countyCode, asOf, policy }: Scope,
  seen: Seen,
): Promise<Base | undefined> {
  const { rows } = await sql<{ import_no: bigint; as_of: string }>`
    with year_run as (select * from screening.run
      where county_code = ${countyCode} and policy_id = ${policy.id} and policy_year = ${yearOf(asOf)})
    select import_no, as_of from year_run r
    where scope = 'all' and run_no = (select max(run_no) from year_run where scope = 'all')
      and exists (select from screening.near_line
        where county_code = ${countyCode} and policy_id = ${policy.id} and policy_year = ${yearOf(asOf)})
      and not exists (select from year_run o where o.as_of > ${asOf}
        or (o.run_no < r.run_no and o.as_of > r.as_of)
        or (o.run_no >= r.run_no and (o.policy_version <> ${policy.version} or o.event_count <> ${seen.eventCount})))
      and not exists (select 1 from feeds.import_run i where i.import_no > r.import_no and i.kind <> 'expenses')
    `.execute(tx);
  const run = rows[0];
  if (!run || !(await seesSameIncome(tx, countyCode, policy, plainDate(run.as_of), asOf))) return undefined;
  return { importNo: run.import_no, asOf: run.as_of };
}

/**
 * Fills `news` with the bills that came, changed or fell into the window since the base, and `touched` with their
 * households and sums, those that lost a bill by a correction, and those whose group may have changed (of these
 * two the sum says too little: `is_unsure`). Answers whether they are few enough to be worth looking at alone.
 */
export async function findTouched(tx: Tx, { countyCode, asOf, policy }: Scope, base: Base): Promise<boolean> {
  await sql`drop table if exists news, touched`.execute(tx);
  const ofCounty = sql`county_code = ${countyCode}`;
  await sql`create temporary table news on commit drop as
    select household_no, peril, total_fen - reimbursed_fen as self_paid_fen from feeds.expense e
    where ${ofCounty} and date between ${firstDayOf(yearOf(asOf))} and ${asOf}
      and (date > ${base.asOf} or import_no > ${base.importNo}) and ${countedItems(policy)}`.execute(tx);
  await sql`create temporary table touched on commit drop as
    select household_no, sum(self_paid_fen)::bigint as self_paid_fen, bool_or(is_unsure) as is_unsure from (
      select household_no, self_paid_fen, false as is_unsure from news
      union all
      select row ->> 'household_no', 0, true from feeds.superseded_row
      where ${ofCounty} and kind = 'expenses' and import_no > ${base.importNo}
      union all
      select household_no, 0, true from (${regroupedBetween(countyCode, base.asOf, asOf)}) r) t
    group by household_no`.execute(tx);
  const { rows } = await sql<{ touched: number; households: number }>`
    select (select count(*) from touched)::int as touched,
      (select reltuples from pg_class where oid = 'registry.household'::regclass)::int as households`.execute(
    tx,
  );
  const { touched, households } = rows[0]!;
  return touched < ALWAYS_FEW || 2 * touched <= households;
}

export type Households = ReturnType<typeof groupsOn>;

/**
 * Of the touched households those that may have passed a line or fallen below one, as they are on the day: with a
 * finding, near a line before, with bills of a quarter line since, or unsure.
 */
export async function shortlist(tx: Tx, { countyCode, asOf, policy }: Scope): Promise<Households> {
  const ofYear = sql`county_code = ${countyCode} and policy_id = ${policy.id} and policy_year = ${yearOf(asOf)}`;
  await sql`create temporary table suspect on commit drop as
    with line ("group", peril, line_fen) as (values ${lineRows(policy)}),
    ${unlistedLines(policy)},
    near as (
      select unnest(household_nos) as household_no from screening.near_line where ${ofYear}
      union all select household_no from screening.finding where ${ofYear}
      union all select household_no from touched where is_unsure
      union all
      select n.household_no from news n join unlisted l on l.peril = n.peril
      group by n.household_no, n.peril, l.line_fen having 4 * sum(n.self_paid_fen) > l.line_fen
      union all
      select household_no from (${everListed(countyCode)}) g join touched t using (household_no)
      where 4 * t.self_paid_fen > (select min(line_fen) from line))
    select household_no from touched where household_no in (select household_no from near)`.execute(tx);
  await sql`analyze suspect`.execute(tx);
  await sql`create temporary table state on commit drop as
    select g.household_no, g."group", g.size from suspect s
    join ${groupsOn(countyCode, asOf)} g on g.household_no = s.household_no`.execute(tx);
  await sql`analyze state`.execute(tx);
  return sql`state`;
}

/** Writes down whom bills of less than a quarter line could lift over it. */
export async function keepNearLine(tx: Tx, { countyCode, asOf, policy }: Scope): Promise<void> {
  await sql`insert into screening.near_line (county_code, policy_id, policy_year, household_nos)
    with line ("group", peril, line_fen) as (values ${lineRows(policy)}),
    ${unlistedLines(policy)},
    near as (
      select s.household_no from sums s
      join line l on l."group" = s."group" and l.peril = s.peril and 4 * s.self_paid_fen > 3 * l.line_fen
      union
      select s.household_no from sums s
      join (select "group", max(line_fen) as line_fen from line group by "group") m on m."group" = s."group"
      group by s.household_no, m.line_fen having 4 * sum(s.self_paid_fen) > 3 * m.line_fen
      union
      select s.household_no from sums s
      join unlisted l on l.peril = s.peril and 4 * s.self_paid_fen > 3 * l.line_fen
      where s."group" is null or s."group" = 'general')
    select ${countyCode}, ${policy.id}, ${yearOf(asOf)}::int, coalesce(array_agg(household_no), '{}') from near
    on conflict (county_code, policy_id, policy_year) do update set household_nos = excluded.household_nos`.execute(
    tx,
  );
}
