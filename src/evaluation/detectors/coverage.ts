import { sql } from '../../platform/index.ts';
import type { Detector } from './model.ts';
import {
  before,
  homes,
  isPoor,
  places,
  PROGRAMME_KINDS,
  ratio,
  type Relation,
  supportOf,
} from './relations.ts';

/** Who is reached twice, who is not, and who is preferred. */

export const DUPLICATE: Detector = {
  id: 'F05',
  zh: '重复覆盖',
  en: 'Duplicate coverage',
  condition: {
    zh: '同一农户 {months} 个月内从两个以上资金得到同一种补助，或同一张发票用于两笔开支或投入',
    en: 'A household got the same kind of grant from two purses or more in {months} months; or the same invoice stands behind two payments or contributions',
  },
  rests_on: {
    zh: '依据资金流水和凭证的内容指纹。保险补偿由防贫测算另行排除重复；重复的身份证号见“疑似重复”。',
    en: 'It rests on the ledger and on the hash of papers. A loss paid twice is refused when it is assessed; the same ID number in two households is found among duplicates.',
  },
  numbers: {
    kinds: { zh: '补助种类', en: 'kinds of grants', kind: 'count' },
    repeated: { zh: '其中来自多个资金', en: 'of these from several purses', kind: 'count' },
    support_fen: { zh: '金额', en: 'amount', kind: 'fen' },
    uses: { zh: '凭证使用次数', en: 'uses of the paper', kind: 'count' },
  },
  judged: (question) => {
    const { countyCode, day } = question;
    return sql`
      with granted as (
        select household_no, kind, count(distinct purse) as purses, sum(fen) as fen
        from ${supportOf(question, PROGRAMME_KINDS)} s group by household_no, kind),
      invoice as (
        select f ->> 'sha256' as sha256, e.area_code, 'e' || x.expenditure_no as used_for
        from programmes.expenditure x
        join programmes.entity e on e.county_code = x.county_code and e.entity_no = x.entity_no
        cross join jsonb_array_elements(x.files) f
        where x.county_code = ${countyCode} and x.requested_on > ${before(question)} and x.requested_on <= ${day}::date
          and not exists (select from programmes.expenditure_step s where s.county_code = x.county_code
            and s.expenditure_no = x.expenditure_no and s.step in ('vetoed', 'withdrawn'))
        union all
        select f ->> 'sha256', e.area_code, 'c' || c.contribution_no
        from programmes.contribution c
        join programmes.entity e on e.county_code = c.county_code and e.entity_no = c.entity_no
        cross join jsonb_array_elements(c.files) f
        where c.county_code = ${countyCode} and c.valuation_method = 'invoice'
          and c.day > ${before(question)} and c.day <= ${day}::date)
      select 'household' as subject_kind, g.household_no as subject_no, h.area_code, count(*)::bigint as kinds,
        (count(*) filter (where purses > 1))::bigint as repeated, sum(fen)::bigint as support_fen,
        null::bigint as uses, bool_or(purses > 1) as fires
      from granted g join ${homes(question)} h using (household_no) group by g.household_no, h.area_code
      union all
      select 'paper', left(sha256, 12), min(area_code), null, null, null, count(distinct used_for)::bigint,
        count(distinct used_for) > 1
      from invoice group by sha256`;
  },
};

/** Support of poor households by village: `area_code`, `poor_people`, `support_fen`. */
const byVillage = (question: Parameters<Detector['judged']>[0]): Relation => sql`(
  select h.area_code, sum(h.size)::bigint as poor_people, coalesce(sum(s.fen), 0)::bigint as support_fen
  from ${homes(question)} h
  left join (select household_no, sum(fen) as fen from ${supportOf(question)} o group by household_no) s using (household_no)
  where ${isPoor(question, sql`h."group"`)} group by h.area_code)`;

export const UNEVEN: Detector = {
  id: 'F06',
  zh: '覆盖不均：帮扶集中在少数点上',
  en: 'Uneven coverage',
  condition: {
    zh: '县内或乡镇内各村困难人口人均帮扶的基尼系数超过 {gini}；或一户困难户没有任何措施，而中位数达到 {median} 项',
    en: 'The Gini coefficient of support per poor person across the villages of the county or a township is above {gini}; or a poor household has no measure while the median is {median} or more',
  },
  rests_on: {
    zh: '村为单位，不加权；措施指补助种类、案件措施和利益联结合同。全县没有帮扶支出时不判断基尼系数。',
    en: 'Villages count alike. Measures are kinds of support, measures of cases and contracts with entities. Where nothing was paid there is no coefficient.',
  },
  numbers: {
    villages: { zh: '村数', en: 'villages', kind: 'count' },
    poor_people: { zh: '困难人口', en: 'poor people', kind: 'count' },
    support_fen: { zh: '帮扶金额', en: 'support', kind: 'fen' },
    gini: { zh: '基尼系数', en: 'Gini coefficient', kind: 'ratio' },
    measures: { zh: '措施数', en: 'measures', kind: 'count' },
    median: { zh: '困难户中位数', en: 'median of the poor', kind: 'hundredths' },
  },
  judged: (question) => {
    const { countyCode, day, thresholds } = question;
    return sql`
      with village as materialized (
        select v.*, p.township_code, v.support_fen::numeric / v.poor_people as per_head
        from ${byVillage(question)} v join ${places(question)} p on p.code = v.area_code where v.poor_people > 0),
      ranked as (
        select ${countyCode}::text as code, v.*, row_number() over (order by per_head, area_code) as place from village v
        union all
        select township_code, v.*, row_number() over (partition by township_code order by per_head, area_code)
        from village v where township_code <> area_code),
      spread as (
        select code, count(*) as villages, sum(poor_people) as poor_people, sum(support_fen) as support_fen,
          -- Half the relative mean difference: ranks instead of all pairs.
          2 * sum(place * per_head) / (count(*) * sum(per_head)) - (count(*) + 1)::numeric / count(*) as gini
        from ranked group by code having count(*) > 1 and sum(support_fen) > 0),
      poor as materialized (
        select h.household_no, h.area_code, coalesce(m.measures, 0) as measures
        from ${homes(question)} h
        left join (select household_no, count(distinct what) as measures from (
            select household_no, kind as what from ${supportOf(question)} s
            union all
            select c.household_no, 'measure ' || coalesce(a.fields ->> 'measure', '') from cases.case_file c
            join cases.action a on a.county_code = c.county_code and a.case_no = c.case_no and a.action = 'measure'
            where c.county_code = ${countyCode} and a.day > ${before(question)} and a.day <= ${day}::date
            union all
            select household_no, 'link ' || link_no from programmes.link where county_code = ${countyCode}
              and since <= ${day}::date and coalesce(until, 'infinity') > ${before(question)}) w
          group by household_no) m using (household_no)
        where ${isPoor(question, sql`h."group"`)}),
      middle as (select percentile_cont(0.5) within group (order by measures) as median from poor)
      select 'area' as subject_kind, code as subject_no, code as area_code, villages::bigint, poor_people::bigint,
        support_fen::bigint, round(10000 * gini)::bigint as gini, null::bigint as measures, null::bigint as median,
        gini > ${thresholds.gini}::numeric as fires
      from spread
      union all
      select 'household', household_no, area_code, null, null, null, null, measures::bigint,
        round(100 * median::numeric)::bigint, measures = 0 and median >= ${thresholds.median}::numeric
      from poor cross join middle`;
  },
};

export const PREFERENCE: Detector = {
  id: 'F07',
  zh: '偏好某一地区',
  en: 'Preference for a region',
  condition: {
    zh: '一个乡镇得到帮扶的困难户占比，偏离全县占比超过 {deviation}',
    en: 'The share of a township’s poor households that got support differs from the county’s by more than {deviation}',
  },
  rests_on: {
    zh: '只按地区比较：登记簿不收集民族和宗教。困难户少于 {least_eligible} 户的乡镇不比较。',
    en: 'Regions only: the register holds neither ethnicity nor religion. Townships with fewer than {least_eligible} poor households are not compared.',
  },
  numbers: {
    eligible: { zh: '困难户', en: 'poor households', kind: 'count' },
    reached: { zh: '其中得到帮扶', en: 'of these reached', kind: 'count' },
    coverage: { zh: '覆盖率', en: 'coverage', kind: 'ratio' },
    county_coverage: { zh: '全县覆盖率', en: 'coverage of the county', kind: 'ratio' },
  },
  judged: (question) => {
    const { thresholds } = question;
    return sql`
      with poor as (
        select p.township_code, count(*) as eligible, count(s.household_no) as reached
        from ${homes(question)} h join ${places(question)} p on p.code = h.area_code
        left join (select distinct household_no from ${supportOf(question)} o) s using (household_no)
        where ${isPoor(question, sql`h."group"`)} group by p.township_code),
      county as (select sum(eligible) as eligible, sum(reached) as reached from poor)
      select 'area' as subject_kind, township_code as subject_no, township_code as area_code, p.eligible::bigint,
        p.reached::bigint, ${ratio(sql`p.reached`, sql`p.eligible`)} as coverage,
        ${ratio(sql`c.reached`, sql`c.eligible`)} as county_coverage,
        abs(p.reached * c.eligible - c.reached * p.eligible)
          > ${thresholds.deviation}::numeric * c.reached * p.eligible as fires
      from poor p cross join county c
      where c.reached > 0 and p.eligible >= ${thresholds.least_eligible}::int`;
  },
};
