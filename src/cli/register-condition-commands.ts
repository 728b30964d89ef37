import type { Command } from 'commander';
import type { PlainDate } from '../kernel/index.ts';
import { today } from '../platform/index.ts';
import {
  CAUSE_CODES,
  CHANGE_STATUSES,
  type ChangeProposal,
  type ConditionChange,
  conditionsOf,
  decideChange,
  findHousehold,
  HOUSE_GRADE_CODES,
  HOUSE_TYPE_CODES,
  LAND_KIND_CODES,
  pageOfChanges,
  proposeChange,
  registerFailure,
} from '../registry/index.ts';
import { choiceArgument, dayArgument } from './arguments.ts';
import type { Context } from './context.ts';
import {
  type Add,
  COUNTY,
  DRY_RUN,
  dryRunNote,
  eventNumber,
  integer,
  listOf,
  type OptionLine,
  type Options,
  read,
  readingPersonal,
  word,
} from './register-options.ts';

/** `terrace register condition …`: what a household lives on and in, and what makes it poor. */
export function addConditionCommands(group: Command, add: Add): void {
  const condition = group
    .command('condition')
    .description('causes, land and houses: from files, or proposed by one person and approved by another');
  add(condition, 'show', 'what holds of a household on a day', SHOW_OPTIONS, runShow);
  add(condition, 'propose', 'propose what holds from a day on', PROPOSE_OPTIONS, runPropose);
  for (const verdict of ['approve', 'refuse'] as const)
    add(
      condition,
      verdict,
      `${verdict} a proposed change; nobody decides an own proposal`,
      DECIDE_OPTIONS,
      (context, options) => runDecide(context, verdict, options),
    );
  add(condition, 'list', 'changes, the latest first', LIST_OPTIONS, runList);
}

const HOUSEHOLD: OptionLine = ['--household <no>', '!household number'];
const SHOW_OPTIONS: readonly OptionLine[] = [COUNTY, HOUSEHOLD, ['--on <day>', 'day (default: today)']];
const PROPOSE_OPTIONS: readonly OptionLine[] = [
  COUNTY,
  HOUSEHOLD,
  ['--since <day>', '!day from which it holds'],
  ['--causes <causes>', `the main cause first, separated by commas: ${CAUSE_CODES.join(', ')}`],
  ['--land <kind=mu>', `such as dry=3.5,paddy=1.2: ${LAND_KIND_CODES.join(', ')}`],
  [
    '--houses <no:type:m2:grade>',
    `such as 1:brick:85:A; types ${HOUSE_TYPE_CODES.join(', ')}; grades ${HOUSE_GRADE_CODES.join(', ')} or none`,
  ],
  ['--reason <text>', '!why the register changes'],
  ['--document <text>', 'document it rests on'],
  DRY_RUN,
];
const DECIDE_OPTIONS: readonly OptionLine[] = [
  COUNTY,
  ['--change <number>', '!the change'],
  ['--reason <text>', 'why (a refusal needs it)'],
  DRY_RUN,
];
const LIST_OPTIONS: readonly OptionLine[] = [
  COUNTY,
  ['--status <status>', CHANGE_STATUSES.join(', ')],
  ['--household <no>', 'of this household'],
  ['--limit <rows>', 'rows (default 50)'],
];

function proposalFrom(o: Options): ChangeProposal {
  return {
    householdNo: word('--household')(o['household']!),
    since: dayArgument(o['since']!, '--since'),
    reason: word('--reason')(o['reason']!),
    ...read('document', o['document'], word('--document')),
    ...read('causes', o['causes'], (value) =>
      listOf(value).map((cause) => choiceArgument(cause, '--causes', CAUSE_CODES)),
    ),
    ...read('land', o['land'], (value) =>
      listOf(value).map((each) => {
        const [kind = '', mu = ''] = each.split('=');
        return { land_kind: choiceArgument(kind.trim(), '--land', LAND_KIND_CODES), mu: mu.trim() };
      }),
    ),
    ...read('houses', o['houses'], (value) =>
      listOf(value).map((each) => {
        const [no = '', type = '', m2 = '', grade] = each.split(':').map((part) => part.trim());
        return {
          house_no: no,
          house_type: choiceArgument(type, '--houses', HOUSE_TYPE_CODES),
          area_m2: m2,
          grade: grade ? choiceArgument(grade, '--houses', HOUSE_GRADE_CODES) : null,
        };
      }),
    ),
  };
}

function contentLine({ causes, land, houses }: Pick<ConditionChange, 'causes' | 'land' | 'houses'>): string {
  const parts = [
    causes?.join(', '),
    land?.map(({ land_kind, mu }) => `${land_kind} ${mu} mu`).join(', '),
    houses
      ?.map(({ house_no, house_type, area_m2, grade }) =>
        [house_no, house_type, `${area_m2} m²`, grade].filter(Boolean).join(' '),
      )
      .join(', '),
  ];
  return parts.filter(Boolean).join(' · ') || '—';
}

function changeLine(context: Context, row: ConditionChange): string {
  const by = context.words({ zh: `${row.proposed_by} 提出`, en: `by ${row.proposed_by}` });
  const decided =
    row.decided_by === null
      ? ''
      : context.words({ zh: `  ${row.decided_by} 决定`, en: `  decided by ${row.decided_by}` });
  return `${row.change_no}  ${row.household_no}  ${row.since}  ${row.kind}  ${row.status}  ${contentLine(row)}  ${by}${decided}`;
}

async function runPropose(context: Context, options: Options): Promise<void> {
  const row = await context.withStore('terrace register condition propose', ({ db }) =>
    proposeChange(db, {
      actor: context.actor,
      countyCode: options['county']!,
      proposal: proposalFrom(options),
      dryRun: options.dryRun ?? false,
    }),
  );
  const answer = { ...row, dry_run: options.dryRun ?? false };
  context.answer(answer, `${changeLine(context, row)}${dryRunNote(context, options)}`);
}

async function runDecide(context: Context, verdict: 'approve' | 'refuse', options: Options): Promise<void> {
  const row = await context.withStore(`terrace register condition ${verdict}`, ({ db }) =>
    decideChange(db, {
      actor: context.actor,
      countyCode: options['county']!,
      changeNo: eventNumber(options['change']!, '--change'),
      verdict,
      dryRun: options.dryRun ?? false,
      ...read('reason', options['reason'], word('--reason')),
    }),
  );
  const answer = { ...row, dry_run: options.dryRun ?? false };
  context.answer(answer, `${changeLine(context, row)}${dryRunNote(context, options)}`);
}

async function runList(context: Context, options: Options): Promise<void> {
  const countyCode = options['county']!;
  const filter = {
    ...read('status', options['status'], (value) => choiceArgument(value, '--status', CHANGE_STATUSES)),
    ...read('householdNo', options['household'], word('--household')),
  };
  const limit = options['limit'] === undefined ? 50 : integer(options['limit'], '--limit');
  const rows = await context.withStore('terrace register condition list', (store) =>
    readingPersonal(store, { action: 'see.household', countyCode }, async (tx, eyes) => {
      const page = await pageOfChanges(tx, countyCode, filter, { limit });
      return page.rows.map((row) => eyes(row) as ConditionChange);
    }),
  );
  const none = context.words({ zh: '没有变更。', en: 'There is no change.' });
  context.answer(rows, rows.map((row) => changeLine(context, row)).join('\n') || none);
}

async function runShow(context: Context, options: Options): Promise<void> {
  const [county, household] = [options['county']!, word('--household')(options['household']!)];
  const day: PlainDate = options['on'] === undefined ? today() : dayArgument(options['on'], '--on');
  const look = { action: 'see.household', countyCode: county, subject: household };
  const { causes, land, houses, land_mu, house_m2 } = await context.withStore(
    'terrace register condition show',
    (store) =>
      readingPersonal(store, look, async (tx, eyes) => {
        const found = await findHousehold(tx, county, household, day);
        if (!found) throw registerFailure('register.householdUnknown', { county, household, day });
        const at = { county_code: county, area_code: found.area_code, household_no: household };
        const order = { countyCode: county, householdNo: household, day, size: found.size };
        const { stated: _, ...on } = await conditionsOf(tx, order);
        const seen = <Row extends object>(rows: readonly Row[]) => rows.map((row) => eyes(row, at) as Row);
        const { land_mu: mu, house_m2: m2 } = eyes({ land_mu: on.land_mu, house_m2: on.house_m2 }, at);
        return {
          causes: seen(on.causes),
          land: seen(on.land),
          houses: seen(on.houses),
          land_mu: mu,
          house_m2: m2,
        };
      }),
  );
  const held = { causes: causes.map(({ cause }) => cause!).filter((cause) => cause !== null), land, houses };
  const totals = context.words({
    zh: `土地共 ${land_mu ?? '—'} 亩，住房共 ${house_m2 ?? '—'} 平方米`,
    en: `${land_mu ?? '—'} mu of land, ${house_m2 ?? '—'} m² of housing`,
  });
  const answer = {
    county_code: county,
    household_no: household,
    day,
    causes,
    land,
    houses,
    land_mu,
    house_m2,
  };
  context.answer(answer, `${contentLine(held)}\n${totals}`);
}
