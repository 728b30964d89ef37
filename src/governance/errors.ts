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
  'notice.unknown': {
    status: 404,
    message: {
      zh: '{county} 县没有 {notice} 号公示；请用 terrace notice list 查看。',
      en: 'County {county} has no notice {notice}; see terrace notice list.',
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
  'objection.unknown': {
    status: 404,
    message: {
      zh: '{county} 县没有 {objection} 号异议；请用 terrace objection list 查看。',
      en: 'County {county} has no objection {objection}; see terrace objection list.',
    },
  },
  'objection.future': {
    status: 422,
    message: {
      zh: '{day} 晚于今天（{today}）；请在收到当日登记。',
      en: '{day} lies after today ({today}); record it on the day it is received.',
    },
  },
  'objection.area': {
    status: 422,
    message: {
      zh: '{subject} 还没有决定，不知由哪里答复；请用 --area 给出。',
      en: 'Nothing has been decided about {subject}, so that no area is known to answer; give it with --area.',
    },
  },
  'objection.notAnswered': {
    status: 409,
    message: {
      zh: '{objection} 号异议在该日尚未答复，不能申诉。',
      en: 'Objection {objection} had no answer by that day; there is nothing to appeal against yet.',
    },
  },
  'objection.appealed': {
    status: 409,
    message: {
      zh: '{objection} 号异议已有申诉（{appeal} 号）。',
      en: 'Objection {objection} is already appealed against, by {appeal}.',
    },
  },
  'objection.noHigherLevel': {
    status: 409,
    message: {
      zh: '{objection} 号异议由 {area} 答复，县内没有上一级；请向县外机关提出。',
      en: 'Objection {objection} was answered by {area}, and nothing stands above it in the county; turn to an office beyond.',
    },
  },
  'objection.answered': {
    status: 409,
    message: {
      zh: '{objection} 号异议已由 {by} 答复；不同意的可申诉。',
      en: 'Objection {objection} was answered by {by}; whoever disagrees appeals.',
    },
  },
  'objection.early': {
    status: 422,
    message: {
      zh: '{objection} 号异议于 {received} 收到，不能在此之前答复。',
      en: 'Objection {objection} was received on {received} and cannot be answered before.',
    },
  },
  'objection.tookPart': {
    status: 403,
    message: {
      zh: '{actor} 参与了该决定、答复过下级异议或就是异议人，不能答复 {objection} 号异议；请换人。',
      en: '{actor} took part in the decision, answered it lower down, or objects; somebody else must answer objection {objection}.',
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
