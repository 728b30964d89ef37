import type { Bilingual } from '../../kernel/index.ts';

/** One rule over the register of a day (domain.md §3.6). */
export interface QualityRule {
  readonly rule: string;
  readonly sentence: Bilingual;
  /**
   * Rows `household_no, person_no` (null for the household) and `a`, `b`, texts for the sentence. The temporary
   * tables `member` and `home` hold the day; `$day` is the day.
   */
  readonly select: string;
}

const AGE = `extract(year from age($day::date, m.birth_date))::int`;
const HEALTHY = `m.health in ('healthy', '健康')`;
const WITHOUT_LABOUR = `m.labour in ('lost', 'none', '丧失劳动力', '无劳动力')`;
const WITH_LABOUR = `m.labour in ('ordinary', 'skilled', '普通劳动力', '技能劳动力')`;
const perMember = (where: string, a = 'null', b = 'null'): string =>
  `select m.household_no, m.person_no, (${a})::text as a, (${b})::text as b from member m where ${where}`;
const besideHead = (where: string, a = 'null', b = 'null'): string =>
  `select m.household_no, m.person_no, (${a})::text as a, (${b})::text as b
   from member m join member h on h.household_no = m.household_no and h.relation = 'head' and h.person_no <> m.person_no
   where ${where}`;

export const QUALITY_RULES: readonly QualityRule[] = [
  {
    rule: 'no_head',
    sentence: { zh: '有登记成员，但没有户主', en: 'has recorded members but no head' },
    select: `select household_no, null::text as person_no, null::text as a, null::text as b from member
      group by household_no having count(*) filter (where relation = 'head') = 0`,
  },
  {
    rule: 'several_heads',
    sentence: { zh: '有 {a} 位户主', en: 'has {a} heads' },
    select: `select household_no, null::text as person_no, count(*)::text as a, null::text as b from member
      where relation = 'head' group by household_no having count(*) > 1`,
  },
  {
    rule: 'several_spouses',
    sentence: { zh: '户主有 {a} 位配偶', en: 'has {a} spouses of the head' },
    select: `select household_no, null::text as person_no, count(*)::text as a, null::text as b from member
      where relation = 'spouse' group by household_no having count(*) > 1`,
  },
  {
    rule: 'head_name_differs',
    sentence: { zh: '农户文件的户主姓名与成员中的户主不同', en: 'the head in the household file is not the head among the members' },
    select: `select m.household_no, min(m.person_no) as person_no, null::text as a, null::text as b
      from member m join home h on h.household_no = m.household_no where m.relation = 'head'
      group by m.household_no having bool_and(m.name <> h.head_name)`,
  },
  {
    rule: 'size_differs',
    sentence: { zh: '登记人口 {a} 人，成员名单 {b} 人', en: 'counts {a} persons but lists {b} members' },
    select: `select h.household_no, null::text as person_no, h.size::text as a, c.members::text as b
      from home h join (select household_no, count(*) as members from member group by household_no) c
        on c.household_no = h.household_no
      where h.size <> c.members`,
  },
  {
    rule: 'size_over_20',
    sentence: { zh: '一户超过 20 人（{a} 人）', en: 'has more than 20 persons ({a})' },
    select: `select household_no, null::text as person_no, size::text as a, null::text as b from home where size > 20`,
  },
  {
    rule: 'no_contact',
    sentence: { zh: '建档或监测户没有联系电话', en: 'is registered or monitored and has no telephone' },
    select: `select household_no, null::text as person_no, null::text as a, null::text as b from home
      where "group" <> 'general' and phone is null and exists (select from home where phone is not null)`,
  },
  {
    rule: 'duplicate_id_number',
    sentence: { zh: '身份证号与本县 {a} 人相同（如户 {b}）', en: 'shares an ID number with {a} other(s) of the county (such as household {b})' },
    select: `select household_no, person_no, (people - 1)::text as a,
        case when household_no = first_no then last_no else first_no end as b
      from (select household_no, person_no, count(*) over same as people,
          min(household_no) over same as first_no, max(household_no) over same as last_no
        from member where id_number is not null window same as (partition by id_number)) holder
      where people > 1`,
  },
  {
    rule: 'no_id_number',
    sentence: { zh: '建档或监测户的成员没有身份证号', en: 'is a member of a registered or monitored household and has no ID number' },
    select: `select m.household_no, m.person_no, null::text as a, null::text as b
      from member m join home h on h.household_no = m.household_no
      where h."group" <> 'general' and m.id_number is null
        and exists (select from member where id_number is not null)`,
  },
  {
    rule: 'id_birth_differs',
    sentence: { zh: '出生日期与身份证号不符', en: 'birth date differs from the one in the ID number' },
    select: perMember(`substr(m.id_number, 7, 8) <> to_char(m.birth_date, 'YYYYMMDD')`),
  },
  {
    rule: 'id_sex_differs',
    sentence: { zh: '性别与身份证号不符', en: 'sex differs from the one in the ID number' },
    select: perMember(`(substr(m.id_number, 17, 1) in ('1', '3', '5', '7', '9')) <> (m.sex = 'male')`),
  },
  {
    rule: 'spouse_same_sex',
    sentence: { zh: '配偶与户主性别相同', en: 'is the spouse of a head of the same sex' },
    select: besideHead(`m.relation = 'spouse' and m.sex = h.sex`),
  },
  {
    rule: 'spouse_under_18',
    sentence: { zh: '配偶未满 18 岁（{a} 岁）', en: 'is a spouse of {a} years' },
    select: perMember(`m.relation = 'spouse' and ${AGE} < 18`, AGE),
  },
  {
    rule: 'child_older_than_head',
    sentence: { zh: '子女不比户主年轻', en: 'is a child no younger than the head' },
    select: besideHead(`m.relation = 'child' and m.birth_date <= h.birth_date`),
  },
  {
    rule: 'parent_younger_than_head',
    sentence: { zh: '父母不比户主年长', en: 'is a parent no older than the head' },
    select: besideHead(`m.relation = 'parent' and m.birth_date >= h.birth_date`),
  },
  {
    rule: 'age_over_120',
    sentence: { zh: '超过 120 岁（{a} 岁）', en: 'is {a} years old' },
    select: perMember(`${AGE} > 120`, AGE),
  },
  {
    rule: 'born_after_day',
    sentence: { zh: '出生日期晚于 {a}', en: 'was born after {a}' },
    select: perMember(`m.birth_date > $day::date`, '$day'),
  },
  {
    rule: 'healthy_without_labour',
    sentence: { zh: '健康且处于劳动年龄（{a} 岁），却登记为无劳动能力', en: 'is healthy and of working age ({a}), yet recorded without labour capacity' },
    select: perMember(`${HEALTHY} and ${WITHOUT_LABOUR} and ${AGE} between 16 and 59`, AGE),
  },
  {
    rule: 'child_with_labour',
    sentence: { zh: '未满 16 岁（{a} 岁），却登记为劳动力', en: 'is {a} years old, yet recorded as labour' },
    select: perMember(`${WITH_LABOUR} and ${AGE} < 16`, AGE),
  },
  {
    rule: 'pupil_age',
    sentence: { zh: '文化程度 {b} 与年龄 {a} 岁不符', en: 'is {a} years old, which does not go with the schooling {b}' },
    select: perMember(
      `m.education in ('senior', '高中', '中专', 'college+', 'college', '大专', '本科', '大专及以上') and ${AGE} <= 14`,
      AGE,
      'm.education',
    ),
  },
  {
    rule: 'without_labour_not_protected',
    sentence: { zh: '整户无劳动力且仍为一般户；请核对是否应兜底保障', en: 'nobody has labour capacity and the household is general; check whether it needs the safety net' },
    select: `select m.household_no, null::text as person_no, null::text as a, null::text as b
      from member m join home h on h.household_no = m.household_no where h."group" = 'general'
      group by m.household_no having bool_and(coalesce(${WITHOUT_LABOUR}, false))`,
  },
];
