import { Type } from 'typebox';
import type { Standings } from '../../prevention/cases/index.ts';
import {
  endResponsible,
  findGaps,
  GAPS,
  LEVELS,
  listResponsible,
  nameResponsible,
  POST_NAMES,
} from '../../responsibility/index.ts';
import { inboxOf } from '../inbox.ts';
import type { AddRoute } from '../route.ts';
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
  Words,
} from '../schemas.ts';

const tag = 'responsibility';
const params = Type.Object({ county: County });
const on = Type.Optional(Day);
const Masked = Personal(Type.String());
const Name = Type.String({ minLength: 1, maxLength: 60 });
export const RESPONSIBILITY_POLICY = 'responsibility';
export const PolicyName = Type.Optional(
  Type.String({ maxLength: 80, description: `Rules, ${RESPONSIBILITY_POLICY} unless told.` }),
);

const Naming = Type.Object({
  naming_no: Type.Integer(),
  area_code: Masked,
  household_no: Masked,
  post: Type.String({ enum: [...POST_NAMES] }),
  responsible_name: Masked,
  since: Day,
  last_day: Nullable(Day),
});

export function responsibilityRoutes(add: AddRoute, standings: Standings): void {
  add({
    method: 'GET',
    url: '/counties/:county/namings',
    tag,
    summary: 'Who is named for which area or household on a day, by number',
    params,
    query: Type.Object({
      on,
      area: Type.Optional(Area),
      household: Type.Optional(HouseholdNo),
      name: Type.Optional(Name),
      after: Type.Optional(Type.Integer({ minimum: 0 })),
      limit: Limit,
    }),
    reply: Page(Naming, Type.Integer()),
    handle: async (call) => {
      const { on: day, area, household, name, after, limit = PAGE.default } = call.query;
      const { county } = call.params;
      return call.read('see.records', async (tx, eyes) => {
        const rows = await listResponsible(tx, county, {
          day: call.day(day),
          limit,
          ...(area !== undefined && { areaCode: area }),
          ...(household !== undefined && { householdNo: household }),
          ...(name !== undefined && { name }),
          ...(after !== undefined && { after }),
        });
        return {
          rows: rows.map((row) => eyes(row, { county_code: county, ...row }) as typeof row),
          next: rows.length < limit ? null : rows.at(-1)!.naming_no,
        };
      });
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/namings',
    tag,
    summary: 'Name people for areas or households, all or none',
    params,
    body: Body({
      namings: Type.Array(
        Type.Object(
          {
            area_code: Type.Optional(Area),
            household_no: Type.Optional(HouseholdNo),
            post: Type.Enum([...POST_NAMES]),
            name: Name,
            since: Type.Optional(Day),
          },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 1000 },
      ),
      dry_run: DryRun,
    }),
    status: 201,
    reply: Type.Object({ namings: Type.Array(Naming) }),
    handle: async (call) => {
      const namings = call.body.namings.map(({ area_code, household_no, post, name, since }) => ({
        ...(area_code !== undefined && { areaCode: area_code }),
        ...(household_no !== undefined && { householdNo: household_no }),
        post,
        name,
        since: call.day(since),
      }));
      const order = {
        actor: call.viewer,
        countyCode: call.params.county,
        dryRun: call.body.dry_run ?? false,
      };
      return { namings: await nameResponsible(call.db, { ...order, namings }) };
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/namings/:naming/end',
    tag,
    summary: 'Somebody does not answer for it any more',
    params: Type.Object({ county: County, naming: Type.Integer({ minimum: 1 }) }),
    body: Body({ last_day: on, reason: Text, dry_run: DryRun }),
    status: 201,
    reply: Naming,
    handle: async (call) => {
      const { last_day, reason, dry_run } = call.body;
      return endResponsible(call.db, {
        actor: call.viewer,
        countyCode: call.params.county,
        dryRun: dry_run ?? false,
        namingNo: call.params.naming,
        lastDay: call.day(last_day),
        reason,
      });
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/responsibility-gaps',
    tag,
    summary: 'Where nobody is named who should be, and who is doubtful',
    params,
    query: Type.Object({ on, policy: PolicyName, after: Position, limit: Limit }),
    reply: Type.Interface(
      [
        Page(
          Type.Object({
            gap: Type.String({ enum: Object.keys(GAPS) }),
            level: Type.String({ enum: [...LEVELS] }),
            area_code: Masked,
            household_no: Masked,
            responsible_name: Masked,
            since: Nullable(Day),
          }),
          Type.Integer(),
        ),
      ],
      { counts: Type.Record(Type.String(), Type.Integer()) },
    ),
    handle: async (call) => {
      const { on: text, policy = RESPONSIBILITY_POLICY, ...page } = call.query;
      const { county } = call.params;
      const day = call.day(text);
      const rules = (await call.policyOn())(policy, day);
      return call.read('see.records', async (tx, eyes) => {
        const gaps = await findGaps(tx, county, rules, day);
        const counts = Object.fromEntries(
          Object.keys(GAPS).map((kind) => [kind, gaps.filter(({ gap }) => gap === kind).length]),
        );
        const { rows, next } = pageAt(gaps, page);
        return {
          counts,
          rows: rows.map((row) => eyes(row, { county_code: county, ...row }) as typeof row),
          next,
        };
      });
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/inbox',
    tag,
    summary: 'All that waits for somebody: tasks, and due work of cases, notices, objections and grievances',
    params,
    query: Type.Object({
      person: Type.Optional(
        Type.String({ minLength: 1, maxLength: 60, description: 'Whoever asks unless told.' }),
      ),
      on,
      after: Position,
      limit: Limit,
    }),
    reply: Page(
      Type.Object({
        kind: Type.String(),
        subject: Type.String({ description: 'Module and number, `cases:17`.' }),
        step: Type.String({ description: 'What is to be done: an action of a case, answer, post, end …' }),
        words: Words,
        due: Nullable(Day),
        is_overdue: Type.Boolean(),
        area_code: Masked,
        household_no: Masked,
        since: Nullable(Day),
      }),
      Type.Integer(),
    ),
    handle: async (call) => {
      const { person = call.viewer, on: day, ...page } = call.query;
      const { county } = call.params;
      const entries = await inboxOf(call, standings, { county, person, day: call.day(day) });
      return pageAt(entries, page);
    },
  });
}
