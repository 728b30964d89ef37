import { failer } from '../../kernel/index.ts';

/** This module's part of the error catalogue. */
export const failures = {
  'draft.unknown': {
    status: 404,
    message: {
      zh: '{county} 县没有草稿 {draft}；请重新填写。',
      en: 'County {county} has no draft {draft}; write it anew.',
    },
  },
  'draft.subject': {
    status: 422,
    message: {
      zh: '“{kindZh}”的草稿须写明{wantedZh}。',
      en: 'A draft of a {kindEn} needs {wantedEn}.',
    },
  },
  'draft.other': {
    status: 409,
    message: {
      zh: '草稿 {draft} 已用于另一件事（{kindZh}，{household} 号户）；新的草稿请用新的编号。',
      en: 'Draft {draft} is about something else ({kindEn}, household {household}); a new draft takes a new id.',
    },
  },
  'draft.field': {
    status: 422,
    message: {
      zh: '“{kindZh}”没有字段“{field}”；可填：{known}，以及 photo.加照片的 SHA-256。',
      en: 'A {kindEn} has no field "{field}"; it has {known}, and photo. with the SHA-256 of a photo.',
    },
  },
  'draft.base': {
    status: 422,
    message: {
      zh: '字段“{field}”没有第 {base} 版；请先重新读取草稿。',
      en: 'The field "{field}" has no version {base}; read the draft again first.',
    },
  },
  'draft.ended': {
    status: 409,
    message: {
      zh: '这份草稿已由{by}{statusZh}；您后来写的没有收下，仍在您的手机上。需要补充请联系{by}，或另写一份。',
      en: 'This draft was {statusEn} by {by}; what you wrote since was not taken and is still on your phone. Ask {by}, or begin a new one.',
    },
  },
  'draft.conflict': {
    status: 409,
    message: {
      zh: '“{fields}”有不同的写法，都留着；请先选一个或写明情况，再提交。',
      en: 'Different values were written for "{fields}", and all are kept; choose one or explain before you submit.',
    },
  },
  'draft.moved': {
    status: 409,
    message: {
      zh: '您看过之后，{by}又改了“{fields}”；请看过再提交。',
      en: 'After you looked, {by} changed "{fields}"; look at it before you submit.',
    },
  },
  'draft.consent': {
    status: 422,
    message: {
      zh: '还没有登记农户的同意；请把填写的内容念给农户听，同意后填写同意人（consent_by）和方式（consent_form：read_back 念后同意，signed 书面签字）。',
      en: 'The household has not agreed yet; read back what was filled in, then give who agreed (consent_by) and how (consent_form: read_back or signed).',
    },
  },
  'draft.value': {
    status: 422,
    message: {
      zh: '“{field}”的“{value}”不能用；请更正。',
      en: '"{value}" will not do for "{field}"; correct it.',
    },
  },
} as const;

export const fail = failer(failures);
