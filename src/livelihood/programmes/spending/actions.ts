import type { FileReference } from '../../../evidence/index.ts';
import { listBodies, listMembers } from '../../../governance/index.ts';
import { addDays, formatYuan, type PlainDate } from '../../../kernel/index.ts';
import {
  type AccountKey,
  accountKey,
  authorise,
  cosign,
  endEscrow,
  type Escrow,
  listEscrows,
  openEscrow,
  post,
  postAll,
  type Reference,
} from '../../../ledger/index.ts';
import { type Db, insertRows, nextNo, type Tx } from '../../../platform/index.ts';
import type { PolicyVersion } from '../../../policy/index.ts';
import type { CountyOrder } from '../../../registry/index.ts';
import { getEntity } from '../entities/store.ts';
import { enact, isByOneOf, keepPapers, needPast, properText } from '../store.ts';
import { fail } from './errors.ts';
import { tierFor, tiersOf } from './policy.ts';
import { SPENDING_STATUSES, type SpendingStatus } from '../names.ts';
import { DISCUSSIONS, type StepName } from './rules.ts';
import { rentLines } from './rents.ts';
import { type Expenditure, listExpenditures } from './standing.ts';
import { type SpendingKind } from '../names.ts';
import { getExpenditure } from './store.ts';

interface Dated extends CountyOrder {
  readonly on: PlainDate;
  readonly today: PlainDate;
  readonly files?: readonly FileReference[];
}

export interface SpendOrder extends Dated {
  readonly entityNo: number;
  readonly kind: Exclude<SpendingKind, 'land_rent'>;
  /** Name of a supplier, or the number of the entity that receives a transfer. */
  readonly payee: string;
  readonly amountFen: bigint;
  readonly purpose: string;
  readonly policy: PolicyVersion;
}

/**
 * Asks to spend an entity's money; the tier of the amount is frozen with it. Its decision is asked of governance as
 * `expenditure:<number>`, kind `fund_use`.
 *
 * Fails, in this order, with `entity.unknown`, `programmes.future`, `programmes.text`, `spending.amount`,
 * `spending.payee`, `spending.policy`, `spending.noTier`.
 */
export async function requestExpenditure(db: Db, order: SpendOrder): Promise<Expenditure> {
  const { policy, ...said } = order;
  return enact(
    db,
    { ...said, policy: policy.version } as CountyOrder,
    'expenditure.request',
    async (tx, actor) => {
      const { countyCode, entityNo, kind, amountFen, today } = order;
      const entity = await getEntity(tx, countyCode, entityNo);
      needPast(order.on, today);
      const purpose = properText('purpose', order.purpose);
      if (amountFen <= 0n) throw fail('spending.amount');
      const payee = await payeeOf(tx, order, entity.purse);
      const no = await insertRequest(tx, { ...order, kind, amountFen, purpose, payee }, entity, actor);
      const summary = { expenditure_no: no, entity_no: entityNo, kind, amount_yuan: formatYuan(amountFen) };
      return { result: await showExpenditure(tx, countyCode, no, today), summary };
    },
  );
}

async function payeeOf(
  tx: Tx,
  { countyCode, kind, payee }: SpendOrder,
  purse: AccountKey,
): Promise<AccountKey> {
  if (kind === 'collective_expense') return accountKey('supplier', properText('payee', payee));
  const other = /^\d{1,9}$/.test(payee.trim()) ? await getEntity(tx, countyCode, Number(payee)) : undefined;
  if (!other || other.purse === purse) throw fail('spending.payee', { payee: payee.slice(0, 40) });
  return other.purse;
}

interface Request extends Dated {
  readonly kind: SpendingKind;
  readonly amountFen: bigint;
  readonly purpose: string;
  readonly payee: AccountKey | null;
  readonly policy: PolicyVersion;
}

/** The row of a request with its frozen tier; answers its number. */
export async function insertRequest(
  tx: Tx,
  { countyCode, kind, amountFen, purpose, payee, on, policy, files = [] }: Request,
  entity: { readonly entity_no: number; readonly area_code: string },
  actor: string,
): Promise<number> {
  const tier = tierFor(tiersOf(policy), amountFen);
  const no = await nextNo(tx, 'programmes.expenditure', 'expenditure_no', { county_code: countyCode });
  await insertRows(tx, 'programmes.expenditure', [
    {
      county_code: countyCode,
      expenditure_no: no,
      entity_no: entity.entity_no,
      kind,
      payee_account: payee,
      amount_fen: amountFen,
      purpose_text: purpose,
      requested_on: on,
      tier_no: tier.no,
      tier: JSON.stringify(tier),
      policy_version: policy.version,
      files: await keepPapers(tx, countyCode, entity, files, actor),
      recorded_by: actor,
    },
  ]);
  return no;
}

/** Fails with `spending.unknown`. */
export async function showExpenditure(
  tx: Tx,
  countyCode: string,
  no: number,
  today: PlainDate,
): Promise<Expenditure> {
  await getExpenditure(tx, countyCode, no);
  return (await listExpenditures(tx, countyCode, { expenditureNos: [no] }, today))[0]!;
}

interface AtExpenditure extends Dated {
  readonly expenditureNo: number;
}

export interface StepOrder extends AtExpenditure {
  readonly step: (typeof DISCUSSIONS)[number] | 'result_disclosed' | 'withdrawn';
  readonly remark: string;
}

/**
 * Records a discussion before the decision, the disclosure of the result after the payment, or that a request is withdrawn
 * before it is authorised. Fails with `spending.unknown`, `programmes.future`, `programmes.text`, `spending.stepTwice`,
 * `spending.notNow`.
 */
export async function recordStep(db: Db, order: StepOrder): Promise<Expenditure> {
  return enact(db, order, 'expenditure.step', async (tx, actor) => {
    const { step, expenditureNo } = order;
    const now = await openAt(tx, order);
    const remark = properText('remark', order.remark);
    if (now.steps.some((one) => one.step === step))
      throw fail('spending.stepTwice', { expenditure: expenditureNo, step });
    needStatus(now, ALLOWED[step], STEP_ACTS[step]);
    return addStep(tx, order, now, { step, remark, actor });
  });
}

const BEFORE_MONEY = [
  'discussing',
  'deciding',
  'wrong_body',
  'noticing',
  'contested',
  'veto_period',
  'decided',
] as const;
const ALLOWED: Readonly<Record<StepOrder['step'], readonly SpendingStatus[]>> = {
  branch_proposal: ['discussing', 'deciding'],
  committee_discussion: ['discussing', 'deciding'],
  member_review: ['discussing', 'deciding'],
  result_disclosed: ['disclosing', 'paid'],
  withdrawn: BEFORE_MONEY,
};

const STEP_ACTS = {
  branch_proposal: { zh: '记录商议', en: 'discussed' },
  committee_discussion: { zh: '记录商议', en: 'discussed' },
  member_review: { zh: '记录商议', en: 'discussed' },
  result_disclosed: { zh: '公开结果', en: 'disclosed' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
} as const;

export interface VetoOrder extends AtExpenditure {
  readonly reason: string;
}

/**
 * A member of the area's supervisory board vetoes what was decided, within its days; the request is then at an end.
 * Fails with `spending.unknown`, `programmes.future`, `programmes.text`, `spending.notBoard`, `spending.notNow`.
 */
export async function vetoExpenditure(db: Db, order: VetoOrder): Promise<Expenditure> {
  return enact(db, order, 'expenditure.veto', async (tx, actor) => {
    const now = await openAt(tx, order);
    const remark = properText('reason', order.reason);
    if (!(await sitsOnBoard(tx, order, now, actor))) throw fail('spending.notBoard', { actor });
    needStatus(now, ['noticing', 'contested', 'veto_period'], { zh: '否决', en: 'vetoed' });
    return addStep(tx, order, now, { step: 'vetoed', remark, actor });
  });
}

async function sitsOnBoard(
  tx: Tx,
  { countyCode, on }: VetoOrder,
  { area_code, tier }: Expenditure,
  actor: string,
): Promise<boolean> {
  const boards = (await listBodies(tx, countyCode, on)).filter(
    (body) => body.area_code === area_code && body.kind === tier.vetoBody,
  );
  for (const { body_no } of boards) {
    const names = (await listMembers(tx, countyCode, body_no, on)).map(({ name }) => name);
    if (isByOneOf(actor, names)) return true;
  }
  return false;
}

/**
 * Turns a confirmed decision into an authorisation of the ledger; from a purse under escrow it then waits for the agent.
 * Fails with `spending.unknown`, `programmes.future`, `spending.notNow`, `spending.samePerson`; then as the ledger does.
 */
export async function authoriseExpenditure(db: Db, order: AtExpenditure): Promise<Expenditure> {
  return enact(db, order, 'expenditure.authorise', async (tx, actor) => {
    const { countyCode, expenditureNo, on } = order;
    const now = await openAt(tx, order);
    needStatus(now, ['decided'], { zh: '授权', en: 'authorised' });
    const apart = [now.recorded_by, ...(now.decision.decision?.chairs ?? [])];
    if (isByOneOf(actor, apart)) throw fail('spending.samePerson', { actor, expenditure: expenditureNo });
    const { authorisationNo } = await authorise(tx, {
      countyCode,
      decision: `programmes/expenditure/${expenditureNo}`,
      kind: now.kind,
      payer: now.purse,
      payee: now.payee_account ?? undefined,
      limit: now.amount_fen,
      validFrom: on,
      validTo: addDays(on, now.tier.validDays),
      apart: [...new Set([...apart, actor])],
      actor,
    });
    return addStep(tx, order, now, { step: 'authorised', remark: '—', authorisationNo, actor });
  });
}

/** The escrow's agent co-signs. Fails with `spending.unknown`, `programmes.future`, `spending.notNow`; then as the ledger does. */
export async function cosignExpenditure(db: Db, order: AtExpenditure): Promise<Expenditure> {
  return enact(db, order, 'escrow.cosign', async (tx, actor) => {
    const { countyCode, expenditureNo, today } = order;
    const now = await openAt(tx, order);
    needStatus(now, ['awaiting_agent'], { zh: '会签', en: 'co-signed' });
    await cosign(tx, { countyCode, authorisationNo: now.authorisation!.authorisationNo, actor });
    return {
      result: await showExpenditure(tx, countyCode, expenditureNo, today),
      summary: { expenditure_no: expenditureNo },
    };
  });
}

/**
 * Posts what was authorised, whole: one posting, or one a contract of a round of rents. Fails with `spending.unknown`,
 * `programmes.future`, `spending.notNow`; then as the ledger does.
 */
export async function payExpenditure(db: Db, order: AtExpenditure): Promise<Expenditure> {
  return enact(db, order, 'expenditure.pay', async (tx, actor) => {
    const { countyCode, expenditureNo, on, today } = order;
    const now = await openAt(tx, order);
    needStatus(now, ['payable'], { zh: '支付', en: 'paid' });
    const source = `programmes/expenditure/${expenditureNo}` as const;
    const authorisationNo = now.authorisation!.authorisationNo;
    const money = { countyCode, kind: now.kind, credit: now.purse, day: on, authorisationNo, actor };
    if (now.kind === 'land_rent') {
      const lines = await rentLines(tx, countyCode, expenditureNo);
      await postAll(
        tx,
        lines.map(({ contract_no, household_no, amount_fen }) => ({
          ...money,
          debit: accountKey('household', household_no),
          amount: amount_fen,
          source: `${source}/${contract_no}` satisfies Reference,
        })),
      );
    } else await post(tx, { ...money, debit: now.payee_account!, amount: now.amount_fen, source });
    const summary = { expenditure_no: expenditureNo, amount_yuan: formatYuan(now.amount_fen) };
    return { result: await showExpenditure(tx, countyCode, expenditureNo, today), summary };
  });
}

async function openAt(tx: Tx, { countyCode, expenditureNo, on, today }: AtExpenditure): Promise<Expenditure> {
  const found = await showExpenditure(tx, countyCode, expenditureNo, today);
  needPast(on, today);
  return found;
}

function needStatus(
  { expenditure_no, status }: Expenditure,
  allowed: readonly SpendingStatus[],
  act: { readonly zh: string; readonly en: string },
): void {
  if (!allowed.includes(status))
    throw fail('spending.notNow', { expenditure: expenditure_no, status: SPENDING_STATUSES[status], act });
}

interface NewStep {
  readonly step: StepName;
  readonly remark: string;
  readonly authorisationNo?: bigint;
  readonly actor: string;
}

async function addStep(
  tx: Tx,
  { countyCode, expenditureNo, on, today, files = [] }: AtExpenditure,
  now: Expenditure,
  { step, remark, authorisationNo, actor }: NewStep,
) {
  await insertRows(tx, 'programmes.expenditure_step', [
    {
      county_code: countyCode,
      expenditure_no: expenditureNo,
      step_no: now.steps.length + 1,
      step,
      day: on,
      remark,
      authorisation_no: authorisationNo ?? null,
      files: await keepPapers(tx, countyCode, now, files, actor),
      recorded_by: actor,
    },
  ]);
  return {
    result: await showExpenditure(tx, countyCode, expenditureNo, today),
    summary: { expenditure_no: expenditureNo, step },
  };
}

export interface EscrowOrder extends CountyOrder {
  readonly entityNo: number;
  /** Who keeps the account. */
  readonly agent: string;
  readonly since: PlainDate;
  /** The agreement, for example its number. */
  readonly document: string;
  readonly today: PlainDate;
}

/** Puts an entity's purse under escrow (domain.md M11). Fails with `entity.unknown`, `programmes.future`; then as the ledger does. */
export async function beginEscrow(db: Db, order: EscrowOrder): Promise<Escrow> {
  return enact(db, order, 'escrow.begin', async (tx, actor) => {
    const { countyCode, entityNo, since, today } = order;
    const { purse } = await getEntity(tx, countyCode, entityNo);
    needPast(since, today);
    const agent = properText('agent', order.agent);
    const decision = `programmes/escrow/${properText('document', order.document)}` as const;
    const result = await openEscrow(tx, { countyCode, account: purse, agent, since, decision, actor });
    return { result, summary: { entity_no: entityNo, escrow_no: String(result.escrowNo) } };
  });
}

/** Ends it; what waits for a co-signature goes on waiting. Fails as `beginEscrow` does. */
export async function finishEscrow(db: Db, order: Omit<EscrowOrder, 'agent'>): Promise<Escrow[]> {
  return enact(db, order, 'escrow.end', async (tx, actor) => {
    const { countyCode, entityNo, since: lastDay, today } = order;
    const { purse } = await getEntity(tx, countyCode, entityNo);
    needPast(lastDay, today);
    const decision = `programmes/escrow/${properText('document', order.document)}` as const;
    await endEscrow(tx, { countyCode, account: purse, lastDay, decision, actor });
    return { result: await listEscrows(tx, countyCode, purse), summary: { entity_no: entityNo } };
  });
}
