import { sql } from '../../platform/index.ts';
import type { Detector } from './model.ts';
import { before, contributions, FINANCING_KINDS, lastYear, homes, purses, ratio } from './relations.ts';

/** What enterprises, donors and collectives do with what they were given. */

export const NO_LINKAGE: Detector = {
  id: 'F13',
  zh: '没有利益联结',
  en: 'No interest linkage',
  condition: {
    zh: '经营主体得到财政或公益资金后 {linkage_months} 个月内没有与农户签订利益联结合同；或有合同，但 {months} 个月内没有向农户付款，也没有履行义务',
    en: 'An entity got public or donated funds and signed no contract with a household within {linkage_months} months; or it has contracts, but paid no household and kept no obligation in {months} months',
  },
  rests_on: {
    zh: '依据投入、合同、履约和流水；扶持未满期限的主体不作判断。',
    en: 'It rests on contributions, contracts, obligations and the ledger; an entity whose time is not over is not judged.',
  },
  numbers: {
    support_fen: { zh: '得到的资金', en: 'funds received', kind: 'fen' },
    supported_on: { zh: '首次扶持', en: 'first support', kind: 'day' },
    contracts: { zh: '期限内的合同', en: 'contracts in time', kind: 'count' },
    running: { zh: '有效合同', en: 'contracts running', kind: 'count' },
    flow_fen: { zh: '付给农户', en: 'paid to households', kind: 'fen' },
    kept: { zh: '履行的义务', en: 'obligations kept', kind: 'count' },
  },
  judged: (question) => {
    const { countyCode, day, thresholds } = question;
    return sql`
      with supported as (
        select entity_no, min(day) as first_day, sum(value_fen)::bigint as support_fen from ${contributions(question)} c
        where kind in ('public_fund', 'donated_fund') or contributor_class in ('treasury', 'donor') group by entity_no),
      due as (
        select s.*, (s.first_day + make_interval(months => ${thresholds.linkage_months}::int))::date as by_day
        from supported s),
      seen as (
        select d.*, p.area_code,
          (select count(*) from programmes.link l where l.county_code = ${countyCode} and l.entity_no = d.entity_no
            and l.since <= d.by_day) as contracts,
          (select count(*) from programmes.link l where l.county_code = ${countyCode} and l.entity_no = d.entity_no
            and l.since <= ${day}::date and coalesce(l.until, 'infinity') > ${before(question)}) as running,
          (select coalesce(sum(case when m.reversal_of is null then m.amount else -m.amount end), 0)
            from ledger.posting m where m.county_code = ${countyCode} and m.day > ${before(question)}
              and m.day <= ${day}::date and (m.credit = p.purse and m.debit like 'household:%' and m.reversal_of is null
                or m.debit = p.purse and m.credit like 'household:%' and m.reversal_of is not null)) as flow_fen,
          (select count(*) from programmes.link l
            join programmes.obligation_outcome o on o.county_code = l.county_code and o.link_no = l.link_no
            where l.county_code = ${countyCode} and l.entity_no = d.entity_no and o.is_kept
              and o.day > ${before(question)} and o.day <= ${day}::date) as kept
        from due d join ${purses(question)} p using (entity_no) where d.by_day <= ${day}::date)
      select 'entity' as subject_kind, entity_no::text as subject_no, area_code, support_fen, first_day as supported_on,
        contracts::bigint, running::bigint, flow_fen::bigint, kept::bigint,
        contracts = 0 or (flow_fen <= 0 and kept = 0) as fires
      from seen`;
  },
};

export const RELIEF_ONLY: Detector = {
  id: 'F25',
  zh: '只发钱物，不扶产业',
  en: 'Relief only',
  condition: {
    zh: '一个捐赠方 {relief_share} 以上的款项没有投入任何经营主体，也没有一项生产性投入',
    en: 'More than {relief_share} of a donor’s money was put into no entity, and nothing of it is productive',
  },
  rests_on: {
    zh: '依据捐赠流水和投入登记，不限期间；生产性投入指投入经营主体的资金、资产和技术。',
    en: 'It rests on donations in the ledger and on contributions, of all times; productive is what was put into an entity.',
  },
  numbers: {
    given_fen: { zh: '捐赠', en: 'given', kind: 'fen' },
    productive_fen: { zh: '其中投入经营主体', en: 'of it put into entities', kind: 'fen' },
    relief_share: { zh: '直接发放占比', en: 'share handed out', kind: 'ratio' },
  },
  judged: (question) => {
    const { countyCode, day, thresholds } = question;
    return sql`
      with given as (
        select substr(p.credit, 7) as donor, p.amount as given_fen, c.value_fen is not null as is_productive
        from ledger.posting p
        left join programmes.contribution c on c.county_code = p.county_code and c.posting_no = p.posting_no
        where p.county_code = ${countyCode} and p.kind = 'donation' and p.reversal_of is null and p.day <= ${day}::date
          and not exists (select from ledger.posting r
            where r.county_code = p.county_code and r.reversal_of = p.posting_no)
        union all
        select contributor_name, value_fen, true from ${contributions(question)} c
        where contributor_class = 'donor' and posting_no is null),
      donor as (
        select donor, sum(given_fen)::bigint as given_fen,
          coalesce(sum(given_fen) filter (where is_productive), 0)::bigint as productive_fen
        from given group by donor having sum(given_fen) > 0)
      select 'donor' as subject_kind, donor as subject_no, ${countyCode}::text as area_code, given_fen, productive_fen,
        ${ratio(sql`given_fen - productive_fen`, sql`given_fen`)} as relief_share,
        given_fen - productive_fen > ${thresholds.relief_share}::numeric * given_fen and productive_fen = 0 as fires
      from donor`;
  },
};

export const LOAN_AS_INCOME: Detector = {
  id: 'F31',
  zh: '把借款算作收入',
  en: 'Loan counted as income',
  condition: {
    zh: '分配方案的收入多于账户当年实际经营收入，而账户同年收到过融资；或农户申报收入的名称含融资字样',
    en: 'A round shares more income than its purse earned in the year, while financing came into the purse; or a household’s declared income is named as financing',
  },
  rests_on: {
    zh: '依据分配来源、流水和收入来源名称；期初余额不算融资。账户当年没有收入流水的分配不作判断。',
    en: 'It rests on the sources of rounds, the ledger and the names of income streams; an opening balance is no financing. A round into whose purse nothing came in the year is not judged.',
  },
  numbers: {
    said_fen: { zh: '申报的收入', en: 'income as stated', kind: 'fen' },
    earned_fen: { zh: '账户实际收入', en: 'earned by the ledger', kind: 'fen' },
    financing_fen: { zh: '融资', en: 'financing', kind: 'fen' },
  },
  judged: (question) => {
    const { countyCode, day, thresholds } = question;
    const pattern = (words: readonly string[]) => words.map((word) => `%${word}%`);
    return sql`
      with said as (
        select r.round_no, r.year, p.purse, p.area_code,
          (select sum(s.source_fen) from shares.round_source s where s.county_code = ${countyCode}
            and s.round_no = r.round_no and s.source_kind = 'income')::bigint as said_fen
        from shares.round r join ${purses(question)} p using (entity_no)
        where r.county_code = ${countyCode} and r.day <= ${day}::date),
      came as (
        select s.*, m.* from said s
        cross join lateral (
          select coalesce(sum(case when m.reversal_of is null then m.amount else -m.amount end)
              filter (where m.kind in ('collective_income', 'opening_asset')), 0)::bigint as earned_fen,
            coalesce(sum(case when m.reversal_of is null then m.amount else -m.amount end)
              filter (where m.kind = any(${[...FINANCING_KINDS]}::text[])), 0)::bigint as financing_fen,
            count(*) as postings
          from ledger.posting m where m.county_code = ${countyCode} and extract(year from m.day) = s.year
            and (m.debit = s.purse and m.reversal_of is null or m.credit = s.purse and m.reversal_of is not null)) m)
      select 'round' as subject_kind, round_no::text as subject_no, area_code, said_fen, earned_fen, financing_fen,
        financing_fen > 0 and said_fen > earned_fen as fires
      from came where postings > 0 and said_fen is not null
      union all
      select 'household', i.household_no, min(h.area_code), sum(i.amount_fen)::bigint, null,
        coalesce(sum(i.amount_fen) filter (where i.is_financing), 0)::bigint, bool_or(i.is_financing)
      from (select household_no, amount_fen, stream ilike any(${pattern(thresholds.financing_words)}::text[])
            and not stream ilike any(${pattern(thresholds.subsidy_words)}::text[]) as is_financing
          from income.item where county_code = ${countyCode} and year = ${lastYear(question)}
            and class <> 'business_cost') i
      join ${homes(question)} h using (household_no) group by i.household_no`;
  },
};

export const ESCROW_BYPASS: Detector = {
  id: 'F32',
  zh: '绕过三资代理付款',
  en: 'Escrow bypassed',
  condition: {
    zh: '受托管账户的支出或冲回没有代理机构会签',
    en: 'Money left a purse under escrow without the agent’s co-signature',
  },
  rests_on: {
    zh: '记账时已拒绝未会签的付款；这里复查托管期间的每一笔流水。',
    en: 'The ledger refuses such a payment; here every posting out of a purse under escrow is looked at once more.',
  },
  numbers: {
    amount_fen: { zh: '金额', en: 'amount', kind: 'fen' },
    posted_on: { zh: '日期', en: 'day', kind: 'day' },
  },
  judged: ({ countyCode, day }) => sql`
    select 'posting' as subject_kind, p.posting_no::text as subject_no, coalesce(e.area_code,
        substr(s.account, strpos(s.account, ':') + 1)) as area_code, p.amount as amount_fen, p.day as posted_on,
      case when p.reversal_of is null
        then not exists (select from ledger.authorisation_step t where t.county_code = p.county_code
          and t.authorisation_no = p.authorisation_no and t.step = 'resumed' and t.step_no < p.posting_no
          and t.because = 'ledger/escrow/' || s.escrow_no)
        else not exists (select from ledger.escrow_release r where r.county_code = p.county_code
          and r.escrow_no = s.escrow_no and r.posting_no = p.reversal_of and r.release_no < p.posting_no)
      end as fires
    from ledger.escrow s
    left join ledger.escrow_end d on d.county_code = s.county_code and d.escrow_no = s.escrow_no
    join ledger.posting p on p.county_code = s.county_code and p.credit = s.account and p.posting_no > s.escrow_no
      and (d.end_no is null or p.posting_no < d.end_no)
    left join programmes.entity e on e.county_code = s.county_code
      and (e.purse = s.account or s.account = 'reserve:' || e.entity_no)
    where s.county_code = ${countyCode} and p.day <= ${day}::date`,
};

export const DIVERTED_SUBSIDY: Detector = {
  id: 'F33',
  zh: '补贴没有给承包户',
  en: 'Subsidy diverted',
  condition: {
    zh: '流转土地的“三合一”补贴发给了土地承包经营权证上以外的农户',
    en: 'The three-into-one subsidy of a plot that is let went to another household than that of the Land Responsibility Book',
  },
  rests_on: {
    zh: '登记时已拒绝发给他人；这里复查每一笔补贴。',
    en: 'Recording it for anybody else is refused; here every receipt is looked at once more.',
  },
  numbers: {
    amount_fen: { zh: '金额', en: 'amount', kind: 'fen' },
    paid_on: { zh: '日期', en: 'day', kind: 'day' },
  },
  judged: ({ countyCode, day }) => sql`
    select 'contract' as subject_kind, c.contract_no || '/' || r.subsidy_year as subject_no, e.area_code,
      r.amount_fen, r.paid_on, r.household_no <> c.household_no as fires
    from programmes.subsidy_receipt r
    join programmes.land_contract c on c.county_code = r.county_code and c.contract_no = r.contract_no
    join programmes.entity e on e.county_code = c.county_code and e.entity_no = c.entity_no
    where r.county_code = ${countyCode} and r.paid_on <= ${day}::date`,
};

export const IDLE: Detector = {
  id: 'F38',
  zh: '产能闲置',
  en: 'Idle capacity',
  condition: {
    zh: '{months} 个月内光伏发电低于预期的 {electricity}；或最近一次在岗人数低于岗位的 {posts}；或 {days_without_sale} 天没有销售',
    en: 'Electricity of {months} months was below {electricity} of what was expected; or at the last count fewer than {posts} of the posts were filled; or nothing was sold for {days_without_sale} days',
  },
  rests_on: {
    zh: '依据经营主体按期登记的产出；从未登记的主体不作判断。',
    en: 'It rests on what entities report by period; one that never reported is not judged.',
  },
  numbers: {
    planned: { zh: '预期', en: 'expected', kind: 'hundredths' },
    actual: { zh: '实际', en: 'brought', kind: 'hundredths' },
    share: { zh: '占比', en: 'share', kind: 'ratio' },
    last_sale_on: { zh: '最近有销售的一期', en: 'last period with a sale', kind: 'day' },
  },
  judged: (question) => {
    const { countyCode, day, thresholds } = question;
    return sql`
      with report as materialized (
        select distinct on (entity_no, kind, since) * from programmes.output
        where county_code = ${countyCode} and until <= ${day}::date order by entity_no, kind, since, output_no desc),
      electricity as (
        select entity_no, sum(planned_hundredths)::bigint as planned, sum(actual_hundredths)::bigint as actual
        from report where kind = 'electricity' and until > ${before(question)} group by entity_no),
      posts as (
        select distinct on (entity_no) entity_no, planned_hundredths as planned, actual_hundredths as actual
        from report where kind = 'posts' order by entity_no, until desc, since desc),
      sales as (
        select entity_no, min(since) as first_day, max(until) filter (where actual_hundredths > 0) as last_sale_on
        from report where kind = 'sales' group by entity_no),
      judged as (
        select entity_no, planned, actual, null::date as last_sale_on, actual < ${thresholds.electricity}::numeric * planned as fires
        from electricity
        union all
        select entity_no, planned, actual, null, actual < ${thresholds.posts}::numeric * planned from posts
        union all
        select entity_no, null, null, last_sale_on,
          ${day}::date - coalesce(last_sale_on, first_day) > ${thresholds.days_without_sale}::int
        from sales)
      select 'entity' as subject_kind, j.entity_no::text as subject_no, p.area_code, planned, actual,
        ${ratio(sql`actual`, sql`planned`)} as share, last_sale_on, fires
      from judged j join ${purses(question)} p using (entity_no)`;
  },
};
