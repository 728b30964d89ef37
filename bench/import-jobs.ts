import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyBlocks, sql } from '../src/platform/index.ts';
import { BARE_COLUMNS, bareBlocks, spoiledRows, writeBills } from './bills.ts';
import { clearBills, countOf, type County, timedImport } from './county.ts';
import { checkEqual, Series } from './measure.ts';
import type { Bench, Result } from './model.ts';
import { settle } from './stores.ts';

/** Import of expenses with full validation and a rejects file, against a bare COPY of the same rows. */
export async function importJobs(bench: Bench, county: County): Promise<Result[]> {
  const { db } = county;
  const [first, second] = [join(bench.folder, 'bills-1.csv'), join(bench.folder, 'bills-2.csv')];
  const rows = await writeBills(first, county.demo, 'B');
  checkEqual(await writeBills(second, county.demo, 'C'), rows, 'rows of the second file');
  const blocks = await bareBlocks(first);
  const expected = { rows, rejected: spoiledRows(rows) };
  await sql`create table bench.bare as select * from feeds.expense with no data`.execute(db);
  await sql`alter table bench.bare alter import_no set default 1`.execute(db);
  const keys = await keysOf(county);
  const [bare, bareAgain, empty, more] = [new Series(), new Series(), new Series(), new Series()];
  for (let run = 1; run <= bench.runs; run++) {
    bench.say(`Import, run ${run} of ${bench.runs} …`);
    await clearBills(db);
    await bareCopy(county, bare, blocks, rows - expected.rejected);
    await settle(db);
    await timedImport(county, empty, first, expected);
    await compareWithBare(county);
    checkRejects(`${first}.rejects.csv`, expected.rejected);
    await bareCopy(county, bareAgain, blocks, rows - expected.rejected);
    await settle(db);
    await timedImport(county, more, second, expected);
    checkEqual(
      await countOf(db, 'feeds.expense'),
      2 * (rows - expected.rejected),
      'bills after the second file',
    );
    checkEqual(await keysOf(county), keys, 'keys and indexes of the bills');
  }
  await sql`drop table bench.bare`.execute(db);
  await clearBills(db);
  const size = `${rows.toLocaleString('en-US')} bills`;
  const common = { unit: 's', baselineName: 'bare COPY' } as const;
  return [
    {
      ...common,
      job: 'import expenses into an empty store',
      size,
      values: empty.seconds,
      baseline: bare.seconds,
      targets: [{ kind: 'ratio', atMost: 3 }],
      dominates: empty.dominates,
    },
    {
      ...common,
      job: 'import expenses into a store that holds as many',
      size: `${size} on ${(rows - expected.rejected).toLocaleString('en-US')}`,
      values: more.seconds,
      baseline: bareAgain.seconds,
      targets: [{ kind: 'ratio', atMost: 5 }],
      dominates: more.dominates,
    },
  ];
}

async function bareCopy(
  { db, profile }: County,
  series: Series,
  blocks: readonly Uint8Array[],
  rows: number,
) {
  await sql`truncate bench.bare`.execute(db);
  await settle(db);
  const target = `bench.bare (${BARE_COLUMNS})`;
  const copied = await series.run(profile, () =>
    db.transaction().execute(async (tx) => {
      const counts = await copyBlocks(
        tx,
        (async function* () {
          for (const block of blocks) yield { target, rows: block };
        })(),
      );
      return counts.get(target);
    }),
  );
  checkEqual(copied, rows, 'rows of the bare COPY');
}

/** Both tables hold the same rows: number, and a sum of the rows' hashes. */
async function compareWithBare({ db }: County): Promise<void> {
  const digest = async (table: string): Promise<string> => {
    const { rows } = await sql<{ digest: string }>`select count(*) || ' rows, ' ||
      sum(hashtextextended(row(${sql.raw(BARE_COLUMNS)})::text, 0)::numeric) as digest
      from ${sql.raw(table)}`.execute(db);
    return rows[0]!.digest;
  };
  checkEqual(
    await digest('feeds.expense'),
    await digest('bench.bare'),
    'imported bills against the bare COPY',
  );
}

function checkRejects(path: string, rejected: number): void {
  const lines = readFileSync(path, 'utf8').split('\n').length - 2;
  checkEqual(lines, rejected, 'lines of the rejects file');
}

async function keysOf({ db }: County): Promise<string> {
  const { rows } = await sql<{ keys: string }>`select
    (select string_agg(conname || convalidated, ',' order by conname) from pg_constraint
      where conrelid = 'feeds.expense'::regclass) || ' ' ||
    (select string_agg(indexrelid::regclass::text, ',' order by indexrelid::regclass::text) from pg_index
      where indrelid = 'feeds.expense'::regclass and indisvalid) as keys`.execute(db);
  return rows[0]!.keys;
}
