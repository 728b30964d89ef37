import { afterAll, beforeAll, expect, test } from 'vitest';
import { testStore } from '../../test/store.ts';
import { runScript, sql, type Store, type Tx } from './index.ts';
import { Statements } from './statements.ts';

test('a statement has a name from its second time on, the same for ever', () => {
  const statements = new Statements();
  const names = ['select 1', 'select 2', 'select 1', 'select 1', 'select 2'].map((text) =>
    statements.nameOf(text),
  );
  expect(names).toEqual([undefined, undefined, 'terrace_1', 'terrace_1', 'terrace_2']);
});

test('what is not planned gets none', () => {
  const statements = new Statements();
  for (const text of ['begin', 'commit', 'create temporary table t as select 1', 'selected'])
    expect([statements.nameOf(text), statements.nameOf(text)]).toEqual([undefined, undefined]);
});

test('texts without end get no names without end', () => {
  const statements = new Statements();
  for (let n = 0; n < 2000; n++) for (const _ of [1, 2]) statements.nameOf(`select ${n}`);
  expect(statements.nameOf('select 499')).toBe('terrace_500');
  expect(statements.nameOf('select 1999')).toBeUndefined();
});

let store: Store;
beforeAll(async () => {
  store = await testStore();
  const open = (tx: Tx) => runScript(tx, 'create schema s; create table s.row (no int, words text)');
  await store.db.transaction().execute(open);
});
afterAll(() => store.close());

test('a statement that comes again takes other values and says what it did', async () => {
  for (let no = 1; no <= 8; no++) {
    const words = no % 2 === 0 ? null : `row ${no}`;
    const added = await sql`insert into s.row values (${no}, ${words})`.execute(store.db);
    expect(added).toMatchObject({ numAffectedRows: 1n, rows: [] });
    const read = await sql`select no, words, count(*) over () as all from s.row where no = ${no}`.execute(
      store.db,
    );
    expect(read.rows).toEqual([{ no, words, all: 1n }]);
  }
});

test('a refused value spoils neither the statement nor the session', async () => {
  const ask = (no: string) =>
    sql<{ no: number }>`select no from s.row where no = ${no}::int`.execute(store.db);
  for (const _ of [1, 2, 3]) {
    expect((await ask('3')).rows).toEqual([{ no: 3 }]);
    await expect(ask('three')).rejects.toMatchObject({ code: '22P02' });
  }
});

test('a temporary table that is made again, with other columns, is read as it is', async () => {
  for (const column of ['1 as a', '1 as a', '1 as a', "'x' as b, 2 as c"]) {
    const rows = await store.db.transaction().execute(async (tx) => {
      await runScript(tx, `create temporary table made on commit drop as select ${column}`);
      return (await sql`select to_jsonb(m) as row from made m`.execute(tx)).rows;
    });
    expect(rows).toEqual([{ row: column === '1 as a' ? { a: 1 } : { b: 'x', c: 2 } }]);
  }
});
