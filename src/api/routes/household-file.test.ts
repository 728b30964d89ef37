import { beforeAll, expect, test } from 'vitest';
import { open, useCountry } from '../../../test/access.ts';
import { callerOf } from '../../../test/api.ts';
import { sql, type Store } from '../../platform/index.ts';

const country = useCountry();
let call: Awaited<ReturnType<typeof callerOf>>;
beforeAll(async () => {
  call = await callerOf({ db: country.db } as Store);
  await open(country.db, 'Office', { role: 'county_office' });
  await open(country.db, 'Village', { role: 'village_committees', areaCode: 'A-T1-V1' });
  await open(country.db, 'Health', { role: 'health_insurance' });
  await open(country.db, 'Grid', { role: 'grid_member', areaCode: 'A-T1-V1' });
  await sql`insert into income.item values
    ('A', '1', 2025, 0, 'transfer', 'pension', 250000, false, 1), ('A', '1', 2025, 0, 'business', 'pigs', 90050, true, 1),
    ('A', '1', 2025, 0, 'business_cost', 'feed', 100, false, 1), ('A', '1', 2024, 0, 'wage', 'work', 7, false, 1)`.execute(
    country.db,
  );
  await sql`update registry.household set size = 3 where county_code = 'A' and household_no = '1'`.execute(
    country.db,
  );
  await sql`insert into ledger.posting (county_code, posting_no, kind, debit, credit, amount, asset, day, source, reversal_of, actor)
    values ('A', 900, 'benefit', 'household:1', 'pool:2026', 500, 'CNY', '2026-02-01', 's/900', null, 'x'),
      ('A', 901, 'benefit', 'pool:2026', 'household:1', 500, 'CNY', '2026-02-03', 's/901', 900, 'x'),
      ('A', 902, 'dividend', 'household:1', 'village:A-T1-V1', 30, 'CNY', '2026-02-02', 's/902', null, 'x')`.execute(
    country.db,
  );
  await sql`delete from ledger.posting where kind = 'k'`.execute(country.db);
});

const about = (viewer: string, what: string, household = '1') =>
  call<{ rows: Record<string, unknown>[] } & Record<string, unknown>>(
    viewer,
    `GET /counties/A/households/${household}/${what}${what.includes('?') ? '&' : '?'}purpose=check`,
  );

test('bills of a year with the lines of the group', async () => {
  const { body } = await about('Office', 'bills?policy=wei-2017');
  expect(body).toMatchObject({ years: [2026], year: 2026 });
  expect(body.rows.map(({ peril, self_paid_yuan }) => [peril, self_paid_yuan])).toEqual([
    ['medical', '0.10'],
    ['education', '0.10'],
    ['disaster', '0.10'],
    ['traffic_medical', '0.10'],
    ['traffic_loss', '0.10'],
  ]);
  // A general household has no line of its own there.
  expect(body['lines']).toEqual([]);
  expect((await about('Office', 'bills?year=2025')).body.rows).toEqual([]);
});

test('income by class and stream, a head’s share without and with what came once', async () => {
  const { body } = await about('Office', 'income?policy=wei-2017');
  expect(body).toMatchObject({
    years: [2025, 2024],
    year: 2025,
    size: 3,
    // (1.00 + 2500.00 − 1.00) / 3, and with 900.50.
    recurring_per_head_yuan: '833.33',
    per_head_yuan: '1133.50',
  });
  expect(body.rows).toContainEqual({
    class: 'business',
    stream: 'pigs',
    one_off: true,
    income_yuan: '900.50',
  });
  expect(Number(body['protection_line_yuan'])).toBeGreaterThan(3000);
  expect((await about('Office', 'income?year=2024')).body).toMatchObject({
    recurring_per_head_yuan: '0.02',
    protection_line_yuan: null,
  });
});

test('all that the books paid, with what was taken back', async () => {
  const { body } = await about('Office', 'support');
  expect(
    body.rows.map(({ posting_no, amount_yuan, is_taken_back }) => [posting_no, amount_yuan, is_taken_back]),
  ).toEqual([
    ['901', '-5.00', false],
    ['902', '0.30', false],
    ['900', '5.00', true],
  ]);
  expect(body).toMatchObject({ received_yuan: '0.30', public_received_yuan: '0.00' });
});

test('who does not see bills, income or payments is not told of any either', async () => {
  for (const what of ['bills', 'support'])
    expect((await about('Grid', what)).body.rows, what).toEqual([]);
  expect((await about('Grid', 'income')).body).toMatchObject({ per_head_yuan: null });
  expect(JSON.stringify((await about('Grid', 'income')).body.rows)).not.toMatch(/pension|pigs|\d\d/);
  // A department sees its bills, but no register of households.
  expect((await about('Health', 'bills')).body).toMatchObject({ code: 'register.householdUnknown' });
  // A village sees the kind and the class of an amount.
  expect((await about('Village', 'bills')).body.rows[0]).toMatchObject({
    peril: 'medical',
    self_paid_yuan: '0–1',
    provider: null,
  });
});

test('a household elsewhere looks like none, and every look has a purpose', async () => {
  for (const what of ['bills', 'income', 'support', 'findings']) {
    expect((await about('Village', what, '5')).body).toMatchObject({ code: 'register.householdUnknown' });
    expect(await call('Village', `GET /counties/A/households/1/${what}`)).toMatchObject({
      status: 422,
      body: { code: 'access.purpose_missing' },
    });
  }
});
