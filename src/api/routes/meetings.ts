import { Type } from 'typebox';
import {
  addEvidence,
  callMeeting,
  castBallots,
  closeMeeting,
  countVotes,
  listMeetings,
  type MeetingView,
  recordAttendance,
  recuseMember,
  showMeeting,
} from '../../governance/index.ts';
import { followerIn } from '../../app/follow.ts';
import { type AddRoute, type Call, orderOf, pageOf } from '../route.ts';
import {
  AfterNo,
  Big,
  Body,
  Count,
  Day,
  DryRun,
  FileName,
  Limit,
  Newest,
  No,
  Nullable,
  ofCounty,
  Page,
  PolicyName,
  SubjectName,
  Text,
} from '../schemas.ts';

const ofMeeting = Type.Object({ ...ofCounty.properties, meeting: No });
const ofItem = Type.Object({ ...ofMeeting.properties, item: No });
const tag = 'governance';
const Choice = Type.Enum(['for', 'against', 'abstain']);
const EvidenceKind = Type.Enum(['signatures', 'photo', 'proxy', 'document']);

/** As it was frozen when the meeting was called. */
const Frozen = (what: string) => Type.String({ description: `${what}, separated by commas.` });
const Meeting = Type.Object({
  meeting_no: Type.Integer(),
  body_no: Type.Integer(),
  body_name: Type.String(),
  body_kind: Type.String(),
  area_code: Type.String(),
  day: Day,
  place: Type.String(),
  chair_no: Type.Integer(),
  chair_name: Type.String(),
  called_on: Day,
  policy_version: Type.String(),
  proxy_forms: Frozen('Forms a proxy may have'),
  proxies_per_holder: Type.Integer(),
  required_evidence: Frozen('Evidence without which it cannot be closed'),
  corrects_meeting_no: Nullable(Type.Integer()),
  items: Type.Integer(),
  closed_by: Nullable(Type.String()),
});
const Seat = Type.Object({
  member_no: Type.Integer(),
  name: Type.String(),
  household_no: Nullable(Type.String()),
  weight: Big,
  presence: Type.Enum(['present', 'absent', 'proxy']),
  holder_no: Nullable(Type.Integer()),
  holder_name: Nullable(Type.String()),
  proxy_form: Nullable(Type.String()),
  witness: Nullable(Type.String()),
  recorded_by: Nullable(
    Type.String({ description: 'Null: nobody has written down whether the member came.' }),
  ),
});
const Votes = Type.Object({ for: Big, against: Big, abstain: Big });
export const ItemResult = Type.Object({
  outcome: Type.Enum(['approved', 'refused', 'no_quorum', 'not_voted']),
  isQuorate: Type.Boolean(),
  entitled: Type.Integer(),
  takingPart: Type.Integer(),
  votesEntitled: Big,
  votesPresent: Big,
  votes: Votes,
});
const Item = Type.Object({
  item_no: Type.Integer(),
  subject_module: Type.String(),
  subject_id: Type.String(),
  decision_kind: Type.String(),
  title: Type.String(),
  household_no: Nullable(Type.String()),
  is_secret: Type.Boolean(),
  quorum: Type.String({ description: 'In the words of the policy: at least 2/3.' }),
  household_quorum: Nullable(Type.String()),
  majority: Type.String(),
  majority_of: Type.Enum(['present', 'all']),
  result: ItemResult,
});
const Recusal = Type.Object({
  item_no: Type.Integer(),
  member_no: Type.Integer(),
  ground: Type.String(),
  reason: Nullable(Type.String()),
});
const View = Type.Object({
  meeting: Meeting,
  seats: Type.Array(Seat),
  items: Type.Array(Item),
  recusals: Type.Array(Recusal),
  ballots: Type.Array(Type.Object({ item_no: Type.Integer(), member_no: Type.Integer(), choice: Choice })),
  tallies: Type.Array(
    Type.Object({
      item_no: Type.Integer(),
      ...Votes.properties,
      witness: Type.String(),
      recorded_by: Type.String(),
    }),
  ),
  evidence: Type.Array(Type.Object({ kind: Type.String(), file_name: Type.String(), sha256: Type.String() })),
  minutes: Nullable(Type.String()),
});

type OfMeeting = { readonly county: string; readonly meeting: number };
const at = (call: Call<OfMeeting, unknown, { readonly dry_run?: boolean }>) => ({
  ...orderOf(call),
  meetingNo: call.params.meeting,
  today: call.today,
});
const viewOf = (call: Call<OfMeeting>): Promise<MeetingView> =>
  call.read('see.meeting', (tx) => showMeeting(tx, call.params.county, call.params.meeting));

export function meetingRoutes(add: AddRoute): void {
  readRoutes(add);
  callRoute(add);
  attendanceRoute(add);
  voteRoutes(add);
  closeRoutes(add);
}

function readRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/meetings',
    tag,
    summary: 'Meetings of a county, or of one body, by number',
    params: ofCounty,
    query: Type.Object({
      body: Type.Optional(No),
      open: Type.Optional(Type.Boolean()),
      newest: Newest,
      after: AfterNo,
      limit: Limit,
    }),
    reply: Page(Meeting, Type.Integer()),
    handle: (call) => {
      const { body: bodyNo, open, newest = false, after, limit } = call.query;
      return pageOf(
        limit,
        (rows) =>
          call.read('see.meeting', (tx) =>
            listMeetings(tx, call.params.county, {
              after,
              limit: rows,
              isNewestFirst: newest,
              ...(bodyNo !== undefined && { bodyNo }),
              ...(open !== undefined && { isOpen: open }),
            }),
          ),
        ({ meeting_no }) => meeting_no,
      );
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/meetings/:meeting',
    tag,
    summary: 'A meeting: who came and what was decided; while it is open, what would come out now',
    params: ofMeeting,
    reply: View,
    handle: viewOf,
  });
}

function callRoute(add: AddRoute): void {
  const AgendaItem = Body({
    subject: SubjectName,
    decision: Text,
    title: Text,
    household: Type.Optional(Text),
    is_secret: Type.Optional(Type.Boolean()),
  });
  add({
    method: 'POST',
    url: '/counties/:county/meetings',
    tag,
    summary: 'Call a meeting with its agenda',
    params: ofCounty,
    body: Body({
      body: No,
      day: Day,
      place: Text,
      chair: No,
      called_on: Type.Optional(Day),
      corrects: Type.Optional(No),
      agenda: Type.Array(AgendaItem, { maxItems: 500 }),
      policy: PolicyName,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Meeting,
    handle: async (call) => {
      const { body: bodyNo, day: text, place, chair, called_on, corrects, agenda, policy } = call.body;
      const day = call.day(text);
      return callMeeting(call.db, await call.procedureOn(policy), {
        ...orderOf(call),
        bodyNo,
        day,
        place,
        chairNo: chair,
        calledOn: called_on !== undefined || call.today < day ? call.day(called_on) : day,
        agenda: agenda.map(({ subject, decision, title, household, is_secret = false }) => ({
          subject,
          decisionKind: decision,
          title,
          isSecret: is_secret,
          ...(household !== undefined && { householdNo: household }),
        })),
        ...(corrects !== undefined && { correctsMeetingNo: corrects }),
      });
    },
  });
}

function attendanceRoute(add: AddRoute): void {
  const Members = Type.Optional(Type.Array(No, { maxItems: 10_000 }));
  const Proxy = Body({
    member: No,
    holder: Type.Union([No, Text]),
    form: Text,
    witness: Text,
  });
  add({
    method: 'POST',
    url: '/counties/:county/meetings/:meeting/attendance',
    tag,
    summary: 'Who came, who did not, and a proxy; a later entry replaces an earlier one',
    params: ofMeeting,
    body: Body({ present: Members, absent: Members, proxy: Type.Optional(Proxy), dry_run: DryRun }),
    status: 201,
    reply: Type.Array(Seat),
    handle: (call) => {
      const { present = [], absent = [], proxy } = call.body;
      return recordAttendance(call.db, {
        ...at(call),
        present,
        absent,
        ...(proxy && {
          proxy: {
            memberNo: proxy.member,
            holder: proxy.holder,
            form: proxy.form,
            witness: proxy.witness,
          },
        }),
      });
    },
  });
}

function voteRoutes(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/meetings/:meeting/items/:item/recusals',
    tag,
    summary: 'A member steps back from an item',
    params: ofItem,
    body: Body({ member: No, reason: Text, dry_run: DryRun }),
    status: 201,
    reply: View,
    handle: async (call) => {
      const { member: memberNo, reason } = call.body;
      await recuseMember(call.db, { ...at(call), itemNo: call.params.item, memberNo, reason });
      return viewOf(call);
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/meetings/:meeting/items/:item/ballots',
    tag,
    summary: 'Votes by name; a later vote of a member replaces an earlier one',
    params: ofItem,
    body: Body({
      ballots: Type.Array(Body({ member: No, choice: Choice }), { minItems: 1, maxItems: 10_000 }),
      dry_run: DryRun,
    }),
    status: 201,
    reply: View,
    handle: async (call) => {
      const ballots = call.body.ballots.map(({ member, choice }) => ({ memberNo: member, choice }));
      await castBallots(call.db, { ...at(call), itemNo: call.params.item, ballots });
      return viewOf(call);
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/meetings/:meeting/items/:item/counts',
    tag,
    summary: 'A secret vote, counted by two',
    params: ofItem,
    body: Body({
      for: Count,
      against: Count,
      abstain: Type.Optional(Count),
      witness: Text,
      dry_run: DryRun,
    }),
    status: 201,
    reply: View,
    handle: async (call) => {
      const { for: yes, against, abstain = '0', witness } = call.body;
      const votes = { for: BigInt(yes), against: BigInt(against), abstain: BigInt(abstain) };
      await countVotes(call.db, { ...at(call), itemNo: call.params.item, votes, witness });
      return viewOf(call);
    },
  });
}

function closeRoutes(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/meetings/:meeting/evidence',
    tag,
    summary: 'A signature list, photo, proxy or document',
    params: ofMeeting,
    body: Body({ kind: EvidenceKind, file: FileName, dry_run: DryRun }),
    status: 201,
    reply: FileName,
    handle: async (call) => {
      const { kind, file } = call.body;
      await addEvidence(call.db, { ...at(call), kind, file });
      return file;
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/meetings/:meeting/close',
    tag,
    summary: 'The chair closes the meeting; nothing is added after',
    params: ofMeeting,
    body: Body({ minutes: Type.String({ minLength: 1, maxLength: 20_000 }), dry_run: DryRun }),
    status: 201,
    reply: View,
    handle: async (call) => {
      const follow = followerIn(call.params.county, call.today);
      await closeMeeting(call.db, { ...at(call), minutes: call.body.minutes, follow });
      return viewOf(call);
    },
  });
}
