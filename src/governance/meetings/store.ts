import type { PlainDate } from '../../kernel/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import { APPOINTMENT } from '../bodies/store.ts';
import { fail } from './errors.ts';
import { intArray, type NewestFirst, partOf } from '../store.ts';
import type { Choice, ItemFacts, ItemRules, Presence, Seat, Votes } from './rules.ts';

export interface MeetingRow {
  readonly meeting_no: number;
  readonly body_no: number;
  readonly body_name: string;
  readonly body_kind: string;
  readonly area_code: string;
  readonly day: PlainDate;
  readonly place: string;
  readonly chair_no: number;
  readonly chair_name: string;
  readonly called_on: PlainDate;
  readonly policy_version: string;
  readonly proxy_forms: string;
  readonly proxies_per_holder: number;
  readonly required_evidence: string;
  readonly corrects_meeting_no: number | null;
  readonly items: number;
  readonly closed_by: string | null;
}

export interface ItemRow {
  readonly meeting_no: number;
  readonly item_no: number;
  readonly subject_module: string;
  readonly subject_id: string;
  readonly decision_kind: string;
  readonly title: string;
  readonly household_no: string | null;
  readonly is_secret: boolean;
  readonly quorum: string;
  readonly household_quorum: string | null;
  readonly majority: string;
  readonly majority_of: 'present' | 'all';
}

export interface SeatRow {
  readonly meeting_no: number;
  readonly member_no: number;
  readonly name: string;
  readonly household_no: string | null;
  readonly weight: bigint;
  readonly presence: Presence;
  readonly holder_no: number | null;
  readonly holder_name: string | null;
  readonly proxy_form: string | null;
  readonly witness: string | null;
  /** Who wrote down that the member came, or did not; null: nobody has. */
  readonly recorded_by: string | null;
}

/** Meetings of a county, or those chosen, by number; the latest first when asked so. */
export async function listMeetings(
  tx: Tx,
  countyCode: string,
  which: NewestFirst & {
    readonly meetingNos?: readonly number[];
    readonly bodyNo?: number;
    readonly isOpen?: boolean;
  } = {},
): Promise<MeetingRow[]> {
  const { meetingNos, bodyNo, isOpen } = which;
  if (meetingNos?.length === 0) return [];
  const chosen = meetingNos ? sql`and g.meeting_no = any(${intArray(meetingNos)}::int[])` : sql``;
  const ofBody = bodyNo === undefined ? sql`` : sql`and g.body_no = ${bodyNo}`;
  const open = isOpen === undefined ? sql`` : sql`and (c.meeting_no is null) = ${isOpen}`;
  const { rows } = await sql<MeetingRow>`
    select g.meeting_no, g.body_no, b.name as body_name, b.kind as body_kind, b.area_code, g.day, g.place, g.chair_no,
      m.name as chair_name, g.called_on, g.policy_version, g.proxy_forms, g.proxies_per_holder, g.required_evidence,
      g.corrects_meeting_no, c.recorded_by as closed_by,
      (select count(*)::int from governance.agenda_item i
        where i.county_code = g.county_code and i.meeting_no = g.meeting_no) as items
    from governance.meeting g
    join governance.body b on b.county_code = g.county_code and b.body_no = g.body_no
    join governance.member m on m.county_code = g.county_code and m.body_no = g.body_no and m.member_no = g.chair_no
    left join governance.closing c on c.county_code = g.county_code and c.meeting_no = g.meeting_no
    where g.county_code = ${countyCode} ${chosen} ${ofBody} ${open} ${partOf(sql`g.meeting_no`, which)}`.execute(
    tx,
  );
  return rows;
}

/** What the chair closed it with; undefined while it is open. */
export async function findMinutes(
  tx: Tx,
  countyCode: string,
  meetingNo: number,
): Promise<string | undefined> {
  const { rows } = await sql<{ minutes: string }>`select minutes from governance.closing
    where county_code = ${countyCode} and meeting_no = ${meetingNo}`.execute(tx);
  return rows[0]?.minutes;
}

/** Fails with `meeting.unknown`. */
export async function getMeeting(tx: Tx, countyCode: string, meetingNo: number): Promise<MeetingRow> {
  const [meeting] = await listMeetings(tx, countyCode, { meetingNos: [meetingNo] });
  if (!meeting) throw fail('meeting.unknown', { county: countyCode, meeting: meetingNo });
  return meeting;
}

/** As `getMeeting`, for somebody who adds to it. Fails with `meeting.closed` too. */
export async function getOpenMeeting(tx: Tx, countyCode: string, meetingNo: number): Promise<MeetingRow> {
  const meeting = await getMeeting(tx, countyCode, meetingNo);
  if (meeting.closed_by !== null) throw fail('meeting.closed', { meeting: meetingNo, by: meeting.closed_by });
  return meeting;
}

export async function listItems(
  tx: Tx,
  countyCode: string,
  meetingNos: readonly number[],
): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select meeting_no, item_no, subject_module, subject_id, decision_kind, title, household_no, is_secret, quorum,
      household_quorum, majority, majority_of
    from governance.agenda_item
    where county_code = ${countyCode} and meeting_no = any(${intArray(meetingNos)}::int[])
    order by meeting_no, item_no`.execute(tx);
  return rows;
}

/**
 * The members of the bodies that met. An open meeting has those in office on its day; a closed one those its closing
 * wrote down, so that an appointment ended later in the books changes nothing.
 */
export async function listSeats(
  tx: Tx,
  countyCode: string,
  meetingNos: readonly number[],
): Promise<SeatRow[]> {
  const { rows } = await sql<SeatRow>`
    select g.meeting_no, m.member_no, m.name, m.household_no, m.weight, coalesce(a.presence, 'absent') as presence,
      a.holder_no, a.holder_name, a.proxy_form, a.witness, a.recorded_by
    from governance.meeting g
    join ${APPOINTMENT} m on m.county_code = g.county_code and m.body_no = g.body_no
    left join (
      select distinct on (meeting_no, member_no) *
      from governance.attendance
      where county_code = ${countyCode} and meeting_no = any(${intArray(meetingNos)}::int[])
      order by meeting_no, member_no, entry_no desc) a
      on a.meeting_no = g.meeting_no and a.member_no = m.member_no
    left join governance.closing c on c.county_code = g.county_code and c.meeting_no = g.meeting_no
    where g.county_code = ${countyCode} and g.meeting_no = any(${intArray(meetingNos)}::int[])
      and (a.member_no is not null
        or c.meeting_no is null and g.day between m.since and coalesce(m.until, 'infinity'))
    order by g.meeting_no, m.member_no`.execute(tx);
  return rows;
}

export interface RecusalRow {
  readonly meeting_no: number;
  readonly item_no: number;
  readonly member_no: number;
  readonly ground: 'same_household' | 'same_name' | 'kinship' | 'declared';
  readonly reason: string | null;
}

export async function listRecusals(
  tx: Tx,
  countyCode: string,
  meetingNos: readonly number[],
): Promise<RecusalRow[]> {
  const { rows } = await sql<RecusalRow>`
    select meeting_no, item_no, member_no, ground, reason from governance.recusal
    where county_code = ${countyCode} and meeting_no = any(${intArray(meetingNos)}::int[])
    order by meeting_no, item_no, member_no`.execute(tx);
  return rows;
}

export interface BallotRow {
  readonly meeting_no: number;
  readonly item_no: number;
  readonly member_no: number;
  readonly choice: Choice;
}

export async function listBallots(
  tx: Tx,
  countyCode: string,
  meetingNos: readonly number[],
): Promise<BallotRow[]> {
  const { rows } = await sql<BallotRow>`
    select distinct on (meeting_no, item_no, member_no) meeting_no, item_no, member_no, choice
    from governance.ballot
    where county_code = ${countyCode} and meeting_no = any(${intArray(meetingNos)}::int[])
    order by meeting_no, item_no, member_no, entry_no desc`.execute(tx);
  return rows;
}

export interface TallyRow extends Votes {
  readonly meeting_no: number;
  readonly item_no: number;
  readonly witness: string;
  readonly recorded_by: string;
}

export async function listTallies(
  tx: Tx,
  countyCode: string,
  meetingNos: readonly number[],
): Promise<TallyRow[]> {
  const { rows } = await sql<TallyRow>`
    select distinct on (meeting_no, item_no) meeting_no, item_no, votes_for as "for", votes_against as "against",
      votes_abstain as "abstain", witness, recorded_by
    from governance.tally
    where county_code = ${countyCode} and meeting_no = any(${intArray(meetingNos)}::int[])
    order by meeting_no, item_no, entry_no desc`.execute(tx);
  return rows;
}

export interface ItemWithFacts {
  readonly item: ItemRow;
  readonly facts: ItemFacts;
}

/** Every item of the meetings with all that decides it, in six statements whatever their number. */
export async function loadItemFacts(
  tx: Tx,
  countyCode: string,
  meetingNos: readonly number[],
): Promise<ItemWithFacts[]> {
  const of = <Row extends { meeting_no: number; item_no: number }>(rows: readonly Row[], item: ItemRow) =>
    rows.filter(({ meeting_no, item_no }) => meeting_no === item.meeting_no && item_no === item.item_no);
  if (meetingNos.length === 0) return [];
  const items = await listItems(tx, countyCode, meetingNos);
  const seats = Map.groupBy(await listSeats(tx, countyCode, meetingNos), ({ meeting_no }) => meeting_no);
  const recusals = await listRecusals(tx, countyCode, meetingNos);
  const ballots = await listBallots(tx, countyCode, meetingNos);
  const tallies = await listTallies(tx, countyCode, meetingNos);
  return items.map((item) => {
    const [tally] = of(tallies, item);
    return {
      item,
      facts: {
        rules: rulesOf(item),
        seats: (seats.get(item.meeting_no) ?? []).map(seatOf),
        recused: new Set(of(recusals, item).map(({ member_no }) => member_no)),
        ballots: new Map(of(ballots, item).map(({ member_no, choice }) => [member_no, choice])),
        ...(tally && { tally }),
      },
    };
  });
}

const rulesOf = ({ quorum, household_quorum, majority, majority_of }: ItemRow): ItemRules => ({
  quorum,
  householdQuorum: household_quorum,
  majority,
  majorityOf: majority_of,
});

const seatOf = ({ member_no, weight, household_no, presence, holder_no }: SeatRow): Seat => ({
  memberNo: member_no,
  weight,
  household: household_no,
  presence,
  holderNo: holder_no,
});

interface EvidenceRow {
  readonly kind: string;
  readonly file_name: string;
  readonly sha256: string;
}

export async function listEvidence(tx: Tx, countyCode: string, meetingNo: number): Promise<EvidenceRow[]> {
  const { rows } = await sql<EvidenceRow>`select kind, file_name, sha256 from governance.evidence
    where county_code = ${countyCode} and meeting_no = ${meetingNo} order by evidence_no`.execute(tx);
  return rows;
}
