import { extname } from 'node:path';
import {
  CASE_FIELDS,
  columnsOf,
  FINDING_FIELDS,
  HOUSEHOLD_FIELDS,
  LIST_FORMATS,
  type TableField,
  writeList,
} from '../api/index.ts';
import { policiesOf } from '../app/policies.ts';
import {
  alertDays,
  allCases,
  allFindings,
  allHouseholds,
  CASE_SORTS,
  FINDING_SORTS,
  HOUSEHOLD_SORTS,
  listFindings,
  NO_CASE,
  pageOfCases,
  pageOfHouseholds,
} from '../desk/index.ts';
import { formatYuan } from '../kernel/index.ts';
import { today, type Tx } from '../platform/index.ts';
import { GROUPS, PERILS } from '../policy/index.ts';
import { entrust, Standings, STATUSES } from '../prevention/cases/index.ts';
import { choiceArgument, yuanArgument } from './arguments.ts';
import { policyOnOf } from './case-commands.ts';
import type { Context, Define, ViewedStore } from './context.ts';
import { fail } from './errors.ts';
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
  readingPersonal,
} from './register-options.ts';
import { textTable } from './text-table.ts';

const KINDS = ['line', 'sum', 'missed', 'declared', 'visit'] as const;
const STAGES = [NO_CASE, ...STATUSES] as const;
const ROWS = 50;

const HOUSEHOLD_FILTER: readonly OptionLine[] = [
  COUNTY,
  ['--group <groups>', `any of these, by commas: ${GROUPS.join(', ')}`],
  ['--peril <perils>', `any of these, by commas: ${PERILS.join(', ')}`],
  ['--area <code>', 'a township or village with all below it'],
  ['--text <text>', "beginning of a household's number, part of its head's name, or its pinyin"],
  ['--reverse', 'turn the order around'],
  ['--limit <number>', `rows to show (default: ${ROWS})`],
  ['--out <file>', 'write all of the list to a file, .csv or .xlsx'],
];
const WORK_FILTER: readonly OptionLine[] = [
  ...HOUSEHOLD_FILTER,
  ['--policy <id>', 'policy'],
  ['--year <year>', 'policy year'],
  ['--kind <kinds>', `any of these, by commas: ${KINDS.join(', ')}`],
  ['--stage <stages>', `any of these, by commas: ${STAGES.join(', ')}`],
  ['--overdue', 'only what is overdue'],
  ['--handler <name>', 'whose; "": nobody\'s'],
  ['--min <yuan>', 'from this amount on'],
  ['--max <yuan>', 'up to this amount'],
];
const sorted = (sorts: readonly string[]): OptionLine => ['--sort <by>', `by ${sorts.join(', ')}`];

export const workCommands: Define = (program, begin) => {
  const group = program.command('work').description("the county's work: filtered lists, as text or as files");
  const add = adder(begin);
  add(
    group,
    'findings',
    'findings in force and what became of them',
    [...WORK_FILTER, sorted(FINDING_SORTS)],
    runFindings,
  );
  add(
    group,
    'cases',
    'cases, where they stand and until when',
    [...WORK_FILTER, sorted(CASE_SORTS), ['--closed', 'those that are over as well']],
    runCases,
  );
  add(
    group,
    'households',
    'households of today by group, area and what puts them at risk',
    [...HOUSEHOLD_FILTER, sorted(HOUSEHOLD_SORTS)],
    runHouseholds,
  );
  add(
    group,
    'give',
    'give findings and cases to somebody, all of them or none',
    [
      COUNTY,
      ['--to <name>', '!account; "": to nobody any more'],
      ['--cases <numbers>', 'cases, by commas'],
      ['--findings <household/policy/year>', 'findings without a case yet, by commas'],
      DRY_RUN,
    ],
    runGive,
  );
};

const anyOf = <Value extends string>(key: string, options: Options, values: readonly Value[]) =>
  options[key] === undefined
    ? undefined
    : listOf(options[key]).map((value) => choiceArgument(value, `--${key}`, values));

const isGiven = (options: Options, flag: string): boolean | undefined =>
  options[flag] === undefined ? undefined : true;

const filterOf = <Sort extends string>(options: Options, sorts: readonly Sort[]) => ({
  countyCode: options['county']!,
  day: today(),
  groups: anyOf('group', options, GROUPS),
  perils: anyOf('peril', options, PERILS),
  areaCode: options['area'],
  text: options['text'],
  isReversed: isGiven(options, 'reverse'),
  sort: choiceArgument(options['sort'] ?? sorts[0]!, '--sort', sorts),
});
const workFilterOf = <Sort extends string>(options: Options, sorts: readonly Sort[]) => ({
  ...filterOf(options, sorts),
  policyId: options['policy'],
  handler: options['handler'],
  ...read('year', options['year'], (value) => integer(value, '--year')),
  kinds: anyOf('kind', options, KINDS),
  stages: anyOf('stage', options, STAGES),
  isOverdue: isGiven(options, 'overdue'),
  ...read('minFen', options['min'], (value) => yuanArgument(value, '--min')),
  ...read('maxFen', options['max'], (value) => yuanArgument(value, '--max')),
});

/** A list as a command shows it, or writes it. */
interface List<Row extends object> {
  readonly name: string;
  readonly action: string;
  readonly fields: Readonly<Partial<Record<keyof Row & string, TableField>>>;
  readonly page: (
    tx: Tx,
    limit: number,
  ) => Promise<{ readonly rows: readonly Row[]; readonly total: number; readonly sumFen?: bigint }>;
  readonly all: (tx: Tx) => AsyncIterable<readonly Row[]>;
}

const worksOf = async ({ db }: ViewedStore, countyCode: string) =>
  new Standings().of(db, await policyOnOf(db), countyCode, today());

async function runFindings(context: Context, options: Options): Promise<void> {
  await answerList(context, options, async (store) => {
    const works = await worksOf(store, options['county']!);
    const order = {
      ...workFilterOf(options, FINDING_SORTS),
      alertDays: alertDays(await policiesOf(store.db)),
    };
    return {
      name: 'findings',
      action: 'see.findings',
      fields: FINDING_FIELDS,
      page: (tx, limit) => listFindings(tx, works, { ...order, limit }),
      all: (tx) => allFindings(tx, works, { ...order, limit: null }),
    };
  });
}

async function runCases(context: Context, options: Options): Promise<void> {
  await answerList(context, options, async (store) => {
    const works = await worksOf(store, options['county']!);
    const order = { ...workFilterOf(options, CASE_SORTS), withClosed: isGiven(options, 'closed') };
    return {
      name: 'cases',
      action: 'see.case',
      fields: CASE_FIELDS,
      page: (tx, limit) => pageOfCases(tx, works, { ...order, limit }),
      all: (tx) => allCases(tx, works, { ...order, limit: null }),
    };
  });
}

async function runHouseholds(context: Context, options: Options): Promise<void> {
  const order = filterOf(options, HOUSEHOLD_SORTS);
  await answerList(context, options, () =>
    Promise.resolve({
      name: 'households',
      action: 'see.household',
      fields: HOUSEHOLD_FIELDS,
      page: (tx, limit) => pageOfHouseholds(tx, { ...order, limit }),
      all: (tx) => allHouseholds(tx, order),
    }),
  );
}

async function answerList<Row extends object>(
  context: Context,
  options: Options,
  listIn: (store: ViewedStore) => Promise<List<Row>>,
): Promise<void> {
  const { out, county: countyCode = '', limit: some } = options;
  const limit = some === undefined ? ROWS : Math.max(1, integer(some, '--limit'));
  const format = out === undefined ? undefined : formatOf(out);
  const { page, fields, name } = await context.withStore('terrace work', async (store) => {
    const list = await listIn(store);
    const found = await readingPersonal(store, { action: list.action, countyCode }, async (tx, eyes) => {
      const see = (row: Row): Row => eyes(row) as Row;
      if (out !== undefined && format !== undefined) {
        const columns = columnsOf(list.fields, context.language);
        await writeList(context.path(out), format, columns, seen(list.all(tx), see));
      }
      const shown = await list.page(tx, limit);
      return { ...shown, rows: shown.rows.map(see) };
    });
    return { page: found, fields: list.fields, name: list.name };
  });
  const { rows, total, sumFen } = page;
  const sum = sumFen === undefined ? {} : { sum_yuan: formatYuan(sumFen) };
  const head = `${total} ${name}${sumFen === undefined ? '' : `, ${formatYuan(sumFen)} yuan`}.`;
  context.answer(
    { total, ...sum, rows, ...(out !== undefined && { file: out }) },
    [...(out === undefined ? tableOf(context, fields, rows) : [out]), head].join('\n'),
  );
}

const formatOf = (out: string) => choiceArgument(extname(out).slice(1).toLowerCase(), '--out', LIST_FORMATS);

async function* seen<Row>(
  rows: AsyncIterable<readonly Row[]>,
  see: (row: Row) => Row,
): AsyncGenerator<readonly Row[]> {
  for await (const some of rows) yield some.map(see);
}

/** The same columns and words as the file's. */
function tableOf<Row extends object>(
  { language }: Context,
  fields: List<Row>['fields'],
  rows: readonly Row[],
): string[] {
  const columns = columnsOf(fields, language);
  const cells = rows.map((row) => Object.fromEntries(columns.map(({ title, cell }) => [title, cell(row)])));
  const right = new Set(columns.filter(({ kind }) => kind !== 'text').map(({ title }) => title));
  return textTable(
    columns.map(({ title }) => title),
    cells,
    right,
  );
}

async function runGive(context: Context, options: Options): Promise<void> {
  const { county: countyCode = '', to = '', cases = '', findings = '' } = options;
  const report = await context.withStore('terrace work give', ({ db }) =>
    entrust(db, {
      countyCode,
      actor: context.actor,
      day: today(),
      handler: to === '' ? null : to,
      caseNos: listOf(cases).map((no) => integer(no, '--cases')),
      findings: listOf(findings).map(findingOf),
      dryRun: options.dryRun ?? false,
    }),
  );
  const { entrusted, unchanged } = report;
  context.answer(
    report,
    `${context.words({
      zh: `交办 ${entrusted} 件，原已由其承办 ${unchanged} 件。`,
      en: `${entrusted} given, ${unchanged} had been theirs.`,
    })}${dryRunNote(context, options)}`,
  );
}

function findingOf(text: string) {
  const [householdNo, policyId, year, more] = text.split('/');
  if (!householdNo || !policyId || !year || more !== undefined) throw fail('work.finding', { text });
  return { householdNo, policyId, policyYear: integer(year, '--findings') };
}
