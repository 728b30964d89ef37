import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatYuan, plainDate } from '../../kernel/index.ts';
import { loadPolicies, resolvePolicy } from '../../policy/index.ts';
import { sql, type Store } from '../../platform/index.ts';
import { AREAS, COUNTY, countOf, emptyStore, importText, VILLAGE } from '../../../test/imports.ts';
import { fc } from '../../../test/properties.ts';
import { testStore } from '../../../test/store.ts';
import { declare, findingRow, listInForce, screen } from './index.ts';

const book = loadPolicies(new URL('../../../policies/', import.meta.url).pathname);
const on = (day: string) => resolvePolicy(book, 'wei-2017', plainDate(day));

let store: Store;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());
beforeEach(() => emptyStore(store.db));

const GROUPS = ['registered', 'non_high_standard_lifted', 'non_poor_low_income', 'general'] as const;
const PERILS = ['medical', 'education', 'disaster', 'traffic_medical', 'traffic_loss'] as const;
const ITEMS = ['', 'inpatient', 'outpatient', 'tuition', 'other'] as const;

interface Bill {
  readonly record: string;
  readonly household: number;
  readonly peril: (typeof PERILS)[number];
  readonly item: (typeof ITEMS)[number];
  readonly day: string;
  readonly selfPaidYuan: number;
}

const households = (groups: readonly string[]) =>
  `county_code,household_no,area_code,group,head_name,size\n${groups.map((group, i) => `${COUNTY},H${i},${VILLAGE},${group},Head,3`).join('\n')}\n`;

const bills = (rows: readonly Bill[]) =>
  `county_code,record_no,household_no,person_no,peril,date,total_yuan,reimbursed_yuan,self_paid_yuan,provider,item\n${rows
    .map(
      (b) =>
        `${COUNTY},${b.record},H${b.household},,${b.peril},${b.day},${b.selfPaidYuan + 7}.50,7.50,${b.selfPaidYuan}.00,,${b.item}`,
    )
    .join('\n')}\n`;

const incomes = (perHead: readonly (number | undefined)[]) =>
  `county_code,household_no,year,class,stream,amount_yuan,one_off\n${perHead
    .flatMap((amount, i) =>
      amount === undefined ? [] : [`${COUNTY},H${i},2018,wage,work,${amount * 3},false`],
    )
    .join('\n')}\n`;

async function load(
  groups: readonly string[],
  rows: readonly Bill[],
  perHead: readonly (number | undefined)[] = [],
) {
  await importText(store.db, 'areas', AREAS);
  await importText(store.db, 'households', households(groups));
  if (perHead.some((amount) => amount !== undefined)) await importText(store.db, 'incomes', incomes(perHead));
  if (rows.length > 0) await importText(store.db, 'expenses', bills(rows));
}

const run = (day: string, dryRun = false) =>
  screen(store.db, { countyCode: COUNTY, policy: on(day), asOf: plainDate(day), actor: 'tester', dryRun });

async function inForce(day: string): Promise<string[]> {
  const scope = { countyCode: COUNTY, policy: on(day), asOf: plainDate(day) };
  const findings = await store.db.transaction().execute((tx) => listInForce(tx, scope));
  return findings
    .map((finding) => findingRow(COUNTY, finding))
    .map((row) =>
      [
        row.household_no,
        row.group,
        row.kind,
        row.peril,
        row.self_paid_yuan,
        row.line_yuan,
        row.excess_yuan,
      ].join(' '),
    )
    .sort();
}

/** The lines of domain.md M05, written down a second time. */
const LINES: Record<string, Record<string, number>> = {
  non_high_standard_lifted: {
    medical: 5000,
    education: 8000,
    disaster: 10000,
    traffic_medical: 5000,
    traffic_loss: 10000,
  },
  non_poor_low_income: {
    medical: 20000,
    education: 8000,
    disaster: 10000,
    traffic_medical: 20000,
    traffic_loss: 10000,
  },
};
const LARGEST: Record<string, number> = { non_high_standard_lifted: 10000, non_poor_low_income: 20000 };
const COUNTED: Record<string, readonly string[]> = {
  medical: ['', 'inpatient'],
  education: ['', 'tuition', 'boarding', 'textbook'],
};
/** 1.5 × the standard of 2018, 2,995 (domain.md E-N5). */
const PROTECTION_2019 = 4492.5;

/** Household by household, peril by peril, in plain arithmetic. */
function oracle(
  groups: readonly string[],
  rows: readonly Bill[],
  perHead: readonly (number | undefined)[],
  day: string,
): string[] {
  const found: string[] = [];
  groups.forEach((group, h) => {
    const sums = new Map<string, number>();
    for (const b of rows) {
      const counts =
        b.household === h &&
        b.day >= '2019-01-01' &&
        b.day <= day &&
        (COUNTED[b.peril]?.includes(b.item) ?? true);
      if (counts) sums.set(b.peril, (sums.get(b.peril) ?? 0) + b.selfPaidYuan);
    }
    const row = (kind: string, peril: string, sum: number, line: number) =>
      found.push(`H${h} ${group} ${kind} ${peril} ${sum}.00 ${line}.00 ${sum - line}.00`);
    const lines = LINES[group];
    const over = [...sums].filter(([peril, sum]) => lines && sum > lines[peril]!);
    for (const [peril, sum] of over) row('line', peril, sum, lines![peril]!);
    const total = [...sums.values()].reduce((a, b) => a + b, 0);
    if (lines && over.length === 0 && total > LARGEST[group]!) row('sum', '', total, LARGEST[group]!);
    const income = perHead[h];
    if (group === 'general' && income !== undefined && income < PROTECTION_2019)
      for (const [peril, sum] of sums) {
        const line = LINES['non_poor_low_income']![peril]!;
        if (sum > line) row('missed', peril, sum, line);
      }
  });
  return found.sort();
}

const billArbitrary = fc.record({
  household: fc.nat(7),
  peril: fc.constantFrom(...PERILS),
  item: fc.constantFrom(...ITEMS),
  day: fc.constantFrom(
    '2018-12-31',
    '2019-01-01',
    '2019-05-31',
    '2019-06-01',
    '2019-06-30',
    '2019-07-01',
    '2019-12-31',
    '2020-01-01',
  ),
  selfPaidYuan: fc.constantFrom(1, 2500, 4999, 5000, 5001, 8000, 8001, 10000, 10001, 20000, 20001),
});
const numbered = (rows: readonly Omit<Bill, 'record'>[]): Bill[] =>
  rows.map((row, i) => ({ ...row, record: `R${i}` }));

describe('screening', () => {
  it('sums one more month as exactly as the whole year, however much of a line was there and came', async () => {
    const groups: string[] = [];
    const rows: Bill[] = [];
    const had = [0, 0.5, 0.74, 0.9, 1.1];
    const came = [0.001, 0.11, 0.26, 0.5, 1.1];
    const pay = (peril: Bill['peril'], day: string, selfPaidYuan: number) => {
      if (selfPaidYuan > 0)
        rows.push({
          record: `R${rows.length}`,
          household: groups.length,
          peril,
          item: '',
          day,
          selfPaidYuan,
        });
    };
    for (const group of ['non_high_standard_lifted', 'non_poor_low_income', 'general'])
      for (const [i, peril] of PERILS.entries())
        for (const before of had)
          for (const since of came) {
            const lines = LINES[group] ?? LINES['non_poor_low_income']!;
            pay(peril, '2019-05-31', Math.round(before * lines[peril]!));
            pay(peril, '2019-06-30', Math.round(since * lines[peril]!));
            groups.push(group);
            // The same shares of the largest line, spread over two perils: together they may pass it (F10).
            const other = PERILS[(i + 2) % PERILS.length]!;
            pay(peril, '2019-05-31', Math.round((before / 2) * (LARGEST[group] ?? 20_000)));
            pay(other, '2019-05-31', Math.round((before / 2) * (LARGEST[group] ?? 20_000)));
            pay(other, '2019-06-30', Math.round(since * (LARGEST[group] ?? 20_000)));
            groups.push(group);
          }
    const perHead = groups.map(() => 3000);
    await load(groups, rows, perHead);
    await run('2019-05-31');
    const { scope } = await run('2019-06-30');
    expect(scope).toBe('touched');
    expect(await inForce('2019-06-30')).toEqual(oracle(groups, rows, perHead, '2019-06-30'));
  });

  it('agrees with plain arithmetic at every step of a year: months, late bills, corrections, an earlier day', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...GROUPS), { minLength: 8, maxLength: 8 }),
        fc.array(billArbitrary, { minLength: 1, maxLength: 30 }),
        fc.array(billArbitrary, { maxLength: 8 }),
        fc.array(fc.option(fc.constantFrom(3000, 4492, 4493, 9000), { nil: undefined }), {
          minLength: 8,
          maxLength: 8,
        }),
        async (groups, firstRows, lateRows, perHead) => {
          await emptyStore(store.db);
          const first = numbered(firstRows);
          await load(groups, first, perHead);
          await run('2019-05-31');
          expect(await inForce('2019-05-31')).toEqual(oracle(groups, first, perHead, '2019-05-31'));
          // A month later only the households of that month's bills are summed again.
          await run('2019-06-30');
          expect(await inForce('2019-06-30')).toEqual(oracle(groups, first, perHead, '2019-06-30'));
          // Late bills, and one correction that moves a bill to another household, peril and amount.
          const late = numbered(lateRows).map((row, i) => ({ ...row, record: `L${i}` }));
          const corrected = first.map((row, i) =>
            i === 0 ? { ...row, household: (row.household + 1) % 8, selfPaidYuan: 10_001 } : row,
          );
          await importText(store.db, 'expenses', bills([corrected[0]!, ...late]));
          const now = [...corrected, ...late];
          await run('2019-06-30');
          expect(await inForce('2019-06-30')).toEqual(oracle(groups, now, perHead, '2019-06-30'));
          // Screening twice adds nothing.
          const before = await countOf(store.db, 'screening.finding');
          const again = await run('2019-06-30');
          expect([again.new, again.revised, again.closed]).toEqual([0, 0, 0]);
          expect(await countOf(store.db, 'screening.finding')).toBe(before);
          // An earlier day is answered for itself and leaves the later findings as they are.
          await run('2019-05-31');
          expect(await inForce('2019-05-31')).toEqual(oracle(groups, now, perHead, '2019-05-31'));
          expect(await inForce('2019-06-30')).toEqual(oracle(groups, now, perHead, '2019-06-30'));
        },
      ),
      { numRuns: 10 },
    );
  });

  it('sums again only what new bills touch, and says so', async () => {
    const one = {
      record: 'R1',
      household: 1,
      peril: 'medical',
      item: '',
      day: '2019-03-01',
      selfPaidYuan: 6000,
    } as const;
    await load(GROUPS, [one]);
    expect((await run('2019-05-31')).scope).toBe('all');
    await importText(
      store.db,
      'expenses',
      bills([{ ...one, record: 'R2', day: '2019-06-02', selfPaidYuan: 100 }]),
    );
    const report = await run('2019-06-30');
    expect([report.scope, report.revised, report.in_force]).toEqual(['touched', 1, 1]);
    expect(await inForce('2019-06-30')).toEqual([
      'H1 non_high_standard_lifted line medical 6100.00 5000.00 1100.00',
    ]);
  });

  it('finds strictly above the line only (M05)', async () => {
    const bill = { household: 1, peril: 'medical', item: '', day: '2019-03-01' } as const;
    await load(GROUPS, [{ ...bill, record: 'R1', selfPaidYuan: 5000 }]);
    expect((await run('2019-10-31')).in_force).toBe(0);
    await importText(store.db, 'expenses', bills([{ ...bill, record: 'R2', selfPaidYuan: 1 }]));
    expect((await run('2019-06-30')).by_kind).toEqual({ line: 1 });
  });

  it('closes a finding whose bill was corrected to the line, and keeps both revisions', async () => {
    const bill = {
      record: 'R1',
      household: 1,
      peril: 'medical',
      item: '',
      day: '2019-03-01',
      selfPaidYuan: 6000,
    } as const;
    await load(GROUPS, [bill]);
    await run('2019-06-30');
    await importText(store.db, 'expenses', bills([{ ...bill, selfPaidYuan: 5000 }]));
    expect(await run('2019-06-30')).toMatchObject({ closed: 1, in_force: 0 });
    const { rows } = await sql<{ state: string; self_paid_fen: bigint }>`
      select state, self_paid_fen from screening.finding order by revision`.execute(store.db);
    expect(rows.map((row) => [row.state, formatYuan(row.self_paid_fen)])).toEqual([
      ['open', '6000.00'],
      ['closed', '5000.00'],
    ]);
  });

  it('finds a household that came into a group since the last screening, without a new bill', async () => {
    const bill = { record: 'R1', household: 0, peril: 'medical', item: '', selfPaidYuan: 6000 } as const;
    await load(['non_high_standard_lifted'], [{ ...bill, day: '2019-03-01' }]);
    await importText(
      store.db,
      'households',
      `county_code,household_no,area_code,group,head_name,size,group_since
${COUNTY},H0,${VILLAGE},non_high_standard_lifted,Head,3,2019-11-15\n`,
    );
    expect((await run('2019-10-31')).in_force).toBe(0);
    const later = await run('2019-11-30');
    expect([later.scope, later.in_force]).toEqual(['touched', 1]);
  });

  it('a late bill reaches the findings of a later day that were made before it came', async () => {
    const bill = { household: 0, peril: 'medical', item: '', selfPaidYuan: 4000 } as const;
    await load(['non_high_standard_lifted'], [{ ...bill, record: 'R1', day: '2019-03-01' }]);
    expect((await run('2019-12-31')).in_force).toBe(0);
    await importText(store.db, 'expenses', bills([{ ...bill, record: 'R2', day: '2019-02-01' }]));
    expect((await run('2019-06-30')).in_force).toBe(1);
    await run('2019-12-31');
    await importText(store.db, 'expenses', bills([{ ...bill, record: 'R3', day: '2019-02-02' }]));
    await run('2019-06-30');
    await run('2019-12-31');
    expect((await inForce('2019-12-31'))[0]).toMatch('line medical 12000.00');
  });

  it('keeps nothing of a dry run', async () => {
    await load(GROUPS, [
      { record: 'R1', household: 1, peril: 'medical', item: '', day: '2019-03-01', selfPaidYuan: 6000 },
    ]);
    const report = await run('2019-06-30', true);
    expect([report.new, report.in_force, report.dry_run]).toEqual([1, 1, true]);
    expect(await countOf(store.db, 'screening.finding')).toBe(0);
    expect(await countOf(store.db, 'screening.run')).toBe(0);
  });

  it('keeps a declaration whatever the sums say, and the same one once', async () => {
    await load(GROUPS, []);
    const order = {
      countyCode: COUNTY,
      householdNo: 'H2',
      kind: 'declared',
      policy: on('2019-04-01'),
      day: plainDate('2019-04-01'),
      actor: 'cadre',
    } as const;
    expect(await declare(store.db, order)).toBe(true);
    expect(await declare(store.db, order)).toBe(false);
    await run('2019-06-30');
    expect(await inForce('2019-06-30')).toEqual(['H2 non_poor_low_income declared   20000.00 ']);
  });

  it('refuses an unknown county and a policy without lines in one sentence', async () => {
    await importText(store.db, 'areas', AREAS);
    const asOf = plainDate('2021-06-30');
    const order = { countyCode: 'NOWHERE', policy: on('2019-06-30'), asOf, actor: 'tester' };
    await expect(screen(store.db, order)).rejects.toThrow('There is no county NOWHERE');
    const monitored = resolvePolicy(book, 'national-2021', asOf);
    await expect(screen(store.db, { ...order, countyCode: COUNTY, policy: monitored })).rejects.toThrow(
      /national-2021.*line/,
    );
  });
});
