import { copyInto, runScript, sql, type Tx } from '../../platform/index.ts';
import { withoutKeys } from './bulk.ts';
import type { FileKind, Reject } from './model.ts';

/** From here on it is cheaper to check all foreign keys once than each new row alone. */
const BULK_ROWS = 50_000;

export interface Tally {
  readonly new: number;
  readonly corrected: number;
  readonly unchanged: number;
  readonly conflicts: readonly Reject[];
}

/**
 * The careful way in: rows land in the temporary table `staged` and are compared with each other and with what
 * is known. Rows repeated in the file count as unchanged; a key with two contents is refused on every line.
 */
export async function loadStaged(
  tx: Tx,
  kind: FileKind,
  importNo: bigint,
  blocks: AsyncIterable<Uint8Array>,
): Promise<Tally> {
  const names = kind.stored.map(({ name }) => name);
  const columns = names.join(', ');
  await runScript(
    tx,
    `drop table if exists staged; create temporary table staged on commit drop as
       select ${columns}, 0 as line from ${kind.target} with no data;`,
  );
  const staged = await copyInto(tx, `staged (${columns}, line)`, blocks);
  await runScript(tx, 'analyze staged;');
  const repeated = await refuseConflicts(tx, kind);
  const unsettled = (await kind.settle?.(tx)) ?? [];
  await deleteLines(tx, unsettled);
  const corrected = await correct(tx, kind, importNo);
  const added = await insertNew(tx, kind, importNo);
  const conflicts = [...repeated, ...unsettled];
  const refused = new Set(conflicts.map(({ line }) => line)).size;
  return { new: added, corrected, unchanged: staged - added - corrected - refused, conflicts };
}

/** Refuses keys with two contents; of exact repeats it keeps the first line. */
async function refuseConflicts(tx: Tx, kind: FileKind): Promise<Reject[]> {
  const key = kind.key.join(', ');
  const content = contentOf(kind).join(', ');
  const { rows } = await sql<{ line: number; lines: string; value: string }>`
    with repeated as (
      select ${sql.raw(key)}, string_agg(line::text, ', ' order by line) as lines,
        count(distinct row(${sql.raw(content)})) as contents
      from staged group by ${sql.raw(key)} having count(*) > 1)
    select s.line, r.lines, s.${sql.raw(kind.key.at(-1)!)}::text as value
    from repeated r join staged s using (${sql.raw(key)})
    where r.contents > 1 order by s.line`.execute(tx);
  const conflicts = rows.map(({ line, lines, value }) => ({
    line,
    column: kind.key.at(-1)!,
    value,
    reason: `stands in this file with different content on lines ${lines}`,
  }));
  await deleteLines(tx, conflicts);
  await runScript(
    tx,
    `delete from staged s using (select ${key}, min(line) as line from staged group by ${key} having count(*) > 1) f
     where ${same(kind, 's', 'f')} and s.line > f.line;`,
  );
  return conflicts;
}

async function deleteLines(tx: Tx, rejects: readonly Reject[]): Promise<void> {
  if (rejects.length === 0) return;
  const lines = rejects.map(({ line }) => line).join(',');
  await sql`delete from staged where line = any(string_to_array(${lines}, ',')::int[])`.execute(tx);
}

/** Keeps the old row beside the new one (design.md: a correction). */
async function correct(tx: Tx, kind: FileKind, importNo: bigint): Promise<number> {
  const content = contentOf(kind);
  const list = (alias: string): string => content.map((name) => `${alias}.${name}`).join(', ');
  const changed = `${same(kind, 't', 's')} and row(${list('t')}) is distinct from row(${list('s')})`;
  const county = kind.countyColumn === undefined ? "'000000'" : `t.${kind.key[0]}`;
  const key = `concat_ws('/', ${kind.key.map((name) => `t.${name}`).join(', ')})`;
  await sql`insert into feeds.superseded_row (county_code, import_no, kind, key, row)
    select ${sql.raw(county)}, ${importNo}, ${kind.name}, ${sql.raw(key)}, to_jsonb(t)
    from ${sql.raw(kind.target)} t join staged s on ${sql.raw(changed)}`.execute(tx);
  const assignments = content.map((name) => `${name} = s.${name}`).join(', ');
  const { numAffectedRows } = await sql`update ${sql.raw(kind.target)} t
    set ${sql.raw(assignments)}, import_no = ${importNo} from staged s where ${sql.raw(changed)}`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

async function insertNew(tx: Tx, kind: FileKind, importNo: bigint): Promise<number> {
  await runScript(tx, `delete from staged s using ${kind.target} t where ${same(kind, 's', 't')};`);
  const columns = kind.stored.map(({ name }) => name).join(', ');
  const insert = async (): Promise<number> => {
    const { numAffectedRows } = await sql`insert into ${sql.raw(kind.target)} (${sql.raw(columns)}, import_no)
      select ${sql.raw(columns)}, ${importNo} from staged`.execute(tx);
    return Number(numAffectedRows ?? 0n);
  };
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from staged`.execute(tx);
  const isBulk = (rows[0]?.n ?? 0n) >= BULK_ROWS;
  return isBulk ? withoutKeys(tx, kind.target, { primaryKey: true, indexes: true }, insert) : insert();
}

const contentOf = (kind: FileKind): string[] =>
  kind.stored.map(({ name }) => name).filter((name) => !kind.key.includes(name));

const same = (kind: FileKind, a: string, b: string): string =>
  kind.key.map((name) => `${a}.${name} = ${b}.${name}`).join(' and ');
