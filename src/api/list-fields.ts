import type { Bilingual } from '../kernel/index.ts';
import { GROUP_LABELS, PERIL_LABELS } from '../policy/index.ts';
import { ACTIONS, STATUS_NAMES } from '../prevention/cases/index.ts';
import type { CaseInList, FindingWork, HouseholdInList } from '../desk/index.ts';
import type { TableField } from './tables.ts';

/** How lists head their columns as files, and the words for their codes. */

const FINDING_KINDS: Readonly<Record<string, Bilingual>> = {
  line: { zh: '超预警线', en: 'over a line' },
  sum: { zh: '合计超线', en: 'over by the sum' },
  missed: { zh: '疑似漏评', en: 'perhaps missed' },
  declared: { zh: '自主申报', en: 'declared' },
  visit: { zh: '走访发现', en: 'seen on a visit' },
};
const PERILS: Readonly<Record<string, Bilingual>> = {
  ...PERIL_LABELS,
  '': { zh: '合计', en: 'all together' },
};
const STAGES: Readonly<Record<string, Bilingual>> = {
  ...STATUS_NAMES,
  NONE: { zh: '未立案', en: 'no case yet' },
};

const HOUSEHOLD = {
  household_no: { zh: '户编号', en: 'household' },
  head_name: { zh: '户主姓名', en: 'head of household' },
  township_name: { zh: '乡镇', en: 'township' },
  area_name: { zh: '村', en: 'village' },
  group: { zh: '户类型', en: 'group', words: GROUP_LABELS },
} as const;
const STANDING = {
  next: { zh: '下一步', en: 'next step', words: ACTIONS },
  due: { zh: '期限', en: 'due' },
  is_overdue: { zh: '逾期', en: 'overdue' },
  handler_name: { zh: '承办人', en: 'handled by' },
} as const;
const SELF_PAID: TableField = { zh: '自付金额（元）', en: 'self-paid (yuan)', kind: 'yuan' };

export const FINDING_FIELDS: Readonly<Partial<Record<keyof FindingWork, TableField>>> = {
  ...HOUSEHOLD,
  kind: { zh: '线索类别', en: 'kind', words: FINDING_KINDS },
  peril: { zh: '风险类别', en: 'peril', words: PERILS },
  self_paid_yuan: SELF_PAID,
  line_yuan: { zh: '预警线（元）', en: 'line (yuan)', kind: 'yuan' },
  excess_yuan: { zh: '超出（元）', en: 'above the line (yuan)', kind: 'yuan' },
  policy: { zh: '政策版本', en: 'policy' },
  policy_year: { zh: '年度', en: 'year', kind: 'number' },
  found_on: { zh: '发现日期', en: 'found on' },
  as_of: { zh: '截至日期', en: 'as of' },
  case_no: { zh: '案件号', en: 'case', kind: 'number' },
  stage: { zh: '所处环节', en: 'stage', words: STAGES },
  has_changed: { zh: '立案后有变动', en: 'changed since the case' },
  ...STANDING,
};

export const CASE_FIELDS: Readonly<Partial<Record<keyof CaseInList, TableField>>> = {
  case_no: { zh: '案件号', en: 'case', kind: 'number' },
  ...HOUSEHOLD,
  kinds: { zh: '线索类别', en: 'kind', words: FINDING_KINDS },
  peril: { zh: '风险类别', en: 'peril', words: PERILS },
  self_paid_yuan: SELF_PAID,
  amount_yuan: { zh: '审定金额（元）', en: 'approved (yuan)', kind: 'yuan' },
  paid_yuan: { zh: '已付金额（元）', en: 'paid (yuan)', kind: 'yuan' },
  policy_year: { zh: '年度', en: 'year', kind: 'number' },
  stage: { zh: '所处环节', en: 'stage', words: STAGES },
  status: { zh: '状态', en: 'status', words: STAGES },
  opened_on: { zh: '立案日期', en: 'opened on' },
  since: { zh: '最近办理', en: 'last action' },
  ...STANDING,
};

export const HOUSEHOLD_FIELDS: Readonly<Partial<Record<keyof HouseholdInList, TableField>>> = {
  ...HOUSEHOLD,
  size: { zh: '家庭人口', en: 'people', kind: 'number' },
  peril: { zh: '风险类别', en: 'peril', words: PERIL_LABELS },
};
