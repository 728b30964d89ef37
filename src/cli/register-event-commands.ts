import type { Command } from 'commander';
import { fileSource } from '../platform/index.ts';
import {
  cancelEvent,
  decideEvents,
  EVENT_FILE_COLUMNS,
  EVENT_ROW_COLUMNS,
  EVENT_TYPES,
  type EventProposal,
  type EventRow,
  GROUPS,
  importEvents,
  listEvents,
  type ProposableType,
  proposeEvent,
} from '../registry/index.ts';
import { choiceArgument, dayArgument } from './arguments.ts';
import { type Context, EXIT_SOME_REJECTED } from './context.ts';
import { groupName } from './names.ts';
import {
  type Add,
  COUNTY,
  DRY_RUN,
  dryRunNote,
  eventNumber,
  integer,
  listOf,
  type OptionLine,
  type Options,
  OUT,
  read,
  reading,
  REJECTS,
  rejectsNote,
  rejectsPath,
  signed,
  word,
  writeOut,
} from './register-options.ts';

const PROPOSABLE = EVENT_TYPES.filter((type): type is ProposableType => type !== 'cancel');
const STATUSES = ['proposed', 'approved', 'refused', 'cancelled'] as const;
/** An import may bring tens of thousands. */
const LINES_SHOWN = 50;
const FILE_COLUMNS = EVENT_FILE_COLUMNS.map(({ name, optional }) => (optional ? `[${name}]` : name)).join(
  ',',
);

/** `terrace register event …` */
export function addEventCommands(group: Command, add: Add): void {
  const event = group
    .command('event')
    .description('dated events: proposed by one person, approved by another');
  add(event, 'propose', 'propose one event', PROPOSE_OPTIONS, runPropose);
  for (const verdict of ['approve', 'refuse'] as const)
    add(
      event,
      verdict,
      `${verdict} proposed events; nobody decides an own proposal`,
      DECIDE_OPTIONS,
      (context, options) => runDecide(context, verdict, options),
    );
  add(
    event,
    'cancel',
    'propose to void an approved event; somebody else approves it',
    CANCEL_OPTIONS,
    runCancel,
  );
  add(
    event,
    'import <file>',
    `propose a file of events · columns: ${FILE_COLUMNS}`,
    [REJECTS, DRY_RUN],
    runImport,
  );
  add(event, 'list', 'events in the order of their days', LIST_OPTIONS, runList);
}

const DECIDE_OPTIONS: readonly OptionLine[] = [
  COUNTY,
  ['--event <numbers>', 'event numbers, separated by commas'],
  ['--batch <number>', 'all events of an import that wait'],
  ['--reason <text>', 'why (a refusal needs it)'],
  DRY_RUN,
];
const CANCEL_OPTIONS: readonly OptionLine[] = [
  COUNTY,
  ['--event <number>', '!the approved event'],
  ['--reason <text>', '!why'],
  ['--document <text>', 'document it rests on'],
  DRY_RUN,
];
const LIST_OPTIONS: readonly OptionLine[] = [
  COUNTY,
  ['--status <status>', STATUSES.join(', ')],
  ['--type <type>', EVENT_TYPES.join(', ')],
  ['--household <no>', 'events that touch this household'],
  ['--batch <number>', 'events of an import'],
  ['--from <day>', 'first effective day'],
  ['--to <day>', 'last effective day'],
  OUT,
];
const PROPOSE_OPTIONS: readonly OptionLine[] = [
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
];

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

function eventLine(context: Context, row: EventRow): string {
  const part = (zh: string, en: string, value: string | null): string | null =>
    value && `${context.words({ zh, en })} ${value}`;
  const change = `${signed(row.households)} / ${signed(row.persons)}`;
  return [
    `${row.event_no}  ${row.date}  ${row.type}  ${row.status}`,
    part('户', 'household', row.household_no),
    part('人员', 'person', row.person_no),
    part('类别', 'group', row.group && groupName(context, row.group)),
    part('另一户', 'other household', row.other_household_no),
    part('新户', 'new household', row.new_household_no),
    part('地区', 'area', row.area_code),
    part('撤销事件', 'cancels', row.cancels_event_no),
    part('户数 / 人数', 'households / persons', row.type === 'adjustment' ? change : null),
    part('提出人', 'by', row.proposed_by),
    part('审批人', 'decided by', row.decided_by),
  ]
    .filter(Boolean)
    .join('  ');
}

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
  context.answer(
    { ...row, dry_run: options.dryRun ?? false },
    `${eventLine(context, row)}${dryRunNote(context, options)}`,
  );
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
      context.words({
        zh: `已处理 ${report.decided.length} 项${report.decided.length > LINES_SHOWN ? `，前 ${LINES_SHOWN} 项：` : '。'}`,
        en: `${report.decided.length} events decided${report.decided.length > LINES_SHOWN ? `; the first ${LINES_SHOWN}:` : '.'}`,
      }),
      ...report.decided.slice(0, LINES_SHOWN).map((row) => eventLine(context, row)),
      ...left.map(({ event_no, reason }) =>
        context.words({
          zh: `${event_no}  仍待审批：${reason}`,
          en: `${event_no}  stays proposed: ${reason}`,
        }),
      ),
    ].join('\n') + dryRunNote(context, options),
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
  context.answer(
    { ...row, dry_run: options.dryRun ?? false },
    `${eventLine(context, row)}${dryRunNote(context, options)}`,
  );
}

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
    context.words({
      zh: `读入 ${report.rows} 行，提出 ${report.proposed}，未变 ${report.unchanged}，拒收 ${report.rejected}。`,
      en: `${report.rows} rows read, ${report.proposed} proposed, ${report.unchanged} unchanged, ${report.rejected} rejected.`,
    }),
  ];
  if (report.batch_no !== null)
    lines.push(
      context.words({
        zh: `批次 ${report.batch_no}；审批：terrace register event approve --county 县代码 --batch ${report.batch_no}`,
        en: `Batch ${report.batch_no}; approve it with: terrace register event approve --county CODE --batch ${report.batch_no}`,
      }),
    );
  if (report.rejects_file !== null) lines.push(context.words(rejectsNote(report.rejects_file)));
  context.answer(report, lines.join('\n') + dryRunNote(context, options));
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
      context.words({ zh: `共 ${rows.length} 项。`, en: `${rows.length} events.` }),
      ...(options['out'] === undefined ? rows.map((row) => eventLine(context, row)) : [options['out']]),
    ].join('\n'),
  );
}
