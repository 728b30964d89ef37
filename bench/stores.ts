import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { MIGRATIONS } from '../src/app/migrations.ts';
import { connect, type Db, EmbeddedEngine, migrate, PostgresEngine, sql } from '../src/platform/index.ts';
import type { Bench } from './model.ts';
import { Profile, watched } from './profile.ts';

/** A migrated, empty store whose statements are timed. */
export interface BenchStore {
  readonly db: Db;
  readonly profile: Profile;
  /** Where another process finds it; the embedded engine has one process. */
  readonly url: string | undefined;
  readonly close: () => Promise<void>;
}

let lastNumber = 0;
const open = new Set<BenchStore>();

/** After a fault or an interruption: an open engine would keep the process alive, and its database in the server. */
export async function closeStores(): Promise<void> {
  await Promise.allSettled([...open].map((store) => store.close()));
}

export async function openBenchStore(bench: Bench): Promise<BenchStore> {
  const profile = new Profile();
  const { engine, url, remove } =
    bench.engine === 'embedded' ? await embedded(bench.folder) : await postgres();
  const db = connect(watched(engine, profile));
  const close = async (): Promise<void> => {
    if (!open.delete(store)) return;
    await db.destroy();
    await remove();
  };
  const store: BenchStore = { db, profile, url, close };
  open.add(store);
  await migrate(db, MIGRATIONS);
  await sql`create schema bench`.execute(db);
  return store;
}

async function embedded(folder: string) {
  const directory = mkdtempSync(join(folder, 'store-'));
  const engine = await EmbeddedEngine.open({ directory });
  return { engine, url: undefined, remove: async () => rmSync(directory, { recursive: true, force: true }) };
}

/** Address of a server where databases may be created: with-postgres.ts hands in the second. */
export const serverAddress = (): string | undefined =>
  process.env['DATABASE_URL'] ?? process.env['TERRACE_TEST_DATABASE'];

async function postgres() {
  const server = serverAddress();
  if (server === undefined) throw new Error('DATABASE_URL is not set');
  const database = `terrace_bench_${process.pid}_${++lastNumber}`;
  await administer(server, `create database ${database}`);
  const url = new URL(server);
  url.pathname = `/${database}`;
  return {
    engine: new PostgresEngine(url.href),
    url: url.href,
    remove: () => administer(server, `drop database if exists ${database} with (force)`),
  };
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** Starts every measured step from the same state of the log; without the right to do so it is left alone. */
export async function settle(db: Db): Promise<void> {
  await sql`checkpoint`.execute(db).catch(() => {});
}

/** Name and version of the engine, and whether a commit waits for the disk. */
export async function describeEngine(db: Db): Promise<string> {
  const { rows } = await sql<{ version: string; fsync: string }>`
    select version() as version, current_setting('fsync') as fsync`.execute(db);
  const { version, fsync } = rows[0]!;
  const short = /^PostgreSQL [\d.]+(?: \(PGlite [\d.]+\))?/.exec(version)?.[0] ?? version;
  return `${short}, fsync ${fsync}`;
}
