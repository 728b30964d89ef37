import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fail } from './errors.ts';

/** Who holds a store directory; `socket` is where a server takes commands for it. */
export interface Holder {
  readonly pid: number;
  readonly command: string;
  readonly since: string;
  readonly socket?: string;
}

export interface StoreLock {
  readonly announce: (holder: Holder) => void;
  readonly release: () => void;
}

/**
 * Takes the directory for this process, or fails with `store.held` naming the holder.
 *
 * The lock is SQLite's exclusive file lock: the operating system drops it when the process dies, however it dies,
 * so that no stale lock is ever left. Two processes on one embedded database would lose each other's writes.
 */
export function lockStore(directory: string, command: string): StoreLock {
  mkdirSync(directory, { recursive: true });
  const holderFile = join(directory, 'holder.json');
  const lock = takeExclusive(join(directory, 'lock'));
  if (!lock) throw heldBy(directory, findHolder(directory));
  const announce = (holder: Holder): void => writeFileSync(holderFile, JSON.stringify(holder));
  announce({ pid: process.pid, command, since: new Date().toISOString() });
  return {
    announce,
    release: () => {
      rmSync(holderFile, { force: true });
      lock.close();
    },
  };
}

function takeExclusive(file: string): DatabaseSync | undefined {
  const database = new DatabaseSync(file);
  try {
    database.exec('pragma locking_mode = exclusive; begin exclusive');
    return database;
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === 5) return undefined;
    throw error;
  }
}

/** What the holder of a directory said of itself; undefined when it has not yet. */
export function findHolder(directory: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(join(directory, 'holder.json'), 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function heldBy(directory: string, holder: Holder | undefined) {
  const { command = 'another command', pid = 0, since = 'a moment ago' } = holder ?? {};
  return fail('store.held', { directory, command, pid, since });
}
