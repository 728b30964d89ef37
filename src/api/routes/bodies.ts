import { Type } from 'typebox';
import {
  appointMembers,
  BODY_KINDS,
  declareKinship,
  endMember,
  foundBody,
  getBody,
  listBodies,
  listKinship,
  listMembers,
  NOTICE_KINDS,
  ROLES,
  rulebookOf,
} from '../../governance/index.ts';
import { type AddRoute, orderOf, pageOf } from '../route.ts';
import {
  AfterNo,
  Big,
  Body,
  Count,
  Day,
  DryRun,
  Limit,
  No,
  Nullable,
  ofCounty,
  On,
  Page,
  PolicyName,
  Text,
  Words,
} from '../schemas.ts';

const ofBody = Type.Object({ ...ofCounty.properties, body: No });
const ofMember = Type.Object({ ...ofBody.properties, member: No });
const tag = 'governance';
const Kind = Type.Enum([...BODY_KINDS]);
const Role = Type.Enum([...ROLES]);

const BodyReply = Type.Object({
  county_code: Type.String(),
  body_no: Type.Integer(),
  area_code: Type.String(),
  area_name: Type.String(),
  kind: Kind,
  name: Type.String(),
  since: Day,
  members: Type.Integer({ description: 'In office on the day.' }),
});
const Member = Type.Object({
  body_no: Type.Integer(),
  member_no: Type.Integer(),
  name: Type.String(),
  household_no: Nullable(Type.String()),
  role: Role,
  weight: Big,
  since: Day,
  until: Nullable(Day),
});

const Kinship = Type.Object({
  member_no: Type.Integer(),
  household_no: Type.String(),
  relation: Type.String(),
});

export function bodyRoutes(add: AddRoute): void {
  readRoutes(add);
  rulesRoute(add);
  add({
    method: 'POST',
    url: '/counties/:county/bodies',
    tag,
    summary: 'Found a body',
    params: ofCounty,
    body: Body({ area: Text, kind: Kind, name: Text, since: Day, policy: PolicyName, dry_run: DryRun }),
    status: 201,
    reply: BodyReply,
    handle: async (call) => {
      const { area, kind, name, since, policy } = call.body;
      const order = { ...orderOf(call), areaCode: area, kind, name, since: call.day(since) };
      return foundBody(call.db, await call.procedureOn(policy), order);
    },
  });
  appointRoute(add);
  memberRoutes(add);
}

function readRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/bodies',
    tag,
    summary: 'Assemblies, councils and committees of a county, by number',
    params: ofCounty,
    query: Type.Object({ on: On, after: AfterNo, limit: Limit }),
    reply: Page(BodyReply, Type.Integer()),
    handle: (call) => {
      const { on, after, limit } = call.query;
      const day = call.day(on);
      return pageOf(
        limit,
        (rows) =>
          call.read('see.records', (tx) => listBodies(tx, call.params.county, day, { after, limit: rows })),
        ({ body_no }) => body_no,
      );
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/bodies/:body',
    tag,
    summary: 'A body and its members on a day',
    params: ofBody,
    query: Type.Object({ on: On }),
    reply: Type.Object({
      ...BodyReply.properties,
      members: Type.Array(Member),
      kinship: Type.Array(Kinship),
    }),
    handle: (call) => {
      const { county, body } = call.params;
      const day = call.day(call.query.on);
      return call.read('see.records', async (tx, eyes) => {
        const about = await getBody(tx, county, body);
        // Who is related to whom serves recusal, and so those who see the talk of the review.
        const sees = eyes({ ground: 'kinship' }, { county_code: county, area_code: about.area_code }).ground;
        return {
          ...about,
          members: await listMembers(tx, county, body, day),
          kinship: sees === 'kinship' ? await listKinship(tx, county, body) : [],
        };
      });
    },
  });
}

const PeriodReply = { days: Type.Integer(), dayKind: Type.Enum(['calendar_day', 'working_day']) };

function rulesRoute(add: AddRoute): void {
  const Names = Type.Array(Type.String());
  add({
    method: 'GET',
    url: '/procedure',
    tag,
    summary: 'What bodies may decide and notices show by the rules of a day',
    query: Type.Object({ on: On, policy: PolicyName }),
    reply: Type.Object({
      policyVersion: Type.String(),
      bodies: Type.Array(
        Type.Object({
          kind: Kind,
          name: Words,
          decides: Names,
          callDays: Type.Integer(),
          isWeighted: Type.Boolean(),
          proxyForms: Names,
          proxiesPerHolder: Type.Integer(),
          evidence: Names,
          quorum: Type.String(),
          majority: Type.String(),
        }),
      ),
      notices: Type.Array(
        Type.Object({
          kind: Type.Enum([...NOTICE_KINDS]),
          title: Words,
          ...PeriodReply,
          needsDecision: Type.Boolean(),
          columns: Type.Array(Words),
          given: Names,
          needsHousehold: Type.Boolean(),
        }),
      ),
      answer: Type.Object(PeriodReply),
    }),
    handle: async (call) => {
      const { on, policy } = call.query;
      return rulebookOf((await call.procedureOn(policy))(call.day(on)));
    },
  });
}

function appointRoute(add: AddRoute): void {
  const Appointment = Body({
    name: Text,
    household: Type.Optional(Text),
    role: Type.Optional(Role),
    weight: Type.Optional(Count),
  });
  add({
    method: 'POST',
    url: '/counties/:county/bodies/:body/members',
    tag,
    summary: 'Appoint members, all or none',
    params: ofBody,
    body: Body({
      since: Day,
      until: Type.Optional(Day),
      members: Type.Array(Appointment, { minItems: 1, maxItems: 500 }),
      policy: PolicyName,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Type.Array(Member),
    handle: async (call) => {
      const { since, until, members, policy } = call.body;
      return appointMembers(call.db, await call.procedureOn(policy), {
        ...orderOf(call),
        bodyNo: call.params.body,
        since: call.day(since),
        ...(until !== undefined && { until: call.day(until) }),
        appointments: members.map(({ name, household, role = 'member', weight = '1' }) => ({
          name,
          role,
          weight: BigInt(weight),
          ...(household !== undefined && { householdNo: household }),
        })),
      });
    },
  });
}

function memberRoutes(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/bodies/:body/members/:member/end',
    tag,
    summary: 'End an appointment before its time',
    params: ofMember,
    body: Body({ last_day: Day, reason: Text, dry_run: DryRun }),
    status: 201,
    reply: Member,
    handle: (call) => {
      const { last_day, reason } = call.body;
      const { body: bodyNo, member: memberNo } = call.params;
      return endMember(call.db, { ...orderOf(call), bodyNo, memberNo, lastDay: call.day(last_day), reason });
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/bodies/:body/members/:member/kinship',
    tag,
    summary: 'Declare that a member is related to a household; it then takes no part in what concerns it',
    params: ofMember,
    body: Body({ household: Text, relation: Text, dry_run: DryRun }),
    status: 201,
    reply: Type.Object({
      body_no: Type.Integer(),
      member_no: Type.Integer(),
      household_no: Type.String(),
    }),
    handle: async (call) => {
      const { household: householdNo, relation } = call.body;
      const { body: bodyNo, member: memberNo } = call.params;
      await declareKinship(call.db, { ...orderOf(call), bodyNo, memberNo, householdNo, relation });
      return { body_no: bodyNo, member_no: memberNo, household_no: householdNo };
    },
  });
}
