import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from '../src/kernel/index.ts';
import { type Db, generatedSource, runScript, sql } from '../src/platform/index.ts';
import { type FileKindName, importFile, type ImportReport, KINDS } from '../src/prevention/feeds/index.ts';

/** An invented county, so that nothing regional can hide in the program. */
export const COUNTY = 'TC01';
export const VILLAGE = 'TC01-V1';

export const AREAS = `code,name,parent_code,level
TC01,Test County,,county
TC01-T1,First Township,TC01,township
TC01-V1,First Village,TC01-T1,village
TC01-V2,Second Village,TC01-T1,village
TC02,Other County,,county
TC02-V1,Other Village,TC02,village
`;

export interface RejectedCell {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

export interface Imported {
  readonly report: ImportReport;
  readonly rejects: readonly RejectedCell[];
}

const folder = mkdtempSync(join(tmpdir(), 'terrace-imports-'));
let lastFile = 0;

/** Imports a text as a file of the kind; answers the report and the rejects file, read back. */
export async function importText(
  db: Db,
  kind: FileKindName,
  text: string,
  { dryRun = false, language = 'en' }: { readonly dryRun?: boolean; readonly language?: Language } = {},
): Promise<Imported> {
  const rejectsFile = join(folder, `rejects-${++lastFile}.csv`);
  const report = await importFile(db, {
    kind: KINDS[kind],
    source: {
      ...generatedSource(`${kind}.csv`, async function* () {
        yield Buffer.from(text);
      }),
      bytes: Buffer.byteLength(text),
    },
    sourceKey: 'test',
    actor: 'tester',
    dryRun,
    language,
    rejectsFile,
  });
  return { report, rejects: readRejects(rejectsFile) };
}

export function readRejects(file: string): RejectedCell[] {
  const [header, ...rows] = parseCsv(readFileSync(file, 'utf8'));
  if (header?.join() !== 'line,column,value,reason') throw new Error(`odd header: ${header?.join()}`);
  return rows.map(([line = '', column = '', value = '', reason = '']) => ({
    line: Number(line),
    column,
    value,
    reason,
  }));
}

/** A CSV reader of the tests' own: slow, short, and not the one under test. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  let row: string[] = [];
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) throw new Error('the file is not CSV');
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** Takes everything out of the store again, whichever module keeps it, but for what migrations put there. */
export async function emptyStore(db: Db): Promise<void> {
  const { rows } = await sql<{ list: string }>`
    select string_agg(format('%I.%I', schemaname, tablename), ', ') as list from pg_tables
    where schemaname not in ('platform', 'pg_catalog', 'information_schema')
      and schemaname || '.' || tablename not in ('access.guarded', 'access.scope_key')`.execute(db);
  await db.transaction().execute((tx) => runScript(tx, `truncate ${rows[0]!.list};`));
}

/** A table's rows without what differs between two ways to the same content. */
export async function contentOf(db: Db, table: string, order: string): Promise<unknown[]> {
  const { rows } = await sql<{ row: Record<string, unknown> }>`
    select to_jsonb(t) - 'import_no' as row from ${sql.raw(table)} t order by ${sql.raw(order)}`.execute(db);
  return rows.map(({ row }) => row);
}

export async function countOf(db: Db, table: string): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from ${sql.raw(table)}`.execute(db);
  return Number(rows[0]!.n);
}
