import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import type { Db, Tx } from './database.ts';

/**
 * A handle whose transactions happen inside a running one, as savepoints: what several of them do is kept together or
 * not at all. `afterEach` runs at the end of each that is kept. One at a time; settings made for one last to the end of
 * the running transaction unless `afterEach` takes them back.
 */
export function joined(tx: Tx, afterEach: (tx: Tx) => Promise<void> = async () => {}): Db {
  return new Kysely<object>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new JoinedDriver(tx, afterEach),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

class JoinedDriver implements Driver {
  readonly #tx: Tx;
  readonly #afterEach: (tx: Tx) => Promise<void>;

  constructor(tx: Tx, afterEach: (tx: Tx) => Promise<void>) {
    this.#tx = tx;
    this.#afterEach = afterEach;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const tx = this.#tx;
    return {
      executeQuery: (compiled) => tx.executeQuery(compiled) as never,
      // oxlint-disable-next-line require-yield -- as on the engines themselves
      async *streamQuery() {
        throw new Error('Rows are not streamed; use copyOut.');
      },
    };
  }

  async beginTransaction(): Promise<void> {
    await this.#run('savepoint joined');
  }

  async commitTransaction(): Promise<void> {
    await this.#afterEach(this.#tx);
    await this.#run('release savepoint joined');
  }

  async rollbackTransaction(): Promise<void> {
    await this.#run('rollback to savepoint joined');
    await this.#run('release savepoint joined');
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {}

  async #run(statement: string): Promise<void> {
    await this.#tx.executeQuery(CompiledQuery.raw(statement));
  }
}
