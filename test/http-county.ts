import { afterAll, beforeAll, expect } from 'vitest';
import type { Store } from '../src/platform/index.ts';
import { day } from './case-facts.ts';
import { FILE } from './governance-words.ts';
import { AREAS, COUNTY, VILLAGE } from './imports.ts';
import { type AskAs, type Reply, signedInPeople } from './signed-in.ts';
import { testStore } from './store.ts';

/**
 * A county over HTTP, every step by somebody who has signed in to an account of their own. Importing it founds the county: 25
 * households with a bill of 40,000 yuan each, which is worth 6,000 (E-W21); household 3 earns too much.
 */

export const IN = `/counties/${COUNTY}` as const;
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
export let ask: AskAs;
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
afterAll(() => store.close());

/** Asks and is given what it asked for. */
export async function done(
  name: string,
  request: Parameters<AskAs>[1],
  body?: object | string,
): Promise<any> {
  const reply = await ask(name, request, body);
  expect([reply.status, reply.body.code], `${name}: ${request}`).toEqual([
    expect.toBeOneOf([200, 201]),
    undefined,
  ]);
  return reply.body;
}

/** A file sent and taken in, whole. */
export async function deliver(name: string, kind: string, text: string): Promise<void> {
  await finished(name, await ask(name, `POST /imports/${kind}`, text));
}
async function finished(name: string, { status, body }: Reply): Promise<void> {
  expect(status).toBe(202);
  const { body: events } = await ask(name, `GET /jobs/${body.id}/events`);
  const last = JSON.parse(/.*data: (.*)\n/s.exec(events)![1]!) as { state: string; result: object };
  expect(last).toMatchObject({ state: 'done' });
  expect(last.result).not.toMatchObject({ rejected: expect.toSatisfy((n: number) => n > 0) });
}

export const BILLS =
  'county_code,record_no,household_no,person_no,peril,date,total_yuan,reimbursed_yuan,self_paid_yuan,provider';
export const bill = (household: string, record: string, yuan: number, on: string) =>
  `${COUNTY},${record},${household},,medical,${on},${yuan},0,${yuan},Hospital`;
export const screenOn = async (on: string) =>
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
export class Case {
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
    return status === 404 ? '0.00' : body.closing;
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
export async function meet(
  after: number,
  cases: readonly Case[],
  more: { vote?: string; removal?: true } = {},
) {
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

export async function publish(after: number, cases: readonly Case[], removal?: true): Promise<void> {
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
export const LINKS: Readonly<Record<string, (one: Case, from: number) => Promise<Reply | void>>> = {
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
export async function walk(one: Case, last: string, from = 0): Promise<void> {
  for (const [link, take] of Object.entries(LINKS)) {
    const reply = await take(one, from);
    if (reply) expect([reply.status, reply.body.code], link).toEqual([201, undefined]);
    if (link === last) return;
  }
}
