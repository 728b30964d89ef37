import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type Transaction,
} from 'kysely';
import type { Connection, Engine } from './engine.ts';

/** A database handle. Statements are written with Kysely's `sql` tag; see STYLE.md. */
export type Db = Kysely<object>;

/** A running transaction: the required first argument of every store function. */
export type Tx = Transaction<object>;

export function connect(engine: Engine): Db {
  return new Kysely<object>({ dialect: dialectOf(engine) });
}

/** Whole rows in COPY text format, and the table with its columns they belong in. */
export interface CopyBlock {
  readonly target: string;
  readonly rows: Uint8Array;
}

/**
 * Loads blocks of rows, each into its table. Answers the number of rows by target.
 * One block is loaded while the next is made, and `blocks` may use the transaction itself.
 */
export async function copyBlocks(
  tx: Tx,
  blocks: AsyncIterable<CopyBlock>,
): Promise<ReadonlyMap<string, number>> {
  const loaded = new Map<string, number>();
  let inFlight = Promise.resolve();
  const load = async ({ target, rows }: CopyBlock): Promise<void> => {
    const count = await copyBlock(tx, target, rows);
    loaded.set(target, (loaded.get(target) ?? 0) + count);
  };
  for await (const block of blocks) {
    await inFlight;
    inFlight = load(block);
    // A refusal is raised by the next await; until then it must not count as unhandled.
    inFlight.catch(() => {});
  }
  await inFlight;
  return loaded;
}

async function copyBlock(tx: Tx, target: string, block: Uint8Array): Promise<number> {
  const { numAffectedRows } = await tx.executeQuery(CompiledQuery.raw(target, [new CopyIn(block)]));
  return Number(numAffectedRows ?? 0n);
}

/** The rows of a query in COPY text format: tab-separated, `\N` for null; far cheaper than row objects. */
export async function copyOut(tx: Tx, query: string): Promise<Uint8Array> {
  const { rows } = await tx.executeQuery(CompiledQuery.raw(query, [new CopyOut()]));
  return (rows[0] as { bytes: Uint8Array }).bytes;
}

/** Several statements without parameters. */
export async function runScript(tx: Tx, script: string): Promise<void> {
  await tx.executeQuery(CompiledQuery.raw(script, [new Script()]));
}

class CopyIn {
  readonly block: Uint8Array;
  constructor(block: Uint8Array) {
    this.block = block;
  }
}
class CopyOut {}
class Script {}

const dialectOf = (engine: Engine): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new EngineDriver(engine),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
});

class EngineDriver implements Driver {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return new EngineConnection(await this.#engine.acquire());
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async savepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`savepoint ${name}`));
  }

  async rollbackToSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`rollback to savepoint ${name}`));
  }

  async releaseSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`release savepoint ${name}`));
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    await this.#engine.release((connection as EngineConnection).connection);
  }

  destroy(): Promise<void> {
    return this.#engine.close();
  }
}

class EngineConnection implements DatabaseConnection {
  readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  async executeQuery<Row>(compiled: CompiledQuery): Promise<{ rows: Row[]; numAffectedRows?: bigint }> {
    const { sql, parameters } = compiled;
    const order = parameters[0];
    if (order instanceof CopyIn) {
      const rows = await this.connection.copyIn(sql, order.block);
      return { rows: [], numAffectedRows: BigInt(rows) };
    }
    if (order instanceof CopyOut) return { rows: [{ bytes: await this.connection.copyOut(sql) } as Row] };
    if (order instanceof Script) {
      await this.connection.script(sql);
      return { rows: [] };
    }
    const { rows, affected } = await this.connection.query(sql, parameters);
    return { rows: rows as Row[], numAffectedRows: BigInt(affected) };
  }

  // oxlint-disable-next-line require-yield -- large answers leave through copyOut instead
  async *streamQuery<Row>(): AsyncIterableIterator<{ rows: Row[] }> {
    throw new Error('Rows are not streamed; use copyOut.');
  }
}
