import { defineWords } from '../../i18n/words.ts';

export const searchWords = defineWords('search', {
  open: { zh: '搜索', en: 'Search' },
  title: { zh: '搜索农户、案件、公示、地区和页面', en: 'Search households, cases, notices, areas and pages' },
  placeholder: {
    zh: '汉字、拼音、首字母或编号',
    en: 'Chinese characters, pinyin, initials or a number',
  },
  close: { zh: '关闭', en: 'Close' },
  results: { zh: '搜索结果', en: 'Results' },
  pages: { zh: '页面', en: 'Pages' },
  households: { zh: '农户', en: 'Households' },
  cases: { zh: '案件', en: 'Cases' },
  notices: { zh: '公示', en: 'Notices' },
  areas: { zh: '地区', en: 'Areas' },
  recent: { zh: '最近打开', en: 'Opened lately' },
  forget: { zh: '清除记录', en: 'Forget these' },
  recentHelp: {
    zh: '只在这台设备上记编号和地名，不记姓名，也不记您输入的字；退出时清除。',
    en: 'Only numbers and places are kept, on this device; no names and nothing you typed. Gone when you sign out.',
  },
  help: {
    zh: '例如：张三、zhangsan、zs、W0000012、案件编号、村名。每次搜索都记入查看日志。',
    en: 'For example 张三, zhangsan, zs, W0000012, the number of a case, a village. Each search is logged.',
  },
  pagesOnly: {
    zh: '您的角色不能查找农户，只能找页面。',
    en: 'Your role does not look up households; pages only.',
  },
  found: {
    zh: '找到 {count} 条',
    en: { one: '{count} result', other: '{count} results' },
  },
  nothing: {
    zh: '在您负责的范围内没有找到“{text}”。换成编号、姓名的前几个字或拼音试试。',
    en: 'Nothing in your area matches “{text}”. Try a number, the first characters of the name, or pinyin.',
  },
  searching: { zh: '搜索中', en: 'Searching' },
  offline: {
    zh: '没有信号，暂时不能搜索；最近打开的仍可打开。',
    en: 'There is no connection to search with; what was opened lately still opens.',
  },
  keys: { zh: '↑ ↓ 选择，Enter 打开，Esc 关闭', en: '↑ ↓ choose, Enter opens, Esc closes' },
  household: { zh: '户 {number}', en: 'Household {number}' },
  caseNo: { zh: '案件 {number}', en: 'Case {number}' },
  noticeNo: { zh: '公示 {number}', en: 'Notice {number}' },
  year: { zh: '{year} 年度', en: 'policy year {year}' },
});
