import type { Command } from 'commander';
import { formatYuan } from '../kernel/index.ts';
import { today } from '../platform/index.ts';
import {
  drawSample,
  getSample,
  recordVisit,
  type SampleView,
  VISIT_FINDINGS,
  type VisitFinding,
} from '../prevention/payout/index.ts';
import { choiceArgument, dayArgument, numberArgument } from './arguments.ts';
import type { Context } from './context.ts';
import { dayOr, orderOf } from './governance-options.ts';
import {
  type Add,
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
import { textTable } from './text-table.ts';

const SAMPLE: OptionLine = ['--sample <number>', '!sample'];
const FINDINGS = Object.keys(VISIT_FINDINGS) as readonly VisitFinding[];

/** Verification after payment, on a random sample. */
export function sampleCommands(group: Command, add: Add): void {
  add(
    group,
    'sample',
    'draw payments for visits, by township; frozen, and drawn again by anybody who has the seed',
    [
      COUNTY,
      ['--from <day>', '!first day of the payments'],
      ['--to <day>', '!last day of the payments'],
      ['--confidence <share>', '!confidence level, such as 0.95'],
      ['--margin <share>', '!margin of error, such as 0.05'],
      ['--expect <share>', 'share expected to be in order (default: 0.5, which needs the most visits)'],
      ['--seed <text>', '!seed of the draw, chosen by nobody who is verified'],
      DRY_RUN,
    ],
    runDraw,
  );
  add(
    group,
    'sample-visit',
    'record what a visit found; not by who handled the payment',
    [
      COUNTY,
      SAMPLE,
      ['--list <number>', '!payment list'],
      ['--line <number>', '!line of it'],
      ['--finding <finding>', `!${FINDINGS.join(', ')}`],
      ['--note <text>', 'what else was seen; never public'],
      ['--on <day>', 'day of the visit (default: today)'],
      DRY_RUN,
    ],
    runVisit,
  );
  add(group, 'sample-result', 'the share in order, with its interval', [COUNTY, SAMPLE], runResult);
}

async function runDraw(context: Context, options: Options): Promise<void> {
  const share = (name: string, otherwise = '') => numberArgument(options[name] ?? otherwise, `--${name}`);
  const sample = await context.withStore('terrace payment sample', ({ db }) =>
    drawSample(db, {
      ...orderOf(context, options),
      from: dayArgument(options['from']!, '--from'),
      to: dayArgument(options['to']!, '--to'),
      confidence: share('confidence'),
      margin: share('margin'),
      expectedShare: share('expect', '0.5'),
      seed: word('--seed')(options['seed']!),
      today: today(),
    }),
  );
  answerSample(context, options, sample);
}

async function runVisit(context: Context, options: Options): Promise<void> {
  const sample = await context.withStore('terrace payment sample-visit', ({ db }) =>
    recordVisit(db, {
      ...orderOf(context, options),
      sampleNo: integer(options['sample']!, '--sample'),
      listNo: integer(options['list']!, '--list'),
      lineNo: integer(options['line']!, '--line'),
      finding: choiceArgument(options['finding']!, '--finding', FINDINGS),
      ...read('note', options['note'], word('--note')),
      visitedOn: dayOr(options, 'on'),
      today: today(),
    }),
  );
  answerSample(context, options, sample);
}

async function runResult(context: Context, options: Options): Promise<void> {
  const sample = await context.withStore('terrace payment sample-result', (store) =>
    reading(
      store,
      (tx) => getSample(tx, options['county']!, integer(options['sample']!, '--sample')),
      'see.payment',
    ),
  );
  answerSample(context, options, sample);
}

const LINE_COLUMNS = ['township_code', 'list_no', 'line_no', 'household_no', 'amount_yuan', 'finding'];
const NUMBERS = new Set(['list_no', 'line_no', 'amount_yuan']);

function answerSample(context: Context, options: Options, sample: SampleView): void {
  const lines = sample.lines.map(({ amount_fen, ...line }) => ({
    ...line,
    amount_yuan: formatYuan(amount_fen),
  }));
  const { result, strata, confidence } = sample;
  const sum = (name: 'payments' | 'drawn' | 'visited') =>
    strata.reduce((total, each) => total + each[name], 0);
  context.answer(
    { ...sample, lines },
    [
      `Sample ${sample.sample_no}: ${sum('drawn')} of ${sum('payments')} payments of ${sample.paid_from} to ${sample.paid_to}, ${sum('visited')} visited.${dryRunNote(context, options)}`,
      ...textTable(LINE_COLUMNS, lines, NUMBERS),
      result === null
        ? 'No visit recorded yet.'
        : `In order: ${percent(result.share)}, ${percent(confidence)} interval ${percent(result.low)} to ${percent(result.high)}.`,
    ].join('\n'),
  );
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
