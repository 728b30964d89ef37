import { Type } from 'typebox';
import {
  findHousehold,
  GROUPS,
  listHouseholds,
  registerFailure,
  statusTimeline,
} from '../../registry/index.ts';
import { type AddRoute, Purpose } from '../route.ts';
import { Big, County, Day, Limit, Nullable, Page, PAGE, Personal } from '../schemas.ts';

const params = Type.Object({ county: County, household: Type.String({ minLength: 1, maxLength: 64 }) });
const on = Type.Optional(Day);
const Text = Personal(Type.String());

const Household = Type.Object({
  county_code: Type.String(),
  household_no: Text,
  group: Personal(Type.Enum([...GROUPS])),
  area_code: Text,
  head_name: Text,
  size: Personal(Type.Integer()),
});
const Member = Type.Object({
  person_no: Text,
  name: Text,
  birth_date: Text,
  sex: Text,
  relation: Text,
  education: Text,
  health: Text,
  labour: Text,
  id_number_masked: Text,
});
const Step = Type.Object({
  date: Nullable(Day),
  kind: Type.String(),
  event_no: Nullable(Big),
  counts: Type.Boolean(),
  cancelled_by_event_no: Nullable(Big),
  group: Personal(Type.String()),
  area_code: Personal(Type.String()),
  size: Personal(Type.Integer()),
  exists: Type.Boolean(),
  persons: Nullable(Type.Integer()),
  document: Nullable(Type.String()),
  reason: Nullable(Type.String()),
  proposed_by: Nullable(Type.String()),
  decided_by: Nullable(Type.String()),
});
const tag = 'register';

export function householdRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/households',
    tag,
    summary: 'Households on a day, by number',
    params: Type.Object({ county: County }),
    query: Type.Object({
      on,
      area: Type.Optional(Type.String({ maxLength: 12, description: 'Of this area and those below it.' })),
      search: Type.Optional(
        Type.String({ maxLength: 60, description: "Beginning of the number or of the head's name." }),
      ),
      after: Type.Optional(Type.String({ maxLength: 64 })),
      limit: Limit,
      purpose: Purpose,
    }),
    reply: Page(Household, Type.String()),
    handle: async (call) => {
      const { on: day, area, search, after, limit = PAGE.default } = call.query;
      const countyCode = call.params.county;
      return call.readPersonal({ action: 'see.household', countyCode }, async (tx, eyes) => {
        const page = await listHouseholds(tx, {
          countyCode,
          day: call.day(day),
          limit,
          ...(area !== undefined && { areaCode: area }),
          ...(search !== undefined && { search }),
          ...(after !== undefined && { after }),
        });
        return { rows: page.rows.map((row) => eyes(row)), next: page.next };
      });
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/households/:household',
    tag,
    summary: 'A household on a day with the members it had',
    params,
    query: Type.Object({ on, purpose: Purpose }),
    reply: Type.Interface([Household], { day: Day, members: Type.Array(Member) }),
    handle: async (call) => {
      const { county, household } = call.params;
      const day = call.day(call.query.on);
      const look = { action: 'see.household', countyCode: county, subject: household };
      return call.readPersonal(look, async (tx, eyes) => {
        const found = await findHousehold(tx, county, household, day);
        if (!found) throw registerFailure('register.householdUnknown', { county, household, day });
        const { members, ...head } = found;
        return { ...eyes(head), day, members: members.map((member) => eyes(member, head)) };
      });
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/households/:household/timeline',
    tag,
    summary: 'Everything that made a household what it is',
    params,
    reply: Type.Object({ steps: Type.Array(Step) }),
    handle: async (call) => {
      const { county, household } = call.params;
      const steps = await call.read('see.household', async (tx, eyes) => {
        const found = await findHousehold(tx, county, household, call.today);
        const at = { county_code: county, household_no: household, area_code: found?.area_code };
        return (await statusTimeline(tx, county, household)).map((step) => {
          const { group, area_code, size } = step;
          return { ...step, ...eyes({ group, area_code, size }, at) };
        });
      });
      if (steps.length === 0)
        throw registerFailure('register.householdUnknown', { county, household, day: call.today });
      return { steps };
    },
  });
}
