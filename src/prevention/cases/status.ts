import type { Bilingual } from '../../kernel/pure.ts';

/** Where a case stands (domain.md M06): the last link of the chain that is done, or a side state. */
export const STATUS_NAMES = {
  DETECTED: { zh: '已立案', en: 'opened' },
  CROSS_CHECK: { zh: '部门比对', en: 'departments questioned' },
  TOWNSHIP_ASSIGNED: { zh: '已交乡镇', en: 'assigned to the township' },
  HOUSEHOLD_VISIT: { zh: '已入户核查', en: 'household visited' },
  VILLAGE_REVIEW: { zh: '村级已评议', en: 'decided by the village' },
  PUBLIC_NOTICE: { zh: '公示中或已公示', en: 'made public' },
  VILLAGE_CONFIRMED: { zh: '村级已确认', en: 'confirmed by the village' },
  COUNTY_REVIEW: { zh: '已报县审核', en: 'reported to the county' },
  RECORDED: { zh: '已审核备案', en: 'approved and recorded' },
  PAYMENT_ORDERED: { zh: '已下支付令', en: 'payment ordered' },
  PAID: { zh: '已支付', en: 'paid' },
  FOLLOW_UP: { zh: '回访中', en: 'followed up' },
  RISK_REMOVED: { zh: '风险已消除', en: 'risk removed' },
  OBJECTION: { zh: '有异议待答复', en: 'objection waits for an answer' },
  APPEALED: { zh: '申诉中', en: 'appealed' },
  RETURNED: { zh: '已退回重新核查', en: 'returned to be checked anew' },
  REJECTED: { zh: '不予受理', en: 'rejected' },
  WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
} as const satisfies Record<string, Bilingual>;
export type Status = keyof typeof STATUS_NAMES;
export const STATUSES = Object.keys(STATUS_NAMES) as readonly Status[];
