import { afterAll, beforeEach, beforeAll, expect, test } from 'vitest';
import { open } from '../../test/access.ts';
import { COUNTY, emptyStore } from '../../test/imports.ts';
import { testStore } from '../../test/store.ts';
import { sql, type Store, type Tx } from '../platform/index.ts';
import { act, within } from './index.ts';

/** Acts inside a running act: authorised and entered like others, kept with it or not at all. */

let store: Store;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await emptyStore(store.db);
  await sql`create table if not exists kept (what text)`.execute(store.db);
  await sql`delete from kept`.execute(store.db);
});

const note = (tx: Tx, what: string) => sql`insert into kept values (${what})`.execute(tx);
const kept = async () =>
  (await sql<{ what: string }>`select what from kept order by what`.execute(store.db)).rows;
const acting = (
  db: Parameters<typeof act>[0],
  what: string,
  more: { fails?: boolean; dryRun?: boolean; actor?: string } = {},
) =>
  act(
    db,
    {
      actor: more.actor ?? 'Li',
      action: 'test.act',
      countyCode: COUNTY,
      input: what,
      dryRun: more.dryRun ?? false,
    },
    async (tx) => {
      await note(tx, what);
      if (more.fails) throw new Error(what);
      return { result: what, summary: {} };
    },
  );

const outer = (work: (tx: Tx) => Promise<unknown>) =>
  act(store.db, { actor: 'Li', action: 'test.outer', countyCode: COUNTY, input: '' }, async (tx) => {
    await work(tx);
    return { result: undefined, summary: {} };
  });

test('what fails or is tried is undone alone; the rest is kept with the outer act', async () => {
  await outer(async (tx) => {
    const db = within(tx);
    await acting(db, 'first');
    await acting(db, 'tried', { dryRun: true });
    await expect(acting(db, 'failed', { fails: true })).rejects.toThrow('failed');
    await acting(db, 'last');
  });
  expect(await kept()).toEqual([{ what: 'first' }, { what: 'last' }]);
  const { rows } = await sql`select action from access.audit_entry where action like 'test.%'`.execute(
    store.db,
  );
  expect(rows).toHaveLength(3);
});

test('when the outer act fails nothing is kept', async () => {
  const failing = outer(async (tx) => {
    await acting(within(tx), 'inner');
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await kept()).toEqual([]);
});

test('role and county are asked for as everywhere', async () => {
  await open(store.db, 'Root', { role: 'administrator', countyCode: '000000' });
  const loading = act(
    store.db,
    { actor: 'Root', action: 'demo.load', countyCode: COUNTY, input: '' },
    async (tx) => ({ result: await acting(within(tx), 'x', { actor: 'Root' }), summary: {} }),
  );
  await expect(loading).rejects.toThrow(expect.objectContaining({ code: 'access.action_refused' }));
});
