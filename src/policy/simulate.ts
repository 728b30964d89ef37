import type { Fen } from '../kernel/pure.ts';
import type { PreparedColumns } from './columns.ts';
import { compilePolicy, type CompiledPolicy, type Rulebook } from './compile.ts';
import { evaluateInto, sum, workspace, type Evaluation } from './evaluate.ts';
import { GROUPS, PERILS, type Group, type Peril } from './vocabulary.ts';

/** Households gaining or losing over a year, and by how much altogether. */
export interface Shift {
  readonly householdYears: number;
  readonly sumFen: number;
}

export interface SideResult {
  readonly entriesFound: number;
  readonly householdYearsFound: number;
  readonly householdsFound: number;
  readonly costFen: number;
  readonly byYear: readonly {
    readonly year: number;
    readonly households: number;
    readonly costFen: number;
  }[];
  readonly byGroup: readonly { readonly group: Group; readonly entries: number; readonly costFen: number }[];
  readonly byTownship: readonly { readonly township: number; readonly costFen: number }[];
}

export interface Simulation {
  readonly base: SideResult;
  readonly candidate: SideResult;
  readonly winners: Shift;
  readonly losers: Shift;
}

/**
 * What changes when `candidate` replaces `base`: households and entries found, cost by year, group and township,
 * and who gains or loses over a year. A slider keeps the base's `Evaluation` and hands it in again.
 *
 * @example
 * const columns = prepareColumns(expenses);
 * simulate(columns, compilePolicy(wei), compilePolicy(proposal)).candidate.costFen;
 */
export function simulate(
  columns: PreparedColumns,
  base: CompiledPolicy | Evaluation,
  candidate: CompiledPolicy,
): Simulation {
  const before = 'payoutFen' in base ? base : evaluateInto(columns, base, workspace(columns, 0));
  const after = evaluateInto(columns, candidate, workspace(columns, 1));
  const { winners, losers } = shifts(before.payoutFenByHouseholdYear, after.payoutFenByHouseholdYear);
  return { base: summarise(columns, before), candidate: summarise(columns, after), winners, losers };
}

function shifts(before: Float64Array, after: Float64Array) {
  let gained = 0;
  let gainedFen = 0;
  let lost = 0;
  let lostFen = 0;
  for (let hy = 0; hy < before.length; hy++) {
    const change = after[hy]! - before[hy]!;
    if (change > 0) {
      gained++;
      gainedFen += change;
    } else if (change < 0) {
      lost++;
      lostFen -= change;
    }
  }
  return {
    winners: { householdYears: gained, sumFen: gainedFen },
    losers: { householdYears: lost, sumFen: lostFen },
  };
}

/** An evaluation as named rows, without its columns. */
export function summarise(columns: PreparedColumns, evaluation: Evaluation): SideResult {
  const { years, firstYear } = columns;
  const { costFenByCellYear, entriesFoundByCellYear, householdsFoundByYear, costFenByTownship } = evaluation;
  const byYear = Array.from({ length: years }, (_, y) => ({
    year: firstYear + y,
    households: householdsFoundByYear[y]!,
    costFen: sumEvery(costFenByCellYear, y, years),
  }));
  const width = PERILS.length * years;
  const byGroup = GROUPS.map((group, g) => ({
    group,
    entries: sum(entriesFoundByCellYear.subarray(g * width, (g + 1) * width)),
    costFen: sum(costFenByCellYear.subarray(g * width, (g + 1) * width)),
  }));
  const byTownship = Array.from(costFenByTownship, (costFen, township) => ({ township, costFen }));
  const { entriesFound, householdYearsFound, householdsFound, costFen } = evaluation;
  return { entriesFound, householdYearsFound, householdsFound, costFen, byYear, byGroup, byTownship };
}

/** A warning line to try on past years. The deductible moves with it, as in the seed, unless told otherwise. */
export interface CandidateLine {
  readonly group: Group;
  readonly peril: Peril;
  readonly lineFen: Fen;
  readonly keepsDeductible?: boolean;
}

export interface BacktestResult {
  readonly line: CandidateLine;
  readonly households: number;
  readonly costFen: number;
  readonly byYear: readonly {
    readonly year: number;
    readonly households: number;
    readonly costFen: number;
  }[];
}

/**
 * Per candidate line: how many households of that group it would have caught for that peril, and what they would
 * have been paid, year by year (domain.md M05, back-test of the past three years). All other rules stay.
 * `households` counts a household once for each year it was caught in.
 */
export function backtest(
  columns: PreparedColumns,
  rulebook: Rulebook,
  lines: readonly CandidateLine[],
): BacktestResult[] {
  const { years, firstYear } = columns;
  return lines.map((line) => {
    const evaluation = evaluateInto(columns, compilePolicy(withLine(rulebook, line)), workspace(columns, 1));
    const cell = GROUPS.indexOf(line.group) * PERILS.length + PERILS.indexOf(line.peril);
    const byYear = Array.from({ length: years }, (_, y) => ({
      year: firstYear + y,
      households: evaluation.entriesFoundByCellYear[cell * years + y]!,
      costFen: evaluation.costFenByCellYear[cell * years + y]!,
    }));
    const total = (of: 'households' | 'costFen') => byYear.reduce((all, row) => all + row[of], 0);
    return { line, households: total('households'), costFen: total('costFen'), byYear };
  });
}

function withLine(rulebook: Rulebook, line: CandidateLine): Rulebook {
  const isTried = (group: Group, peril: Peril) => group === line.group && peril === line.peril;
  return {
    line: (group, peril) => (isTried(group, peril) ? line.lineFen : rulebook.line(group, peril)),
    schedule: (group, peril) => {
      const schedule = rulebook.schedule(group, peril);
      return schedule && isTried(group, peril) && !line.keepsDeductible
        ? { ...schedule, deductibleFen: line.lineFen }
        : schedule;
    },
  };
}

function sumEvery(values: Float64Array, start: number, step: number): number {
  let total = 0;
  for (let i = start; i < values.length; i += step) total += values[i]!;
  return total;
}
