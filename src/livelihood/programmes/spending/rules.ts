import { deadlineAfter, type PlainDate } from '../../../kernel/index.ts';
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

export const STATUSES = {
  discussing: { zh: '待商议', en: 'to be discussed' },
  deciding: { zh: '待表决', en: 'to be decided' },
  refused: { zh: '未通过', en: 'refused' },
  wrong_body: { zh: '表决机构不够级别', en: 'decided by a body below the tier' },
  noticing: { zh: '公示中', en: 'public notice running' },
  contested: { zh: '有异议待答复', en: 'objection open' },
  veto_period: { zh: '监督委员会否决期', en: 'the supervisory board may veto' },
  vetoed: { zh: '已否决', en: 'vetoed' },
  decided: { zh: '可授权', en: 'to be authorised' },
  awaiting_agent: { zh: '待代理会签', en: 'waits for the escrow agent' },
  suspended: { zh: '已暂停', en: 'suspended' },
  revoked: { zh: '已撤销', en: 'revoked' },
  payable: { zh: '可支付', en: 'to be paid' },
  paid: { zh: '已支付', en: 'paid' },
  disclosing: { zh: '已支付，结果待公开', en: 'paid, result to be disclosed' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const;
export type SpendingStatus = keyof typeof STATUSES;

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
