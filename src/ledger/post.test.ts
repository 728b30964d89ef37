import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { plainDate } from '../kernel/index.ts';
import type { Store } from '../platform/index.ts';
import { authoriseBenefit, benefit, DAY, fillPool, HOUSEHOLD, POOL, within } from '../../test/ledger.ts';
import { testStore } from '../../test/store.ts';
import {
  accountKey,
  authorise,
  type AuthorisationOrder,
  balanceOn,
  getAuthorisation,
  listAuthorisations,
  listPostings,
  post,
  postAll,
  type PostingOrder,
  resume,
  reverse,
  reverseAll,
  revoke,
  suspend,
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

const code = (suffix: string) => expect.objectContaining({ code: `ledger.${suffix}` });
const inTx = <Result>(work: Parameters<typeof within<Result>>[1]) => within(store.db, work);

/** The pool holds 10,000 yuan; a case of 8,800 yuan is authorised. */
async function start(): Promise<bigint> {
  await inTx((tx) => fillPool(tx, county, 1_000_000n));
  return (await inTx((tx) => authoriseBenefit(tx, county))).authorisationNo;
}

const heldInPool = () => inTx((tx) => balanceOn(tx, county, POOL, DAY));

describe('refusals, in the documented order', () => {
  /** Every order has all the faults of those below it too, so that the first one in the list must be named. */
  const worst = { amount: 0n, debit: POOL, authorisationNo: undefined } as const;

  it.each<[string, Partial<PostingOrder>]>([
    ['kind_unknown', { ...worst, kind: 'gift' as 'benefit', source: 'x' as 'a/b', actor: '' }],
    ['text', { ...worst, source: 'claim' as 'a/b' }],
    ['text', { ...worst, source: 'claims/ 1\n' }],
    ['text', { ...worst, source: `claims/${'1'.repeat(200)}` }],
    ['text', { ...worst, actor: ' ' }],
    ['amount', worst],
    ['amount', { ...worst, amount: -1n }],
    ['amount', { ...worst, amount: 10n ** 15n + 1n }],
    ['account_unfit', { debit: POOL, authorisationNo: undefined }],
    ['account_unfit', { debit: 'household:' }],
    ['account_unfit', { credit: HOUSEHOLD, authorisationNo: undefined }],
    ['account_unfit', { kind: 'pool_carry_over', debit: POOL, authorisationNo: undefined }],
    ['authorisation_missing', { authorisationNo: undefined }],
    ['reissue_unfit', { reissueOf: 2n, authorisationNo: 99n }],
    ['reissue_unfit', { reissueOf: 99n }],
    ['authorisation_unknown', { authorisationNo: 99n, amount: 2_000_000n }],
    ['authorisation_unknown', { authorisationNo: 2n }],
    ['authorisation_other_kind', { kind: 'insurer_fee', debit: accountKey('insurer', 'I') }],
    [
      'authorisation_other_payer',
      { credit: accountKey('pool', '2016'), debit: accountKey('household', 'W2') },
    ],
    ['authorisation_other_payee', { debit: accountKey('household', 'W2'), day: plainDate('2016-12-31') }],
    ['authorisation_not_yet', { day: plainDate('2016-12-31'), amount: 880_001n }],
    ['authorisation_expired', { day: plainDate('2018-01-01'), amount: 880_001n }],
    ['authorisation_exhausted', { amount: 2_000_000n }],
    ['authorisation_exhausted', { amount: 880_001n }],
  ])('%s (case %#)', async (refusal, order) => {
    const authorisationNo = await start();
    const attempt = inTx((tx) => post(tx, benefit(county, { authorisationNo, ...order })));
    await expect(attempt).rejects.toThrow(code(refusal));
    expect(await heldInPool()).toBe(1_000_000n);
  });

  it('revoked before suspended before exhausted before overdrawn', async () => {
    const authorisationNo = await start();
    const step = {
      countyCode: county,
      authorisationNos: [authorisationNo],
      because: 'governance/objection/1',
      actor: 'a',
    } as const;
    const pay = (amount: bigint) => inTx((tx) => post(tx, benefit(county, { authorisationNo, amount })));
    await inTx((tx) => suspend(tx, step));
    await expect(pay(2_000_000n)).rejects.toThrow(code('authorisation_suspended'));
    await expect(pay(2_000_000n)).rejects.toThrow('governance/objection/1');
    await inTx((tx) => revoke(tx, step));
    await expect(pay(2_000_000n)).rejects.toThrow(code('authorisation_revoked'));
    await inTx((tx) => authoriseBenefit(tx, county, { decision: 'cases/case/3', apart: ['Li', 'Wang'] }));
    const [third] = await inTx((tx) => listAuthorisations(tx, county, { decision: 'cases/case/3' }));
    expect(third).toMatchObject({ apart: ['Li', 'Wang'] });
    for (const actor of ['Li', ' wang'])
      await expect(
        inTx((tx) => post(tx, benefit(county, { authorisationNo: third!.authorisationNo, actor }))),
      ).rejects.toThrow(code('authorisation_apart'));
    await inTx((tx) => authoriseBenefit(tx, county, { decision: 'cases/case/2', limit: 1_000_001n }));
    const [other] = await inTx((tx) => listAuthorisations(tx, county, { decision: 'cases/case/2' }));
    const order = { authorisationNo: other!.authorisationNo, amount: 1_000_001n };
    await expect(inTx((tx) => post(tx, benefit(county, order)))).rejects.toThrow(code('overdrawn'));
    await expect(inTx((tx) => post(tx, benefit(county, order)))).rejects.toThrow('10000.00 yuan');
  });

  it.each<[string, Partial<AuthorisationOrder>]>([
    ['kind_unknown', { kind: 'gift' as 'benefit', limit: 0n }],
    ['kind_needs_none', { kind: 'sale', limit: 0n }],
    ['text', { decision: 'case' as 'a/b', limit: 0n }],
    ['amount', { limit: 0n, payer: HOUSEHOLD }],
    ['account_unfit', { payer: HOUSEHOLD, payee: undefined }],
    ['account_unfit', { payee: POOL }],
    ['payee_needed', { payee: undefined, validTo: plainDate('2016-01-01') }],
    ['authorisation_days', { validTo: plainDate('2016-01-01') }],
    ['decision_taken', { limit: 880_001n }],
    ['decision_taken', { validTo: plainDate('2017-12-30') }],
  ])('authorising, %s (case %#)', async (refusal, order) => {
    await start();
    await expect(inTx((tx) => authoriseBenefit(tx, county, order))).rejects.toThrow(code(refusal));
  });

  it('a decision authorises one payee once, and others too', async () => {
    const authorisationNo = await start();
    expect((await inTx((tx) => authoriseBenefit(tx, county))).authorisationNo).toBe(authorisationNo);
    const other = await inTx((tx) => authoriseBenefit(tx, county, { payee: accountKey('household', 'W2') }));
    expect(other.authorisationNo).toBe(authorisationNo + 1n);
  });
});

describe('posting', () => {
  it('answers a repeated order with the earlier posting, and refuses another amount for its source', async () => {
    const authorisationNo = await start();
    const order = benefit(county, { authorisationNo });
    const first = await inTx((tx) => post(tx, order));
    expect(first).toEqual({ postingNo: 4n, isNew: true });
    expect(await inTx((tx) => post(tx, { ...order, actor: 'somebody else' }))).toEqual({
      postingNo: 4n,
      isNew: false,
    });
    for (const change of [
      { amount: 1n },
      { day: plainDate('2017-11-07') },
      { debit: accountKey('household', 'W2') },
    ])
      await expect(inTx((tx) => post(tx, { ...order, ...change }))).rejects.toThrow(code('source_taken'));
    expect(await heldInPool()).toBe(120_000n);
  });

  it('posts all of a batch or nothing, and what a batch repeats only once', async () => {
    const authorisationNo = await start();
    const [one, two] = [
      benefit(county, { authorisationNo, amount: 400_000n }),
      benefit(county, { authorisationNo, amount: 480_001n, source: 'compensation/claim/2' }),
    ];
    await expect(inTx((tx) => postAll(tx, [one, two]))).rejects.toThrow(code('authorisation_exhausted'));
    expect(await heldInPool()).toBe(1_000_000n);
    const posted = await inTx((tx) => postAll(tx, [one, { ...two, amount: 480_000n }, { ...one }]));
    expect(posted).toEqual([
      { postingNo: 4n, isNew: true },
      { postingNo: 5n, isNew: true },
      { postingNo: 4n, isNew: false },
    ]);
    expect(await inTx((tx) => postAll(tx, []))).toEqual([]);
  });

  it('leaves nothing behind when the caller goes on after a refusal', async () => {
    const authorisationNo = await start();
    await inTx(async (tx) => {
      await expect(
        postAll(tx, [
          benefit(county, { authorisationNo, amount: 1n, source: 'compensation/claim/8' }),
          benefit(county, { authorisationNo, amount: 880_000n, source: 'compensation/claim/9' }),
        ]),
      ).rejects.toThrow(code('authorisation_exhausted'));
    });
    const { faults, postings } = await inTx((tx) => verifyLedger(tx, county));
    expect({ faults, postings }).toEqual({ faults: [], postings: 1 });
  });

  it('sends money to another county by two postings through clearing', async () => {
    const other = `${county}-other`;
    const fund = accountKey('fund', 'roads');
    await inTx(async (tx) => {
      const opening = { kind: 'opening_asset', credit: accountKey('opening', '2017'), day: DAY } as const;
      await post(tx, {
        ...opening,
        countyCode: county,
        debit: fund,
        amount: 500n,
        source: 'opening/1',
        actor: 'a',
      });
      const { authorisationNo } = await authorise(tx, {
        countyCode: county,
        decision: 'county/transfer/1',
        kind: 'county_transfer_out',
        payer: fund,
        limit: 500n,
        validFrom: DAY,
        validTo: DAY,
        actor: 'a',
      });
      const shared = { amount: 500n, day: DAY, source: 'county/transfer/1', actor: 'a' } as const;
      await postAll(tx, [
        {
          ...shared,
          countyCode: other,
          kind: 'county_transfer_in',
          debit: fund,
          credit: accountKey('clearing', county),
        },
        {
          ...shared,
          countyCode: county,
          kind: 'county_transfer_out',
          debit: accountKey('clearing', other),
          credit: fund,
          authorisationNo,
        },
      ]);
    });
    expect(await inTx((tx) => balanceOn(tx, county, fund, DAY))).toBe(0n);
    expect(await inTx((tx) => balanceOn(tx, other, fund, DAY))).toBe(500n);
    expect(await inTx((tx) => balanceOn(tx, other, accountKey('clearing', county), DAY))).toBe(-500n);
  });

  it('finds postings and authorisations by what they rest on', async () => {
    const authorisationNo = await start();
    await inTx((tx) => post(tx, benefit(county, { authorisationNo, amount: 300_000n })));
    const bySource = await inTx((tx) => listPostings(tx, county, { source: 'compensation/claim/1' }));
    const byAuthorisation = await inTx((tx) => listPostings(tx, county, { authorisationNo }));
    expect(bySource).toEqual(byAuthorisation);
    expect(bySource).toMatchObject([{ postingNo: 4n, kind: 'benefit', asset: 'CNY', amount: 300_000n }]);
    const reserved = await inTx((tx) => listAuthorisations(tx, county, { payer: POOL }));
    expect(reserved.map(({ left }) => left)).toEqual([580_000n]);
  });
});

describe('a payment that the bank returns', () => {
  const slip = () => ({ countyCode: county, day: DAY, source: 'bank/slip/7', actor: 'cashier' }) as const;

  it('is taken back by a row of its own, and can be reissued once', async () => {
    const authorisationNo = await start();
    const order = benefit(county, { authorisationNo });
    const { postingNo } = await inTx((tx) => post(tx, order));
    const back = await inTx((tx) => reverse(tx, { ...slip(), postingNo }));
    expect(await inTx((tx) => reverse(tx, { ...slip(), postingNo }))).toEqual({ ...back, isNew: false });
    expect(await heldInPool()).toBe(1_000_000n);
    expect(await inTx((tx) => getAuthorisation(tx, county, authorisationNo))).toMatchObject({
      posted: 0n,
      left: 880_000n,
    });
    await expect(inTx((tx) => post(tx, order))).rejects.toThrow(code('source_taken'));
    const again = await inTx((tx) => post(tx, { ...order, reissueOf: postingNo }));
    await expect(inTx((tx) => post(tx, { ...order, amount: 1n, reissueOf: postingNo }))).rejects.toThrow(
      code('source_taken'),
    );
    const all = await inTx((tx) => listPostings(tx, county, { source: 'compensation/claim/1' }));
    expect(all.map(({ postingNo, reversedBy }) => [postingNo, reversedBy])).toEqual([
      [postingNo, back.postingNo],
      [again.postingNo, undefined],
    ]);
    expect(await heldInPool()).toBe(120_000n);
    expect((await inTx((tx) => verifyLedger(tx, county))).faults).toEqual([]);
  });

  it('comes back with others in one batch: all or none', async () => {
    const authorisationNo = await start();
    const posted = await inTx((tx) =>
      postAll(tx, [
        benefit(county, { authorisationNo, amount: 300_000n }),
        benefit(county, { authorisationNo, amount: 400_000n, source: 'compensation/claim/2' }),
      ]),
    );
    const orders = posted.map(({ postingNo }) => ({ ...slip(), postingNo }));
    const early = { ...orders[1]!, day: plainDate('2017-11-05') };
    await expect(inTx((tx) => reverseAll(tx, [orders[0]!, early]))).rejects.toThrow(
      code('reversal_too_early'),
    );
    expect(await heldInPool()).toBe(300_000n);
    const back = await inTx((tx) => reverseAll(tx, [...orders, { ...orders[0]! }]));
    expect(back.map(({ isNew }) => isNew)).toEqual([true, true, false]);
    expect(back[2]!.postingNo).toBe(back[0]!.postingNo);
    expect(await heldInPool()).toBe(1_000_000n);
  });

  it('is refused for other reasons', async () => {
    const authorisationNo = await start();
    const { postingNo } = await inTx((tx) => post(tx, benefit(county, { authorisationNo })));
    const attempt = (more: object) => inTx((tx) => reverse(tx, { ...slip(), postingNo, ...more }));
    await expect(attempt({ source: 'slip' })).rejects.toThrow(code('text'));
    await expect(attempt({ postingNo: 77n })).rejects.toThrow(code('posting_unknown'));
    await expect(attempt({ day: plainDate('2017-11-05') })).rejects.toThrow(code('reversal_too_early'));
    const back = await attempt({});
    await expect(attempt({ source: 'bank/slip/8' })).rejects.toThrow(code('reversed_already'));
    await expect(attempt({ postingNo: back.postingNo })).rejects.toThrow(code('reversal_of_reversal'));
  });

  it('a premium cannot be taken back once it was spent', async () => {
    const authorisationNo = await start();
    await inTx((tx) => post(tx, benefit(county, { authorisationNo })));
    await expect(inTx((tx) => reverse(tx, { ...slip(), postingNo: 2n }))).rejects.toThrow(code('overdrawn'));
  });

  it('returns the amount to an authorisation that is suspended', async () => {
    const authorisationNo = await start();
    const { postingNo } = await inTx((tx) => post(tx, benefit(county, { authorisationNo })));
    const step = {
      countyCode: county,
      authorisationNos: [authorisationNo],
      because: 'governance/objection/1',
      actor: 'a',
    } as const;
    await inTx((tx) => suspend(tx, step));
    await inTx((tx) => reverse(tx, { ...slip(), postingNo }));
    const again = benefit(county, { authorisationNo, reissueOf: postingNo });
    await expect(inTx((tx) => post(tx, again))).rejects.toThrow(code('authorisation_suspended'));
    await inTx((tx) => resume(tx, step));
    expect((await inTx((tx) => post(tx, again))).isNew).toBe(true);
  });
});
