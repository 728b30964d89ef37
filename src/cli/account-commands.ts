import {
  type Account,
  accountDocument,
  ALL_COUNTIES,
  closeAccount,
  endRole,
  giveRole,
  listAccounts,
  type NewRole,
  openAccount,
  ROLE_NAMES,
  roleOf,
  see,
  setPassword,
} from '../access/index.ts';
import { choiceArgument } from './arguments.ts';
import type { Context, Define } from './context.ts';
import { dayOr } from './governance-options.ts';
import {
  adder,
  DRY_RUN,
  dryRunNote,
  integer,
  type OptionLine,
  type Options,
  word,
} from './register-options.ts';

const ROLE_OPTIONS: readonly OptionLine[] = [
  ['--role <role>', `!${ROLE_NAMES.join(', ')}`],
  ['--county <code>', `county it is responsible for (default: ${ALL_COUNTIES}, all)`],
  ['--area <code>', 'township or village, for roles bound to one'],
  ['--household <no>', 'household, for roles bound to one'],
  ['--department <code>', 'department it answers checks for (default: all of them)'],
  ['--since <day>', 'first day (default: today)'],
  ['--until <day>', 'last day'],
];
const NAME: OptionLine = ['--name <name>', '!name of the account'];
const REASON: OptionLine = ['--reason <text>', '!why'];
const LAST_DAY: OptionLine = ['--last-day <day>', 'last day (default: today)'];

export const accountCommands: Define = (program, begin) => {
  const group = program
    .command('account')
    .description('who acts here, in which role, responsible for what; the first account turns this on');
  const add = adder(begin);
  const person: OptionLine = ['--person <name>', '!whose account it is'];
  add(group, 'add', 'open an account with its first role', [NAME, person, ...ROLE_OPTIONS, DRY_RUN], runAdd);
  add(group, 'role', 'give an account a further role', [NAME, ...ROLE_OPTIONS, DRY_RUN], runRole);
  add(
    group,
    'end-role',
    'end a role before its time',
    [NAME, ['--number <no>', '!number of the role, see list'], LAST_DAY, REASON, DRY_RUN],
    runEndRole,
  );
  add(group, 'close', 'close an account', [NAME, LAST_DAY, REASON, DRY_RUN], runClose);
  add(
    group,
    'password',
    'set the password an account signs in with, read from standard input: 12 characters or more; its sessions end',
    [NAME],
    runPassword,
  );
  add(group, 'list', 'accounts and their roles', [], runList);
};

const roleIn = (options: Options): NewRole => ({
  role: choiceArgument(options['role']!, '--role', ROLE_NAMES),
  countyCode: options['county'] ?? ALL_COUNTIES,
  areaCode: options['area'] ?? null,
  householdNo: options['household'] ?? null,
  department: options['department'] ?? null,
  since: dayOr(options, 'since'),
  until: options['until'] === undefined ? null : dayOr(options, 'until'),
});

const orderOf = (context: Context, options: Options) => ({
  actor: context.actor,
  dryRun: options.dryRun ?? false,
});

async function runAdd(context: Context, options: Options): Promise<void> {
  const account = await context.withStore('terrace account add', ({ db }) =>
    openAccount(db, {
      ...orderOf(context, options),
      name: options['name']!,
      person: options['person']!,
      role: roleIn(options),
    }),
  );
  answer(context, options, account);
}

async function runRole(context: Context, options: Options): Promise<void> {
  const account = await context.withStore('terrace account role', ({ db }) =>
    giveRole(db, { ...orderOf(context, options), account: options['name']!, role: roleIn(options) }),
  );
  answer(context, options, account);
}

const endIn = (context: Context, options: Options) => ({
  ...orderOf(context, options),
  account: options['name']!,
  lastDay: dayOr(options, 'lastDay'),
  reason: word('--reason')(options['reason']!),
});

async function runEndRole(context: Context, options: Options): Promise<void> {
  const roleNo = integer(options['number']!, '--number');
  const account = await context.withStore('terrace account end-role', ({ db }) =>
    endRole(db, { ...endIn(context, options), roleNo }),
  );
  answer(context, options, account);
}

async function runClose(context: Context, options: Options): Promise<void> {
  const account = await context.withStore('terrace account close', ({ db }) =>
    closeAccount(db, endIn(context, options)),
  );
  answer(context, options, account);
}

async function runPassword(context: Context, options: Options): Promise<void> {
  const account = options['name']!;
  const password = (await context.readInput()).replace(/\r?\n$/, '');
  await context.withStore('terrace account password', ({ db }) =>
    setPassword(db, { actor: context.actor, account, password }),
  );
  context.answer(
    { name: account },
    context.words({ zh: `已设置账号“${account}”的密码。`, en: `The password of "${account}" is set.` }),
  );
}

async function runList(context: Context): Promise<void> {
  const accounts = await context.withStore('terrace account list', ({ db, viewer }) =>
    see(db, { viewer, action: 'account.list' }, listAccounts),
  );
  const none = {
    zh: '还没有账号：--as 可写任何名字。',
    en: 'There are no accounts yet: --as may be any name.',
  }[context.language];
  context.answer(
    accounts.map(accountDocument),
    accounts.map((account) => text(context, account)).join('\n') || none,
  );
}

const answer = (context: Context, options: Options, account: Account): void =>
  context.answer(accountDocument(account), `${text(context, account)}${dryRunNote(context, options)}`);

function text({ language }: Context, { name, person, since, until, roles }: Account): string {
  const days = (first: string, last: string | null): string => `${first}..${last ?? ''}`;
  return [
    `${name} (${person}) ${days(since, until)}`,
    ...roles.map(
      ({ roleNo, role, countyCode, areaCode, householdNo, department, since: first, until: last }) =>
        `  ${roleNo}  ${roleOf(role)[language]}  ${[countyCode, areaCode, householdNo, department].filter(Boolean).join(' ')}  ${days(first, last)}`,
    ),
  ].join('\n');
}
