import {
  type Bilingual,
  type DayKind,
  deadlineAfter,
  isSamePerson,
  type PlainDate,
} from '../../kernel/index.ts';
import { type Db, insertRows, nextNo, type Tx } from '../../platform/index.ts';
import type { PolicyVersion } from '../../policy/index.ts';
import { type CountyOrder, findHousehold, isInCounty } from '../../registry/index.ts';
import { fail } from '../errors.ts';
import { type Level, LEVEL_NAMES, levelList, type Owner, type Place } from '../model.ts';
import { leadAt } from '../rules.ts';
import { enact, loadLadders, needOnePlace, parameterOf, placeText, type Site } from '../store.ts';
import { showTask, statesOf, type TaskPage } from './list.ts';
import { hasReached, type TaskAction, type TaskState } from './rules.ts';
import { getTask, ownerColumns, type Task } from './store.ts';

/** A person or a level, exactly one. */
export interface OwnerOrder {
  readonly ownerName?: string;
  readonly ownerLevel?: Level;
}

/** A day, or a number of days after the task is given; exactly one. */
export interface DueOrder {
  readonly dueOn?: PlainDate;
  readonly days?: number;
  /** How those days are counted; working days unless said. */
  readonly dayKind?: DayKind;
}

export interface AddOrder extends CountyOrder, Place, OwnerOrder, DueOrder {
  /** Free words stand in both languages. */
  readonly title: Bilingual;
  readonly subject?: { readonly module: string; readonly id: string };
  readonly givenOn: PlainDate;
  readonly today: PlainDate;
  /** The policy in force on the day it is given. */
  readonly policy: PolicyVersion;
}

/**
 * Gives somebody a task.
 *
 * Fails, in this order, with `responsible.place`, `task.area`, `responsible.household`, `task.day`, `task.due`,
 * `task.owner`, `task.level`, `task.noLead`, `responsibility.policy`.
 */
export async function addTask(db: Db, order: AddOrder): Promise<TaskPage> {
  const { policy, ...said } = order;
  const { countyCode, title, subject, givenOn, today } = order;
  const named: CountyOrder & { policy: string } = { ...said, policy: policy.version };
  return enact(db, named, 'task.add', async (tx, actor) => {
    const site = await siteOf(tx, order);
    if (givenOn > today) throw fail('task.day', { day: givenOn, from: givenOn, today });
    const due = dueOf(order);
    const { owner } = await needOwner(tx, countyCode, site, order, givenOn);
    const step = parameterOf(policy, 'escalation.step_days');
    const no = await nextNo(tx, 'responsibility.task', 'task_no', { county_code: countyCode });
    await insertRows(tx, 'responsibility.task', [
      {
        county_code: countyCode,
        task_no: no,
        title_zh: title.zh,
        title_en: title.en,
        subject_module: subject?.module,
        subject_id: subject?.id,
        area_code: site.areaCode,
        household_no: site.householdNo,
        ...ownerColumns(owner),
        given_on: givenOn,
        ...due,
        step_days: Number(step.value),
        step_day_kind: step.unit === 'working_day' ? 'working_day' : 'calendar_day',
        policy_version: policy.version,
        recorded_by: actor,
      },
    ]);
    return { result: await showTask(tx, countyCode, no, today), summary: { task_no: no } };
  });
}

/** Where the task is: a household's stays in the area it lives in on the day. */
async function siteOf(tx: Tx, { countyCode, givenOn, ...place }: AddOrder): Promise<Site> {
  const one = needOnePlace(place);
  if ('areaCode' in one) {
    const { areaCode } = one;
    if (!(await isInCounty(tx, countyCode, areaCode)))
      throw fail('task.area', { county: countyCode, area: areaCode });
    return { areaCode, householdNo: null };
  }
  const { householdNo } = one;
  const household = await findHousehold(tx, countyCode, householdNo, givenOn);
  if (!household) throw fail('responsible.household', { county: countyCode, household: householdNo });
  return { areaCode: household.area_code, householdNo };
}

function dueOf({ dueOn, days, dayKind = 'working_day', givenOn }: AddOrder) {
  if (days === undefined && dueOn !== undefined && dueOn >= givenOn)
    return { due_on: dueOn, due_days: null, due_day_kind: null };
  if (dueOn !== undefined || days === undefined || days < 1) throw fail('task.due', { given: givenOn });
  return { due_on: deadlineAfter(givenOn, days, dayKind).day, due_days: days, due_day_kind: dayKind };
}

/** Fails, in this order, with `task.owner`, `task.level`, `task.noLead`. */
async function needOwner(
  tx: Tx,
  countyCode: string,
  site: Site,
  { ownerName, ownerLevel }: OwnerOrder,
  day: PlainDate,
): Promise<{ readonly owner: Owner; readonly name: string }> {
  if ((ownerName === undefined) === (ownerLevel === undefined)) throw fail('task.owner');
  if (ownerName !== undefined) return { owner: { name: ownerName }, name: ownerName };
  const ladder = (await loadLadders(tx, countyCode, [site], day))(site);
  const level = ownerLevel!;
  const place = placeText(site.areaCode, site.householdNo);
  if (!ladder.some((rung) => rung.level === level))
    throw fail('task.level', {
      place,
      level: LEVEL_NAMES[level],
      levels: levelList(ladder.map((rung) => rung.level)),
    });
  const name = leadAt(ladder, level);
  if (name === undefined) throw fail('task.noLead', { place, level: LEVEL_NAMES[level], day });
  return { owner: { level }, name };
}

/** What happens to a task, by whom, with words that stay. */
export interface TaskOrder extends CountyOrder {
  readonly taskNo: number;
  readonly words: string;
  readonly day: PlainDate;
  readonly today: PlainDate;
}

/**
 * The task is done: said by its owner, or by somebody it has gone up to.
 * Fails, in this order, with `task.unknown`, `task.closed`, `task.day`, `task.notYours`.
 */
export async function finishTask(db: Db, order: TaskOrder): Promise<TaskPage> {
  return enact(db, order, 'task.done', async (tx, actor) => {
    const { state } = await openTask(tx, order);
    needHolder(order.taskNo, state, actor);
    return record(tx, order, 'done', actor);
  });
}

/**
 * The task is not wanted any more: said by who gave it, or by somebody it has gone up to.
 * Fails, in this order, with `task.unknown`, `task.closed`, `task.day`, `task.notGiver`.
 */
export async function cancelTask(db: Db, order: TaskOrder): Promise<TaskPage> {
  return enact(db, order, 'task.cancel', async (tx, actor) => {
    const { task, state } = await openTask(tx, order);
    const giver = task.row.recorded_by;
    if (!isSamePerson(giver, actor) && !hasReached(state, actor))
      throw fail('task.notGiver', { task: order.taskNo, giver, actor });
    return record(tx, order, 'cancelled', actor);
  });
}

export interface HandOverOrder extends TaskOrder, OwnerOrder {}

/**
 * Hands a task to somebody else; its last day stays.
 *
 * Fails, in this order, with `task.unknown`, `task.closed`, `task.day`, `task.notYours`, `task.owner`, `task.level`,
 * `task.noLead`, `task.sameOwner`.
 */
export async function handOverTask(db: Db, order: HandOverOrder): Promise<TaskPage> {
  const { countyCode, taskNo, day } = order;
  return enact(db, order, 'task.hand_over', async (tx, actor) => {
    const { task, state } = await openTask(tx, order);
    needHolder(taskNo, state, actor);
    const { owner, name } = await needOwner(tx, countyCode, task.site, order, day);
    if (state.ownerName !== null && isSamePerson(name, state.ownerName))
      throw fail('task.sameOwner', { task: taskNo, owner: name });
    return record(tx, order, 'handed_over', actor, owner);
  });
}

/** Fails, in this order, with `task.unknown`, `task.closed`, `task.day`. */
async function openTask(
  tx: Tx,
  { countyCode, taskNo, day, today }: TaskOrder,
): Promise<{ readonly task: Task; readonly state: TaskState }> {
  const task = await getTask(tx, countyCode, taskNo);
  const closing = task.actions.find(({ action }) => action !== 'handed_over');
  if (closing) throw fail('task.closed', { task: taskNo, day: closing.day });
  const from = task.actions.at(-1)?.day ?? task.row.given_on;
  if (day < from || day > today) throw fail('task.day', { day, from, today });
  const [found] = await statesOf(tx, countyCode, [task], day);
  return { task, state: found![1] };
}

function needHolder(taskNo: number, state: TaskState, actor: string): void {
  const isOwner = state.ownerName !== null && isSamePerson(state.ownerName, actor);
  if (!isOwner && !hasReached(state, actor))
    throw fail('task.notYours', { task: taskNo, owner: state.ownerName ?? '—', actor });
}

async function record(
  tx: Tx,
  { countyCode, taskNo, words, day, today }: TaskOrder,
  action: TaskAction['action'],
  actor: string,
  owner?: Owner,
) {
  const key = { county_code: countyCode, task_no: taskNo };
  const no = await nextNo(tx, 'responsibility.task_action', 'action_no', key);
  await insertRows(tx, 'responsibility.task_action', [
    {
      ...key,
      action_no: no,
      action,
      day,
      words,
      ...(owner ? ownerColumns(owner) : { owner_name: null, owner_level: null }),
      recorded_by: actor,
    },
  ]);
  return { result: await showTask(tx, countyCode, taskNo, today), summary: { task_no: taskNo } };
}
