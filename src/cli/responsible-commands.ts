import { type Db, today } from '../platform/index.ts';
import type { PlainDate } from '../kernel/index.ts';
import { type PolicyVersion, resolvePolicy } from '../policy/index.ts';
import {
  endResponsible,
  findGaps,
  GAPS,
  type GapKind,
  LEVEL_NAMES,
  listResponsible,
  nameResponsible,
  type Naming,
  type NamingRow,
  type Post,
  POST_NAMES,
  POSTS,
} from '../responsibility/index.ts';
import { choiceArgument, dayArgument } from './arguments.ts';
import type { Context, Define } from './context.ts';
import { dayOr, orderOf } from './governance-options.ts';
import { policiesOf } from '../app/policies.ts';
import {
  adder,
  COUNTY,
  DRY_RUN,
  dryRunNote,
  integer,
  type OptionLine,
  type Options,
  OUT,
  read,
  reading,
  word,
  writeOut,
} from './register-options.ts';
import { readTable } from './table-file.ts';
import { textTable } from './text-table.ts';

const RESPONSIBILITY_POLICY = 'responsibility';
export const ON: OptionLine = ['--on <day>', 'day (default: today)'];
export const AREA: OptionLine = ['--area <code>', 'area'];
export const HOUSEHOLD: OptionLine = ['--household <no>', 'household, instead of an area'];
export const POLICY: OptionLine = ['--policy <id[@day]>', `rules (default: ${RESPONSIBILITY_POLICY})`];
/** Lines a list prints; `--json` and files hold all. */
export const LINES_MAX = 50;

/** The policy of responsibility on a day, with what was published in the store. */
export async function responsibilityPolicy(db: Db, options: Options, day: PlainDate): Promise<PolicyVersion> {
  return resolvePolicy(await policiesOf(db), options['policy'] ?? RESPONSIBILITY_POLICY, day);
}

export const placeOf = (options: Options) => ({
  ...read('areaCode', options['area'], String),
  ...read('householdNo', options['household'], String),
});

export const responsibleCommands: Define = (program, begin) => {
  const group = program.command('responsible').description('who answers for which area or household');
  const add = adder(begin);
  add(
    group,
    'name',
    'name somebody for an area or a household',
    [
      COUNTY,
      AREA,
      HOUSEHOLD,
      ['--post <post>', `!${POST_NAMES.join(', ')}`],
      ['--name <name>', '!who'],
      ['--since <day>', 'first day (default: today)'],
      DRY_RUN,
    ],
    runName,
  );
  add(
    group,
    'import <file>',
    'name many people at once, all or none: area_code, household_no, post, name, since',
    [COUNTY, DRY_RUN],
    runImport,
  );
  add(
    group,
    'end',
    'somebody does not answer for it any more',
    [
      COUNTY,
      ['--number <number>', '!number of the naming'],
      ['--last-day <day>', 'last day (default: today)'],
      ['--reason <text>', '!why'],
      DRY_RUN,
    ],
    runEnd,
  );
  add(
    group,
    'list',
    'who is named on a day',
    [
      COUNTY,
      ['--area <code>', 'at this area, those below it, and their households'],
      ['--name <name>', 'only this person'],
      ON,
      OUT,
    ],
    runList,
  );
  add(
    group,
    'gaps',
    'where nobody is named who should be, and who is doubtful',
    [COUNTY, ON, POLICY, OUT],
    runGaps,
  );
};

async function runName(context: Context, options: Options): Promise<void> {
  const naming: Naming = {
    ...placeOf(options),
    post: choiceArgument(options['post']!, '--post', POST_NAMES),
    name: word('--name')(options['name']!),
    since: dayOr(options, 'since'),
  };
  await nameAll(context, options, 'terrace responsible name', [naming]);
}

const COLUMNS = [
  { name: 'area_code', headers: ['area_code', '地区代码'], optional: true },
  { name: 'household_no', headers: ['household_no', '户编号'], optional: true },
  { name: 'post', headers: ['post', '职务'] },
  { name: 'name', headers: ['name', '姓名'] },
  { name: 'since', headers: ['since', '起始日期'] },
];

async function runImport(context: Context, options: Options, file: string): Promise<void> {
  const rows = await readTable(context.path(file), COLUMNS);
  const namings = rows.map(({ line, cells }): Naming => {
    const at = (column: string) => `${column} (${file}:${line})`;
    const filled = (column: string) => (cells[column] === '' ? undefined : cells[column]);
    return {
      ...read('areaCode', filled('area_code'), String),
      ...read('householdNo', filled('household_no'), String),
      post: postOf(cells['post']!, at('post')),
      name: word(at('name'))(cells['name']!),
      since: dayArgument(cells['since']!, at('since')),
    };
  });
  await nameAll(context, options, 'terrace responsible import', namings);
}

/** A post by its code or its Chinese name. */
const postOf = (text: string, at: string): Post =>
  POST_NAMES.find((post) => POSTS[post].zh === text) ?? choiceArgument(text, at, POST_NAMES);

async function nameAll(
  context: Context,
  options: Options,
  command: string,
  namings: readonly Naming[],
): Promise<void> {
  const rows = await context.withStore(command, ({ db }) =>
    nameResponsible(db, { ...orderOf(context, options), namings }),
  );
  context.answer(rows, namingText(context, rows) + dryRunNote(context, options));
}

async function runEnd(context: Context, options: Options): Promise<void> {
  const row = await context.withStore('terrace responsible end', ({ db }) =>
    endResponsible(db, {
      ...orderOf(context, options),
      namingNo: integer(options['number']!, '--number'),
      lastDay: today(),
      ...read('lastDay', options['lastDay'], (day) => dayArgument(day, '--last-day')),
      reason: word('--reason')(options['reason']!),
    }),
  );
  context.answer(row, namingText(context, [row]) + dryRunNote(context, options));
}

async function runList(context: Context, options: Options): Promise<void> {
  const rows = await context.withStore('terrace responsible list', (store) =>
    reading(store, (tx) =>
      listResponsible(tx, options['county']!, {
        day: dayOr(options, 'on'),
        ...read('areaCode', options['area'], String),
        ...read('name', options['name'], word('--name')),
      }),
    ),
  );
  await writeOut(context, options['out'], NAMING_COLUMNS, rows);
  context.answer(rows, namingText(context, rows));
}

const NAMING_COLUMNS = [
  'naming_no',
  'area_code',
  'household_no',
  'post',
  'responsible_name',
  'since',
  'last_day',
] as const;

function namingText(context: Context, rows: readonly NamingRow[]): string {
  const shown = rows.slice(0, LINES_MAX).map((row) => ({ ...row, post: context.words(POSTS[row.post]) }));
  const lines = textTable(NAMING_COLUMNS, shown, new Set(['naming_no']));
  return [...lines, context.words(more(rows.length))].join('\n');
}

/** How many there are, when a list shows only the first. */
export const more = (count: number) => ({
  zh: `共 ${count} 条${count > LINES_MAX ? `，显示前 ${LINES_MAX} 条` : ''}。`,
  en: `${count} in all${count > LINES_MAX ? `, the first ${LINES_MAX} shown` : ''}.`,
});

async function runGaps(context: Context, options: Options): Promise<void> {
  const day = dayOr(options, 'on');
  const gaps = await context.withStore('terrace responsible gaps', async (store) => {
    const policy = await responsibilityPolicy(store.db, options, day);
    return reading(store, (tx) => findGaps(tx, options['county']!, policy, day));
  });
  const columns = ['gap', 'level', 'area_code', 'household_no', 'responsible_name', 'since'];
  await writeOut(context, options['out'], columns, gaps);
  const shown = gaps.slice(0, LINES_MAX).map((row) => ({
    ...row,
    gap: context.words(GAPS[row.gap]),
    level: context.words(LEVEL_NAMES[row.level]),
  }));
  const counts = (Object.keys(GAPS) as GapKind[]).map(
    (kind) => `${context.words(GAPS[kind])}: ${gaps.filter(({ gap }) => gap === kind).length}`,
  );
  const table = gaps.length === 0 ? [] : ['', ...textTable(columns, shown, new Set())];
  context.answer(gaps, [...counts, ...table, context.words(more(gaps.length))].join('\n'));
}
