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
