import { defineWords } from '../i18n/words.ts';

/** What all pages say in the same way. */
export const common = defineWords('common', {
  retry: { zh: '重试', en: 'Try again' },
  loading: { zh: '正在读取……', en: 'Loading …' },
  refreshing: { zh: '刷新中', en: 'Refreshing' },
  more: { zh: '再显示一些', en: 'Show more' },
  clearFilters: { zh: '清除筛选', en: 'Clear filters' },
  nothingFound: { zh: '没有符合这些条件的记录。', en: 'Nothing matches these filters.' },
  cancel: { zh: '取消', en: 'Cancel' },
  close: { zh: '关闭', en: 'Close' },
  back: { zh: '返回', en: 'Back' },
  print: { zh: '打印', en: 'Print' },
  code: { zh: '代码 {code}（打电话求助时请报这个）', en: 'Code {code} (say this on the telephone)' },
  due: { zh: '{day} 止', en: 'until {day}' },
  daysLeft: { zh: '剩 {count} 天', en: { one: '{count} day left', other: '{count} days left' } },
  dueToday: { zh: '今天到期', en: 'due today' },
  daysLate: { zh: '逾期 {count} 天', en: { one: '{count} day late', other: '{count} days late' } },
  showTable: { zh: '看表格', en: 'Show table' },
  showChart: { zh: '看图', en: 'Show chart' },
  none: { zh: '无', en: 'none' },
  logged: {
    zh: '这里的个人信息查看会被记录，用途：{purpose}',
    en: 'Looking at personal data here is logged, purpose: {purpose}',
  },
  otherPurpose: { zh: '换一个用途', en: 'State another purpose' },
  purpose: { zh: '用途', en: 'Purpose' },
  statePurpose: { zh: '按这个用途查看', en: 'Look for this purpose' },
  hidden: { zh: '您的角色看不到这一项', en: 'Your role does not see this' },
  area: { zh: '乡镇或村', en: 'Township or village' },
  noSuchPage: { zh: '没有这个页面', en: 'There is no such page' },
  noSuchPageHelp: {
    zh: '地址可能写错了，或者这一页不属于您的职责。',
    en: 'The address may be wrong, or the page is not part of your duties.',
  },
  toStart: { zh: '回到首页', en: 'To the start' },
  fault: { zh: '这一页出错了', en: 'This page has a fault' },
  faultHelp: {
    zh: '没有改动任何数据。请重新打开；仍不行请找系统管理员。',
    en: 'No data were changed. Open it again; if that does not help, tell the administrator.',
  },
});
