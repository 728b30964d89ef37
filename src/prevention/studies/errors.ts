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
  'study.titleTaken': {
    status: 409,
    message: {
      zh: '已有名为“{title}”的方案（{by}）；请换一个名称。',
      en: 'There is a scenario "{title}" already, by {by}; choose another name.',
    },
  },
  'study.scenarioUnknown': {
    status: 404,
    message: {
      zh: '{county} 县没有 {scenario} 号方案；请在方案清单中查看。',
      en: 'County {county} has no scenario {scenario}; see the list of scenarios.',
    },
  },
  'study.path': {
    status: 422,
    message: {
      zh: '“{path}”不能测算；可以改预警线（lines）、起付线与分段比例（schedules）和封顶（caps）。',
      en: '"{path}" cannot be tried; lines, schedules (deductibles and brackets) and caps can.',
    },
  },
} as const;

export const fail = failer(failures);
