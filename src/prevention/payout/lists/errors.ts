import { failer } from '../../../kernel/index.ts';

export const failures = {
  'payment.day': {
    status: 422,
    message: {
      zh: '{day} 须不早于清单制作日，且不晚于今天（{today}）。',
      en: '{day} must not lie before the day the list was made, nor after today ({today}).',
    },
  },
  'payment.household': {
    status: 422,
    message: {
      zh: '{county} 县登记册中没有 {household} 号户（授权 {authorisation}）；请先导入该户。',
      en: 'The register of county {county} has no household {household} (authorisation {authorisation}); import it first.',
    },
  },
  'payment.nothing': {
    status: 409,
    message: {
      zh: '{year} 年资金池在 {day} 没有可支付的授权：均已付清、暂停、过期或已在未结清单上。',
      en: 'No authorisation on the pool of {year} can be paid on {day}: all are paid, suspended, expired or on an open list.',
    },
  },
  'payment.tookPart': {
    status: 403,
    message: {
      zh: '{actor} 参与了授权 {authorisation} 所依据的决定，不能经办其支付；请由他人办理。',
      en: '{actor} took part in the decision behind authorisation {authorisation} and does not pay it; somebody else must.',
    },
  },
  'payment.ownHousehold': {
    status: 403,
    message: {
      zh: '{actor} 是 {household} 号户的成员，不能经办对该户的支付；请由他人办理。',
      en: '{actor} is of household {household} and does not pay it; somebody else must.',
    },
  },
  'payment.listUnknown': {
    status: 404,
    message: {
      zh: '{county} 县没有 {list} 号支付清单；请用 terrace payment list 查看。',
      en: 'County {county} has no payment list {list}; see terrace payment list.',
    },
  },
  'payment.closed': {
    status: 409,
    message: {
      zh: '{list} 号清单的状态是 {status}，不能再放行或撤销。',
      en: 'List {list} is {status}; it cannot be released or cancelled any more.',
    },
  },
  'payment.samePerson': {
    status: 403,
    message: {
      zh: '{actor} 制作了 {list} 号清单，须由他人放行。',
      en: '{actor} made list {list}; somebody else releases it.',
    },
  },
  'payment.ownAccount': {
    status: 403,
    message: {
      zh: '{actor} 登记了 {list} 号清单中第 {line} 行的收款账户，须由他人放行。',
      en: '{actor} recorded the account on line {line} of list {list}; somebody else releases it.',
    },
  },
  'payment.notPayable': {
    status: 409,
    message: {
      zh: '{list} 号清单有 {count} 行现在不能支付（第一行：第 {line} 行，授权 {authorisation}，{whyZh}）；请撤销清单后重新制作。',
      en: '{count} lines of list {list} cannot be paid now (the first: line {line}, authorisation {authorisation}, {whyEn}); cancel the list and make it again.',
    },
  },
  'payment.poolShort': {
    status: 409,
    message: {
      zh: '{list} 号清单合计 {total} 元，资金池除已放行清单外只有 {available} 元；请先补足资金池。',
      en: 'List {list} needs {total} yuan, and beside what is released the pool has {available}; top the pool up first.',
    },
  },
  'payment.notReleased': {
    status: 409,
    message: {
      zh: '{list} 号清单的状态是 {status}；放行之后才能导出或接收结果。',
      en: 'List {list} is {status}; only a released list leaves the house or has results.',
    },
  },
  'payment.noRows': {
    status: 422,
    message: { zh: '结果文件没有数据行。', en: 'The result file has no rows.' },
  },
} as const;

export const fail = failer(failures);
