import type { Bilingual } from '../kernel/index.ts';

/**
 * What a role's account is responsible for, and so which rows it sees: the whole county; one township or village; one
 * household; the bills of some perils in a county; the households of a county that claim; or no row of the register.
 */
export type Reach = 'county' | 'area' | 'household' | 'perils' | 'claims' | 'none';

export interface Role extends Bilingual {
  readonly reach: Reach;
  /** Actions of the funnel: whole ones, or all that begin with one that ends in a dot. */
  readonly may: readonly string[];
  /** Perils whose bills the department delivers. */
  readonly perils?: readonly string[];
  /** Its rights always have a last day. */
  readonly isLimited?: true;
}

const FILES = ['import.expenses', 'import.incomes'] as const;
const MEETING = [
  'governance.meeting.',
  'governance.objection.receive',
  'governance.objection.appeal',
] as const;

// A table is read by its columns.
// prettier-ignore
/** The actors of domain.md §5. The public has no account; what it may read is a notice (src/governance). */
export const ROLES = {
  county_office:          { reach: 'county',    zh: '县防贫办',           en: 'county prevention office',     may: ['import.', 'screening.', 'finding.', 'register.', 'compensation.', 'policy.', 'governance.notice.', 'governance.objection.', 'cases.', 'pool.', 'payment.make', 'grievance.', 'task.', 'see.'] },
  health_insurance:       { reach: 'perils',    zh: '医保部门',           en: 'health insurance department',  may: [...FILES, 'see.'], perils: ['medical', 'traffic_medical'] },
  education_department:   { reach: 'perils',    zh: '教育部门',           en: 'education department',         may: [...FILES, 'see.'], perils: ['education'] },
  emergency_department:   { reach: 'perils',    zh: '民政、应急与农业部门', en: 'civil affairs, emergency and agriculture departments', may: [...FILES, 'see.'], perils: ['disaster', 'traffic_loss'] },
  check_department:       { reach: 'none',      zh: '核查部门',           en: 'department that answers checks', may: ['cases.answer'] },
  county_finance:         { reach: 'county',    zh: '县财政局',           en: 'county finance',               may: ['ledger.', 'payment.', 'pool.', 'see.'] },
  township:               { reach: 'area',      zh: '乡镇党委政府',       en: 'township Party committee and government', may: ['register.event.propose', 'finding.declared', 'finding.visit', 'governance.', 'cases.', 'grievance.', 'task.', 'see.'] },
  escrow_agent:           { reach: 'area',      zh: '“三资”代理机构',     en: '"three endowments" agent',     may: ['ledger.', 'see.'] },
  village_committees:     { reach: 'area',      zh: '村两委',             en: 'two village committees',       may: ['register.event.propose', 'finding.declared', 'finding.visit', 'governance.body.', ...MEETING, 'governance.notice.', 'cases.', 'grievance.', 'points.', 'task.', 'see.'] },
  villager_representative:{ reach: 'area',      zh: '村民代表、道德评议会', en: 'villager representatives and moral council', may: [...MEETING, 'points.', 'see.'] },
  helper:                 { reach: 'household', zh: '第一书记、工作队、帮扶人', en: 'first secretary, resident team, helper', may: ['finding.declared', 'finding.visit', 'cases.visit', 'cases.follow_up', 'task.', 'see.'] },
  grid_member:            { reach: 'area',      zh: '网格员',             en: 'grid member',                  may: ['register.event.propose', 'finding.visit', 'see.'] },
  insurer:                { reach: 'claims',    zh: '保险公司',           en: 'insurer',                      may: ['cases.visit', 'cases.pay', 'payment.release', 'payment.result', 'pool.', 'see.'] },
  enterprise:             { reach: 'household', zh: '企业、合作社',       en: 'enterprise or cooperative',    may: ['see.'] },
  market_coordinator:     { reach: 'household', zh: '空店、巢状市场协调员', en: 'kongdian or nested-market coordinator', may: ['see.'] },
  bank:                   { reach: 'household', zh: '银行、互助资金协会', en: 'bank or mutual association',   may: ['see.'] },
  household:              { reach: 'household', zh: '农户',               en: 'household',                    may: ['finding.declared', 'governance.objection.receive', 'governance.objection.appeal', 'see.'] },
  station_worker:         { reach: 'household', zh: '留守服务站工作人员', en: 'left-behind station worker',   may: ['see.'] },
  consumer:               { reach: 'none',      zh: '城市消费者',         en: 'urban consumer',               may: [] },
  donor:                  { reach: 'none',      zh: '捐赠方、社会组织、股东', en: 'donor, social organisation, shareholder', may: [] },
  researcher:             { reach: 'none',      zh: '评估与研究人员',     en: 'evaluator or researcher',      may: ['evaluation.'] },
  auditor:                { reach: 'county',    zh: '审计、纪检、监事会', en: 'auditor, discipline, supervisory board', may: ['audit.list', 'audit.verify', 'account.list', 'see.'], isLimited: true },
  administrator:          { reach: 'none',      zh: '系统管理员',         en: 'system administrator',         may: ['account.', 'audit.', 'import.areas', 'demo.load'] },
} as const satisfies Record<string, Role>;

export type RoleName = keyof typeof ROLES;
export const ROLE_NAMES = Object.keys(ROLES) as readonly RoleName[];
export const roleOf = (name: RoleName): Role => ROLES[name];

/**
 * Acts that compute over a whole county, or over several: they run with the owner's rights, because row-level
 * security would slow them and, on the embedded engine, COPY is not the application role's. Only somebody
 * responsible for all they touch may do them. All other acts run as the application role.
 */
const WHOLE = [
  'import.',
  'screening.',
  'finding.import',
  'compensation.',
  'register.event.import',
  'register.event.approve',
  'register.event.refuse',
  'register.event.cancel',
  'register.duplicates.',
  'policy.',
  'demo.',
  'account.',
  'audit.',
] as const;

const names = (pattern: string, action: string): boolean =>
  pattern.endsWith('.') ? action.startsWith(pattern) : action === pattern;

export const isWhole = (action: string): boolean => WHOLE.some((pattern) => names(pattern, action));

/** Reads need no permission beyond `see.`: areas and fields decide what comes out. */
export const mayDo = (role: RoleName, action: string): boolean =>
  roleOf(role).may.some((pattern) => names(pattern, action));
