import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { rmSync } from 'node:fs';
import { type Bilingual, Failure } from '../kernel/index.ts';
import type { ProgressFactory } from '../platform/index.ts';
import { keyReused } from '../access/index.ts';
import { fail } from './errors.ts';

/** How a long piece of work stands. */
export interface JobState<Kind extends string = string, Result = unknown> {
  readonly id: string;
  readonly kind: Kind;
  /** Name of its file, or what it is about otherwise. */
  readonly about: string;
  readonly started_at: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly title: string;
  readonly done: number;
  readonly total: number | null;
  readonly unit: string;
  /** What it answered, once done. */
  readonly result: Result | null;
  readonly failure: { readonly code: string; readonly message: Bilingual } | null;
}

/** A request that may come again, and what it said, as a hash. */
export interface Keyed {
  readonly key: string;
  readonly contentHash: string;
}

/** Whose work, of which kind, and by which request. */
export interface JobOrder<Kind extends string> {
  readonly owner: string;
  readonly kind: Kind;
  readonly about: string;
  readonly keyed: Keyed | undefined;
  /** File of refused rows. */
  readonly rejects?: string;
}

export interface Job {
  readonly owner: string;
  readonly keyed: Keyed | undefined;
  readonly changes: EventEmitter<{ change: [JobState] }>;
  /** File of refused rows, when it has refused any. */
  readonly rejects: string | undefined;
  state: JobState;
  isCancelled: boolean;
}

const KEPT_MS = 3_600_000;
const FAULT = {
  code: 'fault',
  message: { zh: '程序出错；没有保存任何内容。', en: 'Terrace failed; nothing was kept.' },
};

/**
 * Work that takes longer than a request should: it goes on when the connection breaks, says how far it is, and can be
 * cancelled. Jobs live as long as the server; what they wrote lives in the store.
 */
export class Jobs {
  readonly #jobs = new Map<string, Job>();

  /** Starts it, or answers the one that the same request has started. Fails with `access.key_reused`. */
  start<Kind extends string, Result>(
    order: JobOrder<Kind>,
    work: (progress: ProgressFactory) => Promise<Result>,
  ): JobState<Kind, Result> {
    const started = this.findStarted(order);
    if (started) return started;
    const { owner, kind, about, keyed, rejects } = order;
    const id = randomUUID();
    const empty = { done: 0, total: null, unit: '', title: '', result: null, failure: null };
    const job: Job = {
      owner,
      keyed,
      changes: new EventEmitter(),
      state: { id, kind, about, started_at: new Date().toISOString(), state: 'running', ...empty },
      rejects,
      isCancelled: false,
    };
    this.#jobs.set(id, job);
    void work(progressOf(job))
      .then((result) => this.#end(job, { state: 'done', result }))
      .catch((error: unknown) => this.#end(job, { state: 'failed', failure: failureOf(error) }));
    return job.state as JobState<Kind, Result>;
  }

  /** The job of a request that came before, unless it failed: nothing was kept of it, and it may be tried again. */
  findStarted<Kind extends string>({ owner, keyed }: JobOrder<Kind>): JobState<Kind, never> | undefined {
    if (!keyed) return undefined;
    const job = [...this.#jobs.values()].find(
      (each) => each.owner === owner && each.keyed?.key === keyed.key && each.state.state !== 'failed',
    );
    if (job && job.keyed?.contentHash !== keyed.contentHash) throw keyReused(keyed.key);
    return job?.state as JobState<Kind, never> | undefined;
  }

  /** Somebody's jobs, the latest first: those that run, and those that ended within the hour. */
  listOf(viewer: string): JobState[] {
    const own = [...this.#jobs.values()].filter(({ owner }) => owner === viewer);
    return own.map(({ state }) => state).reverse();
  }

  /** Fails with `job.unknown`, also for somebody else's. */
  get(id: string, viewer: string): Job {
    const job = this.#jobs.get(id);
    if (job?.owner !== viewer) throw fail('job.unknown', { job: id });
    return job;
  }

  /** Asks it to stop where it next says how far it is; what it had written is rolled back. */
  cancel(id: string, viewer: string): JobState {
    const job = this.get(id, viewer);
    job.isCancelled = true;
    return job.state;
  }

  #end(job: Job, outcome: Partial<JobState>): void {
    change(job, outcome);
    setTimeout(() => {
      this.#jobs.delete(job.state.id);
      if (job.rejects !== undefined) rmSync(job.rejects, { force: true });
    }, KEPT_MS).unref();
  }
}

function change(job: Job, news: Partial<JobState>): void {
  job.state = { ...job.state, ...news };
  job.changes.emit('change', job.state);
}

const progressOf =
  (job: Job): ProgressFactory =>
  (title, unit) => ({
    update: (done, total) => {
      if (job.isCancelled) throw fail('job.cancelled');
      change(job, { title, unit, done, total: total ?? null });
    },
    finish: () => {
      if (job.isCancelled) throw fail('job.cancelled');
    },
  });

function failureOf(error: unknown): NonNullable<JobState['failure']> {
  if (error instanceof Failure) return { code: error.code, message: error.sentence };
  process.stderr.write(`${(error as Error).stack ?? String(error)}\n`);
  return FAULT;
}
