import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { plainDate, type PlainDate } from '../src/kernel/index.ts';
import { accountKey, balanceOn, verifyLedger } from '../src/ledger/index.ts';
import type { Store, Tx } from '../src/platform/index.ts';
import { loadPolicies, resolvePolicy } from '../src/policy/index.ts';
import { COUNTY, emptyStore, importText } from './imports.ts';
import { authoriseBenefit, fillPool, POOL } from './ledger.ts';
import { testStore } from './store.ts';

/**
 * A county for the tests of paying: a store emptied before every test, two townships, households W1 to W8 and a pool of
 * 2017 with 100,000 yuan. Importing it is enough.
 */
export let store: Store;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());
beforeEach(() => begin());

export const HOUSEHOLDS = 8;
/** Fen in the pool at the beginning. */
export const FUNDS = 10_000_000n;

export async function begin(): Promise<void> {
  await emptyStore(store.db);
  await importText(
    store.db,
    'areas',
    `code,name,parent_code,level
${COUNTY},Test County,,county
T1,First Township,${COUNTY},township
T2,Second Township,${COUNTY},township
T1-V,First Village,T1,village
T2-V,Second Village,T2,village
`,
  );
  const households = Array.from(
    { length: HOUSEHOLDS },
    (_, i) => `${COUNTY},W${i + 1},T${(i % 2) + 1}-V,general,户主${i + 1},2`,
  );
  const header = 'county_code,household_no,area_code,group,head_name,size';
  await importText(store.db, 'households', `${[header, ...households].join('\n')}\n`);
  await reading((tx) => fillPool(tx, COUNTY, FUNDS));
}

export const reading = <Result>(work: (tx: Tx) => Promise<Result>) => store.db.transaction().execute(work);
export const by = (actor: string) => ({ actor, countyCode: COUNTY });
export const refusal = (code: string) => expect.objectContaining({ code });
export { answer, DAY, LATER } from './bank.ts';
export const TODAY = plainDate('2017-12-31');
export const WEI = (day: PlainDate) =>
  resolvePolicy(loadPolicies(new URL('../policies/', import.meta.url).pathname), 'wei-2017', day);

/** A benefit of `amount` fen for household W`n`, approved by the officer. */
export const approved = (n: number, amount = 100_000n) =>
  reading((tx) =>
    authoriseBenefit(tx, COUNTY, {
      decision: `cases/case/${n}`,
      payee: accountKey('household', `W${n}`),
      limit: amount,
    }),
  );

export const heldInPool = () => reading((tx) => balanceOn(tx, COUNTY, POOL, plainDate('2018-12-31')));

export async function expectSoundBooks(): Promise<void> {
  expect((await reading((tx) => verifyLedger(tx, COUNTY))).faults).toEqual([]);
}
