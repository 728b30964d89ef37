import { sql, type Tx } from '../platform/index.ts';

/** Codes of a county and of the areas in it; empty when there is no such county. */
export async function areaCodes(tx: Tx, countyCode: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ code: string }>`
    select code from registry.area where county_code = ${countyCode}`.execute(tx);
  return new Set(rows.map(({ code }) => code));
}
