import { beforeEach, expect, test } from 'vitest';
import { open } from '../../../test/access.ts';
import { callerOf } from '../../../test/api.ts';
import { day, importBill, store, take, useCounty, walk } from '../../../test/cases.ts';
import { COUNTY, importText, VILLAGE } from '../../../test/imports.ts';

useCounty();

let call: Awaited<ReturnType<typeof callerOf>>;
beforeEach(async () => {
  await importText(
    store.db,
    'incomes',
    `county_code,household_no,year,class,stream,amount_yuan,one_off,month
${COUNTY},1,2025,business,pigs,3000,false,
${COUNTY},1,2025,business_cost,feed,1000,false,
${COUNTY},1,2025,transfer,gift,500,true,
${COUNTY},1,2024,wage,work,4000,false,
`,
  );
  await importBill('B2', 1_000, '2026-01-10');
  await importBill('B0', 500, '2024-05-05');
  await walk('pay');
  await take('measure', 'Wen', day(12), { measure: 'a job' });
  call = await callerOf(store);
  await open(store.db, 'Root', { role: 'administrator', countyCode: '000000' });
  await open(store.db, 'County', { role: 'county_office', countyCode: COUNTY });
  await open(store.db, 'Village', { role: 'village_committees', countyCode: COUNTY, areaCode: VILLAGE });
  await open(store.db, 'Other', { role: 'village_committees', countyCode: COUNTY, areaCode: 'TC01-V2' });
  await open(store.db, 'Grid', { role: 'grid_member', countyCode: COUNTY, areaCode: VILLAGE });
});

const get = async (what: string, viewer = 'County', query = '') =>
  // What a route answers is for the test to say.
  (await call<any>(viewer, `GET /counties/${COUNTY}/households/1/${what}?purpose=visit${query}`)).body;

test('a household as one file: what comes in, its bills against the line, what it received, what goes on', async () => {
  const income = await get('income');
  expect(
    income.items.map((item: any) => [item.year, item.class, item.stream, item.one_off, item.income_yuan]),
  ).toEqual([
    [2025, 'business', 'pigs', false, '3000.00'],
    [2025, 'business_cost', 'feed', false, '1000.00'],
    [2025, 'transfer', 'gift', true, '500.00'],
    [2025, 'wage', 'work', false, '6000.00'],
    [2024, 'wage', 'work', false, '4000.00'],
  ]);
  // Two people: 9,500 - 1,000 = 8,500; recurring 9,000 - 1,000.
  expect(income.years[0]).toMatchObject({
    year: 2025,
    size: 2,
    recurring_yuan: '9000.00',
    one_off_yuan: '500.00',
    cost_yuan: '1000.00',
    net_yuan: '8500.00',
    per_head_yuan: '4250.00',
    recurring_per_head_yuan: '4000.00',
  });
  // Until November 2026 the twelve months lie mostly in 2026, of which nothing is known.
  expect(income.counted).toMatchObject({ from_month: '2025-11', to_month: '2026-10', net_yuan: null });
  expect(Number(income.years[0].protection_line_yuan)).toBeGreaterThan(4000);

  const bills = await get('bills');
  expect(
    bills.bills.map((bill: any) => [bill.record_no, bill.self_paid_yuan, bill.provider, bill.counts]),
  ).toEqual([
    ['B2', '1000.00', 'B2', true],
    ['B1', '40000.00', 'B1', true],
  ]);
  expect(bills.months.map((row: any) => [row.month, row.cumulative_yuan])).toEqual([
    ['2026-01', '1000.00'],
    ['2026-02', '41000.00'],
  ]);
  expect(bills.lines.find(({ peril }: any) => peril === 'medical')).toEqual({
    peril: 'medical',
    line_yuan: '20000.00',
    self_paid_yuan: '41000.00',
    crossed_on: '2026-02-20',
  });
  expect(await get('bills', 'County', '&year=2025')).toMatchObject({ years: [2026, 2024], bills: [] });
  expect(await get('bills')).toMatchObject({ years: [2026, 2024], up_to: '2026-11-22' });

  const support = await get('support');
  expect(support).toMatchObject({ entitled_yuan: '6300.00', paid_yuan: '6300.00' });
  expect(support.claims).toMatchObject([{ peril: 'medical', difference_yuan: '6300.00' }]);
  expect(support.postings).toMatchObject([
    { kind: 'benefit', amount: '6300.00', case_no: 1, reversed_by: null },
  ]);
  expect(support.measures).toMatchObject([{ case_no: 1, answer: 'a job', actor: 'Wen' }]);

  const overview = await get('overview');
  expect(overview.findings).toMatchObject([
    { household_no: '1', peril: 'medical', case_no: 1, stage: 'PAID' },
  ]);
  expect(overview.cases).toMatchObject([
    { case_no: 1, stage: 'PAID', amount_yuan: '6300.00', paid_yuan: '6300.00' },
  ]);
});

test('each sees what its role allows, and nobody another’s household', async () => {
  const village = await get('income', 'Village');
  expect(village.years[0]).toMatchObject({
    net_yuan: '1000–10000',
    protection_line_yuan: expect.any(String),
  });
  const bills = await get('bills', 'Village');
  expect(bills.bills[0]).toMatchObject({ self_paid_yuan: '1000–10000', provider: null });
  const grid = await get('bills', 'Grid');
  // Nor that there was a bill or a payment, and when.
  expect(grid).toMatchObject({ years: [], bills: [], months: [], lines: [], group: null });
  expect(await get('support', 'Grid')).toMatchObject({ paid_yuan: null, claims: [], postings: [] });
  expect((await get('income', 'Grid')).items).toEqual([]);
  for (const what of ['income', 'bills', 'support', 'overview'])
    expect(await get(what, 'Other'), what).toMatchObject({ code: 'register.householdUnknown' });
  const bare = await call('County', `GET /counties/${COUNTY}/households/1/income`);
  expect([bare.status, bare.body['code']]).toEqual([422, 'access.purpose_missing']);
});
