import { plainDate } from '../kernel/index.ts';
import { type Part, sql, type Tx } from '../platform/index.ts';
import type { AccountKey } from './chart.ts';
import { fail } from './errors.ts';
import type { PostingKind } from './kinds.ts';
import {
  type Authorisation,
  type AuthorisationOrder,
  type AuthorisationStep,
  escrowReference,
  type Reference,
  type StepOrder,
} from './model.ts';
import {
  assertNotEscrow,
  assertReference,
  assertSoundAuthorisation,
  assertText,
  openSuspensions,
  statusOf,
} from './rules.ts';
import { findOpenEscrow, lockBooks, takeNumbers } from './store.ts';

/**
 * Records what a decision allows to be posted. The same order again answers the authorisation it made before. From an account
 * under escrow it begins suspended, until the agent co-signs (`escrow.ts`).
 *
 * Refused in this order: `ledger.kind_unknown`, `ledger.kind_needs_none`, `ledger.text`, `ledger.amount`,
 * `ledger.account_unfit`, `ledger.payee_needed`, `ledger.authorisation_days`, `ledger.decision_taken`.
 *
 * @example
 * await authorise(tx, { countyCode, decision: 'cases/case/7', kind: 'benefit', payer: accountKey('pool', '2017'),
 *   payee: accountKey('household', 'W1'), limit: 880_000n, validFrom, validTo, actor });
 */
export async function authorise(tx: Tx, order: AuthorisationOrder): Promise<Authorisation> {
  assertSoundAuthorisation(order);
  const { countyCode, decision, kind, payer, payee = null, limit, validFrom, validTo, apart, actor } = order;
  await lockBooks(tx, [countyCode]);
  const earlier = await listAuthorisations(tx, countyCode, { decision });
  const same = earlier.find((one) => one.kind === kind && (one.payee ?? null) === payee);
  if (same && !CONTENT.every((field) => String(same[field] ?? '') === String(order[field] ?? '')))
    throw fail('ledger.decision_taken', { decision, kind, no: String(same.authorisationNo) });
  if (same) return same;
  const no = await takeNumbers(tx, countyCode, 1);
  await sql`insert into ledger.authorisation (county_code, authorisation_no, kind, payer, payee, limit_amount,
      valid_from, valid_to, decision, apart, actor)
    values (${countyCode}, ${no}, ${kind}, ${payer}, ${payee}, ${limit}, ${validFrom}, ${validTo}, ${decision},
      ${[...(apart ?? [])]}::text[], ${actor})`.execute(tx);
  const escrowNo = await findOpenEscrow(tx, countyCode, payer);
  if (escrowNo !== undefined)
    await insertSteps(tx, countyCode, [no], { step: 'suspended', because: escrowReference(escrowNo), actor });
  return getAuthorisation(tx, countyCode, no);
}

const CONTENT = ['payer', 'limit', 'validFrom', 'validTo', 'apart'] as const;

/** Stops postings while an objection is open, or a payment under way. Suspended for the same reason already: nothing changes. */
export function suspend(tx: Tx, order: StepOrder): Promise<Authorisation[]> {
  return take(tx, order, 'suspended', ({ steps }) => !openSuspensions(steps).includes(order.because));
}

/** Ends the suspension for this reason; others stay. Not suspended for it: nothing changes. */
export function resume(tx: Tx, order: StepOrder): Promise<Authorisation[]> {
  return take(tx, order, 'resumed', ({ steps }) => openSuspensions(steps).includes(order.because));
}

/** Ends authorisations for good. What was posted stays posted. */
export function revoke(tx: Tx, order: StepOrder): Promise<Authorisation[]> {
  return take(tx, order, 'revoked', ({ status }) => status !== 'revoked');
}

/** All three are refused by `ledger.text`, `ledger.escrow_because` and `ledger.authorisation_unknown`. */
async function take(
  tx: Tx,
  { countyCode, authorisationNos, because, actor }: StepOrder,
  step: AuthorisationStep['step'],
  changes: (authorisation: Authorisation) => boolean,
): Promise<Authorisation[]> {
  assertReference('because', because);
  assertNotEscrow(because);
  assertText('actor', actor);
  await lockBooks(tx, [countyCode]);
  const before = await getAuthorisations(tx, countyCode, authorisationNos);
  const changing = before.filter(changes).map(({ authorisationNo }) => authorisationNo);
  if (changing.length === 0) return before;
  await insertSteps(tx, countyCode, changing, { step, because, actor });
  return getAuthorisations(tx, countyCode, authorisationNos);
}

/** One step for each of the authorisations; the books are locked. */
export async function insertSteps(
  tx: Tx,
  countyCode: string,
  authorisationNos: readonly bigint[],
  { step, because, actor }: Omit<AuthorisationStep, 'stepNo'>,
): Promise<void> {
  if (authorisationNos.length === 0) return;
  const firstNo = await takeNumbers(tx, countyCode, authorisationNos.length);
  await sql`insert into ledger.authorisation_step (county_code, step_no, authorisation_no, step, because, actor)
    select ${countyCode}, ${firstNo}::bigint + n - 1, no, ${step}, ${because}, ${actor}
    from unnest(${authorisationNos.map(String)}::bigint[]) with ordinality as a (no, n)`.execute(tx);
}

export const authorisationsOfPayer = (
  tx: Tx,
  countyCode: string,
  payer: AccountKey,
): Promise<Authorisation[]> => listAuthorisations(tx, countyCode, { payer });

/** Fails with `ledger.authorisation_unknown`. */
export async function getAuthorisation(
  tx: Tx,
  countyCode: string,
  authorisationNo: bigint,
): Promise<Authorisation> {
  return (await getAuthorisations(tx, countyCode, [authorisationNo]))[0]!;
}

async function getAuthorisations(
  tx: Tx,
  countyCode: string,
  authorisationNos: readonly bigint[],
): Promise<Authorisation[]> {
  const found = await authorisationsByNo(tx, countyCode, authorisationNos);
  return authorisationNos.map((no) => {
    const one = found.get(no);
    if (!one) throw fail('ledger.authorisation_unknown', { county: countyCode, no: String(no) });
    return one;
  });
}

export async function authorisationsByNo(
  tx: Tx,
  countyCode: string,
  authorisationNos: readonly bigint[],
): Promise<Map<bigint, Authorisation>> {
  if (authorisationNos.length === 0) return new Map();
  const found = await listAuthorisations(tx, countyCode, { authorisationNos });
  return new Map(found.map((one) => [one.authorisationNo, one]));
}

/** Which authorisations to list: all that match every filter given. */
export interface AuthorisationFilter extends Part<bigint> {
  readonly authorisationNos?: readonly bigint[];
  readonly decision?: Reference;
  /** What is left of a pool's authorisations is what is reserved in it (domain.md F27). */
  readonly payer?: AccountKey;
  /** Those that wait for the co-signature of an escrow's agent. */
  readonly isAwaitingAgent?: true;
}

interface AuthorisationRow {
  readonly authorisation_no: bigint;
  readonly kind: PostingKind;
  readonly payer: AccountKey;
  readonly payee: AccountKey | null;
  readonly limit_amount: bigint;
  readonly valid_from: string;
  readonly valid_to: string;
  readonly decision: Reference;
  readonly apart: readonly string[];
  readonly actor: string;
  readonly posted: bigint;
  readonly steps: readonly {
    readonly no: string;
    readonly step: AuthorisationStep['step'];
    readonly because: string;
    readonly actor: string;
  }[];
}

export async function listAuthorisations(
  tx: Tx,
  countyCode: string,
  { authorisationNos, decision, payer, isAwaitingAgent, after = 0n, limit }: AuthorisationFilter,
): Promise<Authorisation[]> {
  const { rows } = await sql<AuthorisationRow>`
    select a.authorisation_no, a.kind, a.payer, a.payee, a.limit_amount, a.valid_from, a.valid_to, a.decision,
      a.apart, a.actor,
      (select coalesce(sum(case when p.reversal_of is null then p.amount else -p.amount end), 0)::bigint
        from ledger.posting p
        where p.county_code = a.county_code and p.authorisation_no = a.authorisation_no) as posted,
      (select coalesce(jsonb_agg(jsonb_build_object('no', s.step_no::text, 'step', s.step, 'because', s.because,
          'actor', s.actor)
          order by s.step_no), '[]')
        from ledger.authorisation_step s
        where s.county_code = a.county_code and s.authorisation_no = a.authorisation_no) as steps
    from ledger.authorisation a
    where a.county_code = ${countyCode}
      ${authorisationNos === undefined ? sql`` : sql`and a.authorisation_no = any(${authorisationNos.map(String)}::bigint[])`}
      ${decision === undefined ? sql`` : sql`and a.decision = ${decision}`}
      ${payer === undefined ? sql`` : sql`and a.payer = ${payer}`}
      ${
        isAwaitingAgent === undefined
          ? sql``
          : sql`and exists (select from ledger.authorisation_step s
        where s.county_code = a.county_code and s.authorisation_no = a.authorisation_no and s.step = 'suspended'
          and s.because like 'ledger/escrow/%' and not exists (select from ledger.authorisation_step r
            where r.county_code = a.county_code and r.authorisation_no = a.authorisation_no
              and (r.step = 'revoked' or r.step = 'resumed' and r.because = s.because)))`
      }
      and a.authorisation_no > ${after}
    order by a.authorisation_no limit ${limit ?? null}`.execute(tx);
  return rows.map((row) => authorisationOf(countyCode, row));
}

function authorisationOf(countyCode: string, row: AuthorisationRow): Authorisation {
  const steps = row.steps.map(({ no, ...step }) => ({ stepNo: BigInt(no), ...step }));
  return {
    countyCode,
    authorisationNo: row.authorisation_no,
    decision: row.decision,
    kind: row.kind,
    payer: row.payer,
    payee: row.payee ?? undefined,
    limit: row.limit_amount,
    posted: row.posted,
    left: row.limit_amount - row.posted,
    validFrom: plainDate(row.valid_from),
    validTo: plainDate(row.valid_to),
    status: statusOf(steps),
    steps,
    apart: row.apart,
    actor: row.actor,
  };
}
