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

/**
 * Kills a command again and again at moments that matter, each time its whole process group: a quarter anywhere,
 * half in the last third before its answer, where it commits, and a quarter on the answer itself.
 */
export class Killer {
  readonly #random = seededRandom();
  /** Milliseconds to the answer, as last seen: a machine that others use is not equally fast all the time. */
  #toAnswer: number;
  #round = 0;

  constructor(toAnswer: number) {
    this.#toAnswer = toAnswer;
  }

  /** Starts the command, kills it, and answers what it managed to say. */
  async kill(argv: readonly string[]): Promise<Outcome> {
    const command = startTerrace(argv);
    const share = [this.#random(), 0.65 + 0.35 * this.#random(), undefined, 0.65 + 0.35 * this.#random()][
      this.#round++ % 4
    ];
    if (share === undefined) await command.answered;
    await sleep(share === undefined ? 30 * this.#random() : share * this.#toAnswer);
    command.kill();
    this.#toAnswer = (await command.answered) ?? this.#toAnswer;
    return command.done;
  }
}

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
export async function must(argv: readonly string[]): Promise<Outcome & { readonly toAnswer: number }> {
  const command = startTerrace(argv);
  const outcome = await command.done;
  if (outcome.code !== 0)
    throw new Error(`terrace ${argv.join(' ')}: exit ${outcome.code}: ${outcome.stderr}`);
  return { ...outcome, toAnswer: (await command.answered) ?? 0 };
}
