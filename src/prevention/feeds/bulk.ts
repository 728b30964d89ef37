import { runScript, sql, type Tx } from '../../platform/index.ts';

interface Definition {
  readonly name: string;
  readonly type: 'p' | 'f' | 'i';
  readonly definition: string;
}

/**
 * Runs a bulk load with the table's keys and indexes set aside and builds them again afterwards, in the same
 * transaction: a foreign key checked row by row costs five times the load itself, checked as one join a third.
 * `keep` leaves the primary key in place (other tables may refer to it).
 */
export async function withoutKeys<Result>(
  tx: Tx,
  table: string,
  keep: { readonly primaryKey: boolean; readonly indexes: boolean },
  load: () => Promise<Result>,
): Promise<Result> {
  const aside = (await definitionsOf(tx, table)).filter(
    ({ type }) => type === 'f' || (type === 'p' && !keep.primaryKey) || (type === 'i' && !keep.indexes),
  );
  await runScript(tx, aside.map((part) => dropScript(table, part)).join(''));
  const result = await load();
  await runScript(
    tx,
    aside
      .filter(({ type }) => type === 'p')
      .map((part) => addScript(table, part))
      .join(''),
  );
  // Without statistics the check of a foreign key sorts both tables instead of hashing one.
  await runScript(tx, `analyze ${table};`);
  await runScript(
    tx,
    aside
      .filter(({ type }) => type !== 'p')
      .map((part) => addScript(table, part))
      .join(''),
  );
  return result;
}

/** True when another table's foreign key leans on this one's primary key. */
export async function isReferenced(tx: Tx, table: string): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_constraint
    where confrelid = ${table}::regclass and contype = 'f' limit 1`.execute(tx);
  return rows.length > 0;
}

async function definitionsOf(tx: Tx, table: string): Promise<Definition[]> {
  const { rows } = await sql<Definition>`
    select conname as name, contype::text as type, pg_get_constraintdef(oid) as definition
    from pg_constraint where conrelid = ${table}::regclass and contype in ('p', 'f')
    union all
    select indexrelid::regclass::text, 'i', pg_get_indexdef(indexrelid)
    from pg_index i where indrelid = ${table}::regclass
      and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid and c.conrelid = i.indrelid)
    `.execute(tx);
  return rows;
}

const dropScript = (table: string, { name, type }: Definition): string =>
  type === 'i' ? `drop index ${name};` : `alter table ${table} drop constraint ${name};`;

const addScript = (table: string, { name, type, definition }: Definition): string =>
  type === 'i' ? `${definition};` : `alter table ${table} add constraint ${name} ${definition};`;
