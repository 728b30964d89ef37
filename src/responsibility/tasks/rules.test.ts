import { describe, expect, test } from 'vitest';
import { fc } from '../../../test/properties.ts';
import { addDays, type DayKind, isWorkingDay, plainDate } from '../../kernel/index.ts';
import type { Level, Owner, Post, Rung } from '../model.ts';
import { type TaskAction, type TaskFacts, taskOn } from './rules.ts';

const rung = (level: Level, ...named: readonly (readonly [Post, string])[]): Rung => ({
  level,
  named: named.map(([post, name]) => ({ post, name })),
});
const LADDER: readonly Rung[] = [
  rung('household', ['helper', 'Bang']),
  rung('village', ['first_secretary', 'Fu'], ['secretary', 'Wei']),
  rung('township', ['secretary', 'Tan']),
  rung('county', ['secretary', 'Xie']),
  rung('prefecture', ['secretary', 'Shi']),
  rung('province', ['secretary', 'Sheng']),
];
const taskOf = (more: Partial<TaskFacts> = {}): TaskFacts => ({
  owner: { level: 'village' },
  dueOn: plainDate('2026-11-02'),
  stepDays: 3,
  stepDayKind: 'working_day',
  actions: [],
  ...more,
});
const reached = (task: TaskFacts, on: string, ladder = LADDER) =>
  taskOn(task, ladder, plainDate(on)).escalations.map(({ name, since }) => `${name} ${since}`);

describe('a task of the village goes up one level every three working days', () => {
  test.each<[due: string, kind: DayKind, ...since: string[]]>([
    // Monday 2 November: Friday, then over two weekends.
    ['2026-11-02', 'working_day', '2026-11-06', '2026-11-11', '2026-11-14', '2026-11-19'],
    // A Friday: Monday, Tuesday and Wednesday count.
    ['2026-11-06', 'working_day', '2026-11-12', '2026-11-17', '2026-11-20', '2026-11-25'],
    // Before National Day: the 8th, the 9th and Saturday the 10th, which is worked.
    ['2026-09-30', 'working_day', '2026-10-11', '2026-10-15', '2026-10-20', '2026-10-23'],
    // Before Spring Festival: Saturday 14 February is worked, and so is the 28th.
    ['2026-02-13', 'working_day', '2026-02-26', '2026-03-01', '2026-03-05', '2026-03-10'],
    ['2026-09-30', 'calendar_day', '2026-10-04', '2026-10-07', '2026-10-10', '2026-10-13'],
  ])('due %s, by %s', (due, kind, ...since) => {
    const task = taskOf({ dueOn: plainDate(due), stepDayKind: kind });
    const expected = ['Tan', 'Xie', 'Shi', 'Sheng'].map((name, i) => `${name} ${since[i]}`);
    for (const [i, day] of since.entries()) {
      expect(reached(task, addDays(plainDate(day), -1))).toEqual(expected.slice(0, i));
      expect(reached(task, day)).toEqual(expected.slice(0, i + 1));
    }
    expect(reached(task, '2027-06-01')).toEqual(expected);
  });

  test('as often as whole periods of days have passed, never twice to one level', () => {
    const days = fc.integer({ min: 0, max: 120 });
    const kinds = fc.constantFrom<DayKind>('working_day', 'calendar_day');
    fc.assert(
      fc.property(days, days, fc.integer({ min: 1, max: 7 }), kinds, (start, later, stepDays, kind) => {
        const dueOn = addDays(plainDate('2026-01-01'), start);
        const asOf = addDays(dueOn, later);
        // Days that are over between the last day and the day asked about.
        let over = 0;
        for (let day = addDays(dueOn, 1); day < asOf; day = addDays(day, 1))
          if (kind === 'calendar_day' || isWorkingDay(day)) over++;
        const { escalations, status } = taskOn(taskOf({ dueOn, stepDays, stepDayKind: kind }), LADDER, asOf);
        expect(escalations).toHaveLength(Math.min(4, Math.floor(over / stepDays)));
        expect(escalations.every(({ since }) => dueOn < since && since <= asOf)).toBe(true);
        expect(status).toBe(later > 0 ? 'overdue' : 'due');
      }),
      { numRuns: 300 },
    );
  });
});

test.each<[who: string, owner: Owner, ownerName: string, first: string]>([
  ['the helper, by level', { level: 'household' }, 'Bang', 'Wei'],
  ['the helper, by name', { name: 'Bang' }, 'Bang', 'Wei'],
  ['somebody beside the lead', { name: 'Fu' }, 'Fu', 'Wei'],
  ['somebody named nowhere', { name: 'Gu' }, 'Gu', 'Wei'],
  ['the village, by level', { level: 'village' }, 'Wei', 'Tan'],
  ['the lead of the township, by name', { name: ' tan ' }, ' tan ', 'Xie'],
])('%s: the next to hear of it', (_, owner, ownerName, first) => {
  const state = taskOn(taskOf({ owner }), LADDER, plainDate('2026-11-06'));
  expect(state.ownerName).toBe(ownerName);
  expect(state.escalations.map(({ name }) => name)).toEqual([first]);
});

test('a task of an area that nobody of it leads is first heard of by its own lead', () => {
  const task = taskOf({ owner: { name: 'Gu' } });
  expect(reached(task, '2026-11-11', LADDER.slice(1))).toEqual(['Wei 2026-11-06', 'Tan 2026-11-11']);
});

test('who leads the village and the township stands on the higher rung', () => {
  const both = LADDER.map((each) =>
    each.level === 'township' ? rung('township', ['secretary', 'Wei']) : each,
  );
  expect(reached(taskOf({ owner: { name: 'Wei' } }), '2026-11-06', both)).toEqual(['Xie 2026-11-06']);
});

test('a vacant level: the next lead above answers, on the days of the level', () => {
  const vacant = LADDER.map((each) => (each.level === 'township' ? rung('township') : each));
  expect(reached(taskOf(), '2026-11-11', vacant)).toEqual(['Xie 2026-11-06', 'Xie 2026-11-11']);
  const orphaned = vacant.slice(0, 3);
  expect(reached(taskOf(), '2026-11-11', orphaned)).toEqual(['null 2026-11-06']);
  const owned = taskOn(taskOf({ owner: { level: 'township' } }), vacant, plainDate('2026-11-02'));
  expect(owned.ownerName).toBe('Xie');
  expect(taskOn(taskOf({ owner: { level: 'township' } }), orphaned, plainDate('2026-11-02')).ownerName).toBe(
    null,
  );
});

test('the county above a village, without a township between', () => {
  const direct = LADDER.filter(({ level }) => level !== 'township');
  expect(reached(taskOf(), '2026-11-06', direct)).toEqual(['Xie 2026-11-06']);
});

describe('what happened counts from its day on', () => {
  const on = (day: number, action: TaskAction['action'], owner?: Owner): TaskAction => ({
    action,
    day: plainDate(`2026-11-${String(day).padStart(2, '0')}`),
    words: 'so',
    by: 'Wei',
    ...(owner && { owner }),
  });
  const actions = [on(3, 'handed_over', { name: 'Fu' }), on(10, 'done')];

  test.each([
    ['2026-11-01', 'open', 'Wei', []],
    ['2026-11-02', 'due', 'Wei', []],
    ['2026-11-03', 'overdue', 'Fu', []],
    ['2026-11-06', 'overdue', 'Fu', ['Wei']],
    ['2026-11-09', 'overdue', 'Fu', ['Wei']],
    ['2026-11-10', 'done', 'Fu', []],
    ['2026-12-10', 'done', 'Fu', []],
  ])('%s: %s, with %s', (day, status, ownerName, names) => {
    const state = taskOn(taskOf({ actions }), LADDER, plainDate(day));
    expect(state).toMatchObject({ status, ownerName });
    expect(state.escalations.map(({ name }) => name)).toEqual(names);
  });

  test('cancelled', () => {
    const state = taskOn(taskOf({ actions: [on(4, 'cancelled')] }), LADDER, plainDate('2026-11-30'));
    expect(state).toMatchObject({ status: 'cancelled', escalations: [] });
  });
});
