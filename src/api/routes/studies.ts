import { Type } from 'typebox';
import { findFen } from '../../kernel/index.ts';
import { getPolicy, GROUPS, PERILS, type PolicyBook } from '../../policy/index.ts';
import {
  backtestLines,
  candidateOf,
  getScenario,
  Histories,
  listScenarios,
  rangesOf,
  saveScenario,
  type Studied,
  whatIf,
} from '../../prevention/studies/index.ts';
import { PolicyValue } from '../documents.ts';
import type { AddRoute, Call } from '../route.ts';
import { Body, County, No, Nullable, Text, Words, Yuan, YuanIn } from '../schemas.ts';
import { policiesOf } from '../../app/policies.ts';

const tag = 'studies';
const params = Type.Object({ county: County });
const Year = Type.Integer({ minimum: 1900, maximum: 2200 });
const study = {
  policy: Text,
  years: Type.Optional(Type.Object({ first: Year, last: Year }, { additionalProperties: false })),
};

const Side = Type.Object({
  policy_version: Type.String(),
  household_years_found: Type.Integer(),
  cost_yuan: Yuan,
  by_year: Type.Array(Type.Object({ year: Type.Integer(), households: Type.Integer(), cost_yuan: Yuan })),
  by_group: Type.Array(Type.Object({ group: Type.String(), findings: Type.Integer(), cost_yuan: Yuan })),
  by_township: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), cost_yuan: Yuan })),
});

const Setting = Type.Object({ path: Text, value: PolicyValue }, { additionalProperties: false });
const Fault = Type.Object({
  severity: Type.Enum(['error', 'warning']),
  code: Type.String(),
  path: Type.String(),
  message: Words,
  numbers: Type.Optional(Type.Record(Type.String(), Type.String())),
});
const Edge = Type.Object({
  group: Type.Enum([...GROUPS]),
  peril: Type.Enum([...PERILS]),
  base_line_yuan: Nullable(Yuan),
  candidate_line_yuan: Nullable(Yuan),
  gained: Type.Integer({ description: "A household's sum of a year that only the candidate finds." }),
  lost: Type.Integer({ description: 'One that only the base finds.' }),
  near_below: Type.Integer({ description: "Up to a tenth below the candidate's line." }),
  near_above: Type.Integer({ description: 'Up to a tenth above it.' }),
});
const WhatIf = Type.Object({
  county_code: Type.String(),
  years: Type.Array(Type.Integer()),
  unknown_income: Type.Integer(),
  base: Side,
  candidate: Side,
  winners: Type.Object({ household_years: Type.Integer(), gain_yuan: Yuan }),
  losers: Type.Object({ household_years: Type.Integer(), loss_yuan: Yuan }),
  edges: Type.Array(Edge, { description: 'Lines that move: numbers, never households.' }),
  household_years: Type.Integer({ description: 'Looked at.' }),
  rows: Type.Integer({ description: 'Sums of household, year and peril that were looked at.' }),
  evaluation_ms: Type.Number(),
});
const Outcome = Type.Object({
  years: Type.Array(Type.Integer()),
  base_cost_yuan: Yuan,
  candidate_cost_yuan: Yuan,
  base_household_years: Type.Integer(),
  candidate_household_years: Type.Integer(),
  winners: Type.Integer(),
  losers: Type.Integer(),
});
const Scenario = Type.Object({
  scenario_no: Type.Integer(),
  title: Type.String(),
  policy_id: Type.String(),
  policy_version: Type.String({ description: 'What it was compared with.' }),
  settings: Type.Array(Type.Object({ path: Type.String(), value: PolicyValue })),
  outcome: Outcome,
  reason: Nullable(Type.String()),
  recorded_by: Type.String(),
  recorded_at: Type.String(),
});
const PlaceOfRule = { group: Type.Enum([...GROUPS]), peril: Type.Enum([...PERILS]) };

/** Studies count households of a whole county and show none. The history of a county stays in memory. */
export function studyRoutes(add: AddRoute): void {
  const histories = new Histories();
  rangeRoute(add, histories);
  scenarioRoutes(add, histories);
  add({
    method: 'POST',
    url: '/counties/:county/what-ifs',
    tag,
    summary: 'What other numbers would have found, cost and changed, over all households; nothing is kept',
    params,
    body: Body({
      ...study,
      settings: Type.Array(Setting, {
        maxItems: 50,
        description: 'None: the policy as it is, on both sides.',
      }),
    }),
    reply: Type.Interface([WhatIf], {
      lint: Type.Array(Fault, {
        description: 'What the linter says of these numbers and not of the policy.',
      }),
      total_ms: Type.Number({ description: 'With reading the history, where that was needed.' }),
    }),
    handle: async (call) => {
      const started = performance.now();
      const { book, policy, history } = await open(histories, call);
      const candidate = candidateOf(getPolicy(book, policy.id), policy, call.body.settings);
      const result = whatIf(call.params.county, history, policy, candidate.version);
      const total_ms = Math.round((performance.now() - started) * 10) / 10;
      return { ...result, lint: candidate.lint, total_ms };
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/backtests',
    tag,
    summary: 'What candidate lines would have caught and cost, year by year; nothing is kept',
    params,
    body: Body({
      ...study,
      group: Type.Enum([...GROUPS]),
      peril: Type.Enum([...PERILS]),
      lines_yuan: Type.Array(YuanIn, { minItems: 1, maxItems: 100 }),
    }),
    reply: Type.Object({
      county_code: Type.String(),
      group: Type.String(),
      peril: Type.String(),
      rows: Type.Array(
        Type.Object({
          line_yuan: Yuan,
          year: Type.Integer(),
          households: Type.Integer(),
          cost_yuan: Yuan,
        }),
      ),
    }),
    handle: async (call) => {
      const { group, peril, lines_yuan } = call.body;
      const { policy, history } = await open(histories, call);
      const lines = lines_yuan.map((text) => ({ group, peril, lineFen: findFen(text)! }));
      return { county_code: call.params.county, group, peril, rows: backtestLines(history, policy, lines) };
    },
  });
}

function rangeRoute(add: AddRoute, histories: Histories): void {
  add({
    method: 'GET',
    url: '/counties/:county/what-if-ranges',
    tag,
    summary: 'Numbers that a what-if can move, how far and in which steps, from the sums there are',
    params,
    query: Type.Object({ policy: Text }),
    reply: Type.Object({
      policy_version: Type.String(),
      years: Type.Array(Type.Integer()),
      ranges: Type.Array(
        Type.Object({
          path: Type.String(),
          kind: Type.Enum(['line', 'deductible', 'cap']),
          group: Nullable(PlaceOfRule.group),
          peril: Nullable(PlaceOfRule.peril),
          today_yuan: Yuan,
          min_yuan: Yuan,
          max_yuan: Yuan,
          step_yuan: Yuan,
          sums: Type.Integer({
            description: "Self-paid sums of a household's year, of this group and peril.",
          }),
          p50_yuan: Nullable(Yuan),
          p75_yuan: Nullable(Yuan),
          p90_yuan: Nullable(Yuan),
          p99_yuan: Nullable(Yuan),
        }),
      ),
      rates: Type.Array(
        Type.Object({
          path: Type.String(),
          ...PlaceOfRule,
          brackets: Type.Array(
            Type.Object({ from: Type.Number(), to: Type.Optional(Type.Number()), rate: Type.Number() }),
          ),
          min: Type.Number(),
          max: Type.Number(),
          step: Type.Number(),
        }),
      ),
    }),
    handle: async (call) => {
      const { book, policy, history } = await openHistory(histories, call, { policy: call.query.policy });
      const { ranges, rates } = rangesOf(history, getPolicy(book, policy.id), policy);
      return { policy_version: policy.version, years: history.years, ranges, rates };
    },
  });
}

function scenarioRoutes(add: AddRoute, histories: Histories): void {
  add({
    method: 'POST',
    url: '/counties/:county/scenarios',
    tag,
    summary: 'Keep a what-if under a name, with what came out; no policy changes by it',
    params,
    body: Body({
      title: Type.String({ minLength: 1, maxLength: 100 }),
      reason: Type.Optional(Text),
      ...study,
      settings: Type.Array(Setting, { minItems: 1, maxItems: 50 }),
    }),
    status: 201,
    reply: Scenario,
    handle: async (call) => {
      const { title, reason, settings } = call.body;
      const { book, policy, history } = await open(histories, call);
      const { county: countyCode } = call.params;
      const candidate = candidateOf(getPolicy(book, policy.id), policy, settings);
      const result = whatIf(countyCode, history, policy, candidate.version);
      const order = {
        actor: call.viewer,
        countyCode,
        title: title.trim(),
        policyId: policy.id,
        settings,
        reason,
      };
      return saveScenario(call.db, { ...order, result }) as never;
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/scenarios',
    tag,
    summary: 'Named what-ifs, the latest first',
    params,
    reply: Type.Object({ rows: Type.Array(Scenario) }),
    handle: async (call) => {
      const { county } = call.params;
      return {
        rows: (await call.read('policy.study', (tx) => listScenarios(tx, county), county)) as never,
      };
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/scenarios/:scenario',
    tag,
    summary: 'A named what-if: its numbers, and what came out when it was kept',
    params: Type.Object({ county: County, scenario: No }),
    reply: Scenario,
    handle: async (call) => {
      const { county, scenario } = call.params;
      return (await call.read('policy.study', (tx) => getScenario(tx, county, scenario), county)) as never;
    },
  });
}

interface StudyBody {
  readonly policy: string;
  readonly years?: { readonly first: number; readonly last: number };
}

const open = (histories: Histories, call: Call<{ county: string }, unknown, StudyBody>) =>
  openHistory(histories, call, call.body);

async function openHistory(
  histories: Histories,
  call: Call<{ county: string }>,
  { policy, years }: StudyBody,
): Promise<Studied & { readonly book: PolicyBook }> {
  const { county: countyCode } = call.params;
  const book = await policiesOf(call.db);
  const order = { countyCode, policy, ...(years && { years }) };
  const studied = await call.read('policy.study', (tx) => histories.open(tx, book, order), countyCode);
  return { ...studied, book };
}
