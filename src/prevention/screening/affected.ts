import { sql, type Tx } from '../../platform/index.ts';
import type { AffectedFinding } from '../feeds/index.ts';

/** Findings in force of the households and years whose rows an import corrected. */
export async function findAffected(tx: Tx, importNo: bigint): Promise<AffectedFinding[]> {
  const { rows } = await sql<AffectedFinding>`
    with corrected as (
      select distinct s.county_code, s.row ->> 'household_no' as household_no, y.year
      from feeds.superseded_row s
      left join feeds.expense e on s.kind = 'expenses' and e.county_code = s.county_code
        and e.record_no = s.row ->> 'record_no'
      cross join lateral (values (left(s.row ->> 'date', 4)::int), (extract(year from e.date)::int)) y (year)
      where s.import_no = ${importNo}),
    latest as (
      select distinct on (f.county_code, f.household_no, f.policy_id, f.policy_year, f.kind, f.peril) f.*
      from screening.finding f
      where exists (select from corrected c where c.county_code = f.county_code and c.household_no = f.household_no
        and (c.year is null or c.year = f.policy_year))
      order by f.county_code, f.household_no, f.policy_id, f.policy_year, f.kind, f.peril, f.as_of desc, f.revision desc)
    select county_code, household_no, policy_version as policy, policy_year, kind, peril from latest
    where state = 'open' order by county_code, household_no, policy_year, kind, peril`.execute(tx);
  return rows;
}
