import {
  addEvidence,
  type AgendaItem,
  callMeeting,
  castBallots,
  closeMeeting,
  countVotes,
  listMeetings,
  type MeetingRow,
  type MeetingView,
  recordAttendance,
  recuseMember,
  type SeatRow,
  showMeeting,
} from '../governance/index.ts';
import { readWhole, today } from '../platform/index.ts';
import { followerIn } from '../app/follow.ts';
import { choiceArgument, dayArgument } from './arguments.ts';
import type { Context, Define } from './context.ts';
import {
  dayOr,
  keepFiles,
  numbersOf,
  orderOf,
  POLICY,
  procedureOf,
  SUBJECT,
  subjectArgument,
} from './governance-options.ts';
import {
  adder,
  COUNTY,
  DRY_RUN,
  dryRunNote,
  eventNumber,
  integer,
  type OptionLine,
  type Options,
  read,
  reading,
  word,
} from './register-options.ts';
import { readTable } from './table-file.ts';

const MEETING: OptionLine = ['--meeting <number>', '!meeting'];
const ITEM: OptionLine = ['--item <number>', '!item of the agenda'];
const WITNESS: OptionLine = ['--witness <name>', 'second person who saw or heard it'];
const EVIDENCE_KINDS = ['signatures', 'photo', 'proxy', 'document'] as const;
const CALL_OPTIONS: readonly OptionLine[] = [
  COUNTY,
  ['--body <number>', '!body that meets'],
  ['--day <day>', '!day of the meeting'],
  ['--place <text>', '!where'],
  ['--chair <number>', '!member who chairs and closes it'],
  ['--called <day>', 'day the members were told (default: today, or the day of the meeting)'],
  SUBJECT,
  ['--decide <kind>', 'kind of decision, such as household_support'],
  ['--title <text>', 'what is put to the vote'],
  ['--household <no>', 'household it concerns, whose members and relatives are recused'],
  ['--secret', 'votes are counted without names'],
  ['--agenda <file>', 'instead: CSV or XLSX of subject,decision,title,[household_no],[secret]'],
  ['--corrects <number>', 'closed meeting that this one puts right'],
  POLICY,
  DRY_RUN,
];
const ATTEND_OPTIONS: readonly OptionLine[] = [
  COUNTY,
  MEETING,
  ['--present <numbers>', 'members present, separated by commas'],
  ['--absent <numbers>', 'members absent'],
  ['--proxy <number>', 'member who gave a proxy'],
  ['--holder <number or name>', 'who holds it'],
  ['--form <form>', 'written or phone'],
  WITNESS,
  DRY_RUN,
];
const VOTE_OPTIONS: readonly OptionLine[] = [
  COUNTY,
  MEETING,
  ITEM,
  ['--for <numbers>', 'members for it'],
  ['--against <numbers>', 'members against it'],
  ['--abstain <numbers>', 'members who abstain'],
  DRY_RUN,
];
const COUNT_OPTIONS: readonly OptionLine[] = [
  COUNTY,
  MEETING,
  ITEM,
  ['--for <votes>', '!votes for it'],
  ['--against <votes>', '!votes against it'],
  ['--abstain <votes>', 'abstentions and spoilt ballots (default: 0)'],
  ['--witness <name>', '!who counted too'],
  DRY_RUN,
];
const CLOSE_OPTIONS: readonly OptionLine[] = [
  COUNTY,
  MEETING,
  ['--minutes <text>', 'minutes'],
  ['--minutes-file <file>', 'instead: a text file'],
  DRY_RUN,
];

export const meetingCommands: Define = (program, begin) => {
  const group = program.command('meeting').description('call, attend, vote, close: what a body decides');
  const add = adder(begin);
  add(group, 'call', 'call a meeting with its agenda', CALL_OPTIONS, runCall);
  add(group, 'attend', 'record who came, who did not, and proxies, also by phone', ATTEND_OPTIONS, runAttend);
  add(
    group,
    'recuse',
    'a member steps back from an item',
    [COUNTY, MEETING, ITEM, ['--member <number>', '!member'], ['--reason <text>', '!why'], DRY_RUN],
    runRecuse,
  );
  add(group, 'vote', 'votes by name', VOTE_OPTIONS, runVote);
  add(group, 'count', 'a secret vote, counted by two', COUNT_OPTIONS, runCount);
  add(
    group,
    'evidence <file>',
    'a signature list, photo, proxy or document: JPEG, PNG, WebP or PDF',
    [COUNTY, MEETING, ['--kind <kind>', `!${EVIDENCE_KINDS.join(', ')}`], DRY_RUN],
    runEvidence,
  );
  add(group, 'close', 'the chair (--as) closes the meeting; nothing is added after', CLOSE_OPTIONS, runClose);
  add(group, 'list', 'meetings', [COUNTY, ['--body <number>', 'of one body']], runList);
  add(group, 'show', 'a meeting, who came and what was decided', [COUNTY, MEETING], runShow);
};

async function runCall(context: Context, options: Options): Promise<void> {
  const agenda = await agendaOf(context, options);
  const day = dayArgument(options['day']!, '--day');
  const meeting = await context.withStore('terrace meeting call', async ({ db }) =>
    callMeeting(db, await procedureOf(db, options), {
      ...orderOf(context, options),
      bodyNo: integer(options['body']!, '--body'),
      day,
      place: word('--place')(options['place']!),
      chairNo: integer(options['chair']!, '--chair'),
      calledOn: dayOr(options, 'called', today() < day ? today() : day),
      agenda,
      ...read('correctsMeetingNo', options['corrects'], (value) => integer(value, '--corrects')),
    }),
  );
  context.answer(
    meeting,
    `Meeting ${meeting.meeting_no}: ${meetingLine(meeting)}${dryRunNote(context, options)}`,
  );
}

async function agendaOf(context: Context, options: Options): Promise<AgendaItem[]> {
  const file = options['agenda'];
  if (file === undefined && options['subject'] === undefined) return [];
  const rows =
    file === undefined
      ? [
          {
            subject: options['subject']!,
            decision: options['decide'] ?? '',
            title: options['title'] ?? '',
            household_no: options['household'] ?? '',
            secret: options['secret'] ? 'yes' : '',
          },
        ]
      : (await readTable(context.path(file), AGENDA_COLUMNS)).map(({ cells }) => cells);
  return rows.map((row) => ({
    subject: subjectArgument(row['subject']!),
    decisionKind: row['decision']!,
    title: word('--title')(row['title']!),
    ...(row['household_no'] ? { householdNo: row['household_no'] } : {}),
    isSecret:
      choiceArgument(row['secret'] || 'no', 'secret', ['yes', 'no', '是', '否']).match(/yes|是/) !== null,
  }));
}

const AGENDA_COLUMNS = [
  { name: 'subject', headers: ['事项'] },
  { name: 'decision', headers: ['决定类型'] },
  { name: 'title', headers: ['议题'] },
  { name: 'household_no', headers: ['户编号'], optional: true },
  { name: 'secret', headers: ['无记名'], optional: true },
];

const at = (context: Context, options: Options) => ({
  ...orderOf(context, options),
  meetingNo: integer(options['meeting']!, '--meeting'),
  today: today(),
});
const atItem = (context: Context, options: Options) => ({
  ...at(context, options),
  itemNo: integer(options['item']!, '--item'),
});

async function runAttend(context: Context, options: Options): Promise<void> {
  const { proxy, holder = '', form = '', witness = '' } = options;
  const seats = await context.withStore('terrace meeting attend', ({ db }) =>
    recordAttendance(db, {
      ...at(context, options),
      present: numbersOf(options['present'], '--present'),
      absent: numbersOf(options['absent'], '--absent'),
      ...(proxy !== undefined && {
        proxy: {
          memberNo: integer(proxy, '--proxy'),
          holder: /^\d+$/.test(holder) ? integer(holder, '--holder') : word('--holder')(holder),
          form,
          witness: word('--witness')(witness),
        },
      }),
    }),
  );
  context.answer(seats, `${seats.map(seatLine).join('\n')}${dryRunNote(context, options)}`);
}

async function runRecuse(context: Context, options: Options): Promise<void> {
  await context.withStore('terrace meeting recuse', ({ db }) =>
    recuseMember(db, {
      ...atItem(context, options),
      memberNo: integer(options['member']!, '--member'),
      reason: word('--reason')(options['reason']!),
    }),
  );
  await show(context, options);
}

async function runVote(context: Context, options: Options): Promise<void> {
  const ballots = (['for', 'against', 'abstain'] as const).flatMap((choice) =>
    numbersOf(options[choice], `--${choice}`).map((memberNo) => ({ memberNo, choice })),
  );
  await context.withStore('terrace meeting vote', ({ db }) =>
    castBallots(db, { ...atItem(context, options), ballots }),
  );
  await show(context, options);
}

async function runCount(context: Context, options: Options): Promise<void> {
  const votes = (name: string) => eventNumber(options[name] ?? '0', `--${name}`);
  await context.withStore('terrace meeting count', ({ db }) =>
    countVotes(db, {
      ...atItem(context, options),
      votes: { for: votes('for'), against: votes('against'), abstain: votes('abstain') },
      witness: word('--witness')(options['witness']!),
    }),
  );
  await show(context, options);
}

async function runEvidence(context: Context, options: Options, file: string): Promise<void> {
  const kind = choiceArgument(options['kind']!, '--kind', EVIDENCE_KINDS);
  const reference = await context.withStore('terrace meeting evidence', async ({ db }) => {
    const [kept] = await keepFiles(db, context, options, [file]);
    await addEvidence(db, { ...at(context, options), kind, file: kept! });
    return kept!;
  });
  context.answer(reference, `${reference.name}  ${reference.sha256}${dryRunNote(context, options)}`);
}

async function runClose(context: Context, options: Options): Promise<void> {
  const file = options['minutesFile'];
  const minutes =
    file === undefined
      ? word('--minutes')(options['minutes'] ?? '')
      : readWhole(context.path(file)).toString('utf8');
  await context.withStore('terrace meeting close', ({ db }) =>
    closeMeeting(db, {
      ...at(context, options),
      minutes,
      follow: followerIn(options['county']!, today()),
    }),
  );
  await show(context, options);
}

async function runList(context: Context, options: Options): Promise<void> {
  const which = read('bodyNo', options['body'], (value) => integer(value, '--body'));
  const meetings = await context.withStore('terrace meeting list', (store) =>
    reading(store, (tx) => listMeetings(tx, options['county']!, which), 'see.meeting'),
  );
  const lines = meetings.map((meeting) => `${meeting.meeting_no}  ${meetingLine(meeting)}`);
  context.answer(meetings, lines.join('\n') || 'No meetings.');
}

const runShow = (context: Context, options: Options): Promise<void> => show(context, options);

async function show(context: Context, options: Options): Promise<void> {
  const view = await context.withStore('terrace meeting show', (store) =>
    reading(
      store,
      (tx) => showMeeting(tx, options['county']!, integer(options['meeting']!, '--meeting')),
      'see.meeting',
    ),
  );
  context.answer(view, `${viewText(view)}${dryRunNote(context, options)}`);
}

const viewText = ({ meeting, seats, items, recusals }: MeetingView): string =>
  [
    `${meeting.meeting_no}  ${meetingLine(meeting)}`,
    ...seats.map(seatLine),
    ...items.map(
      ({ item_no, title, subject_module, subject_id, decision_kind, result }) =>
        `${item_no}. ${title} (${subject_module}:${subject_id}, ${decision_kind}): ${result.outcome}; ${result.takingPart} of ${result.entitled} took part, for ${result.votes.for}, against ${result.votes.against}, abstained ${result.votes.abstain}`,
    ),
    ...recusals.map(
      ({ item_no, member_no, ground }) => `item ${item_no}: member ${member_no} recused (${ground})`,
    ),
  ].join('\n');

const meetingLine = (meeting: MeetingRow): string =>
  `${meeting.body_name}, ${meeting.day}, ${meeting.place}, chair ${meeting.chair_name}, ${meeting.closed_by === null ? 'open' : 'closed'}${meeting.corrects_meeting_no === null ? '' : `, corrects ${meeting.corrects_meeting_no}`}`;

const seatLine = ({ member_no, name, presence, holder_no, holder_name, weight }: SeatRow): string =>
  `${member_no}  ${name}  ${presence}${presence === 'proxy' ? ` (${holder_name ?? holder_no})` : ''}  votes ${weight}`;
