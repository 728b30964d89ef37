import { afterAll, beforeAll, expect, test } from 'vitest';
import { Failure, plainDate } from '../kernel/index.ts';
import { sql, type Store, type Tx } from '../platform/index.ts';
import { fc } from '../../test/properties.ts';
import { testStore } from '../../test/store.ts';
import {
  type AccountKey,
  authorise,
  balanceOn,
  cosign,
  endEscrow,
  listAuthorisations,
  openEscrow,
  post,
  releaseReversal,
  resume,
  reverse,
  revoke,
  suspend,
  verifyLedger,
} from './index.ts';

let store: Store;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());

const PURSE: AccountKey = 'cooperative:1';
const OTHER: AccountKey = 'village:V';
const DAY = plainDate('2017-06-01');
const DAYS = [plainDate('2017-01-01'), DAY, plainDate('2017-06-02')] as const;
const PEOPLE = ['Clerk', 'Cashier', 'Agent'] as const;

const person = fc.constantFrom(...PEOPLE);
const purse = fc.constantFrom(PURSE, PURSE, OTHER);
const no = fc.integer({ min: 1, max: 25 });
const act = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('escrow' as const), purse, by: person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end' as const), purse, by: person }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('authorise' as const),
      purse,
      kind: fc.constantFrom(
        'collective_expense' as const,
        'collective_transfer' as const,
        'dividend' as const,
      ),
      limit: fc.bigInt({ min: 1n, max: 20n }),
      by: person,
      apart: fc.subarray([...PEOPLE], { maxLength: 1 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('cosign' as const), no, by: person }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('release' as const), no, by: person }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('post' as const),
      no,
      amount: fc.bigInt({ min: 1n, max: 9n }),
      day: fc.constantFrom(...DAYS),
      by: person,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('income' as const), purse, by: person }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('reverse' as const), no, by: person }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('suspend' as const, 'resume' as const, 'revoke' as const),
      no,
      by: person,
      because: fc.oneof(
        fc.constant('test/objection/1' as const),
        no.map((n) => `ledger/escrow/${n}` as const),
      ),
    }),
  },
);
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

/** What an onlooker notes down: nothing of the ledger's own state, only acts that succeeded and in which order. */
class Onlooker {
  readonly kept = new Map<AccountKey, number>();
  /** By authorisation: its purse, and who signed since which act. */
  readonly signed = new Map<
    string,
    { readonly purse: AccountKey; readonly by: { who: string; at: number }[] }
  >();
  readonly released = new Map<string, { who: string; at: number }[]>();
  clock = 0;

  /** Whether money may leave the purse now, by somebody, on the strength of these signatures. */
  allows(account: AccountKey, who: string, signatures: readonly { who: string; at: number }[]): boolean {
    const since = this.kept.get(account);
    return since === undefined || signatures.some((one) => one.at > since && one.who !== who);
  }
}

const COUNTER = { source: 0 };

async function take(tx: Tx, county: string, one: Act, seen: Onlooker): Promise<void> {
  const base = { countyCode: county, actor: one.by };
  const source = `test/run/${++COUNTER.source}` as const;
  const at = ++seen.clock;
  switch (one.do) {
    case 'escrow':
      await openEscrow(tx, { ...base, account: one.purse, agent: 'Agency', since: DAY, decision: source });
      seen.kept.set(one.purse, at);
      return;
    case 'end':
      await endEscrow(tx, { ...base, account: one.purse, lastDay: DAY, decision: source });
      seen.kept.delete(one.purse);
      return;
    case 'authorise': {
      const { authorisationNo } = await authorise(tx, {
        ...base,
        decision: source,
        kind: one.kind,
        payer: one.purse,
        limit: one.limit,
        validFrom: DAYS[0],
        validTo: DAYS[2],
        apart: one.apart,
      });
      seen.signed.set(String(authorisationNo), { purse: one.purse, by: [] });
      return;
    }
    case 'cosign':
      await cosign(tx, { ...base, authorisationNo: BigInt(one.no) });
      seen.signed.get(String(one.no))!.by.push({ who: one.by, at });
      return;
    case 'release':
      await releaseReversal(tx, { ...base, postingNo: BigInt(one.no) });
      seen.released.set(String(one.no), [...(seen.released.get(String(one.no)) ?? []), { who: one.by, at }]);
      return;
    case 'income':
      await post(tx, {
        ...base,
        kind: 'collective_income',
        debit: one.purse,
        credit: 'partner:p',
        amount: 10n,
        day: DAYS[0],
        source,
      });
      return;
    case 'post': {
      const [authorisation] = await listAuthorisations(tx, county, { authorisationNos: [BigInt(one.no)] });
      if (!authorisation) return;
      const { kind, payer } = authorisation;
      const debit: AccountKey =
        kind === 'dividend' ? 'household:W1' : kind === 'collective_expense' ? 'supplier:s' : 'mutual:V';
      await post(tx, {
        ...base,
        kind,
        debit,
        credit: payer,
        amount: one.amount,
        day: one.day,
        source,
        authorisationNo: BigInt(one.no),
      });
      const { purse: from, by } = seen.signed.get(String(one.no))!;
      expect(seen.allows(from, one.by, by), `${from} paid by ${one.by} without a co-signature`).toBe(true);
      return;
    }
    case 'reverse': {
      const before = await heldIn(tx, county);
      await reverse(tx, { ...base, postingNo: BigInt(one.no), day: DAYS[2], source });
      const after = await heldIn(tx, county);
      for (const account of [PURSE, OTHER])
        if (after.get(account)! < before.get(account)!)
          expect(seen.allows(account, one.by, seen.released.get(String(one.no)) ?? [])).toBe(true);
      return;
    }
    case 'suspend':
    case 'resume':
    case 'revoke': {
      const step = { suspend, resume, revoke }[one.do];
      await step(tx, { ...base, authorisationNos: [BigInt(one.no)], because: one.because });
    }
  }
}

const heldIn = async (tx: Tx, county: string): Promise<Map<AccountKey, bigint>> =>
  new Map(
    await Promise.all(
      [PURSE, OTHER].map(
        async (account) =>
          [account, await balanceOn(tx, county, account, DAYS[2]).catch(() => 0n)] as [AccountKey, bigint],
      ),
    ),
  );

test('no sequence of acts gets money out of an escrowed purse without a co-signature', async () => {
  let run = 0;
  const reached = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 45 }), async (acts) => {
      const county = `E${++run}`;
      const seen = new Onlooker();
      const note = (what: string) => reached.set(what, (reached.get(what) ?? 0) + 1);
      for (const one of acts)
        try {
          await store.db.transaction().execute((tx) => take(tx, county, one, seen));
          note(one.do);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          note(error.code);
        }
      const report = await store.db.transaction().execute((tx) => verifyLedger(tx, county));
      expect(report.faults).toEqual([]);
    }),
    { numRuns: 60 },
  );
  // A property that never gets to the gate proves nothing.
  for (const what of ['cosign', 'post', 'ledger.authorisation_suspended', 'ledger.escrow_reversal'])
    expect(reached.get(what) ?? 0, what).toBeGreaterThan(0);
});

test('a co-signature by the wrong person is refused, and so is a posting by who co-signed', async () => {
  const within = <Result>(work: (tx: Tx) => Promise<Result>) => store.db.transaction().execute(work);
  const base = { countyCode: 'X', actor: 'Clerk' };
  const income = await within((tx) =>
    post(tx, {
      ...base,
      kind: 'collective_income',
      debit: PURSE,
      credit: 'partner:p',
      amount: 100n,
      day: DAY,
      source: 'test/income/1',
    }),
  );
  const { authorisationNo } = await within((tx) =>
    authorise(tx, {
      ...base,
      decision: 'test/decision/1',
      kind: 'collective_expense',
      payer: PURSE,
      limit: 50n,
      validFrom: DAY,
      validTo: DAY,
      apart: ['Chair'],
    }),
  );
  const escrow = {
    ...base,
    account: PURSE,
    agent: 'Agency',
    since: DAY,
    decision: 'test/agreement/1',
  } as const;
  await within((tx) => openEscrow(tx, escrow));
  const refused = (code: string) => expect.objectContaining({ code });
  const sign = (actor: string) => within((tx) => cosign(tx, { ...base, authorisationNo, actor }));
  const pay = (actor: string) =>
    within((tx) =>
      post(tx, {
        ...base,
        kind: 'collective_expense',
        debit: 'supplier:s',
        credit: PURSE,
        amount: 10n,
        day: DAY,
        source: 'test/bill/1',
        authorisationNo,
        actor,
      }),
    );
  // What was authorised before the escrow waits, too.
  await expect(pay('Cashier')).rejects.toEqual(refused('ledger.authorisation_suspended'));
  await expect(sign('Chair')).rejects.toEqual(refused('ledger.escrow_cosigner'));
  await expect(sign('Clerk')).rejects.toEqual(refused('ledger.escrow_cosigner'));
  await sign('Agent');
  await expect(sign('Agent')).rejects.toEqual(refused('ledger.escrow_not_asked'));
  await expect(pay('Agent')).rejects.toEqual(refused('ledger.escrow_poster'));
  await expect(pay('Chair')).rejects.toEqual(refused('ledger.authorisation_apart'));
  await pay('Cashier');
  await expect(within((tx) => openEscrow(tx, escrow))).rejects.toEqual(refused('ledger.escrow_open'));
  await expect(within((tx) => openEscrow(tx, { ...escrow, account: 'pool:2017' }))).rejects.toEqual(
    refused('ledger.escrow_account'),
  );
  const back = (actor: string) =>
    within((tx) =>
      reverse(tx, { ...base, postingNo: income.postingNo, day: DAY, source: 'test/slip/1', actor }),
    );
  await expect(back('Cashier')).rejects.toEqual(refused('ledger.escrow_reversal'));
  const release = (actor: string, postingNo = income.postingNo) =>
    within((tx) => releaseReversal(tx, { ...base, postingNo, actor }));
  await expect(release('Clerk')).rejects.toEqual(refused('ledger.escrow_reverser'));
  await expect(release('Agent', 999n)).rejects.toEqual(refused('ledger.posting_unknown'));
  await release('Agent');
  await release('Agent');
  await expect(back('Agent')).rejects.toEqual(refused('ledger.escrow_reverser'));
  await expect(back('Cashier')).rejects.toEqual(refused('ledger.overdrawn'));
  const end = () =>
    within((tx) => endEscrow(tx, { ...base, account: PURSE, lastDay: DAY, decision: 'test/agreement/2' }));
  await end();
  await expect(end()).rejects.toEqual(refused('ledger.escrow_none'));
  await expect(release('Agent')).rejects.toEqual(refused('ledger.escrow_none'));
  expect((await within((tx) => verifyLedger(tx, 'X'))).faults).toEqual([]);
  // Verification looks at the rows alone: it misses the co-signature when that is gone, or the poster's own.
  const faultsAfter = async (change: (tx: Tx) => Promise<unknown>) => {
    const undo = new Error('undo');
    let checks: string[] = [];
    await within(async (tx) => {
      await change(tx);
      checks = (await verifyLedger(tx, 'X')).faults.map(({ check }) => check);
      throw undo;
    }).catch((error: unknown) => {
      if (error !== undo) throw error;
    });
    return checks;
  };
  const step = sql`county_code = 'X' and step = 'resumed'`;
  expect(
    await faultsAfter((tx) => sql`delete from ledger.authorisation_step where ${step}`.execute(tx)),
  ).toContain('escrow');
  expect(
    await faultsAfter((tx) =>
      sql`update ledger.authorisation_step set actor = 'Cashier' where ${step}`.execute(tx),
    ),
  ).toEqual(['escrow']);
});
