import { defineWords } from '../../i18n/words.ts';

export const words = defineWords('sign-in', {
  title: { zh: '登录', en: 'Sign in' },
  product: { zh: '梯田 · 精准防贫信息系统', en: 'Terrace · poverty prevention' },
  name: { zh: '账号', en: 'Account' },
  password: { zh: '密码', en: 'Password' },
  signIn: { zh: '登录', en: 'Sign in' },
  working: { zh: '正在登录……', en: 'Signing in …' },
  card: { zh: '农户凭卡查询', en: 'With a household card' },
  board: { zh: '公开栏（不用登录）', en: 'Public board (no sign-in)' },
  try: { zh: '试一试：选一个人登录', en: 'Try it: sign in as somebody' },
  tryHelp: {
    zh: '这是演示库，里面没有真人。点一个角色就能登录。',
    en: 'This is a demonstration store; nobody in it is real. Choose a role to sign in.',
  },
});
