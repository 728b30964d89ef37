import { Type } from 'typebox';
import { findFen, formatYuan } from '../../kernel/index.ts';
import {
  authoriseExpenditure,
  cosignExpenditure,
  DISCUSSIONS,
  type Expenditure,
  listExpenditures,
  payExpenditure,
  recordStep,
  type RentLine,
  rentLines,
  requestExpenditure,
  requestRents,
  showExpenditure,
  SPENDING_KINDS,
  SPENDING_POLICY,
  type SpendingKind,
  type SpendingStatus,
  SPENDING_STATUSES,
  hundredthsText,
  subjectOf,
  vetoExpenditure,
} from '../../livelihood/programmes/index.ts';
import { type AddRoute, type Call, orderOf, pageOf } from '../route.ts';
import {
  AfterNo,
  Big,
  Body,
  Day,
  DryRun,
  GivenYuan,
  Limit,
  No,
  Nullable,
  ofCounty,
  On,
  Page,
  PolicyName,
  SubjectName,
  Text,
  Words,
  Yuan,
} from '../schemas.ts';
import { Files, GivenFiles, ofEntity } from './entities.ts';

const ofExpenditure = Type.Object({ ...ofCounty.properties, expenditure: No });
const tag = 'programmes';
const Kind = Type.Enum(Object.keys(SPENDING_KINDS) as SpendingKind[]);
const Status = Type.Enum(Object.keys(SPENDING_STATUSES) as SpendingStatus[]);
const StepName = Type.Enum([
  ...DISCUSSIONS,
  'vetoed',
  'authorised',
  'result_disclosed',
  'withdrawn',
] as const);

const Line = Type.Object({
  expenditure_no: Type.Integer(),
  entity_no: Type.Integer(),
  entity_name: Type.String(),
  area_code: Type.String(),
  purse: Type.String(),
  kind: Kind,
  payee_account: Nullable(Type.String()),
  amount_yuan: Yuan,
  purpose_text: Type.String(),
  requested_on: Day,
  tier_no: Type.Integer(),
  status: Status,
  status_name: Words,
  subject: SubjectName,
  veto_until: Nullable(Day),
  recorded_by: Type.String(),
});
const Whole = Type.Object({
  ...Line.properties,
  tier: Type.Object({
    up_to_yuan: Nullable(Type.String()),
    bodies: Type.Array(Type.String()),
    notice_days: Type.Integer(),
    is_four_discussions: Type.Boolean(),
    veto_days: Type.Integer(),
    valid_days: Type.Integer(),
  }),
  policy_version: Type.String(),
  missing: Type.Array(StepName),
  steps: Type.Array(
    Type.Object({
      step: StepName,
      day: Day,
      remark: Type.String(),
      authorisation_no: Nullable(Type.String()),
      files: Files,
      recorded_by: Type.String(),
    }),
  ),
  decision: Type.Object({
    outcome: Type.Enum(['approved', 'refused', 'none']),
    meeting_no: Nullable(Type.Integer()),
    body_name: Nullable(Type.String()),
    day: Nullable(Day),
    notice_no: Nullable(Type.Integer()),
    notice_until: Nullable(Day),
    open_objections: Type.Array(Type.Integer()),
  }),
  authorisation: Nullable(
    Type.Object({
      authorisation_no: Big,
      left_yuan: Yuan,
      valid_to: Day,
      status: Type.Enum(['granted', 'suspended', 'revoked']),
      cosigned_by: Type.Array(Type.String()),
    }),
  ),
  rents: Type.Array(
    Type.Object({
      contract_no: Type.Integer(),
      household_no: Type.String(),
      mu: Type.String(),
      amount_yuan: Yuan,
    }),
  ),
  files: Files,
});

const lineOf = (one: Expenditure) => ({
  expenditure_no: one.expenditure_no,
  entity_no: one.entity_no,
  entity_name: one.entity_name,
  area_code: one.area_code,
  purse: one.purse,
  kind: one.kind,
  payee_account: one.payee_account,
  amount_yuan: formatYuan(one.amount_fen),
  purpose_text: one.purpose_text,
  requested_on: one.requested_on,
  tier_no: one.tier_no,
  status: one.status,
  status_name: SPENDING_STATUSES[one.status],
  subject: subjectOf(one.expenditure_no),
  veto_until: one.veto_until,
  recorded_by: one.recorded_by,
});

function documentOf(one: Expenditure, rents: readonly RentLine[] = []) {
  const { tier, decision, authorisation } = one;
  return {
    ...lineOf(one),
    tier: {
      up_to_yuan: tier.upToYuan,
      bodies: tier.bodies,
      notice_days: tier.noticeDays,
      is_four_discussions: tier.isFourDiscussions,
      veto_days: tier.vetoDays,
      valid_days: tier.validDays,
    },
    policy_version: one.policy_version,
    missing: one.missing,
    steps: one.steps,
    decision: {
      outcome: decision.outcome,
      meeting_no: decision.decision?.meetingNo ?? null,
      body_name: decision.decision?.bodyName ?? null,
      day: decision.decision?.day ?? null,
      notice_no: decision.notice?.noticeNo ?? null,
      notice_until: decision.notice?.lastDay ?? null,
      open_objections: decision.openObjections,
    },
    authorisation: authorisation
      ? {
          authorisation_no: authorisation.authorisationNo,
          left_yuan: formatYuan(authorisation.left),
          valid_to: authorisation.validTo,
          status: authorisation.status,
          cosigned_by: authorisation.steps.flatMap(({ step, because, actor }) =>
            step === 'resumed' && because.startsWith('ledger/escrow/') ? [actor] : [],
          ),
        }
      : null,
    rents: rents.map(({ contract_no, household_no, mu_hundredths, amount_fen }) => ({
      contract_no,
      household_no,
      mu: hundredthsText(mu_hundredths),
      amount_yuan: formatYuan(amount_fen),
    })),
    files: one.files,
  };
}

const policyFor = async (call: Call, reference: string | undefined) =>
  (await call.policyOn())(reference ?? SPENDING_POLICY, call.today);

export function spendingRoutes(add: AddRoute): void {
  listRoutes(add);
  requestRoutes(add);
  actRoutes(add);
}

function listRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/expenditures',
    tag,
    summary: 'Requests to spend collective money and what became of them, by number',
    params: ofCounty,
    query: Type.Object({ entity: Type.Optional(No), after: AfterNo, limit: Limit }),
    reply: Page(Line, Type.Integer()),
    handle: async (call) => {
      const { entity: entityNo, after, limit } = call.query;
      const page = await pageOf(
        limit,
        (rows) =>
          call.read('see.entity', (tx) =>
            listExpenditures(tx, call.params.county, { entityNo, after, limit: rows }, call.today),
          ),
        ({ expenditure_no }) => expenditure_no,
      );
      return { ...page, rows: page.rows.map(lineOf) };
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/expenditures/:expenditure',
    tag,
    summary: 'One request: its tier, discussions, decision, veto, authorisation and payment',
    params: ofExpenditure,
    reply: Whole,
    handle: (call) =>
      call.read('see.entity', async (tx) => {
        const { county, expenditure } = call.params;
        const found = await showExpenditure(tx, county, expenditure, call.today);
        return documentOf(found, await rentLines(tx, county, expenditure));
      }),
  });
}

function requestRoutes(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/entities/:entity/expenditures',
    tag,
    summary: 'Ask to spend an entity’s money; the tier of the amount says who decides',
    params: ofEntity,
    body: Body({
      kind: Type.Enum(['collective_expense', 'collective_transfer']),
      payee: Text,
      amount_yuan: GivenYuan,
      purpose: Text,
      on: On,
      policy: PolicyName,
      files: GivenFiles,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Whole,
    handle: async (call) => {
      const { kind, payee, amount_yuan, purpose, on, policy, files = [] } = call.body;
      return documentOf(
        await requestExpenditure(call.db, {
          ...orderOf(call),
          entityNo: call.params.entity,
          kind,
          payee,
          amountFen: findFen(amount_yuan)!,
          purpose,
          on: call.day(on),
          today: call.today,
          files,
          policy: await policyFor(call, policy),
        }),
      );
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/entities/:entity/rents',
    tag,
    summary: 'Ask to pay a year’s land rents that are due; decided and posted as any spending',
    params: ofEntity,
    body: Body({
      year: Type.Integer({ minimum: 1949, maximum: 2200 }),
      purpose: Text,
      on: On,
      policy: PolicyName,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Whole,
    handle: async (call) => {
      const { year, purpose, on, policy } = call.body;
      return documentOf(
        await requestRents(call.db, {
          ...orderOf(call),
          entityNo: call.params.entity,
          year,
          purpose,
          on: call.day(on),
          today: call.today,
          policy: await policyFor(call, policy),
        }),
      );
    },
  });
}

const ACTS = {
  authorisation: {
    act: authoriseExpenditure,
    summary: 'Turn a confirmed decision into an authorisation; from an escrowed purse it waits for the agent',
  },
  cosignature: { act: cosignExpenditure, summary: 'Co-sign as the escrow’s agent' },
  payment: { act: payExpenditure, summary: 'Post what was authorised, whole' },
} as const;

function actRoutes(add: AddRoute): void {
  for (const [name, { act, summary }] of Object.entries(ACTS))
    add({
      method: 'POST',
      url: `/counties/:county/expenditures/:expenditure/${name}`,
      tag,
      summary,
      params: ofExpenditure,
      body: Body({ on: On, dry_run: DryRun }),
      status: 201,
      reply: Whole,
      handle: async (call) => documentOf(await act(call.db, at(call))),
    });
  add({
    method: 'POST',
    url: '/counties/:county/expenditures/:expenditure/steps',
    tag,
    summary: 'Record a discussion before the decision, the disclosure of the result, or a withdrawal',
    params: ofExpenditure,
    body: Body({
      step: Type.Enum([...DISCUSSIONS, 'result_disclosed', 'withdrawn'] as const),
      remark: Text,
      on: On,
      files: GivenFiles,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Whole,
    handle: async (call) => {
      const { step, remark, files = [] } = call.body;
      return documentOf(await recordStep(call.db, { ...at(call), step, remark, files }));
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/expenditures/:expenditure/veto',
    tag,
    summary: 'Veto as a member of the supervisory board, within its days',
    params: ofExpenditure,
    body: Body({ reason: Text, on: On, files: GivenFiles, dry_run: DryRun }),
    status: 201,
    reply: Whole,
    handle: async (call) => {
      const { reason, files = [] } = call.body;
      return documentOf(await vetoExpenditure(call.db, { ...at(call), reason, files }));
    },
  });
}

type AtExpenditure = Call<
  { readonly county: string; readonly expenditure: number },
  unknown,
  { readonly on?: string; readonly dry_run?: boolean }
>;
const at = (call: AtExpenditure) => ({
  ...orderOf(call),
  expenditureNo: call.params.expenditure,
  on: call.day(call.body.on),
  today: call.today,
});
