import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../platform/index.ts';
import { AREAS, countOf, emptyStore, importText, type Imported } from '../../../test/imports.ts';
import { AMOUNT_CASES, CONDITION_SHEETS, DAY_CASES, type Sheet, UNKNOWN } from '../../../test/sheets.ts';
import { testStore } from '../../../test/store.ts';
import type { FileKindName } from './index.ts';

const SHEETS: Readonly<Record<FileKindName, Sheet>> = {
  areas: {
    english: 'code,name,parent_code,level',
    chinese: '地区代码,名称,上级代码,级别',
    sound: { code: '', name: 'A village', parent_code: 'TC01-T1', level: 'village' },
    table: 'registry.area',
    key: 'code',
    cases: [
      [{}, undefined],
      [{ level: '村' }, undefined],
      [{ name: '' }, 'name'],
      [{ level: 'hamlet' }, 'level'],
      [{ level: '' }, 'level'],
      [{ parent_code: 'nowhere' }, 'parent_code', /not an area/],
      [{ code: '' }, 'code', /blank/],
      [{ code: 'SELF', parent_code: 'SELF' }, 'parent_code', /in itself/],
      [{ code: '13043', level: 'county', parent_code: '' }, 'code', /6 digits/],
      [{ code: '130400', level: 'county', parent_code: '' }, 'code', /GB\/T 2260/],
      [{ code: '930000', level: 'province', parent_code: '' }, 'code', /GB\/T 2260/],
      [{ code: '130434', level: 'county', parent_code: '' }, undefined],
      [{ code: '130434201', level: 'township', parent_code: '130434' }, undefined],
      [{ code: '130435201', level: 'township', parent_code: '130434' }, 'code', /parent/],
      [{ name: 'x'.repeat(201) }, 'name', /longer than 200/],
      [{ name: '=1+1' }, 'name', /formula/],
    ],
  },
  households: {
    english: 'county_code,household_no,area_code,group,head_name,size,group_since,phone',
    chinese: '县代码,户编号,地区代码,户类型,户主姓名,家庭人口,认定日期,联系电话',
    sound: {
      county_code: 'TC01',
      household_no: '',
      area_code: 'TC01-V1',
      group: 'general',
      head_name: '王某',
      size: '3',
      group_since: '',
      phone: '',
    },
    table: 'registry.household',
    key: 'household_no',
    cases: [
      [{}, undefined],
      [{ county_code: '' }, 'county_code'],
      [{ county_code: 'TC09' }, 'county_code', /import the areas first/],
      [{ county_code: 'TC01-V1' }, 'county_code'],
      [{ area_code: 'TC02-V1' }, 'area_code', /not an area of this county/],
      [{ area_code: 'TC01-V9' }, 'area_code'],
      [{ area_code: '' }, 'area_code'],
      [{ household_no: '' }, 'household_no'],
      [{ group: 'poor' }, 'group'],
      [{ group: '' }, 'group'],
      [{ group: 'Registered' }, 'group'],
      [{ group: '非高标准脱贫户' }, undefined],
      [{ group: '突发严重困难户' }, undefined],
      [{ head_name: '' }, 'head_name'],
      [{ head_name: '=cmd|calc' }, 'head_name', /formula/],
      [{ head_name: '@SUM(A1)' }, 'head_name', /formula/],
      [{ head_name: '"a\nb"' }, 'head_name', /line break/],
      [{ size: '0' }, 'size'],
      [{ size: '-1' }, 'size'],
      [{ size: '2.5' }, 'size'],
      [{ size: '100' }, 'size'],
      [{ size: '99' }, undefined],
      [{ size: '' }, 'size'],
      [{ size: '三' }, 'size'],
      [{ phone: '+86 310-600 0000' }, undefined],
      [{ phone: '13800000000' }, undefined],
      [{ phone: '=13800000000' }, 'phone', /formula/],
      ...DAY_CASES('group_since'),
    ],
  },
  persons: {
    english:
      'county_code,household_no,person_no,name,id_number,birth_date,sex,relation,education,health,labour',
    chinese: '县代码,户编号,人员编号,姓名,身份证号,出生日期,性别,与户主关系,文化程度,健康状况,劳动技能',
    sound: {
      county_code: 'TC01',
      household_no: 'H1',
      person_no: '',
      name: '李某',
      id_number: '',
      birth_date: '1980-05-06',
      sex: 'male',
      relation: 'head',
      education: '',
      health: '',
      labour: '',
    },
    table: 'registry.person',
    key: 'person_no',
    cases: [
      [{}, undefined],
      [{ household_no: 'H9' }, 'household_no', UNKNOWN],
      [{ county_code: 'TC02' }, 'household_no', UNKNOWN],
      [{ person_no: '' }, 'person_no'],
      [{ name: '' }, 'name'],
      [{ id_number: '11010519491231002X', birth_date: '1949-12-31', sex: 'female' }, undefined],
      [{ id_number: '11010519491231002x', birth_date: '1949-12-31', sex: 'female' }, undefined],
      [{ id_number: '110105194912310021' }, 'id_number', /check digit/],
      [{ id_number: '110105194913310020' }, 'id_number', /not a date/],
      [{ id_number: '1101051949123100' }, 'id_number', /17 digits/],
      // Only a warning: the document and the file disagree, and either may be right.
      [{ id_number: '11010519491231002X', birth_date: '1950-12-31', sex: 'male' }, undefined],
      [{ sex: '男' }, undefined],
      [{ sex: '女' }, undefined],
      [{ sex: 'm' }, 'sex'],
      [{ sex: '' }, 'sex'],
      [{ relation: '配偶' }, undefined],
      [{ relation: 'cousin' }, 'relation'],
      [{ relation: '' }, 'relation'],
      [{ health: 'anything at all' }, undefined],
      [{ birth_date: '' }, 'birth_date'],
      [{ birth_date: '1850-01-01' }, undefined],
      ...DAY_CASES('birth_date'),
    ],
  },
  expenses: {
    english:
      'county_code,record_no,household_no,person_no,peril,date,total_yuan,reimbursed_yuan,self_paid_yuan,provider,item',
    chinese: '县代码,单据号,户编号,人员编号,风险类别,日期,总费用,报销金额,自付金额,机构,费用项目',
    sound: {
      county_code: 'TC01',
      record_no: '',
      household_no: 'H1',
      person_no: '',
      peril: 'medical',
      date: '2017-12-31',
      total_yuan: '100.00',
      reimbursed_yuan: '40.5',
      self_paid_yuan: '59.50',
      provider: '',
      item: '',
    },
    table: 'feeds.expense',
    key: 'record_no',
    cases: [
      [{}, undefined],
      [{ county_code: '' }, 'county_code'],
      [{ record_no: '' }, 'record_no'],
      [{ household_no: '' }, 'household_no'],
      [{ household_no: 'H9' }, 'household_no', UNKNOWN],
      [{ county_code: 'TC02' }, 'household_no', UNKNOWN],
      [{ county_code: 'TC09' }, 'household_no', UNKNOWN],
      [{ peril: '因病' }, undefined],
      [{ peril: 'illness' }, 'peril'],
      [{ peril: '' }, 'peril'],
      [{ item: '住院' }, undefined],
      [{ item: 'tuition' }, undefined],
      [{ item: 'lunch' }, 'item'],
      [{ self_paid_yuan: '59.51' }, 'self_paid_yuan', /total less reimbursed/],
      [{ self_paid_yuan: '59.49' }, 'self_paid_yuan', /total less reimbursed/],
      [{ total_yuan: '0', reimbursed_yuan: '0', self_paid_yuan: '0' }, undefined],
      [
        { total_yuan: '10', reimbursed_yuan: '10.01', self_paid_yuan: '0' },
        'reimbursed_yuan',
        /more than the total/,
      ],
      [{ total_yuan: '999999999999.99', reimbursed_yuan: '0', self_paid_yuan: '999999999999.99' }, undefined],
      [{ provider: '"县医院, 一分院"' }, undefined],
      [{ provider: '"a ""quoted"" \\name\\t"' }, undefined],
      [{ provider: '-' }, undefined],
      [{ provider: '=HYPERLINK("x")' }, 'provider', /formula/],
      [{ provider: '+cmd' }, 'provider', /formula/],
      [{ provider: '"tab\there"' }, 'provider', /control character/],
      [{ date: '' }, 'date'],
      ...DAY_CASES('date'),
      ...AMOUNT_CASES('total_yuan'),
      ...AMOUNT_CASES('reimbursed_yuan'),
      ...AMOUNT_CASES('self_paid_yuan'),
    ],
  },
  incomes: {
    english: 'county_code,household_no,year,class,stream,amount_yuan,one_off,month',
    chinese: '县代码,户编号,年度,收入类别,收入来源,金额（元）,是否一次性,月份',
    sound: {
      county_code: 'TC01',
      household_no: 'H1',
      year: '2017',
      class: 'wage',
      stream: '',
      amount_yuan: '100',
      one_off: 'false',
      month: '',
    },
    table: 'income.item',
    key: 'stream',
    cases: [
      [{}, undefined],
      [{ household_no: 'H9' }, 'household_no', UNKNOWN],
      [{ year: '2026' }, undefined],
      [{ year: '2027' }, 'year', /future/],
      [{ year: '2026', month: '11' }, undefined],
      [{ year: '2026', month: '12' }, 'month', /future/],
      [{ year: '1899' }, 'year'],
      [{ year: '17' }, 'year'],
      [{ year: '' }, 'year'],
      [{ class: '' }, undefined],
      [{ class: '转移性收入' }, undefined],
      [{ class: 'salary' }, 'class'],
      [{ one_off: '是' }, undefined],
      [{ one_off: '' }, 'one_off'],
      [{ one_off: 'maybe' }, 'one_off'],
      [{ month: '0' }, 'month'],
      [{ month: '13' }, 'month'],
      [{ month: '12' }, undefined],
      [{ amount_yuan: '300000.01' }, undefined],
      ...AMOUNT_CASES('amount_yuan'),
    ],
  },
  ...CONDITION_SHEETS,
};

const quoted = (cell: string): string =>
  /[,"\n]/.test(cell) && !cell.startsWith('"') ? `"${cell.replaceAll('"', '""')}"` : cell;

/** The file of all cases under a header; case i stands on the line `lines[i]`. */
function fileOf({ english, sound, key, cases }: Sheet, header: string): { text: string; lines: number[] } {
  let text = `${header}\n`;
  const lines = cases.map(([cells], i) => {
    const line = text.split('\n').length;
    const row: Readonly<Record<string, string>> = { ...sound, [key]: `K${i}`, ...cells };
    text += `${english
      .split(',')
      .map((column) => quoted(row[column]!))
      .join(',')}\n`;
    return line;
  });
  return { text, lines };
}

const REGISTER = `county_code,household_no,area_code,group,head_name,size
TC01,H1,TC01-V1,general,Head,3
TC02,H2,TC02-V1,general,Head,3
`;

describe.each(Object.entries(SHEETS) as [FileKindName, Sheet][])('%s', (kind, sheet) => {
  let store: Store;
  let imported: Imported;
  let before = 0;
  const { text, lines } = fileOf(sheet, sheet.english);

  beforeAll(async () => {
    store = await testStore();
    await prepare();
    imported = await importText(store.db, kind, text);
  });
  afterAll(() => store.close());

  async function prepare(): Promise<void> {
    await emptyStore(store.db);
    await importText(store.db, 'areas', AREAS);
    await importText(store.db, 'households', REGISTER);
    before = await countOf(store.db, sheet.table);
  }

  test.each(sheet.cases.map(([cells, refused, reason], i) => ({ cells, refused, reason, line: lines[i]! })))(
    '$cells: refused $refused',
    ({ refused, reason, line }) => {
      const here = imported.rejects.filter((reject) => reject.line === line);
      expect(here.map(({ column }) => column)).toEqual(refused === undefined ? [] : [refused]);
      if (reason) expect(here[0]!.reason).toMatch(reason);
    },
  );

  test('what is not refused is kept, and the report counts both', async () => {
    const accepted = sheet.cases.filter(([, refused]) => refused === undefined).length;
    expect(imported.report).toMatchObject({
      rows: sheet.cases.length,
      accepted,
      new: accepted,
      corrected: 0,
      unchanged: 0,
    });
    expect(imported.report.rejected).toBe(sheet.cases.length - accepted);
    expect(await countOf(store.db, sheet.table)).toBe(before + accepted);
  });

  test('Chinese headers read the same', async () => {
    await prepare();
    const chinese = await importText(store.db, kind, fileOf(sheet, sheet.chinese).text);
    expect(chinese.rejects).toEqual(imported.rejects);
    expect({ ...chinese.report, rejects_file: '' }).toEqual({ ...imported.report, rejects_file: '' });
  });

  test('every reason is told in Chinese too, for the same cells', async () => {
    await prepare();
    const { rejects } = await importText(store.db, kind, text, { language: 'zh' });
    expect(rejects.map(({ line, column }) => [line, column])).toEqual(
      imported.rejects.map(({ line, column }) => [line, column]),
    );
    expect(rejects.filter(({ reason }) => !/^[^a-z]*\p{Script=Han}/u.test(reason))).toEqual([]);
  });

  test('columns in another order, with strangers among them, read the same', async () => {
    await prepare();
    const shuffled = text
      .split('\n')
      .filter((line) => line !== '')
      .slice(0, 2)
      .map((line, i) => `${i === 0 ? 'remark' : 'x'},${line.split(',').toReversed().join(',')}`)
      .join('\n');
    const { report } = await importText(store.db, kind, `${shuffled}\n`);
    expect(report).toMatchObject({ rows: 1, new: 1, rejected: 0 });
  });

  test('a missing column, a column named twice and a file without rows are refused', async () => {
    const [first, ...others] = sheet.english.split(',');
    await expect(importText(store.db, kind, `${others.join(',')}\nx\n`)).rejects.toMatchObject({
      code: 'import.columnMissing',
      details: { missing: { en: first, zh: sheet.chinese.split(',')[0] } },
    });
    await expect(importText(store.db, kind, `${sheet.english},${first}\nx\n`)).rejects.toMatchObject({
      code: 'import.columnTwice',
    });
    await expect(
      importText(store.db, kind, `${sheet.english},${sheet.chinese.split(',')[0]}\nx\n`),
    ).rejects.toMatchObject({ code: 'import.columnTwice' });
    await expect(importText(store.db, kind, `${sheet.english}\n`)).rejects.toMatchObject({
      code: 'import.noRows',
    });
  });

  test('a row with a cell too many or too few is refused', async () => {
    const [header, row] = text.split('\n');
    const { rejects } = await importText(
      store.db,
      kind,
      `${header}\n${row},x\n${row!.slice(0, row!.lastIndexOf(','))}\n`,
    );
    expect(rejects.map(({ line, reason }) => [line, /cells where the header names/.test(reason)])).toEqual([
      [2, true],
      [3, true],
    ]);
  });
});
