import { failer } from '../../kernel/index.ts';

/** This module's part of the error catalogue. */
export const failures = {
  'study.noBills': {
    status: 409,
    message: {
      zh: '{county} 县还没有支出单据；请先导入。',
      en: 'County {county} has no bills yet; import them first.',
    },
  },
  'study.years': {
    status: 422,
    message: {
      zh: '“{text}”应为首年..末年，且与已有单据的年份（{first}..{last}）相交。',
      en: '"{text}" must be FIRST..LAST and meet the years with bills ({first}..{last}).',
    },
  },
} as const;

export const fail = failer(failures);
