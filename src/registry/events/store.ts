import { runScript, sql, type Tx } from '../../platform/index.ts';
import type { EventStatus, EventType, RegisterEvent } from './model.ts';

/** A list as one parameter whose length the planner sees. */
export const numberArray = (numbers: readonly bigint[]): string => `{${numbers.join(',')}}`;
export const textArray = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

/** Writers of a county's events take turns: each judges its events by all that came before. */
export async function lockCounty(tx: Tx, countyCode: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`registry.event/${countyCode}`}, 0))`.execute(tx);
}

export async function nextEventNo(tx: Tx, countyCode: string): Promise<bigint> {
  const { rows } = await sql<{ no: bigint }>`
    select coalesce(max(event_no), 0) + 1 as no from registry.event where county_code = ${countyCode}`.execute(
    tx,
  );
  return rows[0]!.no;
}

/** Under the lock of county 000000, for a file may hold several counties. */
export async function nextBatchNo(tx: Tx): Promise<bigint> {
  await lockCounty(tx, '000000');
  const { rows } = await sql<{ no: bigint }>`
    select coalesce(max(batch_no), 0) + 1 as no from registry.event`.execute(tx);
  return rows[0]!.no;
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
export async function findOpenCancel(
  tx: Tx,
  countyCode: string,
  eventNo: bigint,
): Promise<bigint | undefined> {
  const { rows } = await sql<{ no: bigint }>`select e.event_no as no from ${WITH_DECISION}
    where e.county_code = ${countyCode} and e.cancels_event_no = ${eventNo} and d.verdict is null`.execute(
    tx,
  );
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
