import { once } from 'node:events';
import { openStore, type Db, sql } from '../../src/platform/index.ts';
import { MIGRATIONS } from '../../src/app/migrations.ts';
import { type Outcome, startTerrace } from '../cli.ts';
import { SEED } from '../properties.ts';
import type { StorePlace } from '../store.ts';

/** TERRACE_FAULTS=long kills more often, in larger files. */
export const IS_LONG = process.env['TERRACE_FAULTS'] === 'long';

/** Random moments that are the same in every run (mulberry32). */
export function seededRandom(seed = SEED): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** When to kill: so many milliseconds after the start, or so many after the first word on stdout. */
export type Moment = { readonly afterStart: number } | { readonly afterAnswer: number };

/**
 * A third of the kills anywhere, a third shortly before the answer, a third on it.
 * `usual` is how long the command takes undisturbed.
 */
export function momentOf(round: number, random: () => number, usual: number): Moment {
  if (round % 3 === 0) return { afterStart: usual * random() };
  if (round % 3 === 1) return { afterStart: usual * (0.8 + 0.25 * random()) };
  return { afterAnswer: 30 * random() };
}

/** Starts the command and kills its whole process group at the moment; answers what it managed to say. */
export async function killedAt(moment: Moment, argv: readonly string[]): Promise<Outcome> {
  const command = startTerrace(argv);
  const answered = once(command.child.stdout!, 'data').catch(() => {});
  const wait = 'afterStart' in moment ? Promise.resolve() : Promise.race([answered, command.done]);
  await wait;
  await new Promise((resolve) =>
    setTimeout(resolve, 'afterStart' in moment ? moment.afterStart : moment.afterAnswer),
  );
  command.kill();
  return command.done;
}

/** True when the whole answer came out, after which nothing may be lost. */
export function isAcknowledged({ stdout }: Outcome): boolean {
  try {
    JSON.parse(stdout);
    return true;
  } catch {
    return false;
  }
}

/** Opens the store as any next command does: a stale lock or a damaged file would show here. */
export async function inspect<Result>(place: StorePlace, look: (db: Db) => Promise<Result>): Promise<Result> {
  const [option, value] = place.options;
  const location = option === '--data' ? { directory: value! } : { url: value! };
  const store = await openStore(location, MIGRATIONS, 'inspection');
  try {
    if (store.engine === 'postgresql') await othersGone(store.db);
    return await look(store.db);
  } finally {
    await store.close();
  }
}

/** A PostgreSQL server goes on for a moment after its client died; what it then ends is not seen too early. */
async function othersGone(db: Db): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const { rows } = await sql`select 1 from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`.execute(
      db,
    );
    if (rows.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('a killed command still has a session on the server');
}

/** Runs a command to its end, which must be a good one. */
export async function must(argv: readonly string[]): Promise<Outcome & { readonly milliseconds: number }> {
  const started = performance.now();
  const outcome = await startTerrace(argv).done;
  if (outcome.code !== 0)
    throw new Error(`terrace ${argv.join(' ')}: exit ${outcome.code}: ${outcome.stderr}`);
  return { ...outcome, milliseconds: performance.now() - started };
}
