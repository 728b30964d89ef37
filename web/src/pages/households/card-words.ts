import { defineWords } from '../../i18n/words.ts';

export const cardWords = defineWords('household-cards', {
  title: { zh: '农户卡', en: "The family's card" },
  lead: {
    zh: '农户凭卡号和密码看自己家的情况、算补助、提意见。',
    en: 'With its number and PIN the family sees its own file, recomputes its amount and objects.',
  },
  none: { zh: '还没有发过卡。', en: 'No card has been issued yet.' },
  issue: { zh: '发卡', en: 'Issue a card' },
  again: { zh: '换一张卡', en: 'Issue a new card' },
  againAsk: {
    zh: '旧卡马上不能用了。换一张？',
    en: 'The card they have stops working at once. Issue a new one?',
  },
  line: { zh: '{day} 由 {by} 发', en: 'issued on {day} by {by}' },
  inUse: { zh: '在用', en: 'in use' },
  ended: { zh: '已停用', en: 'ended' },
  told: {
    zh: '卡已发。密码只在这里显示一次，请马上打印交给农户。',
    en: 'The card is issued. Its PIN is shown here once: print it now and give it to the family.',
  },
  code: { zh: '卡号', en: 'Card number' },
  pin: { zh: '密码', en: 'PIN' },
  print: { zh: '打印卡片', en: 'Print the card' },
  end: { zh: '停用', en: 'End it' },
  endWhy: { zh: '为什么停用这张卡', en: 'Why the card is ended' },
});
