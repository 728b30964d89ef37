import { type Bilingual, dayInWords, type PlainDate } from '../../kernel/index.ts';
import type { ActionName, Status } from '../cases/index.ts';

/** What a household is told, in words a child can repeat (ux.md §7): no statute terms, nothing of poverty. */

export const NOW: Readonly<Record<Status, Bilingual>> = {
  DETECTED: {
    zh: '县里已经登记了您家的情况。',
    en: 'The county has noted how things stand with your family.',
  },
  CROSS_CHECK: { zh: '县里正在向有关部门核对。', en: 'The county is asking the departments.' },
  TOWNSHIP_ASSIGNED: {
    zh: '县里已经交给乡镇，会有人到您家看一看。',
    en: 'The county has passed it to the township; somebody will come to see you.',
  },
  RETURNED: {
    zh: '还要再核实一次，会有人再到您家来。',
    en: 'It is checked once more; somebody will come again.',
  },
  HOUSEHOLD_VISIT: {
    zh: '已经有人到您家看过，接下来由村里开会评议。',
    en: 'Somebody has been to see you; next the village meets and decides.',
  },
  VILLAGE_REVIEW: {
    zh: '村里已经开会评议，接下来张榜给大家看。',
    en: 'The village has decided; next it is put up for everybody to see.',
  },
  PUBLIC_NOTICE: {
    zh: '已经张榜给大家看，期满没有意见就往上报。',
    en: 'It has been put up for everybody to see; if nobody objects, it goes on.',
  },
  VILLAGE_CONFIRMED: {
    zh: '村里已经确认，接下来由乡镇报到县里。',
    en: 'The village has confirmed it; next the township reports it to the county.',
  },
  COUNTY_REVIEW: {
    zh: '已经报到县里，等县里审核。',
    en: 'It has reached the county, which looks at it now.',
  },
  RECORDED: {
    zh: '县里已经通过，金额已定，接下来安排付款。',
    en: 'The county has agreed and the amount is set; next it is paid.',
  },
  PAYMENT_ORDERED: {
    zh: '县里已经通知付款，钱正在办。',
    en: 'The county has ordered the payment; the money is on its way.',
  },
  PAID: { zh: '钱已经付了。', en: 'The money has been paid.' },
  FOLLOW_UP: {
    zh: '钱已经付了，之后会有人来看看日子稳不稳。',
    en: 'The money has been paid; somebody comes to see how you are doing.',
  },
  RISK_REMOVED: {
    zh: '这件事办完了。有新的难处，随时再说。',
    en: 'This is finished. Whenever there is new trouble, say so.',
  },
  OBJECTION: {
    zh: '有人提了意见，要先答复，这件事先停一停。',
    en: 'Somebody has objected; it waits until they have an answer.',
  },
  APPEALED: {
    zh: '收到了不同意的意见，由另外的人重新看。',
    en: 'It is contested; other people look at it again.',
  },
  REJECTED: {
    zh: '这次没有办成。您不同意，可以申诉。',
    en: 'It was not granted. If you do not agree, you may appeal.',
  },
  WITHDRAWN: { zh: '这件事已经撤回。', en: 'It was withdrawn.' },
};

/** Where the village said no; the case then waits for what the township does. */
export const REFUSED_BY_VILLAGE: Bilingual = {
  zh: '村里开会评议，没有通过。您不同意，可以提意见。',
  en: 'The village has met and did not agree. If you think otherwise, you may object.',
};

/** What a step is called while it is waited for, and once it is done. */
export const STEPS: Readonly<Record<ActionName, { readonly waited: Bilingual; readonly done: Bilingual }>> = {
  open: step('县里登记', 'the county notes it', '县里登记了您家的情况', 'The county noted how things stand'),
  ask: step(
    '县里向部门核对',
    'the county asks the departments',
    '县里向部门核对',
    'The county asked the departments',
  ),
  answer: step('部门答复', 'the departments answer', '部门作了答复', 'A department answered'),
  overrule: step(
    '县里说明',
    'the county explains',
    '县里对核对结果作了说明',
    'The county explained an answer',
  ),
  assign: step(
    '县里交给乡镇',
    'the county passes it to the township',
    '县里交给了乡镇',
    'The county passed it to the township',
  ),
  visit: step('有人到您家看一看', 'somebody comes to see you', '有人到您家看过', 'Somebody came to see you'),
  review: step(
    '村里开会评议',
    'the village meets and decides',
    '村里开会评议',
    'The village met and decided',
  ),
  notice: step('村里张榜', 'the village puts it up', '村里张了榜', 'The village put it up'),
  confirm: step('村里确认', 'the village confirms it', '村里作了确认', 'The village confirmed it'),
  report: step(
    '乡镇报到县里',
    'the township reports it to the county',
    '乡镇报到了县里',
    'The township reported it to the county',
  ),
  record: step('县里审核', 'the county decides', '县里审核通过', 'The county agreed'),
  order: step(
    '县里通知付款',
    'the county orders the payment',
    '县里通知付款',
    'The county ordered the payment',
  ),
  pay: step('付款', 'the payment', '钱付了', 'The money was paid'),
  measure: step('落实帮扶办法', 'help is given', '落实了一项帮扶办法', 'A measure was carried out'),
  follow_up: step(
    '有人来回访',
    'somebody comes to see how you are doing',
    '有人来回访',
    'Somebody came to see how you are doing',
  ),
  remove_risk: step(
    '县里看能不能办结',
    'the county sees whether it is finished',
    '这件事办结',
    'It was finished',
  ),
  return: step(
    '退回重新核实',
    'it is sent back to be checked',
    '退回重新核实',
    'It was sent back to be checked again',
  ),
  reject: step('县里决定', 'the county decides', '没有办成', 'It was not granted'),
  withdraw: step('撤回', 'it is withdrawn', '撤回', 'It was withdrawn'),
  appeal: step('申诉', 'an appeal', '您提了申诉', 'You appealed'),
  uphold_appeal: step(
    '县里答复申诉',
    'the county answers the appeal',
    '申诉成立，重新核实',
    'The appeal was upheld; it is checked again',
  ),
  dismiss_appeal: step(
    '县里答复申诉',
    'the county answers the appeal',
    '申诉没有成立',
    'The appeal was dismissed',
  ),
};

function step(waitedZh: string, waitedEn: string, doneZh: string, doneEn: string) {
  return { waited: { zh: waitedZh, en: waitedEn }, done: { zh: doneZh, en: doneEn } };
}

/** "等村里评议，最晚 9 月 12 日": what is waited for, and until when. */
export function waitSentence(action: ActionName, due: PlainDate | null, isOverdue: boolean): Bilingual {
  const { waited } = STEPS[action];
  if (due === null) return { zh: `等${waited.zh}。`, en: `Next: ${waited.en}.` };
  const day = dayInWords(due);
  return isOverdue
    ? {
        zh: `${waited.zh}应在${day.zh}前办好，已经晚了，可以打电话催问。`,
        en: `Next: ${waited.en}. It was due by ${day.en} and is late; you may call and ask.`,
      }
    : { zh: `等${waited.zh}，最晚${day.zh}。`, en: `Next: ${waited.en}, by ${day.en} at the latest.` };
}
