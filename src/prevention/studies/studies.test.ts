import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fen, formatYuan, plainDate } from '../../kernel/index.ts';
import { getPolicy, type Group, loadPolicies, type Peril, quote, resolvePolicy } from '../../policy/index.ts';
import type { Store } from '../../platform/index.ts';
import { AREAS, COUNTY, emptyStore, importText } from '../../../test/imports.ts';
import { fc } from '../../../test/properties.ts';
import { testStore } from '../../../test/store.ts';
import {
  backtestLines,
  candidatePolicy,
  findYears,
  loadHistory,
  shiftedHouseholds,
  whatIf,
} from './index.ts';

const book = loadPolicies(new URL('../../../policies/', import.meta.url).pathname);
const base = resolvePolicy(book, 'wei-2017', plainDate('2019-12-31'));

let store: Store;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await emptyStore(store.db);
  await importText(store.db, 'areas', AREAS);
});

interface Bill {
  readonly household: number;
  readonly peril: Peril;
  readonly year: number;
  readonly fen: number;
}

const GROUPS: readonly Group[] = ['non_high_standard_lifted', 'non_poor_low_income', 'general', 'registered'];
/** Yuan per head of the households in every year; the last one is unknown and counts as eligible. */
const INCOMES = [3000, 4000, 3000, 3000, 4600, undefined];
const groupOf = (household: number): Group =>
  household === 5 ? 'non_high_standard_lifted' : GROUPS[household % 4]!;
/** 1.5 × 2,952 for 2018 and 1.5 × 2,995 for 2019 (domain.md E-N5). */
const PROTECTION: Record<number, number> = { 2018: 4428, 2019: 4492.5 };

async function loadCounty(bills: readonly Bill[]) {
  const households = INCOMES.map((_, i) => `${COUNTY},H${i},TC01-V${1 + (i % 2)},${groupOf(i)},Head,2`);
  await importText(
    store.db,
    'households',
    `county_code,household_no,area_code,group,head_name,size\n${households.join('\n')}\n`,
  );
  const incomes = INCOMES.flatMap((perHead, i) =>
    perHead === undefined
      ? []
      : [2018, 2019].map((year) => `${COUNTY},H${i},${year},wage,work,${perHead * 2},false`),
  );
  await importText(
    store.db,
    'incomes',
    `county_code,household_no,year,class,stream,amount_yuan,one_off\n${incomes.join('\n')}\n`,
  );
  const rows = bills.map((b, i) => {
    const yuan = formatYuan(fen(b.fen));
    return `${COUNTY},R${i},H${b.household},,${b.peril},${b.year}-06-15,${yuan},0,${yuan},`;
  });
  await importText(
    store.db,
    'expenses',
    `county_code,record_no,household_no,person_no,peril,date,total_yuan,reimbursed_yuan,self_paid_yuan,provider\n${rows.join('\n')}\n`,
  );
  return store.db.transaction().execute((tx) => loadHistory(tx, COUNTY, base, 2018, 2019));
}

/** What a policy pays a household-year, sum by sum through the quote; disaster and traffic loss share one cap. */
function worth(bills: readonly Bill[], household: number, year: number, policy: typeof base): bigint {
  const income = INCOMES[household];
  if (income !== undefined && income >= PROTECTION[year]!) return 0n;
  const sums = new Map<Peril, number>();
  for (const b of bills)
    if (b.household === household && b.year === year) sums.set(b.peril, (sums.get(b.peril) ?? 0) + b.fen);
  let [total, underCap] = [0n, 0n];
  for (const [peril, sum] of sums) {
    const schedule = policy.schedule(groupOf(household), peril);
    const line = policy.line(groupOf(household), peril);
    if (!schedule || line === undefined || BigInt(sum) <= line) continue;
    const { beforeCapFen } = quote(schedule, fen(sum));
    if (schedule.cap) underCap += beforeCapFen;
    else total += beforeCapFen;
  }
  return total + (underCap < 3_000_000n ? underCap : 3_000_000n);
}

const billArbitrary = fc.record<Bill>({
  household: fc.nat(5),
  peril: fc.constantFrom<Peril>('medical', 'education', 'disaster', 'traffic_medical', 'traffic_loss'),
  year: fc.constantFrom(2018, 2019),
  fen: fc.integer({ min: 1, max: 12_000_000 }),
});

describe('what-if over a county', () => {
  it('costs what the quotes of every household-year add up to, before and after', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(billArbitrary, { minLength: 1, maxLength: 40 }), async (bills) => {
        await emptyStore(store.db);
        await importText(store.db, 'areas', AREAS);
        const history = await loadCounty(bills);
        const candidate = candidatePolicy(getPolicy(book, 'wei-2017'), base, [
          { path: 'lines.medical.non_poor_low_income', value: 9000 },
          { path: 'schedules.medical.non_poor_low_income.deductible', value: 9000 },
        ]);
        const result = whatIf(COUNTY, history, base, candidate);
        const years = INCOMES.flatMap((_, household) => [2018, 2019].map((year) => ({ household, year })));
        const sum = (policy: typeof base) =>
          years.reduce((all, { household, year }) => all + worth(bills, household, year, policy), 0n);
        expect(result.base.cost_yuan).toBe(formatYuan(sum(base)));
        expect(result.candidate.cost_yuan).toBe(formatYuan(sum(candidate)));
        const shifted = years.filter(
          ({ household, year }) =>
            worth(bills, household, year, base) !== worth(bills, household, year, candidate),
        );
        const listed = [...shiftedHouseholds(history, base, candidate)];
        expect(listed.map((row) => `${row.household_no} ${row.year}`)).toEqual(
          shifted.map(({ household, year }) => `H${household} ${year}`),
        );
        for (const [i, { household, year }] of shifted.entries())
          expect(listed[i]!.candidate_yuan).toBe(formatYuan(worth(bills, household, year, candidate)));
      }),
      { numRuns: 8 },
    );
  });

  it('names years, townships and household-years of unknown income', async () => {
    const history = await loadCounty([
      { household: 5, peril: 'medical', year: 2018, fen: 1_800_000 },
      { household: 0, peril: 'medical', year: 2019, fen: 1_800_000 },
    ]);
    const { base: now } = whatIf(COUNTY, history, base, base);
    expect([history.unknownIncome, now.by_township]).toEqual([
      1,
      [{ code: 'TC01-T1', name: 'First Township', cost_yuan: '17600.00' }],
    ]);
    expect(now.by_year).toEqual([
      { year: 2018, households: 1, cost_yuan: '8800.00' },
      { year: 2019, households: 1, cost_yuan: '8800.00' },
    ]);
    expect(await store.db.transaction().execute((tx) => findYears(tx, COUNTY))).toEqual({
      first: 2018,
      last: 2019,
    });
  });

  it('tries candidate lines on the past', async () => {
    const history = await loadCounty([{ household: 0, peril: 'medical', year: 2019, fen: 1_000_000 }]);
    const lines = [4000, 10_000].map(
      (yuan) => ({ group: 'non_high_standard_lifted', peril: 'medical', lineFen: fen(yuan * 100) }) as const,
    );
    expect(backtestLines(history, base, lines)).toEqual([
      { line_yuan: '4000.00', year: 2019, households: 1, cost_yuan: '4200.00' },
      { line_yuan: '10000.00', year: 2019, households: 0, cost_yuan: '0.00' },
    ]);
  });

  it('refuses a number the linter would refuse', () => {
    const policy = getPolicy(book, 'wei-2017');
    const tried = () => candidatePolicy(policy, base, [{ path: 'lines.medical.nobody', value: 1 }]);
    expect(tried).toThrow(/lines\.medical\.nobody/);
  });
});
