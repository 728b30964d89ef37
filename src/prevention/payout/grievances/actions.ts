import { deadlineAfter, isSamePerson, type PlainDate } from '../../../kernel/index.ts';
import type { Channel } from '../../../governance/index.ts';
import { type Db, insertRows, nextNo, type Part, sql, type Tx } from '../../../platform/index.ts';
import type { PolicyVersion } from '../../../policy/index.ts';
import { type CountyOrder, isInCounty } from '../../../registry/index.ts';
import { enact } from '../store.ts';
import { fail } from './errors.ts';

/** Complaints about the service. Who contests a decision objects instead (governance). */

export const CATEGORIES = {
  not_paid: { zh: '未到账', en: 'not paid' },
  amount: { zh: '金额', en: 'amount' },
  delay: { zh: '拖延', en: 'delay' },
  conduct: { zh: '工作作风', en: 'conduct' },
  privacy: { zh: '隐私', en: 'privacy' },
  access: { zh: '无法申请', en: 'access' },
  other: { zh: '其他', en: 'other' },
} as const;
export type Category = keyof typeof CATEGORIES;

export const VERDICTS = ['justified', 'partly_justified', 'unfounded'] as const;
export type GrievanceVerdict = (typeof VERDICTS)[number];

export interface GrievanceOrder extends CountyOrder {
  readonly channel: Channel;
  readonly category: Category;
  readonly areaCode: string;
  /** Who complains; nobody has to say. */
  readonly complainant?: string;
  /** The person complained about, if any. */
  readonly about?: string;
  readonly words: string;
  readonly owner: string;
  readonly receivedOn: PlainDate;
  readonly today: PlainDate;
  /** The policy in force on the day of receipt. */
  readonly policy: PolicyVersion;
}

/**
 * Takes a grievance down and gives it an owner and a deadline.
 * Refused in this order: `grievance.day`, `grievance.area`, `grievance.owner`, `grievance.policy`.
 */
export async function receiveGrievance(db: Db, order: GrievanceOrder): Promise<GrievanceRow> {
  const { countyCode, channel, category, areaCode, complainant, about, words, receivedOn, today } = order;
  return enactUnder(db, order, 'receive', async (tx, actor) => {
    assertDay(receivedOn, receivedOn, today);
    if (!(await isInCounty(tx, countyCode, areaCode)))
      throw fail('grievance.area', { area: areaCode, county: countyCode });
    const no = await nextNo(tx, 'payout.grievance', 'grievance_no', { county_code: countyCode });
    const row = {
      channel,
      category,
      area_code: areaCode,
      complainant,
      complained_about: about,
      words,
      received_on: receivedOn,
    };
    assertOwner(order.owner, [complainant, about]);
    await insertRows(tx, 'payout.grievance', [
      { county_code: countyCode, grievance_no: no, ...row, recorded_by: actor },
    ]);
    await giveTo(tx, order, { no, round: 1, since: receivedOn, reason: null }, actor);
    return {
      result: await getGrievance(tx, countyCode, no),
      summary: { grievance_no: no, channel, category },
    };
  });
}

export interface EscalateOrder extends CountyOrder {
  readonly grievanceNo: number;
  readonly owner: string;
  readonly reason: string;
  readonly on: PlainDate;
  readonly today: PlainDate;
  readonly policy: PolicyVersion;
}

/**
 * Hands a grievance to somebody else who has not had it: after its deadline, or after an answer that did not satisfy.
 * Refused in this order: `grievance.unknown`, `grievance.day`, `grievance.notYet`, `grievance.owner`, `grievance.policy`.
 */
export async function escalateGrievance(db: Db, order: EscalateOrder): Promise<GrievanceRow> {
  const { countyCode, grievanceNo, owner, reason, on, today } = order;
  return enactUnder(db, order, 'escalate', async (tx, actor) => {
    const grievance = await getGrievance(tx, countyCode, grievanceNo);
    const { answered_on, answer_by, round } = grievance;
    assertDay(on, answered_on ?? grievance.since, today);
    if (answered_on === null && on <= answer_by)
      throw fail('grievance.notYet', { grievance: grievanceNo, day: answer_by });
    const { rows } = await sql<{ owner: string }>`select owner from payout.grievance_owner
      where county_code = ${countyCode} and grievance_no = ${grievanceNo}`.execute(tx);
    const { complainant, complained_about } = grievance;
    assertOwner(owner, [complainant, complained_about, ...rows.map((before) => before.owner)]);
    await giveTo(tx, order, { no: grievanceNo, round: round + 1, since: on, reason }, actor);
    const result = await getGrievance(tx, countyCode, grievanceNo);
    return { result, summary: { grievance_no: grievanceNo, round: round + 1 } };
  });
}

/** The policy goes into the audit trail by its name. */
const enactUnder = <Result>(
  db: Db,
  order: CountyOrder & { readonly policy: PolicyVersion },
  action: string,
  work: Parameters<typeof enact<Result>>[3],
): Promise<Result> => {
  const { policy, ...said } = order;
  const named: CountyOrder & { policy: string } = { ...said, policy: policy.version };
  return enact(db, named, `grievance.${action}`, work);
};

function assertOwner(owner: string, others: readonly (string | null | undefined)[]): void {
  if (others.some((other) => typeof other === 'string' && isSamePerson(other, owner)))
    throw fail('grievance.owner', { owner });
}

function assertDay(day: PlainDate, from: PlainDate, today: PlainDate): void {
  if (day < from || day > today) throw fail('grievance.day', { day, from, today });
}

async function giveTo(
  tx: Tx,
  { countyCode, owner, policy }: Pick<GrievanceOrder, 'countyCode' | 'owner' | 'policy'>,
  { no, round, since, reason }: { no: number; round: number; since: PlainDate; reason: string | null },
  actor: string,
): Promise<void> {
  const path = round === 1 ? 'grievance.answer_days' : 'grievance.escalated_answer_days';
  const period = policy.parameter(path);
  if (!period) throw fail('grievance.policy', { version: policy.version, path });
  const kind = period.unit === 'working_day' ? 'working_day' : 'calendar_day';
  await insertRows(tx, 'payout.grievance_owner', [
    {
      county_code: countyCode,
      grievance_no: no,
      round,
      owner,
      since,
      answer_by: deadlineAfter(since, Number(period.value), kind).day,
      policy_version: policy.version,
      reason,
      recorded_by: actor,
    },
  ]);
}

export interface GrievanceAnswerOrder extends CountyOrder {
  readonly grievanceNo: number;
  readonly verdict: GrievanceVerdict;
  readonly answer: string;
  readonly on: PlainDate;
  readonly today: PlainDate;
}

/**
 * Answers a grievance; only its present owner does, who is never the person complained about.
 * Refused in this order: `grievance.unknown`, `grievance.answered`, `grievance.day`, `grievance.notOwner`.
 */
export async function answerGrievance(db: Db, order: GrievanceAnswerOrder): Promise<GrievanceRow> {
  const { countyCode, grievanceNo, verdict, answer, on, today } = order;
  return enact(db, order, 'grievance.answer', async (tx, actor) => {
    const { round, owner, since, answered_on } = await getGrievance(tx, countyCode, grievanceNo);
    if (answered_on !== null) throw fail('grievance.answered', { grievance: grievanceNo, day: answered_on });
    assertDay(on, since, today);
    if (!isSamePerson(owner, actor))
      throw fail('grievance.notOwner', { grievance: grievanceNo, owner, actor });
    await insertRows(tx, 'payout.grievance_answer', [
      {
        county_code: countyCode,
        grievance_no: grievanceNo,
        round,
        verdict,
        answer,
        answered_on: on,
        recorded_by: actor,
      },
    ]);
    const result = await getGrievance(tx, countyCode, grievanceNo);
    return { result, summary: { grievance_no: grievanceNo, round, verdict } };
  });
}

/** A grievance as lists show it: neither words nor who complains about whom. */
export interface GrievanceLine {
  readonly grievance_no: number;
  readonly channel: Channel;
  readonly category: Category;
  readonly area_code: string;
  readonly received_on: PlainDate;
  /** 1, and one more for every escalation. */
  readonly round: number;
  readonly owner: string;
  readonly since: PlainDate;
  readonly answer_by: PlainDate;
  readonly verdict: GrievanceVerdict | null;
  readonly answered_on: PlainDate | null;
}

/** The whole grievance; private. */
export interface GrievanceRow extends GrievanceLine {
  readonly complainant: string | null;
  readonly complained_about: string | null;
  readonly words: string;
  readonly answer: string | null;
}

const LATEST = sql`payout.grievance g
  join lateral (select * from payout.grievance_owner o where o.county_code = g.county_code
    and o.grievance_no = g.grievance_no order by round desc limit 1) o on true
  left join payout.grievance_answer a on a.county_code = o.county_code and a.grievance_no = o.grievance_no
    and a.round = o.round`;
const LINE = sql`g.grievance_no, g.channel, g.category, g.area_code, g.received_on, o.round, o.owner, o.since,
  o.answer_by, a.verdict, a.answered_on`;

/** Fails with `grievance.unknown`. */
export async function getGrievance(tx: Tx, countyCode: string, grievanceNo: number): Promise<GrievanceRow> {
  const { rows } = await sql<GrievanceRow>`
    select ${LINE}, g.complainant, g.complained_about, g.words, a.answer from ${LATEST}
    where g.county_code = ${countyCode} and g.grievance_no = ${grievanceNo}`.execute(tx);
  if (!rows[0]) throw fail('grievance.unknown', { county: countyCode, grievance: grievanceNo });
  return rows[0];
}

/** Where a page of grievances ended. */
export type GrievanceCursor = Pick<GrievanceLine, 'answer_by' | 'grievance_no'>;

/** The grievances of a county by deadline; with a day, those that are overdue at its beginning. */
export async function listGrievances(
  tx: Tx,
  countyCode: string,
  overdueOn?: PlainDate,
  { after, limit }: Part<GrievanceCursor> = {},
): Promise<GrievanceLine[]> {
  const chosen = overdueOn === undefined ? sql`` : sql`and a.verdict is null and o.answer_by < ${overdueOn}`;
  const past = after
    ? sql`and (o.answer_by, g.grievance_no) > (${after.answer_by}::date, ${after.grievance_no}::int)`
    : sql``;
  const { rows } = await sql<GrievanceLine>`select ${LINE} from ${LATEST}
    where g.county_code = ${countyCode} ${chosen} ${past}
    order by o.answer_by, g.grievance_no limit ${limit ?? null}`.execute(tx);
  return rows;
}

export interface GrievanceCount {
  readonly channel: Channel;
  readonly category: Category;
  readonly received: number;
  readonly open: number;
  readonly overdue: number;
  readonly escalated: number;
  readonly justified: number;
}

/** Counts by channel and category, fit for the public. */
export async function countGrievances(tx: Tx, countyCode: string, on: PlainDate): Promise<GrievanceCount[]> {
  const { rows } = await sql<GrievanceCount>`select g.channel, g.category, count(*)::int as received,
      count(*) filter (where a.verdict is null)::int as open,
      count(*) filter (where a.verdict is null and o.answer_by < ${on})::int as overdue,
      count(*) filter (where o.round > 1)::int as escalated,
      count(*) filter (where a.verdict in ('justified', 'partly_justified'))::int as justified
    from ${LATEST} where g.county_code = ${countyCode} group by g.channel, g.category
    order by g.channel, g.category`.execute(tx);
  return rows;
}
