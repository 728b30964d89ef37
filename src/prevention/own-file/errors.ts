import { failer } from '../../kernel/index.ts';

/** This module's part of the error catalogue. */
export const failures = {
  'own.household': {
    status: 403,
    message: {
      zh: '这里只有农户自己能看；请用卡号和密码登录。',
      en: 'Only a household itself sees this; sign in with its card.',
    },
  },
  'own.gone': {
    status: 404,
    message: {
      zh: '登记册里现在没有您这一户（可能已并户或迁出）；请打村委会电话核对。',
      en: 'The register has no such household now (it may have merged or moved); call the village office.',
    },
  },
  'own.case': {
    status: 404,
    message: { zh: '您家没有第 {case} 号事项。', en: 'Your family has no case {case}.' },
  },
  'own.programme': {
    status: 409,
    message: {
      zh: '县里还没有开始办理，申报没有保存；请打村委会电话，由村里登记。',
      en: 'The county has not begun yet and nothing was kept; call the village office, which notes it for you.',
    },
  },
} as const;

export const fail = failer(failures);
