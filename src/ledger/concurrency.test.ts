import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runScript, sql, type Store } from '../platform/index.ts';
import { authoriseBenefit, benefit, DAY, fillPool, POOL, within } from '../../test/ledger.ts';
import { testStore } from '../../test/store.ts';
import {
  accountKey,
  balanceOn,
  post,
  postAll,
  type PostingOrder,
  reverse,
  revoke,
  statement,
  verifyLedger,
} from './index.ts';

let store: Store;
let county: string;
let counties = 0;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());
beforeEach(() => {
  county = `C${++counties}`;
});

const inTx = <Result>(work: Parameters<typeof within<Result>>[1]) => within(store.db, work);

/** The pool holds 10,000 yuan; a case of 8,800 yuan is authorised. */
async function start(): Promise<bigint> {
  await inTx((tx) => fillPool(tx, county, 1_000_000n));
  return (await inTx((tx) => authoriseBenefit(tx, county))).authorisationNo;
}

const heldInPool = () => inTx((tx) => balanceOn(tx, county, POOL, DAY));

describe('writers at the same time', () => {
  it('the last balance pays exactly one of two, whoever comes first', async () => {
    for (let round = 0; round < 8; round++) {
      county = `T${++counties}`;
      await inTx((tx) => fillPool(tx, county, 880_000n));
      const numbers = await inTx(async (tx) => [
        (await authoriseBenefit(tx, county)).authorisationNo,
        (await authoriseBenefit(tx, county, { decision: 'cases/case/2' })).authorisationNo,
      ]);
      const results = await Promise.allSettled(
        numbers.map((authorisationNo, i) =>
          inTx((tx) => post(tx, benefit(county, { authorisationNo, source: `compensation/claim/${i}` }))),
        ),
      );
      const refused = results.filter(({ status }) => status === 'rejected');
      expect(refused).toEqual([
        expect.objectContaining({ reason: expect.objectContaining({ code: 'ledger.overdrawn' }) }),
      ]);
      expect(await heldInPool()).toBe(0n);
    }
  });

  it('the last of an authorisation is used once, and one order at a time is one posting', async () => {
    const authorisationNo = await start();
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) =>
        inTx((tx) => post(tx, benefit(county, { authorisationNo, source: `compensation/claim/${i % 4}` }))),
      ),
    );
    const done = results.filter(({ status }) => status === 'fulfilled');
    const values = done.map((result) => (result as PromiseFulfilledResult<{ isNew: boolean }>).value);
    expect(values.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(values).toHaveLength(2);
    expect(await heldInPool()).toBe(120_000n);
  });

  it('batches over the same counties and accounts in opposite orders never wait for each other', async () => {
    const [a, b] = [`${county}-a`, `${county}-b`];
    const market = accountKey('market', 'm');
    const orders = (countyCode: string, n: number): PostingOrder => ({
      countyCode,
      kind: 'order_paid',
      debit: market,
      credit: accountKey('orders', 'm'),
      amount: 1n,
      day: DAY,
      source: `market/order/${n}`,
      actor: 'a',
    });
    await Promise.all(
      Array.from({ length: 24 }, (_, n) =>
        inTx((tx) => postAll(tx, n % 2 ? [orders(a, n), orders(b, n)] : [orders(b, n), orders(a, n)])),
      ),
    );
    for (const countyCode of [a, b]) {
      const { closing } = await inTx((tx) => statement(tx, { countyCode, account: market, to: DAY }));
      expect(closing).toBe(24n);
      expect((await inTx((tx) => verifyLedger(tx, countyCode))).faults).toEqual([]);
    }
  });
});

describe('the role of the application', () => {
  const asApplication = (statements: string) =>
    inTx(async (tx) => {
      await sql`set local role terrace_app`.execute(tx);
      await runScript(tx, statements);
    });

  it.each([
    'update ledger.posting set amount = 1',
    'delete from ledger.posting',
    'truncate ledger.posting',
    'update ledger.authorisation set limit_amount = 1',
    'delete from ledger.authorisation',
    'update ledger.authorisation_step set step = $$resumed$$',
    'delete from ledger.authorisation_step',
    'delete from ledger.balance',
    'delete from ledger.book',
  ])('cannot %s', async (statement) => {
    await start();
    await expect(asApplication(statement)).rejects.toThrow('permission denied');
  });

  it('can do all that the ledger does', async () => {
    await inTx(async (tx) => {
      // As whoever is responsible for the county (src/access).
      await sql`select access.enter(${JSON.stringify({ whole: [county], counties: [county] })})`.execute(tx);
      await fillPool(tx, county, 1_000_000n);
      const { authorisationNo } = await authoriseBenefit(tx, county);
      const { postingNo } = await post(tx, benefit(county, { authorisationNo }));
      await reverse(tx, { countyCode: county, postingNo, day: DAY, source: 'bank/slip/1', actor: 'a' });
      await revoke(tx, {
        countyCode: county,
        authorisationNos: [authorisationNo],
        because: 'cases/appeal/1',
        actor: 'a',
      });
      const { faults, isAppendOnly } = await verifyLedger(tx, county);
      expect({ faults, isAppendOnly }).toEqual({ faults: [], isAppendOnly: true });
    });
  });
});
