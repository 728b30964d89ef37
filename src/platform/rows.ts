import { sql } from 'kysely';
import type { Tx } from './database.ts';

/** Part of a list: what comes after a key, at most `limit` rows; without either, from the beginning to the end. */
export interface Part<Key> {
  readonly after?: Key | undefined;
  readonly limit?: number | undefined;
}

export type Row = Readonly<Record<string, string | number | bigint | boolean | null | undefined>>;

/** PostgreSQL takes at most 65,535 parameters a statement. */
const PARAMETERS_MAX = 60_000;

/** The next number of a table whose rows are numbered within a county, or within what `within` says. */
export async function nextNo(
  tx: Tx,
  table: string,
  column: string,
  within: Readonly<Record<string, string | number>>,
): Promise<number> {
  const conditions = Object.entries(within).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  const { rows } = await sql<{ no: number }>`
    select coalesce(max(${sql.ref(column)}), 0) + 1 as no from ${sql.table(table)}
    where ${sql.join(conditions, sql` and `)}`.execute(tx);
  return rows[0]!.no;
}

/** Adds rows of one shape; absent values are null. */
export async function insertRows(tx: Tx, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const perStatement = Math.floor(PARAMETERS_MAX / Math.max(1, columns.length));
  for (let start = 0; start < rows.length; start += perStatement) {
    const tuples = rows
      .slice(start, start + perStatement)
      .map((row) => sql`(${sql.join(columns.map((name) => sql`${row[name] ?? null}`))})`);
    await sql`insert into ${sql.table(table)} (${sql.join(columns.map((name) => sql.ref(name)))})
      values ${sql.join(tuples)}`.execute(tx);
  }
}
