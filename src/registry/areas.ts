import { sql, type Tx } from '../platform/index.ts';
import { fail } from './errors.ts';

/** Codes of a county and of the areas in it; empty when there is no such county. */
export async function areaCodes(tx: Tx, countyCode: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ code: string }>`
    select code from registry.area where county_code = ${countyCode}`.execute(tx);
  return new Set(rows.map(({ code }) => code));
}

/** As `areaCodes`. Fails with `register.countyUnknown`. */
export async function needCounty(tx: Tx, countyCode: string): Promise<ReadonlySet<string>> {
  const areas = await areaCodes(tx, countyCode);
  if (areas.size === 0) throw fail('register.countyUnknown', { county: countyCode });
  return areas;
}
