import type { RawBuilder } from 'kysely';
import type { PlainDate } from '../../kernel/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import { groupsOn, stateOn } from '../../registry/index.ts';
import { fail } from '../errors.ts';
import type { Post } from '../model.ts';
import { areasBelow, holdsOn, NAMING, spellingsOf } from '../store.ts';

export interface NamingRow {
  readonly naming_no: number;
  readonly area_code: string | null;
  readonly household_no: string | null;
  readonly post: Post;
  readonly responsible_name: string;
  readonly since: PlainDate;
  readonly last_day: PlainDate | null;
}

async function namingsWhere(
  tx: Tx,
  countyCode: string,
  condition: RawBuilder<unknown>,
  limit?: number,
): Promise<NamingRow[]> {
  const { rows } = await sql<NamingRow>`
    select n.naming_no, n.area_code, n.household_no, n.post, n.responsible_name, n.since, n.last_day
    from ${NAMING} n where n.county_code = ${countyCode} and ${condition}
    order by n.naming_no ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(tx);
  return rows;
}

/** Fails with `responsible.unknown`. */
export async function getNaming(tx: Tx, countyCode: string, namingNo: number): Promise<NamingRow> {
  const [naming] = await namingsWhere(tx, countyCode, sql`n.naming_no = ${namingNo}`);
  if (!naming) throw fail('responsible.unknown', { county: countyCode, naming: namingNo });
  return naming;
}

/** Everybody ever named for areas and for these households. */
export const namingsAt = (
  tx: Tx,
  countyCode: string,
  householdNos: readonly string[],
): Promise<NamingRow[]> =>
  namingsWhere(
    tx,
    countyCode,
    sql`(n.area_code is not null or n.household_no = any(${[...householdNos]}::text[]))`,
  );

export interface NamingFilter {
  readonly day: PlainDate;
  /** At this area and those below it, and at the households in them. */
  readonly areaCode?: string;
  /** For this household, its area and those above it. */
  readonly householdNo?: string;
  readonly name?: string;
  /** Only those after this number. */
  readonly after?: number;
  readonly limit?: number;
}

/** Who is named on a day, by number. */
export async function listResponsible(
  tx: Tx,
  countyCode: string,
  { day, areaCode, householdNo, name, after, limit }: NamingFilter,
): Promise<NamingRow[]> {
  const conditions = [holdsOn(day)];
  if (after !== undefined) conditions.push(sql`n.naming_no > ${after}`);
  if (name !== undefined) {
    const known = sql<{ name: string }>`
      select distinct responsible_name as name from responsibility.naming where county_code = ${countyCode}`;
    conditions.push(sql`n.responsible_name = any(${await spellingsOf(tx, known, name)}::text[])`);
  }
  if (areaCode !== undefined) {
    const codes = await areasBelow(tx, countyCode, [areaCode]);
    conditions.push(sql`(n.area_code = any(${codes}::text[]) or n.household_no in (
      select h.household_no from ${groupsOn(countyCode, day)} as h where h.area_code = any(${codes}::text[])))`);
  }
  if (householdNo !== undefined)
    conditions.push(sql`(n.household_no = ${householdNo} or n.area_code in (
      with recursive above as (
        select h.area_code as code from ${stateOn(countyCode, day, [householdNo])} as h
        union select a.parent_code from above u join registry.area a on a.code = u.code)
      select code from above))`);
  return namingsWhere(tx, countyCode, sql.join(conditions, sql` and `), limit);
}
