import { beforeAll, expect, test } from 'vitest';
import { call, everything, HOUSEHOLDS, store, useDesk } from '../../../test/desk.ts';
import { COUNTY } from '../../../test/imports.ts';
import { sql } from '../../platform/index.ts';

useDesk();

/** Posting no. 1000 to H00, 1001 to H01, of which a third took 1001 back; one of a year before; all in fen. */
const POSTINGS = [
  [1000, '2026-03-01', 'household:H00', 'pool:2026', 123_456, null],
  [1001, '2026-03-02', 'household:H01', 'pool:2026', 5_000, null],
  [1002, '2026-03-03', 'pool:2026', 'household:H01', 5_000, 1001],
  [1003, '2025-12-31', 'household:H02', 'pool:2025', 700, null],
  [1004, '2026-04-01', 'household:H02', 'pool:2026', 100, null],
] as const;

beforeAll(async () => {
  for (const [no, day, debit, credit, amount, reversalOf] of POSTINGS)
    await sql`insert into ledger.posting (county_code, posting_no, day, kind, debit, credit, amount, asset, source, reversal_of, actor)
      values (${COUNTY}, ${no}, ${day}, 'payment', ${debit}, ${credit}, ${amount}, 'CNY', ${`test ${no}`}, ${reversalOf}, 'x')`.execute(
      store.db,
    );
});

const figures = async (viewer: string, query = '') =>
  // What a route answers is for the test to say.
  (await call<any>(viewer, `GET /counties/${COUNTY}/figures${query}`)).body.rows;

test('villages add up to what the lists say, household by household', async () => {
  const findings = await everything();
  const rows = await figures('Office');
  expect(rows.map((row: any) => row.area_code)).toEqual(['TC01-V1', 'TC01-V2']);
  for (const row of rows) {
    const own = HOUSEHOLDS.filter(({ village }) => village === row.area_code);
    const count = (is: (household: (typeof own)[number]) => boolean): number => own.filter(is).length;
    expect(row).toMatchObject({
      households: own.length,
      people: 2 * own.length,
      registered: 0,
      non_poor_low_income: count(({ group }) => group === 'non_poor_low_income'),
      non_high_standard_lifted: count(({ group }) => group === 'non_high_standard_lifted'),
      general: 0,
      in_force: new Set(
        findings
          .filter(({ area_code }) => area_code === row.area_code)
          .map(({ household_no }) => household_no),
      ).size,
      cases: count(({ no }) => ['H00', 'H03', 'H07', 'H12'].includes(no)),
      // That of H03 was withdrawn.
      running: count(({ no }) => ['H00', 'H07', 'H12'].includes(no)),
    });
  }
  expect(rows.map((row: any) => [row.paid_households, row.paid_yuan])).toEqual([
    [2, '1235.56'],
    [0, '0.00'],
  ]);
});

test('by township and by year; each sees its own, and whoever does not report sees none', async () => {
  const [township] = await figures('Township', '?by=township&year=2025');
  expect(township).toMatchObject({
    area_code: 'TC01-T1',
    area_name: 'First Township',
    households: 24,
    found: 0,
    cases: 0,
    paid_households: 1,
    paid_yuan: '7.00',
  });
  expect((await figures('Village')).map((row: any) => row.area_code)).toEqual(['TC01-V2']);
  expect((await figures('Office', '?area=TC01-V1')).map((row: any) => row.area_code)).toEqual(['TC01-V1']);
  const { body } = await call<string>(
    'Office',
    `GET /counties/${COUNTY}/figures/file?format=csv`,
    undefined,
    {
      'accept-language': 'zh',
    },
  );
  expect(body.replace('\uFEFF', '').split(/\r?\n/)[0]).toContain('地区代码,乡镇,地区,户数,人数,建档立卡户');
  expect(body).toContain('TC01-V1,First Township,First Village,12,24,');
});
