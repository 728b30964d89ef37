import type { PlainDate } from '../kernel/index.ts';
import { sql, type Tx } from '../platform/index.ts';
import { fail } from './errors.ts';
import { decideItem, type ItemResult, type Outcome } from './meetings/rules.ts';
import { type ItemRow, listMeetings, loadItemFacts, type MeetingRow } from './meetings/store.ts';
import { type Subject, subjectText } from './model.ts';
import type { NoticeProgress } from './notices/rules.ts';
import { listNotices, progressOf } from './notices/store.ts';
import { NOTICE_KINDS } from './notices/words.ts';
import { contestOn } from './objections/rules.ts';
import { listObjections, subjectRows } from './objections/store.ts';

/** The item of a closed meeting that decided something. */
export interface Decision {
  readonly meetingNo: number;
  readonly itemNo: number;
  readonly decisionKind: string;
  readonly bodyNo: number;
  readonly bodyKind: string;
  readonly bodyName: string;
  readonly areaCode: string;
  readonly day: PlainDate;
  /** Who chaired the meeting, and who closed it. */
  readonly chairs: readonly string[];
  readonly result: ItemResult;
}

export interface SubjectDecision {
  readonly subject: Subject;
  readonly outcome: 'approved' | 'refused' | 'none';
  /** What decided it; also when an upheld objection has set it aside. */
  readonly decision?: Decision;
  /** The upheld objection that set the decision aside; then the outcome is `none`. */
  readonly setAsideBy?: number;
  /** The latest notice of this very decision. */
  readonly notice?: NoticeProgress & { readonly noticeNo: number };
  readonly openObjections: readonly number[];
  /** Approved, its notice complete, no objection open: others may act on it. */
  readonly isConfirmed: boolean;
}

/**
 * What has been decided about a subject as of a day, from rows alone: the latest closed meeting with a quorum that
 * voted on it and was not corrected since; its notice; the objections.
 *
 * @example
 * const { isConfirmed } = await subjectDecision(tx, '130434', { module: 'cases', id: '17' }, today);
 */
export async function subjectDecision(
  tx: Tx,
  countyCode: string,
  subject: Subject,
  asOf: PlainDate,
): Promise<SubjectDecision> {
  return (await subjectDecisions(tx, countyCode, [subject], asOf))[0]!;
}

/** As `subjectDecision` for many subjects, in their order and a dozen statements. */
export async function subjectDecisions(
  tx: Tx,
  countyCode: string,
  subjects: readonly Subject[],
  asOf: PlainDate,
): Promise<SubjectDecision[]> {
  const decisions = await latestDecisions(tx, countyCode, subjects, asOf);
  const objections = Map.groupBy(await listObjections(tx, countyCode, subjects), keyOfRow);
  const notices = await latestNotices(tx, countyCode, subjects, asOf);
  return subjects.map((subject) => {
    const key = subjectText(subject);
    const decision = decisions.get(key);
    const { open, upheld } = contestOn(objections.get(key) ?? [], asOf);
    const setAside = upheld.find(
      ({ meeting_no, item_no }) => meeting_no === decision?.meetingNo && item_no === decision?.itemNo,
    );
    const notice = decision && notices.get(`${key} ${decision.meetingNo}.${decision.itemNo}`);
    const outcome = setAside || !decision ? 'none' : decidedAs(decision.result.outcome);
    return {
      subject,
      outcome,
      ...(decision && { decision }),
      ...(setAside && { setAsideBy: setAside.objection_no }),
      ...(notice && { notice }),
      openObjections: open,
      isConfirmed: outcome === 'approved' && open.length === 0 && notice?.status === 'complete',
    };
  });
}

/** An approved decision that no notice has made public yet, with what a notice of it is drafted from. */
export interface Unpublished extends Decision {
  readonly subject: Subject;
  readonly title: string;
  readonly householdNo: string | null;
}

/** The approved decisions of kinds that have a notice, as of a day, that are in none yet; the oldest first. */
export async function unpublishedDecisions(
  tx: Tx,
  countyCode: string,
  asOf: PlainDate,
): Promise<Unpublished[]> {
  const { rows } = await sql<ItemRow>`
    select i.* from governance.agenda_item i
    join governance.closing c on c.county_code = i.county_code and c.meeting_no = i.meeting_no
    where i.county_code = ${countyCode}
      and i.decision_kind in (select jsonb_array_elements_text(${JSON.stringify(NOTICE_KINDS)}::jsonb))
      and not exists (select from governance.notice_line l where l.county_code = i.county_code
        and l.meeting_no = i.meeting_no and l.item_no = i.item_no)
    order by i.meeting_no, i.item_no`.execute(tx);
  const subjects = rows.map(({ subject_module, subject_id }) => ({ module: subject_module, id: subject_id }));
  const states = await subjectDecisions(tx, countyCode, subjects, asOf);
  return rows.flatMap((item, i) => {
    const { outcome, decision, subject } = states[i]!;
    const isThis = decision?.meetingNo === item.meeting_no && decision.itemNo === item.item_no;
    return outcome === 'approved' && isThis
      ? [{ ...decision, subject, title: item.title, householdNo: item.household_no }]
      : [];
  });
}

/** Whether an objection or appeal about the subject waits for its answer; a payment then waits too. */
export async function isContested(
  tx: Tx,
  countyCode: string,
  subject: Subject,
  asOf: PlainDate,
): Promise<boolean> {
  return contestOn(await listObjections(tx, countyCode, [subject]), asOf).open.length > 0;
}

/**
 * The gate for whoever acts on a decision.
 *
 * Fails, in this order, with `decision.setAside`, `decision.none`, `decision.refused`, `decision.contested`,
 * `decision.noNotice` or `decision.noticeRunning`.
 */
export async function needConfirmed(
  tx: Tx,
  countyCode: string,
  subject: Subject,
  asOf: PlainDate,
): Promise<SubjectDecision> {
  const state = await subjectDecision(tx, countyCode, subject, asOf);
  const { setAsideBy, outcome, openObjections, notice, decision } = state;
  const named = { subject: subjectText(subject) };
  if (setAsideBy !== undefined) throw fail('decision.setAside', { ...named, objection: setAsideBy });
  if (outcome === 'none') throw fail('decision.none', named);
  if (outcome === 'refused') throw fail('decision.refused', { ...named, meeting: decision!.meetingNo });
  if (openObjections.length > 0)
    throw fail('decision.contested', { ...named, objections: openObjections.join(', ') });
  if (!notice) throw fail('decision.noNotice', named);
  if (notice.status !== 'complete')
    throw fail('decision.noticeRunning', {
      ...named,
      notice: notice.noticeNo,
      status: notice.status,
      last: notice.lastDay ?? '—',
    });
  return state;
}

const decidedAs = (outcome: Outcome): SubjectDecision['outcome'] =>
  outcome === 'approved' || outcome === 'refused' ? outcome : 'none';

const keyOfRow = (row: { readonly subject_module: string; readonly subject_id: string }): string =>
  subjectText({ module: row.subject_module, id: row.subject_id });

async function latestDecisions(
  tx: Tx,
  countyCode: string,
  subjects: readonly Subject[],
  asOf: PlainDate,
): Promise<Map<string, Decision>> {
  const { rows } = await sql<{ meeting_no: number }>`
    select distinct i.meeting_no
    from governance.agenda_item i
    join governance.closing c on c.county_code = i.county_code and c.meeting_no = i.meeting_no
    where i.county_code = ${countyCode} and (i.subject_module, i.subject_id) in (${subjectRows(subjects)})
      and not exists (
        select from governance.meeting n
        join governance.closing nc on nc.county_code = n.county_code and nc.meeting_no = n.meeting_no
        where n.county_code = i.county_code and n.corrects_meeting_no = i.meeting_no and n.day <= ${asOf}::date)`.execute(
    tx,
  );
  const meetingNos = rows.map(({ meeting_no }) => meeting_no);
  const meetings = new Map(
    (await listMeetings(tx, countyCode, { meetingNos })).map((meeting) => [meeting.meeting_no, meeting]),
  );
  const decisions = (await loadItemFacts(tx, countyCode, meetingNos))
    .map(
      ({ item, facts }) =>
        [item, decisionOf(meetings.get(item.meeting_no)!, item, decideItem(facts))] as const,
    )
    .filter(([, { day, result }]) => day <= asOf && decidedAs(result.outcome) !== 'none')
    .sort(([, a], [, b]) => (a.day === b.day ? a.meetingNo - b.meetingNo : a.day < b.day ? -1 : 1));
  return new Map(decisions.map(([item, decision]) => [keyOfRow(item), decision]));
}

const decisionOf = (meeting: MeetingRow, item: ItemRow, result: ItemResult): Decision => ({
  meetingNo: item.meeting_no,
  itemNo: item.item_no,
  decisionKind: item.decision_kind,
  bodyNo: meeting.body_no,
  bodyKind: meeting.body_kind,
  bodyName: meeting.body_name,
  areaCode: meeting.area_code,
  day: meeting.day,
  chairs: [meeting.chair_name, ...(meeting.closed_by === null ? [] : [meeting.closed_by])],
  result,
});

interface LineRow {
  readonly notice_no: number;
  readonly subject_module: string;
  readonly subject_id: string;
  readonly meeting_no: number | null;
  readonly item_no: number | null;
}

/** By subject and the decision made public, the latest notice. */
async function latestNotices(
  tx: Tx,
  countyCode: string,
  subjects: readonly Subject[],
  asOf: PlainDate,
): Promise<Map<string, NoticeProgress & { readonly noticeNo: number }>> {
  const { rows } = await sql<LineRow>`
    select notice_no, subject_module, subject_id, meeting_no, item_no from governance.notice_line
    where county_code = ${countyCode} and (subject_module, subject_id) in (${subjectRows(subjects)})
    order by notice_no`.execute(tx);
  const latest = new Map(
    rows.map((row) => [`${keyOfRow(row)} ${row.meeting_no}.${row.item_no}`, row.notice_no]),
  );
  const notices = await listNotices(tx, countyCode, { noticeNos: [...new Set(latest.values())] });
  const progress = await progressOf(tx, countyCode, notices, asOf);
  return new Map([...latest].map(([key, noticeNo]) => [key, { noticeNo, ...progress.get(noticeNo)! }]));
}
