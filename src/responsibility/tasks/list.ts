import type { Bilingual, PlainDate } from '../../kernel/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import { needCounty } from '../../registry/index.ts';
import type { Level } from '../model.ts';
import { areasBelow, loadLadders } from '../store.ts';
import { type Escalation, type TaskAction, type TaskState, taskOn, type TaskStatus } from './rules.ts';
import { getTask, isOpenOn, loadTasks, type Task } from './store.ts';

/** A task as lists show it on a day. */
export interface TaskView {
  readonly task_no: number;
  readonly title: Bilingual;
  /** `cases:17`, or null. */
  readonly subject: string | null;
  readonly area_code: string;
  readonly household_no: string | null;
  /** Who has it; null: its level has no lead and none above. */
  readonly owner: string | null;
  /** The level it was given to, when it was not given to a person. */
  readonly owner_level: Level | null;
  readonly given_by: string;
  readonly given_on: PlainDate;
  readonly due_on: PlainDate;
  readonly status: TaskStatus;
  /** Day it was done or cancelled. */
  readonly closed_on: PlainDate | null;
  /** Levels it has gone up to since it is overdue. */
  readonly escalations: readonly Escalation[];
}

export function viewOf({ row, dueOn }: Task, state: TaskState): TaskView {
  const { owner, ownerName, status, closing, escalations } = state;
  return {
    task_no: row.task_no,
    title: { zh: row.title_zh, en: row.title_en },
    subject: row.subject_module === null ? null : `${row.subject_module}:${row.subject_id}`,
    area_code: row.area_code,
    household_no: row.household_no,
    owner: ownerName,
    owner_level: 'level' in owner ? owner.level : null,
    given_by: row.recorded_by,
    given_on: row.given_on,
    due_on: dueOn,
    status,
    closed_on: closing?.day ?? null,
    escalations,
  };
}

/** Where tasks stand on a day, with those who lead on it. */
export async function statesOf(
  tx: Tx,
  countyCode: string,
  tasks: readonly Task[],
  day: PlainDate,
): Promise<(readonly [Task, TaskState])[]> {
  const ladderOf = await loadLadders(
    tx,
    countyCode,
    tasks.map(({ site }) => site),
    day,
  );
  return tasks.map((task) => [task, taskOn(task, ladderOf(task.site), day)]);
}

/** All of a task, with what was said; for those who work on it. */
export interface TaskPage extends TaskView {
  readonly actions: readonly TaskAction[];
}

/** Fails with `task.unknown`. */
export async function showTask(
  tx: Tx,
  countyCode: string,
  taskNo: number,
  day: PlainDate,
): Promise<TaskPage> {
  const task = await getTask(tx, countyCode, taskNo);
  const [found] = await statesOf(tx, countyCode, [task], day);
  return { ...viewOf(task, found![1]), actions: task.actions };
}

export interface TaskFilter {
  readonly day: PlainDate;
  /** Of this area and those below it. */
  readonly areaCode?: string;
  readonly isOverdue?: boolean;
  /** Those done or cancelled too. */
  readonly withClosed?: boolean;
  /** Only those after this task, in the order of the list. */
  readonly after?: { readonly dueOn: PlainDate; readonly taskNo: number };
  readonly limit?: number;
}

/** The tasks of a county on a day, by their last day. Fails with `register.countyUnknown`. */
export async function listTasks(
  tx: Tx,
  countyCode: string,
  { day, areaCode, isOverdue = false, withClosed = false, after, limit }: TaskFilter,
): Promise<TaskView[]> {
  await needCounty(tx, countyCode);
  const conditions = [withClosed && !isOverdue ? sql`t.given_on <= ${day}::date` : isOpenOn(day)];
  if (isOverdue) conditions.push(sql`t.due_on < ${day}::date`);
  if (areaCode !== undefined)
    conditions.push(sql`t.area_code = any(${await areasBelow(tx, countyCode, [areaCode])}::text[])`);
  if (after) conditions.push(sql`(t.due_on, t.task_no) > (${after.dueOn}::date, ${after.taskNo}::int)`);
  const tasks = await loadTasks(tx, countyCode, sql.join(conditions, sql` and `), limit);
  const states = await statesOf(tx, countyCode, tasks, day);
  return states.map(([task, state]) => viewOf(task, state));
}
