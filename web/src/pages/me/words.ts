import { defineWords } from '../../i18n/words.ts';

export const words = defineWords('me', {
  title: { zh: '我的', en: 'Me' },
  lead: { zh: '您以 {name} 登录，到 {until} 为止。', en: 'You are signed in as {name}, until {until}.' },
  roles: { zh: '职责', en: 'Duties' },
  role: { zh: '角色', en: 'Role' },
  where: { zh: '范围', en: 'Where' },
  lastDay: { zh: '最后一天', en: 'Last day' },
  everywhere: { zh: '所有县', en: 'All counties' },
  noEnd: { zh: '长期', en: 'open-ended' },
  look: { zh: '显示', en: 'Display' },
  password: { zh: '修改密码', en: 'Change the password' },
  now: { zh: '现在的密码', en: 'Present password' },
  next: { zh: '新密码', en: 'New password' },
  rule: {
    zh: '12 到 128 个字符，至少 6 个不同的字符，不含账号和姓名。',
    en: '12 to 128 characters, at least 6 of them different, without your account and name.',
  },
  change: { zh: '修改密码并重新登录', en: 'Change the password and sign in again' },
  signOut: { zh: '退出', en: 'Sign out' },
  pages: { zh: '所有页面', en: 'All pages' },
});
