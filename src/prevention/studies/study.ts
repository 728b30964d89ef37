import { fen, findPlainDate, formatYuan, plainDate } from '../../kernel/index.ts';
import {
  backtest,
  type CandidateLine,
  compilePolicy,
  evaluate,
  payoutsByRow,
  type Policy,
  policyAt,
  type PolicyVersion,
  type SideResult,
  simulate,
  withChange,
} from '../../policy/index.ts';
import type { History } from './columns.ts';

/** One number of a what-if, by the path and in the form of the policy file. */
export interface Setting {
  readonly path: string;
  readonly value: unknown;
}

/**
 * The policy as it would be with other numbers. Tried on the day after the base's, so that nothing published is
 * touched. Fails with the `policy.change_*` failures.
 */
export function candidatePolicy(
  policy: Policy,
  base: PolicyVersion,
  settings: readonly Setting[],
): PolicyVersion {
  const from = dayAfterAllStarts(policy, base);
  const changed = settings.reduce(
    (before, { path, value }) =>
      withChange(before, {
        path,
        value,
        from,
        source: 'assumption',
        reason: 'what-if study',
        proposedBy: 'what-if',
        approvedBy: 'nobody: a study is not published',
      }),
    policy,
  );
  return policyAt(changed, from);
}

/** A change must start after every value before it. */
function dayAfterAllStarts(policy: Policy, base: PolicyVersion) {
  const starts = JSON.stringify(policy.document).match(/"from":"\d{4}-\d{2}-\d{2}"/g) ?? [];
  const latest = starts.map((text) => text.slice(8, 18)).reduce((a, b) => (a > b ? a : b), base.day);
  const next = new Date(`${latest}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return plainDate(findPlainDate(next.toISOString().slice(0, 10)) ?? latest);
}

export interface SideReport {
  readonly policy_version: string;
  readonly household_years_found: number;
  readonly cost_yuan: string;
  readonly by_year: readonly { year: number; households: number; cost_yuan: string }[];
  readonly by_group: readonly { group: string; findings: number; cost_yuan: string }[];
  readonly by_township: readonly { code: string; name: string; cost_yuan: string }[];
}

export interface WhatIf {
  readonly county_code: string;
  readonly years: readonly number[];
  readonly unknown_income: number;
  readonly base: SideReport;
  readonly candidate: SideReport;
  readonly winners: { readonly household_years: number; readonly gain_yuan: string };
  readonly losers: { readonly household_years: number; readonly loss_yuan: string };
  readonly evaluation_ms: number;
}

/** What changes when the candidate replaces the base, over all household-years of the history. */
export function whatIf(
  countyCode: string,
  history: History,
  base: PolicyVersion,
  candidate: PolicyVersion,
): WhatIf {
  const before = evaluate(history.columns, compilePolicy(base));
  const started = performance.now();
  const result = simulate(history.columns, before, compilePolicy(candidate));
  const evaluationMs = performance.now() - started;
  return {
    county_code: countyCode,
    years: history.years,
    unknown_income: history.unknownIncome,
    base: sideReport(history, base, result.base),
    candidate: sideReport(history, candidate, result.candidate),
    winners: { household_years: result.winners.householdYears, gain_yuan: yuan(result.winners.sumFen) },
    losers: { household_years: result.losers.householdYears, loss_yuan: yuan(result.losers.sumFen) },
    evaluation_ms: Math.round(evaluationMs * 10) / 10,
  };
}

function sideReport(history: History, policy: PolicyVersion, side: SideResult): SideReport {
  return {
    policy_version: policy.version,
    household_years_found: side.householdYearsFound,
    cost_yuan: yuan(side.costFen),
    by_year: side.byYear.map(({ year, households, costFen }) => ({
      year,
      households,
      cost_yuan: yuan(costFen),
    })),
    by_group: side.byGroup.map(({ group, entries, costFen }) => ({
      group,
      findings: entries,
      cost_yuan: yuan(costFen),
    })),
    by_township: townshipCosts(history, side),
  };
}

/** Households that live in no township, directly under the county, appear under the county's own code. */
function townshipCosts({ townships }: History, side: SideResult): SideReport['by_township'] {
  const rows = side.byTownship.map(({ township, costFen }) => ({ ...townships[township]!, costFen }));
  return rows
    .filter(({ level, costFen }) => level !== 'county' || costFen > 0)
    .map(({ code, name, costFen }) => ({ code, name, cost_yuan: yuan(costFen) }));
}

export interface Shifted {
  readonly household_no: string;
  readonly year: number;
  readonly base_yuan: string;
  readonly candidate_yuan: string;
  readonly difference_yuan: string;
}

/** Every household-year that gains or loses, in the order of households and years. */
export function* shiftedHouseholds(
  history: History,
  base: PolicyVersion,
  candidate: PolicyVersion,
): Generator<Shifted> {
  const { columns, rows, households } = history;
  const before = payoutsByRow(columns, evaluate(columns, compilePolicy(base)));
  const after = payoutsByRow(columns, evaluate(columns, compilePolicy(candidate)));
  for (let row = 0; row < columns.rows;) {
    const [household, year] = [rows.household[row]!, rows.year[row]!];
    let [sumBefore, sumAfter] = [0, 0];
    for (; row < columns.rows && rows.household[row] === household && rows.year[row] === year; row++) {
      sumBefore += before[row]!;
      sumAfter += after[row]!;
    }
    if (sumBefore === sumAfter) continue;
    yield {
      household_no: households[household]!,
      year,
      base_yuan: yuan(sumBefore),
      candidate_yuan: yuan(sumAfter),
      difference_yuan: yuan(sumAfter - sumBefore),
    };
  }
}

export interface BacktestRow {
  readonly line_yuan: string;
  readonly year: number;
  readonly households: number;
  readonly cost_yuan: string;
}

/** Per candidate line and year: households it would have caught and what they would have been paid. */
export function backtestLines(
  history: History,
  base: PolicyVersion,
  lines: readonly CandidateLine[],
): BacktestRow[] {
  return backtest(history.columns, base, lines).flatMap(({ line, byYear }) =>
    byYear.map(({ year, households, costFen }) => ({
      line_yuan: formatYuan(line.lineFen),
      year,
      households,
      cost_yuan: yuan(costFen),
    })),
  );
}

const yuan = (wholeFen: number): string => formatYuan(fen(wholeFen));
