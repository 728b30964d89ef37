import { cpSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { testStore, testStorePlace } from '../../test/store.ts';
import { MIGRATIONS } from '../app/migrations.ts';
import {
  connect,
  EmbeddedEngine,
  findHolder,
  lockStore,
  migrate,
  openStore,
  readMigrations,
  runScript,
  sql,
  type Store,
} from './index.ts';

describe('a store', () => {
  let store: Store;
  beforeAll(async () => {
    store = await testStore();
  });
  afterAll(() => store.close());

  test('every table and every column says what it is', async () => {
    const { rows } = await sql<{ place: string }>`
      select n.nspname || '.' || c.relname || coalesce('.' || a.attname, '') as place
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'p', 'v', 'm') and n.nspname !~ '^(pg_|information_schema)'
        and (col_description(c.oid, a.attnum) is null or obj_description(c.oid, 'pg_class') is null)`.execute(
      store.db,
    );
    expect(rows.map(({ place }) => place)).toEqual([]);
  });

  test('every table’s key begins with the county, but for reference and bookkeeping tables', async () => {
    // An account may be responsible in several counties: who may sign in is reference data, the same on every machine.
    const accounts = ['account', 'account_end', 'role', 'role_end', 'password', 'session', 'sign_in_attempt'];
    const cards = ['card_session', 'card_attempt'];
    const reference = [
      'registry.area',
      'registry.name_spelling',
      'feeds.import_run',
      'feeds.import_undo',
      'feeds.mapping',
      'access.scope_key',
      'access.guarded',
      ...[...accounts, ...cards].map((name) => `access.${name}`),
    ];
    const { rows } = await sql<{ place: string; columns: string }>`
      select n.nspname || '.' || c.relname as place,
        (select string_agg(a.attname, ',' order by array_position(k.conkey, a.attnum)) from pg_attribute a
          where a.attrelid = c.oid and a.attnum = any(k.conkey)) as columns
      from pg_constraint k
      join pg_class c on c.oid = k.conrelid
      join pg_namespace n on n.oid = c.relnamespace
      where k.contype = 'p' and n.nspname !~ '^(pg_|information_schema|platform$|policy$)'
        and n.nspname || '.' || c.relname <> all (${reference}::text[])`.execute(store.db);
    expect(rows.length).toBeGreaterThan(4);
    expect(rows.filter(({ columns }) => !/^county_code(,|$)/.test(columns))).toEqual([
      { place: 'feeds.expense', columns: 'record_no,county_code' },
    ]);
  });

  test('numbers, days and instants come as the same types on both engines', async () => {
    const { rows } =
      await sql`select 9007199254740993::bigint as big, date '2017-12-31' as day, 1.50::numeric as exact,
      timestamptz '2017-12-31 00:00:00+08' as instant, 7::int as small`.execute(store.db);
    expect(rows).toEqual([
      {
        big: 9_007_199_254_740_993n,
        day: '2017-12-31',
        exact: '1.50',
        instant: '2017-12-31 00:00:00+08',
        small: 7,
      },
    ]);
  });

  test('a transaction that throws leaves nothing, also while others run', async () => {
    const work = Array.from({ length: 8 }, (_, i) =>
      store.db
        .transaction()
        .execute(async (tx) => {
          await sql`insert into access.audit_entry (county_code, actor, action, input_hash, summary)
            values ('T', ${String(i)}, 'test', '', '{}')`.execute(tx);
          if (i % 2 === 1) throw new Error('changed my mind');
        })
        .catch(() => {}),
    );
    await Promise.all(work);
    const { rows } = await sql<{
      actor: string;
    }>`select actor from access.audit_entry where county_code = 'T' order by 1`.execute(store.db);
    expect(rows.map(({ actor }) => actor)).toEqual(['0', '2', '4', '6']);
  });

  test('migrating again does nothing; a changed or an unknown migration is refused', async () => {
    expect(await migrate(store.db, MIGRATIONS)).toEqual([]);
    const [first, ...others] = MIGRATIONS;
    await expect(
      migrate(store.db, [{ ...first!, script: `${first!.script} ` }, ...others]),
    ).rejects.toMatchObject({ code: 'store.altered' });
    await expect(migrate(store.db, others)).rejects.toMatchObject({
      code: 'store.newer',
      details: { migration: first!.name },
    });
  });

  test('a migration that fails leaves the store as it was', async () => {
    const broken = {
      name: '9999-broken',
      script: 'create schema half; create table half.made (); select 1/0;',
    };
    await expect(migrate(store.db, [...MIGRATIONS, broken])).rejects.toThrow(/division by zero/);
    const { rows } = await sql`select 1 from pg_namespace where nspname = 'half'`.execute(store.db);
    expect(rows).toEqual([]);
    expect(await migrate(store.db, MIGRATIONS)).toEqual([]);
  });
});

describe('migrations', () => {
  test('are read in the order of their numbers, from folders of any name', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'terrace-')), '我的 项目 100%');
    mkdirSync(folder);
    for (const name of ['0020-b.sql', '0010-a.sql', 'notes.md'])
      writeFileSync(join(folder, name), `-- ${name}`);
    const read = readMigrations([new URL(`${pathToFileURL(folder).href}/`)]);
    expect(read).toEqual([
      { name: '0010-a', script: '-- 0010-a.sql' },
      { name: '0020-b', script: '-- 0020-b.sql' },
    ]);
  });
});

describe('the lock of a directory', () => {
  test('admits one holder at a time and names it', () => {
    const directory = mkdtempSync(join(tmpdir(), 'terrace-lock-'));
    const lock = lockStore(directory, 'terrace first');
    expect(findHolder(directory)).toMatchObject({ pid: process.pid, command: 'terrace first' });
    expect(() => lockStore(directory, 'terrace second')).toThrow(/"terrace first"/);
    lock.release();
    expect(findHolder(directory)).toBeUndefined();
    lockStore(directory, 'terrace third').release();
  });

  test('what a dead holder left behind does not matter', () => {
    const directory = mkdtempSync(join(tmpdir(), 'terrace-lock-'));
    for (const [file, content] of [
      ['holder.json', '{"pid":1,"comm'],
      ['holder.json', '{"pid":1,"command":"terrace serve","since":"long ago","socket":"/nowhere"}'],
      ['lock', ''],
    ] as const) {
      writeFileSync(join(directory, file), content);
      const lock = lockStore(directory, 'terrace');
      expect(findHolder(directory)).toMatchObject({ pid: process.pid, command: 'terrace' });
      lock.release();
    }
  });
});

describe('opening', () => {
  const open = (location: { directory: string } | { url: string }) => openStore(location, MIGRATIONS, 'test');

  test('a directory that cannot be is refused', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'terrace-'));
    writeFileSync(join(folder, 'file'), 'x');
    await expect(open({ directory: join(folder, 'file') })).rejects.toMatchObject({
      code: 'store.unreachable',
    });
    await expect(open({ directory: join(folder, 'file', 'below') })).rejects.toMatchObject({
      code: 'store.unreachable',
    });
  });

  test.runIf(inject('template').engine === 'embedded')(
    'a damaged store is refused, and its lock is let go',
    async () => {
      const template = inject('template') as { directory: string };
      const directory = join(mkdtempSync(join(tmpdir(), 'terrace-')), 'store');
      cpSync(template.directory, directory, { recursive: true });
      writeFileSync(join(directory, 'postgres', 'global', 'pg_control'), 'nothing');
      await expect(open({ directory })).rejects.toMatchObject({ code: 'store.unreachable' });
      expect(existsSync(join(directory, 'holder.json'))).toBe(false);
      lockStore(directory, 'terrace').release();
    },
  );

  test.each([
    ['postgres://127.0.0.1:1/none', /127\.0\.0\.1:1\/none cannot be opened/],
    ['postgres://localhost:1/none', /ECONNREFUSED/],
    ['postgres://somebody:secret@nowhere.invalid/none', /nowhere\.invalid/],
    ['not an address', /cannot be opened/],
    ['postgres://[', /cannot be opened/],
    ['http://127.0.0.1:1/', /cannot be opened/],
  ])('the address %s is refused without its password', async (url, sentence) => {
    const failure = await open({ url }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'store.unreachable' });
    expect((failure as Error).message).toMatch(sentence);
    expect((failure as Error).message).not.toMatch(/secret|AggregateError/);
  });

  test.runIf(inject('template').engine === 'postgresql')(
    'a database that is not there and a setting of the server',
    async () => {
      const { options, remove } = await testStorePlace();
      const url = options[1]!;
      await expect(open({ url: `${url}_gone` })).rejects.toMatchObject({ code: 'store.unreachable' });
      const store = await open({ url });
      const name = new URL(url).pathname.slice(1);
      await store.db
        .transaction()
        .execute((tx) => runScript(tx, `alter database ${name} set datestyle = 'SQL, DMY'`));
      await store.close();
      const again = await open({ url });
      const { rows } = await sql`select date '2017-12-31' as day`.execute(again.db);
      await again.close();
      expect(rows).toEqual([{ day: '2017-12-31' }]);
      await remove();
    },
  );
});

test('a database that dies in its thread fails what waits for it, now and later', async () => {
  const engine = await EmbeddedEngine.open({});
  const db = connect(engine);
  await sql`select 1`.execute(db);
  const answer = sql`select pg_terminate_backend(pg_backend_pid())`.execute(db).then(
    () => 'answered',
    () => 'failed',
  );
  const late = new Promise((resolve) => setTimeout(resolve, 20_000, 'hangs'));
  expect(await Promise.race([answer, late])).not.toBe('hangs');
  const next = sql`select 1`.execute(db).then(
    () => 'answered',
    () => 'failed',
  );
  expect(await Promise.race([next, late])).not.toBe('hangs');
}, 40_000);
