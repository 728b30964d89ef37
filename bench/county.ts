import { fileURLToPath } from 'node:url';
import type { DemoCounty } from '../src/demo/index.ts';
import { type Db, fileSource, generatedSource, sql, type TableSource } from '../src/platform/index.ts';
import { loadPolicies, type PolicyVersion, resolvePolicy } from '../src/policy/index.ts';
import { type FileKindName, importFile, type ImportReport, KINDS } from '../src/prevention/feeds/index.ts';
import { type PlainDate, plainDate } from '../src/kernel/index.ts';
import { screen, type ScreenReport } from '../src/prevention/screening/index.ts';
import { countyOf } from './bills.ts';
import { checkEqual, Series } from './measure.ts';
import type { Bench } from './model.ts';
import { type BenchStore, openBenchStore } from './stores.ts';

export const AS_OF = plainDate('2019-12-31');
export const LAST_MONTH = plainDate('2019-12-01');
export const MONTH_BEFORE = plainDate('2019-11-30');

/** A store with the register and the incomes of a synthetic county, and no bill yet. */
export interface County extends BenchStore {
  readonly demo: DemoCounty;
  readonly policy: PolicyVersion;
}

export async function openCounty(bench: Bench, people: number): Promise<County> {
  bench.say(`Setting up a county of ${people.toLocaleString('en-US')} people …`);
  const store = await openBenchStore(bench);
  const demo = countyOf(people);
  const areas = await fileSource(fileURLToPath(new URL('../reference/areas.csv', import.meta.url)));
  await take(store.db, 'areas', areas);
  await take(
    store.db,
    'households',
    made('households', () => demo.households()),
  );
  await take(
    store.db,
    'persons',
    made('persons', () => demo.persons()),
  );
  await take(
    store.db,
    'incomes',
    made('incomes', () => demo.incomes()),
  );
  const book = loadPolicies(fileURLToPath(new URL('../policies', import.meta.url)));
  return { ...store, demo, policy: resolvePolicy(book, 'wei-2017', AS_OF) };
}

/** Rows the county itself writes, as a file. */
export const made = (name: string, rows: () => Iterable<Uint8Array>): TableSource =>
  generatedSource(`${name}.csv`, async function* () {
    yield* rows();
  });

/** Imports a file as the command does. */
export const take = (
  db: Db,
  kind: FileKindName,
  source: TableSource,
  rejectsFile?: string,
): Promise<ImportReport> =>
  importFile(db, {
    kind: KINDS[kind],
    source,
    sourceKey: 'benchmark',
    actor: 'benchmark',
    ...(rejectsFile === undefined ? {} : { rejectsFile }),
  });

/** The bills away, the register kept: as if none had ever come. */
export async function clearBills(db: Db): Promise<void> {
  await sql`truncate feeds.expense`.execute(db);
  await sql`delete from feeds.superseded_row where kind = 'expenses'`.execute(db);
}

export async function clearFindings(db: Db): Promise<void> {
  await sql`truncate screening.finding, screening.run cascade`.execute(db);
}

export async function countOf(db: Db, table: string): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from ${sql.raw(table)}`.execute(db);
  return Number(rows[0]!.n);
}

/** Imports a file of bills, timed, and checks that every row was taken or refused as it should be. */
export async function timedImport(
  county: County,
  series: Series,
  path: string,
  expected: { readonly rows: number; readonly rejected: number },
): Promise<void> {
  const source = await fileSource(path);
  const report = await series.run(county.profile, () =>
    take(county.db, 'expenses', source, `${path}.rejects.csv`),
  );
  checkEqual(report.rows, expected.rows, 'rows read');
  checkEqual(report.rejected, expected.rejected, 'rows rejected');
  checkEqual(report.new, expected.rows - expected.rejected, 'rows new');
}

/** Screens as the command does it. */
export const screenOn = ({ db, demo, policy }: County, asOf: PlainDate): Promise<ScreenReport> =>
  screen(db, { countyCode: demo.county, policy, asOf, actor: 'benchmark' });
