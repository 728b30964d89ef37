import { Type } from 'typebox';
import { findFen, formatYuan } from '../../kernel/index.ts';
import {
  answerFeedback,
  giveFeedback,
  LINK_KINDS,
  type LinkKind,
  linkedHouseholds,
  linkHousehold,
  type LinkRow,
  listFeedback,
  listLinks,
  listStages,
  obligationStatus,
  oblige,
  PARTICIPATION_FORMS,
  type ParticipationForm,
  recordStage,
  settleObligation,
  SPENDING_POLICY,
  type Stage,
  STAGES,
} from '../../livelihood/programmes/index.ts';
import { type AddRoute, orderOf, pageOf, Purpose } from '../route.ts';
import {
  AfterNo,
  Body,
  Day,
  DryRun,
  GivenYuan,
  HouseholdNo,
  Limit,
  No,
  Nullable,
  ofCounty,
  On,
  Page,
  Personal,
  PolicyName,
  Text,
  Yuan,
} from '../schemas.ts';
import { Files, GivenFiles, ofEntity } from './entities.ts';

const ofLink = Type.Object({ ...ofCounty.properties, link: No });
const tag = 'programmes';
const Form = Type.Enum(Object.keys(PARTICIPATION_FORMS) as ParticipationForm[]);
const Kind = Type.Enum(Object.keys(LINK_KINDS) as LinkKind[]);
const StageName = Type.Enum(Object.keys(STAGES) as Stage[]);
const Side = Type.Enum(['entity', 'household']);

const Link = Type.Object({
  link_no: Type.Integer(),
  entity_no: Type.Integer(),
  household_no: Type.String(),
  form: Form,
  contract_kind: Kind,
  terms_text: Type.String(),
  price_floor_yuan: Nullable(Yuan),
  price_unit_name: Nullable(Type.String()),
  since: Day,
  until: Nullable(Day),
  obligations: Type.Array(
    Type.Object({
      obligation_no: Type.Integer(),
      owed_by: Side,
      what: Type.String(),
      due_on: Day,
      amount_yuan: Nullable(Yuan),
      status: Type.Enum(['due', 'late', 'kept', 'broken']),
      settled_on: Nullable(Day),
      remark: Nullable(Type.String()),
    }),
  ),
  files: Files,
  recorded_by: Type.String(),
});
const StageReply = Type.Object({
  stage_no: Type.Integer(),
  stage: StageName,
  partner_name: Type.String(),
  terms_text: Type.String(),
  since: Day,
  recorded_by: Type.String(),
});
const Feedback = Type.Object({
  feedback_no: Type.Integer(),
  entity_no: Type.Integer(),
  household_no: Nullable(Type.String()),
  topic: Type.String(),
  words: Type.String(),
  received_on: Day,
  answer_by_day: Day,
  answer: Nullable(Type.String()),
  is_adjustment: Nullable(Type.Boolean()),
  answered_on: Nullable(Day),
  recorded_by: Type.String(),
});

const linkDocument = ({ price_floor_fen, obligations, ...row }: LinkRow, today: LinkRow['since']) => ({
  ...row,
  price_floor_yuan: price_floor_fen === null ? null : formatYuan(price_floor_fen),
  obligations: obligations.map(({ amount_fen, is_kept, ...one }) => ({
    ...one,
    amount_yuan: amount_fen === null ? null : formatYuan(BigInt(amount_fen)),
    status: obligationStatus({ is_kept, due_on: one.due_on }, today),
  })),
});

export function linkRoutes(add: AddRoute): void {
  contractRoutes(add);
  obligationRoutes(add);
  linkedRoute(add);
  chainRoutes(add);
  feedbackRoutes(add);
}

function contractRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/entities/:entity/links',
    tag,
    summary: 'Contracts between an entity and households, with what is owed and kept, by number',
    params: ofEntity,
    query: Type.Object({ after: AfterNo, limit: Limit }),
    reply: Page(Link, Type.Integer()),
    handle: async (call) => {
      const { county, entity: entityNo } = call.params;
      const { after, limit } = call.query;
      const page = await pageOf(
        limit,
        (rows) => call.read('see.entity', (tx) => listLinks(tx, county, { entityNo, after, limit: rows })),
        ({ link_no }) => link_no,
      );
      return { ...page, rows: page.rows.map((row) => linkDocument(row, call.today)) };
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/entities/:entity/links',
    tag,
    summary: 'Record a contract with a household: order, job, rent, dividend or trusteeship',
    params: ofEntity,
    body: Body({
      household: HouseholdNo,
      form: Form,
      kind: Kind,
      terms: Text,
      price_floor_yuan: Type.Optional(GivenYuan),
      price_unit: Type.Optional(Text),
      since: Day,
      until: Type.Optional(Day),
      files: GivenFiles,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Link,
    handle: async (call) => {
      const {
        household,
        form,
        kind,
        terms,
        price_floor_yuan,
        price_unit,
        since,
        until,
        files = [],
      } = call.body;
      const link = await linkHousehold(call.db, {
        ...orderOf(call),
        entityNo: call.params.entity,
        householdNo: household,
        form,
        kind,
        terms,
        since: call.day(since),
        files,
        today: call.today,
        ...(price_floor_yuan !== undefined && { priceFloorFen: findFen(price_floor_yuan)! }),
        ...(price_unit !== undefined && { priceUnit: price_unit }),
        ...(until !== undefined && { until: call.day(until) }),
      });
      return linkDocument(link, call.today);
    },
  });
}

function obligationRoutes(add: AddRoute): void {
  add({
    method: 'POST',
    url: '/counties/:county/links/:link/obligations',
    tag,
    summary: 'What a contract obliges one side to, by a day',
    params: ofLink,
    body: Body({
      owed_by: Side,
      what: Text,
      due_on: Day,
      amount_yuan: Type.Optional(GivenYuan),
      dry_run: DryRun,
    }),
    status: 201,
    reply: Link,
    handle: async (call) => {
      const { owed_by: owedBy, what, due_on, amount_yuan } = call.body;
      const order = { ...orderOf(call), linkNo: call.params.link, owedBy, what, dueOn: call.day(due_on) };
      const amount = amount_yuan === undefined ? {} : { amountFen: findFen(amount_yuan)! };
      return linkDocument(await oblige(call.db, { ...order, ...amount }), call.today);
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/links/:link/obligations/:obligation/outcome',
    tag,
    summary: 'Whether an obligation was kept',
    params: Type.Object({ ...ofLink.properties, obligation: No }),
    body: Body({ is_kept: Type.Boolean(), remark: Text, on: On, dry_run: DryRun }),
    status: 201,
    reply: Link,
    handle: async (call) => {
      const { link: linkNo, obligation: obligationNo } = call.params;
      const { is_kept: isKept, remark, on } = call.body;
      const order = { ...orderOf(call), linkNo, obligationNo, isKept, remark };
      const link = await settleObligation(call.db, { ...order, on: call.day(on), today: call.today });
      return linkDocument(link, call.today);
    },
  });
}

function linkedRoute(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/linked-households',
    tag,
    summary: 'The households linked to the entities one acts for: name, contact, contracts, on a list or not',
    params: ofCounty,
    query: Type.Object({ purpose: Purpose }),
    reply: Type.Object({
      rows: Type.Array(
        Type.Object({
          household_no: Type.String(),
          head_name: Personal(Type.String()),
          phone: Personal(Type.String()),
          is_eligible: Type.Boolean({ description: 'On a list that support is for; not on which.' }),
          links: Type.Array(Link),
        }),
      ),
    }),
    handle: async (call) => {
      const { county } = call.params;
      const rows = await call.readPersonal({ action: 'linkage.mine', countyCode: county }, async (tx, eyes) =>
        (await linkedHouseholds(tx, county, call.viewer, call.today)).map(({ links, ...row }) => ({
          ...row,
          ...eyes({ head_name: row.head_name, phone: row.phone }),
          links: links.map((link) => linkDocument(link, call.today)),
        })),
      );
      return { rows };
    },
  });
}

function chainRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/entities/:entity/chain',
    tag,
    summary: 'Who stands behind an entity from loan to sale',
    params: ofEntity,
    reply: Type.Object({ rows: Type.Array(StageReply) }),
    handle: async (call) => {
      const { county, entity } = call.params;
      return { rows: await call.read('see.entity', (tx) => listStages(tx, county, entity)) };
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/entities/:entity/chain',
    tag,
    summary: 'Record a partner in the chain from loan to sale',
    params: ofEntity,
    body: Body({ stage: StageName, partner: Text, terms: Text, since: On, dry_run: DryRun }),
    status: 201,
    reply: Type.Array(StageReply),
    handle: (call) => {
      const { stage, partner, terms, since } = call.body;
      const order = { ...orderOf(call), entityNo: call.params.entity, stage, partner, terms };
      return recordStage(call.db, { ...order, since: call.day(since), today: call.today });
    },
  });
}

function feedbackRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/entities/:entity/feedback',
    tag,
    summary: 'What households and an entity said, and the answers',
    params: ofEntity,
    reply: Type.Object({ rows: Type.Array(Feedback) }),
    handle: async (call) => {
      const { county, entity: entityNo } = call.params;
      return { rows: await call.read('see.entity', (tx) => listFeedback(tx, county, { entityNo })) };
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/entities/:entity/feedback',
    tag,
    summary: 'Take feedback down, of a household or of the entity; the policy says by when it is answered',
    params: ofEntity,
    body: Body({
      household: Type.Optional(HouseholdNo),
      topic: Text,
      words: Text,
      on: On,
      policy: PolicyName,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Feedback,
    handle: async (call) => {
      const { household, topic, words, on, policy = SPENDING_POLICY } = call.body;
      return giveFeedback(call.db, {
        ...orderOf(call),
        entityNo: call.params.entity,
        topic,
        words,
        receivedOn: call.day(on),
        today: call.today,
        policy: (await call.policyOn())(policy, call.today),
        ...(household !== undefined && { householdNo: household }),
      });
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/feedback/:feedback/answer',
    tag,
    summary: 'Answer feedback; not by who took it down',
    params: Type.Object({ ...ofCounty.properties, feedback: No }),
    body: Body({ answer: Text, is_adjustment: Type.Boolean(), on: On, dry_run: DryRun }),
    status: 201,
    reply: Feedback,
    handle: (call) => {
      const { answer, is_adjustment: isAdjustment, on } = call.body;
      const order = { ...orderOf(call), feedbackNo: call.params.feedback, answer, isAdjustment };
      return answerFeedback(call.db, { ...order, answeredOn: call.day(on), today: call.today });
    },
  });
}
