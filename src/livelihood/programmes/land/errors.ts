import { failer } from '../../../kernel/index.ts';

/** In the order of refusal. */
export const failures = {
  'land.none': {
    status: 422,
    message: { zh: '没有地块；文件至少一行。', en: 'There are no plots; a file has at least one row.' },
  },
  'land.unknown': {
    status: 404,
    message: {
      zh: '{county} 县没有第 {contract} 号土地流转合同；请核对编号。',
      en: 'County {county} has no land contract {contract}; check the number.',
    },
  },
  'land.term': {
    status: 422,
    message: {
      zh: '合同期 {since} 至 {until} 首尾颠倒，签字日 {signed} 须不晚于起始日，付款日写作 MM-DD。',
      en: 'The contract runs from {since} to {until}; it must end after it begins, be signed ({signed}) before, and name its due day as MM-DD.',
    },
  },
  'land.unsigned': {
    status: 422,
    message: {
      zh: '须附农户签字的合同；未签字不得流转土地。',
      en: 'The contract signed by the household has to be attached; no land is taken without a signature.',
    },
  },
  'land.ended': {
    status: 409,
    message: {
      zh: '第 {contract} 号合同在 {day} 不在有效期内。',
      en: 'Contract {contract} does not run on {day}.',
    },
  },
  'land.nothingDue': {
    status: 409,
    message: {
      zh: '{year} 年没有到期未付的土地流转费。',
      en: 'No rent of {year} is due and unpaid.',
    },
  },
  'land.subsidyDiverted': {
    status: 409,
    message: {
      zh: '第 {contract} 号合同的地块，“三合一”补贴归土地承包证上的农户（{household}），不能由 {payee} 领取。',
      en: 'The subsidy of contract {contract} stays with the household of the book ({household}); {payee} cannot receive it.',
    },
  },
  'land.subsidyTwice': {
    status: 409,
    message: {
      zh: '第 {contract} 号合同 {year} 年的补贴已登记。',
      en: 'The subsidy of contract {contract} for {year} is recorded already.',
    },
  },
} as const;

export const fail = failer(failures);
