import type { PlainDate } from '../../kernel/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import type { ActionName, CaseWork, Status } from '../../prevention/cases/index.ts';
import type { FindingKind } from '../../prevention/screening/index.ts';
import { householdMatches } from '../../registry/index.ts';
import {
  allOf,
  type Amount,
  amountKey,
  dayKey,
  isAny,
  type ListFilter,
  type ListPage,
  NO_CASE,
  type PageOrder,
  yuanOf,
} from './model.ts';
import { allRows, type ListQuery, readPage } from './page.ts';
import { readAll } from './read-all.ts';
import { areasWithin, closedStage, handlersOf, isHandledBy, placesOf, workRelation } from './relations.ts';

export const FINDING_SORTS = ['deadline', 'amount', 'day', 'household'] as const;
export type FindingSort = (typeof FINDING_SORTS)[number];

/** A finding in force, with what became of it. */
export interface FindingWork {
  readonly county_code: string;
  readonly household_no: string;
  readonly head_name: string | null;
  readonly area_code: string | null;
  readonly area_name: string | null;
  readonly township_name: string | null;
  readonly group: string;
  readonly kind: FindingKind;
  readonly peril: string;
  readonly self_paid_yuan: string | null;
  readonly line_yuan: string | null;
  readonly excess_yuan: string | null;
  readonly policy_id: string;
  readonly policy: string;
  readonly policy_year: number;
  /** First day it was in force, and the day of the latest revision. */
  readonly found_on: PlainDate;
  readonly as_of: PlainDate;
  /** The latest case that covered it. */
  readonly case_no: number | null;
  /** It changed since that case froze it. */
  readonly has_changed: boolean;
  readonly stage: Status | typeof NO_CASE;
  readonly status: Status | null;
  readonly next: ActionName | null;
  readonly due: PlainDate | null;
  readonly is_overdue: boolean;
  readonly handler_name: string | null;
}

export interface FindingListOrder extends ListFilter, PageOrder<FindingSort> {
  /** Days within which a finding must have a case (F08), by policy. */
  readonly alertDays: Readonly<Record<string, number>>;
}

/**
 * A page of the findings in force on a day, filtered and sorted by what became of them, with the number of all: one
 * statement, whoever looks, over the findings of one policy year.
 */
export async function listFindings(
  tx: Tx,
  works: readonly CaseWork[],
  order: FindingListOrder,
): Promise<ListPage<FindingWork>> {
  const page = await readPage<FoundRow>(tx, await queryOf(tx, works, order), order);
  return { ...page, rows: page.rows.map((row) => findingWork(order.countyCode, row)) };
}

/** All findings of such a list, some thousand at a time. */
export async function* allFindings(
  tx: Tx,
  works: readonly CaseWork[],
  order: FindingListOrder,
): AsyncGenerator<readonly FindingWork[]> {
  for await (const rows of readAll<FoundRow>(tx, allRows(await queryOf(tx, works, order))))
    yield rows.map((row) => findingWork(order.countyCode, row));
}

async function queryOf(tx: Tx, works: readonly CaseWork[], order: FindingListOrder): Promise<ListQuery> {
  const { sort, isReversed = false } = order;
  return {
    relations: relations(order, order.year ?? (await latestYear(tx, order)), works),
    conditions: conditions(order),
    stages: allOf(isAny(sql`s.stage`, order.stages)),
    sortKey: sortKey(order),
    identity: ['household_no', 'policy_id', 'kind', 'peril'],
    identityType: 'text',
    isIdentityReversed: sort === 'household' && isReversed,
  };
}

interface FoundRow extends Omit<
  FindingWork,
  'county_code' | 'self_paid_yuan' | 'line_yuan' | 'excess_yuan' | 'policy'
> {
  readonly self_paid_fen: Amount;
  readonly line_fen: Amount;
  readonly policy_version: string;
  readonly household_group: string;
  readonly sum_fen: Amount;
  readonly sort_key: unknown;
  readonly n?: unknown;
}

/** The latest year with findings of the policies there are. */
async function latestYear(
  tx: Tx,
  { countyCode, policyId, alertDays }: FindingListOrder,
): Promise<number | null> {
  const policies = policyId === undefined ? Object.keys(alertDays) : [policyId];
  const { rows } = await sql<{ year: number | null }>`
    select max(l.policy_year) as year from unnest(${policies}::text[]) p (id), lateral (
      select f.policy_year from screening.finding f where f.county_code = ${countyCode} and f.policy_id = p.id
      order by f.policy_year desc limit 1) l`.execute(tx);
  return rows[0]!.year;
}

function relations(order: FindingListOrder, year: number | null, works: readonly CaseWork[]) {
  const { countyCode, day, policyId, alertDays } = order;
  const ofYear = (alias: string) => sql`${sql.raw(alias)}.county_code = ${countyCode}
    and ${sql.raw(alias)}.policy_year = ${year}::int
    ${policyId === undefined ? sql`` : sql`and ${sql.raw(alias)}.policy_id = ${policyId}`}`;
  return sql`
    held as (
      select distinct on (f.household_no, f.policy_id, f.kind, f.peril) f.household_no, f.policy_id, f.policy_year,
        f.kind, f.peril, f.revision, f.as_of, f.household_group, f.self_paid_fen, f.line_fen, f.state, f.policy_version,
        min(f.as_of) filter (where f.state = 'open')
          over (partition by f.household_no, f.policy_id, f.kind, f.peril) as found_on
      from screening.finding f
      where ${ofYear('f')} and f.as_of <= ${day}
        and ${allOf(
          order.householdNo !== undefined && sql`f.household_no = ${order.householdNo}`,
          isAny(sql`f.kind`, order.kinds),
          isAny(sql`f.peril`, order.perils),
        )}
      order by f.household_no, f.policy_id, f.kind, f.peril, f.as_of desc, f.revision desc),
    covered as (
      select c.household_no, c.policy_id, c.kind, c.peril, max(c.case_no) as case_no, max(c.revision) as revision
      from cases.covered_finding c where ${ofYear('c')}
      group by c.household_no, c.policy_id, c.kind, c.peril),
    alert (policy_id, days) as (select key, value::int from jsonb_each_text(${JSON.stringify(alertDays)}::jsonb)),
    joined as (
      select f.household_no, h.head_name, h.area_code, p.name as area_name, p.township_name, f.household_group, f.kind,
        f.peril, f.self_paid_fen, f.self_paid_fen as sum_fen, f.line_fen, f.policy_id, f.policy_version, f.policy_year, f.found_on, f.as_of,
        c.case_no, coalesce(f.revision > c.revision, false) as has_changed,
        case when c.case_no is null then ${NO_CASE} else coalesce(w.stage, ${closedStage(countyCode, sql`c.case_no`)}) end as stage,
        w.status, w.next, u.due, coalesce(u.due < ${day}::date, false) as is_overdue, n.handler_name
      from held f
      left join registry.household h on h.county_code = ${countyCode} and h.household_no = f.household_no
      left join ${placesOf(countyCode)} p on p.code = h.area_code
      left join covered c on c.household_no = f.household_no and c.policy_id = f.policy_id and c.kind = f.kind
        and c.peril = f.peril
      left join ${workRelation(works)} w on w.case_no = c.case_no
      left join alert a on a.policy_id = f.policy_id
      left join ${handlersOf(countyCode)} n on n.household_no = f.household_no and n.policy_id = f.policy_id
        and n.policy_year = f.policy_year
      cross join lateral (select coalesce(w.due,
        case when c.case_no is null or f.revision > c.revision then f.found_on + a.days end) as due) u
      where f.state = 'open')`;
}

const conditions = (order: FindingListOrder) =>
  allOf(
    isAny(sql`j.household_group`, order.groups),
    order.areaCode !== undefined && sql`j.area_code in ${areasWithin(order.areaCode)}`,
    order.isOverdue === true && sql`j.is_overdue`,
    isHandledBy(sql`j.handler_name`, order),
    order.minFen !== undefined && sql`j.self_paid_fen >= ${order.minFen}`,
    order.maxFen !== undefined && sql`j.self_paid_fen <= ${order.maxFen}`,
    order.text !== undefined && householdMatches('j', order.text),
  );

function sortKey({ sort, isReversed = false }: FindingListOrder) {
  switch (sort) {
    case 'deadline':
      return dayKey(sql`s.due`, isReversed);
    case 'amount':
      return amountKey(sql`s.self_paid_fen`, isReversed);
    case 'day':
      return dayKey(sql`s.as_of`, !isReversed);
    case 'household':
      return sql`0`;
  }
}

function findingWork(countyCode: string, row: FoundRow): FindingWork {
  const { self_paid_fen, line_fen, policy_version, household_group, ...more } = row;
  const { sum_fen: _, sort_key: __, n: ___, ...rest } = more;
  const excess =
    self_paid_fen === null || line_fen === null ? null : BigInt(self_paid_fen) - BigInt(line_fen);
  return {
    county_code: countyCode,
    ...rest,
    group: household_group,
    self_paid_yuan: yuanOf(self_paid_fen),
    line_yuan: yuanOf(line_fen),
    excess_yuan: yuanOf(excess),
    policy: policy_version,
  };
}
