import { rm } from 'node:fs/promises';
import { type Act, act, ALL_COUNTIES, type Touched } from '../../access/index.ts';
import type { Language } from '../../kernel/index.ts';
import {
  type CopyBlock,
  copyBlocks,
  copyOut,
  CsvFile,
  type Db,
  KeySieve,
  type ProgressFactory,
  silentProgress,
  sql,
  type TableSource,
  type Tx,
} from '../../platform/index.ts';
import { isReferenced, withoutKeys } from './bulk.ts';
import { fail } from './errors.ts';
import { gatherExamples } from './examples.ts';
import { checkMapping, findMapping, type Mapping, rememberMapping } from './mapping.ts';
import type { AffectedFinding, Conflict, FileKind, ImportReport, Reject } from './model.ts';
import { type Destination, Reading, readRows } from './read-rows.ts';
import { makeStaged, type Settled, settleStaged, takeBack } from './staging.ts';

/** Source key of synthetic data; whoever shows a store that holds it must say so. */
export const DEMONSTRATION = 'demonstration';

export interface ImportOrder {
  readonly kind: FileKind;
  readonly source: TableSource;
  /** Key of the delivering department. */
  readonly sourceKey: string;
  readonly actor: string;
  readonly dryRun?: boolean;
  /** Where rejected rows go; written whenever given, else only when there are any (beside nothing: not at all). */
  readonly rejectsFile?: string;
  readonly warningsFile?: string;
  /** Whether an unnamed rejects file is written only when needed. */
  readonly rejectsOnlyIfAny?: boolean;
  /** Language of the reasons in the rejects and warnings files. */
  readonly language?: Language;
  readonly progress?: ProgressFactory;
  /** Which header is which column; remembered for the source. Left out: as remembered. */
  readonly mapping?: Mapping;
  /** Some rows of each sort in the report. */
  readonly withExamples?: boolean;
  /** Names the findings that rest on corrected rows; the modules above this one know them. */
  readonly findAffected?: (tx: Tx, importNo: bigint) => Promise<readonly AffectedFinding[]>;
}

/**
 * Takes in one file in one transaction: every row is checked, accepted rows are kept, rejected rows are listed
 * with line, column, value and reason. The rejects file is whole before anything is kept.
 *
 * Fails with the `file.*` and `import.*` failures; then nothing was done.
 */
export async function importFile(db: Db, order: ImportOrder): Promise<ImportReport> {
  if (order.sourceKey === DEMONSTRATION) throw fail('import.sourceReserved', { source: DEMONSTRATION });
  return act(db, actOf(order), async (tx) => {
    const report = await importInto(tx, order);
    const { import_no, rows, accepted, corrected, rejected } = report;
    return { result: report, summary: { import_no, rows, accepted, corrected, rejected } };
  });
}

/** As `importFile`, inside a running transaction: for several files that belong together. */
export async function importInto(tx: Tx, given: ImportOrder): Promise<ImportReport> {
  const order = await withMapping(tx, given);
  const importNo = await nextImportNo(tx);
  const { reading, tally } = await load(tx, order, importNo);
  await order.kind.complete?.(tx, importNo);
  const conflicts = tally.conflicts.map((each) => ({ ...each, reason: each.reason[order.language ?? 'en'] }));
  const rejects = [...reading.rejects, ...conflicts].sort((a, b) => a.line - b.line);
  const affected = tally.corrected > 0 ? await order.findAffected?.(tx, importNo) : undefined;
  const examples = order.withExamples
    ? { examples: await gatherExamples(tx, order.kind, importNo, rejects) }
    : {};
  const report = summarise(order, importNo, reading, tally, {
    ...examples,
    affected_findings: affected ?? [],
    rejects_file: await writeRejects(order, rejects),
    warnings_file: await writeRemarks(order, reading),
  });
  await recordRun(tx, order, report);
  return report;
}

/** A mapping that is given is remembered with what it brought in; else the one remembered holds. */
async function withMapping(tx: Tx, order: ImportOrder): Promise<ImportOrder> {
  const { kind, sourceKey: source, mapping, actor } = order;
  if (!mapping) return { ...order, mapping: await findMapping(tx, source, kind.name) };
  checkMapping(kind, mapping);
  await rememberMapping(tx, { source, kind: kind.name, mapping, actor });
  return order;
}

const actOf = ({ kind, source, sourceKey, actor, dryRun = false }: ImportOrder): Act => ({
  actor,
  action: `import.${kind.name}`,
  countyCode: ALL_COUNTIES,
  input: { file: source.name, sourceKey },
  dryRun,
  touched: (tx) => countiesTouched(tx, kind),
});

/** Only the rows tell which counties a file is about, and of which perils its bills are. */
async function countiesTouched(tx: Tx, { target, stored }: FileKind): Promise<readonly Touched[]> {
  const peril = sql.raw(stored.some(({ name }) => name === 'peril') ? 'peril' : 'null::text');
  const { rows } = await sql<Touched>`
    select distinct coalesce(county_code, ${ALL_COUNTIES}) as "countyCode", ${peril} as peril
    from ${sql.raw(target)} where import_no = (select max(import_no) from feeds.import_run)`.execute(tx);
  return rows;
}

async function nextImportNo(tx: Tx): Promise<bigint> {
  // Imports take turns: each compares its rows with all that came before.
  await sql`lock table feeds.import_run in exclusive mode`.execute(tx);
  const { rows } = await sql<{ no: bigint }>`
    select coalesce(max(import_no), 0) + 1 as no from feeds.import_run`.execute(tx);
  return rows[0]!.no;
}

interface Tally {
  readonly new: number;
  readonly corrected: number;
  readonly unchanged: number;
  readonly conflicts: readonly Conflict[];
}

interface Loaded {
  readonly reading: Reading;
  readonly tally: Tally;
}

async function load(tx: Tx, order: ImportOrder, importNo: bigint): Promise<Loaded> {
  const staged = await makeStaged(tx, order.kind);
  return (await isLarge(tx, order))
    ? loadSieved(tx, order, importNo, staged)
    : loadStaged(tx, order, importNo, staged);
}

/**
 * Setting keys aside and building them again pays when the file is not small beside what is there. Rules across
 * rows need all rows in one place.
 */
async function isLarge(tx: Tx, { kind, source }: ImportOrder): Promise<boolean> {
  const { rows } = await sql<{ bytes: bigint }>`select pg_relation_size(${kind.target}) as bytes`.execute(tx);
  return kind.settle === undefined && 5 * (source.bytes ?? 0) >= Number(rows[0]!.bytes);
}

/** The careful way: every row is compared with the file's others and with what is known. */
async function loadStaged(tx: Tx, order: ImportOrder, importNo: bigint, staged: string): Promise<Loaded> {
  const reading = new Reading();
  const counts = await copyBlocks(tx, read(tx, order, reading, { staged }));
  const settled = await settleStaged(tx, order.kind, importNo, { mayRepeat: true });
  return { reading, tally: tallyOf(counts.get(staged) ?? 0, settled) };
}

/** Rows with a key nobody has seen go straight in, with the keys set aside; only the others are compared. */
async function loadSieved(tx: Tx, order: ImportOrder, importNo: bigint, staged: string): Promise<Loaded> {
  const { kind } = order;
  const reading = new Reading();
  const table = sql.raw(kind.target);
  const target = `${kind.target} (${kind.stored.map(({ name }) => name).join(', ')})`;
  const sieve = new KeySieve(await copyOut(tx, `select ${kind.key.join(', ')} from ${kind.target}`));
  const keep = { primaryKey: await isReferenced(tx, kind.target), indexes: false };
  // The number is the same for all rows: a default costs nothing, a cell per row does.
  await sql`alter table ${table} alter import_no set default ${sql.lit(Number(importNo))}`.execute(tx);
  const tally = await withoutKeys(tx, kind.target, keep, async () => {
    const blocks = read(tx, order, reading, { staged, fresh: { target, sieve } });
    const counts = await copyBlocks(tx, blocks);
    const fresh = counts.get(target) ?? 0;
    const isCompared = counts.has(staged);
    const mayRepeat = reading.repeatedRows > 0;
    const takenBack = mayRepeat ? await takeBack(tx, kind, importNo) : 0;
    const settled = isCompared ? await settleStaged(tx, kind, importNo, { mayRepeat }) : NOTHING_SETTLED;
    const passed = fresh - takenBack;
    return tallyOf(fresh + (counts.get(staged) ?? 0), { ...settled, added: settled.added + passed });
  });
  await sql`alter table ${table} alter import_no drop default`.execute(tx);
  return { reading, tally };
}

const NOTHING_SETTLED: Settled = { added: 0, corrected: 0, conflicts: [] };

function tallyOf(sound: number, { added, corrected, conflicts }: Settled): Tally {
  const refused = new Set(conflicts.map(({ line }) => line)).size;
  return { new: added, corrected, unchanged: sound - added - corrected - refused, conflicts };
}

async function* read(
  tx: Tx,
  order: ImportOrder,
  reading: Reading,
  destination: Destination,
): AsyncGenerator<CopyBlock> {
  const unit = order.source.bytes === undefined ? 'rows' : 'bytes';
  const progress = (order.progress ?? silentProgress)(`${order.kind.title.en}:`, unit);
  yield* readRows(tx, order.kind, order.source, reading, {
    destination,
    progress,
    language: order.language ?? 'en',
    mapping: order.mapping ?? {},
  });
  progress.finish();
}

function summarise(
  { kind, source, sourceKey, dryRun = false }: ImportOrder,
  importNo: bigint,
  reading: Reading,
  tally: Tally,
  files: Pick<ImportReport, 'affected_findings' | 'rejects_file' | 'warnings_file' | 'examples'>,
): ImportReport {
  const conflicting = new Set(tally.conflicts.map(({ line }) => line)).size;
  const rejected = reading.rejectedRows + conflicting;
  const warnings: Record<string, number> = {};
  for (const { rule } of reading.remarks) warnings[rule] = (warnings[rule] ?? 0) + 1;
  return {
    import_no: String(importNo),
    kind: kind.name,
    source: sourceKey,
    file: source.name,
    dry_run: dryRun,
    rows: reading.rows,
    accepted: reading.rows - rejected,
    new: tally.new,
    corrected: tally.corrected,
    unchanged: tally.unchanged,
    rejected,
    ignored_columns: reading.ignoredColumns,
    warnings,
    ...files,
  };
}

async function writeRejects(order: ImportOrder, rejects: readonly Reject[]): Promise<string | null> {
  const { rejectsFile, rejectsOnlyIfAny = false } = order;
  if (rejectsFile === undefined) return null;
  if (rejectsOnlyIfAny && rejects.length === 0) {
    // An earlier import of the same file may have left its list, which would now be untrue.
    await rm(rejectsFile, { force: true });
    return null;
  }
  const file = await CsvFile.create(rejectsFile, ['line', 'column', 'value', 'reason']);
  for (const { line, column, value, reason } of rejects) await file.write([line, column, value, reason]);
  await file.finish();
  return rejectsFile;
}

async function writeRemarks({ warningsFile }: ImportOrder, { remarks }: Reading): Promise<string | null> {
  if (warningsFile === undefined) return null;
  const file = await CsvFile.create(warningsFile, ['line', 'column', 'value', 'rule', 'reason']);
  for (const { line, column, value, rule, reason } of remarks)
    await file.write([line, column, value, rule, reason]);
  await file.finish();
  return warningsFile;
}

async function recordRun(tx: Tx, { actor }: ImportOrder, report: ImportReport): Promise<void> {
  await sql`insert into feeds.import_run
    (import_no, kind, source, file_name, actor, rows_new, rows_corrected, rows_unchanged, rows_rejected)
    values (${report.import_no}, ${report.kind}, ${report.source}, ${report.file}, ${actor},
      ${report.new}, ${report.corrected}, ${report.unchanged}, ${report.rejected})`.execute(tx);
}
