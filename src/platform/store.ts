import { mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { connect, type Db } from './database.ts';
import { EmbeddedEngine } from './embedded-engine.ts';
import type { Engine } from './engine.ts';
import { fail } from './errors.ts';
import { type Holder, lockStore, type StoreLock } from './lock.ts';
import { migrate, type Migration } from './migrations.ts';
import { PostgresEngine } from './postgres-engine.ts';

/** Where the data is: a directory for the embedded engine, or the address of a PostgreSQL database. */
export type StoreLocation = { readonly directory: string } | { readonly url: string };

export interface Store {
  readonly db: Db;
  readonly engine: Engine['name'];
  /** For people: the directory, or the address without its password. */
  readonly label: string;
  /** Says where this process takes commands for the store. Does nothing on PostgreSQL, which needs no holder. */
  readonly announce: (holder: Holder) => void;
  readonly close: () => Promise<void>;
}

/**
 * Opens and migrates a store.
 * Fails with `store.held`, `store.unreachable`, `store.newer` or `store.altered`.
 */
export async function openStore(
  location: StoreLocation,
  migrations: readonly Migration[],
  command: string,
): Promise<Store> {
  const opened =
    'url' in location ? openPostgres(location.url) : await openDirectory(location.directory, command);
  try {
    await migrate(opened.db, migrations);
    return opened;
  } catch (error) {
    await opened.close();
    throw isConnectionFault(error) ? unreachable(opened.label, error) : error;
  }
}

function openPostgres(url: string): Store {
  const engine = new PostgresEngine(url);
  const db = connect(engine);
  return {
    db,
    engine: engine.name,
    label: withoutPassword(url),
    announce: () => {},
    close: () => db.destroy(),
  };
}

async function openDirectory(directory: string, command: string): Promise<Store> {
  const path = resolve(directory);
  const lock = lockDirectory(path, command);
  try {
    const files = join(path, 'postgres');
    mkdirSync(files, { recursive: true });
    const engine = await EmbeddedEngine.open({ directory: files });
    const db = connect(engine);
    const close = async (): Promise<void> => {
      await db.destroy();
      lock.release();
    };
    return { db, engine: engine.name, label: path, announce: lock.announce, close };
  } catch (error) {
    lock.release();
    throw unreachable(path, error);
  }
}

function lockDirectory(path: string, command: string): StoreLock {
  try {
    return lockStore(path, command);
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    throw code.startsWith('E') ? unreachable(path, error) : error;
  }
}

/** True when nothing has been stored in the directory yet, so that a first start can say so before it waits. */
export function isFreshDirectory(directory: string): boolean {
  try {
    return readdirSync(join(directory, 'postgres')).length === 0;
  } catch {
    return true;
  }
}

const isConnectionFault = (error: unknown): boolean =>
  /^(E[A-Z]+|ERR_INVALID_URL|08\w{3}|28\w{3}|3D000|42501|57P03)$/.test(
    (error as { code?: string }).code ?? '',
  ) || /timeout|terminated/i.test((error as Error).message);

const unreachable = (location: string, error: unknown) =>
  fail('store.unreachable', { location, reason: (error as Error).message || String(error) });

function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    return `${parsed.protocol}//${parsed.host}${parsed.pathname}`;
  } catch {
    return 'PostgreSQL';
  }
}
