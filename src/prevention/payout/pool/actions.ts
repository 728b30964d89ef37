import { findFen, formatYuan, lastDayOf, type PlainDate } from '../../../kernel/index.ts';
import {
  type AccountKey,
  accountKey,
  type Authorisation,
  authorise,
  post,
  type PostingKind,
} from '../../../ledger/index.ts';
import { type Db, insertRows, nextNo, type Tx } from '../../../platform/index.ts';
import type { PolicyVersion } from '../../../policy/index.ts';
import type { CountyOrder } from '../../../registry/index.ts';
import { enact, isByOneOf, usableAuthorisations } from '../store.ts';
import { fail } from './errors.ts';
import {
  elapsedOn,
  figuresOf,
  forecastUsed,
  insuredOf,
  isRunningOut,
  poolOf,
  tenThousandths,
} from './rules.ts';
import { type CountedSums, listMoves, type PoolMoveRow, sumsOf } from './store.ts';

/** The ways money moves between the county's treasury, a pool and the next year's. */
export const POOL_MOVES = [
  'premium',
  'pool_top_up',
  'pool_refund',
  'pool_carry_over',
] as const satisfies readonly PostingKind[];
export type PoolMove = (typeof POOL_MOVES)[number];

const TREASURY = accountKey('treasury', 'county');

function sidesOf(kind: PoolMove, year: number): { debit: AccountKey; credit: AccountKey } {
  switch (kind) {
    case 'premium':
    case 'pool_top_up':
      return { debit: poolOf(year), credit: TREASURY };
    case 'pool_refund':
      return { debit: TREASURY, credit: poolOf(year) };
    case 'pool_carry_over':
      return { debit: poolOf(year + 1), credit: poolOf(year) };
  }
}

export interface PoolAuthoriseOrder extends CountyOrder {
  readonly kind: PoolMove;
  readonly year: number;
  /** The decision, for example the budget's number. */
  readonly document: string;
  readonly limitFen: bigint;
  readonly validFrom: PlainDate;
  readonly validTo: PlainDate;
}

/** Records the standing decision under which money moves. Fails as `ledger.authorise` does. */
export async function authorisePool(db: Db, order: PoolAuthoriseOrder): Promise<Authorisation> {
  const { countyCode, kind, year, document, limitFen, validFrom, validTo } = order;
  const { debit, credit } = sidesOf(kind, year);
  return enact(db, order, 'pool.authorise', async (tx, actor) => {
    const result = await authorise(tx, {
      countyCode,
      decision: `payout/pool/${year}/${document}`,
      kind,
      payer: credit,
      payee: debit,
      limit: limitFen,
      validFrom,
      validTo,
      actor,
    });
    return { result, summary: { authorisation_no: String(result.authorisationNo), kind } };
  });
}

export interface PoolMoveOrder extends CountyOrder {
  readonly kind: PoolMove;
  readonly year: number;
  /** Left away: the premium, what is lacking, or the whole surplus. */
  readonly amountFen?: bigint;
  /** For the premium, one of the two: people insured, or the rural population of which the policy insures a share. */
  readonly people?: bigint;
  readonly population?: bigint;
  readonly on: PlainDate;
  readonly today: PlainDate;
  readonly policy: PolicyVersion;
}

/**
 * Pays the premium, tops up, refunds or carries over, under a standing authorisation that somebody else recorded
 * (domain.md M07: refund the surplus, top up the shortfall, carry the balance over).
 *
 * Refused in this order: `pool.future`, `pool.policy`, `pool.notToppedUp`, `pool.premiumPaid`, `pool.people`,
 * `pool.yearNotOver`, `pool.nothingLacking`, `pool.noSurplus`, `pool.amount`, `pool.noAuthorisation`, `pool.samePerson`; then as the
 * ledger refuses a posting.
 */
export async function movePool(db: Db, order: PoolMoveOrder): Promise<PoolMoveRow> {
  const { policy, ...said } = order;
  return enact(
    db,
    { ...said, policy: policy.version } as CountyOrder,
    `pool.${order.kind}`,
    async (tx, actor) => {
      const { countyCode, kind, year, on, today } = order;
      if (on > today) throw fail('pool.future', { day: on, today });
      const { amount, people = null, perPerson = null } = await amountOf(tx, order);
      if (amount <= 0n) throw fail('pool.amount');
      const { authorisationNo } = await standingFor(tx, order, amount, actor);
      const moveNo = await nextNo(tx, 'payout.pool_move', 'move_no', { county_code: countyCode });
      const { postingNo } = await post(tx, {
        countyCode,
        kind,
        ...sidesOf(kind, year),
        amount,
        day: on,
        source: `payout/pool/${moveNo}`,
        authorisationNo,
        actor,
      });
      await insertRows(tx, 'payout.pool_move', [
        {
          county_code: countyCode,
          move_no: moveNo,
          policy_year: year,
          kind,
          people,
          per_person_fen: perPerson,
          amount_fen: amount,
          day: on,
          policy_version: policy.version,
          posting_no: postingNo,
          recorded_by: actor,
        },
      ]);
      const result = (await listMoves(tx, countyCode, year)).find(({ move_no }) => move_no === moveNo)!;
      return { result, summary: { move_no: moveNo, kind, year, amount_yuan: formatYuan(amount) } };
    },
  );
}

interface Amount {
  readonly amount: bigint;
  readonly people?: bigint;
  readonly perPerson?: bigint;
}

async function amountOf(tx: Tx, order: PoolMoveOrder): Promise<Amount> {
  const { kind, year, on, policy, countyCode } = order;
  if (kind === 'premium') return premiumOf(tx, order);
  if (parameter(policy, 'pool.is_topped_up') !== true)
    throw fail('pool.notToppedUp', { version: policy.version });
  const isTopUp = kind === 'pool_top_up';
  if (!isTopUp && on < lastDayOf(year)) throw fail('pool.yearNotOver', { year, last: lastDayOf(year) });
  const { surplus, shortfall } = figuresOf((await sumsOf(tx, countyCode, year, on)).sums);
  const amount = order.amountFen ?? (isTopUp ? shortfall : surplus);
  if (isTopUp && order.amountFen === undefined && shortfall === 0n)
    throw fail('pool.nothingLacking', { year });
  if (!isTopUp && (amount > surplus || surplus === 0n))
    throw fail('pool.noSurplus', { year, surplus: formatYuan(surplus), amount: formatYuan(amount) });
  return { amount };
}

async function premiumOf(tx: Tx, order: PoolMoveOrder): Promise<Amount> {
  const { countyCode, year, policy, people, population } = order;
  const perPerson = findFen(String(parameter(policy, 'pool.premium_per_person')))!;
  const share = tenThousandthsOf(policy, 'pool.covered_share');
  const paid = (await listMoves(tx, countyCode, year)).find(({ kind }) => kind === 'premium');
  if (paid) throw fail('pool.premiumPaid', { year, move: paid.move_no });
  const insured = people ?? (population === undefined ? 0n : insuredOf(population, share));
  if ((people === undefined) === (population === undefined) || insured <= 0n) throw fail('pool.people');
  return { amount: insured * perPerson, people: insured, perPerson };
}

async function standingFor(
  tx: Tx,
  { countyCode, kind, year, on }: PoolMoveOrder,
  amount: bigint,
  actor: string,
): Promise<Authorisation> {
  const { debit, credit } = sidesOf(kind, year);
  const usable = (await usableAuthorisations(tx, countyCode, credit, on)).filter(
    (one) => one.kind === kind && one.left >= amount && (one.payee ?? debit) === debit,
  );
  if (usable.length === 0) throw fail('pool.noAuthorisation', { kind, day: on, amount: formatYuan(amount) });
  const chosen = usable.find((one) => !isByOneOf(actor, [one.actor]));
  if (!chosen) throw fail('pool.samePerson', { actor });
  return chosen;
}

function parameter(policy: PolicyVersion, path: string) {
  const found = policy.parameter(path);
  if (!found) throw fail('pool.policy', { version: policy.version, path });
  return found.value;
}

/** A share of the policy in ten-thousandths. */
const tenThousandthsOf = (policy: PolicyVersion, path: string): bigint =>
  BigInt(Math.round(Number(parameter(policy, path)) * 10_000));

export interface PoolReport extends CountedSums, ReturnType<typeof figuresOf> {
  readonly year: number;
  readonly as_of: PlainDate;
  readonly moves: readonly PoolMoveRow[];
  /** Paid (with what is reserved: incurred) to premium, in ten-thousandths; null without a premium. */
  readonly loss_ratio: bigint | null;
  readonly incurred_ratio: bigint | null;
  readonly used_share: bigint | null;
  readonly elapsed: ReturnType<typeof elapsedOn>;
  /** Used by the end of the year if it goes on as so far, and what the pool then holds; null before it begins. */
  readonly forecast_used: bigint | null;
  readonly forecast_left: bigint | null;
  readonly warning_share: bigint;
  readonly warning: boolean;
}

/** The pool of a policy year at the end of a day. Fails with `pool.policy`. */
export async function poolReport(
  tx: Tx,
  countyCode: string,
  year: number,
  asOf: PlainDate,
  policy: PolicyVersion,
): Promise<PoolReport> {
  const warningShare = tenThousandthsOf(policy, 'pool.warning_share');
  const counted = await sumsOf(tx, countyCode, year, asOf);
  const figures = figuresOf(counted.sums);
  const elapsed = elapsedOn(year, asOf);
  const forecast = forecastUsed(figures, elapsed);
  return {
    year,
    as_of: asOf,
    ...counted,
    ...figures,
    moves: (await listMoves(tx, countyCode, year)).filter(({ day }) => day <= asOf),
    loss_ratio: tenThousandths(figures.paid, counted.sums.premium),
    incurred_ratio: tenThousandths(figures.paid + counted.sums.reserved, counted.sums.premium),
    used_share: tenThousandths(figures.used, figures.funds),
    elapsed,
    forecast_used: forecast,
    forecast_left: forecast === null ? null : figures.funds - forecast,
    warning_share: warningShare,
    warning: isRunningOut(figures, elapsed, warningShare),
  };
}
