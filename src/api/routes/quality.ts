import { Type } from 'typebox';
import { keepQuality, pageOfQuality } from '../../registry/index.ts';
import { type AddRoute } from '../route.ts';
import {
  Body,
  Day,
  DryRun,
  Limit,
  Nullable,
  ofCounty,
  Page,
  PAGE,
  Personal,
  Position,
  Words,
} from '../schemas.ts';

const tag = 'register';
const Masked = Personal(Type.String());
const Count = Type.Integer();
const Check = Type.Object({
  day: Day,
  checked_at: Type.String(),
  counts: Type.Record(Type.String(), Count, { description: 'By rule; all rules are named.' }),
});
const Finding = Type.Object({
  rule: Type.String(),
  household_no: Masked,
  person_no: Masked,
  sentence: Words,
});

export function qualityRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/quality-findings',
    tag,
    summary: 'What the last check of the register against the data-quality rules found, by household',
    params: ofCounty,
    query: Type.Object({
      rule: Type.Optional(Type.String({ maxLength: 60, description: 'Only of this rule.' })),
      after: Position,
      limit: Limit,
    }),
    reply: Type.Interface([Page(Finding, Count)], { check: Nullable(Check) }),
    handle: async (call) => {
      const { rule, after = 0, limit = PAGE.default } = call.query;
      const { county } = call.params;
      return call.read('see.records', async (tx, eyes) => {
        const wanted = { after, limit, ...(rule !== undefined && { rule }) };
        const { check = null, rows, next } = await pageOfQuality(tx, county, wanted);
        return {
          check,
          rows: rows.map((row) => eyes(row, { county_code: county, ...row }) as typeof row),
          next,
        };
      });
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/quality-checks',
    tag,
    summary: 'Hold the register of a day against the data-quality rules; keeps what is found',
    params: ofCounty,
    body: Body({ on: Type.Optional(Day), dry_run: DryRun }),
    status: 201,
    reply: Check,
    handle: async (call) =>
      keepQuality(call.db, {
        actor: call.viewer,
        countyCode: call.params.county,
        day: call.day(call.body.on),
        dryRun: call.body.dry_run ?? false,
      }),
  });
}
