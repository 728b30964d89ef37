import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyLedger } from '../src/ledger/index.ts';
import type { Store } from '../src/platform/index.ts';
import { verifyClaims } from '../src/prevention/compensation/index.ts';
import { day } from './case-facts.ts';
import { FILE } from './governance-words.ts';
import { AREAS, COUNTY, VILLAGE } from './imports.ts';
import { within } from './ledger.ts';
import { type AskAs, type Reply, signedInPeople } from './signed-in.ts';
import { testStore } from './store.ts';

/**
 * Households on their way over HTTP, every step by somebody who has signed in to an account of their own. One county for
 * all of them; each journey has its own household. Its bill of 40,000 yuan is worth 6,000 (E-W21).
 */

const IN = `/counties/${COUNTY}` as const;
const TOWNSHIP = 'TC01-T1';
const county = (
  role: 'county_office' | 'county_finance' | 'check_department' | 'health_insurance' | 'insurer',
) => [{ role, countyCode: COUNTY }];
const inVillage = (role: 'village_committees' | 'villager_representative') => [
  { role, countyCode: COUNTY, areaCode: VILLAGE },
];
const inTownship = [{ role: 'township', countyCode: COUNTY, areaCode: TOWNSHIP } as const];
const LAST_HOUSEHOLD = 25;
const everyHousehold = Array.from({ length: LAST_HOUSEHOLD }, (_, i) => String(i + 1));

const PEOPLE = {
  Insurance: county('health_insurance'),
  Office: county('county_office'),
  Finder: inVillage('village_committees'),
  Clerk: county('county_office'),
  Lin: county('check_department'),
  Ma: county('check_department'),
  Che: county('check_department'),
  Wen: inVillage('village_committees'),
  Town: inTownship,
  Chen: inVillage('villager_representative'),
  Hu: inVillage('village_committees'),
  Tang: inTownship,
  Gao: county('county_office'),
  Luo: county('county_office'),
  Kong: county('insurer'),
  Finance: county('county_finance'),
  Sun: county('county_office'),
} as const;
const HOUSEHOLDS = { Home: [{ role: 'household', countyCode: COUNTY, householdNo: '3' } as const] };

let store: Store;
let ask: AskAs;
beforeAll(async () => {
  store = await testStore();
  const people = await signedInPeople(store);
  ask = people.ask;
  await deliver('Root', 'areas', AREAS);
  await people.open(PEOPLE);
  await bringFiles();
  await people.open(HOUSEHOLDS);
  await foundReview();
  await fillPool();
}, 300_000);
afterAll(async () => {
  await within(store.db, async (tx) => {
    expect((await verifyLedger(tx, COUNTY)).faults).toEqual([]);
    expect((await verifyClaims(tx, COUNTY)).faults).toEqual([]);
  });
  await store.close();
});

/** Asks and is given what it asked for. */
async function done(name: string, request: Parameters<AskAs>[1], body?: object | string): Promise<any> {
  const reply = await ask(name, request, body);
  expect([reply.status, reply.body.code], `${name}: ${request}`).toEqual([
    expect.toBeOneOf([200, 201]),
    undefined,
  ]);
  return reply.body;
}

/** A file sent and taken in, whole. */
async function deliver(name: string, kind: string, text: string): Promise<void> {
  await finished(name, await ask(name, `POST /imports/${kind}`, text));
}
async function finished(name: string, { status, body }: Reply): Promise<void> {
  expect(status).toBe(202);
  const { body: events } = await ask(name, `GET /jobs/${body.id}/events`);
  const last = JSON.parse(/.*data: (.*)\n/s.exec(events)![1]!) as { state: string; result: object };
  expect(last).toMatchObject({ state: 'done' });
  expect(last.result).not.toMatchObject({ rejected: expect.toSatisfy((n: number) => n > 0) });
}

const BILLS =
  'county_code,record_no,household_no,person_no,peril,date,total_yuan,reimbursed_yuan,self_paid_yuan,provider';
const bill = (household: string, record: string, yuan: number, on: string) =>
  `${COUNTY},${record},${household},,medical,${on},${yuan},0,${yuan},Hospital`;
const screenOn = async (on: string) =>
  finished('Office', await ask('Office', `POST ${IN}/screenings`, { policy: 'wei-2017', as_of: on }));

async function bringFiles(): Promise<void> {
  const file = (header: string, rows: readonly string[]) => `${[header, ...rows].join('\n')}\n`;
  await deliver(
    'Office',
    'households',
    file(
      'county_code,household_no,area_code,group,head_name,size',
      everyHousehold.map((no) => `${COUNTY},${no},${VILLAGE},non_poor_low_income,户主${no},2`),
    ),
  );
  await deliver(
    'Office',
    'persons',
    file(
      'county_code,household_no,person_no,name,id_number,birth_date,sex,relation,education,health,labour',
      everyHousehold.map((no) => `${COUNTY},${no},1,户主${no},,1970-05-01,female,head,,,ordinary`),
    ),
  );
  await deliver(
    'Office',
    'incomes',
    file(
      'county_code,household_no,year,class,stream,amount_yuan,one_off',
      // Household 3 earns too much.
      everyHousehold.map((no) => `${COUNTY},${no},2025,wage,work,${no === '3' ? 60_000 : 6_000},false`),
    ),
  );
  await deliver(
    'Insurance',
    'expenses',
    file(
      BILLS,
      everyHousehold.map((no) => bill(no, `B${no}`, 40_000, '2026-02-20')),
    ),
  );
  await screenOn(day(-1));
}

async function foundReview(): Promise<void> {
  await done('Town', `POST ${IN}/bodies`, {
    area: VILLAGE,
    kind: 'village_review_group',
    name: 'Review',
    since: day(-30),
  });
  const members = ['Chen', 'Wang', 'Zhao', 'Yuan', 'Peng'].map((name, i) => ({
    name,
    role: i === 0 ? 'chair' : 'member',
  }));
  await done('Town', `POST ${IN}/bodies/1/members`, { since: day(-30), members });
}

async function fillPool(): Promise<void> {
  const budget = { kind: 'premium', document: 'Budget 2026 no. 7', amount_yuan: '1000000' };
  await done('Office', `POST ${IN}/pools/2026/authorisations`, budget);
  const premium = { kind: 'premium', policy: 'wei-2017', people: '20000', on: '2026-02-01' };
  await done('Finance', `POST ${IN}/pools/2026/moves`, premium);
}

/** One case of a household, and what its people ask for; every step answers how it went. */
class Case {
  readonly no: number;
  readonly household: string;
  constructor(no: number, household: string) {
    this.no = no;
    this.household = household;
  }

  static async open(household: string, after = 0): Promise<Case> {
    const { body } = await ask('Finder', `POST ${IN}/cases`, {
      household,
      policy: 'wei-2017',
      on: day(after),
    });
    return new Case(body.case_no ?? 9999, household);
  }

  act = (who: string, action: string, after: number, fields: Record<string, string> = {}) =>
    ask(who, `POST ${IN}/cases/${this.no}/actions`, {
      action,
      fields,
      on: day(after),
      ...(action === 'visit' && { evidence: [FILE] }),
    });
  answer = (who: string, department: string, result: 'hit' | 'clear', after: number) =>
    this.act(who, 'answer', after, { department, result });

  status = async (after: number): Promise<string> =>
    (await done('Office', `GET ${IN}/cases/${this.no}?purpose=journey&on=${day(after)}`)).status;
  /** What its household has received by the end. */
  paid = async (): Promise<string> => {
    const account = `household:${this.household}`;
    const { status, body } = await ask('Finance', `GET ${IN}/ledger/accounts/${account}/statement`);
    if (status === 404) return '0.00';
    expect(status).toBe(200);
    return body.closing;
  };
  whyNot = async (action: string, after: number): Promise<string> => {
    const rows: { action: string; because: { en: string }[] }[] = await done(
      'Office',
      `GET ${IN}/cases/${this.no}/possible?on=${day(after)}`,
    );
    return rows
      .find((row) => row.action === action)!
      .because.map(({ en }) => en)
      .join(' ');
  };
}

/** The village decides on some cases in one meeting; answers its number. */
async function meet(after: number, cases: readonly Case[], more: { vote?: string; removal?: true } = {}) {
  const { vote = 'for', removal } = more;
  const { meeting_no } = await done('Town', `POST ${IN}/meetings`, {
    body: 1,
    day: day(after),
    place: 'Hall',
    chair: 1,
    called_on: day(after),
    agenda: cases.map(({ no, household }) => ({
      subject: { module: 'cases', id: removal ? `${no}/removal` : String(no) },
      decision: removal ? 'risk_removal' : 'household_support',
      title: `case ${no}`,
      household,
    })),
  });
  const at = `${IN}/meetings/${meeting_no}` as const;
  await done('Town', `POST ${at}/attendance`, { present: [1, 2, 3, 4, 5] });
  const ballots = [1, 2, 3, 4].map((member) => ({ member, choice: vote }));
  for (const [i] of cases.entries()) await done('Town', `POST ${at}/items/${i + 1}/ballots`, { ballots });
  await done('Town', `POST ${at}/evidence`, { kind: 'signatures', file: FILE });
  await done('Chen', `POST ${at}/close`, { minutes: 'spoken and voted' });
  return meeting_no as number;
}

async function publish(after: number, cases: readonly Case[], removal?: true): Promise<void> {
  const { notice_no } = await done('Town', `POST ${IN}/notices`, {
    kind: removal ? 'risk_removal' : 'household_support',
    area: VILLAGE,
    first_day: day(after),
    places: ['Board'],
    lines: cases.map(({ no, household }) => ({
      subject: { module: 'cases', id: removal ? `${no}/removal` : String(no) },
      household,
      measure: { zh: '防贫保险金', en: 'insurance' },
      ...(!removal && { amount_yuan: '6000' }),
    })),
  });
  await done('Town', `POST ${IN}/notices/${notice_no}/places/1/postings`, { photo: FILE, on: day(after) });
}

/** Every link of the chain, in order, for one case; meeting and notice may be shared with others. */
const LINKS: Readonly<Record<string, (one: Case, from: number) => Promise<Reply | void>>> = {
  ask: (one, from) => one.act('Clerk', 'ask', from),
  land: (one, from) => one.answer('Lin', 'land_resources', 'clear', from + 1),
  market: (one, from) => one.answer('Ma', 'market_regulation', 'hit', from + 1),
  traffic: (one, from) => one.answer('Che', 'traffic_police', 'clear', from + 1),
  overrule: (one, from) =>
    one.act('Clerk', 'overrule', from + 1, { department: 'market_regulation', reason: 'closed in 2024' }),
  assign: (one, from) => one.act('Clerk', 'assign', from + 1),
  visit: (one, from) => one.act('Wen', 'visit', from + 2, { companion: 'Qiu' }),
  review: async (one, from) => void (await meet(from + 3, [one])),
  notice: (one, from) => publish(from + 3, [one]),
  confirm: (one, from) => one.act('Hu', 'confirm', from + 9),
  report: (one, from) => one.act('Tang', 'report', from + 9),
  record: (one, from) => one.act('Gao', 'record', from + 10),
  order: (one, from) => one.act('Luo', 'order', from + 10),
  pay: (one, from) => one.act('Kong', 'pay', from + 11),
};

/** Walks a case up to and including a link; every step is taken. */
async function walk(one: Case, last: string, from = 0): Promise<void> {
  for (const [link, take] of Object.entries(LINKS)) {
    const reply = await take(one, from);
    if (reply) expect([reply.status, reply.body.code], link).toEqual([201, undefined]);
    if (link === last) return;
  }
}

const SECURE = {
  income_stable: 'yes',
  income_above_line: 'yes',
  expenditure_solved: 'yes',
  guarantees_secure: 'yes',
  risk_gone: 'yes',
};

test('a household from its bill to follow-up and the removal of its risk, through at least eight people', async () => {
  const one = await Case.open('1');
  await walk(one, 'pay');
  expect(await one.status(12)).toBe('PAID');
  expect(await one.paid()).toBe('6000.00');
  expect((await one.act('Wen', 'follow_up', 40, { ...SECURE, risk_gone: 'no' })).status).toBe(201);
  expect(await one.status(40)).toBe('FOLLOW_UP');
  expect((await one.act('Wen', 'measure', 200, { measure: 'a public post' })).status).toBe(201);
  expect((await one.act('Wen', 'follow_up', 201, SECURE)).status).toBe(201);
  await meet(202, [one], { removal: true });
  await publish(202, [one], true);
  expect(await one.act('Wen', 'remove_risk', 208, { kind: 'assisted' })).toMatchObject({
    status: 403,
    body: { code: 'access.action_refused' },
  });
  expect((await one.act('Gao', 'remove_risk', 208, { kind: 'assisted' })).status).toBe(201);
  const view = await done('Gao', `GET ${IN}/cases/${one.no}?purpose=journey&on=${day(208)}`);
  expect(view.status).toBe('RISK_REMOVED');
  const people = new Set(view.steps.map(({ actor }: { actor: string }) => actor));
  expect(people.size).toBeGreaterThanOrEqual(8);
});

test('a second bill of the year pays the difference to the whole, in a case of its own', async () => {
  const first = await Case.open('2');
  await walk(first, 'pay');
  expect(
    await ask('Finder', `POST ${IN}/cases`, { household: '2', policy: 'wei-2017', on: day(20) }),
  ).toMatchObject({
    status: 409,
    body: { code: 'cases.covered' },
  });
  await deliver('Insurance', 'expenses', `${BILLS}\n${bill('2', 'B2-2', 20_000, day(20))}\n`);
  await screenOn(day(21));
  const second = await Case.open('2', 22);
  await walk(second, 'pay', 22);
  expect(await second.paid()).toBe('12000.00');
  expect(await first.status(40)).toBe('PAID');
});

test('too much income: not recorded, rejected with the reason, appealed once, dismissed by somebody else', async () => {
  const one = await Case.open('3');
  await walk(one, 'report');
  expect(await one.act('Gao', 'record', 10)).toMatchObject({ status: 409, body: { code: 'cases.notWorth' } });
  expect(await one.whyNot('record', 10)).toContain('30000.00');
  expect((await one.act('Gao', 'reject', 10, { reason: 'income above the line' })).status).toBe(201);
  expect((await one.act('Home', 'appeal', 11, { reason: 'the wage ended' })).status).toBe(201);
  expect(await one.act('Gao', 'dismiss_appeal', 12, { reason: 'no' })).toMatchObject({
    status: 403,
    body: { code: 'cases.apart' },
  });
  expect((await one.act('Sun', 'dismiss_appeal', 12, { reason: 'no' })).status).toBe(201);
  expect((await one.act('Home', 'appeal', 13, { reason: 'again' })).body.code).toBe('cases.appealedBefore');
  expect(await one.status(13)).toBe('REJECTED');
  expect(await one.paid()).toBe('0.00');
});

test('an objection after the confirmation suspends the payment until somebody else answers it', async () => {
  const one = await Case.open('4');
  await walk(one, 'order');
  const subject = { module: 'cases', id: String(one.no) };
  const objection = await done('Home', `POST ${IN}/objections`, {
    subject,
    channel: '12317',
    words: 'they own a shop',
    on: day(11),
  });
  expect(await one.status(11)).toBe('OBJECTION');
  expect((await one.act('Kong', 'pay', 11)).body.code).toBe('cases.contested');
  expect((await ask('Office', `POST ${IN}/payment-lists`, { year: 2026, on: day(11) })).body.code).toBe(
    'payment.nothing',
  );
  const answer = { verdict: 'dismissed', reason: 'looked again', on: day(12) };
  const answers = `POST ${IN}/objections/${objection.objection_no}/answers` as const;
  expect((await ask('Chen', answers, answer)).status).toBe(403);
  await done('Town', answers, answer);
  expect((await one.act('Kong', 'pay', 12)).status).toBe(201);
  expect(await one.paid()).toBe('6000.00');
});

test('a payment by list bounces at the bank, and comes again on the next', async () => {
  const one = await Case.open('5');
  await walk(one, 'order');
  const pay = async (statusOf: readonly string[]) => {
    const list = await done('Office', `POST ${IN}/payment-lists`, { year: 2026, on: day(11) });
    expect(list.line.map(({ household_no }: { household_no: string }) => household_no)).toEqual(['5']);
    const at = `${IN}/payment-lists/${list.list_no}` as const;
    expect((await ask('Luo', `POST ${at}/release`, { on: day(11) })).status).toBe(403);
    await done('Kong', `POST ${at}/release`, { on: day(11) });
    expect((await one.act('Kong', 'pay', 11)).body.code).toBe('cases.suspended');
    const file: string = await done('Kong', `GET ${at}/file?purpose=payment`);
    const [header, row] = file.replace('\uFEFF', '').trim().split(/\r?\n/);
    for (const status of statusOf) {
      const reason = status === 'paid' ? '' : 'account closed';
      const text = `${header},status,reason,day\n${row},${status},${reason},${day(12)}\n`;
      const taken = await done('Kong', `POST ${at}/answers`, text);
      expect(taken.taken).toMatchObject({ [status]: 1 });
    }
  };
  await pay(['paid', 'bounced']);
  expect(await one.status(12)).toBe('PAYMENT_ORDERED');
  expect(await one.paid()).toBe('0.00');
  await pay(['paid']);
  expect(await one.status(13)).toBe('PAID');
  expect(await one.paid()).toBe('6000.00');
});

describe('a payment is refused for each missing link, one by one', () => {
  /** What is missing, the action that says so, and what it says. */
  const MISSING: readonly (readonly [link: string, action: string, says: string])[] = [
    ['ask', 'assign', 'question the departments'],
    ['land', 'confirm', 'land_resources'],
    ['market', 'confirm', 'market_regulation'],
    ['traffic', 'confirm', 'traffic_police'],
    ['overrule', 'confirm', 'market_regulation'],
    ['assign', 'visit', 'assign it to the township'],
    ['visit', 'confirm', 'visit the household'],
    ['review', 'confirm', 'let the village decide'],
    ['notice', 'confirm', 'made public'],
    ['confirm', 'report', 'confirm the decision'],
    ['report', 'record', 'report it to the county'],
    ['record', 'order', 'approve and record it'],
    ['order', 'pay', 'order the payment'],
  ];
  const cases = new Map<string, Case>();

  beforeAll(async () => {
    for (const [i, link] of ['', ...MISSING.map(([name]) => name)].entries())
      cases.set(link, await Case.open(String(10 + i)));
    const shared: Record<string, (all: readonly Case[]) => Promise<unknown>> = {
      review: (all) => meet(3, all),
      notice: (all) => publish(3, all),
    };
    for (const [link, take] of Object.entries(LINKS)) {
      const all = [...cases].filter(([missing]) => missing !== link).map(([, one]) => one);
      // A notice of a decision that was never taken cannot be drafted.
      const able = link === 'notice' ? all.filter((one) => one !== cases.get('review')) : all;
      if (shared[link]) await shared[link](able);
      else for (const one of all) await take(one, 0);
    }
  }, 600_000);

  test('with every link, it is paid', async () => {
    expect(await cases.get('')!.status(12)).toBe('PAID');
    expect(await cases.get('')!.paid()).toBe('6000.00');
  });

  test.each(MISSING)('without %s', async (link, action, says) => {
    const one = cases.get(link)!;
    const refused = await one.act('Kong', 'pay', 12);
    expect([refused.status, refused.body.code]).toEqual([409, 'cases.notYet']);
    expect(await one.whyNot(action, 12)).toContain(says);
    expect(await one.status(12)).not.toBe('PAID');
    expect(await one.paid()).toBe('0.00');
  });

  test('without a case', async () => {
    expect((await new Case(9999, '25').act('Kong', 'pay', 12)).body.code).toBe('cases.unknown');
  });
});
