import { today } from '../platform/index.ts';
import {
  addTask,
  cancelTask,
  finishTask,
  handOverTask,
  LEVEL_NAMES,
  LEVELS,
  listTasks,
  showTask,
  TASK_STATUS_NAMES,
  type TaskPage,
  type TaskView,
} from '../responsibility/index.ts';
import { choiceArgument, dayArgument } from './arguments.ts';
import type { Context, Define } from './context.ts';
import { dayOr, orderOf, SUBJECT, subjectArgument } from './governance-options.ts';
import {
  adder,
  COUNTY,
  DRY_RUN,
  dryRunNote,
  integer,
  type OptionLine,
  type Options,
  read,
  reading,
  word,
} from './register-options.ts';
import {
  AREA,
  HOUSEHOLD,
  LINES_MAX,
  more,
  ON,
  placeOf,
  POLICY,
  responsibilityPolicy,
} from './responsible-commands.ts';

const TASK: OptionLine = ['--task <number>', '!task'];
const WORDS: OptionLine = ['--words <text>', '!what was done, or why'];
const OWNER: readonly OptionLine[] = [
  ['--to <name>', 'who has to do it'],
  ['--level <level>', `or whoever leads there: ${LEVELS.join(', ')}`],
];
const DAY_KINDS = ['working_day', 'calendar_day'] as const;

export const taskCommands: Define = (program, begin) => {
  const group = program.command('task').description('tasks with an owner and a last day; overdue ones go up');
  const add = adder(begin);
  add(
    group,
    'add',
    'give somebody a task',
    [
      COUNTY,
      ['--title <text>', '!what is to be done'],
      ['--title-en <text>', 'the same in English, when the title is Chinese'],
      SUBJECT,
      AREA,
      HOUSEHOLD,
      ...OWNER,
      ['--due <day>', 'last day'],
      ['--days <number>', 'or days after the day it is given'],
      ['--day-kind <kind>', `${DAY_KINDS.join(', ')} (default: ${DAY_KINDS[0]})`],
      ON,
      POLICY,
      DRY_RUN,
    ],
    runAdd,
  );
  add(group, 'done', 'it is done', [COUNTY, TASK, WORDS, ON, DRY_RUN], (context, options) =>
    act(context, options, 'done', finishTask),
  );
  add(
    group,
    'hand-over',
    'give it to somebody else; its last day stays',
    [COUNTY, TASK, WORDS, ...OWNER, ON, DRY_RUN],
    (context, options) => act(context, options, 'hand-over', handOverTask),
  );
  add(group, 'cancel', 'it is not wanted any more', [COUNTY, TASK, WORDS, ON, DRY_RUN], (context, options) =>
    act(context, options, 'cancel', cancelTask),
  );
  add(
    group,
    'list',
    'tasks by their last day',
    [
      COUNTY,
      ['--area <code>', 'of this area and those below it'],
      ['--overdue', 'only where the last day is over'],
      ['--all', 'those done or cancelled too'],
      ON,
    ],
    runList,
  );
  add(group, 'show', 'one task with what was said', [COUNTY, TASK, ON], runShow);
};

const ownerOf = (options: Options) => ({
  ...read('ownerName', options['to'], word('--to')),
  ...read('ownerLevel', options['level'], (level) => choiceArgument(level, '--level', LEVELS)),
});

async function runAdd(context: Context, options: Options): Promise<void> {
  const givenOn = dayOr(options, 'on');
  const zh = word('--title')(options['title']!);
  const page = await context.withStore('terrace task add', async ({ db }) =>
    addTask(db, {
      ...orderOf(context, options),
      ...placeOf(options),
      ...ownerOf(options),
      title: { zh, en: options['titleEn'] === undefined ? zh : word('--title-en')(options['titleEn']) },
      ...read('subject', options['subject'], subjectArgument),
      ...read('dueOn', options['due'], (day) => dayArgument(day, '--due')),
      ...read('days', options['days'], (days) => integer(days, '--days')),
      ...read('dayKind', options['dayKind'], (kind) => choiceArgument(kind, '--day-kind', DAY_KINDS)),
      givenOn,
      today: today(),
      policy: await responsibilityPolicy(db, options, givenOn),
    }),
  );
  context.answer(page, taskText(context, page) + dryRunNote(context, options));
}

async function act(
  context: Context,
  options: Options,
  verb: string,
  action: typeof handOverTask,
): Promise<void> {
  const page = await context.withStore(`terrace task ${verb}`, ({ db }) =>
    action(db, {
      ...orderOf(context, options),
      ...ownerOf(options),
      taskNo: integer(options['task']!, '--task'),
      words: word('--words')(options['words']!),
      day: dayOr(options, 'on'),
      today: today(),
    }),
  );
  context.answer(page, taskText(context, page) + dryRunNote(context, options));
}

async function runList(context: Context, options: Options): Promise<void> {
  const tasks = await context.withStore('terrace task list', (store) =>
    reading(store, (tx) =>
      listTasks(tx, options['county']!, {
        day: dayOr(options, 'on'),
        ...read('areaCode', options['area'], String),
        isOverdue: options['overdue'] !== undefined,
        withClosed: options['all'] !== undefined,
      }),
    ),
  );
  const lines = tasks.slice(0, LINES_MAX).map((task) => taskText(context, task));
  context.answer(tasks, [...lines, context.words(more(tasks.length))].join('\n'));
}

async function runShow(context: Context, options: Options): Promise<void> {
  const page = await context.withStore('terrace task show', (store) =>
    reading(store, (tx) =>
      showTask(tx, options['county']!, integer(options['task']!, '--task'), dayOr(options, 'on')),
    ),
  );
  context.answer(page, pageText(context, page));
}

const NOBODY = { zh: '无人负责', en: 'nobody' };

function taskText(context: Context, task: TaskView): string {
  const { task_no, title, subject, area_code, household_no, owner, due_on, status, escalations } = task;
  const head = [task_no, context.words(title), subject, area_code, household_no].filter(
    (each) => each !== null,
  );
  const state = [owner ?? context.words(NOBODY), `≤ ${due_on}`, context.words(TASK_STATUS_NAMES[status])];
  const up = escalations.map(
    ({ level, name, since }) =>
      `    ↑ ${since}  ${context.words(LEVEL_NAMES[level])}  ${name ?? context.words(NOBODY)}`,
  );
  return [[...head, ...state].join('  '), ...up].join('\n');
}

const ACTION_WORDS = {
  done: { zh: '办结', en: 'done' },
  handed_over: { zh: '移交', en: 'handed over' },
  cancelled: { zh: '取消', en: 'cancelled' },
} as const;

function pageText(context: Context, page: TaskPage): string {
  const lines = page.actions.map(({ day, action, by, words, owner }) => {
    const to =
      owner === undefined
        ? ''
        : ` → ${'name' in owner ? owner.name : context.words(LEVEL_NAMES[owner.level])}`;
    return `    ${day}  ${context.words(ACTION_WORDS[action])}${to}  ${by}  ${words}`;
  });
  return [taskText(context, page), ...lines].join('\n');
}
