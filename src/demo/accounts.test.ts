import { afterAll, beforeAll, expect, test } from 'vitest';
import { terrace } from '../../test/cli.ts';
import { testStore } from '../../test/store.ts';
import { listAccounts, ROLE_NAMES, signIn } from '../access/index.ts';
import type { Store } from '../platform/index.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './index.ts';

let store: Store;
let lastBill: string;
beforeAll(async () => {
  store = await testStore();
  const { stdout } = await terrace(['demo', 'load', '--scale', '0.003', '--json'], { store });
  ({ last_bill: lastBill } = JSON.parse(stdout) as { last_bill: string });
});
afterAll(() => store.close());

const accounts = () => store.db.transaction().execute(listAccounts);
const run = async (as: string, line: string) => {
  const { code, stdout, stderr } = await terrace([...line.split(' '), '--as', as], { store });
  return code === 0 ? stdout : stderr;
};

test('every actor has an account, all with one password, and none is called after somebody', async () => {
  const opened = await accounts();
  expect(new Set(opened.flatMap(({ roles }) => roles.map(({ role }) => role)))).toEqual(new Set(ROLE_NAMES));
  expect(opened.map(({ name }) => name)).toEqual(DEMO_ACCOUNTS.map(({ name }) => name));
  for (const { person } of opened) expect(person).toMatch(/^合成·/);
  for (const name of ['admin', 'household'])
    await signIn(store.db, { name, password: DEMO_PASSWORD, from: 'test', at: new Date() });
});

test('a case goes from the screening to the department’s answers under them, and others are refused', async () => {
  const household = (await accounts()).find(({ name }) => name === 'household')!.roles[0]!.householdNo!;
  const CASE = '--county 130434 --case 1 --on 2026-11-02';
  expect(await run('Somebody', 'account list')).toMatch(/no account "Somebody"/);
  expect(
    await run('office', `screen --county 130434 --policy wei-2017@2017-12-31 --as-of ${lastBill}`),
  ).not.toMatch(/access|may not/);
  const opened = await run(
    'secretary',
    `case open --county 130434 --household ${household} --policy wei-2017@2017-12-31 --as-of ${lastBill} --on 2026-11-02`,
  );
  expect(opened).toMatch(new RegExp(`^1 +${household} `));
  expect(await run('village', `case act ask ${CASE}`)).toMatch(/may not do "cases.ask"/);
  await run('office', `case act ask ${CASE}`);
  const answered = await run(
    'land',
    `case act answer --department land_resources --result clear ${CASE} --json`,
  );
  expect(JSON.parse(answered)).toMatchObject({ inputs: null, amount_yuan: null });
  expect(await run('helper', `case show ${CASE} --purpose visit`)).toContain('land');
});
