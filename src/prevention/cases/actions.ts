import { act, departmentsOf, type Done } from '../../access/index.ts';
import { addDays, type Fen, fen, findFen, formatYuan, type PlainDate, yearOf } from '../../kernel/index.ts';
import { accountKey, authorise, listPostings, post, type Reference } from '../../ledger/index.ts';
import { attachFiles, type FileReference } from '../../evidence/index.ts';
import type { Db, Tx } from '../../platform/index.ts';
import { findHousehold, needActor, needCounty } from '../../registry/index.ts';
import { assessFacts, gatherFacts, readFacts, writeFacts } from '../compensation/index.ts';
import { ACTION_NAMES, type ActionName, ACTIONS, isActionName } from './chain.ts';
import { fail } from './errors.ts';
import {
  assessmentOrder,
  type Days,
  loadAllFacts,
  type PolicyOn,
  subjectOf,
  unorderedSoFar,
} from './facts.ts';
import { checkAgainstCase, checkFields, type Fields } from './fields.ts';
import type { CaseFacts } from './model.ts';
import { inBoth } from './needs.ts';
import { findRefusal, isOwnCase } from './rules.ts';
import { type CaseView, showCase } from './show.ts';
import { standingOf } from './standing.ts';
import type { Status } from './status.ts';
import {
  areasAbove,
  type CaseInputs,
  type CaseLog,
  coverFindings,
  findCoveringCase,
  type FindingKey,
  findingsOf,
  getCase,
  insertAction,
  insertCase,
  loadCases,
  lockCase,
  orderSteps,
} from './store.ts';

interface Order extends Days {
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
export async function openCase(db: Db, policyOn: PolicyOn, order: OpenOrder): Promise<CaseView> {
  const { countyCode, householdNo, asOf, day, today, dryRun = false } = order;
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
    const result = await showCase(tx, policyOn, { countyCode, caseNo, day: today });
    const facts = await loadAllFacts(tx, policyOn, countyCode, await getCase(tx, countyCode, caseNo), order);
    if (isOwnCase(facts, actor)) throw fail('cases.own', { case: caseNo, actor });
    return { result, summary: { case_no: caseNo, household_no: householdNo } };
  });
}

export interface ActOrder extends Order {
  readonly caseNo: number;
  /** A name of the table in `chain.ts`. */
  readonly action: string;
  readonly fields?: Fields;
  readonly evidence?: readonly FileReference[];
}

/**
 * Takes one action in a case. The county's record assesses the frozen inputs, the order of payment authorises the
 * amount in the ledger, the payment posts it; everything else is a row.
 *
 * Fails, in this order, with `cases.actionUnknown`, `cases.elsewhere`, the failures of `checkFields`, `cases.future`,
 * `cases.unknown`, `cases.early`, those of `findRefusal`, `cases.otherDepartment`, `cases.department`, `cases.companion`, and the ledger's.
 */
export async function actOnCase(db: Db, policyOn: PolicyOn, order: ActOrder): Promise<CaseView> {
  const { countyCode, caseNo, day, dryRun = false, evidence = [] } = order;
  const actor = needActor(order.actor);
  const action = getAction(order.action, caseNo);
  const fields = checkFields(action, order.fields ?? {}, evidence);
  const input = { caseNo, day, fields, evidence };
  return act(db, { actor, action: `cases.${action}`, countyCode, input, dryRun }, (tx) =>
    takeAction(tx, policyOn, { ...order, actor }),
  );
}

/** As `actOnCase`, inside a running act of the same name: for drafts. */
export async function takeAction(tx: Tx, policyOn: PolicyOn, order: ActOrder): Promise<Done<CaseView>> {
  const { actor, countyCode, caseNo, day, today, evidence = [] } = order;
  const action = getAction(order.action, caseNo);
  const given = checkFields(action, order.fields ?? {}, evidence);
  assertPast(order, day);
  await lockCase(tx, countyCode, caseNo);
  const log = await getCase(tx, countyCode, caseNo);
  const last = log.steps.at(-1)!;
  if (day < last.day) throw fail('cases.early', { case: caseNo, last: last.day, day });
  const facts = await loadAllFacts(tx, policyOn, countyCode, log, order);
  const refusal = findRefusal(facts, action, actor);
  if (refusal) throw refusal;
  if (action === 'answer') await needOwnDepartment(tx, order, given['department']!);
  checkAgainstCase(facts, action, given, { actor, discoverers: standingOf(facts).people('discoverer') });
  const effect = await EFFECTS[action]?.({ tx, policyOn, countyCode, log, facts, day, actor });
  const fields = { ...given, ...effect?.fields };
  const step = { action, day, actor, fields, evidence, inputs: effect?.inputs };
  const no = await insertAction(tx, countyCode, caseNo, step);
  await attachFiles(tx, countyCode, evidence, { ...filesOfCase(log.row), actor });
  if (effect?.findings) await coverFindings(tx, countyCode, log.row, no, effect.findings);
  const result = await showCase(tx, policyOn, { countyCode, caseNo, day: today });
  return { result, summary: { case_no: caseNo, action_no: no, status: result.status } };
}

const filesOfCase = ({ case_no, area_code, household_no }: CaseLog['row']) =>
  ({ module: 'cases', id: String(case_no), areaCode: area_code, householdNo: household_no }) as const;

/** Nobody answers for a department that is not theirs. */
async function needOwnDepartment(
  tx: Tx,
  { actor, countyCode, today }: ActOrder,
  department: string,
): Promise<void> {
  const own = await departmentsOf(tx, actor, countyCode, today);
  if (own && !own.includes(department))
    throw fail('cases.otherDepartment', { actor, department, own: own.join(', ') });
}

function getAction(name: string, caseNo: number): ActionName {
  const known = ACTION_NAMES.filter((each) => each !== 'open' && ACTIONS[each].through === undefined);
  if (!isActionName(name) || name === 'open')
    throw fail('cases.actionUnknown', { action: name, known: known.join(', ') });
  const { through } = ACTIONS[name];
  if (through !== undefined) {
    const { module, id } = subjectOf(caseNo);
    throw fail('cases.elsewhere', {
      ...inBoth('action', ACTIONS[name]),
      command: through,
      subject: `${module}:${id}`,
    });
  }
  return name;
}

function assertPast({ today, day }: Days, other: PlainDate): void {
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
    const { stage } = standingOf(await loadAllFacts(tx, policyOn, countyCode, log, { day, today }));
    if (!SETTLED.has(stage)) throw fail('cases.open', { household: householdNo, case: log.row.case_no });
    if (!WITHOUT_RESULT.has(stage)) settling.push(log.row.case_no);
  }
  const covering = await findCoveringCase(tx, countyCode, year, findings, settling);
  if (covering !== undefined) throw fail('cases.covered', { household: householdNo, case: covering });
}

async function freeze(
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

interface Doing {
  readonly tx: Tx;
  readonly policyOn: PolicyOn;
  readonly countyCode: string;
  readonly log: CaseLog;
  readonly facts: CaseFacts;
  readonly day: PlainDate;
  readonly actor: string;
}

interface Effect {
  readonly fields?: Fields;
  readonly inputs?: CaseInputs;
  readonly findings?: readonly FindingKey[];
}

/** What some actions do besides being written down. */
const EFFECTS: Partial<Record<ActionName, (doing: Doing) => Promise<Effect>>> = {
  visit: completeIncome,
  confirm: ({ facts: { village } }) =>
    Promise.resolve({ fields: { meeting: String(village.meeting!.no), notice: String(village.notice!.no) } }),
  record,
  order: orderPayment,
  pay,
  return: beginAgain,
  uphold_appeal: beginAgain,
};

/** An income nobody knew when the case was opened is asked on the visit; what was known stays as it was. */
async function completeIncome({ tx, policyOn, countyCode, log }: Doing): Promise<Effect> {
  const { inputs, row } = log;
  if (inputs.facts.incomeYuan !== null) return {};
  const policy = policyOn(inputs.policy_version, inputs.as_of);
  const year = { countyCode, householdNo: row.household_no, policy, asOf: inputs.as_of };
  const { incomeYuan } = writeFacts(await gatherFacts(tx, year));
  return { inputs: { ...inputs, facts: { ...inputs.facts, incomeYuan } } };
}

/** Everything is gathered anew, and no earlier meeting counts. */
async function beginAgain({ tx, policyOn, countyCode, log, facts }: Doing): Promise<Effect> {
  const { inputs, row } = log;
  const policy = policyOn(inputs.policy_version, inputs.as_of);
  const year = { countyCode, householdNo: row.household_no, policy, asOf: inputs.as_of };
  const findings = await findingsOf(tx, countyCode, year);
  return {
    fields: { after_meeting: String(facts.village.meeting?.no ?? 0) },
    inputs: await freeze(tx, year, findings),
    findings,
  };
}

/** The claim is assessed on the frozen inputs; the case pays what no case has ordered yet. */
async function record({ tx, policyOn, countyCode, log, day, actor }: Doing): Promise<Effect> {
  const order = assessmentOrder(policyOn, countyCode, log, actor);
  const { claims } = await assessFacts(tx, order, readFacts(log.inputs.facts));
  const due = await unorderedSoFar(tx, order, log, day);
  return {
    fields: {
      amount_yuan: formatYuan(due),
      claims: claims.map(({ claim_no }) => claim_no).join(','),
      policy_version: order.policy.version,
    },
  };
}

async function orderPayment({ tx, countyCode, log, facts, day, actor }: Doing): Promise<Effect> {
  const { row, steps } = log;
  const recorded = steps.findLast(({ action }) => action === 'record')!.fields['amount_yuan']!;
  const days = facts.procedure.periods.get('payment_order_days')!.days;
  const earlier = orderSteps(steps).length;
  const { authorisationNo, limit } = await authorise(tx, {
    countyCode,
    decision: reference(row.case_no, earlier === 0 ? undefined : earlier + 1),
    kind: 'benefit',
    payer: accountKey('pool', String(row.policy_year)),
    payee: accountKey('household', row.household_no),
    limit: amountOf(recorded),
    validFrom: day,
    validTo: addDays(day, days),
    apart: keptFromPaying(facts, actor),
    actor,
  });
  return { fields: { authorisation: String(authorisationNo), amount_yuan: formatYuan(limit) } };
}

/** Whoever had a part in the case that does not pay, the one who orders included: the ledger holds them off in every way of paying. */
function keptFromPaying(facts: CaseFacts, orderer: string): string[] {
  const standing = standingOf(facts);
  return [...new Set([...ACTIONS.pay.apart!.flatMap((part) => standing.people(part)), orderer])];
}

async function pay({ tx, countyCode, log, facts, day, actor }: Doing): Promise<Effect> {
  const { row, steps } = log;
  const authorisationNo = BigInt(orderSteps(steps).at(-1)!.fields['authorisation']!);
  const postings = await listPostings(tx, countyCode, { authorisationNo });
  const source: Reference = `${reference(row.case_no)}/benefit/${authorisationNo}`;
  const bounced = postings.findLast(
    (posting) => posting.source === source && posting.reversedBy !== undefined,
  );
  const { limitFen, postedFen } = facts.order!;
  const { postingNo } = await post(tx, {
    countyCode,
    kind: 'benefit',
    debit: accountKey('household', row.household_no),
    credit: accountKey('pool', String(row.policy_year)),
    amount: limitFen - postedFen,
    day,
    source,
    authorisationNo,
    reissueOf: bounced?.postingNo,
    actor,
  });
  return { fields: { posting: String(postingNo) } };
}

/** `cases/17`; a case that has to be ordered again, because its order was revoked or expired: `cases/17/2`. */
const reference = (caseNo: number, order?: number): Reference =>
  order === undefined ? `cases/${caseNo}` : `cases/${caseNo}/${order}`;

function amountOf(yuan: string): Fen {
  const amount = findFen(yuan);
  if (amount === undefined) throw new RangeError(`Not an amount in yuan: ${yuan}`);
  return fen(amount);
}
