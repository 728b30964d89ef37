import type { AreaLevel } from '../kernel/index.ts';
import { sql, type Tx } from '../platform/index.ts';
import { fail } from './errors.ts';

/** Codes of a county and of the areas in it; empty when there is no such county. */
export async function areaCodes(tx: Tx, countyCode: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ code: string }>`
    select code from registry.area where county_code = ${countyCode}`.execute(tx);
  return new Set(rows.map(({ code }) => code));
}

/** Fails with `register.countyUnknown` unless the register has areas of the county. */
export async function needCounty(tx: Tx, countyCode: string): Promise<void> {
  if (!(await isInCounty(tx, countyCode))) throw fail('register.countyUnknown', { county: countyCode });
}

/** Whether an area, or without one any, lies in the county or is it. */
export async function isInCounty(tx: Tx, countyCode: string, areaCode?: string): Promise<boolean> {
  const one = areaCode === undefined ? sql`` : sql`and code = ${areaCode}`;
  const { rows } =
    await sql`select from registry.area where county_code = ${countyCode} ${one} limit 1`.execute(tx);
  return rows.length > 0;
}

export interface AreaRow {
  readonly code: string;
  readonly name: string;
  readonly parent_code: string | null;
  readonly level: AreaLevel;
}

/** Areas of a county by code, a page at a time. Fails with `register.countyUnknown`. */
export async function pageOfAreas(
  tx: Tx,
  countyCode: string,
  filter: { readonly level?: AreaLevel; readonly parentCode?: string },
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<{ readonly rows: AreaRow[]; readonly next: string | null }> {
  await needCounty(tx, countyCode);
  const { level = null, parentCode = null } = filter;
  const { rows } = await sql<AreaRow>`
    select code, name, parent_code, level from registry.area
    where county_code = ${countyCode} and code > ${after}
      and (${level}::text is null or level = ${level}) and (${parentCode}::text is null or parent_code = ${parentCode})
    order by code limit ${limit}`.execute(tx);
  return { rows, next: rows.length < limit ? null : rows.at(-1)!.code };
}
