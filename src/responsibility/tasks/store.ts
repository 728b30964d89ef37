import type { RawBuilder } from 'kysely';
import type { DayKind, PlainDate } from '../../kernel/index.ts';
import { sql, type Tx } from '../../platform/index.ts';
import { fail } from '../errors.ts';
import type { Level, Owner } from '../model.ts';
import type { Site } from '../store.ts';
import type { TaskAction, TaskFacts } from './rules.ts';

interface OwnerColumns {
  readonly owner_name: string | null;
  readonly owner_level: Level | null;
}

export const ownerColumns = (owner: Owner): OwnerColumns =>
  'name' in owner
    ? { owner_name: owner.name, owner_level: null }
    : { owner_name: null, owner_level: owner.level };

const ownerOf = ({ owner_name, owner_level }: OwnerColumns): Owner | undefined =>
  owner_name !== null ? { name: owner_name } : owner_level !== null ? { level: owner_level } : undefined;

interface TaskRow extends OwnerColumns {
  readonly task_no: number;
  readonly title_zh: string;
  readonly title_en: string;
  readonly subject_module: string | null;
  readonly subject_id: string | null;
  readonly area_code: string;
  readonly household_no: string | null;
  readonly given_on: PlainDate;
  readonly due_on: PlainDate;
  readonly step_days: number;
  readonly step_day_kind: DayKind;
  readonly policy_version: string;
  readonly recorded_by: string;
}

interface ActionRow extends OwnerColumns {
  readonly task_no: number;
  readonly action: TaskAction['action'];
  readonly day: PlainDate;
  readonly words: string;
  readonly recorded_by: string;
}

/** A task with everything that happened to it. */
export interface Task extends TaskFacts {
  readonly row: TaskRow;
  readonly site: Site;
}

/** The tasks `t` that fulfil a condition, by their last day and number, with their actions: two statements. */
export async function loadTasks(
  tx: Tx,
  countyCode: string,
  condition: RawBuilder<unknown>,
  limit?: number,
): Promise<Task[]> {
  const { rows } = await sql<TaskRow>`
    select t.task_no, t.title_zh, t.title_en, t.subject_module, t.subject_id, t.area_code, t.household_no, t.owner_name,
      t.owner_level, t.given_on, t.due_on, t.step_days, t.step_day_kind, t.policy_version, t.recorded_by
    from responsibility.task t where t.county_code = ${countyCode} and ${condition}
    order by t.due_on, t.task_no ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(tx);
  const { rows: actions } = await sql<ActionRow>`
    select task_no, action, day, words, owner_name, owner_level, recorded_by from responsibility.task_action
    where county_code = ${countyCode} and task_no = any(${rows.map(({ task_no }) => task_no)}::int[])
    order by task_no, action_no`.execute(tx);
  const byTask = Map.groupBy(actions, ({ task_no }) => task_no);
  return rows.map((row) => ({
    row,
    site: { areaCode: row.area_code, householdNo: row.household_no },
    owner: ownerOf(row)!,
    dueOn: row.due_on,
    stepDays: row.step_days,
    stepDayKind: row.step_day_kind,
    actions: (byTask.get(row.task_no) ?? []).map(actionOf),
  }));
}

function actionOf(row: ActionRow): TaskAction {
  const { action, day, words, recorded_by } = row;
  const owner = ownerOf(row);
  return { action, day, words, by: recorded_by, ...(owner && { owner }) };
}

/** Fails with `task.unknown`. */
export async function getTask(tx: Tx, countyCode: string, taskNo: number): Promise<Task> {
  const [task] = await loadTasks(tx, countyCode, sql`t.task_no = ${taskNo}`);
  if (!task) throw fail('task.unknown', { county: countyCode, task: taskNo });
  return task;
}

/** Tasks `t` that were given by a day and not closed by it. */
export const isOpenOn = (
  day: PlainDate,
): RawBuilder<unknown> => sql`t.given_on <= ${day}::date and not exists (
  select from responsibility.task_action a where a.county_code = t.county_code and a.task_no = t.task_no
    and a.action <> 'handed_over' and a.day <= ${day}::date)`;

/** Tasks `t` that somebody of these names has or had. */
export const isOwnedBy = (
  names: readonly string[],
): RawBuilder<unknown> => sql`(t.owner_name = any(${[...names]}::text[])
  or exists (select from responsibility.task_action a where a.county_code = t.county_code and a.task_no = t.task_no
    and a.owner_name = any(${[...names]}::text[])))`;

/** Every name that ever owned a task of the county. */
export const taskOwners = (countyCode: string) => sql<{ name: string }>`
  select owner_name as name from responsibility.task where county_code = ${countyCode} and owner_name is not null
  union select owner_name from responsibility.task_action where county_code = ${countyCode} and owner_name is not null`;
