import { deadlineAfter, type PlainDate } from '../../../kernel/index.ts';
import type { SpendingStatus } from '../names.ts';
import type { Tier } from './tier.ts';

/** What became of a request to spend, and what may be done next; values in, values out. */

export type StepName =
  | 'branch_proposal'
  | 'committee_discussion'
  | 'member_review'
  | 'vetoed'
  | 'authorised'
  | 'result_disclosed'
  | 'withdrawn';

/** The discussions before the decision (四议), in their order. */
export const DISCUSSIONS = ['branch_proposal', 'committee_discussion', 'member_review'] as const;

export interface StepFact {
  readonly step: StepName;
  readonly day: PlainDate;
}

export interface SpendingFacts {
  readonly tier: Tier;
  readonly steps: readonly StepFact[];
  readonly decision:
    | {
        readonly outcome: 'approved' | 'refused' | 'none';
        readonly bodyKind: string | undefined;
        readonly day: PlainDate | undefined;
        readonly isNoticed: boolean;
        readonly isContested: boolean;
      }
    | undefined;
  readonly authorisation:
    | {
        readonly status: 'granted' | 'suspended' | 'revoked';
        readonly awaitsAgent: boolean;
        readonly left: bigint;
      }
    | undefined;
  readonly amount: bigint;
  readonly today: PlainDate;
}

/** Last day on which the board may veto: so many days after the decision. */
export const vetoUntil = ({ vetoDays, vetoDayKind }: Tier, decided: PlainDate): PlainDate =>
  deadlineAfter(decided, vetoDays, vetoDayKind).day;

/** The status that follows from the facts. What lies further back is told first: a veto before a payment. */
export function statusOf(facts: SpendingFacts): SpendingStatus {
  const { tier, steps, decision, authorisation, today } = facts;
  const has = (step: StepName): boolean => steps.some((one) => one.step === step);
  if (has('withdrawn')) return 'withdrawn';
  if (has('vetoed')) return 'vetoed';
  if (authorisation) return statusOfMoney(facts);
  if (decision?.outcome === 'refused') return 'refused';
  if (missingDiscussions(facts).length > 0) return 'discussing';
  if (decision?.outcome !== 'approved') return 'deciding';
  if (!tier.bodies.includes(decision.bodyKind ?? '')) return 'wrong_body';
  if (decision.isContested) return 'contested';
  if (tier.noticeDays > 0 && !decision.isNoticed) return 'noticing';
  if (today <= vetoUntil(tier, decision.day!)) return 'veto_period';
  return 'decided';
}

function statusOfMoney({ tier, steps, authorisation, amount }: SpendingFacts): SpendingStatus {
  const { status, awaitsAgent, left } = authorisation!;
  if (left < amount) {
    const isDisclosed = !tier.isFourDiscussions || steps.some(({ step }) => step === 'result_disclosed');
    return isDisclosed ? 'paid' : 'disclosing';
  }
  if (status === 'revoked') return 'revoked';
  if (awaitsAgent) return 'awaiting_agent';
  return status === 'suspended' ? 'suspended' : 'payable';
}

/** Which discussions the tier asks for and nobody recorded on or before the day of the decision. */
export function missingDiscussions({ tier, steps, decision }: SpendingFacts): StepName[] {
  if (!tier.isFourDiscussions) return [];
  const by = decision?.day;
  return DISCUSSIONS.filter(
    (name) => !steps.some(({ step, day }) => step === name && (by === undefined || day <= by)),
  );
}
