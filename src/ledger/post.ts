import { isSamePerson } from '../kernel/index.ts';
import type { Tx } from '../platform/index.ts';
import { authorisationsByNo } from './authorise.ts';
import { type AccountKey, codeOf, growsOnDebit } from './chart.ts';
import { fail } from './errors.ts';
import type { Entry, Posted, Posting, PostingOrder, ReversalOrder } from './model.ts';
import {
  assertAuthorised,
  assertNotOverdrawn,
  assertReissues,
  assertReversible,
  assertSoundOrder,
  assertReference,
  assertText,
  backdatedFrom,
  type Moves,
  movesOf,
  type Sifted,
  sift,
} from './rules.ts';
import {
  debitedByDay,
  findKnown,
  findOpenEscrow,
  insertPostings,
  keepBalances,
  lockBooks,
  postingsByNo,
  releasersOf,
  standingsOf,
  takeNumbers,
} from './store.ts';

/** Posts one order; see `postAll`. */
export async function post(tx: Tx, order: PostingOrder): Promise<Posted> {
  return (await postAll(tx, [order]))[0]!;
}

/**
 * Posts all orders or none, in one set-based pass. An order that was posted before is recognised by its kind
 * and source and answered with the earlier posting. Holds the ledgers of the counties concerned until the transaction ends.
 *
 * Refused in this order, the first order at fault first: `ledger.kind_unknown`, `ledger.text`, `ledger.amount`,
 * `ledger.account_unfit`, `ledger.authorisation_missing`; `ledger.source_taken`, `ledger.reissue_unfit`; `ledger.authorisation_unknown`, `…_other_kind`, `…_other_payer`, `…_other_payee`,
 * `…_not_yet`, `…_expired`, `…_revoked`, `…_suspended`, `…_apart`, `ledger.escrow_poster`, `…_exhausted`; `ledger.overdrawn`.
 *
 * @example
 * await postAll(tx, [{ countyCode, kind: 'benefit', debit: accountKey('household', 'W1'),
 *   credit: accountKey('pool', '2017'), amount: 880_000n, day, source: 'compensation/claim/12', authorisationNo, actor }]);
 */
export async function postAll(tx: Tx, orders: readonly PostingOrder[]): Promise<Posted[]> {
  for (const order of orders) assertSoundOrder(order);
  return enter(tx, orders);
}

/** Takes one posting back; see `reverseAll`. */
export async function reverse(tx: Tx, order: ReversalOrder): Promise<Posted> {
  return (await reverseAll(tx, [order]))[0]!;
}

/**
 * Takes postings back by a row each with the sides exchanged. The amount returns to the authorisation, also to one
 * that is suspended or has expired. A posting is reversed once; a reversal never.
 *
 * Refused in this order: `ledger.text`, `ledger.posting_unknown`, `ledger.reversal_of_reversal`,
 * `ledger.reversal_too_early`, `ledger.escrow_reversal`, `ledger.escrow_reverser`, `ledger.reversed_already`,
 * `ledger.overdrawn`.
 */
export async function reverseAll(tx: Tx, orders: readonly ReversalOrder[]): Promise<Posted[]> {
  for (const { source, actor } of orders) {
    assertReference('source', source);
    assertText('actor', actor);
  }
  await lockBooks(tx, countiesOf(orders));
  const entries: Entry[] = [];
  for (const [countyCode, own] of byCounty(orders)) {
    const originals = await postingsByNo(
      tx,
      countyCode,
      own.map(({ postingNo }) => postingNo),
    );
    for (const { postingNo, day, source, actor } of own) {
      const original = originals.get(postingNo);
      if (!original) throw fail('ledger.posting_unknown', { county: countyCode, posting: String(postingNo) });
      assertReversible(original, day);
      await assertReleased(tx, original, actor);
      const { kind, amount, authorisationNo, debit, credit } = original;
      const reversal = { kind, amount, authorisationNo, debit: credit, credit: debit, reversalOf: postingNo };
      entries.push({ countyCode, day, source, actor, ...reversal });
    }
  }
  return enter(tx, entries);
}

/** What came into an account under escrow goes back with the agent's co-signature only, by somebody else. */
async function assertReleased(
  tx: Tx,
  { countyCode, debit, postingNo }: Posting,
  actor: string,
): Promise<void> {
  const escrowNo = await findOpenEscrow(tx, countyCode, debit);
  if (escrowNo === undefined) return;
  const posting = String(postingNo);
  const releasers = await releasersOf(tx, countyCode, postingNo, escrowNo);
  if (releasers.length === 0) throw fail('ledger.escrow_reversal', { posting, account: debit });
  if (releasers.some((name) => isSamePerson(name, actor)))
    throw fail('ledger.escrow_reverser', { posting, actor });
}

/** Everything is decided before anything is written, so that a refusal leaves nothing behind. */
async function enter(tx: Tx, entries: readonly Entry[]): Promise<Posted[]> {
  await lockBooks(tx, countiesOf(entries));
  const plans: Plan[] = [];
  for (const [countyCode, own] of byCounty(entries)) plans.push(await plan(tx, countyCode, own));
  const numbers = new Map<Entry, bigint>();
  for (const each of plans) await write(tx, each, numbers);
  const repeats = new Map(plans.flatMap((each) => [...each.repeats]));
  return entries.map((entry) => {
    const earlier = repeats.get(entry);
    const postingNo = earlier ? (earlier.postingNo ?? numbers.get(earlier)!) : numbers.get(entry)!;
    return { postingNo, isNew: earlier === undefined };
  });
}

type Standings = Awaited<ReturnType<typeof standingsOf>>;

interface Plan extends Sifted {
  readonly countyCode: string;
  readonly moves: ReturnType<typeof movesOf>;
  readonly standings: Standings;
}

async function plan(tx: Tx, countyCode: string, entries: readonly Entry[]): Promise<Plan> {
  const { fresh, repeats } = sift(entries, await findKnown(tx, countyCode, entries));
  const reissued = distinct(fresh.map(({ reissueOf }) => reissueOf));
  assertReissues(fresh, await postingsByNo(tx, countyCode, reissued));
  const authorised = distinct(fresh.map(({ authorisationNo }) => authorisationNo));
  assertAuthorised(fresh, await authorisationsByNo(tx, countyCode, authorised));
  const moves = movesOf(fresh);
  const standings = await standingsOf(tx, countyCode, [...moves.keys()]);
  await assertNothingOverdrawn(tx, countyCode, moves, standings);
  return { countyCode, fresh, repeats, moves, standings };
}

async function assertNothingOverdrawn(
  tx: Tx,
  countyCode: string,
  moves: ReadonlyMap<AccountKey, Moves>,
  standings: Standings,
): Promise<void> {
  for (const [account, own] of moves) {
    const standing = standings.get(account) ?? { amount: 0n };
    const from = backdatedFrom(own, standing);
    const debited = from === undefined ? new Map() : await debitedByDay(tx, countyCode, account, from);
    const sign = growsOnDebit(codeOf(account)) ? 1n : -1n;
    const since = new Map([...debited].map(([day, change]) => [day, sign * change]));
    assertNotOverdrawn(account, own, standing, since);
  }
}

async function write(tx: Tx, plan: Plan, numbers: Map<Entry, bigint>): Promise<void> {
  const { countyCode, fresh, moves, standings } = plan;
  if (fresh.length === 0) return;
  const firstNo = await takeNumbers(tx, countyCode, fresh.length);
  await insertPostings(tx, countyCode, firstNo, fresh);
  await keepBalances(tx, countyCode, moves, standings);
  fresh.forEach((entry, i) => numbers.set(entry, firstNo + BigInt(i)));
}

const distinct = (numbers: readonly (bigint | undefined)[]): bigint[] => [
  ...new Set(numbers.filter((number) => number !== undefined)),
];

interface OfCounty {
  readonly countyCode: string;
}

const countiesOf = (orders: readonly OfCounty[]): string[] =>
  [...new Set(orders.map(({ countyCode }) => countyCode))].sort();

const byCounty = <Order extends OfCounty>(orders: readonly Order[]): Map<string, Order[]> =>
  Map.groupBy(orders, ({ countyCode }) => countyCode);
