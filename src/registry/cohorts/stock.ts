import type { PlainDate } from '../../kernel/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import type { Group } from '../groups.ts';
import { groupsOn } from '../state.ts';

export interface Stock {
  readonly households: number;
  readonly persons: number;
}

/** Households and persons of a group in an area and all within it on a day, with approved adjustments. */
export async function stockOf(
  tx: Tx,
  countyCode: string,
  areaCode: string,
  group: Group,
  day: PlainDate,
): Promise<Stock> {
  const { rows } = await sql<{ households: number; persons: number }>`
    with recursive inside as (
      select code from registry.area where code = ${areaCode}
      union
      select a.code from registry.area a join inside i on a.parent_code = i.code),
    stock as (
      select 1 as households, h.size as persons from ${groupsOn(countyCode, day)} as h
      where h."group" = ${group} and h.area_code in (select code from inside)
      union all
      select e.household_count, e.person_count from registry.counted_event e
      where e.county_code = ${countyCode} and e.type = 'adjustment' and e.date <= ${day}::date
        and e.target_group = ${group} and e.area_code in (select code from inside))
    select coalesce(sum(households), 0)::int as households, coalesce(sum(persons), 0)::int as persons from stock`.execute(
    tx,
  );
  return rows[0]!;
}
