import { type Eyes, eyesOf, type Seen } from '../access/index.ts';
import type { Bilingual, Language } from '../kernel/index.ts';
import { type Db, today } from '../platform/index.ts';
import { resolvePolicy } from '../policy/index.ts';
import {
  ACTION_NAMES,
  ACTIONS,
  actOnCase,
  casePossibilities,
  type CaseSummary,
  type CaseView,
  findMissedFindings,
  listCases,
  openCase,
  PARTS,
  type PolicyOn,
  type PossibleAction,
  showCase,
  STATUS_NAMES,
  STATUSES,
} from '../prevention/cases/index.ts';
import { choiceArgument, dayArgument } from './arguments.ts';
import type { Context, Define } from './context.ts';
import { dayOr, keepFiles, orderOf } from './governance-options.ts';
import { UNSEEN } from './names.ts';
import { policiesOf } from '../app/policies.ts';
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
  readingPersonal,
} from './register-options.ts';

const CASE: OptionLine = ['--case <number>', '!case'];
const ON: OptionLine = ['--on <day>', 'day (default: today)'];
const PAGE_SIZE = 50;

/** Everything an action may be given, from the table: `judicial_compensation` is `--judicial-compensation`. */
const FIELDS = new Map(
  ACTION_NAMES.flatMap((action) =>
    Object.entries(ACTIONS[action].fields ?? {}).map(([field, values]) => [field, values] as const),
  ),
);
const flagOf = (field: string): string => field.replaceAll('_', '-');
const optionOf = (field: string): string =>
  field.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

export const caseCommands: Define = (program, begin) => {
  const group = program.command('case').description('cases: from a finding to the payment and beyond');
  const add = adder(begin);
  add(
    group,
    'open',
    'open a case from the findings of a household, and freeze what it is decided on',
    [
      COUNTY,
      ['--household <no>', '!household number'],
      ['--policy <id[@day]>', '!policy'],
      ['--as-of <day>', 'last day of the bills that count (default: the day)'],
      ON,
      DRY_RUN,
    ],
    runOpen,
  );
  add(
    group,
    'act <action>',
    `take one action: ${ACTION_NAMES.filter((name) => name !== 'open' && !ACTIONS[name].through).join(', ')}`,
    [
      COUNTY,
      CASE,
      ON,
      ...[...FIELDS].map(([field, values]): OptionLine => [
        `--${flagOf(field)} <value>`,
        values.replace(/\?$/, ''),
      ]),
      ['--evidence <files>', 'files that show it, by commas: JPEG, PNG, WebP or PDF'],
      DRY_RUN,
    ],
    runAct,
  );
  add(group, 'show', 'all of a case', [COUNTY, CASE, ON], runShow);
  add(
    group,
    'possible',
    'what is possible now, for whom, until when, and why the rest is not',
    [COUNTY, CASE, ON],
    runPossible,
  );
  add(
    group,
    'list',
    'cases and what they wait for',
    [
      COUNTY,
      ['--status <status>', STATUSES.join(', ')],
      ['--area <code>', 'of this area and those below it'],
      ['--household <no>', 'of this household'],
      ['--overdue', 'only where a last day is over'],
      ['--after <number>', 'the page after this case'],
      ['--limit <rows>', `rows on a page (default ${PAGE_SIZE})`],
      ON,
    ],
    runList,
  );
  add(
    group,
    'missed',
    'findings that nobody has opened a case for in time',
    [COUNTY, ['--policy <id[@day]>', '!policy'], ON],
    runMissed,
  );
};

export async function policyOnOf(db: Db): Promise<PolicyOn> {
  const book = await policiesOf(db);
  return (reference, day) => resolvePolicy(book, reference, day);
}

/** A case as its viewer may see it: what only some see is null, masked, or holds fields that are. */
type SeenCase = CaseSummary &
  Pick<Seen<CaseView>, 'amount_yuan' | 'paid_yuan' | 'village' | 'inputs' | 'steps'>;

const seen = (view: CaseView, eyes: Eyes, countyCode: string): SeenCase =>
  eyes(view, {
    county_code: countyCode,
    area_code: view.area_code,
    household_no: view.household_no,
  }) as SeenCase;

const caseNoOf = (options: Options): number => integer(options['case']!, '--case');

async function runOpen(context: Context, options: Options): Promise<void> {
  const day = dayOr(options, 'on');
  const view = await context.withStore('terrace case open', async ({ db, viewer }) => {
    const opened = await openCase(db, await policyOnOf(db), {
      ...orderOf(context, options),
      householdNo: options['household']!,
      policy: options['policy']!,
      asOf: options['asOf'] === undefined ? day : dayArgument(options['asOf'], '--as-of'),
      day,
      today: today(),
    });
    return seen(opened, await eyesOf(db, viewer), options['county']!);
  });
  context.answer(view, `${summaryLine(view, context.language)}${dryRunNote(context, options)}`);
}

async function runAct(context: Context, options: Options, action: string): Promise<void> {
  const fields = Object.assign(
    {},
    ...[...FIELDS.keys()].map((field) => read(field, options[optionOf(field)], String)),
  ) as Record<string, string>;
  const view = await context.withStore(`terrace case act ${action}`, async ({ db, viewer }) => {
    const evidence = await keepFiles(db, context, options, listOf(options['evidence'] ?? ''));
    const taken = await actOnCase(db, await policyOnOf(db), {
      ...orderOf(context, options),
      caseNo: caseNoOf(options),
      action,
      fields,
      evidence,
      day: dayOr(options, 'on'),
      today: today(),
    });
    return seen(taken, await eyesOf(db, viewer), options['county']!);
  });
  context.answer(view, `${summaryLine(view, context.language)}${dryRunNote(context, options)}`);
}

async function runShow(context: Context, options: Options): Promise<void> {
  const view = await context.withStore('terrace case show', async (store) => {
    const policyOn = await policyOnOf(store.db);
    const wanted = { countyCode: options['county']!, caseNo: caseNoOf(options), day: dayOr(options, 'on') };
    const look = { action: 'see.case', countyCode: wanted.countyCode, subject: String(wanted.caseNo) };
    return readingPersonal(store, look, async (tx, eyes) =>
      seen(await showCase(tx, policyOn, wanted), eyes, wanted.countyCode),
    );
  });
  context.answer(view, viewText(view, context.language));
}

async function runPossible(context: Context, options: Options): Promise<void> {
  const actions = await context.withStore('terrace case possible', async (store) => {
    const policyOn = await policyOnOf(store.db);
    const wanted = { countyCode: options['county']!, caseNo: caseNoOf(options), day: dayOr(options, 'on') };
    return reading(store, (tx) => casePossibilities(tx, policyOn, wanted), 'see.case');
  });
  context.answer(
    actions,
    [...actions]
      .sort((a, b) => Number(b.isPossible) - Number(a.isPossible))
      .map((action) => possibleText(action, context.language))
      .join('\n'),
  );
}

async function runList(context: Context, options: Options): Promise<void> {
  const { status, area, household, after, limit } = options;
  const page = await context.withStore('terrace case list', async (store) => {
    const policyOn = await policyOnOf(store.db);
    const order = {
      countyCode: options['county']!,
      day: dayOr(options, 'on'),
      ...read('status', status, (value) => choiceArgument(value, '--status', STATUSES)),
      ...read('areaCode', area, String),
      ...read('householdNo', household, String),
      ...read('after', after, (value) => integer(value, '--after')),
      isOverdue: options['overdue'] !== undefined,
      limit: limit === undefined ? PAGE_SIZE : Math.max(1, integer(limit, '--limit')),
    };
    return reading(store, (tx) => listCases(tx, policyOn, order), 'see.case');
  });
  const { language } = context;
  const more = page.next === null ? [] : [say(MORE(page.next), language)];
  const lines = page.rows.map((row) => summaryLine(row, language));
  context.answer(page, [...lines, ...more].join('\n') || say(NO_CASES, language));
}

async function runMissed(context: Context, options: Options): Promise<void> {
  const day = dayOr(options, 'on');
  const missed = await context.withStore('terrace case missed', async (store) => {
    const policy = (await policyOnOf(store.db))(options['policy']!, day);
    return reading(store, (tx) => findMissedFindings(tx, options['county']!, policy, day), 'see.case');
  });
  const lines = missed.map(
    ({ household_no, kind, peril, policy_year, found_on }) =>
      `${household_no}  ${policy_year}  ${kind}${peril && ` ${peril}`}  ${found_on}`,
  );
  context.answer(missed, lines.join('\n') || say(NONE_MISSED, context.language));
}

const NO_CASES = { zh: '没有案件。', en: 'No cases.' };
const NONE_MISSED = { zh: '没有漏办的线索。', en: 'No finding was missed.' };
const MORE = (next: number): Bilingual => ({
  zh: `还有更多：加 --after ${next}`,
  en: `There are more: add --after ${next}`,
});
const say = (words: Bilingual, language: Language): string => words[language];

function summaryLine(row: CaseSummary, language: Language): string {
  const { case_no, household_no, area_code, status, opened_on, awaits } = row;
  const waits = awaits.map(({ action, due, is_overdue, departments }) => {
    const until = due === null ? '' : ` ≤ ${due}`;
    const late = is_overdue ? say({ zh: '（超期）', en: ' (overdue)' }, language) : '';
    return `${say(ACTIONS[action], language)}${departments ? ` (${departments.join(', ')})` : ''}${until}${late}`;
  });
  return `${case_no}  ${household_no}  ${area_code}  ${opened_on}  ${say(STATUS_NAMES[status], language)}${waits.length > 0 ? `  → ${waits.join('; ')}` : ''}`;
}

const isSeen = <Part>(part: Part | string | null): part is Part => typeof part === 'object' && part !== null;

function frozenText(inputs: SeenCase['inputs'], version: string): Bilingual {
  if (!isSeen(inputs) || !isSeen(inputs.facts))
    return { zh: `依据（已固定）：${version}`, en: `decided on, frozen: ${version}` };
  const { group, size, identifiedOn, incomeYuan, bills } = inputs.facts;
  return {
    zh: `依据（已固定）：${version}，${group ?? UNSEEN}，${size} 人，${identifiedOn} 识别，收入 ${incomeYuan ?? '未知'} 元，单据 ${bills?.length ?? 0} 张`,
    en: `decided on, frozen: ${version}, ${group ?? UNSEEN}, ${size} people, identified ${identifiedOn}, income ${incomeYuan ?? 'unknown'} yuan, ${bills?.length ?? 0} bills`,
  };
}

function viewText(view: SeenCase, language: Language): string {
  const { inputs, steps, amount_yuan, paid_yuan, policy_version } = view;
  const money = {
    zh: `核定 ${amount_yuan ?? '–'} 元，已付 ${paid_yuan ?? '–'} 元`,
    en: `recorded ${amount_yuan ?? '–'} yuan, paid ${paid_yuan ?? '–'} yuan`,
  };
  const lines = (steps as CaseView['steps']).map(({ no, day, action, actor, fields, evidence }) => {
    const told = isSeen(fields) ? Object.entries(fields).map(([name, value]) => `${name} ${value}`) : [];
    const files = isSeen(evidence)
      ? evidence.map(({ name, sha256 }) => `${name} ${sha256.slice(0, 12)}`)
      : [];
    return `${String(no).padStart(3)}  ${day}  ${say(ACTIONS[action], language)}  ${actor}  ${[...told, ...files].join(', ')}`.trimEnd();
  });
  return [
    summaryLine(view, language),
    say(frozenText(inputs, policy_version), language),
    say(money, language),
    ...lines,
  ].join('\n');
}

function possibleText(action: PossibleAction, language: Language): string {
  const { isPossible, roleName, because, due, notBy, through } = action;
  const head = `${isPossible ? '+' : '-'} ${action.action}  ${say(action, language)}  ${say(roleName, language)}${due === undefined ? '' : `  ≤ ${due}`}`;
  if (!isPossible) return [head, ...because.map((each) => `    ${say(each, language)}`)].join('\n');
  const elsewhere = through === 'case' ? '' : `  terrace ${through}`;
  const not = notBy.map(({ name, part }) => `${name} (${say(PARTS[part], language)})`);
  const except =
    not.length === 0 ? '' : `\n    ${say({ zh: '不得由', en: 'not by' }, language)} ${not.join(', ')}`;
  return `${head}${elsewhere}${except}`;
}
