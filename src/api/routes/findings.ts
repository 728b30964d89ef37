import { Type } from 'typebox';
import { findFen } from '../../kernel/index.ts';
import { PERILS } from '../../policy/index.ts';
import {
  CONSENT_FORMS,
  declare,
  findingRow,
  pageOfInForce,
  screen,
} from '../../prevention/screening/index.ts';
import type { Jobs } from '../jobs.ts';
import { type AddRoute, Purpose } from '../route.ts';
import { Body, County, Day, Limit, Page, PAGE, Personal, Text, Yuan, YuanIn } from '../schemas.ts';
import { ScreeningJob } from './jobs.ts';

const params = Type.Object({ county: County });
const tag = 'screening';

const Consent = Body({
  by: Type.String({ minLength: 1, maxLength: 60, description: 'Who agreed for the household.' }),
  form: Type.Enum([...CONSENT_FORMS]),
});
const Finding = Type.Object({
  county_code: Type.String(),
  household_no: Personal(Type.String()),
  group: Personal(Type.String()),
  kind: Type.String({ enum: ['line', 'sum', 'missed', 'declared', 'visit'] }),
  peril: Personal(Type.String()),
  self_paid_yuan: Personal(Yuan),
  line_yuan: Personal(Yuan),
  excess_yuan: Personal(Yuan),
  policy: Type.String(),
  as_of: Day,
});

export function findingRoutes(add: AddRoute, jobs: Jobs): void {
  addList(add);
  addScreening(add, jobs);
  addDeclaration(add);
}

function addList(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/findings',
    tag,
    summary: 'Findings in force on a day, by household',
    params,
    query: Type.Object({
      policy: Text,
      as_of: Type.Optional(Day),
      after: Type.Optional(Type.String({ maxLength: 64 })),
      limit: Limit,
      purpose: Purpose,
    }),
    reply: Page(Finding, Type.String()),
    handle: async (call) => {
      const { policy: reference, as_of, after = '', limit = PAGE.default } = call.query;
      const countyCode = call.params.county;
      const asOf = call.day(as_of);
      const policy = (await call.policyOn())(reference, asOf);
      return call.readPersonal({ action: 'see.findings', countyCode }, async (tx, eyes) => {
        const { rows, next } = await pageOfInForce(tx, { countyCode, asOf, policy }, { after, limit });
        return { rows: rows.map((row) => eyes(findingRow(countyCode, row))), next };
      });
    },
  });
}

function addScreening(add: AddRoute, jobs: Jobs): void {
  add({
    method: 'POST',
    url: '/counties/:county/screenings',
    tag,
    summary: "Compare the county's bills with the lines; a job",
    params,
    body: Body({ policy: Text, as_of: Day, dry_run: Type.Optional(Type.Boolean()) }),
    status: 202,
    reply: ScreeningJob,
    handle: async (call) => {
      const { policy: reference, as_of, dry_run } = call.body;
      const asOf = call.day(as_of);
      const policy = (await call.policyOn())(reference, asOf);
      const { county: countyCode } = call.params;
      return jobs.start(
        { owner: call.viewer, kind: 'screening', about: `${policy.id} ${asOf}`, keyed: call.keyed },
        () => screen(call.db, { countyCode, policy, asOf, actor: call.viewer, dryRun: dry_run ?? false }),
      );
    },
  });
}

function addDeclaration(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/declarations',
    tag,
    summary: 'What a household declared itself, or a cadre saw on a visit',
    params,
    body: Body({
      kind: Type.Enum(['declared', 'visit']),
      household: Text,
      policy: Text,
      on: Type.Optional(Day),
      peril: Type.Optional(Type.Enum([...PERILS])),
      self_paid_yuan: Type.Optional(YuanIn),
      note: Type.Optional(Type.String({ maxLength: 500, description: 'Free text without health details.' })),
      consent: Type.Optional(Consent),
    }),
    status: 201,
    reply: Type.Object({ household_no: Type.String(), kind: Type.String(), added: Type.Boolean() }),
    handle: async (call) => {
      const { kind, household, policy: reference, on, peril, self_paid_yuan, note, consent } = call.body;
      const day = call.day(on);
      const selfPaidFen = self_paid_yuan === undefined ? undefined : findFen(self_paid_yuan);
      const added = await declare(call.db, {
        countyCode: call.params.county,
        policy: (await call.policyOn())(reference, day),
        householdNo: household,
        kind,
        day,
        actor: call.viewer,
        ...(peril !== undefined && { peril }),
        ...(selfPaidFen !== undefined && { selfPaidFen }),
        ...(note !== undefined && { note }),
        ...(consent && { consent }),
      });
      return { household_no: household, kind, added };
    },
  });
}
