import type { RawBuilder } from 'kysely';
import { firstDayOf, yearOf } from '../../kernel/index.ts';
import { incomeTotals } from '../../income/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import { groupsOn, GROUPS } from '../../registry/index.ts';
import { countedItems, lineRows, unlistedLineOf, unlistedLines } from './lines.ts';
import { type Households, keepNearLine, type Scope, type Seen, shortlist } from './touched.ts';

/**
 * Fills the temporary table `wanted` with the findings that should hold on the day: one row for each household and
 * peril above its group's line, for households whose peril sums only together pass the largest line (F10), and for
 * households of no group that would be found were they listed (F08). With `touched`, only for the households there.
 */
export async function computeWanted(tx: Tx, scope: Scope, touched: boolean): Promise<void> {
  const { asOf, policy, countyCode } = scope;
  const findsSums = policy.parameter('findings.finds_sums')?.value !== false;
  await sql`drop table if exists suspect, state, watched, sums, candidate, wanted`.execute(tx);
  const households = touched ? await shortlist(tx, scope) : groupsOn(countyCode, asOf);
  await findWatched(tx, scope, households);
  await sumBills(tx, scope, touched ? sql`join state l on l.household_no = e.household_no` : sql``);
  await sql`create temporary table wanted on commit drop as
    with line ("group", peril, line_fen) as (values ${lineRows(policy)}),
    judged as (
      select s.household_no, s."group", s.peril, s.self_paid_fen, l.line_fen, m.line_fen as largest_fen
      from sums s join (select "group", max(line_fen) as line_fen from line group by "group") m on m."group" = s."group"
      left join line l on l."group" = s."group" and l.peril = s.peril)
    select household_no, "group", 'line' as kind, peril, self_paid_fen, line_fen
    from judged where self_paid_fen > line_fen
    union all
    select household_no, "group", 'sum', '', sum(self_paid_fen)::bigint, largest_fen
    from judged group by household_no, "group", largest_fen
    having ${findsSums} and not coalesce(bool_or(self_paid_fen > line_fen), false)
      and sum(self_paid_fen) > largest_fen`.execute(tx);
  await addMissed(tx, scope, households);
  if (!touched) await keepNearLine(tx, scope);
  await sql`analyze wanted`.execute(tx);
}

/** Households whose group has a line, and those with a finding that may have to be closed. */
async function findWatched(
  tx: Tx,
  { countyCode, asOf, policy }: Scope,
  households: Households,
): Promise<void> {
  const groups = GROUPS.filter((group) => policy.largestLine(group) !== undefined);
  await sql`create temporary table watched on commit drop as
    select g.household_no, g."group" from ${households} g
    where g."group" = any(${groups}::text[]) or g.household_no in (
      select household_no from screening.finding
      where county_code = ${countyCode} and policy_id = ${policy.id} and policy_year = ${yearOf(asOf)})`.execute(
    tx,
  );
  await sql`analyze watched`.execute(tx);
}

/** Sums the year's bills of `watched` households, and of others only what is above three quarters of a line. */
async function sumBills(
  tx: Tx,
  { countyCode, asOf, policy }: Scope,
  ofShortlist: RawBuilder<unknown>,
): Promise<void> {
  await sql`create temporary table sums on commit drop as
    with paid as (
      select e.household_no, e.peril, sum(e.total_fen - e.reimbursed_fen)::bigint as self_paid_fen
      from feeds.expense e ${ofShortlist}
      where e.county_code = ${countyCode} and e.date between ${firstDayOf(yearOf(asOf))} and ${asOf}
        and ${countedItems(policy)}
      group by e.household_no, e.peril)
    select p.household_no, w."group", p.peril, p.self_paid_fen
    from paid p left join watched w on w.household_no = p.household_no
    where w."group" is not null or 4 * p.self_paid_fen > 3 * ${unlistedLineOf('p.peril', policy)}`.execute(
    tx,
  );
  await sql`analyze sums`.execute(tx);
}

/** Unlisted households above a line whose income lies below the protection line. */
async function addMissed(tx: Tx, { countyCode, asOf, policy }: Scope, households: Households): Promise<void> {
  const rules = policy.incomeRules;
  const protection = policy.protectionLine(asOf);
  if (!rules || !protection) return;
  await sql`create temporary table candidate on commit drop as
    with ${unlistedLines(policy)}
    select s.household_no, s.peril, s.self_paid_fen, l.line_fen
    from sums s join unlisted l on l.peril = s.peril and s.self_paid_fen > l.line_fen
    where s."group" is null or s."group" = 'general'`.execute(tx);
  await sql`analyze candidate`.execute(tx);
  await sql`insert into wanted
    with unlisted as materialized (
      select g.household_no, g.size from ${households} g
      where g."group" = 'general' and g.household_no in (select household_no from candidate)),
    income as (${incomeTotals(countyCode, asOf, rules, sql`select household_no from unlisted`)})
    select c.household_no, 'general', 'missed', c.peril, c.self_paid_fen, c.line_fen
    from candidate c join unlisted u using (household_no) join income i using (household_no)
    where i.income_fen ${protection.inclusive ? sql`<=` : sql`<`} ${protection.lineFen}::bigint * u.size`.execute(
    tx,
  );
}

/** Compares `wanted` with what holds on the day and adds the revisions that differ. Answers how many of each. */
export async function appendRevisions(
  tx: Tx,
  { countyCode, asOf, policy }: Scope,
  actor: string,
  touched: boolean,
): Promise<{ readonly added: number; readonly revised: number; readonly closed: number }> {
  const { rows } = await sql<{ change: string; n: bigint }>`
    with held as materialized (${heldOn({ countyCode, asOf, policy })}),
    numbered as (select household_no, kind, peril, max(revision) as last_revision from screening.finding
      where county_code = ${countyCode} and policy_id = ${policy.id} and policy_year = ${yearOf(asOf)}
      group by household_no, kind, peril),
    screened as (select * from held where kind in ('line', 'sum', 'missed')
      and ${touched ? sql`household_no in (select household_no from suspect)` : sql`true`}),
    change as (
      select coalesce(w.household_no, h.household_no) as household_no, coalesce(w.kind, h.kind) as kind,
        coalesce(w.peril, h.peril) as peril, coalesce(n.last_revision, 0) + 1 as revision,
        coalesce(w."group", g."group", h.household_group) as "group",
        case when w.household_no is null then coalesce(s.self_paid_fen, 0) else w.self_paid_fen end as self_paid_fen,
        w.line_fen, case when w.household_no is null then 'closed' else 'open' end as state,
        case when w.household_no is null then 'closed' when h.household_no is null then 'added' else 'revised' end as change
      from wanted w full join screened h
        on h.household_no = w.household_no and h.kind = w.kind and h.peril = w.peril
      left join numbered n on n.household_no = coalesce(w.household_no, h.household_no)
        and n.kind = coalesce(w.kind, h.kind) and n.peril = coalesce(w.peril, h.peril)
      left join watched g on w.household_no is null and g.household_no = h.household_no
      left join sums s on w.household_no is null and s.household_no = h.household_no and s.peril = h.peril
      where h.household_no is null
        or (w.household_no is null and h.state = 'open')
        or (w.household_no is not null and (h.state, h.household_group, h.self_paid_fen, h.line_fen, h.policy_version)
          is distinct from ('open', w."group", w.self_paid_fen, w.line_fen, ${policy.version}::text))),
    added as (
      insert into screening.finding (county_code, household_no, policy_id, policy_year, kind, peril, revision, as_of,
        household_group, self_paid_fen, line_fen, state, policy_version, actor)
      select ${countyCode}, household_no, ${policy.id}, ${yearOf(asOf)}, kind, peril, revision, ${asOf},
        "group", self_paid_fen, line_fen, state, ${policy.version}, ${actor}
      from change)
    select change, count(*) as n from change group by change`.execute(tx);
  const count = (name: string): number => Number(rows.find(({ change }) => change === name)?.n ?? 0n);
  return { added: count('added'), revised: count('revised'), closed: count('closed') };
}

/** The revision of every finding that holds on the day: the latest day not after it, then the highest number. */
function heldOn({ countyCode, asOf, policy }: Scope, householdNos?: readonly string[]) {
  const only = householdNos ? sql`and household_no = any(${[...householdNos]}::text[])` : sql``;
  return sql`select distinct on (household_no, kind, peril) household_no, kind, peril, household_group,
      self_paid_fen, line_fen, state, policy_version, as_of
    from screening.finding
    where county_code = ${countyCode} and policy_id = ${policy.id} and policy_year = ${yearOf(asOf)} and as_of <= ${asOf}
      ${only}
    order by household_no, kind, peril, as_of desc, revision desc`;
}

export interface FindingInForce {
  readonly household_no: string;
  readonly kind: string;
  readonly peril: string;
  readonly household_group: string;
  readonly self_paid_fen: bigint | null;
  readonly line_fen: bigint | null;
  readonly policy_version: string;
  readonly as_of: string;
}

/** Findings in force on the day, by household, kind and peril. */
export async function listInForce(tx: Tx, scope: Scope): Promise<FindingInForce[]> {
  const { rows } = await sql<FindingInForce>`
    select household_no, kind, peril, household_group, self_paid_fen, line_fen, policy_version, as_of
    from (${heldOn(scope)}) h where state = 'open' order by household_no, kind, peril`.execute(tx);
  return rows;
}

/** The findings in force of the next `limit` households that had any, after one of a page before. */
export async function pageOfInForce(
  tx: Tx,
  scope: Scope,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<{ readonly rows: FindingInForce[]; readonly next: string | null }> {
  const { countyCode, asOf, policy } = scope;
  const { rows: found } = await sql<{ household_no: string }>`
    select distinct household_no from screening.finding
    where county_code = ${countyCode} and policy_id = ${policy.id} and policy_year = ${yearOf(asOf)}
      and as_of <= ${asOf} and household_no > ${after}
    order by household_no limit ${limit}`.execute(tx);
  const numbers = found.map(({ household_no }) => household_no);
  const { rows } = await sql<FindingInForce>`
    select household_no, kind, peril, household_group, self_paid_fen, line_fen, policy_version, as_of
    from (${heldOn(scope, numbers)}) h where state = 'open' order by household_no, kind, peril`.execute(tx);
  return { rows, next: numbers.length < limit ? null : numbers.at(-1)! };
}

/** How many findings of each kind are in force on the day. */
export async function countInForce(tx: Tx, scope: Scope): Promise<Record<string, number>> {
  const { rows } = await sql<{ kind: string; n: number }>`
    select kind, count(*)::int as n from (${heldOn(scope)}) h where state = 'open' group by kind order by kind`.execute(
    tx,
  );
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]));
}

export async function recordRun(
  tx: Tx,
  { countyCode, asOf, policy }: Scope,
  seen: Seen,
  run: { readonly scope: 'all' | 'touched'; readonly actor: string },
): Promise<void> {
  await sql`insert into screening.run
      (county_code, run_no, policy_id, policy_version, policy_year, as_of, import_no, event_count, scope, actor)
    select ${countyCode}, coalesce(max(run_no), 0) + 1, ${policy.id}, ${policy.version}, ${yearOf(asOf)}, ${asOf},
      ${seen.importNo}, ${seen.eventCount}, ${run.scope}, ${run.actor}
    from screening.run where county_code = ${countyCode}`.execute(tx);
}
