import { failer } from '../kernel/index.ts';

/** In the order of refusal. */
export const failures = {
  'detector.unknown': {
    status: 404,
    message: {
      zh: '没有编号为 {detector} 的预警；现有：{known}。',
      en: 'There is no detector {detector}; there are {known}.',
    },
  },
  'detector.policy': {
    status: 422,
    message: {
      zh: '政策 {version} 没有参数 {path}；请使用预警阈值政策。',
      en: 'The policy {version} has no parameter {path}; name a policy that gives the thresholds of detectors.',
    },
  },
  'detector.text': {
    status: 422,
    message: {
      zh: '答复应为 1 到 500 个字符，不含控制字符。',
      en: 'An answer has 1 to 500 characters without control characters.',
    },
  },
  'detector.notFiring': {
    status: 409,
    message: {
      zh: '{detector} 对“{subject}”没有预警，或数据已变；请重新打开后再答复。',
      en: '{detector} does not fire for "{subject}", or its numbers have changed; open it again and answer what stands there.',
    },
  },
} as const;
export const fail = failer(failures);
