import { describe, expect, test } from 'vitest';
import { BOOK } from '../../test/governance-words.ts';
import { COUNTY } from '../../test/imports.ts';
import {
  by,
  D,
  ended,
  everybody,
  given,
  named,
  reading,
  refusal,
  store,
  tasksOn,
  TODAY,
  TOWNSHIP,
} from '../../test/responsibility.ts';
import { sql } from '../platform/index.ts';
import { resolvePolicy } from '../policy/index.ts';
import {
  cancelTask,
  findGaps,
  finishTask,
  type HandOverOrder,
  handOverTask,
  inbox,
  listTasks,
  nameResponsible,
} from './index.ts';

const order = (actor: string, more: Partial<HandOverOrder> = {}) => ({
  ...by(actor),
  taskNo: 1,
  words: 'so',
  day: D(3),
  today: TODAY,
  ...more,
});
const finished = (actor: string, more?: object) => finishTask(store.db, order(actor, more));
const cancelled = (actor: string, more?: object) => cancelTask(store.db, order(actor, more));
const handed = (actor: string, more?: object) => handOverTask(store.db, order(actor, more));
const countOf = async (table: string) =>
  (await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(table)}`.execute(store.db)).rows[0]!.n;

describe('naming and ending', () => {
  test('in their order', async () => {
    const both = { areaCode: 'Z-V', householdNo: '9', post: 'helper', name: 'X', since: D(1) } as const;
    const name = (...namings: Parameters<typeof nameResponsible>[1]['namings']) =>
      nameResponsible(store.db, { ...by('Clerk'), namings });
    await expect(name(both)).rejects.toEqual(refusal('responsible.place'));
    await expect(name({ post: 'helper', name: 'X', since: D(1) })).rejects.toEqual(
      refusal('responsible.place'),
    );
    // The post is wrong as well.
    await expect(named('Z-V helper X')).rejects.toEqual(refusal('responsible.area'));
    await expect(named('9 secretary X')).rejects.toEqual(refusal('responsible.household'));
    for (const line of ['T first_secretary X', 'V helper X', '1 secretary 张三', 'V office X'])
      await expect(named(line)).rejects.toEqual(refusal('responsible.post'));
    for (const own of ['张三', '张小丰', '张\u3000三'])
      await expect(named(`1 helper ${own}`)).rejects.toEqual(refusal('responsible.own'));
    await named('V secretary Wei 5', 'V first_secretary Fu');
    await expect(named('V secretary Wu 9')).rejects.toEqual(refusal('responsible.taken'));
    await expect(named('V secretary Wu 2')).rejects.toEqual(refusal('responsible.taken'));
    await expect(named('V first_secretary FU 9')).rejects.toEqual(refusal('responsible.twice'));
    await named('V first_secretary Gu 9', 'V grid_member Fu');
    await expect(named('T secretary A', 'T secretary B 9')).rejects.toEqual(refusal('responsible.taken'));
    // All or none: A was not named either.
    await named('T secretary C');
  });

  test('ending, and who follows', async () => {
    await named('V secretary Wei 5');
    await expect(ended(2, 1)).rejects.toEqual(refusal('responsible.unknown'));
    await expect(ended(1, 4)).rejects.toEqual(refusal('responsible.period'));
    expect(await ended(1, 9)).toMatchObject({ responsible_name: 'Wei', last_day: D(9) });
    await expect(ended(1, 3)).rejects.toEqual(refusal('responsible.ended'));
    await expect(named('V secretary Wu 9')).rejects.toEqual(refusal('responsible.taken'));
    await named('V secretary Wu 10');
  });
});

describe('tasks', () => {
  test('giving one', async () => {
    await named('V secretary Wei 2');
    const wrong = { areaCode: 'P', householdNo: '1', givenOn: D(23), days: 0 };
    await expect(given(wrong)).rejects.toEqual(refusal('responsible.place'));
    await expect(given({ areaCode: undefined as never })).rejects.toEqual(refusal('responsible.place'));
    const late = { givenOn: D(23), days: 0 };
    // An area above the county may have a lead, but no task.
    await expect(given({ areaCode: 'P', ...late })).rejects.toEqual(refusal('task.area'));
    await expect(given({ householdNo: '9', ...late })).rejects.toEqual(refusal('responsible.household'));
    await expect(given(late)).rejects.toEqual(refusal('task.day'));
    for (const due of [{ days: 0 }, { dueOn: D(1) }, { dueOn: D(9), days: 3 }])
      await expect(given({ ...due, ownerName: 'X', ownerLevel: 'village' })).rejects.toEqual(
        refusal('task.due'),
      );
    await expect(given({ ownerName: 'X', ownerLevel: 'village' })).rejects.toEqual(refusal('task.owner'));
    await expect(given({ ownerLevel: 'household' })).rejects.toEqual(refusal('task.level'));
    await expect(given({ areaCode: TOWNSHIP })).rejects.toEqual(refusal('task.level'));
    await expect(given({ ownerLevel: 'township' })).rejects.toEqual(refusal('task.noLead'));
    await expect(given({ givenOn: D(1) })).rejects.toEqual(refusal('task.noLead'));
    const policy = resolvePolicy(BOOK, 'village-governance', TODAY);
    await expect(given({ policy })).rejects.toEqual(refusal('responsibility.policy'));
    await expect(given({ actor: 'unnamed' })).rejects.toEqual(refusal('event.actorUnnamed'));
    expect(await given({ dryRun: true })).toMatchObject({ task_no: 1, due_on: D(5), owner: 'Wei' });
    expect(await countOf('responsibility.task')).toBe(0);
  });

  test('finishing, handing over and cancelling', async () => {
    await everybody();
    await given();
    for (const act of [finished, cancelled, handed]) {
      await expect(act('Gu', { taskNo: 2, day: D(1) })).rejects.toEqual(refusal('task.unknown'));
      for (const day of [D(1), D(23)]) await expect(act('Gu', { day })).rejects.toEqual(refusal('task.day'));
    }
    // Fu is beside the lead; Tan's turn comes on the 11th only.
    for (const actor of ['Gu', 'Fu', 'Tan', 'Clerk']) {
      await expect(finished(actor, { day: D(10) })).rejects.toEqual(refusal('task.notYours'));
      await expect(handed(actor, { day: D(10) })).rejects.toEqual(refusal('task.notYours'));
    }
    for (const actor of ['Gu', 'Wei', 'Tan'])
      await expect(cancelled(actor, { day: D(10) })).rejects.toEqual(refusal('task.notGiver'));
    await expect(handed('Wei', { ownerName: 'A', ownerLevel: 'village' })).rejects.toEqual(
      refusal('task.owner'),
    );
    await expect(handed('Wei')).rejects.toEqual(refusal('task.owner'));
    await expect(handed('Wei', { ownerLevel: 'household' })).rejects.toEqual(refusal('task.level'));
    await expect(handed('Wei', { ownerLevel: 'village' })).rejects.toEqual(refusal('task.sameOwner'));
    await expect(handed('Wei', { ownerName: 'WEI' })).rejects.toEqual(refusal('task.sameOwner'));
    await ended(3, 4);
    await ended(4, 4);
    await ended(5, 4);
    await ended(6, 4);
    await expect(handed('Wei', { ownerLevel: 'township', day: D(5) })).rejects.toEqual(
      refusal('task.noLead'),
    );
    await finished('wei', { day: D(5) });
    for (const act of [finished, cancelled, handed])
      await expect(act('Gu', { day: D(1) })).rejects.toEqual(refusal('task.closed'));
  });

  test('a county nobody knows', async () => {
    const unknown = refusal('register.countyUnknown');
    await expect(reading((tx) => listTasks(tx, 'Q', { day: D(2) }))).rejects.toEqual(unknown);
    await expect(reading((tx) => inbox(tx, 'Q', 'Wei', D(2), []))).rejects.toEqual(unknown);
    const policy = resolvePolicy(BOOK, 'village-governance', TODAY);
    await expect(reading((tx) => findGaps(tx, COUNTY, policy, D(2)))).rejects.toEqual(
      refusal('responsibility.policy'),
    );
  });
});

describe('what happens to a task', () => {
  test('who it has gone up to finishes or cancels it, on the day it reaches them', async () => {
    await everybody();
    await given();
    await given();
    await expect(finished('Tan', { day: D(10) })).rejects.toEqual(refusal('task.notYours'));
    expect(await finished('Tan', { day: D(11) })).toMatchObject({ status: 'done', closed_on: D(11) });
    expect(await cancelled('Tan', { taskNo: 2, day: D(11) })).toMatchObject({ status: 'cancelled' });
    expect(await tasksOn(11)).toEqual([]);
    expect(await tasksOn(10)).toMatchObject([{ status: 'overdue' }, { status: 'overdue' }]);
    expect(await tasksOn(11, { withClosed: true })).toMatchObject([{ owner: 'Wei' }, { task_no: 2 }]);
    expect(await tasksOn(1, { withClosed: true })).toEqual([]);
    expect(await tasksOn(1)).toEqual([]);
  });

  test('handed over it keeps its last day and follows the new owner up', async () => {
    await everybody();
    await given();
    await handed('Wei', { ownerName: 'Bang', day: D(4) });
    expect(await tasksOn(3)).toMatchObject([{ owner: 'Wei', owner_level: 'village', status: 'open' }]);
    expect(await tasksOn(11)).toMatchObject([
      { owner: 'Bang', owner_level: null, due_on: D(5), escalations: [{ level: 'village', name: 'Wei' }] },
    ]);
    await handed('Bang', { ownerLevel: 'township', day: D(4) });
    expect(await tasksOn(11, { isOverdue: true })).toMatchObject([
      { owner: 'Tan', escalations: [{ level: 'county', name: 'Xie', since: D(11) }] },
    ]);
    expect(await tasksOn(5, { isOverdue: true })).toEqual([]);
  });

  test('a task of a level passes to the successor; one of a person stays', async () => {
    await everybody();
    await given();
    await given({ ownerName: 'Wei' });
    await ended(1, 3);
    expect((await tasksOn(4)).map(({ owner }) => owner)).toEqual(['Tan', 'Wei']);
    await named('V secretary Wu 4');
    expect((await tasksOn(4)).map(({ owner }) => owner)).toEqual(['Wu', 'Wei']);
  });

  test('only the area asked for, and nothing of people in the trail', async () => {
    await everybody();
    await given({ householdNo: '1', ownerLevel: 'household', title: { zh: '看望张三', en: 'see 张三' } });
    await given();
    expect(await tasksOn(4, { areaCode: TOWNSHIP })).toHaveLength(2);
    expect(await tasksOn(4, { areaCode: 'U' })).toEqual([]);
    await finished('Bang', { words: '张三病了' });
    const { rows } = await sql<{ summary: unknown }>`select summary from access.audit_entry`.execute(
      store.db,
    );
    expect(JSON.stringify(rows)).not.toMatch(/张三|Wei|Bang|病/);
  });
});
