import { failer } from '../kernel/index.ts';

/** The HTTP interface's part of the error catalogue. */
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
  'request.invalid': {
    status: 400,
    message: { zh: '请求的“{where}”{whyZh}。', en: '"{where}" of the request {whyEn}.' },
  },
  'request.file': {
    status: 400,
    message: {
      zh: '请求体应为文件本身，并写明其 Content-Type：表格为 text/csv 或 XLSX 的类型，照片与文书为 image/jpeg、image/png、image/webp 或 application/pdf。',
      en: 'The body must be the file itself with its content type: text/csv or that of XLSX for tables, image/jpeg, image/png, image/webp or application/pdf for photos and papers.',
    },
  },
  'request.large': {
    status: 413,
    message: {
      zh: '文件超过 {megabytes} MB；请分成几个文件。',
      en: 'The file is larger than {megabytes} MB; split it.',
    },
  },
  'web.notBuilt': {
    status: 503,
    message: {
      zh: '网页还没有生成。请用 npm start 启动，它会自动生成。',
      en: 'The pages have not been built yet. Start the server with npm start, which builds them.',
    },
  },
  'request.uploadUnknown': {
    status: 404,
    message: {
      zh: '没有文件 {upload}，或它已在一小时前上传；请重新选择文件。',
      en: 'There is no file {upload}, or it was sent more than an hour ago; choose the file again.',
    },
  },
  'public.missing': {
    status: 404,
    message: {
      zh: '没有 {path} 这一页，或公示已经撤下。请从公开栏的首页重新选。',
      en: 'There is no page {path}, or its notice is down. Choose again from the first page of the board.',
    },
  },
  'public.over': {
    status: 409,
    message: {
      zh: '第 {notice} 号公示已经期满，网上不再收意见。请打 12317 或到村里说。',
      en: 'Notice {notice} is over and takes no objections here any more. Call 12317 or tell the village.',
    },
  },
  'public.nobody': {
    status: 409,
    message: {
      zh: '县里还没有指定负责答复投诉的人。请打 12317 或到村里说。',
      en: 'Nobody of the county is named yet to answer complaints. Call 12317 or tell the village.',
    },
  },
  'public.wordless': {
    status: 422,
    message: {
      zh: '还没有写您的话。写几句就行，写“请打电话给我”也可以。',
      en: 'There are no words yet. A few will do; “please call me” as well.',
    },
  },
  'job.noRejects': {
    status: 404,
    message: { zh: '这个任务没有拒收的行。', en: 'This job refused no row.' },
  },
  'job.unknown': {
    status: 404,
    message: {
      zh: '没有任务 {job}，或它已在一小时前结束；结果见导入记录。',
      en: 'There is no job {job}, or it ended more than an hour ago; see the list of imports for its outcome.',
    },
  },
  'job.cancelled': {
    status: 409,
    message: { zh: '任务已取消；没有保存任何内容。', en: 'The job was cancelled; nothing was kept.' },
  },
} as const;

export const fail = failer(failures);
