import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainDate } from '../kernel/index.ts';
import { runScript, type Store, type Tx } from '../platform/index.ts';
import { terrace } from '../../test/cli.ts';
import { authoriseBenefit, benefit, DAY, fillPool, HOUSEHOLD, POOL, within } from '../../test/ledger.ts';
import { testStore } from '../../test/store.ts';
import {
  accountKey,
  authorise,
  listAccounts,
  post,
  resume,
  reverse,
  statement,
  suspend,
  trialBalance,
  verifyLedger,
} from './index.ts';

const COUNTY = 'TC01';
let store: Store;
beforeAll(async () => {
  store = await testStore();
  await within(store.db, keepBooks);
});
afterAll(() => store.close());

/**
 * Numbers: 1, 2 premium; 3 case; 4, 5 objection; 6 paid 500,000; 7 returned; 8 reissued; 9 paid 300,000; 10 round;
 * 11 points of W1.
 */
async function keepBooks(tx: Tx): Promise<void> {
  await fillPool(tx, COUNTY, 1_000_000n);
  const { authorisationNo } = await authoriseBenefit(tx, COUNTY);
  const step = {
    countyCode: COUNTY,
    authorisationNos: [authorisationNo],
    because: 'governance/objection/1',
    actor: 'a',
  } as const;
  await suspend(tx, step);
  await resume(tx, step);
  const paid = benefit(COUNTY, { authorisationNo, amount: 500_000n });
  const { postingNo } = await post(tx, paid);
  await reverse(tx, { countyCode: COUNTY, postingNo, day: DAY, source: 'bank/slip/1', actor: 'a' });
  await post(tx, { ...paid, reissueOf: postingNo, day: plainDate('2017-11-08') });
  await post(tx, benefit(COUNTY, { authorisationNo, amount: 300_000n, source: 'compensation/claim/2' }));
  const round = { payer: accountKey('points_issued', 'TC01-V1'), limit: 20n, validFrom: DAY, validTo: DAY };
  const shared = { countyCode: COUNTY, kind: 'points_award', actor: 'council' } as const;
  const points = await authorise(tx, { ...shared, ...round, decision: 'governance/item/1' });
  await post(tx, {
    ...shared,
    debit: accountKey('points', 'earned', 'W1'),
    credit: round.payer,
    amount: 20n,
    day: DAY,
    source: 'points/award/1',
    authorisationNo: points.authorisationNo,
  });
}

/** The faults that stand in the books after an owner of the database has changed rows; everything is rolled back. */
async function faultsAfter(tampering: string): Promise<string[]> {
  let found: string[] = [];
  await within(store.db, async (tx) => {
    await runScript(tx, tampering);
    const { faults } = await verifyLedger(tx, COUNTY);
    found = faults.map(({ check, at, en, zh }) => {
      expect(en).toContain(at);
      expect(zh).toContain(at);
      return `${check} ${at}`;
    });
    throw new Error('roll back');
  }).catch((error: Error) => {
    if (error.message !== 'roll back') throw error;
  });
  return found;
}

const posting = (no: number, change: string): string =>
  `update ledger.posting set ${change} where posting_no = ${no}`;

describe('verification', () => {
  it('finds nothing in sound books', async () => expect(await faultsAfter('select 1')).toEqual([]));

  it.each<[string, string, string[]]>([
    [
      'a posting deleted',
      'delete from ledger.posting where posting_no = 9',
      ['numbers 9', 'balance pool:2017'],
    ],
    [
      'a step deleted',
      'delete from ledger.authorisation_step where step_no = 5',
      ['numbers 5', 'status 6', 'status 8', 'status 9'],
    ],
    ['the counter set back', 'update ledger.book set last_entry_no = 10', ['numbers 11']],
    ['the counter set on', 'update ledger.book set last_entry_no = 12', ['numbers 12']],
    [
      'a number given twice',
      'update ledger.authorisation_step set step_no = 9 where step_no = 5',
      ['numbers 5', 'numbers 9', 'status 6', 'status 8', 'status 9'],
    ],
    [
      'an account outside the chart',
      posting(11, "debit = 'purse:W1'"),
      ['account purse:W1', 'kind 11', 'balance points:earned:W1'],
    ],
    ['a kind that does not exist', posting(9, "kind = 'gift'"), ['kind 9', 'authorisation 9']],
    ['another kind', posting(9, "kind = 'premium'"), ['kind 9', 'authorisation 9']],
    ['another asset', posting(9, "asset = 'POINT'"), ['kind 9']],
    ['no authorisation', posting(9, 'authorisation_no = null'), ['kind 9']],
    ['another authorisation', posting(9, 'authorisation_no = 1'), ['authorisation 9', 'limit 9']],
    ['another payee', posting(9, "debit = 'household:W2'"), ['authorisation 9']],
    [
      'another payer',
      posting(9, "credit = 'pool:2016'"),
      ['authorisation 9', 'balance pool:2016', 'balance pool:2017', 'overdraft pool:2016'],
    ],
    [
      'a posting after the last day',
      posting(9, "day = '2018-01-01'"),
      ['authorisation 9', 'balance pool:2017'],
    ],
    ['a larger amount', posting(9, 'amount = amount + 80001'), ['limit 9', 'balance pool:2017']],
    [
      'a smaller limit',
      'update ledger.authorisation set limit_amount = 799999 where authorisation_no = 3',
      ['limit 9'],
    ],
    [
      'an authorisation made for another',
      "update ledger.authorisation set payee = 'household:W2' where authorisation_no = 3",
      ['authorisation 6', 'authorisation 8', 'authorisation 9'],
    ],
    [
      'a reversal of another amount',
      posting(7, 'amount = 1'),
      ['reversal 7', 'limit 8', 'balance pool:2017', 'overdraft pool:2017'],
    ],
    ['a reversal before its posting', posting(7, "day = '2017-11-05'"), ['reversal 7']],
    [
      'a reversal that is none',
      posting(7, 'reversal_of = null, source = $$a/b$$'),
      ['kind 7', 'reissue 8', 'authorisation 7', 'limit 7'],
    ],
    [
      'a posting reversed twice',
      `drop index ledger.posting_reversed_once; ${posting(9, 'reversal_of = 6, debit = credit, credit = debit, amount = 500000')}`,
      ['reversal 7', 'reversal 9', 'balance pool:2017'],
    ],
    ['a reissue of what still stands', posting(8, 'reissue_of = 9'), ['reissue 8']],
    [
      'a kept balance changed',
      "update ledger.balance set amount = amount + 1 where account = 'pool:2017'",
      ['balance pool:2017'],
    ],
    [
      'a kept balance deleted',
      "delete from ledger.balance where account = 'pool:2017'",
      ['balance pool:2017'],
    ],
    [
      'a last day changed',
      "update ledger.balance set last_day = '2017-12-01' where account = 'pool:2017'",
      ['balance pool:2017'],
    ],
    ['money spent before it came', posting(2, "day = '2017-11-07'"), ['overdraft pool:2017']],
    [
      'a step moved behind a posting',
      'update ledger.authorisation_step set step_no = 12 where step_no = 5; update ledger.book set last_entry_no = 12',
      ['numbers 5', 'status 6', 'status 8', 'status 9'],
    ],
  ])('%s', async (_, tampering, faults) => {
    expect(await faultsAfter(tampering)).toEqual(faults);
  });

  it('reads only its own county', async () => {
    const report = await within(store.db, (tx) => verifyLedger(tx, 'TC02'));
    expect(report).toMatchObject({ postings: 0, authorisations: 0, accounts: 0, faults: [] });
  });
});

describe('statements and balances', () => {
  const day = plainDate('2017-11-06');

  it('tell what stood on a day, by day and then by number', async () => {
    const { opening, lines, closing } = await within(store.db, (tx) =>
      statement(tx, { countyCode: COUNTY, account: POOL, from: day, to: plainDate('2017-11-30') }),
    );
    expect(lines.map(({ postingNo, debit, credit, balance }) => [postingNo, debit, credit, balance])).toEqual(
      [
        [6n, 0n, 500_000n, 500_000n],
        [7n, 500_000n, 0n, 1_000_000n],
        [9n, 0n, 300_000n, 700_000n],
        [8n, 0n, 500_000n, 200_000n],
      ],
    );
    expect([opening, closing]).toEqual([1_000_000n, 200_000n]);
  });

  it('of all accounts, and of the chart', async () => {
    const accounts = await within(store.db, (tx) => listAccounts(tx, COUNTY, day));
    expect(accounts.map(({ account, balance }) => [account, balance])).toEqual([
      [HOUSEHOLD, 300_000n],
      ['points:earned:W1', 20n],
      ['points_issued:TC01-V1', 20n],
      [POOL, 700_000n],
      ['treasury:county', 1_000_000n],
    ]);
    const lines = await within(store.db, (tx) => trialBalance(tx, COUNTY, day));
    expect(lines.map(({ code, accounts, debit, credit }) => [code, accounts, debit, credit])).toEqual([
      ['pool', 1, 1_500_000n, 800_000n],
      ['treasury', 1, 0n, 1_000_000n],
      ['household', 1, 800_000n, 500_000n],
      ['points', 1, 20n, 0n],
      ['points_issued', 1, 0n, 20n],
    ]);
  });
});

describe('terrace ledger', () => {
  const run = (...argv: string[]) => terrace(['ledger', ...argv, '--county', COUNTY], { store });

  it('verify ends with 0 on sound books and with 1 when a fault is found', async () => {
    const sound = await run('verify', '--json');
    expect({ code: sound.code, stderr: sound.stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(sound.stdout)).toEqual({
      county_code: COUNTY,
      postings: 6,
      authorisations: 3,
      accounts: 5,
      append_only: true,
      faults: [],
    });
    await within(store.db, (tx) => runScript(tx, 'update ledger.balance set amount = amount + 1'));
    const { code, stdout } = await run('verify', '--lang', 'zh');
    await within(store.db, (tx) => runScript(tx, 'update ledger.balance set amount = amount - 1'));
    expect(code).toBe(1);
    expect(stdout).toContain('2 faults');
    expect(stdout).toContain('账户 pool:2017');
  });

  it('statement: JSON, a table, a CSV file', async () => {
    const argv = ['statement', '--account', 'pool:2017', '--to', '2017-12-31'];
    const { stdout } = await run(...argv, '--from', '2017-11-07', '--json');
    expect(JSON.parse(stdout)).toEqual({
      county_code: COUNTY,
      account: 'pool:2017',
      asset: 'CNY',
      from: '2017-11-07',
      to: '2017-12-31',
      opening: '7000.00',
      lines: [
        {
          posting_no: '8',
          day: '2017-11-08',
          kind: 'benefit',
          other_account: 'household:W1',
          source: 'compensation/claim/1',
          reversal_of: null,
          debit: '0.00',
          credit: '5000.00',
          balance: '2000.00',
        },
      ],
      closing: '2000.00',
    });
    expect((await run(...argv)).stdout).toContain(
      '         6  2017-11-06  benefit  household:W1     compensation/claim/1                   0.00  5000.00   5000.00\n',
    );
    const out = join(mkdtempSync(join(tmpdir(), 'terrace-ledger-')), 'pool.csv');
    await run(...argv, '--out', out);
    expect(readFileSync(out, 'utf8').split('\n')).toEqual([
      'posting_no,day,kind,other_account,source,reversal_of,debit,credit,balance',
      '2,2017-01-02,premium,treasury:county,county/budget/2017,,10000.00,0.00,10000.00',
      '6,2017-11-06,benefit,household:W1,compensation/claim/1,,0.00,5000.00,5000.00',
      '7,2017-11-06,benefit,household:W1,bank/slip/1,6,5000.00,0.00,10000.00',
      '9,2017-11-06,benefit,household:W1,compensation/claim/2,,0.00,3000.00,7000.00',
      '8,2017-11-08,benefit,household:W1,compensation/claim/1,,0.00,5000.00,2000.00',
      '',
    ]);
  });

  it('statement of an account that nobody has: one sentence', async () => {
    expect(await run('statement', '--account', 'pool:1949')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'County TC01 has no account "pool:1949"; list them with ledger accounts.\n',
    });
  });

  it('accounts and trial-balance', async () => {
    const accounts = JSON.parse((await run('accounts', '--code', 'pool', '--json')).stdout) as unknown;
    expect(accounts).toEqual([
      {
        account: 'pool:2017',
        name: 'prevention insurance pool',
        class: 'asset',
        asset: 'CNY',
        debit: '15000.00',
        credit: '13000.00',
        balance: '2000.00',
      },
    ]);
    const { stdout } = await run('trial-balance', '--lang', 'zh');
    expect(stdout).toContain('CNY: debits 28000.00, credits 28000.00.');
    expect(stdout).toContain('POINT: debits 20, credits 20.');
    expect(stdout).toMatch(/^pool +防贫保险金池 +asset +CNY +1 +15000\.00 +13000\.00 +2000\.00$/m);
  });
});
