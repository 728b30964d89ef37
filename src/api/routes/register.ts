import { Type } from 'typebox';
import { AREA_LEVELS, plainDate } from '../../kernel/index.ts';
import {
  cohortAccounts,
  decideDuplicate,
  findDuplicates,
  GROUPS,
  listDuplicates,
  pageOfAreas,
} from '../../registry/index.ts';
import { type AddRoute, Purpose } from '../route.ts';
import {
  Area,
  Body,
  County,
  Day,
  DryRun,
  HouseholdNo,
  Limit,
  Nullable,
  Page,
  PAGE,
  pageAt,
  Personal,
  Position,
  Text,
} from '../schemas.ts';

const tag = 'register';
const params = Type.Object({ county: County });
const Masked = Personal(Type.String());
const Count = Type.Integer();

const Account = Type.Object({
  county_code: Type.String(),
  area_code: Type.String(),
  area_name: Type.String(),
  level: Type.String(),
  from: Day,
  to: Day,
  groups: Type.String(),
  measure: Type.String({ enum: ['households', 'persons'] }),
  opening: Count,
  newly_identified: Count,
  relapsed: Count,
  born: Count,
  married_in: Count,
  moved_in: Count,
  split_in: Count,
  merged_in: Count,
  lifted: Count,
  died: Count,
  married_out: Count,
  moved_out: Count,
  split_out: Count,
  merged_out: Count,
  removed_by_review: Count,
  reclassified_out: Count,
  adjustment: Count,
  closing: Count,
  residual: Count,
  closes: Type.Boolean(),
});
const Duplicate = Type.Object({
  county_code: Type.String(),
  pair: Type.String(),
  kind: Type.String({ enum: ['person', 'household'] }),
  score: Nullable(Type.Integer()),
  reason: Nullable(Type.String()),
  shared_members: Nullable(Type.Integer()),
  area_code: Masked,
  household_no: Masked,
  person_no: Masked,
  name: Masked,
  birth_date: Masked,
  id_number: Masked,
  other_household_no: Masked,
  other_person_no: Masked,
  other_name: Masked,
  other_birth_date: Masked,
  other_id_number: Masked,
  verdict: Nullable(Type.String()),
  decided_by: Nullable(Type.String()),
  decided_at: Nullable(Type.String()),
  decision_reason: Nullable(Type.String()),
});

export function registerRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/areas',
    tag,
    summary: 'Areas of a county, by code',
    params,
    query: Type.Object({
      level: Type.Optional(Type.Enum([...AREA_LEVELS])),
      parent: Type.Optional(Area),
      after: Type.Optional(Area),
      limit: Limit,
    }),
    reply: Page(
      Type.Object({
        code: Type.String(),
        name: Type.String(),
        parent_code: Nullable(Type.String()),
        level: Type.String(),
      }),
      Type.String(),
    ),
    handle: async (call) => {
      const { level, parent, after = '', limit = PAGE.default } = call.query;
      const filter = {
        ...(level !== undefined && { level }),
        ...(parent !== undefined && { parentCode: parent }),
      };
      return call.read('see.records', (tx) => pageOfAreas(tx, call.params.county, filter, { after, limit }));
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/cohort-accounts',
    tag,
    summary: 'Stock accounts of groups over a period, households and persons apart',
    params,
    query: Type.Object({
      from: Day,
      to: Day,
      groups: Type.Optional(Type.String({ maxLength: 200, description: 'Separated by commas.' })),
      by: Type.Optional(Type.Enum(['county', 'township', 'village'])),
      after: Position,
      limit: Limit,
    }),
    reply: Page(Account, Count),
    handle: async (call) => {
      const { from, to, groups, by, ...page } = call.query;
      const chosen =
        groups === undefined ? undefined : GROUPS.filter((group) => groups.split(',').includes(group));
      const order = {
        countyCode: call.params.county,
        from: plainDate(from),
        to: plainDate(to),
        ...(chosen && { groups: chosen }),
        ...(by !== undefined && { by }),
      };
      return pageAt(await call.read('see.records', (tx) => cohortAccounts(tx, order)), page);
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/duplicates',
    tag,
    summary: 'Pairs that may stand in the register twice, by pair',
    params,
    query: Type.Object({
      kind: Type.Optional(Type.Enum(['person', 'household'])),
      min_score: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
      household: Type.Optional(HouseholdNo),
      decided: Type.Optional(Type.Boolean({ description: 'Decided pairs instead of those that wait.' })),
      after: Type.Optional(Type.String({ maxLength: 200 })),
      limit: Limit,
      purpose: Purpose,
    }),
    reply: Page(Duplicate, Type.String()),
    handle: async (call) => {
      const { kind, min_score, household, decided, after = '', limit = PAGE.default } = call.query;
      const countyCode = call.params.county;
      return call.readPersonal({ action: 'see.duplicates', countyCode }, async (tx, eyes) => {
        const rows = await listDuplicates(tx, countyCode, {
          decided: decided ?? false,
          ...(kind !== undefined && { kind }),
          ...(household !== undefined && { householdNo: household }),
          ...(min_score !== undefined && { minimumScore: min_score }),
          page: { after, limit },
        });
        return {
          rows: rows.map((row) => eyes(row) as typeof row),
          next: rows.length < limit ? null : rows.at(-1)!.pair,
        };
      });
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/duplicate-searches',
    tag,
    summary: 'Search the register of today; keeps the list, merges nothing',
    params,
    body: Body({ dry_run: DryRun }),
    status: 201,
    reply: Type.Object({
      county_code: Type.String(),
      found_on: Day,
      persons: Count,
      households: Count,
      open: Count,
      new: Count,
      decided: Count,
    }),
    handle: async (call) =>
      findDuplicates(call.db, {
        actor: call.viewer,
        countyCode: call.params.county,
        dryRun: call.body.dry_run ?? false,
      }),
  });
  add({
    method: 'POST',
    url: '/counties/:county/duplicates/:pair/decisions',
    tag,
    summary: 'What was found out about a pair; merges nothing',
    params: Type.Object({ county: County, pair: Type.String({ maxLength: 200 }) }),
    body: Body({ verdict: Type.Enum(['same', 'different']), reason: Text, dry_run: DryRun }),
    status: 201,
    reply: Duplicate,
    handle: async (call) => {
      const { verdict, reason, dry_run } = call.body;
      const { county: countyCode, pair } = call.params;
      const order = { actor: call.viewer, countyCode, pair, verdict, reason, dryRun: dry_run ?? false };
      return decideDuplicate(call.db, order);
    },
  });
}
