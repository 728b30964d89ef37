import { formatYuan } from '../kernel/index.ts';
import {
  appointAgent,
  contribute,
  CONTRIBUTION_KINDS,
  type ContributionKind,
  contributionTotals,
  CONTRIBUTOR_CLASSES,
  type ContributorClass,
  ENTITY_KINDS,
  type EntityKind,
  FACT_TOPICS,
  type FactTopic,
  getEntity,
  hundredthsText,
  listContributions,
  listEntities,
  listFacts,
  recordFact,
  registerEntity,
  VALUATION_METHODS,
  type ValuationMethod,
} from '../livelihood/programmes/index.ts';
import { today } from '../platform/index.ts';
import { choiceArgument, dayArgument, yuanArgument } from './arguments.ts';
import type { Context, Define } from './context.ts';
import { dayOr, keepFiles, orderOf } from './governance-options.ts';
import {
  adder,
  COUNTY,
  DRY_RUN,
  dryRunNote,
  eventNumber,
  integer,
  listOf,
  type OptionLine,
  type Options,
  read,
  reading,
} from './register-options.ts';
import { textTable } from './text-table.ts';

export const ENTITY: OptionLine = ['--entity <number>', '!entity'];
export const FILES: OptionLine = ['--files <files>', 'papers that show it, separated by commas'];
export const ON: OptionLine = ['--on <day>', 'day (default: today)'];
export const namesOf = <Name extends string>(of: Readonly<Record<Name, unknown>>) =>
  Object.keys(of) as Name[];

export const entityCommands: Define = (program, begin) => {
  const group = program
    .command('entity')
    .description('village collectives, companies, cooperatives and what was put into them');
  const add = adder(begin);
  add(
    group,
    'register',
    'register an entity; it gets its account in the ledger',
    [
      COUNTY,
      ['--kind <kind>', `!${namesOf(ENTITY_KINDS).join(', ')}`],
      ['--name <name>', '!name'],
      ['--area <code>', '!village or township it belongs to'],
      ['--founded <day>', '!day it was founded'],
      ['--parent <number>', 'entity it is a subsidiary of'],
      FILES,
      DRY_RUN,
    ],
    runRegister,
  );
  add(group, 'list', 'entities by number', [COUNTY, ['--area <code>', 'of one area']], runList);
  add(group, 'show', 'one entity, its facts and what was put into it', [COUNTY, ENTITY], runShow);
  add(
    group,
    'fact',
    'record what holds of it from a day on',
    [
      COUNTY,
      ENTITY,
      ['--topic <topic>', `!${namesOf(FACT_TOPICS).join(', ')}`],
      ['--fact <text>', '!what holds'],
      ['--since <day>', 'from this day (default: today)'],
      FILES,
      DRY_RUN,
    ],
    runFact,
  );
  add(
    group,
    'agent',
    'let an account act for it',
    [
      COUNTY,
      ENTITY,
      ['--account <name>', '!account, with the role of an enterprise'],
      ['--since <day>', 'first day (default: today)'],
      ['--until <day>', 'last day'],
      DRY_RUN,
    ],
    runAgent,
  );
  add(group, 'contribute', 'record what somebody put in (co-construction)', CONTRIBUTION, runContribute);
  add(group, 'contributions', 'what was put in, by number', [COUNTY, ENTITY], runContributions);
};

const CONTRIBUTION: readonly OptionLine[] = [
  COUNTY,
  ENTITY,
  ['--kind <kind>', `!${namesOf(CONTRIBUTION_KINDS).join(', ')}`],
  ['--contributor <class>', `!${namesOf(CONTRIBUTOR_CLASSES).join(', ')}`],
  ['--household <number>', 'the household'],
  ['--name <name>', 'who else put it in'],
  ['--what <text>', '!what it is'],
  ['--quantity <number>', 'mu of land, days of labour'],
  ['--term-until <day>', 'last day, where it is lent'],
  ['--value <yuan>', '!what it counts'],
  ['--method <method>', `how it was valued: ${namesOf(VALUATION_METHODS).join(', ')} (default: paid)`],
  ['--valuer <name>', '!who valued it'],
  ['--quantified <yes>', 'to become shares of members'],
  ['--posting <number>', 'the posting that brought public or village money'],
  FILES,
  ON,
  DRY_RUN,
];

export const entityNo = (options: Options): number => integer(options['entity']!, '--entity');
export const filesOf = (options: Options): string[] => listOf(options['files'] ?? '');

async function runRegister(context: Context, options: Options): Promise<void> {
  const entity = await context.withStore('terrace entity register', async ({ db }) =>
    registerEntity(db, {
      ...orderOf(context, options),
      kind: choiceArgument<EntityKind>(options['kind']!, '--kind', namesOf(ENTITY_KINDS)),
      name: options['name']!,
      areaCode: options['area']!,
      foundedOn: dayArgument(options['founded']!, '--founded'),
      files: await keepFiles(db, context, options, filesOf(options)),
      today: today(),
      ...read('parentNo', options['parent'], (value) => integer(value, '--parent')),
    }),
  );
  context.answer(
    entity,
    `${entity.entity_no}  ${entity.name}  ${entity.purse}${dryRunNote(context, options)}`,
  );
}

async function runList(context: Context, options: Options): Promise<void> {
  const rows = await context.withStore('terrace entity list', (store) =>
    reading(store, (tx) => listEntities(tx, options['county']!, { areaCode: options['area'] }), 'see.entity'),
  );
  const columns = ['entity_no', 'kind', 'name', 'area_code', 'founded_on', 'parent_no', 'purse'];
  context.answer(
    rows,
    [...textTable(columns, rows, new Set(['entity_no'])), `${rows.length} entities.`].join('\n'),
  );
}

async function runShow(context: Context, options: Options): Promise<void> {
  const [county, no] = [options['county']!, entityNo(options)];
  await context.withStore('terrace entity show', (store) =>
    reading(
      store,
      async (tx) => {
        const entity = await getEntity(tx, county, no);
        const facts = await listFacts(tx, county, no);
        const { sums, ...totals } = await contributionTotals(tx, county, no);
        const put = sums.map(({ value_fen, quantity_hundredths, ...sum }) => ({
          ...sum,
          value_yuan: formatYuan(value_fen),
          quantity: quantity_hundredths === null ? null : hundredthsText(quantity_hundredths),
        }));
        context.answer(
          { ...entity, facts, contributions: { value_yuan: formatYuan(totals.value_fen), sums: put } },
          [
            `${entity.entity_no}  ${ENTITY_KINDS[entity.kind][context.language]}  ${entity.name}  ${entity.purse}`,
            ...facts.map(
              ({ since, topic, fact }) => `${since}  ${FACT_TOPICS[topic][context.language]}: ${fact}`,
            ),
            ...textTable(SUM_COLUMNS, put, new Set(['count', 'value_yuan', 'quantity'])),
            `${totals.count} contributions, ${formatYuan(totals.value_fen)} yuan.`,
          ].join('\n'),
        );
      },
      'see.entity',
    ),
  );
}
const SUM_COLUMNS = ['kind', 'contributor_class', 'count', 'quantity', 'value_yuan'];

async function runFact(context: Context, options: Options): Promise<void> {
  const facts = await context.withStore('terrace entity fact', async ({ db }) =>
    recordFact(db, {
      ...orderOf(context, options),
      entityNo: entityNo(options),
      topic: choiceArgument<FactTopic>(options['topic']!, '--topic', namesOf(FACT_TOPICS)),
      fact: options['fact']!,
      since: dayOr(options, 'since'),
      files: await keepFiles(db, context, options, filesOf(options)),
      today: today(),
    }),
  );
  context.answer(
    facts,
    `${facts.map(({ since, topic, fact }) => `${since}  ${topic}: ${fact}`).join('\n')}${dryRunNote(context, options)}`,
  );
}

async function runAgent(context: Context, options: Options): Promise<void> {
  const entity = await context.withStore('terrace entity agent', ({ db }) =>
    appointAgent(db, {
      ...orderOf(context, options),
      entityNo: entityNo(options),
      account: options['account']!,
      since: dayOr(options, 'since'),
      ...read('until', options['until'], (value) => dayArgument(value, '--until')),
    }),
  );
  context.answer(entity, `${options['account']!} acts for ${entity.name}.${dryRunNote(context, options)}`);
}

async function runContribute(context: Context, options: Options): Promise<void> {
  const one = await context.withStore('terrace entity contribute', async ({ db }) =>
    contribute(db, {
      ...orderOf(context, options),
      entityNo: entityNo(options),
      kind: choiceArgument<ContributionKind>(options['kind']!, '--kind', namesOf(CONTRIBUTION_KINDS)),
      contributor: choiceArgument<ContributorClass>(
        options['contributor']!,
        '--contributor',
        namesOf(CONTRIBUTOR_CLASSES),
      ),
      what: options['what']!,
      valueFen: yuanArgument(options['value']!, '--value'),
      method: choiceArgument<ValuationMethod>(
        options['method'] ?? 'paid',
        '--method',
        namesOf(VALUATION_METHODS),
      ),
      valuer: options['valuer']!,
      isQuantified: options['quantified'] === 'yes',
      day: dayOr(options, 'on'),
      today: today(),
      files: await keepFiles(db, context, options, filesOf(options)),
      ...read('householdNo', options['household'], String),
      ...read('contributorName', options['name'], String),
      ...read('quantityHundredths', options['quantity'], (value) => yuanArgument(value, '--quantity')),
      ...read('termUntil', options['termUntil'], (value) => dayArgument(value, '--term-until')),
      ...read('postingNo', options['posting'], (value) => eventNumber(value, '--posting')),
    }),
  );
  context.answer(documentOf(one), `${lineOf(one)}${dryRunNote(context, options)}`);
}

async function runContributions(context: Context, options: Options): Promise<void> {
  const rows = await context.withStore('terrace entity contributions', (store) =>
    reading(
      store,
      (tx) => listContributions(tx, options['county']!, { entityNo: entityNo(options) }),
      'see.entity',
    ),
  );
  context.answer(rows.map(documentOf), [...rows.map(lineOf), `${rows.length} contributions.`].join('\n'));
}

type Contribution = Awaited<ReturnType<typeof contribute>>;
const documentOf = ({ value_fen, quantity_hundredths, posting_no, ...row }: Contribution) => ({
  ...row,
  value_yuan: formatYuan(value_fen),
  quantity: quantity_hundredths === null ? null : hundredthsText(quantity_hundredths),
  posting_no: posting_no === null ? null : String(posting_no),
});
const lineOf = (one: Contribution): string =>
  `${one.contribution_no}  ${one.day}  ${one.kind}  ${one.household_no ?? one.contributor_name}  ${one.what}  ${formatYuan(one.value_fen)}${one.is_returned ? '  returned' : ''}`;
