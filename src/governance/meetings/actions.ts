import { attachFiles, type FileReference } from '../../evidence/index.ts';
import { addDays, isSamePerson, type PlainDate } from '../../kernel/index.ts';
import type { Db, Tx } from '../../platform/index.ts';
import { needHousehold } from '../bodies/actions.ts';
import { getBody, listMembers } from '../bodies/store.ts';
import { fail } from './errors.ts';
import { type Follow, type Order, type Subject, subjectText } from '../model.ts';
import { type BodyRules, bodyRules, type ProcedureOn } from '../procedure.ts';
import { enact, insertRows, nextNo } from '../store.ts';
import { freezeRecusals } from './recuse.ts';
import {
  getMeeting,
  getOpenMeeting,
  listEvidence,
  listItems,
  listSeats,
  type MeetingRow,
  type SeatRow,
} from './store.ts';
import { findTallyFault } from './vote.ts';

export interface AgendaItem {
  readonly subject: Subject;
  readonly decisionKind: string;
  readonly title: string;
  /** Household it concerns, whose members and relatives are recused. */
  readonly householdNo?: string;
  readonly isSecret?: boolean;
}

export interface CallOrder extends Order {
  readonly bodyNo: number;
  readonly day: PlainDate;
  readonly place: string;
  readonly chairNo: number;
  readonly calledOn: PlainDate;
  readonly agenda: readonly AgendaItem[];
  readonly correctsMeetingNo?: number;
}

/**
 * Calls a meeting of a body; the rules of the day are frozen into it, and who is recused is found.
 *
 * Fails, in this order, with `body.unknown`, `meeting.chair`, `meeting.shortCall`, `meeting.corrects`,
 * `meeting.noItems`, and for each item `meeting.notCompetent`, `member.household`, `meeting.itemTwice`.
 */
export async function callMeeting(db: Db, procedure: ProcedureOn, order: CallOrder): Promise<MeetingRow> {
  const { countyCode, bodyNo, day, place, chairNo, calledOn, agenda, correctsMeetingNo } = order;
  return enact(db, order, 'meeting.call', async (tx, actor) => {
    const body = await getBody(tx, countyCode, bodyNo);
    if (!(await listMembers(tx, countyCode, bodyNo, day)).some(({ member_no }) => member_no === chairNo))
      throw fail('meeting.chair', { member: chairNo, day });
    const policy = procedure(day);
    const rules = bodyRules(policy, body.kind);
    if (addDays(calledOn, rules.callDays) > day)
      throw fail('meeting.shortCall', { called: calledOn, day, days: rules.callDays });
    if (correctsMeetingNo !== undefined) await assertCorrectable(tx, countyCode, correctsMeetingNo, bodyNo);
    if (agenda.length === 0) throw fail('meeting.noItems');
    const no = await nextNo(tx, 'meeting', 'meeting_no', { county_code: countyCode });
    const key = { county_code: countyCode, meeting_no: no };
    await insertRows(tx, 'meeting', [
      {
        ...key,
        body_no: bodyNo,
        day,
        place,
        chair_no: chairNo,
        called_on: calledOn,
        policy_version: policy.version,
        ...frozen(rules),
        corrects_meeting_no: correctsMeetingNo,
        recorded_by: actor,
      },
    ]);
    await assertAgenda(tx, countyCode, agenda, rules);
    const items = agenda.map((item, i) => ({
      ...key,
      item_no: i + 1,
      ...itemRow(item, bodyRules(policy, body.kind, item.decisionKind)),
    }));
    await insertRows(tx, 'agenda_item', items);
    const meeting = await getMeeting(tx, countyCode, no);
    await freezeRecusals(tx, countyCode, meeting, actor);
    return { result: meeting, summary: { meeting_no: no, body_no: bodyNo, items: items.length } };
  });
}

const frozen = ({ proxyForms, proxiesPerHolder, evidence }: BodyRules) => ({
  proxy_forms: proxyForms.join(','),
  proxies_per_holder: proxiesPerHolder,
  required_evidence: evidence.join(','),
});

const itemRow = (item: AgendaItem, rules: BodyRules) => ({
  subject_module: item.subject.module,
  subject_id: item.subject.id,
  decision_kind: item.decisionKind,
  title: item.title,
  household_no: item.householdNo ?? null,
  is_secret: item.isSecret ?? false,
  quorum: rules.quorum,
  household_quorum: rules.householdQuorum,
  majority: rules.majority,
  majority_of: rules.majorityOf,
});

async function assertCorrectable(
  tx: Tx,
  countyCode: string,
  meetingNo: number,
  bodyNo: number,
): Promise<void> {
  const wrong = await getMeeting(tx, countyCode, meetingNo);
  if (wrong.closed_by === null || wrong.body_no !== bodyNo)
    throw fail('meeting.corrects', { meeting: meetingNo });
}

async function assertAgenda(
  tx: Tx,
  countyCode: string,
  agenda: readonly AgendaItem[],
  { decides }: BodyRules,
): Promise<void> {
  const seen = new Set<string>();
  for (const { decisionKind, householdNo, subject } of agenda) {
    if (!decides.includes(decisionKind))
      throw fail('meeting.notCompetent', { kind: decisionKind, kinds: decides.join(', ') });
    if (householdNo !== undefined) await needHousehold(tx, countyCode, householdNo);
    if (seen.has(subjectText(subject))) throw fail('meeting.itemTwice', { subject: subjectText(subject) });
    seen.add(subjectText(subject));
  }
}

interface AtMeeting extends Order {
  readonly meetingNo: number;
}

export interface EvidenceOrder extends AtMeeting {
  readonly kind: 'signatures' | 'photo' | 'proxy' | 'document';
  readonly file: FileReference;
}

/** Adds a file that shows how the meeting went. Fails with `meeting.unknown` or `meeting.closed`. */
export async function addEvidence(db: Db, order: EvidenceOrder): Promise<void> {
  const { countyCode, meetingNo, kind, file } = order;
  await enact(db, order, 'meeting.evidence', async (tx, actor) => {
    const { area_code: areaCode } = await getOpenMeeting(tx, countyCode, meetingNo);
    const key = { county_code: countyCode, meeting_no: meetingNo };
    const no = await nextNo(tx, 'evidence', 'evidence_no', key);
    await insertRows(tx, 'evidence', [
      { ...key, evidence_no: no, kind, file_name: file.name, sha256: file.sha256, recorded_by: actor },
    ]);
    const subject = { module: 'meeting', id: String(meetingNo), areaCode, actor } as const;
    await attachFiles(tx, countyCode, [file], subject);
    return { result: undefined, summary: { meeting_no: meetingNo, evidence_no: no, kind } };
  });
}

export interface CloseOrder extends AtMeeting {
  readonly follow?: Follow | undefined;
  readonly minutes: string;
  readonly today: PlainDate;
}

/**
 * The chair closes the meeting. Who did not come is written down as absent; from then on only a new meeting corrects it.
 *
 * Fails, in this order, with `meeting.unknown`, `meeting.closed`, `meeting.notChair`, `meeting.future`,
 * `meeting.chairAbsent`, `meeting.evidence`, `vote.tally`.
 */
export async function closeMeeting(db: Db, order: CloseOrder): Promise<MeetingRow> {
  const { countyCode, meetingNo, minutes, today } = order;
  return enact(db, order, 'meeting.close', async (tx, actor) => {
    const meeting = await getOpenMeeting(tx, countyCode, meetingNo);
    if (!isSamePerson(meeting.chair_name, actor))
      throw fail('meeting.notChair', { meeting: meetingNo, member: meeting.chair_no });
    if (meeting.day > today) throw fail('meeting.future', { meeting: meetingNo, day: meeting.day });
    const seats = await listSeats(tx, countyCode, [meetingNo]);
    const chair = seats.find(({ member_no }) => member_no === meeting.chair_no);
    if (chair?.presence !== 'present')
      throw fail('meeting.chairAbsent', { meeting: meetingNo, member: meeting.chair_no });
    await assertEvidence(tx, countyCode, meeting);
    await freezeRecusals(tx, countyCode, meeting, actor);
    const fault = await findTallyFault(tx, countyCode, meetingNo);
    if (fault) throw fail('vote.tally', fault);
    const key = { county_code: countyCode, meeting_no: meetingNo };
    await writeAbsences(tx, key, seats, actor);
    await insertRows(tx, 'closing', [{ ...key, minutes, recorded_by: actor }]);
    const items = await listItems(tx, countyCode, [meetingNo]);
    await followItems(tx, order, meeting, actor);
    const result = await getMeeting(tx, countyCode, meetingNo);
    return { result, summary: { meeting_no: meetingNo, items: items.length, members: seats.length } };
  });
}

/** What it decided on, and what the meeting that it corrects had decided on. */
async function followItems(
  tx: Tx,
  { countyCode, meetingNo, follow }: CloseOrder,
  { corrects_meeting_no: corrected }: MeetingRow,
  actor: string,
): Promise<void> {
  if (!follow) return;
  const items = await listItems(tx, countyCode, [meetingNo, ...(corrected === null ? [] : [corrected])]);
  const subjects = new Map(
    items.map(({ subject_module: module, subject_id: id }) => [subjectText({ module, id }), { module, id }]),
  );
  for (const subject of subjects.values())
    await follow(tx, { subject, because: `governance/meeting/${meetingNo}`, actor });
}

async function writeAbsences(
  tx: Tx,
  key: { readonly county_code: string; readonly meeting_no: number },
  seats: readonly SeatRow[],
  actor: string,
): Promise<void> {
  const entry = await nextNo(tx, 'attendance', 'entry_no', key);
  const absent = seats.filter(({ presence }) => presence === 'absent');
  await insertRows(
    tx,
    'attendance',
    absent.map(({ member_no }) => ({
      ...key,
      member_no,
      entry_no: entry,
      presence: 'absent',
      recorded_by: actor,
    })),
  );
}

async function assertEvidence(tx: Tx, countyCode: string, meeting: MeetingRow): Promise<void> {
  const has = new Set((await listEvidence(tx, countyCode, meeting.meeting_no)).map(({ kind }) => kind));
  const missing = meeting.required_evidence.split(',').filter((kind) => kind !== '' && !has.has(kind));
  if (missing.length > 0)
    throw fail('meeting.evidence', { meeting: meeting.meeting_no, kinds: missing.join(', ') });
}
