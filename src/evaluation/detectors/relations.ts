import type { RawBuilder } from 'kysely';
import { KINDS, type PostingKind } from '../../ledger/index.ts';
import { sql } from '../../platform/index.ts';
import { groupsOn, WITH_LABOUR, membersOn } from '../../registry/index.ts';
import type { Question } from './model.ts';

/** Parts that several detectors ask of the books. */
export type Relation = RawBuilder<unknown>;

const kinds = (is: (kind: PostingKind) => boolean): readonly PostingKind[] =>
  (Object.keys(KINDS) as PostingKind[]).filter(is);
const reaches = (kind: PostingKind, code: string): boolean =>
  KINDS[kind].debit.some((debit) => debit === code);
const leaves = (kind: PostingKind, code: string): boolean =>
  KINDS[kind].credit.some((credit) => credit === code);

/** Paid for something that the household gave: no support. */
const FOR_SOMETHING: readonly PostingKind[] = ['land_rent', 'benefit_reclaim'];
/** Money that a household gets from public or collective purses. */
const SUPPORT_KINDS = kinds(
  (kind) => reaches(kind, 'household') && KINDS[kind].money !== 'private' && !FOR_SOMETHING.includes(kind),
);
/** Of these, what programmes hand out; insurance pays a loss, and a loss is not covered twice elsewhere (M07). */
export const PROGRAMME_KINDS = SUPPORT_KINDS.filter(
  (kind) => leaves(kind, 'fund') || leaves(kind, 'relocation'),
);
/** What a household is paid for its work or its goods. */
export const WORK_KINDS: readonly PostingKind[] = ['wage', 'public_post_wage', 'payout', 'package_purchase'];
/** What comes into a collective purse and is not earned (F31). */
export const FINANCING_KINDS = kinds(
  (kind) =>
    (reaches(kind, 'cooperative') || reaches(kind, 'village')) &&
    !['collective_income', 'collective_transfer', 'opening_asset'].includes(kind),
);

/** First day of the period that ends on the day, not itself within it. */
export const before = ({ day, thresholds }: Question): Relation =>
  sql`(${day}::date - make_interval(months => ${thresholds.months}::int))::date`;

/** The last calendar year that had ended by the day: declared incomes are of years. */
export const lastYear = ({ day }: Question): Relation => sql`(extract(year from ${day}::date + 1)::int - 1)`;

export const isPoor = ({ thresholds }: Question, group: Relation): Relation =>
  sql`${group} = any(${thresholds.poor_groups}::text[])`;

/** Households on the day: number, group, village, size. */
export const homes = ({ countyCode, day }: Question): Relation =>
  sql`(select household_no, "group", area_code, size from ${groupsOn(countyCode, day)} h)`;

/** Numbers and villages of households with somebody who can work. */
export const ableHouseholds = ({ countyCode, day }: Question): Relation =>
  sql`(select household_no, min(area_code) as area_code from ${membersOn(countyCode, day)} m
    where ${sql.raw(WITH_LABOUR)} group by household_no)`;

/** What households got in the period, net of what went back: number, kind, purse that paid, fen. */
export const supportOf = (question: Question, of: readonly PostingKind[] = SUPPORT_KINDS): Relation => {
  const inPeriod = sql`p.county_code = ${question.countyCode} and p.kind = any(${[...of]}::text[])
    and p.day > ${before(question)} and p.day <= ${question.day}::date`;
  return sql`(select household_no, kind, purse, sum(fen)::bigint as fen from (
      select substr(p.debit, 11) as household_no, p.kind, p.credit as purse, p.amount as fen from ledger.posting p
      where ${inPeriod} and p.debit like 'household:%' and p.reversal_of is null
      union all
      select substr(p.credit, 11), p.kind, p.debit, -p.amount from ledger.posting p
      where ${inPeriod} and p.credit like 'household:%' and p.reversal_of is not null) moved
    group by household_no, kind, purse having sum(fen) > 0)`;
};

/** Villages with the township they lie in: `code`, `township_code` (itself, where it lies in none). */
export const places = ({ countyCode }: Question): Relation =>
  sql`(select a.code, coalesce(t.code, a.code) as township_code from registry.area a
    left join registry.area t on t.code = a.parent_code and t.level = 'township'
    where a.county_code = ${countyCode})`;

/** Meetings closed in the period which no closed meeting has put right. */
export const meetings = (question: Question): Relation =>
  sql`(select m.meeting_no, m.day, b.area_code from governance.meeting m
    join governance.closing c on c.county_code = m.county_code and c.meeting_no = m.meeting_no
    join governance.body b on b.county_code = m.county_code and b.body_no = m.body_no
    where m.county_code = ${question.countyCode} and m.day > ${before(question)} and m.day <= ${question.day}::date
      and not exists (select from governance.meeting k
        join governance.closing kc on kc.county_code = k.county_code and kc.meeting_no = k.meeting_no
        where k.county_code = m.county_code and k.corrects_meeting_no = m.meeting_no))`;

/** Who came to which meeting: the last entry of a member counts. */
export const presences = ({ countyCode }: Question): Relation =>
  sql`(select distinct on (meeting_no, member_no) meeting_no, member_no, presence from governance.attendance
    where county_code = ${countyCode} order by meeting_no, member_no, entry_no desc)`;

/** Votes by name: the last entry of a member counts. */
export const ballots = ({ countyCode }: Question): Relation =>
  sql`(select distinct on (meeting_no, item_no, member_no) meeting_no, item_no, member_no, choice from governance.ballot
    where county_code = ${countyCode} order by meeting_no, item_no, member_no, entry_no desc)`;

/** What was put into entities and was not taken back. */
export const contributions = ({ countyCode, day }: Question): Relation =>
  sql`(select c.* from programmes.contribution c
    where c.county_code = ${countyCode} and c.day <= ${day}::date
      and not exists (select from ledger.posting r
        where r.county_code = c.county_code and r.reversal_of = c.posting_no))`;

/** Entities with the area of their purse. */
export const purses = ({ countyCode }: Question): Relation =>
  sql`(select entity_no, area_code, purse, kind from programmes.entity where county_code = ${countyCode})`;

/** Numbers as shares are kept: ten-thousandths; null of nothing. */
export const ratio = (part: Relation, whole: Relation): Relation =>
  sql`round(10000.0 * (${part}) / nullif(${whole}, 0))::bigint`;
