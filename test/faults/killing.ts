import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStore, type Db, sql } from '../../src/platform/index.ts';
import { MIGRATIONS } from '../../src/app/migrations.ts';
import { type Outcome, startTerrace } from '../cli.ts';
import { SEED } from '../properties.ts';
import type { StorePlace } from '../store.ts';

/** TERRACE_FAULTS=long kills more often, in larger files. */
export const IS_LONG = process.env['TERRACE_FAULTS'] === 'long';

/** Random moments that are the same in every run (mulberry32). */
function seededRandom(seed = SEED): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Where a command is killed. */
export type Moment =
  /** Before it sends request n to its database; n + 0.5: while the database works on it. */
  | { readonly request: number }
  /** So many milliseconds after its first word on stdout. */
  | { readonly afterAnswer: number }
  /** At this share of the time it takes. */
  | { readonly share: number };

/** Kills one command again and again, each time its whole process group. */
export class Killer {
  readonly #folder: string;
  #milliseconds = 1000;
  /** How many requests the command sends to its database. */
  requests = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Runs the command to its end, to know how it goes undisturbed. */
  async rehearse(argv: readonly string[]): Promise<void> {
    const file = join(this.#folder, 'requests');
    const started = performance.now();
    const { code, stderr } = await startTerrace(argv, { preload: DIE_AT, env: { TERRACE_DIE_COUNT: file } })
      .done;
    if (code !== 0) throw new Error(`terrace ${argv.join(' ')}: exit ${code}: ${stderr}`);
    this.#milliseconds = performance.now() - started;
    this.requests = Number(readFileSync(file, 'utf8'));
  }

  /** Starts the command, kills it, and answers what it managed to say. */
  async kill(argv: readonly string[], moment: Moment): Promise<Outcome> {
    if ('request' in moment)
      return startTerrace(argv, { preload: DIE_AT, env: { TERRACE_DIE_AT: String(moment.request) } }).done;
    const command = startTerrace(argv);
    if ('afterAnswer' in moment) await command.answered;
    await sleep('share' in moment ? moment.share * this.#milliseconds : moment.afterAnswer);
    command.kill();
    return command.done;
  }

  /**
   * Moments of all sorts, the same in every run: some by chance, and one before each of the last requests, where
   * a command commits; in a long run before every request.
   */
  moments(isLong: boolean): Moment[] {
    const random = seededRandom();
    const chances = Array.from({ length: isLong ? 16 : 4 }, (_, i): Moment => {
      const share = random();
      if (i % 4 === 0) return { request: 1 + Math.floor(share * this.requests) };
      if (i % 4 === 1) return { request: 1.5 + Math.floor(share * this.requests) };
      return i % 4 === 2 ? { afterAnswer: 30 * share } : { share };
    });
    const first = isLong ? 1 : Math.max(1, this.requests - 6);
    const inOrder = Array.from({ length: this.requests - first + 1 }, (_, i): Moment => ({
      request: first + i,
    }));
    return [...chances, ...inOrder];
  }
}

const DIE_AT = new URL('./die-at.ts', import.meta.url).href;

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

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
export async function must(argv: readonly string[]): Promise<Outcome> {
  const outcome = await startTerrace(argv).done;
  if (outcome.code !== 0)
    throw new Error(`terrace ${argv.join(' ')}: exit ${outcome.code}: ${outcome.stderr}`);
  return outcome;
}
