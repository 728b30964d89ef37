import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { type Db, runScript } from './database.ts';
import { fail } from './errors.ts';

/** One forward-only step of the schema. The number at the start of its name orders it among all modules' steps. */
export interface Migration {
  readonly name: string;
  readonly script: string;
}

/** The migrations in the given folders, in order of their names. */
export function readMigrations(folders: readonly URL[]): Migration[] {
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.sql'))
      .map((name) => join(fileURLToPath(folder), name)),
  );
  return files
    .map((file) => ({ name: basename(file, '.sql'), script: readFileSync(file, 'utf8') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export const migrationHash = (migration: Migration): string =>
  createHash('sha256').update(migration.script).digest('hex');

const BOOKKEEPING = `
  create schema if not exists platform;
  create table if not exists platform.migration (
    name text primary key,
    hash text not null,
    applied_at timestamptz not null default now());
  comment on table platform.migration is 'Steps of the schema that ran here. A reference table.';
  comment on column platform.migration.name is 'Name of the file, without its ending.';
  comment on column platform.migration.hash is 'SHA-256 of the file; an applied step never changes.';
  comment on column platform.migration.applied_at is 'When it ran.';
`;

/** Brings the store to the newest schema in one transaction. Answers the names of the steps it took. */
export async function migrate(db: Db, migrations: readonly Migration[]): Promise<string[]> {
  return db.transaction().execute(async (tx) => {
    await runScript(tx, BOOKKEEPING);
    // Two servers that start together must not both migrate.
    await sql`lock table platform.migration in exclusive mode`.execute(tx);
    const applied = await appliedHashes(tx);
    refuseStrangers(applied, migrations);
    const open = migrations.filter(({ name }) => !applied.has(name));
    for (const step of open) {
      await runScript(tx, step.script);
      await sql`insert into platform.migration (name, hash) values (${step.name}, ${migrationHash(step)})`.execute(
        tx,
      );
    }
    return open.map(({ name }) => name);
  });
}

async function appliedHashes(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{
    name: string;
    hash: string;
  }>`select name, hash from platform.migration`.execute(db);
  return new Map(rows.map(({ name, hash }) => [name, hash]));
}

function refuseStrangers(applied: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const known = new Map(migrations.map((step) => [step.name, migrationHash(step)]));
  for (const [name, hash] of applied) {
    if (!known.has(name)) throw fail('store.newer', { migration: name });
    if (known.get(name) !== hash) throw fail('store.altered', { migration: name });
  }
}
