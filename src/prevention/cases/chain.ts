import type { Bilingual } from '../../kernel/pure.ts';
import type { Status } from './status.ts';

export const ROLES = {
  discoverer: { zh: '发现人', en: 'who found the household' },
  county_office: { zh: '县防贫办', en: 'county prevention office' },
  department: { zh: '比对部门', en: 'department' },
  township: { zh: '乡镇', en: 'township' },
  visitor: { zh: '入户核查员', en: 'household visitor' },
  village: { zh: '村两委', en: 'two village committees' },
  county_approver: { zh: '县级审核人', en: 'county approver' },
  payer: { zh: '支付人', en: 'payer' },
  household: { zh: '农户', en: 'household' },
} as const satisfies Record<string, Bilingual>;
export type Role = keyof typeof ROLES;

/** Parts somebody may have had in a case. */
export const PARTS = {
  discoverer: { zh: '发现人', en: 'discoverer' },
  visitor: { zh: '入户核查员', en: 'visitor' },
  chair: { zh: '评议主持人', en: 'chair of the review' },
  answerer: { zh: '比对答复人', en: 'who answered for the department' },
  confirmer: { zh: '村级确认人', en: 'who confirmed for the village' },
  reporter: { zh: '乡镇上报人', en: 'who reported for the township' },
  approver: { zh: '县级审核人', en: 'county approver' },
  orderer: { zh: '支付令签发人', en: 'who ordered the payment' },
  rejecter: { zh: '不予受理决定人', en: 'who rejected' },
  follower: { zh: '回访人', en: 'who followed up' },
  removal_chair: { zh: '风险消除评议主持人', en: 'chair of the review of the removal' },
} as const satisfies Record<string, Bilingual>;
export type Part = keyof typeof PARTS;

/** What must be true besides where the case stands; each is decided in `needs.ts` and refused by a sentence of its own. */
export type Need =
  | 'answered'
  | 'explained'
  | 'unexplained'
  | 'approved'
  | 'ownBody'
  | 'checkedBefore'
  | 'chairApart'
  | 'uncontested'
  | 'noticed'
  | 'worth'
  | 'granted'
  | 'halfYear'
  | 'measured'
  | 'secure'
  | 'labour'
  | 'removalConfirmed'
  | 'notAppealed';

export type ActionName =
  | 'open'
  | 'ask'
  | 'answer'
  | 'overrule'
  | 'assign'
  | 'visit'
  | 'review'
  | 'notice'
  | 'confirm'
  | 'report'
  | 'record'
  | 'order'
  | 'pay'
  | 'measure'
  | 'follow_up'
  | 'remove_risk'
  | 'return'
  | 'reject'
  | 'withdraw'
  | 'appeal'
  | 'uphold_appeal'
  | 'dismiss_appeal';

export interface ActionRule extends Bilingual {
  readonly role: Role;
  /** Where the case must stand. */
  readonly from: readonly Status[];
  /** What else must be true, in the order of refusal. */
  readonly needs?: readonly Need[];
  /** Whoever had one of these parts is not the one who acts. */
  readonly apart?: readonly Part[];
  /** `text`, `name`, choices `yes|no`; with `?` it may be left away. Nothing else may be given. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Files (name and SHA-256) that show it happened. */
  readonly needsEvidence?: boolean;
  /** The policy's period `procedure.…`, and the action it runs from. */
  readonly due?: { readonly period: string; readonly after: ActionName };
  /** Taken with the commands of meetings and notices, for the subject `cases:NUMBER`. */
  readonly through?: 'meeting' | 'notice';
}

const BEFORE_REVIEW: readonly Status[] = [
  'CROSS_CHECK',
  'TOWNSHIP_ASSIGNED',
  'RETURNED',
  'HOUSEHOLD_VISIT',
  'VILLAGE_REVIEW',
  'PUBLIC_NOTICE',
];
const IN_REVIEW: readonly Status[] = [
  'HOUSEHOLD_VISIT',
  'VILLAGE_REVIEW',
  'PUBLIC_NOTICE',
  'VILLAGE_CONFIRMED',
  'COUNTY_REVIEW',
];
const BEFORE_ORDER: readonly Status[] = [
  'DETECTED',
  'CROSS_CHECK',
  'TOWNSHIP_ASSIGNED',
  'RETURNED',
  ...IN_REVIEW,
  'RECORDED',
];

// A table is read by its columns.
// prettier-ignore
/**
 * The chain of domain.md M06, with risk removal of §3.2: every action, from where, by whom, under what conditions, by whom not, and
 * until when. Commands, API and screens ask `possibleActions`, which reads nothing else.
 */
export const ACTIONS: Readonly<Record<ActionName, ActionRule>> = {
  open:           { zh: '立案', en: 'open the case', role: 'discoverer', from: [] },
  ask:            { zh: '发起部门比对', en: 'question the departments', role: 'county_office', from: ['DETECTED'] },
  answer:         { zh: '部门答复', en: "give a department's answer", role: 'department', from: BEFORE_REVIEW,
                    fields: { department: 'name', result: 'hit|clear', note: 'text?' }, due: { period: 'comparison_days', after: 'ask' } },
  overrule:       { zh: '说明比对结果不影响的理由', en: 'give the reason why a hit does not count', role: 'county_office', from: BEFORE_REVIEW,
                    needs: ['unexplained'], apart: ['answerer'], fields: { department: 'name', reason: 'text' } },
  assign:         { zh: '交办乡镇', en: 'assign it to the township', role: 'county_office', from: ['CROSS_CHECK'], due: { period: 'acceptance_days', after: 'open' } },
  visit:          { zh: '入户核查', en: 'visit the household', role: 'visitor', from: ['TOWNSHIP_ASSIGNED', 'RETURNED'],
                    apart: ['discoverer'], needsEvidence: true, due: { period: 'household_check_days', after: 'assign' },
                    fields: { companion: 'name', judicial_compensation: 'yes|no?', long_treatment: 'yes|no?', note: 'text?' } },
  review:         { zh: '村级评议', en: 'let the village decide', role: 'village', from: ['HOUSEHOLD_VISIT'], through: 'meeting',
                    needs: ['answered', 'explained'], apart: ['discoverer', 'visitor'], due: { period: 'review_days', after: 'visit' } },
  notice:         { zh: '公示', en: 'make the decision public', role: 'village', from: ['VILLAGE_REVIEW'], through: 'notice', needs: ['approved'] },
  confirm:        { zh: '村级确认', en: 'confirm the decision', role: 'village', from: ['VILLAGE_REVIEW', 'PUBLIC_NOTICE'], apart: ['chair'],
                    needs: ['answered', 'explained', 'approved', 'ownBody', 'checkedBefore', 'chairApart', 'uncontested', 'noticed'] },
  report:         { zh: '乡镇上报', en: 'report it to the county', role: 'township', from: ['VILLAGE_CONFIRMED'], needs: ['uncontested'], apart: ['confirmer'] },
  record:         { zh: '县级审核备案', en: 'approve and record it', role: 'county_approver', from: ['COUNTY_REVIEW'], needs: ['uncontested', 'worth'],
                    apart: ['discoverer', 'visitor', 'chair', 'reporter'], due: { period: 'whole_days', after: 'open' } },
  order:          { zh: '签发支付令', en: 'order the payment', role: 'county_office', from: ['RECORDED'], needs: ['uncontested'], apart: ['approver'] },
  pay:            { zh: '支付', en: 'pay', role: 'payer', from: ['PAYMENT_ORDERED'], needs: ['uncontested', 'granted'],
                    apart: ['discoverer', 'visitor', 'chair', 'approver', 'orderer'], due: { period: 'payment_order_days', after: 'order' } },
  measure:        { zh: '落实帮扶措施', en: 'record a measure carried out', role: 'visitor', from: ['RECORDED', 'PAYMENT_ORDERED', 'PAID', 'FOLLOW_UP'], fields: { measure: 'text' } },
  follow_up:      { zh: '回访', en: 'follow up', role: 'visitor', from: ['PAID', 'FOLLOW_UP'], due: { period: 'follow_up_days', after: 'pay' },
                    fields: { income_stable: 'yes|no', income_above_line: 'yes|no', expenditure_solved: 'yes|no', guarantees_secure: 'yes|no', risk_gone: 'yes|no', note: 'text?' } },
  remove_risk:    { zh: '消除风险', en: 'mark the risk as removed', role: 'county_approver', from: ['FOLLOW_UP'], apart: ['follower', 'removal_chair'],
                    needs: ['uncontested', 'halfYear', 'measured', 'secure', 'labour', 'removalConfirmed'], fields: { kind: 'assisted|natural' } },
  return:         { zh: '退回重新核查', en: 'return it to be checked anew', role: 'township', from: IN_REVIEW, fields: { reason: 'text' } },
  reject:         { zh: '不予受理', en: 'reject it', role: 'county_approver', from: BEFORE_ORDER, fields: { reason: 'text' } },
  withdraw:       { zh: '撤回', en: 'withdraw it', role: 'household', from: BEFORE_ORDER, fields: { reason: 'text' } },
  appeal:         { zh: '申诉', en: 'appeal against the rejection', role: 'household', from: ['REJECTED'], needs: ['notAppealed'], fields: { reason: 'text' } },
  uphold_appeal:  { zh: '申诉成立', en: 'uphold the appeal', role: 'county_approver', from: ['APPEALED'], apart: ['rejecter'],
                    fields: { reason: 'text' }, due: { period: 'objection_answer_days', after: 'appeal' } },
  dismiss_appeal: { zh: '驳回申诉', en: 'dismiss the appeal', role: 'county_approver', from: ['APPEALED'], apart: ['rejecter'],
                    fields: { reason: 'text' }, due: { period: 'objection_answer_days', after: 'appeal' } },
};

export const ACTION_NAMES = Object.keys(ACTIONS) as readonly ActionName[];

export const isActionName = (text: string): text is ActionName => Object.hasOwn(ACTIONS, text);

/** The links of the chain in order; each has its action or, for the village's part, its meeting and notice. */
export const CHAIN: readonly (readonly [Status, ActionName])[] = [
  ['DETECTED', 'open'],
  ['CROSS_CHECK', 'ask'],
  ['TOWNSHIP_ASSIGNED', 'assign'],
  ['HOUSEHOLD_VISIT', 'visit'],
  ['VILLAGE_REVIEW', 'review'],
  ['PUBLIC_NOTICE', 'notice'],
  ['VILLAGE_CONFIRMED', 'confirm'],
  ['COUNTY_REVIEW', 'report'],
  ['RECORDED', 'record'],
  ['PAYMENT_ORDERED', 'order'],
  ['PAID', 'pay'],
  ['FOLLOW_UP', 'follow_up'],
  ['RISK_REMOVED', 'remove_risk'],
];
