import type { Command } from 'commander';
import { formatYuan } from '../kernel/index.ts';
import { today } from '../platform/index.ts';
import {
  addEntries,
  addTallies,
  adoptCharter,
  CLASS_CODES,
  ENTRY_KINDS,
  type EntryOrder,
  ISSUE_BASES,
  issueByRegister,
  openBook,
  passOn,
  receiveIncome,
  setCapital,
  TALLY_KINDS,
} from '../livelihood/shares/index.ts';
import { choiceArgument, yuanArgument } from './arguments.ts';
import type { Context, Define } from './context.ts';
import { orderOf } from './governance-options.ts';
import {
  type Add,
  adder,
  COUNTY,
  DRY_RUN,
  dryRunNote,
  integer,
  type OptionLine,
  type Options,
  OUT,
  read,
  word,
} from './register-options.ts';
import { bookLine, dayOf, DOCUMENT, ENTITY, entityOf, entityOrder, holderOf, ON } from './share-options.ts';
import { runBooks, runCertificate, runFreeze, runHistory, runRegister, runRolls } from './share-looks.ts';
import { readTable } from './table-file.ts';

const CLASS: OptionLine = ['--class <class>', `!${CLASS_CODES.join(', ')}`];
const CHARTER: OptionLine = ['--charter <id>', '!policy that holds the charter, such as charter-cooperative'];

export const shareCommands: Define = (program, begin) => {
  const group = program
    .command('share')
    .description('share books: charters, issues, transfers, certificates');
  const add = adder(begin);
  const open: readonly OptionLine[] = [COUNTY, ENTITY, CHARTER, DOCUMENT, ON, DRY_RUN];
  add(group, 'open', 'open the share book of a registered entity under a charter', open, runOpen);
  add(
    group,
    'adopt',
    'another charter from a day on',
    [COUNTY, ENTITY, CHARTER, DOCUMENT, ON, DRY_RUN],
    runAdopt,
  );
  add(
    group,
    'capital',
    'the capital behind a class, for its guaranteed income',
    [COUNTY, ENTITY, CLASS, ['--amount <yuan>', '!capital'], DOCUMENT, ON, DRY_RUN],
    runCapital,
  );
  entryCommands(add, group);
  lookCommands(add, group);
  rollCommands(add, program);
};

/** What changes a register, and what it earns. */
function entryCommands(add: Add, group: Command): void {
  add(
    group,
    'issue',
    'issue a class to the households of the register',
    [
      COUNTY,
      ENTITY,
      CLASS,
      ['--by <basis>', `!one share for each: ${ISSUE_BASES.join(', ')}`],
      ['--contribution <number>', 'what was put in and becomes these shares'],
      DOCUMENT,
      ON,
      DRY_RUN,
    ],
    runIssue,
  );
  add(
    group,
    'enter <file>',
    'issues, transfers, inheritances, conversions and ends of a file',
    [COUNTY, ENTITY, ON, DRY_RUN],
    runEnter,
  );
  add(
    group,
    'pass-on',
    'pass a class that follows poverty on to the newly poor',
    [COUNTY, ENTITY, CLASS, DOCUMENT, ON, DRY_RUN],
    runPassOn,
  );
  add(
    group,
    'tally <file>',
    'what households sold through the entity, or worked, in a year',
    [
      COUNTY,
      ENTITY,
      ['--kind <kind>', `!${TALLY_KINDS.join(', ')}`],
      ['--year <year>', '!year'],
      DOCUMENT,
      DRY_RUN,
    ],
    runTally,
  );
  add(
    group,
    'income',
    'income that has come into the purse',
    [COUNTY, ENTITY, ['--from <name>', '!who paid'], ['--amount <yuan>', '!amount'], DOCUMENT, ON, DRY_RUN],
    runIncome,
  );
}

/** What shows books, registers and histories. */
function lookCommands(add: Add, group: Command): void {
  add(group, 'books', 'entities with a share book', [COUNTY, ON], runBooks);
  add(group, 'register', 'who holds what on a day', [COUNTY, ENTITY, ON, OUT], runRegister);
  add(
    group,
    'history',
    'what was issued, passed on and ended',
    [COUNTY, ENTITY, ['--household <no>', 'of this household only']],
    runHistory,
  );
  add(
    group,
    'certificate',
    "a household's certificate to print",
    [
      COUNTY,
      ENTITY,
      ['--household <no>', '!household'],
      ON,
      ['--address <url>', 'where the server is found'],
      ['--out <file>', '!HTML file'],
    ],
    runCertificate,
  );
}

function rollCommands(add: Add, program: Command): void {
  const roll = program.command('roll').description('share registers frozen at a day, with a public hash');
  add(
    roll,
    'freeze',
    'freeze the register, before the total is known',
    [
      COUNTY,
      ENTITY,
      ['--year <year>', 'year whose volume and labour count (default: that of the day)'],
      ON,
      DRY_RUN,
    ],
    runFreeze,
  );
  add(roll, 'list', 'rolls and their hashes', [COUNTY, ENTITY], runRolls);
}

async function runOpen(context: Context, options: Options): Promise<void> {
  const book = await context.withStore('terrace share open', async ({ db }) =>
    openBook(db, {
      ...(await entityOrder(db, context, options)),
      charterId: options['charter']!,
      document: word('--document')(options['document']!),
    }),
  );
  context.answer(book, `${bookLine(book)}${dryRunNote(context, options)}`);
}

async function runAdopt(context: Context, options: Options): Promise<void> {
  const book = await context.withStore('terrace share adopt', async ({ db }) =>
    adoptCharter(db, {
      ...(await entityOrder(db, context, options)),
      charterId: options['charter']!,
      document: word('--document')(options['document']!),
    }),
  );
  context.answer(book, `${bookLine(book)}${dryRunNote(context, options)}`);
}

async function runCapital(context: Context, options: Options): Promise<void> {
  const share = choiceArgument(options['class']!, '--class', CLASS_CODES);
  const amountFen = yuanArgument(options['amount']!, '--amount');
  const made = await context.withStore('terrace share capital', async ({ db }) =>
    setCapital(db, {
      ...(await entityOrder(db, context, options)),
      share,
      amountFen,
      document: word('--document')(options['document']!),
    }),
  );
  context.answer(
    made,
    `${made.capital_no}  ${share}  ${formatYuan(amountFen)}${dryRunNote(context, options)}`,
  );
}

async function runIssue(context: Context, options: Options): Promise<void> {
  const report = await context.withStore('terrace share issue', async ({ db }) =>
    issueByRegister(db, {
      ...(await entityOrder(db, context, options)),
      share: choiceArgument(options['class']!, '--class', CLASS_CODES),
      by: choiceArgument(options['by']!, '--by', ISSUE_BASES),
      document: word('--document')(options['document']!),
      ...read('contributionNo', options['contribution'], (value) => integer(value, '--contribution')),
    }),
  );
  answerEntries(context, options, report);
}

const answerEntries = (
  context: Context,
  options: Options,
  report: { readonly first_no: number; readonly entries: number },
): void =>
  context.answer(
    report,
    `${report.entries} entries, the first is no. ${report.first_no}.${dryRunNote(context, options)}`,
  );

const ENTRY_COLUMNS = [
  { name: 'kind', headers: ['类型'] },
  { name: 'class', headers: ['股份类别'] },
  { name: 'units', headers: ['份额'] },
  { name: 'from', headers: ['转出人'], optional: true },
  { name: 'to', headers: ['受让人'], optional: true },
  { name: 'into_class', headers: ['折算类别'], optional: true },
  { name: 'into_units', headers: ['折算份额'], optional: true },
  { name: 'contribution', headers: ['投入编号'], optional: true },
  { name: 'day', headers: ['日期'], optional: true },
  { name: 'document', headers: ['凭证'] },
];

async function runEnter(context: Context, options: Options, file: string): Promise<void> {
  const rows = await readTable(context.path(file), ENTRY_COLUMNS);
  const report = await context.withStore('terrace share enter', async ({ db }) => {
    const order = await entityOrder(db, context, options);
    const entries = rows.map(({ cells }): EntryOrder => {
      const [from, to] = [holderOf(cells['from']!), holderOf(cells['to']!)];
      const isConverted = cells['into_class'] !== '';
      return {
        kind: choiceArgument(cells['kind']!, 'kind', ENTRY_KINDS),
        share: choiceArgument(cells['class']!, 'class', CLASS_CODES),
        units: yuanArgument(cells['units']!, 'units'),
        ...(from && { from }),
        ...(to && { to }),
        ...(isConverted && {
          into: {
            share: choiceArgument(cells['into_class']!, 'into_class', CLASS_CODES),
            units: yuanArgument(cells['into_units']!, 'into_units'),
          },
        }),
        day: dayOf(cells['day']!, order.day),
        document: word('document')(cells['document']!),
        ...(cells['contribution'] !== '' && {
          contributionNo: integer(cells['contribution']!, 'contribution'),
        }),
      };
    });
    return addEntries(db, { ...order, entries });
  });
  answerEntries(context, options, report);
}

async function runPassOn(context: Context, options: Options): Promise<void> {
  const report = await context.withStore('terrace share pass-on', async ({ db }) =>
    passOn(db, {
      ...(await entityOrder(db, context, options)),
      share: choiceArgument(options['class']!, '--class', CLASS_CODES),
      document: word('--document')(options['document']!),
    }),
  );
  answerEntries(context, options, report);
}

const TALLY_COLUMNS = [
  { name: 'household_no', headers: ['户编号'] },
  { name: 'units', headers: ['数量', '交易额', '工日'] },
];

async function runTally(context: Context, options: Options, file: string): Promise<void> {
  const rows = await readTable(context.path(file), TALLY_COLUMNS);
  const report = await context.withStore('terrace share tally', ({ db }) =>
    addTallies(db, {
      ...orderOf(context, options),
      entityNo: entityOf(options),
      today: today(),
      year: integer(options['year']!, '--year'),
      kind: choiceArgument(options['kind']!, '--kind', TALLY_KINDS),
      lines: rows.map(({ cells }) => ({
        householdNo: cells['household_no']!,
        units: yuanArgument(cells['units']!, 'units'),
      })),
      document: word('--document')(options['document']!),
    }),
  );
  context.answer(report, `${report.lines} lines.${dryRunNote(context, options)}`);
}

async function runIncome(context: Context, options: Options): Promise<void> {
  const amountFen = yuanArgument(options['amount']!, '--amount');
  const { posting_no } = await context.withStore('terrace share income', async ({ db }) =>
    receiveIncome(db, {
      ...(await entityOrder(db, context, options)),
      party: word('--from')(options['from']!),
      amountFen,
      document: word('--document')(options['document']!),
    }),
  );
  const no = String(posting_no);
  context.answer(
    { posting_no: no },
    `Posting ${no}: ${formatYuan(amountFen)}${dryRunNote(context, options)}`,
  );
}
