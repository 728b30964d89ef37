import { defineWords } from '../i18n/words.ts';

export const offlineWords = defineWords('offline', {
  device: { zh: '已存本机', en: 'On this phone' },
  waiting: { zh: '等待发送', en: 'Waiting to be sent' },
  sending: { zh: '发送中', en: 'Sending' },
  received: { zh: '县里已收到', en: 'Received by the county' },
  failed: { zh: '没有收下', en: 'Not accepted' },
  conflict: { zh: '有冲突', en: 'Conflict' },
  since: { zh: '没有信号，这里是 {at} 的内容。', en: 'No signal: this is as of {at}.' },
  leaveTitle: { zh: '还有没发出的内容', en: 'Some work was not sent' },
  leaveText: {
    zh: '退出登录会从这部手机上删掉下面这些，县里没有收到：',
    en: 'Signing out deletes these from this phone; the county has not received them:',
  },
  leaveAnyway: { zh: '删掉并退出', en: 'Delete and sign out' },
  stay: { zh: '先不退出', en: 'Stay signed in' },
  unsent: {
    zh: '这部手机上有 {account} 没发出的 {count} 份内容。由 {account} 登录后自动发出。',
    en: {
      one: '{account} has {count} record on this phone that was not sent; it goes out when {account} signs in.',
      other:
        '{account} has {count} records on this phone that were not sent; they go out when {account} signs in.',
    },
  },
  badge: {
    zh: '未发出 {count}',
    en: { one: '{count} unsent', other: '{count} unsent' },
  },
});
