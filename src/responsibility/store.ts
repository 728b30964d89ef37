import { type Bilingual, isSamePerson, type PlainDate } from '../kernel/index.ts';
import type { PolicyVersion } from '../policy/index.ts';
import { sql, type Tx } from '../platform/index.ts';
import { enactor, needCounty } from '../registry/index.ts';
import { fail } from './errors.ts';
import type { Level, Place, Post, Rung } from './model.ts';

/** Writes through the funnel. */
export const enact = enactor('responsibility');

/** Fails with `responsibility.policy`. */
export function parameterOf(policy: PolicyVersion, path: string) {
  const found = policy.parameter(path);
  if (!found) throw fail('responsibility.policy', { version: policy.version, path });
  return found;
}

/** Namings with the last day they really had. */
export const NAMING = sql`(
  select n.county_code, n.naming_no, n.area_code, n.household_no, n.post, n.responsible_name, n.since, e.last_day
  from responsibility.naming n
  left join responsibility.naming_end e on e.county_code = n.county_code and e.naming_no = n.naming_no)`;

/** Whether a naming `n` of `NAMING` holds on a day. */
export const holdsOn = (day: PlainDate) =>
  sql`n.since <= ${day}::date and coalesce(n.last_day, 'infinity') >= ${day}::date`;

/** A place in a county: its area, and the household if it is one. */
export interface Site {
  readonly areaCode: string;
  readonly householdNo: string | null;
}

const siteKey = ({ areaCode, householdNo }: Site): string => JSON.stringify([areaCode, householdNo]);

/** The ladder of any of the places asked for. */
export type LadderOf = (site: Site) => readonly Rung[];

/** The ladders of places upwards, beyond the county too, with those named on a day: two statements for all of them. */
export async function loadLadders(
  tx: Tx,
  countyCode: string,
  sites: readonly Site[],
  day: PlainDate,
): Promise<LadderOf> {
  const steps = await areasUpwards(tx, [...new Set(sites.map(({ areaCode }) => areaCode))]);
  const households = new Set(sites.map(({ householdNo }) => householdNo).filter((no) => no !== null));
  const { rows } = await sql<{
    area_code: string | null;
    household_no: string | null;
    post: Post;
    responsible_name: string;
  }>`select n.area_code, n.household_no, n.post, n.responsible_name from ${NAMING} n
    where n.county_code = ${countyCode} and ${holdsOn(day)}
      and (n.area_code = any(${[...new Set(steps.map(({ code }) => code))]}::text[])
        or n.household_no = any(${[...households]}::text[]))
    order by n.naming_no`.execute(tx);
  const named = Map.groupBy(rows, ({ area_code, household_no }) =>
    household_no === null ? `area ${area_code}` : `household ${household_no}`,
  );
  const at = (key: string) =>
    (named.get(key) ?? []).map(({ responsible_name, post }) => ({ name: responsible_name, post }));
  const above = Map.groupBy(steps, ({ start }) => start);
  const ladders = new Map(
    sites.map((site) => {
      const areas = (above.get(site.areaCode) ?? []).map(({ level, code }) => ({
        level,
        named: at(`area ${code}`),
      }));
      const own =
        site.householdNo === null
          ? []
          : [{ level: 'household' as const, named: at(`household ${site.householdNo}`) }];
      return [siteKey(site), [...own, ...areas]] as const;
    }),
  );
  return (site) => ladders.get(siteKey(site)) ?? [];
}

interface AreaStep {
  readonly start: string;
  readonly code: string;
  readonly level: Exclude<Level, 'household'>;
}

/** Areas and those above each, the lowest first. */
async function areasUpwards(tx: Tx, codes: readonly string[]): Promise<AreaStep[]> {
  const { rows } = await sql<AreaStep>`
    with recursive up as (
      select code as start, code, parent_code, level, 0 as height from registry.area where code = any(${[...codes]}::text[])
      union all
      select u.start, a.code, a.parent_code, a.level, u.height + 1 from up u join registry.area a on a.code = u.parent_code)
    select start, code, level from up order by start, height`.execute(tx);
  return rows;
}

/** The areas of a county and those above it, with their levels. Fails with `register.countyUnknown`. */
export async function areasOf(tx: Tx, countyCode: string): Promise<Map<string, AreaStep['level']>> {
  await needCounty(tx, countyCode);
  const { rows } = await sql<{ code: string; level: AreaStep['level'] }>`
    select code, level from registry.area where county_code = ${countyCode}`.execute(tx);
  return new Map(
    [...rows, ...(await areasUpwards(tx, [countyCode]))].map(({ code, level }) => [code, level]),
  );
}

/** Areas and all below them, within a county. */
export async function areasBelow(tx: Tx, countyCode: string, codes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    with recursive below as (
      select code, county_code from registry.area where code = any(${[...codes]}::text[])
      union
      select a.code, a.county_code from registry.area a join below b on a.parent_code = b.code)
    select code from below where county_code = ${countyCode}`.execute(tx);
  return rows.map(({ code }) => code);
}

/** Those of the names in a query that are the person's, however they are spaced or written. */
export async function spellingsOf(
  tx: Tx,
  names: ReturnType<typeof sql<{ name: string }>>,
  person: string,
): Promise<string[]> {
  const { rows } = await names.execute(tx);
  return rows.map(({ name }) => name).filter((name) => isSamePerson(name, person));
}

/** The area or household of an order. Fails with `responsible.place`. */
export function needOnePlace({
  areaCode,
  householdNo,
}: Place): { areaCode: string } | { householdNo: string } {
  if (areaCode !== undefined && householdNo === undefined) return { areaCode };
  if (householdNo !== undefined && areaCode === undefined) return { householdNo };
  throw fail('responsible.place');
}

/** A place as a sentence names it. */
export const placeText = (areaCode: string | null, householdNo: string | null): Bilingual =>
  householdNo === null
    ? { zh: areaCode ?? '', en: areaCode ?? '' }
    : { zh: `${householdNo} 号户`, en: `household ${householdNo}` };
