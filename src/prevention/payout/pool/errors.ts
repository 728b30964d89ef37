import { failer } from '../../../kernel/index.ts';

/** In the order of refusal. */
export const failures = {
  'pool.future': {
    status: 422,
    message: {
      zh: '{day} 晚于今天（{today}）；资金池只登记已发生的事项。',
      en: '{day} lies after today ({today}); the pool records what has happened.',
    },
  },
  'pool.policy': {
    status: 409,
    message: {
      zh: '政策 {version} 没有 {path}；请换用有资金池规定的政策。',
      en: 'The policy {version} has no {path}; use one that rules the pool.',
    },
  },
  'pool.notToppedUp': {
    status: 409,
    message: {
      zh: '政策 {version} 不允许多退少补、余额结转。',
      en: 'The policy {version} neither tops up, refunds nor carries over.',
    },
  },
  'pool.premiumPaid': {
    status: 409,
    message: {
      zh: '{year} 年的保费已缴（第 {move} 号）；不足部分请用 terrace pool top-up。',
      en: 'The premium of {year} is paid (move {move}); for what is lacking use terrace pool top-up.',
    },
  },
  'pool.people': {
    status: 422,
    message: {
      zh: '请给出 --people（参保人数）或 --population（农村人口）之一，须大于 0。',
      en: 'Give either --people (insured) or --population (rural), above 0.',
    },
  },
  'pool.yearNotOver': {
    status: 409,
    message: {
      zh: '{year} 年度到 {last} 才结束；此前不能退还或结转。',
      en: 'The policy year {year} ends on {last}; nothing is refunded or carried over before.',
    },
  },
  'pool.nothingLacking': {
    status: 409,
    message: {
      zh: '{year} 年资金池没有缺口；仍要补足时请用 --amount 给出金额。',
      en: 'The pool of {year} lacks nothing; to add to it all the same, give --amount.',
    },
  },
  'pool.noSurplus': {
    status: 409,
    message: {
      zh: '{year} 年资金池除准备金外只余 {surplus} 元，不能动用 {amount} 元。',
      en: 'Beyond its reserves the pool of {year} has {surplus} yuan, not {amount}.',
    },
  },
  'pool.amount': {
    status: 422,
    message: { zh: '金额须大于 0。', en: 'The amount must be above 0.' },
  },
  'pool.noAuthorisation': {
    status: 409,
    message: {
      zh: '没有可用于 {kind}、{day} 有效且余额不少于 {amount} 元的授权；请先由他人用 terrace pool authorise 登记决定。',
      en: 'No authorisation for {kind} holds on {day} with {amount} yuan left; let somebody else record the decision with terrace pool authorise.',
    },
  },
  'pool.samePerson': {
    status: 403,
    message: {
      zh: '{actor} 登记了该授权，不能再动用资金；请由他人办理。',
      en: '{actor} recorded the authorisation and does not move the money too; somebody else does.',
    },
  },
} as const;

export const fail = failer(failures);
