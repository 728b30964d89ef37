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
 * not at all. One at a time; settings made for one last to the end of the running transaction.
 */
export function joined(tx: Tx): Db {
  return new Kysely<object>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new JoinedDriver(tx),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

class JoinedDriver implements Driver {
  readonly #tx: Tx;

  constructor(tx: Tx) {
    this.#tx = tx;
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
