import { Type } from 'typebox';
import { policiesOf } from '../../app/policies.ts';
import { findFen } from '../../kernel/index.ts';
import { silentProgress } from '../../platform/index.ts';
import {
  compareVersions,
  GROUPS,
  lintPolicy,
  PERILS,
  policyDocument,
  policyNumbers,
  policyRows,
  quoteDocument,
  READINGS,
  resolvePolicy,
  staircasePicture,
} from '../../policy/index.ts';
import { quoteBatch } from '../../prevention/compensation/index.ts';
import { bodySource, withFolder } from '../files.ts';
import { Explanation, PolicyFileReply, PolicyValue } from '../documents.ts';
import type { AddRoute } from '../route.ts';
import { CsvFile, Day, Nullable, Words, Yuan, YuanIn } from '../schemas.ts';

const tag = 'policies';
const params = Type.Object({ policy: Type.String({ maxLength: 80, description: 'ID or ID@DAY.' }) });
const reading = Type.Optional(Type.Enum([...READINGS], { description: 'whole_amount is for studies only.' }));

const Policy = Type.Object({
  id: Type.String(),
  title: Words,
  from: Day,
  until: Nullable(Day),
  still_valid_on: Type.String(),
  area: Nullable(Type.String({ description: 'Whose policy it is; null: no area is named.' })),
  has_lines: Type.Boolean({ description: 'It has warning lines, so one can screen with it.' }),
});
const Line = Type.Object({
  group: Type.String(),
  peril: Type.String(),
  line_yuan: Nullable(Yuan),
  deductible_yuan: Nullable(Yuan),
  brackets: Type.Array(
    Type.Object({ from_yuan: Yuan, to_yuan: Nullable(Yuan), rate_percent: Type.Number() }),
  ),
  cap_yuan: Nullable(Yuan),
});

export function policyRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/policies',
    tag,
    summary: 'All policies',
    reply: Type.Object({ rows: Type.Array(Policy) }),
    handle: async (call) => ({ rows: policyRows(await policiesOf(call.db)) }),
  });
  add({
    method: 'GET',
    url: '/policies/:policy',
    tag,
    summary: 'What a policy says, in its latest version or on a day',
    params,
    reply: Type.Object({
      policy_version: Type.String(),
      hash: Type.String(),
      title: Words,
      protection_line_yuan: Nullable(Yuan),
      lines: Type.Array(Line),
      changeable_paths: Type.Array(Type.String()),
      document: PolicyFileReply,
    }),
    handle: async (call) => policyDocument(await policiesOf(call.db), call.params.policy),
  });
  numberRoutes(add);
  add({
    method: 'GET',
    url: '/policies/:policy/lint',
    tag,
    summary: 'Errors and warnings of a policy file',
    params,
    query: Type.Object({ reading }),
    reply: Type.Object({
      errors: Type.Integer(),
      findings: Type.Array(
        Type.Object({
          severity: Type.String({ enum: ['error', 'warning'] }),
          code: Type.String(),
          path: Type.String(),
          message: Words,
          numbers: Type.Optional(Type.Record(Type.String(), Type.String())),
        }),
      ),
    }),
    handle: async (call) => {
      const book = await policiesOf(call.db);
      const findings = lintPolicy(book, call.params.policy, call.query.reading ?? 'marginal');
      return { errors: findings.filter(({ severity }) => severity === 'error').length, findings };
    },
  });
  add({
    method: 'GET',
    url: '/policies/:policy/quote',
    tag,
    summary: "What a year's self-paid sum is worth; arithmetic only",
    params,
    query: Type.Object({
      group: Type.Enum([...GROUPS]),
      peril: Type.Enum([...PERILS]),
      self_paid_yuan: YuanIn,
      reading,
    }),
    reply: Type.Object({
      group: Type.String(),
      peril: Type.String(),
      self_paid_yuan: Yuan,
      deductible_yuan: Yuan,
      rest_yuan: Yuan,
      payout_yuan: Yuan,
      policy_version: Type.String(),
      explanation: Explanation,
    }),
    handle: async (call) => {
      const { group, peril, self_paid_yuan, reading: chosen = 'marginal' } = call.query;
      const policy = resolvePolicy(await policiesOf(call.db), call.params.policy);
      return quoteDocument(policy, { group, peril, selfPaidFen: findFen(self_paid_yuan)!, reading: chosen });
    },
  });
  add({
    method: 'POST',
    url: '/policies/:policy/quotes',
    tag,
    summary: 'Quote every row of ref,group,peril,self_paid_yuan; nothing is kept',
    params,
    query: Type.Object({ reading, name: Type.Optional(Type.String({ maxLength: 200 })) }),
    body: CsvFile,
    consumes: 'text/csv',
    reply: Type.Object({
      policy_version: Type.String(),
      rows: Type.Integer(),
      quoted: Type.Integer(),
      rejected: Type.Integer(),
      quotes: Type.String({ description: 'CSV: ref, deductible, rest, payout, policy version.' }),
      rejects: Nullable(Type.String({ description: 'CSV: line, column, value, reason.' })),
    }),
    handle: async (call) => {
      const { reading: chosen = 'marginal', name = 'quotes.csv' } = call.query;
      const policy = resolvePolicy(await policiesOf(call.db), call.params.policy);
      return withFolder(async (path, read) => {
        const {
          out: _,
          rejects_file: __,
          ...counts
        } = await quoteBatch({
          source: bodySource(name, call.body),
          policy,
          reading: chosen,
          out: path('quotes.csv'),
          rejectsFile: path('rejects.csv'),
          progress: silentProgress('', ''),
          language: call.language,
        });
        return { ...counts, quotes: (await read('quotes.csv')) ?? '', rejects: await read('rejects.csv') };
      });
    },
  });
}

/** Every number with its source, versions side by side, and staircases as points. */
function numberRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/policies/:policy/numbers',
    tag,
    summary: 'Every number of a policy with its days, unit and source',
    params,
    reply: Type.Object({
      rows: Type.Array(
        Type.Object({
          path: Type.String(),
          label: Words,
          value: PolicyValue,
          unit: Type.String(),
          from: Day,
          until: Nullable(Day),
          in_force: Type.Boolean(),
          source: Nullable(
            Type.Object({
              document: Type.String(),
              where: Nullable(Type.String()),
              link: Nullable(Type.String()),
            }),
          ),
          is_assumption: Type.Boolean({
            description: 'Nobody has a source; `reason` says why it is assumed.',
          }),
          reason: Nullable(Words),
          confirmed: Type.Boolean({ description: 'False: no document confirms it.' }),
          note: Nullable(Type.String()),
          proposed_by: Nullable(Type.String()),
          approved_by: Nullable(Type.String()),
        }),
      ),
    }),
    handle: async (call) => ({ rows: policyNumbers(await policiesOf(call.db), call.params.policy) }),
  });
  const Compared = Nullable(PolicyValue);
  add({
    method: 'GET',
    url: '/policies/:policy/comparison',
    tag,
    summary: 'Two versions number by number',
    params,
    query: Type.Object({ with: Type.String({ maxLength: 80, description: 'ID or ID@DAY.' }) }),
    reply: Type.Object({
      left: Type.String(),
      right: Type.String(),
      differing: Type.Integer(),
      rows: Type.Array(
        Type.Object({
          path: Type.String(),
          label: Words,
          unit: Type.String(),
          left: Compared,
          right: Compared,
          differs: Type.Boolean(),
        }),
      ),
    }),
    handle: async (call) => compareVersions(await policiesOf(call.db), call.params.policy, call.query.with),
  });
  add({
    method: 'GET',
    url: '/policies/:policy/picture',
    tag,
    summary: "A staircase's payout and own cost by bill, and where they fall",
    params,
    query: Type.Object({ group: Type.Enum([...GROUPS]), peril: Type.Enum([...PERILS]), reading }),
    reply: Type.Object({
      policy_version: Type.String(),
      deductible_yuan: Yuan,
      line_yuan: Nullable(Yuan),
      cap_yuan: Nullable(Yuan),
      points: Type.Array(Type.Object({ bill_yuan: Yuan, payout_yuan: Yuan, own_yuan: Yuan }), {
        description: 'Straight between them; the last one goes on for ever.',
      }),
      cliffs: Type.Array(
        Type.Object({
          code: Type.Enum(['payout.falls', 'own_cost.falls', 'rate.rewards_larger_bill']),
          bill_yuan: Yuan,
          fall_yuan: Yuan,
          again_yuan: Nullable(Type.String({ description: 'Bill at which it is reached again.' })),
        }),
      ),
    }),
    handle: async (call) => {
      const { group, peril, reading: chosen = 'marginal' } = call.query;
      return staircasePicture(await policiesOf(call.db), call.params.policy, {
        group,
        peril,
        reading: chosen,
      });
    },
  });
}
