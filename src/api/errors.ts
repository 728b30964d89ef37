import { failer } from '../kernel/index.ts';

export const failures = {
  'request.signed_out': {
    status: 401,
    message: {
      zh: '您尚未登录，或登录已过期；请重新登录。',
      en: 'You are not signed in, or your session has ended; sign in again.',
    },
  },
  'request.other_page': {
    status: 403,
    message: {
      zh: '此请求不是从本系统的页面发出的；没有保存任何内容。请从本系统的页面操作，程序请用 Authorization: Bearer。',
      en: 'This request does not come from a page of this server, nothing was kept; use its pages, or Authorization: Bearer from a program.',
    },
  },
  'request.too_many': {
    status: 429,
    message: {
      zh: '请求过于频繁；请在 {seconds} 秒后再试。',
      en: 'Too many requests; try again in {seconds} seconds.',
    },
  },
} as const;

export const fail = failer(failures);
