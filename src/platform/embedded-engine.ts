import { Worker } from 'node:worker_threads';
import type { Connection, Engine, QueryAnswer } from './engine.ts';
import type { ThreadFault, ThreadReply, ThreadRequest, ThreadStart } from './embedded-thread.ts';

/** PostgreSQL compiled to WebAssembly, in a thread of this process. It has one session: callers take turns. */
export class EmbeddedEngine implements Engine, Connection {
  readonly name = 'embedded';
  readonly #worker: Worker;
  readonly #waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  #lastId = 0;
  #fault: Error | undefined;
  #turn: Promise<void> = Promise.resolve();
  #endTurn: () => void = () => {};

  /** Opens the database in `directory`, or one in memory, optionally from a snapshot. */
  static async open(start: Partial<ThreadStart>): Promise<EmbeddedEngine> {
    const engine = new EmbeddedEngine({ directory: start.directory, snapshot: start.snapshot });
    await engine.#ready();
    return engine;
  }

  private constructor(start: ThreadStart) {
    this.#worker = new Worker(new URL('./embedded-thread.ts', import.meta.url), { workerData: start });
    this.#worker.on('message', (reply: ThreadReply) => this.#settle(reply));
    this.#worker.on('error', (error: Error) => this.#abandon(error));
    this.#worker.on('exit', () => this.#abandon(new Error('the embedded database stopped')));
  }

  async acquire(): Promise<Connection> {
    const before = this.#turn;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#turn = promise;
    await before;
    this.#endTurn = resolve;
    return this;
  }

  release(): Promise<void> {
    this.#endTurn();
    return Promise.resolve();
  }

  query(sql: string, parameters: readonly unknown[]): Promise<QueryAnswer> {
    return this.#send({ op: 'query', sql, parameters }) as Promise<QueryAnswer>;
  }

  async script(sql: string): Promise<void> {
    await this.#send({ op: 'script', sql });
  }

  copyIn(target: string, block: Uint8Array): Promise<number> {
    return this.#send({ op: 'copyIn', target, block }) as Promise<number>;
  }

  copyOut(query: string): Promise<Uint8Array> {
    return this.#send({ op: 'copyOut', query }) as Promise<Uint8Array>;
  }

  /** The whole database as one file, for tests that start from a migrated store. */
  snapshot(): Promise<Uint8Array> {
    return this.#send({ op: 'snapshot' }) as Promise<Uint8Array>;
  }

  async close(): Promise<void> {
    if (!this.#fault) await this.#send({ op: 'close' });
    await this.#worker.terminate();
  }

  #ready(): Promise<unknown> {
    return new Promise((resolve, reject) => this.#waiting.set(0, { resolve, reject }));
  }

  #send(request: ThreadRequest): Promise<unknown> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      // A dead thread answers nobody: the rollback after its death must not wait for ever.
      if (this.#fault) return reject(this.#fault);
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, request });
    });
  }

  #settle({ id, result, fault }: ThreadReply): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (fault) waiting?.reject(databaseError(fault));
    else waiting?.resolve(result);
  }

  #abandon(error: Error): void {
    this.#fault ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

function databaseError({ message, ...fields }: ThreadFault): Error {
  return Object.assign(new Error(message), fields);
}
