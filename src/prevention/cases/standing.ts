import type { ActionName, Part } from './chain.ts';
import type { CaseFacts, Step, VillageFacts } from './model.ts';
import type { Status } from './status.ts';

/** Where a case stands, and which of its actions still count. */
export interface Standing {
  /** The link of the chain, or returned, rejected, withdrawn, appealed; what the table's `from` means. */
  readonly stage: Status;
  /** As `stage`, unless an objection waits. */
  readonly status: Status;
  /** The village's decision, if it was taken since the visit that counts. */
  readonly village: VillageFacts;
  /** The action from which the checks began: the opening, a return, an appeal upheld. */
  readonly began: Step;
  readonly followUp: Step | undefined;
  readonly people: (part: Part) => readonly string[];
}

/**
 * Follows a case through its actions. What rests on a decision of the village counts only as long as that decision
 * holds: once an objection is upheld the case stands at the visit again, unless the money has already moved.
 */
export function standingOf(facts: CaseFacts): Standing {
  const { steps, order } = facts;
  const isPaid = order !== undefined && order.postedFen === order.limitFen;
  const began = steps.findLast(({ action }) => BEGINS.has(action))!;
  const counting = new Map<ActionName, Step>();
  let stage: Status = 'DETECTED';
  for (const step of steps) {
    const next = stageAfter(step, facts, counting, isPaid);
    if (next === undefined) continue;
    stage = next;
    counting.set(step.action, step);
    for (const later of UNDONE_BY[step.action] ?? []) counting.delete(later);
  }
  const village = decisionSince(facts, began, counting.get('visit'));
  if (stage === 'HOUSEHOLD_VISIT') stage = villageStage(village);
  if (stage === 'RECORDED' && counting.has('order')) stage = paymentStage(facts, counting);
  return {
    stage,
    status: contested(facts.village, stage),
    village,
    began,
    followUp: counting.get('follow_up'),
    people: (part) => peopleOf(part, facts, village),
  };
}

/** From these the checks begin anew: what was decided before counts no more. */
export const BEGINS: ReadonlySet<ActionName> = new Set(['open', 'return', 'uphold_appeal']);
const AFTER_VISIT: readonly ActionName[] = ['confirm', 'report', 'record', 'order'];
/** What has to be done again after an action. */
const UNDONE_BY: Partial<Record<ActionName, readonly ActionName[]>> = {
  return: ['visit', ...AFTER_VISIT],
  uphold_appeal: ['visit', ...AFTER_VISIT],
  visit: AFTER_VISIT,
  confirm: ['report', 'record', 'order'],
  record: ['order'],
};

/** The stage an action brings about; undefined when it brings none, or does not count any more. */
function stageAfter(
  step: Step,
  facts: CaseFacts,
  counting: ReadonlyMap<ActionName, Step>,
  isPaid: boolean,
): Status | undefined {
  switch (step.action) {
    case 'open':
      return 'DETECTED';
    case 'ask':
      return 'CROSS_CHECK';
    case 'assign':
      return 'TOWNSHIP_ASSIGNED';
    case 'visit':
      return 'HOUSEHOLD_VISIT';
    case 'confirm': {
      const { outcome, meeting } = facts.village;
      const holds = outcome === 'approved' && step.fields['meeting'] === String(meeting?.no);
      return holds || isPaid ? 'VILLAGE_CONFIRMED' : undefined;
    }
    case 'report':
      return counting.has('confirm') ? 'COUNTY_REVIEW' : undefined;
    case 'record':
    case 'order':
      return counting.has('report') ? 'RECORDED' : undefined;
    case 'follow_up':
      return counting.has('order') ? 'RECORDED' : undefined;
    case 'remove_risk':
      return 'RISK_REMOVED';
    case 'return':
    case 'uphold_appeal':
      return 'RETURNED';
    case 'reject':
    case 'dismiss_appeal':
      return 'REJECTED';
    case 'withdraw':
      return 'WITHDRAWN';
    case 'appeal':
      return 'APPEALED';
    case 'answer':
    case 'overrule':
    case 'measure':
    case 'pay':
    // These two are governance's; no case keeps them.
    case 'review':
    case 'notice':
      return undefined;
  }
}

const UNDECIDED: VillageFacts = { outcome: 'none', openObjections: [], openAppeals: [] };

/** A meeting from before the visit, or known when the case was returned, decides nothing any more. */
function decisionSince({ village }: CaseFacts, began: Step, visit: Step | undefined): VillageFacts {
  const { meeting } = village;
  const isNew =
    meeting && visit && meeting.day >= visit.day && meeting.no > Number(began.fields['after_meeting'] ?? 0);
  return isNew ? village : UNDECIDED;
}

function villageStage({ outcome, notice }: VillageFacts): Status {
  if (outcome === 'none') return 'HOUSEHOLD_VISIT';
  return outcome === 'approved' && notice && notice.status !== 'planned' ? 'PUBLIC_NOTICE' : 'VILLAGE_REVIEW';
}

/** An order that was revoked, or expired before it was carried out, leaves the case recorded. */
function paymentStage({ order, today }: CaseFacts, counting: ReadonlyMap<ActionName, Step>): Status {
  if (!order) return 'RECORDED';
  if (order.postedFen === order.limitFen) return counting.has('follow_up') ? 'FOLLOW_UP' : 'PAID';
  return order.status === 'revoked' || order.validTo < today ? 'RECORDED' : 'PAYMENT_ORDERED';
}

function contested({ openObjections, openAppeals }: VillageFacts, stage: Status): Status {
  if (openAppeals.length > 0) return 'APPEALED';
  return openObjections.length > 0 ? 'OBJECTION' : stage;
}

function peopleOf(part: Part, { steps, finders, removal }: CaseFacts, village: VillageFacts): string[] {
  const actors = (action: ActionName): string[] =>
    steps.filter((step) => step.action === action).map(({ actor }) => actor);
  switch (part) {
    case 'discoverer':
      return [...actors('open'), ...finders];
    case 'visitor':
      return steps
        .filter(({ action }) => action === 'visit')
        .flatMap(({ actor, fields }) => [actor, fields['companion']!]);
    case 'chair':
      return [...(village.meeting?.chairs ?? [])];
    case 'answerer':
      return actors('answer');
    case 'confirmer':
      return actors('confirm');
    case 'reporter':
      return actors('report');
    case 'approver':
      return actors('record');
    case 'orderer':
      return actors('order');
    case 'rejecter':
      return actors('reject');
    case 'follower':
      return actors('follow_up');
    case 'removal_chair':
      return [...(removal.meeting?.chairs ?? [])];
  }
}
