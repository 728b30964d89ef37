import { plainDate } from '../../src/kernel/index.ts';
import {
  addEvidence,
  appointMembers,
  callMeeting,
  castBallots,
  closeMeeting,
  draftNotice,
  foundBody,
  postNotice,
  recordAttendance,
} from '../../src/governance/index.ts';
import type { Db } from '../../src/platform/index.ts';
import { resolvePolicy } from '../../src/policy/index.ts';
import { actOnCase, openCase, type PolicyOn } from '../../src/prevention/cases/index.ts';
import { screen } from '../../src/prevention/screening/index.ts';
import { BOOK, FILE, PROCEDURE } from '../governance-words.ts';
import { AREAS, COUNTY, importText, VILLAGE } from '../imports.ts';
import { fillPool } from '../ledger.ts';

export const CASES = 7;
/** Of 40,000 yuan of a low-income household (E-W21). */
export const EACH_FEN = 600_000n;
/** The pool has money for all but one. */
export const PAYABLE = CASES - 1;

const policyOn: PolicyOn = (reference, day) => resolvePolicy(BOOK, reference, day);
const on = (day: number) => plainDate(`2026-03-${String(day).padStart(2, '0')}`);
export const PAY_DAY = on(13);
const TODAY = PAY_DAY;
const NUMBERS = Array.from({ length: CASES }, (_, i) => i + 1);

/** So many households, each with a case that only waits for its payment. */
export async function orderedCases(db: Db): Promise<void> {
  await importText(db, 'areas', AREAS);
  const rows = (row: (n: number) => string) => NUMBERS.map(row).join('\n');
  await importText(
    db,
    'households',
    `county_code,household_no,area_code,group,head_name,size\n${rows((n) => `${COUNTY},${n},${VILLAGE},non_poor_low_income,户主${n},2`)}\n`,
  );
  await importText(
    db,
    'incomes',
    `county_code,household_no,year,class,stream,amount_yuan,one_off\n${rows((n) => `${COUNTY},${n},2025,wage,work,6000,false`)}\n`,
  );
  await importText(
    db,
    'expenses',
    `county_code,record_no,household_no,person_no,peril,date,total_yuan,reimbursed_yuan,self_paid_yuan,provider\n${rows((n) => `${COUNTY},B${n},${n},,medical,2026-02-20,40000,0,40000,H`)}\n`,
  );
  await screen(db, {
    countyCode: COUNTY,
    policy: policyOn('wei-2017', on(1)),
    asOf: on(1),
    actor: 'screener',
  });
  await db.transaction().execute((tx) => fillPool(tx, COUNTY, BigInt(PAYABLE) * EACH_FEN, 2026));
  for (const caseNo of NUMBERS) await untilVisited(db, caseNo);
  await decide(db);
  for (const caseNo of NUMBERS) {
    await take(db, caseNo, 'confirm', 'Hu', 11);
    await take(db, caseNo, 'report', 'Tang', 11);
    await take(db, caseNo, 'record', 'Gao', 12);
    await take(db, caseNo, 'order', 'Luo', 12);
  }
}

const take = (
  db: Db,
  caseNo: number,
  action: string,
  actor: string,
  day: number,
  fields: Record<string, string> = {},
) =>
  actOnCase(db, policyOn, {
    actor,
    countyCode: COUNTY,
    caseNo,
    action,
    fields,
    ...(action === 'visit' && { evidence: [FILE] }),
    day: on(day),
    today: TODAY,
  });

async function untilVisited(db: Db, caseNo: number): Promise<void> {
  await openCase(db, policyOn, {
    actor: 'Finder',
    countyCode: COUNTY,
    householdNo: String(caseNo),
    policy: 'wei-2017',
    asOf: on(2),
    day: on(2),
    today: TODAY,
  });
  await take(db, caseNo, 'ask', 'Clerk', 2);
  for (const department of ['land_resources', 'market_regulation', 'traffic_police'])
    await take(db, caseNo, 'answer', 'Lin', 3, { department, result: 'clear' });
  await take(db, caseNo, 'assign', 'Clerk', 3);
  await take(db, caseNo, 'visit', 'Wen', 4, { companion: 'Qiu' });
}

/** One meeting and one notice for all of them. */
async function decide(db: Db): Promise<void> {
  const by = { countyCode: COUNTY, actor: 'Office' };
  const body = {
    ...by,
    areaCode: VILLAGE,
    kind: 'village_review_group' as const,
    name: 'Review',
    since: on(1),
  };
  await foundBody(db, PROCEDURE, body);
  const names = ['Chen', 'Wang', 'Zhao'];
  await appointMembers(db, PROCEDURE, {
    ...by,
    bodyNo: 1,
    since: on(1),
    appointments: names.map((name, i) => ({ name, role: i === 0 ? 'chair' : 'member', weight: 1n })),
  });
  const subjects = NUMBERS.map((n) => ({
    subject: { module: 'cases', id: String(n) },
    householdNo: String(n),
  }));
  await callMeeting(db, PROCEDURE, {
    ...by,
    bodyNo: 1,
    day: on(5),
    place: 'Hall',
    chairNo: 1,
    calledOn: on(5),
    agenda: subjects.map((each) => ({ ...each, decisionKind: 'household_support' as const, title: 'case' })),
  });
  const at = { ...by, meetingNo: 1, today: TODAY };
  await recordAttendance(db, { ...at, present: [1, 2, 3] });
  for (const itemNo of NUMBERS)
    await castBallots(db, {
      ...at,
      itemNo,
      ballots: [1, 2, 3].map((memberNo) => ({ memberNo, choice: 'for' as const })),
    });
  await addEvidence(db, { ...at, kind: 'signatures', file: FILE });
  await closeMeeting(db, { ...at, actor: 'Chen', minutes: 'spoken and voted' });
  await draftNotice(db, PROCEDURE, {
    ...by,
    kind: 'household_support',
    areaCode: VILLAGE,
    firstDay: on(5),
    places: ['Board'],
    lines: subjects.map((each) => ({
      ...each,
      given: { measure: { zh: '防贫保险金', en: 'insurance' }, amountFen: EACH_FEN as never },
    })),
  });
  await postNotice(db, { ...by, noticeNo: 1, placeNo: 1, photo: FILE, day: on(5), today: TODAY });
}
