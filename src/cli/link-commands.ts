import { formatYuan } from '../kernel/index.ts';
import {
  LINK_KINDS,
  type LinkKind,
  linkedHouseholds,
  linkHousehold,
  type LinkRow,
  listLinks,
  listStages,
  obligationStatus,
  oblige,
  PARTICIPATION_FORMS,
  type ParticipationForm,
  recordStage,
  settleObligation,
  type Stage,
  STAGES,
} from '../livelihood/programmes/index.ts';
import { today } from '../platform/index.ts';
import { choiceArgument, dayArgument, yuanArgument } from './arguments.ts';
import type { Context, Define } from './context.ts';
import { ENTITY, entityNo, FILES, filesOf, namesOf, ON } from './entity-commands.ts';
import { dayOr, keepFiles, orderOf } from './governance-options.ts';
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
  readingPersonal,
} from './register-options.ts';

const LINK: OptionLine = ['--link <number>', '!contract'];
const SIDES = ['entity', 'household'] as const;
const YES = ['yes', 'no'] as const;

const CONTRACT: readonly OptionLine[] = [
  COUNTY,
  ENTITY,
  ['--household <number>', '!household'],
  ['--form <form>', `!${namesOf(PARTICIPATION_FORMS).join(', ')}`],
  ['--kind <kind>', `!${namesOf(LINK_KINDS).join(', ')}`],
  ['--terms <text>', '!what was agreed'],
  ['--floor <yuan>', 'floor price of an order'],
  ['--unit <name>', 'unit of the floor price'],
  ['--since <day>', 'first day (default: today)'],
  ['--until <day>', 'last day'],
  FILES,
  DRY_RUN,
];

export const linkCommands: Define = (program, begin) => {
  const group = program.command('link').description('contracts that bind entities and households');
  const add = adder(begin);
  add(group, 'sign', 'record a contract with a household', CONTRACT, runSign);
  add(
    group,
    'oblige',
    'record what a contract obliges one side to',
    [
      COUNTY,
      LINK,
      ['--by <side>', `!${SIDES.join(', ')}`],
      ['--what <text>', '!what is owed'],
      ['--due <day>', '!by when'],
      ['--amount <yuan>', 'amount, where it is money'],
      DRY_RUN,
    ],
    runOblige,
  );
  add(
    group,
    'settle',
    'record whether it was kept',
    [
      COUNTY,
      LINK,
      ['--obligation <number>', '!obligation'],
      ['--kept <yes|no>', '!whether it was kept'],
      ['--remark <text>', '!how, or why not'],
      ON,
      DRY_RUN,
    ],
    runSettle,
  );
  add(group, 'list', 'contracts of an entity', [COUNTY, ENTITY], runList);
  add(group, 'mine', 'households linked to the entities one acts for', [COUNTY], runMine);
  add(
    group,
    'stage',
    'record a partner in the chain from loan to sale',
    [
      COUNTY,
      ENTITY,
      ['--stage <stage>', `!${namesOf(STAGES).join(', ')}`],
      ['--partner <name>', '!partner'],
      ['--terms <text>', '!what was agreed'],
      ON,
      DRY_RUN,
    ],
    runStage,
  );
  add(group, 'chain', 'who stands behind an entity', [COUNTY, ENTITY], runChain);
};

const linkNo = (options: Options): number => integer(options['link']!, '--link');

async function runSign(context: Context, options: Options): Promise<void> {
  const link = await context.withStore('terrace link sign', async ({ db }) =>
    linkHousehold(db, {
      ...orderOf(context, options),
      entityNo: entityNo(options),
      householdNo: options['household']!,
      form: choiceArgument<ParticipationForm>(options['form']!, '--form', namesOf(PARTICIPATION_FORMS)),
      kind: choiceArgument<LinkKind>(options['kind']!, '--kind', namesOf(LINK_KINDS)),
      terms: options['terms']!,
      since: dayOr(options, 'since'),
      files: await keepFiles(db, context, options, filesOf(options)),
      today: today(),
      ...read('priceFloorFen', options['floor'], (value) => yuanArgument(value, '--floor')),
      ...read('priceUnit', options['unit'], String),
      ...read('until', options['until'], (value) => dayArgument(value, '--until')),
    }),
  );
  tell(context, options, link);
}

async function runOblige(context: Context, options: Options): Promise<void> {
  const link = await context.withStore('terrace link oblige', ({ db }) =>
    oblige(db, {
      ...orderOf(context, options),
      linkNo: linkNo(options),
      owedBy: choiceArgument(options['by']!, '--by', SIDES),
      what: options['what']!,
      dueOn: dayArgument(options['due']!, '--due'),
      ...read('amountFen', options['amount'], (value) => yuanArgument(value, '--amount')),
    }),
  );
  tell(context, options, link);
}

async function runSettle(context: Context, options: Options): Promise<void> {
  const link = await context.withStore('terrace link settle', ({ db }) =>
    settleObligation(db, {
      ...orderOf(context, options),
      linkNo: linkNo(options),
      obligationNo: integer(options['obligation']!, '--obligation'),
      isKept: choiceArgument(options['kept']!, '--kept', YES) === 'yes',
      remark: options['remark']!,
      on: dayOr(options, 'on'),
      today: today(),
    }),
  );
  tell(context, options, link);
}

async function runList(context: Context, options: Options): Promise<void> {
  const rows = await context.withStore('terrace link list', (store) =>
    reading(store, (tx) => listLinks(tx, options['county']!, { entityNo: entityNo(options) }), 'see.entity'),
  );
  context.answer(rows.map(documentOf), [...rows.map(lineOf), `${rows.length} contracts.`].join('\n'));
}

async function runMine(context: Context, options: Options): Promise<void> {
  const countyCode = options['county']!;
  const rows = await context.withStore('terrace link mine', (store) =>
    readingPersonal(store, { action: 'linkage.mine', countyCode }, async (tx, eyes) =>
      (await linkedHouseholds(tx, countyCode, store.viewer, today())).map(({ links, ...row }) => ({
        ...eyes(row),
        links: links.map(documentOf),
      })),
    ),
  );
  const lines = rows.map(
    (row) => `${row.household_no}  ${row.head_name ?? '—'}  ${row.phone ?? '—'}  ${row.links.length}`,
  );
  context.answer(rows, [...lines, `${rows.length} households.`].join('\n'));
}

async function runStage(context: Context, options: Options): Promise<void> {
  const rows = await context.withStore('terrace link stage', ({ db }) =>
    recordStage(db, {
      ...orderOf(context, options),
      entityNo: entityNo(options),
      stage: choiceArgument<Stage>(options['stage']!, '--stage', namesOf(STAGES)),
      partner: options['partner']!,
      terms: options['terms']!,
      since: dayOr(options, 'on'),
      today: today(),
    }),
  );
  const lines = rows.map(({ stage, partner_name, since }) => `${since}  ${stage}  ${partner_name}`);
  context.answer(rows, `${lines.join('\n')}${dryRunNote(context, options)}`);
}

async function runChain(context: Context, options: Options): Promise<void> {
  const rows = await context.withStore('terrace link chain', (store) =>
    reading(store, (tx) => listStages(tx, options['county']!, entityNo(options)), 'see.entity'),
  );
  const lines = rows.map(({ stage, partner_name, terms_text }) => `${stage}  ${partner_name}  ${terms_text}`);
  context.answer(rows, [...lines, `${rows.length} partners.`].join('\n'));
}

const documentOf = ({ price_floor_fen, obligations, ...row }: LinkRow) => ({
  ...row,
  price_floor_yuan: price_floor_fen === null ? null : formatYuan(price_floor_fen),
  obligations: obligations.map(({ amount_fen, ...one }) => ({
    ...one,
    amount_yuan: amount_fen === null ? null : formatYuan(BigInt(amount_fen)),
    status: obligationStatus(one, today()),
  })),
});

const lineOf = ({ link_no, household_no, form, contract_kind, terms_text, obligations }: LinkRow): string =>
  `${link_no}  ${household_no}  ${form}  ${contract_kind}  ${terms_text}  ${obligations.length} obligations`;

function tell(context: Context, options: Options, link: LinkRow): void {
  context.answer(documentOf(link), `${lineOf(link)}${dryRunNote(context, options)}`);
}
