import { formatYuan } from '../kernel/index.ts';
import { today, writeCsv, writeWhole } from '../platform/index.ts';
import {
  ANSWER_FILE_COLUMNS,
  type AnswerReport,
  cancelList,
  getPaymentList,
  linesOfList,
  listPaymentLists,
  listStatusOf,
  type ListWithLines,
  makeList,
  type PaymentLine,
  type PaymentList,
  recordAccount,
  releaseList,
  releasedText,
  takeAnswer,
} from '../prevention/payout/index.ts';
import { REJECT_COLUMNS } from '../registry/index.ts';
import { type Context, type Define, EXIT_SOME_REJECTED } from './context.ts';
import { dayOr, orderOf } from './governance-options.ts';
import {
  adder,
  COUNTY,
  DRY_RUN,
  dryRunNote,
  integer,
  type OptionLine,
  type Options,
  OUT,
  reading,
  readingPersonal,
  REJECTS,
  rejectsPath,
  word,
} from './register-options.ts';
import { sampleCommands } from './sample-commands.ts';
import { readTable } from './table-file.ts';
import { textTable } from './text-table.ts';

const LIST: OptionLine = ['--list <number>', '!payment list'];
const ON: OptionLine = ['--on <day>', 'day (default: today)'];
const NUMBERS = new Set([
  'list_no',
  'line_no',
  'authorisation_no',
  'attempt',
  'lines',
  'total_yuan',
  'amount_yuan',
]);

export const paymentCommands: Define = (program, begin) => {
  const group = program
    .command('payment')
    .description('payment lists for the bank or insurer, and its answers');
  const add = adder(begin);
  add(
    group,
    'account',
    "record the account of a household's benefits (一卡通)",
    [
      COUNTY,
      ['--household <no>', '!household'],
      ['--holder <name>', '!name of the account holder'],
      ['--account <number>', '!account number or token'],
      DRY_RUN,
    ],
    runAccount,
  );
  add(
    group,
    'make',
    'list everything that can be paid from a pool, frozen; a second person releases it',
    [COUNTY, ['--year <year>', '!policy year of the pool'], ON, DRY_RUN],
    runMake,
  );
  add(
    group,
    'release',
    'release a list, and write it for the bank',
    [COUNTY, LIST, ON, OUT, DRY_RUN],
    runRelease,
  );
  add(
    group,
    'cancel',
    'take a list back before it is released',
    [COUNTY, LIST, ['--reason <text>', '!why'], ON, DRY_RUN],
    runCancel,
  );
  add(
    group,
    'result <file>',
    'take in the answer of the bank (CSV or XLSX), whole or not at all',
    [COUNTY, LIST, REJECTS, DRY_RUN],
    runResult,
  );
  add(group, 'list', 'all lists with what became of them', [COUNTY, OUT], runList);
  add(
    group,
    'show',
    'a list line by line; --out writes the file of a released one again',
    [COUNTY, LIST, OUT],
    runShow,
  );
  sampleCommands(group, add);
};

const listNo = (options: Options): number => integer(options['list']!, '--list');

async function runAccount(context: Context, options: Options): Promise<void> {
  const account_no = await context.withStore('terrace payment account', ({ db }) =>
    recordAccount(db, {
      ...orderOf(context, options),
      householdNo: options['household']!,
      holder: word('--holder')(options['holder']!),
      reference: word('--account')(options['account']!),
    }),
  );
  context.answer({ account_no }, `Account ${account_no} recorded.${dryRunNote(context, options)}`);
}

async function runMake(context: Context, options: Options): Promise<void> {
  const made = await context.withStore('terrace payment make', ({ db }) =>
    makeList(db, {
      ...orderOf(context, options),
      year: integer(options['year']!, '--year'),
      on: dayOr(options, 'on'),
      today: today(),
    }),
  );
  answerList(context, options, made);
}

async function runRelease(context: Context, options: Options): Promise<void> {
  const released = await context.withStore('terrace payment release', ({ db }) =>
    releaseList(db, {
      ...orderOf(context, options),
      listNo: listNo(options),
      on: dayOr(options, 'on'),
      today: today(),
    }),
  );
  const { out } = options;
  if (out !== undefined && !options.dryRun) writeWhole(context.path(out), releasedText(released));
  answerList(context, options, released);
}

async function runCancel(context: Context, options: Options): Promise<void> {
  const list = await context.withStore('terrace payment cancel', ({ db }) =>
    cancelList(db, {
      ...orderOf(context, options),
      listNo: listNo(options),
      reason: word('--reason')(options['reason']!),
      on: dayOr(options, 'on'),
      today: today(),
    }),
  );
  context.answer(listDocument(list), `${listLine(list)}${dryRunNote(context, options)}`);
}

async function runResult(context: Context, options: Options, file: string): Promise<void> {
  const rows = await readTable(context.path(file), ANSWER_FILE_COLUMNS);
  const report = await context.withStore('terrace payment result', ({ db }) =>
    takeAnswer(db, { ...orderOf(context, options), listNo: listNo(options), rows, today: today() }),
  );
  await answerResult(context, options, report, rejectsPath(context, file, options));
}

async function answerResult(
  context: Context,
  options: Options,
  report: AnswerReport,
  rejectsFile: string,
): Promise<void> {
  const { list, rejects, ...counts } = report;
  const rejected = rejects.length;
  if (rejected > 0) {
    const rows = rejects.map((cell) => REJECT_COLUMNS.map((name) => cell[name]));
    await writeCsv(rejectsFile, REJECT_COLUMNS, rows);
    context.exitCode = EXIT_SOME_REJECTED;
  }
  const { paid, failed, bounced, unchanged } = counts;
  context.answer(
    {
      ...listDocument(list),
      taken: { paid, failed, bounced },
      unchanged,
      rejected,
      rejects_file: rejected > 0 ? rejectsFile : null,
    },
    rejected > 0
      ? `Nothing taken: ${rejected} rows rejected, see ${rejectsFile}`
      : `List ${list.list_no}: ${paid} paid, ${failed} failed, ${bounced} bounced, ${unchanged} unchanged; ${listStatusOf(list)}.${dryRunNote(context, options)}`,
  );
}

async function runList(context: Context, options: Options): Promise<void> {
  const lists = await context.withStore('terrace payment list', (store) =>
    reading(store, (tx) => listPaymentLists(tx, options['county']!), 'see.payment'),
  );
  const rows = lists.map(listDocument);
  if (options['out'] !== undefined)
    await writeCsv(
      context.path(options['out']),
      COLUMNS,
      rows.map((row) => COLUMNS.map((name) => row[name])),
    );
  context.answer(rows, textTable(COLUMNS, rows, NUMBERS).join('\n'));
}

async function runShow(context: Context, options: Options): Promise<void> {
  const no = listNo(options);
  const countyCode = options['county']!;
  // The file names accounts of the bank; the list does not.
  const action = options['out'] === undefined ? 'payment.show' : 'payment.file';
  const look = { action, countyCode, subject: String(no) };
  const shown = await context.withStore('terrace payment show', (store) =>
    readingPersonal(store, look, async (tx) => {
      const list = await getPaymentList(tx, countyCode, no);
      return { list, lines: await linesOfList(tx, countyCode, no) };
    }),
  );
  if (options['out'] !== undefined) writeWhole(context.path(options['out']), releasedText(shown));
  answerList(context, options, shown);
}

const COLUMNS = [
  'list_no',
  'policy_year',
  'status',
  'made_on',
  'lines',
  'total_yuan',
  'paid',
  'failed',
  'bounced',
  'made_by',
  'step_by',
  'sha256',
] as const;

const listDocument = (list: PaymentList) => {
  const { line_count, total_fen, ...rest } = list;
  return { ...rest, status: listStatusOf(list), lines: line_count, total_yuan: formatYuan(total_fen) };
};

function listLine(list: PaymentList): string {
  const { list_no, policy_year, line_count, total_fen, sha256 } = list;
  return `List ${list_no} (pool ${policy_year}), ${listStatusOf(list)}: ${line_count} lines, control total ${formatYuan(total_fen)} yuan, SHA-256 ${sha256}`;
}

/** Accounts stay in the file for the bank. */
const lineDocument = ({ authorisation_no, amount_fen, outcomes, account, ...line }: PaymentLine) => ({
  ...line,
  authorisation_no: String(authorisation_no),
  has_account: account !== '',
  amount_yuan: formatYuan(amount_fen),
  outcome: outcomes.map(({ status, day, reason }) => `${status} ${day} ${reason}`.trim()).join('; '),
});

function answerList(context: Context, options: Options, { list, lines }: ListWithLines): void {
  const rows = lines.map(lineDocument);
  const columns = [
    'line_no',
    'household_no',
    'payee',
    'has_account',
    'amount_yuan',
    'authorisation_no',
    'attempt',
    'outcome',
  ];
  context.answer(
    { ...listDocument(list), line: rows },
    [`${listLine(list)}${dryRunNote(context, options)}`, ...textTable(columns, rows, NUMBERS)].join('\n'),
  );
}
