import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listAll, type Ask, signedIn } from '../../../test/api.ts';
import { AREAS, COUNTY, countOf, emptyStore, importText } from '../../../test/imports.ts';
import { testStore } from '../../../test/store.ts';
import type { Store } from '../../platform/index.ts';

let store: Store;
let ask: Ask;
beforeAll(async () => {
  store = await testStore();
  ask = await signedIn(store);
});
afterAll(() => store.close());
beforeEach(() => emptyStore(store.db));

const LINE = {
  policy: 'wei-2017',
  path: 'lines.medical.non_poor_low_income',
  value: 15000,
  from: '2027-01-01',
  document: 'County document 1 of 2026',
};
const at = `/counties/${COUNTY}` as const;

test('policies are listed, shown and linted; one that does not exist is refused', async () => {
  const { body } = await ask('Li', 'GET /policies');
  expect(body.rows.map(({ id }: { id: string }) => id)).toContain('wei-2017');
  expect(await ask('Li', 'GET /policies/wei-2017@2019-12-31')).toMatchObject({
    status: 200,
    body: { policy_version: expect.stringMatching(/^wei-2017@/), protection_line_yuan: '4492.50' },
  });
  expect(await ask('Li', 'GET /policies/wei-2017/lint')).toMatchObject({ status: 200, body: { errors: 0 } });
  expect(await ask('Li', 'GET /policies/nowhere')).toMatchObject({
    status: 404,
    body: { code: 'policy.unknown' },
  });
});

test('a sum is quoted alone as in a file, and rows that cannot be are told', async () => {
  const one = await ask(
    'Li',
    'GET /policies/wei-2017/quote?group=non_high_standard_lifted&peril=medical&self_paid_yuan=30000',
  );
  expect(one).toMatchObject({
    status: 200,
    body: { self_paid_yuan: '30000.00', explanation: { children: expect.any(Array) } },
  });
  const file = `ref,group,peril,self_paid_yuan
a,non_high_standard_lifted,medical,30000
b,registered,medical,30000
`;
  const { status, body } = await ask('Li', 'POST /policies/wei-2017/quotes', file);
  expect({ status, body }).toMatchObject({ status: 200, body: { rows: 2, quoted: 1, rejected: 1 } });
  expect(body.quotes).toContain(
    `a,${one.body.deductible_yuan},${one.body.rest_yuan},${one.body.payout_yuan},`,
  );
  expect(body.rejects).toContain('\n3,group,');
});

test('a number is proposed by one and published by another, once', async () => {
  const proposed = await ask('Li', 'POST /policy-proposals', LINE, 'key-of-proposal');
  expect(await ask('Li', 'POST /policy-proposals', LINE, 'key-of-proposal')).toEqual(proposed);
  expect(await countOf(store.db, 'policy.proposal')).toBe(1);
  const decide = (who: string) =>
    ask(who, 'POST /policy-proposals/1/decision', { is_approved: true }, 'key-of-decision');
  expect(await decide('Li')).toMatchObject({ status: 403, body: { code: 'policy.change_same_person' } });
  const published = await decide('Wang');
  expect(published).toMatchObject({
    status: 201,
    body: { policy_version: expect.stringMatching(/2027-01-01/) },
  });
  expect(await decide('Wang')).toEqual(published);
  await ask('Li', 'POST /policy-proposals', { ...LINE, from: '2028-01-01' });
  expect(await listAll(ask, 'Li', '/policy-proposals', 1)).toMatchObject([
    { proposal_no: '1', is_approved: true, decided_by: 'Wang' },
    { proposal_no: '2', is_approved: null },
  ]);
  const { lines } = (await ask('Li', 'GET /policies/wei-2017@2027-06-01')).body;
  expect(lines).toContainEqual(
    expect.objectContaining({ group: 'non_poor_low_income', peril: 'medical', line_yuan: '15000.00' }),
  );
});

async function bills(...amounts: readonly number[]): Promise<void> {
  await importText(store.db, 'areas', AREAS);
  await importText(
    store.db,
    'households',
    `county_code,household_no,area_code,group,head_name,size\n${COUNTY},H,TC01-V1,non_poor_low_income,Head,2\n`,
  );
  await importText(
    store.db,
    'incomes',
    `county_code,household_no,year,class,stream,amount_yuan,one_off\n${COUNTY},H,2018,wage,work,4000,false\n${COUNTY},H,2019,wage,work,4000,false\n`,
  );
  const rows = amounts.map((yuan, i) => `${COUNTY},R${i},H,,medical,2019-06-15,${yuan},0,${yuan},`);
  await importText(
    store.db,
    'expenses',
    `county_code,record_no,household_no,person_no,peril,date,total_yuan,reimbursed_yuan,self_paid_yuan,provider\n${rows.join('\n')}\n`,
  );
}

const backtest = {
  policy: 'wei-2017',
  group: 'non_poor_low_income',
  peril: 'medical',
  lines_yuan: ['20000', '60000'],
};
const caught = async (): Promise<number[]> =>
  (await ask('Li', `POST ${at}/backtests`, backtest)).body.rows.map(
    ({ households }: { households: number }) => households,
  );

test('a study asks for bills, counts them, and sees what was imported since the last one', async () => {
  await importText(store.db, 'areas', AREAS);
  expect(await ask('Li', `POST ${at}/backtests`, backtest)).toMatchObject({
    status: 409,
    body: { code: 'study.noBills' },
  });
  await bills(30_000);
  expect(await caught()).toEqual([1, 0]);
  expect(await caught()).toEqual([1, 0]);
  await bills(30_000, 40_000);
  expect(await caught()).toEqual([1, 1]);
  const settings = [{ path: 'lines.medical.non_poor_low_income', value: 90_000 }];
  expect(await ask('Li', `POST ${at}/what-ifs`, { policy: 'wei-2017', settings })).toMatchObject({
    status: 200,
    body: { years: [2019], base: { household_years_found: 1 }, candidate: { household_years_found: 0 } },
  });
  const years = { first: 2001, last: 2002 };
  expect(await ask('Li', `POST ${at}/what-ifs`, { policy: 'wei-2017', settings, years })).toMatchObject({
    status: 422,
    body: { code: 'study.years' },
  });
});

test('a household is assessed once, and its claim explains itself', async () => {
  await bills(60_000);
  const order = { household: 'H', policy: 'wei-2017@2019-12-31', as_of: '2019-12-31' };
  expect(await ask('Li', `POST ${at}/assessments`, order)).toMatchObject({
    status: 409,
    body: { code: 'compensation.noFinding' },
  });
  const { body: job } = await ask('Li', `POST ${at}/screenings`, {
    policy: order.policy,
    as_of: order.as_of,
  });
  await expect
    .poll(async () => (await ask('Li', `GET /jobs/${job.id}`)).body.state, { timeout: 20_000 })
    .toBe('done');
  const assessed = await ask('Li', `POST ${at}/assessments`, order, 'key-of-assessment');
  expect(assessed).toMatchObject({ status: 201, body: { claims: [{ claim_no: '1', peril: 'medical' }] } });
  expect(await ask('Li', `POST ${at}/assessments`, order, 'key-of-assessment')).toEqual(assessed);
  expect(await listAll(ask, 'Li', `${at}/claims`, 1)).toMatchObject([
    { claim_no: '1', household_no: 'H', difference_yuan: assessed.body.payable_yuan },
  ]);
  const claim = await ask('Li', `GET ${at}/claims/1`);
  expect(claim.body.explanation).toEqual(assessed.body.claims[0].explanation);
  expect(await ask('Li', `GET ${at}/claims/2`)).toMatchObject({
    status: 404,
    body: { code: 'compensation.claimUnknown' },
  });
  expect(await ask('Li', `GET ${at}/claim-verification`)).toMatchObject({ body: { claims: 1, faults: [] } });
});

test('every number has its source, or says why it is assumed', async () => {
  const { body } = await ask('Li', 'GET /policies/wei-2017@2019-12-31/numbers');
  const find = (path: string) => body.rows.filter((row: { path: string }) => row.path === path);
  expect(find('lines.medical.non_poor_low_income')).toMatchObject([
    {
      label: {
        zh: '预警线 · 因病 · 非贫低收入户',
        en: 'warning line · illness · non-poverty low-income household',
      },
      value: 20000,
      unit: 'yuan_per_household_year',
      in_force: true,
      source: { document: expect.any(String), where: 'domain.md M05' },
      is_assumption: false,
    },
  ]);
  for (const row of body.rows)
    expect(row.source !== null || (row.is_assumption && row.reason !== null), row.path).toBe(true);
  expect(find('schedules.medical.non_poor_low_income.brackets')[0].value[0]).toEqual({
    from: 0,
    to: 50000,
    rate: 0.3,
  });
});

test('two versions differ in the number that was published, and in no other', async () => {
  const { body } = await ask('Li', 'POST /policy-proposals', LINE);
  await ask('Wang', `POST /policy-proposals/${body.proposal_no}/decision`, { is_approved: true });
  const compared = await ask('Li', 'GET /policies/wei-2017@2026-12-31/comparison?with=wei-2017@2027-01-01');
  expect(compared.body.rows.filter((row: { differs: boolean }) => row.differs)).toEqual([
    {
      path: 'lines.medical.non_poor_low_income',
      label: expect.any(Object),
      unit: 'yuan_per_household_year',
      left: 20000,
      right: 15000,
      differs: true,
    },
  ]);
  expect(compared.body.differing).toBe(1);
  const numbers = await ask('Li', 'GET /policies/wei-2017@2027-01-01/numbers');
  const both = numbers.body.rows.filter((row: { path: string }) => row.path === LINE.path);
  expect(
    both.map((row: any) => [row.value, row.until, row.in_force, row.proposed_by, row.approved_by]),
  ).toEqual([
    [20000, '2026-12-31', false, null, null],
    [15000, null, true, 'Li', 'Wang'],
  ]);
});

test('a staircase as points: payout and own cost add up to the bill, cliffs only in the reading that is never paid', async () => {
  const picture = (reading: string) =>
    ask(
      'Li',
      `GET /policies/wei-2017@2019-12-31/picture?group=non_high_standard_lifted&peril=medical&reading=${reading}`,
    );
  const { body } = await picture('marginal');
  expect(body).toMatchObject({
    deductible_yuan: '5000.00',
    line_yuan: '5000.00',
    cap_yuan: null,
    cliffs: [],
  });
  for (const { bill_yuan, payout_yuan, own_yuan } of body.points)
    expect(Number(payout_yuan) + Number(own_yuan)).toBeCloseTo(Number(bill_yuan), 6);
  const at = (bill: string) => body.points.find((point: any) => point.bill_yuan === bill)?.payout_yuan;
  expect([at('5000.00'), at('15000.00'), at('35000.00')]).toEqual(['0.00', '7000.00', '19000.00']);
  const whole = await picture('whole_amount');
  expect(whole.body.cliffs[0]).toMatchObject({
    code: 'payout.falls',
    bill_yuan: '15000.00',
    fall_yuan: '999.30',
    again_yuan: '16666.67',
  });
});

test('a what-if moves within what the data give, is kept under a name, and changes no policy', async () => {
  await importText(store.db, 'areas', AREAS);
  await importText(
    store.db,
    'households',
    `county_code,household_no,area_code,group,head_name,size\n${COUNTY},1,TC01-V1,non_high_standard_lifted,张三,2\n`,
  );
  await importText(
    store.db,
    'expenses',
    `county_code,record_no,household_no,person_no,peril,date,total_yuan,reimbursed_yuan,self_paid_yuan,provider\n${COUNTY},R,1,,medical,2026-03-01,4500,0,4500,x\n`,
  );
  const ranges = await ask('Li', `GET ${at}/what-if-ranges?policy=wei-2017`);
  expect(
    ranges.body.ranges.find(({ path }: any) => path === 'lines.medical.non_high_standard_lifted'),
  ).toEqual({
    path: 'lines.medical.non_high_standard_lifted',
    kind: 'line',
    group: 'non_high_standard_lifted',
    peril: 'medical',
    today_yuan: '5000.00',
    min_yuan: '0.00',
    max_yuan: '15000.00',
    step_yuan: '200.00',
    sums: 1,
    p50_yuan: '4500.00',
    p75_yuan: '4500.00',
    p90_yuan: '4500.00',
    p99_yuan: '4500.00',
  });
  const study = {
    policy: 'wei-2017',
    settings: [{ path: 'lines.medical.non_high_standard_lifted', value: 4000 }],
  };
  const tried = await ask('Li', `POST ${at}/what-ifs`, study);
  expect(tried.body).toMatchObject({
    rows: 1,
    household_years: 1,
    lint: [{ code: 'line.differs_from_deductible' }],
  });
  expect(tried.body.edges[0]).toMatchObject({
    base_line_yuan: '5000.00',
    candidate_line_yuan: '4000.00',
    gained: 1,
    lost: 0,
  });
  const saved = await ask('Li', `POST ${at}/scenarios`, {
    ...study,
    title: 'A lower line',
    reason: 'asked by the township',
  });
  expect(saved).toMatchObject({
    status: 201,
    body: {
      scenario_no: 1,
      outcome: { candidate_household_years: 1, base_household_years: 0 },
      settings: study.settings,
    },
  });
  expect(await ask('Li', `POST ${at}/scenarios`, { ...study, title: 'A lower line' })).toMatchObject({
    status: 409,
    body: { code: 'study.titleTaken' },
  });
  expect((await ask('Li', `GET ${at}/scenarios`)).body.rows).toEqual([saved.body]);
  expect((await ask('Li', `GET ${at}/scenarios/1`)).body).toEqual(saved.body);
  expect((await ask('Li', `GET ${at}/scenarios/2`)).status).toBe(404);
  expect(await countOf(store.db, 'policy.proposal')).toBe(0);
  // A file that is taken back is forgotten by what is kept in memory, too.
  await ask('Li', 'POST /imports/3/undo', { reason: 'wrong file' });
  expect(await ask('Li', `POST ${at}/what-ifs`, study)).toMatchObject({
    status: 409,
    body: { code: 'study.noBills' },
  });
});
