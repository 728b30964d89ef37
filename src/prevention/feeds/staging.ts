import { runScript, sql, type Tx } from '../../platform/index.ts';
import type { Conflict, FileKind } from './model.ts';

export interface Settled {
  readonly added: number;
  readonly corrected: number;
  readonly conflicts: readonly Conflict[];
}

/** Makes the temporary table `staged` and answers it with its columns, for COPY. */
export async function makeStaged(tx: Tx, kind: FileKind): Promise<string> {
  const columns = columnsOf(kind).join(', ');
  await runScript(
    tx,
    `drop table if exists staged; create temporary table staged on commit drop as
       select ${columns}, 0 as line, 0 as first_line from ${kind.target} with no data;`,
  );
  return `staged (${columns}, line, first_line)`;
}

/**
 * Takes the rows that went straight into the table, and whose key then came again, back to `staged`, where they
 * are compared. Answers how many.
 */
export async function takeBack(tx: Tx, kind: FileKind, importNo: bigint): Promise<number> {
  const key = kind.key.join(', ');
  const columns = columnsOf(kind);
  const { numAffectedRows } = await sql`
    with repeated as (select ${sql.raw(key)}, min(first_line) as line from staged where first_line > 0 group by ${sql.raw(key)}),
    taken as (delete from ${sql.raw(kind.target)} t using repeated r
      where ${sql.raw(same(kind, 't', 'r'))} and t.import_no = ${importNo}
      returning ${sql.raw(columns.map((name) => `t.${name}`).join(', '))}, r.line)
    insert into staged (${sql.raw(columns.join(', '))}, line, first_line)
      select ${sql.raw(columns.join(', '))}, line, 0 from taken`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/**
 * Compares the rows in `staged` with each other (unless no key can stand there twice) and with what is known, and
 * keeps what is new. Exact repeats count as unchanged; a key with two contents is refused on every line.
 */
export async function settleStaged(
  tx: Tx,
  kind: FileKind,
  importNo: bigint,
  { mayRepeat }: { readonly mayRepeat: boolean },
): Promise<Settled> {
  await runScript(tx, 'analyze staged;');
  const repeated = mayRepeat ? await refuseConflicts(tx, kind) : [];
  const unsettled = (await kind.settle?.(tx)) ?? [];
  await deleteLines(tx, unsettled);
  await findDiffering(tx, kind);
  const corrected = await correct(tx, kind, importNo);
  const added = await insertNew(tx, kind, importNo);
  return { added, corrected, conflicts: [...repeated, ...unsettled] };
}

/** Refuses keys with two contents; of exact repeats it keeps the first line. */
async function refuseConflicts(tx: Tx, kind: FileKind): Promise<Conflict[]> {
  const key = kind.key.join(', ');
  await runScript(
    tx,
    `drop table if exists repeated; create temporary table repeated on commit drop as
       select ${key}, string_agg(line::text, ', ' order by line) as lines, min(line) as first_line,
         count(distinct row(${contentOf(kind).join(', ')})) as contents
       from staged group by ${key} having count(*) > 1;`,
  );
  const { rows } = await sql<{ line: number; lines: string; value: string }>`
    select s.line, r.lines, s.${sql.raw(kind.key.at(-1)!)}::text as value
    from repeated r join staged s using (${sql.raw(key)})
    where r.contents > 1 order by s.line`.execute(tx);
  await runScript(
    tx,
    `delete from staged s using repeated r
     where ${same(kind, 's', 'r')} and (r.contents > 1 or s.line > r.first_line);`,
  );
  return rows.map(({ line, lines, value }) => ({
    line,
    column: kind.key.at(-1)!,
    value,
    reason: {
      zh: `在本文件第 ${lines} 行内容不同`,
      en: `stands in this file with different content on lines ${lines}`,
    },
  }));
}

async function deleteLines(tx: Tx, rejects: readonly Conflict[]): Promise<void> {
  if (rejects.length === 0) return;
  const lines = rejects.map(({ line }) => line).join(',');
  await sql`delete from staged where line = any(string_to_array(${lines}, ',')::int[])`.execute(tx);
}

/** One pass over what is known leaves the rows that say something new. */
async function findDiffering(tx: Tx, kind: FileKind): Promise<void> {
  const list = (alias: string): string =>
    contentOf(kind)
      .map((name) => `${alias}.${name}`)
      .join(', ');
  await runScript(
    tx,
    `drop table if exists differing; create temporary table differing on commit drop as
       select s.*, t.import_no is not null as is_known
       from staged s left join ${kind.target} t on ${same(kind, 't', 's')}
       where t.import_no is null or row(${list('t')}) is distinct from row(${list('s')});
     analyze differing;`,
  );
}

/** Keeps the old row beside the new one (design.md: a correction). */
async function correct(tx: Tx, kind: FileKind, importNo: bigint): Promise<number> {
  const county = kind.countyColumn === undefined ? "'000000'" : `t.${kind.key[0]}`;
  const key = `concat_ws('/', ${kind.key.map((name) => `t.${name}`).join(', ')})`;
  const found = sql.raw(`${same(kind, 't', 's')} and s.is_known`);
  await sql`insert into feeds.superseded_row (county_code, import_no, kind, key, row)
    select ${sql.raw(county)}, ${importNo}, ${kind.name}, ${sql.raw(key)}, to_jsonb(t)
    from ${sql.raw(kind.target)} t join differing s on ${found}`.execute(tx);
  const assignments = contentOf(kind)
    .map((name) => `${name} = s.${name}`)
    .join(', ');
  const { numAffectedRows } = await sql`update ${sql.raw(kind.target)} t
    set ${sql.raw(assignments)}, import_no = ${importNo} from differing s where ${found}`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

async function insertNew(tx: Tx, kind: FileKind, importNo: bigint): Promise<number> {
  const columns = sql.raw(columnsOf(kind).join(', '));
  const { numAffectedRows } = await sql`insert into ${sql.raw(kind.target)} (${columns}, import_no)
    select ${columns}, ${importNo} from differing where not is_known`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

const columnsOf = (kind: FileKind): string[] => kind.stored.map(({ name }) => name);

const contentOf = (kind: FileKind): string[] => columnsOf(kind).filter((name) => !kind.key.includes(name));

const same = (kind: FileKind, a: string, b: string): string =>
  kind.key.map((name) => `${a}.${name} = ${b}.${name}`).join(' and ');
