import { beforeAll, expect, test } from 'vitest';
import { listAll, type Ask, signedIn } from '../../../test/api.ts';
import { COUNTY, countOf } from '../../../test/imports.ts';
import { store } from '../../../test/responsibility.ts';

let ask: Ask;
beforeAll(async () => {
  ask = await signedIn(store);
});

const at = `/counties/${COUNTY}` as const;
const SINCE = '2026-01-01';
const name = (who: string, place: object, post = 'secretary') => ({
  name: who,
  post,
  since: SINCE,
  ...place,
});
const lead = () =>
  ask('Zhou', `POST ${at}/namings`, {
    namings: [name('Village lead', { area_code: 'V' }), name('Township lead', { area_code: 'T' })],
  });
const task = (due: string) => ({
  title: '入户核实',
  area_code: 'V',
  owner_level: 'village',
  due,
  on: '2026-11-02',
});

test('people are named, all or none, ended, and what is missing is told', async () => {
  expect(await lead()).toMatchObject({
    status: 201,
    body: { namings: [{ naming_no: 1 }, { naming_no: 2 }] },
  });
  const twice = { namings: [name('Other', { area_code: COUNTY }), name('Second', { area_code: 'V' })] };
  expect(await ask('Zhou', `POST ${at}/namings`, twice)).toMatchObject({
    status: 409,
    body: { code: 'responsible.taken' },
  });
  expect(await listAll(ask, 'Zhou', `${at}/namings`, 1)).toMatchObject([
    { naming_no: 1, responsible_name: 'Village lead', area_code: 'V' },
    { naming_no: 2, responsible_name: 'Township lead', area_code: 'T' },
  ]);
  const gaps = (await ask('Zhou', `GET ${at}/responsibility-gaps?limit=500`)).body;
  expect(await listAll(ask, 'Zhou', `${at}/responsibility-gaps`, 2)).toEqual(gaps.rows);
  const ended = { last_day: '2026-10-31', reason: 'moved' };
  expect(await ask('Zhou', `POST ${at}/namings/1/end`, ended)).toMatchObject({
    status: 201,
    body: { last_day: '2026-10-31' },
  });
  const after = (await ask('Zhou', `GET ${at}/responsibility-gaps?limit=500`)).body;
  expect(after.counts.no_lead).toBe(gaps.counts.no_lead + 1);
});

test('a task is given once, goes up when it is late, is in the inbox, handed over and done', async () => {
  await lead();
  const given = await ask('Zhou', `POST ${at}/tasks`, task('2026-11-03'), 'key-of-the-task');
  expect(given).toMatchObject({ status: 201, body: { owner: 'Village lead', status: 'overdue' } });
  expect(await ask('Zhou', `POST ${at}/tasks`, task('2026-11-03'), 'key-of-the-task')).toEqual(given);
  expect(await countOf(store.db, 'responsibility.task')).toBe(1);
  expect(given.body.escalations).toContainEqual(
    expect.objectContaining({ level: 'township', name: 'Township lead' }),
  );
  expect(await listAll(ask, 'Village lead', `${at}/inbox`, 1)).toMatchObject([
    { kind: 'task', subject: 'task:1' },
  ]);
  expect(await listAll(ask, 'Zhou', `${at}/inbox?person=Township%20lead`, 1)).toMatchObject([
    { kind: 'escalated' },
  ]);
  expect(await ask('Stranger', `POST ${at}/tasks/1/done`, { words: 'done' })).toMatchObject({
    status: 403,
    body: { code: 'task.notYours' },
  });
  const over = { words: 'ill', owner_name: 'Helper Hu' };
  expect(await ask('Village lead', `POST ${at}/tasks/1/hand-over`, over)).toMatchObject({
    status: 201,
    body: { owner: 'Helper Hu' },
  });
  expect(await ask('Helper Hu', `POST ${at}/tasks/1/done`, { words: 'visited' })).toMatchObject({
    status: 201,
    body: { status: 'done', actions: [{ action: 'handed_over' }, { action: 'done', words: 'visited' }] },
  });
  expect(await ask('Zhou', `POST ${at}/tasks/1/cancellation`, { words: 'x' })).toMatchObject({
    body: { code: 'task.closed' },
  });
});

test('tasks are read page by page by their last day', async () => {
  await lead();
  const days = ['2026-12-04', '2026-12-02', '2026-12-04', '2026-12-01', '2026-12-02'];
  for (const due of days) await ask('Zhou', `POST ${at}/tasks`, task(due));
  const tasks = (await listAll(ask, 'Zhou', `${at}/tasks`, 2)) as { task_no: number }[];
  expect(tasks.map(({ task_no }) => task_no)).toEqual([4, 2, 5, 1, 3]);
  expect(await ask('Zhou', `POST ${at}/tasks`, { ...task('2026-12-01'), dueon: 'x' })).toMatchObject({
    status: 400,
    body: { code: 'request.invalid' },
  });
});
