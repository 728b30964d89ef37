import { failer } from '../../kernel/index.ts';

export const failures = {
  'screening.noCounty': {
    status: 404,
    message: {
      zh: '没有代码为 {county} 的县；请先导入地区。',
      en: 'There is no county {county}; import the areas first.',
    },
  },
  'screening.noHousehold': {
    status: 404,
    message: {
      zh: '{county} 县没有编号为 {household} 的农户。',
      en: 'There is no household {household} in county {county}.',
    },
  },
  'screening.kind': {
    status: 422,
    message: {
      zh: '“{kind}”不是可登记的线索类别；应为 declared（自主申报）或 visit（走访）。',
      en: '"{kind}" cannot be recorded by hand; it must be declared or visit.',
    },
  },
} as const;

export const fail = failer(failures);
