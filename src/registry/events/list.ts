import type { PlainDate } from '../../kernel/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import { needCounty } from '../areas.ts';
import type { EventRow, EventStatus, EventType } from './model.ts';
import { numberArray, STATUS, WITH_DECISION } from './store.ts';

export interface EventFilter {
  readonly eventNos?: readonly bigint[];
  readonly status?: EventStatus;
  readonly type?: EventType;
  readonly householdNo?: string;
  readonly batchNo?: bigint;
  readonly from?: PlainDate;
  readonly to?: PlainDate;
}

export const EVENT_ROW_COLUMNS = [
  'county_code',
  'event_no',
  'type',
  'date',
  'status',
  'household_no',
  'person_no',
  'group',
  'other_household_no',
  'new_household_no',
  'area_code',
  'households',
  'persons',
  'document',
  'reason',
  'cancels_event_no',
  'ref',
  'batch_no',
  'proposed_by',
  'proposed_at',
  'decided_by',
  'decided_at',
  'decision_reason',
] as const satisfies readonly (keyof EventRow)[];

/**
 * Events of a county in the order of their days, with where they stand.
 * Fails with `register.countyUnknown`.
 */
export const listEvents = (tx: Tx, countyCode: string, filter: EventFilter): Promise<EventRow[]> =>
  selectEvents(tx, countyCode, filter, sql`order by date, event_no::bigint`);

/** Events by number: those after one, and the number to go on from, null at the end. Fails as `listEvents`. */
export async function pageOfEvents(
  tx: Tx,
  countyCode: string,
  filter: EventFilter,
  { after, limit }: { readonly after: bigint; readonly limit: number },
): Promise<{ readonly rows: EventRow[]; readonly next: string | null }> {
  const tail = sql`and event_no::bigint > ${after} order by event_no::bigint limit ${limit}`;
  const rows = await selectEvents(tx, countyCode, filter, tail);
  return { rows, next: rows.length < limit ? null : rows.at(-1)!.event_no };
}

async function selectEvents(
  tx: Tx,
  countyCode: string,
  filter: EventFilter,
  tail: ReturnType<typeof sql>,
): Promise<EventRow[]> {
  const { eventNos, householdNo: no } = filter;
  if (eventNos === undefined) await needCounty(tx, countyCode);
  const when = (value: unknown, condition: ReturnType<typeof sql>) =>
    value === undefined ? sql`` : sql` and ${condition}`;
  const { rows } = await sql<EventRow>`select * from (
    select e.county_code, e.event_no::text as event_no, e.type, e.date, ${STATUS} as status, e.household_no,
      (select string_agg(coalesce(p.person_no, p.new_person_no), ';' order by p.line_no) from registry.event_person p
        where p.county_code = e.county_code and p.event_no = e.event_no) as person_no,
      e.target_group as "group", e.other_household_no, e.new_household_no, e.area_code,
      e.household_count as households, e.person_count as persons, e.document, e.reason,
      e.cancels_event_no::text as cancels_event_no, e.ref, e.batch_no::text as batch_no, e.proposed_by, e.proposed_at,
      d.decided_by, d.decided_at, d.reason as decision_reason
    from ${WITH_DECISION}
    where e.county_code = ${countyCode}
      ${when(eventNos, sql`e.event_no = any(${numberArray(eventNos ?? [])}::bigint[])`)}
      ${when(filter.type, sql`e.type = ${filter.type}`)}
      ${when(no, sql`(e.household_no = ${no} or e.other_household_no = ${no} or e.new_household_no = ${no})`)}
      ${when(filter.batchNo, sql`e.batch_no = ${filter.batchNo}`)}
      ${when(filter.from, sql`e.date >= ${filter.from}::date`)}
      ${when(filter.to, sql`e.date <= ${filter.to}::date`)}
    ) listed
    where true ${when(filter.status, sql`status = ${filter.status}`)} ${tail}`.execute(tx);
  return rows;
}

/** How many decisions have changed what counts in a county; grows with every approval, of a cancellation too. */
export async function approvedEventCount(tx: Tx, countyCode: string): Promise<bigint> {
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from registry.event_decision
    where county_code = ${countyCode} and verdict = 'approve'`.execute(tx);
  return rows[0]!.n;
}
