import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { importText, readRejects } from '../../../test/imports.ts';
import { testStore } from '../../../test/store.ts';
import { plainDate } from '../../kernel/index.ts';
import { generatedSource, type Store, type Tx } from '../../platform/index.ts';
import { cohortAccounts, decideEvents, findHousehold, importEvents, listEvents } from '../index.ts';

let store: Store;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());

let county = '';
let counties = 0;
beforeEach(async () => {
  county = `IM${String(++counties).padStart(3, '0')}`;
  await importText(
    store.db,
    'areas',
    `code,name,parent_code,level\n${county},County,,county\n${county}-A,Village A,${county},village\n`,
  );
  await importText(
    store.db,
    'households',
    `county_code,household_no,area_code,group,head_name,size\n${county},R,${county}-A,registered,Rao,3\n${county},G,${county}-A,general,Gao,2\n`,
  );
  await importText(
    store.db,
    'persons',
    `county_code,household_no,person_no,name,id_number,birth_date,sex,relation,education,health,labour\n${county},R,1,Rao,,1970-01-01,male,head,,,\n${county},R,2,Rao wife,,1972-01-01,female,spouse,,,\n${county},R,3,Rao son,,1995-05-05,male,child,,,\n${county},G,1,Gao,,1960-01-01,female,head,,,\n`,
  );
});

const folder = mkdtempSync(join(tmpdir(), 'terrace-events-'));
const read = <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  store.db.transaction().execute(work);
const rejectsFile = (): string => join(folder, `${county}.rejects.csv`);
const HEADER = 'county_code,type,date,household_no,person_no,group,new_household_no,name,sex,reason,ref';
const bring = (rows: readonly string[], { header = HEADER, dryRun = false, actor = 'Li' } = {}) =>
  importEvents(store.db, {
    source: generatedSource('events.csv', async function* () {
      yield Buffer.from(`${header}\n${rows.map((row) => row.replaceAll('C,', `${county},`)).join('\n')}\n`);
    }),
    actor,
    dryRun,
    rejectsFile: rejectsFile(),
  });
const approveBatch = (batch: string | null) =>
  decideEvents(store.db, { actor: 'Wang', countyCode: county, verdict: 'approve', batchNo: BigInt(batch!) });

describe('a file of events', () => {
  test('a whole life in one file, in any order of rows, with both languages', async () => {
    const report = await bring(
      [
        'C,死亡,2019-05-01,S,3,,,,,,',
        'C,分户,2018-05-01,R,3;2,,S,,,,',
        'C,脱贫,2018-12-31,S,,一般户,,,,,',
        'C,出生,2018-06-01,S,,,,小饶,女,,',
        'C,返贫,2020-12-31,S,,,,,,,',
      ],
      { header: '县代码,事件类型,日期,户编号,人员编号,户类型,新户编号,姓名,性别,原因,来源编号' },
    );
    expect(report).toMatchObject({ rows: 5, proposed: 5, unchanged: 0, rejected: 0, rejects_file: null });
    expect(await read((tx) => findHousehold(tx, county, 'S', plainDate('2019-01-01')))).toBeUndefined();
    const { decided, refused } = await approveBatch(report.batch_no);
    expect([decided.length, refused]).toEqual([5, []]);
    expect(await read((tx) => findHousehold(tx, county, 'S', plainDate('2021-01-01')))).toMatchObject({
      group: 'registered',
      size: 2,
    });
    const [households] = await read((tx) =>
      cohortAccounts(tx, { countyCode: county, from: plainDate('2018-01-01'), to: plainDate('2020-12-31') }),
    );
    expect(households).toMatchObject({
      opening: 1,
      split_in: 1,
      lifted: 1,
      relapsed: 1,
      closing: 2,
      closes: true,
    });
  });

  test('what cannot be is rejected with line, column, value and reason; the rest is kept', async () => {
    const report = await bring([
      'C,lift,2018-12-31,R,,general,,,,,',
      'C,lift,2018-12-31,G,,general,,,,,',
      'C,fly,2018-12-31,R,,,,,,,',
      'C,lift,2018-02-30,R,,general,,,,,',
      'C,lift,2099-01-01,R,,general,,,,,',
      'C,death,2018-01-01,R,9,,,,,,',
      'XX,death,2018-01-01,R,1,,,,,,',
      'C,relapse,2017-01-01,R,,,,,,,',
      'C,birth,2018-01-01,R,,,,=1+1,male,,',
    ]);
    expect(report).toMatchObject({ rows: 9, proposed: 1, rejected: 8, rejects_file: rejectsFile() });
    expect(readRejects(rejectsFile()).map(({ line, column, value }) => [line, column, value])).toEqual([
      [3, 'household_no', 'G'],
      [4, 'type', 'fly'],
      [5, 'date', '2018-02-30'],
      [6, 'date', '2099-01-01'],
      [7, 'person_no', '9'],
      [8, 'county_code', 'XX'],
      [9, 'household_no', 'R'],
      [10, 'name', "'=1+1"],
    ]);
  });

  test('the same file again is unchanged, before and after approval', async () => {
    const rows = ['C,lift,2018-12-31,R,,general,,,,,A1', 'C,birth,2018-01-01,R,,,,Baby,male,,'];
    const { batch_no } = await bring(rows);
    expect(await bring(rows)).toMatchObject({ batch_no: null, proposed: 0, unchanged: 2, rejected: 0 });
    await approveBatch(batch_no);
    expect(await bring(rows, { actor: 'Zhao' })).toMatchObject({ proposed: 0, unchanged: 2, rejected: 0 });
    expect(await read((tx) => listEvents(tx, county, {}))).toHaveLength(2);
  });

  test('a reference with other content is refused, in the store and in the file', async () => {
    await bring(['C,lift,2018-12-31,R,,general,,,,,A1']);
    expect(await bring(['C,lift,2018-12-30,R,,general,,,,,A1'])).toMatchObject({ proposed: 0, rejected: 1 });
    expect(readRejects(rejectsFile())).toMatchObject([{ line: 2, column: 'ref', value: 'A1' }]);
    expect(
      await bring([
        'C,birth,2018-01-01,R,,,,A,male,,B1',
        'C,birth,2018-01-01,R,,,,B,male,,B1',
        'C,birth,2018-01-02,R,,,,C,male,,',
        'C,birth,2018-01-02,R,,,,C,male,,',
      ]),
    ).toMatchObject({ proposed: 1, unchanged: 1, rejected: 2 });
    expect(readRejects(rejectsFile()).map(({ line, column }) => [line, column])).toEqual([
      [2, 'ref'],
      [3, 'ref'],
    ]);
  });

  test('an event that contradicts a later row of the file is the one refused', async () => {
    const report = await bring(['C,death,2019-01-01,R,3,,,,,,', 'C,marriage_out,2020-01-01,R,3,,,,,,']);
    expect(report).toMatchObject({ proposed: 1, rejected: 1 });
    expect(readRejects(rejectsFile())).toMatchObject([{ line: 3, column: 'person_no', value: '3' }]);
  });

  test('of a batch, what no longer fits stays proposed and is told', async () => {
    const first = await bring(['C,lift,2018-12-31,R,,general,,,,,', 'C,death,2018-01-01,R,1,,,,,,']);
    const second = await bring(['C,review_removal,2018-06-01,R,,,,,,flat found,']);
    await approveBatch(second.batch_no);
    const { decided, refused } = await approveBatch(first.batch_no);
    expect(decided.map(({ type }) => type)).toEqual(['death']);
    expect(refused.map(({ failure }) => failure.code)).toEqual(['event.notRegistered']);
  });

  test('a dry run reports and keeps nothing', async () => {
    expect(await bring(['C,lift,2018-12-31,R,,general,,,,,'], { dryRun: true })).toMatchObject({
      proposed: 1,
      dry_run: true,
    });
    expect(await read((tx) => listEvents(tx, county, {}))).toEqual([]);
  });

  test('no ID number comes back in the rejects file', async () => {
    const header = 'county_code,type,date,household_no,name,sex,id_number';
    await bring(
      [
        'C,birth,2018-01-01,R,11010519491231002X,male,110105194912310021',
        'C,birth,2018-01-01,Q,Name,male,11010519491231002X',
        'C,death,2018-01-01,11010519491231002X,,,',
      ],
      { header },
    );
    const text = readFileSync(rejectsFile(), 'utf8');
    expect(readRejects(rejectsFile())).toHaveLength(3);
    expect(text).not.toMatch(/\d{15}/);
  });

  test.each([
    ['register.columnMissing', 'county_code,type,date'],
    ['register.columnUnknown', `${HEADER},wheather`],
    ['register.columnTwice', `${HEADER},姓名`],
  ])('%s', async (code, header) => {
    await expect(bring(['C,lift,2018-12-31'], { header })).rejects.toMatchObject({ code });
  });
});
