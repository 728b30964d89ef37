import { accountNameOf, act, departmentsOf, type Done } from '../../access/index.ts';
import { attachFiles, type FileReference } from '../../evidence/index.ts';
import type { Db, Tx } from '../../platform/index.ts';
import { needActor } from '../../registry/index.ts';
import { ACTION_NAMES, type ActionName, ACTIONS, isActionName } from './chain.ts';
import { EFFECTS } from './effects.ts';
import { fail } from './errors.ts';
import { loadAllFacts, type PolicyOn, subjectOf } from './facts.ts';
import { checkAgainstCase, checkFields, type Fields } from './fields.ts';
import { inBoth } from './needs.ts';
import { assertPast, type Order } from './opening.ts';
import { findRefusal } from './rules.ts';
import { type CaseView, showCase } from './show.ts';
import { standingOf } from './standing.ts';
import { type CaseLog, coverFindings, getCase, insertAction, lockCase } from './store.ts';

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
export const actOnCase = (db: Db, policyOn: PolicyOn, order: ActOrder): Promise<CaseView> =>
  acting(db, order, (tx, named) => takeAction(tx, policyOn, named));

async function acting<Result>(
  db: Db,
  order: ActOrder,
  work: (tx: Tx, order: ActOrder) => Promise<Done<Result>>,
): Promise<Result> {
  const { countyCode, caseNo, day, dryRun = false, evidence = [] } = order;
  const actor = needActor(order.actor);
  const action = getAction(order.action, caseNo);
  const fields = checkFields(action, order.fields ?? {}, evidence);
  const input = { caseNo, day, fields, evidence };
  return act(db, { actor, action: `cases.${action}`, countyCode, input, dryRun }, (tx) =>
    work(tx, { ...order, actor }),
  );
}

/** As `actOnCase`, inside a running act of the same name: for drafts. */
export async function takeAction(tx: Tx, policyOn: PolicyOn, order: ActOrder): Promise<Done<CaseView>> {
  const { countyCode, caseNo, today } = order;
  const actionNo = await write(tx, policyOn, order);
  const result = await showCase(tx, policyOn, { countyCode, caseNo, day: today });
  return { result, summary: { case_no: caseNo, action_no: actionNo, status: result.status } };
}

/** As `actOnCase`, for whoever enters many: answers the number of the action in its case alone. */
export const enterAction = (db: Db, policyOn: PolicyOn, order: ActOrder): Promise<number> =>
  acting(db, order, async (tx, named) => {
    const result = await write(tx, policyOn, named);
    return { result, summary: { case_no: order.caseNo, action_no: result } };
  });

async function write(tx: Tx, policyOn: PolicyOn, order: ActOrder): Promise<number> {
  const { actor, countyCode, caseNo, day, evidence = [] } = order;
  const action = getAction(order.action, caseNo);
  const given = await byAccount(tx, checkFields(action, order.fields ?? {}, evidence));
  assertPast(order, day);
  await lockCase(tx, countyCode, caseNo);
  const log = await getCase(tx, countyCode, caseNo);
  const last = log.steps.at(-1)!;
  if (day < last.day) throw fail('cases.early', { case: caseNo, last: last.day, day });
  const needsWorth = ACTIONS[action].needs?.includes('worth') ?? false;
  const facts = await loadAllFacts(tx, policyOn, countyCode, log, order, { needsWorth });
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
  return no;
}

/** Whoever came along is known by their account's name, and so kept apart from what follows like everybody else. */
const byAccount = async (tx: Tx, { companion, ...others }: Fields): Promise<Fields> =>
  companion === undefined ? others : { ...others, companion: await accountNameOf(tx, companion) };

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
