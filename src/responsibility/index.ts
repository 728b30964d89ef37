/**
 * Who answers for what on five levels and for households (domain.md M26), tasks that go up when they are late, and one
 * inbox a person. See README.md.
 */
export { inbox, type InboxEntry, type Reach, type WorkSource } from './inbox.ts';
export {
  type Level,
  LEVEL_NAMES,
  LEVELS,
  type Owner,
  type Place,
  type Post,
  POST_NAMES,
  POSTS,
  type Work,
} from './model.ts';
export {
  endResponsible,
  type EndOrder,
  nameResponsible,
  type NameOrder,
  type Naming,
} from './people/actions.ts';
export { findGaps, type Gap, type GapKind, GAPS } from './people/gaps.ts';
export { listResponsible, type NamingFilter, type NamingRow } from './people/store.ts';
export {
  type AddOrder,
  addTask,
  cancelTask,
  type DueOrder,
  finishTask,
  type HandOverOrder,
  handOverTask,
  type OwnerOrder,
  type TaskOrder,
} from './tasks/actions.ts';
export { listTasks, showTask, type TaskFilter, type TaskPage, type TaskView } from './tasks/list.ts';
export {
  type Escalation,
  STATUS_NAMES as TASK_STATUS_NAMES,
  type TaskAction,
  type TaskStatus,
} from './tasks/rules.ts';
