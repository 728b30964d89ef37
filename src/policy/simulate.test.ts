import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fen, plainDate, type Fen } from '../kernel/index.ts';
import {
  backtest,
  compilePolicy,
  evaluate,
  GROUPS,
  loadPolicies,
  payoutsByRow,
  PERILS,
  prepareColumns,
  quote,
  resolvePolicy,
  simulate,
  summarise,
  type ExpenseColumns,
  type Group,
  type Peril,
  type Rulebook,
  type Schedule,
} from './index.ts';
import { anySchedule } from './oracles.ts';

const wei = resolvePolicy(
  loadPolicies(new URL('../../policies/', import.meta.url).pathname),
  'wei-2017',
  plainDate('2017-12-31'),
);

interface Row {
  readonly household: number;
  readonly year: number;
  readonly peril: Peril;
  readonly group: Group;
  readonly township: number;
  readonly selfPaidFen: bigint;
  readonly eligible: boolean;
}

const columnsOf = (rows: readonly Row[]): ExpenseColumns => ({
  household: Int32Array.from(rows, ({ household }) => household),
  year: Uint16Array.from(rows, ({ year }) => year),
  peril: Uint8Array.from(rows, ({ peril }) => PERILS.indexOf(peril)),
  group: Uint8Array.from(rows, ({ group }) => GROUPS.indexOf(group)),
  township: Uint16Array.from(rows, ({ township }) => township),
  selfPaidFen: Float64Array.from(rows, ({ selfPaidFen }) => Number(selfPaidFen)),
  eligible: Uint8Array.from(rows, ({ eligible }) => (eligible ? 1 : 0)),
});

/** The same question answered row by row with `quote` and bigints. */
function oracle(rows: readonly Row[], rulebook: Rulebook): bigint[] {
  const used = new Map<string, bigint>();
  const payouts = rows.map(() => 0n);
  const inPerilOrder = rows
    .map((row, i) => ({ row, i }))
    .sort((a, b) => PERILS.indexOf(a.row.peril) - PERILS.indexOf(b.row.peril));
  for (const { row, i } of inPerilOrder) {
    const line = rulebook.line(row.group, row.peril);
    const schedule = rulebook.schedule(row.group, row.peril);
    if (line === undefined || !schedule || row.selfPaidFen <= line || !row.eligible) continue;
    const { beforeCapFen } = quote(schedule, fen(row.selfPaidFen));
    if (!schedule.cap) {
      payouts[i] = beforeCapFen;
      continue;
    }
    const key = `${row.household} ${row.year} ${schedule.cap.id}`;
    const left = schedule.cap.capFen - (used.get(key) ?? 0n);
    payouts[i] = beforeCapFen < left ? beforeCapFen : left;
    used.set(key, (used.get(key) ?? 0n) + payouts[i]);
  }
  return payouts;
}

const anyRow = fc.record({
  household: fc.nat(2),
  year: fc.integer({ min: 2016, max: 2017 }),
  peril: fc.constantFrom(...PERILS),
  group: fc.constantFrom(...GROUPS),
  selfPaidFen: fc.oneof(
    fc.bigInt(0n, 20_000_000n),
    fc.constantFrom(500_000n, 500_001n, 2_000_000n, 2_000_001n, 5_750_000n, 100_000_000_000n),
  ),
  // Mostly eligible, so that several payouts of one household meet under a cap.
  eligible: fc.nat(4).map((n) => n > 0),
});

const anyRows = fc
  .uniqueArray(anyRow, {
    selector: ({ household, year, peril }) => `${household} ${year} ${peril}`,
    minLength: 3,
    maxLength: 30,
    size: 'max',
  })
  .map((rows) =>
    rows
      .map((row): Row => ({ ...row, township: (row.household * 7 + row.year) % 3 }))
      .sort((a, b) => a.household - b.household || a.year - b.year),
  );

/** Any line and staircase in any cell, some empty, one cap shared by all that have one. */
const anyRulebook = fc
  .record({
    cells: fc.array(
      fc.record({
        line: fc.option(fc.bigInt(0n, 3_000_000n), { nil: undefined, freq: 4 }),
        schedule: fc.option(anySchedule, { nil: undefined, freq: 4 }),
      }),
      { minLength: GROUPS.length * PERILS.length, maxLength: GROUPS.length * PERILS.length },
    ),
    cap: fc.bigInt(0n, 4_000_000n),
  })
  .map(({ cells, cap }): Rulebook => {
    const cell = (group: Group, peril: Peril) =>
      cells[GROUPS.indexOf(group) * PERILS.length + PERILS.indexOf(peril)]!;
    return {
      line: (group, peril) => cell(group, peril).line as Fen | undefined,
      schedule: (group, peril): Schedule | undefined => {
        const { schedule } = cell(group, peril);
        return (
          schedule && { ...schedule, ...(schedule.cap && { cap: { ...schedule.cap, capFen: fen(cap) } }) }
        );
      },
    };
  });

const SEED = { seed: 2021, numRuns: 300 };

describe('entry by entry the same as quote', () => {
  test('wei-2017', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const columns = prepareColumns(columnsOf(rows));
        const payouts = payoutsByRow(columns, evaluate(columns, compilePolicy(wei)));
        expect(Array.from(payouts, BigInt)).toEqual(oracle(rows, wei));
      }),
      SEED,
    );
  });

  test('any lines and staircases, and every sum', () => {
    fc.assert(
      fc.property(anyRows, anyRulebook, anyRulebook, (rows, before, after) => {
        const columns = prepareColumns(columnsOf(rows));
        const [old, next] = [oracle(rows, before), oracle(rows, after)];
        const { base, candidate, winners, losers } = simulate(
          columns,
          compilePolicy(before),
          compilePolicy(after),
        );
        expectSide(base, rows, before, old);
        expectSide(candidate, rows, after, next);
        const changes = new Map<string, bigint>();
        rows.forEach((row, i) => {
          const key = `${row.household} ${row.year}`;
          changes.set(key, (changes.get(key) ?? 0n) + next[i]! - old[i]!);
        });
        const gains = [...changes.values()].filter((change) => change > 0n);
        const losses = [...changes.values()].filter((change) => change < 0n);
        expect(winners).toEqual({ householdYears: gains.length, sumFen: Number(sum(gains)) });
        expect(losers).toEqual({ householdYears: losses.length, sumFen: Number(-sum(losses)) });
      }),
      SEED,
    );
  });

  test('a base kept as an evaluation gives the same, and later runs do not disturb it', () => {
    fc.assert(
      fc.property(anyRows, anyRulebook, anyRulebook, (rows, before, after) => {
        const columns = prepareColumns(columnsOf(rows));
        const kept = evaluate(columns, compilePolicy(before));
        const first = simulate(columns, kept, compilePolicy(after));
        expect(simulate(columns, compilePolicy(before), compilePolicy(after))).toEqual(first);
        expect(simulate(columns, kept, compilePolicy(after))).toEqual(first);
        expect(summarise(columns, kept)).toEqual(first.base);
      }),
      { seed: 5, numRuns: 60 },
    );
  });
});

const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);

function expectSide(
  side: ReturnType<typeof summarise>,
  rows: readonly Row[],
  rulebook: Rulebook,
  payouts: readonly bigint[],
): void {
  const isFound = (row: Row): boolean => {
    const line = rulebook.line(row.group, row.peril);
    return line !== undefined && row.selfPaidFen > line;
  };
  const found = rows.filter(isFound);
  const distinct = (key: (row: Row) => string, among = found) => new Set(among.map(key)).size;
  const cost = (of: (row: Row) => boolean) => Number(sum(payouts.filter((_, i) => of(rows[i]!))));
  expect(side.entriesFound).toBe(found.length);
  expect(side.householdsFound).toBe(distinct(({ household }) => `${household}`));
  expect(side.householdYearsFound).toBe(distinct(({ household, year }) => `${household} ${year}`));
  expect(side.costFen).toBe(cost(() => true));
  for (const { year, households, costFen } of side.byYear) {
    expect(households).toBe(
      distinct(
        ({ household }) => `${household}`,
        found.filter((row) => row.year === year),
      ),
    );
    expect(costFen).toBe(cost((row) => row.year === year));
  }
  for (const { group, entries, costFen } of side.byGroup) {
    expect(entries).toBe(found.filter((row) => row.group === group).length);
    expect(costFen).toBe(cost((row) => row.group === group));
  }
  for (const { township, costFen } of side.byTownship)
    expect(costFen).toBe(cost((row) => row.township === township));
}

describe('back-test of candidate lines', () => {
  test('households caught and cost a year, the deductible moving with the line', () => {
    fc.assert(
      fc.property(anyRows, fc.bigInt(0n, 3_000_000n), fc.boolean(), (rows, lineFen, keepsDeductible) => {
        const line = {
          group: 'non_poor_low_income',
          peril: 'disaster',
          lineFen: fen(lineFen),
          keepsDeductible,
        } as const;
        const [result] = backtest(prepareColumns(columnsOf(rows)), wei, [line]);
        const tried: Rulebook = {
          line: (group, peril) =>
            group === line.group && peril === line.peril ? line.lineFen : wei.line(group, peril),
          schedule: (group, peril) => {
            const schedule = wei.schedule(group, peril);
            const isTried = group === line.group && peril === line.peril && !keepsDeductible;
            return schedule && isTried ? { ...schedule, deductibleFen: line.lineFen } : schedule;
          },
        };
        const payouts = oracle(rows, tried);
        const mine = (row: Row) => row.group === line.group && row.peril === line.peril;
        expect(result?.households).toBe(rows.filter((row) => mine(row) && row.selfPaidFen > lineFen).length);
        expect(result?.costFen).toBe(Number(sum(payouts.filter((_, i) => mine(rows[i]!)))));
        for (const { year, costFen } of result?.byYear ?? [])
          expect(costFen).toBe(
            Number(sum(payouts.filter((_, i) => mine(rows[i]!) && rows[i]!.year === year))),
          );
      }),
      SEED,
    );
  });

  test('a lower line catches at least as many and costs at least as much', () => {
    const rows = Array.from({ length: 400 }, (_, i): Row => ({
      household: i,
      year: 2017,
      peril: 'medical',
      group: 'non_high_standard_lifted',
      township: 0,
      selfPaidFen: BigInt(i) * 10_007n,
      eligible: true,
    }));
    const lines = [3_000, 4_000, 5_000, 6_000, 8_000].map((yuan) => ({
      group: 'non_high_standard_lifted' as const,
      peril: 'medical' as const,
      lineFen: fen(yuan * 100),
    }));
    const results = backtest(prepareColumns(columnsOf(rows)), wei, lines);
    const costs = results.map(({ costFen }) => costFen);
    expect(costs).toEqual([...costs].sort((a, b) => b - a));
    expect(new Set(costs).size).toBe(5);
    expect(results[2]?.households).toBe(rows.filter(({ selfPaidFen }) => selfPaidFen > 500_000n).length);
  });
});

describe('columns that would give wrong sums are refused', () => {
  const good: Row = {
    household: 1,
    year: 2017,
    peril: 'medical',
    group: 'general',
    township: 0,
    selfPaidFen: 1n,
    eligible: true,
  };
  test.each<[string, Row[]]>([
    ['households not in order', [{ ...good, household: 2 }, good]],
    ['years not in order', [{ ...good, year: 2018 }, good]],
    ['a household-year that comes twice', [good, { ...good, household: 2 }, { ...good, peril: 'education' }]],
    ['a peril twice', [good, good]],
    ['two townships in one year', [good, { ...good, peril: 'education', township: 1 }]],
    ['an amount too large', [{ ...good, selfPaidFen: 100_000_000_001n }]],
    ['a negative amount', [{ ...good, selfPaidFen: -1n }]],
  ])('%s', (_, rows) => expect(() => prepareColumns(columnsOf(rows))).toThrow(RangeError));

  test('fractions, unknown codes, columns of other lengths', () => {
    const columns = columnsOf([good]);
    expect(() => prepareColumns({ ...columns, selfPaidFen: Float64Array.of(0.5) })).toThrow(RangeError);
    expect(() => prepareColumns({ ...columns, selfPaidFen: Float64Array.of(Number.NaN) })).toThrow(
      RangeError,
    );
    expect(() => prepareColumns({ ...columns, group: Uint8Array.of(5) })).toThrow(RangeError);
    expect(() => prepareColumns({ ...columns, peril: Uint8Array.of(5) })).toThrow(RangeError);
    expect(() => prepareColumns({ ...columns, year: Uint16Array.of() })).toThrow(RangeError);
  });

  test('no rows at all', () => {
    const columns = prepareColumns(columnsOf([]));
    expect(simulate(columns, compilePolicy(wei), compilePolicy(wei)).candidate).toMatchObject({
      costFen: 0,
      byYear: [],
      householdsFound: 0,
    });
  });

  test('a staircase whose sums would leave the whole numbers of a double', () => {
    const brackets = Array.from({ length: 12 }, (_, i) => ({
      fromFen: fen(i * 100),
      ...(i < 11 && { toFen: fen(i * 100 + 100) }),
      rateBasisPoints: i % 2 === 0 ? 10_000n : 0n,
    }));
    const ragged = { peril: 'medical', group: 'general', deductibleFen: fen(0), brackets } as const;
    expect(() => compilePolicy({ line: () => fen(0), schedule: () => ragged })).toThrow(/too many changes/);
  });

  test('a proposal with a gap or an end pays nothing there, as quote does; an overlap is refused', () => {
    const bracket = (from: number, to: number | undefined, rate: bigint) => ({
      fromFen: fen(from),
      ...(to !== undefined && { toFen: fen(to) }),
      rateBasisPoints: rate,
    });
    const gappy: Schedule = {
      peril: 'medical',
      group: 'general',
      deductibleFen: fen(10),
      brackets: [bracket(5, 20, 5_000n), bracket(30, 40, 9_000n)],
    };
    const rulebook: Rulebook = { line: () => fen(0), schedule: () => gappy };
    const rows = Array.from({ length: 80 }, (_, i): Row => ({
      ...good,
      household: i,
      selfPaidFen: BigInt(i),
    }));
    const columns = prepareColumns(columnsOf(rows));
    expect(Array.from(payoutsByRow(columns, evaluate(columns, compilePolicy(rulebook))), BigInt)).toEqual(
      oracle(rows, rulebook),
    );
    const overlapping: Schedule = {
      ...gappy,
      brackets: [bracket(0, 20, 5_000n), bracket(10, undefined, 9_000n)],
    };
    expect(() => compilePolicy({ line: () => fen(0), schedule: () => overlapping })).toThrow(/overlap/);
  });
});
