import type { RawBuilder } from 'kysely';
import { sql, type Tx } from '../../platform/index.ts';

const ROWS = 2000;

/**
 * All rows of a query that numbers them as `n`, some thousand at a time: neither the whole answer nor a row twice, whatever
 * others write meanwhile. A cursor takes no parameters, hence the table between.
 */
export async function* readAll<Row>(tx: Tx, query: RawBuilder<unknown>): AsyncGenerator<readonly Row[]> {
  await sql`create temporary table read_all on commit drop as ${query}`.execute(tx);
  await sql`declare all_rows no scroll cursor for select * from read_all order by n`.execute(tx);
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(ROWS)} from all_rows`.execute(tx);
    if (rows.length > 0) yield rows;
    if (rows.length < ROWS) break;
  }
  await sql`close all_rows`.execute(tx);
  await sql`drop table read_all`.execute(tx);
}
