import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MIGRATIONS } from '../../src/app/migrations.ts';
import { migrationHash } from '../../src/platform/index.ts';
import { ROOT } from './sources.ts';

const LOCK = join(ROOT, 'src', 'app', 'migrations.lock.json');

type Lock = Readonly<Record<string, string>>;

const readLock = (): Lock => (existsSync(LOCK) ? (JSON.parse(readFileSync(LOCK, 'utf8')) as Lock) : {});

/** A migration that ran somewhere never changes: its hash stands in the lock. */
export function migrationFaults(): string[] {
  const lock = readLock();
  const now = new Map(MIGRATIONS.map((step) => [step.name, migrationHash(step)]));
  const numbers = MIGRATIONS.map(({ name }) => name.split('-')[0]!);
  return [
    ...Object.entries(lock)
      .filter(([name, hash]) => now.get(name) !== hash)
      .map(
        ([name]) => `migration ${name} was ${now.has(name) ? 'changed' : 'removed'}: add a new one instead`,
      ),
    ...[...now.keys()]
      .filter((name) => !(name in lock))
      .map((name) => `migration ${name} is not in the lock: run "node scripts/tidy.ts --write"`),
    ...numbers
      .filter((number, i) => numbers.indexOf(number) < i)
      .map((number) => `two migrations have the number ${number}`),
  ];
}

/** Adds new migrations; what is locked stays as it is. */
export function lockMigrations(): void {
  const lock = {
    ...Object.fromEntries(MIGRATIONS.map((step) => [step.name, migrationHash(step)])),
    ...readLock(),
  };
  const sorted = Object.fromEntries(Object.entries(lock).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(LOCK, `${JSON.stringify(sorted, null, 2)}\n`);
}
