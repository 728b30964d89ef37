import { failer } from '../../kernel/index.ts';

export const failures = {
  'notice.unknown': {
    status: 404,
    message: {
      zh: '{county} 县没有 {notice} 号公示；请核对号码，或从公示列表里找。',
      en: 'County {county} has no notice {notice}; check the number, or look for it in the list of notices.',
    },
  },
  'notice.fieldUnknown': {
    status: 422,
    message: {
      zh: '政策允许“{kind}”公示列出 {field}，但没有这一字段；请更正政策。',
      en: 'The policy lists {field} for notices of {kind}, and there is no such field; correct the policy.',
    },
  },
  'notice.noPlaces': {
    status: 422,
    message: {
      zh: '公示没有张贴地点；请用 --place 给出。',
      en: 'The notice has no place to hang; give one with --place.',
    },
  },
  'notice.noLines': {
    status: 422,
    message: {
      zh: '公示没有内容；请用 --lines 或 --subject 给出。',
      en: 'The notice has no line; give one with --lines or --subject.',
    },
  },
  'notice.household': {
    status: 422,
    message: {
      zh: '{county} 县在 {day} 没有 {household} 号户；请更正户编号。',
      en: 'County {county} has no household {household} on {day}; correct the number.',
    },
  },
  'notice.fieldNotAllowed': {
    status: 422,
    message: {
      zh: '第 {line} 行：“{kind}”公示不得列出 {field}；可填：{fields}。',
      en: 'Line {line}: a notice of {kind} must not show {field}; it takes {fields}.',
    },
  },
  'notice.fieldMissing': {
    status: 422,
    message: {
      zh: '第 {line} 行缺少 {field}。',
      en: 'Line {line} lacks {field}.',
    },
  },
  'notice.private': {
    status: 422,
    message: {
      zh: '第 {line} 行的 {field} 含有{faultZh}，不得公示；请改写。',
      en: 'Line {line}: {field} holds {faultEn}, which must not be public; write it otherwise.',
    },
  },
  'notice.undecided': {
    status: 409,
    message: {
      zh: '第 {line} 行：{subject} 尚无通过的决定（{outcome}），不能公示。',
      en: 'Line {line}: no meeting has approved {subject} ({outcome}), so that there is nothing to make public.',
    },
  },
  'notice.place': {
    status: 404,
    message: {
      zh: '{notice} 号公示有 {places} 个张贴地点，没有第 {place} 个。',
      en: 'Notice {notice} has {places} places and no place {place}.',
    },
  },
  'notice.line': {
    status: 422,
    message: {
      zh: '{notice} 号公示有 {lines} 行，没有第 {line} 行。',
      en: 'Notice {notice} has {lines} lines and no line {line}.',
    },
  },
  'telephone.form': {
    status: 422,
    message: {
      zh: '“{phone}”不是电话号码：用 3 到 20 个数字，可带空格、+、- 和括号。',
      en: '"{phone}" is no telephone: use 3 to 20 digits, with spaces, +, - and brackets where you like.',
    },
  },
  'notice.future': {
    status: 422,
    message: {
      zh: '{day} 晚于今天（{today}）；请在当日登记。',
      en: '{day} lies after today ({today}); record it on the day.',
    },
  },
  'notice.early': {
    status: 422,
    message: {
      zh: '{notice} 号公示从 {first} 起张贴；请用当日或以后的日期。',
      en: 'Notice {notice} is for {first} or later; give such a day.',
    },
  },
  'notice.up': {
    status: 409,
    message: {
      zh: '{notice} 号公示自 {day} 起已贴在第 {place} 处；撤下之后才能再贴。',
      en: 'Notice {notice} hangs at place {place} since {day}; take it down before it is put up again.',
    },
  },
  'notice.notUp': {
    status: 409,
    message: {
      zh: '{notice} 号公示在 {day} 没有贴在第 {place} 处。',
      en: 'Notice {notice} does not hang at place {place} on {day}.',
    },
  },
} as const;

export const fail = failer(failures);
