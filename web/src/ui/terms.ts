import { useCallback } from 'react';
import { ACTIONS, DEPARTMENT_NAMES, PARTS, ROLES, STATUS_NAMES } from '../../../src/prevention/cases/pure.ts';
import { type Bilingual, useLanguage } from '../i18n/language.ts';

const word = (zh: string, en: string): Bilingual => ({ zh, en });

/** Words for the closed lists of the register, of policies and of the ladder (GLOSSARY.md). */
const TERMS = {
  group: {
    registered: word('建档立卡户', 'Registered'),
    non_high_standard_lifted: word('非高标准脱贫户', 'Non-high-standard, lifted'),
    non_poor_low_income: word('非贫低收入户', 'Non-poor, low income'),
    sudden_hardship: word('突发严重困难户', 'Sudden hardship'),
    general: word('一般农户', 'General'),
  },
  peril: {
    medical: word('因病', 'Illness'),
    education: word('因学', 'Education'),
    disaster: word('因灾', 'Disaster'),
    traffic_medical: word('交通事故（医疗）', 'Traffic, medical'),
    traffic_loss: word('交通事故（财产）', 'Traffic, loss'),
  },
  finding: {
    line: word('超预警线', 'Over a line'),
    sum: word('合计超线', 'Over by the sum'),
    missed: word('疑似漏评', 'Perhaps missed'),
    declared: word('自主申报', 'Declared'),
    visit: word('走访发现', 'Seen on a visit'),
  },
  /** Of cases: as the server's own tables have them. */
  status: STATUS_NAMES,
  action: ACTIONS,
  part: PARTS,
  caseRole: ROLES,
  department: DEPARTMENT_NAMES,
  relation: {
    head: word('户主', 'Head'),
    spouse: word('配偶', 'Spouse'),
    child: word('子女', 'Child'),
    parent: word('父母', 'Parent'),
    other: word('其他', 'Other'),
  },
  sex: { male: word('男', 'Male'), female: word('女', 'Female') },
  education: {
    illiterate: word('文盲', 'No schooling'),
    primary: word('小学', 'Primary'),
    junior: word('初中', 'Junior secondary'),
    senior: word('高中', 'Senior secondary'),
    college: word('大专及以上', 'College'),
    'college+': word('大专及以上', 'College'),
  },
  health: {
    healthy: word('健康', 'Healthy'),
    chronic: word('长期慢性病', 'Chronic illness'),
    serious_illness: word('大病', 'Serious illness'),
    disabled: word('残疾', 'Disabled'),
  },
  labour: {
    ordinary: word('普通劳动力', 'Ordinary'),
    skilled: word('技能劳动力', 'Skilled'),
    lost: word('丧失劳动力', 'Lost'),
    none: word('无劳动力', 'None'),
  },
  item: {
    inpatient: word('住院', 'Inpatient'),
    outpatient: word('门诊', 'Outpatient'),
    tuition: word('学费', 'Tuition'),
    boarding: word('住宿费', 'Boarding'),
    textbook: word('书本费', 'Textbooks'),
    other: word('其他', 'Other'),
  },
  income: {
    wage: word('工资性收入', 'Wages'),
    business: word('生产经营性收入', 'Business'),
    property: word('财产性收入', 'Property'),
    transfer: word('转移性收入', 'Transfers'),
    business_cost: word('生产经营性支出', 'Business cost'),
    unclassified: word('未分类', 'Not classified'),
  },
  event: {
    base: word('登记时', 'As registered'),
    classify: word('认定', 'Classified'),
    lift: word('脱贫', 'Lifted'),
    relapse: word('返贫', 'Relapsed'),
    review_removal: word('核查剔除', 'Removed by review'),
    birth: word('出生', 'Birth'),
    death: word('死亡', 'Death'),
    marriage_in: word('婚入', 'Married in'),
    marriage_out: word('婚出', 'Married out'),
    move_in: word('迁入', 'Moved in'),
    move_out: word('迁出', 'Moved out'),
    split: word('分户', 'Split'),
    merge: word('并户', 'Merged'),
    adjustment: word('动态调整', 'Adjustment'),
    cancel: word('撤销', 'Cancellation'),
  },
  eventStatus: {
    proposed: word('待审核', 'Proposed'),
    approved: word('已批准', 'Approved'),
    refused: word('不予批准', 'Refused'),
    cancelled: word('已撤销', 'Cancelled'),
  },
  caseStatus: {
    DETECTED: word('已立案', 'Opened'),
    CROSS_CHECK: word('部门比对', 'Departments asked'),
    TOWNSHIP_ASSIGNED: word('已交乡镇', 'With the township'),
    HOUSEHOLD_VISIT: word('已入户核查', 'Visited'),
    VILLAGE_REVIEW: word('村级已评议', 'Decided by the village'),
    PUBLIC_NOTICE: word('公示', 'Public notice'),
    VILLAGE_CONFIRMED: word('村级已确认', 'Confirmed by the village'),
    COUNTY_REVIEW: word('已报县审核', 'With the county'),
    RECORDED: word('已审核备案', 'Approved and recorded'),
    PAYMENT_ORDERED: word('已下支付令', 'Payment ordered'),
    PAID: word('已支付', 'Paid'),
    FOLLOW_UP: word('回访中', 'Follow-up'),
    RISK_REMOVED: word('风险已消除', 'Risk removed'),
    OBJECTION: word('有异议待答复', 'Objection'),
    APPEALED: word('申诉中', 'Appealed'),
    RETURNED: word('已退回核查', 'Returned'),
    REJECTED: word('不予通过', 'Not granted'),
    WITHDRAWN: word('已撤回', 'Withdrawn'),
  },
  level: {
    province: word('省', 'Province'),
    prefecture: word('市', 'Prefecture'),
    county: word('县', 'County'),
    township: word('乡镇', 'Township'),
    village: word('村', 'Village'),
    household: word('户', 'Household'),
  },
  post: {
    secretary: word('党组织书记', 'Party secretary'),
    head: word('行政负责人', 'Head of government or committee'),
    office: word('防贫办工作人员', 'Officer of the prevention office'),
    first_secretary: word('第一书记', 'First secretary'),
    team_member: word('驻村工作队员', 'Member of the resident team'),
    grid_member: word('网格员', 'Grid member'),
    helper: word('帮扶责任人', 'Responsible helper'),
  },
  file: {
    areas: word('地区', 'Areas'),
    households: word('农户', 'Households'),
    persons: word('人员', 'Persons'),
    expenses: word('支出单据', 'Bills'),
    incomes: word('收入', 'Incomes'),
  },
  decision: {
    household_support: word('帮扶对象评议', 'Support of a household'),
    risk_removal: word('风险消除评议', 'Removal of a risk'),
    dividend_plan: word('收益分配方案', 'Plan of a distribution'),
    fund_use: word('资金使用', 'Use of funds'),
    election: word('选举', 'Election'),
    charter: word('章程', 'Charter'),
    points: word('积分', 'Points'),
    moral_praise: word('道德表彰', 'Praise'),
    moral_exposure: word('道德评议', 'Moral review'),
    other: word('其他事项', 'Other matter'),
  },
  seat: {
    chair: word('主持人', 'Chair'),
    member: word('成员', 'Member'),
    secretary: word('记录人', 'Secretary'),
    supervisor: word('监督人', 'Supervisor'),
  },
  choice: {
    for: word('赞成', 'For'),
    against: word('反对', 'Against'),
    abstain: word('弃权', 'Abstain'),
  },
  recusal: {
    same_household: word('本户成员', 'of this household'),
    same_name: word('与户内成员同名', 'a name of this household'),
    kinship: word('亲属', 'a relative'),
    declared: word('本人提出', 'stepped back'),
  },
  proxyForm: { written: word('书面委托', 'in writing'), phone: word('电话委托', 'by telephone') },
  evidence: {
    signatures: word('签到表', 'Signature sheet'),
    photo: word('现场照片', 'Photo'),
    proxy: word('委托书', 'Proxy'),
    document: word('其他材料', 'Document'),
  },
  channel: {
    village: word('来村里说', 'In the village'),
    '12317': word('电话（12317 等）', 'Telephone (12317)'),
    web: word('网上', 'Web'),
  },
  verdict: { upheld: word('意见成立', 'Upheld'), dismissed: word('意见不成立', 'Dismissed') },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Bilingual>>>>;
export type TermList = keyof typeof TERMS;

/** Codes of a list, in its order, for choices. */
export const termsOf = (list: TermList): readonly string[] => Object.keys(TERMS[list]);

/** The word for a code; a code that no list knows stays as it is (a masked value, a file's own word). */
export function useTerm(): (list: TermList, code: string) => string {
  const lang = useLanguage();
  return useCallback(
    (list, code) => (TERMS[list] as Readonly<Record<string, Bilingual>>)[code]?.[lang] ?? code,
    [lang],
  );
}
