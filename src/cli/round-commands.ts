import { readFileSync, writeFileSync } from 'node:fs';
import { formatYuan, sha256Hex } from '../kernel/index.ts';
import { today, type Tx } from '../platform/index.ts';
import {
  authoriseRound,
  cosignRound,
  explainLine,
  explainRound,
  getRound,
  isSheet,
  listRounds,
  payRound,
  proposeRound,
  replay,
  type Replay,
  reverseRound,
  ROUND_STATUS_NAMES,
  type RoundNode,
  type RoundState,
  sha256,
  type Sheet,
  sharesFailure,
  sheetOfRound,
  SOURCE_KINDS,
  type SourceItem,
  statesOf,
  withdrawRound,
} from '../livelihood/shares/index.ts';
import { choiceArgument, numberArgument, yuanArgument } from './arguments.ts';
import { type Context, type Define, EXIT_NOTHING_DONE } from './context.ts';
import { dayOr, orderOf } from './governance-options.ts';
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
import { charterOnOf, ENTITY, entityOrder, ON } from './share-options.ts';
import { readTable } from './table-file.ts';

const ROUND: OptionLine = ['--round <number>', '!round'];

export const roundCommands: Define = (program, begin) => {
  const group = program
    .command('round')
    .description('distribution rounds: from an audited surplus to a sheet that anybody recomputes');
  const add = adder(begin);
  add(
    group,
    'propose <file>',
    'a year’s surplus, with its sources, through the charter’s waterfall',
    [
      COUNTY,
      ENTITY,
      ['--roll <number>', '!frozen roll it is split over'],
      ['--audited-by <name>', 'auditor'],
      ['--audited-on <day>', 'day of the audit'],
      ['--audit <text>', 'audit report'],
      ['--volume-rate <share>', 'a higher rate by volume than the charter’s, such as 0.7'],
      ON,
      DRY_RUN,
    ],
    runPropose,
  );
  add(
    group,
    'list',
    'rounds and how they stand',
    [COUNTY, ['--entity <number>', 'of this entity'], ON],
    runList,
  );
  add(group, 'show', 'a round with its waterfall', [COUNTY, ROUND, ON], runShow);
  add(
    group,
    'authorise',
    'after meeting and notice: what the ledger may pay',
    [COUNTY, ROUND, ON, DRY_RUN],
    runAuthorise,
  );
  add(group, 'cosign', 'by the agent of a purse under escrow', [COUNTY, ROUND, ON, DRY_RUN], runCosign);
  add(group, 'pay', 'pay all lines, or none', [COUNTY, ROUND, ON, DRY_RUN], runPay);
  add(
    group,
    'reverse',
    'take a paid round back as a whole',
    [COUNTY, ROUND, ['--reason <text>', '!why'], ON, DRY_RUN],
    runReverse,
  );
  add(
    group,
    'withdraw',
    'take a proposal back',
    [COUNTY, ROUND, ['--reason <text>', '!why'], ON, DRY_RUN],
    runWithdraw,
  );
  add(
    group,
    'sheet',
    'the sheet as it is published',
    [COUNTY, ROUND, ['--out <file>', '!JSON file']],
    runSheet,
  );
  add(
    group,
    'check <sheet>',
    'compute a published sheet again, from the sheet alone; needs no store',
    [['--line <id>', 'explain this line, such as member/57']],
    runCheck,
  );
};

const SOURCE_COLUMNS = [
  { name: 'kind', headers: ['类型'] },
  { name: 'label_zh', headers: ['名称'] },
  { name: 'label_en', headers: ['英文名称'], optional: true },
  { name: 'amount_yuan', headers: ['金额'] },
  { name: 'document', headers: ['凭证'], optional: true },
];

async function runPropose(context: Context, options: Options, file: string): Promise<void> {
  const sources = (await readTable(context.path(file), SOURCE_COLUMNS)).map(({ cells }): SourceItem => ({
    kind: choiceArgument(cells['kind']!, 'kind', SOURCE_KINDS),
    label: { zh: cells['label_zh']!, en: cells['label_en'] || cells['label_zh']! },
    amount_fen: yuanArgument(cells['amount_yuan']!, 'amount_yuan'),
    document: cells['document']!,
  }));
  const audit =
    options['auditedBy'] === undefined
      ? undefined
      : {
          by: word('--audited-by')(options['auditedBy']),
          on: dayOr(options, 'auditedOn'),
          document: options['audit'] ?? '',
        };
  const state = await context.withStore('terrace round propose', async ({ db }) =>
    proposeRound(db, {
      ...(await entityOrder(db, context, options)),
      rollNo: integer(options['roll']!, '--roll'),
      sources,
      audit,
      ...read('volumeBp', options['volumeRate'], (value) =>
        Math.round(numberArgument(value, '--volume-rate') * 10_000),
      ),
    }),
  );
  answerState(context, options, state);
}

const documentOf = ({ round, status, posted }: RoundState) => ({
  round_no: round.round_no,
  round_id: round.round_ref,
  entity_no: round.entity_no,
  entity_name: round.entity_name,
  year: round.year,
  roll_no: round.roll_no,
  status,
  charter_version: round.charter_version,
  surplus_yuan: formatYuan(round.surplus_fen),
  shared_yuan: formatYuan(round.shared_fen),
  paid_yuan: formatYuan(round.paid_fen),
  kept_yuan: formatYuan(round.kept_fen),
  posted: posted.posted,
  of: posted.of,
  sheet_hash: round.sheet_hash,
});

function stateLine(context: Context, state: RoundState): string {
  const { round, status, posted } = state;
  return `${round.round_no}  ${round.round_ref}  ${round.entity_name}  ${ROUND_STATUS_NAMES[status][context.language]}  ${formatYuan(round.shared_fen)} of ${formatYuan(round.surplus_fen)}  posted ${posted.posted} of ${posted.of}`;
}

const answerState = (context: Context, options: Options, state: RoundState): void =>
  context.answer(documentOf(state), `${stateLine(context, state)}${dryRunNote(context, options)}`);

const roundNoOf = (options: Options): number => integer(options['round']!, '--round');

const roundOrder = async (db: Parameters<typeof charterOnOf>[0], context: Context, options: Options) => ({
  ...orderOf(context, options),
  roundNo: roundNoOf(options),
  on: dayOr(options, 'on'),
  today: today(),
  charterOn: await charterOnOf(db),
});

async function runAuthorise(context: Context, options: Options): Promise<void> {
  const state = await context.withStore('terrace round authorise', async ({ db }) =>
    authoriseRound(db, await roundOrder(db, context, options)),
  );
  answerState(context, options, state);
}

async function runCosign(context: Context, options: Options): Promise<void> {
  const state = await context.withStore('terrace round cosign', async ({ db }) =>
    cosignRound(db, await roundOrder(db, context, options)),
  );
  answerState(context, options, state);
}

async function runPay(context: Context, options: Options): Promise<void> {
  const progress = context.progress(
    context.words({ zh: '发放', en: 'posting' }),
    context.words({ zh: '行', en: 'lines' }),
  );
  const state = await context.withStore('terrace round pay', async ({ db }) =>
    payRound(db, { ...(await roundOrder(db, context, options)), progress }),
  );
  progress.finish();
  answerState(context, options, state);
}

async function runReverse(context: Context, options: Options): Promise<void> {
  const state = await context.withStore('terrace round reverse', async ({ db }) =>
    reverseRound(db, {
      ...(await roundOrder(db, context, options)),
      reason: word('--reason')(options['reason']!),
    }),
  );
  answerState(context, options, state);
}

async function runWithdraw(context: Context, options: Options): Promise<void> {
  const state = await context.withStore('terrace round withdraw', ({ db }) =>
    withdrawRound(db, {
      ...orderOf(context, options),
      roundNo: roundNoOf(options),
      day: dayOr(options, 'on'),
      reason: word('--reason')(options['reason']!),
    }),
  );
  answerState(context, options, state);
}

const looking = (context: Context, command: string, work: (tx: Tx) => Promise<void>): Promise<void> =>
  context.withStore(command, (store) => reading(store, work, 'see.shares'));

async function runList(context: Context, options: Options): Promise<void> {
  const county = options['county']!;
  await looking(context, 'terrace round list', async (tx) => {
    const filter = read('entityNo', options['entity'], (value) => integer(value, '--entity'));
    const states = await statesOf(tx, county, await listRounds(tx, county, filter), dayOr(options, 'on'));
    const lines = states.map((state) => stateLine(context, state));
    context.answer(states.map(documentOf), [...lines, `${lines.length} rounds.`].join('\n'));
  });
}

async function runShow(context: Context, options: Options): Promise<void> {
  const county = options['county']!;
  await looking(context, 'terrace round show', async (tx) => {
    const round = await getRound(tx, county, roundNoOf(options));
    const [state] = await statesOf(tx, county, [round], dayOr(options, 'on'));
    const tree = explainRound(await sheetOfRound(tx, county, round));
    context.answer(
      { ...documentOf(state!), explanation: tree },
      [stateLine(context, state!), ...treeLines(context, tree)].join('\n'),
    );
  });
}

function treeLines(
  context: Context,
  { label, amount_yuan, detail, children }: RoundNode,
  depth = 0,
): string[] {
  const more = detail === undefined ? '' : `  (${detail[context.language]})`;
  const own = `${'  '.repeat(depth)}${label[context.language]}: ${amount_yuan}${more}`;
  return [own, ...children.flatMap((child) => treeLines(context, child, depth + 1))];
}

async function runSheet(context: Context, options: Options): Promise<void> {
  const county = options['county']!;
  await looking(context, 'terrace round sheet', async (tx) => {
    const sheet = await sheetOfRound(tx, county, await getRound(tx, county, roundNoOf(options)));
    writeFileSync(context.path(options['out']!), `${JSON.stringify(sheet, null, 1)}\n`);
    const said = {
      round_id: sheet.round_id,
      lines: sheet.lines.length,
      hash: sheet.hash,
      out: context.path(options['out']!),
    };
    context.answer(said, `${said.round_id}: ${said.lines} lines, hash ${said.hash}: ${said.out}`);
  });
}

async function runCheck(context: Context, options: Options, file: string): Promise<void> {
  const sheet = readSheet(context, file);
  const report = replay(sheet, sha256);
  const line = options['line'] === undefined ? undefined : explainLine(sheet, options['line'], sha256Hex);
  const shown = line && {
    ...line,
    pot_fen: undefined,
    weight: formatYuan(line.weight),
    weights: formatYuan(line.weights),
    pot_yuan: formatYuan(line.pot_fen),
    floor_yuan: formatYuan(line.floor_fen),
    remainder: String(line.remainder),
    floor_fen: undefined,
    amount_fen: undefined,
    amount_yuan: formatYuan(line.amount_fen),
  };
  if (report.faults.length > 0) context.exitCode = EXIT_NOTHING_DONE;
  context.answer(
    { ...report, ...(shown && { line: shown }) },
    [
      ...checkLines(context, report),
      ...(shown
        ? [
            `${options['line']}: ${shown.pot_yuan} × ${shown.weight} / ${shown.weights} = ${shown.floor_yuan} + ${shown.remainder}/${line.weights} fen → ${shown.amount_yuan}`,
          ]
        : []),
    ].join('\n'),
  );
}

function readSheet(context: Context, file: string): Sheet {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(context.path(file), 'utf8'));
  } catch {
    throw sharesFailure('round.sheet', { file });
  }
  if (!isSheet(value)) throw sharesFailure('round.sheet', { file });
  return value;
}

function checkLines(
  context: Context,
  { faults, lines, open_lines, total_yuan, difference_yuan, odd }: Replay,
): string[] {
  if (faults.length === 0) {
    const how = open_lines > 0 ? '' : context.words({ zh: '（按组核对）', en: ' (checked in groups)' });
    return [
      context.words({
        zh: `✓ ${lines} 行全部一致${how}，合计 ${total_yuan}，差额 ${difference_yuan}；${odd.length} 行各多得一分。`,
        en: `✓ all ${lines} lines agree${how}; total ${total_yuan}, difference ${difference_yuan}; ${odd.length} lines got an odd fen.`,
      }),
    ];
  }
  return faults.map(({ where, what, published, computed }) =>
    context.words({
      zh: `✗ ${where} ${what.zh}：公布 ${published}，算出 ${computed}`,
      en: `✗ ${where} ${what.en}: published ${published}, computed ${computed}`,
    }),
  );
}
