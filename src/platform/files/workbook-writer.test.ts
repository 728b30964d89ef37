import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { WorkbookFile } from './workbook-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'terrace-workbook-'));

test('a spreadsheet reads what was written: numbers as numbers, texts as texts, nothing as a formula', async () => {
  const path = join(folder, 'list.xlsx');
  const file = await WorkbookFile.create(path, ['户主 <a & b>', 'yuan', 'n'], ['text', 'yuan', 'number']);
  await file.write(['=1+1', '1234.50', 3n]);
  await file.write(['+86\u0001 "x" <y>', '1000–10000', null]);
  await file.write(['two  spaces', '-0.01', 0]);
  expect(readdirSync(folder)).toEqual(['list.xlsx.part']);
  await file.finish();
  expect(readdirSync(folder)).toEqual(['list.xlsx']);
  expect(await readSheet(path)).toEqual([
    ['户主 <a & b>', 'yuan', 'n'],
    ['=1+1', 1234.5, 3],
    ['+86 "x" <y>', '1000–10000', null],
    ['two  spaces', -0.01, 0],
  ]);
});

test('many rows go through a little memory', async () => {
  const path = join(folder, 'many.xlsx');
  const file = await WorkbookFile.create(path, ['name', 'n'], ['text', 'number']);
  for (let n = 0; n < 30_000; n++) await file.write([`张三${n}`.repeat(3), n]);
  await file.finish();
  const rows = await readSheet(path);
  expect(rows.length).toBe(30_001);
  expect(rows.at(-1)).toEqual(['张三29999'.repeat(3), 29_999]);
});
