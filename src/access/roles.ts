import type { Bilingual } from '../kernel/index.ts';

/**
 * What a role's account is responsible for, and so which rows it sees: the whole county; one township or village; the
 * accounts of its collectives alone; one household; the bills of some perils in a county; the households of a county that
 * claim; or no row of the register.
 */
export type Reach = 'county' | 'area' | 'collective' | 'household' | 'perils' | 'claims' | 'none';

export interface Role extends Bilingual {
  readonly reach: Reach;
  /** Actions of the funnel: whole ones, or all that begin with one that ends in a dot. */
  readonly may: readonly string[];
  /** Perils whose bills the department delivers. */
  readonly perils?: readonly string[];
  /** Its rights always have a last day. */
  readonly isLimited?: true;
}

const FILES = ['import.expenses', 'import.incomes', 'import.undo'] as const;
/** What anybody with an account may say, wherever it is about. */
const SAY = [
  'governance.objection.receive',
  'governance.objection.appeal',
  'payout.grievance.receive',
] as const;
const MEETING = ['governance.meeting.', ...SAY] as const;
const GRIEVANCES = ['payout.grievance.', 'payout.sample.visit'] as const;
/** Whoever may have a task finishes it or hands it over; who is set over others names them and gives tasks. */
const WORKS = ['responsibility.task.done', 'responsibility.task.hand_over'] as const;
const DIRECTS = ['responsibility.'] as const;

/** Parts of the chain (src/prevention/cases/chain.ts); who acts twice in a case is refused there. */
const VISITOR = ['cases.open', 'cases.visit', 'cases.measure', 'cases.follow_up'] as const;
const FOR_HOUSEHOLD = ['cases.withdraw', 'cases.appeal'] as const;
const COUNTY_DECISIONS = [
  'cases.open',
  'cases.ask',
  'cases.overrule',
  'cases.assign',
  'cases.record',
  'cases.order',
  'cases.reject',
  'cases.uphold_appeal',
  'cases.dismiss_appeal',
  'cases.remove_risk',
] as const;
/** A missing level passes its step to its parent: of the township to the county, of the village to the township. */
const TOWNSHIP = ['cases.report', 'cases.return', 'cases.entrust'] as const;

/** The register; with findings, which say who is in need; beyond that, what was decided and paid, and minutes. */
const REGISTER = ['see.household', 'see.records'] as const;
const READ = [...REGISTER, 'see.findings'] as const;
const READ_MONEY = [
  ...READ,
  'see.case',
  'see.claim',
  'see.payment',
  'see.ledger',
  'see.file',
  'see.entity',
  'see.shares',
] as const;
/** Share books and rounds: who keeps the register and proposes, and who lets money out and takes it back. */
const KEEPS_SHARES = [
  'shares.book.',
  'shares.charter.',
  'shares.capital.',
  'shares.entry.',
  'shares.tally.',
  'shares.income.',
  'shares.roll.',
  'shares.round.propose',
  'shares.round.withdraw',
  'shares.round.pay',
] as const;
const PAYS_SHARES = ['shares.round.authorise', 'shares.round.pay', 'shares.round.reverse'] as const;

/** Cards of households, and what a household reads with its own. */
const CARDS = ['card.'] as const;
const OWN = ['my.file'] as const;
/** Entities of one's area: what they are, what was put into them, how they are run (src/livelihood/programmes). */
const ENTITIES = [
  'programmes.entity.',
  'programmes.contribution.',
  'programmes.inventory.',
  'programmes.land.',
  'programmes.link.',
  'programmes.feedback.',
  'programmes.expenditure.request',
  'programmes.expenditure.step',
  'programmes.expenditure.authorise',
  'programmes.expenditure.pay',
] as const;
/** Above the village: what binds the village itself. */
const ESCROWS = ['programmes.escrow.begin', 'programmes.escrow.end'] as const;
/** What is written on phones before it is an act. */
const DRAFTS = ['draft.read', 'draft.write'] as const;
/** Photos and papers that show what happened. */
const SHOWS = ['evidence.keep'] as const;

// A table is read by its columns.
// prettier-ignore
/** The actors of domain.md §5. The public has no account; what it may read is on the board (src/board). */
export const ROLES = {
  county_office:          { reach: 'county',    zh: '县防贫办',           en: 'county prevention office',     may: ['import.', 'screening.', 'finding.', 'register.', 'compensation.', 'policy.', 'programmes.agent.', 'detector.', ...ENTITIES, ...ESCROWS, 'governance.notice.', ...SHOWS, ...CARDS, 'governance.objection.', ...COUNTY_DECISIONS, ...TOWNSHIP, ...FOR_HOUSEHOLD, 'payout.pool.', 'payout.payment.account', 'payout.payment.make', 'payout.payment.cancel', 'payout.sample.', 'payout.grievance.', 'ledger.verify', 'pool.show', 'payment.show', 'shares.round.authorise', 'shares.round.reverse', ...DIRECTS, 'see.'] },
  health_insurance:       { reach: 'perils',    zh: '医保部门',           en: 'health insurance department',  may: [...FILES, ...READ], perils: ['medical', 'traffic_medical'] },
  education_department:   { reach: 'perils',    zh: '教育部门',           en: 'education department',         may: [...FILES, ...READ], perils: ['education'] },
  emergency_department:   { reach: 'perils',    zh: '民政、应急与农业部门', en: 'civil affairs, emergency and agriculture departments', may: [...FILES, ...READ], perils: ['disaster', 'traffic_loss'] },
  check_department:       { reach: 'none',      zh: '核查部门',           en: 'department that answers checks', may: ['cases.answer', 'check.list'] },
  county_finance:         { reach: 'county',    zh: '县财政局',           en: 'county finance',               may: ['cases.pay', 'payout.pool.', 'payout.payment.', 'ledger.verify', 'pool.show', 'payment.show', ...PAYS_SHARES, ...READ_MONEY] },
  township:               { reach: 'area',      zh: '乡镇党委政府',       en: 'township Party committee and government', may: ['register.event.propose', 'register.condition.propose', 'finding.declared', 'finding.visit', 'governance.', ...ENTITIES, ...ESCROWS, ...SHOWS, ...CARDS, ...DRAFTS, ...VISITOR, 'cases.confirm', ...TOWNSHIP, ...FOR_HOUSEHOLD, ...GRIEVANCES, ...KEEPS_SHARES, 'shares.round.authorise', ...DIRECTS, 'see.'] },
  escrow_agent:           { reach: 'collective',     zh: '“三资”代理机构',     en: '"three endowments" agent',     may: ['programmes.escrow.cosign', 'shares.round.cosign', 'see.shares', 'see.records', 'see.ledger', 'see.entity', 'see.file'] },
  village_committees:     { reach: 'area',      zh: '村两委',             en: 'two village committees',       may: ['register.event.propose', 'register.condition.propose', 'finding.declared', 'finding.visit', 'governance.body.', ...ENTITIES, ...MEETING, ...SHOWS, ...CARDS, ...DRAFTS, 'governance.notice.', ...VISITOR, 'cases.confirm', ...GRIEVANCES, ...KEEPS_SHARES, 'responsibility.task.', 'see.'] },
  villager_representative:{ reach: 'area',      zh: '村民代表、道德评议会', en: 'villager representatives and moral council', may: [...MEETING, ...READ, 'see.case', 'see.meeting', 'see.file', 'see.entity', 'see.shares', 'programmes.expenditure.veto', ...SHOWS] },
  helper:                 { reach: 'household', zh: '第一书记、工作队、帮扶人', en: 'first secretary, resident team, helper', may: ['register.condition.propose', 'finding.declared', 'finding.visit', ...VISITOR, ...SHOWS, ...DRAFTS, ...FOR_HOUSEHOLD, ...WORKS, ...SAY, ...READ_MONEY] },
  grid_member:            { reach: 'area',      zh: '网格员',             en: 'grid member',                  may: ['register.event.propose', 'finding.visit', ...DRAFTS, ...WORKS, ...SAY, ...REGISTER] },
  insurer:                { reach: 'claims',    zh: '保险公司',           en: 'insurer',                      may: ['cases.visit', ...SHOWS, ...DRAFTS, 'cases.pay', 'payout.payment.release', 'payout.payment.result', 'pool.show', 'payment.show', 'payment.file', ...READ_MONEY] },
  enterprise:             { reach: 'household', zh: '企业、合作社',       en: 'enterprise or cooperative',    may: ['programmes.link.settle', 'programmes.feedback.give', 'linkage.mine', ...REGISTER, 'see.entity'] },
  market_coordinator:     { reach: 'household', zh: '空店、巢状市场协调员', en: 'kongdian or nested-market coordinator', may: [...REGISTER] },
  bank:                   { reach: 'household', zh: '银行、互助资金协会', en: 'bank or mutual association',   may: [...REGISTER] },
  household:              { reach: 'household', zh: '农户',               en: 'household',                    may: ['finding.declared', 'programmes.feedback.give', ...SHOWS, ...OWN, 'payout.payment.account', ...FOR_HOUSEHOLD, ...SAY, ...READ_MONEY] },
  station_worker:         { reach: 'household', zh: '留守服务站工作人员', en: 'left-behind station worker',   may: [...REGISTER] },
  consumer:               { reach: 'none',      zh: '城市消费者',         en: 'urban consumer',               may: [] },
  donor:                  { reach: 'none',      zh: '捐赠方、社会组织、股东', en: 'donor, social organisation, shareholder', may: [] },
  researcher:             { reach: 'none',      zh: '评估与研究人员',     en: 'evaluator or researcher',      may: ['evaluation.'] },
  auditor:                { reach: 'county',    zh: '审计、纪检、监事会', en: 'auditor, discipline, supervisory board', may: ['audit.list', 'audit.verify', 'detector.board', 'account.list', 'compensation.verify', 'ledger.verify', 'pool.show', 'payment.show', 'payment.file', 'see.'], isLimited: true },
  administrator:          { reach: 'none',      zh: '系统管理员',         en: 'system administrator',         may: ['account.', 'audit.', 'import.areas', 'demo.load'] },
} as const satisfies Record<string, Role>;

export type RoleName = keyof typeof ROLES;
export const ROLE_NAMES = Object.keys(ROLES) as readonly RoleName[];
export const roleOf = (name: RoleName): Role => ROLES[name];

/** The name under which those act who have not signed in; no account is called so. All they may do is object and complain. */
export const PUBLIC = 'public';
export const PUBLIC_MAY: readonly string[] = ['governance.objection.receive', 'payout.grievance.receive'];

/**
 * Acts that run with the owner's rights once the actor is authorised; all others run as the application role.
 *
 * First, those over a whole county, or several: row-level security would slow them and, on the embedded engine, COPY
 * is not the application role's. Then what moves money, which the ledger bounds by its authorisations. Only those
 * responsible for whole counties, for all bills of a peril or for all claims of a county may do these.
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
  'register.condition.approve',
  'register.condition.refuse',
  'register.duplicates.',
  'register.quality.',
  'cases.pay',
  'payout.pool.',
  'payout.payment.make',
  'payout.payment.release',
  'payout.payment.cancel',
  'payout.payment.result',
  'payment.show',
  'payment.file',
  'pool.show',
  'ledger.verify',
  'policy.',
  'demo.',
  'account.',
  'audit.',
] as const;

/**
/**
 * What reaches beyond the actor's areas by its nature, likewise with the owner's rights: a department is asked and answers
 * about a household it may not see otherwise, and anybody may object or complain about any decision. Cards are nobody's
 * rows, and whose household it is was asked before (cards/actions.ts); a household's own file lies in tables kept by
 * area, and the code that reads it names the household. An enterprise reads the households linked to it, which the code names, too.
 */
const BEYOND = [
  'cases.answer',
  'check.list',
  'card.issue',
  'card.end',
  'card.list',
  'my.file',
  'linkage.mine',
  ...PAYS_SHARES,
  'shares.round.cosign',
  'shares.income.receive',
  ...SAY,
] as const;

const names = (pattern: string, action: string): boolean =>
  pattern.endsWith('.') ? action.startsWith(pattern) : action === pattern;

export const isWhole = (action: string): boolean => WHOLE.some((pattern) => names(pattern, action));

export const runsAsOwner = (action: string): boolean =>
  isWhole(action) || BEYOND.some((pattern) => names(pattern, action));

/** Reads need no permission beyond `see.`: areas and fields decide what comes out. */
export const mayDo = (role: RoleName, action: string): boolean =>
  roleOf(role).may.some((pattern) => names(pattern, action));
