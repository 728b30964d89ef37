import { createHash } from 'node:crypto';
import { act, type Done } from '../access/index.ts';
import { type Db, sql, type Tx } from '../platform/index.ts';
import { needActor, needCounty } from '../registry/index.ts';
import type { Order } from './model.ts';

/**
 * Writes through the funnel. Writers of a county's governance take turns, so that nothing slips into a meeting
 * while it is closed and numbers rise without gaps.
 */
export async function enact<Result>(
  db: Db,
  order: Order,
  action: string,
  work: (tx: Tx, actor: string) => Promise<Done<Result>>,
): Promise<Result> {
  const { countyCode, dryRun = false, ...input } = order;
  const actor = needActor(order.actor);
  const act_ = { actor, action: `governance.${action}`, countyCode, input: plain(input), dryRun };
  return act(db, act_, async (tx) => {
    await needCounty(tx, countyCode);
    await sql`select pg_advisory_xact_lock(hashtextextended(${`governance/${countyCode}`}, 0))`.execute(tx);
    return work(tx, actor);
  });
}

/** JSON without the numbers it cannot hold. */
const plain = (input: object): unknown =>
  JSON.parse(
    JSON.stringify(input, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  );

/** The next number of a table whose rows are numbered within a county, or within what `within` says. */
export async function nextNo(
  tx: Tx,
  table: string,
  column: string,
  within: Readonly<Record<string, string | number>>,
): Promise<number> {
  const conditions = Object.entries(within).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  const { rows } = await sql<{ no: number }>`
    select coalesce(max(${sql.ref(column)}), 0) + 1 as no from ${sql.table(`governance.${table}`)}
    where ${sql.join(conditions, sql` and `)}`.execute(tx);
  return rows[0]!.no;
}

/** Adds rows of one shape; absent values are null. */
export async function insertRows(
  tx: Tx,
  table: string,
  rows: readonly Readonly<Record<string, string | number | bigint | boolean | null | undefined>>[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!);
  const tuples = rows.map((row) => sql`(${sql.join(columns.map((name) => sql`${row[name] ?? null}`))})`);
  await sql`insert into ${sql.table(`governance.${table}`)} (${sql.join(columns.map((name) => sql.ref(name)))})
    values ${sql.join(tuples)}`.execute(tx);
}

export const intArray = (numbers: readonly number[]): string => `{${numbers.join(',')}}`;

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
