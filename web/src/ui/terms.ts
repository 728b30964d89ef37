import { type Bilingual, useBilingual } from '../i18n/language.ts';

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
  relation: {
    head: word('户主', 'Head'),
    spouse: word('配偶', 'Spouse'),
    child: word('子女', 'Child'),
    parent: word('父母', 'Parent'),
    other: word('其他', 'Other'),
  },
  sex: { male: word('男', 'Male'), female: word('女', 'Female') },
  education: {},
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
  level: {
    province: word('省', 'Province'),
    prefecture: word('市', 'Prefecture'),
    county: word('县', 'County'),
    township: word('乡镇', 'Township'),
    village: word('村', 'Village'),
    household: word('户', 'Household'),
  },
  file: {
    areas: word('地区', 'Areas'),
    households: word('农户', 'Households'),
    persons: word('人员', 'Persons'),
    expenses: word('支出单据', 'Bills'),
    incomes: word('收入', 'Incomes'),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Bilingual>>>>;
export type TermList = keyof typeof TERMS;

/** Codes of a list, in its order, for choices. */
export const termsOf = (list: TermList): readonly string[] => Object.keys(TERMS[list]);

/** The word for a code; a code that no list knows stays as it is (a masked value, a file's own word). */
export function useTerm(): (list: TermList, code: string) => string {
  const say = useBilingual();
  return (list, code) => {
    const known: Bilingual | undefined = (TERMS[list] as Readonly<Record<string, Bilingual>>)[code];
    return known ? say(known) : code;
  };
}
