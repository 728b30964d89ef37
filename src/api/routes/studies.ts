import { Type } from 'typebox';
import { findFen } from '../../kernel/index.ts';
import { getPolicy, GROUPS, PERILS, type PolicyBook } from '../../policy/index.ts';
import {
  backtestLines,
  candidatePolicy,
  Histories,
  type Studied,
  whatIf,
} from '../../prevention/studies/index.ts';
import { PolicyValue } from '../documents.ts';
import type { AddRoute, Call } from '../route.ts';
import { Body, County, Text, Yuan, YuanIn } from '../schemas.ts';
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

/** Studies count households of a whole county and show none. The history of a county stays in memory. */
export function studyRoutes(add: AddRoute): void {
  const histories = new Histories();
  add({
    method: 'POST',
    url: '/counties/:county/what-ifs',
    tag,
    summary: 'What other numbers would have found, cost and changed, over all households; nothing is kept',
    params,
    body: Body({
      ...study,
      settings: Type.Array(Type.Object({ path: Text, value: PolicyValue }, { additionalProperties: false }), {
        maxItems: 50,
      }),
    }),
    reply: Type.Object({
      county_code: Type.String(),
      years: Type.Array(Type.Integer()),
      unknown_income: Type.Integer(),
      base: Side,
      candidate: Side,
      winners: Type.Object({ household_years: Type.Integer(), gain_yuan: Yuan }),
      losers: Type.Object({ household_years: Type.Integer(), loss_yuan: Yuan }),
      evaluation_ms: Type.Number(),
    }),
    handle: async (call) => {
      const { book, policy, history } = await open(histories, call);
      const candidate = candidatePolicy(getPolicy(book, policy.id), policy, call.body.settings);
      return whatIf(call.params.county, history, policy, candidate);
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

interface StudyBody {
  readonly policy: string;
  readonly years?: { readonly first: number; readonly last: number };
}

async function open(
  histories: Histories,
  call: Call<{ county: string }, unknown, StudyBody>,
): Promise<Studied & { readonly book: PolicyBook }> {
  const { policy, years } = call.body;
  const { county: countyCode } = call.params;
  const book = await policiesOf(call.db);
  const order = { countyCode, policy, ...(years && { years }) };
  const studied = await call.read('policy.study', (tx) => histories.open(tx, book, order), countyCode);
  return { ...studied, book };
}
