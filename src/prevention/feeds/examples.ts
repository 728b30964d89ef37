import { fen, formatYuan } from '../../kernel/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import type { ExampleRow, Examples, FileKind, Reject } from './model.ts';

const EXAMPLES = 3;

/** Of an import that was settled in this transaction. */
export async function gatherExamples(
  tx: Tx,
  kind: FileKind,
  importNo: bigint,
  rejects: readonly Reject[],
): Promise<Examples> {
  const target = sql.raw(kind.target);
  const key = (alias: string) =>
    sql.raw(`concat_ws('/', ${kind.key.map((name) => `${alias}.${name}`).join(', ')})`);
  const corrected = await sql<{ before: Stored; after: Stored }>`
    select s.row as before, to_jsonb(t) as after
    from (select key, row from feeds.superseded_row where import_no = ${importNo} and kind = ${kind.name}
      order by key limit ${EXAMPLES}) s
    join ${target} t on t.import_no = ${importNo} and ${key('t')} = s.key order by s.key`.execute(tx);
  const added = await sql<{ row: Stored }>`
    select to_jsonb(t) as row from ${target} t where t.import_no = ${importNo}
      and not exists (select from feeds.superseded_row s
        where s.import_no = ${importNo} and s.kind = ${kind.name} and s.key = ${key('t')})
    limit ${EXAMPLES}`.execute(tx);
  const shown = (row: Stored): ExampleRow => exampleOf(kind, row);
  return {
    new: added.rows.map(({ row }) => shown(row)),
    corrected: corrected.rows.map(({ before, after }) => ({ before: shown(before), after: shown(after) })),
    unchanged: (await unchangedRows(tx, kind)).map(shown),
    rejected: rejects.slice(0, EXAMPLES),
  };
}

type Stored = Readonly<Record<string, string | number | boolean | null>>;

/** Rows that were compared and said nothing new; without a comparison there are none. */
async function unchangedRows(tx: Tx, kind: FileKind): Promise<Stored[]> {
  const { rows: tables } = await sql<{ compared: boolean }>`
    select to_regclass('pg_temp.differing') is not null as compared`.execute(tx);
  if (!tables[0]!.compared) return [];
  const same = sql.raw(kind.key.map((name) => `d.${name} = s.${name}`).join(' and '));
  const { rows } = await sql<{ row: Stored }>`
    select to_jsonb(s) as row from staged s where not exists (select from differing d where ${same})
    order by s.line limit ${EXAMPLES}`.execute(tx);
  return rows.map(({ row }) => row);
}

function exampleOf({ stored }: FileKind, row: Stored): ExampleRow {
  const cells = stored.map(({ name }): [string, string] => {
    const value = row[name] ?? '';
    return name.endsWith('_fen')
      ? [name.replace(/_fen$/, '_yuan'), formatYuan(fen(Number(value)))]
      : [name, String(value)];
  });
  return Object.fromEntries(cells);
}
