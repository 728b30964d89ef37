import { firstDayOf, formatYuan, lastDayOf } from '../kernel/index.ts';
import { today, type Tx } from '../platform/index.ts';
import { resolvePolicy } from '../policy/index.ts';
import {
  authorisePool,
  FORMULAS,
  movePool,
  partsOf,
  POOL_MOVES,
  type PoolFigures,
  type PoolMove,
  type PoolMoveRow,
  poolReport,
  type PoolReport,
  type Sum,
  SUM_NAMES,
  SUMS,
} from '../prevention/payout/index.ts';
import { choiceArgument, dayArgument, yuanArgument } from './arguments.ts';
import type { Context, Define } from './context.ts';
import { dayOr, orderOf } from './governance-options.ts';
import { policiesOf } from '../app/policies.ts';
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
import { textTable } from './text-table.ts';

const YEAR: OptionLine = ['--year <year>', '!policy year of the pool'];
const ON: OptionLine = ['--on <day>', 'day (default: today)'];
const POLICY: OptionLine = ['--policy <id[@day]>', '!policy that rules the pool, such as wei-2017'];
const AMOUNT = (otherwise: string): OptionLine => ['--amount <yuan>', `amount (default: ${otherwise})`];

export const poolCommands: Define = (program, begin) => {
  const group = program.command('pool').description('the prevention insurance pool of a policy year');
  const add = adder(begin);
  add(
    group,
    'show',
    'what came in, was paid, is reserved and is left; loss ratio, forecast and warning (F27)',
    [
      COUNTY,
      YEAR,
      POLICY,
      ON,
      ['--explain <sum>', `postings or authorisations behind ${SUM_NAMES.join(', ')}`],
    ],
    runShow,
  );
  add(
    group,
    'authorise',
    'record the decision under which somebody else moves money',
    [
      COUNTY,
      YEAR,
      ['--kind <kind>', `!${POOL_MOVES.join(', ')}`],
      ['--document <text>', '!the decision, for example the number of the budget'],
      ['--amount <yuan>', '!most that may be moved'],
      ['--from <day>', 'first day (default: first day of the policy year)'],
      ['--to <day>', 'last day (default: last day of the year after)'],
      DRY_RUN,
    ],
    runAuthorise,
  );
  for (const [usage, kind, description, options] of MOVES)
    add(group, usage, description, [COUNTY, YEAR, POLICY, ...options, ON, DRY_RUN], (context, given) =>
      runMove(context, kind, given),
    );
};

const MOVES: readonly (readonly [string, PoolMove, string, readonly OptionLine[]])[] = [
  [
    'fund',
    'premium',
    'pay the premium of the year: premium for a person × people insured',
    [
      ['--people <number>', 'people insured, or …'],
      ['--population <number>', '… rural population, of which the policy insures a share'],
    ],
  ],
  ['top-up', 'pool_top_up', 'pay in what is lacking', [AMOUNT('what paid and reserved exceed the pool by')]],
  ['refund', 'pool_refund', 'give the surplus back, after the year', [AMOUNT('the whole surplus')]],
  [
    'carry-over',
    'pool_carry_over',
    'carry the balance to the next year, after the year',
    [AMOUNT('the whole surplus')],
  ],
];

const yearOfPool = (options: Options): number => integer(options['year']!, '--year');

async function runAuthorise(context: Context, options: Options): Promise<void> {
  const year = yearOfPool(options);
  const { authorisationNo, kind, limit, validFrom, validTo } = await context.withStore(
    'terrace pool authorise',
    ({ db }) =>
      authorisePool(db, {
        ...orderOf(context, options),
        year,
        kind: choiceArgument(options['kind']!, '--kind', POOL_MOVES),
        document: word('--document')(options['document']!),
        limitFen: yuanArgument(options['amount']!, '--amount'),
        validFrom: dayOr(options, 'from', firstDayOf(year)),
        validTo: dayOr(options, 'to', lastDayOf(year + 1)),
      }),
  );
  const [amount, no] = [formatYuan(limit), String(authorisationNo)];
  context.answer(
    { authorisation_no: no, kind, limit_yuan: amount, valid_from: validFrom, valid_to: validTo },
    `Authorisation ${no}: ${kind} up to ${amount} yuan from ${validFrom} to ${validTo}.${dryRunNote(context, options)}`,
  );
}

async function runMove(context: Context, kind: PoolMove, options: Options): Promise<void> {
  const on = dayOr(options, 'on');
  const move = await context.withStore('terrace pool', async ({ db }) =>
    movePool(db, {
      ...orderOf(context, options),
      kind,
      year: yearOfPool(options),
      on,
      today: today(),
      policy: resolvePolicy(await policiesOf(db), options['policy']!, firstDayOf(yearOfPool(options))),
      ...read('amountFen', options['amount'], (value) => yuanArgument(value, '--amount')),
      ...read('people', options['people'], (value) => eventNumber(value, '--people')),
      ...read('population', options['population'], (value) => eventNumber(value, '--population')),
    }),
  );
  context.answer(moveDocument(move), `${moveLine(move)}${dryRunNote(context, options)}`);
}

const moveDocument = ({ people, per_person_fen, amount_fen, ...move }: PoolMoveRow) => ({
  ...move,
  people,
  per_person_yuan: per_person_fen === null ? null : formatYuan(per_person_fen),
  amount_yuan: formatYuan(amount_fen),
});

function moveLine(move: PoolMoveRow): string {
  const { people, per_person_fen } = move;
  const made = people === null ? '' : ` = ${people} people × ${formatYuan(per_person_fen!)}`;
  return `${move.move_no}  ${move.day}  ${move.kind}  ${formatYuan(move.amount_fen)}${made}  posting ${move.posting_no}  ${move.recorded_by}`;
}

async function runShow(context: Context, options: Options): Promise<void> {
  const [county, year] = [options['county']!, yearOfPool(options)];
  const on = options['on'] === undefined ? today() : dayArgument(options['on'], '--on');
  const sum = options['explain'] && choiceArgument(options['explain'], '--explain', SUM_NAMES);
  await context.withStore('terrace pool show', async (store) => {
    const policy = resolvePolicy(await policiesOf(store.db), options['policy']!, firstDayOf(year));
    const show = async (tx: Tx) => {
      if (sum) {
        const parts = (await partsOf(tx, county, year, on, sum)).map(({ amount, ...part }) => ({
          ...part,
          amount_yuan: formatYuan(amount),
        }));
        context.answer(
          parts,
          [...textTable(PART_COLUMNS, parts, NUMBERS), `${parts.length} parts.`].join('\n'),
        );
        return;
      }
      const report = await poolReport(tx, county, year, on, policy);
      context.answer(reportDocument(report), reportText(report, context));
    };
    await reading(store, show, 'pool.show');
  });
}

const PART_COLUMNS = ['sum', 'posting_no', 'authorisation_no', 'day', 'account', 'source', 'amount_yuan'];
const NUMBERS = new Set(['posting_no', 'authorisation_no', 'amount_yuan', 'yuan', 'parts']);

const FIGURES = Object.keys(FORMULAS) as readonly (keyof PoolFigures)[];
const ratio = (value: bigint | null): string | null =>
  value === null ? null : (Number(value) / 10_000).toFixed(4);
const yuanOrNull = (value: bigint | null): string | null => (value === null ? null : formatYuan(value));

const reportDocument = (report: PoolReport) => ({
  year: report.year,
  as_of: report.as_of,
  sums: Object.fromEntries(
    SUM_NAMES.map((name) => [name, { yuan: formatYuan(report.sums[name]), parts: report.counts[name] }]),
  ),
  figures: Object.fromEntries(
    FIGURES.map((name) => [name, { yuan: formatYuan(report[name]), formula: FORMULAS[name] }]),
  ),
  moves: report.moves.map(moveDocument),
  loss_ratio: ratio(report.loss_ratio),
  incurred_ratio: ratio(report.incurred_ratio),
  used_share: ratio(report.used_share),
  elapsed_days: report.elapsed.days,
  days_of_year: report.elapsed.of,
  forecast_used_yuan: yuanOrNull(report.forecast_used),
  forecast_left_yuan: yuanOrNull(report.forecast_left),
  warning_share: ratio(report.warning_share),
  warning: report.warning,
});

function reportText(report: PoolReport, { language }: Context): string {
  const rows = [
    ...SUM_NAMES.map((name: Sum) => ({
      name,
      yuan: formatYuan(report.sums[name]),
      from: `${report.counts[name]} ${name === 'reserved' ? 'authorisations' : 'postings'}: ${SUMS[name][language]}`,
    })),
    ...FIGURES.map((name) => ({ name, yuan: formatYuan(report[name]), from: FORMULAS[name] })),
  ];
  const { days, of } = report.elapsed;
  const warning = `${ratio(report.used_share) ?? '–'} of the pool is used on day ${days} of ${of}`;
  return [
    ...textTable(['name', 'yuan', 'from'], rows, NUMBERS),
    ...report.moves.map(moveLine),
    `Loss ratio ${ratio(report.loss_ratio) ?? '–'} (with reserves ${ratio(report.incurred_ratio) ?? '–'}) = paid / premium.`,
    report.forecast_used === null
      ? 'The year has not begun.'
      : `Going on like this the year uses ${formatYuan(report.forecast_used)} yuan and leaves ${formatYuan(report.forecast_left!)}.`,
    report.warning
      ? `WARNING (F27): ${warning}; the line is ${ratio(report.warning_share)} of both.`
      : `No warning: ${warning}.`,
  ].join('\n');
}
