import { Type } from 'typebox';
import { namesFor } from '../../access/index.ts';
import {
  ACTION_NAMES,
  actOnCase,
  casePossibilities,
  explainAmount,
  findMissedFindings,
  householdOfCase,
  listCases,
  openCase,
  showCase,
  STATUSES,
} from '../../prevention/cases/index.ts';
import { CaseInputs, EvidenceReply, Explanation, StepFields, Village } from '../documents.ts';
import { PERILS } from '../../policy/index.ts';
import { type AddRoute, Purpose } from '../route.ts';
import { checkRoutes } from './checks.ts';
import {
  Body,
  County,
  Day,
  Evidence,
  Limit,
  Nullable,
  Page,
  PAGE,
  Personal,
  Text,
  Words,
  Yuan,
} from '../schemas.ts';

const params = Type.Object({ county: County, case: Type.Integer({ minimum: 1 }) });
const ofCounty = Type.Object({ county: County });
const on = Type.Optional(Day);
const Status = Type.Enum([...STATUSES]);
const Action = Type.Enum([...ACTION_NAMES]);

const Summary = Type.Object({
  case_no: Type.Integer(),
  household_no: Personal(Type.String()),
  area_code: Personal(Type.String()),
  policy_version: Type.String(),
  policy_year: Type.Integer(),
  status: Type.String({ enum: [...STATUSES] }),
  stage: Type.String({
    enum: [...STATUSES],
    description: 'Where the chain stands; differs while an objection waits.',
  }),
  opened_on: Day,
  awaits: Type.Array(
    Type.Object({
      action: Type.String(),
      due: Nullable(Day),
      is_overdue: Type.Boolean(),
      departments: Type.Optional(Type.Array(Type.String())),
    }),
  ),
});
const View = Type.Interface([Summary], {
  amount_yuan: Personal(Yuan),
  paid_yuan: Personal(Yuan),
  village: Village,
  inputs: CaseInputs,
  steps: Type.Array(
    Type.Object({
      no: Type.Integer(),
      action: Type.String(),
      day: Day,
      actor: Type.String(),
      fields: StepFields,
      evidence: EvidenceReply,
    }),
  ),
});
const Peril = Type.Enum([...PERILS]);
const Amount = Type.Object({
  household_no: Personal(Type.String()),
  area_code: Personal(Type.String()),
  is_draft: Type.Boolean({ description: 'Not approved yet: what the frozen inputs would give on the day.' }),
  amount_yuan: Personal(Yuan),
  refusal: Personal(Words),
  earlier_yuan: Personal(Yuan),
  per_capita_income_yuan: Personal(Yuan),
  protection_line_yuan: Nullable(Yuan),
  policy: Type.Object({ id: Type.String(), version: Type.String(), hash: Type.String(), title: Words }),
  lines: Type.Array(Type.Object({ peril: Peril, warning_line_yuan: Yuan }), {
    description: "Warning lines of the household's group.",
  }),
  claims: Type.Array(
    Type.Object({
      claim_no: Nullable(Type.String()),
      peril: Personal(Peril),
      self_paid_yuan: Personal(Yuan),
      entitled_yuan: Personal(Yuan),
      difference_yuan: Personal(Yuan),
      explanation: Personal(Explanation),
    }),
  ),
});
const Possible = Type.Array(
  Type.Object({
    action: Type.String(),
    zh: Type.String(),
    en: Type.String(),
    role: Type.String(),
    roleName: Words,
    isPossible: Type.Boolean(),
    because: Type.Array(Words, { description: 'Why not, a sentence each.' }),
    notBy: Type.Array(Type.Object({ name: Type.String(), part: Type.String() })),
    insteadBy: Type.Optional(
      Type.Array(Type.String(), {
        description: 'Who may, where whoever asks may not for what they did before.',
      }),
    ),
    fields: Type.Record(Type.String(), Type.String()),
    needsEvidence: Type.Boolean(),
    through: Type.String(),
    due: Type.Optional(Day),
  }),
);
const tag = 'cases';

export function caseRoutes(add: AddRoute): void {
  addList(add);
  addOpening(add);
  addView(add);
  addAction(add);
  addMissed(add);
  checkRoutes(add);
}

function addList(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/cases',
    tag,
    summary: 'Cases and what they wait for',
    params: ofCounty,
    query: Type.Object({
      on,
      status: Type.Optional(Status),
      area: Type.Optional(Type.String({ maxLength: 12 })),
      household: Type.Optional(Type.String({ maxLength: 64 })),
      overdue: Type.Optional(Type.Boolean()),
      after: Type.Optional(Type.Integer({ minimum: 0 })),
      limit: Limit,
    }),
    reply: Page(Summary, Type.Integer()),
    handle: async (call) => {
      const { status, area, household, overdue, after, limit = PAGE.default } = call.query;
      const policyOn = await call.policyOn();
      return call.read('see.case', (tx) =>
        listCases(tx, policyOn, {
          countyCode: call.params.county,
          day: call.day(call.query.on),
          limit,
          ...(status !== undefined && { status }),
          ...(area !== undefined && { areaCode: area }),
          ...(household !== undefined && { householdNo: household }),
          ...(after !== undefined && { after }),
          isOverdue: overdue ?? false,
        }),
      );
    },
  });
}

function addOpening(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/cases',
    tag,
    summary: 'Open a case from the findings of a household, and freeze what it is decided on',
    params: ofCounty,
    body: Body({
      household: Text,
      policy: Text,
      as_of: Type.Optional(Day),
      on,
      dry_run: Type.Optional(Type.Boolean()),
    }),
    status: 201,
    reply: Summary,
    handle: async (call) => {
      const { household, policy, as_of, on: text, dry_run } = call.body;
      const day = call.day(text);
      return openCase(call.db, await call.policyOn(), {
        actor: call.viewer,
        countyCode: call.params.county,
        dryRun: dry_run ?? false,
        householdNo: household,
        policy,
        asOf: as_of === undefined ? day : call.day(as_of),
        day,
        today: call.today,
      });
    },
  });
}

/** `fields` is null for those who see no words of a case. */
const withoutNote = <Step extends { readonly fields: Readonly<Record<string, string>> | null }>(
  step: Step,
): Step => ({
  ...step,
  fields:
    step.fields && Object.fromEntries(Object.entries(step.fields).filter(([field]) => field !== 'note')),
});

function addView(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/cases/:case',
    tag,
    summary: 'All of a case',
    params,
    query: Type.Object({ on, purpose: Purpose }),
    reply: View,
    handle: async (call) => {
      const { county, case: caseNo } = call.params;
      const policyOn = await call.policyOn();
      const wanted = { countyCode: county, caseNo, day: call.day(call.query.on) };
      const look = { action: 'see.case', countyCode: county, subject: String(caseNo) };
      return call.readPersonal(look, async (tx, eyes) => {
        const view = await showCase(tx, policyOn, wanted);
        const at = { ...view, county_code: county };
        const seen = eyes(view, at) as typeof view;
        // Hit or no hit belongs to the case; what a department wrote of a house or a business is for those who see these.
        if (eyes({ asset_hit: 'hit' }, at).asset_hit !== null) return seen;
        return {
          ...seen,
          steps: seen.steps.map((step) => (step.action === 'answer' ? withoutNote(step) : step)),
        };
      });
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/cases/:case/amount',
    tag,
    summary: 'Why this amount: what was approved or, before that, what the frozen inputs would give',
    params,
    query: Type.Object({ on, purpose: Purpose }),
    reply: Amount,
    handle: async (call) => {
      const { county, case: caseNo } = call.params;
      const policyOn = await call.policyOn();
      const wanted = { countyCode: county, caseNo, day: call.day(call.query.on) };
      const look = { action: 'see.case', countyCode: county, subject: String(caseNo) };
      return call.readPersonal(look, async (tx, eyes) => {
        const { policy, ...amount } = await explainAmount(tx, policyOn, wanted);
        // The policy is everybody's, its title too.
        return { ...(eyes(amount, { ...amount, county_code: county }) as typeof amount), policy };
      });
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/cases/:case/possible',
    tag,
    summary: 'What is possible now, for whom, until when, and why the rest is not',
    params,
    query: Type.Object({ on }),
    reply: Possible,
    handle: async (call) => {
      const { county, case: caseNo } = call.params;
      const policyOn = await call.policyOn();
      const wanted = { countyCode: county, caseNo, day: call.day(call.query.on) };
      const [actions, household] = await call.read('see.case', async (tx) => [
        await casePossibilities(tx, policyOn, wanted),
        await householdOfCase(tx, county, caseNo),
      ]);
      return Promise.all(
        actions.map(async (action) => {
          const isBarred = action.isPossible && action.notBy.some(({ name }) => name === call.viewer);
          if (!isBarred) return action;
          const able = await namesFor(call.db, `cases.${action.action}`, household);
          return {
            ...action,
            insteadBy: able.filter((name) => !action.notBy.some((one) => one.name === name)),
          };
        }),
      );
    },
  });
}

function addAction(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/cases/:case/actions',
    tag,
    summary: 'Take one action of the chain',
    params,
    body: Body({
      action: Action,
      fields: Type.Optional(Type.Record(Type.String(), Type.String({ maxLength: 2000 }))),
      evidence: Type.Optional(Evidence),
      on,
      dry_run: Type.Optional(Type.Boolean()),
    }),
    status: 201,
    reply: Summary,
    handle: async (call) => {
      const { action, fields = {}, evidence = [], on: text, dry_run } = call.body;
      return actOnCase(call.db, await call.policyOn(), {
        actor: call.viewer,
        countyCode: call.params.county,
        dryRun: dry_run ?? false,
        caseNo: call.params.case,
        action,
        fields,
        evidence,
        day: call.day(text),
        today: call.today,
      });
    },
  });
}

function addMissed(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/findings/missed',
    tag,
    summary: 'Findings that nobody has opened a case for in time',
    params: ofCounty,
    query: Type.Object({ policy: Text, on }),
    reply: Type.Array(
      Type.Object({
        household_no: Personal(Type.String()),
        kind: Type.String(),
        peril: Type.String(),
        policy_year: Type.Integer(),
        found_on: Day,
      }),
    ),
    handle: async (call) => {
      const day = call.day(call.query.on);
      const policy = (await call.policyOn())(call.query.policy, day);
      return call.read('see.case', (tx) => findMissedFindings(tx, call.params.county, policy, day));
    },
  });
}
