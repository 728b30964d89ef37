import { defineWords } from '../i18n/words.ts';

export const shellWords = defineWords('shell', {
  skip: { zh: '跳到正文', en: 'Skip to the content' },
  menu: { zh: '菜单', en: 'Menu' },
  language: { zh: 'English', en: '中文' },
  dark: { zh: '深色', en: 'Dark' },
  light: { zh: '浅色', en: 'Light' },
  large: { zh: '长辈版', en: 'Large type' },
  standard: { zh: '标准字号', en: 'Standard type' },
  online: { zh: '● 已连接', en: '● Connected' },
  offline: { zh: '○ 无信号', en: '○ Offline' },
  search: { zh: '搜索', en: 'Search' },
  inbox: { zh: '待办 {count}', en: 'Due {count}' },
  signOut: { zh: '退出', en: 'Sign out' },
  synthetic: {
    zh: '演示数据：县、乡、村是真实地名，所有人、农户和金额都是随机生成的，与任何真人无关。',
    en: 'Demonstration data: places are real, all people, households and amounts are made up by chance.',
  },
  more: { zh: '更多', en: 'More' },
});
