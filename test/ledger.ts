import { type PlainDate, plainDate } from '../src/kernel/index.ts';
import {
  accountKey,
  type Authorisation,
  type AuthorisationOrder,
  authorise,
  type Posted,
  post,
  type PostingOrder,
} from '../src/ledger/index.ts';
import type { Db, Tx } from '../src/platform/index.ts';

/** A pool with money in it, and a case that may be paid from it. */

export const DAY: PlainDate = plainDate('2017-11-06');
export const POOL = accountKey('pool', '2017');
export const HOUSEHOLD = accountKey('household', 'W1');

export const within = <Result>(db: Db, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  db.transaction().execute(work);

const YEAR = { validFrom: plainDate('2017-01-01'), validTo: plainDate('2017-12-31'), actor: 'officer' };

/** Premium of `amount` fen in the pool of the county. */
export async function fillPool(tx: Tx, countyCode: string, amount: bigint, year = 2017): Promise<Posted> {
  const source = `county/budget/${year}` as const;
  const treasury = accountKey('treasury', 'county');
  const { authorisationNo } = await authorise(tx, {
    countyCode,
    decision: source,
    kind: 'premium',
    payer: treasury,
    limit: amount,
    ...YEAR,
    validFrom: plainDate(`${year}-01-01`),
    validTo: plainDate(`${year}-12-31`),
  });
  return post(tx, {
    countyCode,
    kind: 'premium',
    debit: accountKey('pool', String(year)),
    credit: treasury,
    amount,
    day: plainDate(`${year}-01-02`),
    source,
    authorisationNo,
    actor: 'finance',
  });
}

export const authoriseBenefit = (
  tx: Tx,
  countyCode: string,
  more: Partial<AuthorisationOrder> = {},
): Promise<Authorisation> =>
  authorise(tx, {
    countyCode,
    decision: 'cases/case/1',
    kind: 'benefit',
    payer: POOL,
    payee: HOUSEHOLD,
    limit: 880_000n,
    ...YEAR,
    ...more,
  });

export const benefit = (countyCode: string, more: Partial<PostingOrder> = {}): PostingOrder => ({
  countyCode,
  kind: 'benefit',
  debit: HOUSEHOLD,
  credit: POOL,
  amount: 880_000n,
  day: DAY,
  source: 'compensation/claim/1',
  actor: 'cashier',
  ...more,
});
