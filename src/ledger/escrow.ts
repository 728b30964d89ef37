import { isSamePerson, type PlainDate, plainDate } from '../kernel/index.ts';
import { sql, type Tx } from '../platform/index.ts';
import { authorisationsOfPayer, getAuthorisation, insertSteps } from './authorise.ts';
import { type AccountKey, type ChartCode, chartCodeOf } from './chart.ts';
import { fail } from './errors.ts';
import { type Authorisation, escrowReference, isEscrowReference, type Reference } from './model.ts';
import { assertReference, assertText, openSuspensions } from './rules.ts';
import { findOpenEscrow, lockBooks, postingsByNo, takeNumbers } from './store.ts';

/**
 * Purses under escrow (domain.md M11, F32). Whatever is authorised from one begins suspended until the agent co-signs, and
 * what came in does not go back by a reversal without the agent either. The ledger does it, so nobody can forget it.
 */

/** Purses of collective money; public money has the treasury's own controls. */
const ESCROWABLE: readonly ChartCode[] = ['village', 'cooperative', 'reserve', 'mutual'];

export interface EscrowOrder {
  readonly countyCode: string;
  readonly account: AccountKey;
  /** Who keeps it. */
  readonly agent: string;
  readonly since: PlainDate;
  /** The agreement or decision behind it. */
  readonly decision: Reference;
  readonly actor: string;
}

export interface Escrow extends EscrowOrder {
  readonly escrowNo: bigint;
  readonly until?: PlainDate | undefined;
}

/**
 * Puts an account under escrow. It binds at once: what was authorised before waits for the co-signature, too.
 *
 * Refused in this order: `ledger.text`, `ledger.escrow_account`, `ledger.escrow_open`.
 *
 * @example
 * await openEscrow(tx, { countyCode, account: 'cooperative:3', agent: 'Agency of the township', since, decision, actor });
 */
export async function openEscrow(tx: Tx, order: EscrowOrder): Promise<Escrow> {
  const { countyCode, account, agent, since, decision, actor } = order;
  assertText('agent', agent);
  assertReference('decision', decision);
  assertText('actor', actor);
  const code = chartCodeOf(account);
  if (!code || !ESCROWABLE.includes(code))
    throw fail('ledger.escrow_account', { account: account.slice(0, 60), codes: ESCROWABLE.join(', ') });
  await lockBooks(tx, [countyCode]);
  const open = await findOpenEscrow(tx, countyCode, account);
  if (open !== undefined) throw fail('ledger.escrow_open', { account, no: String(open) });
  const escrowNo = await takeNumbers(tx, countyCode, 1);
  await sql`insert into ledger.escrow (county_code, escrow_no, account, agent, since, decision, actor)
    values (${countyCode}, ${escrowNo}, ${account}, ${agent}, ${since}, ${decision}, ${actor})`.execute(tx);
  const before = await authorisationsOfPayer(tx, countyCode, account);
  const waiting = before.filter(({ status }) => status !== 'revoked').map((one) => one.authorisationNo);
  const step = { step: 'suspended', because: escrowReference(escrowNo), actor } as const;
  await insertSteps(tx, countyCode, waiting, step);
  return { ...order, escrowNo };
}

/**
 * Ends an escrow. What waits for the co-signature goes on waiting. Refused in this order: `ledger.text`, `ledger.escrow_none`.
 */
export async function endEscrow(
  tx: Tx,
  order: Omit<EscrowOrder, 'agent' | 'since'> & { readonly lastDay: PlainDate },
): Promise<void> {
  const { countyCode, account, lastDay, decision, actor } = order;
  assertReference('decision', decision);
  assertText('actor', actor);
  await lockBooks(tx, [countyCode]);
  const open = await findOpenEscrow(tx, countyCode, account);
  if (open === undefined) throw fail('ledger.escrow_none', { account });
  const endNo = await takeNumbers(tx, countyCode, 1);
  await sql`insert into ledger.escrow_end (county_code, end_no, escrow_no, last_day, decision, actor)
    values (${countyCode}, ${endNo}, ${open}, ${lastDay}, ${decision}, ${actor})`.execute(tx);
}

export interface CosignOrder {
  readonly countyCode: string;
  readonly authorisationNo: bigint;
  readonly actor: string;
}

/**
 * The agent co-signs what is to be paid. Who decided, recorded the authorisation or has posted under it does not; who
 * co-signs does not post under it.
 *
 * Refused in this order: `ledger.text`, `ledger.authorisation_unknown`, `ledger.escrow_not_asked`, `ledger.escrow_cosigner`.
 */
export async function cosign(
  tx: Tx,
  { countyCode, authorisationNo, actor }: CosignOrder,
): Promise<Authorisation> {
  assertText('actor', actor);
  await lockBooks(tx, [countyCode]);
  const authorisation = await getAuthorisation(tx, countyCode, authorisationNo);
  const waiting = openSuspensions(authorisation.steps).filter(isEscrowReference);
  if (waiting.length === 0 || authorisation.status === 'revoked')
    throw fail('ledger.escrow_not_asked', { no: String(authorisationNo) });
  const { apart = [], actor: recorder } = authorisation;
  const posters = await postersUnder(tx, countyCode, authorisationNo);
  if ([...apart, recorder, ...posters].some((name) => isSamePerson(name, actor)))
    throw fail('ledger.escrow_cosigner', { no: String(authorisationNo), actor });
  for (const because of waiting)
    await insertSteps(tx, countyCode, [authorisationNo], { step: 'resumed', because, actor });
  return getAuthorisation(tx, countyCode, authorisationNo);
}

/**
 * The agent agrees that money which came into an escrowed account goes back; somebody else then reverses the posting.
 *
 * Refused in this order: `ledger.text`, `ledger.posting_unknown`, `ledger.escrow_none`, `ledger.escrow_reverser`.
 */
export async function releaseReversal(
  tx: Tx,
  { countyCode, postingNo, actor }: { countyCode: string; postingNo: bigint; actor: string },
): Promise<void> {
  assertText('actor', actor);
  await lockBooks(tx, [countyCode]);
  const posting = (await postingsByNo(tx, countyCode, [postingNo])).get(postingNo);
  if (!posting) throw fail('ledger.posting_unknown', { county: countyCode, posting: String(postingNo) });
  const escrowNo = await findOpenEscrow(tx, countyCode, posting.debit);
  if (escrowNo === undefined) throw fail('ledger.escrow_none', { account: posting.debit });
  if (isSamePerson(posting.actor, actor))
    throw fail('ledger.escrow_reverser', { posting: String(postingNo), actor });
  const { rows } = await sql<{ no: bigint }>`select release_no as no from ledger.escrow_release
    where county_code = ${countyCode} and posting_no = ${postingNo} and escrow_no = ${escrowNo}`.execute(tx);
  if (rows.length > 0) return;
  const releaseNo = await takeNumbers(tx, countyCode, 1);
  await sql`insert into ledger.escrow_release (county_code, release_no, escrow_no, posting_no, actor)
    values (${countyCode}, ${releaseNo}, ${escrowNo}, ${postingNo}, ${actor})`.execute(tx);
}

async function postersUnder(tx: Tx, countyCode: string, authorisationNo: bigint): Promise<string[]> {
  const { rows } = await sql<{ actor: string }>`select distinct actor from ledger.posting
    where county_code = ${countyCode} and authorisation_no = ${authorisationNo}`.execute(tx);
  return rows.map(({ actor }) => actor);
}

/** Escrows by number: those of an account, or all; ended ones too. */
export async function listEscrows(tx: Tx, countyCode: string, account?: AccountKey): Promise<Escrow[]> {
  const { rows } = await sql<{
    escrow_no: bigint;
    account: AccountKey;
    agent: string;
    since: string;
    until: string | null;
    decision: Reference;
    actor: string;
  }>`select e.escrow_no, e.account, e.agent, e.since, n.last_day as until, e.decision, e.actor
    from ledger.escrow e left join ledger.escrow_end n using (county_code, escrow_no)
    where e.county_code = ${countyCode} ${account === undefined ? sql`` : sql`and e.account = ${account}`}
    order by e.escrow_no`.execute(tx);
  return rows.map(({ escrow_no, since, until, ...row }) => ({
    ...row,
    countyCode,
    escrowNo: escrow_no,
    since: plainDate(since),
    until: until === null ? undefined : plainDate(until),
  }));
}
