import { failer } from '../../../kernel/index.ts';

/** In the order of refusal. */
export const failures = {
  'link.unknown': {
    status: 404,
    message: {
      zh: '{county} 县没有第 {link} 号利益联结合同；请核对编号。',
      en: 'County {county} has no contract {link} with a household; check the number.',
    },
  },
  'link.terms': {
    status: 422,
    message: {
      zh: '订单收购须给最低收购价及单位，其他合同不给；合同期首尾不颠倒。',
      en: 'An order has a floor price and its unit, nothing else has one; a contract ends after it begins.',
    },
  },
  'link.notRunning': {
    status: 422,
    message: {
      zh: '第 {link} 号合同在 {day} 不在有效期内。',
      en: 'The contract {link} does not run on {day}.',
    },
  },
  'obligation.unknown': {
    status: 404,
    message: {
      zh: '第 {link} 号合同没有第 {obligation} 项义务。',
      en: 'The contract {link} has no obligation {obligation}.',
    },
  },
  'obligation.settled': {
    status: 409,
    message: {
      zh: '第 {link} 号合同第 {obligation} 项义务已记录结果。',
      en: 'Obligation {obligation} of contract {link} has its outcome already.',
    },
  },
  'feedback.unknown': {
    status: 404,
    message: {
      zh: '{county} 县没有第 {feedback} 号反馈；请核对编号。',
      en: 'County {county} has no feedback {feedback}; check the number.',
    },
  },
  'feedback.answered': {
    status: 409,
    message: { zh: '第 {feedback} 号反馈已答复。', en: 'The feedback {feedback} is answered already.' },
  },
  'feedback.ownAnswer': {
    status: 403,
    message: {
      zh: '{actor} 记录了第 {feedback} 号反馈，不能自己答复。',
      en: '{actor} took the feedback {feedback} down and does not answer it too; somebody else does.',
    },
  },
} as const;

export const fail = failer(failures);
