import { BOOK, FILE, PROCEDURE } from './governance-words.ts';
import { COUNTY } from './imports.ts';
import { by, store } from './payout.ts';
import {
  addEvidence,
  appointMembers,
  type BodyKind,
  callMeeting,
  castBallots,
  closeMeeting,
  draftNotice,
  foundBody,
  postNotice,
  recordAttendance,
} from '../src/governance/index.ts';
import { addDays, type PlainDate, plainDate } from '../src/kernel/index.ts';
import {
  registerEntity,
  SPENDING_POLICY,
  spendingFollowerIn,
  subjectOf,
} from '../src/livelihood/programmes/index.ts';
import { post } from '../src/ledger/index.ts';
import { resolvePolicy } from '../src/policy/index.ts';

/** Short words for the tests of entities: a village company with money, bodies, and a decision on a request to spend. */

export const TODAY = plainDate('2017-12-31');
export const on = (day: string) => plainDate(day);
export const SPENDING = resolvePolicy(BOOK, SPENDING_POLICY, TODAY);
export const VILLAGE = 'T1-V';
export { FILE };

export const foundEntity = (name: string, more: object = {}) =>
  registerEntity(store.db, {
    ...by('Clerk'),
    kind: 'company',
    name,
    areaCode: VILLAGE,
    foundedOn: on('2016-03-01'),
    today: TODAY,
    ...more,
  });

/** Money of a buyer in the purse of entity 1. */
export const earn = (amount: bigint, source = 'test/income/1' as const) =>
  store.db.transaction().execute((tx) =>
    post(tx, {
      countyCode: COUNTY,
      kind: 'collective_income',
      debit: 'cooperative:1',
      credit: 'partner:buyer',
      amount,
      day: on('2017-01-10'),
      source,
      actor: 'Clerk',
    }),
  );

export async function body(kind: BodyKind, members: readonly string[]): Promise<number> {
  const since = on('2016-01-01');
  const { body_no } = await foundBody(store.db, PROCEDURE, {
    ...by('Office'),
    areaCode: VILLAGE,
    kind,
    name: kind,
    since,
  });
  await appointMembers(store.db, PROCEDURE, {
    ...by('Office'),
    bodyNo: body_no,
    since,
    appointments: members.map((name, i) => ({ name, role: i === 0 ? 'chair' : 'member', weight: 1n })),
  });
  return body_no;
}

/** Called, attended by all, voted alike, signed and closed by its chair. */
export async function decideOn(
  requestNo: number,
  bodyNo: number,
  day: PlainDate,
  more: { readonly chair?: string; readonly size?: number; readonly choice?: 'for' | 'against' } = {},
): Promise<void> {
  const { chair = 'Chair', size = 3, choice = 'for' } = more;
  const { meeting_no: meetingNo } = await callMeeting(store.db, PROCEDURE, {
    ...by('Office'),
    bodyNo,
    day,
    place: 'Hall',
    chairNo: 1,
    calledOn: addDays(day, -15),
    agenda: [{ subject: subjectOf(requestNo), decisionKind: 'fund_use', title: 'a request' }],
  });
  const at = { ...by('Office'), meetingNo, today: TODAY };
  const members = Array.from({ length: size }, (_, i) => i + 1);
  await recordAttendance(store.db, { ...at, present: members });
  await castBallots(store.db, {
    ...at,
    itemNo: 1,
    ballots: members.map((memberNo) => ({ memberNo, choice })),
  });
  await addEvidence(store.db, { ...at, kind: 'signatures', file: FILE });
  const follow = spendingFollowerIn(COUNTY, TODAY);
  await closeMeeting(store.db, { ...at, actor: chair, minutes: 'spoken and voted', follow });
}

/** The notice of what was decided hangs from a day on. */
export async function publish(requestNo: number, day: PlainDate): Promise<void> {
  const words = (en: string) => ({ zh: en, en });
  const { notice_no: noticeNo } = await draftNotice(store.db, PROCEDURE, {
    ...by('Office'),
    kind: 'fund_use',
    areaCode: VILLAGE,
    firstDay: day,
    places: ['Board'],
    lines: [
      {
        subject: subjectOf(requestNo),
        given: {
          source: words('company'),
          amountFen: 1n as never,
          purpose: words('works'),
          beneficiaries: 8,
          unit: words('company'),
        },
      },
    ],
  });
  await postNotice(store.db, { ...by('Office'), noticeNo, placeNo: 1, day, today: TODAY, photo: FILE });
}
