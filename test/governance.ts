import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { BOOK, FILE, PROCEDURE } from './governance-words.ts';
import { AREAS, COUNTY, emptyStore, importText, VILLAGE } from './imports.ts';
import { testStore } from './store.ts';
import { fen, plainDate } from '../src/kernel/index.ts';
import type { Store, Tx } from '../src/platform/index.ts';
import {
  addEvidence,
  type AgendaItem,
  answerObjection,
  appointMembers,
  callMeeting,
  castBallots,
  closeMeeting,
  draftNotice,
  foundBody,
  type NoticeLine,
  receiveObjection,
  recordAttendance,
  subjectDecision,
} from '../src/governance/index.ts';

export const D = (day: number) => plainDate(`2026-11-${String(day).padStart(2, '0')}`);
export const TODAY = D(22);
export const CASE = { module: 'cases', id: '17' };
export const by = (actor: string) => ({ actor, countyCode: COUNTY });

export { BOOK, FILE, PROCEDURE };

/**
 * A village for the tests of governance: a store emptied before every test, three households, a body, and short words
 * for what a clerk does. Importing it is enough.
 */
export let store: Store;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await emptyStore(store.db);
  await importText(store.db, 'areas', AREAS);
  await importText(
    store.db,
    'households',
    `county_code,household_no,area_code,group,head_name,size,phone
${COUNTY},1,${VILLAGE},non_poor_low_income,张三丰,2,13812345678
${COUNTY},2,${VILLAGE},general,李四,1,
${COUNTY},3,${VILLAGE},general,王五,1,
`,
  );
  await importText(
    store.db,
    'persons',
    `county_code,household_no,person_no,name,id_number,birth_date,sex,relation,education,health,labour
${COUNTY},1,1,张三丰,11010519491231002X,1949-12-31,female,head,,serious_illness,lost
${COUNTY},1,2,张小丰,,1990-01-01,male,child,,,
${COUNTY},2,1,李四,,1960-01-01,male,head,,,
`,
  );
});

export const reading = <Result>(work: (tx: Tx) => Promise<Result>) => store.db.transaction().execute(work);
export const state = (day: number, subject = CASE) =>
  reading((tx) => subjectDecision(tx, COUNTY, subject, D(day)));
export const refusal = (code: string) => expect.objectContaining({ code });

/** A body of the village with members Chen (chair), Li of household 2, Wang, Zhao, and 张小丰 without a household. */
export async function council(kind: Parameters<typeof foundBody>[2]['kind'] = 'village_review_group') {
  const { body_no } = await foundBody(store.db, PROCEDURE, {
    ...by('Office'),
    areaCode: VILLAGE,
    kind,
    name: 'Review',
    since: D(1),
  });
  await appointMembers(store.db, PROCEDURE, {
    ...by('Office'),
    bodyNo: body_no,
    since: D(1),
    appointments: [
      { name: 'Chen', role: 'chair', weight: 1n },
      { name: '李四', householdNo: '2', role: 'member', weight: 1n },
      { name: 'Wang', role: 'member', weight: 1n },
      { name: 'Zhao', role: 'member', weight: 1n },
      { name: '张小丰', role: 'member', weight: 1n },
    ],
  });
  return body_no;
}

export const ITEM: AgendaItem = {
  subject: CASE,
  decisionKind: 'household_support',
  title: 'case 17',
  householdNo: '1',
};
export const called = (bodyNo: number, day = D(2), more: object = {}) =>
  callMeeting(store.db, PROCEDURE, {
    ...by('Office'),
    bodyNo,
    day,
    place: 'Hall',
    chairNo: 1,
    calledOn: D(1),
    agenda: [ITEM],
    ...more,
  });
export const at = (meetingNo: number, actor = 'Office') => ({ ...by(actor), meetingNo, today: TODAY });

/** Called, attended, voted and closed: members 1 to 4 come. */
export async function decide(bodyNo: number, day: number, votes: string, more: object = {}): Promise<number> {
  const { meeting_no: meetingNo } = await called(bodyNo, D(day), more);
  await recordAttendance(store.db, { ...at(meetingNo), present: [1, 2, 3, 4] });
  await castBallots(store.db, {
    ...at(meetingNo),
    itemNo: 1,
    ballots: [...votes].map((mark, i) => ({ memberNo: i + 1, choice: mark === '+' ? 'for' : 'against' })),
  });
  await addEvidence(store.db, { ...at(meetingNo), kind: 'signatures', file: FILE });
  await closeMeeting(store.db, { ...at(meetingNo, 'Chen'), minutes: 'spoken and voted' });
  return meetingNo;
}

export const LINE: NoticeLine = {
  subject: CASE,
  householdNo: '1',
  given: { measure: { zh: '防贫保险金', en: 'insurance' }, amountFen: fen(660_000n) },
};
export const drafted = (more: object = {}) =>
  draftNotice(store.db, PROCEDURE, {
    ...by('Office'),
    kind: 'household_support',
    areaCode: VILLAGE,
    firstDay: D(3),
    places: ['Board'],
    lines: [LINE],
    ...more,
  });
export const place = (noticeNo: number, day: number) => ({
  ...by('Office'),
  noticeNo,
  placeNo: 1,
  day: D(day),
  today: TODAY,
});
export const objected = (day: number, more: object = {}) =>
  receiveObjection(store.db, PROCEDURE, {
    ...by('Office'),
    subject: CASE,
    channel: '12317',
    words: 'they own a shop',
    receivedOn: D(day),
    today: TODAY,
    ...more,
  });
export const answered = (objectionNo: number, verdict: 'upheld' | 'dismissed', day: number, actor = 'Sun') =>
  answerObjection(store.db, {
    ...by(actor),
    objectionNo,
    verdict,
    reason: 'looked again',
    answeredOn: D(day),
  });
