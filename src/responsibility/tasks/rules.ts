import { addDays, type DayKind, deadlineAfter, isSamePerson, type PlainDate } from '../../kernel/index.ts';
import type { Level, Owner, Rung } from '../model.ts';
import { leadAt, rungOfOwner } from '../rules.ts';

export const STATUS_NAMES = {
  open: { zh: '办理中', en: 'open' },
  due: { zh: '今日到期', en: 'due' },
  overdue: { zh: '超期', en: 'overdue' },
  done: { zh: '已办结', en: 'done' },
  cancelled: { zh: '已取消', en: 'cancelled' },
} as const;
export type TaskStatus = keyof typeof STATUS_NAMES;

/** One thing that happened to a task. */
export interface TaskAction {
  readonly action: 'done' | 'handed_over' | 'cancelled';
  readonly day: PlainDate;
  readonly words: string;
  readonly by: string;
  /** The new owner of a task handed over. */
  readonly owner?: Owner;
}

export interface TaskFacts {
  readonly owner: Owner;
  readonly dueOn: PlainDate;
  readonly stepDays: number;
  readonly stepDayKind: DayKind;
  readonly actions: readonly TaskAction[];
}

/** How a task reached a higher level. */
export interface Escalation {
  readonly level: Level;
  /** Who answers there; null: nobody leads at or above it. */
  readonly name: string | null;
  /** First day there. */
  readonly since: PlainDate;
}

export interface TaskState {
  readonly status: TaskStatus;
  /** What closed it. */
  readonly closing: TaskAction | undefined;
  readonly owner: Owner;
  /** The person; null: the level has no lead and none above. */
  readonly ownerName: string | null;
  /** Levels it has gone up to by now, one after the other; none once it is closed. */
  readonly escalations: readonly Escalation[];
}

/** Where a task stands on a day, with those who lead on that day. */
export function taskOn(task: TaskFacts, ladder: readonly Rung[], asOf: PlainDate): TaskState {
  const happened = task.actions.filter(({ day }) => day <= asOf);
  const owner = happened.findLast((each) => each.owner)?.owner ?? task.owner;
  const closing = happened.find(({ action }) => action !== 'handed_over');
  return {
    status: statusOf(task.dueOn, closing, asOf),
    closing,
    owner,
    ownerName: 'name' in owner ? owner.name : (leadAt(ladder, owner.level) ?? null),
    escalations: closing ? [] : escalations(task, ladder.slice(rungOfOwner(ladder, owner) + 1), asOf),
  };
}

function statusOf(dueOn: PlainDate, closing: TaskAction | undefined, asOf: PlainDate): TaskStatus {
  if (closing) return closing.action === 'done' ? 'done' : 'cancelled';
  return dueOn < asOf ? 'overdue' : dueOn === asOf ? 'due' : 'open';
}

/** Overdue for one more period of whole days, it stands one level higher from the next day on. */
function escalations(
  { dueOn, stepDays, stepDayKind }: TaskFacts,
  above: readonly Rung[],
  asOf: PlainDate,
): Escalation[] {
  const reached: Escalation[] = [];
  let over = dueOn;
  for (const { level } of above) {
    over = deadlineAfter(over, stepDays, stepDayKind).day;
    if (over >= asOf) break;
    reached.push({ level, name: leadAt(above, level) ?? null, since: addDays(over, 1) });
  }
  return reached;
}

/** Whether a task has gone up to somebody. */
export const hasReached = ({ escalations: reached }: TaskState, person: string): boolean =>
  reached.some(({ name }) => name !== null && isSamePerson(name, person));
