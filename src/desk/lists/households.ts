import { sql, type Tx } from '../../platform/index.ts';
import { groupsOn, householdMatches } from '../../registry/index.ts';
import { allOf, isAny, type ListFilter, type PageOrder, readCursor, writeCursor } from './model.ts';
import { readAll } from './read-all.ts';
import { areasWithin, placesOf } from './relations.ts';

export const HOUSEHOLD_SORTS = ['household', 'size'] as const;
export type HouseholdSort = (typeof HOUSEHOLD_SORTS)[number];

/** A household on a day, with what was found about it. */
export interface HouseholdInList {
  readonly county_code: string;
  readonly household_no: string;
  readonly head_name: string;
  readonly area_code: string;
  readonly area_name: string | null;
  readonly township_name: string | null;
  readonly group: string;
  readonly size: number;
  /** Perils of the findings in force in their latest year, separated by commas. */
  readonly peril: string;
}

/** Perils narrow to households with a finding in force: why it is at risk. */
export interface HouseholdListOrder
  extends
    Pick<ListFilter, 'countyCode' | 'day' | 'groups' | 'areaCode' | 'perils' | 'text'>,
    Omit<PageOrder<HouseholdSort>, 'limit'> {
  readonly limit: number;
}

export interface HouseholdPageOf {
  readonly rows: readonly HouseholdInList[];
  readonly next: string | null;
  readonly total: number;
}

/** A page of the households of a county on a day, with the number of all. */
export async function pageOfHouseholds(tx: Tx, order: HouseholdListOrder): Promise<HouseholdPageOf> {
  const { limit } = order;
  const { rows: counted } = await sql<{ total: number }>`
    with ${relations(order)} select count(*)::int as total from chosen`.execute(tx);
  const { rows: found } = await sql<HouseholdRow>`${rowsQuery(order)}`.execute(tx);
  const shown = found.slice(0, limit);
  const last = shown.length < found.length ? shown.at(-1) : undefined;
  return {
    rows: shown.map(inList),
    next: last ? writeCursor([last.sort_key, last.household_no]) : null,
    total: counted[0]!.total,
  };
}

/** All households of such a list, some thousand at a time. */
export async function* allHouseholds(
  tx: Tx,
  order: Omit<HouseholdListOrder, 'after' | 'limit'>,
): AsyncGenerator<readonly HouseholdInList[]> {
  for await (const rows of readAll<HouseholdRow>(tx, rowsQuery(order))) yield rows.map(inList);
}

type HouseholdRow = HouseholdInList & { readonly sort_key: number; readonly n: unknown };

function inList(found: HouseholdRow): HouseholdInList {
  const { sort_key: _, n: __, ...row } = found;
  return row;
}

/** The rows of a page, and one more; without a limit all. */
function rowsQuery(order: Omit<HouseholdListOrder, 'limit'> & { readonly limit?: number }) {
  const { countyCode, limit } = order;
  return sql`with ${relations(order)},
    page as (select * from (select c.*, ${sortKey(order)} as sort_key from chosen c) k where ${isAfter(order)}
      order by sort_key, household_no ${direction(order)} limit ${limit === undefined ? null : limit + 1})
    select g.county_code, g.household_no, g.head_name, g.area_code, p.name as area_name, p.township_name, g."group",
      g.size, coalesce(f.peril, '') as peril, g.sort_key,
      row_number() over (order by g.sort_key, g.household_no ${direction(order)}) as n
    from page g
    left join ${placesOf(countyCode)} p on p.code = g.area_code
    left join (select household_no, string_agg(distinct peril, ',' order by peril) as peril from ${atRisk(order)} r
      where household_no in (select household_no from page) group by household_no) f on f.household_no = g.household_no
    order by n`;
}

type Filter = Omit<HouseholdListOrder, 'limit'>;

function relations(order: Filter) {
  const { countyCode, day, groups, areaCode, perils, text } = order;
  return sql`chosen as (
    select h.* from ${groupsOn(countyCode, day)} h
    where ${allOf(
      isAny(sql`h."group"`, groups),
      areaCode !== undefined && sql`h.area_code in ${areasWithin(areaCode)}`,
      perils &&
        sql`h.household_no in (select household_no from ${atRisk(order)} r where r.peril = any(${[...perils]}::text[]))`,
      text !== undefined && householdMatches('h', text),
    )})`;
}

/** Findings in force in the latest year that has any. */
function atRisk({ countyCode, day }: Filter) {
  return sql`(select household_no, peril from (
      select distinct on (f.household_no, f.policy_id, f.kind, f.peril) f.household_no, f.peril, f.state
      from screening.finding f
      where f.county_code = ${countyCode} and f.as_of <= ${day}
        and f.policy_year = (select max(policy_year) from screening.finding l where l.county_code = ${countyCode} and l.as_of <= ${day})
      order by f.household_no, f.policy_id, f.kind, f.peril, f.as_of desc, f.revision desc) held
    where state = 'open')`;
}

const sortKey = ({ sort, isReversed = false }: Filter) =>
  sort === 'household' ? sql`0` : isReversed ? sql`c.size` : sql`-c.size`;

const direction = ({ sort, isReversed = false }: Filter) =>
  sql.raw(sort === 'household' && isReversed ? 'desc' : 'asc');

function isAfter({ after, sort, isReversed = false }: Filter) {
  const cursor = after === undefined ? undefined : readCursor(after, 2);
  if (!cursor) return sql`true`;
  const [key, no] = cursor;
  const past = sort === 'household' && isReversed ? sql`<` : sql`>`;
  return sql`(sort_key > ${String(key)}::int or sort_key = ${String(key)}::int and household_no ${past} ${String(no)})`;
}
