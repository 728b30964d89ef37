import type { PlainDate } from '../../kernel/index.ts';
import { runScript, sql, type Tx } from '../../platform/index.ts';
import type { Group } from '../groups.ts';
import { isFromFile } from '../state.ts';
import type { World } from './admit.ts';
import type { EventPerson, EventStatus, EventType, RegisterEvent } from './model.ts';
import type { BaseHousehold, Member } from './register.ts';

/** A list as one parameter whose length the planner sees. */
export const numberArray = (numbers: readonly bigint[]): string => `{${numbers.join(',')}}`;
const textArray = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

/** Writers of a county's events take turns: each judges its events by all that came before. */
export async function lockCounty(tx: Tx, countyCode: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`registry.event/${countyCode}`}, 0))`.execute(tx);
}

export async function nextEventNo(tx: Tx, countyCode: string): Promise<bigint> {
  const { rows } = await sql<{ no: bigint }>`
    select coalesce(max(event_no), 0) + 1 as no from registry.event where county_code = ${countyCode}`.execute(tx);
  return rows[0]!.no;
}

/** Under the lock of county 000000, for a file may hold several counties. */
export async function nextBatchNo(tx: Tx): Promise<bigint> {
  await lockCounty(tx, '000000');
  const { rows } = await sql<{ no: bigint }>`
    select coalesce(max(batch_no), 0) + 1 as no from registry.event`.execute(tx);
  return rows[0]!.no;
}

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

const EVENT_COLUMNS = sql.raw(`e.event_no, e.type, e.date, e.household_no, e.other_household_no, e.new_household_no,
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

export async function loadEvents(tx: Tx, countyCode: string, eventNos: readonly bigint[]): Promise<RegisterEvent[]> {
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
      select x.event_no from registry.effect x where x.county_code = ${countyCode} and x.household_no = any(${numbers}::text[]))`.execute(tx);
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

/** What the store keeps of a proposal beside the event itself. */
export interface Filing {
  readonly event: RegisterEvent;
  readonly contentHash: string;
  readonly ref: string | null;
}

export async function insertEvents(
  tx: Tx,
  countyCode: string,
  filings: readonly Filing[],
  proposedBy: string,
  batchNo: bigint | null,
): Promise<void> {
  const events = filings.map(({ event, contentHash, ref }) => ({
    ...event,
    eventNo: String(event.eventNo),
    cancels: event.cancels === null ? null : String(event.cancels),
    people: undefined,
    contentHash,
    ref,
  }));
  await sql`insert into registry.event (county_code, event_no, type, date, household_no, other_household_no,
      new_household_no, target_group, area_code, head_name, household_count, person_count, document, reason,
      cancels_event_no, ref, batch_no, content_hash, proposed_by)
    select ${countyCode}, x."eventNo", x.type, x.date, x."householdNo", x."otherHouseholdNo", x."newHouseholdNo",
      x."group", x."areaCode", x."headName", x.households, x.persons, x.document, x.reason, x.cancels, x.ref,
      ${batchNo}::bigint, x."contentHash", ${proposedBy}
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as x("eventNo" bigint, type text, date date,
      "householdNo" text, "otherHouseholdNo" text, "newHouseholdNo" text, "group" text, "areaCode" text,
      "headName" text, households int, persons int, document text, reason text, cancels bigint, ref text,
      "contentHash" text)`.execute(tx);
  const people = filings.flatMap(({ event }) =>
    event.people.map((person, i) => ({ ...person, eventNo: String(event.eventNo), lineNo: i + 1 })),
  );
  await sql`insert into registry.event_person (county_code, event_no, line_no, person_no, new_person_no, name,
      id_number, birth_date, sex, relation)
    select ${countyCode}, x."eventNo", x."lineNo", x."personNo", x."newPersonNo", x.name, x."idNumber", x."birthDate",
      x.sex, x.relation
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as x("eventNo" bigint, "lineNo" int, "personNo" text,
      "newPersonNo" text, name text, "idNumber" text, "birthDate" date, sex text, relation text)`.execute(tx);
  await refreshStatistics(tx, ['event', 'event_person']);
}

export async function insertDecisions(
  tx: Tx,
  countyCode: string,
  eventNos: readonly bigint[],
  decision: { readonly verdict: 'approve' | 'refuse'; readonly by: string; readonly reason: string | null },
): Promise<void> {
  await sql`insert into registry.event_decision (county_code, event_no, verdict, decided_by, reason)
    select ${countyCode}, no, ${decision.verdict}, ${decision.by}, ${decision.reason}
    from unnest(${numberArray(eventNos)}::bigint[]) as n(no)`.execute(tx);
  await refreshStatistics(tx, ['event_decision']);
}

/** Puts into the caches what approved events do, or takes out what a cancelled one did. */
export async function keepEffects(tx: Tx, countyCode: string, eventNos: readonly bigint[]): Promise<void> {
  const chosen = sql`county_code = ${countyCode} and event_no = any(${numberArray(eventNos)}::bigint[])`;
  await sql`insert into registry.effect
      (county_code, household_no, event_no, date, kind, size_delta, new_group, new_area, ends, founds)
    select county_code, household_no, event_no, date, kind, size_delta, new_group, new_area, ends, founds
    from registry.household_effect where ${chosen}`.execute(tx);
  await sql`insert into registry.departure (county_code, household_no, person_no, event_no, date)
    select county_code, household_no, person_no, event_no, date
    from registry.membership_end where ${chosen}`.execute(tx);
  await refreshStatistics(tx, ['effect', 'departure']);
}

export async function dropEffects(tx: Tx, countyCode: string, eventNo: bigint): Promise<void> {
  for (const table of ['effect', 'departure'])
    await sql`delete from ${sql.table(`registry.${table}`)}
      where county_code = ${countyCode} and event_no = ${eventNo}`.execute(tx);
}

/** Rows by which caches and views differ; 0 unless somebody wrote around the program. */
export async function countCacheFaults(tx: Tx, countyCode: string): Promise<number> {
  const differences = (table: string, view: string, columns: string) => {
    const rows = (from: string) => sql`select ${sql.raw(columns)} from ${sql.raw(from)} where county_code = ${countyCode}`;
    return sql`select count(*) from ((${rows(table)} except ${rows(view)}) union all (${rows(view)} except ${rows(table)})) differing`;
  };
  const { rows } = await sql<{ n: bigint }>`select (${differences(
    'registry.effect',
    'registry.household_effect',
    'household_no, event_no, date, kind, size_delta, new_group, new_area, ends, founds',
  )}) + (${differences('registry.departure', 'registry.membership_end', 'household_no, person_no, event_no, date')}) as n`.execute(tx);
  return Number(rows[0]!.n);
}

/**
 * Tells the planner how large the tables have become: the embedded engine has nobody who does it, and without it
 * a join of all households with all events becomes a loop.
 */
export async function refreshStatistics(tx: Tx, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    const { rows } = await sql<{ isStale: boolean }>`
      select reltuples < 0 or (select count(*) from ${sql.table(`registry.${table}`)}) > 1.5 * reltuples + 100 as "isStale"
      from pg_class where oid = ${`registry.${table}`}::regclass`.execute(tx);
    if (rows[0]?.isStale) await runScript(tx, `analyze registry.${table};`);
  }
}

/**
 * Writes the households and members that approved events bring in, so that bills and files can name them.
 * A row left by an event that no longer counts is taken over.
 */
export async function materialise(tx: Tx, countyCode: string, eventNos: readonly bigint[]): Promise<void> {
  const chosen = sql`e.county_code = ${countyCode} and e.event_no = any(${numberArray(eventNos)}::bigint[])`;
  await sql`insert into registry.household
      (county_code, household_no, area_code, base_group, head_name, size, import_no, founded_by)
    select e.county_code, e.new_household_no, e.area_code, e.target_group, coalesce(e.head_name, ''), e.person_count, 0, e.event_no
    from registry.event e where ${chosen} and e.new_household_no is not null
    on conflict (county_code, household_no) do update set area_code = excluded.area_code,
      base_group = excluded.base_group, group_since = null, head_name = excluded.head_name, size = excluded.size,
      phone = null, import_no = 0, founded_by = excluded.founded_by`.execute(tx);
  await sql`insert into registry.person
      (county_code, household_no, person_no, name, id_number, birth_date, sex, relation, import_no, entered_by)
    select e.county_code, e.household_no, p.new_person_no, p.name, p.id_number, p.birth_date, p.sex,
      coalesce(p.relation, 'other'), 0, e.event_no
    from registry.event e
    join registry.event_person p on p.county_code = e.county_code and p.event_no = e.event_no
    where ${chosen} and p.person_no is null
    on conflict (county_code, household_no, person_no) do update set name = excluded.name,
      id_number = excluded.id_number, birth_date = excluded.birth_date, sex = excluded.sex,
      relation = excluded.relation, education = null, health = null, labour = null, import_no = 0,
      entered_by = excluded.entered_by`.execute(tx);
  // Someone may move twice in one batch: each round writes those whose former row is there.
  let written = 1n;
  while (written > 0n) written = await moveOn(tx, chosen);
}

async function moveOn(tx: Tx, chosen: ReturnType<typeof sql>): Promise<bigint> {
  const { numAffectedRows } = await sql`insert into registry.person
      (county_code, household_no, person_no, name, id_number, birth_date, sex, relation, education, health, labour,
       import_no, entered_by)
    select m.county_code, m.joined, m.new_person_no, s.name, s.id_number, s.birth_date, s.sex,
      coalesce(m.relation, 'other'), s.education, s.health, s.labour, 0, m.event_no
    from (
      select e.county_code, e.event_no, p.person_no, p.new_person_no, p.relation,
        case when e.type in ('marriage_in', 'move_in') then e.other_household_no else e.household_no end as left_no,
        case when e.type in ('marriage_in', 'move_in') then e.household_no
          when e.type = 'split' then e.new_household_no else e.other_household_no end as joined
      from registry.event e
      join registry.event_person p on p.county_code = e.county_code and p.event_no = e.event_no
      where ${chosen} and p.person_no is not null and p.new_person_no is not null) m
    join registry.person s on s.county_code = m.county_code and s.household_no = m.left_no
      and s.person_no = m.person_no
      and (${isFromFile('s', 'entered_by')} or exists (select from registry.effect c
        where c.county_code = s.county_code and c.household_no = s.household_no and c.event_no = s.entered_by))
    where not exists (select from registry.person t where t.county_code = m.county_code
      and t.household_no = m.joined and t.person_no = m.new_person_no and t.entered_by = m.event_no)
    on conflict (county_code, household_no, person_no) do update set name = excluded.name,
      id_number = excluded.id_number, birth_date = excluded.birth_date, sex = excluded.sex,
      relation = excluded.relation, education = excluded.education, health = excluded.health,
      labour = excluded.labour, import_no = 0, entered_by = excluded.entered_by`.execute(tx);
  return numAffectedRows ?? 0n;
}

export interface Standing {
  readonly eventNo: bigint;
  readonly type: EventType;
  readonly date: string;
  readonly status: EventStatus;
  readonly proposedBy: string;
  readonly decidedBy: string | null;
  readonly verdict: string | null;
}

export const STATUS = sql<EventStatus>`case
  when d.verdict is null then 'proposed'
  when d.verdict = 'refuse' then 'refused'
  when exists (select from registry.event c
    join registry.event_decision cd on cd.county_code = c.county_code and cd.event_no = c.event_no
    where c.county_code = e.county_code and c.cancels_event_no = e.event_no and cd.verdict = 'approve') then 'cancelled'
  else 'approved' end`;

export const WITH_DECISION = sql`registry.event e left join registry.event_decision d
  on d.county_code = e.county_code and d.event_no = e.event_no`;

/** Where events stand, in the order of their days; of a batch only those that wait. */
export async function loadStandings(
  tx: Tx,
  countyCode: string,
  which: { readonly eventNos: readonly bigint[] } | { readonly batchNo: bigint },
): Promise<Standing[]> {
  const chosen =
    'batchNo' in which
      ? sql`e.batch_no = ${which.batchNo} and d.verdict is null`
      : sql`e.event_no = any(${numberArray(which.eventNos)}::bigint[])`;
  const { rows } = await sql<Standing>`select e.event_no as "eventNo", e.type, e.date, ${STATUS} as status,
      e.proposed_by as "proposedBy", d.decided_by as "decidedBy", d.verdict
    from ${WITH_DECISION} where e.county_code = ${countyCode} and ${chosen}
    order by e.date, e.event_no`.execute(tx);
  return rows;
}

/** The open cancellation of an event, if any. */
export async function findOpenCancel(tx: Tx, countyCode: string, eventNo: bigint): Promise<bigint | undefined> {
  const { rows } = await sql<{ no: bigint }>`select e.event_no as no from ${WITH_DECISION}
    where e.county_code = ${countyCode} and e.cancels_event_no = ${eventNo} and d.verdict is null`.execute(tx);
  return rows[0]?.no;
}

export interface KnownContent {
  readonly eventNo: bigint;
  readonly ref: string | null;
  readonly contentHash: string;
  readonly status: EventStatus;
}

/** Events, neither refused nor cancelled, that share a reference or content with the given ones. */
export async function loadKnown(
  tx: Tx,
  countyCode: string,
  wanted: readonly { readonly ref: string | null; readonly contentHash: string }[],
): Promise<KnownContent[]> {
  const { rows } = await sql<KnownContent>`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as x(ref text, "contentHash" text))
    select * from (
      select e.event_no as "eventNo", e.ref, e.content_hash as "contentHash", ${STATUS} as status
      from ${WITH_DECISION}
      where e.county_code = ${countyCode} and (e.content_hash in (select "contentHash" from wanted)
        or e.ref in (select ref from wanted where ref is not null))) found
    where status in ('proposed', 'approved')`.execute(tx);
  return rows;
}
