import type { Command } from 'commander';
import { formatYuan } from '../kernel/index.ts';
import {
  authoriseExpenditure,
  beginEscrow,
  cosignExpenditure,
  DISCUSSIONS,
  type Expenditure,
  finishEscrow,
  listExpenditures,
  payExpenditure,
  recordStep,
  requestExpenditure,
  requestRents,
  showExpenditure,
  SPENDING_POLICY,
  SPENDING_STATUSES,
  vetoExpenditure,
} from '../livelihood/programmes/index.ts';
import { listEscrows } from '../ledger/index.ts';
import { type Db, today } from '../platform/index.ts';
import { type PolicyVersion, resolvePolicy } from '../policy/index.ts';
import { policiesOf } from '../app/policies.ts';
import { choiceArgument, yuanArgument } from './arguments.ts';
import type { Context, Define } from './context.ts';
import { ENTITY, entityNo, FILES, filesOf, ON } from './entity-commands.ts';
import { dayOr, keepFiles, orderOf } from './governance-options.ts';
import {
  type Add,
  adder,
  COUNTY,
  DRY_RUN,
  dryRunNote,
  integer,
  type OptionLine,
  type Options,
  read,
  reading,
} from './register-options.ts';
import { textTable } from './text-table.ts';

const REQUEST: OptionLine = ['--request <number>', '!request'];
const POLICY: OptionLine = ['--policy <id[@day]>', `tiers (default: ${SPENDING_POLICY})`];
const KINDS = ['collective_expense', 'collective_transfer'] as const;
const STEPS = [...DISCUSSIONS, 'result_disclosed', 'withdrawn'] as const;

export const spendCommands: Define = (program, begin) => {
  const group = program.command('spend').description('collective money: requests, tiers, escrow, payment');
  const add = adder(begin);
  add(
    group,
    'request',
    'ask to spend an entity’s money; the amount’s tier says who decides',
    [
      COUNTY,
      ENTITY,
      ['--kind <kind>', `${KINDS.join(', ')} (default: collective_expense)`],
      ['--payee <name>', '!supplier, or number of the entity that receives a transfer'],
      ['--amount <yuan>', '!amount'],
      ['--purpose <text>', '!what for'],
      POLICY,
      FILES,
      ON,
      DRY_RUN,
    ],
    runRequest,
  );
  add(
    group,
    'rents',
    'ask to pay a year’s land rents that are due',
    [COUNTY, ENTITY, ['--year <year>', '!year'], ['--purpose <text>', '!what for'], POLICY, ON, DRY_RUN],
    runRents,
  );
  add(
    group,
    'step',
    'record a discussion, the disclosure of the result, or a withdrawal',
    [
      COUNTY,
      REQUEST,
      ['--step <step>', `!${STEPS.join(', ')}`],
      ['--remark <text>', '!what was said, or why'],
      FILES,
      ON,
      DRY_RUN,
    ],
    runStep,
  );
  add(
    group,
    'veto',
    'veto as a member of the supervisory board',
    [COUNTY, REQUEST, ['--reason <text>', '!why'], ON, DRY_RUN],
    runVeto,
  );
  for (const [usage, description, act] of ACTS)
    add(group, usage, description, [COUNTY, REQUEST, ON, DRY_RUN], (context, options) =>
      runAct(context, options, act),
    );
  add(
    group,
    'list',
    'requests and what became of them',
    [COUNTY, ['--entity <number>', 'of one entity']],
    runList,
  );
  add(group, 'show', 'one request', [COUNTY, REQUEST], runShow);
  escrowCommands(group, add);
};

function escrowCommands(group: Command, add: Add): void {
  add(
    group,
    'escrow',
    'put an entity’s purse under escrow, or end that',
    [
      COUNTY,
      ENTITY,
      ['--agent <name>', 'who keeps it; left away: the escrow ends'],
      ['--document <text>', '!the agreement'],
      ON,
      DRY_RUN,
    ],
    runEscrow,
  );
  add(group, 'escrows', 'purses under escrow', [COUNTY], runEscrows);
}

const ACTS = [
  ['authorise', 'turn a confirmed decision into an authorisation of the ledger', authoriseExpenditure],
  ['cosign', 'co-sign as the escrow’s agent', cosignExpenditure],
  ['pay', 'post what was authorised', payExpenditure],
] as const;

const policyOf = async (db: Db, options: Options): Promise<PolicyVersion> =>
  resolvePolicy(await policiesOf(db), options['policy'] ?? SPENDING_POLICY, today());

const at = (context: Context, options: Options) => ({
  ...orderOf(context, options),
  expenditureNo: integer(options['request']!, '--request'),
  on: dayOr(options, 'on'),
  today: today(),
});

async function runRequest(context: Context, options: Options): Promise<void> {
  const one = await context.withStore('terrace spend request', async ({ db }) =>
    requestExpenditure(db, {
      ...orderOf(context, options),
      entityNo: entityNo(options),
      kind: choiceArgument(options['kind'] ?? 'collective_expense', '--kind', KINDS),
      payee: options['payee']!,
      amountFen: yuanArgument(options['amount']!, '--amount'),
      purpose: options['purpose']!,
      on: dayOr(options, 'on'),
      today: today(),
      policy: await policyOf(db, options),
      files: await keepFiles(db, context, options, filesOf(options)),
    }),
  );
  tell(context, options, one);
}

async function runRents(context: Context, options: Options): Promise<void> {
  const one = await context.withStore('terrace spend rents', async ({ db }) =>
    requestRents(db, {
      ...orderOf(context, options),
      entityNo: entityNo(options),
      year: integer(options['year']!, '--year'),
      purpose: options['purpose']!,
      on: dayOr(options, 'on'),
      today: today(),
      policy: await policyOf(db, options),
    }),
  );
  tell(context, options, one);
}

async function runStep(context: Context, options: Options): Promise<void> {
  const one = await context.withStore('terrace spend step', async ({ db }) =>
    recordStep(db, {
      ...at(context, options),
      step: choiceArgument(options['step']!, '--step', STEPS),
      remark: options['remark']!,
      files: await keepFiles(db, context, options, filesOf(options)),
    }),
  );
  tell(context, options, one);
}

async function runVeto(context: Context, options: Options): Promise<void> {
  const one = await context.withStore('terrace spend veto', ({ db }) =>
    vetoExpenditure(db, { ...at(context, options), reason: options['reason']! }),
  );
  tell(context, options, one);
}

async function runAct(context: Context, options: Options, act: (typeof ACTS)[number][2]): Promise<void> {
  const one = await context.withStore('terrace spend', ({ db }) => act(db, at(context, options)));
  tell(context, options, one);
}

async function runList(context: Context, options: Options): Promise<void> {
  const rows = await context.withStore('terrace spend list', (store) =>
    reading(
      store,
      (tx) =>
        listExpenditures(
          tx,
          options['county']!,
          read('entityNo', options['entity'], (value) => integer(value, '--entity')),
          today(),
        ),
      'see.entity',
    ),
  );
  const cells = rows.map(documentOf);
  const columns = [
    'expenditure_no',
    'entity_no',
    'requested_on',
    'amount_yuan',
    'tier_no',
    'status',
    'purpose_text',
  ];
  context.answer(
    cells,
    [
      ...textTable(columns, cells, new Set(['expenditure_no', 'amount_yuan'])),
      `${rows.length} requests.`,
    ].join('\n'),
  );
}

async function runShow(context: Context, options: Options): Promise<void> {
  const no = integer(options['request']!, '--request');
  const one = await context.withStore('terrace spend show', (store) =>
    reading(store, (tx) => showExpenditure(tx, options['county']!, no, today()), 'see.entity'),
  );
  tell(context, options, one);
}

async function runEscrow(context: Context, options: Options): Promise<void> {
  await context.withStore('terrace spend escrow', async ({ db }) => {
    const order = {
      ...orderOf(context, options),
      entityNo: entityNo(options),
      document: options['document']!,
      since: dayOr(options, 'on'),
      today: today(),
    };
    const agent = options['agent'];
    if (agent === undefined) await finishEscrow(db, order);
    else await beginEscrow(db, { ...order, agent });
  });
  const words = options['agent'] === undefined ? 'The escrow ended.' : `Under escrow of ${options['agent']}.`;
  context.answer({ agent: options['agent'] ?? null }, `${words}${dryRunNote(context, options)}`);
}

async function runEscrows(context: Context, options: Options): Promise<void> {
  const rows = await context.withStore('terrace spend escrows', (store) =>
    reading(store, (tx) => listEscrows(tx, options['county']!), 'see.ledger'),
  );
  const cells = rows.map(({ escrowNo, account, agent, since, until }) => ({
    escrow_no: String(escrowNo),
    account,
    agent,
    since,
    until: until ?? null,
  }));
  context.answer(
    cells,
    [
      ...textTable(['escrow_no', 'account', 'agent', 'since', 'until'], cells, new Set(['escrow_no'])),
      `${rows.length} escrows.`,
    ].join('\n'),
  );
}

const documentOf = ({ amount_fen, authorisation, decision, tier, ...row }: Expenditure) => ({
  ...row,
  amount_yuan: formatYuan(amount_fen),
  bodies: tier.bodies,
  meeting_no: decision.decision?.meetingNo ?? null,
  authorisation_no: authorisation ? String(authorisation.authorisationNo) : null,
});

function tell(context: Context, options: Options, one: Expenditure): void {
  const { expenditure_no, amount_fen, tier_no, status, purpose_text, tier } = one;
  const words = SPENDING_STATUSES[status][context.language];
  context.answer(
    documentOf(one),
    `${expenditure_no}  ${formatYuan(amount_fen)}  tier ${tier_no} (${tier.bodies.join(', ')})  ${words}: ${purpose_text}${dryRunNote(context, options)}`,
  );
}
