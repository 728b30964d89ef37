import { beforeAll, expect, test } from 'vitest';
import { call, everything, useDesk } from '../../../test/desk.ts';
import { COUNTY } from '../../../test/imports.ts';
import { nameResponsible } from '../../responsibility/index.ts';
import { store } from '../../../test/desk.ts';
import { plainDate } from '../../kernel/index.ts';

useDesk();

/** The office answers for the county; a clerk handles the second case that was questioned. */
beforeAll(async () => {
  await nameResponsible(store.db, {
    actor: 'Office',
    countyCode: COUNTY,
    namings: [{ areaCode: COUNTY, post: 'office', name: 'Office', since: plainDate('2026-01-01') }],
  });
  await call('Office', `POST /counties/${COUNTY}/work/handlers`, { handler: 'Clerk', cases: [3] });
});

const block = async (name: string, viewer = 'Office') =>
  // What a block answers is for the test to say.
  (await call<any>(viewer, `GET /counties/${COUNTY}/home/${name}`)).body;

test('what waits for whoever asks: by post, or because it was given to them', async () => {
  const office = await block('today');
  expect(office).toMatchObject({ day: '2026-11-22', soon_until: '2026-11-25', overdue: 0 });
  const rows = office.rows.map((row: any) => [
    row.kind,
    row.step,
    row.entries,
    row.due_soon,
    row.without_deadline,
  ]);
  expect(rows).toEqual([
    ['case', 'assign', 1, 1, 0],
    ['case', 'answer', 1, 0, 0],
    ['case', 'ask', 2, 0, 2],
  ]);
  expect(office.total).toBe(4);
  expect(office.rows[1].words).toEqual({ zh: '部门答复', en: "give a department's answer" });
  const clerk = await block('today', 'Clerk');
  expect(clerk.rows.map((row: any) => [row.kind, row.step, row.entries])).toEqual([['case', 'ask', 1]]);
  const inbox = await call<any>('Clerk', `GET /counties/${COUNTY}/inbox`);
  expect(inbox.body.rows).toMatchObject([{ subject: 'cases:3', step: 'ask' }]);
});

test('running cases by step, and the departments that owe answers; a village counts its own', async () => {
  const { rows } = await block('steps');
  expect(rows.map((row: any) => [row.next, row.cases, row.due_soon, row.first_due])).toEqual([
    ['assign', 1, 1, '2026-11-24'],
    ['ask', 2, 0, '2026-12-18'],
  ]);
  expect(rows[0]).toMatchObject({ role: 'county_office', words: { zh: '交办乡镇' }, overdue: 0, later: 0 });
  const silent = await block('departments');
  expect(silent.rows.map((row: any) => [row.department, row.cases, row.overdue])).toEqual([
    ['land_resources', 1, 0],
    ['market_regulation', 1, 0],
    ['traffic_police', 1, 0],
  ]);
  expect(silent.rows[0].words.zh).toContain('自然资源');
  expect((await block('steps', 'Village')).rows.map((row: any) => [row.next, row.cases])).toEqual([
    ['ask', 1],
  ]);
  expect((await block('departments', 'Village')).rows).toEqual([]);
});

test('findings by month, peril and township add up to the list', async () => {
  const { year, years, cells } = await block('findings');
  expect([year, years]).toEqual([2026, [2026]]);
  const list = await everything();
  const sum = (of: (cell: any) => number, when: (cell: any) => boolean = () => true): number =>
    cells.filter(when).reduce((total: number, cell: any) => total + of(cell), 0);
  expect(sum((cell) => cell.in_force)).toBe(list.length);
  for (const peril of ['medical', 'education'])
    expect(
      sum(
        (cell) => cell.findings,
        (cell) => cell.peril === peril,
      ),
    ).toBe(list.filter((row) => row.peril === peril).length);
  for (const month of ['2026-05', '2026-11'])
    expect(
      sum(
        (cell) => Number(cell.self_paid_yuan),
        (cell) => cell.month === month,
      ),
    ).toBe(
      list
        .filter((row: any) => row.found_on.startsWith(month))
        .reduce((total, row) => total + Number(row.self_paid_yuan), 0),
    );
  expect(new Set(cells.map((cell: any) => cell.township_name))).toEqual(new Set(['First Township']));
});

test('without a pool and without notices there is nothing to show', async () => {
  expect(await block('pool')).toEqual({ pool: null });
  expect(await block('notices')).toEqual({ day: '2026-11-22', rows: [] });
});

test('blocks are for those who may see what they count', async () => {
  for (const name of ['steps', 'departments', 'pool'])
    expect((await call('Health', `GET /counties/${COUNTY}/home/${name}`)).status, name).toBe(403);
});
