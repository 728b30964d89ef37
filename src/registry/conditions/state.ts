import type { RawBuilder } from 'kysely';
import type { PlainDate } from '../../kernel/index.ts';
import { sql } from '../../platform/index.ts';

/** What each household of a county has on a day, in figures; only households of which something is stated. */
interface HouseholdConditions {
  readonly stated_of: string;
  /** Null where no cause is stated. */
  readonly by_illness: boolean | null;
  readonly by_disability: boolean | null;
  readonly by_lack_of_labour: boolean | null;
  readonly mu_hundredths: bigint | null;
  readonly m2_hundredths: bigint | null;
  /** D before C; null where all are safe or not assessed. */
  readonly worst_grade: string | null;
}

/** Main and further causes of a county's households on a day, as a query: `household_no`, `rank`, `cause`. */
const causesOfCounty = (
  countyCode: string,
  day: PlainDate,
): RawBuilder<{ household_no: string; rank: number; cause: string }> => sql`(
  select s.household_no, s.rank, s.cause
  from (select distinct on (household_no) household_no, since, change_no from registry.stated_cause
    where county_code = ${countyCode} and since <= ${day}::date order by household_no, since desc, change_no desc) l
  join registry.stated_cause s on s.county_code = ${countyCode} and s.household_no = l.household_no
    and s.since = l.since and s.change_no = l.change_no
  where s.cause is not null)`;

/** As a table expression. The rules of one household in words are in `rules.ts`; a test holds one against the other. */
export const conditionsByHousehold = (
  countyCode: string,
  day: PlainDate,
): RawBuilder<HouseholdConditions> => sql`(
  select household_no as stated_of, c.by_illness, c.by_disability,
    c.by_lack_of_labour, l.mu_hundredths, h.m2_hundredths, h.worst_grade
  from (select household_no, bool_or(cause = 'illness') as by_illness, bool_or(cause = 'disability') as by_disability,
      bool_or(cause = 'labour') as by_lack_of_labour
    from ${causesOfCounty(countyCode, day)} c group by household_no) c
  full join (select household_no, sum(mu_hundredths)::bigint as mu_hundredths from (
      select distinct on (household_no, land_kind) household_no, mu_hundredths from registry.stated_land
      where county_code = ${countyCode} and since <= ${day}::date
      order by household_no, land_kind, since desc, change_no desc) k group by household_no) l using (household_no)
  full join (select household_no, sum(m2_hundredths)::bigint as m2_hundredths,
      max(grade) filter (where grade in ('C', 'D') and m2_hundredths > 0) as worst_grade from (
      select distinct on (household_no, house_no) household_no, m2_hundredths, grade from registry.stated_house
      where county_code = ${countyCode} and since <= ${day}::date
      order by household_no, house_no, since desc, change_no desc) k group by household_no) h using (household_no))`;
