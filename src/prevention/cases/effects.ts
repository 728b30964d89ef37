import { addDays, type Fen, fen, findFen, formatYuan, type PlainDate } from '../../kernel/index.ts';
import { accountKey, authorise, listPostings, post, type Reference } from '../../ledger/index.ts';
import type { Tx } from '../../platform/index.ts';
import { assessFacts, gatherFacts, readFacts, writeFacts } from '../compensation/index.ts';
import { type ActionName, ACTIONS } from './chain.ts';
import { assessmentOrder, type PolicyOn, unorderedSoFar } from './facts.ts';
import type { Fields } from './fields.ts';
import type { CaseFacts } from './model.ts';
import { freeze } from './opening.ts';
import { standingOf } from './standing.ts';
import { type CaseInputs, type CaseLog, type FindingKey, findingsOf, orderSteps } from './store.ts';

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
export const EFFECTS: Partial<Record<ActionName, (doing: Doing) => Promise<Effect>>> = {
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
