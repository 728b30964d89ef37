import { Type } from 'typebox';
import {
  answerObjection,
  CHANNELS,
  getObjection,
  listLines,
  listObjections,
  receiveAppeal,
  receiveObjection,
  type Subject,
  subjectDecision,
  unpublishedDecisions,
  wholeNotice,
} from '../../governance/index.ts';
import type { Tx } from '../../platform/index.ts';
import { followerIn } from '../../app/follow.ts';
import { type AddRoute, type Call, orderOf, pageOf } from '../route.ts';
import {
  AfterNo,
  Body,
  Day,
  DryRun,
  Limit,
  Newest,
  No,
  Nullable,
  ofCounty,
  On,
  Page,
  Personal,
  PolicyName,
  SubjectName,
  Text,
} from '../schemas.ts';
import { ItemResult } from './meetings.ts';

const ofObjection = Type.Object({ ...ofCounty.properties, objection: No });
const ofSubject = Type.Object({ ...ofCounty.properties, ...SubjectName.properties });
const tag = 'governance';
const Verdict = Type.Enum(['upheld', 'dismissed']);
const Channel = Type.Enum([...CHANNELS]);

const Objection = Type.Object({
  objection_no: Type.Integer(),
  appeals_no: Nullable(Type.Integer()),
  meeting_no: Nullable(Type.Integer()),
  item_no: Nullable(Type.Integer()),
  received_on: Day,
  verdict: Nullable(Verdict),
  answered_on: Nullable(Day),
  subject_module: Type.String(),
  subject_id: Type.String(),
  area_code: Type.String(),
  channel: Channel,
  objector: Nullable(Type.String()),
  words: Type.String(),
  answer_by: Day,
  answered_by: Nullable(Type.String()),
  reason: Nullable(Type.String()),
});
const Received = Type.Object({
  ...Objection.properties,
  yearsWithoutHolidays: Type.Array(Type.Integer(), {
    description: 'Years whose holidays are not known: only weekends are left out.',
  }),
});
const Decision = Type.Object({
  meetingNo: Type.Integer(),
  itemNo: Type.Integer(),
  decisionKind: Type.String(),
  bodyNo: Type.Integer(),
  bodyKind: Type.String(),
  bodyName: Type.String(),
  areaCode: Type.String(),
  day: Day,
  result: ItemResult,
});
const State = Type.Object({
  subject: SubjectName,
  outcome: Type.Enum(['approved', 'refused', 'none']),
  decision: Type.Optional(Decision),
  setAsideBy: Type.Optional(Type.Integer()),
  notice: Type.Optional(
    Type.Object({
      noticeNo: Type.Integer(),
      status: Type.String(),
      daysHung: Type.Integer(),
      lastDay: Nullable(Day),
    }),
  ),
  openObjections: Type.Array(Type.Integer()),
  isConfirmed: Type.Boolean({ description: 'Others may act on it.' }),
});

const RECEIVED = { channel: Channel, words: Text, by: Type.Optional(Text), on: On, policy: PolicyName };
interface ReceivedBody {
  readonly channel: (typeof CHANNELS)[number];
  readonly words: string;
  readonly by?: string;
  readonly on?: string;
  readonly dry_run?: boolean;
}
const receivedOf = (call: Call<{ readonly county: string }, unknown, ReceivedBody>) => ({
  ...orderOf(call),
  channel: call.body.channel,
  words: call.body.words,
  ...(call.body.by !== undefined && { objector: call.body.by }),
  receivedOn: call.day(call.body.on),
  today: call.today,
  follow: followerIn(call.params.county, call.today),
});

export function objectionRoutes(add: AddRoute): void {
  readRoutes(add);
  unpublishedRoute(add);
  receiveRoutes(add);
  add({
    method: 'POST',
    url: '/counties/:county/objections/:objection/answers',
    tag,
    summary: 'Answer it; nobody answers who took part in the decision',
    params: ofObjection,
    body: Body({ verdict: Verdict, reason: Text, on: On, dry_run: DryRun }),
    status: 201,
    reply: Objection,
    handle: (call) => {
      const { verdict, reason, on } = call.body;
      return answerObjection(call.db, {
        ...orderOf(call),
        objectionNo: call.params.objection,
        verdict,
        reason,
        answeredOn: call.day(on),
        follow: followerIn(call.params.county, call.today),
      });
    },
  });
}

/** What a notice makes public, and the notice itself. */
const subjectsOf = async (tx: Tx, county: string, notice: number): Promise<Subject[]> => [
  ...(await listLines(tx, county, notice)).map(({ subject_module, subject_id }) => ({
    module: subject_module,
    id: subject_id,
  })),
  wholeNotice(notice),
];

function readRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/objections',
    tag,
    summary: 'Objections and their deadlines, of a county or to one subject, by number',
    params: ofCounty,
    query: Type.Object({
      module: Type.Optional(SubjectName.properties.module),
      id: Type.Optional(SubjectName.properties.id),
      notice: Type.Optional(Type.Integer({ minimum: 1, description: 'To what this notice makes public.' })),
      open: Type.Optional(Type.Boolean({ description: 'Those nobody has answered yet, or the others.' })),
      newest: Newest,
      after: AfterNo,
      limit: Limit,
    }),
    reply: Page(Objection, Type.Integer()),
    handle: (call) => {
      const { module, id, notice, open, newest = false, after, limit } = call.query;
      const { county } = call.params;
      const one = module !== undefined && id !== undefined ? [{ module, id }] : undefined;
      return pageOf(
        limit,
        (rows) =>
          call.read('see.meeting', async (tx) =>
            listObjections(tx, county, notice === undefined ? one : await subjectsOf(tx, county, notice), {
              after,
              limit: rows,
              isNewestFirst: newest,
              ...(open !== undefined && { isOpen: open }),
            }),
          ),
        ({ objection_no }) => objection_no,
      );
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/objections/:objection',
    tag,
    summary: 'One objection or appeal and its answer; where who objects may be called',
    params: ofObjection,
    reply: Type.Object({ ...Objection.properties, phone: Personal(Type.String()) }),
    handle: (call) => {
      const { county, objection } = call.params;
      return call.read('see.meeting', async (tx, eyes) => {
        const { phone, ...row } = await getObjection(tx, county, objection);
        return { ...row, phone: eyes({ phone }, { county_code: county, area_code: row.area_code }).phone };
      });
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/decisions/:module/:id',
    tag,
    summary: 'What has been decided about a subject, and whether others may act on it',
    params: ofSubject,
    query: Type.Object({ on: On }),
    reply: State,
    handle: async (call) => {
      const { county, module, id } = call.params;
      const day = call.day(call.query.on);
      const { notice, ...state } = await call.read('see.records', (tx) =>
        subjectDecision(tx, county, { module, id }, day),
      );
      return { ...state, ...(notice && { notice: { ...notice, lastDay: notice.lastDay ?? null } }) };
    },
  });
}

function unpublishedRoute(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/decisions/unpublished',
    tag,
    summary: 'Approved decisions that no notice has made public yet, and what a notice is drafted from',
    params: ofCounty,
    reply: Type.Object({
      rows: Type.Array(
        Type.Object({
          ...Decision.properties,
          subject: SubjectName,
          title: Type.String(),
          householdNo: Nullable(Type.String()),
        }),
      ),
    }),
    handle: async (call) => {
      const { county } = call.params;
      const rows = await call.read('see.meeting', (tx) => unpublishedDecisions(tx, county, call.today));
      return { rows };
    },
  });
}

function receiveRoutes(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/objections',
    tag,
    summary: 'An objection came, also after the notice; a payment that rests on the decision waits',
    params: ofCounty,
    body: Body({ subject: SubjectName, area: Type.Optional(Text), ...RECEIVED, dry_run: DryRun }),
    status: 201,
    reply: Received,
    handle: async (call) => {
      const { subject, area, policy } = call.body;
      return receiveObjection(call.db, await call.procedureOn(policy), {
        ...receivedOf(call),
        subject,
        ...(area !== undefined && { areaCode: area }),
      });
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/objections/:objection/appeals',
    tag,
    summary: 'An appeal against an answer came; one level up answers it',
    params: ofObjection,
    body: Body({ ...RECEIVED, dry_run: DryRun }),
    status: 201,
    reply: Received,
    handle: async (call) =>
      receiveAppeal(call.db, await call.procedureOn(call.body.policy), {
        ...receivedOf(call),
        objectionNo: call.params.objection,
      }),
  });
}
