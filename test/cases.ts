import { afterAll, beforeAll, beforeEach } from 'vitest';
import { AREAS, COUNTY, emptyStore, importText, VILLAGE } from './imports.ts';
import { FILE, PROCEDURE, BOOK } from './governance-words.ts';
import { within } from './ledger.ts';
import { testStore } from './store.ts';
import { addDays, Failure, type PlainDate, plainDate } from '../src/kernel/index.ts';
import {
  addEvidence,
  answerObjection,
  appointMembers,
  callMeeting,
  castBallots,
  closeMeeting,
  draftNotice,
  foundBody,
  postNotice,
  receiveAppeal,
  receiveObjection,
  recordAttendance,
} from '../src/governance/index.ts';
import { accountKey, authorise, post } from '../src/ledger/index.ts';
import type { Store } from '../src/platform/index.ts';
import { resolvePolicy } from '../src/policy/index.ts';
import {
  actOnCase,
  casePossibilities,
  followerIn,
  openCase,
  type PolicyOn,
  showCase,
} from '../src/prevention/cases/index.ts';
import { screen } from '../src/prevention/screening/index.ts';

/** A county with one household over its line, a review group and money in the pool; a store emptied before every test. */
export let store: Store;
export const useCounty = () => {
  beforeAll(async () => {
    store = await testStore();
  });
  afterAll(() => store.close());
  beforeEach(foundCounty);
};

export const policyOn: PolicyOn = (reference, day) => resolvePolicy(BOOK, reference, day);
const DAY = plainDate('2026-03-02');
export const day = (after: number): PlainDate => addDays(DAY, after);
const BILLS =
  'county_code,record_no,household_no,person_no,peril,date,total_yuan,reimbursed_yuan,self_paid_yuan,provider';
const INCOMES = 'county_code,household_no,year,class,stream,amount_yuan,one_off';

export const importBill = (record: string, yuan: number, on: string) =>
  importText(
    store.db,
    'expenses',
    `${BILLS}\n${COUNTY},${record},1,,medical,${on},${yuan},0,${yuan},${record}\n`,
  );
export const importIncome = (yuan: number) =>
  importText(store.db, 'incomes', `${INCOMES}\n${COUNTY},1,2025,wage,work,${yuan},false\n`);
export const importHousehold = (group: string, size: number) =>
  importText(
    store.db,
    'households',
    `county_code,household_no,area_code,group,head_name,size\n${COUNTY},1,${VILLAGE},${group},张三丰,${size}\n`,
  );
export const screenOn = (asOf: PlainDate) =>
  screen(store.db, { countyCode: COUNTY, policy: policyOn('wei-2017', asOf), asOf, actor: 'screener' });

/** Two people of a low-income household with bills of 40,000, which are worth 6,000 (E-W21). */
async function foundCounty(): Promise<void> {
  await emptyStore(store.db);
  await importText(store.db, 'areas', AREAS);
  await importHousehold('non_poor_low_income', 2);
  await importText(
    store.db,
    'persons',
    `county_code,household_no,person_no,name,id_number,birth_date,sex,relation,education,health,labour
${COUNTY},1,1,张三丰,,1949-12-31,female,head,,,ordinary
${COUNTY},1,2,张小丰,,1990-01-01,male,child,,,
`,
  );
  await importIncome(6000);
  await importBill('B1', 40_000, '2026-02-20');
  await screenOn(day(-1));
  const body = { countyCode: COUNTY, actor: 'Office' };
  await foundBody(store.db, PROCEDURE, {
    ...body,
    areaCode: VILLAGE,
    kind: 'village_review_group',
    name: 'Review',
    since: day(-30),
  });
  await appointMembers(store.db, PROCEDURE, {
    ...body,
    bodyNo: 1,
    since: day(-30),
    appointments: ['Chen', 'Wang', 'Zhao', 'Finder', 'Wen'].map((name, i) => ({
      name,
      role: i === 0 ? 'chair' : 'member',
      weight: 1n,
    })),
  });
  await fillPool(100_000_000n);
}

const fillPool = (amount: bigint) =>
  within(store.db, async (tx) => {
    const [debit, credit] = [accountKey('pool', '2026'), accountKey('treasury', 'county')];
    const by = { countyCode: COUNTY, kind: 'premium', actor: 'finance' } as const;
    const decision = 'county/budget' as const;
    const period = { validFrom: plainDate('2026-01-01'), validTo: plainDate('2026-12-31') };
    const { authorisationNo } = await authorise(tx, {
      ...by,
      decision,
      payer: credit,
      limit: amount,
      ...period,
    });
    await post(tx, {
      ...by,
      debit,
      credit,
      amount,
      day: period.validFrom,
      source: decision,
      authorisationNo,
    });
  });

/** The days may go on for as long as a test likes. */
const TODAY = plainDate('2027-12-31');
export const open = (actor: string, on: PlainDate, more: object = {}) =>
  openCase(store.db, policyOn, {
    actor,
    countyCode: COUNTY,
    householdNo: '1',
    policy: 'wei-2017',
    asOf: on,
    day: on,
    today: TODAY,
    ...more,
  });

export const take = (
  action: string,
  actor: string,
  on: PlainDate,
  fields: Record<string, string> = {},
  more: object = {},
) =>
  actOnCase(store.db, policyOn, {
    actor,
    countyCode: COUNTY,
    caseNo: 1,
    action,
    fields,
    ...(action === 'visit' && { evidence: [FILE] }),
    day: on,
    today: TODAY,
    ...more,
  });

export const view = (on: PlainDate, caseNo = 1) =>
  within(store.db, (tx) => showCase(tx, policyOn, { countyCode: COUNTY, caseNo, day: on }));
export const possible = (on: PlainDate) =>
  within(store.db, (tx) => casePossibilities(tx, policyOn, { countyCode: COUNTY, caseNo: 1, day: on }));

/** Called, attended, voted and closed. */
export async function meet(
  on: PlainDate,
  {
    chairNo = 1,
    chair = 'Chen',
    vote = 'for',
    id = '1',
    kind = 'household_support',
    present = [1, 2, 3, 4, 5],
    corrects,
  }: {
    chairNo?: number;
    present?: number[];
    corrects?: number;
    chair?: string;
    vote?: 'for' | 'against';
    id?: string;
    kind?: 'household_support' | 'risk_removal' | 'other';
  } = {},
): Promise<number> {
  const by = { countyCode: COUNTY, actor: 'Office' };
  const { meeting_no: meetingNo } = await callMeeting(store.db, PROCEDURE, {
    ...by,
    bodyNo: 1,
    day: on,
    place: 'Hall',
    chairNo,
    calledOn: on,
    ...(corrects !== undefined && { correctsMeetingNo: corrects }),
    agenda: [{ subject: { module: 'cases', id }, decisionKind: kind, title: 'case', householdNo: '1' }],
  });
  const at = { ...by, meetingNo, today: TODAY };
  await recordAttendance(store.db, { ...at, present });
  await castBallots(store.db, {
    ...at,
    itemNo: 1,
    ballots: present.slice(0, 4).map((memberNo) => ({ memberNo, choice: vote })),
  });
  await addEvidence(store.db, { ...at, kind: 'signatures', file: FILE });
  await closeMeeting(store.db, { ...at, actor: chair, minutes: 'spoken and voted', follow: follow(TODAY) });
  return meetingNo;
}

export async function publish(
  on: PlainDate,
  { id = '1', kind = 'household_support' }: { id?: string; kind?: 'household_support' | 'risk_removal' } = {},
) {
  const by = { countyCode: COUNTY, actor: 'Office' };
  const { notice_no: noticeNo } = await draftNotice(store.db, PROCEDURE, {
    ...by,
    kind,
    areaCode: VILLAGE,
    firstDay: on,
    places: ['Board'],
    lines: [
      {
        subject: { module: 'cases', id },
        householdNo: '1',
        given: {
          measure: { zh: '防贫保险金', en: 'insurance' },
          ...(kind === 'household_support' && { amountFen: 600_000n as never }),
        },
      },
    ],
  });
  await postNotice(store.db, { ...by, noticeNo, placeNo: 1, photo: FILE, day: on, today: TODAY });
}

const follow = (on: PlainDate) => followerIn(COUNTY, on);

export const object = (on: PlainDate, actor = 'Office') =>
  receiveObjection(store.db, PROCEDURE, {
    countyCode: COUNTY,
    actor,
    subject: { module: 'cases', id: '1' },
    areaCode: VILLAGE,
    channel: '12317',
    words: 'they own a shop',
    receivedOn: on,
    today: TODAY,
    follow: follow(TODAY),
  });
export const appeal = (objectionNo: number, on: PlainDate) =>
  receiveAppeal(store.db, PROCEDURE, {
    countyCode: COUNTY,
    actor: 'Office',
    objectionNo,
    channel: '12317',
    words: 'look again',
    receivedOn: on,
    today: TODAY,
    follow: follow(TODAY),
  });
export const decideObjection = (
  objectionNo: number,
  verdict: 'upheld' | 'dismissed',
  on: PlainDate,
  actor = 'Sun',
) =>
  answerObjection(store.db, {
    countyCode: COUNTY,
    actor,
    objectionNo,
    verdict,
    reason: 'looked again',
    answeredOn: on,
    follow: follow(TODAY),
  });

/** The code of the refusal, whose sentences must be whole; `done` when there is none. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { zh, en } = error.sentence;
    if (/\{\w+\}|undefined|null|NaN/.test(zh + en))
      throw new Error(`A sentence with a hole: ${zh} ${en}`, { cause: error });
    return error.code;
  }
}

/** Every link of the chain in order, each by its own person, on a day of its own. */
export const LINKS: Readonly<Record<string, () => Promise<unknown>>> = {
  open: () => open('Finder', day(0)),
  ask: () => take('ask', 'Clerk', day(0)),
  land: () => take('answer', 'Lin', day(1), { department: 'land_resources', result: 'clear' }),
  market: () => take('answer', 'Ma', day(1), { department: 'market_regulation', result: 'hit' }),
  traffic: () => take('answer', 'Che', day(1), { department: 'traffic_police', result: 'clear' }),
  overrule: () =>
    take('overrule', 'Clerk', day(1), { department: 'market_regulation', reason: 'closed in 2024' }),
  assign: () => take('assign', 'Clerk', day(1)),
  visit: () => take('visit', 'Wen', day(2), { companion: 'Qiu' }),
  review: () => meet(day(3)),
  notice: () => publish(day(3)),
  confirm: () => take('confirm', 'Hu', day(9)),
  report: () => take('report', 'Tang', day(9)),
  record: () => take('record', 'Gao', day(10)),
  order: () => take('order', 'Luo', day(10)),
  pay: () => take('pay', 'Kong', day(11)),
};

/** Walks the chain up to and including a link, without some of them. */
export async function walk(last = 'pay', without: readonly string[] = []): Promise<void> {
  for (const [link, act] of Object.entries(LINKS)) {
    if (!without.includes(link)) await act();
    if (link === last) return;
  }
}
