import { type Bilingual, isSamePerson, type PlainDate } from '../../kernel/index.ts';
import { type Db, insertRows, nextNo, sql, type Tx } from '../../platform/index.ts';
import type { CountyOrder } from '../../registry/index.ts';
import { fail } from '../errors.ts';
import { type Level, LEVEL_NAMES, levelList, type Place, POSTS, type Post } from '../model.ts';
import { areasOf, enact, needOnePlace, placeText } from '../store.ts';
import { getNaming, namingsAt, type NamingRow } from './store.ts';

/** Somebody to be named for an area or a household. */
export interface Naming extends Place {
  readonly name: string;
  readonly post: Post;
  readonly since: PlainDate;
}

export interface NameOrder extends CountyOrder {
  readonly namings: readonly Naming[];
}

/**
 * Names people, all or none. A leading post has one person at a time and place; whoever follows is named after the end.
 *
 * Fails for the first that cannot be named, in this order, with `responsible.place`, `responsible.area`,
 * `responsible.household`, `responsible.post`, `responsible.own`, `responsible.taken`, `responsible.twice`.
 */
export async function nameResponsible(db: Db, order: NameOrder): Promise<NamingRow[]> {
  const { countyCode, namings } = order;
  return enact(db, order, 'name', async (tx, actor) => {
    const places = namings.map(needOnePlace);
    const areas = await areasOf(tx, countyCode);
    const householdNos = places.flatMap((place) => ('householdNo' in place ? [place.householdNo] : []));
    const people = await peopleOf(tx, countyCode, householdNos);
    const seated = Map.groupBy(await namingsAt(tx, countyCode, householdNos), seatOf);
    const first = await nextNo(tx, 'responsibility.naming', 'naming_no', { county_code: countyCode });
    const added = namings.map((naming, i) => {
      needPost(naming, levelOf(countyCode, naming, areas, people));
      needOther(naming, people);
      const row = rowOf(naming, first + i);
      const others = seated.get(seatOf(row)) ?? [];
      needFree(row, others);
      seated.set(seatOf(row), [...others, row]);
      return row;
    });
    await insertRows(
      tx,
      'responsibility.naming',
      added.map(({ naming_no, area_code, household_no, post, responsible_name, since }) => ({
        county_code: countyCode,
        naming_no,
        area_code,
        household_no,
        post,
        responsible_name,
        since,
        recorded_by: actor,
      })),
    );
    return { result: added, summary: { namings: added.length } };
  });
}

/** One seat is a post at a place. */
const seatOf = ({ area_code, household_no, post }: Omit<NamingRow, 'naming_no'>): string =>
  JSON.stringify([area_code, household_no, post]);

const rowOf = ({ areaCode, householdNo, post, name, since }: Naming, no: number): NamingRow => ({
  naming_no: no,
  area_code: areaCode ?? null,
  household_no: householdNo ?? null,
  post,
  responsible_name: name,
  since,
  last_day: null,
});

function levelOf(
  countyCode: string,
  { areaCode, householdNo }: Place,
  areas: ReadonlyMap<string, Level>,
  people: ReadonlyMap<string, unknown>,
): Level {
  if (householdNo === undefined) {
    const level = areas.get(areaCode!);
    if (level === undefined) throw fail('responsible.area', { county: countyCode, area: areaCode! });
    return level;
  }
  if (!people.has(householdNo))
    throw fail('responsible.household', { county: countyCode, household: householdNo });
  return 'household';
}

function needPost({ post }: Naming, level: Level): void {
  const { levels, zh, en }: Bilingual & { readonly levels: readonly Level[] } = POSTS[post];
  if (!levels.includes(level))
    throw fail('responsible.post', {
      post: { zh, en },
      level: LEVEL_NAMES[level],
      levels: levelList(levels),
    });
}

function needOther({ name, householdNo }: Naming, people: ReadonlyMap<string, readonly string[]>): void {
  const own = householdNo === undefined ? [] : (people.get(householdNo) ?? []);
  if (own.some((member) => isSamePerson(member, name)))
    throw fail('responsible.own', { name, household: householdNo! });
}

/** Whoever is named later than somebody who still leads, or before somebody who will, leads beside them. */
function needFree(row: NamingRow, others: readonly NamingRow[]): void {
  const { leads } = POSTS[row.post];
  const clash = others.find(
    ({ last_day, responsible_name }) =>
      (last_day === null || row.since <= last_day) &&
      (leads || isSamePerson(responsible_name, row.responsible_name)),
  );
  if (!clash) return;
  const { naming_no, since } = clash;
  const place = placeText(row.area_code, row.household_no);
  throw leads
    ? fail('responsible.taken', { place, name: clash.responsible_name, naming: naming_no, since })
    : fail('responsible.twice', { place, name: row.responsible_name, naming: naming_no, since });
}

/** By household that the register has, the names of its head and of everybody it has had. */
async function peopleOf(
  tx: Tx,
  countyCode: string,
  householdNos: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ household_no: string; names: string[] }>`
    select h.household_no, array_append(array_agg(p.name) filter (where p.name is not null), h.head_name) as names
    from registry.household h
    left join registry.person p on p.county_code = h.county_code and p.household_no = h.household_no
    where h.county_code = ${countyCode} and h.household_no = any(${[...householdNos]}::text[])
    group by h.household_no, h.head_name`.execute(tx);
  return new Map(rows.map(({ household_no, names }) => [household_no, names]));
}

export interface EndOrder extends CountyOrder {
  readonly namingNo: number;
  readonly lastDay: PlainDate;
  readonly reason: string;
}

/** Ends a naming. Fails, in this order, with `responsible.unknown`, `responsible.ended`, `responsible.period`. */
export async function endResponsible(db: Db, order: EndOrder): Promise<NamingRow> {
  const { countyCode, namingNo, lastDay, reason } = order;
  return enact(db, order, 'end', async (tx, actor) => {
    const { since, last_day } = await getNaming(tx, countyCode, namingNo);
    if (last_day !== null) throw fail('responsible.ended', { naming: namingNo, last: last_day });
    if (lastDay < since) throw fail('responsible.period', { naming: namingNo, since, last: lastDay });
    await insertRows(tx, 'responsibility.naming_end', [
      { county_code: countyCode, naming_no: namingNo, last_day: lastDay, reason, recorded_by: actor },
    ]);
    return { result: await getNaming(tx, countyCode, namingNo), summary: { naming_no: namingNo } };
  });
}
