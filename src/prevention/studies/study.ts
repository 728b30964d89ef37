import { fen, findPlainDate, formatYuan, plainDate } from '../../kernel/index.ts';
import {
  backtest,
  type CandidateLine,
  type CompiledPolicy,
  compilePolicy,
  type Edge,
  edgesOf,
  evaluate,
  type Evaluation,
  lint,
  payoutsByRow,
  type Peril,
  type Policy,
  policyAt,
  type PolicyFinding,
  type PolicyVersion,
  type SideResult,
  simulate,
  withChange,
} from '../../policy/index.ts';
import type { History } from './columns.ts';
import { fail } from './errors.ts';

/** One number of a what-if, by the path and in the form of the policy file. */
export interface Setting {
  readonly path: string;
  readonly value: unknown;
}

/**
 * The policy as it would be with other numbers. Tried on the day after the base's, so that nothing published is
 * touched. Fails with the `policy.change_*` failures.
 */
export const candidatePolicy = (
  policy: Policy,
  base: PolicyVersion,
  settings: readonly Setting[],
): PolicyVersion => candidateOf(policy, base, settings).version;

/** As `candidatePolicy`, with what the linter says of it and does not say of the policy as it is. */
export function candidateOf(
  policy: Policy,
  base: PolicyVersion,
  settings: readonly Setting[],
): { readonly version: PolicyVersion; readonly lint: readonly PolicyFinding[] } {
  for (const { path } of settings) if (!TRIABLE.test(path)) throw fail('study.path', { path });
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
  const known = new Set(lint(policy).map(({ message }) => message.en));
  const found = lint(changed).filter(({ code, message }) => !OF_COURSE.has(code) && !known.has(message.en));
  return { version: overlaid(policy, base, policyAt(changed, from), settings), lint: found };
}

/** What a history can be asked again under other numbers: income and what counts as a bill are in its sums already. */
const TRIABLE = /^(lines|schedules|caps)\./;

/** The base in everything but what was set: what is published for later days is not tried along with it. */
function overlaid(
  { document }: Policy,
  base: PolicyVersion,
  changed: PolicyVersion,
  settings: readonly Setting[],
): PolicyVersion {
  const isSet = (prefix: string): boolean =>
    settings.some(({ path }) => path === prefix || path.startsWith(`${prefix}.`));
  const ruleOf = (peril: Peril): string => document.perils?.[peril]?.uses ?? peril;
  return {
    ...base,
    version: changed.version,
    line: (group, peril) => (isSet(`lines.${ruleOf(peril)}.${group}`) ? changed : base).line(group, peril),
    schedule: (group, peril) => {
      const own = base.schedule(group, peril);
      const isTouched =
        isSet(`schedules.${ruleOf(peril)}.${group}`) ||
        (own?.cap !== undefined && isSet(`caps.${own.cap.id}`));
      return isTouched ? changed.schedule(group, peril) : own;
    },
  };
}

/** That a number of a study is assumed, and its examples computed, goes without saying. */
const OF_COURSE: ReadonlySet<string> = new Set(['source.assumption', 'example.derived']);

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
  /** Lines that move, and how many sums they gain, lose and stand close to. */
  readonly edges: readonly EdgeReport[];
  /** Household-years and sums that were looked at. */
  readonly household_years: number;
  readonly rows: number;
  readonly evaluation_ms: number;
}

/** A line that moves. */
export interface EdgeReport extends Omit<
  Edge,
  'baseLineFen' | 'candidateLineFen' | 'nearBelow' | 'nearAbove'
> {
  readonly base_line_yuan: string | null;
  readonly candidate_line_yuan: string | null;
  readonly near_below: number;
  readonly near_above: number;
}

/** Close to a line: within a tenth of it. */
const NEAR_SHARE = 0.1;

function edgeReport({ baseLineFen, candidateLineFen, nearBelow, nearAbove, ...edge }: Edge): EdgeReport {
  return {
    ...edge,
    base_line_yuan: baseLineFen === undefined ? null : yuan(baseLineFen),
    candidate_line_yuan: candidateLineFen === undefined ? null : yuan(candidateLineFen),
    near_below: nearBelow,
    near_above: nearAbove,
  };
}

/** The base of a slider stays while the candidate moves. */
const bases = new WeakMap<History, { readonly version: string; readonly evaluation: Evaluation }>();

function evaluatedBase(history: History, base: PolicyVersion, compiled: CompiledPolicy): Evaluation {
  const kept = bases.get(history);
  const version = `${base.version} ${base.day} ${base.hash}`;
  if (kept?.version === version) return kept.evaluation;
  const evaluation = evaluate(history.columns, compiled);
  bases.set(history, { version, evaluation });
  return evaluation;
}

/** What changes when the candidate replaces the base, over all household-years of the history. */
export function whatIf(
  countyCode: string,
  history: History,
  base: PolicyVersion,
  candidate: PolicyVersion,
): WhatIf {
  const [today, tried] = [compilePolicy(base), compilePolicy(candidate)];
  const before = evaluatedBase(history, base, today);
  const started = performance.now();
  const result = simulate(history.columns, before, tried);
  const evaluationMs = performance.now() - started;
  return {
    county_code: countyCode,
    years: history.years,
    unknown_income: history.unknownIncome,
    base: sideReport(history, base, result.base),
    candidate: sideReport(history, candidate, result.candidate),
    winners: { household_years: result.winners.householdYears, gain_yuan: yuan(result.winners.sumFen) },
    losers: { household_years: result.losers.householdYears, loss_yuan: yuan(result.losers.sumFen) },
    edges: edgesOf(history.columns, today, tried, NEAR_SHARE).map(edgeReport),
    household_years: history.columns.householdYears,
    rows: history.columns.rows,
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
