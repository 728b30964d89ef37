import { afterAll, beforeAll, expect, it } from 'vitest';
import { Failure, type PlainDate } from '../kernel/index.ts';
import { sql, type Store, type Tx } from '../platform/index.ts';
import { type PlainGrant, PlainLedger, type PlainOrder, Refusal } from '../../test/plain-ledger.ts';
import { fc } from '../../test/properties.ts';
import { testStore } from '../../test/store.ts';
import {
  type AccountKey,
  authorise,
  balanceOn,
  getAuthorisation,
  postAll,
  type PostingKind,
  type Reference,
  resume,
  reverse,
  revoke,
  statement,
  suspend,
  trialBalance,
  verifyLedger,
} from './index.ts';

let store: Store;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());

const DAYS = ['2017-01-01', '2017-01-02', '2017-01-03', '2017-01-04'] as const;
const day = fc.constantFrom(...DAYS);
const small = fc.integer({ min: 1, max: 3 });
const fund = fc.constantFrom('fund:1', 'fund:1', 'fund:1', 'fund:2');
const household = small.map((n) => `household:W${Math.min(n, 2)}`);
const amount = fc.integer({ min: 1, max: 12 });
/** A number of the county's series, or nearly one: mostly of an authorisation while there are few postings. */
const anyNo = fc.integer({ min: 1, max: 14 });

/** The rounds that every run starts with; `START` gives them these numbers. */
const ROUND_NO = 4;
const PAST_ROUND_NO = 5;
const roundNo = (kind: string) =>
  kind === 'subsidy' ? fc.constantFrom(ROUND_NO, ROUND_NO, ROUND_NO, PAST_ROUND_NO) : fc.constant(1);

const accountsOf = {
  appropriation: fc.tuple(fc.constant('treasury:county'), fund),
  grant: fc.tuple(fund, household),
  subsidy: fc.tuple(fund, household),
  order_paid: fc.tuple(fc.constant('orders:m'), fc.constant('market:m')),
  sale: fc.tuple(
    small.map((n) => `payable:W${n}`),
    fc.constant('orders:m'),
  ),
  payout: fc.tuple(
    fc.constant('market:m'),
    small.map((n) => `payable:W${n}`),
  ),
} as const;
const AUTHORISED = ['appropriation', 'grant', 'subsidy'] as const;
const FREE = ['order_paid', 'sale', 'payout'] as const;

const order = fc
  .constantFrom(...AUTHORISED, ...FREE)
  .chain((kind) =>
    fc.record({
      kind: fc.constant<string>(kind),
      accounts: accountsOf[kind],
      amount,
      day,
      source: fc.integer({ min: 1, max: 6 }).map((n) => `test/${kind}/${n}`),
      authorisation:
        kind === 'order_paid' || kind === 'sale' || kind === 'payout'
          ? fc.constant(undefined)
          : fc.option(fc.oneof({ weight: 4, arbitrary: roundNo(kind) }, anyNo), { nil: undefined, freq: 12 }),
      reissueOf: fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, anyNo),
    }),
  )
  .map(({ accounts: [from, to], ...rest }): PlainOrder => ({ ...rest, from, to }));

const grant = fc
  .constantFrom(...AUTHORISED, 'sale' as const)
  .chain((kind) =>
    fc.record({
      kind: fc.constant<string>(kind),
      accounts: accountsOf[kind],
      isForOne: fc.boolean(),
      limit: fc.integer({ min: 5, max: 30 }),
      first: fc.constantFrom(DAYS[0], DAYS[0], DAYS[1]),
      last: fc.constantFrom(DAYS[0], DAYS[2], DAYS[3], DAYS[3]),
      decision: small.map((n) => `test/decision/${n}`),
    }),
  )
  .map(({ accounts: [from, to], isForOne, ...rest }): PlainGrant => ({
    ...rest,
    from,
    to: isForOne ? to : undefined,
  }));

type Command =
  | { readonly do: 'authorise'; readonly grant: PlainGrant }
  | { readonly do: 'suspended' | 'resumed' | 'revoked'; readonly no: number; readonly because: Reference }
  | { readonly do: 'post'; readonly orders: readonly PlainOrder[] }
  | { readonly do: 'reverse'; readonly no: number; readonly day: string; readonly source: Reference };

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: grant.map((grant) => ({ do: 'authorise' as const, grant })) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('suspended' as const, 'resumed' as const, 'resumed' as const, 'revoked' as const),
      no: fc.constantFrom(1, ROUND_NO, ROUND_NO, ROUND_NO, 5, 6),
      because: small.map((n): Reference => `test/objection/${Math.min(n, 2)}`),
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant('post' as const),
      orders: fc.array(order, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('reverse' as const),
      no: anyNo,
      day,
      source: small.map((n): Reference => `test/slip/${n}`),
    }),
  },
);

/** Enough to spend that most runs reach every refusal. */
const START: readonly Command[] = [
  {
    do: 'authorise',
    grant: {
      kind: 'appropriation',
      from: 'treasury:county',
      limit: 60,
      first: DAYS[0],
      last: DAYS[3],
      decision: 'test/budget/1',
    },
  },
  {
    do: 'post',
    orders: [
      {
        kind: 'appropriation',
        from: 'treasury:county',
        to: 'fund:1',
        amount: 25,
        day: DAYS[0],
        source: 'test/budget/1',
        authorisation: 1,
      },
      {
        kind: 'order_paid',
        from: 'orders:m',
        to: 'market:m',
        amount: 25,
        day: DAYS[1],
        source: 'test/order/1',
      },
    ],
  },
  ...[
    { first: DAYS[1], last: DAYS[3], decision: 'test/round/1' },
    { first: DAYS[0], last: DAYS[0], decision: 'test/round/2' },
  ].map((round) => ({
    do: 'authorise' as const,
    grant: { kind: 'subsidy', from: 'fund:1', limit: 12, ...round },
  })),
];

async function perform(tx: Tx, countyCode: string, command: Command): Promise<number[]> {
  const actor = 'tester';
  switch (command.do) {
    case 'authorise': {
      const { kind, from, to, limit, first, last, decision } = command.grant;
      const { authorisationNo } = await authorise(tx, {
        countyCode,
        kind: kind as PostingKind,
        payer: from as AccountKey,
        payee: to as AccountKey | undefined,
        limit: BigInt(limit),
        validFrom: first as PlainDate,
        validTo: last as PlainDate,
        decision: decision as Reference,
        actor,
      });
      return [Number(authorisationNo)];
    }
    case 'suspended':
    case 'resumed':
    case 'revoked': {
      const take = { suspended: suspend, resumed: resume, revoked: revoke }[command.do];
      const { because, no } = command;
      await take(tx, { countyCode, authorisationNos: [BigInt(no)], because, actor });
      return [];
    }
    case 'post': {
      const posted = await postAll(
        tx,
        command.orders.map((order) => ({
          countyCode,
          kind: order.kind as PostingKind,
          debit: order.to as AccountKey,
          credit: order.from as AccountKey,
          amount: BigInt(order.amount),
          day: order.day as PlainDate,
          source: order.source as Reference,
          authorisationNo: order.authorisation === undefined ? undefined : BigInt(order.authorisation),
          reissueOf: order.reissueOf === undefined ? undefined : BigInt(order.reissueOf),
          actor,
        })),
      );
      return posted.map(({ postingNo }) => Number(postingNo));
    }
    case 'reverse': {
      const { no, day, source } = command;
      const { postingNo } = await reverse(tx, {
        countyCode,
        postingNo: BigInt(no),
        day: day as PlainDate,
        source,
        actor,
      });
      return [Number(postingNo)];
    }
  }
}

function performPlain(plain: PlainLedger, command: Command): number[] {
  switch (command.do) {
    case 'authorise':
      return [plain.authorise(command.grant)];
    case 'post':
      return plain.post(command.orders);
    case 'reverse':
      return [plain.reverse(command.no, command.day, command.source)];
    case 'suspended':
    case 'resumed':
    case 'revoked':
      plain.step(command.no, command.do, command.because);
      return [];
  }
}

async function outcome(work: () => Promise<number[]> | number[]): Promise<number[] | string> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure || error instanceof Refusal) return error.code;
    throw error;
  }
}

let counties = 0;
const outcomes = new Map<string, number>();

it('does what a ledger of plain lists does, number for number and refusal for refusal', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 8, maxLength: 24 }), async (commands) => {
      const countyCode = `P${++counties}`;
      const plain = new PlainLedger();
      for (const command of [...START, ...commands]) {
        const expected = await outcome(() => performPlain(plain, command));
        const actual = await outcome(() =>
          store.db.transaction().execute((tx) => perform(tx, countyCode, command)),
        );
        expect(actual, JSON.stringify(command)).toEqual(expected);
        const name = typeof expected === 'string' ? expected : `${command.do} done`;
        outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
      }
      await store.db.transaction().execute((tx) => expectSameBooks(tx, countyCode, plain));
    }),
    { numRuns: 80 },
  );
  // A property that never met a refusal would prove nothing about it.
  expect([...outcomes.keys()].toSorted()).toEqual(REACHED);
});

const REACHED = [
  'authorise done',
  ...[
    'authorisation_days',
    'authorisation_exhausted',
    'authorisation_expired',
    'authorisation_missing',
    'authorisation_not_yet',
    'authorisation_other_kind',
    'authorisation_other_payee',
    'authorisation_other_payer',
    'authorisation_revoked',
    'authorisation_suspended',
    'authorisation_unknown',
    'decision_taken',
    'kind_needs_none',
    'overdrawn',
    'payee_needed',
    'posting_unknown',
    'reissue_unfit',
    'reversal_of_reversal',
    'reversal_too_early',
    'reversed_already',
    'source_taken',
  ].map((code) => `ledger.${code}`),
  'post done',
  'resumed done',
  'reverse done',
  'revoked done',
  'suspended done',
];

async function expectSameBooks(tx: Tx, countyCode: string, plain: PlainLedger): Promise<void> {
  const accounts = [...new Set(plain.rows.flatMap(({ from, to }) => [from, to]))] as AccountKey[];
  for (const account of accounts) {
    for (const day of DAYS)
      expect(await balanceOn(tx, countyCode, account, day as PlainDate)).toBe(
        BigInt(plain.balance(account, day)),
      );
    await expectSameStatement(tx, countyCode, plain, account);
  }
  for (const { no } of plain.grants) {
    const { left, status } = await getAuthorisation(tx, countyCode, BigInt(no));
    expect({ left, status }).toEqual({ left: BigInt(plain.leftOf(no)), status: plain.statusOf(no) });
  }
  const lines = await trialBalance(tx, countyCode, DAYS[3] as PlainDate);
  const total = BigInt(plain.rows.reduce((sum, row) => sum + row.amount, 0));
  expect(lines.reduce((sum, { debit }) => sum + debit, 0n)).toBe(total);
  expect(lines.reduce((sum, { credit }) => sum + credit, 0n)).toBe(total);
  const { rows } = await sql<{ last: bigint }>`select last_entry_no as last from ledger.book
    where county_code = ${countyCode}`.execute(tx);
  expect(rows[0]!.last).toBe(BigInt(plain.last));
  expect((await verifyLedger(tx, countyCode)).faults).toEqual([]);
}

/** In pages of two lines, from the second day on. */
async function expectSameStatement(
  tx: Tx,
  countyCode: string,
  plain: PlainLedger,
  account: AccountKey,
): Promise<void> {
  const period = { countyCode, account, from: DAYS[1] as PlainDate, to: DAYS[2] as PlainDate, limit: 2 };
  const first = await statement(tx, period);
  const lines = [...first.lines];
  for (let next = first.next; next !== null;) {
    const page = await statement(tx, { ...period, after: next });
    expect([page.opening, page.closing]).toEqual([first.opening, first.closing]);
    lines.push(...page.lines);
    next = page.next;
  }
  const expected = plain.rows
    .filter(({ from, to, day }) => (from === account || to === account) && day >= DAYS[1] && day <= DAYS[2])
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.no - b.no));
  expect(lines.map(({ postingNo }) => Number(postingNo))).toEqual(expected.map(({ no }) => no));
  expect(first.opening).toBe(BigInt(plain.balance(account, DAYS[0])));
  expect(first.closing).toBe(BigInt(plain.balance(account, DAYS[2])));
  expect(lines.at(-1)?.balance ?? first.closing).toBe(first.closing);
}
