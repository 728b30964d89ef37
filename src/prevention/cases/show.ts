import { addDays, formatYuan, type PlainDate } from '../../kernel/index.ts';
import type { PolicyVersion } from '../../policy/index.ts';
import type { Tx } from '../../platform/index.ts';
import type { ActionName } from './chain.ts';
import { fail } from './errors.ts';
import { loadAllFacts, loadFacts, type PolicyOn } from './facts.ts';
import type { CaseFacts, VillageFacts } from './model.ts';
import {
  type Awaited,
  awaitedActions,
  overdueActions,
  type PossibleAction,
  possibleActions,
} from './rules.ts';
import { type Standing, standingOf } from './standing.ts';
import type { Status } from './status.ts';
import {
  type CaseFilter,
  type CaseInputs,
  type CaseLog,
  getCase,
  loadCases,
  type MissedFinding,
  missedFindings,
} from './store.ts';

export interface Wanted {
  readonly countyCode: string;
  readonly caseNo: number;
  readonly day: PlainDate;
}

/** An action a case waits for, as lists show it. */
export interface AwaitedRow {
  readonly action: ActionName;
  readonly due: PlainDate | null;
  readonly is_overdue: boolean;
  readonly departments?: readonly string[];
}

/** A case as lists show it: no names. */
export interface CaseSummary {
  readonly case_no: number;
  readonly household_no: string;
  readonly area_code: string;
  readonly policy_version: string;
  readonly policy_year: number;
  readonly status: Status;
  /** Where the chain stands; differs from the status while an objection waits. */
  readonly stage: Status;
  readonly opened_on: PlainDate;
  readonly awaits: readonly AwaitedRow[];
}

/** All of a case: for those who work on it. */
export interface CaseView extends CaseSummary {
  readonly amount_yuan: string | null;
  readonly paid_yuan: string | null;
  readonly village: VillageFacts;
  readonly inputs: CaseInputs;
  readonly steps: CaseLog['steps'];
}

/** Fails with `cases.unknown`. */
export async function showCase(tx: Tx, policyOn: PolicyOn, wanted: Wanted): Promise<CaseView> {
  const { countyCode, caseNo, day } = wanted;
  const log = await getCase(tx, countyCode, caseNo);
  const [facts] = await loadFacts(tx, policyOn, countyCode, [log], { day, today: day });
  const { order, village } = facts!;
  const recorded = log.steps.findLast(({ action }) => action === 'record');
  return {
    ...summaryOf(log, facts!),
    amount_yuan: recorded?.fields['amount_yuan'] ?? null,
    paid_yuan: order ? formatYuan(order.postedFen) : null,
    village,
    inputs: log.inputs,
    steps: log.steps,
  };
}

/** What is possible in a case on a day, for whom, and why the rest is not. Fails with `cases.unknown`. */
export async function casePossibilities(
  tx: Tx,
  policyOn: PolicyOn,
  { countyCode, caseNo, day }: Wanted,
): Promise<PossibleAction[]> {
  const log = await getCase(tx, countyCode, caseNo);
  return possibleActions(await loadAllFacts(tx, policyOn, countyCode, log, { day, today: day }));
}

/** Whose case it is, for whoever asks who may act on it. */
export async function householdOfCase(
  tx: Tx,
  countyCode: string,
  caseNo: number,
): Promise<{ readonly county_code: string; readonly area_code: string; readonly household_no: string }> {
  const { row } = await getCase(tx, countyCode, caseNo);
  return { county_code: countyCode, area_code: row.area_code, household_no: row.household_no };
}

export interface ListOrder extends CaseFilter {
  readonly countyCode: string;
  readonly day: PlainDate;
  readonly status?: Status;
  /** Only cases with an action whose last day is over. */
  readonly isOverdue?: boolean;
  /** Rows on a page. */
  readonly limit: number;
}

export interface CasePage {
  readonly rows: readonly CaseSummary[];
  /** The last number looked at; the next page begins after it. Null: there is none. */
  readonly next: number | null;
}

/** Cases looked at in one go: a dozen statements each. */
export const BATCH_SIZE = 500;

/** A page of a county's cases by number. Status and deadlines are derived, so that the filter reads until it has a page. */
export async function listCases(tx: Tx, policyOn: PolicyOn, order: ListOrder): Promise<CasePage> {
  const { countyCode, day, status, isOverdue = false, limit, ...filter } = order;
  const versions = new Map<string, PolicyVersion>();
  const once: PolicyOn = (reference, on) => {
    const known = versions.get(reference) ?? policyOn(reference, on);
    versions.set(reference, known);
    return known;
  };
  const rows: CaseSummary[] = [];
  for (let after = filter.after ?? 0; ;) {
    const logs = await loadCases(tx, countyCode, { ...filter, isBrief: true, after, limit: BATCH_SIZE });
    const facts = await loadFacts(tx, once, countyCode, logs, { day, today: day });
    for (const [i, log] of logs.entries()) {
      const row = summaryOf(log, facts[i]!);
      if (status !== undefined && row.status !== status) continue;
      if (isOverdue && !row.awaits.some(({ is_overdue }) => is_overdue)) continue;
      if (rows.length === limit) return { rows, next: rows.at(-1)!.case_no };
      rows.push(row);
    }
    if (logs.length < BATCH_SIZE) return { rows, next: null };
    after = logs.at(-1)!.row.case_no;
  }
}

export function summaryOf({ row, steps, inputs }: CaseLog, facts: CaseFacts): CaseSummary {
  const standing: Standing = standingOf(facts);
  const late = new Set(overdueActions(facts, standing).map(({ action }) => action));
  const { case_no, household_no, area_code, policy_year } = row;
  return {
    case_no,
    household_no,
    area_code,
    policy_version: inputs.policy_version,
    policy_year,
    status: standing.status,
    stage: standing.stage,
    opened_on: steps[0]!.day,
    awaits: awaitedActions(facts, standing).map((each) => awaitedRow(each, late.has(each.action))),
  };
}

const awaitedRow = ({ action, due, departments }: Awaited, isOverdue: boolean): AwaitedRow => ({
  action,
  due: due?.day ?? null,
  is_overdue: isOverdue,
  ...(departments && { departments }),
});

/**
 * Findings that have been in force for longer than the policy allows without a case, or changed as long ago since the
 * last one (domain.md F08). Fails with `cases.parameter`.
 */
export function findMissedFindings(
  tx: Tx,
  countyCode: string,
  policy: PolicyVersion,
  asOf: PlainDate,
): Promise<MissedFinding[]> {
  const path = 'findings.missed_alert_days';
  const days = policy.parameter(path);
  if (!days) throw fail('cases.parameter', { policy: policy.version, path });
  return missedFindings(tx, countyCode, policy.id, addDays(asOf, -Number(days.value)), asOf);
}
