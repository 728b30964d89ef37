import { failer } from '../kernel/index.ts';

export const failures = {
  'serve.port': {
    status: 409,
    message: {
      zh: '无法在端口 {port} 上启动（{reason}）；请用 --port 另选一个端口。',
      en: 'The server cannot listen on port {port} ({reason}); choose another with --port.',
    },
  },
  'serve.gone': {
    status: 503,
    message: {
      zh: '使用该数据目录的服务器在应答之前停止了；请再次运行此命令，已完成的部分不会重复。',
      en: 'The server that holds the store ended before it answered; run the command again, nothing is done twice.',
    },
  },
  'lint.unknown': {
    status: 404,
    message: {
      zh: '“{target}”既不是政策编号，也不是可读的文件；已有政策：{known}。',
      en: '"{target}" is neither a policy nor a readable file; policies: {known}.',
    },
  },
  'simulate.setting': {
    status: 422,
    message: {
      zh: '“{text}”应写作 路径=数值，如 lines.medical.non_poor_low_income=15000。',
      en: '"{text}" must be path=value, such as lines.medical.non_poor_low_income=15000.',
    },
  },
  'work.finding': {
    status: 422,
    message: {
      zh: '“{text}”应写作 户编号/政策/年度，如 TC01-0001/wei-2017/2026。',
      en: '"{text}" must be household/policy/year, such as TC01-0001/wei-2017/2026.',
    },
  },
  'allocate.weight': {
    status: 422,
    message: {
      zh: '文件 {file} 第 {line} 行：编号不能为空，“{weight}”应为不小于 0、最多六位小数的权重。',
      en: 'Line {line} of {file}: the id must not be blank, and "{weight}" must be a weight of 0 or more with at most six decimals.',
    },
  },
  'allocate.twice': {
    status: 422,
    message: {
      zh: '文件 {file} 第 {line} 行：编号 {id} 出现两次。',
      en: 'Line {line} of {file}: the id {id} stands twice.',
    },
  },
  'allocate.noWeight': {
    status: 422,
    message: {
      zh: '文件 {file} 中没有大于 0 的权重，无法分配。',
      en: 'No weight in {file} is above 0, so there is nobody to give to.',
    },
  },
  'quote.incomplete': {
    status: 422,
    message: {
      zh: '请同时给出 --group、--peril 与 --self-paid，或用 --batch 指定文件。',
      en: 'A quote needs --group, --peril and --self-paid, or --batch with a file.',
    },
  },
  'quote.noOut': {
    status: 422,
    message: { zh: '--batch 需要 --out 指定输出文件。', en: '--batch needs --out, the file for the quotes.' },
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
  'command.subject': {
    status: 422,
    message: {
      zh: '“{value}”不是事项；应写作 模块:编号，如 cases:17。',
      en: '"{value}" is no subject; write module:number, such as cases:17.',
    },
  },
  'command.choice': {
    status: 422,
    message: {
      zh: '“{value}”不是 {option} 的可选值；可选：{choices}。',
      en: '"{value}" is not a value of {option}; choose one of {choices}.',
    },
  },
  'board.sheet': {
    status: 422,
    message: {
      zh: '{path} 不是公开栏的复算表（JSON）；请从公开栏重新下载。',
      en: '{path} is no sheet of the public board (JSON); download it from the board again.',
    },
  },
  'command.mapping': {
    status: 422,
    message: {
      zh: '--map 的“{value}”应写成 表头=列名；表头= 表示不要这一列。',
      en: '"{value}" of --map must be HEADER=COLUMN; HEADER= leaves the header out.',
    },
  },
} as const;

export const fail = failer(failures);
