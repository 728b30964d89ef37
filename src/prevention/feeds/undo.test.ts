import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AREAS, contentOf, COUNTY, countOf, emptyStore, importText } from '../../../test/imports.ts';
import { BOOK } from '../../../test/governance-words.ts';
import { testStore } from '../../../test/store.ts';
import { plainDate } from '../../kernel/index.ts';
import { type Db, generatedSource, type Store, sql } from '../../platform/index.ts';
import { resolvePolicy } from '../../policy/index.ts';
import { screen } from '../screening/index.ts';
import { importInto, KINDS, undoImport } from './index.ts';

let store: Store;
let db: Db;
beforeAll(async () => {
  store = await testStore();
  db = store.db;
});
afterAll(() => store.close());

const HOUSEHOLDS = 'county_code,household_no,area_code,group,head_name,size';
const BILLS =
  'county_code,record_no,household_no,person_no,peril,date,total_yuan,reimbursed_yuan,self_paid_yuan,provider';
const bill = (no: string, yuan: number) => `${COUNTY},${no},H1,,medical,2026-03-01,${yuan},0,${yuan},a`;
const bills = (...rows: readonly string[]) => importText(db, 'expenses', `${BILLS}\n${rows.join('\n')}\n`);
const undo = (importNo: number, more: object = {}) =>
  undoImport(db, { importNo: BigInt(importNo), actor: 'Office', reason: 'wrong file', ...more });
const refused = (code: string) => expect.objectContaining({ code });
const content = () => contentOf(db, 'feeds.expense', 'record_no');

/** Imports 1 and 2: the areas and two households; 3: two bills. */
beforeEach(async () => {
  await emptyStore(db);
  await importText(db, 'areas', AREAS);
  await importText(
    db,
    'households',
    `${HOUSEHOLDS}\n${[1, 2].map((n) => `${COUNTY},H${n},TC01-V1,non_high_standard_lifted,张${n},2`).join('\n')}\n`,
  );
  await bills(bill('A', 100), bill('B', 200));
});

const screened = () => {
  const asOf = plainDate('2026-11-20');
  const policy = resolvePolicy(BOOK, 'wei-2017', asOf);
  return screen(db, { countyCode: COUNTY, policy, asOf, actor: 'Office' });
};

describe('an import is taken back', () => {
  test('what it added is gone, what it corrected says again what it said', async () => {
    const before = await content();
    await bills(bill('A', 150), bill('B', 200), bill('C', 300));
    expect(await undo(4, { dryRun: true })).toMatchObject({ removed: 1, restored: 1, dry_run: true });
    expect(await countOf(db, 'feeds.expense')).toBe(3);
    expect(await undo(4)).toMatchObject({ import_no: '4', kind: 'expenses', removed: 1, restored: 1 });
    expect(await content()).toEqual(before);
    expect(await countOf(db, 'feeds.superseded_row')).toBe(0);
    const { rows } = await sql<{
      n: bigint;
    }>`select import_no as n from feeds.expense order by record_no`.execute(db);
    expect(rows.map(({ n }) => Number(n))).toEqual([3, 3]);
  });

  test('the last first, down to nothing; a file taken back can come again', async () => {
    await bills(bill('A', 150));
    await expect(undo(3)).rejects.toEqual(refused('import.followed'));
    await undo(4);
    await undo(3);
    await undo(2);
    await undo(1);
    for (const table of ['registry.area', 'registry.household', 'feeds.expense'])
      expect(await countOf(db, table), table).toBe(0);
    await expect(undo(3)).rejects.toEqual(refused('import.undone'));
    expect((await importText(db, 'areas', AREAS)).report).toMatchObject({ import_no: '5', new: 6 });
  });

  test('a large file that set its keys aside is taken back like a small one', async () => {
    const many = Array.from({ length: 3000 }, (_, i) => bill(`M${i}`, i + 1));
    await bills(bill('A', 175), ...many);
    expect(await undo(4)).toMatchObject({ removed: 3000, restored: 1 });
    expect(await countOf(db, 'feeds.expense')).toBe(2);
  });

  test('an area that had moved is in its old county again', async () => {
    const before = await contentOf(db, 'registry.area', 'code');
    await importText(db, 'areas', 'code,name,parent_code,level\nTC01-V2,Second Village,TC02,village\n');
    expect(await contentOf(db, 'registry.area', 'code')).not.toEqual(before);
    await undo(4);
    expect(await contentOf(db, 'registry.area', 'code')).toEqual(before);
  });
});

describe('an import that something rests on stays', () => {
  test('one there is not', async () => {
    await expect(undo(99)).rejects.toEqual(refused('import.unknown'));
  });

  test('a screening has looked at it, though it found nothing', async () => {
    await screened();
    await expect(undo(3)).rejects.toEqual(refused('import.screened'));
    // What came after the screening goes.
    await bills(bill('C', 300));
    expect(await undo(4)).toMatchObject({ removed: 1 });
    // Another county's screening concerns nobody here.
    await sql`update screening.run set county_code = 'TC02'`.execute(db);
    expect(await undo(3)).toMatchObject({ removed: 2 });
  });

  test('a claim was assessed since', async () => {
    await sql`insert into compensation.claim (county_code, claim_no, household_no, policy_id, policy_year, peril, as_of,
        identified_on, household_group, self_paid_fen, entitled_fen, difference_fen, policy_version, policy_hash, inputs,
        explanation, actor)
      values (${COUNTY}, 1, 'H1', 'p', 2026, 'medical', '2026-03-02', '2026-03-02', 'general', 1, 1, 1, 'p', 'h', '{}', '{}', 'x')`.execute(
      db,
    );
    await expect(undo(3)).rejects.toEqual(refused('import.assessed'));
  });

  test('bills name its households, households its areas', async () => {
    await expect(undo(2)).rejects.toEqual(refused('import.builtOn'));
    await expect(undo(1)).rejects.toEqual(refused('import.builtOn'));
    expect(await countOf(db, 'registry.household')).toBe(2);
  });
});

describe('columns of a source', () => {
  const renamed = (...rows: readonly string[]) =>
    `县代码,单号,户编号,成员编号,险种,就诊日,总费用,报销金额,自付,医院,备注\n${rows.map((row) => `${row},x`).join('\n')}\n`;
  const mapping = { 单号: 'record_no', 就诊日: 'date', 自付: 'self_paid_yuan', 医院: 'provider', 备注: '' };
  const take = (text: string, more: object = {}) =>
    db.transaction().execute((tx) =>
      importInto(tx, {
        kind: KINDS.expenses,
        source: generatedSource('b.csv', async function* () {
          yield Buffer.from(text);
        }),
        sourceKey: 'hospital',
        actor: 'Office',
        ...more,
      }),
    );

  test('are mapped once and remembered', async () => {
    await expect(take(renamed(bill('C', 300)))).rejects.toEqual(refused('import.columnMissing'));
    expect(await take(renamed(bill('C', 300)), { mapping })).toMatchObject({ new: 1, ignored_columns: [] });
    expect(await take(renamed(bill('D', 400)))).toMatchObject({ new: 1, rejected: 0 });
    expect(await countOf(db, 'feeds.mapping')).toBe(1);
    await take(renamed(bill('D', 400)), { mapping });
    expect(await countOf(db, 'feeds.mapping')).toBe(1);
    // A header that nobody mapped is told.
    const { 备注: _, ...rest } = mapping;
    expect(await take(renamed(bill('E', 500)), { mapping: rest })).toMatchObject({
      ignored_columns: ['备注'],
    });
    expect(await countOf(db, 'feeds.mapping')).toBe(2);
  });

  test.each([
    ['to a column there is not', { 单号: 'number' }, 'import.mappingColumn'],
    ['two to one column', { 单号: 'record_no', 备注: 'record_no' }, 'import.mappingTwice'],
    ['to one that stands there already', { ...mapping, 备注: 'household_no' }, 'import.columnTwice'],
  ])('are refused when mapped %s', async (_, wrong, code) => {
    await expect(take(renamed(bill('C', 300)), { mapping: wrong })).rejects.toEqual(refused(code));
    expect(await countOf(db, 'feeds.mapping')).toBe(0);
  });

  test('a dry run shows rows of each sort', async () => {
    const { examples } = await take(
      `${BILLS}\n${[bill('A', 150), bill('B', 200), bill('C', 300), bill('X', -1)].join('\n')}\n`,
      {
        withExamples: true,
      },
    );
    expect(examples).toMatchObject({
      new: [{ record_no: 'C', total_yuan: '300.00' }],
      corrected: [
        { before: { record_no: 'A', total_yuan: '100.00' }, after: { record_no: 'A', total_yuan: '150.00' } },
      ],
      unchanged: [{ record_no: 'B', total_yuan: '200.00' }],
      rejected: [{ line: 5 }, { line: 5 }],
    });
  });
});
