import { see } from '../access/index.ts';
import type { Command } from 'commander';
import { parse } from 'yaml';
import { getPolicy, GROUPS, PERILS, type PolicyBook } from '../policy/index.ts';
import { writeCsv } from '../platform/index.ts';
import type { Bilingual } from '../kernel/index.ts';
import {
  backtestLines,
  candidatePolicy,
  openStudy,
  type Setting,
  shiftedHouseholds,
  type Studied,
  type WhatIf,
  whatIf,
} from '../prevention/studies/index.ts';
import { choiceArgument, numberArgument, yuanArgument } from './arguments.ts';
import type { Context, Define } from './context.ts';
import { fail } from './errors.ts';
import { read } from './register-options.ts';
import { policiesOf } from '../app/policies.ts';

interface StudyOptions {
  readonly policy: string;
  readonly county: string;
  readonly years?: string;
  readonly out?: string;
}

interface SimulateOptions extends StudyOptions {
  readonly set: readonly string[];
}

interface BacktestOptions extends StudyOptions {
  readonly group: string;
  readonly peril: string;
  readonly lines: string;
}

const collect = (value: string, all: readonly string[]): readonly string[] => [...all, value];

export const studyCommands: Define = (program, begin) => {
  const group = program.commands.find((command) => command.name() === 'policy')!;
  const study = (name: string, description: string): Command =>
    group
      .command(name)
      .description(description)
      .requiredOption('--policy <id[@day]>', 'policy; without a day the version at the end of the last year')
      .requiredOption('--county <code>', 'county')
      .option('--years <first..last>', 'years of bills (default: all there are)');
  study('simulate', 'what other numbers would have found, cost and changed, over all households')
    .requiredOption('--set <path=value>', 'a number to try; repeat for several', collect, [])
    .option('--out <file>', 'CSV of every household-year that gains or loses')
    .action((options: SimulateOptions, command: Command) =>
      runSimulation(begin(command.optsWithGlobals()), options),
    );
  study('backtest', 'what candidate lines would have caught and cost, year by year')
    .requiredOption('--group <group>', GROUPS.join(', '))
    .requiredOption('--peril <peril>', PERILS.join(', '))
    .requiredOption('--lines <yuan,…>', 'candidate lines; the deductible moves with the line')
    .option('--out <file>', 'CSV of the answer')
    .action((options: BacktestOptions, command: Command) =>
      runBacktest(begin(command.optsWithGlobals()), options),
    );
};

async function runSimulation(context: Context, options: SimulateOptions): Promise<void> {
  const settings = options.set.map(readSetting);
  const result = await withHistory(context, options, 'simulate', async ({ book, policy, history }) => {
    const candidate = candidatePolicy(getPolicy(book, policy.id), policy, settings);
    if (options.out !== undefined) {
      const columns = ['household_no', 'year', 'base_yuan', 'candidate_yuan', 'difference_yuan'] as const;
      const rows = shiftedHouseholds(history, policy, candidate);
      await writeCsv(
        context.path(options.out),
        ['county_code', ...columns],
        cells(rows, options.county, columns),
      );
    }
    return whatIf(options.county, history, policy, candidate);
  });
  context.answer(result, describe(context, result));
}

function* cells<Row extends object>(rows: Iterable<Row>, county: string, columns: readonly (keyof Row)[]) {
  for (const row of rows) yield [county, ...columns.map((column) => row[column] as string | number)];
}

function readSetting(text: string): Setting {
  const at = text.indexOf('=');
  if (at < 1) throw fail('simulate.setting', { text });
  return { path: text.slice(0, at), value: parse(text.slice(at + 1)) };
}

async function runBacktest(context: Context, options: BacktestOptions): Promise<void> {
  const [group, peril] = [
    choiceArgument(options.group, '--group', GROUPS),
    choiceArgument(options.peril, '--peril', PERILS),
  ];
  const lines = options.lines
    .split(',')
    .map((text) => ({ group, peril, lineFen: yuanArgument(text.trim(), '--lines') }));
  const rows = await withHistory(context, options, 'backtest', ({ policy, history }) =>
    Promise.resolve(backtestLines(history, policy, lines)),
  );
  const columns = ['line_yuan', 'year', 'households', 'cost_yuan'] as const;
  if (options.out !== undefined)
    await writeCsv(
      context.path(options.out),
      columns,
      rows.map((row) => columns.map((column) => row[column])),
    );
  const text = rows.map(({ line_yuan, year, households, cost_yuan }) =>
    context.words({
      zh: `线 ${line_yuan}  ${year} 年  ${households} 户  ${cost_yuan} 元`,
      en: `line ${line_yuan}  ${year}  ${households} households  ${cost_yuan} yuan`,
    }),
  );
  context.answer({ county_code: options.county, group, peril, rows }, text.join('\n'));
}

function withHistory<Result>(
  context: Context,
  options: StudyOptions,
  name: string,
  study: (studied: Studied & { readonly book: PolicyBook }) => Promise<Result>,
): Promise<Result> {
  return context.withStore(`terrace policy ${name}`, async ({ db, viewer }) => {
    const book = await policiesOf(db);
    const { county: countyCode, policy, years } = options;
    const order = { countyCode, policy, ...read('years', years, readYears) };
    // A study counts households of the whole county and shows none.
    const look = { viewer, action: 'policy.study', countyCode };
    return study({ book, ...(await see(db, look, (tx) => openStudy(tx, book, order))) });
  });
}

function readYears(text: string) {
  const [first = '', last = first] = text.split('..');
  return { first: numberArgument(first, '--years'), last: numberArgument(last, '--years') };
}

function describe(context: Context, result: WhatIf): string {
  const { base, candidate, winners, losers, years, unknown_income } = result;
  const sentences: Bilingual[] = [
    {
      zh: `${result.county_code} 县，${years[0]} 至 ${years.at(-1)} 年：`,
      en: `County ${result.county_code}, ${years[0]} to ${years.at(-1)}:`,
    },
    {
      zh: `  现行  预警 ${base.household_years_found} 户·年，${base.cost_yuan} 元`,
      en: `  now        ${base.household_years_found} household-years found, ${base.cost_yuan} yuan`,
    },
    {
      zh: `  设想  预警 ${candidate.household_years_found} 户·年，${candidate.cost_yuan} 元`,
      en: `  candidate  ${candidate.household_years_found} household-years found, ${candidate.cost_yuan} yuan`,
    },
    ...candidate.by_year.map(({ year, households, cost_yuan }) => ({
      zh: `  ${year} 年：${households} 户，${cost_yuan} 元`,
      en: `  ${year}: ${households} households, ${cost_yuan} yuan`,
    })),
    {
      zh: `增加 ${winners.household_years} 户·年，${winners.gain_yuan} 元；减少 ${losers.household_years} 户·年，${losers.loss_yuan} 元。`,
      en: `Gain: ${winners.household_years} household-years, ${winners.gain_yuan} yuan. Lose: ${losers.household_years}, ${losers.loss_yuan} yuan.`,
    },
  ];
  if (unknown_income > 0)
    sentences.push({
      zh: `${unknown_income} 行收入不明，按符合条件计。`,
      en: `${unknown_income} rows without known income count as eligible.`,
    });
  return sentences.map((sentence) => context.words(sentence)).join('\n');
}
