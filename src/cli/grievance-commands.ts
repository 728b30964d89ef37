import { CHANNELS } from '../governance/index.ts';
import { today } from '../platform/index.ts';
import {
  answerGrievance,
  CATEGORIES,
  countGrievances,
  escalateGrievance,
  getGrievance,
  type GrievanceLine,
  listGrievances,
  receiveGrievance,
  VERDICTS,
} from '../prevention/payout/index.ts';
import { choiceArgument } from './arguments.ts';
import type { Context, Define } from './context.ts';
import { UNSEEN } from './names.ts';
import { dayOr, orderOf, POLICY, procedureOf } from './governance-options.ts';
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
  readingPersonal,
  word,
} from './register-options.ts';
import { textTable } from './text-table.ts';

const GRIEVANCE: OptionLine = ['--grievance <number>', '!grievance'];
const OWNER: OptionLine = ['--owner <name>', '!who has to answer'];
const ON: OptionLine = ['--on <day>', 'day (default: today)'];
const CATEGORY_NAMES = Object.keys(CATEGORIES) as readonly (keyof typeof CATEGORIES)[];

export const grievanceCommands: Define = (program, begin) => {
  const group = program
    .command('grievance')
    .description('complaints about the service: hotline 12317, village, web');
  const add = adder(begin);
  add(
    group,
    'receive',
    'take a grievance down and give it an owner',
    [
      COUNTY,
      ['--channel <channel>', `!${CHANNELS.join(', ')}`],
      ['--category <category>', `!${CATEGORY_NAMES.join(', ')}`],
      ['--area <code>', '!area it concerns'],
      ['--words <text>', '!the complaint; never public'],
      ['--by <name>', 'who complains; may stay unsaid'],
      ['--about <name>', 'person complained about, if any; somebody else answers'],
      OWNER,
      ON,
      POLICY,
      DRY_RUN,
    ],
    runReceive,
  );
  add(
    group,
    'escalate',
    'hand it to somebody else: overdue, or not satisfied with the answer',
    [COUNTY, GRIEVANCE, OWNER, ['--reason <text>', '!why'], ON, POLICY, DRY_RUN],
    runEscalate,
  );
  add(
    group,
    'answer',
    'answer it; only its owner does',
    [
      COUNTY,
      GRIEVANCE,
      ['--verdict <verdict>', `!${VERDICTS.join(', ')}`],
      ['--answer <text>', '!the answer'],
      ON,
      DRY_RUN,
    ],
    runAnswer,
  );
  add(
    group,
    'list',
    'grievances by deadline',
    [COUNTY, ['--overdue', 'only those past their deadline'], ON],
    runList,
  );
  add(group, 'show', 'one grievance with its words; private', [COUNTY, GRIEVANCE], runShow);
  add(group, 'counts', 'counts by channel and category, fit for the public', [COUNTY, ON], runCounts);
};

const grievanceNo = (options: Options): number => integer(options['grievance']!, '--grievance');

async function runReceive(context: Context, options: Options): Promise<void> {
  const receivedOn = dayOr(options, 'on');
  const grievance = await context.withStore('terrace grievance receive', async ({ db }) =>
    receiveGrievance(db, {
      ...orderOf(context, options),
      channel: choiceArgument(options['channel']!, '--channel', CHANNELS),
      category: choiceArgument(options['category']!, '--category', CATEGORY_NAMES),
      areaCode: options['area']!,
      words: word('--words')(options['words']!),
      ...read('complainant', options['by'], word('--by')),
      ...read('about', options['about'], word('--about')),
      owner: word('--owner')(options['owner']!),
      receivedOn,
      today: today(),
      policy: (await procedureOf(db, options))(receivedOn),
    }),
  );
  answerWith(context, options, grievance);
}

async function runEscalate(context: Context, options: Options): Promise<void> {
  const on = dayOr(options, 'on');
  const grievance = await context.withStore('terrace grievance escalate', async ({ db }) =>
    escalateGrievance(db, {
      ...orderOf(context, options),
      grievanceNo: grievanceNo(options),
      owner: word('--owner')(options['owner']!),
      reason: word('--reason')(options['reason']!),
      on,
      today: today(),
      policy: (await procedureOf(db, options))(on),
    }),
  );
  answerWith(context, options, grievance);
}

async function runAnswer(context: Context, options: Options): Promise<void> {
  const grievance = await context.withStore('terrace grievance answer', ({ db }) =>
    answerGrievance(db, {
      ...orderOf(context, options),
      grievanceNo: grievanceNo(options),
      verdict: choiceArgument(options['verdict']!, '--verdict', VERDICTS),
      answer: word('--answer')(options['answer']!),
      on: dayOr(options, 'on'),
      today: today(),
    }),
  );
  answerWith(context, options, grievance);
}

const COLUMNS = [
  'grievance_no',
  'channel',
  'category',
  'area_code',
  'received_on',
  'round',
  'owner',
  'answer_by',
  'verdict',
];
const COUNT_COLUMNS = ['channel', 'category', 'received', 'open', 'overdue', 'escalated', 'justified'];
const NUMBERS = new Set(['grievance_no', 'round', ...COUNT_COLUMNS.slice(2)]);

/** What a list shows of it; the words stay with `grievance show`. */
const publicPart = ({
  grievance_no,
  channel,
  category,
  area_code,
  received_on,
  round,
  owner,
  since,
  answer_by,
  verdict,
  answered_on,
}: GrievanceLine) => ({
  grievance_no,
  channel,
  category,
  area_code,
  received_on,
  round,
  owner,
  since,
  answer_by,
  verdict,
  answered_on,
});

function answerWith(context: Context, options: Options, grievance: GrievanceLine): void {
  const document = publicPart(grievance);
  context.answer(document, textTable(COLUMNS, [document], NUMBERS).join('\n') + dryRunNote(context, options));
}

async function runList(context: Context, options: Options): Promise<void> {
  const overdueOn = options['overdue'] === undefined ? undefined : dayOr(options, 'on');
  const rows = await context.withStore('terrace grievance list', (store) =>
    reading(store, (tx) => listGrievances(tx, options['county']!, overdueOn), 'see.grievance'),
  );
  context.answer(rows, [...textTable(COLUMNS, rows, NUMBERS), `${rows.length} grievances.`].join('\n'));
}

async function runShow(context: Context, options: Options): Promise<void> {
  const [countyCode, no] = [options['county']!, grievanceNo(options)];
  const look = { action: 'see.grievance', countyCode, subject: String(no) };
  const grievance = await context.withStore('terrace grievance show', (store) =>
    readingPersonal(store, look, async (tx, eyes) => {
      const found = await getGrievance(tx, countyCode, no);
      return eyes(found, { county_code: countyCode, area_code: found.area_code });
    }),
  );
  const { words, complainant, complained_about, answer } = grievance;
  const lines = [
    ...textTable(COLUMNS, [grievance], NUMBERS),
    `By: ${complainant ?? 'unsaid'}. About: ${complained_about ?? 'the service'}.`,
    words ?? UNSEEN,
    answer === null ? '' : `Answer: ${answer}`,
  ];
  context.answer(grievance, lines.join('\n'));
}

async function runCounts(context: Context, options: Options): Promise<void> {
  const rows = await context.withStore('terrace grievance counts', (store) =>
    reading(store, (tx) => countGrievances(tx, options['county']!, dayOr(options, 'on'))),
  );
  context.answer(rows, textTable(COUNT_COLUMNS, rows, NUMBERS).join('\n'));
}
