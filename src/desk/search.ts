import type { RawBuilder } from 'kysely';
import type { AreaLevel } from '../kernel/index.ts';
import type { PlainDate } from '../kernel/index.ts';
import type { NoticeKind } from '../governance/index.ts';
import { sql, type Tx } from '../platform/index.ts';
import { namesTyped, openSpeller, type Speller, typed } from '../registry/index.ts';
import { placesOf } from './lists/relations.ts';

/** What somebody looks for by a few letters, in a county. */
export interface SearchOrder {
  readonly countyCode: string;
  readonly text: string;
  /** Of each sort of thing. */
  readonly limit: number;
}

export interface FoundHousehold {
  readonly household_no: string;
  readonly head_name: string;
  readonly area_code: string;
  readonly area_name: string | null;
  readonly township_name: string | null;
}

/** More names than that begin alike only after a letter or two; whoever means one types on. */
const NAMES_MAX = 2000;

/** Households by the beginning of their number, their head's name in characters, or its pinyin. */
export async function searchHouseholds(
  tx: Tx,
  { countyCode, text, limit }: SearchOrder,
): Promise<FoundHousehold[]> {
  const { rows } = await sql<FoundHousehold>`
    with names as materialized (select name from (${namesOf(text)}) n group by name order by name limit ${NAMES_MAX}),
    found as (
      (select 1 as rank, h.household_no from registry.household h
        where h.county_code = ${countyCode} and starts_with(h.household_no, ${text}) order by h.household_no limit ${limit})
      union all
      (select 2, h.household_no from names n
        join registry.household h on h.county_code = ${countyCode} and h.head_name collate "C" = n.name limit ${limit})),
    best as (select household_no, min(rank) as rank from found group by household_no order by rank, household_no limit ${limit})
    select h.household_no, h.head_name, h.area_code, p.name as area_name, p.township_name
    from best b
    join registry.household h on h.county_code = ${countyCode} and h.household_no = b.household_no
    left join ${placesOf(countyCode)} p on p.code = h.area_code
    order by b.rank, h.household_no`.execute(tx);
  return rows;
}

/** Chinese characters may stand anywhere in a name; letters begin its pinyin or its initials. */
const namesOf = (text: string): RawBuilder<unknown> =>
  /\p{Script=Han}/u.test(text)
    ? sql`select name from registry.name_spelling where position(${text} in name) > 0`
    : typed(text) === '' || /^\d+$/.test(text)
      ? sql`select null::text as name where false`
      : namesTyped(text);

export interface FoundCase {
  readonly case_no: number;
  readonly household_no: string;
  readonly head_name: string | null;
  readonly area_code: string;
  readonly area_name: string | null;
  readonly policy_year: number;
}

/** Cases by their number, and those of households that were found. */
export async function searchCases(
  tx: Tx,
  { countyCode, text, limit }: SearchOrder,
  householdNos: readonly string[],
): Promise<FoundCase[]> {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  const { rows } = await sql<FoundCase>`
    select c.case_no, c.household_no, h.head_name, c.area_code, a.name as area_name, c.policy_year
    from cases.case_file c
    left join registry.household h on h.county_code = c.county_code and h.household_no = c.household_no
    left join registry.area a on a.code = c.area_code
    where c.county_code = ${countyCode}
      and (c.case_no = ${number} or c.household_no = any(${[...householdNos]}::text[]))
    order by c.case_no = ${number} desc, c.case_no desc limit ${limit}`.execute(tx);
  return rows;
}

export interface FoundNotice {
  readonly notice_no: number;
  readonly kind: NoticeKind;
  readonly area_code: string;
  readonly area_name: string | null;
  readonly first_day: PlainDate;
}

/** Notices by their number, and the latest of areas that were found. */
export async function searchNotices(
  tx: Tx,
  { countyCode, text, limit }: SearchOrder,
  areaCodes: readonly string[],
): Promise<FoundNotice[]> {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  const { rows } = await sql<FoundNotice>`
    select n.notice_no, n.kind, n.area_code, a.name as area_name, n.first_day
    from governance.notice n left join registry.area a on a.code = n.area_code
    where n.county_code = ${countyCode}
      and (n.notice_no = ${number} or n.area_code = any(${[...areaCodes]}::text[]))
    order by n.notice_no = ${number} desc, n.notice_no desc limit ${limit}`.execute(tx);
  return rows;
}

export interface FoundArea {
  readonly code: string;
  readonly name: string;
  readonly level: AreaLevel;
  readonly parent_name: string | null;
}

let speller: Promise<Speller> | undefined;

/** Areas of a county by code, name or pinyin, the larger ones first. */
export async function searchAreas(tx: Tx, { countyCode, text, limit }: SearchOrder): Promise<FoundArea[]> {
  const { rows } = await sql<FoundArea>`
    select a.code, a.name, a.level, p.name as parent_name
    from registry.area a left join registry.area p on p.code = a.parent_code
    where a.county_code = ${countyCode}
    order by array_position(array['county', 'township', 'village'], a.level), a.code`.execute(tx);
  const words = await (speller ??= openSpeller());
  const letters = typed(text);
  const isMeant = ({ code, name }: FoundArea): boolean => {
    if (code.startsWith(text) || name.includes(text)) return true;
    const { spelling, initials } = words.spellWord(name);
    return letters !== '' && (spelling.startsWith(letters) || initials.startsWith(letters));
  };
  return rows.filter(isMeant).slice(0, limit);
}
