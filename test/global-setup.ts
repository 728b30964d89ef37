import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { connect, EmbeddedEngine, migrate, PostgresEngine } from '../src/platform/index.ts';
import { MIGRATIONS } from '../src/app/migrations.ts';

/** Where a test file finds a migrated store to copy. */
export type Template =
  | { readonly engine: 'embedded'; readonly snapshot: string; readonly directory: string }
  | { readonly engine: 'postgresql'; readonly server: string; readonly database: string };

declare module 'vitest' {
  interface ProvidedContext {
    template: Template;
  }
}

/** Migrates once; every test file starts from a copy. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = process.env['TERRACE_TEST_DATABASE'];
  const { template, remove } = server ? await postgresTemplate(server) : await embeddedTemplate();
  provide('template', template);
  return remove;
}

interface Prepared {
  readonly template: Template;
  readonly remove: () => Promise<void>;
}

async function embeddedTemplate(): Promise<Prepared> {
  const folder = mkdtempSync(join(tmpdir(), 'terrace-test-'));
  const directory = join(folder, 'store');
  mkdirSync(join(directory, 'postgres'), { recursive: true });
  const engine = await EmbeddedEngine.open({ directory: join(directory, 'postgres') });
  await migrate(connect(engine), MIGRATIONS);
  const snapshot = join(folder, 'snapshot.tar');
  writeFileSync(snapshot, await engine.snapshot());
  await engine.close();
  return {
    template: { engine: 'embedded', snapshot, directory },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function postgresTemplate(server: string): Promise<Prepared> {
  const database = `terrace_template_${process.pid}`;
  await administer(server, [`drop database if exists ${database}`, `create database ${database}`]);
  const db = connect(new PostgresEngine(databaseUrl(server, database)));
  await migrate(db, MIGRATIONS);
  await db.destroy();
  return {
    template: { engine: 'postgresql', server, database },
    remove: () => administer(server, [`drop database if exists ${database} with (force)`]),
  };
}

/** Runs statements that no transaction may hold, as the server's administrator. */
export async function administer(server: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

export function databaseUrl(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
