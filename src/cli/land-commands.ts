import { formatYuan } from '../kernel/index.ts';
import {
  endLand,
  hundredthsText,
  type LandContract,
  letLand,
  letLands,
  listContracts,
  recordPlanting,
  recordSubsidy,
} from '../livelihood/programmes/index.ts';
import { today } from '../platform/index.ts';
import { dayArgument, yuanArgument } from './arguments.ts';
import type { Context, Define } from './context.ts';
import { ENTITY, entityNo, filesOf, ON } from './entity-commands.ts';
import { dayOr, keepFiles, orderOf } from './governance-options.ts';
import {
  adder,
  COUNTY,
  DRY_RUN,
  dryRunNote,
  integer,
  type OptionLine,
  type Options,
  reading,
} from './register-options.ts';
import type { TableColumn } from '../prevention/feeds/index.ts';
import { readTable } from './table-file.ts';
import { textTable } from './text-table.ts';

const CONTRACT: OptionLine = ['--contract <number>', '!contract'];

const CONTRACT_OPTIONS: readonly OptionLine[] = [
  COUNTY,
  ENTITY,
  ['--household <number>', '!household of the Land Responsibility Book'],
  ['--plot <text>', '!which plot'],
  ['--mu <number>', '!size'],
  ['--rent <yuan>', '!rent of a mu and year'],
  ['--since <day>', '!first day'],
  ['--until <day>', '!last day'],
  ['--due <MM-DD>', '!when a year’s rent is due'],
  ['--signed <day>', '!day it was signed'],
  ['--files <files>', '!the signed contract'],
  DRY_RUN,
];

/** What differs from plot to plot, and so stands in a file. */
const PLOT_OPTIONS = ['--household', '--plot', '--mu', '--rent'] as const;
const PLOT_COLUMNS: readonly TableColumn[] = [
  { name: 'household_no', headers: ['户编号'] },
  { name: 'plot', headers: ['地块'] },
  { name: 'mu', headers: ['亩', '面积'] },
  { name: 'rent_per_mu_yuan', headers: ['每亩年租'] },
];

export const landCommands: Define = (program, begin) => {
  const land = program.command('land').description('plots let to entities, their rents and crops');
  const add = adder(begin);
  add(
    land,
    'let',
    'record a plot that a household lets, with the contract it signed',
    CONTRACT_OPTIONS,
    runLet,
  );
  add(
    land,
    'enter <file>',
    `record the plots of a village from a CSV file with the columns ${PLOT_COLUMNS.map(({ name }) => name).join(', ')}; all or none`,
    CONTRACT_OPTIONS.filter(([flags]) => !PLOT_OPTIONS.some((name) => flags.startsWith(name))),
    runEnter,
  );
  add(
    land,
    'end',
    'end a contract before its time',
    [COUNTY, CONTRACT, ['--reason <text>', '!why'], ON, DRY_RUN],
    runEnd,
  );
  add(land, 'list', 'contracts of an entity and their arrears', [COUNTY, ENTITY], runList);
  add(
    land,
    'subsidy',
    'record who received the subsidy of a plot',
    [
      COUNTY,
      CONTRACT,
      ['--year <year>', '!year'],
      ['--household <number>', '!who received it'],
      ['--amount <yuan>', '!amount'],
      ON,
      DRY_RUN,
    ],
    runSubsidy,
  );
  add(
    land,
    'plant',
    'record a crop',
    [
      COUNTY,
      ENTITY,
      ['--crop <name>', '!crop'],
      ['--mu <number>', '!area'],
      ['--under <yes>', 'it grows under another crop, on the same land'],
      ['--yield <year>', '!year from which it earns'],
      ON,
      DRY_RUN,
    ],
    runPlant,
  );
};

async function runLet(context: Context, options: Options): Promise<void> {
  const one = await context.withStore('terrace land let', async ({ db }) =>
    letLand(db, {
      ...orderOf(context, options),
      entityNo: entityNo(options),
      householdNo: options['household']!,
      plot: options['plot']!,
      muHundredths: yuanArgument(options['mu']!, '--mu'),
      rentPerMuFen: yuanArgument(options['rent']!, '--rent'),
      since: dayArgument(options['since']!, '--since'),
      until: dayArgument(options['until']!, '--until'),
      dueMonthDay: options['due']!,
      signedOn: dayArgument(options['signed']!, '--signed'),
      files: await keepFiles(db, context, options, filesOf(options)),
      today: today(),
    }),
  );
  tell(context, options, one);
}

async function runEnter(context: Context, options: Options, file: string): Promise<void> {
  const rows = await readTable(context.path(file), PLOT_COLUMNS);
  const report = await context.withStore('terrace land enter', async ({ db }) =>
    letLands(db, {
      ...orderOf(context, options),
      entityNo: entityNo(options),
      plots: rows.map(({ cells }) => ({
        householdNo: cells['household_no']!,
        plot: cells['plot']!,
        muHundredths: yuanArgument(cells['mu']!, 'mu'),
        rentPerMuFen: yuanArgument(cells['rent_per_mu_yuan']!, 'rent_per_mu_yuan'),
      })),
      since: dayArgument(options['since']!, '--since'),
      until: dayArgument(options['until']!, '--until'),
      dueMonthDay: options['due']!,
      signedOn: dayArgument(options['signed']!, '--signed'),
      files: await keepFiles(db, context, options, filesOf(options)),
      today: today(),
    }),
  );
  const { first_no, contracts } = report;
  context.answer(report, `${contracts} contracts, from number ${first_no}${dryRunNote(context, options)}`);
}

async function runEnd(context: Context, options: Options): Promise<void> {
  const one = await context.withStore('terrace land end', ({ db }) =>
    endLand(db, {
      ...orderOf(context, options),
      contractNo: integer(options['contract']!, '--contract'),
      lastDay: dayOr(options, 'on'),
      reason: options['reason']!,
      today: today(),
    }),
  );
  tell(context, options, one);
}

async function runList(context: Context, options: Options): Promise<void> {
  const rows = await context.withStore('terrace land list', (store) =>
    reading(
      store,
      (tx) => listContracts(tx, options['county']!, { entityNo: entityNo(options) }, today()),
      'see.entity',
    ),
  );
  const cells = rows.map(documentOf);
  const columns = [
    'contract_no',
    'household_no',
    'plot_name',
    'mu',
    'rent_per_mu_yuan',
    'since',
    'until',
    'arrears_yuan',
  ];
  context.answer(
    cells,
    [
      ...textTable(columns, cells, new Set(['mu', 'rent_per_mu_yuan', 'arrears_yuan'])),
      `${rows.length} contracts.`,
    ].join('\n'),
  );
}

async function runSubsidy(context: Context, options: Options): Promise<void> {
  const one = await context.withStore('terrace land subsidy', ({ db }) =>
    recordSubsidy(db, {
      ...orderOf(context, options),
      contractNo: integer(options['contract']!, '--contract'),
      year: integer(options['year']!, '--year'),
      householdNo: options['household']!,
      amountFen: yuanArgument(options['amount']!, '--amount'),
      paidOn: dayOr(options, 'on'),
      today: today(),
    }),
  );
  tell(context, options, one);
}

async function runPlant(context: Context, options: Options): Promise<void> {
  const rows = await context.withStore('terrace land plant', ({ db }) =>
    recordPlanting(db, {
      ...orderOf(context, options),
      entityNo: entityNo(options),
      crop: options['crop']!,
      muHundredths: yuanArgument(options['mu']!, '--mu'),
      layer: options['under'] === 'yes' ? 'under' : 'main',
      firstYieldYear: integer(options['yield']!, '--yield'),
      plantedOn: dayOr(options, 'on'),
      today: today(),
    }),
  );
  const cells = rows.map(({ mu_hundredths, ...row }) => ({ ...row, mu: hundredthsText(mu_hundredths) }));
  const lines = cells.map(
    (row) => `${row.planting_no}  ${row.crop_name}  ${row.mu} mu  ${row.layer}  ${row.first_yield_year}`,
  );
  context.answer(cells, `${lines.join('\n')}${dryRunNote(context, options)}`);
}

const documentOf = ({ mu_hundredths, rent_per_mu_fen, arrears_fen, dues, ...row }: LandContract) => ({
  ...row,
  mu: hundredthsText(mu_hundredths),
  rent_per_mu_yuan: formatYuan(rent_per_mu_fen),
  arrears_yuan: formatYuan(arrears_fen),
  dues: dues.map(({ year, due_on, due_fen, paid_fen }) => ({
    year,
    due_on,
    due_yuan: formatYuan(due_fen),
    paid_yuan: formatYuan(paid_fen),
  })),
});

function tell(context: Context, options: Options, one: LandContract): void {
  const row = documentOf(one);
  context.answer(
    row,
    `${row.contract_no}  ${row.household_no}  ${row.plot_name}  ${row.mu} mu × ${row.rent_per_mu_yuan}  ${row.since} – ${row.until}  arrears ${row.arrears_yuan}${dryRunNote(context, options)}`,
  );
}
