import { failer } from '../kernel/index.ts';

export const failures = {
  'demo.storeNotEmpty': {
    status: 409,
    message: {
      zh: '数据库中已有数据；演示数据只能装入空的数据库。请用 --data 指定一个新目录。',
      en: 'The store already holds data; demonstration data only goes into an empty one. Name a new directory with --data.',
    },
  },
  'demo.tooSmall': {
    status: 422,
    message: {
      zh: '此规模下没有一户可供演示账号使用；请加大 --scale。',
      en: 'At this scale no household is there for the demonstration accounts; choose a larger --scale.',
    },
  },
  'demo.county-without-villages': {
    status: 422,
    message: {
      zh: '地区表中县 {county} 没有任何村。请先导入该县的乡镇和村，或换一个县。',
      en: 'The areas hold no village of county {county}. Import its townships and villages first, or name another county.',
    },
  },
  'demo.scale': {
    status: 422,
    message: {
      zh: '规模 {scale} 不在 0.001 到 4 之间。1 表示一百万人。',
      en: 'Scale {scale} is not between 0.001 and 4. 1 means a million people.',
    },
  },
  'demo.seed': {
    status: 422,
    message: {
      zh: '种子 {seed} 不是 0 到 4294967295 之间的整数。',
      en: 'Seed {seed} is not a whole number between 0 and 4294967295.',
    },
  },
} as const;

export const fail = failer(failures);
