import type { FileReference } from '../../../evidence/index.ts';
import { deadlineAfter, type PlainDate } from '../../../kernel/index.ts';
import { type Db, insertRows, nextNo } from '../../../platform/index.ts';
import type { PolicyVersion } from '../../../policy/index.ts';
import type { CountyOrder } from '../../../registry/index.ts';
import { getEntity } from '../entities/store.ts';
import { answerPeriodOf } from '../spending/policy.ts';
import { enact, isByOneOf, keepPapers, needHousehold, needPast, properText } from '../store.ts';
import { fail } from './errors.ts';
import type { LinkKind, ParticipationForm, Stage } from './model.ts';
import { type FeedbackRow, getLink, type LinkRow, listFeedback, listStages, type StageRow } from './store.ts';

export interface LinkOrder extends CountyOrder {
  readonly entityNo: number;
  readonly householdNo: string;
  readonly form: ParticipationForm;
  readonly kind: LinkKind;
  readonly terms: string;
  /** Of an order: the price below which the entity does not pay, and its unit. */
  readonly priceFloorFen?: bigint;
  readonly priceUnit?: string;
  readonly since: PlainDate;
  readonly until?: PlainDate;
  readonly files?: readonly FileReference[];
  readonly today: PlainDate;
}

/**
 * Records a contract between an entity and a household. Fails, in this order, with `entity.unknown`, `programmes.future`,
 * `programmes.text`, `programmes.household`, `link.terms`.
 */
export async function linkHousehold(db: Db, order: LinkOrder): Promise<LinkRow> {
  return enact(db, order, 'link.sign', async (tx, actor) => {
    const { countyCode, entityNo, householdNo, form, kind, priceFloorFen, priceUnit, since, until } = order;
    const entity = await getEntity(tx, countyCode, entityNo);
    needPast(since, order.today);
    const terms = properText('terms', order.terms);
    await needHousehold(tx, countyCode, householdNo, since);
    const hasFloor = priceFloorFen !== undefined && priceFloorFen > 0n;
    const isSound =
      (kind === 'order') === hasFloor &&
      hasFloor === (priceUnit !== undefined) &&
      (until === undefined || until >= since);
    if (!isSound) throw fail('link.terms');
    const no = await nextNo(tx, 'programmes.link', 'link_no', { county_code: countyCode });
    await insertRows(tx, 'programmes.link', [
      {
        county_code: countyCode,
        link_no: no,
        entity_no: entityNo,
        household_no: householdNo,
        form,
        contract_kind: kind,
        terms_text: terms,
        price_floor_fen: priceFloorFen,
        price_unit_name: priceUnit === undefined ? null : properText('price_unit', priceUnit),
        since,
        until,
        files: await keepPapers(tx, countyCode, entity, order.files ?? [], actor),
        recorded_by: actor,
      },
    ]);
    const result = await getLink(tx, countyCode, no);
    return { result, summary: { link_no: no, entity_no: entityNo, kind } };
  });
}

export interface ObligationOrder extends CountyOrder {
  readonly linkNo: number;
  readonly owedBy: 'entity' | 'household';
  readonly what: string;
  readonly dueOn: PlainDate;
  readonly amountFen?: bigint;
}

/** Records what a contract obliges one side to. Fails with `link.unknown`, `programmes.text`, `link.notRunning`. */
export async function oblige(db: Db, order: ObligationOrder): Promise<LinkRow> {
  return enact(db, order, 'link.oblige', async (tx, actor) => {
    const { countyCode, linkNo, owedBy, dueOn, amountFen } = order;
    const link = await getLink(tx, countyCode, linkNo);
    const what = properText('what', order.what);
    if (dueOn < link.since || (link.until !== null && dueOn > link.until))
      throw fail('link.notRunning', { link: linkNo, day: dueOn });
    await insertRows(tx, 'programmes.obligation', [
      {
        county_code: countyCode,
        link_no: linkNo,
        obligation_no: link.obligations.length + 1,
        owed_by: owedBy,
        what,
        due_on: dueOn,
        amount_fen: amountFen,
        recorded_by: actor,
      },
    ]);
    return { result: await getLink(tx, countyCode, linkNo), summary: { link_no: linkNo } };
  });
}

export interface OutcomeOrder extends CountyOrder {
  readonly linkNo: number;
  readonly obligationNo: number;
  readonly isKept: boolean;
  readonly remark: string;
  readonly on: PlainDate;
  readonly today: PlainDate;
}

/**
 * Records whether an obligation was kept. Fails with `link.unknown`, `programmes.future`, `programmes.text`,
 * `obligation.unknown`, `obligation.settled`.
 */
export async function settleObligation(db: Db, order: OutcomeOrder): Promise<LinkRow> {
  return enact(db, order, 'link.settle', async (tx, actor) => {
    const { countyCode, linkNo, obligationNo, isKept, on, today } = order;
    const link = await getLink(tx, countyCode, linkNo);
    needPast(on, today);
    const remark = properText('remark', order.remark);
    const obligation = link.obligations.find(({ obligation_no }) => obligation_no === obligationNo);
    const named = { link: linkNo, obligation: obligationNo };
    if (!obligation) throw fail('obligation.unknown', named);
    if (obligation.is_kept !== null) throw fail('obligation.settled', named);
    const key = { county_code: countyCode, link_no: linkNo, obligation_no: obligationNo };
    await insertRows(tx, 'programmes.obligation_outcome', [
      { ...key, is_kept: isKept, day: on, remark, recorded_by: actor },
    ]);
    return {
      result: await getLink(tx, countyCode, linkNo),
      summary: { link_no: linkNo, obligation_no: obligationNo, is_kept: String(isKept) },
    };
  });
}

export interface FeedbackOrder extends CountyOrder {
  readonly entityNo: number;
  /** The household that gives it; without one the entity does. */
  readonly householdNo?: string;
  readonly topic: string;
  readonly words: string;
  readonly receivedOn: PlainDate;
  readonly today: PlainDate;
  readonly policy: PolicyVersion;
}

/**
 * Takes feedback down, both ways (domain.md M14); the policy says by when it is answered. Fails with `entity.unknown`,
 * `programmes.future`, `programmes.text`, `programmes.household`, `spending.policy`.
 */
export async function giveFeedback(db: Db, order: FeedbackOrder): Promise<FeedbackRow> {
  const { policy, ...said } = order;
  return enact(db, { ...said, policy: policy.version } as CountyOrder, 'feedback.give', async (tx, actor) => {
    const { countyCode, entityNo, householdNo, receivedOn, today } = order;
    await getEntity(tx, countyCode, entityNo);
    needPast(receivedOn, today);
    const topic = properText('topic', order.topic);
    const words = properText('words', order.words);
    if (householdNo !== undefined) await needHousehold(tx, countyCode, householdNo, receivedOn);
    const { days, dayKind } = answerPeriodOf(policy);
    const no = await nextNo(tx, 'programmes.feedback', 'feedback_no', { county_code: countyCode });
    await insertRows(tx, 'programmes.feedback', [
      {
        county_code: countyCode,
        feedback_no: no,
        entity_no: entityNo,
        household_no: householdNo,
        topic,
        words,
        received_on: receivedOn,
        answer_by_day: deadlineAfter(receivedOn, days, dayKind).day,
        policy_version: policy.version,
        recorded_by: actor,
      },
    ]);
    const [result] = await listFeedback(tx, countyCode, { feedbackNo: no });
    return { result: result!, summary: { feedback_no: no, entity_no: entityNo } };
  });
}

export interface FeedbackAnswerOrder extends CountyOrder {
  readonly feedbackNo: number;
  readonly answer: string;
  /** Whether something was changed because of it. */
  readonly isAdjustment: boolean;
  readonly answeredOn: PlainDate;
  readonly today: PlainDate;
}

/**
 * Answers feedback; not by who took it down. Fails with `feedback.unknown`, `programmes.future`, `programmes.text`,
 * `feedback.answered`, `feedback.ownAnswer`.
 */
export async function answerFeedback(db: Db, order: FeedbackAnswerOrder): Promise<FeedbackRow> {
  return enact(db, order, 'feedback.answer', async (tx, actor) => {
    const { countyCode, feedbackNo, isAdjustment, answeredOn, today } = order;
    const [found] = await listFeedback(tx, countyCode, { feedbackNo });
    if (!found) throw fail('feedback.unknown', { county: countyCode, feedback: feedbackNo });
    needPast(answeredOn, today);
    const answer = properText('answer', order.answer);
    if (found.answered_on !== null) throw fail('feedback.answered', { feedback: feedbackNo });
    if (isByOneOf(actor, [found.recorded_by]))
      throw fail('feedback.ownAnswer', { actor, feedback: feedbackNo });
    await insertRows(tx, 'programmes.feedback_answer', [
      {
        county_code: countyCode,
        feedback_no: feedbackNo,
        answer,
        is_adjustment: isAdjustment,
        answered_on: answeredOn,
        recorded_by: actor,
      },
    ]);
    const [result] = await listFeedback(tx, countyCode, { feedbackNo });
    return { result: result!, summary: { feedback_no: feedbackNo } };
  });
}

export interface StageOrder extends CountyOrder {
  readonly entityNo: number;
  readonly stage: Stage;
  readonly partner: string;
  readonly terms: string;
  readonly since: PlainDate;
  readonly today: PlainDate;
}

/** Records who stands behind an entity in the chain. Fails with `entity.unknown`, `programmes.future`, `programmes.text`. */
export async function recordStage(db: Db, order: StageOrder): Promise<StageRow[]> {
  return enact(db, order, 'link.chain', async (tx, actor) => {
    const { countyCode, entityNo, stage, since, today } = order;
    await getEntity(tx, countyCode, entityNo);
    needPast(since, today);
    const partner = properText('partner', order.partner);
    const terms = properText('terms', order.terms);
    const key = { county_code: countyCode, entity_no: entityNo };
    const stageNo = await nextNo(tx, 'programmes.chain_stage', 'stage_no', key);
    await insertRows(tx, 'programmes.chain_stage', [
      {
        ...key,
        stage_no: stageNo,
        stage,
        partner_name: partner,
        terms_text: terms,
        since,
        recorded_by: actor,
      },
    ]);
    const result = await listStages(tx, countyCode, entityNo);
    return { result, summary: { entity_no: entityNo, stage } };
  });
}
