import { Type } from 'typebox';
import { plainDate } from '../../kernel/index.ts';
import {
  addTask,
  cancelTask,
  finishTask,
  handOverTask,
  LEVELS,
  listTasks,
  showTask,
} from '../../responsibility/index.ts';
import type { AddRoute, Call } from '../route.ts';
import {
  Area,
  Body,
  County,
  Day,
  DryRun,
  HouseholdNo,
  Limit,
  Nullable,
  Page,
  PAGE,
  Personal,
  Text,
  Words,
} from '../schemas.ts';
import { PolicyName, RESPONSIBILITY_POLICY } from './responsibility.ts';

const tag = 'responsibility';
const ofCounty = Type.Object({ county: County });
const params = Type.Object({ county: County, task: Type.Integer({ minimum: 1 }) });
const on = Type.Optional(Day);
const Masked = Personal(Type.String());
const Level = Type.Enum([...LEVELS]);
const owner = {
  owner_name: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  owner_level: Type.Optional(Level),
};

const Task = Type.Object({
  task_no: Type.Integer(),
  title: Personal(Words),
  subject: Masked,
  area_code: Masked,
  household_no: Masked,
  owner: Nullable(Type.String()),
  owner_level: Nullable(Type.String()),
  given_by: Type.String(),
  given_on: Day,
  due_on: Day,
  status: Type.String(),
  closed_on: Nullable(Day),
  escalations: Type.Array(Type.Object({ level: Type.String(), name: Masked, since: Day }), {
    description: 'Levels it has gone up to since it is overdue.',
  }),
});
const TaskPage = Type.Interface([Task], {
  actions: Type.Array(
    Type.Object({
      action: Type.String(),
      day: Day,
      words: Masked,
      by: Type.String(),
      owner: Type.Optional(
        Type.Union([Type.Object({ name: Type.String() }), Type.Object({ level: Type.Enum([...LEVELS]) })]),
      ),
    }),
  ),
});
const Cursor = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}/\\d{1,9}$' });

export function taskRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/tasks',
    tag,
    summary: 'Tasks by their last day',
    params: ofCounty,
    query: Type.Object({
      on,
      area: Type.Optional(Area),
      overdue: Type.Optional(Type.Boolean()),
      closed: Type.Optional(Type.Boolean({ description: 'Those done or cancelled too.' })),
      after: Type.Optional(Cursor),
      limit: Limit,
    }),
    reply: Page(Task, Cursor),
    handle: async (call) => {
      const { on: day, area, overdue, closed, after, limit = PAGE.default } = call.query;
      const { county } = call.params;
      const [dueOn, taskNo] = after?.split('/') ?? [];
      return call.read('see.records', async (tx, eyes) => {
        const tasks = await listTasks(tx, county, {
          day: call.day(day),
          isOverdue: overdue ?? false,
          withClosed: closed ?? false,
          ...(area !== undefined && { areaCode: area }),
          ...(dueOn !== undefined && { after: { dueOn: plainDate(dueOn), taskNo: Number(taskNo) } }),
          limit,
        });
        const last = tasks.length < limit ? undefined : tasks.at(-1);
        return {
          rows: tasks.map((task) => eyes(task, { county_code: county, ...task }) as typeof task),
          next: last ? `${last.due_on}/${last.task_no}` : null,
        };
      });
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/tasks',
    tag,
    summary: 'Give somebody a task',
    params: ofCounty,
    body: Body({
      title: Text,
      title_en: Type.Optional(Text),
      subject: Type.Optional(Type.String({ pattern: '^[a-z][a-z_]*:.{1,100}$', description: '`cases:17`.' })),
      area_code: Type.Optional(Area),
      household_no: Type.Optional(HouseholdNo),
      ...owner,
      due: Type.Optional(Day),
      days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3660 })),
      day_kind: Type.Optional(Type.Enum(['working_day', 'calendar_day'])),
      on,
      policy: PolicyName,
      dry_run: DryRun,
    }),
    status: 201,
    reply: TaskPage,
    handle: async (call) => {
      const { title, title_en = title, subject, area_code, household_no, due, days, day_kind } = call.body;
      const givenOn = call.day(call.body.on);
      const at = subject?.indexOf(':') ?? 0;
      return addTask(call.db, {
        ...orderIn(call),
        title: { zh: title, en: title_en },
        ...(subject !== undefined && {
          subject: { module: subject.slice(0, at), id: subject.slice(at + 1) },
        }),
        ...(area_code !== undefined && { areaCode: area_code }),
        ...(household_no !== undefined && { householdNo: household_no }),
        ...ownerIn(call.body),
        ...(due !== undefined && { dueOn: plainDate(due) }),
        ...(days !== undefined && { days }),
        ...(day_kind !== undefined && { dayKind: day_kind }),
        givenOn,
        policy: (await call.policyOn())(call.body.policy ?? RESPONSIBILITY_POLICY, givenOn),
      });
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/tasks/:task',
    tag,
    summary: 'One task with what was said',
    params,
    query: Type.Object({ on }),
    reply: TaskPage,
    handle: async (call) => {
      const { county, task: taskNo } = call.params;
      return call.read('see.records', async (tx, eyes) => {
        const task = await showTask(tx, county, taskNo, call.day(call.query.on));
        return eyes(task, { county_code: county, ...task }) as typeof task;
      });
    },
  });
  for (const [verb, act, summary] of [
    ['done', finishTask, 'It is done'],
    ['cancellation', cancelTask, 'It is not wanted any more'],
  ] as const)
    add({
      method: 'POST',
      url: `/counties/:county/tasks/:task/${verb}`,
      tag,
      summary,
      params,
      body: Body({ words: Text, on, dry_run: DryRun }),
      status: 201,
      reply: TaskPage,
      handle: async (call) => act(call.db, sayingIn(call)),
    });
  add({
    method: 'POST',
    url: '/counties/:county/tasks/:task/hand-over',
    tag,
    summary: 'Give it to somebody else; its last day stays',
    params,
    body: Body({ words: Text, ...owner, on, dry_run: DryRun }),
    status: 201,
    reply: TaskPage,
    handle: async (call) => handOverTask(call.db, { ...sayingIn(call), ...ownerIn(call.body) }),
  });
}

type Said = { readonly words: string; readonly on?: string; readonly dry_run?: boolean };

const orderIn = (call: Call<{ county: string }, unknown, { readonly dry_run?: boolean }>) => ({
  actor: call.viewer,
  countyCode: call.params.county,
  dryRun: call.body.dry_run ?? false,
  today: call.today,
});

const sayingIn = (call: Call<{ county: string; task: number }, unknown, Said>) => ({
  ...orderIn(call),
  taskNo: call.params.task,
  words: call.body.words,
  day: call.day(call.body.on),
});

const ownerIn = ({
  owner_name,
  owner_level,
}: {
  readonly owner_name?: string;
  readonly owner_level?: (typeof LEVELS)[number];
}) => ({
  ...(owner_name !== undefined && { ownerName: owner_name }),
  ...(owner_level !== undefined && { ownerLevel: owner_level }),
});
