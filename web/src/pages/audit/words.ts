import { defineWords } from '../../i18n/words.ts';

export const words = defineWords('audit', {
  title: { zh: '操作日志', en: 'Audit trail' },
  lead: {
    zh: '谁在什么时候做了什么、看了谁的个人信息。日志按批封存，改一个字节都查得出来。',
    en: 'Who did what and looked at whose personal data, when. The trail is sealed in batches: one changed byte shows.',
  },
  verifyHelp: {
    zh: '重算每个封印，看日志是否被改过。',
    en: 'Works out every seal again, to see whether the trail was changed.',
  },
  verify: { zh: '核验封印', en: 'Check the seals' },
  verified: {
    zh: '封印完好 ✓ 重算了 {seals} 个封印、{rows} 行；还有 {unsealed} 行未封存。',
    en: 'The seals hold ✓ {seals} seals over {rows} rows recomputed; {unsealed} rows are not sealed yet.',
  },
  broken: {
    zh: '封印不符：有 {count} 处被改动',
    en: { one: 'The trail was changed at {count} seal', other: 'The trail was changed at {count} seals' },
  },
  rows: {
    zh: '县 {county} 第 {seal} 号封印：有行被改、被删或被插入',
    en: 'County {county}, seal {seal}: rows were changed, deleted or inserted',
  },
  seal: {
    zh: '县 {county} 第 {seal} 号封印：封印本身被改或缺失',
    en: 'County {county}, seal {seal}: the seal was changed or is missing',
  },
  heads: { zh: '最新封印（请另外抄存）', en: 'Latest seals (keep a copy elsewhere)' },
  sealNow: { zh: '现在封存', en: 'Seal now' },
  sealed: {
    zh: '封存了 {count} 条链。',
    en: { one: '{count} chain was sealed.', other: '{count} chains were sealed.' },
  },
  account: { zh: '账号', en: 'Account' },
  county: { zh: '县', en: 'County' },
  at: { zh: '时间', en: 'When' },
  kind: { zh: '类别', en: 'Kind' },
  act: { zh: '办理', en: 'act' },
  read: { zh: '查看', en: 'look' },
  action: { zh: '动作', en: 'Action' },
  about: { zh: '关于', en: 'About' },
  none: { zh: '还没有记录。', en: 'Nothing has been recorded yet.' },
  nothing: { zh: '没有符合条件的记录。', en: 'No entry matches.' },
});
