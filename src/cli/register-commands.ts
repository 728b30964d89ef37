import type { Command } from 'commander';
import { findPlainDate, type PlainDate } from '../kernel/index.ts';
import { type Db, fileSource, type Store, today, type Tx, writeCsv } from '../platform/index.ts';
import {
  ACCOUNT_COLUMNS,
  cancelEvent,
  checkQuality,
  checkReported,
  type CohortAccount,
  cohortAccounts,
  decideDuplicate,
  decideEvents,
  DUPLICATE_COLUMNS,
  DUPLICATE_REASON_SENTENCES,
  type DuplicateRow,
  EVENT_FILE_COLUMNS,
  EVENT_ROW_COLUMNS,
  EVENT_TYPES,
  type EventProposal,
  type EventRow,
  findDuplicates,
  findHousehold,
  type Group,
  GROUPS,
  importEvents,
  listDuplicates,
  listEvents,
  type ProposableType,
  proposeEvent,
  registerFailure,
  REPORTED_ACCOUNT_COLUMNS,
  REPORTED_COLUMNS,
  type RejectedCell,
  type ReportedAccount,
  statusTimeline,
  type TimelineStep,
} from '../registry/index.ts';
import { choiceArgument, dayArgument, numberArgument } from './arguments.ts';
import type { Define } from './commands.ts';
import { type Context, EXIT_SOME_REJECTED } from './context.ts';

type Options = Readonly<Record<string, string | undefined>> & {
  readonly dryRun?: boolean;
  readonly decided?: boolean;
};

const PROPOSABLE = EVENT_TYPES.filter((type): type is ProposableType => type !== 'cancel');
const STATUSES = ['proposed', 'approved', 'refused', 'cancelled'] as const;

export const registerCommands: Define = (program, begin) => {
  const group = program.command('register').description('households, members and what happened to them');
  /** A command whose action gets the context, its arguments and the options. */
  const add = (
    parent: Command,
    usage: string,
    description: string,
    options: readonly (readonly [flags: string, description: string])[],
    run: (context: Context, options: Options, argument: string) => Promise<void>,
  ): void => {
    const command = parent.command(usage).description(description);
    for (const [flags, text] of options)
      if (text.startsWith('!')) command.requiredOption(flags, text.slice(1));
      else command.option(flags, text);
    command.action((...given: unknown[]) => {
      const self = given.at(-1) as Command;
      const argument = typeof given[0] === 'string' ? given[0] : '';
      return run(begin(self.optsWithGlobals()), self.opts(), argument);
    });
  };

  const event = group
    .command('event')
    .description('dated events: proposed by one person, approved by another');
  add(event, 'propose', 'propose one event', PROPOSE_OPTIONS, runPropose);
  for (const verdict of ['approve', 'refuse'] as const)
    add(
      event,
      verdict,
      `${verdict} proposed events; nobody decides an own proposal`,
      [
        COUNTY,
        ['--event <numbers>', 'event numbers, separated by commas'],
        ['--batch <number>', 'all events of an import that wait'],
        ['--reason <text>', 'why (a refusal needs it)'],
        DRY_RUN,
      ],
      (context, options) => runDecide(context, verdict, options),
    );
  add(
    event,
    'cancel',
    'propose to void an approved event; somebody else approves it',
    [
      COUNTY,
      ['--event <number>', '!the approved event'],
      ['--reason <text>', '!why'],
      ['--document <text>', 'document it rests on'],
      DRY_RUN,
    ],
    runCancel,
  );
  add(
    event,
    'import <file>',
    `propose a file of events · columns: ${EVENT_FILE_COLUMNS.map(({ name, optional }) => (optional ? `[${name}]` : name)).join(',')}`,
    [['--rejects <file>', 'where refused rows go (default: FILE.rejects.csv, when there are any)'], DRY_RUN],
    runImport,
  );
  add(
    event,
    'list',
    'events in the order of their days',
    [
      COUNTY,
      ['--status <status>', STATUSES.join(', ')],
      ['--type <type>', EVENT_TYPES.join(', ')],
      ['--household <no>', 'events that touch this household'],
      ['--batch <number>', 'events of an import'],
      ['--from <day>', 'first effective day'],
      ['--to <day>', 'last effective day'],
      OUT,
    ],
    runList,
  );

  const household = ['--household <no>', '!household number'] as const;
  add(
    group,
    'show',
    'a household with its members on a day',
    [COUNTY, household, ['--on <day>', 'day (default: today)']],
    runShow,
  );
  add(group, 'timeline', 'everything that made a household what it is', [COUNTY, household], runTimeline);
  add(
    group,
    'cohort',
    'stock account of the registered (or other groups), households and persons apart',
    [
      COUNTY,
      ['--from <day>', '!first day'],
      ['--to <day>', '!last day'],
      [
        '--group <groups>',
        `groups that make up the stock, separated by commas: ${GROUPS.join(', ')} (default: registered)`,
      ],
      ['--by <level>', 'county, township or village (default: county)'],
      OUT,
    ],
    runCohort,
  );
  add(
    group,
    'cohort-check <file>',
    `hold published figures against the stock identity · columns: ${REPORTED_COLUMNS.map(({ name, optional }) => (optional ? `[${name}]` : name)).join(',')}`,
    [['--rejects <file>', 'where refused rows go (default: FILE.rejects.csv, when there are any)'], OUT],
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
    [
      COUNTY,
      ['--kind <kind>', 'person or household'],
      ['--min-score <score>', '1 to 100'],
      ['--decided', 'decided pairs instead'],
      OUT,
    ],
    runListDuplicates,
  );
  add(
    duplicates,
    'decide <pair>',
    'record what was found out about a pair',
    [COUNTY, ['--verdict <verdict>', '!same or different'], ['--reason <text>', '!why'], DRY_RUN],
    runDecideDuplicate,
  );
  add(
    group,
    'quality',
    'hold the register against the data-quality rules',
    [COUNTY, ['--on <day>', 'day (default: today)'], OUT],
    runQuality,
  );
};

const COUNTY = ['--county <code>', '!county'] as const;
const DRY_RUN = ['--dry-run', 'check everything, keep nothing'] as const;
const OUT = ['--out <file>', 'write a CSV file'] as const;
const PROPOSE_OPTIONS = [
  COUNTY,
  ['--type <type>', `!${PROPOSABLE.join(', ')}`],
  ['--date <day>', '!effective day'],
  ['--household <no>', 'household it happens to'],
  ['--person <numbers>', 'members who leave (or die), separated by commas or semicolons'],
  [
    '--new-person <numbers>',
    'their (or the newcomer’s) numbers in the household they join (default: the next free ones)',
  ],
  ['--group <group>', GROUPS.join(', ')],
  [
    '--other-household <no>',
    'household of the county they come from or go to, or that takes in a merged one',
  ],
  ['--new-household <no>', 'number of the household a split or move_in founds'],
  [
    '--area <code>',
    'area of the founded household, where a household moves to, or that an adjustment concerns',
  ],
  ['--head-name <name>', 'head of the founded household'],
  ['--name <name>', 'name of a newcomer'],
  ['--id-number <number>', 'ID number of a newcomer'],
  ['--birth-date <day>', 'birth date of a newcomer'],
  ['--sex <sex>', 'male or female'],
  ['--relation <relation>', 'head, spouse, child, parent or other'],
  ['--households <number>', 'adjustment: households more or fewer'],
  ['--persons <number>', 'adjustment: persons more or fewer; a household that moves in: its persons'],
  ['--document <text>', 'document it rests on'],
  ['--reason <text>', 'why (review_removal and adjustment need it)'],
  ['--ref <text>', 'number the source gave the event'],
  DRY_RUN,
] as const;

const reading = <Result>(store: Store, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  store.db.transaction().execute(work);
const eventNumber = (value: string, option: string): bigint => {
  if (!/^\d{1,18}$/.test(value.trim()))
    throw registerFailure('register.value', { value, option, reason: 'it is not a number' });
  return BigInt(value.trim());
};
const listOf = (value: string): string[] =>
  value
    .split(/[,;，；、]/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
const integer = (value: string, option: string): number => {
  const number = numberArgument(value, option);
  if (!Number.isInteger(number) || Math.abs(number) > 99_999_999)
    throw registerFailure('register.value', { value, option, reason: 'it is not a whole number' });
  return number;
};
/** The given option read, or nothing. */
const read = <Key extends string, Value>(
  key: Key,
  value: string | undefined,
  as: (value: string) => Value,
) => (value === undefined ? {} : ({ [key]: as(value) } as Record<Key, Value>));
const word =
  (option: string) =>
  (value: string): string => {
    const text = value.trim();
    if (text === '' || text.length > 500 || /\p{Cc}/u.test(text))
      throw registerFailure('register.value', {
        value: text.slice(0, 40),
        option,
        reason: 'it is blank, too long or holds control characters',
      });
    return text;
  };

async function writeOut(
  context: Context,
  out: string | undefined,
  columns: readonly string[],
  rows: readonly object[],
): Promise<void> {
  if (out === undefined) return;
  const cell = (value: unknown) =>
    typeof value === 'boolean' ? String(value) : (value as string | number | null);
  await writeCsv(
    context.path(out),
    columns,
    rows.map((row) => columns.map((name) => cell((row as Record<string, unknown>)[name]))),
  );
}

function proposalFrom(o: Options): EventProposal {
  return {
    type: choiceArgument(o['type']!, '--type', PROPOSABLE),
    date: dayArgument(o['date']!, '--date'),
    ...read('householdNo', o['household'], word('--household')),
    ...read('personNos', o['person'], listOf),
    ...read('newPersonNos', o['newPerson'], listOf),
    ...read('group', o['group'], (value) => choiceArgument(value, '--group', GROUPS)),
    ...read('otherHouseholdNo', o['otherHousehold'], word('--other-household')),
    ...read('newHouseholdNo', o['newHousehold'], word('--new-household')),
    ...read('areaCode', o['area'], word('--area')),
    ...read('headName', o['headName'], word('--head-name')),
    ...read('name', o['name'], word('--name')),
    ...read('idNumber', o['idNumber'], (value) => value.trim().toUpperCase()),
    ...read('birthDate', o['birthDate'], (value) => dayArgument(value, '--birth-date')),
    ...read('sex', o['sex'], (value) => choiceArgument(value, '--sex', ['male', 'female'])),
    ...read('relation', o['relation'], (value) =>
      choiceArgument(value, '--relation', ['head', 'spouse', 'child', 'parent', 'other']),
    ),
    ...read('households', o['households'], (value) => integer(value, '--households')),
    ...read('persons', o['persons'], (value) => integer(value, '--persons')),
    ...read('document', o['document'], word('--document')),
    ...read('reason', o['reason'], word('--reason')),
    ...read('ref', o['ref'], word('--ref')),
  };
}

const eventLine = (row: EventRow): string =>
  [
    `${row.event_no}  ${row.date}  ${row.type}  ${row.status}`,
    row.household_no && `household ${row.household_no}`,
    row.person_no && `person ${row.person_no}`,
    row.group && `group ${row.group}`,
    row.other_household_no && `other household ${row.other_household_no}`,
    row.new_household_no && `new household ${row.new_household_no}`,
    row.area_code && `area ${row.area_code}`,
    row.cancels_event_no && `cancels ${row.cancels_event_no}`,
    row.type === 'adjustment' && `households ${signed(row.households)}, persons ${signed(row.persons)}`,
    `by ${row.proposed_by}`,
    row.decided_by && `decided by ${row.decided_by}`,
  ]
    .filter(Boolean)
    .join('  ');
const signed = (value: number): string => (value > 0 ? `+${value}` : String(value));
const dryRunNote = (options: Options): string => (options.dryRun ? '\nDry run: nothing was kept.' : '');

async function runPropose(context: Context, options: Options): Promise<void> {
  const proposal = proposalFrom(options);
  const row = await context.withStore('terrace register event propose', ({ db }) =>
    proposeEvent(db, {
      actor: context.actor,
      countyCode: options['county']!,
      proposal,
      dryRun: options.dryRun ?? false,
    }),
  );
  context.answer({ ...row, dry_run: options.dryRun ?? false }, `${eventLine(row)}${dryRunNote(options)}`);
}

async function runDecide(context: Context, verdict: 'approve' | 'refuse', options: Options): Promise<void> {
  const report = await context.withStore(`terrace register event ${verdict}`, ({ db }) =>
    decideEvents(db, {
      actor: context.actor,
      countyCode: options['county']!,
      verdict,
      dryRun: options.dryRun ?? false,
      ...read('eventNos', options['event'], (value) =>
        listOf(value).map((each) => eventNumber(each, '--event')),
      ),
      ...read('batchNo', options['batch'], (value) => eventNumber(value, '--batch')),
      ...read('reason', options['reason'], word('--reason')),
    }),
  );
  const left = report.refused.map(({ eventNo, failure }) => ({
    event_no: String(eventNo),
    code: failure.code,
    reason: failure.sentence[context.language],
  }));
  context.answer(
    { verdict, decided: report.decided, left, dry_run: options.dryRun ?? false },
    [
      ...report.decided.map(eventLine),
      ...left.map((each) => `${each.event_no}  stays proposed: ${each.reason}`),
    ].join('\n') + dryRunNote(options),
  );
  if (left.length > 0) context.exitCode = EXIT_SOME_REJECTED;
}

async function runCancel(context: Context, options: Options): Promise<void> {
  const row = await context.withStore('terrace register event cancel', ({ db }) =>
    cancelEvent(db, {
      actor: context.actor,
      countyCode: options['county']!,
      eventNo: eventNumber(options['event']!, '--event'),
      reason: word('--reason')(options['reason']!),
      ...read('document', options['document'], word('--document')),
      dryRun: options.dryRun ?? false,
    }),
  );
  context.answer({ ...row, dry_run: options.dryRun ?? false }, `${eventLine(row)}${dryRunNote(options)}`);
}

const rejectsPath = (context: Context, file: string, options: Options): string =>
  options['rejects'] === undefined ? `${context.path(file)}.rejects.csv` : context.path(options['rejects']);

async function runImport(context: Context, options: Options, file: string): Promise<void> {
  const source = await fileSource(context.path(file));
  const report = await context.withStore('terrace register event import', ({ db }) =>
    importEvents(db, {
      source,
      actor: context.actor,
      dryRun: options.dryRun ?? false,
      rejectsFile: rejectsPath(context, file, options),
      language: context.language,
    }),
  );
  const lines = [
    `${report.rows} rows read, ${report.proposed} proposed, ${report.unchanged} unchanged, ${report.rejected} rejected.`,
  ];
  if (report.batch_no !== null)
    lines.push(
      `Batch ${report.batch_no}; approve it with: terrace register event approve --county CODE --batch ${report.batch_no}`,
    );
  if (report.rejects_file !== null)
    lines.push(`Rejected rows with line, column, value and reason: ${report.rejects_file}`);
  context.answer(report, lines.join('\n') + dryRunNote(options));
  if (report.rejected > 0) context.exitCode = EXIT_SOME_REJECTED;
}

async function runList(context: Context, options: Options): Promise<void> {
  const filter = {
    ...read('status', options['status'], (value) => choiceArgument(value, '--status', STATUSES)),
    ...read('type', options['type'], (value) => choiceArgument(value, '--type', EVENT_TYPES)),
    ...read('householdNo', options['household'], word('--household')),
    ...read('batchNo', options['batch'], (value) => eventNumber(value, '--batch')),
    ...read('from', options['from'], (value) => dayArgument(value, '--from')),
    ...read('to', options['to'], (value) => dayArgument(value, '--to')),
  };
  const rows = await context.withStore('terrace register event list', (store) =>
    reading(store, (tx) => listEvents(tx, options['county']!, filter)),
  );
  await writeOut(context, options['out'], EVENT_ROW_COLUMNS, rows);
  context.answer(
    rows,
    [
      `${rows.length} events.`,
      ...(options['out'] === undefined ? rows.map(eventLine) : [options['out']]),
    ].join('\n'),
  );
}

async function runShow(context: Context, options: Options): Promise<void> {
  const [county, no] = [options['county']!, options['household']!];
  const day = options['on'] === undefined ? today() : dayArgument(options['on'], '--on');
  const household = await context.withStore('terrace register show', (store) =>
    reading(store, (tx) => findHousehold(tx, county, no, day)),
  );
  if (!household) throw registerFailure('register.householdUnknown', { county, household: no, day });
  const { members, ...head } = household;
  context.answer(
    household,
    [
      `Household ${no} on ${day}: ${head.group}, ${head.size} persons, head ${head.head_name}, area ${head.area_code}.`,
      ...members.map(
        (m) =>
          `  ${m.person_no}  ${m.name}  ${m.sex}  ${m.birth_date}  ${m.relation}  ${m.id_number_masked || 'no ID number'}`,
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
    `${s.date ?? 'from the file'}  ${s.kind}${s.event_no === null ? '' : ` (event ${s.event_no})`}${s.counts ? '' : `, cancelled by event ${s.cancelled_by_event_no}`}: ${s.exists ? `${s.group}, ${s.size} persons, area ${s.area_code}` : 'no household'}`;
  context.answer(
    { county_code: county, household_no: no, steps },
    [`Household ${no}`, ...steps.map(line)].join('\n'),
  );
}
