import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { plainDate } from '../../kernel/index.ts';
import { loadPolicies, resolvePolicy } from '../../policy/index.ts';
import { sql, type Store } from '../../platform/index.ts';
import { screen } from '../screening/index.ts';
import { AREAS, COUNTY, countOf, emptyStore, importText, VILLAGE } from '../../../test/imports.ts';
import { fc } from '../../../test/properties.ts';
import { testStore } from '../../../test/store.ts';
import { assess, verifyClaims } from './index.ts';

const book = loadPolicies(new URL('../../../policies/', import.meta.url).pathname);
const at = (day: string) => ({
  policy: resolvePolicy(book, 'wei-2017', plainDate(day)),
  asOf: plainDate(day),
});

let store: Store;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await emptyStore(store.db);
  await importText(store.db, 'areas', AREAS);
});

const HEADER =
  'county_code,record_no,household_no,person_no,peril,date,total_yuan,reimbursed_yuan,self_paid_yuan,provider';

type Bill = readonly [record: string, peril: string, day: string, yuan: string, provider?: string];

const importBills = (...bills: readonly Bill[]) =>
  importText(
    store.db,
    'expenses',
    `${HEADER}\n${bills.map(([record, peril, day, yuan, provider = ''], i) => `${COUNTY},${record},H1,,${peril},${day},${yuan},0,${yuan},${provider || `Clinic ${record}${i}`}`).join('\n')}\n`,
  );

/** One household of two people; 2016 is the year of the income window until June 2017, 2017 from July on. */
async function household(group: string, incomePerHead: number | undefined): Promise<void> {
  await importText(
    store.db,
    'households',
    `county_code,household_no,area_code,group,head_name,size\n${COUNTY},H1,${VILLAGE},${group},Head,2\n`,
  );
  if (incomePerHead !== undefined)
    await importText(
      store.db,
      'incomes',
      `county_code,household_no,year,class,stream,amount_yuan,one_off\n${[2016, 2017].map((year) => `${COUNTY},H1,${year},wage,work,${incomePerHead * 2},false`).join('\n')}\n`,
    );
}

const screenOn = (day: string) => screen(store.db, { countyCode: COUNTY, ...at(day), actor: 'screener' });
const assessOn = (
  day: string,
  more: { judicialCompensation?: boolean; longTreatment?: boolean; dryRun?: boolean } = {},
) => assess(store.db, { countyCode: COUNTY, householdNo: 'H1', ...at(day), actor: 'officer', ...more });

describe('assessing a household', () => {
  it('pays E-W14 for one bill of 18,000, once, and recomputes it', async () => {
    await household('non_high_standard_lifted', 3000);
    await importBills(['B1', 'medical', '2017-11-01', '18000']);
    await screenOn('2017-11-30');
    const first = await assessOn('2017-11-30');
    expect(first).toMatchObject({
      payable_yuan: '8800.00',
      receivable_yuan: '0.00',
      per_capita_income_yuan: '3000.00',
      protection_line_yuan: '4428.00',
    });
    expect((await assessOn('2017-11-30')).claims).toEqual([]);
    expect(await store.db.transaction().execute((tx) => verifyClaims(tx, COUNTY))).toEqual({
      claims: 1,
      faults: [],
    });
  });

  it('finds a stored claim that was altered', async () => {
    await household('non_high_standard_lifted', 3000);
    await importBills(['B1', 'medical', '2017-11-01', '18000']);
    await screenOn('2017-11-30');
    await assessOn('2017-11-30');
    await sql`update compensation.claim set difference_fen = difference_fen + 1`.execute(store.db);
    const { faults } = await store.db.transaction().execute((tx) => verifyClaims(tx, COUNTY));
    expect(faults).toMatchObject([{ claim_no: '1', stated: '880001', recomputed: '880000' }]);
  });

  it('refuses income at the line with both numbers, and asks when nothing is known', async () => {
    await household('non_high_standard_lifted', 4428);
    await importBills(['B1', 'medical', '2017-11-01', '18000']);
    await screenOn('2017-11-30');
    await expect(assessOn('2017-11-30')).rejects.toThrow(
      /in the 12 months before identification is 4428\.00 yuan, the protection line 4428\.00/,
    );
    await sql`delete from income.item`.execute(store.db);
    await expect(assessOn('2017-11-30')).rejects.toThrow(/unknown; missing: the income of the months before/);
    expect(await countOf(store.db, 'compensation.claim')).toBe(0);
  });

  it('refuses without a finding, and an unknown household', async () => {
    await household('non_high_standard_lifted', 3000);
    await expect(assessOn('2017-11-30')).rejects.toThrow('no finding in force');
    const order = { countyCode: COUNTY, householdNo: 'H9', ...at('2017-11-30'), actor: 'officer' };
    await expect(assess(store.db, order)).rejects.toThrow('There is no household H9');
  });

  it('turns a correction downwards into a receivable, even below the line', async () => {
    await household('non_high_standard_lifted', 3000);
    await importBills(['B1', 'medical', '2017-11-01', '18000']);
    await screenOn('2017-11-30');
    await assessOn('2017-11-30');
    await importBills(['B1', 'medical', '2017-11-01', '5000']);
    await screenOn('2017-12-31');
    expect(await assessOn('2017-12-31')).toMatchObject({ payable_yuan: '0.00', receivable_yuan: '8800.00' });
    expect((await assessOn('2017-12-31')).claims).toEqual([]);
  });

  it('never pays one bill under two perils: a moved bill is owed back there and paid here', async () => {
    await household('non_high_standard_lifted', 3000);
    await importBills(['B1', 'medical', '2017-11-01', '18000']);
    await screenOn('2017-11-30');
    await assessOn('2017-11-30');
    await importBills(['B1', 'disaster', '2017-11-01', '18000']);
    await screenOn('2017-12-31');
    const moved = await assessOn('2017-12-31');
    expect(
      moved.claims.map(({ peril, payable_yuan, receivable_yuan }) => [peril, payable_yuan, receivable_yuan]),
    ).toEqual([
      ['medical', '0.00', '8800.00'],
      ['disaster', '3200.00', '0.00'],
    ]);
  });

  it('refuses what looks like one bill listed twice under different perils', async () => {
    await household('non_high_standard_lifted', 3000);
    await importBills(
      ['B1', 'medical', '2017-11-01', '18000', 'Clinic'],
      ['B2', 'disaster', '2017-11-01', '18000', 'Clinic'],
    );
    await screenOn('2017-11-30');
    await expect(assessOn('2017-11-30')).rejects.toThrow(/B1, B2.*one bill under two perils/);
  });

  it('shares the cap of 30,000 between disaster and traffic loss (C23), and asks about an accident first', async () => {
    await household('non_poor_low_income', 3000);
    await importBills(
      ['B1', 'disaster', '2017-08-01', '50000'],
      ['B2', 'traffic_loss', '2017-09-01', '57500'],
    );
    await screenOn('2017-11-30');
    const asked = await assessOn('2017-11-30');
    expect(asked).toMatchObject({
      payable_yuan: '24000.00',
      traffic: { status: 'unknown', ask: ['judicial_compensation', 'long_treatment'] },
    });
    const answered = await assessOn('2017-11-30', { judicialCompensation: false });
    expect(answered).toMatchObject({
      payable_yuan: '6000.00',
      claims: [{ peril: 'traffic_loss', entitled_yuan: '6000.00' }],
    });
    const compensated = await assessOn('2017-11-30', { judicialCompensation: true, longTreatment: false });
    expect(compensated).toMatchObject({ receivable_yuan: '6000.00', traffic: { status: 'refused' } });
  });

  it('keeps nothing of a dry run', async () => {
    await household('non_high_standard_lifted', 3000);
    await importBills(['B1', 'medical', '2017-11-01', '18000']);
    await screenOn('2017-11-30');
    expect((await assessOn('2017-11-30', { dryRun: true })).payable_yuan).toBe('8800.00');
    expect(await countOf(store.db, 'compensation.claim')).toBe(0);
  });

  it('pays the same for a year however its bills are split and ordered', async () => {
    const amount = fc.integer({ min: 1, max: 4_000_000 });
    await fc.assert(
      fc.asyncProperty(fc.array(amount, { minLength: 1, maxLength: 5 }), async (parts) => {
        await emptyStore(store.db);
        await importText(store.db, 'areas', AREAS);
        await household('non_high_standard_lifted', 3000);
        await importBills(['B0', 'medical', '2017-07-01', '5000.01']);
        let paid = 0n;
        for (const [i, fen] of parts.entries()) {
          const day = `2017-${String(8 + i).padStart(2, '0')}-15`;
          await importBills([`B${i + 1}`, 'medical', day, (fen / 100).toFixed(2)]);
          await screenOn(day);
          const { payable_yuan, receivable_yuan } = await assessOn(day);
          expect(receivable_yuan).toBe('0.00');
          paid += BigInt(payable_yuan.replace('.', ''));
        }
        const restFen = parts.reduce((sum, fen) => sum + fen, 0) + 1;
        expect(paid).toBe(marginal(restFen));
      }),
      { numRuns: 6 },
    );
  });
});

/** 70/60/50 % of a rest in fen, slice by slice (domain.md M07), written down a second time. */
function marginal(rest: number): bigint {
  const slice = (from: number, to: number): number => Math.max(0, Math.min(rest, to) - from);
  const hundredths =
    70 * slice(0, 1_000_000) + 60 * slice(1_000_000, 3_000_000) + 50 * slice(3_000_000, Infinity);
  return BigInt(Math.floor((hundredths + 50) / 100));
}
