import type { Bilingual } from '../../kernel/pure.ts';

/** The closed lists of entities and contributions, in both languages; pages and commands show them. */

/** Kinds of entity (domain.md M01, M03, M11, M16). */
export const ENTITY_KINDS = {
  village_collective: { zh: '村集体经济组织', en: 'village collective' },
  company: { zh: '公司', en: 'company' },
  cooperative: { zh: '合作社', en: 'cooperative' },
  micro_factory: { zh: '扶贫微工厂', en: 'micro factory' },
  photovoltaic_station: { zh: '光伏电站', en: 'photovoltaic station' },
  family_farm: { zh: '家庭农场', en: 'family farm' },
  association: { zh: '协会', en: 'association' },
} as const satisfies Record<string, Bilingual>;
export type EntityKind = keyof typeof ENTITY_KINDS;

/** What a dated fact of an entity is about. */
export const FACT_TOPICS = {
  purpose: { zh: '宗旨与业务', en: 'purpose and business' },
  leader: { zh: '负责人', en: 'who leads it' },
  scale: { zh: '规模', en: 'scale' },
  charter: { zh: '章程', en: 'charter' },
  licence: { zh: '证照', en: 'licence' },
  supervision: { zh: '监督', en: 'supervision' },
  closed: { zh: '注销', en: 'closed' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Record<string, Bilingual>;
export type FactTopic = keyof typeof FACT_TOPICS;

/** What an entity is built for and reports by period (domain.md M08, M16, F38). */
export const OUTPUT_KINDS = {
  electricity: { zh: '发电量（千瓦时）', en: 'electricity (kWh)' },
  posts: { zh: '在岗人数（个岗位）', en: 'posts filled' },
  sales: { zh: '销售额（元）', en: 'sales (yuan)' },
} as const satisfies Record<string, Bilingual>;
export type OutputKind = keyof typeof OUTPUT_KINDS;

/** What can be put into an entity (domain.md M01). */
export const CONTRIBUTION_KINDS = {
  cash: { zh: '现金', en: 'cash' },
  public_fund: { zh: '财政资金', en: 'public funds' },
  donated_fund: { zh: '公益资金', en: 'donated funds' },
  land: { zh: '土地（亩）', en: 'land (mu)' },
  labour: { zh: '劳动（工日）', en: 'labour (days)' },
  asset: { zh: '实物资产', en: 'assets in kind' },
  technology: { zh: '技术', en: 'technology' },
} as const satisfies Record<string, Bilingual>;
export type ContributionKind = keyof typeof CONTRIBUTION_KINDS;

export const CONTRIBUTOR_CLASSES = {
  household: { zh: '农户', en: 'households' },
  village: { zh: '村集体', en: 'villages' },
  donor: { zh: '捐赠方', en: 'donors' },
  treasury: { zh: '财政', en: 'treasury' },
  enterprise: { zh: '企业', en: 'enterprises' },
} as const satisfies Record<string, Bilingual>;
export type ContributorClass = keyof typeof CONTRIBUTOR_CLASSES;

export const VALUATION_METHODS = {
  paid: { zh: '实付', en: 'paid in money' },
  invoice: { zh: '发票', en: 'invoice' },
  market_price: { zh: '市价', en: 'market price' },
  assessor: { zh: '评估机构', en: 'assessor' },
  agreed: { zh: '各方商定', en: 'agreed by those concerned' },
} as const satisfies Record<string, Bilingual>;
export type ValuationMethod = keyof typeof VALUATION_METHODS;

export const SPENDING_KINDS = {
  collective_expense: { zh: '对外开支', en: 'expense' },
  collective_transfer: { zh: '内部划转', en: 'transfer to another entity' },
  land_rent: { zh: '土地流转费', en: 'round of land rents' },
} as const satisfies Record<string, Bilingual>;
export type SpendingKind = keyof typeof SPENDING_KINDS;

/** What became of a request to spend (src/livelihood/programmes/spending/rules.ts). */
export const SPENDING_STATUSES = {
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
} as const satisfies Record<string, Bilingual>;
export type SpendingStatus = keyof typeof SPENDING_STATUSES;
