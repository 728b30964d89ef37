import { expect, test } from 'vitest';
import { COUNTY } from '../../test/imports.ts';
import { D, ended, everybody, given, named, reading } from '../../test/responsibility.ts';
import { inbox, type Reach, type Work, type WorkSource } from './index.ts';

const work = (subject: string, more: Partial<Work> = {}): Work => ({
  subject,
  step: 'do',
  words: { zh: subject, en: subject },
  due: D(4),
  areaCode: 'V',
  householdNo: null,
  ...more,
});
const sourceOf = (rows: readonly Work[], asked: Reach[] = []): WorkSource => ({
  name: 'case',
  dueFor: async (_tx, _county, reach) => {
    asked.push(reach);
    return rows;
  },
});
const entriesOf = (person: string, day: number, ...rows: readonly Work[]) =>
  reading((tx) => inbox(tx, COUNTY, person, D(day), [sourceOf(rows)]));
const subjectsOf = async (person: string, day: number, ...rows: readonly Work[]) =>
  (await entriesOf(person, day, ...rows)).map(({ kind, subject }) => `${kind} ${subject}`);

test('own tasks and those that have gone up, what is due first first', async () => {
  await everybody();
  await given({ dueOn: D(9) });
  await given();
  await given({ ownerName: 'Wei', areaCode: 'U', dueOn: D(3) });
  expect(await subjectsOf(' wei', 10)).toEqual(['task task:3', 'task task:2', 'task task:1']);
  expect(await entriesOf('Wei', 5)).toMatchObject([
    { due: D(3), is_overdue: true, area_code: 'U', since: null },
    { due: D(5), is_overdue: false, area_code: 'V' },
    { due: D(9), is_overdue: false },
  ]);
  // Task 3 is of a village without a lead: the first to hear of it is the township, then again the township, the county.
  expect(await entriesOf('Tan', 10)).toMatchObject([
    { kind: 'escalated', subject: 'task:3', since: D(7), words: { zh: '修水管' } },
  ]);
  expect(await subjectsOf('Tan', 11)).toEqual(['escalated task:3', 'escalated task:2']);
  expect(await subjectsOf('Xie', 15)).toEqual(['escalated task:2']);
  expect(await subjectsOf('Xie', 17)).toEqual(['escalated task:3', 'escalated task:2']);
  expect(await subjectsOf('Fu', 20)).toEqual([]);
  expect(await subjectsOf('Sheng', 22)).toEqual([]);
});

test('work of a level is of those named there, or of the next lead above', async () => {
  await everybody();
  const rows = [
    work('c:1', { owner: { level: 'village' } }),
    work('c:2', { owner: { level: 'household' }, householdNo: '1', due: null }),
    work('c:3', { owner: { level: 'household' }, areaCode: 'U', householdNo: '2', due: D(3) }),
    work('c:4', { owner: { level: 'county' }, areaCode: 'U' }),
    work('c:5'),
    work('c:6', { areaCode: 'T' }),
    work('c:7', { owner: { name: 'fu' }, areaCode: 'U', due: D(9) }),
    work('c:8', { householdNo: '1' }),
  ];
  expect(await subjectsOf('Wei', 4, ...rows)).toEqual(['case c:1', 'case c:5', 'case c:8']);
  expect(await subjectsOf('Fu', 4, ...rows)).toEqual(['case c:1', 'case c:5', 'case c:8', 'case c:7']);
  expect(await subjectsOf('Bang', 4, ...rows)).toEqual(['case c:2']);
  const lateOf = async (day: number) =>
    (await entriesOf('Wei', day, ...rows)).map(({ is_overdue }) => is_overdue);
  expect(await lateOf(4)).toEqual([false, false, false]);
  expect(await lateOf(5)).toEqual([true, true, true]);
  expect(await entriesOf('Bang', 5, ...rows)).toMatchObject([{ is_overdue: false, household_no: '1' }]);
  // Household 2 has no helper and its village no lead.
  expect(await subjectsOf('Tan', 4, ...rows)).toEqual(['case c:3', 'case c:6']);
  expect(await subjectsOf('Xie', 4, ...rows)).toEqual(['case c:4']);
  await named('U grid_member Gu 1');
  expect(await subjectsOf('Gu', 4, work('c:9', { areaCode: 'U' }))).toEqual(['case c:9']);
  expect(await subjectsOf('Tan', 4, work('c:9', { areaCode: 'U' }))).toEqual([]);
});

test('sources are asked for all places at once, as they are on the day', async () => {
  await everybody();
  await named('U secretary Tan', '2 helper Tan 5');
  await ended(8, 9);
  const asked: Reach[] = [];
  const ask = (person: string, day: number) =>
    reading((tx) => inbox(tx, COUNTY, person, D(day), [sourceOf([], asked)]));
  for (const [person, day] of [
    ['Tan', 4],
    ['Tan', 5],
    ['Wei', 5],
    ['Xie', 5],
    ['Sheng', 5],
    ['Nobody', 5],
  ] as const)
    await ask(person, day);
  expect(asked.map(({ areaCodes, householdNos }) => [[...areaCodes].sort(), householdNos])).toEqual([
    [['T', 'U', 'V'], []],
    [['T', 'U', 'V'], ['2']],
    [['V'], []],
    [['T', COUNTY, 'U', 'V'], []],
    [['T', COUNTY, 'U', 'V'], []],
    [[], []],
  ]);
});
