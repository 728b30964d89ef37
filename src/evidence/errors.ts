import { failer } from '../kernel/index.ts';

/** This module's part of the error catalogue. */
export const failures = {
  'evidence.kind': {
    status: 422,
    message: {
      zh: '“{file}”不是 JPEG、PNG、WebP 图片或 PDF（按内容判断，不看文件名）；没有保存。请拍照或另存为其中一种再上传。',
      en: '"{file}" is no JPEG, PNG or WebP picture and no PDF (told by its content, not by its name); it was not kept. Take a photo, or save it as one of these.',
    },
  },
  'evidence.broken': {
    status: 422,
    message: {
      zh: '“{file}”不完整或已损坏；没有保存。请重新上传，或重新拍照。',
      en: '"{file}" is incomplete or damaged; it was not kept. Send it again, or take it anew.',
    },
  },
  'evidence.large': {
    status: 413,
    message: {
      zh: '“{file}”超过 {megabytes} MB；没有保存。请缩小图片，或把文件分开。',
      en: '"{file}" is larger than {megabytes} MB; it was not kept. Make the picture smaller, or split the document.',
    },
  },
  'evidence.located': {
    status: 422,
    message: {
      zh: 'PDF“{file}”里的照片带有拍摄位置；没有保存。请关闭相机的位置记录重新生成，或直接上传照片（位置会自动去掉）。',
      en: 'A photo inside the PDF "{file}" tells where it was taken; it was not kept. Make it again with the location switched off, or send the photo itself, from which the place is removed.',
    },
  },
  'evidence.name': {
    status: 422,
    message: {
      zh: '文件名应为 1 到 200 个字符，不含控制字符；请改名。',
      en: 'The name of a file has 1 to 200 characters without control characters; rename it.',
    },
  },
  'evidence.unused': {
    status: 429,
    message: {
      zh: '“{account}”有 {count} 个文件还没有用在案件、会议、公示或草稿里；请先用上，再上传新的。',
      en: '"{account}" has {count} files that no case, meeting, notice or draft uses yet; use them before sending more.',
    },
  },
  'evidence.unknown': {
    status: 404,
    message: {
      zh: '{county} 县没有文件 {sha256}，或它还没有传上来；请向上传的人核对。',
      en: 'County {county} has no file {sha256}, or it has not arrived yet; ask whoever brought it.',
    },
  },
} as const;

export const fail = failer(failures);
