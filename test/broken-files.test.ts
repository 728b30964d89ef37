import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import type { Store } from '../src/platform/index.ts';
import { terrace } from './cli.ts';
import { AREAS, countOf, emptyStore, importText, readRejects } from './imports.ts';
import { testStore } from './store.ts';
import { sheetOf, workbookEntries, zip } from './zip.ts';

const HEADER =
  'county_code,record_no,household_no,person_no,peril,date,total_yuan,reimbursed_yuan,self_paid_yuan,provider';
const ROW = 'TC01,R1,H1,,medical,2017-05-06,10,0,10,县医院';
const SOUND = `${HEADER}\n${ROW}\n`;
const cells = (line: string): string[] => line.split(',');

type Content = string | Buffer | (() => Promise<Buffer> | Buffer);

/** Files nobody should have delivered, and a word of the one sentence that says so. */
const REFUSED: Readonly<Record<string, readonly [content: Content, word: RegExp]>> = {
  'GB18030 text': [
    Buffer.concat([
      Buffer.from(`${HEADER}\n${ROW.slice(0, -3)}`),
      Buffer.from([0xcf, 0xd8, 0xd2, 0xbd, 0xd4, 0xba]),
      Buffer.from('\n'),
    ]),
    /not UTF-8 at line 2/,
  ],
  'UTF-16 text': [Buffer.from(`\u{feff}${SOUND}`, 'utf16le'), /UTF-16/],
  'UTF-16 big-endian': [Buffer.from(`\u{feff}${SOUND}`, 'utf16le').swap16(), /UTF-16/],
  'an unclosed quotation mark': [`${SOUND}TC01,R2,"H1,,medical\n`, /quotation mark at line 3/],
  'text behind a quotation mark': [`${SOUND}TC01,R2,"H1"x,,medical\n`, /quotation mark at line 3/],
  'a cell of 10 MB': [
    `${SOUND}TC01,R2,${'x'.repeat(10_000_000)},,medical\n`,
    /more than 65536 bytes at line 3/,
  ],
  'a quoted cell of 10 MB': [
    `${SOUND}TC01,R2,"${'x'.repeat(10_000_000)}",,medical\n`,
    /more than 65536 bytes at line 3/,
  ],
  'one line of 10 MB': ['x,'.repeat(5_000_000), /line 1/],
  'the header of another file': ['code,name,parent_code,level\nTC01,Test,,county\n', /lacks the column/],
  'no header': [`${ROW}\n${ROW}\n`, /lacks the column/],
  'semicolons for commas': [SOUND.replaceAll(',', ';'), /lacks the column/],
  'a header with one column twice': [`${HEADER},date\n${ROW},2017-01-01\n`, /date twice/],
  'a header with one column in both languages': [`${HEADER},单据号\n${ROW},R1\n`, /单据号 twice/],
  nothing: ['', /is empty/],
  'a byte order mark alone': ['\u{feff}', /is empty/],
  'blank lines alone': ['\n\r\n\n', /is empty/],
  'a header alone': [`${HEADER}\n`, /no rows/],
  'random bytes': [Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251)), /not UTF-8/],
  'a picture': [Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /not UTF-8/],
  'an old .xls workbook': [
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]),
    /old \.xls/,
  ],
  'a workbook cut short': [
    async () => (await workbook([cells(HEADER), cells(ROW)])).subarray(0, 1500),
    /not a readable XLSX/,
  ],
  'an archive that is no workbook': [zip([{ name: 'a.txt', content: 'hello' }]), /not a readable XLSX/],
  'the first bytes of an archive': [Buffer.from('PK\u0003\u0004'), /not a readable XLSX/],
  'a workbook whose sheet is no XML': [zip(workbookEntries('<worksheet><sheetData><row')), /XLSX|empty|rows/],
  'an empty workbook': [() => zip(workbookEntries(sheetOf([]))), /is empty/],
  'a workbook with a header alone': [() => zip(workbookEntries(sheetOf([cells(HEADER)]))), /no rows/],
  'a zip bomb': [
    () => zip(workbookEntries(Buffer.alloc(300_000_000, ' '))),
    /unpacks to more|too large|packed/,
  ],
  'a zip bomb that lies about its size': [
    () => zip(workbookEntries(Buffer.alloc(300_000_000, ' '), 900_000)),
    /not a readable XLSX|unpacks to more/,
  ],
};

let store: Store;
let folder: string;
beforeAll(async () => {
  store = await testStore();
  folder = mkdtempSync(join(tmpdir(), 'terrace-broken-'));
});
afterAll(() => store.close());
beforeEach(async () => {
  await emptyStore(store.db);
  await importText(store.db, 'areas', AREAS);
  await importText(
    store.db,
    'households',
    'county_code,household_no,area_code,group,head_name,size\nTC01,H1,TC01-V1,general,Head,3\n',
  );
});

async function workbook(rows: readonly (readonly unknown[])[]): Promise<Buffer> {
  return writeExcelFile(rows as never).toBuffer();
}

async function deliver(name: string, content: Content): Promise<string> {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'function' ? await content() : content);
  return file;
}

const kept = async (): Promise<number[]> => [
  await countOf(store.db, 'feeds.expense'),
  await countOf(store.db, 'feeds.import_run'),
];
const importExpenses = (file: string, ...more: string[]) =>
  terrace(['import', 'expenses', file, ...more], { store, cwd: folder });

function expectOneSentence(stderr: string): void {
  expect(stderr).toMatch(/^[^\n]+[.。]\n$/);
  expect(stderr).not.toMatch(/^\s+at |node:|\.ts:|Please report|undefined|\{\w+\}/m);
  expect(stderr.length).toBeLessThan(500);
}

describe('a broken file ends in one sentence, and nothing is kept', () => {
  test.each(Object.entries(REFUSED))('%s', async (name, [content, word]) => {
    const file = await deliver(`${name.replaceAll(/\W/g, '-')}.csv`, content);
    const { code, stdout, stderr } = await importExpenses(file, '--json');
    expectOneSentence(stderr);
    expect(stderr).toMatch(word);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(await kept()).toEqual([0, 2]);
    expect(existsSync(`${file}.rejects.csv`)).toBe(false);
  });

  test('a folder, a missing file and a dangling link', async () => {
    mkdirSync(join(folder, 'folder.csv'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'link.csv'));
    for (const [file, word] of [
      ['folder.csv', /is a folder/],
      ['missing.csv', /no such file/],
      ['link.csv', /no such file/],
    ] as const) {
      const { code, stdout, stderr } = await importExpenses(file, '--json');
      expectOneSentence(stderr);
      expect(stderr).toMatch(word);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    }
  });

  test('the sentence is Chinese for those who want it so', async () => {
    const file = await deliver('empty.csv', '');
    const { stderr } = await importExpenses(file, '--lang', 'zh');
    expect(stderr).toMatch(/^文件 .*是空的.*。\n$/);
  });
});

describe('rows that cannot be kept go out with their reason, the others stay', () => {
  const rejectsOf = (file: string) => readRejects(`${file}.rejects.csv`);

  test.each<[string, string, string, RegExp]>([
    ['a formula', 'TC01,R2,H1,,medical,2017-05-06,10,0,10,"=HYPERLINK(""http://x"")"', 'provider', /formula/],
    ['a formula behind an at sign', 'TC01,R2,H1,,medical,2017-05-06,10,0,10,@SUM(1)', 'provider', /formula/],
    ['a day number', 'TC01,R2,H1,,medical,42861,10,0,10,', 'date', /day number/],
    ['a row too short', 'TC01,R2,H1', '', /cells where the header names/],
    ['a line break in a cell', 'TC01,R2,H1,,medical,2017-05-06,10,0,10,"a\nb"', 'provider', /line break/],
  ])('%s', async (name, row, column, reason) => {
    const file = await deliver(`${name}.csv`, `${SOUND}${row}\n`);
    const { code, stdout, stderr } = await importExpenses(file, '--json');
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      rows: 2,
      new: 1,
      rejected: 1,
      rejects_file: `${file}.rejects.csv`,
    });
    const [reject, ...others] = rejectsOf(file);
    expect([reject!.line, reject!.column, others]).toEqual([3, column, []]);
    expect(reject!.reason).toMatch(reason);
    expect(await kept()).toEqual([1, 3]);
    // The rejects file is opened in the same spreadsheet program that the formula waits for.
    expect(readFileSync(`${file}.rejects.csv`, 'utf8')).not.toMatch(/(^|,)"?[=@]/m);
  });

  test('a byte order mark, CRLF and no line break at the end are no fault', async () => {
    const file = await deliver('excel.csv', `\u{feff}${SOUND.trim().replaceAll('\n', '\r\n')}`);
    expect(await importExpenses(file)).toMatchObject({ code: 0, stderr: '' });
    expect(await kept()).toEqual([1, 3]);
  });
});

describe('workbooks', () => {
  const typed = (date: unknown, total: unknown, provider: unknown = null) => [
    'TC01',
    'R1',
    'H1',
    null,
    'medical',
    date,
    total,
    0,
    total,
    provider,
  ];

  test('days as days and amounts as numbers are taken as they are shown', async () => {
    const day = { value: new Date('2017-05-06T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' };
    const file = await deliver('typed.xlsx', await workbook([cells(HEADER), typed(day, 75599.88, '县医院')]));
    expect(await importExpenses(file)).toMatchObject({ code: 0, stderr: '' });
    const { stdout } = await importExpenses(
      await deliver('same.csv', `${HEADER}\nTC01,R1,H1,,medical,2017-05-06,75599.88,0,75599.88,县医院\n`),
      '--json',
    );
    expect(JSON.parse(stdout)).toMatchObject({ unchanged: 1, corrected: 0, new: 0 });
  });

  test('a day that is only a number is refused with the way out', async () => {
    const file = await deliver('numbers.xlsx', await workbook([cells(HEADER), typed(42861, 10)]));
    expect(await importExpenses(file)).toMatchObject({ code: 2 });
    expect(readRejects(`${file}.rejects.csv`)).toMatchObject([{ line: 2, column: 'date', value: '42861' }]);
  });

  test('text is the same text as in a CSV file, dashes, signs and quotes too', async () => {
    for (const provider of ['-', '+86 310-600 0000', '"a", b', "'quoted", ' 县医院 ', 'a\tb', '=1+1', '@x']) {
      await emptyStore(store.db);
      await importText(store.db, 'areas', AREAS);
      await importText(
        store.db,
        'households',
        'county_code,household_no,area_code,group,head_name,size\nTC01,H1,TC01-V1,general,Head,3\n',
      );
      const row = [...cells(ROW).slice(0, 9), provider];
      const csv = await deliver(
        'a.csv',
        `${HEADER}\n${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`,
      );
      const xlsx = await deliver('a.xlsx', zip(workbookEntries(sheetOf([cells(HEADER), row]))));
      const first = await importExpenses(csv, '--json');
      const second = await importExpenses(xlsx, '--json');
      expect(second.code, provider).toBe(first.code);
      expect(JSON.parse(second.stdout), provider).toMatchObject(
        first.code === 0 ? { unchanged: 1 } : { rejected: 1 },
      );
    }
  });

  test('an amount with more than two decimals is refused, not rounded', async () => {
    const file = await deliver('decimals.xlsx', await workbook([cells(HEADER), typed('2017-05-06', 10.005)]));
    expect(await importExpenses(file)).toMatchObject({ code: 2 });
    expect(readRejects(`${file}.rejects.csv`).every(({ reason }) => /two decimals/.test(reason))).toBe(true);
  });
});
