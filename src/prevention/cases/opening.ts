import { act } from '../../access/index.ts';
import { type PlainDate, yearOf } from '../../kernel/index.ts';
import type { Db, Tx } from '../../platform/index.ts';
import { findHousehold, needActor, needCounty } from '../../registry/index.ts';
import { gatherFacts, writeFacts } from '../compensation/index.ts';
import { fail } from './errors.ts';
import { type Days, loadAllFacts, loadFacts, type PolicyOn } from './facts.ts';
import { isOwnCase } from './rules.ts';
import { type CaseView, showCase } from './show.ts';
import { standingOf } from './standing.ts';
import type { Status } from './status.ts';
import {
  areasAbove,
  type CaseInputs,
  coverFindings,
  findCoveringCase,
  type FindingKey,
  findingsOf,
  getCase,
  insertAction,
  insertCase,
  loadCases,
  lockCase,
} from './store.ts';

export interface Order extends Days {
  readonly actor: string;
  readonly countyCode: string;
  readonly dryRun?: boolean;
}

export interface OpenOrder extends Order {
  readonly householdNo: string;
  /** Policy, `wei-2017` or pinned as `wei-2017@2017-12-31`. */
  readonly policy: string;
  /** Last day of the bills that count. */
  readonly asOf: PlainDate;
}

/**
 * Opens a case from the household's findings in force and freezes what it will be decided on: group, size, income,
 * bills, areas and the version of the policy.
 *
 * Fails, in this order, with `cases.future`, `cases.noFinding`, `cases.open`, `cases.covered`, `compensation.noHousehold`,
 * `compensation.noFinding`, `cases.parameter`, `cases.own`.
 */
export const openCase = (db: Db, policyOn: PolicyOn, order: OpenOrder): Promise<CaseView> =>
  opening(db, policyOn, order, (tx, caseNo) => {
    const { countyCode, today } = order;
    return showCase(tx, policyOn, { countyCode, caseNo, day: today });
  });

/** As `openCase`, for whoever enters many: answers the number alone. */
export const enterOpening = (db: Db, policyOn: PolicyOn, order: OpenOrder): Promise<number> =>
  opening(db, policyOn, order, (_, caseNo) => Promise.resolve(caseNo));

async function opening<Result>(
  db: Db,
  policyOn: PolicyOn,
  order: OpenOrder,
  answer: (tx: Tx, caseNo: number) => Promise<Result>,
): Promise<Result> {
  const { countyCode, householdNo, asOf, day, dryRun = false } = order;
  const actor = needActor(order.actor);
  const input = { householdNo, policy: order.policy, asOf, day };
  return act(db, { actor, action: 'cases.open', countyCode, input, dryRun }, async (tx) => {
    await needCounty(tx, countyCode);
    assertPast(order, asOf);
    const policy = policyOn(order.policy, asOf);
    await lockCase(tx, countyCode, 'new');
    const year = { countyCode, householdNo, policy, asOf };
    const findings = await findingsOf(tx, countyCode, year);
    if (findings.length === 0)
      throw fail('cases.noFinding', { household: householdNo, policy: policy.version, day: asOf });
    await assertNewCase(tx, policyOn, order, year, findings);
    const inputs = await freeze(tx, year, findings);
    const row = {
      household_no: householdNo,
      policy_id: policy.id,
      policy_year: yearOf(asOf),
      area_code: inputs.area_codes[0]!,
    };
    const caseNo = await insertCase(tx, countyCode, row);
    const no = await insertAction(tx, countyCode, caseNo, { action: 'open', day, actor, fields: {}, inputs });
    await coverFindings(tx, countyCode, { ...row, case_no: caseNo }, no, findings);
    const log = await getCase(tx, countyCode, caseNo);
    const facts = await loadAllFacts(tx, policyOn, countyCode, log, order, { needsWorth: false });
    if (isOwnCase(facts, actor)) throw fail('cases.own', { case: caseNo, actor });
    const result = await answer(tx, caseNo);
    return { result, summary: { case_no: caseNo, household_no: householdNo } };
  });
}

/** Fails with `cases.future`. */
export function assertPast({ today, day }: Days, other: PlainDate): void {
  const latest = other > day ? other : day;
  if (latest > today) throw fail('cases.future', { day: latest, today });
}

const SETTLED: ReadonlySet<Status> = new Set(['PAID', 'FOLLOW_UP', 'RISK_REMOVED', 'REJECTED', 'WITHDRAWN']);
const WITHOUT_RESULT: ReadonlySet<Status> = new Set(['REJECTED', 'WITHDRAWN']);

/** One case of a household and policy year at a time, and none about what a case has settled. */
async function assertNewCase(
  tx: Tx,
  policyOn: PolicyOn,
  { day, today }: OpenOrder,
  year: Parameters<typeof findingsOf>[2] & { readonly countyCode: string },
  findings: readonly FindingKey[],
): Promise<void> {
  const { countyCode, householdNo, policy, asOf } = year;
  const logs = (await loadCases(tx, countyCode, { householdNo })).filter(
    ({ row }) => row.policy_id === policy.id && row.policy_year === yearOf(asOf),
  );
  const settling: number[] = [];
  for (const log of logs) {
    const [facts] = await loadFacts(tx, policyOn, countyCode, [log], { day, today });
    const { stage } = standingOf(facts!);
    if (!SETTLED.has(stage)) throw fail('cases.open', { household: householdNo, case: log.row.case_no });
    if (!WITHOUT_RESULT.has(stage)) settling.push(log.row.case_no);
  }
  const covering = await findCoveringCase(tx, countyCode, year, findings, settling);
  if (covering !== undefined) throw fail('cases.covered', { household: householdNo, case: covering });
}

/** What a case is decided on, as the register and the bills stand now. */
export async function freeze(
  tx: Tx,
  year: Parameters<typeof gatherFacts>[1],
  findings: readonly FindingKey[],
): Promise<CaseInputs> {
  const { countyCode, householdNo, policy, asOf } = year;
  const facts = await gatherFacts(tx, year);
  const household = await findHousehold(tx, countyCode, householdNo, facts.identifiedOn);
  return {
    policy_version: policy.version,
    as_of: asOf,
    area_codes: await areasAbove(tx, countyCode, household!.area_code),
    finders: findings.filter(({ kind }) => kind === 'declared' || kind === 'visit').map(({ actor }) => actor),
    facts: writeFacts(facts),
  };
}
