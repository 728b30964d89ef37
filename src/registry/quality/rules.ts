import type { Bilingual } from '../../kernel/index.ts';

/**
 * The data-quality rules over the register of a day that need more than one row of a file (domain.md §3.6).
 * `{a}` and `{b}` in a sentence are the rule's texts.
 */
export interface QualityRule {
  readonly rule: string;
  readonly sentence: Bilingual;
  /** What the rule holds true of, in SQL. */
  readonly when: string;
  readonly a?: string;
  readonly b?: string;
}

/** Rules of a household `h`, with counts of its recorded members (null when there are none). */
export const HOUSEHOLD_RULES: readonly QualityRule[] = [
  {
    rule: 'no_head',
    sentence: { zh: '有登记成员，但没有户主', en: 'has recorded members but no head' },
    when: 'h.heads = 0',
  },
  {
    rule: 'several_heads',
    sentence: { zh: '有 {a} 位户主', en: 'has {a} heads' },
    when: 'h.heads > 1',
    a: 'h.heads',
  },
  {
    rule: 'several_spouses',
    sentence: { zh: '户主有 {a} 位配偶', en: 'has {a} spouses of the head' },
    when: 'h.spouses > 1',
    a: 'h.spouses',
  },
  {
    rule: 'head_name_differs',
    sentence: {
      zh: '农户文件的户主姓名与成员中的户主不同',
      en: 'the head in the household file is not the head among the members',
    },
    when: 'h.heads = 1 and h.head_name <> h.name_of_head',
  },
  {
    rule: 'size_differs',
    sentence: { zh: '登记人口 {a} 人，成员名单 {b} 人', en: 'counts {a} persons but lists {b} members' },
    when: 'h.members <> h.size',
    a: 'h.size',
    b: 'h.members',
  },
  {
    rule: 'size_over_20',
    sentence: { zh: '一户超过 20 人（{a} 人）', en: 'has more than 20 persons ({a})' },
    when: 'h.size > 20',
    a: 'h.size',
  },
  {
    rule: 'no_contact',
    sentence: { zh: '建档或监测户没有联系电话', en: 'is registered or monitored and has no telephone' },
    // A county whose files carry no telephones at all has nothing to mend household by household.
    when: `h."group" <> 'general' and h.phone is null and (select has_phones from known)`,
  },
  {
    rule: 'without_labour_not_protected',
    sentence: {
      zh: '整户无劳动力且为一般户；请核对是否应兜底保障',
      en: 'is general though nobody has labour capacity; check whether it needs the safety net',
    },
    when: `h."group" = 'general' and h.without_labour = h.members`,
  },
  {
    rule: 'illness_without_ill',
    sentence: {
      zh: '致贫原因有“因病”，但成员都登记为健康',
      en: 'is poor by illness, yet all its members are recorded as healthy',
    },
    when: 'h.by_illness and h.healthy = h.members',
  },
  {
    rule: 'disability_without_disabled',
    sentence: {
      zh: '致贫原因有“因残”，但没有登记为残疾的成员',
      en: 'is poor by disability, yet no member is recorded as disabled',
    },
    // A member whose health is not known may be the one.
    when: 'h.by_disability and h.disabled = 0 and h.health_known = h.members',
  },
  {
    rule: 'lack_of_labour_with_labour',
    sentence: {
      zh: '致贫原因有“缺劳动力”，但 {b} 人中有 {a} 个劳动力',
      en: 'is poor by lack of labour, yet {a} of its {b} members are labour',
    },
    when: 'h.by_lack_of_labour and 4 * h.with_labour > h.members',
    a: 'h.with_labour',
    b: 'h.members',
  },
  {
    rule: 'no_cause',
    sentence: {
      zh: '建档或监测户没有登记致贫原因',
      en: 'is registered or monitored and has no cause of poverty',
    },
    when: `h."group" <> 'general' and h.by_illness is null and (select has_causes from known)`,
  },
  {
    rule: 'land_per_head_over_50_mu',
    sentence: {
      zh: '人均土地超过 50 亩（共 {a} 亩）',
      en: 'has more than 50 mu of land a head ({a} mu in all)',
    },
    when: 'h.mu_hundredths > 5000 * h.size',
    a: 'round(h.mu_hundredths / 100.0, 2)',
  },
  {
    rule: 'house_area_zero',
    sentence: { zh: '登记的住房面积为 0', en: 'has houses recorded but no floor space' },
    when: 'h.m2_hundredths = 0',
  },
  {
    rule: 'unsafe_house',
    sentence: { zh: '住房为 {a} 级', en: 'lives in a house of grade {a}' },
    when: 'h.worst_grade is not null',
    a: 'h.worst_grade',
  },
];

const HEALTHY = `m.health in ('healthy', '健康')`;
const WITHOUT_LABOUR = `m.labour in ('lost', 'none', '丧失劳动力', '无劳动力')`;
export const WITH_LABOUR = `m.labour in ('ordinary', 'skilled', '普通劳动力', '技能劳动力')`;
const AFTER_JUNIOR = `('senior', '高中', '中专', 'college+', 'college', '大专', '本科', '大专及以上')`;

/** Counts a household rule may name. */
export const HOUSEHOLD_COUNTS = `count(*)::int as members, count(*) filter (where m.relation = 'head')::int as heads,
  count(*) filter (where m.relation = 'spouse')::int as spouses,
  count(*) filter (where ${WITHOUT_LABOUR})::int as without_labour,
  count(*) filter (where ${WITH_LABOUR})::int as with_labour,
  count(*) filter (where ${HEALTHY})::int as healthy, count(m.health)::int as health_known,
  count(*) filter (where m.health in ('disabled', '残疾'))::int as disabled,
  max(m.name) filter (where m.relation = 'head') as name_of_head`;

/** Rules of a member `m` with `age` on the day, beside `t`, the head of the household (null when there is none). */
export const MEMBER_RULES: readonly QualityRule[] = [
  {
    rule: 'no_id_number',
    sentence: {
      zh: '建档或监测户的成员没有身份证号',
      en: 'is a member of a registered or monitored household and has no ID number',
    },
    when: `m."group" <> 'general' and m.id_number is null and (select has_id_numbers from known)`,
  },
  {
    rule: 'id_birth_differs',
    sentence: {
      zh: '出生日期与身份证号不符',
      en: 'has a birth date that differs from the one in the ID number',
    },
    when: `substr(m.id_number, 7, 8) <> to_char(m.birth_date, 'YYYYMMDD')`,
  },
  {
    rule: 'id_sex_differs',
    sentence: { zh: '性别与身份证号不符', en: 'has a sex that differs from the one in the ID number' },
    when: `(substr(m.id_number, 17, 1) in ('1', '3', '5', '7', '9')) <> (m.sex = 'male')`,
  },
  {
    rule: 'spouse_same_sex',
    sentence: { zh: '配偶与户主性别相同', en: 'is the spouse of a head of the same sex' },
    when: `m.relation = 'spouse' and m.sex = t.sex`,
  },
  {
    rule: 'spouse_under_18',
    sentence: { zh: '配偶未满 18 岁（{a} 岁）', en: 'is a spouse of {a} years' },
    when: `m.relation = 'spouse' and m.age < 18`,
    a: 'm.age',
  },
  {
    rule: 'child_older_than_head',
    sentence: { zh: '子女不比户主年轻', en: 'is a child no younger than the head' },
    when: `m.relation = 'child' and m.birth_date <= t.birth_date`,
  },
  {
    rule: 'parent_younger_than_head',
    sentence: { zh: '父母不比户主年长', en: 'is a parent no older than the head' },
    when: `m.relation = 'parent' and m.birth_date >= t.birth_date`,
  },
  {
    rule: 'age_over_120',
    sentence: { zh: '超过 120 岁（{a} 岁）', en: 'is {a} years old' },
    when: 'm.age > 120',
    a: 'm.age',
  },
  {
    rule: 'born_later',
    sentence: { zh: '出生日期 {a} 晚于核查之日', en: 'was born later than the day, on {a}' },
    when: 'm.age < 0',
    a: 'm.birth_date',
  },
  {
    rule: 'healthy_without_labour',
    sentence: {
      zh: '健康且处于劳动年龄（{a} 岁），却登记为无劳动能力',
      en: 'is healthy and of working age ({a}), yet recorded without labour capacity',
    },
    when: `${HEALTHY} and ${WITHOUT_LABOUR} and m.age between 16 and 59`,
    a: 'm.age',
  },
  {
    rule: 'child_with_labour',
    sentence: { zh: '未满 16 岁（{a} 岁），却登记为劳动力', en: 'is {a} years old, yet recorded as labour' },
    when: `${WITH_LABOUR} and m.age between 0 and 15`,
    a: 'm.age',
  },
  {
    rule: 'schooling_age',
    sentence: {
      zh: '文化程度“{b}”与年龄 {a} 岁不符',
      en: 'is {a} years old, which does not go with the schooling "{b}"',
    },
    when: `m.education in ${AFTER_JUNIOR} and m.age between 0 and 14`,
    a: 'm.age',
    b: 'm.education',
  },
];

/** Told by the check itself, not by a condition on one household or member. */
export const SHARED_ID_RULE: QualityRule = {
  rule: 'duplicate_id_number',
  sentence: {
    zh: '身份证号与本县另外 {a} 人相同（如户 {b}）',
    en: 'shares an ID number with {a} other(s) of the county (such as household {b})',
  },
  when: '',
};
