import { fileSource, today } from '../platform/index.ts';
import {
  ACCOUNT_COLUMNS,
  checkQuality,
  checkReported,
  cohortAccounts,
  decideDuplicate,
  DUPLICATE_COLUMNS,
  DUPLICATE_REASON_SENTENCES,
  type DuplicateRow,
  findDuplicates,
  keepQuality,
  findHousehold,
  GROUPS,
  listDuplicates,
  registerFailure,
  REJECT_COLUMNS,
  REPORTED_ACCOUNT_COLUMNS,
  REPORTED_COLUMNS,
  statusTimeline,
  type TimelineStep,
} from '../registry/index.ts';
import { choiceArgument, dayArgument } from './arguments.ts';
import { type Context, type Define, EXIT_SOME_REJECTED } from './context.ts';
import { accountLine, reportedLine } from './cohort-lines.ts';
import { groupName, UNSEEN } from './names.ts';
import { addConditionCommands } from './register-condition-commands.ts';
import { addEventCommands } from './register-event-commands.ts';
import {
  adder,
  COUNTY,
  DRY_RUN,
  dryRunNote,
  integer,
  listOf,
  type OptionLine,
  type Options,
  OUT,
  read,
  reading,
  readingPersonal,
  REJECTS,
  rejectsNote,
  rejectsPath,
  word,
  writeOut,
} from './register-options.ts';

const HOUSEHOLD: OptionLine = ['--household <no>', '!household number'];
const ON: OptionLine = ['--on <day>', 'day (default: today)'];
const REPORTED_NAMES = REPORTED_COLUMNS.map(({ name, optional }) => (optional ? `[${name}]` : name)).join(
  ',',
);

export const registerCommands: Define = (program, begin) => {
  const group = program.command('register').description('households, members and what happened to them');
  const add = adder(begin);
  addEventCommands(group, add);
  addConditionCommands(group, add);
  add(group, 'show', 'a household with its members on a day', [COUNTY, HOUSEHOLD, ON], runShow);
  add(group, 'timeline', 'everything that made a household what it is', [COUNTY, HOUSEHOLD], runTimeline);
  add(
    group,
    'cohort',
    'stock account of the registered (or other groups), households and persons apart',
    COHORT_OPTIONS,
    runCohort,
  );
  add(
    group,
    'cohort-check <file>',
    `hold published figures against the stock identity · columns: ${REPORTED_NAMES}`,
    [REJECTS, OUT],
    runCohortCheck,
  );
  const duplicates = group
    .command('duplicates')
    .description('people and households that may stand in the register twice');
  add(
    duplicates,
    'find',
    'search the register of today; keeps the list, merges nothing',
    [COUNTY, DRY_RUN],
    runFind,
  );
  add(
    duplicates,
    'list',
    'pairs that wait for a decision, the surest first',
    PAIR_OPTIONS,
    runListDuplicates,
  );
  add(
    duplicates,
    'decide <pair>',
    'record what was found out about a pair',
    VERDICT_OPTIONS,
    runDecideDuplicate,
  );
  add(
    group,
    'quality',
    'hold the register against the data-quality rules',
    [COUNTY, ON, OUT, KEEP],
    runQuality,
  );
};

const COHORT_OPTIONS: readonly OptionLine[] = [
  COUNTY,
  ['--from <day>', '!first day'],
  ['--to <day>', '!last day'],
  [
    '--group <groups>',
    `groups that make up the stock, separated by commas (default: registered): ${GROUPS.join(', ')}`,
  ],
  ['--by <level>', 'county, township or village (default: county)'],
  OUT,
];
const PAIR_OPTIONS: readonly OptionLine[] = [
  COUNTY,
  ['--kind <kind>', 'person or household'],
  ['--min-score <score>', '1 to 100'],
  ['--decided', 'decided pairs instead'],
  OUT,
];
const VERDICT_OPTIONS: readonly OptionLine[] = [
  COUNTY,
  ['--verdict <verdict>', '!same or different'],
  ['--reason <text>', '!why'],
  DRY_RUN,
];

async function runShow(context: Context, options: Options): Promise<void> {
  const [county, no] = [options['county']!, options['household']!];
  const day = options['on'] === undefined ? today() : dayArgument(options['on'], '--on');
  const household = await context.withStore('terrace register show', (store) =>
    readingPersonal(store, { action: 'see.household', countyCode: county, subject: no }, async (tx, eyes) => {
      const found = await findHousehold(tx, county, no, day);
      if (!found) return undefined;
      const { members, ...head } = found;
      return {
        ...eyes(head),
        members: members.map((member) => eyes(member, head)),
      };
    }),
  );
  if (!household) throw registerFailure('register.householdUnknown', { county, household: no, day });
  const { members, ...head } = household;
  context.answer(
    household,
    [
      context.words({
        zh: `${no} 户，${day}：${groupName(context, head.group)}，${head.size} 人，户主 ${head.head_name ?? UNSEEN}，地区 ${head.area_code}。`,
        en: `Household ${no} on ${day}: ${head.group ?? UNSEEN}, ${head.size} persons, head ${head.head_name ?? UNSEEN}, area ${head.area_code}.`,
      }),
      ...members.map(
        (m) =>
          `  ${m.person_no}  ${m.name ?? UNSEEN}  ${m.sex ?? UNSEEN}  ${m.birth_date ?? UNSEEN}  ${m.relation ?? UNSEEN}  ${(m.id_number_masked ?? UNSEEN) || context.words({ zh: '无身份证号', en: 'no ID number' })}`,
      ),
    ].join('\n'),
  );
}

async function runTimeline(context: Context, options: Options): Promise<void> {
  const [county, no] = [options['county']!, options['household']!];
  const steps = await context.withStore('terrace register timeline', (store) =>
    reading(store, (tx) => statusTimeline(tx, county, no)),
  );
  if (steps.length === 0)
    throw registerFailure('register.householdUnknown', { county, household: no, day: today() });
  const line = (s: TimelineStep): string =>
    context.words({
      zh: `${s.date ?? '来自文件'}  ${s.kind}${s.event_no === null ? '' : `（事件 ${s.event_no}）`}${s.counts ? '' : `，被事件 ${s.cancelled_by_event_no} 撤销`}：${s.exists ? `${groupName(context, s.group ?? '')}，${s.size} 人，地区 ${s.area_code}` : '无此户'}`,
      en: `${s.date ?? 'from the file'}  ${s.kind}${s.event_no === null ? '' : ` (event ${s.event_no})`}${s.counts ? '' : `, cancelled by event ${s.cancelled_by_event_no}`}: ${s.exists ? `${s.group}, ${s.size} persons, area ${s.area_code}` : 'no household'}`,
    });
  context.answer(
    { county_code: county, household_no: no, steps },
    [context.words({ zh: `${no} 户`, en: `Household ${no}` }), ...steps.map(line)].join('\n'),
  );
}

async function runCohort(context: Context, options: Options): Promise<void> {
  const order = {
    countyCode: options['county']!,
    from: dayArgument(options['from']!, '--from'),
    to: dayArgument(options['to']!, '--to'),
    ...read('groups', options['group'], (value) =>
      listOf(value).map((each) => choiceArgument(each, '--group', GROUPS)),
    ),
    ...read('by', options['by'], (value) => choiceArgument(value, '--by', ['county', 'township', 'village'])),
  };
  const accounts = await context.withStore('terrace register cohort', (store) =>
    reading(store, (tx) => cohortAccounts(tx, order)),
  );
  await writeOut(context, options['out'], ACCOUNT_COLUMNS, accounts);
  const open = accounts.filter(({ closes }) => !closes).length;
  const summary = context.words({
    zh: `${accounts.length / 2} 个地区，${open === 0 ? '账目全部平衡' : `${open} 个账目不平`}。`,
    en: `${accounts.length / 2} areas, ${open === 0 ? 'all accounts close' : `${open} accounts do not close`}.`,
  });
  context.answer(
    accounts,
    [
      ...(options['out'] === undefined
        ? accounts.map((account) => accountLine(context, account))
        : [options['out']]),
      summary,
    ].join('\n'),
  );
}

async function runCohortCheck(context: Context, options: Options, file: string): Promise<void> {
  const { rows, accounts, rejects } = await checkReported(
    await fileSource(context.path(file)),
    context.language,
  );
  const rejectsFile = rejects.length > 0 ? rejectsPath(context, file, options) : undefined;
  await writeOut(context, rejectsFile, REJECT_COLUMNS, rejects);
  await writeOut(context, options['out'], REPORTED_ACCOUNT_COLUMNS, accounts);
  const rejected = new Set(rejects.map(({ line }) => line)).size;
  const refusals = rejectsFile === undefined ? [] : [context.words(rejectsNote(rejectsFile))];
  context.answer(
    { rows, rejected, rejects_file: rejectsFile ?? null, accounts },
    [...accounts.map((account) => reportedLine(context, account)), ...refusals].join('\n'),
  );
  if (rejected > 0) context.exitCode = EXIT_SOME_REJECTED;
}

async function runFind(context: Context, options: Options): Promise<void> {
  const dryRun = options.dryRun ?? false;
  const search = await context.withStore('terrace register duplicates find', ({ db }) =>
    findDuplicates(db, { actor: context.actor, countyCode: options['county']!, dryRun }),
  );
  context.answer(
    { ...search, dry_run: dryRun },
    `${context.words({
      zh: `人员疑似重复 ${search.persons} 对，户疑似重复 ${search.households} 对：待核 ${search.open} 对，其中新增 ${search.new} 对；已核 ${search.decided} 对。`,
      en: `${search.persons} pairs of people and ${search.households} of households: ${search.open} wait for a decision, ${search.new} of them new; ${search.decided} are decided.`,
    })}${dryRunNote(context, options)}`,
  );
}

async function runListDuplicates(context: Context, options: Options): Promise<void> {
  const filter = {
    decided: options.decided ?? false,
    ...read('kind', options['kind'], (value) => choiceArgument(value, '--kind', ['person', 'household'])),
    ...read('minimumScore', options['minScore'], (value) => integer(value, '--min-score')),
  };
  const rows = await context.withStore('terrace register duplicates list', (store) =>
    readingPersonal(store, { action: 'see.duplicates', countyCode: options['county']! }, async (tx, eyes) =>
      (await listDuplicates(tx, options['county']!, filter)).map((row) => eyes(row)),
    ),
  );
  await writeOut(context, options['out'], DUPLICATE_COLUMNS, rows);
  const lines =
    options['out'] === undefined
      ? rows.map((row) => duplicateLine(row as DuplicateRow, context))
      : [options['out']];
  context.answer(
    rows,
    [context.words({ zh: `共 ${rows.length} 对。`, en: `${rows.length} pairs.` }), ...lines].join('\n'),
  );
}

function duplicateLine(row: DuplicateRow, context: Context): string {
  const side = (no: string, person: string | null, ...rest: readonly (string | null)[]): string =>
    [
      `${context.words({ zh: '户', en: 'household' })} ${no}`,
      person && `${context.words({ zh: '人员', en: 'person' })} ${person}`,
      ...rest,
    ]
      .filter(Boolean)
      .join(' ');
  return [
    `${row.pair} ${row.score ?? ''}`.trim(),
    row.reason && DUPLICATE_REASON_SENTENCES[row.reason][context.language],
    side(row.household_no, row.person_no, row.name, row.birth_date, row.id_number),
    side(
      row.other_household_no,
      row.other_person_no,
      row.other_name,
      row.other_birth_date,
      row.other_id_number,
    ),
    row.verdict && `${row.verdict} (${row.decided_by}: ${row.decision_reason})`,
  ]
    .filter(Boolean)
    .join(' | ');
}

async function runDecideDuplicate(context: Context, options: Options, pair: string): Promise<void> {
  const order = {
    actor: context.actor,
    countyCode: options['county']!,
    pair,
    verdict: choiceArgument(options['verdict']!, '--verdict', ['same', 'different']),
    reason: word('--reason')(options['reason']!),
    dryRun: options.dryRun ?? false,
  };
  const row = await context.withStore('terrace register duplicates decide', ({ db }) =>
    decideDuplicate(db, order),
  );
  context.answer(
    { ...row, dry_run: order.dryRun },
    `${duplicateLine(row, context)}${dryRunNote(context, options)}`,
  );
}

const KEEP: OptionLine = ['--keep', 'keep the list for everybody, in place of the one before'];
const QUALITY_COLUMNS = ['county_code', 'rule', 'household_no', 'person_no', 'sentence'] as const;
const QUALITY_LINES_SHOWN = 50;

async function runQuality(context: Context, options: Options): Promise<void> {
  const day = options['on'] === undefined ? today() : dayArgument(options['on'], '--on');
  const county = options['county']!;
  const report = await context.withStore('terrace register quality', async (store) => {
    if (options.keep) await keepQuality(store.db, { actor: context.actor, countyCode: county, day });
    return reading(store, (tx) => checkQuality(tx, county, day));
  });
  const findings = report.findings.map(({ rule, household_no, person_no, sentence }) => ({
    county_code: county,
    rule,
    household_no,
    person_no,
    sentence: sentence[context.language],
  }));
  await writeOut(context, options['out'], QUALITY_COLUMNS, findings);
  const counts = Object.entries(report.counts).map(([rule, count]) => `${rule}: ${count}`);
  const lines = findings
    .slice(0, QUALITY_LINES_SHOWN)
    .map(({ rule, household_no, person_no, sentence }) =>
      [
        `${context.words({ zh: '户', en: 'household' })} ${household_no}`,
        person_no && `${context.words({ zh: '人员', en: 'person' })} ${person_no}`,
        sentence,
        `[${rule}]`,
      ]
        .filter(Boolean)
        .join(' '),
    );
  const rest = findings.length - lines.length;
  if (rest > 0)
    lines.push(
      context.words({
        zh: `… 另有 ${rest} 条；用 --out 文件 全部写出。`,
        en: `… ${rest} more; write them all with --out FILE.`,
      }),
    );
  context.answer(
    { county_code: county, day, counts: report.counts, findings },
    [...counts, ...(options['out'] === undefined ? lines : [options['out']])].join('\n'),
  );
}
