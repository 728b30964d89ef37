import { sql } from '../../platform/index.ts';
import type { Detector } from './model.ts';
import {
  ableHouseholds,
  ballots,
  before,
  homes,
  lastYear,
  meetings,
  presences,
  ratio,
  supportOf,
  WORK_KINDS,
} from './relations.ts';

/** Who waits, who gains and who decides. */

export const WAITING: Detector = {
  id: 'F01',
  zh: '等靠要：有劳动能力而坐等分红',
  en: 'Waiting for dividends',
  condition: {
    zh: '有劳动能力的农户，上一年财产与转移收入占 {passive_share} 以上，没有工资和经营收入，{months} 个月内也没有务工、出工、经营、交货或到会记录',
    en: 'A household with somebody who can work, {passive_share} or more of whose income of the last full year came from property and transfers, without wage or business income, and without work, goods delivered or a meeting attended in {months} months',
  },
  rests_on: {
    zh: '需要申报收入和成员的劳动能力；未申报收入的农户不作判断。培训尚无记录。',
    en: 'It needs declared incomes and the labour capacity of members; a household without a declared income is not judged. Training is not on record yet.',
  },
  numbers: {
    income_fen: { zh: '全年收入', en: 'income of the year', kind: 'fen' },
    passive_fen: { zh: '其中财产与转移收入', en: 'of it property and transfers', kind: 'fen' },
    passive_share: { zh: '占比', en: 'share', kind: 'ratio' },
  },
  judged: (question) => {
    const { countyCode, day, thresholds } = question;
    const inPeriod = (column: string) =>
      sql`${sql.ref(column)} > ${before(question)} and ${sql.ref(column)} <= ${day}::date`;
    return sql`
      with earned as materialized (
        select household_no, sum(amount_fen) filter (where class <> 'business_cost')::bigint as income_fen,
          coalesce(sum(amount_fen) filter (where class in ('property', 'transfer')), 0)::bigint as passive_fen,
          coalesce(sum(amount_fen) filter (where class in ('wage', 'business')), 0)::bigint as worked_fen
        from income.item where county_code = ${countyCode} and year = ${lastYear(question)} group by household_no),
      active as materialized (
        select household_no from shares.tally
        where county_code = ${countyCode} and year = ${lastYear(question)} and units > 0
        union select household_no from programmes.link
        where county_code = ${countyCode} and form in ('operator', 'worker') and since <= ${day}::date
          and coalesce(until, 'infinity') > ${before(question)}
        union select household_no from programmes.contribution
        where county_code = ${countyCode} and kind = 'labour' and ${inPeriod('day')}
        union select b.household_no from ${meetings(question)} m
        join ${presences(question)} p on p.meeting_no = m.meeting_no and p.presence <> 'absent'
        join governance.meeting g on g.county_code = ${countyCode} and g.meeting_no = m.meeting_no
        join governance.member b on b.county_code = ${countyCode} and b.body_no = g.body_no and b.member_no = p.member_no
        union select household_no from ${supportOf(question, WORK_KINDS)} w)
      select 'household' as subject_kind, e.household_no as subject_no, a.area_code, e.income_fen, e.passive_fen,
        ${ratio(sql`e.passive_fen`, sql`e.income_fen`)} as passive_share,
        e.passive_fen >= ${thresholds.passive_share}::numeric * e.income_fen and e.worked_fen = 0
          and not exists (select from active v where v.household_no = e.household_no) as fires
      from earned e join ${ableHouseholds(question)} a using (household_no) where e.income_fen > 0`;
  },
};

export const CAPTURE: Detector = {
  id: 'F03',
  zh: '精英俘获：干部家庭多得，或亲属参与表决',
  en: 'Elite capture',
  condition: {
    zh: '一个村 {months} 个月内干部家庭所得占比超过其人口占比的 {capture_factor} 倍，或有成员对自己或亲属家的事项投了票',
    en: 'In a village, households of cadres got more than {capture_factor} times their share of the people in {months} months; or a member voted on the own household or a relative’s',
  },
  rests_on: {
    zh: '干部家庭指村级组织任职登记中写明户编号的家庭；没有登记的村不作判断。公务员和党员未登记。',
    en: 'Households of cadres are those named in the appointments of village bodies; a village where none is named is not judged. Civil servants and party members are not on record.',
  },
  numbers: {
    support_fen: { zh: '全村所得', en: 'support of the village', kind: 'fen' },
    cadre_fen: { zh: '其中干部家庭', en: 'of it to households of cadres', kind: 'fen' },
    people: { zh: '人口', en: 'people', kind: 'count' },
    cadre_people: { zh: '其中干部家庭', en: 'of them in households of cadres', kind: 'count' },
    factor: { zh: '倍数', en: 'factor', kind: 'ratio' },
    relatives_voting: { zh: '投票的亲属', en: 'relatives who voted', kind: 'count' },
  },
  judged: (question) => {
    const { countyCode, day, thresholds } = question;
    return sql`
      with cadre as materialized (
        select distinct m.household_no from governance.member m
        join governance.body b on b.county_code = m.county_code and b.body_no = m.body_no
        left join governance.member_end e on e.county_code = m.county_code and e.body_no = m.body_no
          and e.member_no = m.member_no
        where m.county_code = ${countyCode} and b.kind = any(${thresholds.cadre_bodies}::text[])
          and m.household_no is not null
          and ${day}::date between m.since and coalesce(e.last_day, m.until, 'infinity')),
      village as (
        select h.area_code, sum(s.fen)::bigint as support_fen,
          coalesce(sum(s.fen) filter (where c.household_no is not null), 0)::bigint as cadre_fen,
          sum(h.size)::bigint as people,
          coalesce(sum(h.size) filter (where c.household_no is not null), 0)::bigint as cadre_people
        from ${homes(question)} h
        left join (select household_no, sum(fen)::bigint as fen from ${supportOf(question)} o group by household_no) s
          using (household_no)
        left join cadre c using (household_no)
        group by h.area_code)
      select 'area' as subject_kind, area_code as subject_no, area_code, support_fen, cadre_fen, people, cadre_people,
        ${ratio(sql`cadre_fen * people`, sql`support_fen * cadre_people`)} as factor, null::bigint as relatives_voting,
        cadre_fen * people > ${thresholds.capture_factor}::numeric * support_fen * cadre_people as fires
      from village where support_fen > 0 and cadre_people > 0 and cadre_people < people
      union all
      select 'item', m.meeting_no || '/' || i.item_no, m.area_code, null, null, null, null, null, v.relatives_voting,
        v.relatives_voting > 0
      from ${meetings(question)} m
      join governance.agenda_item i on i.county_code = ${countyCode} and i.meeting_no = m.meeting_no
        and i.household_no is not null
      cross join lateral (select count(*)::bigint as relatives_voting from ${ballots(question)} b
        join governance.meeting g on g.county_code = ${countyCode} and g.meeting_no = b.meeting_no
        join governance.member w on w.county_code = ${countyCode} and w.body_no = g.body_no and w.member_no = b.member_no
        where b.meeting_no = i.meeting_no and b.item_no = i.item_no and (w.household_no = i.household_no
          or exists (select from governance.kinship k where k.county_code = ${countyCode} and k.body_no = g.body_no
            and k.member_no = b.member_no and k.household_no = i.household_no))) v`;
  },
};

export const FEW: Detector = {
  id: 'F04',
  zh: '少数人说了算',
  en: 'Few decide',
  condition: {
    zh: '动用资金的事项到会不过半；或一个集体账户 {months} 个月内授权支付的金额，超过 {few_share} 由不多于 {few} 人赞成决定',
    en: 'An item about money was decided without a majority of the members present; or more than {few_share} of what was authorised from a collective purse in {months} months was decided by the votes of {few} people or fewer',
  },
  rests_on: {
    zh: '依据会议、到会、表决和支付授权的记录；无记名表决按唱票人数计。',
    en: 'It rests on meetings, attendance, votes and authorisations; of a secret vote it takes the count.',
  },
  numbers: {
    members: { zh: '应到', en: 'members', kind: 'count' },
    came: { zh: '实到（含委托）', en: 'came, proxies included', kind: 'count' },
    authorised_fen: { zh: '授权金额', en: 'authorised', kind: 'fen' },
    few_fen: { zh: '其中少数人决定', en: 'of it decided by few', kind: 'fen' },
    few_share: { zh: '占比', en: 'share', kind: 'ratio' },
  },
  judged: (question) => {
    const { countyCode, day, thresholds } = question;
    return sql`
      with decided as materialized (
        select m.meeting_no, m.day, m.area_code, i.item_no, i.subject_module, i.subject_id,
          (select count(*) from ${presences(question)} p where p.meeting_no = m.meeting_no) as members,
          (select count(*) from ${presences(question)} p
            where p.meeting_no = m.meeting_no and p.presence <> 'absent') as came,
          coalesce((select t.votes_for from governance.tally t where t.county_code = ${countyCode}
              and t.meeting_no = i.meeting_no and t.item_no = i.item_no order by t.entry_no desc limit 1),
            (select count(*) from ${ballots(question)} b
              where b.meeting_no = i.meeting_no and b.item_no = i.item_no and b.choice = 'for')) as votes_for
        from ${meetings(question)} m
        join governance.agenda_item i on i.county_code = ${countyCode} and i.meeting_no = m.meeting_no
        where i.subject_module in ('expenditure', 'livelihood/shares')),
      authorised as (
        select a.payer, sum(a.limit_amount)::bigint as authorised_fen,
          coalesce(sum(a.limit_amount) filter (where d.votes_for <= ${thresholds.few}::int), 0)::bigint as few_fen
        from ledger.authorisation a
        left join lateral (select votes_for from decided d
          where a.decision in ('programmes/expenditure/' || d.subject_id, 'shares/round/' || d.subject_id)
            and (d.subject_module = 'expenditure') = (a.decision like 'programmes/%')
          order by d.day desc, d.meeting_no desc limit 1) d on true
        where a.county_code = ${countyCode} and a.payer ~ '^(village|cooperative|reserve|mutual):'
          and a.valid_from > ${before(question)} and a.valid_from <= ${day}::date and d.votes_for is not null
        group by a.payer)
      select 'item' as subject_kind, meeting_no || '/' || item_no as subject_no, area_code, members::bigint, came::bigint,
        null::bigint as authorised_fen, null::bigint as few_fen, null::bigint as few_share,
        came <= ${thresholds.attendance}::numeric * members as fires
      from decided
      union all
      select 'purse', payer, coalesce(e.area_code, substr(payer, strpos(payer, ':') + 1)), null, null, authorised_fen,
        few_fen, ${ratio(sql`few_fen`, sql`authorised_fen`)}, few_fen > ${thresholds.few_share}::numeric * authorised_fen
      from authorised
      left join programmes.entity e on e.county_code = ${countyCode}
        and (e.purse = payer or payer = 'reserve:' || e.entity_no)`;
  },
};
