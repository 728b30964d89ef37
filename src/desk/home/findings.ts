import { formatYuan, type PlainDate } from '../../kernel/index.ts';
import type { Peril } from '../../policy/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import { placesOf } from '../lists/relations.ts';

/** Findings of one month, peril and township. */
export interface FindingCell {
  /** Of the first day a finding was in force, 2026-11. */
  readonly month: string;
  /** Empty: all perils together. */
  readonly peril: Peril | '';
  /** Null: directly under the county, or of a household the viewer does not see. */
  readonly township_code: string | null;
  readonly township_name: string | null;
  /** Ever found, and of these still in force. */
  readonly findings: number;
  readonly in_force: number;
  readonly households: number;
  readonly self_paid_yuan: string;
}

export interface FindingMatrix {
  readonly years: readonly number[];
  /** Null: nothing was ever found. */
  readonly year: number | null;
  readonly cells: readonly FindingCell[];
}

/** What was found in a policy year, the latest unless told, by month × peril × township. */
export async function findingMatrix(
  tx: Tx,
  {
    countyCode,
    day,
    year,
  }: { readonly countyCode: string; readonly day: PlainDate; readonly year?: number | undefined },
): Promise<FindingMatrix> {
  const { rows: found } = await sql<{ year: number }>`
    select distinct policy_year as year from screening.finding
    where county_code = ${countyCode} and as_of <= ${day} order by year desc`.execute(tx);
  const years = found.map((row) => row.year);
  const chosen = year ?? years[0] ?? null;
  if (chosen === null) return { years, year: null, cells: [] };
  const { rows } = await sql<Omit<FindingCell, 'self_paid_yuan'> & { readonly self_paid_fen: bigint }>`
    with found as (
      select f.household_no, f.peril, min(f.as_of) filter (where f.state = 'open') as found_on,
        (array_agg(f.state order by f.as_of desc, f.revision desc))[1] as state,
        (array_agg(f.self_paid_fen order by f.as_of desc, f.revision desc))[1] as self_paid_fen
      from screening.finding f
      where f.county_code = ${countyCode} and f.policy_year = ${chosen}::int and f.as_of <= ${day}
      group by f.household_no, f.policy_id, f.kind, f.peril)
    select to_char(f.found_on, 'YYYY-MM') as month, f.peril, p.township_code, p.township_name,
      count(*)::int as findings, (count(*) filter (where f.state = 'open'))::int as in_force,
      count(distinct f.household_no)::int as households,
      coalesce(sum(f.self_paid_fen) filter (where f.state = 'open'), 0)::bigint as self_paid_fen
    from found f
    left join registry.household h on h.county_code = ${countyCode} and h.household_no = f.household_no
    left join ${placesOf(countyCode)} p on p.code = h.area_code
    where f.found_on is not null
    group by 1, 2, 3, 4 order by 1, 2, 3`.execute(tx);
  return {
    years,
    year: chosen,
    cells: rows.map(({ self_paid_fen, ...cell }) => ({ ...cell, self_paid_yuan: formatYuan(self_paid_fen) })),
  };
}
