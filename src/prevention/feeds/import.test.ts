import { mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { generatedSource, sql, type Store } from '../../platform/index.ts';
import { AREAS, contentOf, countOf, emptyStore, importText } from '../../../test/imports.ts';
import { testStore } from '../../../test/store.ts';
import { DEMONSTRATION, importFile, KINDS } from './index.ts';

let store: Store;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());

const HOUSEHOLDS = `county_code,household_no,area_code,group,head_name,size
TC01,H1,TC01-V1,general,Head One,3
TC01,H2,TC01-V1,registered,Head Two,4
`;
const HEADER =
  'county_code,record_no,household_no,person_no,peril,date,total_yuan,reimbursed_yuan,self_paid_yuan,provider\n';
const bill = (no: string, total: string, { household = 'H1', provider = '' } = {}): string =>
  `TC01,${no},${household},,medical,2017-05-06,${total},0,${total},${provider}\n`;

beforeEach(async () => {
  await emptyStore(store.db);
  await importText(store.db, 'areas', AREAS);
  await importText(store.db, 'households', HOUSEHOLDS);
});

const bills = () => contentOf(store.db, 'feeds.expense', 'county_code, record_no');
const replaced = async () => {
  const { rows } = await sql<{ key: string; total: string; county_code: string; import_no: bigint }>`
    select key, "row" ->> 'total_fen' as total, county_code, import_no from feeds.superseded_row order by import_no, key`.execute(
    store.db,
  );
  return rows;
};

test('nobody passes a real file off as synthetic', async () => {
  const source = generatedSource('b.csv', async function* () {
    yield Buffer.from(HEADER + bill('R1', '10'));
  });
  const order = { kind: KINDS.expenses, source, sourceKey: DEMONSTRATION, actor: 'tester' };
  await expect(importFile(store.db, order)).rejects.toThrow('stands for synthetic data');
  expect(await bills()).toEqual([]);
});

describe('a file that comes again', () => {
  test('is unchanged, on every kind', async () => {
    const files = [
      ['areas', AREAS],
      ['households', HOUSEHOLDS],
      [
        'persons',
        'county_code,household_no,person_no,name,id_number,birth_date,sex,relation,education,health,labour\nTC01,H1,1,A,,1980-01-01,male,head,,,\n',
      ],
      ['expenses', HEADER + bill('R1', '10') + bill('R2', '20.5', { provider: '"a ""b"" \\N"' })],
      [
        'incomes',
        'county_code,household_no,year,class,stream,amount_yuan,one_off\nTC01,H1,2017,wage,,5,no\nTC01,H1,2017,,,5,no\n',
      ],
    ] as const;
    for (const [kind, text] of files) {
      await importText(store.db, kind, text);
      const table = KINDS[kind].target;
      const before = await contentOf(store.db, table, '1');
      const { report } = await importText(store.db, kind, text);
      const rows = text.trim().split('\n').length - 1;
      expect(report, kind).toMatchObject({ rows, new: 0, corrected: 0, unchanged: rows, rejected: 0 });
      expect(await contentOf(store.db, table, '1')).toEqual(before);
    }
    expect(await countOf(store.db, 'feeds.superseded_row')).toBe(0);
  });

  test('written another way, is still unchanged', async () => {
    await importText(store.db, 'expenses', HEADER + bill('R1', '10') + bill('R2', '20'));
    const { report } = await importText(
      store.db,
      'expenses',
      HEADER + bill('R2', '020.00') + bill('R1', '10.0').replace('medical', '医疗'),
    );
    expect(report).toMatchObject({ new: 0, corrected: 0, unchanged: 2 });
  });
});

describe('the same key with new content', () => {
  test('replaces the row and keeps the old one', async () => {
    await importText(store.db, 'expenses', HEADER + bill('R1', '10') + bill('R2', '20'));
    const { report } = await importText(store.db, 'expenses', HEADER + bill('R1', '11') + bill('R3', '30'));
    expect(report).toMatchObject({ new: 1, corrected: 1, unchanged: 0 });
    expect(await bills()).toMatchObject([
      { record_no: 'R1', total_fen: 1100 },
      { record_no: 'R2', total_fen: 2000 },
      { record_no: 'R3', total_fen: 3000 },
    ]);
    const importNo = BigInt(report.import_no);
    expect(await replaced()).toEqual([
      { key: 'TC01/R1', total: '1000', county_code: 'TC01', import_no: importNo },
    ]);
  });

  test('keeps every earlier version', async () => {
    for (const total of ['1', '2', '3', '2'])
      await importText(store.db, 'expenses', HEADER + bill('R1', total));
    expect((await replaced()).map(({ total }) => total)).toEqual(['100', '200', '300']);
    expect(await bills()).toMatchObject([{ total_fen: 200 }]);
  });

  test('a blank that becomes a value and a value that becomes blank are corrections', async () => {
    await importText(store.db, 'expenses', HEADER + bill('R1', '1') + bill('R2', '1', { provider: 'A' }));
    const { report } = await importText(
      store.db,
      'expenses',
      HEADER + bill('R1', '1', { provider: 'A' }) + bill('R2', '1'),
    );
    expect(report).toMatchObject({ corrected: 2, unchanged: 0 });
    expect(await bills()).toMatchObject([{ provider: 'A' }, { provider: null }]);
  });

  test.each(['first', 'later'])('twice in one file is refused on both lines (%s import)', async (when) => {
    if (when === 'later') await importText(store.db, 'expenses', HEADER + bill('R9', '9'));
    const { report, rejects } = await importText(
      store.db,
      'expenses',
      HEADER + bill('R1', '1') + bill('R2', '2') + bill('R1', '3') + bill('R2', '2'),
    );
    expect(report).toMatchObject({ rows: 4, new: 1, unchanged: 1, rejected: 2, accepted: 2 });
    expect(rejects.map(({ line, column, value }) => [line, column, value])).toEqual([
      [2, 'record_no', 'R1'],
      [4, 'record_no', 'R1'],
    ]);
    expect(rejects[0]!.reason).toContain('lines 2, 4');
  });

  test('a refused line does not count against its sound twin', async () => {
    const { report } = await importText(store.db, 'expenses', HEADER + bill('R1', '1') + bill('R1', 'x'));
    expect(report).toMatchObject({ new: 1, rejected: 1 });
  });
});

describe('areas', () => {
  test('children may stand before their parents', async () => {
    const [header, ...rows] = AREAS.trim().split('\n');
    await emptyStore(store.db);
    const { report } = await importText(store.db, 'areas', [header, ...rows.toReversed()].join('\n'));
    expect(report).toMatchObject({ new: 6, rejected: 0 });
    expect(await contentOf(store.db, 'registry.area', 'code')).toMatchObject([
      { code: 'TC01', county_code: 'TC01' },
      { code: 'TC01-T1', county_code: 'TC01' },
      { code: 'TC01-V1', county_code: 'TC01' },
      { code: 'TC01-V2', county_code: 'TC01' },
      { code: 'TC02', county_code: 'TC02' },
      { code: 'TC02-V1', county_code: 'TC02' },
    ]);
  });

  test('what lies in a refused area is refused too, down to the village', async () => {
    const { rejects } = await importText(
      store.db,
      'areas',
      'code,name,parent_code,level\nA,A,nowhere,township\nB,B,A,village\nC,C,TC01-T1,village\n',
    );
    expect(rejects.map(({ line }) => line)).toEqual([2, 3]);
  });

  test('areas that lie in each other are refused', async () => {
    const { rejects } = await importText(
      store.db,
      'areas',
      'code,name,parent_code,level\nA,A,B,township\nB,B,A,township\n',
    );
    expect(rejects.map(({ line }) => line)).toEqual([2, 3]);
  });

  test('an area must lie in one of a higher level', async () => {
    const { rejects } = await importText(
      store.db,
      'areas',
      'code,name,parent_code,level\nA,A,TC01-V1,township\nB,B,TC01,county\n',
    );
    expect(rejects.map(({ line, column }) => [line, column])).toEqual([
      [2, 'parent_code'],
      [3, 'parent_code'],
    ]);
  });
});

describe('a dry run', () => {
  test('answers the same report and keeps nothing', async () => {
    const file = HEADER + bill('R1', '1') + bill('R2', 'x');
    const dry = await importText(store.db, 'expenses', file, { dryRun: true });
    expect(dry.report).toMatchObject({ dry_run: true, new: 1, rejected: 1 });
    expect(dry.rejects.map(({ line }) => line)).toEqual([3, 3]);
    expect([await countOf(store.db, 'feeds.expense'), await countOf(store.db, 'feeds.import_run')]).toEqual([
      0, 2,
    ]);
    const real = await importText(store.db, 'expenses', file);
    expect(real.report).toMatchObject({ new: 1, rejected: 1, import_no: dry.report.import_no });
  });
});

describe('a file that cannot be finished', () => {
  const order = (source: string, rejectsFile: string) =>
    importFile(store.db, {
      kind: KINDS.expenses,
      source: generatedSource('expenses.csv', async function* () {
        yield Buffer.from(source);
      }),
      sourceKey: 'test',
      actor: 'tester',
      rejectsFile,
    });

  test.each(['in a folder that is not there', 'where a folder stands'])(
    'a rejects file %s keeps nothing and leaves nothing behind',
    async (place) => {
      const folder = mkdtempSync(join(tmpdir(), 'terrace-rejects-'));
      const file = place.startsWith('in') ? join(folder, 'none', 'r.csv') : join(folder, 'r.csv');
      if (!place.startsWith('in')) mkdirSync(file);
      await expect(order(HEADER + bill('R1', '1') + bill('R2', 'x'), file)).rejects.toMatchObject({
        code: 'file.unwritable',
      });
      expect([await countOf(store.db, 'feeds.expense'), await countOf(store.db, 'feeds.import_run')]).toEqual(
        [0, 2],
      );
      expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    },
  );

  test('a fault in the last line keeps nothing of the lines before, and the store goes on', async () => {
    for (const isEmpty of [true, false]) {
      if (!isEmpty) await importText(store.db, 'expenses', HEADER + bill('R0', '1'));
      const before = await bills();
      const many = Array.from({ length: 2000 }, (_, i) => bill(`R${i}`, '5')).join('');
      const file = join(mkdtempSync(join(tmpdir(), 'terrace-rejects-')), 'r.csv');
      await expect(order(`${HEADER}${many}"TC01,unclosed`, file)).rejects.toMatchObject({
        code: 'file.quote',
      });
      expect(await bills()).toEqual(before);
    }
    // Keys and indexes that a bulk load sets aside are back.
    await expect(
      sql`insert into feeds.expense select * from feeds.expense`.execute(store.db),
    ).rejects.toMatchObject({ code: '23505' });
  });
});

test('keys and indexes are the same after a bulk load as before', async () => {
  const definitions = async () =>
    (
      await sql<{ d: string }>`
        select conname || pg_get_constraintdef(oid) as d from pg_constraint where conrelid = 'feeds.expense'::regclass
        union all select pg_get_indexdef(indexrelid) from pg_index where indrelid = 'feeds.expense'::regclass order by 1`.execute(
        store.db,
      )
    ).rows;
  const before = await definitions();
  expect(before.length).toBeGreaterThan(5);
  await importText(store.db, 'expenses', HEADER + bill('R1', '1'));
  expect(await definitions()).toEqual(before);
});

test('the trail of an import holds its counts and no person', async () => {
  await importText(store.db, 'expenses', HEADER + bill('R1', '1') + bill('R2', 'x'));
  const { rows } = await sql<{ actor: string; summary: Record<string, unknown> }>`
    select actor, summary from access.audit_entry where action = 'import.expenses'`.execute(store.db);
  expect(rows).toMatchObject([{ actor: 'tester', summary: { rows: 2, accepted: 1, rejected: 1 } }]);
});
