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
} as const;

export const fail = failer(failures);
