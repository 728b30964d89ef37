import { defineWords } from '../../i18n/words.ts';

export const scenarioWords = defineWords('scenarios', {
  title: { zh: '存下的测算方案', en: 'Saved what-ifs' },
  lead: {
    zh: '方案只是测算：不改任何政策，不影响任何一户。勾选两个以上可以并排比较。',
    en: 'A saved what-if is a study: it changes no policy and no household. Tick two or more to compare them.',
  },
  leadPhone: {
    zh: '方案只是测算：不改任何政策，不影响任何一户。',
    en: 'A saved what-if is a study: it changes no policy and no household.',
  },
  none: {
    zh: '还没有存下的方案。在“测算”里改几个数字，再点“存为方案”。',
    en: 'No what-if is saved yet. Change some numbers under “What if” and save them.',
  },
  name: { zh: '方案', en: 'What-if' },
  policy: { zh: '政策版本', en: 'Policy version' },
  settings: { zh: '改了什么', en: 'What is changed' },
  cost: { zh: '补偿总额', en: 'Cost' },
  households: { zh: '发现户次', en: 'Household-years found' },
  winners: { zh: '得到更多', en: 'Gain' },
  losers: { zh: '得到更少', en: 'Lose' },
  against: { zh: '现行 {today}', en: 'today {today}' },
  saved: { zh: '保存', en: 'Saved' },
  by: { zh: '{who} 于 {at} 保存', en: 'saved by {who}, {at}' },
  open: { zh: '打开', en: 'Open' },
  compare: { zh: '并排比较', en: 'Side by side' },
  years: { zh: '用了哪些年', en: 'Over the years' },
  asToday: { zh: '现行', en: 'as today' },
  reason: { zh: '为什么测算', en: 'Why' },
  save: { zh: '存为方案', en: 'Save this what-if' },
  saveHelp: {
    zh: '存下改动和现在算出的结果，以后可以打开、比较。不改政策。',
    en: 'Keeps the changed numbers and what comes out now, to open and compare later. No policy changes.',
  },
  saveName: { zh: '方案名称', en: 'Name' },
  savedAs: { zh: '已存为方案“{title}”。', en: 'Saved as “{title}”.' },
  opened: { zh: '打开的方案：{title}', en: 'Opened: {title}' },
  openedThen: {
    zh: '保存时的结果：补偿 {cost}，{households} 户次。下面按现在的单据重算。',
    en: 'When it was saved: {cost} for {households} household-years. Below it is computed anew from today’s bills.',
  },
  all: { zh: '全部方案', en: 'All saved what-ifs' },
});
