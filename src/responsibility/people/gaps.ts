import type { PlainDate } from '../../kernel/index.ts';
import type { PolicyVersion } from '../../policy/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import { groupsOn } from '../../registry/index.ts';
import { LEADING_POSTS, type Level } from '../model.ts';
import { areasOf, holdsOn, NAMING, parameterOf } from '../store.ts';

/** What is missing or doubtful, as domain.md has it. */
export const GAPS = {
  no_lead: { zh: '无负责人的地区', en: 'area without a lead (M26)' },
  no_helper: { zh: '无帮扶责任人的户', en: 'household without a helper (M26, §3.6)' },
  poor_helper: {
    zh: '帮扶责任人疑为本村受助户成员',
    en: 'helper who bears the name of somebody helped in the village (§3.6)',
  },
  term_over: { zh: '第一书记任期已满', en: 'first secretary beyond the term (R-FS)' },
} as const;
export type GapKind = keyof typeof GAPS;

export interface Gap {
  readonly gap: GapKind;
  readonly level: Level;
  readonly area_code: string;
  readonly household_no: string | null;
  readonly responsible_name: string | null;
  /** First day of the naming concerned. */
  readonly since: PlainDate | null;
}

/** Where nobody is named on a day who should be, and who should not be. Fails with `responsibility.policy`. */
export async function findGaps(
  tx: Tx,
  countyCode: string,
  policy: PolicyVersion,
  day: PlainDate,
): Promise<Gap[]> {
  const { value } = parameterOf(policy, 'household.groups_with_helper');
  const groups = Array.isArray(value) ? value : [];
  const years = Number(parameterOf(policy, 'first_secretary.term_years').value);
  return [
    ...(await areasWithoutLead(tx, countyCode, day)),
    ...(await householdsWithoutHelper(tx, countyCode, day, groups)),
    ...(await poorHelpers(tx, countyCode, day, groups)),
    ...(await termsOver(tx, countyCode, day, years)),
  ];
}

async function areasWithoutLead(tx: Tx, countyCode: string, day: PlainDate): Promise<Gap[]> {
  const areas = await areasOf(tx, countyCode);
  const { rows } = await sql<Gap>`
    select 'no_lead' as gap, a.level, a.code as area_code, null as household_no, null as responsible_name, null as since
    from registry.area a
    where a.code = any(${[...areas.keys()]}::text[]) and access.reaches_area(${countyCode}, a.code) and not exists (select from ${NAMING} n
      where n.county_code = ${countyCode} and n.area_code = a.code and n.post = any(${LEADING_POSTS}::text[])
        and ${holdsOn(day)})
    order by a.code`.execute(tx);
  return rows;
}

async function householdsWithoutHelper(
  tx: Tx,
  countyCode: string,
  day: PlainDate,
  groups: readonly string[],
): Promise<Gap[]> {
  const { rows } = await sql<Gap>`
    select 'no_helper' as gap, 'household' as level, h.area_code, h.household_no, null as responsible_name, null as since
    from ${groupsOn(countyCode, day)} as h
    where h."group" = any(${[...groups]}::text[]) and not exists (select from ${NAMING} n
      where n.county_code = ${countyCode} and n.household_no = h.household_no and n.post = any(${LEADING_POSTS}::text[])
        and ${holdsOn(day)})
    order by h.area_code, lpad(h.household_no, 64)`.execute(tx);
  return rows;
}

/** A name is no proof: somebody looks. */
async function poorHelpers(
  tx: Tx,
  countyCode: string,
  day: PlainDate,
  groups: readonly string[],
): Promise<Gap[]> {
  const { rows } = await sql<Gap>`
    with state as materialized (select * from ${groupsOn(countyCode, day)} as g)
    select 'poor_helper' as gap, 'household' as level, h.area_code, h.household_no, n.responsible_name, n.since
    from ${NAMING} n
    join state h on h.household_no = n.household_no
    where n.county_code = ${countyCode} and ${holdsOn(day)} and exists (
      select from state o
      left join registry.person p on p.county_code = ${countyCode} and p.household_no = o.household_no
      where o.area_code = h.area_code and o."group" = any(${[...groups]}::text[])
        and n.responsible_name in (o.head_name, p.name))
    order by h.area_code, lpad(h.household_no, 64)`.execute(tx);
  return rows;
}

async function termsOver(tx: Tx, countyCode: string, day: PlainDate, years: number): Promise<Gap[]> {
  const { rows } = await sql<Gap>`
    select 'term_over' as gap, a.level, n.area_code, null as household_no, n.responsible_name, n.since
    from ${NAMING} n
    join registry.area a on a.code = n.area_code
    where n.county_code = ${countyCode} and n.post = 'first_secretary' and ${holdsOn(day)}
      and n.since + make_interval(years => ${years}::int) <= ${day}::date
    order by n.area_code, n.since`.execute(tx);
  return rows;
}
