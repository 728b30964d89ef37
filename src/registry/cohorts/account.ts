import { addDays, AREA_LEVELS, type PlainDate } from '../../kernel/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import { needCounty } from '../areas.ts';
import { fail } from '../errors.ts';
import type { Group } from '../groups.ts';
import { groupsOn, isFromFile } from '../state.ts';
import { type CohortAccount, type CohortOrder, type Flow, INFLOWS, MEASURES, OUTFLOWS } from './model.ts';

interface Figure {
  readonly area_code: string;
  readonly line: 'opening' | 'closing' | 'adjustment' | Flow;
  readonly households: number;
  readonly persons: number;
}

interface AreaRow {
  readonly code: string;
  readonly name: string;
  readonly level: string;
}

/**
 * The stock account of a set of groups (the registered by default) per county, township or village from the first
 * to the last day of a period, households and persons apart (domain.md M25). Opening and closing are counted from
 * the register on two days, the flows from the events between, so that `closes` can fail. What lies in no area of
 * the level (a village straight under the county, an adjustment of a whole township) is shown with the area above.
 *
 * Fails with `register.countyUnknown` or `register.period`.
 */
export async function cohortAccounts(tx: Tx, order: CohortOrder): Promise<CohortAccount[]> {
  const { countyCode, from, to, by = 'county' } = order;
  const groups = [...new Set(order.groups ?? (['registered'] as const))];
  if (from > to) throw fail('register.period', { from, to });
  await needCounty(tx, countyCode);
  const figures = await loadFigures(tx, { countyCode, from, to, groups, by });
  const areas = await loadAreas(tx, countyCode);
  const byArea = Map.groupBy(figures, ({ area_code }) => area_code);
  return areas
    .filter(({ code, level }) => level === by || byArea.has(code))
    .flatMap((area) =>
      MEASURES.map((measure): CohortAccount => {
        const values = new Map((byArea.get(area.code) ?? []).map((figure) => [figure.line, figure[measure]]));
        const value = (line: Figure['line']): number => values.get(line) ?? 0;
        return {
          county_code: countyCode,
          area_code: area.code,
          area_name: area.name,
          level: area.level,
          from,
          to,
          groups: groups.join(';'),
          measure,
          ...closeAccount(value),
        };
      }),
    );
}

type Balance = Pick<CohortAccount, Flow | 'opening' | 'adjustment' | 'closing' | 'residual' | 'closes'>;

/** The stock identity of one counter. */
function closeAccount(value: (line: Figure['line']) => number): Balance {
  const flows = Object.fromEntries([...INFLOWS, ...OUTFLOWS].map((flow) => [flow, value(flow)])) as Record<
    Flow,
    number
  >;
  const inflow = INFLOWS.reduce((sum, flow) => sum + flows[flow], 0);
  const outflow = OUTFLOWS.reduce((sum, flow) => sum + flows[flow], 0);
  const [opening, adjustment, closing] = [value('opening'), value('adjustment'), value('closing')];
  const residual = closing - (opening + inflow - outflow + adjustment);
  return { opening, ...flows, adjustment, closing, residual, closes: residual === 0 };
}

async function loadAreas(tx: Tx, countyCode: string): Promise<AreaRow[]> {
  const { rows } = await sql<AreaRow>`
    select code, name, level from registry.area where county_code = ${countyCode} order by code`.execute(tx);
  return rows;
}

const rankOf = (column: string) =>
  sql`array_position(${sql.lit(`{${AREA_LEVELS.join(',')}}`)}::text[], ${sql.raw(column)}::text)`;

async function loadFigures(tx: Tx, order: Required<CohortOrder>): Promise<Figure[]> {
  const { countyCode, from, to, groups, by } = order;
  const wanted = AREA_LEVELS.indexOf(by) + 1;
  const inGroups = (column: string) =>
    sql`${sql.raw(column)} in (${sql.join(groups.map((group: Group) => sql`${group}`))})`;
  const stock = (line: 'opening' | 'closing', day: PlainDate) => sql`
    select p.row_code, ${sql.lit(line)} as line, 1 as households, h.size as persons
    from ${groupsOn(countyCode, day)} as h join place p on p.code = h.area_code where ${inGroups('h."group"')}
    union all
    select p.row_code, ${sql.lit(line)}, e.household_count, e.person_count
    from registry.counted_event e join place p on p.code = e.area_code
    where e.county_code = ${countyCode} and e.type = 'adjustment' and e.date <= ${day}::date and ${inGroups('e.target_group')}`;
  const { rows } = await sql<Figure>`
    with recursive
    local as materialized (
      select code, parent_code, ${rankOf('level')} as rank from registry.area where county_code = ${countyCode}),
    climb as (
      select code, code as at, rank from local
      union all
      select c.code, up.code, up.rank from climb c join local a on a.code = c.at join local up on up.code = a.parent_code
      where c.rank > ${wanted}),
    place as materialized (select code, at as row_code from climb where rank <= ${wanted}),
    ${flowTables(countyCode, from, to, inGroups)}
    select row_code as area_code, line, sum(households)::int as households, sum(persons)::int as persons
    from (
      ${stock('opening', addDays(from, -1))}
      union all ${stock('closing', to)}
      union all select row_code, line, households, persons from flow
      union all
      select p.row_code, 'adjustment', e.household_count, e.person_count
      from registry.counted_event e join place p on p.code = e.area_code
      where e.county_code = ${countyCode} and e.type = 'adjustment' and e.date between ${from}::date and ${to}::date
        and ${inGroups('e.target_group')}
    ) figures
    group by row_code, line`.execute(tx);
  return rows;
}

/**
 * For households with something in the period: the state before and after each step of their whole life, and what
 * each step of the period moved in or out of the stock.
 */
function flowTables(
  countyCode: string,
  from: PlainDate,
  to: PlainDate,
  inGroups: (column: string) => ReturnType<typeof sql>,
): ReturnType<typeof sql> {
  const within = sql`between ${from}::date and ${to}::date`;
  return sql`
    touched as materialized (
      select household_no from registry.effect where county_code = ${countyCode} and date ${within}
      union
      select household_no from registry.household where county_code = ${countyCode} and group_since ${within}),
    step as (
      select household_no, date, event_no, kind, size_delta, new_group, new_area, ends, founds
      from registry.effect
      where county_code = ${countyCode} and date <= ${to}::date and household_no in (select household_no from touched)
      union all
      select household_no, group_since, 0, 'file', 0, base_group, null, false, false
      from registry.household
      where county_code = ${countyCode} and group_since <= ${to}::date
        and household_no in (select household_no from touched)),
    life as (
      select s.household_no, s.date, s.event_no, s.kind, s.new_group, s.new_area, h.size, h.area_code,
        case when h.group_since is null then h.base_group else 'general' end as first_group,
        ${isFromFile('h', 'founded_by')} as is_from_file,
        h.size + sum(s.size_delta) over sofar as size_after,
        bool_or(s.ends) over sofar as ended, bool_or(s.founds) over sofar as begun,
        count(s.new_group) over sofar as groups_so_far, count(s.new_area) over sofar as areas_so_far
      from step s
      join registry.household h on h.county_code = ${countyCode} and h.household_no = s.household_no
      window sofar as (partition by s.household_no order by s.date, s.event_no rows unbounded preceding)),
    after as (
      select household_no, date, event_no, kind, size, area_code, first_group, is_from_file, size_after,
        (is_from_file or begun) and not ended and size_after > 0 as lives,
        coalesce(max(new_group) over (partition by household_no, groups_so_far), first_group) as group_after,
        coalesce(max(new_area) over (partition by household_no, areas_so_far), area_code) as area_after
      from life),
    change as (
      select household_no, date, kind, size_after,
        lives and ${inGroups('group_after')} as is_in,
        p.row_code as row_after,
        lag(size_after, 1, size::bigint) over in_turn as size_before,
        lag(lives and ${inGroups('group_after')}, 1, is_from_file and ${inGroups('first_group')}) over in_turn as was_in,
        lag(p.row_code, 1, q.row_code) over in_turn as row_before
      from after join place p on p.code = area_after join place q on q.code = after.area_code
      window in_turn as (partition by household_no order by date, event_no)),
    moved as (
      select row_before as row_code, kind, 'out' as way, 1 as households, size_before as persons from change
      where date >= ${from}::date and was_in and not (is_in and row_after = row_before)
      union all
      select row_after, kind, 'in', 1, size_after from change
      where date >= ${from}::date and is_in and not (was_in and row_after = row_before)
      union all
      select row_after, kind, case when size_after > size_before then 'in' else 'out' end, 0, abs(size_after - size_before)
      from change where date >= ${from}::date and is_in and was_in and row_after = row_before and size_after <> size_before),
    flow as (
      select row_code, households, persons,
        case way when 'in' then
          case kind when 'relapse' then 'relapsed' when 'birth' then 'born' when 'marriage_in' then 'married_in'
            when 'move_in' then 'moved_in' when 'move_out' then 'moved_in' when 'split' then 'split_in'
            when 'merge' then 'merged_in' else 'newly_identified' end
        else
          case kind when 'lift' then 'lifted' when 'death' then 'died' when 'marriage_out' then 'married_out'
            when 'move_out' then 'moved_out' when 'split' then 'split_out' when 'merge' then 'merged_out'
            when 'review_removal' then 'removed_by_review' else 'reclassified_out' end
        end as line
      from moved)`;
}
