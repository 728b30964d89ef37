import { Pool, type PoolClient, types } from 'pg';
import * as copy from 'pg-copy-streams';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type Connection, type Engine, type QueryAnswer, SESSION_SETTINGS, TYPE_PARSERS } from './engine.ts';
import { Statements } from './statements.ts';

/** PostgreSQL 15 or newer behind a small pool. */
export class PostgresEngine implements Engine {
  readonly name = 'postgresql';
  readonly #pool: Pool;
  readonly #statements = new Statements();
  readonly #clients = new Map<Connection, PoolClient>();
  readonly #prepared = new WeakSet<PoolClient>();

  constructor(url: string) {
    this.#pool = new Pool({
      connectionString: url,
      max: 20,
      connectionTimeoutMillis: 10_000,
      types: { getTypeParser: (oid, format) => TYPE_PARSERS[oid] ?? types.getTypeParser(oid, format) },
    });
    // A broken idle connection is replaced by the pool; without a listener it would end the process.
    this.#pool.on('error', () => {});
  }

  async acquire(): Promise<Connection> {
    const client = await this.#pool.connect();
    if (!this.#prepared.has(client)) {
      await client.query(SESSION_SETTINGS);
      this.#prepared.add(client);
    }
    const connection = new PostgresConnection(client, this.#statements);
    this.#clients.set(connection, client);
    return connection;
  }

  release(connection: Connection): Promise<void> {
    this.#clients.get(connection)?.release();
    this.#clients.delete(connection);
    return Promise.resolve();
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}

class PostgresConnection implements Connection {
  readonly #client: PoolClient;
  readonly #statements: Statements;

  constructor(client: PoolClient, statements: Statements) {
    this.#client = client;
    this.#statements = statements;
  }

  async query(sql: string, parameters: readonly unknown[]): Promise<QueryAnswer> {
    const name = this.#statements.nameOf(sql);
    const { rows, rowCount } = await this.#client.query<Record<string, unknown>>({
      text: sql,
      values: [...parameters],
      ...(name !== undefined && { name }),
    });
    return { rows, affected: rowCount ?? 0 };
  }

  async script(sql: string): Promise<void> {
    await this.#client.query(sql);
  }

  async copyIn(target: string, rows: Uint8Array): Promise<number> {
    const stream = this.#client.query(copy.from(`copy ${target} from stdin`));
    await pipeline(Readable.from([rows], { objectMode: true }), stream);
    return stream.rowCount ?? 0;
  }

  async copyOut(query: string): Promise<Uint8Array> {
    return buffer(this.#client.query(copy.to(`copy (${query}) to stdout`)));
  }
}
