import { expect, test } from 'vitest';
import { open } from '../../../test/access.ts';
import { call, store, useDesk } from '../../../test/desk.ts';
import { COUNTY } from '../../../test/imports.ts';
import { sql } from '../../platform/index.ts';

useDesk();

const search = async (text: string, viewer = 'Office') =>
  // What a route answers is for the test to say.
  (await call<any>(viewer, `GET /counties/${COUNTY}/search?q=${encodeURIComponent(text)}`)).body;
const found = async (text: string, viewer = 'Office') =>
  (await search(text, viewer)).households.map((row: any) => row.household_no);

test.each([
  ['a number', 'H07', ['H07']],
  ['the beginning of one', 'H1', ['H10', 'H11', 'H12', 'H13', 'H14', 'H15', 'H16', 'H17']],
  ['characters of a name', '田芳', ['H02', 'H08', 'H14', 'H20']],
  ['pinyin', 'shantian', ['H02', 'H08', 'H14', 'H20']],
  ['pinyin apart', 'Ou Yang xiu', ['H03', 'H09', 'H15', 'H21']],
  ['initials', 'stfj', ['H08', 'H14', 'H20']],
  ['nothing there is', 'qqq', []],
  ['what a query might trip over', "%'_\\", []],
])('households by %s', async (_, text, numbers) => {
  expect(await found(text)).toEqual(numbers);
});

test('cases by number, and those of whoever was found', async () => {
  expect((await search('2')).cases).toMatchObject([{ case_no: 2, household_no: 'H03' }]);
  expect((await search('ouyang')).cases).toMatchObject([{ case_no: 2, head_name: '欧阳修' }]);
});

test('areas by code, name and pinyin', async () => {
  await sql`update registry.area set name = '单家村' where code = 'TC01-V2'`.execute(store.db);
  const areas = async (text: string) => (await search(text)).areas.map(({ code }: any) => code);
  expect(await areas('danjia')).toEqual(['TC01-V2']);
  expect(await areas('djc')).toEqual(['TC01-V2']);
  expect(await areas('家村')).toEqual(['TC01-V2']);
  expect(await areas('TC01')).toEqual(['TC01', 'TC01-T1', 'TC01-V1', 'TC01-V2']);
  expect((await search('First T')).areas).toEqual([
    { code: 'TC01-T1', name: 'First Township', level: 'township', parent_name: 'Test County' },
  ]);
});

test('within one’s rights, and logged as a search that does not say for whom', async () => {
  expect(await found('H0', 'Village')).toEqual(['H01', 'H03', 'H05', 'H07', 'H09']);
  expect((await search('3', 'Village')).cases).toMatchObject([{ case_no: 3 }]);
  await open(store.db, 'Grid', { role: 'grid_member', countyCode: COUNTY, areaCode: 'TC01-V2' });
  const grid = await search('H07', 'Grid');
  expect([grid.households.length, grid.cases]).toEqual([1, []]);
  await open(store.db, 'Escrow', { role: 'escrow_agent', countyCode: COUNTY, areaCode: 'TC01-T1' });
  expect(await search('oyx', 'Escrow')).toMatchObject({ code: 'access.action_refused' });
  const { rows } =
    await sql`select distinct what, subject, purpose from access.read_entry where account = 'Village'`.execute(
      store.db,
    );
  expect(rows).toEqual([{ what: 'see.household', subject: '', purpose: 'search' }]);
});
