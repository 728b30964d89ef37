import type { RawBuilder } from 'kysely';
import { sql, type Tx } from '../../platform/index.ts';
import { type Cursor, type ListPage, type PageOrder, readCursor, writeCursor } from './model.ts';

type Query = RawBuilder<unknown>;

/** A list as one statement: what it is made from, and how it is narrowed and put in order. */
export interface ListQuery {
  /** Common table expressions; the last one, `joined`, has all columns of a row, its `stage` and `sum_fen`. */
  readonly relations: Query;
  /** Conditions on `j`, a row of `joined`, but for that on stages. */
  readonly conditions: Query;
  /** Condition on `s`, a row that fulfils these. */
  readonly stages: Query;
  /** A whole number of `s` by which rows are sorted first; then by `identity`. */
  readonly sortKey: Query;
  /** Columns that tell rows apart, all texts or all numbers of the kind that `identityType` says. */
  readonly identity: readonly string[];
  readonly identityType: 'text' | 'int';
  /** The order of `identity` is turned around. */
  readonly isIdentityReversed: boolean;
}

/** All rows of a list in its order, as a query. */
export function allRows(query: ListQuery): Query {
  const { relations, conditions, stages, sortKey } = query;
  return sql`with ${relations},
    filtered as materialized (select * from joined j where ${conditions})
    select row_number() over (order by ${orderOf(query)}) as n, k.*
    from (select s.*, (${sortKey})::bigint as sort_key from filtered s where ${stages}) k`;
}

const orderOf = ({ identity, isIdentityReversed }: ListQuery): Query => {
  const direction = sql.raw(isIdentityReversed ? ' desc' : '');
  return sql.join([sql`sort_key`, ...identity.map((name) => sql`${sql.ref(name)}${direction}`)]);
};

interface Answer<Row> {
  readonly total: number;
  readonly sum_fen: bigint;
  readonly by_stage: Readonly<Record<string, number>>;
  readonly rows: readonly (Row & { readonly sort_key: number })[];
}

/** A page of a list with the number and the sum of all its rows and how many there are of each stage. */
export async function readPage<Row extends object>(
  tx: Tx,
  query: ListQuery,
  { after, limit }: Pick<PageOrder<string>, 'after' | 'limit'>,
): Promise<ListPage<Row>> {
  const { relations, conditions, stages, sortKey } = query;
  const order = orderOf(query);
  const { rows } = await sql<Answer<Row>>`
    with ${relations},
    filtered as materialized (select * from joined j where ${conditions}),
    staged as materialized (select s.*, (${sortKey})::bigint as sort_key from filtered s where ${stages}),
    page as (select * from staged where ${isAfter(query, after)} order by ${order}
      limit ${limit === null ? null : limit + 1})
    select (select count(*)::int from staged) as total,
      (select coalesce(sum(sum_fen), 0)::bigint from staged) as sum_fen,
      (select coalesce(jsonb_object_agg(stage, n), '{}')
        from (select stage, count(*)::int as n from filtered group by stage) b) as by_stage,
      (select coalesce(jsonb_agg(to_jsonb(page) order by ${order}), '[]') from page) as rows`.execute(tx);
  const { total, sum_fen, by_stage, rows: found } = rows[0]!;
  const shown = limit === null ? found : found.slice(0, limit);
  const last = shown.length < found.length ? shown.at(-1) : undefined;
  return {
    rows: shown,
    next: last ? writeCursor(cursorOf(query, last)) : null,
    total,
    sumFen: sum_fen,
    byStage: by_stage,
  };
}

const cursorOf = ({ identity }: ListQuery, row: { readonly sort_key: number }): Cursor => [
  row.sort_key,
  ...identity.map((name) => (row as unknown as Record<string, string | number>)[name]!),
];

function isAfter(query: ListQuery, after: string | undefined): Query {
  const { identity, identityType, isIdentityReversed } = query;
  const cursor = after === undefined ? undefined : readCursor(after, identity.length + 1);
  if (!cursor) return sql`true`;
  const [key, ...parts] = cursor;
  const cast = sql.raw(identityType === 'text' ? 'text collate "C"' : 'int');
  const values = sql.join(parts.map((part) => sql`${String(part)}::${cast}`));
  const names = sql.join(identity.map((name) => sql.ref(name)));
  const past = sql`(${names}) ${sql.raw(isIdentityReversed ? '<' : '>')} (${values})`;
  return sql`(sort_key > ${String(key)}::bigint or sort_key = ${String(key)}::bigint and ${past})`;
}
