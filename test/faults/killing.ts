import { type FSWatcher, watch as watchFiles } from 'node:fs';
import { join } from 'node:path';
import { openStore, type Db, sql } from '../../src/platform/index.ts';
import { MIGRATIONS } from '../../src/app/migrations.ts';
import { type Outcome, type RunningCommand, startTerrace } from '../cli.ts';
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

/** How a command went when it was last seen to its answer. */
interface Course {
  /** Changes it made to the files of the store. */
  readonly changes: number;
  /** Milliseconds from its first change (without files to watch: from its start) to its answer. */
  readonly toAnswer: number;
}

/**
 * Kills a command again and again at moments that matter, each time its whole process group: at a change of the
 * store's files, at a random time after the first of them, at one of the last changes, and on the answer itself.
 * Counting changes keeps the moments where they belong on a machine that is not equally fast all the time;
 * the files of a PostgreSQL server cannot be watched, and there all moments are times.
 */
export class Killer {
  readonly #random = seededRandom();
  readonly #files: string | undefined;
  #course: Course = { changes: 1, toAnswer: 1000 };
  #round = 0;

  constructor(place: StorePlace) {
    this.#files = place.directory && join(place.directory, 'postgres');
  }

  /** Runs the command to its end, to know how it goes undisturbed. */
  async rehearse(argv: readonly string[]): Promise<void> {
    const { code, stderr } = await this.#run(argv, () => {});
    if (code !== 0) throw new Error(`terrace ${argv.join(' ')}: exit ${code}: ${stderr}`);
  }

  /** Starts the command, kills it, and answers what it managed to say. */
  kill(argv: readonly string[]): Promise<Outcome> {
    const { changes, toAnswer } = this.#course;
    const share = this.#random();
    const way = this.#round++ % 4;
    return this.#run(argv, (command, watch) => {
      const killAfter = (milliseconds: number): void => void setTimeout(command.kill, milliseconds);
      if (way === 2) void command.answered.then(() => killAfter(30 * share));
      else if (way === 1 || !this.#files) watch.onFirst(() => killAfter(share * toAnswer));
      else watch.onChange(way === 0 ? 1 + share * changes : changes * (0.7 + 0.3 * share), command.kill);
    });
  }

  async #run(
    argv: readonly string[],
    disturb: (command: RunningCommand, watch: Watch) => void,
  ): Promise<Outcome> {
    const watch = new Watch(this.#files);
    const command = startTerrace(argv);
    disturb(command, watch);
    if (!this.#files) watch.count();
    const answered = await command.answered;
    if (answered !== undefined) this.#course = watch.course();
    const outcome = await command.done;
    watch.close();
    return outcome;
  }
}

/** Counts the changes of a folder's files; without a folder, the start is the only one. */
class Watch {
  readonly #watcher: FSWatcher | undefined;
  #changes = 0;
  #first = performance.now();
  #onFirst = (): void => {};
  #at = Infinity;
  #onChange = (): void => {};

  constructor(folder: string | undefined) {
    this.#watcher =
      folder === undefined ? undefined : watchFiles(folder, { recursive: true }, () => this.count());
  }

  onFirst(work: () => void): void {
    this.#onFirst = work;
  }

  onChange(at: number, work: () => void): void {
    this.#at = at;
    this.#onChange = work;
  }

  count(): void {
    this.#changes += 1;
    if (this.#changes === 1) {
      this.#first = performance.now();
      this.#onFirst();
    }
    if (this.#changes >= this.#at) this.#onChange();
  }

  course(): Course {
    return { changes: this.#changes, toAnswer: performance.now() - this.#first };
  }

  close(): void {
    this.#watcher?.close();
  }
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
export async function must(argv: readonly string[]): Promise<Outcome> {
  const outcome = await startTerrace(argv).done;
  if (outcome.code !== 0)
    throw new Error(`terrace ${argv.join(' ')}: exit ${outcome.code}: ${outcome.stderr}`);
  return outcome;
}
