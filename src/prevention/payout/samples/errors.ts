import { failer } from '../../../kernel/index.ts';

export const failures = {
  'sample.design': {
    status: 422,
    message: {
      zh: '置信水平、误差和预期比例都须在 0 与 1 之间（不含），如 0.95、0.05、0.5。',
      en: 'Confidence, margin and expected share each lie between 0 and 1, such as 0.95, 0.05 and 0.5.',
    },
  },
  'sample.nothingPaid': {
    status: 409,
    message: {
      zh: '{from} 至 {to} 没有已到账的支付可供抽查。',
      en: 'No payment of {from} to {to} stands that could be verified.',
    },
  },
  'sample.unknown': {
    status: 404,
    message: { zh: '{county} 县没有 {sample} 号抽样。', en: 'County {county} has no sample {sample}.' },
  },
  'sample.notDrawn': {
    status: 422,
    message: {
      zh: '{sample} 号抽样未抽中 {list} 号清单第 {line} 行；只能登记抽中的支付。',
      en: 'Line {line} of list {list} is not in sample {sample}; only what was drawn is recorded.',
    },
  },
  'sample.visited': {
    status: 409,
    message: {
      zh: '{list} 号清单第 {line} 行已由 {by} 回访。',
      en: 'Line {line} of list {list} was visited by {by} already.',
    },
  },
  'sample.early': {
    status: 422,
    message: {
      zh: '回访日须在抽样日 {drawn} 与今天（{today}）之间。',
      en: 'The day of the visit lies between the draw ({drawn}) and today ({today}).',
    },
  },
  'sample.ownPayment': {
    status: 403,
    message: {
      zh: '{actor} 经办了 {list} 号清单，不能回访其中的支付；请由他人回访。',
      en: '{actor} made, released or took the result of list {list} and does not verify it; somebody else visits.',
    },
  },
} as const;

export const fail = failer(failures);
