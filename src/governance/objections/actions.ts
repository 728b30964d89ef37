import { deadlineAfter, isSamePerson, type PlainDate } from '../../kernel/index.ts';
import { type Db, sql, type Tx } from '../../platform/index.ts';
import { needArea } from '../bodies/actions.ts';
import { subjectDecision } from '../decision.ts';
import { fail } from './errors.ts';
import { getMeeting, listSeats } from '../meetings/store.ts';
import { type Follow, type Order, type Subject, subjectText } from '../model.ts';
import { answerPeriod, type ProcedureOn } from '../procedure.ts';
import { enact, insertRows, nextNo } from '../store.ts';
import type { Verdict } from './rules.ts';
import { type Channel, getObjection, listObjections, type ObjectionRow } from './store.ts';

interface Received extends Order {
  readonly follow?: Follow | undefined;
  readonly channel: Channel;
  /** Who objects; nobody has to say. */
  readonly objector?: string;
  /** Where they may be called, likewise. */
  readonly phone?: string;
  readonly words: string;
  readonly receivedOn: PlainDate;
  readonly today: PlainDate;
}

export interface ObjectOrder extends Received {
  readonly subject: Subject;
  /** Area that answers, where no decision tells: the body's. */
  readonly areaCode?: string;
}

export interface ReceivedObjection extends ObjectionRow {
  /** Years the deadline runs through whose holidays are not known. */
  readonly yearsWithoutHolidays: readonly number[];
}

/**
 * Receives an objection, during the notice or after. Fails with `objection.future`, `objection.area` or `body.area`.
 */
export async function receiveObjection(
  db: Db,
  procedure: ProcedureOn,
  order: ObjectOrder,
): Promise<ReceivedObjection> {
  const { countyCode, subject, receivedOn } = order;
  return enact(db, order, 'objection.receive', async (tx, actor) => {
    assertReceived(order);
    const { decision } = await subjectDecision(tx, countyCode, subject, receivedOn);
    const areaCode = order.areaCode ?? decision?.areaCode;
    if (areaCode === undefined) throw fail('objection.area', { subject: subjectText(subject) });
    await needArea(tx, countyCode, areaCode);
    const contests = { meeting_no: decision?.meetingNo, item_no: decision?.itemNo };
    return write(tx, procedure, order, subject, { ...contests, area_code: areaCode }, actor);
  });
}

export interface AppealOrder extends Received {
  readonly objectionNo: number;
}

/**
 * Receives an appeal against an answer; the area one level up answers it.
 *
 * Fails, in this order, with `objection.future`, `objection.unknown`, `objection.notAnswered`, `objection.appealed`,
 * `objection.noHigherLevel`.
 */
export async function receiveAppeal(
  db: Db,
  procedure: ProcedureOn,
  order: AppealOrder,
): Promise<ReceivedObjection> {
  const { countyCode, objectionNo } = order;
  return enact(db, order, 'objection.appeal', async (tx, actor) => {
    assertReceived(order);
    const below = await getObjection(tx, countyCode, objectionNo);
    if (below.verdict === null || below.answered_on! > order.receivedOn)
      throw fail('objection.notAnswered', { objection: objectionNo });
    const subject = { module: below.subject_module, id: below.subject_id };
    const appeal = (await listObjections(tx, countyCode, [subject])).find(
      ({ appeals_no }) => appeals_no === objectionNo,
    );
    if (appeal) throw fail('objection.appealed', { objection: objectionNo, appeal: appeal.objection_no });
    const { meeting_no, item_no } = below;
    const area_code = await areaAbove(tx, countyCode, below);
    return write(
      tx,
      procedure,
      order,
      subject,
      { meeting_no, item_no, area_code, appeals_no: objectionNo },
      actor,
    );
  });
}

function assertReceived({ receivedOn, today }: Received): void {
  if (receivedOn > today) throw fail('objection.future', { day: receivedOn, today });
}

async function areaAbove(
  tx: Tx,
  countyCode: string,
  { objection_no, area_code }: ObjectionRow,
): Promise<string> {
  const { rows } = await sql<{ code: string }>`
    select p.code from registry.area a join registry.area p on p.code = a.parent_code and p.county_code = ${countyCode}
    where a.code = ${area_code}`.execute(tx);
  if (!rows[0]) throw fail('objection.noHigherLevel', { objection: objection_no, area: area_code });
  return rows[0].code;
}

async function write(
  tx: Tx,
  procedure: ProcedureOn,
  { countyCode, channel, objector, phone, words, receivedOn, follow }: Received,
  subject: Subject,
  contested: Readonly<Record<string, string | number | null | undefined>>,
  actor: string,
) {
  const policy = procedure(receivedOn);
  const { days, dayKind } = answerPeriod(policy);
  const deadline = deadlineAfter(receivedOn, days, dayKind);
  const no = await nextNo(tx, 'objection', 'objection_no', { county_code: countyCode });
  await insertRows(tx, 'objection', [
    {
      county_code: countyCode,
      objection_no: no,
      subject_module: subject.module,
      subject_id: subject.id,
      ...contested,
      channel,
      objector: objector ?? null,
      phone: phone ?? null,
      words,
      received_on: receivedOn,
      answer_by: deadline.day,
      policy_version: policy.version,
      recorded_by: actor,
    },
  ]);
  await follow?.(tx, { subject, because: `governance/objection/${no}`, actor });
  const { yearsWithoutHolidays } = deadline;
  return {
    result: { ...(await getObjection(tx, countyCode, no)), yearsWithoutHolidays },
    summary: { objection_no: no, channel },
  };
}

export interface AnswerOrder extends Order {
  readonly follow?: Follow | undefined;
  readonly objectionNo: number;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly answeredOn: PlainDate;
}

/**
 * Answers an objection. Who took part in the decision, answered below or objects does not answer.
 *
 * Fails, in this order, with `objection.unknown`, `objection.answered`, `objection.early`, `objection.tookPart`.
 */
export async function answerObjection(db: Db, order: AnswerOrder): Promise<ObjectionRow> {
  const { countyCode, objectionNo, verdict, reason, answeredOn } = order;
  return enact(db, order, 'objection.answer', async (tx, actor) => {
    const objection = await getObjection(tx, countyCode, objectionNo);
    if (objection.verdict !== null)
      throw fail('objection.answered', { objection: objectionNo, by: objection.answered_by ?? '' });
    if (answeredOn < objection.received_on)
      throw fail('objection.early', { objection: objectionNo, received: objection.received_on });
    const involved = await peopleInvolved(tx, countyCode, objection);
    if (involved.some((name) => isSamePerson(name, actor)))
      throw fail('objection.tookPart', { objection: objectionNo, actor });
    const key = { county_code: countyCode, objection_no: objectionNo };
    await insertRows(tx, 'answer', [
      { ...key, verdict, reason, answered_on: answeredOn, recorded_by: actor },
    ]);
    const subject = { module: objection.subject_module, id: objection.subject_id };
    await order.follow?.(tx, { subject, because: `governance/objection/${objectionNo}`, actor });
    const result = await getObjection(tx, countyCode, objectionNo);
    return { result, summary: { objection_no: objectionNo, verdict } };
  });
}

/** Everybody who sat in the meeting, held a proxy, answered lower down, or objects. */
async function peopleInvolved(tx: Tx, countyCode: string, objection: ObjectionRow): Promise<string[]> {
  const people = objection.objector === null ? [] : [objection.objector];
  if (objection.meeting_no !== null)
    people.push(...(await peopleOfMeeting(tx, countyCode, objection.meeting_no)));
  for (let below = objection.appeals_no; below !== null;) {
    const { answered_by, objector, appeals_no } = await getObjection(tx, countyCode, below);
    people.push(...[answered_by, objector].filter((name) => name !== null));
    below = appeals_no;
  }
  return people;
}

/** Names of those who took part in a meeting; whoever reviews what it decided is somebody else. */
export async function peopleOfMeeting(tx: Tx, countyCode: string, meetingNo: number): Promise<string[]> {
  const { closed_by, chair_name } = await getMeeting(tx, countyCode, meetingNo);
  const seats = (await listSeats(tx, countyCode, [meetingNo])).filter(
    ({ presence }) => presence !== 'absent',
  );
  const names = seats.flatMap(({ name, holder_name }) => [name, holder_name]);
  return [...names, closed_by, chair_name].filter((name) => name !== null);
}
