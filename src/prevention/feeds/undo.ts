import { type Act, act, ALL_COUNTIES, type Touched } from '../../access/index.ts';
import { type Db, sql, type Tx } from '../../platform/index.ts';
import { fail } from './errors.ts';
import { KINDS } from './kinds.ts';
import type { FileKind, FileKindName } from './model.ts';

export interface UndoOrder {
  readonly importNo: bigint;
  readonly actor: string;
  readonly reason: string;
  readonly dryRun?: boolean;
}

export interface UndoReport {
  readonly import_no: string;
  readonly kind: FileKindName;
  readonly source: string;
  readonly file: string;
  readonly dry_run: boolean;
  /** New rows that are gone again. */
  readonly removed: number;
  /** Rows that say again what they said before the import corrected them. */
  readonly restored: number;
}

/**
 * Takes an import back, as long as nothing rests on it: its new rows go, what it corrected says again what it said.
 *
 * Fails, in this order, with `import.unknown`, `import.undone`, `import.followed`, `import.screened`, `import.assessed`,
 * `import.builtOn`; then nothing was done.
 */
export async function undoImport(db: Db, order: UndoOrder): Promise<UndoReport> {
  const { importNo, actor, reason, dryRun = false } = order;
  let touched: readonly Touched[] = [];
  const said: Act = {
    actor,
    action: 'import.undo',
    countyCode: ALL_COUNTIES,
    input: { importNo: String(importNo), reason },
    dryRun,
    touched: () => Promise.resolve(touched),
  };
  return act(db, said, async (tx) => {
    // Imports and what takes them back take turns.
    await sql`lock table feeds.import_run in exclusive mode`.execute(tx);
    const run = await getImport(tx, importNo);
    const kind = KINDS[run.kind];
    touched = await touchedBy(tx, kind, importNo);
    await needUnused(tx, kind, importNo, touched);
    const restored = await restore(tx, kind, importNo);
    const removed = await remove(tx, kind, importNo);
    await kind.complete?.(tx, importNo);
    await sql`insert into feeds.import_undo (import_no, reason, rows_removed, rows_restored, recorded_by)
      values (${importNo}, ${reason}, ${removed}, ${restored}, ${actor})`.execute(tx);
    const counts = { import_no: String(importNo), removed, restored };
    const { source, file } = run;
    return { result: { ...counts, kind: run.kind, source, file, dry_run: dryRun }, summary: counts };
  });
}

interface Run {
  readonly kind: FileKindName;
  readonly source: string;
  readonly file: string;
}

async function getImport(tx: Tx, importNo: bigint): Promise<Run> {
  const { rows } = await sql<Run & { undone_by: string | null; undone_at: string | null }>`
    select r.kind, r.source, r.file_name as file, u.recorded_by as undone_by,
      to_char(u.recorded_at, 'YYYY-MM-DD') as undone_at
    from feeds.import_run r left join feeds.import_undo u using (import_no) where r.import_no = ${importNo}`.execute(
    tx,
  );
  const [run] = rows;
  if (!run) throw fail('import.unknown', { import: String(importNo) });
  if (run.undone_by !== null)
    throw fail('import.undone', { import: String(importNo), by: run.undone_by, day: run.undone_at ?? '' });
  return run;
}

/** The counties and perils of the rows that it left, and of those it replaced. */
async function touchedBy(tx: Tx, { target, stored }: FileKind, importNo: bigint): Promise<Touched[]> {
  const peril = sql.raw(stored.some(({ name }) => name === 'peril') ? 'peril' : 'null::text');
  const { rows } = await sql<Touched>`
    select distinct coalesce(county_code, ${ALL_COUNTIES}) as "countyCode", ${peril} as peril
    from ${sql.raw(target)} where import_no = ${importNo}
    union
    select distinct county_code, row ->> 'peril' from feeds.superseded_row where import_no = ${importNo}`.execute(
    tx,
  );
  return rows;
}

async function needUnused(
  tx: Tx,
  kind: FileKind,
  importNo: bigint,
  touched: readonly Touched[],
): Promise<void> {
  const no = String(importNo);
  const { rows: followed } = await sql<{ later: string }>`
    select min(import_no)::text as later from feeds.superseded_row
    where kind = ${kind.name} and import_no > ${importNo} and row ->> 'import_no' = ${no}`.execute(tx);
  if (followed[0]!.later !== null) throw fail('import.followed', { import: no, later: followed[0]!.later });
  const counties = [...new Set(touched.map(({ countyCode }) => countyCode))];
  const { rows: runs } = await sql<{ run_no: bigint; day: string; county_code: string }>`
    select run_no, to_char(recorded_at, 'YYYY-MM-DD') as day, county_code from screening.run
    where county_code = any(${counties}::text[]) and import_no >= ${importNo} order by run_no limit 1`.execute(
    tx,
  );
  const [run] = runs;
  if (run)
    throw fail('import.screened', {
      import: no,
      county: run.county_code,
      run: String(run.run_no),
      day: run.day,
    });
  await needUnassessed(tx, kind, importNo);
}

/** What was decided about the households since it came may rest on it: claims, and what cases froze. */
async function needUnassessed(tx: Tx, kind: FileKind, importNo: bigint): Promise<void> {
  if (!kind.stored.some(({ name }) => name === 'household_no')) return;
  const { rows } = await sql<{ household_no: string; what: string }>`
    with households as (
      select county_code, household_no from ${sql.raw(kind.target)} where import_no = ${importNo}
      union
      select county_code, row ->> 'household_no' from feeds.superseded_row
        where import_no = ${importNo} and kind = ${kind.name}),
    since as (select recorded_at from feeds.import_run where import_no = ${importNo})
    select c.household_no, 'claim ' || c.claim_no as what from compensation.claim c
      join households h on h.county_code = c.county_code and h.household_no = c.household_no, since s
      where c.recorded_at >= s.recorded_at
    union all
    select f.household_no, 'case ' || a.case_no from cases.action a
      join cases.case_file f on f.county_code = a.county_code and f.case_no = a.case_no
      join households h on h.county_code = f.county_code and h.household_no = f.household_no, since s
      where a.inputs is not null and a.recorded_at >= s.recorded_at
    order by 1, 2 limit 1`.execute(tx);
  const [used] = rows;
  if (used)
    throw fail('import.assessed', {
      import: String(importNo),
      household: used.household_no,
      what: used.what,
    });
}

/** What a correction replaced stands again, with all its columns. */
async function restore(tx: Tx, { name, target, key }: FileKind, importNo: bigint): Promise<number> {
  const { rows: columns } = await sql<{ list: string }>`
    select string_agg(format('%I = o.%I', attname, attname), ', ') as list from pg_attribute
    where attrelid = ${target}::regclass and attnum > 0 and not attisdropped`.execute(tx);
  const same = sql.raw(key.map((column) => `t.${column} = o.${column}`).join(' and '));
  const { numAffectedRows } = await sql`
    update ${sql.raw(target)} t set ${sql.raw(columns[0]!.list)}
    from (select (jsonb_populate_record(null::${sql.raw(target)}, row)).* from feeds.superseded_row
      where import_no = ${importNo} and kind = ${name}) o
    where ${same}`.execute(tx);
  await sql`delete from feeds.superseded_row where import_no = ${importNo} and kind = ${name}`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** PostgreSQL's word for a row that others lean on. */
const isLeantOn = (error: unknown): error is Error & { readonly table?: string } =>
  error instanceof Error && (error as { code?: string }).code === '23503';

async function remove(tx: Tx, { target, title }: FileKind, importNo: bigint): Promise<number> {
  try {
    const { numAffectedRows } = await sql`
      delete from ${sql.raw(target)} where import_no = ${importNo}`.execute(tx);
    return Number(numAffectedRows ?? 0n);
  } catch (error) {
    if (!isLeantOn(error)) throw error;
    const table = /on table "(\w+)"\.?$/.exec(error.message)?.[1] ?? error.table ?? '?';
    throw fail('import.builtOn', {
      import: String(importNo),
      table,
      titleZh: title.zh,
      titleEn: title.en,
    });
  }
}
