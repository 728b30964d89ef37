import { failer } from '../../kernel/index.ts';

export const failures = {
  'meeting.unknown': {
    status: 404,
    message: {
      zh: '{county} 县没有 {meeting} 号会议；请用 terrace meeting list 查看。',
      en: 'County {county} has no meeting {meeting}; see terrace meeting list.',
    },
  },
  'meeting.closed': {
    status: 409,
    message: {
      zh: '{meeting} 号会议已由 {by} 结束，不可更改；请另开会议更正（--corrects）。',
      en: 'Meeting {meeting} was closed by {by} and cannot be changed; correct it by a new meeting (--corrects).',
    },
  },
  'meeting.chair': {
    status: 422,
    message: {
      zh: '第 {member} 号成员在 {day} 不在任，不能主持。',
      en: 'Member {member} is not in office on {day} and cannot chair the meeting.',
    },
  },
  'meeting.shortCall': {
    status: 422,
    message: {
      zh: '{called} 通知 {day} 的会议太迟：须提前 {days} 天。',
      en: 'Calling a meeting of {day} on {called} is too late: it takes {days} days.',
    },
  },
  'meeting.corrects': {
    status: 409,
    message: {
      zh: '只能更正同一机构已结束的会议；{meeting} 号会议不是。',
      en: 'Only a closed meeting of the same body can be corrected; meeting {meeting} is none.',
    },
  },
  'meeting.noItems': {
    status: 422,
    message: {
      zh: '会议没有议题；请用 --agenda 或 --subject 给出。',
      en: 'The meeting has no agenda; give one with --agenda or --subject.',
    },
  },
  'meeting.notCompetent': {
    status: 422,
    message: {
      zh: '该机构不能决定“{kind}”；可决定：{kinds}。',
      en: 'This body does not decide on {kind}; it decides on {kinds}.',
    },
  },
  'meeting.itemTwice': {
    status: 422,
    message: {
      zh: '议程中 {subject} 出现两次；请只保留一次。',
      en: '{subject} stands on the agenda twice; keep one.',
    },
  },
  'meeting.itemUnknown': {
    status: 404,
    message: {
      zh: '{meeting} 号会议只有 {items} 项议题，没有第 {item} 项。',
      en: 'Meeting {meeting} has {items} items and no item {item}.',
    },
  },
  'meeting.notChair': {
    status: 403,
    message: {
      zh: '{meeting} 号会议只能由主持人（第 {member} 号成员）本人结束；请用 --as 写明其姓名。',
      en: 'Meeting {meeting} is closed by its chair, member {member}, alone; say so with --as NAME.',
    },
  },
  'meeting.future': {
    status: 422,
    message: {
      zh: '{meeting} 号会议在 {day} 举行；到那天再登记。',
      en: 'Meeting {meeting} is on {day}; record it from that day on.',
    },
  },
  'meeting.chairAbsent': {
    status: 409,
    message: {
      zh: '{meeting} 号会议的主持人（第 {member} 号成员）没有登记为到会。',
      en: 'The chair of meeting {meeting}, member {member}, is not recorded as present.',
    },
  },
  'meeting.evidence': {
    status: 409,
    message: {
      zh: '{meeting} 号会议缺少材料：{kinds}；请用 terrace meeting evidence 补上。',
      en: 'Meeting {meeting} lacks evidence: {kinds}; add it with terrace meeting evidence.',
    },
  },
  'meeting.notMember': {
    status: 422,
    message: {
      zh: '第 {member} 号不是 {meeting} 号会议当日的成员。',
      en: 'Number {member} is no member of the body on the day of meeting {meeting}.',
    },
  },
  'proxy.form': {
    status: 422,
    message: {
      zh: '委托方式“{form}”不可用；可用：{forms}。',
      en: 'A proxy cannot be given by {form}; possible: {forms}.',
    },
  },
  'proxy.witness': {
    status: 422,
    message: {
      zh: '第 {member} 号成员的委托须有见证人，且不是登记人、委托人或受托人。',
      en: 'The proxy of member {member} needs a witness who is neither the recorder nor its giver nor its holder.',
    },
  },
  'proxy.holder': {
    status: 422,
    message: {
      zh: '{holder} 号不能受托代第 {member} 号投票：受托成员须是另一位到会成员。',
      en: 'Member {holder} cannot hold the proxy of member {member}: a holder is another member who is present.',
    },
  },
  'proxy.tooMany': {
    status: 422,
    message: {
      zh: '{holder} 号已受托 {limit} 份，不可再多。',
      en: 'Member {holder} already holds {limit} proxies, the most there may be.',
    },
  },
  'recusal.known': {
    status: 409,
    message: {
      zh: '第 {member} 号成员对第 {item} 项已回避。',
      en: 'Member {member} is already recused from item {item}.',
    },
  },
  'vote.isSecret': {
    status: 422,
    message: {
      zh: '第 {item} 项为无记名投票；请用 terrace meeting count 登记票数。',
      en: 'Item {item} is voted in secret; record its count with terrace meeting count.',
    },
  },
  'vote.isByName': {
    status: 422,
    message: {
      zh: '第 {item} 项为记名表决；请用 terrace meeting vote 登记。',
      en: 'Item {item} is voted by name; record it with terrace meeting vote.',
    },
  },
  'vote.recused': {
    status: 422,
    message: {
      zh: '第 {member} 号成员对第 {item} 项回避，不能表决。',
      en: 'Member {member} is recused from item {item} and does not vote.',
    },
  },
  'vote.absent': {
    status: 422,
    message: {
      zh: '第 {member} 号成员未到会也无有效委托，不能就第 {item} 项表决。',
      en: 'Member {member} neither came nor gave a proxy that holds, and does not vote on item {item}.',
    },
  },
  'vote.witness': {
    status: 422,
    message: {
      zh: '第 {item} 项的票数须由登记人以外的人共同清点。',
      en: 'The votes on item {item} are counted together with somebody other than the recorder.',
    },
  },
  'vote.tally': {
    status: 422,
    message: {
      zh: '第 {item} 项共 {votes} 票，多于到会的 {present} 票；请重新清点。',
      en: 'Item {item} has {votes} votes, more than the {present} present; count again.',
    },
  },
} as const;

export const fail = failer(failures);
