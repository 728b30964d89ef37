import {
  draftNotice,
  type GivenFields,
  NOTICE_KINDS,
  type NoticeLine,
  noticePage,
  type NoticePaper,
  type NoticeView,
  postNotice,
  printNotice,
  recordTelephone,
  showNotice,
  showNotices,
  takeDownNotice,
  telephoneOf,
} from '../governance/index.ts';
import { today, writeWhole } from '../platform/index.ts';
import { choiceArgument, yuanArgument } from './arguments.ts';
import type { Context, Define } from './context.ts';
import {
  dayOr,
  keepFiles,
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
  integer,
  listOf,
  type OptionLine,
  type Options,
  read,
  reading,
  word,
} from './register-options.ts';
import { ADDRESS_OPTION, addressOf } from './server-address.ts';
import { readTable } from './table-file.ts';

const NOTICE: OptionLine = ['--notice <number>', '!notice'];
const PLACE_NO: OptionLine = ['--at <number>', 'number of the place (default: 1)'];
const PAPER: readonly OptionLine[] = [
  ADDRESS_OPTION,
  ['--lang <zh|en>', 'language of the sheets (default: zh)'],
];
const ON: OptionLine = ['--on <day>', 'day (default: today)'];
/** Words in Chinese, with an English half of their own where one is given. */
const WORDS = ['measure', 'source', 'purpose', 'unit'] as const;
const FIELD_OPTIONS: readonly OptionLine[] = [
  ['--household <no>', 'household whose public particulars the register gives'],
  ['--amount <yuan>', 'amount; the kind of notice decides whether it or its class is shown'],
  ['--points <number>', 'points'],
  ['--beneficiaries <number>', 'how many benefit'],
  ...WORDS.flatMap((name): OptionLine[] => [
    [`--${name} <text>`, `${name}, in Chinese`],
    [`--${name}-en <text>`, `${name}, in English (default: as given)`],
  ]),
];
const LINE_COLUMNS = [
  { name: 'subject', headers: ['事项编号'] },
  { name: 'household_no', headers: ['户编号'], optional: true },
  { name: 'amount_yuan', headers: ['金额'], optional: true },
  { name: 'points', headers: ['积分'], optional: true },
  { name: 'beneficiaries', headers: ['受益数'], optional: true },
  { name: 'measure', headers: ['事项'], optional: true },
  { name: 'source', headers: ['资金来源'], optional: true },
  { name: 'purpose', headers: ['用途'], optional: true },
  { name: 'unit', headers: ['实施单位'], optional: true },
  ...WORDS.map((name) => ({ name: `${name}_en`, headers: [], optional: true })),
];

export const noticeCommands: Define = (program, begin) => {
  const group = program
    .command('notice')
    .description('public notices: whitelisted fields, whole days, a photo');
  const add = adder(begin);
  add(
    group,
    'draft',
    'write a notice and freeze its words in both languages',
    [
      COUNTY,
      ['--kind <kind>', `!${NOTICE_KINDS.join(', ')}`],
      ['--area <code>', '!area where it hangs'],
      ['--first-day <day>', 'day it is to be put up (default: today)'],
      ['--place <places>', '!places, separated by commas'],
      SUBJECT,
      ...FIELD_OPTIONS,
      ['--lines <file>', `instead: CSV or XLSX of ${LINE_COLUMNS.map(({ name }) => name).join(',')}`],
      ['--out <file>', 'write the sheets to print (HTML, A4)'],
      ...PAPER,
      POLICY,
      DRY_RUN,
    ],
    runDraft,
  );
  add(
    group,
    'print',
    'the sheets to hang (HTML, A4); from the second time on they say that they are a reprint',
    [COUNTY, NOTICE, ['--out <file>', '!sheets'], ...PAPER, DRY_RUN],
    runPrint,
  );
  add(
    group,
    'telephone',
    'record the public telephone of the office of an area',
    [COUNTY, ['--area <code>', '!area'], ['--phone <number>', '!telephone'], DRY_RUN],
    runTelephone,
  );
  add(
    group,
    'post',
    'it was put up',
    [COUNTY, NOTICE, PLACE_NO, ON, ['--photo <file>', '!photo: JPEG, PNG, WebP or PDF'], DRY_RUN],
    runPost,
  );
  add(
    group,
    'take-down',
    'it came down',
    [COUNTY, NOTICE, PLACE_NO, ON, ['--reason <text>', 'why, when early'], DRY_RUN],
    runTakeDown,
  );
  add(group, 'list', 'notices and how far they are', [COUNTY, ON], runList);
  add(group, 'show', 'one notice', [COUNTY, NOTICE, ON], runShow);
};

async function runDraft(context: Context, options: Options): Promise<void> {
  const lines = await linesOf(context, options);
  const firstDay = dayOr(options, 'firstDay');
  const view = await context.withStore('terrace notice draft', async ({ db }) => {
    const notice = await draftNotice(db, await procedureOf(db, options), {
      ...orderOf(context, options),
      kind: choiceArgument(options['kind']!, '--kind', NOTICE_KINDS),
      areaCode: options['area']!,
      firstDay,
      places: listOf(options['place']!),
      lines,
    });
    return { ...notice, progress: { status: 'planned' as const, daysHung: 0, lastDay: undefined } };
  });
  await print(context, options, view);
  context.answer(view, `${noticeText(context, view)}${dryRunNote(context, options)}`);
}

async function linesOf(context: Context, options: Options): Promise<NoticeLine[]> {
  const file = options['lines'];
  if (file !== undefined)
    return (await readTable(context.path(file), LINE_COLUMNS)).map(({ cells }) => lineOf(cells));
  if (options['subject'] === undefined) return [];
  const english = Object.fromEntries(WORDS.map((name) => [`${name}_en`, options[`${name}En`] ?? '']));
  const { amount = '', household = '' } = options;
  return [lineOf({ ...options, ...english, amount_yuan: amount, household_no: household })];
}

function lineOf(cells: Readonly<Record<string, unknown>>): NoticeLine {
  const text = (name: string): string | undefined => (cells[name] as string | undefined) || undefined;
  const words: Record<string, { zh: string; en: string }> = {};
  for (const name of WORDS) {
    const zh = text(name);
    if (zh !== undefined)
      words[name] = { zh: word(`--${name}`)(zh), en: word(`--${name}-en`)(text(`${name}_en`) ?? zh) };
  }
  const given: GivenFields = {
    ...words,
    ...read('amountFen', text('amount_yuan'), (value) => yuanArgument(value, '--amount')),
    ...read('points', text('points'), (value) => integer(value, '--points')),
    ...read('beneficiaries', text('beneficiaries'), (value) => integer(value, '--beneficiaries')),
  };
  return {
    subject: subjectArgument(text('subject') ?? ''),
    ...read('householdNo', text('household_no'), String),
    given,
  };
}

const find = (context: Context, options: Options): Promise<NoticeView> =>
  context.withStore('terrace notice show', (store) =>
    reading(store, async (tx) => {
      const noticeNo = integer(options['notice']!, '--notice');
      return showNotice(tx, options['county']!, dayOr(options, 'on'), noticeNo);
    }),
  );

async function runPrint(context: Context, options: Options): Promise<void> {
  const view = await find(context, options);
  await print(context, options, view);
  context.answer(view, options['out']!);
}

/** Writes the sheets; a dry run writes a draft, which is not counted as a print. */
async function print(context: Context, options: Options, notice: NoticeView): Promise<void> {
  const { out } = options;
  if (out === undefined) return;
  const { notice_no: noticeNo, content, first_day: firstDay, sha256, area_code } = notice;
  const order = orderOf(context, options);
  const { printNo, telephone } = await context.withStore('terrace notice print', async (store) => ({
    printNo: order.dryRun ? 0 : (await printNotice(store.db, { ...order, noticeNo, today: today() })).printNo,
    telephone: await store.db.transaction().execute((tx) => telephoneOf(tx, order.countyCode, area_code)),
  }));
  const mark: NoticePaper['mark'] =
    printNo === 0 ? 'draft' : printNo > 1 ? { reprintedOn: today() } : undefined;
  const { countyCode } = order;
  const language =
    options['lang'] === undefined ? 'zh' : choiceArgument(options['lang'], '--lang', ['zh', 'en']);
  const address = addressOf(options);
  const paper = { content, firstDay, sha256, countyCode, noticeNo, address, language, telephone, mark };
  writeWhole(context.path(out), await noticePage(paper));
}

async function runTelephone(context: Context, options: Options): Promise<void> {
  const recorded = await context.withStore('terrace notice telephone', ({ db }) =>
    recordTelephone(db, {
      ...orderOf(context, options),
      areaCode: options['area']!,
      phone: options['phone']!,
    }),
  );
  context.answer(recorded, `${recorded.phone}${dryRunNote(context, options)}`);
}

const atPlace = (context: Context, options: Options) => ({
  ...orderOf(context, options),
  noticeNo: integer(options['notice']!, '--notice'),
  placeNo: integer(options['at'] ?? '1', '--at'),
  day: dayOr(options, 'on'),
  today: today(),
});

async function runPost(context: Context, options: Options): Promise<void> {
  await context.withStore('terrace notice post', async ({ db }) => {
    const [photo] = await keepFiles(db, context, options, [options['photo']!]);
    await postNotice(db, { ...atPlace(context, options), photo: photo! });
  });
  await runShow(context, options);
}

async function runTakeDown(context: Context, options: Options): Promise<void> {
  await context.withStore('terrace notice take-down', ({ db }) =>
    takeDownNotice(db, {
      ...atPlace(context, options),
      ...read('reason', options['reason'], word('--reason')),
    }),
  );
  await runShow(context, options);
}

async function runList(context: Context, options: Options): Promise<void> {
  const views = await context.withStore('terrace notice list', (store) =>
    reading(store, (tx) => showNotices(tx, options['county']!, dayOr(options, 'on'))),
  );
  context.answer(views, views.map((view) => noticeLine(context, view)).join('\n') || 'No notices.');
}

async function runShow(context: Context, options: Options): Promise<void> {
  const view = await find(context, options);
  context.answer(view, `${noticeText(context, view)}${dryRunNote(context, options)}`);
}

const noticeLine = (context: Context, { notice_no, content, days, progress }: NoticeView): string =>
  `${notice_no}  ${content.title[context.language]}  ${progress.status}, ${progress.daysHung} of ${days} days, last day ${progress.lastDay ?? '–'}`;

function noticeText(context: Context, view: NoticeView): string {
  const { sentences, columns, rows, footer } = view.content;
  const { language } = context;
  const row = (cells: typeof columns): string => cells.map((cell) => cell[language]).join('  ');
  return [
    noticeLine(context, view),
    ...sentences.map((sentence) => sentence[language]),
    row(columns),
    ...rows.map(row),
    footer[language],
  ].join('\n');
}
