import { expect, test } from 'vitest';
import { open } from '../../../test/access.ts';
import { allPages, callerOf } from '../../../test/api.ts';
import { COUNTY } from '../../../test/imports.ts';
import { benefit } from '../../../test/ledger.ts';
import { approved, FUNDS, reading, store } from '../../../test/payout.ts';
import { accountKey, post, reverse } from '../../ledger/index.ts';
import { plainDate } from '../../kernel/index.ts';

const IN = `/counties/${COUNTY}/ledger`;
const PAID = 5;

/** Five households are paid 1,000 yuan each on days that fall; the first payment is taken back. */
async function pay(): Promise<void> {
  const days = ['2017-11-10', '2017-11-12', '2017-11-12', '2017-11-13', '2017-11-14'];
  let first = 0n;
  for (let n = 1; n <= PAID; n++) {
    const { authorisationNo } = await approved(n);
    const order = benefit(COUNTY, {
      debit: accountKey('household', `W${n}`),
      amount: 100_000n,
      day: plainDate(days[n - 1]!),
      source: `cases/case/${n}`,
      authorisationNo,
    });
    const { postingNo } = await reading((tx) => post(tx, order));
    if (n === 1) first = postingNo;
  }
  const day = plainDate('2017-11-15');
  await reading((tx) =>
    reverse(tx, { countyCode: COUNTY, postingNo: first, day, source: 'bank/return/1', actor: 'cashier' }),
  );
}

/** Whole fen of an amount as text. */
const fenOf = (yuan: string): bigint => BigInt(yuan.replace('.', ''));

test('a statement is read page by page, and its balance runs from the opening to the closing', async () => {
  await pay();
  const call = await callerOf(store);
  type Line = Record<'posting_no' | 'day' | 'debit' | 'credit' | 'balance', string>;
  const path = `GET ${IN}/accounts/pool:2017/statement?to=2017-12-31`;
  const whole = (await call<{ rows: Line[]; closing: string }>('Li', path)).body;
  for (const limit of [1, 2, 3]) {
    const lines = await allPages<Line>((query) => call('Li', `${path}&${query}`), limit);
    expect(lines, `pages of ${limit}`).toEqual(whole.rows);
  }
  expect(whole.rows).toHaveLength(PAID + 2);
  let balance = 0n;
  for (const line of whole.rows) {
    balance += fenOf(line.debit) - fenOf(line.credit);
    expect(fenOf(line.balance)).toBe(balance);
  }
  expect(fenOf(whole.closing)).toBe(FUNDS - BigInt(PAID - 1) * 100_000n);
});

test('a statement as a file: the lines of the screen between the opening and the closing balance', async () => {
  await pay();
  const server = await callerOf(store);
  const path = `${IN}/accounts/pool:2017/statement`;
  const span = 'from=2017-11-11&to=2017-11-13';
  const { body: screen } = await server<{ opening: string; closing: string; rows: Record<string, string>[] }>(
    'Li',
    `GET ${path}?${span}`,
  );
  const csv = await server<string>('Li', `GET ${path}/file?${span}&format=csv`, undefined, {
    'accept-language': 'zh',
  });
  const [head, ...lines] = csv.body.trim().split('\n');
  expect(head!.split(',').slice(-3)).toEqual(['借方', '贷方', '余额']);
  expect(lines.map((line) => line.split(',').slice(-3))).toEqual([
    ['', '', screen.opening],
    ...screen.rows.map(({ debit, credit, balance }) => [debit, credit, balance]),
    ['', '', screen.closing],
  ]);
  expect(screen.rows).toHaveLength(3);
  expect(lines.at(-1)).toMatch(/^2017-11-13,,期末余额,/);
  expect(await server('Li', `GET ${IN}/accounts/pool:2099/statement/file?format=xlsx`)).toMatchObject({
    status: 404,
    body: { code: 'ledger.account_unknown' },
  });
});

test('accounts, postings and authorisations are read page by page; debits equal credits; the books verify', async () => {
  await pay();
  const call = await callerOf(store);
  for (const [list, key, count] of [
    ['accounts', 'account', PAID + 2],
    ['postings', 'posting_no', PAID + 2],
    ['authorisations', 'authorisation_no', PAID + 1],
  ] as const) {
    const rows = await allPages<Record<string, string>>(
      (query) => call('Li', `GET ${IN}/${list}?${query}`),
      2,
    );
    const keys = rows.map((row) => row[key]!);
    expect(new Set(keys).size, list).toBe(count);
    expect(keys, list).toEqual(
      keys.toSorted((a, b) => (list === 'accounts' ? (a < b ? -1 : 1) : Number(a) - Number(b))),
    );
  }
  const { body: trial } = await call<Record<string, string>[]>('Li', `GET ${IN}/trial-balance`);
  const total = (side: string) => trial.reduce((sum, line) => sum + fenOf(line[side]!), 0n);
  expect(total('debit')).toBe(total('credit'));
  const { body: rows } = await call<{ rows: Record<string, unknown>[] }>(
    'Li',
    `GET ${IN}/authorisations?decision=cases/case/1`,
  );
  const own = rows.rows[0]!;
  expect(own).toMatchObject({ payee: 'household:W1', limit: '1000.00', posted: '0.00', left: '1000.00' });
  const no = String(own['authorisation_no']);
  expect((await call('Li', `GET ${IN}/authorisations/${no}`)).body).toEqual(own);
  const under = await call<{ rows: object[] }>('Li', `GET ${IN}/postings?authorisation=${no}`);
  expect(under.body.rows).toMatchObject([
    { reversed_by: expect.any(String) },
    { reversal_of: expect.any(String) },
  ]);
  expect((await call('Li', `GET ${IN}/verification`)).body).toMatchObject({ postings: PAID + 2, faults: [] });
});

test('unknown accounts, and those whose role sees no ledger, are refused', async () => {
  const call = await callerOf(store);
  const statement = `GET ${IN}/accounts/pool:2099/statement`;
  expect(await call('Li', statement)).toMatchObject({
    status: 404,
    body: { code: 'ledger.account_unknown' },
  });
  expect(await call('Li', `GET ${IN}/authorisations/999`)).toMatchObject({
    status: 404,
    body: { code: 'ledger.authorisation_unknown' },
  });
  expect(await call('Li', `GET ${IN}/postings?after=x`)).toMatchObject({
    status: 400,
    body: { code: 'request.invalid' },
  });
  await open(store.db, 'Root', { role: 'administrator', countyCode: '000000' });
  await open(store.db, 'Auditor', { role: 'auditor', countyCode: COUNTY });
  expect(await call('Root', `GET ${IN}/accounts`)).toMatchObject({
    status: 403,
    body: { code: 'access.action_refused' },
  });
  expect((await call('Auditor', `GET ${IN}/accounts`)).body['rows']).toHaveLength(2);
});
