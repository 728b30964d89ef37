import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, signedIn } from '../../test/api.ts';
import { AREAS, COUNTY, importText } from '../../test/imports.ts';
import { testStore } from '../../test/store.ts';
import { sql, type Store } from '../platform/index.ts';

let store: Store;
let ask: Ask;
beforeAll(async () => {
  store = await testStore();
  ask = await signedIn(store);
});
afterAll(() => store.close());

const TABLES = {
  areas: 'registry.area',
  households: 'registry.household',
  persons: 'registry.person',
  expenses: 'feeds.expense',
  incomes: 'income.item',
  findings: 'screening.finding',
};

/** Counted anew, table by table. */
async function counted(): Promise<Record<string, unknown>> {
  const count = async (table: string) =>
    (await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(table)}`.execute(store.db)).rows[0]!.n;
  const entries = Object.entries(TABLES).map(async ([name, table]) => [name, await count(table)] as const);
  const days = await sql<{ first_bill: string | null; last_bill: string | null }>`
    select min(date) as first_bill, max(date) as last_bill from feeds.expense`.execute(store.db);
  return { ...Object.fromEntries(await Promise.all(entries)), ...days.rows[0] };
}

const HOUSEHOLDS = 'county_code,household_no,area_code,group,head_name,size';
const PERSONS =
  'county_code,household_no,person_no,name,id_number,birth_date,sex,relation,education,health,labour';
const EXPENSES =
  'county_code,record_no,household_no,person_no,peril,date,total_yuan,reimbursed_yuan,self_paid_yuan,provider';
const at = `/counties/${COUNTY}` as const;

async function birth(): Promise<void> {
  const event = { type: 'birth', date: '2026-03-01', household_no: 'H1', name: '乙', sex: 'male' };
  const { body } = await ask('Li', `POST ${at}/events`, event);
  await ask('Wang', `POST ${at}/event-decisions`, { verdict: 'approve', events: [body.event_no] });
}

/** Whatever changes the store, with how many it is afterwards. */
const CHANGES: readonly [string, () => Promise<unknown>, object][] = [
  ['nothing yet', () => Promise.resolve(), { households: 0, first_bill: null, counties: [] }],
  ['areas', () => importText(store.db, 'areas', AREAS), { areas: 6 }],
  [
    'households',
    () =>
      importText(
        store.db,
        'households',
        `${HOUSEHOLDS}\n${COUNTY},H1,TC01-V1,general,甲,1\n${COUNTY},H2,TC01-V1,general,丙,1\nTC02,H1,TC02-V1,general,丁,1\n`,
      ),
    {
      households: 3,
      counties: [
        { county_code: COUNTY, name: 'Test County', households: 2 },
        { county_code: 'TC02', name: 'Other County', households: 1 },
      ],
    },
  ],
  [
    'persons',
    () => importText(store.db, 'persons', `${PERSONS}\n${COUNTY},H1,1,甲,,1990-01-01,male,head,,,\n`),
    { persons: 1 },
  ],
  [
    'bills',
    () =>
      importText(
        store.db,
        'expenses',
        `${EXPENSES}\n${COUNTY},R1,H1,1,medical,2026-05-01,10,0,10,\n${COUNTY},R2,H1,1,medical,2026-06-01,10,0,10,\n`,
      ),
    { expenses: 2, first_bill: '2026-05-01', last_bill: '2026-06-01' },
  ],
  [
    'a bill corrected to another day',
    () => importText(store.db, 'expenses', `${EXPENSES}\n${COUNTY},R2,H1,1,medical,2026-02-01,10,0,10,\n`),
    { expenses: 2, first_bill: '2026-02-01', last_bill: '2026-05-01' },
  ],
  [
    'an income',
    () =>
      importText(
        store.db,
        'incomes',
        `county_code,household_no,year,class,stream,amount_yuan,one_off\n${COUNTY},H1,2025,wage,work,100,no\n`,
      ),
    { incomes: 1 },
  ],
  ['a birth', birth, { persons: 2 }],
  [
    'a visit',
    () => ask('Li', `POST ${at}/declarations`, { kind: 'visit', household: 'H1', policy: 'wei-2017' }),
    { findings: 1 },
  ],
];

test('what is loaded is what counting finds, whatever changed since it was last asked', async () => {
  for (const [change, make, told] of CHANGES) {
    await make();
    const { body } = await ask('Li', 'GET /content');
    expect(body, change).toMatchObject({ ...(await counted()), ...told });
    expect((await ask('Li', 'GET /content')).body, change).toEqual(body);
  }
});
