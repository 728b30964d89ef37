import { defineWords } from '../../i18n/words.ts';

export const words = defineWords('today', {
  title: { zh: '工作台', en: 'Today' },
  lead: {
    zh: '{day}：{count} 件等您办，其中 {late} 件逾期。',
    en: {
      one: '{day}: {count} piece of work waits for you, {late} late.',
      other: '{day}: {count} pieces of work wait for you, {late} late.',
    },
  },
  leadNone: { zh: '{day}：今天没有待办。', en: '{day}: nothing waits for you today.' },

  mine: { zh: '等我办的', en: 'What waits for me' },
  what: { zh: '要办的事', en: 'What is to be done' },
  all: { zh: '共', en: 'All' },
  overdue: { zh: '逾期', en: 'Late' },
  today: { zh: '今天', en: 'Today' },
  soon: { zh: '{day} 前', en: 'By {day}' },
  later: { zh: '以后', en: 'Later' },
  open: { zh: '无期限', en: 'No deadline' },
  first: { zh: '最早的期限', en: 'First deadline' },
  toAll: { zh: '看全部', en: 'Show all' },
  noneMine: { zh: '今天没有等您办的事。', en: 'Nothing waits for you today.' },

  steps: { zh: '全县在办案件', en: 'Running cases of the county' },
  step: { zh: '等哪一步', en: 'Waits for' },
  noCases: { zh: '没有在办的案件。', en: 'No case is running.' },

  departments: { zh: '还没有回复的部门', en: 'Departments that have not answered' },
  owes: { zh: '欠 {count} 件', en: { one: 'owes {count} answer', other: 'owes {count} answers' } },
  late: { zh: '{count} 件逾期', en: '{count} late' },
  allAnswered: { zh: '各部门都已回复。', en: 'All departments have answered.' },

  notices: { zh: '公示', en: 'Public notices' },
  'notice.planned': { zh: '待张贴', en: 'To be put up' },
  'notice.hanging': { zh: '公示中', en: 'Hanging' },
  'notice.interrupted': { zh: '中断，须重新张贴', en: 'Interrupted, to be put up again' },
  noticeNo: { zh: '公示 {number}', en: 'Notice {number}' },
  noNotices: { zh: '没有正在公示的。', en: 'No notice hangs.' },

  pool: { zh: '防贫资金池', en: 'The pool' },
  noPool: { zh: '还没有建立资金池。', en: 'There is no pool yet.' },
  used: {
    zh: '{year} 年已用保费的 {used}，全年已过 {elapsed}。',
    en: '{used} of the premium of {year} is used; {elapsed} of the year has passed.',
  },
  usedNoPremium: {
    zh: '{year} 年没有收到保费；已用 {used}。',
    en: 'No premium came in for {year}; {used} is used.',
  },
  warned: {
    zh: '用得比时间快，超过了 {share} 的警戒：请考虑补充或核查。',
    en: 'It is used faster than the year goes, above the warning at {share}: think of a top-up, or look into it.',
  },
  premium: { zh: '保费', en: 'Premium' },
  paid: { zh: '已付', en: 'Paid' },
  reserved: { zh: '预留', en: 'Reserved' },
  funds: { zh: '收入合计', en: 'Funds' },
  forecast: { zh: '到年底预计用去', en: 'Forecast for the end of the year' },
  method: { zh: '算法', en: 'Method' },
  willUse: { zh: '预计用去', en: 'Will be used' },
  willLeave: { zh: '预计剩余', en: 'Will be left' },
  shareOfFunds: { zh: '占收入合计', en: 'Of the funds' },
  nothingToGoBy: { zh: '没有可依据的数据', en: 'nothing to go by' },
  poolChart: {
    zh: '{year} 年到 {day} 累计付出 {total}',
    en: '{total} paid in {year} up to {day}',
  },
  poolUnit: { zh: '逐月累计，元', en: 'up to the end of each month, yuan' },
  lastYear: { zh: '上一年', en: 'Year before' },
  thisYear: { zh: '{year} 年', en: '{year}' },
  month: { zh: '月份', en: 'Month' },
  toPool: { zh: '资金池', en: 'To the pool' },

  findings: { zh: '线索', en: 'Findings' },
  year: { zh: '年度', en: 'Year' },
  foundTitle: {
    zh: '{year} 年发现 {count} 条线索，最多的是{peril}（{most} 条）',
    en: '{count} findings in {year}; {peril} has the most ({most})',
  },
  foundUnit: {
    zh: '按首次发现的月份，条；现仍有效 {inForce} 条',
    en: 'by the month in which they were first found; {inForce} still in force',
  },
  together: { zh: '合计超线', en: 'Over by the sum' },
  heat: { zh: '乡镇 × 原因', en: 'Township × peril' },
  township: { zh: '乡镇', en: 'Township' },
  direct: { zh: '县直接管理', en: 'Directly under the county' },
  sum: { zh: '合计', en: 'Sum' },
  noFindings: {
    zh: '还没有线索。导入单据后在“数据导入”里筛查。',
    en: 'There are no findings yet. Take in bills, then screen them under “Feeds”.',
  },

  register: { zh: '登记工作', en: 'Register work' },
  events: { zh: '待审核的登记事件', en: 'Events to decide' },
  duplicates: { zh: '待核实的疑似重复', en: 'Possible duplicates to check' },
  quality: { zh: '数据质量问题', en: 'Data-quality findings' },
  neverChecked: { zh: '还没有检查过', en: 'not checked yet' },
  cohort: { zh: '建档立卡存量账', en: 'Stock account of the registered' },
  toCohort: { zh: '看各乡镇', en: 'By township' },
});
