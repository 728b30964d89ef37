import { Type } from 'typebox';
import { receiveObjection } from '../../governance/index.ts';
import { findFen } from '../../kernel/index.ts';
import { PERILS } from '../../policy/index.ts';
import { followerIn } from '../../app/follow.ts';
import { actOnCase, STATUSES } from '../../prevention/cases/index.ts';
import {
  needOwnCase,
  ownAmount,
  ownCases,
  ownFindings,
  ownHousehold,
  ownNotices,
  ownObjections,
  ownOf,
  programmeOf,
  readOwn,
} from '../../prevention/own-file/index.ts';
import { CONSENT_FORMS, declare } from '../../prevention/screening/index.ts';
import { Explanation } from '../documents.ts';
import type { AddRoute } from '../route.ts';
import { Body, Day, No, Nullable, Text, Words, Yuan, YuanIn } from '../schemas.ts';
import { NoticeContent } from './notices.ts';

const tag = 'my';
const ofCase = Type.Object({ case: No });
const Peril = Type.Enum([...PERILS]);

const Household = Type.Object({
  county_code: Type.String(),
  household_no: Type.String(),
  masked_name: Type.String({ description: 'For the greeting.' }),
  head_name: Type.String(),
  size: Type.Integer(),
  area_code: Type.String(),
  areas: Type.Array(Type.String(), { description: 'Names from the top down to the village.' }),
  members: Type.Array(Type.Object({ name: Type.String(), relation: Type.String(), birth_date: Day })),
});
const Case = Type.Object({
  case_no: Type.Integer(),
  status: Type.Enum([...STATUSES]),
  opened_on: Day,
  now: Words,
  next: Type.Array(Type.Object({ words: Words, due: Nullable(Day), is_overdue: Type.Boolean() })),
  amount_yuan: Nullable(Yuan),
  paid_yuan: Nullable(Yuan),
  reason: Nullable(Type.String({ description: 'Why it was not granted.' })),
  steps: Type.Array(Type.Object({ day: Day, words: Words })),
  may: Type.Array(Type.Enum(['appeal', 'withdraw', 'object'])),
});
const Finding = Type.Object({
  kind: Type.Enum(['line', 'sum', 'missed', 'declared', 'visit']),
  peril: Nullable(Peril),
  found_on: Day,
  self_paid_yuan: Nullable(Yuan),
  words: Words,
});
const Amount = Type.Object({
  amount_yuan: Nullable(Yuan),
  earlier_yuan: Yuan,
  per_capita_income_yuan: Nullable(Yuan),
  protection_line_yuan: Nullable(Yuan),
  policy: Type.Object({ id: Type.String(), version: Type.String(), hash: Type.String(), title: Words }),
  claims: Type.Array(
    Type.Object({
      peril: Peril,
      self_paid_yuan: Yuan,
      entitled_yuan: Yuan,
      difference_yuan: Yuan,
      explanation: Explanation,
    }),
  ),
});
const Notice = Type.Object({
  notice_no: Type.Integer(),
  case_no: Type.Integer(),
  line_no: Type.Integer({ description: 'The line that is about the household, from 1.' }),
  title: Words,
  columns: NoticeContent.properties.columns,
  line: Type.Array(Words),
  status: Type.Enum(['planned', 'hanging', 'interrupted', 'complete']),
  last_day: Nullable(Day),
});
const Objection = Type.Object({
  objection_no: Type.Integer(),
  case_no: Type.Integer(),
  received_on: Day,
  answer_by: Day,
  verdict: Nullable(Type.Enum(['upheld', 'dismissed'])),
  answered_on: Nullable(Day),
  is_own: Type.Boolean({ description: 'Others’ words are theirs, and null here.' }),
  words: Nullable(Type.String()),
  reason: Nullable(Type.String()),
});

/** Whose file it is comes from who is signed in, never from the request. */
export function ownFileRoutes(add: AddRoute): void {
  readRoutes(add);
  amountRoute(add);
  sayRoutes(add);
}

function readRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/my/household',
    tag,
    summary: 'The household that is signed in, as the register has it',
    reply: Household,
    handle: (call) => readOwn(call.db, call.viewer, (tx, own) => ownHousehold(tx, own, call.today)),
  });
  add({
    method: 'GET',
    url: '/my/cases',
    tag,
    summary: 'Its cases in plain words: where each stands, what comes next and by when, the newest first',
    reply: Type.Object({ rows: Type.Array(Case) }),
    handle: async (call) => {
      const policyOn = await call.policyOn();
      const rows = await readOwn(call.db, call.viewer, (tx, own) => ownCases(tx, policyOn, own, call.today));
      return { rows };
    },
  });
  add({
    method: 'GET',
    url: '/my/findings',
    tag,
    summary: 'What it declared or was found with',
    reply: Type.Object({ rows: Type.Array(Finding) }),
    handle: async (call) => ({
      rows: (await readOwn(call.db, call.viewer, (tx, own) => ownFindings(tx, own))) as never,
    }),
  });
  add({
    method: 'GET',
    url: '/my/notices',
    tag,
    summary: 'Notices that name one of its cases, with the line about it',
    reply: Type.Object({ rows: Type.Array(Notice) }),
    handle: async (call) => {
      const notices = await readOwn(call.db, call.viewer, (tx, own) => ownNotices(tx, own, call.today));
      const rows = notices.map(({ notice, subject, lineNo }) => ({
        notice_no: notice.notice_no,
        case_no: Number(subject.id),
        line_no: lineNo,
        title: notice.content.title,
        columns: notice.content.columns,
        line: notice.content.rows[lineNo - 1]!,
        status: notice.progress.status,
        last_day: notice.progress.lastDay ?? null,
      }));
      return { rows };
    },
  });
  add({
    method: 'GET',
    url: '/my/objections',
    tag,
    summary:
      'Objections that concern it: its own whole, of others only that there is one and until when it is answered',
    reply: Type.Object({ rows: Type.Array(Objection) }),
    handle: async (call) => ({
      rows: await readOwn(call.db, call.viewer, (tx, own) => ownObjections(tx, own, call.viewer)),
    }),
  });
}

function amountRoute(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/my/cases/:case/amount',
    tag,
    summary:
      'Why this amount, with the tree that recomputes; all null and empty until the county has decided',
    params: ofCase,
    reply: Type.Object({ is_decided: Type.Boolean(), amount: Nullable(Amount) }),
    handle: async (call) => {
      const policyOn = await call.policyOn();
      const wanted = { caseNo: call.params.case, day: call.today };
      const amount = await readOwn(call.db, call.viewer, (tx, own) => ownAmount(tx, policyOn, own, wanted));
      return { is_decided: amount !== undefined, amount: amount ?? null };
    },
  });
}

function sayRoutes(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/my/objections',
    tag,
    summary:
      'Object to what is being done about one of its cases; no reason is asked, "please call me" is enough',
    body: Body({ case: No, words: Text }),
    status: 201,
    reply: Type.Object({ objection_no: Type.Integer(), answer_by: Day }),
    handle: async (call) => {
      const { case: caseNo, words } = call.body;
      const { countyCode, head_name, area_code } = await readOwn(call.db, call.viewer, async (tx, own) => {
        await needOwnCase(tx, own, caseNo);
        return { ...own, ...(await ownHousehold(tx, own, call.today)) };
      });
      const { objection_no, answer_by } = await receiveObjection(call.db, await call.procedureOn(), {
        actor: call.viewer,
        countyCode,
        subject: { module: 'cases', id: String(caseNo) },
        areaCode: area_code,
        channel: 'web',
        words,
        objector: head_name,
        receivedOn: call.today,
        today: call.today,
        follow: followerIn(countyCode, call.today),
      });
      return { objection_no, answer_by };
    },
  });
  add({
    method: 'POST',
    url: '/my/declarations',
    tag,
    summary: 'Say that help is needed; with the consent of /public/consent',
    body: Body({
      peril: Type.Optional(Peril),
      self_paid_yuan: Type.Optional(YuanIn),
      note: Type.Optional(Type.String({ maxLength: 500 })),
      consent_by: Type.String({ minLength: 1, maxLength: 60, description: 'Who agrees for the household.' }),
      consent_form: Type.Optional(Type.Enum([...CONSENT_FORMS])),
    }),
    status: 201,
    reply: Type.Object({ added: Type.Boolean({ description: 'False: the same was said before.' }) }),
    handle: async (call) => {
      const { peril, self_paid_yuan, note, consent_by, consent_form = 'own' } = call.body;
      const { own, programme } = await readOwn(call.db, call.viewer, async (tx, mine) => ({
        own: mine,
        programme: await programmeOf(tx, mine),
      }));
      const selfPaidFen = self_paid_yuan === undefined ? undefined : findFen(self_paid_yuan);
      const added = await declare(call.db, {
        ...own,
        policy: (await call.policyOn())(programme, call.today),
        kind: 'declared',
        day: call.today,
        actor: call.viewer,
        consent: { by: consent_by, form: consent_form },
        ...(peril !== undefined && { peril }),
        ...(selfPaidFen !== undefined && { selfPaidFen }),
        ...(note !== undefined && { note }),
      });
      return { added };
    },
  });
  for (const action of ['appeal', 'withdraw'] as const)
    add({
      method: 'POST',
      url: `/my/cases/:case/${action}`,
      tag,
      summary: action === 'appeal' ? 'Appeal against a rejection' : 'Withdraw a case before it is decided',
      params: ofCase,
      body: Body({ reason: Text }),
      status: 201,
      reply: Type.Object({ status: Type.Enum([...STATUSES]) }),
      handle: async (call) => {
        const own = await ownOf(call.db, call.viewer);
        const { case: caseNo } = call.params;
        await readOwn(call.db, call.viewer, (tx) => needOwnCase(tx, own, caseNo));
        const { status } = await actOnCase(call.db, await call.policyOn(), {
          actor: call.viewer,
          countyCode: own.countyCode,
          caseNo,
          action,
          fields: { reason: call.body.reason },
          day: call.today,
          today: call.today,
        });
        return { status };
      },
    });
}
