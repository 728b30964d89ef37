import { today } from '../platform/index.ts';
import {
  appointMembers,
  type Appointment,
  BODY_KINDS,
  BODY_NAMES,
  declareKinship,
  endMember,
  foundBody,
  getBody,
  listBodies,
  listMembers,
  type MemberRow,
  ROLES,
} from '../governance/index.ts';
import { choiceArgument, dayArgument } from './arguments.ts';
import type { Context, Define } from './context.ts';
import { dayOr, orderOf, POLICY, procedureOf } from './governance-options.ts';
import {
  adder,
  COUNTY,
  DRY_RUN,
  dryRunNote,
  eventNumber,
  integer,
  type OptionLine,
  type Options,
  reading,
  word,
} from './register-options.ts';
import { readTable } from './table-file.ts';

const BODY: OptionLine = ['--body <number>', '!body'];
const MEMBER: OptionLine = ['--member <number>', '!member of the body'];
const ON: OptionLine = ['--on <day>', 'day (default: today)'];
const SINCE: OptionLine = ['--since <day>', '!first day'];
const REASON: OptionLine = ['--reason <text>', '!why'];
const APPOINT_OPTIONS: readonly OptionLine[] = [
  COUNTY,
  BODY,
  SINCE,
  ['--until <day>', 'last day of the term'],
  ['--name <name>', 'member'],
  ['--household <no>', 'household of the member; the register finds whom to recuse by it'],
  ['--role <role>', `${ROLES.join(', ')} (default: member)`],
  ['--weight <votes>', 'shares, where shares vote (default: 1)'],
  ['--members <file>', 'instead: CSV or XLSX of name,[household_no],[role],[weight]'],
  POLICY,
  DRY_RUN,
];

export const bodyCommands: Define = (program, begin) => {
  const group = program.command('body').description('assemblies, councils, committees and who sits in them');
  const add = adder(begin);
  add(
    group,
    'found',
    'found a body',
    [
      COUNTY,
      ['--area <code>', '!area it speaks for'],
      ['--kind <kind>', `!${BODY_KINDS.join(', ')}`],
      ['--name <name>', '!its name'],
      SINCE,
      POLICY,
      DRY_RUN,
    ],
    runFound,
  );
  add(group, 'appoint', 'appoint one member, or a list', APPOINT_OPTIONS, runAppoint);
  add(
    group,
    'dismiss',
    'end an appointment before its time',
    [COUNTY, BODY, MEMBER, ['--last-day <day>', '!last day'], REASON, DRY_RUN],
    runDismiss,
  );
  add(
    group,
    'kinship',
    'declare that a member is related to a household',
    [COUNTY, BODY, MEMBER, ['--household <no>', '!household'], ['--relation <text>', '!how'], DRY_RUN],
    runKinship,
  );
  add(group, 'list', 'bodies of a county', [COUNTY, ON], runList);
  add(group, 'show', 'a body and its members on a day', [COUNTY, BODY, ON], runShow);
};

async function runFound(context: Context, options: Options): Promise<void> {
  const body = await context.withStore('terrace body found', async ({ db }) =>
    foundBody(db, await procedureOf(db, options), {
      ...orderOf(context, options),
      areaCode: options['area']!,
      kind: choiceArgument(options['kind']!, '--kind', BODY_KINDS),
      name: word('--name')(options['name']!),
      since: dayArgument(options['since']!, '--since'),
    }),
  );
  context.answer(body, `Body ${body.body_no}: ${body.name}${dryRunNote(context, options)}`);
}

async function runAppoint(context: Context, options: Options): Promise<void> {
  const appointments = await appointmentsOf(context, options);
  const members = await context.withStore('terrace body appoint', async ({ db }) =>
    appointMembers(db, await procedureOf(db, options), {
      ...orderOf(context, options),
      bodyNo: integer(options['body']!, '--body'),
      since: dayArgument(options['since']!, '--since'),
      ...(options['until'] !== undefined && { until: dayArgument(options['until'], '--until') }),
      appointments,
    }),
  );
  context.answer(members, `${members.map(memberLine).join('\n')}${dryRunNote(context, options)}`);
}

async function appointmentsOf(context: Context, options: Options): Promise<Appointment[]> {
  const file = options['members'];
  const rows =
    file === undefined
      ? [
          {
            name: options['name'] ?? '',
            household_no: options['household'] ?? '',
            role: options['role'] ?? '',
            weight: options['weight'] ?? '',
          },
        ]
      : (await readTable(context.path(file), MEMBER_COLUMNS)).map(({ cells }) => cells);
  return rows.map((row) => ({
    name: word('--name')(row['name'] ?? ''),
    ...(row['household_no'] ? { householdNo: row['household_no'] } : {}),
    role: choiceArgument(row['role'] || 'member', '--role', ROLES),
    weight: eventNumber(row['weight'] || '1', '--weight'),
  }));
}

const MEMBER_COLUMNS = [
  { name: 'name', headers: ['姓名'] },
  { name: 'household_no', headers: ['户编号'], optional: true },
  { name: 'role', headers: ['职务'], optional: true },
  { name: 'weight', headers: ['票数', '股数'], optional: true },
];

async function runDismiss(context: Context, options: Options): Promise<void> {
  const member = await context.withStore('terrace body dismiss', ({ db }) =>
    endMember(db, {
      ...orderOf(context, options),
      ...seatOf(options),
      lastDay: dayArgument(options['lastDay']!, '--last-day'),
      reason: word('--reason')(options['reason']!),
    }),
  );
  context.answer(member, `${memberLine(member)}${dryRunNote(context, options)}`);
}

async function runKinship(context: Context, options: Options): Promise<void> {
  const seat = seatOf(options);
  const householdNo = options['household']!;
  await context.withStore('terrace body kinship', ({ db }) =>
    declareKinship(db, {
      ...orderOf(context, options),
      ...seat,
      householdNo,
      relation: word('--relation')(options['relation']!),
    }),
  );
  context.answer(
    { body_no: seat.bodyNo, member_no: seat.memberNo, household_no: householdNo },
    `Member ${seat.memberNo} takes no part in what concerns household ${householdNo}.${dryRunNote(context, options)}`,
  );
}

const seatOf = (options: Options) => ({
  bodyNo: integer(options['body']!, '--body'),
  memberNo: integer(options['member']!, '--member'),
});

async function runList(context: Context, options: Options): Promise<void> {
  const bodies = await context.withStore('terrace body list', (store) =>
    reading(store, (tx) => listBodies(tx, options['county']!, dayOr(options, 'on'))),
  );
  const lines = bodies.map(
    (body) =>
      `${body.body_no}  ${BODY_NAMES[body.kind][context.language]}  ${body.name}  ${body.area_name}  since ${body.since}, ${body.members} members`,
  );
  context.answer(bodies, lines.join('\n') || 'No bodies.');
}

async function runShow(context: Context, options: Options): Promise<void> {
  const [county, bodyNo] = [options['county']!, integer(options['body']!, '--body')];
  const shown = await context.withStore('terrace body show', (store) =>
    reading(store, async (tx) => ({
      ...(await getBody(tx, county, bodyNo)),
      members: await listMembers(tx, county, bodyNo, dayOr(options, 'on', today())),
    })),
  );
  const head = `${shown.body_no}  ${shown.name}  ${BODY_NAMES[shown.kind][context.language]}  ${shown.area_name}`;
  context.answer(shown, [head, ...shown.members.map(memberLine)].join('\n'));
}

const memberLine = ({ member_no, name, household_no, role, weight, since, until }: MemberRow): string =>
  `${member_no}  ${name}  household ${household_no ?? '–'}  ${role}  votes ${weight}  ${since} – ${until ?? ''}`;
