import { writeFileSync } from 'node:fs';
import { formatYuan } from '../kernel/index.ts';
import type { AccountKey } from '../ledger/index.ts';
import { today } from '../platform/index.ts';
import {
  addEntries,
  addTallies,
  adoptCharter,
  type BookRow,
  CLASS_CODES,
  ENTRY_KINDS,
  type EntryOrder,
  freezeRoll,
  holdingsOn,
  ISSUE_BASES,
  issueByRegister,
  listBooks,
  listEntries,
  listRolls,
  openBook,
  passOn,
  receiveIncome,
  type RollRow,
  setCapital,
  TALLY_KINDS,
} from '../livelihood/shares/index.ts';
import { certificateOf } from '../app/certificates.ts';
import { choiceArgument, yuanArgument } from './arguments.ts';
import type { Context, Define } from './context.ts';
import { fail } from './errors.ts';
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
  word,
  writeOut,
} from './register-options.ts';
import {
  charterOnOf,
  dayOf,
  DOCUMENT,
  ENTITY,
  entityOf,
  entityOrder,
  holderOf,
  ON,
} from './share-options.ts';
import { readTable } from './table-file.ts';
import { textTable } from './text-table.ts';

const CLASS: OptionLine = ['--class <class>', `!${CLASS_CODES.join(', ')}`];
const CHARTER: OptionLine = ['--charter <id>', '!policy that holds the charter, such as charter-cooperative'];

export const shareCommands: Define = (program, begin) => {
  const group = program
    .command('share')
    .description('share books: charters, issues, transfers, certificates');
  const add = adder(begin);
  const open: readonly OptionLine[] = [
    COUNTY,
    ENTITY,
    ['--name <text>', '!name of the entity'],
    ['--area <code>', '!area it belongs to'],
    ['--purse <account>', 'account that pays (default: cooperative:<entity>)'],
    CHARTER,
    DOCUMENT,
    ON,
    DRY_RUN,
  ];
  add(group, 'open', 'open the share book of an entity under a charter', open, runOpen);
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
  add(
    group,
    'issue',
    'issue a class to the households of the register',
    [
      COUNTY,
      ENTITY,
      CLASS,
      ['--by <basis>', `!one share for each: ${ISSUE_BASES.join(', ')}`],
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
};

async function runOpen(context: Context, options: Options): Promise<void> {
  const purse = options['purse'] ?? `cooperative:${entityOf(options)}`;
  if (!/^(village|cooperative):\S+$/.test(purse))
    throw fail('command.choice', { value: purse, option: '--purse', choices: 'village:…, cooperative:…' });
  const book = await context.withStore('terrace share open', async ({ db }) =>
    openBook(db, {
      ...(await entityOrder(db, context, options)),
      name: word('--name')(options['name']!),
      areaCode: options['area']!,
      purse: purse as AccountKey,
      charterId: options['charter']!,
      document: word('--document')(options['document']!),
    }),
  );
  context.answer(book, `${bookLine(book)}${dryRunNote(context, options)}`);
}

const bookLine = ({ entity_no, entity_name, area_code, purse, charter_id, adopted_on }: BookRow): string =>
  `${entity_no}  ${entity_name}  ${area_code}  ${purse}  ${charter_id} from ${adopted_on}`;

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

async function runBooks(context: Context, options: Options): Promise<void> {
  const day = dayOr(options, 'on');
  await context.withStore('terrace share books', (store) =>
    reading(
      store,
      async (tx) => {
        const books = await listBooks(tx, options['county']!, day);
        context.answer(books, [...books.map(bookLine), `${books.length} books.`].join('\n'));
      },
      'see.shares',
    ),
  );
}

const HOLDING_COLUMNS = ['class', 'holder_kind', 'holder', 'head_name', 'units'];

async function runRegister(context: Context, options: Options): Promise<void> {
  const [county, day] = [options['county']!, dayOr(options, 'on')];
  await context.withStore('terrace share register', (store) =>
    readingPersonal(store, { action: 'see.shares', countyCode: county }, async (tx, eyes) => {
      const held = (await holdingsOn(tx, county, entityOf(options), day)).map((one) => eyes(one));
      const rows = held.map(({ share_kind, holder_kind, holder_ref, head_name, units }) => ({
        class: share_kind,
        holder_kind,
        holder: holder_ref,
        head_name,
        units: formatYuan(BigInt(units!)),
      }));
      await writeOut(context, options['out'], HOLDING_COLUMNS, rows);
      context.answer(
        rows,
        [...textTable(HOLDING_COLUMNS, rows, new Set(['units'])), `${rows.length} holdings.`].join('\n'),
      );
    }),
  );
}

async function runHistory(context: Context, options: Options): Promise<void> {
  const county = options['county']!;
  const householdNo = options['household'];
  await context.withStore('terrace share history', (store) =>
    reading(
      store,
      async (tx) => {
        const entries = await listEntries(
          tx,
          county,
          entityOf(options),
          householdNo === undefined ? {} : { householdNo },
        );
        const rows = entries.map(({ units, into_units, ...entry }) => ({
          ...entry,
          units: formatYuan(units),
          into_units: into_units === null ? null : formatYuan(into_units),
        }));
        const columns = [
          'entry_no',
          'day',
          'kind',
          'share_kind',
          'units',
          'giver_ref',
          'taker_ref',
          'document',
        ];
        context.answer(rows, textTable(columns, rows, new Set(['entry_no', 'units'])).join('\n'));
      },
      'see.shares',
    ),
  );
}

async function runCertificate(context: Context, options: Options): Promise<void> {
  const county = options['county']!;
  const day = dayOr(options, 'on');
  await context.withStore('terrace share certificate', async (store) => {
    const charterOn = await charterOnOf(store.db);
    const page = await readingPersonal(
      store,
      { action: 'see.shares', countyCode: county, subject: options['household']! },
      (tx) =>
        certificateOf(tx, {
          countyCode: county,
          entityNo: entityOf(options),
          householdNo: options['household']!,
          day,
          charterOn,
          address: options['address'] ?? 'http://localhost:3000',
        }),
    );
    writeFileSync(context.path(options['out']!), page);
    context.answer({ out: context.path(options['out']!) }, context.path(options['out']!));
  });
}

async function runFreeze(context: Context, options: Options): Promise<void> {
  const roll = await context.withStore('terrace roll freeze', async ({ db }) => {
    const order = await entityOrder(db, context, options);
    const year =
      options['year'] === undefined ? Number(order.day.slice(0, 4)) : integer(options['year'], '--year');
    return freezeRoll(db, { ...order, year });
  });
  context.answer(roll, `${rollLine(roll)}${dryRunNote(context, options)}`);
}

const rollLine = ({ roll_no, day, year, line_count, roll_hash }: RollRow): string =>
  `Roll ${roll_no} of ${day} (${year}): ${line_count} lines, hash ${roll_hash}`;

async function runRolls(context: Context, options: Options): Promise<void> {
  await context.withStore('terrace roll list', (store) =>
    reading(
      store,
      async (tx) => {
        const rolls = await listRolls(tx, options['county']!, entityOf(options));
        context.answer(rolls, [...rolls.map(rollLine), `${rolls.length} rolls.`].join('\n'));
      },
      'see.shares',
    ),
  );
}
