import {
  answerObjection,
  CHANNELS,
  listObjections,
  type ObjectionRow,
  receiveAppeal,
  type ReceivedObjection,
  receiveObjection,
  subjectDecision,
} from '../governance/index.ts';
import { today } from '../platform/index.ts';
import { followerIn } from '../app/follow.ts';
import { choiceArgument } from './arguments.ts';
import type { Context, Define } from './context.ts';
import { dayOr, orderOf, POLICY, procedureOf, SUBJECT, subjectArgument } from './governance-options.ts';
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

const OBJECTION: OptionLine = ['--objection <number>', '!objection'];
const ON: OptionLine = ['--on <day>', 'day (default: today)'];
const RECEIVED: readonly OptionLine[] = [
  ['--channel <channel>', `!${CHANNELS.join(', ')}`],
  ['--words <text>', '!what is objected; never public'],
  ['--by <name>', 'who objects; may stay unsaid'],
  ON,
  POLICY,
  DRY_RUN,
];

export const objectionCommands: Define = (program, begin) => {
  const group = program.command('objection').description('objections, their answers and appeals');
  const add = adder(begin);
  add(
    group,
    'receive',
    'an objection came, also after the notice',
    [
      COUNTY,
      [SUBJECT[0], `!${SUBJECT[1]}`],
      ['--area <code>', 'area that answers (default: that of the body that decided)'],
      ...RECEIVED,
    ],
    runReceive,
  );
  add(
    group,
    'appeal',
    'an appeal against an answer came; one level up answers it',
    [COUNTY, OBJECTION, ...RECEIVED],
    runAppeal,
  );
  for (const [verb, verdict] of [
    ['uphold', 'upheld'],
    ['dismiss', 'dismissed'],
  ] as const)
    add(
      group,
      verb,
      `answer that it is ${verdict}; nobody answers who took part in the decision`,
      [COUNTY, OBJECTION, ['--reason <text>', '!why'], ON, DRY_RUN],
      (context, options) => runAnswer(context, verdict, options),
    );
  add(group, 'list', 'objections and their deadlines', [COUNTY, SUBJECT], runList);
  add(
    group,
    'state',
    'what has been decided about a subject, and whether others may act on it',
    [COUNTY, [SUBJECT[0], `!${SUBJECT[1]}`], ON],
    runState,
  );
};

const received = (context: Context, options: Options) => ({
  ...orderOf(context, options),
  channel: choiceArgument(options['channel']!, '--channel', CHANNELS),
  words: word('--words')(options['words']!),
  ...read('objector', options['by'], word('--by')),
  receivedOn: dayOr(options, 'on'),
  today: today(),
  follow: followerIn(options['county']!, today()),
});

const objectionNo = (options: Options): number => integer(options['objection']!, '--objection');

async function runReceive(context: Context, options: Options): Promise<void> {
  const objection = await context.withStore('terrace objection receive', async ({ db }) =>
    receiveObjection(db, await procedureOf(db, options), {
      ...received(context, options),
      subject: subjectArgument(options['subject']!),
      ...read('areaCode', options['area'], String),
    }),
  );
  answerReceived(context, options, objection);
}

async function runAppeal(context: Context, options: Options): Promise<void> {
  const appeal = await context.withStore('terrace objection appeal', async ({ db }) =>
    receiveAppeal(db, await procedureOf(db, options), {
      ...received(context, options),
      objectionNo: objectionNo(options),
    }),
  );
  answerReceived(context, options, appeal);
}

function answerReceived(context: Context, options: Options, objection: ReceivedObjection): void {
  const years = objection.yearsWithoutHolidays.join(', ');
  const note = years === '' ? '' : `\nHolidays of ${years} are not known: only weekends are left out.`;
  context.answer(objection, `${objectionLine(objection)}${note}${dryRunNote(context, options)}`);
}

async function runAnswer(context: Context, verdict: 'upheld' | 'dismissed', options: Options): Promise<void> {
  const objection = await context.withStore('terrace objection answer', ({ db }) =>
    answerObjection(db, {
      ...orderOf(context, options),
      objectionNo: objectionNo(options),
      verdict,
      reason: word('--reason')(options['reason']!),
      answeredOn: dayOr(options, 'on'),
      follow: followerIn(options['county']!, today()),
    }),
  );
  context.answer(objection, `${objectionLine(objection)}${dryRunNote(context, options)}`);
}

async function runList(context: Context, options: Options): Promise<void> {
  const { subject } = options;
  const subjects = subject === undefined ? undefined : [subjectArgument(subject)];
  const objections = await context.withStore('terrace objection list', (store) =>
    reading(store, (tx) => listObjections(tx, options['county']!, subjects), 'see.meeting'),
  );
  context.answer(objections, objections.map(objectionLine).join('\n') || 'No objections.');
}

async function runState(context: Context, options: Options): Promise<void> {
  const state = await context.withStore('terrace objection state', (store) =>
    reading(store, (tx) =>
      subjectDecision(tx, options['county']!, subjectArgument(options['subject']!), dayOr(options, 'on')),
    ),
  );
  const { outcome, decision, notice, openObjections, setAsideBy, isConfirmed } = state;
  const lines = [
    `${options['subject']}: ${outcome}${isConfirmed ? ', confirmed' : ', not confirmed'}`,
    decision &&
      `meeting ${decision.meetingNo}, ${decision.bodyName}, ${decision.day}: for ${decision.result.votes.for}, against ${decision.result.votes.against}, abstained ${decision.result.votes.abstain}`,
    setAsideBy !== undefined && `set aside by objection ${setAsideBy}`,
    notice && `notice ${notice.noticeNo}: ${notice.status}, last day ${notice.lastDay ?? '–'}`,
    openObjections.length > 0 && `open objections: ${openObjections.join(', ')}`,
  ];
  context.answer(state, lines.filter(Boolean).join('\n'));
}

function objectionLine(objection: ObjectionRow): string {
  const { objection_no, subject_module, subject_id, channel, received_on, answer_by, verdict } = objection;
  const fate =
    verdict === null
      ? `answer by ${answer_by}${answer_by < today() ? ' (overdue)' : ''}`
      : `${verdict} on ${objection.answered_on}`;
  const appeal = objection.appeals_no === null ? '' : `, appeals ${objection.appeals_no}`;
  return `${objection_no}  ${subject_module}:${subject_id}${appeal}  ${channel}  ${received_on}  ${fate}  by ${objection.area_code}`;
}
