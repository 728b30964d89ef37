import type { RawBuilder } from 'kysely';
import { maskIdNumber, type PlainDate } from '../kernel/index.ts';
import { sql, type Tx } from '../platform/index.ts';
import type { EventType, Relation, Sex } from './events/model.ts';
import type { Group } from './groups.ts';

/** A household on a day. */
export interface HouseholdOnDay {
  readonly county_code: string;
  readonly household_no: string;
  readonly group: Group;
  readonly area_code: string;
  readonly head_name: string;
  /** People living together on the day, at least 1. */
  readonly size: number;
}

/**
 * All households of a county on a day, as a table expression with the columns of `HouseholdOnDay`: the file's
 * group from its `group_since` on (before it `general`), what approved events changed up to the day, without the
 * households that had not begun or had ended (domain.md M25). Costs one scan of the households and one
 * aggregate of the events.
 *
 * @example
 * const { rows } = await sql<{ n: bigint }>`
 *   select count(*) as n from ${groupsOn('130434', day)} as h where h."group" = 'registered'`.execute(tx);
 */
export const groupsOn = (countyCode: string, day: PlainDate): RawBuilder<HouseholdOnDay> =>
  stateOn(countyCode, day);

/** A query for the households of a county whose group or existence may differ between two days. */
export const regroupedBetween = (
  countyCode: string,
  after: string,
  upTo: string,
): RawBuilder<{ household_no: string }> => sql`
  select household_no from registry.household
  where county_code = ${countyCode} and group_since > ${after}::date and group_since <= ${upTo}::date
  union
  select household_no from registry.effect
  where county_code = ${countyCode} and date > ${after}::date and date <= ${upTo}::date`;

/** A query for the households of a county that may belong to a group other than `general` on some day; one may come twice. */
export const everListed = (countyCode: string): RawBuilder<{ household_no: string }> => sql`
  select household_no from registry.household where county_code = ${countyCode} and base_group <> 'general'
  union all
  select household_no from registry.effect where county_code = ${countyCode} and new_group is not null`;

/**
 * Whether a household (or member) row came with a file: no event brought it, or a file has named it and the event
 * that once brought it no longer counts.
 */
export const isFromFile = (alias: string, bringer: 'founded_by' | 'entered_by'): RawBuilder<boolean> => {
  const column = (name: string) => sql.raw(`${alias}.${name}`);
  return sql`(${column(bringer)} is null or (${column('import_no')} > 0 and not exists (select from registry.effect v
    where v.county_code = ${column('county_code')} and v.household_no = ${column('household_no')}
      and v.event_no = ${column(bringer)})))`;
};

/** As `groupsOn`; with numbers, of those households only and by index. */
export function stateOn(
  countyCode: string,
  day: PlainDate,
  householdNos?: readonly string[],
): RawBuilder<HouseholdOnDay> {
  const only = (alias: string) =>
    householdNos === undefined
      ? sql``
      : sql` and ${sql.raw(alias)}.household_no = any(${[...householdNos]}::text[])`;
  // Day (10 characters), event number (19) and value in one text, so that its maximum is the latest value.
  const latest = (column: 'new_group' | 'new_area') => {
    const value = sql.raw(`x.${column}`);
    return sql`max((to_char(x.date, 'YYYY-MM-DD') || lpad(x.event_no::text, 19, '0') || ${value}) collate "C")
      filter (where ${value} is not null)`;
  };
  return sql<HouseholdOnDay>`(
    select h.county_code, h.household_no,
      case
        when c.last_group is not null and (h.group_since is null or h.group_since > ${day}::date
          or left(c.last_group, 10)::date >= h.group_since) then substr(c.last_group, 30)
        when h.group_since is null or h.group_since <= ${day}::date then h.base_group
        else 'general'
      end as "group",
      coalesce(substr(c.last_area, 30), h.area_code) as area_code,
      h.head_name,
      h.size + coalesce(c.size_delta, 0) as size
    from registry.household h
    left join (
      select x.household_no, sum(x.size_delta)::int as size_delta, bool_or(x.ends) as ended,
        bool_or(x.founds) as founded, ${latest('new_group')} as last_group, ${latest('new_area')} as last_area
      from registry.effect x
      where x.county_code = ${countyCode} and x.date <= ${day}::date${only('x')}
      group by x.household_no) c on c.household_no = h.household_no
    where h.county_code = ${countyCode}${only('h')}
      -- A number, because the planner believes that few rows fulfil a condition on an outer join's booleans.
      and (case
        when c.household_no is null then ${isFromFile('h', 'founded_by')}
        else (${isFromFile('h', 'founded_by')} or c.founded) and not c.ended and h.size + c.size_delta > 0
      end)::int <> 0)`;
}

/** A member of a household on a day. The ID number stays behind the door. */
export interface MemberOnDay {
  readonly county_code: string;
  readonly household_no: string;
  readonly area_code: string;
  readonly group: Group;
  readonly person_no: string;
  readonly name: string;
  readonly birth_date: string;
  readonly sex: Sex;
  readonly relation: Relation;
  readonly education: string | null;
  readonly health: string | null;
  readonly labour: string | null;
}

/** All recorded members of a county's households on a day, as a table expression: `MemberOnDay` and `id_number`. */
export const membersOn = (
  countyCode: string,
  day: PlainDate,
): RawBuilder<MemberOnDay & { id_number: string | null }> =>
  memberRows(countyCode, day, stateOn(countyCode, day));

function memberRows(
  countyCode: string,
  day: PlainDate,
  households: RawBuilder<HouseholdOnDay>,
  householdNo?: string,
): RawBuilder<MemberOnDay & { id_number: string | null }> {
  const only = (alias: string) =>
    householdNo === undefined ? sql`` : sql` and ${sql.raw(alias)}.household_no = ${householdNo}`;
  return sql`(
    select p.county_code, p.household_no, h.area_code, h."group", p.person_no, p.name, p.birth_date, p.sex, p.relation, p.education,
      p.health, p.labour, p.id_number
    from registry.person p
    join ${households} as h on h.household_no = p.household_no
    where p.county_code = ${countyCode}${only('p')} and ${isThere(day)})`;
}

/** Whether a person `p` is a member of its household on a day: has not left by then, and came with a file or by then. */
const isThere = (day: PlainDate): RawBuilder<boolean> => sql`(
  not exists (select from registry.departure d where d.county_code = p.county_code
    and d.household_no = p.household_no and d.person_no = p.person_no and d.date <= ${day}::date)
  and (${isFromFile('p', 'entered_by')} or exists (select from registry.effect e where e.county_code = p.county_code
    and e.household_no = p.household_no and e.event_no = p.entered_by and e.date <= ${day}::date)))`;

/** Somebody of a household, for who may not decide about it and who can work. */
export interface PersonOfHousehold {
  readonly name: string;
  readonly labour: string | null;
}

/** The head of a household and its members on a day: one light query where `findHousehold` would tell too much. */
export async function peopleOfHousehold(
  tx: Tx,
  countyCode: string,
  householdNo: string,
  day: PlainDate,
): Promise<PersonOfHousehold[]> {
  const { rows } = await sql<PersonOfHousehold>`
    select head_name as name, null as labour from registry.household
    where county_code = ${countyCode} and household_no = ${householdNo}
    union all
    select p.name, p.labour from registry.person p
    where p.county_code = ${countyCode} and p.household_no = ${householdNo} and ${isThere(day)}`.execute(tx);
  return rows;
}

export interface HouseholdWithMembers extends HouseholdOnDay {
  readonly day: PlainDate;
  readonly members: readonly (MemberOnDay & { readonly id_number_masked: string })[];
}

/** One household on a day with the members it had, or undefined when there was none. */
export async function findHousehold(
  tx: Tx,
  countyCode: string,
  householdNo: string,
  day: PlainDate,
): Promise<HouseholdWithMembers | undefined> {
  const state = stateOn(countyCode, day, [householdNo]);
  const { rows } = await sql<HouseholdOnDay>`select * from ${state} as h`.execute(tx);
  const household = rows[0];
  if (!household) return undefined;
  const members = await sql<MemberOnDay & { id_number: string | null }>`
    select * from ${memberRows(countyCode, day, state, householdNo)} as m
    order by m.relation <> 'head', lpad(m.person_no, 64)`.execute(tx);
  return {
    ...household,
    day,
    members: members.rows.map(({ id_number, ...member }) => ({
      ...member,
      id_number_masked: maskIdNumber(id_number ?? ''),
    })),
  };
}

export interface HouseholdFilter {
  readonly countyCode: string;
  readonly day: PlainDate;
  /** Of this area and those below it. */
  readonly areaCode?: string;
  /** Beginning of the number or of the head's name. */
  readonly search?: string;
  /** The last number of the page before. */
  readonly after?: string;
  readonly limit: number;
}

export interface HouseholdPage {
  readonly rows: readonly HouseholdOnDay[];
  /** The last number looked at; null: there are no more. */
  readonly next: string | null;
}

/** A page of the households of a county on a day, by number. */
export async function listHouseholds(tx: Tx, filter: HouseholdFilter): Promise<HouseholdPage> {
  const { countyCode, day, areaCode, search, after = '', limit } = filter;
  const within =
    areaCode === undefined
      ? sql`true`
      : sql`area_code in (with recursive inside as (
          select ${areaCode}::text collate "C" as code
          union select a.code from inside i join registry.area a on a.parent_code = i.code) select code from inside)`;
  const { rows: page } = await sql<{ household_no: string }>`
    select household_no from registry.household
    where county_code = ${countyCode} and household_no > ${after} and ${within}
      and (${search ?? ''} = '' or starts_with(household_no, ${search ?? ''}) or starts_with(head_name, ${search ?? ''}))
    order by household_no limit ${limit}`.execute(tx);
  if (page.length === 0) return { rows: [], next: null };
  const numbers = page.map(({ household_no }) => household_no);
  const { rows } = await sql<HouseholdOnDay>`
    select * from ${stateOn(countyCode, day, numbers)} as h order by household_no`.execute(tx);
  return { rows, next: page.length < limit ? null : numbers.at(-1)! };
}

/** A step in the life of a household: what the file says, an approved event, or one cancelled since. */
export interface TimelineStep {
  readonly date: string | null;
  readonly kind: 'base' | EventType;
  readonly event_no: string | null;
  /** A cancelled event is shown but changes nothing. */
  readonly counts: boolean;
  readonly cancelled_by_event_no: string | null;
  readonly group: Group;
  readonly area_code: string;
  readonly size: number;
  readonly exists: boolean;
  readonly persons: number | null;
  readonly document: string | null;
  readonly reason: string | null;
  readonly proposed_by: string | null;
  readonly decided_by: string | null;
}

interface BaseRow {
  readonly base_group: Group;
  readonly group_since: string | null;
  readonly area_code: string;
  readonly size: number;
  readonly from_file: boolean;
}

interface EffectRow {
  readonly event_no: bigint;
  readonly date: string;
  readonly kind: EventType;
  readonly counts: boolean;
  readonly cancelled_by: bigint | null;
  readonly size_delta: number;
  readonly new_group: Group | null;
  readonly new_area: string | null;
  readonly ends: boolean;
  readonly founds: boolean;
  readonly persons: number;
  readonly document: string | null;
  readonly reason: string | null;
  readonly proposed_by: string;
  readonly decided_by: string;
}

/**
 * Everything that made a household what it is, in order of days: the file's row, each approved event with the
 * state after it, and cancelled events where they stood. Empty when the register has no such household.
 */
export async function statusTimeline(
  tx: Tx,
  countyCode: string,
  householdNo: string,
): Promise<TimelineStep[]> {
  const base = await sql<BaseRow>`select h.base_group, h.group_since, h.area_code, h.size,
      ${isFromFile('h', 'founded_by')} as from_file
    from registry.household h where h.county_code = ${countyCode} and h.household_no = ${householdNo}`.execute(
    tx,
  );
  const row = base.rows[0];
  return row ? foldTimeline(row, await loadEffects(tx, countyCode, householdNo)) : [];
}

async function loadEffects(tx: Tx, countyCode: string, householdNo: string): Promise<EffectRow[]> {
  const { rows } = await sql<EffectRow>`
    select e.event_no, e.date, coalesce(x.kind, e.type) as kind, x.event_no is not null as counts,
      (select c.event_no from registry.event c join registry.event_decision cd
         on cd.county_code = c.county_code and cd.event_no = c.event_no and cd.verdict = 'approve'
       where c.county_code = e.county_code and c.cancels_event_no = e.event_no) as cancelled_by,
      coalesce(x.size_delta, 0) as size_delta, x.new_group, x.new_area, coalesce(x.ends, false) as ends,
      coalesce(x.founds, false) as founds, e.person_count as persons, e.document, e.reason, e.proposed_by, d.decided_by
    from registry.event e
    join registry.event_decision d
      on d.county_code = e.county_code and d.event_no = e.event_no and d.verdict = 'approve'
    left join registry.effect x on x.county_code = e.county_code and x.event_no = e.event_no
      and x.household_no = ${householdNo}
    where e.county_code = ${countyCode} and e.type <> 'cancel'
      and (e.household_no = ${householdNo} or e.other_household_no = ${householdNo}
        or e.new_household_no = ${householdNo})
    order by e.date, e.event_no`.execute(tx);
  return rows;
}

function foldTimeline(base: BaseRow, effects: readonly EffectRow[]): TimelineStep[] {
  const state = {
    group: base.group_since === null ? base.base_group : ('general' as Group),
    area_code: base.area_code,
    size: base.size,
    exists: base.from_file,
  };
  const steps: TimelineStep[] = [];
  const addBase = (date: string | null): unknown => steps.push({ ...NO_EVENT, ...state, date, kind: 'base' });
  let isBaseOpen = base.group_since !== null;
  const startBase = (until: string): void => {
    if (!isBaseOpen || base.group_since! > until) return;
    state.group = base.base_group;
    addBase(base.group_since);
    isBaseOpen = false;
  };
  if (base.from_file) addBase(null);
  for (const effect of effects) {
    startBase(effect.date);
    if (effect.counts) {
      state.group = effect.new_group ?? state.group;
      state.area_code = effect.new_area ?? state.area_code;
      state.size += effect.size_delta;
      state.exists = (state.exists || effect.founds) && !effect.ends && state.size > 0;
    }
    steps.push(stepOf(effect, state));
  }
  startBase('9999-12-31');
  return steps;
}

const NO_EVENT = {
  event_no: null,
  counts: true,
  cancelled_by_event_no: null,
  persons: null,
  document: null,
  reason: null,
  proposed_by: null,
  decided_by: null,
} as const;

const stepOf = (
  effect: EffectRow,
  state: Pick<TimelineStep, 'group' | 'area_code' | 'size' | 'exists'>,
): TimelineStep => ({
  ...state,
  date: effect.date,
  kind: effect.kind,
  event_no: String(effect.event_no),
  counts: effect.counts,
  cancelled_by_event_no: effect.cancelled_by === null ? null : String(effect.cancelled_by),
  persons: effect.persons,
  document: effect.document,
  reason: effect.reason,
  proposed_by: effect.proposed_by,
  decided_by: effect.decided_by,
});
