import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { call, everything, type Finding, get, numbers, useDesk } from '../../../test/desk.ts';
import { COUNTY } from '../../../test/imports.ts';

useDesk();

describe('giving work away', () => {
  const give = (body: object, viewer = 'Office') =>
    call(viewer, `POST /counties/${COUNTY}/work/handlers`, body);
  const finding = (household: string) => ({ household, policy: 'wei-2017', year: 2026 });
  const handlers = async () =>
    Object.fromEntries(
      (await everything('sort=household')).map((row) => [row.household_no, row.handler_name]),
    );

  test('findings and cases alike; a case is its findings’, and a dry run keeps nothing', async () => {
    const order = { handler: 'Clerk', cases: [1], findings: [finding('H02'), finding('H00')] };
    expect((await give({ ...order, dry_run: true })).body).toEqual({
      handler_name: 'Clerk',
      entrusted: 2,
      unchanged: 0,
    });
    expect(await handlers()).toMatchObject({ H00: null, H02: null });
    expect((await give(order)).body).toEqual({ handler_name: 'Clerk', entrusted: 2, unchanged: 0 });
    expect(await handlers()).toMatchObject({ H00: 'Clerk', H02: 'Clerk', H04: null });
    expect((await give(order)).body).toEqual({ handler_name: 'Clerk', entrusted: 0, unchanged: 2 });
    expect(numbers((await get<{ household_no: string }>('cases', 'handler=Clerk')).rows)).toEqual(['H00']);
    expect((await get('findings', 'handler=')).total).toBe(22);
    expect((await give({ handler: null, findings: [finding('H02')] })).body).toMatchObject({ entrusted: 1 });
    expect(await handlers()).toMatchObject({ H00: 'Clerk', H02: null });
  });

  test.each([
    ['somebody unknown', { handler: 'Nobody', cases: [1] }, 422, 'cases.handlerUnknown'],
    ['somebody without cases', { handler: 'Money', cases: [1] }, 422, 'cases.handlerUnknown'],
    ['nothing', { handler: 'Clerk' }, 422, 'cases.nothingChosen'],
    ['a case there is not', { handler: 'Clerk', cases: [3, 99] }, 404, 'cases.unknown'],
    [
      'a year without a finding',
      { handler: 'Clerk', findings: [finding('H04'), { ...finding('H05'), year: 2020 }] },
      404,
      'cases.noFindingOf',
    ],
    [
      'somebody for another village',
      { handler: 'Village', findings: [finding('H05'), finding('H06')] },
      422,
      'cases.handlerElsewhere',
    ],
  ])('to %s is refused as a whole', async (_, body, status, code) => {
    const before = await handlers();
    const refused = await give(body);
    expect([refused.status, refused.body['code']]).toEqual([status, code]);
    expect(await handlers()).toEqual(before);
  });

  test('a township gives its own away, a village nothing', async () => {
    expect((await give({ handler: 'Village', findings: [finding('H05')] }, 'Township')).body).toMatchObject({
      entrusted: 1,
    });
    expect((await give({ handler: 'Village', findings: [finding('H05')] }, 'Village')).body['code']).toBe(
      'access.action_refused',
    );
  });

  test('to whom, is told to whoever works on cases', async () => {
    const { body } = await call<{ rows: { name: string }[] }>(
      'Township',
      `GET /counties/${COUNTY}/colleagues`,
    );
    expect(body.rows.map(({ name }) => name)).toEqual(['Clerk', 'Office', 'Township', 'Village']);
    expect((await call('Health', `GET /counties/${COUNTY}/colleagues`)).status).toBe(403);
  });
});

describe('files', () => {
  const file = (what: string, format: string, viewer = 'Office', language = 'en', query = '') =>
    call<string>(
      viewer,
      `GET /counties/${COUNTY}/work/${what}/file?purpose=report&format=${format}${query}`,
      undefined,
      { 'accept-language': language },
    );

  test('CSV says what the screen says, in either language, and no formula', async () => {
    const answer = await file('findings', 'csv', 'Office', 'en', '&sort=household&peril=medical');
    expect(answer.type).toBe('text/csv; charset=utf-8');
    const [header, ...lines] = answer.body.trim().split('\n');
    expect(header!.split(',').slice(0, 4)).toEqual(['household', 'head of household', 'township', 'village']);
    const { rows, total } = await get<Finding>('findings', 'sort=household&peril=medical');
    expect(lines.length).toBe(total);
    expect(lines.map((line) => line.split(',')[7])).toEqual(rows.map((row) => row.self_paid_yuan));
    expect(lines.find((line) => line.startsWith('H04,'))).toContain(",'=SUM(A1),");
    const chinese = await file('cases', 'csv', 'Office', 'zh');
    expect(chinese.body.split('\n')[0]).toContain('案件号,户编号,户主姓名');
    expect(chinese.body).toContain('部门比对');
  });

  test('XLSX holds the same rows, amounts as numbers', async () => {
    const { bytes } = await file('findings', 'xlsx', 'Office', 'en', '&sort=amount');
    const path = join(tmpdir(), `terrace-list-${process.pid}.xlsx`);
    writeFileSync(path, bytes);
    const [, ...sheet] = await readSheet(path);
    const rows = await everything('sort=amount');
    expect(sheet.map((cells) => [cells[0], cells[7]])).toEqual(
      rows.map((row) => [row.household_no, Number(row.self_paid_yuan)]),
    );
    expect(sheet.find(([no]) => no === 'H04')![1]).toBe('=SUM(A1)');
  });

  test('holds no more than its reader may see', async () => {
    const { body } = await file('findings', 'csv', 'Village');
    expect(body.trim().split('\n').length).toBe(13);
    expect(body).toContain('1000–10000');
    expect((await file('households', 'csv', 'Village')).body.trim().split('\n').length).toBe(13);
    const { status } = await call('Office', `GET /counties/${COUNTY}/work/households/file?format=csv`);
    expect(status).toBe(422);
  });
});
