import type { RawBuilder } from 'kysely';
import { sql } from '../../platform/index.ts';
import type { CaseWork } from '../../prevention/cases/index.ts';
import type { ListFilter } from './model.ts';

type Relation = RawBuilder<unknown>;

/** Where running cases stand, as `work (case_no, status, stage, next, due, is_overdue, …)`: what a server derived. */
export function workRelation(works: readonly CaseWork[]): Relation {
  const column = (of: (work: CaseWork) => string | number | boolean | null): string =>
    `{${works.map((work) => of(work) ?? 'null').join(',')}}`;
  return sql`(select * from unnest(${column(({ caseNo }) => caseNo)}::int[], ${column(({ status }) => status)}::text[],
      ${column(({ stage }) => stage)}::text[], ${column(({ next }) => next)}::text[], ${column(({ due }) => due)}::date[],
      ${column(({ isOverdue }) => isOverdue)}::boolean[], ${column(({ openedOn }) => openedOn)}::date[],
      ${column(({ since }) => since)}::date[], ${column(({ group }) => group)}::text[],
      ${column(({ amountYuan }) => amountYuan)}::numeric[], ${column(({ paidYuan }) => paidYuan)}::numeric[])
    as w (case_no, status, stage, next, due, is_overdue, opened_on, since, "group", amount_yuan, paid_yuan))`;
}

/** How a case ended that its last action closed. */
export const closedStage = (countyCode: string, caseNo: Relation): Relation => sql`(
  select case a.action when 'remove_risk' then 'RISK_REMOVED' when 'withdraw' then 'WITHDRAWN' else 'REJECTED' end
  from cases.action a where a.county_code = ${countyCode} and a.case_no = ${caseNo}
  order by a.action_no desc limit 1)`;

/** Who handles what, as `(household_no, policy_id, policy_year, handler_name)`. */
export const handlersOf = (countyCode: string): Relation => sql`(
  select distinct on (household_no, policy_id, policy_year) household_no, policy_id, policy_year, handler_name
  from cases.handler where county_code = ${countyCode}
  order by household_no, policy_id, policy_year, handler_no desc)`;

/** Areas of a county with the township they lie in, as `(code, name, township_code, township_name)`. */
export const placesOf = (countyCode: string): Relation => sql`(
  select a.code, a.name, t.code as township_code, t.name as township_name
  from registry.area a
  left join registry.area t on t.level = 'township' and t.code in (a.code, a.parent_code)
  where a.county_code = ${countyCode})`;

/** An area and all below it. */
export const areasWithin = (areaCode: string): Relation => sql`(
  with recursive inside as (
    select ${areaCode}::text collate "C" as code
    union select a.code from inside i join registry.area a on a.parent_code = i.code)
  select code from inside)`;

/** Whether a handler's name is the one wanted; an empty wish: nobody's. */
export const isHandledBy = (column: Relation, { handler }: ListFilter): Relation | undefined =>
  handler === undefined ? undefined : handler === '' ? sql`${column} is null` : sql`${column} = ${handler}`;
