import { Type } from 'typebox';
import { CHANNELS } from '../../governance/index.ts';
import {
  answerGrievance,
  CATEGORIES,
  countGrievances,
  escalateGrievance,
  getGrievance,
  listGrievances,
  receiveGrievance,
  VERDICTS,
} from '../../prevention/payout/index.ts';
import { type AddRoute, orderOf, pageOf, Purpose } from '../route.ts';
import {
  Body,
  cursorOf,
  cursorText,
  Day,
  DayCursor,
  DryRun,
  Limit,
  No,
  Nullable,
  ofCounty,
  On,
  Page,
  Personal,
  PolicyName,
  Text,
} from '../schemas.ts';

const ofGrievance = Type.Object({ ...ofCounty.properties, grievance: No });
const tag = 'payout';
const Channel = Type.Enum([...CHANNELS]);
const Category = Type.Enum(Object.keys(CATEGORIES) as (keyof typeof CATEGORIES)[]);
const Verdict = Type.Enum([...VERDICTS]);

const Line = Type.Object({
  grievance_no: Type.Integer(),
  channel: Channel,
  category: Category,
  area_code: Type.String(),
  received_on: Day,
  round: Type.Integer({ description: '1, and one more for every escalation.' }),
  owner: Type.String(),
  since: Day,
  answer_by: Day,
  verdict: Nullable(Verdict),
  answered_on: Nullable(Day),
});
const Whole = Type.Object({
  ...Line.properties,
  area_code: Personal(Type.String()),
  complainant: Personal(Type.String()),
  complained_about: Personal(Type.String()),
  words: Personal(Type.String()),
  answer: Personal(Type.String()),
});
const CountReply = Type.Object({
  channel: Channel,
  category: Category,
  received: Type.Integer(),
  open: Type.Integer(),
  overdue: Type.Integer(),
  escalated: Type.Integer(),
  justified: Type.Integer(),
});

export function grievanceRoutes(add: AddRoute): void {
  listRoutes(add);
  showRoute(add);
  receiveRoute(add);
  handleRoutes(add);
}

function listRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/grievances',
    tag,
    summary: 'Grievances by deadline; neither words nor names of who complains',
    params: ofCounty,
    query: Type.Object({
      overdue: Type.Optional(Type.Boolean({ description: 'Only those past their deadline.' })),
      on: On,
      after: Type.Optional(DayCursor),
      limit: Limit,
    }),
    reply: Page(Line, DayCursor),
    handle: (call) => {
      const { overdue = false, on, after: text, limit } = call.query;
      const overdueOn = overdue ? call.day(on) : undefined;
      const past = text === undefined ? undefined : cursorOf(text);
      const after = past && { answer_by: past.day, grievance_no: Number(past.no) };
      return pageOf(
        limit,
        (rows) =>
          call.read('see.grievance', (tx) =>
            listGrievances(tx, call.params.county, overdueOn, { after, limit: rows }),
          ),
        ({ answer_by, grievance_no }) => cursorText(answer_by, grievance_no),
      );
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/grievance-counts',
    tag,
    summary: 'Counts by channel and category, fit for the public',
    params: ofCounty,
    query: Type.Object({ on: On }),
    reply: Type.Array(CountReply),
    handle: (call) => {
      const day = call.day(call.query.on);
      return call.read('see.records', (tx) => countGrievances(tx, call.params.county, day));
    },
  });
}

function showRoute(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/grievances/:grievance',
    tag,
    summary: 'One grievance with its words; private',
    params: ofGrievance,
    query: Type.Object({ purpose: Purpose }),
    reply: Whole,
    handle: (call) => {
      const { county, grievance } = call.params;
      const look = { action: 'see.grievance', countyCode: county, subject: String(grievance) };
      return call.readPersonal(look, async (tx, eyes) => {
        const found = await getGrievance(tx, county, grievance);
        return eyes(found, { county_code: county, area_code: found.area_code }) as typeof found;
      });
    },
  });
}

function receiveRoute(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/grievances',
    tag,
    summary: 'Take a grievance down and give it an owner and a deadline',
    params: ofCounty,
    body: Body({
      channel: Channel,
      category: Category,
      area: Text,
      words: Text,
      by: Type.Optional(Text),
      about: Type.Optional(Text),
      owner: Text,
      on: On,
      policy: PolicyName,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Line,
    handle: async (call) => {
      const { channel, category, area, words, by, about, owner, on, policy } = call.body;
      const receivedOn = call.day(on);
      return receiveGrievance(call.db, {
        ...orderOf(call),
        channel,
        category,
        areaCode: area,
        words,
        owner,
        receivedOn,
        today: call.today,
        policy: (await call.procedureOn(policy))(receivedOn),
        ...(by !== undefined && { complainant: by }),
        ...(about !== undefined && { about }),
      });
    },
  });
}

function handleRoutes(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/grievances/:grievance/escalations',
    tag,
    summary: 'Hand it to somebody else: overdue, or not satisfied with the answer',
    params: ofGrievance,
    body: Body({ owner: Text, reason: Text, on: On, policy: PolicyName, dry_run: DryRun }),
    status: 201,
    reply: Line,
    handle: async (call) => {
      const { owner, reason, on: text, policy } = call.body;
      const on = call.day(text);
      return escalateGrievance(call.db, {
        ...orderOf(call),
        grievanceNo: call.params.grievance,
        owner,
        reason,
        on,
        today: call.today,
        policy: (await call.procedureOn(policy))(on),
      });
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/grievances/:grievance/answers',
    tag,
    summary: 'Answer it; only its owner does',
    params: ofGrievance,
    body: Body({ verdict: Verdict, answer: Text, on: On, dry_run: DryRun }),
    status: 201,
    reply: Line,
    handle: (call) => {
      const { verdict, answer, on } = call.body;
      return answerGrievance(call.db, {
        ...orderOf(call),
        grievanceNo: call.params.grievance,
        verdict,
        answer,
        on: call.day(on),
        today: call.today,
      });
    },
  });
}
