import { failer } from '../kernel/index.ts';

export const failures = {
  'procedure.missing': {
    status: 409,
    message: {
      zh: '政策 {version} 中没有 {path}；该日此类机构或公示尚无规定，请换用其他类型，或由两人发布该项规定。',
      en: 'The policy {version} has no {path}; nothing rules this kind on that day: choose another kind, or publish the rule by two people.',
    },
  },
  'body.area': {
    status: 422,
    message: {
      zh: '{area} 不是 {county} 县内的地区；请先导入该地区，或更正代码。',
      en: '{area} is no area of county {county}; import the area first, or correct the code.',
    },
  },
  'body.unknown': {
    status: 404,
    message: {
      zh: '{county} 县没有 {body} 号机构；请用 terrace body list 查看。',
      en: 'County {county} has no body {body}; see terrace body list.',
    },
  },
  'member.period': {
    status: 422,
    message: {
      zh: '任期 {since} 至 {until} 不成立：须不早于机构成立日 {founded}，且止日不早于起日。',
      en: 'The term {since} to {until} cannot be: it starts no earlier than the body ({founded}) and ends no earlier than it starts.',
    },
  },
  'member.household': {
    status: 422,
    message: {
      zh: '{county} 县登记册中没有 {household} 号户；请更正户编号。',
      en: 'The register of county {county} has no household {household}; correct the number.',
    },
  },
  'member.weight': {
    status: 422,
    message: {
      zh: '{name} 的票数 {weight} 不成立：此机构一人一票；只有按股表决的机构可多于一票。',
      en: '{name} cannot have {weight} votes: a member of this body has one; only where shares vote are there more.',
    },
  },
  'member.twice': {
    status: 409,
    message: {
      zh: '{name} 已是第 {member} 号成员；先终止原任职，再重新任命。',
      en: '{name} is already member {member}; end that appointment before a new one.',
    },
  },
  'member.unknown': {
    status: 404,
    message: {
      zh: '{county} 县 {body} 号机构没有第 {member} 号成员；请用 terrace body show 查看。',
      en: 'Body {body} of county {county} has no member {member}; see terrace body show.',
    },
  },
  'member.ended': {
    status: 409,
    message: {
      zh: '第 {member} 号成员的任期为 {since} 至 {until}，不能在该日终止。',
      en: 'The term of member {member} is {since} to {until} and cannot end on that day.',
    },
  },
  'member.kinshipKnown': {
    status: 409,
    message: {
      zh: '第 {member} 号成员与 {household} 号户的亲属关系已申报。',
      en: 'That member {member} is related to household {household} is already declared.',
    },
  },
  'decision.setAside': {
    status: 409,
    message: {
      zh: '{subject} 的决定已因 {objection} 号异议成立而撤销；请重新评议。',
      en: 'The decision on {subject} is set aside by objection {objection}; let a meeting decide again.',
    },
  },
  'decision.none': {
    status: 409,
    message: {
      zh: '{subject} 还没有会议决定；请先评议。',
      en: 'No meeting has decided on {subject}; let one decide first.',
    },
  },
  'decision.refused': {
    status: 409,
    message: {
      zh: '{subject} 在 {meeting} 号会议上未获通过。',
      en: '{subject} was refused by meeting {meeting}.',
    },
  },
  'decision.contested': {
    status: 409,
    message: {
      zh: '{subject} 有未答复的异议（{objections}）；答复之前暂停。',
      en: 'Objections to {subject} wait for an answer ({objections}); nothing happens before.',
    },
  },
  'decision.noNotice': {
    status: 409,
    message: {
      zh: '{subject} 的决定还没有公示。',
      en: 'The decision on {subject} has not been made public.',
    },
  },
  'decision.noticeRunning': {
    status: 409,
    message: {
      zh: '{subject} 的 {notice} 号公示未满期（{status}，最后一日 {last}）。',
      en: 'Notice {notice} about {subject} is not complete ({status}, last day {last}).',
    },
  },
} as const;

export const fail = failer(failures);
