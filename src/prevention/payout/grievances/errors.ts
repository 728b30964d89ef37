import { failer } from '../../../kernel/index.ts';

export const failures = {
  'grievance.unknown': {
    status: 404,
    message: {
      zh: '{county} 县没有 {grievance} 号投诉；请用 terrace grievance list 查看。',
      en: 'County {county} has no grievance {grievance}; see terrace grievance list.',
    },
  },
  'grievance.day': {
    status: 422,
    message: {
      zh: '日期 {day} 须在 {from} 至今天（{today}）之间。',
      en: '{day} must lie between {from} and today ({today}).',
    },
  },
  'grievance.area': {
    status: 422,
    message: {
      zh: '{area} 不是 {county} 县内的地区；请更正代码。',
      en: '{area} is no area of county {county}; correct the code.',
    },
  },
  'grievance.policy': {
    status: 409,
    message: {
      zh: '政策 {version} 没有 {path}；请换用有投诉期限的政策。',
      en: 'The policy {version} has no {path}; use one that gives grievances their days.',
    },
  },
  'grievance.owner': {
    status: 403,
    message: {
      zh: '{owner} 是被投诉人、投诉人或已经办过此投诉的人，不能负责答复；请另选他人。',
      en: '{owner} is complained about, complains, or had the grievance before and cannot answer it; choose somebody else.',
    },
  },
  'grievance.notOwner': {
    status: 403,
    message: {
      zh: '{grievance} 号投诉由 {owner} 答复；{actor} 不能代答。',
      en: 'Grievance {grievance} is {owner} to answer, not {actor}.',
    },
  },
  'grievance.answered': {
    status: 409,
    message: {
      zh: '{grievance} 号投诉已于 {day} 答复；投诉人不满意的可升级。',
      en: 'Grievance {grievance} was answered on {day}; whoever is not content has it escalated.',
    },
  },
  'grievance.notYet': {
    status: 409,
    message: {
      zh: '{grievance} 号投诉须在 {day} 前答复；到期未答或已答复之后才能升级。',
      en: 'Grievance {grievance} may be answered until {day}; it is escalated after that day, or after an answer.',
    },
  },
} as const;

export const fail = failer(failures);
