import { defineWords } from '../../i18n/words.ts';

export const words = defineWords('cards', {
  title: { zh: '农户卡', en: 'Household cards' },
  lead: {
    zh: '农户凭卡号和密码看自己家的情况、提意见。发了新卡，旧卡马上失效。',
    en: 'With the number and PIN of its card a household sees its own file and objects. A new card ends the old one at once.',
  },
  whose: { zh: '哪一户的卡？', en: 'Whose card?' },
  purpose: { zh: '发放农户卡', en: 'issuing a card to the household' },
  choose: { zh: '先选一户。', en: 'Choose a household first.' },
  had: { zh: '发过的卡', en: 'Cards so far' },
  none: { zh: '还没有发过卡。', en: 'No card yet.' },
  no: { zh: '第几张', en: 'Card' },
  issuedOn: { zh: '发卡日期', en: 'Issued' },
  issuedBy: { zh: '经办', en: 'By' },
  state: { zh: '状态', en: 'Status' },
  holds: { zh: '在用', en: 'In use' },
  ended: { zh: '已失效', en: 'Ended' },
  issue: { zh: '发卡并打印', en: 'Issue and print a card' },
  replace: { zh: '换新卡并打印', en: 'Replace and print the card' },
  replaceTitle: { zh: '换一张新卡？', en: 'Replace the card?' },
  replaceHelp: {
    zh: '旧卡马上不能用，正在用旧卡看的也会退出。',
    en: 'The old card ends at once; whoever is signed in with it is signed out.',
  },
  end: { zh: '停用这张卡', en: 'End this card' },
  endTitle: { zh: '停用，不发新卡？', en: 'End it without a new one?' },
  reason: { zh: '原因（如：丢失）', en: 'Why (such as: lost)' },
  size: { zh: '纸张', en: 'Paper' },
  a4: { zh: 'A4，带大字说明', en: 'A4, with how to use it' },
  a6: { zh: 'A6，只有卡', en: 'A6, the card alone' },
  printTitle: { zh: '打印农户卡', en: 'Print the card' },
  once: {
    zh: '密码只在这里显示这一次，也不存在任何地方：请现在打印，当面交给农户。没有打印好就再换一张。',
    en: 'The PIN is shown this once and kept nowhere: print it now and hand it over in person. If the print fails, replace the card again.',
  },
  close: { zh: '已打印，关闭', en: 'Printed, close' },
});
