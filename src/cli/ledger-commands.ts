import type { PlainDate } from '../kernel/index.ts';
import {
  type AccountOnDay,
  CHART,
  CHART_CODES,
  formatAmount,
  KINDS,
  listAccounts,
  type Statement,
  statement,
  type StatementLine,
  trialBalance,
  verifyLedger,
} from '../ledger/index.ts';
import { today, type Tx } from '../platform/index.ts';
import { choiceArgument, dayArgument } from './arguments.ts';
import { type Context, type Define, EXIT_NOTHING_DONE, type ViewedStore } from './context.ts';
import {
  adder,
  COUNTY,
  type OptionLine,
  type Options,
  OUT,
  read,
  reading,
  writeOut,
} from './register-options.ts';
import { textTable } from './text-table.ts';

const AMOUNTS = new Set(['posting_no', 'reversal_of', 'accounts', 'debit', 'credit', 'balance']);

const ON: OptionLine = ['--on <day>', 'at the end of this day (default: today)'];

export const ledgerCommands: Define = (program, begin) => {
  const group = program.command('ledger').description('money and points: accounts, statements, verification');
  const add = adder(begin);
  add(group, 'accounts', 'accounts with turnover and balance', [COUNTY, CODE, ON, OUT], runAccounts);
  add(group, 'statement', 'lines of an account with the running balance', STATEMENT_OPTIONS, runStatement);
  add(
    group,
    'trial-balance',
    'all accounts by code; debits equal credits',
    [COUNTY, ON, OUT],
    runTrialBalance,
  );
  add(group, 'verify', 'recompute balances, limits and rules from the rows', [COUNTY], runVerify);
};

const CODE: OptionLine = ['--code <code>', `only accounts of one code: ${CHART_CODES.join(', ')}`];
const STATEMENT_OPTIONS: readonly OptionLine[] = [
  COUNTY,
  ['--account <account>', '!account, for example pool:2017'],
  ['--from <day>', 'first day (default: the first posting)'],
  ['--to <day>', 'last day (default: today)'],
  OUT,
];

const dayOf = (options: Options, name: string): PlainDate =>
  options[name] === undefined ? today() : dayArgument(options[name], `--${name}`);

const ACCOUNT_COLUMNS = ['account', 'name', 'class', 'asset', 'debit', 'credit', 'balance'] as const;

async function runAccounts(context: Context, options: Options): Promise<void> {
  const { code: text } = options;
  const code = text === undefined ? undefined : choiceArgument(text, '--code', CHART_CODES);
  const accounts = await context.withStore('terrace ledger accounts', (store) =>
    reading(store, (tx) => listAccounts(tx, options['county']!, dayOf(options, 'on'), code), 'see.ledger'),
  );
  const rows = accounts.map((row) => ({ ...row, ...inWords(row, context) }));
  await answerTable(context, options, ACCOUNT_COLUMNS, rows, `${rows.length} accounts.`);
}

/** What people read of a row: the account's name, and its amounts in yuan or points. */
const inWords = (
  { code, asset, debit, credit, balance }: Omit<AccountOnDay, 'account'>,
  context: Context,
) => ({
  name: CHART[code][context.language],
  debit: formatAmount(debit, asset),
  credit: formatAmount(credit, asset),
  balance: formatAmount(balance, asset),
});

const TRIAL_COLUMNS = ['code', 'name', 'class', 'asset', 'accounts', 'debit', 'credit', 'balance'] as const;

async function runTrialBalance(context: Context, options: Options): Promise<void> {
  const lines = await context.withStore('terrace ledger trial-balance', (store) =>
    reading(store, (tx) => trialBalance(tx, options['county']!, dayOf(options, 'on')), 'see.ledger'),
  );
  const rows = lines.map((row) => ({ ...row, ...inWords(row, context) }));
  const totals = (['CNY', 'POINT'] as const).map((asset) => {
    const own = lines.filter((line) => line.asset === asset);
    const total = (side: 'debit' | 'credit') =>
      formatAmount(
        own.reduce((sum, line) => sum + line[side], 0n),
        asset,
      );
    return `${asset}: debits ${total('debit')}, credits ${total('credit')}.`;
  });
  await answerTable(context, options, TRIAL_COLUMNS, rows, totals.join('\n'));
}

const LINE_COLUMNS = [
  'posting_no',
  'day',
  'kind',
  'other_account',
  'source',
  'reversal_of',
  'debit',
  'credit',
  'balance',
] as const;

async function runStatement(context: Context, options: Options): Promise<void> {
  const order = {
    countyCode: options['county']!,
    account: options['account']!,
    to: dayOf(options, 'to'),
    ...read('from', options['from'], (value) => dayArgument(value, '--from')),
  };
  const { head, lines } = await context.withStore('terrace ledger statement', (store) =>
    wholeStatement(store, order),
  );
  const { account, asset, from, to } = head;
  const rows = lines.map((line) => lineRow(line, head, context));
  const [opening, closing] = [formatAmount(head.opening, asset), formatAmount(head.closing, asset)];
  await writeOut(context, options['out'], LINE_COLUMNS, rows);
  context.answer(
    { county_code: order.countyCode, account, asset, from, to, opening, lines: rows, closing },
    [
      `${account}, ${from === null ? 'up to' : `${from} to`} ${to}: opening ${opening}, closing ${closing} ${asset}, ${rows.length} lines.`,
      ...(options['out'] === undefined ? textTable(LINE_COLUMNS, rows, AMOUNTS) : [options['out']]),
    ].join('\n'),
  );
}

/** All pages of one state of the books. */
async function wholeStatement(
  store: ViewedStore,
  order: Parameters<typeof statement>[1],
): Promise<{ head: Statement; lines: StatementLine[] }> {
  const pages = async (tx: Tx): Promise<{ head: Statement; lines: StatementLine[] }> => {
    const head = await statement(tx, order);
    const lines = [...head.lines];
    for (let next = head.next; next !== null;) {
      const page = await statement(tx, { ...order, after: next });
      lines.push(...page.lines);
      next = page.next;
    }
    return { head, lines };
  };
  return reading(store, pages, 'see.ledger');
}

const lineRow = (line: StatementLine, { asset }: Statement, { language }: Context) => ({
  posting_no: String(line.postingNo),
  day: line.day,
  kind: language === 'zh' ? KINDS[line.kind].zh : line.kind,
  other_account: line.otherAccount,
  source: line.source,
  reversal_of: line.reversalOf === null ? null : String(line.reversalOf),
  debit: formatAmount(line.debit, asset),
  credit: formatAmount(line.credit, asset),
  balance: formatAmount(line.balance, asset),
});

async function runVerify(context: Context, options: Options): Promise<void> {
  const report = await context.withStore('terrace ledger verify', (store) =>
    reading(store, (tx) => verifyLedger(tx, options['county']!), 'ledger.verify'),
  );
  const { postings, authorisations, accounts, isAppendOnly } = report;
  const faults = report.faults.map((fault) => ({
    check: fault.check,
    at: fault.at,
    sentence: fault[context.language],
  }));
  const grants =
    isAppendOnly === true
      ? []
      : [
          {
            zh: '角色 terrace_app 未建立、不可用或权限过大：账目未受数据库只增保护，见 src/ledger/README.md。',
            en: 'The role terrace_app is missing, out of reach or may change rows: the database does not hold the books append-only (src/ledger/README.md).',
          }[context.language],
        ];
  context.answer(
    { county_code: options['county'], postings, authorisations, accounts, append_only: isAppendOnly, faults },
    [
      `${postings} postings, ${authorisations} authorisations and ${accounts} accounts recomputed, ${faults.length} faults.`,
      ...faults.map(({ check, sentence }) => `[${check}] ${sentence}`),
      ...grants,
    ].join('\n'),
  );
  if (faults.length > 0) context.exitCode = EXIT_NOTHING_DONE;
}

async function answerTable(
  context: Context,
  options: Options,
  columns: readonly string[],
  rows: readonly object[],
  summary: string,
): Promise<void> {
  await writeOut(context, options['out'], columns, rows);
  const document = rows.map((row) =>
    Object.fromEntries(columns.map((name) => [name, (row as Record<string, unknown>)[name]])),
  );
  context.answer(
    document,
    [...(options['out'] === undefined ? textTable(columns, rows, AMOUNTS) : [options['out']]), summary].join(
      '\n',
    ),
  );
}
