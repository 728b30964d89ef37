import { firstDayOf, formatYuan, lastDayOf, type PlainDate } from '../kernel/index.ts';
import { sql, type Tx } from '../platform/index.ts';
import type { CaseWork } from '../prevention/cases/index.ts';
import { type Group, GROUPS, groupsOn } from '../registry/index.ts';
import { areasWithin, placesOf, workRelation } from './lists/relations.ts';

/** A village, or a township, in figures; nothing of a single household. */
export type FigureRow = {
  readonly area_code: string;
  readonly area_name: string | null;
  /** Of a village. */
  readonly township_name: string | null;
  readonly households: number;
  readonly people: number;
  /** Households with a finding that was ever in force in the policy year, and of these with one still in force. */
  readonly found: number;
  readonly in_force: number;
  /** Cases of the policy year, of these not closed. */
  readonly cases: number;
  readonly running: number;
  /** Households to which money of the policy year's cases went, and how much, less what came back. */
  readonly paid_households: number;
  readonly paid_yuan: string;
} & Readonly<Record<Group, number>>;

export interface FiguresOrder {
  readonly countyCode: string;
  readonly day: PlainDate;
  readonly year: number;
  readonly by: 'village' | 'township';
  /** Of this area and those below it. */
  readonly areaCode?: string | undefined;
}

/**
 * Households, findings, cases and payments by village or township, of what the viewer sees. Each part is one pass; none
 * depends on how many villages there are.
 */
export async function areaFigures(
  tx: Tx,
  works: readonly CaseWork[],
  { countyCode, day, year, by, areaCode }: FiguresOrder,
): Promise<FigureRow[]> {
  const key = by === 'village' ? sql`h.area_code` : sql`coalesce(p.township_code, h.area_code)`;
  const within = areaCode === undefined ? sql`true` : sql`h.area_code in ${areasWithin(areaCode)}`;
  const last = day < lastDayOf(year) ? day : lastDayOf(year);
  const inYear = sql`p.day between ${firstDayOf(year)}::date and ${last}::date`;
  const groups = sql.join(
    GROUPS.map((group) => sql`(count(*) filter (where h."group" = ${group}))::int as ${sql.ref(group)}`),
  );
  const { rows } = await sql<Omit<FigureRow, 'paid_yuan'> & { readonly paid_fen: bigint }>`
    with place as materialized (select * from ${placesOf(countyCode)} p),
    home as materialized (
      select h.household_no, h."group", h.size, ${key} as code
      from ${groupsOn(countyCode, day)} h left join place p on p.code = h.area_code where ${within}),
    found as (
      select household_no, bool_or(state = 'open') as in_force from (
        select distinct on (household_no, policy_id, kind, peril) household_no, policy_id, kind, peril, state
        from screening.finding
        where county_code = ${countyCode} and policy_year = ${year}::int and as_of <= ${day}::date
        order by household_no, policy_id, kind, peril, as_of desc, revision desc) f group by household_no),
    paid as (
      select household_no, sum(fen)::bigint as fen from (
        select split_part(p.debit, ':', 2) as household_no, p.amount as fen from ledger.posting p
        where p.county_code = ${countyCode} and p.debit like 'household:%' and p.asset = 'CNY' and ${inYear}
        union all
        select split_part(p.credit, ':', 2), -p.amount from ledger.posting p
        where p.county_code = ${countyCode} and p.credit like 'household:%' and p.asset = 'CNY' and ${inYear}) m
      group by household_no having sum(fen) > 0),
    cases as (
      select c.household_no, count(*)::int as cases, count(w.case_no)::int as running
      from cases.case_file c left join ${workRelation(works)} w on w.case_no = c.case_no where c.county_code = ${countyCode} and c.policy_year = ${year}::int group by c.household_no)
    select h.code as area_code, a.name as area_name, ${by === 'village' ? sql`t.name` : sql`null`} as township_name,
      count(*)::int as households, sum(h.size)::int as people, ${groups},
      count(f.household_no)::int as found, (count(*) filter (where f.in_force))::int as in_force,
      coalesce(sum(c.cases), 0)::int as cases, coalesce(sum(c.running), 0)::int as running,
      count(m.household_no)::int as paid_households, coalesce(sum(m.fen), 0)::bigint as paid_fen
    from home h
    left join found f on f.household_no = h.household_no
    left join cases c on c.household_no = h.household_no
    left join paid m on m.household_no = h.household_no
    left join registry.area a on a.code = h.code
    left join registry.area t on t.code = a.parent_code and t.level = 'township'
    group by h.code, a.name, t.name order by h.code`.execute(tx);
  return rows.map(({ paid_fen, ...row }) => ({ ...row, paid_yuan: formatYuan(paid_fen) }));
}
