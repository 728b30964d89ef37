import type { PlainDate } from '../../kernel/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import type { Group } from '../groups.ts';
import { isFromFile } from '../state.ts';
import type { World } from './admit.ts';
import type { EventPerson, EventType, RegisterEvent } from './model.ts';
import type { BaseHousehold, Member } from './register.ts';
import { numberArray, textArray } from './store.ts';

interface EventRecord {
  readonly event_no: bigint;
  readonly type: EventType;
  readonly date: string;
  readonly household_no: string | null;
  readonly other_household_no: string | null;
  readonly new_household_no: string | null;
  readonly target_group: Group | null;
  readonly area_code: string | null;
  readonly head_name: string | null;
  readonly household_count: number;
  readonly person_count: number;
  readonly document: string | null;
  readonly reason: string | null;
  readonly cancels_event_no: bigint | null;
  readonly people: string | null;
}

const EVENT_COLUMNS =
  sql.raw(`e.event_no, e.type, e.date, e.household_no, e.other_household_no, e.new_household_no,
  e.target_group, e.area_code, e.head_name, e.household_count, e.person_count, e.document, e.reason, e.cancels_event_no,
  (select jsonb_agg(jsonb_build_object('personNo', p.person_no, 'newPersonNo', p.new_person_no, 'name', p.name,
       'idNumber', p.id_number, 'birthDate', p.birth_date, 'sex', p.sex, 'relation', p.relation) order by p.line_no)::text
     from registry.event_person p where p.county_code = e.county_code and p.event_no = e.event_no) as people`);

const eventOf = (row: EventRecord): RegisterEvent => ({
  eventNo: row.event_no,
  type: row.type,
  date: row.date as PlainDate,
  householdNo: row.household_no,
  otherHouseholdNo: row.other_household_no,
  newHouseholdNo: row.new_household_no,
  group: row.target_group,
  areaCode: row.area_code,
  headName: row.head_name,
  households: row.household_count,
  persons: row.person_count,
  document: row.document,
  reason: row.reason,
  cancels: row.cancels_event_no,
  people: row.people === null ? [] : (JSON.parse(row.people) as EventPerson[]),
});

export async function loadEvents(
  tx: Tx,
  countyCode: string,
  eventNos: readonly bigint[],
): Promise<RegisterEvent[]> {
  const { rows } = await sql<EventRecord>`select ${EVENT_COLUMNS} from registry.event e
    where e.county_code = ${countyCode}
      and e.event_no = any(${numberArray(eventNos)}::bigint[])
    order by e.date, e.event_no`.execute(tx);
  return rows.map(eventOf);
}

/**
 * The given households, those that approved events tie them to, and these events.
 * For new proposals also what the open ones ask for: member numbers and household numbers.
 */
export async function loadWorld(
  tx: Tx,
  countyCode: string,
  householdNos: readonly string[],
  forProposals: boolean,
): Promise<World> {
  const numbers = textArray(await connectedHouseholds(tx, countyCode, householdNos));
  const households = await loadHouseholds(tx, countyCode, numbers);
  const members = await loadMembers(tx, countyCode, numbers);
  const { rows } = await sql<EventRecord>`select ${EVENT_COLUMNS} from registry.event e
    where e.county_code = ${countyCode} and e.event_no in (
      select x.event_no from registry.effect x where x.county_code = ${countyCode} and x.household_no = any(${numbers}::text[]))`.execute(
    tx,
  );
  const used = await loadUsedNumbers(tx, countyCode, numbers, forProposals);
  return {
    households,
    members,
    events: rows.map(eventOf),
    usedNumbers: (householdNo) => used.get(householdNo) ?? NONE,
    wantedHouseholds: forProposals ? await loadWanted(tx, countyCode, numbers) : NONE,
  };
}

const NONE: ReadonlySet<string> = new Set();

async function connectedHouseholds(tx: Tx, countyCode: string, start: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ list: string | null }>`
    with recursive
    inside(no) as (
      select unnest(${textArray([...new Set(start)])}::text[]) collate "C"
      union
      select b.household_no from inside
      join registry.effect a on a.county_code = ${countyCode} and a.household_no = inside.no
      join registry.effect b on b.county_code = ${countyCode} and b.event_no = a.event_no)
    select jsonb_agg(no)::text as list from inside`.execute(tx);
  return JSON.parse(rows[0]?.list ?? '[]') as string[];
}

const COUNTS = {
  h: sql`exists (select from registry.effect f
    where f.county_code = h.county_code and f.household_no = h.household_no and f.event_no = h.founded_by)`,
  p: sql`exists (select from registry.effect f
    where f.county_code = p.county_code and f.household_no = p.household_no and f.event_no = p.entered_by)`,
} as const;

async function loadHouseholds(tx: Tx, countyCode: string, numbers: string): Promise<BaseHousehold[]> {
  const { rows } = await sql<{
    household_no: string;
    area_code: string;
    base_group: Group;
    group_since: string | null;
    size: number;
    head_name: string;
    founded_by: bigint | null;
  }>`select h.household_no, h.area_code, h.base_group, h.group_since, h.size, h.head_name,
      case when ${isFromFile('h', 'founded_by')} then null else h.founded_by end as founded_by
    from unnest(${numbers}::text[]) as n(no)
    join registry.household h on h.county_code = ${countyCode} and h.household_no = n.no
    where ${isFromFile('h', 'founded_by')} or ${COUNTS.h}`.execute(tx);
  return rows.map((row) => ({
    householdNo: row.household_no,
    areaCode: row.area_code,
    group: row.base_group,
    groupSince: row.group_since as PlainDate | null,
    size: row.size,
    headName: row.head_name,
    foundedBy: row.founded_by,
  }));
}

async function loadMembers(tx: Tx, countyCode: string, numbers: string) {
  const { rows } = await sql<{ household_no: string; person_no: string; name: string; birth_date: string }>`
    select p.household_no, p.person_no, p.name, p.birth_date
    from unnest(${numbers}::text[]) as n(no)
    join registry.person p on p.county_code = ${countyCode} and p.household_no = n.no
    where ${isFromFile('p', 'entered_by')}`.execute(tx);
  const members = new Map<string, [string, Member][]>();
  for (const { household_no, person_no, name, birth_date } of rows) {
    const list = members.get(household_no) ?? [];
    list.push([person_no, { name, birthDate: birth_date as PlainDate }]);
    members.set(household_no, list);
  }
  return members;
}

async function loadUsedNumbers(tx: Tx, countyCode: string, numbers: string, withOpen: boolean) {
  const { rows } = await sql<{ household_no: string; person_no: string }>`
    select p.household_no, p.person_no
    from unnest(${numbers}::text[]) as n(no)
    join registry.person p on p.county_code = ${countyCode} and p.household_no = n.no
    where ${isFromFile('p', 'entered_by')} or ${COUNTS.p}
    union all
    select case when e.type in ('birth', 'marriage_in', 'move_in') then e.household_no
        when e.type = 'split' then e.new_household_no else e.other_household_no end, p.new_person_no
    from registry.event e
    join registry.event_person p on p.county_code = e.county_code and p.event_no = e.event_no
    where ${withOpen} and e.county_code = ${countyCode} and p.new_person_no is not null and e.event_no in (
        select event_no from registry.event where county_code = ${countyCode} and household_no = any(${numbers}::text[])
        union select event_no from registry.event where county_code = ${countyCode} and other_household_no = any(${numbers}::text[])
        union select event_no from registry.event where county_code = ${countyCode} and new_household_no = any(${numbers}::text[]))
      and not exists (select from registry.event_decision d
        where d.county_code = e.county_code and d.event_no = e.event_no)`.execute(tx);
  const used = new Map<string, Set<string>>();
  for (const { household_no, person_no } of rows) {
    const set = used.get(household_no) ?? new Set();
    used.set(household_no, set.add(person_no));
  }
  return used;
}

async function loadWanted(tx: Tx, countyCode: string, numbers: string): Promise<Set<string>> {
  const { rows } = await sql<{ no: string }>`select e.new_household_no as no from registry.event e
    where e.county_code = ${countyCode} and e.new_household_no = any(${numbers}::text[])
      and not exists (select from registry.event_decision d
        where d.county_code = e.county_code and d.event_no = e.event_no)`.execute(tx);
  return new Set(rows.map(({ no }) => no));
}
