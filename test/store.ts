import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { connect, type Db, EmbeddedEngine, PostgresEngine, type Store } from '../src/platform/index.ts';
import { administer, databaseUrl } from './global-setup.ts';

let lastNumber = 0;

/**
 * A migrated, empty store of its own: in memory on the embedded engine, a database of its own on PostgreSQL.
 * Its `db` and `engine` are those of the run; close it in `afterAll`.
 *
 * @example
 * let store: Store;
 * beforeAll(async () => { store = await testStore(); });
 * afterAll(() => store.close());
 */
export async function testStore(): Promise<Store> {
  const template = inject('template');
  if (template.engine === 'embedded') {
    const snapshot = readFileSync(template.snapshot);
    return storeOn(connect(await EmbeddedEngine.open({ snapshot })), 'embedded', async () => {});
  }
  const { url, remove } = await copyDatabase(template.server, template.database);
  return storeOn(connect(new PostgresEngine(url)), 'postgresql', remove);
}

function storeOn(db: Db, engine: Store['engine'], remove: () => Promise<void>): Store {
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= db.destroy().then(remove));
  return { db, engine, label: 'a store of the tests', announce: () => {}, close };
}

/** A migrated, empty store that any process can open. */
export interface StorePlace {
  /** The options that make a command use it. */
  readonly options: readonly string[];
  /** Its directory; undefined on PostgreSQL. */
  readonly directory: string | undefined;
  readonly remove: () => Promise<void>;
}

/** As `testStore`, but on disk (or as a database), for tests that start real processes. */
export async function testStorePlace(): Promise<StorePlace> {
  const template = inject('template');
  if (template.engine === 'postgresql') {
    const { url, remove } = await copyDatabase(template.server, template.database);
    return { options: ['--database', url], directory: undefined, remove };
  }
  const folder = mkdtempSync(join(tmpdir(), 'terrace-store-'));
  const directory = join(folder, 'store');
  cpSync(template.directory, directory, { recursive: true });
  return {
    options: ['--data', directory],
    directory,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function copyDatabase(
  server: string,
  template: string,
): Promise<{ url: string; remove: () => Promise<void> }> {
  const database = `terrace_test_${process.pid}_${++lastNumber}`;
  await administer(server, [
    `drop database if exists ${database} with (force)`,
    `create database ${database} template ${template}`,
  ]);
  return {
    url: databaseUrl(server, database),
    remove: () => administer(server, [`drop database if exists ${database} with (force)`]),
  };
}
