import { failer } from '../kernel/index.ts';

export const failures = {
  'serve.port': {
    status: 409,
    message: {
      zh: '无法在端口 {port} 上启动（{reason}）；请用 --port 另选一个端口。',
      en: 'The server cannot listen on port {port} ({reason}); choose another with --port.',
    },
  },
  'command.number': {
    status: 422,
    message: {
      zh: '“{value}”不是 {option} 所需的数字。',
      en: '"{value}" is not a number, which {option} needs.',
    },
  },
  'command.day': {
    status: 422,
    message: {
      zh: '“{value}”不是日期；{option} 应写作 2017-12-31。',
      en: '"{value}" is not a day; write {option} as 2017-12-31.',
    },
  },
  'command.yuan': {
    status: 422,
    message: {
      zh: '“{value}”不是金额；{option} 应为不小于 0、最多两位小数的元，如 18000 或 18000.50。',
      en: '"{value}" is not an amount; {option} takes yuan of 0 or more with at most two decimals, such as 18000 or 18000.50.',
    },
  },
  'command.choice': {
    status: 422,
    message: {
      zh: '“{value}”不是 {option} 的可选值；可选：{choices}。',
      en: '"{value}" is not a value of {option}; choose one of {choices}.',
    },
  },
} as const;

export const fail = failer(failures);
