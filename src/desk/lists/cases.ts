import type { PlainDate } from '../../kernel/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import type { ActionName, CaseWork, Status } from '../../prevention/cases/index.ts';
import { householdMatches } from '../../registry/index.ts';
import {
  allOf,
  type Amount,
  amountKey,
  dayKey,
  isAny,
  type ListFilter,
  type ListPage,
  type PageOrder,
  yuanOf,
} from './model.ts';
import { allRows, type ListQuery, readPage } from './page.ts';
import { readAll } from './read-all.ts';
import { areasWithin, closedStage, handlersOf, isHandledBy, placesOf, workRelation } from './relations.ts';

export const CASE_SORTS = ['deadline', 'amount', 'day', 'household', 'case'] as const;
export type CaseSort = (typeof CASE_SORTS)[number];

/** A case with what it waits for. */
export interface CaseInList {
  readonly county_code: string;
  readonly case_no: number;
  readonly household_no: string;
  readonly head_name: string | null;
  readonly area_code: string;
  readonly area_name: string | null;
  readonly township_name: string | null;
  readonly group: string | null;
  /** Of the findings it froze last, separated by commas. */
  readonly kinds: string;
  readonly peril: string;
  readonly self_paid_yuan: string | null;
  /** Approved by the county. */
  readonly amount_yuan: string | null;
  readonly paid_yuan: string | null;
  readonly policy_id: string;
  readonly policy_year: number;
  readonly stage: Status;
  readonly status: Status;
  readonly next: ActionName | null;
  readonly due: PlainDate | null;
  readonly is_overdue: boolean;
  readonly opened_on: PlainDate;
  /** Day of the last action. */
  readonly since: PlainDate;
  readonly handler_name: string | null;
}

export interface CaseListOrder extends ListFilter, PageOrder<CaseSort> {
  /** Those that are over as well. */
  readonly withClosed?: boolean | undefined;
}

/** A page of a county's cases, filtered and sorted by where they stand, with the number of all. */
export async function pageOfCases(
  tx: Tx,
  works: readonly CaseWork[],
  order: CaseListOrder,
): Promise<ListPage<CaseInList>> {
  const page = await readPage<CaseRow>(tx, queryOf(works, order), order);
  return { ...page, rows: page.rows.map((row) => caseInList(order.countyCode, row)) };
}

/** All cases of such a list, some thousand at a time. */
export async function* allCases(
  tx: Tx,
  works: readonly CaseWork[],
  order: CaseListOrder,
): AsyncGenerator<readonly CaseInList[]> {
  for await (const rows of readAll<CaseRow>(tx, allRows(queryOf(works, order))))
    yield rows.map((row) => caseInList(order.countyCode, row));
}

function queryOf(works: readonly CaseWork[], order: CaseListOrder): ListQuery {
  const { sort, isReversed = false } = order;
  const isByHousehold = sort === 'household';
  return {
    relations: relations(order, works),
    conditions: conditions(order),
    stages: allOf(isAny(sql`s.stage`, order.stages)),
    sortKey: sortKey(order),
    identity: isByHousehold ? ['household_no', 'case_text'] : ['case_no'],
    identityType: isByHousehold ? 'text' : 'int',
    isIdentityReversed: (isByHousehold || sort === 'case') && isReversed,
  };
}

interface CaseRow extends Omit<CaseInList, 'county_code' | 'self_paid_yuan' | 'amount_yuan' | 'paid_yuan'> {
  readonly case_text: string;
  readonly self_paid_fen: Amount;
  readonly amount_fen: Amount;
  readonly paid_fen: Amount;
  readonly sum_fen: Amount;
  readonly sort_key: unknown;
  readonly n?: unknown;
}

function relations(order: CaseListOrder, works: readonly CaseWork[]) {
  const { countyCode, policyId, year, withClosed = false } = order;
  // What a case froze last; of one peril the largest, because a declaration may tell of the same bills.
  return sql`
    found as (
      select case_no, string_agg(distinct kinds, ',') as kinds, string_agg(peril, ',' order by peril) as peril,
        sum(self_paid_fen)::bigint as self_paid_fen
      from (
        select c.case_no, c.peril, string_agg(distinct c.kind, ',') as kinds, max(f.self_paid_fen) as self_paid_fen
        from cases.covered_finding c
        join screening.finding f on f.county_code = c.county_code and f.household_no = c.household_no
          and f.policy_id = c.policy_id and f.policy_year = c.policy_year and f.kind = c.kind and f.peril = c.peril
          and f.revision = c.revision
        where c.county_code = ${countyCode} and not exists (select from cases.covered_finding l
          where l.county_code = c.county_code and l.case_no = c.case_no and l.action_no > c.action_no)
        group by c.case_no, c.peril) p
      group by case_no),
    joined as (
      select c.case_no, c.case_no::text as case_text, c.household_no, h.head_name, c.area_code, p.name as area_name,
        p.township_name, w."group", coalesce(f.kinds, '') as kinds, coalesce(f.peril, '') as peril, f.self_paid_fen,
        (100 * w.amount_yuan)::bigint as amount_fen, (100 * w.paid_yuan)::bigint as paid_fen,
        coalesce((100 * w.amount_yuan)::bigint, f.self_paid_fen) as sum_fen, c.policy_id, c.policy_year,
        coalesce(w.stage, z.stage) as stage, coalesce(w.status, z.stage) as status, w.next, w.due,
        coalesce(w.is_overdue, false) as is_overdue, coalesce(w.opened_on, z.opened_on) as opened_on,
        coalesce(w.since, z.since) as since, n.handler_name
      from cases.case_file c
      left join ${workRelation(works)} w on w.case_no = c.case_no
      left join lateral (select ${closedStage(countyCode, sql`c.case_no`)} as stage, min(a.day) as opened_on,
        max(a.day) as since from cases.action a where w.case_no is null and a.county_code = ${countyCode}
          and a.case_no = c.case_no) z on w.case_no is null
      left join registry.household h on h.county_code = ${countyCode} and h.household_no = c.household_no
      left join ${placesOf(countyCode)} p on p.code = c.area_code
      left join found f on f.case_no = c.case_no
      left join ${handlersOf(countyCode)} n on n.household_no = c.household_no and n.policy_id = c.policy_id
        and n.policy_year = c.policy_year
      where c.county_code = ${countyCode} and ${allOf(
        !withClosed && sql`w.case_no is not null`,
        order.householdNo !== undefined && sql`c.household_no = ${order.householdNo}`,
        policyId !== undefined && sql`c.policy_id = ${policyId}`,
        year !== undefined && sql`c.policy_year = ${year}::int`,
      )})`;
}

const conditions = (order: CaseListOrder) =>
  allOf(
    isAny(sql`j."group"`, order.groups),
    order.kinds && sql`string_to_array(j.kinds, ',') && ${[...order.kinds]}::text[]`,
    order.perils && sql`string_to_array(j.peril, ',') && ${[...order.perils]}::text[]`,
    order.areaCode !== undefined && sql`j.area_code in ${areasWithin(order.areaCode)}`,
    order.isOverdue === true && sql`j.is_overdue`,
    isHandledBy(sql`j.handler_name`, order),
    order.minFen !== undefined && sql`j.sum_fen >= ${order.minFen}`,
    order.maxFen !== undefined && sql`j.sum_fen <= ${order.maxFen}`,
    order.text !== undefined && householdMatches('j', order.text),
  );

function sortKey({ sort, isReversed = false }: CaseListOrder) {
  switch (sort) {
    case 'deadline':
      return dayKey(sql`s.due`, isReversed);
    case 'amount':
      return amountKey(sql`s.sum_fen`, isReversed);
    case 'day':
      return dayKey(sql`s.opened_on`, !isReversed);
    case 'household':
    case 'case':
      return sql`0`;
  }
}

function caseInList(countyCode: string, row: CaseRow): CaseInList {
  const { self_paid_fen, amount_fen, paid_fen, ...more } = row;
  const { case_text: _, sort_key: __, sum_fen: ___, n: ____, ...rest } = more;
  return {
    county_code: countyCode,
    ...rest,
    self_paid_yuan: yuanOf(self_paid_fen),
    amount_yuan: yuanOf(amount_fen),
    paid_yuan: yuanOf(paid_fen),
  };
}
